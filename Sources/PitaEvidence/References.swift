/// The request that work answers.
public struct RequestReference: Hashable, Sendable {
    /// The number of the request at the office.
    public var number: String
    /// The number of the applicant's letter.
    public var letter: String?
    /// The date of that letter, `2026-11-21`.
    public var letterDate: String?
    /// The applicant's segment.
    public var segment: String
    /// The applicant (OPD).
    public var agency: String
    /// What is asked for.
    public var subject: String

    /// The request that work answers.
    public init(number: String, letter: String?, letterDate: String?, segment: String, agency: String, subject: String)
    {
        self.number = number
        self.letter = letter
        self.letterDate = letterDate
        self.segment = segment
        self.agency = agency
        self.subject = subject
    }
}

extension RequestReference: JSONConvertible {
    /// An object with every member of the value.
    public var json: JSONValue {
        [
            "number": .string(number), "letter": .text(letter), "letter_date": .text(letterDate),
            "segment": .string(segment), "agency": .string(agency), "subject": .string(subject),
        ]
    }

    /// Reads ``json``.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        number = try reader.string("number")
        letter = try reader.text("letter")
        letterDate = try reader.text("letter_date")
        segment = try reader.string("segment")
        agency = try reader.string("agency")
        subject = try reader.string("subject")
        try reader.finish()
    }
}

/// The plan that was carried out, by what it was made from.
public struct PlanReference: Hashable, Sendable {
    /// The plan's digest, which the approvals name.
    public var digest: Digest
    /// What the plan is, in one line for people.
    public var title: String
    /// The playbook's file.
    public var playbook: String
    /// The digest of the playbook.
    public var playbookDigest: Digest
    /// The playbook's parameters.
    public var parameters: [String: String]

    /// The plan that was carried out, by what it was made from.
    public init(digest: Digest, title: String, playbook: String, playbookDigest: Digest, parameters: [String: String]) {
        self.digest = digest
        self.title = title
        self.playbook = playbook
        self.playbookDigest = playbookDigest
        self.parameters = parameters
    }
}

extension PlanReference: JSONConvertible {
    /// An object with every member of the value.
    public var json: JSONValue {
        [
            "digest": .string(digest.description), "title": .string(title), "playbook": .string(playbook),
            "playbook_digest": .string(playbookDigest.description), "parameters": .texts(parameters),
        ]
    }

    /// Reads ``json``.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        digest = try reader.digest("digest")
        title = try reader.string("title")
        playbook = try reader.string("playbook")
        playbookDigest = try reader.digest("playbook_digest")
        parameters = try reader.dictionary("parameters")
        try reader.finish()
    }
}

/// An earlier record.
public struct RecordReference: Hashable, Sendable {
    /// Its number, `17/2026`.
    public var number: String
    /// Its digest.
    public var digest: Digest

    /// An earlier record.
    public init(number: String, digest: Digest) {
        self.number = number
        self.digest = digest
    }
}

extension RecordReference: JSONConvertible {
    /// An object with every member of the value.
    public var json: JSONValue {
        ["number": .string(number), "digest": .string(digest.description)]
    }

    /// Reads ``json``.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        number = try reader.string("number")
        digest = try reader.digest("digest")
        try reader.finish()
    }
}
