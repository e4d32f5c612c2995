/// Reads the text of a script. It knows no menus: `CommandCheck` does.
struct Parser {
    /// Deeper nesting is refused, so that no input can exhaust the stack.
    static let deepest = 60

    var bytes: [UInt8]
    var index = 0
    var depth = 0
    var version: Version

    /// The script of a text; wrapped lines are joined first.
    static func parse(_ text: String, version: Version) throws(ScriptError) -> Script {
        var parser = Parser(bytes: joined(ByteText.bytes(text)), version: version)
        let script = try parser.script(until: nil)
        if parser.index < parser.bytes.count { throw parser.syntaxError() }
        return script
    }

    /// `\` at the end of a line: it, the line end and the next line's leading blanks go.
    static func joined(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "\\") else {
                out.append(bytes[index])
                index += 1
                continue
            }
            var next = index + 1
            if next < bytes.count, bytes[next] == 13 { next += 1 }
            if next < bytes.count, bytes[next] == 10 {
                index = next + 1
                while index < bytes.count, bytes[index] == 32 || bytes[index] == 9 { index += 1 }
            } else {
                out.append(bytes[index])
                if index + 1 < bytes.count { out.append(bytes[index + 1]) }
                index += 2
            }
        }
        return out
    }

    var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    func peek(_ ahead: Int) -> UInt8? { index + ahead < bytes.count ? bytes[index + ahead] : nil }

    func position(_ at: Int? = nil) -> Position {
        let end = min(at ?? index, bytes.count)
        var line = 1
        var start = 0
        for place in 0..<end where bytes[place] == 10 {
            line += 1
            start = place + 1
        }
        return Position(line: line, column: end - start + 1)
    }

    func syntaxError() -> ScriptError { .syntax("syntax error", at: position()) }

    mutating func blanks() { while let byte = peek, ByteText.isBlank(byte) { index += 1 } }

    /// Commands up to a closing byte, which is left standing.
    mutating func script(until close: UInt8?) throws(ScriptError) -> Script {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.deepest else { throw syntaxError() }
        let start = index
        var commands: [ScriptCommand] = []
        while let byte = peek {
            if byte == close { break }
            if ByteText.isBlank(byte) || byte == 10 || byte == UInt8(ascii: ";") {
                index += 1
            } else if byte == UInt8(ascii: "#") {
                while let comment = peek, comment != 10 { _ = comment; index += 1 }
            } else {
                commands.append(try command(until: close))
            }
        }
        if close != nil, peek == nil { throw syntaxError() }
        return Script(commands: commands, text: ByteText.text(bytes[start..<index]))
    }

    func endsCommand(_ byte: UInt8, _ close: UInt8?) -> Bool {
        byte == 10 || byte == UInt8(ascii: ";") || byte == close
    }

    mutating func command(until close: UInt8?) throws(ScriptError) -> ScriptCommand {
        var command = ScriptCommand(arguments: [], query: nil, position: position())
        while true {
            blanks()
            guard let byte = peek, !endsCommand(byte, close) else { return command }
            let argument = try argument(first: command.arguments.isEmpty)
            command.arguments.append(argument)
            if let word = argument.word, opensQuery(word) {
                blanks()
                if let next = peek, !endsCommand(next, close) { command.query = try query(until: close) }
            }
        }
    }

    /// `find`, `/queue/simple/find` and `where` are followed by a query.
    func opensQuery(_ word: String) -> Bool {
        if word.hasPrefix(":") { return false }
        return word == "where" || word == "find" || word.hasSuffix("/find")
    }

    mutating func argument(first: Bool) throws(ScriptError) -> ScriptArgument {
        let start = position()
        var end = index
        while end < bytes.count, ByteText.isNameByte(bytes[end]) || bytes[end] == UInt8(ascii: "!") { end += 1 }
        if end > index, end < bytes.count, bytes[end] == UInt8(ascii: "="), !first {
            let name = ByteText.text(bytes[index..<end])
            let equals = position(end)
            index = end + 1
            return ScriptArgument(name: name, value: try argumentValue(), position: start, equals: equals)
        }
        guard let value = try argumentValue() else { throw syntaxError() }
        return ScriptArgument(name: nil, value: value, position: start, equals: nil)
    }

    /// The value at this place; nil when there is none.
    mutating func argumentValue() throws(ScriptError) -> Expression? {
        guard let byte = peek else { return nil }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "$"), UInt8(ascii: "["), UInt8(ascii: "("):
            return try operand(query: false)
        case UInt8(ascii: "{"):
            return try braces()
        default:
            let start = index
            while let byte = peek, isWordByte(byte) { index += 1 }
            return index == start ? nil : .literal(ByteText.text(bytes[start..<index]))
        }
    }

    /// Braces hold commands, or an array with names that does not read as commands.
    private mutating func braces() throws(ScriptError) -> Expression {
        let start = index
        do throws(ScriptError) {
            index += 1
            let block = try script(until: UInt8(ascii: "}"))
            index += 1
            return .block(block)
        } catch {
            // Deep nesting would be read twice at each level.
            guard depth < 8 else { throw error }
            index = start
            if let array = try? array() { return array }
            throw error
        }
    }

    /// What an unquoted word may hold; the rest ends it or is an error where it stands.
    func isWordByte(_ byte: UInt8) -> Bool {
        if byte <= 32 || byte >= 127 { return false }
        if byte == UInt8(ascii: "?") { return version.major >= 7 }
        return !"\"$=;()[]{}'\\".utf8.contains(byte)
    }
}
