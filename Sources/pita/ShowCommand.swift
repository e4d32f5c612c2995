import ArgumentParser
import PitaDiagnostics
import PitaEvidence
import PitaOperations
import PitaPlanning
import PitaRecords

/// `pita show`: a plan for review; without one, the list of plans.
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a plan, or the list of plans.")
    @OptionGroup var common: CommonOptions
    @Argument(help: "The plan's digest, its beginning, or a file.") var plan: String?
    @Flag(help: "Only the commands.") var commands = false
    @Flag(help: "Only the commands that lead back.") var rollback = false
    @Flag(help: "One line a device.") var summary = false
    @Flag(help: "The plan's JSON.") var json = false

    func run() async throws {
        try await perform {
            let workplace = try common.workplace()
            guard let plan else {
                let rows = try await workplace.plans(limit: 100).map(PlanRow.init)
                common.console.result(.list(rows), text: Table.lines(of: rows))
                return
            }
            let known = try await workplace.plan(plan)
            let view = PlanView(plan: known.plan, console: common.console)
            let emergency = try known.breakGlass(at: workplace.clock.now.unixMilliseconds)
            if !emergency.isEmpty { workplace.announce(emergency, of: known, to: common.console.events) }
            if json { return common.console.exactly(Array(known.plan.json.pretty.utf8)) }
            let text =
                commands
                ? view.commands(reverse: false)
                : rollback
                    ? view.commands(reverse: true)
                    : summary
                        ? view.summary
                        : red(emergency) + view.review + ["", "Plan \(known.digest)"] + (try decisions(of: known))
            common.console.result(known.plan.json, text: text)
        }
    }

    private func decisions(of known: KnownPlan) throws -> [String] {
        try ["Status: \(known.status.rawValue)"]
            + known.decisions.map { stored in
                let decision = try stored.statement
                let office = decision.acting.map { ", \($0.title), letter \($0.letter)" } ?? ""
                let line = "  \(stored.kind.rawValue) by \(stored.person) (\(stored.role)\(office)): \(decision.reason)"
                return TerminalText.sanitised(line)
            }
    }

    /// The first lines of a review under break-glass.
    private func red(_ decisions: [Decision]) -> [String] {
        decisions.map { decision in
            let lifts = decision.lifts.map(\.rawValue).joined(separator: ", ")
            let line = "DARURAT: break-glass by \(decision.person) (\(decision.role)): \(decision.reason) [\(lifts)]"
            return common.console.coloured(TerminalText.sanitised(line), .red)
        }
    }
}

/// A plan as a row.
struct PlanRow: TableRow {
    let plan: StoredPlan

    static let columns = ["PLAN", "STATUS", "PLANNER", "SEGMENT"]
    var cells: [String] { [String(plan.digest.hex.prefix(12)), plan.status, plan.planner, plan.subject ?? "-"] }
    var json: JSONValue {
        [
            "digest": .string(plan.digest.description), "status": .string(plan.status),
            "planner": .string(plan.planner), "segment": .text(plan.subject), "created_ms": .number(plan.createdAt),
        ]
    }
}
