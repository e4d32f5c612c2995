internal import Foundation
internal import GRDB
import PitaEvidence

extension SQLiteRecordStore {
    /// See ``RequestStore/openRequest(year:state:subject:person:at:_:)``.
    public func openRequest(
        year: Int, state: String, subject: String?, person: String, at: Int64,
        _ make: @escaping @Sendable (RequestNumber) throws -> [UInt8]
    ) async throws(RecordsError) -> StoredRequest {
        try await write { db in
            let last = try Int.fetchOne(
                db, sql: "SELECT coalesce(max(number), 0) FROM requests WHERE year = ?", arguments: [year])
            let number = RequestNumber(year: year, number: (last ?? 0) + 1)
            return try Self.insert(
                StoredRequest(
                    number: number, version: 1, state: state, subject: subject, person: person,
                    bytes: try make(number), at: at), db)
        }
    }

    /// See ``RequestStore/advanceRequest(_:from:state:subject:person:bytes:at:)``.
    public func advanceRequest(
        _ number: RequestNumber, from version: Int, state: String, subject: String?, person: String, bytes: [UInt8],
        at: Int64
    ) async throws(RecordsError) -> StoredRequest {
        try await write { db in
            guard let last = try Self.request(number, db) else {
                throw RecordsError(.notFound, "there is no request \(number)")
            }
            guard last.version == version else {
                throw RecordsError(
                    .conflict, "the request \(number) was changed by `\(last.person)`; it is `\(last.state)` now",
                    hint: "look at it again, then repeat")
            }
            return try Self.insert(
                StoredRequest(
                    number: number, version: version + 1, state: state, subject: subject, person: person,
                    bytes: bytes, at: at), db)
        }
    }

    private static func insert(_ request: StoredRequest, _ db: Database) throws -> StoredRequest {
        try db.execute(
            sql: """
                INSERT INTO requests (year, number, version, state, subject, person, bytes, digest, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                request.number.year, request.number.number, request.version, request.state, request.subject,
                request.person, Data(request.bytes), Digest(of: request.bytes).data, request.at,
            ])
        return request
    }

    /// See ``RequestStore/request(_:)``.
    public func request(_ number: RequestNumber) async throws(RecordsError) -> StoredRequest? {
        try await read { db in try Self.request(number, db) }
    }

    private static func request(_ number: RequestNumber, _ db: Database) throws -> StoredRequest? {
        let statement = try db.cachedStatement(
            sql: "SELECT * FROM requests WHERE year = ? AND number = ? ORDER BY version DESC LIMIT 1")
        return try Row.fetchOne(statement, arguments: [number.year, number.number]).map(storedRequest)
    }

    /// See ``RequestStore/requestHistory(_:)``.
    public func requestHistory(_ number: RequestNumber) async throws(RecordsError) -> [StoredRequest] {
        try await read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT * FROM requests WHERE year = ? AND number = ? ORDER BY version LIMIT 1000")
            return try Row.fetchAll(statement, arguments: [number.year, number.number]).map(Self.storedRequest)
        }
    }

    /// See ``RequestStore/requests(state:subject:page:)``.
    public func requests(
        state: String?, subject: String?, page: Page
    ) async throws(RecordsError) -> PageOf<StoredRequest> {
        try await read { db in
            var query = ListQuery(page, by: "id")
            query.add("state = ?", state)
            query.add("subject = ?", subject)
            query.add(
                always: """
                    NOT EXISTS (SELECT 1 FROM requests AS later WHERE later.year = requests.year
                    AND later.number = requests.number AND later.version = requests.version + 1)
                    """)
            return try query.fetch(db, from: "requests") {
                (try Self.storedRequest($0), try StoreRow($0, "a request").int64("id"))
            }
        }
    }

    static func storedRequest(_ row: Row) throws -> StoredRequest {
        let columns = StoreRow(row, "a request")
        return StoredRequest(
            number: RequestNumber(year: try columns.int("year"), number: try columns.int("number")),
            version: try columns.int("version"), state: try columns.text("state"),
            subject: try columns.optionalText("subject"), person: try columns.text("person"),
            bytes: try columns.proven("bytes"), at: try columns.int64("at"))
    }
}
