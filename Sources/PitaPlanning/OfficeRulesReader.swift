import PitaDiagnostics
import PitaPlatforms
import PitaYAML

/// Reads `Templates/PLATFORM/rules.yaml`: what an office says of lines that Pita does not know.
public enum OfficeRulesReader {
    /// The name of the file in a platform's folder of templates.
    static let fileName = "rules.yaml"
    /// The most rules that a file may have.
    static let most = 1000
    /// The most words that a line may have.
    static let mostWords = 32

    /// The rules in the order of the file; all that is wrong with it is found in one run.
    public static func read(_ text: String, file: String) throws(Diagnostics) -> OfficeLineRules {
        let node = try YAML.parse(text, file: file)
        let findings = Findings()
        guard node.kind == .sequence else {
            throw Diagnostics([
                node.diagnostic(
                    "the rules must be a list, but this is \(node.kindName)",
                    hint: "- {section: interface, line: \"foo bar VALUE\", kind: single, undo: \"no foo bar\"}")
            ])
        }
        guard node.count <= most else {
            throw Diagnostics([node.diagnostic("there are \(node.count) rules; at most \(most) are read")])
        }
        var rules: [OfficeLineRule] = []
        var places: [[String]: SourceMark] = [:]
        for element in node.elements {
            guard let rule = rule(element, into: findings) else { continue }
            // Two rules for one beginning would leave it to chance which one holds.
            let start = [rule.section] + rule.form.prefix { !OfficeLineRule.isValue($0) }
            if let first = places.updateValue(rule.mark, forKey: start) {
                findings.add(
                    element.diagnostic(
                        "there is another rule for lines that begin with `\(start.dropFirst().joined(separator: " "))`",
                        hint: "it stands at \(first)"))
            }
            rules.append(rule)
        }
        try findings.throwIfErrors()
        return OfficeLineRules(rules)
    }

    private static func rule(_ node: Node, into findings: Findings) -> OfficeLineRule? {
        let reader = MappingReader(node, as: "a rule", into: findings)
        let section = reader.optional("section", .line) ?? ""
        let form = reader.required("line", words.marked)
        let kind = reader.required("kind", Conversion<OfficeLineRule.Kind>.choice(OfficeLineRule.Kind.self).marked)
        let undo = reader.optional("undo", words.marked)
        reader.finish()
        guard let form, let kind else { return nil }
        check(form, kind, into: findings)
        if let undo { check(undo, of: form.value, into: findings) }
        return OfficeLineRule(
            section: section, form: form.value, kind: kind.value, undo: undo?.value, mark: node.mark)
    }

    private static var words: Conversion<[String]> {
        Conversion { node throws(Diagnostics) in
            let text = try Conversion<String>.line.convert(node)
            let words = text.split(separator: " ").map(String.init)
            guard words.count <= mostWords, text.utf8.count <= 1000 else {
                throw Diagnostics([node.diagnostic("a line of a rule has at most \(mostWords) words and 1,000 octets")])
            }
            return words
        }
    }

    private static func check(
        _ form: Marked<[String]>, _ kind: Marked<OfficeLineRule.Kind>, into findings: Findings
    ) {
        if form.value.first.map(OfficeLineRule.isValue) == true {
            findings.add(
                form.node.diagnostic(
                    "a line begins with a word of the device, not with a value",
                    hint: "words in capitals stand for values: foo bar VALUE"))
        }
        let values = form.value.filter(OfficeLineRule.isValue)
        if Set(values).count < values.count {
            findings.add(form.node.diagnostic("two values of the line have the same name"))
        }
        let sentence: String? =
            switch kind.value {
            case .flag: values.isEmpty ? nil : "a flag has no value, but `\(values[0])` stands in the line"
            case .single: values.isEmpty ? "a single value needs a value in the line" : nil
            case .keyed:
                values.count < 2 ? "a keyed line needs two values: its key, and what the device keeps for it" : nil
            case .list: values.isEmpty ? "a list needs a value in the line" : nil
            }
        if let sentence {
            findings.add(kind.node.diagnostic(sentence, hint: "words in capitals stand for values: foo bar VALUE"))
        }
    }

    private static func check(_ undo: Marked<[String]>, of form: [String], into findings: Findings) {
        if undo.value == form {
            findings.add(undo.node.diagnostic("what takes the line back is the line itself"))
        }
        for value in undo.value.filter(OfficeLineRule.isValue) where !form.contains(value) {
            findings.add(
                undo.node.diagnostic(
                    "the line has no value `\(value)`",
                    hint: Suggestion.hint(for: value, among: form.filter(OfficeLineRule.isValue))))
        }
    }
}
