import Foundation
import PitaEvidence
import PitaRecords
import TestSupport
import Testing

@testable import PitaDevices
@testable import PitaOperations

/// A journal whose steps no push wrote: it is refused in words, or one that a push could have written; never read halfway.
@Suite struct DamagedJournalTests {
    private static let device = #""boot_id":"b","boot_milliseconds":1000,"#
    static let steps: [(step: JournalStep, device: String?, payload: String)] = [
        (.plan, nil, #"{"plan":"sha256:\#(String(repeating: "a", count: 64))","push":"p","step":"plan"}"#),
        (.lock, nil, #"{"holder":"h","names":["r"],"step":"lock"}"#),
        (.preImage, "r", #"{\#(device)"step":{"step":"pre-image"},"undoing":false}"#),
        (
            .intent, "r",
            #"{\#(device)"step":{"commands":3,"longest_command_seconds":60,"rollback_seconds":120,"step":"intent"},"undoing":false}"#
        ),
        (
            .armed, "r",
            #"{\#(device)"step":{"input":null,"number":1,"purpose":"arm","step":"sending","text":"x"},"undoing":false}"#
        ),
        (
            .armed, "r",
            #"{\#(device)"step":{"number":1,"purpose":"arm","rejected":null,"reply":{"error_output":"","exit_status":0,"output":"ok"},"step":"answered"},"undoing":false}"#
        ),
        (.armed, "r", #"{\#(device)"step":{"seconds":120,"step":"armed"},"undoing":false}"#),
        (
            .command, "r",
            #"{\#(device)"step":{"input":null,"number":1,"purpose":"change","step":"sending","text":"y"},"undoing":false}"#
        ),
        (.readBack, "r", #"{\#(device)"step":{"deviations":[],"step":"read-back"},"undoing":false}"#),
        (.confirmed, "r", #"{\#(device)"step":{"step":"confirming"},"undoing":false}"#),
        (
            .renewed, nil,
            #"{"after":"sha256:\#(String(repeating: "b", count: 64))","before":"sha256:\#(String(repeating: "c", count: 64))","file":"f","step":"renewed"}"#
        ),
    ]

    @Test func `a damaged step is read or refused in words`() async throws {
        let directory = NSTemporaryDirectory() + "pita-journal-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let store = try SQLiteRecordStore(path: directory + "/pita.sqlite")
        var damage = Damage(seed: 1)
        let pieces = ["\"step\":\"sending\"", "\"number\":-9", "9007199254740991", "\"purpose\":null"].map {
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
                for progress in history.devices.values {
                    let firing = FiringWindow(progress, nil, slack: .seconds(660))
                    let left = (firing?.latest ?? .zero) - history.elapsed
                    #expect(left < .seconds(2_000_000), "\(left)")
                    #expect((.zero...Duration.seconds(600)).contains(progress.longestCommand))
                }
                read += 1
            } catch {
                refused += 1
                #expect(error is OperationError, "\(error)")
                #expect("\(error)".utf8.count < 1 << 16)
            }
        }
        #expect(read > 0 && refused > 0, "\(read) read, \(refused) refused")
    }
}
