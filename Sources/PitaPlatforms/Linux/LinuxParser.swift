import PitaDiagnostics

/// Reads `tc` and `ip` command lines as an engineer writes them.
enum LinuxParser {
    /// The config that the statements of `text` describe. The errors of the text are reported at once.
    static func tree(_ text: String, file: String) throws(Diagnostics) -> ConfigTree {
        try RuntimeSlot.refuse(in: text, file: file)
        var tree = ConfigTree()
        var found = Diagnostics()
        for words in try ShellWords.statements(in: text, file: file) where !found.isFull {
            do throws(Diagnostic) {
                let object = try object(words)
                try add(object, to: &tree)
                var line = IntendedLine(words)
                line.said = object
                tree.lines.append(line)
            } catch {
                found.append(error.shown(in: text))
            }
        }
        try found.throwIfErrors()
        return tree
    }

    /// The object that one statement names.
    static func object(_ words: [ShellWord]) throws(Diagnostic) -> ConfigObject {
        guard var cursor = WordCursor(words) else { throw Diagnostic("the statement has no words") }
        return try statement(&cursor)
    }

    private static func statement(_ cursor: inout WordCursor) throws(Diagnostic) -> ConfigObject {
        var word = try cursor.next("command")
        if word.text == "tc" { word = try cursor.next("`qdisc`, `class` or `filter`") }
        switch word.text {
        case "qdisc": return try QdiscStatement.object(&cursor)
        case "class": return try ClassStatement.object(&cursor)
        case "filter": return try FilterStatement.object(&cursor)
        case "ip": return try AddressingStatement.object(&cursor)
        default:
            throw Diagnostic(
                "`\(word.text)` is no statement that Pita manages", at: word.mark,
                hint: Suggestion.hint(for: word.text, among: ["qdisc", "class", "filter", "ip", "tc"]))
        }
    }

    /// `ip link set` adds to the interface that a line before it made; everything else stands once.
    private static func add(_ object: ConfigObject, to tree: inout ConfigTree) throws(Diagnostic) {
        guard let known = tree[object.id] else {
            tree[object.id] = object
            return
        }
        guard object.id.section == LinuxSection.link, !known.isAbsent, !object.isAbsent,
            known.properties.allSatisfy({ object.properties[$0.key] ?? $0.value == $0.value })
        else {
            throw Diagnostic(
                "\(object.id) is named twice", at: object.mark, context: known.mark.map { ["first at \($0)"] } ?? [])
        }
        tree[object.id]?.properties.merge(object.properties) { $1 }
    }
}

extension Diagnostic {
    /// With the line of `text` that its mark points at.
    func shown(in text: String) -> Diagnostic {
        guard excerpt == nil, let mark else { return self }
        var copy = self
        copy.excerpt = Excerpt(of: text, at: mark)
        return copy
    }
}
