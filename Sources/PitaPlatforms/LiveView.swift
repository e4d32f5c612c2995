import PitaNetwork

/// What a running config says of what an office intends, in the same words for every platform: interfaces, addresses,
/// VLANs, limits of bandwidth and routes.
///
/// Each part names the object of the config that says it; the objects that no part speaks of are ``unexpressed``.
public struct LiveView: Hashable, Sendable {
    /// The interfaces that the config names, in its order.
    public internal(set) var interfaces: [Interface] = []
    /// The addresses that it gives to interfaces.
    public internal(set) var addresses: [Addressing] = []
    /// The VLANs that it carries.
    public internal(set) var vlans: [VLAN] = []
    /// The limits of bandwidth: queues, shapers and policers.
    public internal(set) var shapers: [Shaper] = []
    /// The static routes.
    public internal(set) var routes: [Route] = []
    /// The objects that none of these says anything about. Their keys hold no secret.
    public internal(set) var unexpressed: [ObjectID] = []

    private struct VLANPlace: Hashable {
        let id: VLANID
        let domain: String
    }

    private var told: Set<ObjectID> = []
    private var interfacePlaces: [String: Int] = [:]
    private var vlanPlaces: [VLANPlace: Int] = [:]
    private var mentions = 0

    /// How often VLANs may be spoken of: a config of a few lines can name each of them on each of many ports.
    private static let mostMentions = 1 << 17

    /// A view that says nothing yet.
    public init() {}

    /// The view of a platform that has none of its own: everything is unexpressed.
    public init(unexpressed running: ConfigTree) { finish(running) { $0 } }
}

extension LiveView {
    /// An interface as the config has it.
    public struct Interface: Hashable, Sendable {
        /// Its name on the device.
        public let name: String
        /// What a person wrote about it; `nil` where nothing is.
        public var description: String?
        /// Whether it is switched on; `nil` where the config does not say.
        public var isEnabled: Bool?
    }

    /// An address of an interface.
    public struct Addressing: Hashable, Sendable {
        /// The interface.
        public let interface: String
        /// The address with the network that it lies in.
        public let address: InterfaceAddress
        /// The object that says so.
        public let object: ObjectID
    }

    /// A VLAN of a device.
    public struct VLAN: Hashable, Sendable {
        /// Its number.
        public let id: VLANID
        /// The bridge, or the interface, in which the number means this VLAN; empty where it is the whole device.
        public let domain: String
        /// Its name on the device; `nil` where it has none.
        public var name: String?
        /// What a person wrote about it.
        public var comment: String?
        /// The ports that carry it with a tag.
        public var tagged: Set<String> = []
        /// The ports that carry it without a tag.
        public var untagged: Set<String> = []
        /// The interface of the device itself in it, which may hold addresses.
        public var interface: String?
        /// The first object that says so.
        public let object: ObjectID
    }

    /// A direction of the traffic of an interface, as the device sees it.
    public enum Direction: String, Hashable, Sendable {
        /// Into the device.
        case ingress
        /// Out of it.
        case egress
    }

    /// What a limit is for.
    public enum Scope: Hashable, Sendable {
        /// The traffic of networks, with the rates as those see them; `nil` is no limit, or none that this object sets.
        case networks(Set<Prefix>, download: Bandwidth?, upload: Bandwidth?)
        /// All that goes through an interface in one direction.
        case interface(String, Direction, Bandwidth)
    }

    /// A limit of bandwidth.
    public struct Shaper: Hashable, Sendable {
        /// The object that sets it.
        public let object: ObjectID
        /// Its name on the device; `nil` where it has none.
        public var name: String?
        /// What a person, or Pita, wrote beside it.
        public var comment: String?
        /// What it is for, and how much.
        public let scope: Scope
        /// The rate of the link as a whole, in which this is a share; `nil` where the config has none.
        public var whole: Bandwidth?
        /// Whether other limits stand in it: then it is that of a link, and theirs are the shares.
        public var isParent = false
        /// What makes it hold for a part only, or not at all, in the device's words: `disabled`, `time`, `packet-mark`.
        public var conditions: [String] = []
    }

    /// A static route.
    public struct Route: Hashable, Sendable {
        /// Where it leads.
        public let prefix: Prefix
        /// By what: an address, or an interface.
        public let gateway: String
        /// The object that says so.
        public let object: ObjectID
    }
}

extension LiveView {
    /// Every interface that the config names anywhere, in the order in which it does.
    public var interfaceNames: [String] {
        var seen: Set<String> = []
        let shaped = shapers.compactMap { if case .interface(let name, _, _) = $0.scope { name } else { nil } }
        let all =
            interfaces.map(\.name) + addresses.map(\.interface)
            + vlans.flatMap { $0.tagged.sorted() + $0.untagged.sorted() + [$0.interface].compactMap(\.self) } + shaped
        return all.filter { seen.insert($0).inserted }
    }

    /// Notes that an object is spoken of.
    mutating func tell(_ ids: ObjectID...) { told.formUnion(ids) }

    /// Adds an interface, or what is known more of it.
    mutating func add(interface name: String, description: String? = nil, isEnabled: Bool? = nil) {
        guard let place = interfacePlaces[name] else {
            interfacePlaces[name] = interfaces.count
            interfaces.append(Interface(name: name, description: description, isEnabled: isEnabled))
            return
        }
        interfaces[place].description = interfaces[place].description ?? description
        interfaces[place].isEnabled = interfaces[place].isEnabled ?? isEnabled
    }

    /// Adds an address; what is none is left to ``unexpressed``.
    mutating func add(address text: String?, on interface: String?, from object: ObjectID) {
        guard let interface, let address = text.flatMap(InterfaceAddress.init) else { return }
        addresses.append(Addressing(interface: interface, address: address, object: object))
        tell(object)
    }

    /// Adds a route; what leads to no network or by nothing is left to ``unexpressed``.
    mutating func add(route text: String?, by gateway: String?, from object: ObjectID) {
        guard let gateway, !gateway.isEmpty, let prefix = text.flatMap({ Prefix($0) }) else { return }
        routes.append(Route(prefix: prefix, gateway: gateway, object: object))
        tell(object)
    }

    /// Adds a limit.
    mutating func add(_ shaper: Shaper) {
        shapers.append(shaper)
        tell(shaper.object)
    }

    /// Changes VLANs, each of which is made when it is spoken of first. Beyond what any device has, they are left to
    /// ``unexpressed``.
    mutating func withVLANs(
        _ ids: VLANSet, in domain: String, from object: ObjectID, _ change: (inout VLAN) -> Void
    ) {
        let count = ids.ranges.reduce(0) { $0 + $1.count }
        guard mentions + count <= Self.mostMentions else { return }
        mentions += count
        for id in ids.ids {
            let key = VLANPlace(id: id, domain: domain)
            let place = vlanPlaces[key] ?? vlans.count
            if place == vlans.count {
                vlanPlaces[key] = place
                vlans.append(VLAN(id: id, domain: domain, object: object))
            }
            change(&vlans[place])
        }
        tell(object)
    }

    /// Collects what was not spoken of.
    ///
    /// - Parameter shown: the object's place without what must not be shown.
    mutating func finish(_ running: ConfigTree, shown: (ObjectID) -> ObjectID) {
        unexpressed = running.objects.filter { !$0.isAbsent && !told.contains($0.id) }.map { shown($0.id) }
        (told, interfacePlaces, vlanPlaces, mentions) = ([], [:], [:], 0)
    }
}
