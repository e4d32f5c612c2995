import PitaDevices
import Testing

@testable import PitaOperations

/// The words by which a record explains how a device ended.
@Suite struct RecordWordsTests {
    static let lost = "/ppp secret name=a goes with its secrets, and the way back makes it again without them"

    private func report(_ outcome: DeviceOutcome, problem: String? = nil) -> PushReport {
        PushReport(
            device: "rtr-a", outcome: outcome, sent: [], checks: [], commandSeconds: 0, rollbackSeconds: nil,
            startedAt: nil, endedAt: nil, problem: problem)
    }

    @Test func `a device that was returned whole is said to be as it was`() {
        #expect(
            RecordWords.explanation(report(.returned(reason: "no such item")), irreversible: [])
                == "perangkat dikembalikan ke keadaan semula dan dibuktikan melalui sesi baru; "
                + "pesan teknis: no such item")
    }

    @Test func `a device that was returned but for something names what could not be brought back`() throws {
        let words = try #require(
            RecordWords.explanation(report(.returned(reason: "no such item")), irreversible: [Self.lost, "b"]))
        #expect(words.contains("tidak dapat dikembalikan persis: \(Self.lost); b; pesan teknis: no such item"))
        #expect(!words.contains("keadaan semula"))
    }

    @Test func `a device whose state is not known names it too`() throws {
        let words = try #require(
            RecordWords.explanation(report(.unknown(reason: "time-out")), irreversible: [Self.lost]))
        #expect(words.contains("tidak dapat dibuktikan") && words.contains(Self.lost))
    }

    @Test func `a device that was confirmed or not touched needs none of it`() {
        #expect(RecordWords.explanation(report(.confirmed), irreversible: [Self.lost]) == nil)
        #expect(RecordWords.explanation(report(.unchanged), irreversible: []) == nil)
        #expect(
            RecordWords.explanation(report(.notStarted(reason: "x")), irreversible: [Self.lost])
                == "perangkat tidak diubah; pesan teknis: x")
    }

    @Test func `a device that stands as planned and is not well is said to want a look`() {
        #expect(
            RecordWords.explanation(report(.confirmed, problem: "no answer"), irreversible: [])
                == "perlu diperiksa; pesan teknis: no answer")
    }
}
