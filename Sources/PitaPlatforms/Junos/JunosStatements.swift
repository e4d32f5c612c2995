import PitaDiagnostics

/// One thing that a config says: what is there, or in an intended one what is to go, to sleep, or to stand elsewhere.
struct JunosStatement: Equatable {
    enum Verb: String {
        case set, delete, activate, deactivate, insert
    }

    let verb: Verb
    /// The words from the top.
    let path: [String]
    /// Where an inserted thing is to stand: `before` or `after`, and which.
    var place: (word: String, name: String)?
    let mark: SourceMark

    static func == (left: JunosStatement, right: JunosStatement) -> Bool {
        left.verb == right.verb && left.path == right.path
    }
}

/// Reads both forms of a config: lines of `set`, and blocks in braces.
struct JunosReader {
    private let tokens: [JunosScanner.Token]
    private let file: String
    private(set) var statements: [JunosStatement] = []

    private static let deepest = 64
    private static let most = 400_000

    /// The statements of a text.
    static func statements(of text: String, file: String) throws(Diagnostics) -> [JunosStatement] {
        var reader = JunosReader(tokens: try JunosScanner.tokens(of: text, file: file), file: file)
        let first = reader.tokens.first { $0.kind != .lineEnd }?.text
        if first.flatMap(JunosStatement.Verb.init) != nil { try reader.readLines() } else { try reader.readBlocks() }
        return reader.statements
    }

    private init(tokens: [JunosScanner.Token], file: String) { (self.tokens, self.file) = (tokens, file) }

    private func mark(_ token: JunosScanner.Token) -> SourceMark {
        SourceMark(file: file, line: token.line, column: token.column)
    }

    private mutating func add(_ statement: JunosStatement) throws(Diagnostics) {
        guard statements.count < Self.most else {
            throw Diagnostics("more than \(Self.most) statements", at: statement.mark)
        }
        statements.append(statement)
    }

    // MARK: lines

    private mutating func readLines() throws(Diagnostics) {
        for line in tokens.split(whereSeparator: { $0.kind == .lineEnd }) {
            guard let first = line.first else { continue }
            guard let verb = JunosStatement.Verb(rawValue: first.text) else {
                throw Diagnostics(
                    "`\(TerminalText.sanitised(String(first.text.prefix(40))))` begins no line of a config",
                    at: mark(first), hint: "lines begin with `set`, `delete`, `activate`, `deactivate` or `insert`")
            }
            var (words, list) = try words(line.dropFirst())
            guard !words.isEmpty else { throw Diagnostics("`\(verb.rawValue)` of nothing", at: mark(first)) }
            var place: (String, String)?
            if verb == .insert {
                guard let index = words.lastIndex(where: { $0 == "before" || $0 == "after" }), index >= 2,
                    words.count == index + 3, words[index + 1] == words[index - 2], list == nil
                else {
                    throw Diagnostics("`insert` needs `before` or `after` and what of the same kind", at: mark(first))
                }
                place = (words[index], words[index + 2])
                words.removeSubrange(index...)
            }
            for path in list.map({ $0.map { words + [$0] } }) ?? [words] {
                try add(JunosStatement(verb: verb, path: path, place: place, mark: mark(first)))
            }
            list = nil
        }
    }

    /// Words, and the list in brackets that they may end with.
    private func words(
        _ tokens: some Collection<JunosScanner.Token>
    ) throws(Diagnostics) -> (words: [String], list: [String]?) {
        var words: [String] = []
        var list: [String]?
        var isOpen = false
        for token in tokens where token.kind != .lineEnd {
            switch (token.kind, token.text, isOpen) {
            case (.sign, "[", false) where list == nil: (list, isOpen) = ([], true)
            case (.sign, "]", true): isOpen = false
            case (.sign, _, _): throw Diagnostics("`\(token.text)` can't stand here", at: mark(token))
            case (_, let text, true): list?.append(text)
            case (_, let text, false):
                guard list == nil else { throw Diagnostics("nothing can follow a list", at: mark(token)) }
                words.append(text)
            }
        }
        if isOpen, let last = tokens.map({ $0 }).last { throw Diagnostics("the list has no end", at: mark(last)) }
        return (words, list)
    }

    // MARK: blocks

    private mutating func readBlocks() throws(Diagnostics) {
        var stack: [(length: Int, token: JunosScanner.Token)] = []
        var path: [String] = []
        var pending: [JunosScanner.Token] = []
        for token in tokens where token.kind != .lineEnd {
            guard token.kind == .sign, token.text != "[", token.text != "]" else {
                pending.append(token)
                continue
            }
            let (isSleeping, words, list) = try statement(pending)
            switch token.text {
            case "{":
                guard let first = pending.first, list == nil, !words.isEmpty, stack.count < Self.deepest else {
                    throw Diagnostics("a block has no name, or stands too deep", at: mark(token))
                }
                stack.append((path.count, token))
                path += words
                if isSleeping { try add(JunosStatement(verb: .deactivate, path: path, mark: mark(first))) }
            case "}":
                guard pending.isEmpty, let open = stack.popLast() else {
                    throw Diagnostics("`}` closes nothing, or a `;` is missing before it", at: mark(token))
                }
                // A block in which nothing stands is there nevertheless.
                if statements.last?.path.starts(with: path) != true || statements.last?.verb == .deactivate {
                    try add(JunosStatement(verb: .set, path: path, mark: mark(open.token)))
                }
                path.removeSubrange(open.length...)
            default: try leaf(path, words, list, isSleeping, pending.first ?? token)
            }
            pending = []
        }
        if let last = pending.first { throw Diagnostics("the statement has no `;`", at: mark(last)) }
        if let open = stack.last { throw Diagnostics("the block has no end", at: mark(open.token)) }
    }

    private mutating func leaf(
        _ path: [String], _ words: [String], _ list: [String]?, _ isSleeping: Bool, _ token: JunosScanner.Token
    ) throws(Diagnostics) {
        guard !words.isEmpty || list?.isEmpty == false else { return }
        let leaves = list.map { $0.map { path + words + [$0] } } ?? [path + words]
        for leaf in leaves {
            try add(JunosStatement(verb: .set, path: leaf, mark: mark(token)))
            if isSleeping { try add(JunosStatement(verb: .deactivate, path: leaf, mark: mark(token))) }
        }
    }

    /// The words of a statement without the tags before it.
    private func statement(
        _ tokens: [JunosScanner.Token]
    ) throws(Diagnostics) -> (isSleeping: Bool, words: [String], list: [String]?) {
        let tags = tokens.prefix { ["inactive:", "protect:", "active:"].contains($0.text) }
        let (words, list) = try words(tokens.dropFirst(tags.count))
        return (tags.contains { $0.text == "inactive:" }, words, list)
    }
}
