import Foundation
import PitaDiagnostics
import PitaEvidence
import PitaPlanning
import PitaRecords

/// Puts a backup in the place of the record store.
public struct RestoreOperation: Sendable {
    private let workplace: Workplace

    /// Restorations in an office.
    public init(workplace: Workplace) { self.workplace = workplace }

    /// A store that was restored.
    public struct Result: Sendable {
        /// How many berita acara it holds.
        public let records: Int
        /// The head of its chain; `nil` when it holds no record.
        public let head: ChainHead?
        /// The file that holds the former store; `nil` when there was none.
        public let formerStore: String?
        /// What whoever restores has to know: what the backup lacks, what is to be done next.
        public let warnings: [String]
    }

    /// The backup does not hold, or not as much as an exported head says.
    public struct Unsound: Error, Sendable {
        /// What was found, as sentences.
        public let findings: [String]
    }

    /// Restores a backup; throws ``Refusal`` while a push is open and ``Unsound`` for a chain that does not hold.
    ///
    /// - Parameter heads: files that hold exported chain heads: the backup must hold those records.
    public func restore(_ backup: String, heads files: [String]) async throws -> Result {
        let present = workplace.stateDirectory + "/pita.sqlite"
        let state = try workplace.state()
        try state.prepare()
        let copy = StoreCopy(
            path: "\(present).\(UInt32.random(in: 0 ... .max)).new", workplace: workplace)
        defer { unlink(copy.path) }
        try await self.copy(backup, to: copy.path, present: present)
        let heads = try files.map { try ChainHead(parsing: try BoundedFile.text($0, limit: 1 << 20), file: $0) }
        let found = try await copy.verify(heads: heads)
        guard found.isSound else { throw Unsound(findings: found.findings) }
        let open = try await markOpenPushes(in: copy)
        try state.share(copy.path)
        let former = FileManager.default.fileExists(atPath: present) ? "\(present).before-\(stamp)" : nil
        var warnings: [String] = []
        if let former {
            warnings = try await replace(present, by: copy, keepingAs: former)
        } else if link(copy.path, present) != 0 {
            throw OperationError("\(present): \(String(cString: strerror(errno)))", hint: "run the command again")
        }
        try AtomicFile.syncDirectory(of: present)
        warnings += open.map { "the push \($0) was under way when the backup was made: run `pita recover`" }
        return try await result(found, former: former, warnings: warnings)
    }

    /// Marks the pushes that were under way when the backup was made, before anybody can find them in the store: a
    /// recovery that took them for today's would undo what came later. Returns them.
    private func markOpenPushes(in copy: StoreCopy) async throws -> [String] {
        let unmarked = copy.path + ".unmarked"
        defer { for ending in ["", "-wal", "-shm"] { unlink(unmarked + ending) } }
        guard rename(copy.path, unmarked) == 0 else {
            throw OperationError("\(copy.path): \(String(cString: strerror(errno)))")
        }
        let store = try SQLiteRecordStore(path: unmarked)
        let open = try await store.openPushes().map(\.push)
        for push in open {
            _ = try await store.appendJournal(
                push: push, device: nil, step: OfficeStep.fromBackup.place,
                payload: JournalledStep(.fromBackup).payload,
                at: workplace.clock.now.unixMilliseconds)
        }
        // A copy of it is one file again, with no log beside it that would be left behind.
        try await store.backUp(to: copy.path)
        try store.close()
        return open
    }

    private var stamp: String {
        String(workplace.clock.now.text.prefix(19)).filter(\.isNumber) + "-\(UInt16.random(in: 0 ... .max))"
    }

    /// Copies the backup beside the store: what is checked is then what is put in place, whatever becomes of the file.
    private func copy(_ backup: String, to path: String, present: String) async throws {
        var (file, store) = (stat(), stat())
        guard stat(backup, &file) == 0 else { throw OperationError("\(backup): \(String(cString: strerror(errno)))") }
        guard file.st_mode & S_IFMT == S_IFREG else { throw OperationError("\(backup) is no regular file") }
        if stat(present, &store) == 0, store.st_dev == file.st_dev, store.st_ino == file.st_ino {
            throw OperationError("\(backup) is the present store itself", hint: "name a backup")
        }
        let source = try StoreCopy(path: backup, workplace: workplace).open()
        try await source.backUp(to: path)
        try source.close()
    }

    /// Puts the copy in the place of the present store, if nothing is under way in that; says what it lacks.
    private func replace(
        _ present: String, by copy: StoreCopy, keepingAs former: String
    ) async throws -> [String] {
        let store: SQLiteRecordStore
        do {
            store = try SQLiteRecordStore(path: present)
        } catch {
            guard error.kind == .corrupt || error.kind == .newerSchema else { throw error }
            try SQLiteRecordStore.exchange(present, for: copy.path, keepingAs: former)
            return ["what the present store holds could not be compared: \(error.message)"]
        }
        var warnings = try await missing(in: copy, of: store)
        // A push that came here with a backup must not keep a better store out.
        var restored: Set<String> = []
        for open in try await store.openPushes() where try await PushHistory.read(open.push, store: store).isFromBackup
        {
            restored.insert(open.push)
        }
        try await store.replace(with: copy.path, keepingAs: former) { [restored] pushes, leases in
            if let push = pushes.first(where: { !restored.contains($0.push) }) {
                throw Refusal(
                    .busy, "the push \(push.push) has not ended",
                    hint: "wait for it; if it was interrupted, run `pita recover`")
            }
            if let lease = leases.first(where: { !HolderName.isDead($0.holder) }) {
                throw Refusal(
                    .busy, "`\(lease.device)` is being changed by \(lease.holder) (push \(lease.purpose))",
                    hint: "wait for it to end")
            }
        }
        if !warnings.isEmpty { warnings.append("what the backup lacks is in \(former)") }
        return warnings
    }

    /// What a store holds that its copy does not, in sentences.
    private func missing(in copy: StoreCopy, of store: SQLiteRecordStore) async throws -> [String] {
        let backup = try copy.open()
        let (old, new) = (try await backup.extent(), try await store.extent())
        try backup.close()
        return [
            ("berita acara", new.records - old.records), ("plans", new.plans - old.plans),
            ("decisions", new.decisions - old.decisions), ("steps of the push journal", new.steps - old.steps),
        ].filter { $0.1 > 0 }.map { "the backup is older than the store was: \($0.1) \($0.0) are not in it" }
    }

    private func result(
        _ found: RecordsOperation.Verification, former: String?, warnings: [String]
    ) async throws -> Result {
        var warnings = warnings
        let store = try await workplace.store()
        if let export = HeadExport(workplace), let head = try? export.last(),
            try await store.record(sequence: head.sequence)?.sealed.digest != head.digest
        {
            warnings.append("\(export.path) knows the record \(head.line), which the backup does not hold")
        }
        return Result(
            records: found.chain.records, head: try await RecordsOperation(workplace: workplace).head(),
            formerStore: former, warnings: warnings)
    }
}
