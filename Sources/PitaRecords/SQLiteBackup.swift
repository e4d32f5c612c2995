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

    /// Gives the store's files another name and closes them. Whoever still has them open is refused at the next write.
    ///
    /// - Parameter check: is given the open pushes and the leases, under the lock that keeps writers out; it throws when
    ///   the store is in use.
    public func moveAside(
        to destination: String, unless check: @escaping @Sendable ([OpenPush], [Lease]) throws -> Void
    ) async throws {
        let path = path
        let checked: Result<Void, any Error> = try await write { db in
            let leases = try Row.fetchAll(db, sql: "SELECT * FROM leases ORDER BY device").map(Self.lease)
            let pushes = try Self.openPushes(db)
            // The check's own error is handed out as it is.
            let result = Result { try check(pushes, leases) }
            if case .success = result { try Self.moveFiles(path, to: destination) }
            return result
        }
        try checked.get()
        try close()
    }

    /// Gives the files of a store, its log among them, another name.
    public static func moveFiles(_ path: String, to destination: String) throws(RecordsError) {
        for ending in ["", "-wal", "-shm"] where FileIdentity(path + ending) != nil {
            guard rename(path + ending, destination + ending) == 0 else {
                throw RecordsError(
                    .permission, "\(path + ending) could not be renamed: \(String(cString: strerror(errno)))",
                    hint: "rename what is left of \(path) by hand, the endings -wal and -shm with it")
            }
        }
    }
}
