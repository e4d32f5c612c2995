import Foundation
import PitaDiagnostics
import PitaEvidence
import PitaRecords

/// The head of the chain, copied to where `records.head_export` says: a place that whoever holds the store cannot
/// rewrite, so that a cut tail, an old copy and a past that was written anew are found.
struct HeadExport {
    /// The file, absolute.
    let path: String
    private let workplace: Workplace

    /// The export of an office; `nil` when `pita.yaml` names no file.
    init?(_ workplace: Workplace) {
        guard let path = workplace.office.headExport else { return nil }
        self.path = workplace.absolute(path)
        self.workplace = workplace
    }

    /// The head that was exported last; `nil` where there is no file yet.
    func last() throws -> ChainHead? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return try ChainHead(parsing: try BoundedFile.text(path, limit: 64 << 10), file: path)
    }

    /// Copies the head of the chain, if the chain goes on from the one that was copied before.
    ///
    /// - Returns: what is to be known although the copy was made; `nil` for nothing.
    func write() async throws -> String? {
        let store = try await workplace.store()
        guard let head = try await RecordsOperation(workplace: workplace).head() else { return nil }
        var warning: String?
        if let last = try last() {
            guard try await store.record(sequence: last.sequence)?.sealed.digest == last.digest else {
                throw OperationError(
                    "\(path) knows the record \(last.line), which is not in the store",
                    hint: "records were taken away or changed, or an older copy was put back: run `pita records verify`"
                )
            }
            if last.digest == head.digest { return nil }
        } else if let told = try await store.exportedHeads(page: Page(limit: 1)).items.first, told.destination == path {
            warning = "the head \(told.head.line) that was copied to \(path) was gone; a new one was written"
        }
        try AtomicFile.write(Array(head.json.pretty.utf8), to: path, mode: 0o644)
        try await store.addExportedHead(head, destination: path, at: head.at.unixMilliseconds)
        return warning
    }
}

extension RecordsOperation {
    /// Copies the chain's head to where `records.head_export` says; what prevents it is told, and stops nothing.
    ///
    /// - Returns: the file; `nil` when none is configured or the copy failed.
    @discardableResult
    public func exportHead(events: EventSink) async -> String? {
        guard let export = HeadExport(workplace) else { return nil }
        do {
            if let warning = try await export.write() { events(.note("warning: " + warning)) }
            return export.path
        } catch {
            events(.note("warning: the chain's head could not be copied to \(export.path): \(error)"))
            return nil
        }
    }
}
