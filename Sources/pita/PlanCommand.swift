import ArgumentParser
import PitaEvidence
import PitaOperations
import PitaPlanning

/// `pita plan`: what would be done, exactly; kept as evidence and shown for review.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Make a plan: render, read the devices, compare, check the capacity.",
        discussion: "Nothing on a device is changed. The plan is kept, signed by you, and waits for approval.")
    @OptionGroup var common: CommonOptions
    @OptionGroup var person: PersonOptions
    @OptionGroup var parameters: PlaybookOptions
    @Option(help: "The number of the request that the plan answers.") var request: String?
    @Option(name: .customLong("out"), help: "Write the plan's canonical JSON to this file.") var out: String?
    @Flag(name: .customLong("detailed-exitcode"), help: "Exit 2 when there is something to change.")
    var detailedExitCode = false

    func run() async throws {
        try await perform {
            let console = common.console
            let operation = PlanOperation(workplace: try common.workplace(), events: console.events)
            let plan = try await operation.make(
                try parameters.request, by: try person.acting(), requestNumber: request)
            if let out { try AtomicFile.write(plan.json.canonical, to: out, mode: 0o644) }
            let view = PlanView(plan: plan, console: console)
            console.result(
                ["digest": .string(plan.digest.description), "empty": .bool(plan.isEmpty), "plan": plan.json],
                text: view.review + view.footer)
            if detailedExitCode, !plan.isEmpty { throw PitaExit.findings }
        }
    }
}
