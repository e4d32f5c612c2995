import ArgumentParser
import PitaEvidence
import PitaOperations
import PitaPlatforms

/// `pita config`: configs in files, without a device.
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Read and compare configs in files, without a device.",
        subcommands: [Parse.self, Diff.self])

    /// What both need to know.
    struct PlatformOptions: ParsableArguments {
        @Option(
            help: ArgumentHelp("\(PlatformCatalogue.names.joined(separator: ", "))."),
            completion: .list(PlatformCatalogue.names))
        var platform: String
        @Option(name: .customLong("device-version"), help: "The software version to check against.")
        var version: String?
    }

    /// `pita config parse`.
    struct Parse: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print a config's tree as JSON.")
        @OptionGroup var common: CommonOptions
        @OptionGroup var options: PlatformOptions
        @Argument(help: "The config's file.", completion: .file()) var file: String

        func run() async throws {
            try await perform {
                let tree = try ConfigTool(platform: options.platform, version: options.version).parse(file)
                common.console.result(tree, text: [String(tree.pretty.dropLast())])
            }
        }
    }

    /// `pita config diff`.
    struct Diff: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the commands from RUNNING to INTENDED, one a line, and nothing else.")
        @OptionGroup var common: CommonOptions
        @OptionGroup var options: PlatformOptions
        @Argument(help: "The config as it is.", completion: .file()) var running: String
        @Argument(help: "The config as it is meant.", completion: .file()) var intended: String
        @Flag(help: "Print the commands that lead back instead.") var rollback = false
        @Option(help: "Own this part wholly: SECTION or SECTION[PROPERTY^=PREFIX].") var replace: String?

        func run() async throws {
            try await perform {
                let commands = try ConfigTool(platform: options.platform, version: options.version)
                    .diff(running: running, intended: intended, replace: replace, rollback: rollback)
                common.console.result(.list(commands), text: commands)
            }
        }
    }
}
