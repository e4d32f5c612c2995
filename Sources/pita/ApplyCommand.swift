import ArgumentParser
import PitaDiagnostics
import PitaEvidence
import PitaOperations

/// `pita apply`: an approved plan goes to the devices.
struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Apply an approved plan; what fails is returned to what it was.")
    @OptionGroup var common: CommonOptions
    @OptionGroup var person: PersonOptions
    @OptionGroup var documents: DocumentOptions
    @Argument(help: "The plan's digest, its beginning, or a file.") var plan: String

    func run() async throws {
        try await perform {
            let console = common.console
            let interruption = Interruption()
            let signals = StopSignals(interruption)
            let operation = ApplyOperation(
                workplace: try common.workplace(), interruption: interruption,
                writesDocuments: !documents.withoutDocuments, events: console.events)
            let result = try await operation.apply(plan, by: try person.acting())
            let view = ApplyView(result: result)
            console.result(view.json, text: view.lines)
            // Whoever does not read the result can still be left by Ctrl-C.
            withExtendedLifetime(signals) {}
            try view.finish()
        }
    }
}

/// `pita recover`: ends each interrupted push.
struct RecoverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover", abstract: "Finish or undo each push that was interrupted, and record it.")
    @OptionGroup var common: CommonOptions
    @OptionGroup var person: PersonOptions
    @OptionGroup var documents: DocumentOptions

    func run() async throws {
        try await perform {
            let console = common.console
            let interruption = Interruption()
            let signals = StopSignals(interruption)
            let operation = RecoverOperation(
                workplace: try common.workplace(), interruption: interruption,
                writesDocuments: !documents.withoutDocuments,
                events: console.events)
            let summary = try await operation.recover(by: try person.acting())
            let views = summary.results.map(ApplyView.init)
            let closed = summary.closed.map { "push \($0): its record was sealed already; it is closed now" }
            let failed = summary.failures.map { "push \($0.push) stays open: \($0.reason)" }
            let lines = views.flatMap(\.lines) + closed
            console.result(
                [
                    "recovered": .array(views.map(\.json)), "closed": .list(summary.closed),
                    "open": .array(summary.failures.map { ["push": .string($0.push), "reason": .string($0.reason)] }),
                ],
                text: lines.isEmpty && failed.isEmpty ? ["nothing to recover"] : lines)
            withExtendedLifetime(signals) {}
            for line in failed { Console.note(TerminalText.sanitised(line)) }
            if !failed.isEmpty { throw PitaExit.devices }
        }
    }
}

/// Whether a push writes its berita acara's files.
struct DocumentOptions: ParsableArguments {
    @Flag(
        name: .customLong("no-documents"),
        help: "Leave the berita acara's JSON and PDF files to `pita records export`.")
    var withoutDocuments = false
}

/// The end of a push as people read it.
struct ApplyView {
    let result: ApplyResult

    var lines: [String] {
        let number = "\(result.record.position.number)/\(result.record.position.year)"
        return result.reports.map { report in
            TerminalText.sanitised(
                "\(report.device): \(report.outcome.word)"
                    + ((report.problem ?? report.outcome.reason).map { " (\($0))" } ?? ""))
        } + ["berita acara \(number) \(result.record.sealed.digest)"] + result.files
    }

    /// Says what is left to do, and chooses the exit code: 4 for devices that are not as planned, 1 for the rest.
    func finish() throws {
        if let problem = result.problem { Console.note("error: " + TerminalText.sanitised(problem)) }
        if !result.succeeded { throw PitaExit.devices }
        if result.problem != nil { throw PitaExit.error }
    }

    var json: JSONValue {
        [
            "push": .string(result.push), "problem": .text(result.problem), "succeeded": .bool(result.succeeded),
            "devices": .array(
                result.reports.map { report in
                    [
                        "device": .string(report.device), "outcome": .string(report.outcome.word),
                        "reason": .text(report.outcome.reason), "problem": .text(report.problem),
                    ]
                }),
            "berita_acara": .string("\(result.record.position.number)/\(result.record.position.year)"),
            "digest": .string(result.record.sealed.digest.description), "files": .list(result.files),
        ]
    }
}
