/// A record's place: in the whole chain, and in the number series of its year.
public struct ChainPosition: Hashable, Sendable {
    /// The place in the chain, from 1, without gaps.
    public let sequence: Int
    /// The year of the number series.
    public let year: Int
    /// The number in that year, from 1, without gaps.
    public let number: Int
    /// The digest of the record before; `nil` for the first of the chain.
    public let previous: Digest?

    /// A place.
    public init(sequence: Int, year: Int, number: Int, previous: Digest?) {
        self.sequence = sequence
        self.year = year
        self.number = number
        self.previous = previous
    }
}

extension ChainPosition: JSONConvertible {
    /// `{"number":17,"previous":"sha256:...","sequence":117,"year":2026}`.
    public var json: JSONValue {
        [
            "sequence": .number(sequence), "year": .number(year), "number": .number(number),
            "previous": .text(previous?.description),
        ]
    }

    /// Reads ``json``.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        sequence = try reader.integer("sequence", in: 1...Int(JSONValue.largestInteger))
        year = try reader.integer("year", in: 1...9999)
        number = try reader.integer("number", in: 1...Int(JSONValue.largestInteger))
        previous = try reader.optionalDigest("previous")
        try reader.finish()
    }
}
