import PitaNetwork

/// What an address takes with it when it goes: with the first of a subnet the others of that subnet on the interface
/// (`fib_frontend.c`, `devinet.c` without `promote_secondaries`), and with the last one all routes through the interface.
enum LinuxAddressing {
    /// The objects of `to` that may be lost while addresses go, to be set again.
    ///
    /// - Parameter removed: what goes for certain; `nil` when any address that differs may have gone.
    static func besides(from: ConfigTree, to: ConfigTree, removed: Set<ObjectID>?) -> [ConfigObject] {
        let candidates = from.objects(in: LinuxSection.address) + to.objects(in: LinuxSection.address)
        let gone = candidates.filter { address in
            removed?.contains(address.id) ?? ((from[address.id] == nil) != (to[address.id] == nil))
        }
        guard !gone.isEmpty else { return [] }
        let devices = Set(gone.map { $0.properties["dev"] })
        let subnets = Set(gone.map(subnet))
        return to.objects(in: LinuxSection.address)
            .filter { devices.contains($0.properties["dev"]) && subnets.contains(subnet($0)) }
            + to.objects(in: LinuxSection.route).filter { devices.contains($0.properties["dev"]) }
    }

    /// The addresses that stand in a subnet whose first address comes back, with that one: the kernel makes the one that stands
    /// the first, so that it has to go before the other comes, and is set again behind it. IPv6 knows no first one.
    static func displacing(from: ConfigTree, to: ConfigTree) -> [(first: ConfigObject, standing: [ConfigObject])] {
        let addresses = to.objects(in: LinuxSection.address)
        let devices = Set(addresses.filter { from[$0.id] == nil }.map { $0.properties["dev"] })
        let groups = Dictionary(grouping: addresses.filter { devices.contains($0.properties["dev"]) }, by: subnet)
        return groups.sorted { $0.key < $1.key }.compactMap { _, group in
            guard let first = group.first, from[first.id] == nil, first.properties["address"]?.contains(":") == false
            else { return nil }
            let standing = group.dropFirst().filter { from[$0.id] != nil }
            return standing.isEmpty ? nil : (first, Array(standing))
        }
    }

    private static func subnet(_ address: ConfigObject) -> String {
        let prefix = address.properties["address"].flatMap { InterfaceAddress($0)?.prefix.description }
        return "\(address.properties["dev"] ?? "") \(prefix ?? "")"
    }
}
