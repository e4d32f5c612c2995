import PitaDiagnostics
import PitaNetwork

/// Whether what a change makes will do anything: what else on the device keeps it from the traffic that it is meant for.
struct RouterOSEffectWarnings {
    private let transitions: [RouterOSTransition]
    /// The config as it will be.
    private let after: ConfigTree

    init(running: ConfigTree, transitions: [RouterOSTransition]) {
        self.transitions = transitions
        let changed = Dictionary(transitions.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        let stays = running.objects.compactMap { object in
            guard let transition = changed[object.id] else { return object }
            return transition.new
        }
        after = ConfigTree(stays + transitions.filter { running[$0.id] == nil }.compactMap(\.new))
    }

    /// All of them.
    func all() -> [Diagnostic] {
        unmarked() + oversold() + offloaded() + untaggedVLANs() + overlapping() + emptied()
    }

    private static let simple = "/queue simple"
    private static let tree = "/queue tree"

    private func warning(_ message: String, at mark: SourceMark?, hint: String) -> Diagnostic {
        Diagnostic(message, at: mark, hint: hint, severity: .warning)
    }

    private func arriving(_ sections: String...) -> [ConfigObject] {
        transitions.filter { sections.contains($0.id.section) }.compactMap(\.new).filter(\.isInForce)
    }

    // MARK: filters of routes

    /// A chain of route filters that loses its last rule, while a BGP connection is filtered by it: what no rule accepts is
    /// rejected (RouterOS 7, "Route Selection and Filters").
    private func emptied() -> [Diagnostic] {
        let menu = "/routing filter rule"
        let gone = transitions.filter { $0.id.section == menu && $0.new?.isInForce != true && $0.old != nil }
        let left = Set(after.objects(in: menu).filter(\.isInForce).compactMap { $0.properties["chain"] })
        let chains = Set(gone.compactMap { $0.old?.properties["chain"] }).subtracting(left)
        guard !chains.isEmpty else { return [] }
        return after.objects.filter { $0.id.section.hasPrefix("/routing bgp ") }.flatMap { user in
            user.properties.sorted { $0.key < $1.key }
                .filter { $0.key.contains("filter") && chains.contains($0.value) }.map { name, chain in
                    warning(
                        "\(user.id) is filtered by `\(name)=\(chain)`, and the chain has no rule left: it rejects every route",
                        at: gone.first?.new?.mark ?? user.mark,
                        hint: "leave a rule in the chain, or take the filter off the connection")
                }
        }
    }

    // MARK: marks

    /// A queue that takes marked packets takes none where no rule marks them, and one that takes those without a mark loses
    /// what a rule marks.
    private func unmarked() -> [Diagnostic] {
        let rules = after.objects(in: "/ip firewall mangle").filter {
            $0.isInForce && $0.properties["action"] == "mark-packet"
        }
        let marks = Set(rules.compactMap { $0.properties["new-packet-mark"] })
        return arriving(Self.simple, Self.tree).flatMap { queue -> [Diagnostic] in
            let named = queue.properties["packet-marks"] ?? queue.properties["packet-mark"] ?? ""
            let wanted = named.split(separator: ",").map(String.init)
            if wanted == ["no-mark"] {
                guard !marks.isEmpty else { return [] }
                return [
                    warning(
                        "\(queue.id) takes packets without a mark only, and mangle rules mark some "
                            + "(\(marks.sorted().prefix(3).joined(separator: ", ")))", at: queue.mark,
                        hint: "those packets pass by the queue; name their marks too")
                ]
            }
            return wanted.filter { $0 != "no-mark" && !marks.contains($0) }.map { mark in
                warning(
                    "\(queue.id) takes packets with the mark `\(mark)`, and no mangle rule sets it", at: queue.mark,
                    hint: "add a `mark-packet` rule to /ip firewall mangle, or leave the mark out")
            }
        }
    }

    // MARK: parents

    /// What children are promised must be there, and none gets more than its parent has.
    private func oversold() -> [Diagnostic] {
        var seen: Set<ObjectID> = []
        var parents: [(id: ObjectID, mark: SourceMark?)] = []
        for queue in arriving(Self.simple, Self.tree) {
            for id in [parent(of: queue), queue.id].compactMap(\.self) where seen.insert(id).inserted {
                parents.append((id, queue.mark))
            }
        }
        guard !parents.isEmpty else { return [] }
        let queues = [Self.simple, Self.tree].flatMap { after.objects(in: $0) }.filter(\.isInForce)
        let children = Dictionary(grouping: queues) { parent(of: $0) }
        return parents.flatMap { id, mark in after[id].map { oversold($0, children[id] ?? [], mark) } ?? [] }
    }

    private func oversold(_ parent: ConfigObject, _ children: [ConfigObject], _ mark: SourceMark?) -> [Diagnostic] {
        let most = rates(parent.properties["max-limit"])
        return (0..<most.count).compactMap { way in
            guard most[way] > 0 else { return nil }
            let promised = children.reduce(UInt64(0)) { sum, child in
                let rates = rates(child.properties["limit-at"])
                return sum.addingReportingOverflow(way < rates.count ? rates[way] : 0).partialValue
            }
            let direction = most.count == 1 ? "" : way == 0 ? " up" : " down"
            guard promised > most[way] else { return nil }
            return warning(
                "the queues under \(parent.id) are promised \(promised) bit/s\(direction) by `limit-at`, and it has "
                    + "\(most[way])", at: mark, hint: "lower the promises, or raise the parent's `max-limit`")
        }
    }

    /// The queue that another stands in.
    private func parent(of queue: ConfigObject) -> ObjectID? {
        guard let name = queue.properties["parent"] else { return nil }
        let id = ObjectID(queue.id.section, RouterOSKey([.init(name: "name", value: name)]))
        return after[id].map(\.id)
    }

    private func rates(_ text: String?) -> [UInt64] {
        (text ?? "").split(separator: "/").map { Bandwidth(String($0))?.bitsPerSecond ?? 0 }
    }

    // MARK: addresses

    /// The device takes an address in the network of another interface, and then sends what is for it by one of both.
    private func overlapping() -> [Diagnostic] {
        let sections = ["/ip address", "/ipv6 address"]
        let new = transitions.filter { transition in
            guard sections.contains(transition.id.section), let new = transition.new, new.isInForce else {
                return false
            }
            let (before, now) = (Self.entry(transition.old), Self.entry(new))
            return transition.old?.isInForce != true || before?.address != now?.address
                || before?.interface != now?.interface
        }
        // In which VRF an interface is, is not read.
        guard !new.isEmpty, !after.hasObjects(in: "/ip vrf") else { return [] }
        let entries = sections.flatMap { after.objects(in: $0) }.filter(\.isInForce).compactMap(Self.entry)
        let networks = InterfaceNetworks(entries)
        return new.compactMap { transition in
            guard let entry = Self.entry(transition.new),
                let other = networks.overlapping(entry.address.prefix, beside: entry.interface)
            else { return nil }
            return warning(
                "\(transition.id) overlaps with \(other.address) on `\(other.interface)`", at: transition.new?.mark,
                hint: "take the other one away in the same text, or say another address")
        }
    }

    private static func entry(_ object: ConfigObject?) -> InterfaceNetworks.Entry? {
        guard let address = object?.properties["address"].flatMap({ InterfaceAddress($0) }),
            let interface = object?.properties["interface"]
        else { return nil }
        return (interface, address)
    }

    // MARK: bridges

    /// Frames that the switch chip forwards never come to a queue.
    private func offloaded() -> [Diagnostic] {
        let ports = after.objects(in: "/interface bridge port").filter { $0.isInForce && $0.properties["hw"] != "no" }
        let names = Set(ports.compactMap { $0.properties["interface"] })
        return arriving(Self.simple, Self.tree).flatMap { queue -> [Diagnostic] in
            let named = [queue.properties["target"], queue.properties["dst"], queue.properties["parent"]]
            let found = named.compactMap(\.self).flatMap { $0.split(separator: ",").map(String.init) }.filter(
                names.contains)
            return found.map { port in
                warning(
                    "\(queue.id) shapes `\(port)`, a port of a bridge with hardware offload: what the switch chip forwards passes by it",
                    at: queue.mark, hint: "set `hw=no` on the bridge port, or shape the bridge or a routed interface")
            }
        }
    }

    /// On a bridge that filters, a VLAN goes only where its table lets it.
    private func untaggedVLANs() -> [Diagnostic] {
        let filtering = Set(
            after.objects(in: "/interface bridge").filter { $0.properties["vlan-filtering"] == "yes" }
                .compactMap { $0.properties["name"] })
        guard !filtering.isEmpty else { return [] }
        let tagged = taggedPorts(on: filtering)
        var warned: Set<String> = []
        return arriving("/interface vlan", "/interface bridge port").compactMap { object in
            let isPort = object.id.section == "/interface bridge port"
            guard let bridge = object.properties[isPort ? "bridge" : "interface"], filtering.contains(bridge),
                let number = object.properties[isPort ? "pvid" : "vlan-id"], let id = Int(number).flatMap(VLANID.init)
            else { return nil }
            guard tagged[bridge]?.contains(id.number) != true, warned.insert("\(bridge) \(number)").inserted else {
                return nil
            }
            return warning(
                "VLAN \(number) is tagged on no port of the bridge `\(bridge)`, which filters: it does not leave the device",
                at: object.mark, hint: "add the uplink to `tagged` of VLAN \(number) in /interface bridge vlan")
        }
    }

    /// Of each bridge the VLANs that are tagged on a port other than itself.
    private func taggedPorts(on bridges: Set<String>) -> [String: Set<Int>] {
        var result: [String: Set<Int>] = [:]
        for row in after.objects(in: "/interface bridge vlan") where row.isInForce {
            guard let bridge = row.properties["bridge"], bridges.contains(bridge),
                let vlans = VLANSet(row.properties["vlan-ids"] ?? "")
            else { continue }
            let ports = (row.properties["tagged"] ?? "").split(separator: ",")
            if ports.contains(where: { $0 != bridge }) {
                result[bridge, default: []].formUnion(vlans.ids.map(\.number))
            }
        }
        return result
    }
}
