import PitaEvidence

/// A plan as it is kept: bytes that never change, and a status that does.
public struct StoredPlan: Hashable, Sendable {
    /// The digest of ``bytes``: the plan's name.
    public let digest: Digest
    /// The canonical JSON.
    public let bytes: [UInt8]
    /// When it was made, in Unix milliseconds.
    public let createdAt: Int64
    /// Who made it, by id.
    public let planner: String
    /// What it is about, to search by: a segment or a device.
    public let subject: String?
    /// Where it stands, in the words of the operations.
    public let status: String

    /// A plan; its digest is worked out.
    public init(bytes: [UInt8], createdAt: Int64, planner: String, subject: String?, status: String) {
        digest = Digest(of: bytes)
        self.bytes = bytes
        self.createdAt = createdAt
        self.planner = planner
        self.subject = subject
        self.status = status
    }
}

/// One person's decision on a plan.
public struct StoredDecision: Hashable, Sendable {
    /// The kinds; at most one open approval stands on a plan, and the open break-glass of two people.
    public enum Kind: String, Sendable, CaseIterable {
        /// The plan may be carried out.
        case approval
        /// The plan may be carried out in an emergency, when another person says so too.
        case breakGlass = "break-glass"
        /// The plan must not be carried out, ever.
        case rejection
        /// A change under break-glass is accepted afterwards.
        case countersignature
        /// The planner's signed word that the plan is theirs.
        case proposal
        /// The executor's signed word that they apply the plan.
        case execution

        /// Whether it allows the plan to be carried out.
        public var allows: Bool { self == .approval || self == .breakGlass }
    }

    /// The plan.
    public let plan: Digest
    /// What was decided.
    public let kind: Kind
    /// By whom, by id.
    public let person: String
    /// In which role.
    public let role: String
    /// The canonical JSON of the decision.
    public let bytes: [UInt8]
    /// The armoured signature over ``bytes``.
    public let signature: String
    /// When, in Unix milliseconds.
    public let at: Int64
    /// Until when it is valid; `nil` for always.
    public let expiresAt: Int64?
    /// The record that a countersignature accepts; `nil` for every other kind.
    public let record: Digest?

    /// A decision.
    public init(
        plan: Digest, kind: Kind, person: String, role: String, bytes: [UInt8], signature: String, at: Int64,
        expiresAt: Int64?, record: Digest? = nil
    ) {
        self.plan = plan
        self.kind = kind
        self.person = person
        self.role = role
        self.bytes = bytes
        self.signature = signature
        self.at = at
        self.expiresAt = expiresAt
        self.record = record
    }
}
