import PitaNetwork

/// Addresses that a change gives to interfaces in networks of which another interface of the same VRF has a part.
struct LineOverlaps {
    struct Finding {
        let id: ObjectID
        let address: InterfaceAddress
        let other: InterfaceNetworks.Entry
        /// Whether one of both is shut down: devices that refuse such an address take it there, and not that it comes up.
        let isDown: Bool

        /// What it says, for people.
        var text: String {
            "\(id): its address \(address) overlaps with \(other.address) of interface \(other.interface)"
        }
    }

    private static let section = "interface"

    /// An address as it stands: of two that are equal nothing has changed.
    private struct Standing: Hashable {
        let address: InterfaceAddress
        let instance: String
        let isUp: Bool
    }

    private let running: ConfigTree
    private let target: ConfigTree
    /// The properties by which an interface names its VRF.
    private let bindings: [String]

    init(running: ConfigTree, target: ConfigTree, bindings: [String]) {
        (self.running, self.target, self.bindings) = (running, target, bindings)
    }

    /// Those that are new, each pair once.
    func all(_ differences: [ObjectDifference]) -> [Finding] {
        let new = differences.filter { $0.id.section == Self.section }.flatMap { difference in
            let old = Set(running[difference.id].map(standing) ?? [])
            return (target[difference.id].map(standing) ?? []).filter { !old.contains($0) }.map { (difference.id, $0) }
        }
        guard !new.isEmpty else { return [] }
        var known: [String: [InterfaceNetworks.Entry]] = [:]
        var down: Set<String> = []
        for object in target.objects(in: Self.section) {
            for standing in standing(object) {
                known[standing.instance, default: []].append((object.id.key, standing.address))
                if !standing.isUp { down.insert(object.id.key) }
            }
        }
        let networks = known.mapValues(InterfaceNetworks.init)
        var pairs: Set<Set<String>> = []
        return new.compactMap { id, standing in
            guard let other = networks[standing.instance]?.overlapping(standing.address.prefix, beside: id.key),
                pairs.insert([id.key, other.interface, "\(standing.address.prefix)"]).inserted
            else { return nil }
            return Finding(
                id: id, address: standing.address, other: other,
                isDown: !standing.isUp || down.contains(other.interface))
        }
    }

    private func standing(_ object: ConfigObject) -> [Standing] {
        let instance = bindings.lazy.compactMap { object.properties[$0] }.first ?? ""
        let isUp = object.properties["shutdown"].map { $0 == LineTree.off } ?? true
        return object.properties.compactMap { name, value in
            let words = name == "ip address" ? value : name.hasPrefix("ip address ") ? String(name.dropFirst(11)) : ""
            return LineAddress.read(words).map { Standing(address: $0, instance: instance, isUp: isUp) }
        }.sorted { $0.address.prefix < $1.address.prefix }
    }
}
