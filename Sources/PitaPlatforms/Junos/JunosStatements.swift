import PitaDiagnostics

/// One thing that a config says: what is there, or in an intended one what is to go, to sleep, or to stand elsewhere.
struct JunosStatement: Equatable {
    enum Verb: String {
        case set, delete, activate, deactivate, insert, protect
    }

    let verb: Verb
    /// The words from the top, without those of a list in brackets.
    let words: [String]
    /// The words of the list in brackets that it ends with.
    var list: [String]?
    /// Where an inserted thing is to stand: `before` or `after`, and which.
    var place: (word: String, name: String)?
    let mark: SourceMark

    /// The words of each statement that it says.
    var paths: [[String]] {
        let words = Self.spelled(words)
        return list.map { $0.map { words + [$0] } } ?? [words]
    }

    /// The words with a unit as the device shows it: `interfaces ge-0/0/1.5` is `interfaces ge-0/0/1 unit 5`.
    private static func spelled(_ words: [String]) -> [String] {
        guard words.count > 1, words[0] == "interfaces", let parts = JunosInterfaceName.parts(words[1]),
            JunosInterfaceName.isPhysical(parts.port) || parts.port == "irb" || parts.port == "vlan"
        else { return words }
        return ["interfaces", parts.port, "unit", parts.unit] + words.dropFirst(2)
    }

    static func == (left: JunosStatement, right: JunosStatement) -> Bool {
        left.verb == right.verb && left.words == right.words && left.list == right.list
    }

    /// The statement as one line, without its secrets.
    var text: String {
        let line = "\(verb.rawValue) \(JunosWords.text(JunosSecrets.masked(words)))"
        if let place {
            let word = words.count > 1 && !isMember ? words[words.count - 2] + " " : ""
            return "\(line) \(place.word) \(word)\(JunosWords.written(place.name))"
        }
        guard let list else { return line }
        let members = list.map { JunosSecrets.masked(words + [$0]).last ?? "" }
        return "\(line) [ \(JunosWords.text(members)) ]"
    }

    /// Whether what is inserted is one value of a list, or an entry without a word.
    private(set) var isMember = false

    init(
        verb: Verb, words: [String], list: [String]? = nil, place: (word: String, name: String)? = nil,
        isMember: Bool = false, mark: SourceMark
    ) {
        (self.verb, self.words, self.list, self.place) = (verb, words, list, place)
        (self.isMember, self.mark) = (isMember, mark)
    }
}

/// Reads a config in both of its forms, which may be mixed: lines of `set`, and blocks in braces.
struct JunosReader {
    private let tokens: [JunosScanner.Token]
    private let file: String
    /// Whether a device printed it: then it says what is there, and nothing is to be done.
    private let isRunning: Bool
    private var statements: [JunosStatement] = []
    private var blocks = JunosBlocks()

    private static let most = 400_000
    /// The most words that lead to a statement.
    static let deepest = 128

    /// The statements of a text.
    ///
    /// - Parameter isRunning: whether a device printed it; what collectors and terminals put around it is then left out.
    static func statements(
        of text: String, file: String, isRunning: Bool = false
    ) throws(Diagnostics) -> [JunosStatement] {
        let text = isRunning ? JunosNoise.removed(from: text) : text
        var reader = JunosReader(
            tokens: try JunosScanner.tokens(of: text, file: file), file: file, isRunning: isRunning)
        try reader.run()
        return reader.statements
    }

    private init(tokens: [JunosScanner.Token], file: String, isRunning: Bool) {
        (self.tokens, self.file, self.isRunning) = (tokens, file, isRunning)
    }

    private func mark(_ token: JunosScanner.Token) -> SourceMark {
        SourceMark(file: file, line: token.line, column: token.column)
    }

    private mutating func add(_ statement: JunosStatement) throws(Diagnostics) {
        guard statements.count < Self.most else {
            throw Diagnostics("more than \(Self.most) statements", at: statement.mark)
        }
        guard statement.words.count <= Self.deepest else {
            throw Diagnostics("a statement of more than \(Self.deepest) words", at: statement.mark)
        }
        statements.append(statement)
    }

    private mutating func run() throws(Diagnostics) {
        var place = 0
        var hasLines = false
        while place < tokens.count {
            guard blocks.isOutside, tokens[place].kind == .word else {
                try takeInBlocks(tokens[place])
                place += 1
                continue
            }
            let end = tokens[place...].firstIndex { $0.kind == .lineEnd } ?? tokens.count
            let line = tokens[place..<end]
            if JunosStatement.Verb(rawValue: line[place].text) != nil {
                // Some collectors end lines of `set` as if they stood in blocks.
                try takeLine(isRunning && line.last?.text == ";" ? line.dropLast() : line)
                (place, hasLines) = (end, true)
                continue
            }
            let isLine = !line.contains { $0.kind == .sign && "{};".contains($0.text) }
            if isLine { try JunosVerbs.refuse(line[place], mark(line[place]), hasLines) }
            for token in line { try takeInBlocks(token) }
            place = end
        }
        try blocks.end { mark($0) }
    }

