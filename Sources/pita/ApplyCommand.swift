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
    @Argument(help: "The plan's digest, its beginning, or a file.") var plan: String

    func run() async throws {
        try await perform {
            let operation = ApplyOperation(workplace: try common.workplace(), events: common.console.events)
            let result = try await operation.apply(plan, by: try person.acting())
            let view = ApplyView(result: result)
            common.console.result(view.json, text: view.lines)
            if !result.succeeded { throw PitaExit.devices }
        }
    }
}

/// `pita recover`: ends each interrupted push.
struct RecoverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover", abstract: "Finish or undo each push that was interrupted, and record it.")
    @OptionGroup var common: CommonOptions
    @OptionGroup var person: PersonOptions

    func run() async throws {
        try await perform {
            let operation = RecoverOperation(workplace: try common.workplace(), events: common.console.events)
            let views = try await operation.recover(by: try person.acting()).map(ApplyView.init)
            common.console.result(
                .array(views.map(\.json)), text: views.isEmpty ? ["nothing to recover"] : views.flatMap(\.lines))
        }
    }
}

/// The end of a push as people read it.
struct ApplyView {
    let result: ApplyResult

    var lines: [String] {
        let number = "\(result.record.position.number)/\(result.record.position.year)"
        return result.reports.map { report in
            TerminalText.sanitised(
                "\(report.device): \(report.outcome.word)" + (report.outcome.reason.map { " (\($0))" } ?? ""))
        } + ["berita acara \(number) \(result.record.sealed.digest)"] + result.files
    }

    var json: JSONValue {
        [
            "push": .string(result.push), "succeeded": .bool(result.succeeded),
            "devices": .array(
                result.reports.map { report in
                    [
                        "device": .string(report.device), "outcome": .string(report.outcome.word),
                        "reason": .text(report.outcome.reason),
                    ]
                }),
            "berita_acara": .string("\(result.record.position.number)/\(result.record.position.year)"),
            "digest": .string(result.record.sealed.digest.description), "files": .list(result.files),
        ]
    }
}
