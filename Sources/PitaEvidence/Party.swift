/// A person and the part that the person took, proven by a signature.
public struct Party: Hashable, Sendable {
    /// The parts that people take.
    public enum Role: String, Sendable, CaseIterable {
        /// Made the plan.
        case planner = "perencana"
        /// Approved it.
        case approver = "penyetuju"
        /// Carried it out.
        case executor = "pelaksana"
        /// Asked for it, and signs for the receipt.
        case applicant = "pemohon"
        /// Takes note of it.
        case witness = "mengetahui"
        /// Countersigned a change under break-glass.
        case countersigner = "pengesah"
    }

    /// The part.
    public var role: Role
    /// The person's id in `users.yaml`.
    public var person: String
    /// The person's name.
    public var name: String
    /// The person's office: `Kepala Bidang Infrastruktur`.
    public var title: String
    /// The number of the civil servant (NIP).
    public var employeeNumber: String?
    /// The number of the letter by which a delegate acts (Plt, Plh); `nil` for the holder of the office.
    public var actingLetter: String?
    /// The digest of the person's signature; `nil` for a party who signs on paper.
    public var signature: Digest?
    /// When the person signed.
    public var at: LocalTime?

    /// A person and the part that the person took, proven by a signature.
    public init(
        role: Role, person: String, name: String, title: String, employeeNumber: String?, actingLetter: String?,
        signature: Digest?, at: LocalTime?
    ) {
        self.role = role
        self.person = person
        self.name = name
        self.title = title
        self.employeeNumber = employeeNumber
        self.actingLetter = actingLetter
        self.signature = signature
        self.at = at
    }
}

extension Party: JSONConvertible {
    /// An object with every member of the value.
    public var json: JSONValue {
        [
            "role": .string(role.rawValue), "person": .string(person), "name": .string(name), "title": .string(title),
            "employee_number": .text(employeeNumber), "acting_letter": .text(actingLetter),
            "signature": .text(signature?.description), "at": .optional(at),
        ]
    }

    /// Reads ``json``.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        role = try reader.choice("role")
        person = try reader.string("person")
        name = try reader.string("name")
        title = try reader.string("title")
        employeeNumber = try reader.text("employee_number")
        actingLetter = try reader.text("acting_letter")
        signature = try reader.optionalDigest("signature")
        at = try reader.optionalPart("at")
        try reader.finish()
    }
}
