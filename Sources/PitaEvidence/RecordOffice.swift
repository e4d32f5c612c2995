/// The office whose devices are changed.
public struct RecordOffice: Hashable, Sendable {
    /// The full name: `Dinas Komunikasi dan Informatika Kabupaten Contoh`.
    public var name: String
    /// Where its documents are signed: `Contoh`.
    public var place: String

    /// The office whose devices are changed.
    public init(name: String, place: String) {
        self.name = name
        self.place = place
    }
}

extension RecordOffice: JSONConvertible {
    /// An object with every member of the value.
    public var json: JSONValue {
        ["name": .string(name), "place": .string(place)]
    }

    /// Reads ``json``.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        name = try reader.string("name")
        place = try reader.string("place")
        try reader.finish()
    }
}
