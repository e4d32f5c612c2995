import ArgumentParser
import PitaJinja
import PitaOperations

/// `pita template`: a template alone.
struct TemplateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template", abstract: "Work on a template alone.", subcommands: [Render.self])

    /// `pita template render`.
    struct Render: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Render a template to standard output, exactly as it renders.",
            discussion: "Undefined values are errors. The options are those of Jinja2's Environment.")
        @OptionGroup var common: CommonOptions
        @Argument(help: "The template's file; includes lie beside it or in its Templates.", completion: .file())
        var file: String
        @Option(help: "A YAML file with the variables.", completion: .file()) var vars: String?
        @Flag(name: .customLong("keep-trailing-newline"), help: "Keep the newline at the end of the template.")
        var keepTrailingNewline = false
        @Flag(name: .customLong("trim-blocks"), help: "Drop the newline after a block.") var trimBlocks = false
        @Flag(name: .customLong("lstrip-blocks"), help: "Drop the blanks before a block.") var lstripBlocks = false

        func run() async throws {
            try await perform {
                let options = TemplateOptions(
                    keepTrailingNewline: keepTrailingNewline, trimBlocks: trimBlocks, lstripBlocks: lstripBlocks)
                common.console.exactly(try TemplateTool(options: options).render(file, variables: vars))
            }
        }
    }
}
