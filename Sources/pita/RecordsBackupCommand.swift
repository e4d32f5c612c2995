import ArgumentParser
import PitaDiagnostics
import PitaEvidence
import PitaOperations

extension RecordsCommand {
    /// `pita records backup`.
    struct Backup: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Copy the record store into a new file, and check the copy.",
            discussion: "A push may go on meanwhile. Exit 2 when something is found in the chain; the copy is kept.")
        @OptionGroup var common: CommonOptions
        @Argument(help: "The file to make; it must not be there.", completion: .file()) var file: String

        func run() async throws {
            try await perform {
                let copy = try await BackupOperation(workplace: try common.workplace()).backUp(to: file)
                let found = copy.verification
                let count = found.chain.records
                let last = copy.head.map { ", the last \($0.position.number)/\($0.position.year) \($0.digest)" } ?? ""
                let value: JSONValue = [
                    "file": .string(file), "records": .number(count), "sound": .bool(found.isSound),
                    "findings": .list(found.findings), "last": .text(copy.head?.digest.description),
                ]
                common.console.result(value, text: found.findings + ["\(file): \(count) records\(last)"])
                if !found.isSound { throw PitaExit.findings }
            }
        }
    }

    /// `pita records restore`.
    struct Restore: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a backup in the place of the record store, which is kept beside it.",
            discussion: "Refused while a push is open. Exit 2, and nothing is changed, when the backup does not hold.")
        @OptionGroup var common: CommonOptions
        @Argument(help: "The backup.", completion: .file()) var file: String
        @Option(name: .customLong("head"), help: "A file with an exported chain head that the backup must hold.")
        var heads: [String] = []

        func run() async throws {
            try await perform {
                do {
                    let result = try await RestoreOperation(workplace: try common.workplace())
                        .restore(file, heads: heads)
                    for warning in result.warnings { Console.note("warning: " + TerminalText.sanitised(warning)) }
                    var lines = ["restored: \(result.records) records"]
                    if let head = result.head { lines.append("head: \(head.line)") }
                    if let former = result.formerStore { lines.append("the former store: \(former)") }
                    common.console.result(
                        [
                            "records": .number(result.records), "head": result.head?.json ?? .null,
                            "former_store": .text(result.formerStore), "warnings": .list(result.warnings),
                        ], text: lines)
                } catch let unsound as RestoreOperation.Unsound {
                    common.console.result(
                        ["records": .null, "findings": .list(unsound.findings)],
                        text: unsound.findings + ["the backup does NOT hold; nothing was changed"])
                    throw PitaExit.findings
                }
            }
        }
    }
}
