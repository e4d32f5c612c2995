import ArgumentParser
import PitaEvidence
import PitaOperations

/// `pita inventory`: is it right, what is in it, where does a value come from.
struct InventoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inventory", abstract: "Validate, list and show the inventory.",
        subcommands: [Check.self, List.self, Show.self])

    /// `pita inventory check`.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Validate every file and try every playbook; all that is wrong is found in one run.",
            discussion: """
                The playbooks are rendered for every device that they can come to change; no device is asked. \
                Exit 1 when the inventory is wrong, 2 when a playbook can't be rendered for some device.
                """)
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await perform {
                let check = try OfficeCheck(try common.workplace())
                for finding in check.findings { Console.note(finding.description) }
                common.console.result(check.json, text: check.summaryLines)
                if !check.errors.isEmpty { throw PitaExit.findings }
            }
        }
    }

    /// `pita inventory list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List segments and their devices.")
        @OptionGroup var common: CommonOptions
        @Option(help: "Segments, devices, `platform:routeros`, globs, comma-separated; `!` excludes.") var limit:
            String?

        func run() async throws {
            try await perform {
                let report = InventoryReport(office: try common.workplace().office)
                let rows = try report.devices(limit: limit)
                common.console.result(.list(rows), text: Table.lines(of: rows))
            }
        }
    }

    /// `pita inventory show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a device's or segment's values and from which file:line each came.",
            discussion: """
                With --live a segment's devices are read instead, and each is compared with the inventory. \
                Exit 2 when one differs, 4 when one cannot be read.
                """)
        @OptionGroup var common: CommonOptions
        @Argument(help: "A device or a segment.") var name: String
        @Flag(help: "Read the segment's devices, and show what of it stands on them.") var live = false

        func run() async throws {
            try await perform {
                if live { return try await showLive() }
                let values = try InventoryReport(office: try common.workplace().office).values(of: name)
                common.console.result(.list(values), text: Table.lines(of: values))
            }
        }

        private func showLive() async throws {
            let console = common.console
            let standing = try await LiveOperation(workplace: try common.workplace(), events: console.events)
                .standing(of: name)
            console.result(standing.json, text: StandingView(standing: standing, console: console).lines)
            if standing.hasFailures { throw PitaExit.devices }
            if standing.hasDifferences { throw PitaExit.findings }
        }
    }
}
