internal import Foundation
internal import GRDB
import PitaEvidence
internal import Synchronization

/// The store in one SQLite file: write-ahead log, every commit fsynced, many processes at once.
public final class SQLiteRecordStore: RecordStore {
    /// The file.
    public let path: String
    let pool: DatabasePool
    /// The file behind the path when the store was opened.
    private let identity: FileIdentity?
    /// Set when a write met a failing disk: after a failed fsync nobody knows what is on it, so no more is written.
    private let hasFailed = Mutex(false)

    /// Opens the store, and makes it where there is none.
    public init(path: String, options: SQLiteOptions = SQLiteOptions()) throws(RecordsError) {
        self.path = path
        do {
            if !options.isReadOnly { try Self.prepareFile(path, options) }
            // Before it is opened: a file that takes this place from now on is another one.
            identity = FileIdentity(path)
            pool = try DatabasePool(path: path, configuration: Self.configuration(options))
            try Self.checkIdentity(pool, path: path, isReadOnly: options.isReadOnly)
            if !options.isReadOnly {
                // The pool sets NORMAL after a connection is prepared, which may lose the last commits when power goes.
                try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
                // Only where there is something to do: a migration waits for every writer.
                if try !pool.read(Schema.migrator.hasCompletedMigrations) { try Schema.migrator.migrate(pool) }
            }
            try Self.assertDurability(pool, options)
        } catch {
            throw RecordsError.naming(error, path: path)
        }
    }

    private static func configuration(_ options: SQLiteOptions) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = options.isReadOnly
        configuration.foreignKeysEnabled = true
        let timeout = options.busyTimeout.components
        configuration.busyMode = .timeout(Double(timeout.seconds) + Double(timeout.attoseconds) * 1e-18)
        let maximumPages = options.maximumPages
        configuration.prepareDatabase { db in
            guard !db.configuration.readonly else { return }
            try db.execute(sql: "PRAGMA trusted_schema = OFF")
            if let maximumPages { try db.execute(sql: "PRAGMA max_page_count = \(maximumPages)") }
        }
        return configuration
    }

    /// Makes the directory and the file with their modes before SQLite can make them with others; SQLite gives the
    /// file's mode to the write-ahead log too.
    static func prepareFile(_ path: String, _ options: SQLiteOptions) throws {
        let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
        if !FileManager.default.fileExists(atPath: directory) {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            if let group = options.sharedGroup, chown(directory, .max, group) != 0 || chmod(directory, 0o2770) != 0 {
                throw RecordsError(.permission, "\(directory) could not be given to the group \(group)")
            }
        }
        let mode: mode_t = options.sharedGroup == nil ? 0o600 : 0o660
        let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
        if file >= 0 {
            defer { close(file) }
            if fchmod(file, mode) != 0 || options.sharedGroup.map({ fchown(file, .max, $0) != 0 }) ?? false {
                throw RecordsError(.permission, "the owner and mode of \(path) could not be set")
            }
        } else if errno == ENOSPC || errno == EDQUOT {
            throw RecordsError(.diskFull, "the disk that would hold \(path) is full", hint: "free some space")
        } else if errno == EROFS {
            throw RecordsError(.readOnly, "the disk that would hold \(path) may only be read")
        } else if errno != EEXIST {
            throw RecordsError(.permission, "\(path) could not be made: \(String(cString: strerror(errno)))")
        }
    }

    private static func checkIdentity(_ pool: DatabasePool, path: String, isReadOnly: Bool) throws {
        try pool.read { db in
            let id = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
            let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0
            guard id == Schema.applicationID || (isEmpty && !isReadOnly) else {
                throw RecordsError(.corrupt, "\(path) is no store of Pita", hint: "name another file in pita.yaml")
            }
            if try Schema.migrator.hasBeenSuperseded(db) {
                throw RecordsError(
                    .newerSchema, "the store \(path) was made by a newer Pita",
                    hint: "install that version or a later one; this one would not understand all of it")
            }
        }
    }

    private static func assertDurability(_ pool: DatabasePool, _ options: SQLiteOptions) throws {
        if options.isReadOnly { return }
        let settings = try pool.writeWithoutTransaction { db in
            try ["synchronous", "journal_mode", "foreign_keys", "busy_timeout"].map { name in
                try String.fetchOne(db, sql: "PRAGMA \(name)") ?? ""
            }
        }
        let timeout = options.busyTimeout.components
        let milliseconds = timeout.seconds * 1000 + timeout.attoseconds / 1_000_000_000_000_000
        guard settings[0] == "2", settings[1] == "wal", settings[2] == "1", settings[3] == String(milliseconds) else {
            throw RecordsError(.other, "SQLite did not take the settings that make writes durable: \(settings)")
        }
    }

    /// Runs one IMMEDIATE transaction. A cancelled task does not stop it: what began is kept or refused as a whole.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(RecordsError) -> Value {
        guard !hasFailed.withLock({ $0 }) else {
            throw RecordsError(
                .inputOutput, "the disk under \(path) has failed before; nothing more is written",
                hint: "check the disk, then start again; `pita recover` says where every device stands")
        }
        let (path, identity) = (path, identity)
        let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { db in
                continuation.resume(
                    returning: Result {
                        var value: Value?
                        try db.inTransaction(.immediate) {
                            // Asked under the lock that a restoration holds while it puts another file in this place.
                            guard FileIdentity(path) == identity else {
                                throw RecordsError(
                                    .conflict, "the store \(path) was replaced while it was in use",
                                    hint: "nothing was written; run the command again")
                            }
                            value = try body(db)
                            return .commit
                        }
                        guard let value else { throw RecordsError(.other, "the transaction gave nothing") }
                        return value
                    })
            }
        }
        return try settle(result)
    }

    /// Runs reads on one snapshot.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(RecordsError) -> Value {
        let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
            pool.asyncRead { access in
                continuation.resume(returning: access.flatMap { db in Result { try body(db) } })
            }
        }
        return try settle(result)
    }

    private func settle<Value>(_ result: Result<Value, any Error>) throws(RecordsError) -> Value {
        switch result {
        case .success(let value): return value
        case .failure(let error):
            let named = RecordsError.naming(error, path: path)
            if (error as? DatabaseError)?.resultCode == .SQLITE_IOERR { hasFailed.withLock { $0 = true } }
            throw named
        }
    }

    /// Closes the file; what was read and written before is complete.
    public func close() throws(RecordsError) {
        do { try pool.close() } catch { throw RecordsError.naming(error, path: path) }
    }

    private static func close(_ file: Int32) { _ = Foundation.close(file) }
}
