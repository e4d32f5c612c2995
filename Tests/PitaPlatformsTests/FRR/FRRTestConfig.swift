import Foundation
import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// The lines of `Fixtures/frr/rules.txt`, round by round.
struct FRRTestConfig {
    /// One round: lines that may stand beside each other.
    struct Round {
        let name: String
        /// What stands there before.
        var setup = ""
        /// The blocks' lines, and those in them.
        var lines: [Line] = []

        /// The config in which each line has its first value, or its second where it has one.
        func text(_ text: (Line) -> String?) -> String {
            lines.compactMap { line in text(line).map { "\(line.indent)\($0)\n" } }.joined()
        }
    }

    struct Line {
        let indent: String
        let first: String
        /// What takes its place; `nil` where nothing does.
        let second: String?
        let isHead: Bool

        /// The line that takes the first one back.
        var undone: String { isHead ? first : first.hasPrefix("no ") ? String(first.dropFirst(3)) : "no \(first)" }
    }

    static func rounds() throws -> [Round] {
        var rounds: [Round] = []
        let text = try FRRViewTests.fixture("rules.txt").split(separator: "\n").map(String.init)
        for (number, raw) in text.enumerated() where !raw.hasPrefix("#") {
            if raw.hasPrefix("== ") {
                rounds.append(Round(name: String(raw.dropFirst(3))))
            } else if raw.hasPrefix("< ") {
                rounds[rounds.count - 1].setup += "\(raw.dropFirst(2))\n"
            } else {
                let indent = String(raw.prefix { $0 == " " })
                let next = number + 1 < text.count ? text[number + 1] : ""
                let sides = raw.trimmingCharacters(in: .whitespaces).split(separator: " => ").map(String.init)
                let isHead = next.prefix { $0 == " " }.count > indent.count
                rounds[rounds.count - 1].lines.append(
                    Line(indent: indent, first: sides[0], second: sides.count > 1 ? sides[1] : nil, isHead: isHead))
            }
        }
        return rounds
    }

    /// Whether an exact config may lack an object: what is left alone stays.
    static func isOurs(_ id: ObjectID) -> Bool {
        let alone = FRRTable.leftAlone.map { $0.rule.form.head.joined(separator: " ") }
        return id.section != FRRGrammar.kernel && !alone.contains(id.section)
    }
}
