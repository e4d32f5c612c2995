internal import Foundation
internal import GRDB
import PitaDiagnostics

/// Why the store did not do what was asked: what happened and what to do.
public struct RecordsError: Error, Hashable, Sendable {
    /// The kinds that a caller tells apart.
    public enum Kind: Hashable, Sendable {
        /// The disk, or the quota, is full. Nothing of the refused write was kept.
        case diskFull
        /// The file or the disk may only be read.
        case readOnly
        /// Another process held the store for longer than the busy time-out.
        case locked
        /// The file is damaged, or is no store.
        case corrupt
        /// The store was made by a newer Pita.
        case newerSchema
        /// The file may not be opened.
        case permission
        /// The disk failed. The store takes no more writes until it is opened again.
        case inputOutput
        /// Somebody else was first: the thing is no longer as the caller thought.
        case conflict
        /// A device is being worked on.
        case leaseHeld(Lease)
        /// There is no such thing.
        case notFound
        /// The caller's value breaks a rule of the store.
        case invalid
        /// Anything else.
        case other
    }

    /// The kind.
    public var kind: Kind
    /// What happened, in one sentence without a full stop.
    public var message: String
    /// What to do about it.
    public var hint: String?
    /// SQLite's extended result code, when it gave one.
    public var sqliteCode: Int?

    /// An error.
    public init(_ kind: Kind, _ message: String, hint: String? = nil, sqliteCode: Int? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
        self.sqliteCode = sqliteCode
    }
}

extension RecordsError: CustomStringConvertible {
    /// The sentence, and the hint on a line of its own.
    public var description: String {
        TerminalText.sanitised(message) + (hint.map { "\n  hint: " + TerminalText.sanitised($0) } ?? "")
    }
}

extension RecordsError {
    /// Names the cause of whatever a transaction threw.
    static func naming(_ error: any Error, path: String) -> RecordsError {
        if let error = error as? RecordsError { return error }
        if (error as? CocoaError)?.code == .fileReadNoSuchFile {
            // A restoration took a file away between two steps of opening it.
            return RecordsError(
                .conflict, "the store \(path) was replaced while it was in use",
                hint: "nothing was written; run the command again")
        }
        guard let error = error as? DatabaseError else {
            return RecordsError(.other, "the store \(path) failed: \(error)")
        }
        let code = Int(error.extendedResultCode.rawValue)
        let told = named(error, path: path, isFull: isFull(path))
        return RecordsError(told.kind, told.message, hint: told.hint, sqliteCode: code)
    }

    /// Whether no room is left where the store lies: SQLite names a file that could not grow in several ways.
    private static func isFull(_ path: String) -> Bool {
        var status = statvfs()
        guard statvfs((path as NSString).deletingLastPathComponent, &status) == 0 else { return false }
        return status.f_blocks > 0 && (status.f_bavail == 0 || (status.f_files > 0 && status.f_favail == 0))
    }

    private static func named(_ error: DatabaseError, path: String, isFull: Bool) -> RecordsError {
        switch error.resultCode {
        case .SQLITE_FULL,
            .SQLITE_IOERR where isFull,
            .SQLITE_CANTOPEN where isFull:
            RecordsError(
                .diskFull, "the disk that holds \(path) is full; nothing was written",
                hint: "free some space, then run the command again")
        case .SQLITE_READONLY:
            RecordsError(
                .readOnly, "the store \(path) may only be read", hint: "check the mount and the owner of the directory")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            RecordsError(
                .locked, "the store \(path) is in use by another process",
                hint: "wait for it to finish; `fuser` shows which process it is")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            RecordsError(
                .corrupt, "the store \(path) is damaged",
                hint: "stop, keep a copy of the file, and restore the last backup; `pita records verify` checks it")
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            RecordsError(
                .permission, "the store \(path) cannot be opened", hint: "check that the directory exists and is yours")
        case .SQLITE_IOERR:
            RecordsError(
                .inputOutput, "the disk failed under the store \(path)",
                hint: "what was acknowledged before is safe; check the disk before you go on")
        case .SQLITE_CONSTRAINT:
            RecordsError(.invalid, "the store refused a row: \(error.message ?? "a rule of the schema")")
        case .SQLITE_TOOBIG:
            RecordsError(.invalid, "a value is too large for the store")
        default:
            RecordsError(.other, "the store \(path) failed: \(error.message ?? "code \(error.resultCode.rawValue)")")
        }
    }

    static func corrupt(_ what: String) -> RecordsError {
        RecordsError(
            .corrupt, "\(what) is damaged in the store",
            hint: "stop, keep a copy of the file, and restore the last backup; `pita records verify` checks it")
    }
}
