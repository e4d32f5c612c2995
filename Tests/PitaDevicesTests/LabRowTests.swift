import PitaDiagnostics
import PitaPlatforms
import Testing

@testable import PitaDevices
@testable import PitaLab

/// Every line that the lab's own tables know: set where it was not, given another value, and taken back; each read back as
/// predicted, and undone. The lab shares no rule with the platforms: what its devices do comes from the makers' manuals.
@Suite struct LabRowTests {
    /// A device whose tables are drawn from.
    struct Bench: CustomTestStringConvertible, Sendable {
        let name: String
        let board: String
        let version: String
        let port: String
        let feature: IOSModel.Feature

        var testDescription: String { name }

        static let all = [
            Bench(
                name: "ios-router", board: "ISR4321/K9", version: "17.06.05", port: "GigabitEthernet0/0/1",
                feature: .routing),
            Bench(
                name: "ios-switch", board: "C9200L-24P-4G", version: "17.09.04a", port: "GigabitEthernet1/0/2",
                feature: .switching),
        ]

        func device(_ lines: [String]) -> LabDevice {
            ExampleConsoles.device(
                "dev-uji", .ios, "127.0.0.1", version: version, board: board, serial: "2102000001",
                ports: ExampleConsoles.ports(board: board), commands: ["hostname dev-uji"] + lines)
        }

        /// The lines of all rows that say by themselves what they do; what both devices have is drawn on the router.
        func lines() -> [LabLine] {
            let maker = LabLineMaker(port: port, isRouter: feature == .routing)
            return IOSConfigurationTable.rows.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { kind, rows in
                rows.filter { $0.needs == feature || ($0.needs == nil && feature == .routing) }.flatMap { row in
                    switch row.effect {
                    case .set, .toggle, .values, .numbered, .block, .states, .shown, .completed: maker.lines(of: row, in: kind)
                    case .run where row.form.contains("vrf"): maker.lines(of: row, in: kind)
                    default: [LabLine]()
                    }
                }
            }
        }
    }

    /// What became of a change.
    private enum Outcome {
        case right
        /// The plan refuses it, or says that it has no exact reverse.
        case refused(String)
        case wrong(String)
    }

    private func outcome(_ line: LabLine, _ wanted: String, _ setup: [String], _ bench: Bench) async throws -> Outcome {
        let push: LabPush
        do {
            push = try await LabPush(line.text(wanted), on: bench.device(setup), IOSPlatform())
        } catch let error as Diagnostics {
            return .refused(error.items.first?.message ?? "\(error)")
        }
        if let reason = push.change.irreversible.first { return .refused("\(reason)") }
        if push.change.isEmpty {
            // Right where the device, told so by hand, is as before.
            let told = try await LabPush(line.text(wanted), on: bench.device(setup + line.path + [wanted]), IOSPlatform())
            return told.before == push.before ? .right : .wrong("nothing is sent")
        }
        let refusals = try await push.refusals(of: push.change.commands)
        if let refusal = refusals.first { return .wrong("forward: \(refusal)") }
        let deviations = try await push.read().deviations(from: push.change.after, on: push.platform)
        if let deviation = deviations.first { return .wrong("read back: \(deviation)") }
        let back = try await push.refusals(of: push.change.reverse)
        if let refusal = back.first { return .wrong("back: \(refusal)") }
        let (now, before) = (await push.shell.truth, push.before)
        return now == before ? .right : .wrong("after the rollback: \(Self.difference(before, now))")
    }

    /// The lines in which two configs differ.
    private static func difference(_ before: String, _ now: String) -> String {
        let (old, new) = (before.split(separator: "\n"), now.split(separator: "\n"))
        return new.difference(from: old).map { change in
            switch change {
            case .insert(_, let line, _): "+\(line)"
            case .remove(_, let line, _): "-\(line)"
            }
        }.joined(separator: " | ")
    }

    @Test(arguments: Bench.all)
    func `each line that the device knows is set, changed and taken back, and undone`(_ bench: Bench) async throws {
        var (right, refused) = (0, [String: [String]]())
        for line in bench.lines() {
            let steps = [
                ("set", line.first, line.setup), ("changed", line.second, line.setup + [line.first]),
                ("taken back", line.undone, line.setup + [line.first]),
            ]
            // What a probe does that gets another kind of question is not known.
            let isChanged = line.second != line.first && !line.form.hasPrefix("icmp-echo")
            for (name, wanted, setup) in steps where name != "changed" || isChanged {
                switch try await outcome(line, wanted, setup, bench) {
                case .right: right += 1
                case .refused(let reason): refused["\(name): \(reason)", default: []].append(wanted)
                case .wrong(let reason): Issue.record("\(line.form)\n  \(name): \(wanted)\n  \(reason)")
                }
            }
        }
        print("\(bench.name): \(right) changes right, there and back; refused in the plan:")
        for (reason, lines) in refused.sorted(by: { $0.key < $1.key }) { print("  \(lines.count) \(reason): \(lines.prefix(3))") }
        #expect(right > 0)
    }
}
