import ArgumentParser
import PitaDiagnostics
import PitaEvidence
import PitaNetwork
import PitaOperations

/// `pita capacity`: is the bandwidth there?
struct CapacityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "capacity", abstract: "Ketersediaan bandwidth.", subcommands: [Check.self])

    /// `pita capacity check`.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check whether a segment's allocation may become another.",
            discussion: "Exit 2 when the verdict is not `tersedia`. Samples come from `pita audit --capacity`.")
        @OptionGroup var common: CommonOptions
        @Argument(help: "The segment.") var segment: String
        @Option(help: "download/upload, as the OPD sees it: 50M/20M.") var to: String

        func run() async throws {
            try await perform {
                guard let new = BandwidthPair(to) else {
                    throw Diagnostics("`\(to)` is no bandwidth", hint: "write download/upload: 50M/20M")
                }
                if let slip = new.slip { throw Diagnostics(slip.message, hint: slip.hint) }
                let console = common.console
                let check = try await CapacityOperation(workplace: try common.workplace(), events: console.events)
                    .check(segment: segment, to: new)
                console.result(
                    check.record.json, text: CapacityView(record: check.record, console: console).lines)
                if check.record.verdict != .available { throw PitaExit.findings }
            }
        }
    }
}

/// `pita audit`: what the network says of itself.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Take a sample of every link's counters by SNMP.")
    @OptionGroup var common: CommonOptions
    @Flag(help: "Sample the counters of every link, for the check of capacity.") var capacity = false

    func validate() throws {
        guard capacity else { throw ValidationError("say what to audit: --capacity") }
    }

    func run() async throws {
        try await perform {
            let console = common.console
            let rows = try await CapacityOperation(workplace: try common.workplace(), events: console.events).sample()
            console.result(.list(rows), text: Table.lines(of: rows))
            if rows.contains(where: { if case .failure = $0.reading.counters { true } else { false } }) {
                throw PitaExit.devices
            }
        }
    }
}
