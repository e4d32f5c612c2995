import PitaDiagnostics

extension Value {
    /// Reads JSON (RFC 8259). Numbers keep all their digits; with `file`, every key of an object gets a mark.
    public init(json octets: [UInt8], file: String? = nil) throws(Diagnostic) {
        do {
            self = try octets.withUnsafeBufferPointer { buffer throws -> Value in
                var reader = JSONReader(buffer, file: file)
                return try reader.document()
            }
        } catch {
            throw Failure.from(error).diagnostic
        }
    }
}

/// A reader that goes over the octets once and makes only the values.
struct JSONReader {
    private let octets: UnsafeBufferPointer<UInt8>
    private let file: String?
    private var place = 0
    private var line = 1
    private var lineStart = 0
    /// The keys of the object before: objects of a list mostly have the same ones, which are then made once.
    private var keys: [[UInt8]: Value] = [:]

    private static let deepest = 200

    init(_ octets: UnsafeBufferPointer<UInt8>, file: String?) {
        self.octets = octets
        self.file = file
    }

    mutating func document() throws -> Value {
        let value = try value(nesting: 0)
        skipSpace()
        guard place == octets.count else { throw fail("unexpected text after the JSON value") }
        return value
    }

    private var mark: SourceMark {
        SourceMark(file: file ?? "<json>", line: line, column: place - lineStart + 1, offset: place)
    }

    private func fail(_ message: String) -> Diagnostic { Diagnostic(message, at: mark) }

    private mutating func skipSpace() {
        while place < octets.count {
            switch octets[place] {
            case 0x20, 0x09, 0x0D: place += 1
            case 0x0A:
                place += 1
                line += 1
                lineStart = place
            default: return
            }
        }
    }

