import Foundation
import GRDB
import PitaEvidence
import PitaRecords
import Testing

@Suite struct SQLiteRecordStoreTests {
    let work: WorkDirectory
    var path: String { work.path + "/state/pita.sqlite" }

    init() throws { work = try WorkDirectory() }

    private func error(_ body: () async throws -> Void) async -> RecordsError? {
        do {
            try await body()
            return nil
        } catch { return error as? RecordsError }
    }

    private func fill(_ store: SQLiteRecordStore, _ key: OfficeKey, count: Int) async throws {
        for _ in 0..<count {
            _ = try await store.seal(year: 2026, at: 1, subject: "disdik") {
                try SealedRecord(sealing: TinyRecord.make($0), with: key)
            }
        }
    }

    @Test func keepsTheContract() async throws {
        let path = work.path
        let contract = RecordStoreContract {
            try SQLiteRecordStore(path: path + "/\(UUID().uuidString)/pita.sqlite")
        }
        try await contract.everything()
    }

    @Test func filesAreTheOwnersAlone() async throws {
        let store = try SQLiteRecordStore(path: path)
        _ = try await store.addAudit(StoredAudit(subject: "a", outcome: "ok", bytes: [1], at: 1))
        for (file, mode) in [(work.path + "/state", 0o700), (path, 0o600), (path + "-wal", 0o600)] {
            let attributes = try FileManager.default.attributesOfItem(atPath: file)
            #expect((attributes[.posixPermissions] as? Int) == mode, "\(file)")
        }
    }

    @Test func fiftyWritersOfSeveralConnectionsLoseNothing() async throws {
        let stores = try (0..<5).map { _ in try SQLiteRecordStore(path: path) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<50 {
                group.addTask {
                    for index in 0..<10 {
                        _ = try await stores[writer % 5].appendJournal(
                            push: "w\(writer)", device: nil, step: .command, payload: Array("\(index)".utf8), at: 1)
                    }
                }
            }
            try await group.waitForAll()
        }
        for writer in 0..<50 {
            let entries = try await stores[0].journal(push: "w\(writer)", page: .first).items
            #expect(entries.map(\.payload) == (0..<10).map { Array("\($0)".utf8) })
        }
    }

    @Test func rowsAreAppendOnlyInTheSchemaItself() async throws {
        let store = try SQLiteRecordStore(path: path)
        try await fill(store, try OfficeKey.generate(comment: ""), count: 2)
        try await store.addPlan(StoredPlan(bytes: [1], createdAt: 1, planner: "p", subject: nil, status: "new"))
        let queue = try DatabaseQueue(path: path)
        for sql in [
            "DELETE FROM berita_acara", "UPDATE berita_acara SET subject = 'x'", "DELETE FROM plans",
            "UPDATE plans SET bytes = x'00'",
            "INSERT INTO berita_acara SELECT 4, 2026, 4, previous, randomblob(32), bytes, signature, at, subject, is_emergency FROM berita_acara WHERE sequence = 2",
            "UPDATE plans SET status = ''", "INSERT INTO journal VALUES (1, 'p', NULL, 12, x'', randomblob(32), 1)",
            "INSERT INTO audits (subject, outcome, bytes, digest, at) VALUES ('a', 'b', 'text', randomblob(32), 1)",
        ] {
            #expect(throws: DatabaseError.self, "\(sql)") { try queue.write { try $0.execute(sql: sql) } }
        }
    }

    @Test func aFullDiskIsNamedAndLosesNothingThatWasAcknowledged() async throws {
        let store = try SQLiteRecordStore(path: path, options: SQLiteOptions(maximumPages: 80))
        var acknowledged = 0
        var refusal: RecordsError?
        while refusal == nil, acknowledged < 1000 {
            refusal = await error {
                _ = try await store.appendJournal(
                    push: "p", device: nil, step: .command, payload: [UInt8](repeating: 7, count: 3000), at: 1)
            }
            if refusal == nil { acknowledged += 1 }
        }
        #expect(refusal?.kind == .diskFull)
        #expect(refusal?.description.contains("free some space") == true)
        #expect(try await store.journal(push: "p", page: Page(limit: 1000)).items.count == acknowledged)
        try store.close()
        let again = try SQLiteRecordStore(path: path)
        #expect(try await again.journal(push: "p", page: Page(limit: 1000)).items.count == acknowledged)
    }

