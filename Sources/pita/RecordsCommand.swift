import ArgumentParser
import PitaEvidence
import PitaOperations

/// `pita records`: the berita acara.
struct RecordsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "records",
        abstract: "List, show, export, countersign and verify the berita acara; back up the store.",
        subcommands: [
            List.self, Show.self, Export.self, Countersign.self, Verify.self, Signers.self, Backup.self, Restore.self,
        ])

    /// `pita records list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the records, newest first.")
        @OptionGroup var common: CommonOptions
        @Option(help: "Only of this segment.") var segment: String?
        @Flag(help: "Only of break-glass, and not countersigned yet.") var uncountersigned = false
        @Option(help: "How many.") var limit = 100

        func run() async throws {
            try await perform {
                let rows = try await RecordsOperation(workplace: try common.workplace())
                    .list(segment: segment, uncountersigned: uncountersigned, limit: limit)
                common.console.result(.list(rows), text: Table.lines(of: rows))
            }
        }
    }

    /// `pita records show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show a record.")
        @OptionGroup var common: CommonOptions
        @Argument(help: "NUMBER/YEAR.") var number: String

        func run() async throws {
            try await perform {
                let operation = RecordsOperation(workplace: try common.workplace())
                let record = try await operation.record(number)
                let value = try JSONValue(parsing: record.sealed.bytes)
                // What is printed is the sealed record; what was said of it since goes to standard error.
                common.console.result(value, text: [String(value.pretty.dropLast())])
                guard try record.sealed.beritaAcara().needsCountersignature else { return }
                guard let signed = try await operation.countersignature(of: record)?.decision else {
                    return common.console.events(.alarm("\(number) (darurat) is NOT countersigned yet"))
                }
                let title = signed.acting.map { ", \($0.title), letter \($0.letter)" } ?? ""
                common.console.events(
                    .note(
                        "\(number) (darurat) was countersigned by \(signed.person) (\(signed.role)\(title)) "
                            + "at \(signed.at.text): \(signed.reason)"))
            }
        }
    }

    /// `pita records export`.
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a record's JSON, signature and PDF into a directory.")
        @OptionGroup var common: CommonOptions
        @Argument(help: "NUMBER/YEAR.") var number: String
        @Option(name: .customLong("out"), help: "The directory.") var out = "."
        @Flag(name: .customLong("no-pdf"), help: "Leave the PDF out.") var noPDF = false

        func run() async throws {
            try await perform {
                let operation = RecordsOperation(workplace: try common.workplace())
                let files = try await operation.export(try await operation.record(number), into: out, pdf: !noPDF)
                common.console.result(.list(files), text: files)
            }
        }
    }

    /// `pita records verify`.
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check every record, its signature, the chain and the number series.",
            discussion: "Exit 2 when something is found. The head that is printed belongs on another machine.")
        @OptionGroup var common: CommonOptions
        @Option(name: .customLong("head"), help: "A file with an exported chain head.") var heads: [String] = []

        func run() async throws {
            try await perform {
                let operation = RecordsOperation(workplace: try common.workplace())
                let result = try await operation.verify(heads: heads)
                let head = try await operation.head()
                let copied = result.isSound ? await operation.exportHead(events: common.console.events) : nil
                let verdict = result.isSound ? "all sound" : "NOT sound"
                var lines = result.findings
                lines.append("\(result.chain.records) records, \(verdict)")
                if !result.uncountersigned.isEmpty {
                    lines.append("not countersigned yet: \(result.uncountersigned.joined(separator: ", "))")
                }
                if let head { lines.append("head: \(head.line)") }
                if let copied, head != nil { lines.append("copied to \(copied)") }
                let value: JSONValue = [
                    "records": .number(result.chain.records), "sound": .bool(result.isSound),
                    "findings": .list(result.findings), "uncountersigned": .list(result.uncountersigned),
                    "head": head?.json ?? .null, "head_export": .text(copied),
                ]
                common.console.result(value, text: lines)
                if !result.isSound { throw PitaExit.findings }
            }
        }
    }

    /// `pita records signers`.
    struct Signers: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print an allowed_signers file, to check signatures with ssh-keygen and without Pita.")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await perform {
                let signers = try SignersExport(workplace: try common.workplace()).allowedSigners()
                common.console.result(
                    .list(signers.entries.map(\.description)), text: signers.entries.map(\.description))
            }
        }
    }
}
