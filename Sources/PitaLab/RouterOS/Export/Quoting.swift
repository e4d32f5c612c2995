/// How RouterOS writes a value so that it can read it again.
enum Quoting {
    /// `\x` pairs of a quoted string, to the byte they stand for.
    static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "\""): 34, UInt8(ascii: "\\"): 92, UInt8(ascii: "?"): 63, UInt8(ascii: "$"): 36,
        UInt8(ascii: "_"): 32, UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12,
        UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9, UInt8(ascii: "v"): 11,
    ]

    static let unquoted = Set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.,/:_<>*!+~@".utf8)

    /// Whether a value has to stand in quotes.
    static func needsQuotes(_ value: String) -> Bool {
        value.isEmpty || ByteText.bytes(value).contains { !unquoted.contains($0) }
    }

    /// The atoms of a value inside quotes: single characters and escape pairs that no line break may split.
    static func atoms(_ value: String) -> [String] {
        ByteText.bytes(value).map { byte in
            switch byte {
            case 34: "\\\""
            case 92: "\\\\"
            case 36: "\\$"
            case 63: "\\?"
            case 7: "\\a"
            case 8: "\\b"
            case 9: "\\t"
            case 10: "\\n"
            case 11: "\\v"
            case 12: "\\f"
            case 13: "\\r"
            case 32...126: String(Unicode.Scalar(byte))
            default: "\\" + hexadecimal(byte)
            }
        }
    }

    /// The value as it stands in an export without any wrapping.
    static func written(_ value: String) -> String {
        needsQuotes(value) ? "\"" + atoms(value).joined() + "\"" : value
    }

    static func hexadecimal(_ byte: UInt8) -> String {
        let digits = Array("0123456789ABCDEF")
        return String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
    }
}
