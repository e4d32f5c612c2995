internal import Foundation
internal import GRDB
import PitaEvidence

extension SQLiteRecordStore {
    /// See ``PlanStore/addPlan(_:)``.
    public func addPlan(_ plan: StoredPlan) async throws(RecordsError) {
        try await write { db in
            if try Self.plan(plan.digest, db) != nil { return }
            try db.execute(
                sql: """
                    INSERT INTO plans (digest, bytes, created_at, planner, subject, status) VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    plan.digest.data, Data(plan.bytes), plan.createdAt, plan.planner, plan.subject, plan.status,
                ])
        }
    }

    /// See ``PlanStore/plan(_:)``.
    public func plan(_ digest: Digest) async throws(RecordsError) -> StoredPlan? {
        try await read { db in try Self.plan(digest, db) }
    }

    private static func plan(_ digest: Digest, _ db: Database) throws -> StoredPlan? {
        let statement = try db.cachedStatement(sql: "SELECT * FROM plans WHERE digest = ?")
        return try Row.fetchOne(statement, arguments: [digest.data]).map(storedPlan)
    }

    static func storedPlan(_ row: Row) throws -> StoredPlan {
        let columns = StoreRow(row, "a plan")
        return StoredPlan(
            bytes: try columns.proven("bytes"), createdAt: try columns.int64("created_at"),
            planner: try columns.text("planner"), subject: try columns.optionalText("subject"),
            status: try columns.text("status"))
    }

    /// See ``PlanStore/plans(status:subject:page:)``.
    public func plans(status: String?, subject: String?, page: Page) async throws(RecordsError) -> PageOf<StoredPlan> {
        try await read { db in
            var query = ListQuery(page, by: "id")
            query.add("status = ?", status)
            query.add("subject = ?", subject)
            return try query.fetch(db, from: "plans") {
                (try Self.storedPlan($0), try StoreRow($0, "a plan").int64("id"))
            }
        }
    }

    /// See ``PlanStore/setPlanStatus(_:from:to:)``.
    public func setPlanStatus(_ digest: Digest, from: Set<String>, to status: String) async throws(RecordsError) {
        try await write { db in try Self.move(digest, from: from, to: status, db) }
    }

    static func move(_ digest: Digest, from: Set<String>, to status: String, _ db: Database) throws {
        guard let plan = try plan(digest, db) else {
            throw RecordsError(.notFound, "there is no plan \(digest.short)")
        }
        guard from.contains(plan.status) else {
            throw RecordsError(
                .conflict, "the plan \(digest.short) is `\(plan.status)`, so it cannot become `\(status)`")
        }
        try db.execute(sql: "UPDATE plans SET status = ? WHERE digest = ?", arguments: [status, digest.data])
    }
}
