import PitaDiagnostics

/// Makes the objects of a config from its text.
struct JunosParser {
    private var trie = JunosTrie()
    private var masking = JunosMasking()
    private var marks: [ObjectID: SourceMark] = [:]
    private var deletions: [JunosPath] = []
    private var sleeping: [String: (path: JunosPath, isAsleep: Bool)] = [:]
    private var places: [(path: JunosPath, place: String)] = []
    private var lines: [IntendedLine] = []

    // MARK: what runs

    /// The config that a device printed.
    static func running(_ text: String, file: String) throws(Diagnostics) -> ConfigTree {
        var parser = JunosParser()
        for statement in try JunosReader.statements(of: text, file: file, isRunning: true) {
            for words in statement.paths { try parser.run(statement, parser.masking.paths(words)) }
        }
        parser.trie.wakeWhatIsGone()
        var tree = JunosReading.Running(parser.trie).tree
        tree.hidden = parser.masking.hidden
        return tree
    }

    private mutating func run(_ statement: JunosStatement, _ paths: [JunosPath]) throws(Diagnostics) {
        for path in paths {
            switch statement.verb {
            case .set: trie.set(path)
            // A file may be the lines that made the config.
            case .delete: trie.delete(path)
            case .deactivate: trie.sleep(path, true)
            case .activate: trie.sleep(path, false)
            case .protect: trie.protect(path.statement)
            case .insert: throw Diagnostics("`insert` stands in no config that runs", at: statement.mark)
            }
        }
    }

    // MARK: what is intended

    /// The config that a template asks for: what is there, what goes first, what sleeps, and what stands elsewhere.
    static func intended(_ text: String, file: String) throws(Diagnostics) -> ConfigTree {
        var parser = JunosParser()
        for statement in try JunosReader.statements(of: text, file: file) {
            let (paths, isSecret) = parser.masking.paths(of: statement)
            let all = paths.flatMap { $0 }
            try check(statement, all)
            for path in all { parser.take(statement, path) }
            var line = IntendedLine(
                mark: statement.mark, text: isSecret ? masked(statement, paths) : statement.text)
            if !isSecret { line.statement = JunosLine(statement, all) }
            parser.lines.append(line)
        }
        return parser.tree()
    }

    private func tree() -> ConfigTree {
        var objects = JunosObjects(marks: marks)
        objects.take(trie)
        for path in deletions { objects.tag(JunosTree.deleting, path) }
        for (path, isAsleep) in sleeping.sorted(by: { $0.key < $1.key }).map(\.value) {
            objects.tag(JunosTree.sleeping, path, isAsleep ? JunosTree.on : "")
        }
        for (path, place) in places { objects.tag(JunosTree.placing, path, place) }
        var tree = objects.tree
        JunosReading.keep(trie, in: &tree)
        (tree.lines, tree.hidden) = (lines, masking.hidden)
        return tree
    }

    /// Throws where a statement has no end, or says nothing.
    private static func check(_ statement: JunosStatement, _ paths: [JunosPath]) throws(Diagnostics) {
        if statement.verb == .delete, paths.count > statement.paths.count {
            throw Diagnostics(
                "`delete` takes one statement", at: statement.mark, hint: "write a line for each that is to go")
        }
        guard statement.verb == .set else { return }
        if statement.list?.isEmpty == true { throw Diagnostics("the list is empty", at: statement.mark) }
        for path in paths {
            guard let last = path.steps.last, last.role == .word, let kind = path.rule?.kind else { continue }
            if last.text == "plain-text-password" {
                throw Diagnostics("`plain-text-password` asks for a password, which nobody answers", at: statement.mark)
            }
            if kind.isSingle || kind.hasMembers || kind.hasEntries || kind == .lines {
                throw Diagnostics("`\(last.text)` has no \(kind.hasEntries ? "name" : "value")", at: statement.mark)
            }
        }
    }

    private mutating func take(_ statement: JunosStatement, _ path: JunosPath) {
        let steps = JunosNames.split(path.steps)
        let id = JunosNames.id(steps[..<JunosNames.boundary(steps)])
        if marks[id] == nil { marks[id] = statement.mark }
        switch statement.verb {
        case .set: trie.set(path)
        case .delete:
            trie.delete(path)
            deletions.append(path)
            sleeping = sleeping.filter { !$0.value.path.steps.starts(with: path.steps) }
        case .deactivate, .activate:
            sleeping[path.statement.text] = (path.statement, statement.verb == .deactivate)
        case .insert:
            guard let place = statement.place else { return }
            places.append((path, "\(place.word) \(JunosWords.written(place.name))"))
        case .protect: break
        }
    }

    /// A statement as one line with what is secret masked.
    private static func masked(_ statement: JunosStatement, _ paths: [[JunosPath]]) -> String {
        guard let first = paths.first?.first else { return statement.text }
        func text(_ steps: some Sequence<JunosStep>) -> String { steps.map(\.text).joined(separator: " ") }
        guard statement.list == nil else {
            let members = paths.compactMap { $0.first?.steps.last }
            return "\(statement.verb.rawValue) \(text(first.steps.dropLast())) [ \(text(members)) ]"
        }
        let own = (paths.first ?? []).map { text($0.steps[$0.block...]) }
        let line = ([text(first.steps[..<first.block])] + own).filter { !$0.isEmpty }.joined(separator: " ")
        return "\(statement.verb.rawValue) \(line)"
    }
}
