/// Reads the fields of SSH's binary form (RFC 4251, section 5): lengths first, big-endian.
struct SSHWireReader {
    private let bytes: [UInt8]
    private var position = 0
    private let name: String

    /// - Parameter name: what is read, for errors.
    init(_ bytes: [UInt8], of name: String) {
        self.bytes = bytes
        self.name = name
    }

    var isAtEnd: Bool { position == bytes.count }

    mutating func raw(_ count: Int) throws(EvidenceError) -> [UInt8] {
        guard count <= bytes.count - position else { throw EvidenceError(.malformed, "the \(name) is cut off") }
        defer { position += count }
        return Array(bytes[position..<(position + count)])
    }

    mutating func uint32() throws(EvidenceError) -> UInt32 {
        try raw(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    mutating func string() throws(EvidenceError) -> [UInt8] {
        try raw(Int(try uint32()))
    }

    mutating func text() throws(EvidenceError) -> String {
        guard let text = String(validating: try string(), as: UTF8.self) else {
            throw EvidenceError(.malformed, "a name in the \(name) is not UTF-8")
        }
        return text
    }

    /// A positive multiple-precision integer without its sign octet, in the one form that RFC 4251 allows.
    mutating func positiveInteger() throws(EvidenceError) -> [UInt8] {
        let octets = try string()
        guard let first = octets.first, first < 0x80 else {
            throw EvidenceError(.malformed, "a number in the \(name) is not positive")
        }
        guard first == 0 else { return octets }
        guard octets.count > 1, octets[1] >= 0x80 else {
            throw EvidenceError(.malformed, "a number in the \(name) has needless zeros")
        }
        return Array(octets.dropFirst())
    }

    func finish() throws(EvidenceError) {
        guard isAtEnd else { throw EvidenceError(.malformed, "something follows the \(name)") }
    }
}

/// Writes the fields of SSH's binary form.
struct SSHWireWriter {
    private(set) var bytes: [UInt8] = []

    mutating func raw(_ octets: some Sequence<UInt8>) { bytes += octets }

    mutating func uint32(_ value: UInt32) {
        raw([UInt8(value >> 24), UInt8(value >> 16 & 0xFF), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)])
    }

    mutating func string(_ octets: [UInt8]) {
        uint32(UInt32(clamping: octets.count))
        raw(octets)
    }

    mutating func string(_ text: String) { string(Array(text.utf8)) }
}
