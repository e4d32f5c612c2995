import PitaEvidence
import PitaPlatforms

extension ConfigTree: JSONConvertible {
    /// The objects as JSON, in their order, which means something where the device lists them in order:
    /// `[{section, key, properties, absent}, ...]`.
    public var json: JSONValue { .list(objects) }

    /// Reads what ``json`` wrote.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        guard let items = json.arrayValue else { throw EvidenceError(.malformed, "`\(path)` is no list of objects") }
        var objects: [ConfigObject] = []
        for (index, item) in items.enumerated() {
            objects.append(try ConfigObject(json: item, path: "\(path)[\(index)]"))
        }
        self.init(objects)
    }
}

extension ConfigObject: JSONConvertible {
    /// The object as JSON.
    public var json: JSONValue {
        [
            "section": .string(id.section), "key": .string(id.key), "properties": .texts(properties),
            "absent": .bool(isAbsent),
        ]
    }

    /// Reads what ``json`` wrote.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        self.init(
            id: ObjectID(section: try reader.string("section"), key: try reader.string("key")),
            properties: try reader.dictionary("properties"), isAbsent: try reader.bool("absent"))
        try reader.finish()
    }
}
