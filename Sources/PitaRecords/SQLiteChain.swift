internal import Foundation
internal import GRDB
import PitaEvidence

extension SQLiteRecordStore {
    /// See ``ChainStore/seal(year:at:subject:holding:_:)``.
    public func seal(
        year: Int, at: Int64, subject: String?, holding lease: Lease?,
        _ make: @escaping @Sendable (ChainPosition) throws -> SealedRecord
    ) async throws(RecordsError) -> StoredRecord {
        try await write { db in
            try Self.require(lease, db)
            let last = try Row.fetchOne(db, sql: "SELECT * FROM berita_acara ORDER BY sequence DESC LIMIT 1")
                .map { try Self.storedRecord($0) }
            let number = try Int.fetchOne(
                db, sql: "SELECT coalesce(max(number), 0) FROM berita_acara WHERE year = ?", arguments: [year])
            let position = ChainPosition(
                sequence: (last?.position.sequence ?? 0) + 1, year: year, number: (number ?? 0) + 1,
                previous: last?.sealed.digest)
            let sealed = try make(position)
            let record = try sealed.beritaAcara()
            guard record.position == position else {
                throw RecordsError(.invalid, "the record does not carry the place that the store gave it")
            }
            try db.execute(
                sql: """
                    INSERT INTO berita_acara (
                        sequence, year, number, previous, digest, bytes, signature, at, subject, is_emergency)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    position.sequence, year, position.number, position.previous?.data, sealed.digest.data,
                    Data(sealed.bytes), sealed.signature, at, subject, record.needsCountersignature,
                ])
            return StoredRecord(position: position, sealed: sealed, at: at, subject: subject)
        }
    }

    /// See ``ChainStore/record(sequence:)``.
    public func record(sequence: Int) async throws(RecordsError) -> StoredRecord? {
        try await oneRecord("sequence = ?", [sequence])
    }

    /// See ``ChainStore/record(year:number:)``.
    public func record(year: Int, number: Int) async throws(RecordsError) -> StoredRecord? {
        try await oneRecord("year = ? AND number = ?", [year, number])
    }

    /// See ``ChainStore/record(digest:)``.
    public func record(digest: Digest) async throws(RecordsError) -> StoredRecord? {
        try await oneRecord("digest = ?", [digest.data])
    }

    /// See ``ChainStore/chainHead()``.
    public func chainHead() async throws(RecordsError) -> StoredRecord? {
        try await oneRecord("1 ORDER BY sequence DESC LIMIT 1", [])
    }

    private func oneRecord(
        _ condition: String, _ arguments: StatementArguments
    ) async throws(RecordsError) -> StoredRecord? {
        try await read { db in
            let statement = try db.cachedStatement(sql: "SELECT * FROM berita_acara WHERE \(condition)")
            return try Row.fetchOne(statement, arguments: arguments).map { try Self.storedRecord($0) }
        }
    }

    /// See ``ChainStore/records(subject:page:)``.
    public func records(subject: String?, page: Page) async throws(RecordsError) -> PageOf<StoredRecord> {
        try await read { db in
            var query = ListQuery(page, by: "sequence")
            query.add("subject = ?", subject)
            return try query.fetch(db, from: "berita_acara") {
                let record = try Self.storedRecord($0)
                return (record, Int64(record.position.sequence))
            }
        }
    }

    /// See ``ChainStore/emergencies(open:subject:page:)``.
    public func emergencies(
        open: Bool, subject: String?, page: Page
    ) async throws(RecordsError) -> PageOf<StoredRecord> {
        try await read { db in
            var query = ListQuery(page, by: "sequence")
            query.add(always: "is_emergency = 1")
            query.add("subject = ?", subject)
            if open {
                query.add(always: "NOT EXISTS (SELECT 1 FROM decisions WHERE decisions.record = berita_acara.digest)")
            }
            return try query.fetch(db, from: "berita_acara") {
                let record = try Self.storedRecord($0)
                return (record, Int64(record.position.sequence))
            }
        }
    }

    static func storedRecord(_ row: Row) throws -> StoredRecord {
        let columns = StoreRow(row, "a berita acara")
        let previous = row["previous"] as DatabaseValue? ?? .null
        return StoredRecord(
            position: ChainPosition(
                sequence: try columns.int("sequence"), year: try columns.int("year"),
                number: try columns.int("number"), previous: previous.isNull ? nil : try columns.digest("previous")),
            sealed: SealedRecord(bytes: try columns.proven("bytes"), signature: try columns.text("signature")),
            at: try columns.int64("at"), subject: try columns.optionalText("subject"))
    }

    /// See ``ChainStore/addExportedHead(_:destination:at:)``.
    public func addExportedHead(_ head: ChainHead, destination: String, at: Int64) async throws(RecordsError) {
        try await write { db in
            try db.execute(
                sql: "INSERT INTO exported_heads (sequence, bytes, destination, at) VALUES (?, ?, ?, ?)",
                arguments: [head.sequence, Data(head.json.canonical), destination, at])
        }
    }

    /// See ``ChainStore/exportedHeads(page:)``.
    public func exportedHeads(page: Page) async throws(RecordsError) -> PageOf<StoredHead> {
        try await read { db in
            try ListQuery(page, by: "id").fetch(db, from: "exported_heads") { row in
                let columns = StoreRow(row, "an exported head")
                let id = try columns.int64("id")
                let text = String(decoding: try columns.bytes("bytes"), as: UTF8.self)
                guard let head = try? ChainHead(parsing: text, file: "<head>") else {
                    throw RecordsError.corrupt("an exported head")
                }
                let stored = StoredHead(
                    id: id, head: head, destination: try columns.text("destination"), at: try columns.int64("at"))
                return (stored, id)
            }
        }
    }

    /// See ``ChainStore/verifyChain(officeKeys:exportedHeads:)``.
    public func verifyChain(
        officeKeys: [SSHPublicKey], exportedHeads: [ChainHead]
    ) async throws(RecordsError) -> ChainReport {
        var heads = exportedHeads
        var page = Page(limit: 1000)
        repeat {
            let part = try await self.exportedHeads(page: page)
            heads += part.items.map(\.head)
            page.after = part.next
        } while page.after != nil
        var verifier = ChainVerifier(officeKeys: officeKeys, exportedHeads: heads)
        var misfiled: [Int] = []
        var after = Int64(0)
        while true {
            let from = after
            // The bytes as they stand: a digest that no longer fits is for the verifier to name, with its place.
            let part = try await read { db in
                try Row.fetchAll(
                    db,
                    sql: "SELECT * FROM berita_acara WHERE sequence > ? ORDER BY sequence LIMIT 200",
                    arguments: [from]
                ).map { row in
                    let columns = StoreRow(row, "a berita acara")
                    return KeptRecord(
                        place: try columns.int("sequence"), year: try columns.int("year"),
                        number: try columns.int("number"), digest: try columns.digest("digest"),
                        // A copy from before break-glass, opened to be read only, has no such column.
                        isEmergency: try columns.optionalInt64("is_emergency") == 1,
                        sealed: SealedRecord(
                            bytes: try columns.bytes("bytes"), signature: try columns.text("signature")))
                }
            }
            guard let last = part.last else { break }
            for record in part {
                verifier.add(record.sealed, at: record.place)
                if !record.isConsistent { misfiled.append(record.place) }
            }
            after = Int64(last.place)
        }
        // Last: where the records themselves show a cause, that is what is told.
        for place in misfiled { verifier.addMisfiled(at: place) }
        return verifier.finish()
    }

    /// A row of the chain, before anything is believed of it.
    private struct KeptRecord: Sendable {
        let place: Int
        let year: Int
        let number: Int
        let digest: Digest
        let isEmergency: Bool
        let sealed: SealedRecord

        /// Whether the columns say what the bytes say.
        var isConsistent: Bool {
            guard let record = try? sealed.beritaAcara() else { return false }
            let position = record.position
            return record.needsCountersignature == isEmergency && position.sequence == place && position.year == year
                && position.number == number
                && sealed.digest == digest
        }
    }
}
