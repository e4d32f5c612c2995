import PitaNetwork

/// What a RouterOS device's config says of what an office intends.
struct RouterOSView {
    private let running: ConfigTree
    private var result = LiveView()
    /// The queues that others stand in, by their section.
    private let parents: [String: Set<String>]

    init(_ running: ConfigTree) {
        self.running = running
        let sections = ["/queue simple", "/queue tree"].map { section in
            (section, Set(running.objects(in: section).compactMap { $0.isAbsent ? nil : $0.properties["parent"] }))
        }
        parents = Dictionary(uniqueKeysWithValues: sections)
    }

    /// The view.
    func view() -> LiveView {
        var copy = self
        copy.readInterfaces()
        copy.readBridges()
        copy.readAddressing()
        for queue in running.objects(in: "/queue simple") where !queue.isAbsent { copy.readSimple(queue) }
        for queue in running.objects(in: "/queue tree") where !queue.isAbsent { copy.readTree(queue) }
        copy.result.finish(running, shown: Self.shown)
        return copy.result
    }

    // MARK: interfaces and VLANs

    private mutating func readInterfaces() {
        for section in ["/interface ethernet", "/interface bridge", "/interface bonding", "/interface vlan"] {
            for object in running.objects(in: section) where !object.isAbsent {
                guard let name = RouterOSCutOff.name(object) else { continue }
                result.add(interface: name, description: comment(object), isEnabled: object.isInForce)
                result.tell(object.id)
                guard section == "/interface vlan", object.isInForce, let below = object.properties["interface"],
                    let id = object.properties["vlan-id"].flatMap({ Int($0) }).flatMap(VLANID.init)
                else { continue }
                let comment = comment(object)
                result.withVLANs(VLANSet([id]), in: below, from: object.id) { vlan in
                    vlan.name = vlan.name ?? name
                    vlan.comment = vlan.comment ?? comment
                    vlan.interface = vlan.interface ?? name
                    vlan.tagged.insert(below)
                }
            }
        }
    }

    private mutating func readBridges() {
        for object in running.objects(in: "/interface bridge vlan") where object.isInForce {
            guard let bridge = object.properties["bridge"],
                let ids = object.properties["vlan-ids"].flatMap(VLANSet.init)
            else { continue }
            let comment = comment(object)
            let (tagged, untagged) = (names(object.properties["tagged"]), names(object.properties["untagged"]))
            result.withVLANs(ids, in: bridge, from: object.id) { vlan in
                vlan.comment = vlan.comment ?? comment
                vlan.tagged.formUnion(tagged)
                vlan.untagged.formUnion(untagged)
            }
        }
        for object in running.objects(in: "/interface bridge port") where object.isInForce {
            guard let bridge = object.properties["bridge"], let port = object.properties["interface"] else { continue }
            result.add(interface: port, description: comment(object))
            // What is not named is 1, the VLAN of a bridge that has none.
            guard let id = object.properties["pvid"].flatMap({ Int($0) }).flatMap(VLANID.init) else {
                result.tell(object.id)
                continue
            }
            result.withVLANs(VLANSet([id]), in: bridge, from: object.id) { vlan in vlan.untagged.insert(port) }
        }
    }

    private mutating func readAddressing() {
        for object in running.objects(in: "/ip address") + running.objects(in: "/ipv6 address") where object.isInForce {
            result.add(address: object.properties["address"], on: object.properties["interface"], from: object.id)
        }
        for (section, everywhere) in [("/ip route", "0.0.0.0/0"), ("/ipv6 route", "::/0")] {
            for object in running.objects(in: section) where object.isInForce {
                let properties = object.properties
                guard (properties["routing-table"] ?? "main") == "main", (properties["routing-mark"] ?? "").isEmpty
                else { continue }
                let target = properties["dst-address"] ?? everywhere
                result.add(route: target, by: properties["gateway"], from: object.id)
            }
        }
    }

    // MARK: queues

    /// What makes a queue hold for a part of the traffic, or let more through than its limit.
    private static let conditional = [
        "dst", "time", "packet-marks", "packet-mark", "burst-limit", "total-max-limit",
    ]

