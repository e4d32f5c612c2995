import ArgumentParser
import Foundation
import PitaOperations

/// `pita host-key`: the keys by which devices are known.
struct HostKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "host-key", abstract: "Enrol, list and forget the host keys of devices.",
        subcommands: [Enrol.self, List.self, Forget.self])

    /// Shows a key that is not pinned yet, and whether the person takes it.
    static func asks(_ row: HostKeyOperation.Row) -> Bool {
        FileHandle.standardError.write(
            Data("\(row.device) \(row.address)\n  \(row.key)\n  pin this key? [y/N] ".utf8))
        return readLine()?.lowercased() == "y"
    }

    /// `pita host-key enrol`.
    struct Enrol: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Pin the keys that devices and their jump hosts show now, after you have compared their fingerprints.")
        @OptionGroup var common: CommonOptions
        @Argument(help: "Devices: names, globs, comma-separated.") var devices: String
        @Flag(help: "Do not ask; for devices on a network that you trust.") var yes = false

        func run() async throws {
            try await perform {
                let rows = try await HostKeyOperation(workplace: try common.workplace()).enrol(devices) { row in
                    yes || HostKeyCommand.asks(row)
                }
                common.console.result(.list(rows), text: Table.lines(of: rows))
                if rows.contains(where: { !["enrolled", "known"].contains($0.state) }) { throw PitaExit.devices }
            }
        }
    }

    /// `pita host-key list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the pinned keys.")
        @OptionGroup var common: CommonOptions
        @Argument(help: "Devices; all without.") var devices: String?

        func run() async throws {
            try await perform {
                let rows = try HostKeyOperation(workplace: try common.workplace()).list(devices)
                common.console.result(.list(rows), text: Table.lines(of: rows))
            }
        }
    }

    /// `pita host-key forget`.
    struct Forget: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Forget the pinned keys of devices.")
        @OptionGroup var common: CommonOptions
        @Argument(help: "Devices: names, globs, comma-separated.") var devices: String

        func run() async throws {
            try await perform {
                let rows = try HostKeyOperation(workplace: try common.workplace()).forget(devices)
                common.console.result(.list(rows), text: Table.lines(of: rows))
            }
        }
    }
}
