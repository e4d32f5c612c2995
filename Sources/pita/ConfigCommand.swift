import ArgumentParser
import PitaDiagnostics
import PitaEvidence
import PitaOperations
import PitaPlatforms

/// `pita config`: configs in files, without a device.
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Read, compare and explain configs in files, without a device.",
        subcommands: [Parse.self, Diff.self, Explain.self])

    /// What all need to know.
    struct PlatformOptions: ParsableArguments {
        @Option(
            help: ArgumentHelp("\(PlatformCatalogue.names.joined(separator: ", "))."),
            completion: .list(PlatformCatalogue.names))
        var platform: String
        @Option(name: .customLong("device-version"), help: "The software version to check against.")
        var version: String?
        @Option(
            name: .customLong("as"),
            help:
                "Read the file (for diff, RUNNING) as what a device printed, or as what a template makes: running, template.",
            completion: .list(ConfigTool.Reading.allCases.map(\.rawValue)))
        var reading = ConfigTool.Reading.running

        @Option(
            help: "What the office says of lines that Pita does not know: Templates/PLATFORM/rules.yaml.",
            completion: .file())
        var rules: String?

        /// The tool for the platform.
        func tool() throws -> ConfigTool { try ConfigTool(platform: platform, version: version, rules: rules) }
    }

    /// `pita config parse`.
    struct Parse: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print a config's tree as JSON.")
        @OptionGroup var common: CommonOptions
        @OptionGroup var options: PlatformOptions
        @Argument(help: "The config's file.", completion: .file()) var file: String

        func run() async throws {
            try await perform {
                let config = try options.tool().parse(file, as: options.reading)
                for warning in config.warnings { Console.note(warning.description) }
                common.console.result(config.objects, text: [String(config.objects.pretty.dropLast())])
            }
        }
    }

    /// `pita config diff`.
    struct Diff: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the commands from RUNNING to INTENDED, one a line; warnings go to standard error.")
        @OptionGroup var common: CommonOptions
        @OptionGroup var options: PlatformOptions
        @Argument(help: "The config as it is: what a device printed.", completion: .file()) var running: String
        @Argument(help: "The config as it is meant: what a template makes.", completion: .file()) var intended: String
        @Flag(help: "Print the commands that lead back instead.") var rollback = false
        @Option(help: "Own this part wholly: SECTION or SECTION[PROPERTY^=PREFIX].") var replace: String?

        func run() async throws {
            try await perform {
                let difference = try options.tool()
                    .diff(running: running, as: options.reading, intended: intended, replace: replace)
                for warning in difference.warnings { Console.note(warning.description) }
                for reason in difference.irreversible {
                    Console.note(Diagnostic("the rollback is not exact: \(reason)", severity: .warning).description)
                }
                common.console.result(
                    difference.json, text: rollback ? difference.rollback : difference.commands)
            }
        }
    }

    /// `pita config explain`.
    struct Explain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print for each line of a config which rule holds, and how the device takes it back.")
        @OptionGroup var common: CommonOptions
        @OptionGroup var options: PlatformOptions
        @Argument(help: "The config's file.", completion: .file()) var file: String
        @Flag(help: "Only the lines that no rule knows.") var unknown = false

        func run() async throws {
            try await perform {
                let lines = try options.tool().explain(file, as: options.reading)
                let view = ExplanationView(lines: lines, onlyUnknown: unknown)
                common.console.result(view.json, text: view.text)
            }
        }
    }
}

extension ConfigTool.Reading: ExpressibleByArgument {}

extension ConfigTool.Difference {
    /// Both ways, and what is to be known of them.
    fileprivate var json: JSONValue {
        .object([
            "commands": .list(commands), "rollback": .list(rollback),
            "warnings": .list(warnings.map(\.description)), "irreversible": .list(irreversible),
        ])
    }
}
