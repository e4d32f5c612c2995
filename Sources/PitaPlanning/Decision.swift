import PitaEvidence

/// What a person says of a plan, as a statement that is signed: the approver's yes or no, the planner's and the
/// executor's word.
public struct Decision: Sendable, Equatable {
    /// What is said.
    public enum Kind: String, Sendable {
        /// The plan is mine.
        case plan
        /// It may be applied.
        case approve
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
            case .approve, .reject: .approval
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
    /// Why, in the person's words.
    public var reason: String
    /// Why the plan is approved although the bandwidth is not there or not proven to be; `nil` where it is.
    public var capacityOverride: String?
    /// Why the plan is approved although it cannot be undone exactly; `nil` where it can.
    public var irreversibleAccepted: String?
    /// When.
    public var at: LocalTime
    /// Until when an approval holds, in milliseconds since 1970 (UTC).
    public var expires: Int64?

    /// A statement about a plan.
    public init(
        _ kind: Kind, plan: Digest, person: String, role: String, reason: String, capacityOverride: String? = nil,
        irreversibleAccepted: String? = nil, at: LocalTime, expires: Int64? = nil
    ) {
        self.kind = kind
        self.plan = plan
        self.person = person
        self.role = role
        self.reason = reason
        self.capacityOverride = capacityOverride
        self.irreversibleAccepted = irreversibleAccepted
        self.at = at
        self.expires = expires
    }

    /// The octets that are signed.
    public var message: [UInt8] { json.canonical }
}

extension Decision: JSONConvertible {
    /// The statement as JSON; its canonical octets are what is signed.
    public var json: JSONValue {
        [
            "kind": "pita-decision", "decision": .string(kind.rawValue), "plan": .string(plan.description),
            "person": .string(person), "role": .string(role), "reason": .string(reason), "at": at.json,
            "capacity_override": .text(capacityOverride), "irreversible_accepted": .text(irreversibleAccepted),
            "expires_ms": expires.map { .number($0) } ?? .null,
        ]
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
        try reader.finish()
        guard self.json == json else {
            throw EvidenceError(.malformed, "the decision is not written in the one form that a decision has")
        }
    }
}
