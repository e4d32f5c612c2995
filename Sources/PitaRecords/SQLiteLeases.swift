internal import GRDB
import PitaEvidence

extension SQLiteRecordStore {
    /// See ``LeaseStore/acquireLeases(_:holder:purpose:seconds:clock:)``.
    public func acquireLeases(
        _ devices: [String], holder: String, purpose: String, seconds: Int, clock: LeaseClock
    ) async throws(RecordsError) -> [Lease] {
        let duration = try Self.milliseconds(seconds)
        return try await write { db in
            try Set(devices).sorted().map { device in
                if let held = try Self.heldLease(device, clock, db) {
                    throw RecordsError(
                        .leaseHeld(held), "\(device) is being worked on by \(held.holder) (\(held.purpose))",
                        hint: "wait for it to end, or run `pita recover` when that process is gone")
                }
                try db.execute(sql: "UPDATE lease_tokens SET last = last + 1")
                let token = try Int64.fetchOne(db, sql: "SELECT last FROM lease_tokens") ?? 0
                let lease = Lease(
                    device: device, holder: holder, purpose: purpose, token: token, since: clock.wallMilliseconds,
                    expiresAt: clock.wallMilliseconds + duration)
                try db.execute(
                    sql: "INSERT OR REPLACE INTO leases VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    arguments: [
                        device, holder, purpose, token, lease.since, lease.expiresAt, clock.bootID,
                        clock.bootMilliseconds + duration,
                    ])
                return lease
            }
        }
    }

    private static func milliseconds(_ seconds: Int) throws(RecordsError) -> Int64 {
        guard (1...604_800).contains(seconds) else {
            throw RecordsError(.invalid, "a lease lasts from a second to a week, not \(seconds) s")
        }
        return Int64(seconds) * 1000
    }

    /// The lease that keeps others out: on the boot where it was made the boot's own clock decides, since nobody can
    /// step it; after a restart, or on another host, the wall clock does.
    private static func heldLease(_ device: String, _ clock: LeaseClock, _ db: Database) throws -> Lease? {
        let statement = try db.cachedStatement(sql: "SELECT * FROM leases WHERE device = ?")
        guard let row = try Row.fetchOne(statement, arguments: [device]) else { return nil }
        let columns = StoreRow(row, "a lease")
        let isSameBoot = try columns.text("boot_id") == clock.bootID
        let isHeld =
            isSameBoot
            ? try columns.int64("boot_expires_at") > clock.bootMilliseconds
            : try columns.int64("expires_at") > clock.wallMilliseconds
        return isHeld ? try lease(row) : nil
    }

    static func lease(_ row: Row) throws -> Lease {
        let columns = StoreRow(row, "a lease")
        return Lease(
            device: try columns.text("device"), holder: try columns.text("holder"),
            purpose: try columns.text("purpose"), token: try columns.int64("token"),
            since: try columns.int64("since"), expiresAt: try columns.int64("expires_at"))
    }

    /// See ``LeaseStore/renewLeases(_:seconds:clock:)``.
    public func renewLeases(
        _ leases: [Lease], seconds: Int, clock: LeaseClock
    ) async throws(RecordsError) -> [Lease] {
        let duration = try Self.milliseconds(seconds)
        return try await write { db in
            try leases.map { old in
                try db.execute(
                    sql: """
                        UPDATE leases SET expires_at = ?, boot_id = ?, boot_expires_at = ?
                        WHERE device = ? AND token = ?
                        """,
                    arguments: [
                        clock.wallMilliseconds + duration, clock.bootID, clock.bootMilliseconds + duration, old.device,
                        old.token,
                    ])
                guard db.changesCount == 1 else {
                    throw RecordsError(.conflict, "the lease on \(old.device) is no longer held by \(old.holder)")
                }
                return Lease(
                    device: old.device, holder: old.holder, purpose: old.purpose, token: old.token, since: old.since,
                    expiresAt: clock.wallMilliseconds + duration)
            }
        }
    }

    /// See ``LeaseStore/releaseLeases(_:)``.
    public func releaseLeases(_ leases: [Lease]) async throws(RecordsError) {
        try await write { db in
            for lease in leases {
                try db.execute(
                    sql: "DELETE FROM leases WHERE device = ? AND token = ?", arguments: [lease.device, lease.token])
            }
        }
    }

    /// See ``LeaseStore/leases()``.
    public func leases() async throws(RecordsError) -> [Lease] {
        try await read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM leases ORDER BY device").map(Self.lease)
        }
    }
}
