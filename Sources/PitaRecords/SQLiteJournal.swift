internal import Foundation
internal import GRDB
import PitaEvidence

extension SQLiteRecordStore {
    /// See ``JournalStore/appendJournal(push:device:step:payload:at:)``.
    public func appendJournal(
        push: String, device: String?, step: JournalStep, payload: [UInt8], at: Int64
    ) async throws(RecordsError) -> Int64 {
        try await write { db in
            let statement = try db.cachedStatement(
                sql: "INSERT INTO journal (push, device, step, payload, digest, at) VALUES (?, ?, ?, ?, ?, ?)")
            try statement.execute(
                arguments: [push, device, step.rawValue, Data(payload), Digest(of: payload).data, at])
            return db.lastInsertedRowID
        }
    }

    /// See ``JournalStore/journal(push:page:)``.
    public func journal(push: String, page: Page) async throws(RecordsError) -> PageOf<JournalEntry> {
        try await read { db in
            var query = ListQuery(page, by: "sequence", ascending: true)
            query.add("push = ?", push)
            return try query.fetch(db, from: "journal") {
                let entry = try Self.journalEntry($0)
                return (entry, entry.sequence)
            }
        }
    }

    static func journalEntry(_ row: Row) throws -> JournalEntry {
        let columns = StoreRow(row, "a step of the push journal")
        guard let step = JournalStep(rawValue: try columns.int("step")) else {
            throw RecordsError.corrupt("a step of the push journal")
        }
        return JournalEntry(
            sequence: try columns.int64("sequence"), push: try columns.text("push"),
            device: try columns.optionalText("device"), step: step, payload: try columns.proven("payload"),
            at: try columns.int64("at"))
    }

    /// See ``JournalStore/openPushes()``.
    public func openPushes() async throws(RecordsError) -> [OpenPush] {
        try await read(Self.openPushes)
    }

    static func openPushes(_ db: Database) throws -> [OpenPush] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT push, min(sequence) AS first, max(sequence) AS last, min(at) AS at FROM journal
                WHERE push IN (SELECT push FROM journal WHERE step = 2)
                AND push NOT IN (SELECT push FROM journal WHERE step = 11)
                GROUP BY push ORDER BY first
                """)
        return try rows.map { row in
            let columns = StoreRow(row, "the push journal")
            return OpenPush(
                push: try columns.text("push"), firstSequence: try columns.int64("first"),
                lastSequence: try columns.int64("last"), startedAt: try columns.int64("at"))
        }
    }
}
