/// Reads RouterOS commands for ``MiniRouter``, by its own rules.
struct MiniReader {
    indirect enum Command {
        case put(String)
        case error(String)
        case branch([Test], yes: [Command], no: [Command])
        case attempt([Command], [Command])
        /// Reads a text as a script, and runs nothing of it.
        case read(Value)
        case plain(menu: String, verb: String, selectors: [MiniRouter.Item], values: [String: Value], unset: [String])
    }

    /// A text, or where one stands.
    enum Value {
        case text(String)
        case property(menu: String, MiniRouter.Item, String)
    }

    /// What an `:if` asks; all of several.
    enum Test {
        /// How many items there are: `=` or `>` a number.
        case count(menu: String, MiniRouter.Item, sign: String, Int)
        /// How long a value is.
        case length(menu: String, MiniRouter.Item, property: String, Int)
        /// What a value is.
        case value(menu: String, MiniRouter.Item, property: String, String)
    }

    private static let wordEnds = Set(" =[](){};\"".utf8)
    private static let valueEnds = Set(" []{};\"$".utf8)
    private let octets: [UInt8]
    private var place = 0

    init(_ text: String) { octets = Array(text.utf8) }

    private func syntaxError() -> MiniRouter.Refusal {
        MiniRouter.Refusal(words: "syntax error (line 1 column \(place + 1))")
    }

    private mutating func blanks() { while place < octets.count, octets[place] == 0x20 { place += 1 } }

    private func looksAt(_ text: String) -> Bool {
        var index = place
        for octet in text.utf8 {
            guard index < octets.count, octets[index] == octet else { return false }
            index += 1
        }
        return true
    }

    private mutating func expect(_ text: String) throws(MiniRouter.Refusal) {
        blanks()
        guard looksAt(text) else { throw syntaxError() }
        place += text.utf8.count
    }

    mutating func script(until end: String?) throws(MiniRouter.Refusal) -> [Command] {
        var result: [Command] = []
        while true {
            blanks()
            if place >= octets.count {
                if end == nil { return result }
                throw syntaxError()
            }
            if let end, looksAt(end) {
                place += end.utf8.count
                return result
            }
            if looksAt(";") { place += 1; continue }
            result.append(try command())
        }
    }

    private mutating func command() throws(MiniRouter.Refusal) -> Command {
        if looksAt(":put ") { place += 5; return .put(try text()) }
        if looksAt(":error ") { place += 7; return .error(try text()) }
        if looksAt(":if ") { return try branch() }
        if looksAt(":local pita [:parse ") {
            place += 20
            let value = try quotedOrProperty()
            try expect("]")
            return .read(value)
        }
        if looksAt("/import file-name=") {
            place += 18
            let name = try text()
            try expect("verbose=yes dry-run")
            return .read(.property(menu: "/file", ["name": name], "contents"))
        }
        if looksAt(":do ") {
            place += 4
            try expect("{")
            let body = try script(until: "}")
            try expect("on-error={")
            return .attempt(body, try script(until: "}"))
        }
        return try plain()
    }

    private mutating func branch() throws(MiniRouter.Refusal) -> Command {
        place += 4
        try expect("(")
        var tests: [Test] = []
        if looksAt("(") {
            repeat {
                if !tests.isEmpty { place += 2 }
                try expect("(")
                tests.append(try test())
                try expect(")")
                blanks()
            } while looksAt("&&")
        } else {
            tests.append(try test())
        }
        try expect(")")
        try expect("do={")
        let yes = try script(until: "}")
        var no: [Command] = []
        blanks()
        if looksAt("else={") {
            place += 6
            no = try script(until: "}")
        }
        return .branch(tests, yes: yes, no: no)
    }

    /// `[:len [MENU find where a="x"]] = 1`, `[:len [MENU get [find where a="x"] b]] = (3 + (1 * [:len "x"]))`,
    /// `[MENU get [find where a="x"] b] = c`
    private mutating func test() throws(MiniRouter.Refusal) -> Test {
        try expect("[")
        let isLength = looksAt(":len ")
        if isLength {
            place += 5
            try expect("[")
        }
        let (menu, verb) = try path(until: ["find", "get"])
        if verb == "find" {
            let condition = try conditions()
            try expect("]")
            blanks()
            let sign = looksAt(">") ? ">" : "="
            try expect(sign)
            return .count(menu: menu, condition, sign: sign, try number())
        }
        try expect("[find ")
        let condition = try conditions()
        blanks()
        let property = word()
        try expect("]")
        if isLength { try expect("]") }
        try expect("=")
        blanks()
        if isLength { return .length(menu: menu, condition, property: property, try number()) }
        return .value(menu: menu, condition, property: property, word())
    }

