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
    @Option(
        help: "When it may be applied: FROM/TO, like 22:00/04:00 or 2026-11-25T22:00/2026-11-26T04:00.")
    var window: String?
    @Option(help: "For how long it may be approved and applied, like 48h; else for as long as it fits.")
    var expires: String?
    @Option(name: .customLong("out"), help: "Write the plan's canonical JSON to this file.") var out: String?
    @Flag(name: .customLong("detailed-exitcode"), help: "Exit 2 when there is something to change.")
    var detailedExitCode = false

    func run() async throws {
        try await perform {
            let console = common.console
            let operation = PlanOperation(workplace: try common.workplace(), events: console.events)
            var request = try parameters.request
            request.window = window
            request.validSeconds = try expires.map(Self.seconds)
            let plan = try await operation.make(
                request, by: try person.acting(), requestNumber: self.request)
            if let out { try AtomicFile.write(plan.json.canonical, to: out, mode: 0o644) }
            let view = PlanView(plan: plan, console: console)
            console.result(
                ["digest": .string(plan.digest.description), "empty": .bool(plan.isEmpty), "plan": plan.json],
                text: view.review + view.footer)
            if detailedExitCode, !plan.isEmpty { throw PitaExit.findings }
        }
    }

    /// Seconds of `90s`, `90m`, `48h` or `7d`.
    private static func seconds(_ text: String) throws -> Int {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let unit = text.last.flatMap({ units[$0] }), let number = Int(text.dropLast()),
            (1...366 * 86_400 / unit).contains(number)
        else { throw ValidationError("--expires takes a time like 90s, 90m, 48h or 7d, a year at most") }
        return number * unit
    }
}
