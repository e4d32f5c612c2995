import PitaDiagnostics

/// Finds what a change leaves named and not there: most of it a commit refuses.
struct JunosReferenceCheck {
    private let running: JunosReferences
    private let dangling: [JunosReferences.Use]
    private let hasGroups: Bool
    private let said: JunosSaid
    private let mark: SourceMark?
    /// What names something in the running config, and the kinds of which it names what it has not.
    private let named: Set<String>
    private let incomplete: Set<Int>

    /// Those of `target` that are not so in `running` already.
    ///
    /// - Parameter mark: where the change is asked for, if no line of it is known.
    static func findings(in target: JunosTrie, running: JunosTrie, said: JunosSaid, mark: SourceMark?) -> [Diagnostic] {
        guard !target.isUnchanged(from: running) else { return [] }
        let references = JunosReferences(target)
        guard !references.dangling.isEmpty else { return [] }
        return JunosReferenceCheck(references, JunosReferences(running), said, mark).findings()
    }

    private init(
        _ target: JunosReferences, _ running: JunosReferences, _ said: JunosSaid, _ mark: SourceMark?
    ) {
        (dangling, hasGroups) = (target.dangling, target.hasGroups)
        (self.running, self.said, self.mark) = (running, said, mark)
        named = Set(running.uses.map(\.path))
        incomplete = Set(running.dangling.map(\.kind))
    }

    private func findings() -> [Diagnostic] {
        var found = Diagnostics()
        var known: Set<String> = []
        for use in dangling where !found.isFull && known.insert(use.path).inserted {
            let noun = JunosReferenceTable.junos.nouns[use.kind]
            if let definition = running.defined[use.kind][use.name] {
                found.append(lost(use, definition, noun))
            } else if !named.contains(use.path), noun != JunosReferenceTable.unit {
                found.append(missing(use, noun))
            }
        }
        return found.items
    }

    private func lost(_ use: JunosReferences.Use, _ definition: String, _ noun: String) -> Diagnostic {
        let line = said.losing(definition) ?? said.saying(use.path)
        return Diagnostic(
            "\(noun) `\(use.name)` can't be deleted or deactivated: `\(use.path)` still names it\(Self.doubt(use.isCertain))",
            at: line?.mark ?? mark, hint: "write `delete \(use.path)` too, or let `\(definition)` stay",
            severity: use.isCertain ? .error : .warning)
    }

    private func missing(_ use: JunosReferences.Use, _ noun: String) -> Diagnostic {
        // A running config that names others which it has not is not whole.
        let isCertain = use.isCertain && !incomplete.contains(use.kind) && !hasGroups
        return Diagnostic(
            "`\(use.path)` names \(noun) `\(use.name)`, which does not exist\(Self.doubt(isCertain))",
            at: said.saying(use.path)?.mark ?? mark,
            hint: "say what it is in the same template, or name one that runs",
            severity: isCertain ? .error : .warning)
    }

    private static func doubt(_ isCertain: Bool) -> String {
        isCertain ? "" : " (whether the commit fails for it is not known)"
    }
}
