/// The clear part of an SNMPv3 message (RFC 3412, section 6, and RFC 3414, section 2.4), read before net-snmp sees it:
/// it says which request is answered, and by which engine.
struct MessageHeader: Equatable {
    var messageID: Int32
    var isAuthenticated: Bool
    var engineID: [UInt8]
    var boots: UInt32
    var time: UInt32
    var userName: [UInt8]

    /// The version number in any SNMP message: 0, 1 or 3; `nil` when it is none.
    static func version(of message: UnsafeBufferPointer<UInt8>) -> Int? {
        var reader = BERReader(message[...])
        guard var content = reader.element(0x30), let version = content.integer() else { return nil }
        return [0, 1, 3].contains(version) ? Int(version) : nil
    }

    /// `nil` when the message is not SNMPv3 with the user-based security model, or is cut or malformed.
    init?(_ message: UnsafeBufferPointer<UInt8>) {
        var reader = BERReader(message[...])
        guard var content = reader.element(0x30), content.integer() == 3, var global = content.element(0x30),
            let id = global.integer(), let messageID = Int32(exactly: id), global.integer() != nil,
            let flags = global.element(0x04)?.octets, flags.count == 1, let flag = flags.first, global.integer() == 3,
            var wrapped = content.element(0x04), var security = wrapped.element(0x30),
            let engine = security.element(0x04)?.octets, engine.count <= 32,
            let boots = security.integer(), let time = security.integer(),
            let bootCount = UInt32(exactly: boots), bootCount <= 0x7FFF_FFFF,
            let seconds = UInt32(exactly: time), seconds <= 0x7FFF_FFFF,
            let name = security.element(0x04)?.octets, name.count <= 32
        else { return nil }
        self.messageID = messageID
        isAuthenticated = flag & 1 == 1
        engineID = Array(engine)
        self.boots = bootCount
        self.time = seconds
        userName = Array(name)
    }
}

/// A cursor over BER (X.690): definite lengths only, never past the end. It is valid while the buffer is.
struct BERReader {
    private(set) var octets: Slice<UnsafeBufferPointer<UInt8>>

    init(_ octets: Slice<UnsafeBufferPointer<UInt8>>) { self.octets = octets }

    /// The content of the next element, when it has this tag; moves behind it.
    mutating func element(_ tag: UInt8) -> BERReader? {
        guard octets.count >= 2, octets.first == tag else { return nil }
        var rest = octets.dropFirst()
        guard let first = rest.popFirst() else { return nil }
        var length = Int(first)
        if first & 0x80 != 0 {
            let count = Int(first & 0x7F)
            guard (1...4).contains(count), rest.count >= count else { return nil }
            length = rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(count)
        }
        guard length <= rest.count else { return nil }
        octets = rest.dropFirst(length)
        return BERReader(rest.prefix(length))
    }

    /// The next element as an INTEGER of at most 8 octets.
    mutating func integer() -> Int64? {
        guard let content = element(0x02)?.octets, (1...8).contains(content.count), let first = content.first
        else { return nil }
        return content.reduce(first & 0x80 == 0 ? 0 : -1) { $0 << 8 | Int64($1) }
    }
}
