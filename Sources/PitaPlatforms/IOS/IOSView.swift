import PitaNetwork

/// What a config of the IOS kind says of what an office intends.
struct IOSView {
    private let running: ConfigTree
    private let rates: IOSPortRates
    /// The VLANs that the device has.
    private let known: VLANSet
    private var result = LiveView()

    init(_ running: ConfigTree, _ dialect: IOSDialect) {
        self.running = running
        rates = IOSPortRates(running, dialect)
        known = LiveView.knownVLANs(of: running)
    }

    /// The view.
    func view() -> LiveView {
        var copy = self
        for object in running.objects where !object.isAbsent {
            switch object.id.section {
            case "vlan": copy.readVLAN(object)
            case "interface": copy.readInterface(object)
            case "ip route": copy.result.add(routeOf: object)
            case "ip default-gateway":
                copy.result.add(route: "0.0.0.0/0", by: object.properties[LineTree.value], from: object.id)
            default: break
            }
        }
        copy.result.finish(running) { $0 }
        return copy.result
    }

    private mutating func readVLAN(_ object: ConfigObject) {
        guard let id = Self.vlan(object.id.key) else { return }
        result.withVLANs(VLANSet([id]), in: "", from: object.id) { $0.name = object.properties["name"] }
    }

    private mutating func readInterface(_ object: ConfigObject) {
        let (name, properties) = (object.id.key, object.properties)
        result.add(
            interface: name, description: properties["description"],
            isEnabled: properties["shutdown"] != LineTree.on)
        result.add(addressesOf: object, on: name)
        result.add(rates.limits(of: object))
        if let parent = IOSInterfaceName.parent(name) {
            // The second of EOS.
            let vlans = properties["encapsulation dot1Q"] ?? properties["encapsulation dot1q vlan"]
            guard let id = vlans?.words.lazy.compactMap(Self.vlan).first else { return }
            result.withVLANs(VLANSet([id]), in: parent, from: object.id) { vlan in
                vlan.interface = name
                vlan.tagged.insert(parent)
            }
        } else if IOSInterfaceName.kind(name) == "Vlan" {
            guard let id = Self.vlan(name.dropFirst("Vlan".count)) else { return }
            result.withVLANs(VLANSet([id]), in: "", from: object.id) { $0.interface = name }
        } else {
            readPort(object)
        }
    }

    /// What a port of a switch carries. A port of which nothing is said may be one of a router.
    private mutating func readPort(_ object: ConfigObject) {
        let (name, properties) = (object.id.key, object.properties)
        // Such a port carries the tags of others inside its own, or tags by rules that no line here knows.
        let mode = properties["switchport mode"]
        guard mode.map({ !$0.hasPrefix("dot1q-tunnel") && $0 != "hybrid" }) ?? true else { return }
        result.tell(object.id)
        guard properties["switchport"] != LineTree.off else { return }
        let native = properties["switchport trunk native vlan"].map(Self.vlan) ?? VLANID(1)
        switch mode {
        // An uplink of RGOS is a trunk that tags every VLAN.
        case "trunk", "uplink":
            let allowed = properties["switchport trunk allowed vlan"]
            let tagged = allowed == LineVLANValue.none ? VLANSet([]) : allowed.flatMap(VLANSet.init)
            result.add(
                port: name, tagged: tagged, untagged: mode == "trunk" ? native : nil, known: known, from: object.id)
        default:
            guard let id = properties["switchport access vlan"].map(Self.vlan) ?? (mode == nil ? nil : VLANID(1)) else {
                return
            }
            result.withVLANs(VLANSet([id]), in: "", from: object.id) { $0.untagged.insert(name) }
            guard let voice = properties["switchport voice vlan"].flatMap(Self.vlan) else { return }
            result.withVLANs(VLANSet([voice]), in: "", from: object.id) { $0.tagged.insert(name) }
        }
    }

    private static func vlan(_ text: some StringProtocol) -> VLANID? { Int(text).flatMap(VLANID.init) }
}
