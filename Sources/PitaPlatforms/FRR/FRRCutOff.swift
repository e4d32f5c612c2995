import PitaNetwork

/// What of a change takes away the way by which a router is reached.
struct FRRCutOff {
    private let running: ConfigTree
    private let after: ConfigTree
    private let change: DeviceChange
    private let reach: Reach
    /// The interfaces that hold the management address, by FRRouting's config or the kernel's own.
    private let carriers: Set<String>

    init(_ change: DeviceChange, running: ConfigTree, reach: Reach) {
        (self.change, self.running, self.reach) = (change, running, reach)
        after = change.applied(to: running)
        carriers = Self.carriers(running, of: reach.address)
    }

    /// All that cuts.
    func all() -> [CutOff] { change.differences.compactMap(interface) + routes }

    private static func carriers(_ tree: ConfigTree, of address: Address) -> Set<String> {
        let own = tree.objects(in: FRRGrammar.interface).filter { object in
            object.properties.keys.contains { FRRReader.address(in: $0)?.address == address }
        }
        let real = tree.objects(in: FRRGrammar.kernel).filter { object in
            object.properties.keys.contains { InterfaceAddress($0)?.address == address }
        }
        return Set((own + real).map(\.id.key))
    }

    private func interface(_ difference: ObjectDifference) -> CutOff? {
        let id = difference.id
        guard id.section == FRRGrammar.interface else { return nil }
        let (old, new) = (difference.before ?? [:], difference.after ?? [:])
        let isCarrier = carriers.contains(id.key)
        if old["shutdown"] == nil, new["shutdown"] != nil {
            if isCarrier {
                return CutOff(id, "shuts the interface of the management address \(reach.address) down")
            }
            // The address may stand on another interface and be reached over this one.
            return reach.uplinks.contains(id.key)
                ? CutOff(id, "shuts the uplink down", isCertain: carriers.isEmpty) : nil
        }
        guard isCarrier else { return nil }
        let gone = Set(old.keys).subtracting(new.keys).compactMap { FRRReader.address(in: $0) }
        if gone.contains(where: { $0.address == reach.address }), !isHeld(in: after) {
            return CutOff(id, "takes the management address \(reach.address) off the device")
        }
        let isBeside = gone.contains { $0.prefix.contains(reach.address) && $0.address.family == .ipv4 }
        return isBeside
            ? CutOff(
                id,
                "takes an address of the management address's subnet off its interface, with which the kernel may "
                    + "take \(reach.address) too", isCertain: false) : nil
    }

    private func isHeld(in tree: ConfigTree) -> Bool {
        tree.objects(in: FRRGrammar.interface).contains { object in
            object.properties.keys.contains { FRRReader.address(in: $0)?.address == reach.address }
        }
    }

    private var routes: [CutOff] {
        let isIPv6 = reach.address.family == .ipv6
        return RouteCutOff { tree in
            tree.objects.compactMap { object in
                guard let route = FRRRoute(object), object.id.section == (isIPv6 ? "ipv6 route" : "ip route") else {
                    return nil
                }
                let hop = "\(route.hop) \(route.interface ?? "")"
                return RouteCutOff.Route(
                    id: object.id, isDefault: route.destination == (isIPv6 ? "::/0" : "0.0.0.0/0"),
                    target: route.destination, hop: hop, distance: route.distance ?? "1")
            }
        }.found(from: running, to: after)
    }
}
