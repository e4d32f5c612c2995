import Foundation

/// What EOS shows of its sessions.
extension IOSConsole {
    /// Since 4.32 the timer stands in lines of its own.
    private var hasTimerLines: Bool {
        let numbers = device.version.split(separator: ".").prefix(2).map { Int($0.prefix { $0.isNumber }) ?? 0 }
        return numbers.lexicographicallyPrecedes([4, 32]) == false
    }

    func sessionLines(isDetailed: Bool) -> [String] {
        var lines = ["Maximum number of completed sessions: 1", "Maximum number of pending sessions: \(Self.most)"]
        if hasTimerLines {
            lines += ["Merge on commit is disabled", "Autosave to startup-config on commit is disabled"]
            if isDetailed, let timer = state.timer {
                lines += [
                    "", "Session with pending commit timer: \(timer.session)",
                    "Time left until commit timer expiry: in \(left(timer))",
                ]
            }
        }
        var columns = ["Name", "State", "User", "Terminal"]
        if isDetailed { columns += (hasTimerLines ? [] : ["Commit Time Left"]) + ["Completed Time", "Committed By"] }
        let rows = state.sessions.map { row($0, isDetailed) }
        let widths = columns.indices.map { index in
            ([columns] + rows).map { $0[index].count }.max() ?? 0
        }
        func line(_ mark: String, _ cells: [String]) -> String {
            mark + zip(cells, widths).map { padded($0, $1) }.joined(separator: " ")
        }
        let rule = line("- ", widths.map { String(repeating: "-", count: $0) })
        return lines + ["", line("  ", columns), rule]
            + zip(state.sessions, rows).map { line($0.name == session ? "* " : "  ", $1) }
    }

    private func row(_ session: EOSSession, _ isDetailed: Bool) -> [String] {
        let isTimed = session.stage == .pendingCommitTimer
        let isDone = session.completed != nil || isTimed
        var cells = [
            session.name, isTimed && hasTimerLines ? "committed" : session.stage.rawValue,
            isDone ? "" : session.user, isDone ? "" : "vty4",
        ]
        guard isDetailed else { return cells }
        if !hasTimerLines { cells.append(isTimed ? state.timer.map(left) ?? "" : "") }
        return cells
            + [
                session.completed.map { ConsoleClock.long(.init(timeIntervalSince1970: $0)) } ?? "",
                isDone ? session.user : "",
            ]
    }

    /// `0:09:59`.
    private func left(_ timer: EOSTimer) -> String {
        let seconds = Int(max(0, timer.due - surroundings.monotonic()) * 60 / minute)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(seconds / 3600):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    }
}
