import PitaNetwork

/// What a config of VRP says of what an office intends.
struct VRPView {
    private let running: ConfigTree
    private let rates: VRPPortRates
    /// The VLANs that the device has.
    private let known: VLANSet
    private var result = LiveView()

    init(_ running: ConfigTree) {
        self.running = running
        rates = VRPPortRates(running)
        known = LiveView.knownVLANs(of: running)
    }

    /// The view.
    func view() -> LiveView {
        var copy = self
        for object in running.objects where !object.isAbsent {
            switch object.id.section {
            case "vlan": copy.readVLAN(object)
            case "interface": copy.readInterface(object)
            case "ip route-static": copy.result.add(routeOf: object)
            default: break
            }
        }
        copy.result.finish(running) { $0 }
        return copy.result
    }

    private mutating func readVLAN(_ object: ConfigObject) {
        guard let id = Self.vlan(object.id.key) else { return }
        result.withVLANs(VLANSet([id]), in: "", from: object.id) { vlan in
            vlan.name = object.properties["name"]
            vlan.comment = object.properties["description"]
        }
    }

    private mutating func readInterface(_ object: ConfigObject) {
        let (name, properties) = (object.id.key, object.properties)
        result.add(
            interface: name, description: properties["description"],
            isEnabled: properties["shutdown"] != LineTree.on)
        result.add(addressesOf: object, on: name)
        result.add(rates.limits(of: object))
        if let dot = name.firstIndex(of: ".") {
            guard let id = properties["dot1q termination vid"].flatMap(Self.vlan) else { return }
            let parent = String(name[..<dot])
            result.withVLANs(VLANSet([id]), in: parent, from: object.id) { vlan in
                vlan.interface = name
                vlan.tagged.insert(parent)
            }
        } else if let id = VRPRules.vlan(of: name).flatMap(Self.vlan) {
            result.withVLANs(VLANSet([id]), in: "", from: object.id) { $0.interface = name }
        } else {
            readPort(object)
        }
    }

    /// What a port carries. Which link type goes without saying depends on the model: then its other lines tell.
    private mutating func readPort(_ object: ConfigObject) {
        let (name, properties) = (object.id.key, object.properties)
        let type = properties[VRPRules.linkType]
        // Such a port carries the tags of others inside its own.
        guard type != "dot1q-tunnel" else { return }
        result.tell(object.id)
        let access = properties["port default vlan"]
        let isHybrid = properties.keys.contains { $0.hasPrefix("port hybrid ") }
        if type == "trunk" {
            let native = properties["port trunk pvid vlan"].map(Self.vlan) ?? VLANID(1)
            result.add(
                port: name, tagged: Self.set(properties["port trunk allow-pass vlan"], otherwise: "1"),
                untagged: native, known: known, from: object.id)
        } else if type == "access" || type == nil && access != nil {
            guard let id = access.map(Self.vlan) ?? VLANID(1) else { return }
            result.withVLANs(VLANSet([id]), in: "", from: object.id) { $0.untagged.insert(name) }
        } else if type == "hybrid" || type == nil && isHybrid {
            let untagged = Self.set(properties["port hybrid untagged vlan"], otherwise: "1")
            result.withVLANs(known.intersection(untagged), in: "", from: object.id) { $0.untagged.insert(name) }
            result.add(
                port: name, tagged: Self.set(properties["port hybrid tagged vlan"], otherwise: ""), untagged: nil,
                known: known, from: object.id)
        }
    }

    private static func vlan(_ text: some StringProtocol) -> VLANID? { Int(text).flatMap(VLANID.init) }

    private static func set(_ value: String?, otherwise: String) -> VLANSet {
        let text = value ?? otherwise
        return text == LineVLANValue.none ? VLANSet([]) : VLANSet(text) ?? VLANSet([])
    }
}
