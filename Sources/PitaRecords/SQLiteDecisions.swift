internal import Foundation
internal import GRDB
import PitaEvidence

extension SQLiteRecordStore {
    /// See ``PlanStore/addDecision(_:now:)``.
    public func addDecision(_ decision: StoredDecision, now: Int64) async throws(RecordsError) {
        guard decision.kind != .rejection else {
            throw RecordsError(.invalid, "a rejection is kept together with the end of its plan")
        }
        try await write { db in try Self.add(decision, now: now, db) }
    }

    /// See ``PlanStore/reject(_:now:from:to:)``.
    public func reject(
        _ decision: StoredDecision, now: Int64, from: Set<String>, to status: String
    ) async throws(RecordsError) {
        guard decision.kind == .rejection else {
            throw RecordsError(.invalid, "a decision that ends a plan is a rejection")
        }
        try await write { db in
            try Self.move(decision.plan, from: from, to: status, db)
            try Self.add(decision, now: now, db)
        }
    }

    private static func add(_ decision: StoredDecision, now: Int64, _ db: Database) throws {
        guard
            try Row.fetchOne(db, sql: "SELECT 1 FROM plans WHERE digest = ?", arguments: [decision.plan.data]) != nil
        else { throw RecordsError(.notFound, "there is no plan \(decision.plan.short)") }
        try checkFirst(decision, now: now, db)
        let closes = decision.kind == .rejection
        try db.execute(
            sql: """
                UPDATE decisions SET is_open = 0
                WHERE plan = ? AND is_open = 1 AND kind IN ('approval', 'break-glass') AND (? OR expires_at <= ?)
                """, arguments: [decision.plan.data, closes, now])
        try db.execute(
            sql: """
                INSERT INTO decisions
                (plan, kind, person, role, bytes, signature, digest, at, expires_at, record, is_open)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
                """,
            arguments: [
                decision.plan.data, decision.kind.rawValue, decision.person, decision.role, Data(decision.bytes),
                decision.signature, Digest(of: decision.bytes).data, decision.at, decision.expiresAt,
                decision.record?.data,
            ])
    }

    private static func checkFirst(_ decision: StoredDecision, now: Int64, _ db: Database) throws {
        if let record = decision.record, let first = try countersignature(record, db) {
            throw RecordsError(.conflict, "the record was countersigned by `\(first.person)` already")
        }
        guard decision.kind.allows else { return }
        let earlier = try decisions(decision.plan, db)
        if let rejection = earlier.first(where: { $0.decision.kind == .rejection })?.decision {
            throw RecordsError(.conflict, "the plan \(decision.plan.short) was rejected by `\(rejection.person)`")
        }
        let standing = standing(earlier, now: now).filter { $0.kind == decision.kind }
        let isTaken =
            decision.kind == .approval
            ? !standing.isEmpty : standing.count >= 2 || standing.contains { $0.person == decision.person }
        if isTaken {
            let people = standing.map { "`\($0.person)`" }.joined(separator: " and ")
            throw RecordsError(
                .conflict, "the plan \(decision.plan.short) has the \(decision.kind.rawValue) of \(people)")
        }
    }

    /// See ``PlanStore/decisions(plan:)``.
    public func decisions(plan: Digest) async throws(RecordsError) -> [StoredDecision] {
        try await read { db in try Self.decisions(plan, db).map(\.decision) }
    }

    /// See ``PlanStore/standingApprovals(plan:now:)``.
    public func standingApprovals(plan: Digest, now: Int64) async throws(RecordsError) -> [StoredDecision] {
        try await read { db in Self.standing(try Self.decisions(plan, db), now: now) }
    }

    private static func standing(
        _ all: [(decision: StoredDecision, isOpen: Bool)], now: Int64
    ) -> [StoredDecision] {
        guard !all.contains(where: { $0.decision.kind == .rejection }) else { return [] }
        return all.filter { $0.isOpen && $0.decision.kind.allows && $0.decision.expiresAt ?? .max > now }.map(
            \.decision)
    }

    /// See ``PlanStore/countersignature(record:)``.
    public func countersignature(record: Digest) async throws(RecordsError) -> StoredDecision? {
        try await read { db in try Self.countersignature(record, db) }
    }

    private static func countersignature(_ record: Digest, _ db: Database) throws -> StoredDecision? {
        let statement = try db.cachedStatement(sql: "SELECT * FROM decisions WHERE record = ?")
        return try Row.fetchOne(statement, arguments: [record.data]).map { try storedDecision($0) }
    }

    private static func decisions(
        _ plan: Digest, _ db: Database
    ) throws -> [(decision: StoredDecision, isOpen: Bool)] {
        let statement = try db.cachedStatement(sql: "SELECT * FROM decisions WHERE plan = ? ORDER BY id LIMIT 1000")
        return try Row.fetchAll(statement, arguments: [plan.data]).map { row in
            (try storedDecision(row), try StoreRow(row, "a decision").int("is_open") == 1)
        }
    }

    static func storedDecision(_ row: Row) throws -> StoredDecision {
        let columns = StoreRow(row, "a decision")
        guard let kind = StoredDecision.Kind(rawValue: try columns.text("kind")) else {
            throw RecordsError.corrupt("a decision")
        }
        return StoredDecision(
            plan: try columns.digest("plan"), kind: kind, person: try columns.text("person"),
            role: try columns.text("role"), bytes: try columns.proven("bytes"),
            signature: try columns.text("signature"), at: try columns.int64("at"),
            expiresAt: try columns.optionalInt64("expires_at"), record: try columns.optionalDigest("record"))
    }
}
