import PitaDiagnostics

/// The end of a chain at some moment, told to somebody outside: with it a cut tail and a rewritten past are found.
public struct ChainHead: Hashable, Sendable {
    /// The office's name.
    public let office: String
    /// How many records the chain had.
    public let sequence: Int
    /// The year of the last one's number.
    public let year: Int
    /// The last one's number in that year.
    public let number: Int
    /// The last one's digest.
    public let digest: Digest
    /// When the head was told.
    public let at: LocalTime

    /// A head.
    public init(office: String, sequence: Int, year: Int, number: Int, digest: Digest, at: LocalTime) {
        self.office = office
        self.sequence = sequence
        self.year = year
        self.number = number
        self.digest = digest
        self.at = at
    }

    /// The line that is printed on a berita acara: place, number, digest.
    public var line: String { "\(sequence) \(number)/\(year) \(digest)" }
}

extension ChainHead: JSONConvertible {
    /// The head as it is exported.
    public var json: JSONValue {
        [
            "type": "pita-chain-head", "office": .string(office), "sequence": .number(sequence),
            "year": .number(year), "number": .number(number), "digest": .string(digest.description), "at": at.json,
        ]
    }

    /// Reads ``json``.
    public init(json: JSONValue, path: String = "head") throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        guard try reader.string("type") == "pita-chain-head" else {
            throw EvidenceError(.malformed, "`\(path)` is no chain head")
        }
        office = try reader.string("office")
        sequence = try reader.integer("sequence", in: 1...Int(JSONValue.largestInteger))
        year = try reader.integer("year", in: 1...9999)
        number = try reader.integer("number", in: 1...Int(JSONValue.largestInteger))
        digest = try reader.digest("digest")
        at = try reader.part("at")
        try reader.finish()
    }

    /// Reads the text of an exported file.
    public init(parsing text: String, file: String) throws(EvidenceError) {
        let json: JSONValue
        do {
            json = try JSONValue(parsing: text, file: file, limits: JSONLimits(maximumBytes: 64 << 10))
        } catch {
            throw EvidenceError(.malformed, error.description)
        }
        try self.init(json: json, path: file)
    }
}
