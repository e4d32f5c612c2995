import PitaNetwork

/// What a Junos config says of what an office intends.
struct JunosView {
    private let running: ConfigTree
    /// VLANs by their names.
    private let names: [String: VLANID]
    private var result = LiveView()

    private static let on = "yes"
    private static let switching = "family ethernet-switching"

    init(_ running: ConfigTree) {
        self.running = running
        names = running.objects(in: "vlans").reduce(into: [:]) { names, vlan in
            names[vlan.id.key] = vlan.properties["vlan-id"].flatMap { Int($0) }.flatMap(VLANID.init)
        }
    }

    /// The view.
    func view() -> LiveView {
        var copy = self
        for object in running.objects where !object.isAbsent {
            switch object.id.section {
            case "vlans": copy.readVLAN(object)
            case "interfaces": copy.readPort(object)
            case "interfaces unit": copy.readUnit(object)
            case "routing-options static route": copy.readRoute(object)
            case "class-of-service interfaces unit": copy.readShaping(object)
            default: break
            }
        }
        copy.result.finish(running) { $0 }
        return copy.result
    }

    /// `xe-0/1/0 0` is the port itself; other units are interfaces of their own.
    private func interface(_ key: String) -> String {
        let words = key.split(separator: " ")
        guard words.count == 2 else { return key }
        return words[1] == "0" ? String(words[0]) : "\(words[0]).\(words[1])"
    }

    private mutating func readVLAN(_ object: ConfigObject) {
        guard let id = names[object.id.key] else { return }
        result.withVLANs(VLANSet([id]), in: "", from: object.id) { vlan in
            vlan.name = object.id.key
            vlan.comment = object.properties["description"]
            vlan.interface = object.properties["l3-interface"]
        }
    }

    private mutating func readPort(_ object: ConfigObject) {
        result.add(
            interface: object.id.key, description: object.properties["description"],
            isEnabled: object.properties["disable"] != Self.on)
        result.tell(object.id)
    }

    private mutating func readUnit(_ object: ConfigObject) {
        let name = interface(object.id.key)
        result.add(interface: name, description: object.properties["description"])
        let isTrunk = ["interface-mode", "port-mode"].contains {
            object.properties["\(Self.switching) \($0)"] == "trunk"
        }
        var addresses: Set<String> = []
        for (property, _) in object.properties.sorted(by: { $0.key < $1.key }) {
            let words = property.split(separator: " ").map(String.init)
            guard let last = words.last else { continue }
            if words.count >= 4, words[0] == "family", words[2] == "address" {
                // What is said of an address is a property of its own.
                if addresses.insert(words[3]).inserted { result.add(address: words[3], on: name, from: object.id) }
            } else if property.hasPrefix("\(Self.switching) vlan members ") {
                result.withVLANs(members(last), in: "", from: object.id) { vlan in
                    if isTrunk { vlan.tagged.insert(name) } else { vlan.untagged.insert(name) }
                }
            }
        }
        for family in ["inet", "ethernet-switching"] {
            for (way, direction) in [("input", LiveView.Direction.ingress), ("output", .egress)] {
                if let filter = object.properties["family \(family) filter \(way)"] {
                    readFilter(filter, family, on: name, direction)
                }
            }
        }
    }

    private func members(_ word: String) -> VLANSet {
        if let id = names[word] { return VLANSet([id]) }
        return word == "all" ? VLANSet(names.values) : VLANSet(word) ?? VLANSet([])
    }

    /// A filter limits what its first term polices; a term with conditions does so for a part only.
    private mutating func readFilter(
        _ filter: String, _ family: String, on interface: String, _ direction: LiveView.Direction
    ) {
        let section = "firewall family \(family) filter \(filter) term"
        for term in running.objects(in: section) {
            guard let name = term.properties["then policer"] else { continue }
            let policer = ObjectID(section: "firewall policer", key: name)
            guard let limit = running[policer]?.properties["if-exceeding bandwidth-limit"].flatMap(rate) else {
                continue
            }
            result.tell(term.id)
            result.add(
                LiveView.Shaper(
                    object: policer, name: name, scope: .interface(interface, direction, limit),
                    conditions: term.properties.keys.filter { $0.hasPrefix("from ") }.sorted()))
        }
    }

    private mutating func readShaping(_ object: ConfigObject) {
        guard let limit = object.properties["shaping-rate"].flatMap(rate) else { return }
        result.add(
            LiveView.Shaper(object: object.id, scope: .interface(interface(object.id.key), .egress, limit)))
    }

    private func rate(_ text: String) -> Bandwidth? {
        UInt64(text).flatMap { bits in
            (1...Bandwidth.highest.bitsPerSecond).contains(bits) ? Bandwidth(bitsPerSecond: bits) : nil
        }
    }

    private mutating func readRoute(_ object: ConfigObject) {
        for property in object.properties.keys.sorted() where property.hasPrefix("next-hop ") {
            result.add(route: object.id.key, by: String(property.dropFirst("next-hop ".count)), from: object.id)
        }
    }
}
