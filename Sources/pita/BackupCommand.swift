import ArgumentParser
import PitaEvidence
import PitaOperations

/// `pita backup`: the running configs, kept in a git repository.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Keep the devices' running configs in a git repository.",
        discussion: """
            A file a device, secrets masked; only real changes are committed. What changed when is git's to tell: \
            `git -C .pita/configs log -p rtr-inti.cfg`.
            """)
    @OptionGroup var common: CommonOptions
    @Option(help: "Devices: names, globs, segments, platform:..., comma-separated, ! to exclude.") var limit: String?
    @Option(help: "The repository; .pita/configs of the office without.", completion: .directory) var into: String?

    func run() async throws {
        try await perform {
            let console = common.console
            let result = try await ConfigBackupOperation(workplace: try common.workplace(), events: console.events)
                .backUp(limit: limit, into: into)
            let end = result.commit.map { "commit \($0) in \(result.repository)" } ?? "nothing has changed"
            console.result(
                [
                    "repository": .string(result.repository), "commit": .text(result.commit),
                    "devices": .list(result.rows),
                ], text: Table.lines(of: result.rows) + [end])
            if result.rows.contains(where: { $0.state == .failed }) { throw PitaExit.devices }
        }
    }
}

/// `pita record`: the dialogue with a device, as a fixture.
struct RecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Record what is asked of a device and what it says, secrets masked.",
        discussion:
            "The recording is JSON: a test reads it in place of the device, and so does whoever helps from afar.")
    @OptionGroup var common: CommonOptions
    @Argument(help: "The device.") var device: String
    @Option(name: .customLong("ask"), help: "A question besides, which is known to read; may be given again.")
    var commands: [String] = []
    @Option(
        help: "The file to write; standard output without. A file that is there is not written over.",
        completion: .file())
    var out: String?

    func run() async throws {
        try await perform {
            let console = common.console
            let recording = try await RecordDeviceOperation(workplace: try common.workplace(), events: console.events)
                .record(device, asking: commands)
            let bytes = Array(recording.json.pretty.utf8)
            guard let out else { return console.exactly(bytes) }
            try AtomicFile.write(bytes, to: out, mode: 0o600, replacing: false)
            console.result(
                ["file": .string(out), "entries": .number(recording.entries.count)],
                text: ["\(out): \(recording.entries.count) questions and answers"])
        }
    }
}
