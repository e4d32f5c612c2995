import Foundation
import PitaDocuments
import PitaEvidence
import PitaInventory
import PitaPlanning
import PitaRecords

/// Lists, shows, exports and verifies the berita acara.
public struct RecordsOperation: Sendable {
    let workplace: Workplace

    /// The records of an office.
    public init(workplace: Workplace) { self.workplace = workplace }

    /// A record as a row.
    public struct Row: TableRow {
        /// The record.
        public let record: BeritaAcara
        /// Its digest.
        public let digest: Digest
        /// The countersignature of a record of break-glass; `nil` where there is none.
        public let countersignature: SignedDecision?

        /// The headings.
        public static let columns = [
            "NUMBER", "MADE AT", "KIND", "OUTCOME", "COUNTERSIGNED", "PLAYBOOK", "SEGMENT", "DIGEST",
        ]
        /// The cells, one for each heading.
        public var cells: [String] {
            [
                record.number, record.madeAt.text, record.kind.rawValue, record.outcome.rawValue,
                record.needsCountersignature ? countersignature?.decision.person ?? "NO" : "-", record.plan.playbook,
                record.plan.parameters["segment"] ?? "-", digest.short,
            ]
        }
        /// The row as JSON.
        public var json: JSONValue {
            [
                "number": .string(record.number), "document_number": .string(record.documentNumber),
                "made_at": record.madeAt.json, "kind": .string(record.kind.rawValue),
                "outcome": .string(record.outcome.rawValue), "playbook": .string(record.plan.playbook),
                "segment": .text(record.plan.parameters["segment"]), "digest": .string(digest.description),
                "needs_countersignature": .bool(record.needsCountersignature),
                "countersignature": countersignature?.decision.json ?? .null,
            ]
        }
    }

    /// The records, newest first, at most `limit`.
    ///
    /// - Parameter uncountersigned: whether only those of break-glass that nobody has countersigned.
    public func list(segment: String?, uncountersigned: Bool = false, limit: Int) async throws -> [Row] {
        let store = try await workplace.store()
        let page = Page(limit: limit)
        let records =
            try await uncountersigned
            ? store.emergencies(open: true, subject: segment, page: page) : store.records(subject: segment, page: page)
        var rows: [Row] = []
        for stored in records.items {
            let record = try stored.sealed.beritaAcara()
            let signed = try await record.needsCountersignature ? countersignature(of: stored) : nil
            rows.append(Row(record: record, digest: stored.sealed.digest, countersignature: signed))
        }
        return rows
    }

    /// The countersignature of a record, as it was kept; `nil` where there is none.
    public func countersignature(of record: StoredRecord) async throws -> SignedDecision? {
        try await workplace.store().countersignature(record: record.sealed.digest)?.signed()
    }

    /// A record by its number (`3/2026`).
    public func record(_ number: String) async throws -> StoredRecord {
        guard let place = RequestNumber(number) else {
            throw OperationError(
                "`\(number)` is no number of a berita acara", hint: "write NUMBER/YEAR, as `pita records list` shows it"
            )
        }
        guard let record = try await workplace.store().record(year: place.year, number: place.number) else {
            throw OperationError("there is no berita acara \(number)", hint: "`pita records list` shows them")
        }
        return record
    }

    /// Writes a record's JSON and signature, and its PDF if asked, into the state directory; returns the paths.
    func writeDocuments(of record: StoredRecord, pdf: Bool) async throws -> [String] {
        let state = try workplace.state()
        return try await export(record, into: try state.prepare("berita-acara"), pdf: pdf, mode: state.fileMode)
    }

