import PitaNetwork

/// How Pita reaches a device: what a change must leave alone.
public struct Reach: Hashable, Sendable {
    /// The management address.
    public let address: Address
    /// The log-in name; `nil` where it is not known while planning.
    public let user: String?
    /// The interfaces that lead towards the internet by the inventory's links, over which the device is probably reached.
    public let uplinks: Set<String>

    /// How a device is reached.
    public init(address: Address, user: String? = nil, uplinks: Set<String> = []) {
        self.address = address
        self.user = user
        self.uplinks = uplinks
    }
}

/// A part of a change after which nobody may reach the device any more, so that nobody could undo it.
public struct CutOff: Hashable, Sendable {
    /// The object that cuts.
    public let object: ObjectID
    /// What happens to it, to follow "the change": `takes the management address 10.9.0.2 off the device`.
    public let reason: String
    /// Whether it cuts for all that is known. Else it depends on what the config does not say: where Pita's machine is.
    public let isCertain: Bool

    /// A part of a change that cuts.
    public init(_ object: ObjectID, _ reason: String, isCertain: Bool = true) {
        self.object = object
        self.reason = reason
        self.isCertain = isCertain
    }
}

extension DeviceChange {
    /// The whole config as it will be, by the differences; what is new stands at the end.
    func applied(to running: ConfigTree) -> ConfigTree {
        var tree = running
        tree.remove(Set(differences.lazy.filter { $0.after == nil }.map(\.id)))
        for difference in differences {
            guard let after = difference.after else { continue }
            tree[difference.id] = ConfigObject(id: difference.id, properties: after)
        }
        return tree
    }
}

extension ConfigTree {
    /// The objects that hold an address of the device: those of the section whose `address` is this one, with or without
    /// its length. Elsewhere an address is only spoken of.
    func holders(of address: Address, in section: String) -> [ConfigObject] {
        objects(in: section).filter { object in
            guard let value = object.properties["address"], object.isInForce else { return false }
            return InterfaceAddress(value)?.address == address || Address(value) == address
        }
    }
}

extension ConfigObject {
    /// Whether it is there and not switched off.
    var isInForce: Bool { !isAbsent && properties["disabled"] != "yes" }
}

/// The default routes of a config, and what becomes of them.
struct RouteCutOff {
    /// The routes of the management address's family: where they lead, and by what (`nil` is a default route's target).
    let routes: (ConfigTree) -> [Route]

    /// A route. Of two to one target whose distances are equal the device uses both.
    struct Route {
        let id: ObjectID
        let isDefault: Bool
        let target: String
        let hop: String
        /// As the device writes it, with the value that goes without saying.
        let distance: String
    }

    /// What of a change takes away the way to hosts elsewhere.
    func found(from running: ConfigTree, to after: ConfigTree) -> [CutOff] {
        let (before, left) = (routes(running), routes(after))
        let ids = Set(left.map(\.id))
        guard let first = before.first(where: \.isDefault) else {
            // Without a default route any other may be the one that leads to Pita's machine.
            let targets = Set(left.map(\.target))
            return before.filter { !targets.contains($0.target) }.map { route in
                CutOff(
                    route.id, "takes the route to \(route.target) off a device that has no default route",
                    isCertain: false)
            }
        }
        let hops = Set(before.filter(\.isDefault).map(\.hop))
        let defaults = left.filter(\.isDefault)
        let gone = before.first { $0.isDefault && !ids.contains($0.id) } ?? first
        if defaults.isEmpty { return [CutOff(gone.id, "takes the default route off the device")] }
        if defaults.allSatisfy({ !hops.contains($0.hop) }) {
            return [CutOff(gone.id, "leads the default route elsewhere", isCertain: false)]
        }
        let staying = defaults.filter { hops.contains($0.hop) }
        return defaults.filter { !hops.contains($0.hop) }.lazy.compactMap { new in
            staying.first { $0.distance == new.distance }.map { old in
                CutOff(
                    new.id, "leads the default route by \(new.hop) too, beside the one by \(old.hop), which stays",
                    isCertain: false)
            }
        }.prefix(1).map(\.self)
    }
}
