import PitaDiagnostics

/// The state of reading blocks in braces.
struct JunosBlocks {
    typealias Said = (verb: JunosStatement.Verb, words: [String], list: [String]?, token: JunosScanner.Token)

    private struct Open {
        let length: Int
        let token: JunosScanner.Token
        /// Whether anything stands in it.
        var isSaid = false
        /// Whether the block is one that goes, so that nothing may stand in it.
        let isDeleted: Bool
    }

    private var stack: [Open] = []
    private var path: [String] = []
    private var pending: [JunosScanner.Token] = []

    private static let deepest = 64

    /// Whether no block and no statement is open.
    var isOutside: Bool { stack.isEmpty && pending.isEmpty }

    /// Takes a token; what it ends is said.
    mutating func take(
        _ token: JunosScanner.Token, isRunning: Bool, _ mark: (JunosScanner.Token) -> SourceMark
    ) throws(Diagnostics) -> [Said] {
        guard token.kind != .lineEnd else { return [] }
        guard token.kind == .sign, token.text != "[", token.text != "]" else {
            pending.append(token)
            return []
        }
        let (tags, words, list) = try statement(isRunning, mark)
        let first = pending.first
        if token.text != "}" { pending = [] }
        switch token.text {
        case "{":
            guard let first, list == nil, !words.isEmpty, stack.count < Self.deepest,
                path.count + words.count <= JunosReader.deepest
            else { throw Diagnostics("a block has no name, or stands too deep", at: mark(token)) }
            note()
            stack.append(Open(length: path.count, token: first, isDeleted: tags.contains("delete:")))
            path += words
            return try Self.said(tags, path, nil, first, isBlock: true, mark)
        case "}":
            guard pending.isEmpty, let open = stack.popLast() else {
                throw Diagnostics("`}` closes nothing, or a `;` is missing before it", at: mark(token))
            }
            defer { path.removeSubrange(open.length...) }
            // A block in which nothing stands is there nevertheless.
            return open.isSaid || open.isDeleted ? [] : [(.set, path, nil, open.token)]
        default:
            guard let first, !words.isEmpty || list?.isEmpty == false else { return [] }
            note()
            if let open = stack.last(where: \.isDeleted) {
                throw Diagnostics("a block that is deleted holds nothing", at: mark(open.token))
            }
            return try Self.said(tags, path + words, list, first, isBlock: false, mark)
        }
    }

    private mutating func note() {
        for index in stack.indices.reversed() where !stack[index].isSaid { stack[index].isSaid = true }
    }

    /// What a statement or the head of a block says by its tags.
    private static func said(
        _ tags: Set<String>, _ words: [String], _ list: [String]?, _ token: JunosScanner.Token, isBlock: Bool,
        _ mark: (JunosScanner.Token) -> SourceMark
    ) throws(Diagnostics) -> [Said] {
        var found: [Said] = []
        if tags.contains("delete:") { return [(.delete, words, list, token)] }
        if tags.contains("replace:") { found.append((.delete, words, nil, token)) }
        if !isBlock { found.append((.set, words, list, token)) }
        if tags.contains("inactive:") { found.append((.deactivate, words, list, token)) }
        if tags.contains("active:") { found.append((.activate, words, list, token)) }
        if tags.contains("protect:") { found.append((.protect, words, list, token)) }
        return found
    }

    /// Tags that stand before a statement.
    private static let tags: Set<String> = ["inactive:", "active:", "protect:", "unprotect:", "replace:", "delete:"]

    /// The words of a statement, and the tags before it.
    private func statement(
        _ isRunning: Bool, _ mark: (JunosScanner.Token) -> SourceMark
    ) throws(Diagnostics) -> (tags: Set<String>, words: [String], list: [String]?) {
        let tags = pending.prefix { Self.tags.contains($0.text) }
        for tag in tags {
            guard !isRunning, tag.text.hasSuffix("protect:") else { continue }
            throw Diagnostics("`\(tag.text)` is not taken", at: mark(tag), hint: "protect and unprotect by hand")
        }
        let (words, list) = try Self.words(pending.dropFirst(tags.count), mark)
        let said = Set(tags.map(\.text))
        return (said, words, list)
    }

    /// Words, and the list in brackets that they may end with.
    static func words(
        _ tokens: some Collection<JunosScanner.Token>, _ mark: (JunosScanner.Token) -> SourceMark
    ) throws(Diagnostics) -> (words: [String], list: [String]?) {
        var words: [String] = []
        var list: [String]?
        var isOpen = false
        var last: JunosScanner.Token?
        for token in tokens where token.kind != .lineEnd {
            last = token
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
        if isOpen, let last { throw Diagnostics("the list has no end", at: mark(last)) }
        return (JunosExpression.joined(words), list.map(JunosExpression.joined))
    }

    /// Throws where a statement or a block has no end.
    func end(_ mark: (JunosScanner.Token) -> SourceMark) throws(Diagnostics) {
        if let last = pending.first { throw Diagnostics("the statement has no `;`", at: mark(last)) }
        if let open = stack.last { throw Diagnostics("the block has no end", at: mark(open.token)) }
    }
}
