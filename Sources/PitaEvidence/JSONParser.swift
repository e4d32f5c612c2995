import PitaDiagnostics

/// How much JSON is taken before it is refused.
public struct JSONLimits: Hashable, Sendable {
    /// The largest input in octets.
    public var maximumBytes: Int
    /// The deepest nesting of lists and objects, at most 256.
    public var maximumDepth: Int

    /// Limits; a depth above 256 is taken as 256.
    public init(maximumBytes: Int = 64 << 20, maximumDepth: Int = 64) {
        self.maximumBytes = maximumBytes
        self.maximumDepth = min(maximumDepth, 256)
    }

    /// 64 MiB, 64 levels.
    public static let standard = JSONLimits()
}

extension JSONValue {
    /// Reads one JSON value that is the whole input.
    ///
    /// Refuses, with the place: bad UTF-8, a byte-order mark, names given twice, fractions and exponents, numbers
    /// beyond 2^53 - 1, lone surrogates, unescaped control characters, and whatever is beyond the limits.
    public init(
        parsing bytes: [UInt8], file: String = "<json>", limits: JSONLimits = .standard
    ) throws(Diagnostic) {
        var parser = JSONParser(bytes: bytes, file: file, maximumDepth: limits.maximumDepth)
        guard bytes.count <= limits.maximumBytes else {
            throw parser.error("the JSON text is larger than \(limits.maximumBytes) octets", at: 0)
        }
        self = try parser.document()
    }

    /// Reads one JSON value that is the whole text.
    public init(
        parsing text: String, file: String = "<json>", limits: JSONLimits = .standard
    ) throws(Diagnostic) {
        try self.init(parsing: Array(text.utf8), file: file, limits: limits)
    }
}

/// A strict reader of one JSON text (RFC 8259), by octets.
struct JSONParser {
    let bytes: [UInt8]
    let file: String
    let maximumDepth: Int
    var position = 0

    init(bytes: [UInt8], file: String, maximumDepth: Int) {
        self.bytes = bytes
        self.file = file
        self.maximumDepth = maximumDepth
    }

    mutating func document() throws(Diagnostic) -> JSONValue {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            throw error("a byte-order mark stands before the JSON text", at: 0)
        }
        let value = try value(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw error("something follows the JSON value", at: position) }
        return value
    }

    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func skipSpace() {
        while let octet = next, octet == 0x20 || octet == 0x0A || octet == 0x0D || octet == 0x09 { position += 1 }
    }

    private mutating func value(depth: Int) throws(Diagnostic) -> JSONValue {
        skipSpace()
        guard let octet = next else { throw error("the JSON text ends where a value should stand", at: position) }
        switch octet {
        case UInt8(ascii: "{"): return try object(depth: depth + 1)
        case UInt8(ascii: "["): return try array(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default:
            for (word, value) in [("true", JSONValue.bool(true)), ("false", .bool(false)), ("null", .null)]
            where bytes[position...].starts(with: word.utf8) {
                position += word.utf8.count
                return value
            }
            throw error("no JSON value begins like this", at: position)
        }
    }

    private mutating func array(depth: Int) throws(Diagnostic) -> JSONValue {
        try checkDepth(depth)
        position += 1
        var items: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array(items) }
        while true {
            items.append(try value(depth: depth))
            skipSpace()
            if take(UInt8(ascii: "]")) { return .array(items) }
            guard take(UInt8(ascii: ",")) else { throw error("`,` or `]` should stand here", at: position) }
        }
    }

    private mutating func object(depth: Int) throws(Diagnostic) -> JSONValue {
        try checkDepth(depth)
        position += 1
        var members: [String: JSONValue] = [:]
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipSpace()
            let start = position
            guard next == UInt8(ascii: "\"") else { throw error("a member's name should stand here", at: position) }
            let name = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw error("`:` should stand here", at: position) }
            let member = try value(depth: depth)
            guard members.updateValue(member, forKey: name) == nil else {
                throw error("the name `\(name)` stands twice in one object", at: start)
            }
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { throw error("`,` or `}` should stand here", at: position) }
        }
    }

    private func checkDepth(_ depth: Int) throws(Diagnostic) {
        guard depth <= maximumDepth else { throw error("nested deeper than \(maximumDepth) levels", at: position) }
    }

    private mutating func take(_ octet: UInt8) -> Bool {
        guard next == octet else { return false }
        position += 1
        return true
    }

    private mutating func number() throws(Diagnostic) -> JSONValue {
        let start = position
        let isNegative = take(UInt8(ascii: "-"))
        var magnitude: Int64 = 0
        var digits = 0
        while let octet = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet) {
            if digits > 0, magnitude == 0 { throw error("a number has no leading zeros", at: start) }
            digits += 1
            position += 1
            guard digits <= 16 else { break }
            magnitude = magnitude * 10 + Int64(octet - UInt8(ascii: "0"))
        }
        guard digits > 0 else { throw error("a digit should stand after `-`", at: position) }
        if let octet = next, [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(octet) {
            throw error("only whole numbers are taken", at: start, hint: "write a fraction as a string")
        }
        guard digits <= 16, magnitude <= JSONValue.largestInteger else {
            throw error("the number is beyond 2^53 - 1", at: start, hint: "write it as a string of its digits")
        }
        if isNegative, magnitude == 0 { throw error("`-0` is no whole number", at: start) }
        return .integer(isNegative ? -magnitude : magnitude)
    }

    /// An error at an octet of the input; line and column are worked out only now.
    func error(_ message: String, at offset: Int, hint: String? = nil) -> Diagnostic {
        let before = bytes[..<min(offset, bytes.count)]
        let line = before.count { $0 == 0x0A } + 1
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
        let end = bytes[lineStart...].firstIndex(of: 0x0A) ?? bytes.count
        // A line of megabytes is cut before it is decoded: the excerpt shows only what surrounds the caret.
        let text = end - lineStart <= 4096 ? String(decoding: bytes[lineStart..<end], as: UTF8.self) : nil
        return Diagnostic(
            message, at: SourceMark(file: file, line: line, column: column, offset: offset),
            excerpt: text.map { Excerpt(line: $0) }, hint: hint)
    }
}
