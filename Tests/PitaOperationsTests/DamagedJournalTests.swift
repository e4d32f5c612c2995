import Foundation
import PitaDiagnostics
import PitaEvidence
import PitaRecords
import TestSupport
import Testing

@testable import LabSupport
@testable import PitaOperations

/// A journal whose steps say what no push wrote: the history is read or refused, and asks nothing absurd of a recovery.
@Suite struct DamagedJournalTests {
    static let steps: [(step: JournalStep, device: String?, payload: String)] = [
        (.plan, nil, #"{"plan":"sha256:\#(String(repeating: "a", count: 64))","push":"p"}"#),
        (.lock, nil, #"{"devices":["r"],"holder":"h"}"#), (.preImage, "r", #"{"step":"pre-image"}"#),
        (.intent, "r", #"{"commands":3,"longest_command_seconds":60,"step":"intent","way_back_seconds":120}"#),
        (.armed, "r", #"{"command":1,"step":"arming"}"#), (.armed, "r", #"{"step":"armed"}"#),
        (.command, "r", #"{"command":1,"step":"sending"}"#),
        (
            .command, "r",
            #"{"command":1,"error_output":"","exit_status":0,"output":"ok","rejected":null,"step":"answered"}"#
        ),
        (.readBack, "r", #"{"deviations":[],"step":"read-back"}"#), (.confirmed, "r", #"{"step":"confirming"}"#),
        (.renewed, nil, #"{"after":"sha256:\#(String(repeating: "b", count: 64))","before":"x","file":"f"}"#),
    ]

    @Test func `a damaged step is read or refused in words`() async throws {
        let directory = NSTemporaryDirectory() + "pita-journal-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let store = try SQLiteRecordStore(path: directory + "/pita.sqlite")
        var damage = Damage(seed: 1)
        let pieces = ["\"step\":\"sending\"", "\"command\":-9", "9007199254740991", "\"command\":null"].map {
            Array($0.utf8)
        }
        let now = LocalTime(unixMilliseconds: 1_795_230_245_123, zone: .wib, clockSynchronised: true)
        var (read, refused) = (0, 0)
        for number in 0..<Trial.cases(150) {
            let damagedStep = Int.random(in: Self.steps.indices, using: &damage)
            for (index, step) in Self.steps.enumerated() {
                var payload = Array(step.payload.utf8)
                if index == damagedStep { payload = damage.damaged([payload], pieces: pieces) }
                _ = try await store.appendJournal(
                    push: "p\(number)", device: step.device, step: step.step, payload: payload,
                    at: now.unixMilliseconds + Int64(index))
            }
            do {
                let history = try await PushHistory.read("p\(number)", store: store)
                for past in history.devices.values {
                    let seconds = past.forRecovery(
                        now: now, isFromBackup: false, slack: .seconds(660), lateness: .seconds(65)
                    ).wayBackSecondsLeft
                    #expect((0...1_000_000).contains(seconds), "\(seconds)")
                    #expect((.zero...Duration.seconds(600)).contains(past.longestCommand))
                }
                read += 1
            } catch {
                refused += 1
                #expect(error is Diagnostic || error is OperationError, "\(error)")
                #expect("\(error)".utf8.count < 1 << 16)
            }
        }
        #expect(read > 0 && refused > 0, "\(read) read, \(refused) refused")
    }
}
