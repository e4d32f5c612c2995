internal import CNetSNMP
import Glibc
import PitaNetwork

/// A few unconnected UDP sockets of each family, shared by all agents: ten thousand agents need no ten thousand
/// descriptors, and an answer from a wrong address can be seen and named.
final class DatagramSockets {
    /// How many of each family: together they buffer some thousand answers that arrive in one burst.
    private static let width = 8
    private static let receiveBuffer: Int32 = 1 << 20

    private var descriptors: [Address.Family: [Int32]] = [:]
    /// Room for the longest UDP datagram, used again for each.
    private let datagram = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 65_536)

    /// Every open descriptor.
    var all: [Int32] { descriptors.values.flatMap { $0 } }

    deinit {
        for descriptor in all { close(descriptor) }
        datagram.deallocate()
    }

    /// Sends; 0 or the errno. A full buffer counts as sent: the datagram is lost like any other, and the next try waits.
    func send(_ octets: [UInt8], to peer: Peer) -> Int32 {
        let descriptor: Int32
        switch socket(for: peer) {
        case .success(let open): descriptor = open
        case .failure(let failure): return failure.number
        }
        let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
        for _ in 0..<8 {
            let sent = peer.withSocketAddress { address, length in
                sendto(descriptor, octets, octets.count, flags, address, length)
            }
            if sent >= 0 || errno == EAGAIN || errno == ENOBUFS { return 0 }
            // An error that ICMP brought for another agent is reported here once; it stays in the error queue for its own.
            if ![EINTR, ECONNREFUSED, EHOSTUNREACH, ENETUNREACH].contains(errno) { return errno }
        }
        return errno
    }

    /// The next datagram, valid until the next call; `nil` when none waits.
    func receive(_ descriptor: Int32) -> (octets: UnsafeMutableBufferPointer<UInt8>, peer: Peer?)? {
        var storage = sockaddr_storage()
        for _ in 0..<64 {
            var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
            let count = withUnsafeMutablePointer(to: &storage) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    recvfrom(descriptor, datagram.baseAddress, datagram.count, Int32(MSG_DONTWAIT), $0, &length)
                }
            }
            if count >= 0 { return (UnsafeMutableBufferPointer(rebasing: datagram[..<count]), Peer(storage)) }
            if errno == EAGAIN { return nil }
        }
        return nil
    }

    /// The next error that ICMP brought, and for which agent.
    func nextError(_ descriptor: Int32) -> (number: Int32, peer: Peer?)? {
        var storage = sockaddr_storage()
        let number = pita_next_datagram_error(descriptor, &storage)
        return number == 0 ? nil : (number, Peer(storage))
    }

    private struct Failure: Error { let number: Int32 }

    private func socket(for peer: Peer) -> Result<Int32, Failure> {
        let place = Int(truncatingIfNeeded: peer.address.bits & 0xFFFF) % Self.width
        if let open = descriptors[peer.address.family] { return .success(open[place % open.count]) }
        let isIPv4 = peer.address.family == .ipv4
        var opened: [Int32] = []
        for _ in 0..<Self.width {
            let descriptor = Glibc.socket(
                isIPv4 ? AF_INET : AF_INET6,
                Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
            if descriptor < 0 { break }
            opened.append(descriptor)
            var size = Self.receiveBuffer
            var on: Int32 = 1
            let length = socklen_t(MemoryLayout<Int32>.size)
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, length)
            if isIPv4 {
                setsockopt(descriptor, Int32(IPPROTO_IP), IP_RECVERR, &on, length)
            } else {
                setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &on, length)
                setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_RECVERR, &on, length)
            }
        }
        guard !opened.isEmpty else { return .failure(Failure(number: errno)) }
        descriptors[peer.address.family] = opened
        return .success(opened[place % opened.count])
    }
}
