/// Reads the values of RFC 4251 section 5 from octets that nobody has checked yet.
struct SSHWireReader {
    private let bytes: [UInt8]
    private var position: Int

    init(_ bytes: [UInt8], from position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    var remaining: Int { bytes.count - position }

    mutating func byte() -> UInt8? {
        guard remaining >= 1 else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func uint32() -> Int? {
        guard remaining >= 4 else { return nil }
        defer { position += 4 }
        return bytes[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
    }

    mutating func raw(_ count: Int) -> [UInt8]? {
        guard count >= 0, remaining >= count else { return nil }
        defer { position += count }
        return Array(bytes[position..<position + count])
    }

    mutating func string() -> [UInt8]? {
        guard let count = uint32() else { return nil }
        return raw(count)
    }

    mutating func text() -> String? { string().map { String(decoding: $0, as: UTF8.self) } }
}

/// Writes the values of RFC 4251 section 5.
struct SSHWireWriter {
    private(set) var bytes: [UInt8] = []

    mutating func byte(_ value: UInt8) { bytes.append(value) }

    mutating func uint32(_ value: Int) {
        let word = UInt32(truncatingIfNeeded: value)
        for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(shift))) }
    }

    mutating func string(_ value: some Collection<UInt8>) {
        uint32(value.count)
        bytes.append(contentsOf: value)
    }

    /// A positive number, from its big-endian octets.
    mutating func positiveNumber(_ value: some Collection<UInt8>) {
        var digits = Array(value.drop { $0 == 0 })
        if let first = digits.first, first >= 0x80 { digits.insert(0, at: 0) }
        string(digits)
    }
}