    /// RouterOS counts from the target of a simple queue: upload first.
    private mutating func readSimple(_ queue: ConfigObject) {
        var networks: Set<Prefix> = []
        var interfaces: [String] = []
        for target in names(queue.properties["target"]).sorted() {
            if let prefix = Prefix(target) { networks.insert(prefix) } else { interfaces.append(target) }
        }
        let limits = limits(of: queue, in: "/queue simple")
        let (upload, download) = (limits.first ?? nil, limits.last ?? nil)
        func shaper(_ scope: LiveView.Scope) -> LiveView.Shaper {
            LiveView.Shaper(
                object: queue.id, name: queue.properties["name"], comment: comment(queue), scope: scope,
                isParent: isParent(queue, in: "/queue simple"), conditions: conditions(queue))
        }
        // A queue for networks and interfaces together shares one limit among them, which is no limit of either.
        guard networks.isEmpty || interfaces.isEmpty else { return }
        if !networks.isEmpty { result.add(shaper(.networks(networks, download: download, upload: upload))) }
        guard interfaces.count == 1, let interface = interfaces.first else { return }
        if let upload { result.add(shaper(.interface(interface, .ingress, upload))) }
        if let download { result.add(shaper(.interface(interface, .egress, download))) }
    }

    /// A queue of the tree at an interface limits what leaves it.
    private mutating func readTree(_ queue: ConfigObject) {
        guard let parent = queue.properties["parent"], parent != "global", self.queue(parent, in: "/queue tree") == nil,
            let rate = limits(of: queue, in: "/queue tree").first ?? nil
        else { return }
        result.add(
            LiveView.Shaper(
                object: queue.id, name: queue.properties["name"], comment: comment(queue),
                scope: .interface(parent, .egress, rate), isParent: isParent(queue, in: "/queue tree"),
                conditions: conditions(queue)))
    }

    /// The limits of a queue, each not above that of any queue that it stands in; `nil` for none.
    private func limits(of queue: ConfigObject, in section: String) -> [Bandwidth?] {
        var limits: [Bandwidth?] = section == "/queue tree" ? [nil] : [nil, nil]
        var (here, seen): (ConfigObject?, Set<ObjectID>) = (queue, [])
        while let object = here, seen.insert(object.id).inserted {
            let sides = (object.properties["max-limit"] ?? "").split(separator: "/").map { Bandwidth(String($0)) }
            for (place, side) in sides.enumerated() where place < limits.count {
                guard let side, side.bitsPerSecond > 0 else { continue }
                limits[place] = limits[place].map { min($0, side) } ?? side
            }
            here = object.properties["parent"].flatMap { self.queue($0, in: section) }
        }
        return limits
    }

    private func isParent(_ queue: ConfigObject, in section: String) -> Bool {
        queue.properties["name"].map { parents[section]?.contains($0) == true } ?? false
    }

    private func queue(_ name: String, in section: String) -> ConfigObject? {
        running[ObjectID(section, RouterOSKey([.init(name: "name", value: name)]))]
    }

    private func conditions(_ queue: ConfigObject) -> [String] {
        (queue.isInForce ? [] : ["disabled"])
            + Self.conditional.filter { name in
                let value = queue.properties[name] ?? ""
                return !value.isEmpty && !["0", "0/0"].contains(value)
            }
    }

    // MARK: texts

    private func comment(_ object: ConfigObject) -> String? {
        object.properties["comment"].flatMap { $0.isEmpty ? nil : $0 }
    }

    private func names(_ list: String?) -> Set<String> { Set((list ?? "").split(separator: ",").map(String.init)) }

    /// What of a key may be shown: names. A community is known by the secret itself, and an item without a name by all
    /// that it holds.
    private static func shown(_ id: ObjectID) -> ObjectID {
        if id.section == "/snmp community" { return ObjectID(section: id.section, key: "") }
        var key = RouterOSKey(id.key)
        key.pairs.removeAll { !nameable.contains($0.name) }
        return ObjectID(id.section, key)
    }

    private static let nameable: Set = [
        "name", "default-name", "interface", "bridge", "list", "chain", "address", "dst-address", "gateway", "comment",
        "vlan-ids", "group",
    ]
}
