import Glibc
import PitaNetwork

/// A UDP address and port, as the key by which answers are matched to what was asked.
struct Peer: Hashable {
    let address: Address
    let port: UInt16

    init(address: Address, port: UInt16) {
        self.address = address
        self.port = port
    }

    /// `nil` for another family than IPv4 and IPv6.
    init?(_ storage: sockaddr_storage) {
        var copy = storage
        switch Int32(storage.ss_family) {
        case AF_INET:
            let parts = withUnsafeBytes(of: &copy) { $0.loadUnaligned(as: sockaddr_in.self) }
            address = Address(family: .ipv4, bits: UInt128(UInt32(bigEndian: parts.sin_addr.s_addr)))
            port = UInt16(bigEndian: parts.sin_port)
        case AF_INET6:
            let parts = withUnsafeBytes(of: &copy) { $0.loadUnaligned(as: sockaddr_in6.self) }
            let octets = withUnsafeBytes(of: parts.sin6_addr) { Array($0) }
            address = Address(family: .ipv6, bits: octets.reduce(0) { $0 << 8 | UInt128($1) })
            port = UInt16(bigEndian: parts.sin6_port)
        default: return nil
        }
    }

    /// Lends the address as the system wants it.
    func withSocketAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        switch address.family {
        case .ipv4:
            var parts = sockaddr_in()
            parts.sin_family = sa_family_t(AF_INET)
            parts.sin_port = port.bigEndian
            parts.sin_addr.s_addr = UInt32(truncatingIfNeeded: address.bits).bigEndian
            return withUnsafePointer(to: &parts) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
        case .ipv6:
            var parts = sockaddr_in6()
            parts.sin6_family = sa_family_t(AF_INET6)
            parts.sin6_port = port.bigEndian
            withUnsafeMutableBytes(of: &parts.sin6_addr) { octets in
                for index in 0..<16 {
                    octets[index] = UInt8(truncatingIfNeeded: address.bits >> UInt128(8 * (15 - index)))
                }
            }
            return withUnsafePointer(to: &parts) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    body($0, socklen_t(MemoryLayout<sockaddr_in6>.size))
                }
            }
        }
    }
}
