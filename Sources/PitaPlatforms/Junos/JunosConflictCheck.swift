import PitaDiagnostics

/// Finds states of a change that exclude each other: what a commit refuses, and what the device may take otherwise than meant.
struct JunosConflictCheck {
    private let running: JunosAwake
    private let said: JunosSaid
    private let mark: SourceMark?
    private let isWhole: Bool
    /// The rules that the running config breaks: the device takes that.
    private let broken: Set<String>

    /// Those of `target` that are not so in `running` already.
    ///
    /// - Parameter mark: where the change is asked for, if no line of it is known.
    static func findings(in target: JunosTrie, running: JunosTrie, said: JunosSaid, mark: SourceMark?) -> [Diagnostic] {
        guard !target.isUnchanged(from: running) else { return [] }
        let config = JunosAwake(target)
        let conflicts = conflicts(in: config)
        guard !conflicts.isEmpty else { return [] }
        let before = JunosAwake(running)
        let known = Self.conflicts(in: before)
        let check = JunosConflictCheck(
            running: before, said: said, mark: mark,
            isWhole: !conflicts.contains(where: \.isByAbsence) || config.isWhole,
            broken: Set(known.map(\.rule)))
        let places = Set(known.map { "\($0.rule)\n\($0.place)" })
        var found = Diagnostics()
        for conflict in conflicts
        where !found.isFull && !places.contains("\(conflict.rule)\n\(conflict.place)") {
            found.append(check.diagnostic(conflict))
        }
        return found.items
    }

    private static func conflicts(in config: JunosAwake) -> [JunosConflict] {
        JunosExclusion.conflicts(in: config) + JunosSole.conflicts(in: config)
            + JunosPortConflicts.conflicts(in: config) + JunosRoutingConflicts.conflicts(in: config)
    }

    private func diagnostic(_ conflict: JunosConflict) -> Diagnostic {
        // What ran before is taken again, whatever the rules say.
        let isCertain =
            conflict.isCertain && said.isText && !broken.contains(conflict.rule) && (isWhole || !conflict.isByAbsence)
        return Diagnostic(
            isCertain ? conflict.message : "\(conflict.message) (whether the commit fails for it is not known)",
            at: place(of: conflict) ?? mark, hint: hint(conflict), severity: isCertain ? .error : .warning)
    }

    /// So many statements of one state are looked for; each is compared with every line.
    private static let mostLooked = 20

    /// The last line that says one of the statements, or takes away what is missing.
    private func place(of conflict: JunosConflict) -> SourceMark? {
        let set = conflict.statements().suffix(Self.mostLooked).compactMap {
            said.saying($0.joined(separator: " "))?.mark
        }
        let lost = conflict.missing().filter(running.has).prefix(Self.mostLooked).compactMap {
            said.losing($0.joined(separator: " "))?.mark
        }
        return (set + lost).max()
    }

    /// What runs already has to go, if the other is to come.
    private func hint(_ conflict: JunosConflict) -> String {
        let statements = conflict.statements()
        let old = statements.filter(running.has)
        guard statements.count == 2, old.count == 1, conflict.missing().isEmpty else { return conflict.hint }
        return "write `delete \(old[0].joined(separator: " "))` too, or leave the other out"
    }
}
