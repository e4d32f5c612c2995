import Foundation
import PitaDiagnostics
import PitaPlatforms
import TestSupport
import Testing

@testable import PitaDevices
@testable import PitaLab

/// Edits drawn at random from recorded configs, carried out on the lab's devices twice: typed by hand, and sent by Pita. Both
/// must come to the same config, and Pita's rollback back to the first.
///
/// Lines are drawn from the fixtures and cases, and with `PITA_CORPUS=DIRECTORY` from that directory too (`ios/`, `eos/`,
/// `vrp/` ...), of which nothing is kept.
@Suite struct DrawnEditTests {
    private struct Count {
        var (right, empty, skipped) = (0, 0, 0)
        var refused: [String: (count: Int, example: String)] = [:]
    }

    @Test(arguments: LabBench.all)
    func `what Pita sends comes to the same as the lines typed by hand`(_ bench: LabBench) async throws {
        let pool = try DrawnPool(bench)
        try #require(!pool.lines.isEmpty)
        var count = Count()
        for number in 0..<Trial.cases(200) {
            var random = SeededGenerator(case: number)
            guard let edit = try DrawnEdit(pool, &random) else { continue }
            if let wrong = try await problem(edit, bench, &count) {
                Issue.record(
                    """
                    \(bench.name), case \(number): \(wrong)
                    running:
                    \(DrawnLine.text(edit.running))
                    intended:
                    \(DrawnLine.text(edit.intended))
                    """)
            }
        }
        print(
            "\(bench.name): \(pool.lines.count) lines that the device takes; \(count.right) edits right there and back, "
                + "\(count.empty) change nothing, \(count.skipped) not tried, refused in the plan:")
        for (reason, found) in count.refused.sorted(by: { $0.value.count > $1.value.count }) {
            print("  \(found.count) \(reason): \(found.example)")
        }
        let refused = count.refused.values.reduce(0) { $0 + $1.count }
        #expect(count.right > 2 * refused)
        #expect(count.right + count.empty + refused > Trial.cases(200) / 2)
    }

    /// Makes the edit; what is wrong, or `nil`.
    private func problem(_ edit: DrawnEdit, _ bench: LabBench, _ count: inout Count) async throws -> String? {
        let push: LabPush
        do {
            push = try await LabPush(DrawnLine.text(edit.intended), on: edit.device, bench.platform)
        } catch let error as Diagnostics {
            for item in error.items.prefix(1) {
                let reason = item.message.replacing(/`[^`]*`/, with: "…")
                count.refused[reason, default: (0, item.message)].count += 1
            }
            return nil
        } catch is LabError {
            count.skipped += 1
            return nil
        }
        if let reason = push.change.irreversible.first {
            count.refused["no exact reverse", default: (0, "\(reason)")].count += 1
            return nil
        }
        let refusals = try await push.refusals(of: push.change.commands)
        if let refusal = refusals.first { return "forward: \(refusal)" }
        let made = await push.shell.truth
        if DrawnLine.flat(made) != DrawnLine.flat(edit.typed) {
            return "not as typed by hand: \(Self.difference(edit.typed, made))"
        }
        if let deviation = try await push.read().deviations(from: push.change.after, on: push.platform).first {
            return "read back: \(deviation)"
        }
        let back = try await push.refusals(of: push.change.reverse)
        if let refusal = back.first { return "back: \(refusal)" }
        let now = await push.shell.truth
        // Where order means something the tests of each platform look at it.
        guard DrawnLine.flat(now) == DrawnLine.flat(push.before) else {
            return "after the rollback: \(Self.difference(push.before, now))"
        }
        if push.change.isEmpty { count.empty += 1 } else { count.right += 1 }
        return nil
    }

    /// The lines in which two configs differ.
    private static func difference(_ before: String, _ now: String) -> String {
        DrawnLine.flat(now).difference(from: DrawnLine.flat(before)).map { change in
            switch change {
            case .insert(_, let line, _): "+\(line)"
            case .remove(_, let line, _): "-\(line)"
            }
        }.joined(separator: " ; ")
    }
}