    private mutating func value(nesting: Int) throws -> Value {
        guard nesting < Self.deepest else { throw fail("the JSON is nested too deeply") }
        skipSpace()
        guard place < octets.count else { throw fail("the JSON ends too early") }
        switch octets[place] {
        case UInt8(ascii: "{"): return try object(nesting)
        case UInt8(ascii: "["): return try array(nesting)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .none)
        default: return try number()
        }
    }

    private mutating func word(_ word: StaticString, _ value: Value) throws -> Value {
        let end = place + word.utf8CodeUnitCount
        guard end <= octets.count,
            octets[place..<end].elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
        else { throw fail("this is no JSON value") }
        place = end
        return value
    }

    private mutating func array(_ nesting: Int) throws -> Value {
        place += 1
        var items: [Value] = []
        skipSpace()
        if place < octets.count, octets[place] == UInt8(ascii: "]") {
            place += 1
            return .list(List([], frozen: true))
        }
        while true {
            items.append(try value(nesting: nesting + 1))
            if try isLast(UInt8(ascii: "]")) { return .list(List(items, frozen: true)) }
        }
    }

    /// After an item: a comma goes on, the closing bracket ends.
    private mutating func isLast(_ close: UInt8) throws -> Bool {
        skipSpace()
        guard place < octets.count else { throw fail("the JSON ends too early") }
        let octet = octets[place]
        guard octet == close || octet == UInt8(ascii: ",") else {
            throw fail("expected a comma or the closing bracket")
        }
        place += 1
        return octet == close
    }

    private mutating func object(_ nesting: Int) throws -> Value {
        place += 1
        var names: [Value] = []
        var values: [Value] = []
        var marks: [SourceMark?] = []
        skipSpace()
        if place < octets.count, octets[place] == UInt8(ascii: "}") {
            place += 1
            return .dict(Dict(frozenPairs: []))
        }
        while true {
            skipSpace()
            guard place < octets.count, octets[place] == UInt8(ascii: "\"") else { throw fail("expected a key") }
            let keyMark = file == nil ? nil : mark
            names.append(try key())
            skipSpace()
            guard place < octets.count, octets[place] == UInt8(ascii: ":") else { throw fail("expected a colon") }
            place += 1
            values.append(try value(nesting: nesting + 1))
            if let keyMark { marks.append(keyMark) }
            if try isLast(UInt8(ascii: "}")) { break }
        }
        if hasDuplicates(names) { return .dict(Dict(frozenPairs: Array(zip(names, values)), marks: marks)) }
        return .dict(Dict(frozenNames: names, values: values, marks: marks))
    }

    private func hasDuplicates(_ names: [Value]) -> Bool {
        if names.count > 16 { return Set(names.compactMap(\.stringValue)).count < names.count }
        for (index, name) in names.enumerated() {
            guard case .string(let text) = name else { continue }
            for other in names[..<index] where other.isText(text) { return true }
        }
        return false
    }

    private mutating func key() throws -> Value {
        let start = place + 1
        var end = start
        while end < octets.count, octets[end] != UInt8(ascii: "\""), octets[end] != UInt8(ascii: "\\"),
            octets[end] >= 0x20, end - start <= 15
        { end += 1 }
        // A text of up to 15 octets needs no memory of its own: only longer keys are worth sharing.
        if end - start <= 15 { return .string(try string()) }
        let text = try string()
        let octets = Array(text.utf8)
        if let known = keys[octets] { return known }
        if keys.count < 4096 { keys[octets] = .string(text) }
        return .string(text)
    }

    private mutating func string() throws -> String {
        let start = place + 1
        var end = start
        while end < octets.count, octets[end] != UInt8(ascii: "\""), octets[end] != UInt8(ascii: "\\"),
            octets[end] >= 0x20
        { end += 1 }
        guard end < octets.count else { throw fail("the text is not closed") }
        if octets[end] == UInt8(ascii: "\"") {
            place = end + 1
            return String(decoding: UnsafeBufferPointer(rebasing: octets[start..<end]), as: UTF8.self)
        }
        var result = Array(octets[start..<end])
        place = end
        while place < octets.count {
            let octet = octets[place]
            guard octet >= 0x20 else { throw fail("a control character in a text") }
            place += 1
            if octet == UInt8(ascii: "\"") { return String(decoding: result, as: UTF8.self) }
            if octet == UInt8(ascii: "\\") { try escape(into: &result) } else { result.append(octet) }
        }
        throw fail("the text is not closed")
    }

    private mutating func escape(into result: inout [UInt8]) throws {
        guard place < octets.count else { throw fail("the text is not closed") }
        let letter = octets[place]
        place += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(letter)
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0C)
        case UInt8(ascii: "u"):
            var code = try unit()
            if (0xD800..<0xDC00).contains(code), place + 1 < octets.count, octets[place] == UInt8(ascii: "\\"),
                octets[place + 1] == UInt8(ascii: "u")
            {
                place += 2
                let low = try unit()
                guard (0xDC00..<0xE000).contains(low) else { throw fail("half a character in a text") }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw fail("half a character in a text") }
            result += Array(String(Character(scalar)).utf8)
        default: throw fail("an escape that JSON does not have")
        }
    }

    private mutating func unit() throws -> UInt32 {
        guard place + 4 <= octets.count,
            let code = UInt32(String(decoding: octets[place..<place + 4], as: UTF8.self), radix: 16)
        else { throw fail("an escape that JSON does not have") }
        place += 4
        return code
    }

    private mutating func number() throws -> Value {
        let start = place
        if place < octets.count, octets[place] == UInt8(ascii: "-") { place += 1 }
        var value = 0
        let first = place
        while place < octets.count, (0x30...0x39).contains(octets[place]) {
            if place - first < 18 { value = value * 10 + Int(octets[place] - 0x30) }
            place += 1
        }
        let digits = place - first
        guard digits > 0, digits == 1 || octets[first] != UInt8(ascii: "0") else { throw fail("this is no JSON value") }
        let isInteger =
            place >= octets.count
            || ![UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(octets[place])
        if isInteger, digits <= 18 { return .int(first > start ? -value : value) }
        while place < octets.count,
            (0x30...0x39).contains(octets[place]) || ".eE+-".utf8.contains(octets[place])
        { place += 1 }
        let text = String(decoding: octets[start..<place], as: UTF8.self)
        if isInteger, let number = Value(integer: text) { return number }
        let hasDigits = zip(text.utf8, text.utf8.dropFirst()).allSatisfy {
            $0 != UInt8(ascii: ".") || (0x30...0x39).contains($1)
        }
        guard !isInteger, hasDigits, text.last?.isNumber == true, let number = Double(text) else {
            throw fail("this is no JSON number")
        }
        return .float(number)
    }
}
