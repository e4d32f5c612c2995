/// Strict decoding of UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
enum UTF8Decoding {
    /// The scalar that begins at `offset` and its width in octets; `nil` when there is none.
    static func scalar(in bytes: [UInt8], at offset: Int) -> (Unicode.Scalar, Int)? {
        let first = bytes[offset]
        let width: Int
        var value: UInt32
        switch first {
        case 0..<0x80: return (Unicode.Scalar(first), 1)
        case 0xC2...0xDF: (width, value) = (2, UInt32(first & 0x1F))
        case 0xE0...0xEF: (width, value) = (3, UInt32(first & 0x0F))
        case 0xF0...0xF4: (width, value) = (4, UInt32(first & 0x07))
        default: return nil
        }
        guard offset + width <= bytes.count else { return nil }
        for octet in bytes[(offset + 1)..<(offset + width)] {
            guard octet & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(octet & 0x3F)
        }
        let isShortest = width == 2 || (width == 3 ? value >= 0x800 : value >= 0x10000)
        guard isShortest, let scalar = Unicode.Scalar(value) else { return nil }
        return (scalar, width)
    }

    /// How many scalars begin in the range, which must be valid UTF-8.
    static func scalarCount(in bytes: [UInt8], _ range: Range<Int>) -> Int {
        bytes[range].reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    }
}
