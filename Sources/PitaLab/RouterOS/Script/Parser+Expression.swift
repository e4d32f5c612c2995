extension Parser {
    /// The terms after `find` or `where`: side by side means and.
    mutating func query(until close: UInt8?) throws(ScriptError) -> Expression {
        var whole: Expression?
        let keyword = Array("where".utf8)
        if index + 6 <= bytes.count, Array(bytes[index..<index + 5]) == keyword, ByteText.isBlank(bytes[index + 5]) {
            index += 6
        }
        while true {
            blanks()
            guard let byte = peek, !endsCommand(byte, close) else { break }
            let term = try expression(query: true)
            whole = whole.map { .binary("&&", $0, term) } ?? term
        }
        guard let whole else { throw syntaxError() }
        return whole
    }

    static let levels: [[String]] = [
        ["||", "or"], ["&&", "and"], ["=", "!=", "<=", ">=", "<", ">", "~", "in"], ["."], ["+", "-"], ["*", "/", "%"],
        ["->"],
    ]

    mutating func expression(query: Bool, level: Int = 0) throws(ScriptError) -> Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.deepest * 8 else { throw syntaxError() }
        guard level < Self.levels.count else { return try prefixed(query: query) }
        var left = try expression(query: query, level: level + 1)
        while let sign = sign(among: Self.levels[level], query: query) {
            let isComparison = level == 2
            let right =
                query && isComparison
                ? try queryValue() : try expression(query: query, level: level + 1)
            left = .binary(sign, left, right)
        }
        return left
    }

    /// The operator of this level that stands here, taken.
    mutating func sign(among signs: [String], query: Bool) -> String? {
        let before = index
        while let byte = peek, ByteText.isBlank(byte) || (byte == 10 && !query) { index += 1 }
        for sign in signs.sorted(by: { $0.utf8.count > $1.utf8.count }) {
            let raw = Array(sign.utf8)
            guard index + raw.count <= bytes.count, Array(bytes[index..<index + raw.count]) == raw else { continue }
            if sign == "-", peek(1) == UInt8(ascii: ">") { continue }
            if ByteText.isNameByte(raw[0]), sign != ".", sign != "-" {
                if let after = peek(raw.count), ByteText.isNameByte(after) { continue }
            }
            if query, ["-", "+", "/", "*", "%", "."].contains(sign) { continue }
            index += raw.count
            return sign
        }
        index = before
        return nil
    }

    mutating func prefixed(query: Bool) throws(ScriptError) -> Expression {
        blanks()
        if peek == UInt8(ascii: "!") {
            index += 1
            return .unary("!", try prefixed(query: query))
        }
        if !query, peek == UInt8(ascii: "-"), let next = peek(1), next < 48 || next > 57 {
            index += 1
            return .unary("-", try prefixed(query: query))
        }
        return try operand(query: query)
    }

    /// The right side of a comparison in a query is a value, not a property.
    mutating func queryValue() throws(ScriptError) -> Expression {
        blanks()
        guard let value = try argumentValue() else { throw syntaxError() }
        return value
    }

    mutating func operand(query: Bool) throws(ScriptError) -> Expression {
        blanks()
        guard let byte = peek else { throw syntaxError() }
        switch byte {
        case UInt8(ascii: "\""): return try quoted()
        case UInt8(ascii: "$"): return try variable()
        case UInt8(ascii: "["):
            index += 1
            let script = try script(until: UInt8(ascii: "]"))
            index += 1
            return .command(script)
        case UInt8(ascii: "("):
            index += 1
            let inner = try expression(query: query)
            while let blank = peek, ByteText.isBlank(blank) || blank == 10 { index += 1 }
            guard peek == UInt8(ascii: ")") else { throw syntaxError() }
            index += 1
            return inner
        case UInt8(ascii: "{"): return try array()
        default: return try word(query: query)
        }
    }

    mutating func word(query: Bool) throws(ScriptError) -> Expression {
        let start = index
        if query {
            while let byte = peek, ByteText.isNameByte(byte) { index += 1 }
        } else {
            while let byte = peek, isWordByte(byte), !"<>!~+*,".utf8.contains(byte) { index += 1 }
        }
        guard index > start else { throw syntaxError() }
        let text = ByteText.text(bytes[start..<index])
        if !query, text == "not" { return .unary("!", try prefixed(query: query)) }
        return query ? .property(text) : .literal(text)
    }

    mutating func variable() throws(ScriptError) -> Expression {
        index += 1
        if peek == UInt8(ascii: "\"") {
            guard case .quoted(let pieces) = try quoted(), case .text(let name)? = pieces.first else {
                throw syntaxError()
            }
            return .variable(name)
        }
        if peek == UInt8(ascii: "(") || peek == UInt8(ascii: "[") { return try operand(query: false) }
        let start = index
        while let byte = peek, ByteText.isNameByte(byte), byte != 45, byte != 46 { index += 1 }
        guard index > start else { throw syntaxError() }
        return .variable(ByteText.text(bytes[start..<index]))
    }

    mutating func array() throws(ScriptError) -> Expression {
        index += 1
        var entries: [Expression.ArrayEntry] = []
        while true {
            while let byte = peek, ByteText.isBlank(byte) || byte == 10 || byte == UInt8(ascii: ";") { index += 1 }
            guard let byte = peek else { throw syntaxError() }
            if byte == UInt8(ascii: "}") { break }
            var end = index
            while end < bytes.count, ByteText.isNameByte(bytes[end]) { end += 1 }
            var key: String?
            if end > index, end < bytes.count, bytes[end] == UInt8(ascii: "=") {
                key = ByteText.text(bytes[index..<end])
                index = end + 1
            }
            entries.append(.init(key: key, value: try expression(query: false, level: 3)))
        }
        index += 1
        return .array(entries)
    }

    mutating func quoted() throws(ScriptError) -> Expression {
        index += 1
        var pieces: [Expression.Piece] = []
        var text: [UInt8] = []
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                if !text.isEmpty || pieces.isEmpty { pieces.append(.text(ByteText.text(text))) }
                return .quoted(pieces)
            case UInt8(ascii: "\\"):
                text.append(try escape())
            case UInt8(ascii: "$"):
                if !text.isEmpty { pieces.append(.text(ByteText.text(text))) }
                text = []
                pieces.append(.expression(try variable()))
            case UInt8(ascii: "?") where version.major < 7:
                throw syntaxError()
            default:
                text.append(byte)
                index += 1
            }
        }
        throw syntaxError()
    }

    mutating func escape() throws(ScriptError) -> UInt8 {
        guard let byte = peek(1) else { throw syntaxError() }
        if let simple = Quoting.escapes[byte] {
            index += 2
            return simple
        }
        guard let high = Self.hexadecimal(byte), let low = peek(2).flatMap(Self.hexadecimal) else {
            throw syntaxError()
        }
        index += 3
        return high * 16 + low
    }

    /// Upper-case hexadecimal only: `\_` and small letters mean other things.
    static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        default: nil
        }
    }
}
