import ArgumentParser
import PitaDiagnostics
import PitaEvidence
import PitaOperations

/// `pita run`: one question to many devices.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Ask many devices one question; equal answers are shown once.",
        discussion: """
            Only commands that are known to read are sent: `pita run --limit platform:routeros -- /system resource print`. \
            What writes is refused; with --write PLAN an approved plan that sends exactly this command is applied, with its \
            way back, its journal and its berita acara.
            """)
    @OptionGroup var common: CommonOptions
    @OptionGroup var person: PersonOptions
    @OptionGroup var documents: DocumentOptions
    @Option(help: "Devices: names, globs, segments, platform:..., comma-separated, ! to exclude.") var limit: String?
    @Option(help: "How long a device may take, in seconds.") var timeout: Int = 30
    @Option(help: "Apply this approved plan, which sends exactly this command.") var write: String?
    @Argument(parsing: .postTerminator, help: "The command, after --.") var command: [String] = []

    func validate() throws {
        guard !command.isEmpty else { throw ValidationError("say what to ask, after --") }
        guard (1...3600).contains(timeout) else { throw ValidationError("--timeout is 1 to 3600 seconds") }
    }

    func run() async throws {
        try await perform {
            let console = common.console
            let workplace = try common.workplace()
            let text = command.joined(separator: " ")
            let operation = RunOperation(workplace: workplace, events: console.events)
            if let write {
                let known = try await operation.plan(write, holding: text)
                return try await apply(known, workplace, console)
            }
            let answers = try await operation.run(text, limit: limit, within: .seconds(timeout))
            console.result(
                [
                    "command": .string(text), "answers": .array(answers.groups.map(\.json)),
                    "failures": .array(
                        answers.failures.map { ["device": .string($0.device), "reason": .string($0.reason)] }),
                ], text: lines(answers, console))
            for failure in answers.failures { Console.note(failure.description) }
            if !answers.failures.isEmpty { throw PitaExit.devices }
        }
    }

    private func lines(_ answers: RunOperation.Answers, _ console: Console) -> [String] {
        answers.groups.flatMap { group in
            let count = group.devices.count
            let status = group.exitStatus.map { $0 == 0 ? "" : ", exit status \($0)" } ?? ""
            let heading =
                "== \(count) device\(count == 1 ? "" : "s")\(status): \(group.devices.joined(separator: ", "))"
            return [console.coloured(TerminalText.sanitised(heading), .bold)]
                + group.output.split(separator: "\n", omittingEmptySubsequences: false).map {
                    TerminalText.sanitised(String($0))
                }
        }
    }

    private func apply(_ known: KnownPlan, _ workplace: Workplace, _ console: Console) async throws {
        let interruption = Interruption()
        let signals = StopSignals(interruption)
        let operation = ApplyOperation(
            workplace: workplace, interruption: interruption, writesDocuments: !documents.withoutDocuments,
            events: console.events)
        let result = try await operation.apply(known.digest.description, by: try person.acting())
        let view = ApplyView(result: result)
        console.result(view.json, text: view.lines)
        withExtendedLifetime(signals) {}
        try view.finish()
    }
}
