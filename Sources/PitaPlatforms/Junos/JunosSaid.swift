import PitaDiagnostics

/// What one line of an intended config says.
struct JunosLine {
    let verb: JunosStatement.Verb
    /// Where an inserted thing is to stand: `before` or `after`, and which.
    let place: (word: String, name: String)?
    let paths: [JunosPath]

    init(_ statement: JunosStatement, _ paths: [JunosPath]) {
        (verb, place, self.paths) = (statement.verb, statement.place, paths)
    }

    private init(_ line: JunosLine, _ paths: [JunosPath]) { (verb, place, self.paths) = (line.verb, line.place, paths) }

    /// The same in the words of another config.
    func aligned(_ alignment: JunosAlignment) -> JunosLine { JunosLine(self, paths.map(alignment.aligned)) }
}

/// The lines of an intended config as statements, in the words of the running one.
struct JunosSaid {
    /// What each line says; none where the lines are not those of a text.
    let statements: [JunosLine]
    private let lines: [IntendedLine]
    private let texts: Texts

    /// The statements as texts, made once where they are asked for.
    private final class Texts {
        private let statements: [JunosLine]
        private(set) lazy var all = statements.map { $0.paths.map(\.text) }

        init(_ statements: [JunosLine]) { self.statements = statements }
    }

    /// Whether anybody wrote what is intended; else it is a config that ran before.
    var isText: Bool { !lines.isEmpty }

    init(_ lines: [IntendedLine], _ alignment: JunosAlignment) throws(Diagnostics) {
        self.lines = lines
        let known = lines.compactMap(\.statement)
        guard known.count < lines.count else {
            statements = known.map { $0.aligned(alignment) }
            texts = Texts(statements)
            return
        }
        let text = lines.map { $0.text + "\n" }.joined()
        let read = try JunosReader.statements(of: text, file: "").map { statement in
            JunosLine(statement, statement.paths.flatMap { JunosSchema.junos.paths($0) }).aligned(alignment)
        }
        statements = read.count == lines.count ? read : []
        texts = Texts(statements)
    }

    /// Where a statement is taken away or put to sleep: by itself, or with what holds it.
    func losing(_ path: String) -> IntendedLine? {
        last { verb, own in
            verb != .set && verb != .activate && Self.isWithin(path, own)
        }
    }

    /// Where a statement, or something in it, is said.
    func saying(_ path: String) -> IntendedLine? {
        last { verb, own in
            (verb == .set && (own == path || Self.isWithin(own, path)))
                || (verb == .activate && Self.isWithin(path, own))
        }
    }

    private static func isWithin(_ path: String, _ block: String) -> Bool {
        guard path.utf8.count > block.utf8.count else { return path == block }
        return path.hasPrefix(block) && path.utf8[path.utf8.index(path.startIndex, offsetBy: block.utf8.count)] == 0x20
    }

    private func last(where isIt: (JunosStatement.Verb, String) -> Bool) -> IntendedLine? {
        for (index, texts) in texts.all.enumerated().reversed()
        where texts.contains(where: { isIt(statements[index].verb, $0) }) {
            return lines[index]
        }
        return nil
    }
}
