import ArgumentParser
import PitaDiagnostics
import PitaEvidence
import PitaOperations

/// `pita render`: what a playbook's templates make for each device.
struct RenderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render", abstract: "Show what a playbook's templates make, for each device.")
    @OptionGroup var common: CommonOptions
    @OptionGroup var parameters: PlaybookOptions

    func run() async throws {
        try await perform {
            let rendered = try PlanOperation.render(try parameters.request, in: try common.workplace())
            common.console.result(
                .array(rendered.map { ["device": .string($0.device), "config": .string($0.text)] }),
                text: rendered.map { "# \($0.device) (\($0.template))\n\($0.text)" })
        }
    }
}

/// A playbook with its parameters.
struct PlaybookOptions: ParsableArguments {
    @Argument(help: "The playbook's name, or its file.") var playbook: String
    @Option(name: .customLong("set"), help: ArgumentHelp("A parameter.", valueName: "name=value")) var set: [String] =
        []
    @Option(help: "Only these devices: names, globs, `platform:routeros`, comma-separated; `!` excludes.")
    var limit: String?

    /// What the operation is asked for.
    var request: PlanRequest {
        get throws {
            let values = try set.map { text in
                guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
                    let shown = CredentialWords.mayShow(line: text) ? "a text that may be a credential" : "`\(text)`"
                    throw ValidationError("--set takes NAME=VALUE, not \(shown)")
                }
                return (name: String(text[..<equals]), text: String(text[text.index(after: equals)...]))
            }
            return PlanRequest(playbook: playbook, parameters: values, limit: limit)
        }
    }
}
