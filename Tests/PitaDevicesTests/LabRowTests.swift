import PitaDiagnostics
import PitaPlatforms
import Testing

@testable import PitaDevices
@testable import PitaLab

/// Every line that the lab's own tables know: set where it was not, given another value, and taken back; each read back as
/// predicted, and undone. The lab shares no rule with the platforms: what its devices do comes from the makers' manuals.
@Suite struct LabRowTests {
    /// What became of a change.
    private enum Outcome {
        case right
        /// The plan refuses it, or says that it has no exact reverse.
        case refused(String)
        case wrong(String)
    }

    private func outcome(_ line: LabLine, _ wanted: String, _ setup: [String], _ bench: LabBench) async throws
        -> Outcome
    {
        let push: LabPush
        do {
            push = try await LabPush(line.text(wanted), on: bench.device(setup), bench.platform)
        } catch let error as Diagnostics {
            return .refused(error.items.first?.message ?? "\(error)")
        } catch {
            return .wrong("the device: \(error)")
        }
        if let reason = push.change.irreversible.first { return .refused("\(reason)") }
        if push.change.isEmpty {
            // Right where the device, told so by hand, is as before.
            let told = try await LabPush(
                line.text(wanted), on: bench.device(setup + line.path + [wanted]), bench.platform)
            return told.before == push.before ? .right : .wrong("nothing is sent")
        }
        let refusals = try await push.refusals(of: push.change.commands)
        if let refusal = refusals.first { return .wrong("forward: \(refusal)") }
        let deviations = try await push.read().deviations(from: push.change.after, on: push.platform)
        if let deviation = deviations.first { return .wrong("read back: \(deviation)") }
        let back = try await push.refusals(of: push.change.reverse)
        if let refusal = back.first { return .wrong("back: \(refusal)") }
        let (now, before) = (await push.shell.truth, push.before)
        return now == before
            ? .right
            : .wrong(
                "after the rollback: \(Self.difference(before, now)) by \(push.change.reverse.compactMap(\.input))")
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

    /// Why a plan may refuse a line that the device would take, by words of the refusal.
    private static let reasons = [
        "holds a secret", "its secret can't be read", "recognised by its prompt", "Pita knows its prompts",
        "are one entry",
        // What the lab's devices take, and real ones do not.
        "has one BGP", "can't be changed to `rd", "can't be changed to `route-distinguisher",
        "the device has no line for it", "needs a change of its own",
        // `no login block-for`: the words up to the value are not taken for the whole line, which is named.
        "takes back nothing: the device has no such line, but it has",
    ]

    @Test(arguments: LabBench.all)
    func `each line that the device knows is set, changed and taken back, and undone`(_ bench: LabBench) async throws {
        var (right, refused) = (0, [String: [String]]())
        for line in bench.lines() {
            let steps =
                [
                    ("set", line.first, line.setup), ("changed", line.second, line.setup + [line.first]),
                    ("taken back", line.undone, line.setup + [line.first]),
                ] + (line.rival.map { [("in place of \($0)", line.first, line.setup + [$0])] } ?? [])
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
        for (reason, lines) in refused.sorted(by: { $0.key < $1.key }) {
            print("  \(lines.count) \(reason): \(lines.prefix(3))")
            #expect(Self.reasons.contains { reason.contains($0) }, "\(reason): \(lines)")
        }
        #expect(right >= bench.least)
    }
}
