/// A network: an address with its host bits zero, and the number of network bits (RFC 4632): `10.10.1.0/24`.
public struct Prefix: Hashable, Comparable, Sendable {
    /// The first address; its host bits are zero.
    public let network: Address
    /// How many leading bits are the network's: 0...32 or 0...128.
    public let length: Int

    /// The network of `address`: host bits are cleared. `nil` when the length does not fit the family.
    public init?(_ address: Address, length: Int) {
        guard (0...address.family.width).contains(length) else { return nil }
        network = Address(family: address.family, bits: address.bits & Self.mask(address.family, length))
        self.length = length
    }

    /// Reads `10.10.1.0/24`; `nil` when it is malformed or has host bits (use ``InterfaceAddress`` for those).
    public init?(_ text: String) {
        guard let parsed = InterfaceAddress(text), parsed.address == parsed.prefix.network else { return nil }
        self = parsed.prefix
    }

    /// The network mask as an address: `255.255.255.0`.
    public var netmask: Address { Address(family: network.family, bits: Self.mask(network.family, length)) }

    /// The inverse of the mask, as access lists want it: `0.0.0.255`.
    public var wildcard: Address { Address(family: network.family, bits: hostBits) }

    /// The last address; for IPv4 below /31 the broadcast address.
    public var last: Address { Address(family: network.family, bits: network.bits | hostBits) }

    /// The address `number` places from the network address (negative: from the last); `nil` outside the prefix.
    public func host(_ number: Int) -> Address? {
        let distance = UInt128(number.magnitude)
        if number < 0 {
            guard distance - 1 <= hostBits else { return nil }
            return Address(family: network.family, bits: last.bits - (distance - 1))
        }
        guard distance <= hostBits else { return nil }
        return Address(family: network.family, bits: network.bits + distance)
    }

    /// Whether `address` lies in the network.
    public func contains(_ address: Address) -> Bool {
        address.family == network.family && address.bits & Self.mask(address.family, length) == network.bits
    }

    /// Whether the two share an address.
    public func overlaps(_ other: Prefix) -> Bool { contains(other.network) || other.contains(network) }

    /// By network, then the shorter first.
    public static func < (left: Prefix, right: Prefix) -> Bool {
        (left.network, left.length) < (right.network, right.length)
    }

    private var hostBits: UInt128 {
        ~Self.mask(network.family, length) & Address(family: network.family, bits: .max).bits
    }

    private static func mask(_ family: Address.Family, _ length: Int) -> UInt128 {
        let all = Address(family: family, bits: .max).bits
        return length == 0 ? 0 : all & ~((UInt128(1) << UInt128(family.width - length)) &- 1)
    }
}

extension Prefix: CustomStringConvertible {
    /// `network/length`.
    public var description: String { "\(network)/\(length)" }
}

/// The address of an interface with its network: `10.10.1.1/24`.
public struct InterfaceAddress: Hashable, Sendable, CustomStringConvertible {
    /// The interface's own address.
    public let address: Address
    /// The network that it lies in.
    public let prefix: Prefix

    /// Reads `10.10.1.1/24`; `nil` when the address or the length is malformed.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let address = Address(String(parts[0])), (1...3).contains(parts[1].utf8.count),
            parts[1].utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            parts[1].utf8.count == 1 || parts[1].utf8.first != UInt8(ascii: "0"),
            let length = Int(parts[1]), let prefix = Prefix(address, length: length)
        else { return nil }
        self.address = address
        self.prefix = prefix
    }

    /// `address/length`.
    public var description: String { "\(address)/\(prefix.length)" }
}
