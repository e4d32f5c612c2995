import PitaNetwork

/// The addresses of a device's interfaces, found by their networks.
struct InterfaceNetworks {
    /// An address, and the interface that it stands on.
    typealias Entry = (interface: String, address: InterfaceAddress)

    private let addresses: Set<Address>
    private let byInterface: [String: [InterfaceAddress]]
    private let byNetwork: [Prefix: [Entry]]
    /// The networks in their order, and how long they are.
    private let networks: [Prefix]
    private let lengths: Set<Int>

    init(_ entries: [Entry]) {
        addresses = Set(entries.map(\.address.address))
        byInterface = Dictionary(grouping: entries, by: \.interface).mapValues { $0.map(\.address) }
        byNetwork = Dictionary(grouping: entries, by: \.address.prefix)
        networks = byNetwork.keys.sorted()
        lengths = Set(networks.map(\.length))
    }

    var isEmpty: Bool { networks.isEmpty }

    /// Whether an address is the router's own.
    func holds(_ address: Address) -> Bool { addresses.contains(address) }

    /// The addresses of an interface.
    func addresses(of interface: String) -> [InterfaceAddress] { byInterface[interface] ?? [] }

    /// Whether an address stands in a network of the router.
    func reaches(_ address: Address) -> Bool { around(address, upTo: .max).contains { byNetwork[$0] != nil } }

    /// An address on another interface whose network shares addresses with this one.
    func overlapping(_ network: Prefix, beside interface: String) -> Entry? {
        let outer = around(network.network, upTo: network.length).lazy
        return outer.compactMap { other($0, beside: interface) }.first
            ?? within(network).lazy.compactMap { other($0, beside: interface) }.first
    }

    private func other(_ network: Prefix, beside interface: String) -> Entry? {
        byNetwork[network]?.first { $0.interface != interface }
    }

    private func around(_ address: Address, upTo length: Int) -> [Prefix] {
        lengths.sorted().filter { $0 <= length }.compactMap { Prefix(address, length: $0) }
    }

    private func within(_ network: Prefix) -> ArraySlice<Prefix> {
        var (low, high) = (0, networks.count)
        while low < high {
            let middle = (low + high) / 2
            if networks[middle] < network { low = middle + 1 } else { high = middle }
        }
        return networks[low...].prefix { network.contains($0.network) }
    }
}
