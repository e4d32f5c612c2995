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
    /// The value that tells lines of the form apart; `nil` where a device keeps one of them.
    private let key: String?
    /// The forms of lines that take one back without its value, without the word that does so.
    private let bare: [LineForm]

    /// The rule as the engine's form: the value of `keyed` that comes first is the key, the last value is the rest.
    init(_ rule: OfficeLineRule, negation: String) {
        kind = rule.kind
        let values = rule.form.filter(OfficeLineRule.isValue)
        let key = rule.kind == .keyed ? values.first : nil
        self.key = key
        func form(_ words: some Sequence<String>) -> LineForm {
            LineForm(
                words.map { word in
                    guard OfficeLineRule.isValue(word) else { return word }
                    if word == key { return "<\(word)>" }
                    return word == values.last ? "\(word)..." : word
                }.joined(separator: " "))
        }
        self.form = form(rule.form)
        undo = rule.undo?.joined(separator: " ")
        // As the line without its value, and as the office says that it is taken back.
        let said = rule.undo.flatMap { $0.first == negation ? Array($0.dropFirst()) : nil }
        bare = [rule.form.filter { !values.contains($0) || $0 == key }, said ?? []].filter { words in
            !words.isEmpty && !words.contains { values.contains($0) && $0 != key }
        }.map(form)
    }

    /// Whether words without a value name lines of the form, and which of them: all where the device keeps one.
    func taken(by words: [Substring]) -> Taken? {
        guard isReplaced, let match = bare.lazy.compactMap({ $0.match(words) }).first else { return nil }
        return Taken(key: key.flatMap { match.captures[$0] })
    }

    /// The lines that words without a value take back.
    struct Taken {
        /// Their key; `nil` where the device keeps one line.
        let key: String?
    }

    /// Whether a line is of the form and has this key.
    func names(_ line: [Substring], key wanted: String?) -> Bool {
        form.match(line).map { match in key == nil || match.captures[key ?? ""] == wanted } ?? false
    }

    /// Whether another line of the same name takes its place.
    var isReplaced: Bool { kind == .single || kind == .keyed }
}

extension LineGrammar {
    /// The grammar with what an office says of lines that no rule knows.
    func with(_ rules: OfficeLineRules) -> LineGrammar {
        guard !rules.isEmpty else { return self }
        var grammar = self
        grammar.office = Dictionary(grouping: rules.rules) { $0.section }.mapValues { rules in
            rules.map { LineOfficeRule($0, negation: negation) }
        }
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

    /// Whether a line that runs goes by itself when one of several new ones is said, by the office's word.
    func isOfficeReplaced(_ line: String, by new: some Sequence<String>, in section: String) -> Bool {
        office[section] != nil && new.contains { replaced(by: $0, among: [line], in: section) == [line] }
    }

    /// The office's rule of lines that words take back without saying their value: `no carrier-sense`.
    func officeTaking(_ words: [Substring], in section: String) -> (rule: LineOfficeRule, taken: LineOfficeRule.Taken)?
    {
        guard let rules = office[section], rule(of: words, in: section, isNegated: true) == nil else { return nil }
        for rule in rules { if let taken = rule.taken(by: words) { return (rule, taken) } }
        return nil
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

extension LineIndex {
    /// The lines of a block that a beginning takes back: by the office's word, else by whole words.
    mutating func names(in id: ObjectID, takenBackBy beginning: String, _ grammar: LineGrammar) -> [String] {
        guard let (rule, taken) = grammar.officeTaking(beginning.words, in: id.section) else {
            return names(in: id, beginningWith: beginning)
        }
        return names(in: id).filter { rule.names($0.words, key: taken.key) }
    }

    /// The objects that a name with ``LineTree/all`` stands for: by the office's word, else by whole words.
    mutating func objects(takenBackBy all: ObjectID, _ grammar: LineGrammar) -> [ObjectID] {
        let beginning = "\(all.section) \(all.key.dropLast(LineTree.all.count))".trimmingBlanks()
        guard LinePath(all).steps.count == 1, let (rule, taken) = grammar.officeTaking(beginning.words, in: "") else {
            return objects(namedBy: all)
        }
        return ids.filter {
            let steps = LinePath($0).steps
            return steps.count == 1 && rule.names(steps[0].line.words, key: taken.key)
        }
    }
}
