import PitaDiagnostics
import PitaEvidence
import PitaInventory
import PitaPlanning

/// Renews a segment's allocation (*data dasar ketersediaan bandwidth*) in its inventory file: atomically, with comments
/// and layout kept.
struct AllocationRenewing {
    let workplace: Workplace

    /// The edit of the file and its octets before and after; `nil` when the file holds the new allocation already.
    struct Prepared: Sendable {
        let path: String
        let before: Digest
        let after: Digest
        let bytes: [UInt8]
    }

    /// Whether the inventory holds the new allocation already.
    func isDone(_ planned: PlannedAllocation) throws -> Bool {
        try Office.load(directory: workplace.directory).segment(planned.segment)?.allocation == planned.new
    }

    /// Works out the edit from the file as it is now.
    func prepare(_ planned: PlannedAllocation) throws -> Prepared? {
        let office = try Office.load(directory: workplace.directory)
        guard let segment = office.segment(planned.segment) else {
            throw OperationError("the segment `\(planned.segment)` is no longer in the inventory")
        }
        if segment.allocation == planned.new { return nil }
        guard segment.allocation == planned.old else {
            throw OperationError(
                "the allocation of `\(planned.segment)` is \(segment.allocation) and not \(planned.old), as the plan saw it",
                hint: "set it to \(planned.new) by hand in \(segment.file), and say why in the commit")
        }
        let path = workplace.absolute(segment.file)
        let old = try BoundedFile.bytes(path, limit: 1 << 20)
        let new = try office.allocationEdit(segment: planned.segment, to: planned.new).apply(to: old)
        return Prepared(path: path, before: Digest(of: old), after: Digest(of: new), bytes: new)
    }

    /// Writes the prepared octets, unless the file has changed in between.
    func write(_ prepared: Prepared) throws {
        let now = Digest(of: try BoundedFile.bytes(prepared.path, limit: 1 << 20))
        if now == prepared.after { return }
        guard now == prepared.before else {
            throw OperationError("\(prepared.path) has been edited meanwhile; the allocation was not renewed")
        }
        try AtomicFile.write(prepared.bytes, to: prepared.path, mode: 0o644)
    }
}
