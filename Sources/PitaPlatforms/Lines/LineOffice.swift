import PitaDiagnostics

/// What an office says of lines that no rule knows, as the line engine uses it.
///
/// Such lines stay what they are in a config: their whole text is their name, whoever reads them. The office's word says
/// whether a new one takes the place of an old one, and how one is taken back.
struct LineOfficeRule: Sendable {
    let form: LineForm
    let kind: OfficeLineRule.Kind
    /// The line that takes one back, with the form's words in it; `nil` for the plain negation.
    let undo: String?

    /// The rule as the engine's form: the value of `keyed` that comes first is the key, the last value is the rest.
    init(_ rule: OfficeLineRule) {
        kind = rule.kind
        let values = rule.form.indices.filter { OfficeLineRule.isValue(rule.form[$0]) }
        form = LineForm(
            rule.form.indices.map { index in
                let word = rule.form[index]
                guard OfficeLineRule.isValue(word) else { return word }
                if rule.kind == .keyed, index == values.first { return "<\(word)>" }
                return index == values.last ? "\(word)..." : word
            }.joined(separator: " "))
        undo = rule.undo?.joined(separator: " ")
    }

    /// Whether another line of the same name takes its place.
    var isReplaced: Bool { kind == .single || kind == .keyed }
}

extension LineGrammar {
    /// The grammar with what an office says of lines that no rule knows.
    func with(_ rules: OfficeLineRules) -> LineGrammar {
        guard !rules.isEmpty else { return self }
        var grammar = self
        grammar.office = Dictionary(grouping: rules.rules) { $0.section }.mapValues { $0.map(LineOfficeRule.init) }
        return grammar
    }

    /// What the office says of a line that no rule knows.
    func officeRule(of words: [Substring], in section: String) -> (rule: LineOfficeRule, match: LineForm.Match)? {
        guard let rules = office[section] else { return nil }
        for rule in rules { if let match = rule.form.match(words) { return (rule, match) } }
        return nil
    }

    /// The intended config with the running lines marked to go whose place one of it takes by the office's word.
    func officeReplaced(_ intended: ConfigTree, running: ConfigTree) -> ConfigTree {
        guard !office.isEmpty else { return intended }
        var tree = intended
        for object in intended.objects where !object.isAbsent {
            if isBlock(object.id), let old = running[object.id]?.properties, office[object.id.section] != nil {
                for (name, value) in object.properties where !value.isEmpty {
                    for other in replaced(by: name, among: old.keys, in: object.id.section)
                    where object.properties[other] == nil {
                        tree[object.id]?.properties[other] = ""
                    }
                }
            }
            guard LinePath(object.id).steps.count == 1, office[""] != nil else { continue }
            let line = LinePath(object.id).steps[0].line
            let others = running.objects(in: object.id.section).filter { $0.id != object.id }
            let lines = Dictionary(others.map { (LinePath($0.id).steps[0].line, $0.id) }) { first, _ in first }
            for other in replaced(by: line, among: lines.keys, in: "") {
                guard let id = lines[other], tree[id] == nil else { continue }
                tree[id] = ConfigObject(id: id, properties: [:], isAbsent: true, mark: object.mark)
            }
        }
        return tree
    }

    private func replaced(
        by line: String, among others: some Sequence<String>, in section: String
    ) -> [String] {
        guard let (rule, match) = officeRule(of: line.words, in: section), rule.isReplaced else { return [] }
        return others.filter { other in
            other != line && rule.form.match(other.words).map { $0.name == match.name } ?? false
        }
    }

    /// The line that takes back one that no rule knows.
    func officeNegation(of line: String, in section: String) -> String {
        guard let (rule, match) = officeRule(of: line.words, in: section), let undo = rule.undo else {
            return "\(negation) \(line)"
        }
        return LineForm.filled(undo, match.captures)
    }
}
