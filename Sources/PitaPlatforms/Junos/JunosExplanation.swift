import PitaDiagnostics

/// What is known of each line of a config.
enum JunosExplanation {
    /// The lines of a text in order.
    static func lines(
        _ text: String, file: String, isRunning: Bool
    ) throws(Diagnostics) -> [LineExplanation] {
        var masking = JunosMasking()
        return try JunosReader.statements(of: text, file: file, isRunning: isRunning).flatMap { statement in
            statement.paths.map { words in
                let paths = masking.paths(words)
                let path = paths.last ?? JunosPath()
                return LineExplanation(
                    mark: statement.mark,
                    text: "\(statement.verb.rawValue) \(JunosWords.text(JunosSecrets.masked(words)))",
                    section: path.steps.prefix(path.block).map(\.text).joined(separator: " "),
                    rule: paths.allSatisfy(\.isKnown) ? rule(path) : nil)
            }
        }
    }

    private static func rule(_ path: JunosPath) -> LineExplanation.Rule? {
        guard let rule = path.rule, let last = path.steps.last else { return nil }
        let form = path.steps.map { step in
            switch step.role {
            case .word: step.text
            case .name: "NAME"
            case .value: rule.kind == .rate ? "RATE" : "VALUE"
            case .line: "..."
            }
        }
        let isEntry = last.role == .name
        let isWhole = rule.kind.isSingle || rule.kind == .choice || rule.kind.isContainer
        let taken = JunosMasking.isOneValue(last) && rule.word != "*" ? form.dropLast() : form[...]
        return LineExplanation.Rule(
            form: form.joined(separator: " "), kind: isEntry ? "entry" : words[rule.kind] ?? "",
            takenBack: "delete " + (isWhole || isEntry ? taken : form[...]).joined(separator: " "),
            notes: notes(rule, last))
    }

    private static let words: [JunosSchema.Kind: String] = [
        .block: "block", .has: "block, there by itself", .list: "entry", .half: "entry", .objects: "entry",
        .sequence: "entry, in order", .flag: "flag", .value: "single value", .rate: "single value, a rate or a size",
        .secret: "single value, secret", .phrase: "single value, the rest of the line", .choice: "one of several words",
        .set: "list", .numbers: "set of numbers and ranges", .ordered: "list in order",
        .steps: "list of phrases in order", .lines: "beside others: the whole line is its name",
    ]

    private static func notes(_ rule: JunosSchema.Rule, _ last: JunosStep) -> [String] {
        var notes: [String] = []
        if rule.kind.isOrdered { notes.append("order means something: the place is given by `insert`") }
        if rule.kind == .numbers { notes.append("a number of a range goes with the range; the others are said again") }
        if rule.kind == .secret { notes.append("compared, never sent") }
        if last.role == .name { notes.append("goes with all that stands in it; stays when that is deleted by itself") }
        return notes
    }
}
