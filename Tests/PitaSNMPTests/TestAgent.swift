import Foundation
import Glibc
import PitaDiagnostics
import PitaNetwork
import Synchronization

@testable import PitaSNMP

/// BER written by hand, so that it can be wrong on purpose.
enum BER {
    static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        let count = content.count
        let length: [UInt8] =
            count < 128 ? [UInt8(count)] : [0x82, UInt8(count >> 8 & 0xFF), UInt8(count & 0xFF)]
        return [tag] + length + content
    }

    static func integer(_ value: Int, tag: UInt8 = 2) -> [UInt8] {
        let big = (0..<9).reversed().map { UInt8(truncatingIfNeeded: $0 == 8 ? value >> 63 : value >> (8 * $0)) }
        var octets = big[...]
        while octets.count > 1, let first = octets.first, let second = octets.dropFirst().first,
            (first == 0 && second < 128) || (first == 255 && second >= 128)
        { octets = octets.dropFirst() }
        return element(tag, Array(octets))
    }

    static func oid(_ oid: OID) -> [UInt8] {
        let numbers = oid.numbers
        var content: [UInt8] = []
        for number in [numbers[0] * 40 + numbers[1]] + numbers.dropFirst(2) {
            var groups = [UInt8(number & 127)]
            var rest = number >> 7
            while rest > 0 {
                groups.append(UInt8(rest & 127) | 128)
                rest >>= 7
            }
            content += groups.reversed()
        }
        return element(6, content)
    }

    static func varBind(_ name: OID, _ value: [UInt8]) -> [UInt8] { element(0x30, oid(name) + value) }

    static func response(
        _ id: Int, _ varBinds: [[UInt8]], version: Int = 1, community: String = "public", tag: UInt8 = 0xA2,
        status: Int = 0, index: Int = 0
    ) -> [UInt8] {
        let pdu = element(tag, integer(id) + integer(status) + integer(index) + element(0x30, varBinds.flatMap { $0 }))
        return element(0x30, integer(version) + element(4, Array(community.utf8)) + pdu)
    }
}

/// A request as a test agent sees it.
struct SeenRequest {
    var tag: UInt8
    var id: Int
    var maxRepetitions: Int
    var oids: [OID]

    init?(_ datagram: [UInt8]) {
        let parsed = datagram.withUnsafeBufferPointer { octets -> SeenRequest? in
            var reader = BERReader(octets[...])
            guard var message = reader.element(0x30), message.integer() != nil, message.element(4) != nil,
                let tag = message.octets.first, var pdu = message.element(tag), let id = pdu.integer(),
                pdu.integer() != nil, let repetitions = pdu.integer(), var list = pdu.element(0x30)
            else { return nil }
            var oids: [OID] = []
            while var varBind = list.element(0x30), let name = varBind.element(6) { oids.append(Self.oid(name.octets)) }
            return SeenRequest(tag: tag, id: Int(id), maxRepetitions: Int(repetitions), oids: oids)
        }
        guard let parsed else { return nil }
        self = parsed
    }

    init(tag: UInt8, id: Int, maxRepetitions: Int, oids: [OID]) {
        self.tag = tag
        self.id = id
        self.maxRepetitions = maxRepetitions
        self.oids = oids
    }

    private static func oid(_ content: Slice<UnsafeBufferPointer<UInt8>>) -> OID {
        var numbers: [UInt32] = []
        var number: UInt32 = 0
        for octet in content {
            number = number << 7 | UInt32(octet & 127)
            guard octet < 128 else { continue }
            numbers += numbers.isEmpty ? [min(2, number / 40), number - 40 * min(2, number / 40)] : [number]
            number = 0
        }
        return OID(numbers)
    }
}

/// A UDP responder on a loopback address: for each datagram the octets to send back, and from where.
final class TestAgent: Sendable {
    /// What is sent back: from the agent's own socket, or from another address.
    struct Reply {
        var octets: [UInt8]
        var fromElsewhere = false
    }

    let port: UInt16
    let address: Address
    private let descriptor: Int32
    private let elsewhere: Int32
    private let isStopped = Mutex(false)
    private let seen = Mutex(0)

    /// How many datagrams came.
    var count: Int { seen.withLock { $0 } }

    init(_ address: String = "127.0.0.1", _ answer: @escaping @Sendable ([UInt8]) -> [Reply]) throws {
        guard let address = Address(address) else { throw CocoaError(.coderInvalidValue) }
        self.address = address
        (descriptor, port) = try Self.open(Peer(address: address, port: 0))
        (elsewhere, _) = try Self.open(
            Peer(address: address.family == .ipv4 ? Address(family: .ipv4, bits: 0x7F00_0063) : address, port: 0))
        let thread = Thread { self.serve(answer) }
        thread.start()
    }

    deinit {
        close(descriptor)
        close(elsewhere)
    }

    /// A UDP port of 127.0.0.1 that nobody has.
    static func freePort() throws -> UInt16 {
        let (descriptor, port) = try open(Peer(address: Address(family: .ipv4, bits: 0x7F00_0001), port: 0))
        close(descriptor)
        return port
    }

    /// Ends the responder's thread.
    func stop() { isStopped.withLock { $0 = true } }

    private static func open(_ peer: Peer) throws -> (Int32, UInt16) {
        let descriptor = socket(
            peer.address.family == .ipv4 ? AF_INET : AF_INET6, Int32(SOCK_DGRAM.rawValue), 0)
        var patience = timeval(tv_sec: 0, tv_usec: 50_000)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        guard peer.withSocketAddress({ bind(descriptor, $0, $1) }) == 0 else { throw CocoaError(.fileWriteUnknown) }
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        _ = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        return (descriptor, Peer(storage)?.port ?? 0)
    }

    private func serve(_ answer: @Sendable ([UInt8]) -> [Reply]) {
        var datagram = [UInt8](repeating: 0, count: 65_536)
        while !isStopped.withLock({ $0 }) {
            var storage = sockaddr_storage()
            var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
            let count = withUnsafeMutablePointer(to: &storage) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    recvfrom(descriptor, &datagram, datagram.count, 0, $0, &length)
                }
            }
            guard count >= 0, let peer = Peer(storage) else { continue }
            seen.withLock { $0 += 1 }
            for reply in answer(Array(datagram[..<count])) {
                _ = peer.withSocketAddress {
                    sendto(reply.fromElsewhere ? elsewhere : descriptor, reply.octets, reply.octets.count, 0, $0, $1)
                }
            }
        }
    }

    /// A target that points here.
    func target(
        _ manner: SNMPManner = SNMPManner(timeout: .milliseconds(150), retries: 2),
        credentials: SNMPCredentials = .v2c(community: Secret("public"))
    ) -> SNMPTarget {
        SNMPTarget(name: "uji", address: address, port: port, credentials: credentials, manner: manner)
    }
}
