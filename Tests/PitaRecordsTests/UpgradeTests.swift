import Foundation
import GRDB
import PitaEvidence
import Testing

@testable import PitaRecords

@Suite struct UpgradeTests {
    @Test func `a store from before break-glass keeps its approvals and records, and takes emergencies from then on`()
        async throws
    {
        let work = try WorkDirectory()
        let path = work.path + "/pita.sqlite"
        let key = try OfficeKey.generate(comment: "")
        let first = try SealedRecord(
            sealing: TinyRecord.make(ChainPosition(sequence: 1, year: 2026, number: 1, previous: nil)), with: key)
        let plan = Digest(of: "plan")
        let old = try DatabaseQueue(path: path)
        try Schema.migrator.migrate(old, upTo: "1 plans, journal, chain, requests, samples, leases, audits")
        try await old.write { db in
            try db.execute(
                sql: "INSERT INTO plans VALUES (1, ?, ?, 1, 'staf', NULL, 'open')",
                arguments: [Data(plan.bytes), Data("plan".utf8)])
            try db.execute(
                sql: "INSERT INTO decisions VALUES (1, ?, 'approval', 'kasi', 'kasi', ?, 's', ?, 1, 1000, 1)",
                arguments: [Data(plan.bytes), Data("d".utf8), Data(Digest(of: "d").bytes)])
            try db.execute(
                sql: "INSERT INTO berita_acara VALUES (1, 2026, 1, NULL, ?, ?, ?, 1, NULL)",
                arguments: [Data(first.digest.bytes), Data(first.bytes), first.signature])
        }
        try old.close()

        let asItIs = try SQLiteRecordStore(path: path, options: SQLiteOptions(isReadOnly: true))
        #expect(try await asItIs.verifyChain(officeKeys: [key.publicKey], exportedHeads: []).isSound)
        #expect(try await asItIs.decisions(plan: plan).map(\.person) == ["kasi"])
        try asItIs.close()

        let store = try SQLiteRecordStore(path: path)
        #expect(try await store.standingApprovals(plan: plan, now: 1).map(\.person) == ["kasi"])
        let emergency = try await store.seal(year: 2026, at: 2, subject: nil) { position in
            var record = TinyRecord.make(position)
            record.kind = .breakGlass
            return try SealedRecord(sealing: record, with: key)
        }
        let open = try await store.emergencies(open: true, subject: nil, page: .first)
        #expect(open.items.map(\.sealed.digest) == [emergency.sealed.digest])
        #expect(try await store.verifyChain(officeKeys: [key.publicKey], exportedHeads: []).isSound)
        #expect(try await store.checkIntegrity().isEmpty)
    }
}
