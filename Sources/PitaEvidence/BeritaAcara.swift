/// The record of one attempt to change devices, successful or not: what stands up in an audit.
///
/// Its canonical JSON is what is signed, chained and printed; everything that a reader needs is inside.
public struct BeritaAcara: Hashable, Sendable {
    /// What the record is of.
    public enum Kind: String, Sendable, CaseIterable {
        /// An approved plan was applied.
        case work = "pekerjaan"
        /// An approved reverse of an earlier record was applied.
        case rollback = "pengembalian"
        /// An interrupted attempt was finished or undone.
        case recovery = "pemulihan"
        /// A change under break-glass, to be countersigned.
        case breakGlass = "darurat"
        /// The countersignature of a change under break-glass.
        case countersignature = "pengesahan"
    }

    /// How the whole attempt ended.
    public enum Outcome: String, Sendable, CaseIterable {
        /// Every device is as planned.
        case succeeded = "berhasil"
        /// Some devices are as planned, the others as before.
        case partial = "sebagian"
        /// Every device is as before, after commands had been sent to one at least.
        case returned = "dikembalikan"
        /// No device was changed.
        case nothingChanged = "tidak-ada-perubahan"
        /// At least one device's state is not known.
        case unknown = "tidak-diketahui"
    }

    /// The version of the record's form.
    public static let format = 1

    /// What the record is of.
    public var kind: Kind
    /// Its place in the chain and in the year's series.
    public var position: ChainPosition
    /// The number as the office writes it on documents: `000.7.5/007/BA/DISKOMINFO/2026`.
    public var documentNumber: String
    /// The office that did the work.
    public var office: RecordOffice
    /// When the record was made.
    public var madeAt: LocalTime
    /// Pita's version.
    public var pitaVersion: String
    /// The request that the work answers; `nil` for work that the office began itself.
    public var request: RequestReference?
    /// What was planned.
    public var plan: PlanReference
    /// An earlier record that this one reverses, recovers or countersigns.
    public var concerns: RecordReference?
    /// The people, by role.
    public var parties: [Party]
    /// What was approved or overridden, by whom and why.
    public var approvals: [Approval]
    /// The devices, in the order in which they were pushed.
    public var devices: [DeviceRecord]
    /// The check of the bandwidth's availability; `nil` for work that asks for none.
    public var capacity: CapacityRecord?
    /// The renewal of the base data; `nil` for work that changes no allocation.
    public var allocation: AllocationRenewal?
    /// How the whole attempt ended.
    public var outcome: Outcome
    /// What else an auditor must know: interruptions, recoveries, by hand.
    public var notes: [Note]

    /// A record.
    public init(
        kind: Kind, position: ChainPosition, documentNumber: String, office: RecordOffice, madeAt: LocalTime,
        pitaVersion: String,
        request: RequestReference?, plan: PlanReference, concerns: RecordReference? = nil, parties: [Party],
        approvals: [Approval], devices: [DeviceRecord], capacity: CapacityRecord?, allocation: AllocationRenewal?,
        outcome: Outcome, notes: [Note] = []
    ) {
        self.kind = kind
        self.position = position
        self.documentNumber = documentNumber
        self.office = office
        self.madeAt = madeAt
        self.pitaVersion = pitaVersion
        self.request = request
        self.plan = plan
        self.concerns = concerns
        self.parties = parties
        self.approvals = approvals
        self.devices = devices
        self.capacity = capacity
        self.allocation = allocation
        self.outcome = outcome
        self.notes = notes
    }

    /// The canonical bytes: what is signed and digested.
    public var canonical: [UInt8] { json.canonical }
    /// The digest of the canonical bytes: what the next record calls `previous`.
    public var digest: Digest { Digest(of: canonical) }
    /// Whether somebody who took no part has to accept it afterwards.
    public var needsCountersignature: Bool { kind == .breakGlass }
    /// The number as it is spoken of: `17/2026`.
    public var number: String { "\(position.number)/\(position.year)" }
}

extension BeritaAcara: JSONConvertible {
    /// The record as one JSON object; every member is always there.
    public var json: JSONValue {
        [
            "format": .integer(Int64(Self.format)), "type": "berita-acara", "kind": .string(kind.rawValue),
            "position": position.json,
            "document_number": .string(documentNumber), "office": office.json, "made_at": madeAt.json,
            "pita_version": .string(pitaVersion), "request": .optional(request), "plan": plan.json,
            "concerns": .optional(concerns), "parties": .list(parties), "approvals": .list(approvals),
            "devices": .list(devices), "capacity": .optional(capacity), "allocation": .optional(allocation),
            "outcome": .string(outcome.rawValue), "notes": .list(notes),
        ]
    }

    /// Reads ``json``; unknown members and formats are refused.
    public init(json: JSONValue, path: String = "berita-acara") throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        let format = try reader.integer("format")
        guard format == Self.format, try reader.string("type") == "berita-acara" else {
            throw EvidenceError(.unsupported, "`\(path)` is no berita acara of format \(Self.format)")
        }
        kind = try reader.choice("kind")
        position = try reader.part("position")
        documentNumber = try reader.string("document_number")
        office = try reader.part("office")
        madeAt = try reader.part("made_at")
        pitaVersion = try reader.string("pita_version")
        request = try reader.optionalPart("request")
        plan = try reader.part("plan")
        concerns = try reader.optionalPart("concerns")
        parties = try reader.parts("parties")
        approvals = try reader.parts("approvals")
        devices = try reader.parts("devices")
        capacity = try reader.optionalPart("capacity")
        allocation = try reader.optionalPart("allocation")
        outcome = try reader.choice("outcome")
        notes = try reader.parts("notes")
        try reader.finish()
    }
}
