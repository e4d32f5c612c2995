import ArgumentParser
import PitaEvidence
import PitaOperations
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
            if json { return common.console.exactly(Array(known.plan.json.pretty.utf8)) }
            let text =
                commands
                ? view.commands(reverse: false)
                : rollback
                    ? view.commands(reverse: true)
                    : summary ? view.summary : view.review + ["", "Plan \(known.digest)"] + decisions(of: known)
            common.console.result(known.plan.json, text: text)
        }
    }

    private func decisions(of known: KnownPlan) -> [String] {
        ["Status: \(known.status.rawValue)"]
            + known.decisions.map { "  \($0.kind.rawValue) by \($0.person) (\($0.role))" }
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
