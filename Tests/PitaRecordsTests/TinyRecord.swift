import Foundation
import PitaEvidence
import PitaRecords

/// The smallest record that can be sealed.
enum TinyRecord {
    static let time = LocalTime(unixMilliseconds: 1_795_230_245_123, zone: .wib, clockSynchronised: true)

    static func make(_ position: ChainPosition) -> BeritaAcara {
        BeritaAcara(
            kind: .work, position: position, documentNumber: "BA/\(position.number)",
            office: RecordOffice(name: "o", place: "p"), madeAt: time,
            pitaVersion: "1", request: nil,
            plan: PlanReference(
                digest: Digest(of: "p"), title: "t", playbook: "p", playbookDigest: Digest(of: "y"), parameters: [:]),
            parties: [], approvals: [], devices: [], capacity: nil, allocation: nil, outcome: .nothingChanged)
    }

    static func head(_ record: StoredRecord, plus extra: Int = 0) -> ChainHead {
        ChainHead(
            office: "o", sequence: record.position.sequence + extra, year: record.position.year,
            number: record.position.number + extra,
            digest: record.sealed.digest, at: time)
    }
}

/// A directory of its own for a test, removed with it.
final class WorkDirectory: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("pita-test-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
