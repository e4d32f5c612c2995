/// One decision on a plan.
public struct Approval: Hashable, Sendable {
    /// What was decided.
    public enum Kind: String, Sendable, CaseIterable {
        /// The plan may be carried out.
        case approval = "persetujuan"
        /// The plan may be carried out without the usual approval.
        case breakGlass = "darurat"
        /// A change under break-glass is accepted afterwards.
        case countersignature = "pengesahan"
    }

    /// What was decided.
    public var kind: Kind
    /// The person's id.
    public var person: String
    /// When.
    public var at: LocalTime
    /// Until when it was valid.
    public var expires: LocalTime?
    /// The reason that the person gave.
    public var reason: String?
    /// The refusals that the person lifted with an explicit word (`tidak-dapat-dikembalikan`).
    public var overrides: [String]
    /// The digest of the person's signature.
    public var signature: Digest

    /// One decision on a plan.
    public init(
        kind: Kind, person: String, at: LocalTime, expires: LocalTime?, reason: String?, overrides: [String],
        signature: Digest
    ) {
        self.kind = kind
        self.person = person
        self.at = at
        self.expires = expires
        self.reason = reason
        self.overrides = overrides
        self.signature = signature
    }
}

extension Approval: JSONConvertible {
    /// An object with every member of the value.
    public var json: JSONValue {
        [
            "kind": .string(kind.rawValue), "person": .string(person), "at": at.json, "expires": .optional(expires),
            "reason": .text(reason), "overrides": .list(overrides), "signature": .string(signature.description),
        ]
    }

    /// Reads ``json``.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        kind = try reader.choice("kind")
        person = try reader.string("person")
        at = try reader.part("at")
        expires = try reader.optionalPart("expires")
        reason = try reader.text("reason")
        overrides = try reader.strings("overrides")
        signature = try reader.digest("signature")
        try reader.finish()
    }
}

/// Something else that an auditor must know.
public struct Note: Hashable, Sendable {
    /// What a note is about.
    public enum Kind: String, Sendable, CaseIterable {
        /// The attempt was interrupted.
        case interrupted = "terputus"
        /// An interrupted attempt was taken up again.
        case recovered = "dipulihkan"
        /// A refusal was lifted.
        case override = "pengecualian"
        /// The clock was not synchronised, or was stepped.
        case clock = "jam"
        /// Anything else.
        case remark = "catatan"
    }

    /// What it is about.
    public var kind: Kind
    /// The sentence.
    public var text: String
    /// When it happened.
    public var at: LocalTime

    /// Something else that an auditor must know.
    public init(kind: Kind, text: String, at: LocalTime) {
        self.kind = kind
        self.text = text
        self.at = at
    }
}

extension Note: JSONConvertible {
    /// An object with every member of the value.
    public var json: JSONValue {
        ["kind": .string(kind.rawValue), "text": .string(text), "at": at.json]
    }

    /// Reads ``json``.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        kind = try reader.choice("kind")
        text = try reader.string("text")
        at = try reader.part("at")
        try reader.finish()
    }
}
