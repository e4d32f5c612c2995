internal import Foundation
internal import GRDB
import PitaEvidence

extension SQLiteRecordStore {
    /// See ``AuditStore/addAudit(_:)``.
    public func addAudit(_ audit: StoredAudit) async throws(RecordsError) -> Int64 {
        try await write { db in
            try db.execute(
                sql: "INSERT INTO audits (subject, outcome, bytes, digest, at) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    audit.subject, audit.outcome, Data(audit.bytes), Digest(of: audit.bytes).data, audit.at,
                ])
            return db.lastInsertedRowID
        }
    }

    /// See ``AuditStore/audits(subject:outcome:page:)``.
    public func audits(
        subject: String?, outcome: String?, page: Page
    ) async throws(RecordsError) -> PageOf<StoredAudit> {
        try await read { db in
            var query = ListQuery(page, by: "id")
            query.add("subject = ?", subject)
            query.add("outcome = ?", outcome)
            return try query.fetch(db, from: "audits") {
                let audit = try Self.storedAudit($0)
                return (audit, audit.id)
            }
        }
    }

    static func storedAudit(_ row: Row) throws -> StoredAudit {
        let columns = StoreRow(row, "an audit")
        return StoredAudit(
            id: try columns.int64("id"), subject: try columns.text("subject"), outcome: try columns.text("outcome"),
            bytes: try columns.proven("bytes"), at: try columns.int64("at"))
    }

    /// See ``AuditStore/addTiming(_:)``.
    public func addTiming(_ timing: PushTiming) async throws(RecordsError) {
        try await write { db in
            try db.execute(
                sql: "INSERT INTO push_timings (device, commands, milliseconds, at) VALUES (?, ?, ?, ?)",
                arguments: [timing.device, timing.commands, timing.milliseconds, timing.at])
        }
    }

    /// See ``AuditStore/lastTiming(device:commands:)``.
    public func lastTiming(device: String, commands: Int) async throws(RecordsError) -> PushTiming? {
        try await read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT * FROM push_timings WHERE device = ? AND commands = ? ORDER BY id DESC LIMIT 1")
            return try Row.fetchOne(statement, arguments: [device, commands]).map { row in
                let columns = StoreRow(row, "a timing")
                return PushTiming(
                    device: try columns.text("device"), commands: try columns.int("commands"),
                    milliseconds: try columns.int64("milliseconds"), at: try columns.int64("at"))
            }
        }
    }

    /// See ``RecordStore/checkIntegrity()``.
    public func checkIntegrity() async throws(RecordsError) -> [String] {
        try await read { db in
            var problems = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
            if try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") != nil {
                problems.append("a row names another one that is not there")
            }
            for (table, column) in [
                ("plans", "bytes"), ("decisions", "bytes"), ("journal", "payload"), ("berita_acara", "bytes"),
                ("requests", "bytes"), ("audits", "bytes"),
            ] {
                let rows = try Row.fetchCursor(db, sql: "SELECT rowid AS place, \(column), digest FROM \(table)")
                while let row = try rows.next() {
                    let columns = StoreRow(row, table)
                    if (try? columns.proven(column)) == nil {
                        problems.append("row \((try? columns.int64("place")) ?? 0) of \(table) is damaged")
                    }
                }
            }
            return problems
        }
    }
}