    @Test func aStoreThatMayOnlyBeReadSaysSo() async throws {
        let writer = try SQLiteRecordStore(path: path)
        _ = try await writer.addAudit(StoredAudit(subject: "a", outcome: "ok", bytes: [1], at: 1))
        let reader = try SQLiteRecordStore(path: path, options: SQLiteOptions(isReadOnly: true))
        #expect(try await reader.audits(subject: nil, outcome: nil, page: .first).items.count == 1)
        let refusal = await error {
            _ = try await reader.addAudit(StoredAudit(subject: "a", outcome: "ok", bytes: [1], at: 1))
        }
        #expect(refusal?.kind == .readOnly)
    }

    @Test func aLockedStoreIsNamedAfterTheTimeout() async throws {
        let store = try SQLiteRecordStore(path: path, options: SQLiteOptions(busyTimeout: .milliseconds(100)))
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: path, configuration: configuration)
        try await other.writeWithoutTransaction { db in try db.execute(sql: "BEGIN IMMEDIATE") }
        let refusal = await error {
            _ = try await store.addAudit(StoredAudit(subject: "a", outcome: "ok", bytes: [1], at: 1))
        }
        #expect(refusal?.kind == .locked)
        try await other.writeWithoutTransaction { db in try db.execute(sql: "ROLLBACK") }
        #expect(
            await error { _ = try await store.addAudit(StoredAudit(subject: "a", outcome: "ok", bytes: [1], at: 1)) }
                == nil)
    }

    @Test func anotherDatabaseANewerStoreAndAWrongPathAreRefused() async throws {
        let foreign = work.path + "/other.sqlite"
        try await DatabaseQueue(path: foreign).write { try $0.execute(sql: "CREATE TABLE t (a)") }
        #expect(await error { _ = try SQLiteRecordStore(path: foreign) }?.kind == .corrupt)
        try Data("no database at all, but long enough to be read as one".utf8).write(
            to: URL(fileURLWithPath: work.path + "/text"))
        #expect(await error { _ = try SQLiteRecordStore(path: work.path + "/text") }?.kind == .corrupt)
        #expect(await error { _ = try SQLiteRecordStore(path: "/proc/none/pita.sqlite") } != nil)
        try SQLiteRecordStore(path: path).close()
        try await DatabaseQueue(path: path).write {
            try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9 something newer')")
        }
        #expect(await error { _ = try SQLiteRecordStore(path: path) }?.kind == .newerSchema)
    }

    @Test func tamperingWithTheChainIsFoundByVerify() async throws {
        let key = try OfficeKey.generate(comment: "")
        let drop =
            "DROP TRIGGER berita_acara_keeps_rows; DROP TRIGGER berita_acara_keeps_values; DROP TRIGGER berita_acara_chained; PRAGMA ignore_check_constraints = ON;"
        let cases: [(sql: String, kind: ChainFinding.Kind, sequence: Int)] = [
            (
                "UPDATE berita_acara SET bytes = CAST(replace(CAST(bytes AS TEXT), 'tidak-ada-perubahan', 'berhasil') AS BLOB) WHERE sequence = 3",
                .edited, 3
            ),
            ("DELETE FROM berita_acara WHERE sequence = 4", .deleted, 4),
            ("DELETE FROM berita_acara WHERE sequence > 4", .tailCut, 5),
            (
                "UPDATE berita_acara SET sequence = 99 WHERE sequence = 2; UPDATE berita_acara SET sequence = 2 WHERE sequence = 3; UPDATE berita_acara SET sequence = 3 WHERE sequence = 99",
                .reordered, 2
            ),
            ("UPDATE berita_acara SET number = 77 WHERE sequence = 5", .edited, 5),
            ("UPDATE berita_acara SET is_emergency = 1 WHERE sequence = 3", .edited, 3),
            ("UPDATE berita_acara SET signature = 'x' WHERE sequence = 1", .badSignature, 1),
        ]
        for (index, item) in cases.enumerated() {
            let file = work.path + "/\(index)/pita.sqlite"
            let store = try SQLiteRecordStore(path: file)
            try await fill(store, key, count: 6)
            let head = try #require(try await store.chainHead())
            try store.close()
            try await DatabaseQueue(path: file).writeWithoutTransaction { try $0.execute(sql: drop + item.sql) }
            let changed = try SQLiteRecordStore(path: file)
            let report = try await changed.verifyChain(
                officeKeys: [key.publicKey], exportedHeads: [TinyRecord.head(head)])
            #expect(report.first?.kind == item.kind, "\(item.sql): \(report.findings)")
            #expect(report.first?.sequence == item.sequence, "\(item.sql): \(report.findings)")
        }
    }

    @Test func anOldBackupIsSeenAgainstTheExportedHead() async throws {
        let key = try OfficeKey.generate(comment: "")
        let store = try SQLiteRecordStore(path: path)
        try await fill(store, key, count: 3)
        try await store.backUp(to: work.path + "/backup.sqlite")
        try await fill(store, key, count: 2)
        let head = TinyRecord.head(try #require(try await store.chainHead()))
        let old = try SQLiteRecordStore(path: work.path + "/backup.sqlite")
        #expect(try await old.verifyChain(officeKeys: [key.publicKey], exportedHeads: []).isSound)
        let report = try await old.verifyChain(officeKeys: [key.publicKey], exportedHeads: [head])
        #expect(report.findings.map(\.kind) == [.tailCut])
        #expect(report.first?.sequence == 4)
        #expect(await error { try await store.backUp(to: work.path + "/backup.sqlite") }?.kind == .invalid)
    }

    @Test func everyFlippedOctetOfARecordIsDetected() async throws {
        let key = try OfficeKey.generate(comment: "")
        let store = try SQLiteRecordStore(path: path)
        try await fill(store, key, count: 2)
        let bytes = try #require(try await store.record(sequence: 2)).sealed.bytes
        try store.close()
        try await DatabaseQueue(path: path).writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
        let file = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
        let place = try #require(
            (0..<(file.count - bytes.count)).first {
                file[$0] == bytes[0] && Array(file[$0..<($0 + bytes.count)]) == bytes
            })
        for offset in stride(from: 0, to: bytes.count, by: 61) {
            var damaged = file
            damaged[place + offset] ^= 0x20
            let copy = work.path + "/flip-\(offset).sqlite"
            try Data(damaged).write(to: URL(fileURLWithPath: copy))
            let opened = try SQLiteRecordStore(path: copy)
            #expect(try await opened.verifyChain(officeKeys: [key.publicKey], exportedHeads: []).first?.sequence == 2)
            #expect(try await !opened.checkIntegrity().isEmpty)
            #expect(await error { _ = try await opened.record(sequence: 2) }?.kind == .corrupt)
        }
    }

    @Test func flippedPagesNeverCrashAReader() async throws {
        let store = try SQLiteRecordStore(path: path)
        try await fill(store, try OfficeKey.generate(comment: ""), count: 3)
        for index in 0..<20 {
            try await store.addPlan(
                StoredPlan(bytes: Array("plan \(index)".utf8), createdAt: 1, planner: "p", subject: nil, status: "new"))
        }
        try store.close()
        try await DatabaseQueue(path: path).writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
        let file = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
        for round in 0..<40 {
            var damaged = file
            for step in 0..<8 { damaged[(round * 7919 + step * 104_729 + 4096) % file.count] ^= UInt8(1 << (step % 8)) }
            let copy = work.path + "/page-\(round).sqlite"
            try Data(damaged).write(to: URL(fileURLWithPath: copy))
            let outcome = await error {
                let opened = try SQLiteRecordStore(path: copy, options: SQLiteOptions(busyTimeout: .milliseconds(100)))
                _ = try await opened.plans(status: nil, subject: nil, page: .first)
                _ = try await opened.records(subject: nil, page: .first)
                _ = try await opened.checkIntegrity()
            }
            #expect(outcome == nil || outcome?.message.isEmpty == false)
        }
    }
}