    // MARK: lines

    private mutating func takeLine(_ line: ArraySlice<JunosScanner.Token>) throws(Diagnostics) {
        guard let first = line.first, let verb = JunosStatement.Verb(rawValue: first.text) else { return }
        if verb == .protect, !isRunning { try JunosVerbs.refuse(first, mark(first), true) }
        let (words, list) = try JunosBlocks.words(line.dropFirst()) { mark($0) }
        guard !words.isEmpty else { throw Diagnostics("`\(verb.rawValue)` of nothing", at: mark(first)) }
        guard verb == .insert else {
            return try add(JunosStatement(verb: verb, words: words, list: list, mark: mark(first)))
        }
        guard let index = words.lastIndex(where: { $0 == "before" || $0 == "after" }), index >= 2, list == nil else {
            throw Diagnostics("`insert` needs `before` or `after` and what of the same kind", at: mark(first))
        }
        let (what, other) = (Array(words[..<index]), words[(index + 1)...])
        // `insert ... term B before term A`, and of a list `insert ... import B before A`.
        let isEntry = other.count == 2 && other.first == what[index - 2]
        guard isEntry || other.count == 1, let name = other.last else {
            throw Diagnostics("`insert` needs `before` or `after` and what of the same kind", at: mark(first))
        }
        try add(
            JunosStatement(
                verb: .insert, words: what, place: (words[index], name), isMember: !isEntry, mark: mark(first)))
    }

    // MARK: blocks

    private mutating func takeInBlocks(_ token: JunosScanner.Token) throws(Diagnostics) {
        let file = file
        let said = try blocks.take(token, isRunning: isRunning) {
            SourceMark(file: file, line: $0.line, column: $0.column)
        }
        for (verb, words, list, token) in said {
            try add(JunosStatement(verb: verb, words: words, list: list, mark: mark(token)))
        }
    }
}

/// Lines that begin with another word than those that are taken.
enum JunosVerbs {
    /// What to write instead of what the terminal knows and a template does not.
    private static let others = [
        "edit": "write the whole path in each line: `set system ntp server ...`",
        "top": "write the whole path in each line", "up": "write the whole path in each line",
        "exit": "write the whole path in each line", "quit": "write the whole path in each line",
        "rename": "write `delete` of the old name and `set` of all that stands below the new one",
        "copy": "write `set` of all that stands below the copy",
        "replace": "write `delete` and `set` of each statement that holds the pattern",
        "wildcard": "write `delete` of each statement",
        "annotate": "comments are kept as they are; put a text into `description`, or annotate by hand",
        "protect": "protect and unprotect by hand", "unprotect": "protect and unprotect by hand",
        "load": "write the statements themselves", "rollback": "`pita` takes a change back",
        "commit": "Pita commits by itself", "run": "a template holds a config, and no commands",
        "show": "a template holds a config, and no commands", "save": "Pita saves by itself",
    ]

    /// Throws where a line begins with a word that no config begins with.
    ///
    /// - Parameter hasLines: whether lines of `set` stand before it.
    static func refuse(
        _ token: JunosScanner.Token, _ mark: SourceMark, _ hasLines: Bool
    ) throws(Diagnostics) {
        let word = TerminalText.sanitised(String(token.text.prefix(40)))
        if let hint = others[token.text] {
            throw Diagnostics(
                "`\(word)` is not taken: a config says what is there, and what goes", at: mark, hint: hint)
        }
        guard hasLines else { return }
        throw Diagnostics(
            "`\(word)` begins no line of a config", at: mark,
            hint: "lines begin with `set`, `delete`, `activate`, `deactivate` or `insert`")
    }
}

/// What a terminal and collectors put around a config.
enum JunosNoise {
    /// The text with such lines made empty, so that the others keep their numbers.
    static func removed(from text: String) -> String {
        let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Substring($0) }
        guard lines.contains(where: isNoise) else { return text }
        return lines.map { isNoise($0) ? "" : $0 }.joined(separator: "\n")
    }

    private static func isNoise(_ line: Substring) -> Bool {
        // Lines of a config begin with blanks or with letters.
        guard let first = line.utf8.first, first != 0x20 else { return false }
        let line = line.last == "\r" ? line.dropLast() : line
        if line.hasPrefix("[edit"), line.hasSuffix("]") { return true }
        // `{master:0}`, `{primary:node0}`, `{backup}[edit]`.
        if line.first == "{" {
            return line.contains("}")
                && ["{master", "{backup", "{primary", "{secondary", "{linecard"]
                    .contains { line.hasPrefix($0) }
        }
        guard line.utf8.contains(UInt8(ascii: "@")) else { return false }
        // `user@host> show configuration`.
        let name = line.prefix { $0.isLetter || $0.isNumber || "@-_.".contains($0) }
        guard name.contains("@"), let sign = line[name.endIndex...].first else { return false }
        return (sign == ">" || sign == "#" || sign == "%") && name.first != "@" && name.last != "@"
    }
}
