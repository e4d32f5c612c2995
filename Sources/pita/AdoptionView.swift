import PitaDiagnostics
import PitaEvidence
import PitaOperations
import PitaPlanning

/// What devices give an inventory, as people read it.
struct AdoptionView {
    let outcome: AdoptOperation.Outcome
    let files: [(file: AdoptedFile, fate: AdoptOperation.Fate)]
    let isWritten: Bool
    let console: Console

    /// The files as a diff, or what was written; then what each device was compared with, and what has no place.
    var lines: [String] {
        var lines = files.isEmpty ? ["nothing is new"] : []
        lines += isWritten ? files.map(told) : files.flatMap(diff)
        lines += openings
        for report in outcome.adoption.reports {
            lines += ["", console.coloured(report.device, .bold)]
            for (segment, rows) in report.compared { lines += compared(segment, rows) }
            for remark in report.left {
                lines += [Table.shown("  not taken: \(remark.sentence)"), Table.shown("    \(remark.advice)")]
            }
            guard !report.unexpressed.isEmpty else { continue }
            lines += report.unexpressed.prefix(Self.most).map { Table.shown("  no place in an inventory: \($0)") }
            let more = report.unexpressed.count - Self.most
            if more > 0 { lines.append("  and \(more) more: see the report, or --output json") }
            lines.append("    \(AdoptionReport.unexpressedAdvice)")
        }
        return lines + forecasts
    }

    /// How many things without a place are shown of a device: a screenful.
    private static let most = 20

    /// The lines that a person fills in, as file:line.
    private var openings: [String] {
        let all = files.filter { $0.fate == .new }.flatMap { file, _ in
            file.openings.map { Table.shown("  \(file.name):\($0.line): \($0.text)") }
        }
        return all.isEmpty ? [] : ["", console.coloured("to fill in or look at", .bold)] + all
    }

    /// What the next plans would send to the devices.
    private var forecasts: [String] {
        guard !outcome.forecasts.isEmpty else { return [] }
        var lines = ["", console.coloured("the next plan", .bold)]
        for forecast in outcome.forecasts {
            let place = "  \(forecast.playbook) of \(forecast.segment)" + (forecast.device.map { ", \($0)" } ?? "")
            if let failure = forecast.failure {
                lines.append(Table.shown("\(place): cannot be told: \(failure)"))
            } else if forecast.isEmpty {
                lines.append(Table.shown("\(place): nothing to change"))
            } else {
                lines.append(Table.shown("\(place): WOULD SEND, for the device holds it otherwise than the templates:"))
                lines += forecast.commands.prefix(Self.most).map { Table.shown("    \($0)") }
                let more = forecast.commands.count - Self.most
                if more > 0 { lines.append("    and \(more) more") }
            }
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
            "is_written": .bool(isWritten), "devices": .array(outcome.adoption.reports.map(\.json)),
            "next_plans": .array(outcome.forecasts.map(\.json)),
            "failures": .array(
                outcome.failures.map { ["device": .string($0.device), "reason": .string($0.reason)] }),
            "files": .array(
                files.map { file, fate in
                    guard case .object(var members) = file.json else { return .null }
                    members["state"] = .string(fate.rawValue)
                    return .object(members)
                }),
        ]
    }
}
