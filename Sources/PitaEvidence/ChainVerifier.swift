/// Checks a chain of sealed records, one after the other in the order in which they are kept.
///
/// A hash chain alone shows an edit, a gap and a swap. A cut tail and a past that was written anew with the
/// office's own key show only against a head that somebody outside has kept.
public struct ChainVerifier: Sendable {
    private let officeKeys: Set<SSHPublicKey>
    private let heads: [Int: [ChainHead]]
    private let farthest: ChainHead?

    private var count = 0
    private var expected = 1
    private var last: (position: ChainPosition, digest: Digest, isGenuine: Bool)?
    private var seen: Set<Int> = []
    private var missing: Set<Int> = []
    private var numbers: [Int: Int] = [:]
    private var findings: [ChainFinding] = []
    private var reported: Set<Int> = []

    /// A verifier.
    ///
    /// - Parameters:
    ///   - officeKeys: every key with which the office has sealed records.
    ///   - exportedHeads: what was told outside; without any, a cut tail is not found.
    public init(officeKeys: some Sequence<SSHPublicKey>, exportedHeads: [ChainHead]) {
        self.officeKeys = Set(officeKeys)
        heads = Dictionary(grouping: exportedHeads, by: \.sequence)
        farthest = exportedHeads.max { $0.sequence < $1.sequence }
    }

    /// Takes the next record as it is kept.
    ///
    /// - Parameter place: the place under which it is kept; by default the one that follows the record before.
    public mutating func add(_ record: SealedRecord, at place: Int? = nil) {
        count += 1
        let kept = place ?? expected
        let header: BeritaAcara
        do throws(EvidenceError) {
            header = try record.beritaAcara()
        } catch {
            unreadable(kept, error, record)
            return
        }
        let position = header.position
        let isGenuine = checkSignature(of: record, at: kept)
        // An edited record's own claims about its place mean nothing.
        let claimed = isGenuine ? position.sequence : kept
        if seen.contains(claimed) {
            report(claimed, .duplicated, "the place \(claimed) is taken by two records")
            return
        }
        seen.insert(claimed)
        settle(claimed, position, record.digest, isGenuine: isGenuine)
    }

    /// Notes that the columns beside the record at a place do not say what the record says.
    public mutating func addMisfiled(at place: Int) {
        report(place, .edited, "the index of record \(place) does not say what the record says")
    }

    private mutating func unreadable(_ kept: Int, _ error: EvidenceError, _ record: SealedRecord) {
        report(kept, .unreadable, "record \(kept) cannot be read: \(error.message)")
        seen.insert(kept)
        last = nil
        expected = kept + 1
        checkHeads(at: kept, digest: record.digest)
    }

    /// Whether the office signed these bytes; says otherwise what is wrong.
    private mutating func checkSignature(of record: SealedRecord, at kept: Int) -> Bool {
        do throws(EvidenceError) {
            let signature = try SSHSignature(armored: record.signature)
            try signature.verify(record.bytes, namespace: .beritaAcara)
            guard officeKeys.contains(signature.publicKey) else {
                report(
                    kept, .foreignSignature,
                    "record \(kept) is signed by \(signature.publicKey.fingerprint), which is no key of the office")
                return false
            }
            return true
        } catch  where error.kind == .wrongSignature {
            report(kept, .edited, "record \(kept) is not what the office signed")
        } catch {
            report(kept, .badSignature, "record \(kept) has no usable signature: \(error.message)")
        }
        return false
    }

    private mutating func settle(_ claimed: Int, _ position: ChainPosition, _ digest: Digest, isGenuine: Bool) {
        if claimed > expected {
            // Whether they are deleted or only moved shows when the rest has been read.
            missing.formUnion(expected..<min(claimed, expected + 100_000))
            last = nil
        } else if claimed < expected {
            missing.remove(claimed)
            report(claimed, .reordered, "record \(claimed) is kept behind record \(expected - 1)")
            return
        }
        if isGenuine {
            checkLink(position)
            checkNumber(position)
        }
        checkHeads(at: claimed, digest: digest)
        last = (position, digest, isGenuine)
        expected = claimed + 1
    }

    private mutating func checkLink(_ position: ChainPosition) {
        if position.sequence == 1 {
            if position.previous != nil { report(1, .rewritten, "record 1 names a record before it") }
        } else if let last {
            // When the one before is already known to be bad, this one bears witness to that and is not bad itself.
            guard position.previous != last.digest, last.isGenuine else { return }
            report(
                position.sequence - 1, .edited,
                "record \(position.sequence - 1) is not the one that record \(position.sequence) was chained to")
        }
    }

    private mutating func checkNumber(_ position: ChainPosition) {
        if let before = numbers[position.year], last?.isGenuine == true, position.number != before + 1 {
            report(
                position.sequence, .numbering,
                "record \(position.sequence) has the number \(position.number)/\(position.year) "
                    + "after \(before)/\(position.year)"
            )
        } else if numbers[position.year] == nil, position.number != 1, missing.isEmpty,
            last?.isGenuine == true || position.sequence == 1
        {
            report(
                position.sequence, .numbering,
                "the series of \(position.year) begins with the number \(position.number)")
        }
        numbers[position.year] = position.number
    }

    private mutating func checkHeads(at place: Int, digest: Digest) {
        for head in heads[place] ?? [] where head.digest != digest {
            report(
                place, .rewritten,
                "record \(place) is not the one that was told on \(head.at.text) (\(head.digest.short))")
            return
        }
    }

    private mutating func report(_ sequence: Int, _ kind: ChainFinding.Kind, _ message: String) {
        // One record, one finding: the first is the nearest to the cause.
        guard findings.count < 10_000, reported.insert(sequence).inserted else { return }
        findings.append(ChainFinding(sequence: sequence, kind: kind, message: message))
    }

    /// Ends the check.
    public mutating func finish() -> ChainReport {
        for place in missing.sorted() {
            report(place, .deleted, "record \(place) is not there")
        }
        if let farthest, farthest.sequence >= expected {
            report(
                expected, .tailCut,
                "the chain ends with record \(expected - 1), but record \(farthest.sequence) was told on "
                    + "\(farthest.at.text): records were cut off, or an old copy was put back")
        }
        return ChainReport(
            records: count, head: last.map { ChainReport.Head(position: $0.position, digest: $0.digest) },
            findings: findings.sorted { $0.sequence < $1.sequence })
    }
}
