import PitaEvidence
import PitaPlatforms

/// What `pita config explain` prints.
struct ExplanationView {
    /// The lines of the config.
    let lines: [LineExplanation]
    /// Whether only lines that no rule knows are shown.
    let onlyUnknown: Bool

    private var shown: [LineExplanation] { onlyUnknown ? lines.filter { $0.rule == nil } : lines }

    /// A paragraph a line, and the sum.
    var text: [String] {
        let known = lines.count { $0.rule != nil }
        let share = lines.isEmpty ? "" : " (\(known * 1000 / lines.count / 10).\(known * 1000 / lines.count % 10)%)"
        return shown.flatMap(Self.paragraph) + ["\(known) of \(lines.count) lines are known\(share)"]
    }

    private static func paragraph(_ line: LineExplanation) -> [String] {
        let head =
            "\(line.mark.line): " + Table.shown(line.section.isEmpty ? line.text : "\(line.section): \(line.text)")
        guard let rule = line.rule else { return [head, "    unknown to Pita: taken back by its plain negation"] }
        let undo = rule.takenBack.map { "taken back by `\($0)`" } ?? "can't be taken back"
        return [head, "    `\(rule.form)`: \(rule.kind); \(undo)"] + rule.notes.map { "    \($0)" }
    }

    /// The lines and their rules.
    var json: JSONValue {
        .object([
            "known": .integer(Int64(lines.count { $0.rule != nil })), "lines_total": .integer(Int64(lines.count)),
            "lines": .array(
                shown.map { line in
                    .object([
                        "line": .integer(Int64(line.mark.line)), "section": .string(line.section),
                        "text": .string(line.text), "rule": line.rule.map(Self.json) ?? .null,
                    ])
                }),
        ])
    }

    private static func json(_ rule: LineExplanation.Rule) -> JSONValue {
        .object([
            "form": .string(rule.form), "kind": .string(rule.kind),
            "taken_back": rule.takenBack.map(JSONValue.string) ?? .null, "notes": .list(rule.notes),
        ])
    }
}