    /// `"x"`, `[MENU get [find where a="x"] b]`
    private mutating func quotedOrProperty() throws(MiniRouter.Refusal) -> Value {
        guard looksAt("[") else { return .text(try text()) }
        place += 1
        let (menu, _) = try path(until: ["get"])
        try expect("[find ")
        let condition = try conditions()
        blanks()
        let property = word()
        try expect("]")
        return .property(menu: menu, condition, property)
    }

    /// `3`, `(3 + (2 * [:len "x"]))`
    private mutating func number() throws(MiniRouter.Refusal) -> Int {
        blanks()
        guard looksAt("(") else { return Int(word()) ?? -1 }
        place += 1
        let (first, _) = (try number(), try expect("+ ("))
        let (factor, _) = (try number(), try expect("* [:len "))
        let length = try text().utf8.count
        try expect("]))")
        return first + factor * length
    }

    /// The words of a menu up to a verb, which is taken too.
    private mutating func path(until verbs: [String]) throws(MiniRouter.Refusal) -> (menu: String, verb: String) {
        var parts: [String] = []
        while true {
            blanks()
            let part = word()
            if verbs.contains(part) { return (parts.joined(separator: " "), part) }
            guard !part.isEmpty else { throw syntaxError() }
            parts.append(part)
        }
    }

    /// `where a="x" b="y" ]`
    private mutating func conditions() throws(MiniRouter.Refusal) -> MiniRouter.Item {
        try expect("where ")
        var result: MiniRouter.Item = [:]
        while true {
            blanks()
            if looksAt("]") { place += 1; return result }
            let name = word()
            guard !name.isEmpty else { throw syntaxError() }
            // `name~"^x"` and `name!="x"` come as words that end with the sign.
            if name.last == "~" { result[name] = try value(); continue }
            try expect("=")
            result[name] = try value()
        }
    }

    private mutating func plain() throws(MiniRouter.Refusal) -> Command {
        guard looksAt("/") else { throw syntaxError() }
        var parts: [String] = []
        var verb = ""
        while verb.isEmpty {
            blanks()
            let part = word()
            guard !part.isEmpty else { throw syntaxError() }
            if ["add", "set", "remove", "move"].contains(part) { verb = part } else { parts.append(part) }
        }
        var selectors: [MiniRouter.Item] = []
        var values: [String: Value] = [:]
        var unset: [String] = []
        while true {
            blanks()
            if place >= octets.count || looksAt(";") || looksAt("}") { break }
            if looksAt("[") {
                try expect("[")
                try expect("find ")
                selectors.append(try conditions())
                continue
            }
            if looksAt("\""), selectors.isEmpty, verb == "remove" {
                selectors.append(["name": try text(), MiniRouter.byName: ""])
                continue
            }
            if looksAt("!") { place += 1; unset.append(word()); continue }
            let name = word()
            guard !name.isEmpty else { throw syntaxError() }
            try expect("=")
            values[name] = looksAt("[") ? try quotedOrProperty() : .text(try value())
        }
        return .plain(
            menu: parts.joined(separator: " "), verb: verb, selectors: selectors, values: values, unset: unset)
    }

    private mutating func word() -> String {
        let start = place
        while place < octets.count, !Self.wordEnds.contains(octets[place]) { place += 1 }
        return String(decoding: octets[start..<place], as: UTF8.self)
    }

    private mutating func value() throws(MiniRouter.Refusal) -> String {
        if looksAt("\"") { return try text() }
        let start = place
        while place < octets.count, !Self.valueEnds.contains(octets[place]) { place += 1 }
        return String(decoding: octets[start..<place], as: UTF8.self)
    }

    private mutating func text() throws(MiniRouter.Refusal) -> String {
        try expect("\"")
        var result: [UInt8] = []
        while place < octets.count {
            let octet = octets[place]
            place += 1
            switch octet {
            case UInt8(ascii: "\""): return String(decoding: result, as: UTF8.self)
            case UInt8(ascii: "$"): throw syntaxError()
            case UInt8(ascii: "\\"):
                guard place < octets.count else { throw syntaxError() }
                let next = octets[place]
                place += 1
                switch next {
                case UInt8(ascii: "n"): result.append(10)
                case UInt8(ascii: "r"): result.append(13)
                case UInt8(ascii: "t"): result.append(9)
                case UInt8(ascii: "_"): result.append(32)
                case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "$"), UInt8(ascii: "?"): result.append(next)
                default:
                    guard place < octets.count,
                        let octet = UInt8(String(decoding: [next, octets[place]], as: UTF8.self), radix: 16)
                    else { throw syntaxError() }
                    result.append(octet)
                    place += 1
                }
            case 0x20..<0x7F: result.append(octet)
            default: throw syntaxError()
            }
        }
        throw syntaxError()
    }
}
