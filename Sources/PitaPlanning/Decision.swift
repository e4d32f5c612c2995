import PitaEvidence
import PitaInventory

/// What a person says of a plan, as a statement that is signed: the approver's yes or no, the planner's and the
/// executor's word, and what is said in an emergency and after it.
public struct Decision: Sendable, Equatable {
    /// What is said.
    public enum Kind: String, Sendable {
        /// The plan is mine.
        case plan
        /// It may be applied.
        case approve
        /// It may be applied in an emergency, together with another person's word.
        case breakGlass = "break-glass"
        /// What was done in an emergency is accepted.
        case countersign
        /// It may not.
        case reject
        /// I apply it.
        case apply
        /// I end its interrupted push.
        case recover

        /// The namespace of the signature.
        public var namespace: SignatureNamespace {
            switch self {
            case .plan: .plan
            case .approve, .breakGlass, .countersign, .reject: .approval
            case .apply, .recover: .apply
            }
        }
    }

    /// What is said.
    public var kind: Kind
    /// The digest of the plan that it is said of.
    public var plan: Digest
    /// Who says it (an id of `users.yaml`).
    public var person: String
    /// In which role.
    public var role: String
    /// The office that the person acts in by a letter; `nil` where the role is the person's own.
    public var acting: ActingOffice?
    /// Why, in the person's words.
    public var reason: String
    /// Why the plan is approved although the bandwidth is not there or not proven to be; `nil` where it is.
    public var capacityOverride: String?
    /// Why the plan is approved although it cannot be undone exactly; `nil` where it can.
    public var irreversibleAccepted: String?
    /// What a break-glass approval lifts.
    public var lifts: [BreakGlass.Lift]
    /// The record that a countersignature accepts.
    public var record: RecordReference?
    /// When.
    public var at: LocalTime
    /// Until when an approval holds, in milliseconds since 1970 (UTC).
    public var expires: Int64?

    /// A statement about a plan.
    public init(
        _ kind: Kind, plan: Digest, person: String, role: String, reason: String, capacityOverride: String? = nil,
        irreversibleAccepted: String? = nil, lifts: [BreakGlass.Lift] = [], record: RecordReference? = nil,
        at: LocalTime, expires: Int64? = nil
    ) {
        self.kind = kind
        self.plan = plan
        self.person = person
        self.role = role
        self.reason = reason
        self.capacityOverride = capacityOverride
        self.irreversibleAccepted = irreversibleAccepted
        self.lifts = lifts
        self.record = record
        self.at = at
        self.expires = expires
    }

    /// A statement in the role of a mandate.
    public init(
        _ kind: Kind, plan: Digest, person: String, as mandate: Mandate, reason: String,
        capacityOverride: String? = nil,
        irreversibleAccepted: String? = nil, lifts: [BreakGlass.Lift] = [], record: RecordReference? = nil,
        at: LocalTime, expires: Int64? = nil
    ) {
        self.init(
            kind, plan: plan, person: person, role: mandate.role.id, reason: reason, capacityOverride: capacityOverride,
            irreversibleAccepted: irreversibleAccepted, lifts: lifts, record: record, at: at, expires: expires)
        acting = ActingOffice(mandate)
    }

    /// The octets that are signed.
    public var message: [UInt8] { json.canonical }
}

extension Decision: JSONConvertible {
    /// The statement as JSON; its canonical octets are what is signed. What only some statements have (`acting`, `lifts`,
    /// `record`) is a member of those only.
    public var json: JSONValue {
        var members: [String: JSONValue] = [
            "kind": "pita-decision", "decision": .string(kind.rawValue), "plan": .string(plan.description),
            "person": .string(person), "role": .string(role), "reason": .string(reason), "at": at.json,
            "capacity_override": .text(capacityOverride), "irreversible_accepted": .text(irreversibleAccepted),
            "expires_ms": expires.map { .number($0) } ?? .null,
        ]
        members["acting"] = acting?.json
        members["record"] = record?.json
        if !lifts.isEmpty { members["lifts"] = .list(lifts.map(\.rawValue)) }
        return .object(members)
    }

    /// Reads what ``json`` wrote.
    public init(json: JSONValue, path: String = "decision") throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        guard try reader.string("kind") == "pita-decision" else {
            throw EvidenceError(.malformed, "this is no decision about a plan")
        }
        let expires = try reader.optionalInteger("expires_ms").map { Int64($0) }
        self.init(
            try reader.choice("decision"), plan: try reader.digest("plan"), person: try reader.string("person"),
            role: try reader.string("role"), reason: try reader.string("reason"),
            capacityOverride: try reader.text("capacity_override"),
            irreversibleAccepted: try reader.text("irreversible_accepted"), at: try reader.part("at"), expires: expires)
        if json["acting"] != nil { acting = try reader.part("acting") }
        if json["record"] != nil { record = try reader.part("record") }
        if json["lifts"] != nil { lifts = try reader.strings("lifts").compactMap { BreakGlass.Lift(rawValue: $0) } }
        try reader.finish()
        guard self.json == json else {
            throw EvidenceError(.malformed, "the decision is not written in the one form that a decision has")
        }
    }
}
