import PitaDiagnostics
import PitaEvidence
import PitaOperations
import PitaPlanning

/// What devices give an inventory, as people read it.
struct AdoptionView {
    let adoption: Adoption
    let files: [(file: AdoptedFile, fate: AdoptOperation.Fate)]
    let isWritten: Bool
    let console: Console

    /// The files as a diff, or what was written; then what each device was compared with, and what has no place.
    var lines: [String] {
        var lines = files.isEmpty ? ["nothing is new"] : []
        lines += isWritten ? files.map(told) : files.flatMap(diff)
        for report in adoption.reports {
            lines += ["", console.coloured(report.device, .bold)]
            for (segment, rows) in report.compared { lines += compared(segment, rows) }
            lines += report.left.map { Table.shown("  not taken: \($0)") }
            lines += report.unexpressed.map { Table.shown("  no place in an inventory: \($0)") }
        }
        return lines
    }

    /// One line for what is the same, and one for each thing that is not.
    private func compared(_ segment: String, _ rows: [StandingRow]) -> [String] {
        let others = rows.filter { $0.verdict != .same }
        guard !others.isEmpty else { return rows.isEmpty ? [] : ["  \(segment): as in the inventory"] }
        return others.map { row in
            Table.shown(
                "  \(segment) \(row.subject.rawValue): \(row.intended) in the inventory, \(row.found ?? "nothing") "
                    + "on the device: \(row.verdict.rawValue)")
        }
    }

    private func told(_ file: AdoptedFile, _ fate: AdoptOperation.Fate) -> String {
        let what =
            switch fate {
            case .new: file.isInventory ? "written" : "written, for a person to read and finish"
            case .unchanged: "is there already"
            case .kept: "is there with another text and was left"
            }
        return Table.shown("\(file.name): \(what)")
    }

    private func diff(_ file: AdoptedFile, _ fate: AdoptOperation.Fate) -> [String] {
        guard fate == .new else { return [told(file, fate)] }
        let text = file.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        return ["--- /dev/null", "+++ \(file.name)", "@@ -0,0 +1,\(text.count) @@"]
            + text.map { console.coloured("+" + TerminalText.sanitised(String($0), keepingTabs: true), .green) }
    }

    /// The same for programs.
    var json: JSONValue {
        [
            "is_written": .bool(isWritten), "devices": .array(adoption.reports.map(\.json)),
            "files": .array(
                files.map { file, fate in
                    guard case .object(var members) = file.json else { return .null }
                    members["state"] = .string(fate.rawValue)
                    return .object(members)
                }),
        ]
    }
}
