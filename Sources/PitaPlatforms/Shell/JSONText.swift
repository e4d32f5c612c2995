import PitaDiagnostics

/// A JSON document (RFC 8259) as `ip -j` and `ovs-vsctl --format=json` print it.
indirect enum JSONText: Equatable, Sendable {
    case null
    case boolean(Bool)
    /// A number in the characters that stood there; counters go beyond `Double`.
    case number(String)
    case string(String)
    case array([JSONText])
    case object([String: JSONText])

    /// The deepest nesting that is read; the tools print at most six levels.
    static let deepest = 64

    /// Reads one document with nothing after it.
    init(_ text: some StringProtocol, what: String) throws(Diagnostics) {
        var reader = JSONReader(bytes: Array(text.utf8))
        guard let value = reader.document() else {
            throw Diagnostics("\(what): the answer is no JSON (octet \(reader.index))")
        }
        self = value
    }

    /// The member of an object.
    subscript(name: String) -> JSONText? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    /// The elements of an array, else none.
    var elements: [JSONText] { if case .array(let elements) = self { elements } else { [] } }

    /// The text of a string or the digits of a number; `true` and `false` in words.
    var scalar: String? {
        switch self {
        case .string(let text), .number(let text): text
        case .boolean(let value): String(value)
        default: nil
        }
    }
}

/// A recursive-descent reader over octets; `nil` at the first octet that can't stand there.
private struct JSONReader {
    let bytes: [UInt8]
    var index = 0

    mutating func document() -> JSONText? {
        guard let value = value(depth: 0) else { return nil }
        skipSpace()
        return index == bytes.count ? value : nil
    }

    private mutating func skipSpace() {
        while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
    }

    private mutating func take(_ octet: UInt8) -> Bool {
        skipSpace()
        guard index < bytes.count, bytes[index] == octet else { return false }
        index += 1
        return true
    }

    private mutating func value(depth: Int) -> JSONText? {
        skipSpace()
        guard depth < JSONText.deepest, index < bytes.count else { return nil }
        switch bytes[index] {
        case UInt8(ascii: "{"): return object(depth: depth)
        case UInt8(ascii: "["): return array(depth: depth)
        case UInt8(ascii: "\""): return string().map(JSONText.string)
        case UInt8(ascii: "t"): return word("true", .boolean(true))
        case UInt8(ascii: "f"): return word("false", .boolean(false))
        case UInt8(ascii: "n"): return word("null", .null)
        default: return number()
        }
    }

    private mutating func word(_ word: String, _ value: JSONText) -> JSONText? {
        guard bytes[index...].starts(with: word.utf8) else { return nil }
        index += word.utf8.count
        return value
    }

    private mutating func number() -> JSONText? {
        let start = index
        while index < bytes.count, "+-.eE0123456789".utf8.contains(bytes[index]) { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        return Double(text) == nil ? nil : .number(text)
    }

    private mutating func array(depth: Int) -> JSONText? {
        index += 1
        var elements: [JSONText] = []
        if take(UInt8(ascii: "]")) { return .array([]) }
        repeat {
            guard let element = value(depth: depth + 1) else { return nil }
            elements.append(element)
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "]")) ? .array(elements) : nil
    }

    private mutating func object(depth: Int) -> JSONText? {
        index += 1
        var members: [String: JSONText] = [:]
        if take(UInt8(ascii: "}")) { return .object([:]) }
        repeat {
            skipSpace()
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\""), let name = string(), take(UInt8(ascii: ":")),
                let member = value(depth: depth + 1)
            else { return nil }
            members[name] = member
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "}")) ? .object(members) : nil
    }

    private mutating func string() -> String? {
        index += 1
        var octets: [UInt8] = []
        while index < bytes.count {
            let octet = bytes[index]
            index += 1
            switch octet {
            case UInt8(ascii: "\""): return String(decoding: octets, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let scalar = escape() else { return nil }
                octets += Array(String(scalar).utf8)
            case 0..<0x20: return nil
            default: octets.append(octet)
            }
        }
        return nil
    }

    private mutating func escape() -> Unicode.Scalar? {
        guard index < bytes.count else { return nil }
        let octet = bytes[index]
        index += 1
        switch octet {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(octet)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            guard let first = hexadecimal() else { return nil }
            guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) }
            guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u")
            else { return nil }
            index += 2
            guard let second = hexadecimal(), (0xDC00..<0xE000).contains(second) else { return nil }
            return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        default: return nil
        }
    }

    private mutating func hexadecimal() -> UInt32? {
        guard index + 4 <= bytes.count else { return nil }
        let digits = String(decoding: bytes[index..<index + 4], as: UTF8.self)
        guard digits.allSatisfy(\.isHexDigit) else { return nil }
        index += 4
        return UInt32(digits, radix: 16)
    }
}
