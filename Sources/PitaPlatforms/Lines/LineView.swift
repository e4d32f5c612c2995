import PitaNetwork

/// What the platforms of lines say alike.
extension LiveView {
    /// Adds the addresses of an interface: of `ip address 10.1.0.1 255.255.255.0`, and of those beside it.
    mutating func add(addressesOf object: ConfigObject, on interface: String) {
        for (name, value) in object.properties.sorted(by: { $0.key < $1.key }) {
            let words = (value == LineTree.on ? name : "\(name) \(value)").words
            guard words.count > 2, words[0] == "ip" || words[0] == "ipv6", words[1] == "address",
                let address = LineAddress.read(words.dropFirst(2).joined(separator: " "))
            else { continue }
            add(address: address.description, on: interface, from: object.id)
        }
    }

    /// Adds a static route: of `10.1.0.0 255.255.255.0 10.0.0.1`, or of a network with its length. It leads by an address
    /// where it has one, beside an interface too.
    mutating func add(routeOf object: ConfigObject) {
        let words = "\(object.id.key) \(object.properties[LineTree.value] ?? "")".words.map(String.init)
        guard let first = words.first else { return }
        let count = first.contains("/") ? 1 : 2
        guard words.count > count else { return }
        let network = LineAddress.read(words.prefix(count).joined(separator: " "))?.prefix
        let next = words.dropFirst(count).prefix(2).first { Address($0) != nil }
        add(route: network?.description, by: next ?? words[count], from: object.id)
    }

    /// The VLANs that a switch has. No config says VLAN 1.
    static func knownVLANs(of running: ConfigTree) -> VLANSet {
        VLANSet(([1] + running.objects(in: "vlan").compactMap { Int($0.id.key) }).compactMap(VLANID.init))
    }

    /// Adds the limits of an interface; what says them is told with them.
    mutating func add(_ limits: [LinePortLimit]) {
        for limit in limits {
            for id in limit.objects { tell(id) }
            add(limit.shaper)
        }
    }

    /// Adds what a port of a switch carries.
    ///
    /// - Parameters:
    ///   - known: the VLANs that the switch has; a trunk carries no other.
    ///   - tagged: those of a trunk; `nil` for all.
    mutating func add(
        port: String, tagged: VLANSet?, untagged: VLANID?, known: VLANSet, from object: ObjectID
    ) {
        let carried = tagged.map(known.intersection) ?? known
        withVLANs(carried, in: "", from: object) { vlan in
            if vlan.id == untagged { vlan.untagged.insert(port) } else { vlan.tagged.insert(port) }
        }
    }
}
