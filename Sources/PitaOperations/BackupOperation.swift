import Foundation
import PitaDiagnostics
import PitaEvidence
import PitaRecords

/// Copies the record store into a file that can be carried away.
public struct BackupOperation: Sendable {
    private let workplace: Workplace

    /// Backups of an office.
    public init(workplace: Workplace) { self.workplace = workplace }

    /// A copy that was made.
    public struct Copy: Sendable {
        /// What a verification of the copy found.
        public let verification: RecordsOperation.Verification
        /// The head of its chain; `nil` when it holds no record.
        public let head: ChainReport.Head?
    }

    /// Copies the store as it is now, while a push may go on, and checks the copy. A file that is there is never written.
    ///
    /// Until the copy is whole and its structure sound the name holds an empty file. What is found in its chain is as it is
    /// in the store, and is told.
    public func backUp(to path: String) async throws -> Copy {
        let store = try await workplace.store()
        // The name is claimed first: it works on every file system, and nobody else's file is ever replaced.
        let claim = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard claim >= 0 else {
            throw errno == EEXIST ? Self.taken(path) : OperationError("\(path): \(String(cString: strerror(errno)))")
        }
        close(claim)
        let temporary = "\(path).\(UInt32.random(in: 0 ... .max)).new"
        do {
            try await store.backUp(to: temporary)
            let verification = try await StoreCopy(path: temporary, workplace: workplace).verify(heads: [])
            guard rename(temporary, path) == 0 else {
                throw OperationError("\(path): \(String(cString: strerror(errno)))")
            }
            try AtomicFile.syncDirectory(of: path)
            return Copy(verification: verification, head: verification.chain.head)
        } catch {
            unlink(temporary)
            unlink(path)
            throw error
        }
    }

    private static func taken(_ path: String) -> OperationError {
        OperationError("\(path) exists already", hint: "a backup is never written over: name another file")
    }
}

/// A file that holds a copy of a store, before anything is believed of it.
struct StoreCopy {
    let path: String
    let workplace: Workplace

    /// Checks the copy's structure, its digests and its chain; throws when the file itself is damaged.
    func verify(heads: [ChainHead]) async throws -> RecordsOperation.Verification {
        let store = try open()
        let integrity = try await store.checkIntegrity()
        guard integrity.isEmpty else {
            throw OperationError(
                "\(path) is damaged: " + integrity.prefix(5).joined(separator: "; "),
                hint: "use another backup; `pita records verify` checks the present store")
        }
        let chain = try await store.verifyChain(officeKeys: try workplace.officePublicKeys(), exportedHeads: heads)
        try store.close()
        return RecordsOperation.Verification(chain: chain, integrity: integrity)
    }

    /// The copy, to be read only.
    func open() throws -> SQLiteRecordStore {
        try SQLiteRecordStore(path: path, options: SQLiteOptions(isReadOnly: true))
    }
}
