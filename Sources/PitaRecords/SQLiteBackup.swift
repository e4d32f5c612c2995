internal import Foundation
internal import GRDB

/// Which file a path leads to, by device and inode.
struct FileIdentity: Hashable, Sendable {
    private let device: UInt64
    private let inode: UInt64

    /// The file at `path` now; `nil` when there is none.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        (device, inode) = (UInt64(status.st_dev), UInt64(status.st_ino))
    }
}

extension SQLiteRecordStore {
    /// See ``RecordStore/backUp(to:)``.
    public func backUp(to destination: String) async throws(RecordsError) {
        let pool = pool
        let result: Result<Void, any Error> = await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: Result { try Self.copy(pool, to: destination) }) }
        }
        if case .failure(let error) = result { throw RecordsError.naming(error, path: destination) }
    }

    private static func copy(_ pool: DatabasePool, to destination: String) throws {
        let taken = RecordsError(.invalid, "\(destination) exists already", hint: "name a file that is not there yet")
        guard FileIdentity(destination) == nil else { throw taken }
        try prepareFile(destination, SQLiteOptions())
        do {
            let copy = try DatabaseQueue(path: destination)
            try pool.backup(to: copy)
            // One file and no log beside it: what is carried away is whole.
            try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
            try copy.close()
        } catch {
            for ending in ["", "-journal", "-wal", "-shm"] { unlink(destination + ending) }
            throw error
        }
    }

    /// See ``RecordStore/extent()``.
    public func extent() async throws(RecordsError) -> StoreExtent {
        try await read { db in
            func last(_ column: String, _ table: String) throws -> Int64 {
                try Int64.fetchOne(db, sql: "SELECT max(\(column)) FROM \(table)") ?? 0
            }
            return StoreExtent(
                records: try last("sequence", "berita_acara"), plans: try last("id", "plans"),
                decisions: try last("id", "decisions"), steps: try last("sequence", "journal"))
        }
    }

    /// Puts another store's file in the place of this one, which is kept under another name, and closes it. At each
    /// moment the place holds one of the two whole; whoever still has this one open is refused at the next write.
    ///
    /// - Parameter check: is given the open pushes and the leases, under the lock that keeps writers out; it throws when
    ///   the store is in use.
    public func replace(
        with file: String, keepingAs former: String,
        unless check: @escaping @Sendable ([OpenPush], [Lease]) throws -> Void
    ) async throws {
        let (path, pool) = (path, pool)
        // What was committed must stand in the file itself before the log is parted from it.
        try await pool.writeWithoutTransaction { _ = try Row.fetchOne($0, sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        let checked: Result<Void, any Error> = try await write { db in
            var log = stat()
            guard stat(path + "-wal", &log) != 0 || log.st_size == 0 else {
                throw RecordsError(
                    .locked, "the store \(path) is in use by another process", hint: "run the command again")
            }
            let leases = try Row.fetchAll(db, sql: "SELECT * FROM leases ORDER BY device").map(Self.lease)
            let pushes = try Self.openPushes(db)
            // The check's own error is handed out as it is.
            let result = Result { try check(pushes, leases) }
            if case .success = result { try Self.exchange(path, for: file, keepingAs: former) }
            return result
        }
        try checked.get()
        try close()
    }

    /// Puts a file in the place of a store that cannot be opened; the store and its log are kept under another name.
    public static func exchange(
        _ path: String, for file: String, keepingAs former: String
    ) throws(RecordsError) {
        // The log goes first: beside another file it would be taken for that file's own.
        let moved = ["-wal", "-shm"].allSatisfy { ending in
            FileIdentity(path + ending) == nil || rename(path + ending, former + ending) == 0
        }
        guard moved, link(path, former) == 0, rename(file, path) == 0 else {
            throw RecordsError(
                .permission, "\(path) could not be replaced: \(String(cString: strerror(errno)))",
                hint: "the store is \(path), or \(former) where that is there")
        }
    }
}