    /// Writes a record's JSON and signature, those of its countersignature, and the PDF if asked, into a directory; returns
    /// the paths.
    ///
    /// - Parameter mode: the mode of new files.
    public func export(
        _ record: StoredRecord, into directory: String, pdf: Bool, mode: UInt32 = 0o600
    ) async throws -> [String] {
        let name = String(format: "%@/%04d-%04d", directory, record.position.year, record.position.number)
        var files = ["\(name).json", "\(name).json.sig"]
        try AtomicFile.write(record.sealed.bytes, to: files[0], mode: mode)
        try AtomicFile.write(Array(record.sealed.signature.utf8), to: files[1], mode: mode)
        if let countersignature = try await countersignature(of: record) {
            let path = "\(name)-pengesahan.json"
            try AtomicFile.write(countersignature.decision.message, to: path, mode: mode)
            try AtomicFile.write(Array(countersignature.signature.armored.utf8), to: path + ".sig", mode: mode)
            files += [path, path + ".sig"]
        }
        if pdf {
            let office = workplace.office
            let letterhead = Letterhead(lines: office.letterhead, address: office.address, logo: nil)
            let document = try BeritaAcaraDocument(record.sealed, letterhead: letterhead)
            try AtomicFile.write(try await document.pdf(), to: "\(name).pdf", mode: mode)
            files.append("\(name).pdf")
        }
        return files
    }

    /// What a verification found.
    public struct Verification: Sendable {
        /// The chain's report.
        public let chain: ChainReport
        /// What SQLite and the digests of the store say; empty when sound.
        public let integrity: [String]
        /// What is wrong with countersignatures; empty when sound, and where a copy of the store is checked.
        public internal(set) var countersignatures: [String] = []
        /// The records of break-glass that nobody has countersigned yet, as `3/2026`.
        public internal(set) var uncountersigned: [String] = []

        /// Whether nothing was found.
        public var isSound: Bool { findings.isEmpty }
        /// What was found, as sentences.
        public var findings: [String] {
            chain.findings.map { "record \($0.sequence): \($0.message)" } + integrity + countersignatures
        }
    }

    /// Checks every record: digests, signatures, the chain, the number series, the exported heads that are given, and the
    /// one at `records.head_export`.
    ///
    /// - Parameter heads: files that hold exported chain heads.
    public func verify(heads files: [String]) async throws -> Verification {
        let store = try await workplace.store()
        let keys = try workplace.officePublicKeys()
        var heads = try files.map { try ChainHead(parsing: try BoundedFile.text($0, limit: 1 << 20), file: $0) }
        if let exported = try HeadExport(workplace)?.last() { heads.append(exported) }
        let chain = try await store.verifyChain(officeKeys: keys, exportedHeads: heads)
        let integrity = try await store.checkIntegrity()
        // What is damaged is told above, and cannot be read here.
        let emergencies =
            chain.findings.isEmpty && integrity.isEmpty ? try await checkEmergencies(store) : (faults: [], open: [])
        return Verification(
            chain: chain, integrity: integrity, countersignatures: emergencies.faults,
            uncountersigned: emergencies.open)
    }

    /// What is wrong with countersignatures, and the numbers of records that have none.
    private func checkEmergencies(_ store: any RecordStore) async throws -> (faults: [String], open: [String]) {
        var (faults, open): ([String], [String]) = ([], [])
        var page: Page? = Page(limit: 1000)
        while let current = page {
            let records = try await store.emergencies(open: false, subject: nil, page: current)
            for stored in records.items {
                let record = try stored.sealed.beritaAcara()
                guard let countersignature = try await countersignature(of: stored) else {
                    open.append(record.number)
                    continue
                }
                let fault = Countersigning.fault(
                    in: countersignature.decision, signature: countersignature.signature, of: record,
                    office: workplace.office)
                if let fault { faults.append(fault) }
            }
            page = records.next.map { Page(after: $0, limit: 1000) }
        }
        return (faults, open)
    }

    /// The head of the chain, to be kept off this host; `nil` when there is no record yet.
    public func head() async throws -> ChainHead? {
        try await workplace.store().chainHead().map { record in
            ChainHead(
                office: workplace.office.name, sequence: record.position.sequence, year: record.position.year,
                number: record.position.number, digest: record.sealed.digest, at: workplace.clock.now)
        }
    }
}
