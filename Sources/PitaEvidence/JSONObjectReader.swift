/// A value that goes to JSON and comes back without loss.
public protocol JSONConvertible: Sendable {
    /// The value as JSON.
    var json: JSONValue { get }
    /// The value from its JSON; `path` names it in errors.
    init(json: JSONValue, path: String) throws(EvidenceError)
}

/// Reads one JSON object strictly: every member must be there, be of its type, and be known.
public struct JSONObjectReader: Sendable {
    /// Where the object stands, for errors: `plan.devices[2]`.
    public let path: String
    private let members: [String: JSONValue]
    private var taken: Set<String> = []

    /// A reader of `value`, which must be an object.
    public init(_ value: JSONValue, path: String) throws(EvidenceError) {
        guard let members = value.objectValue else { throw EvidenceError(.malformed, "`\(path)` is no JSON object") }
        self.members = members
        self.path = path
    }

    /// The member as it stands.
    public mutating func value(_ name: String) throws(EvidenceError) -> JSONValue {
        taken.insert(name)
        guard let value = members[name] else { throw EvidenceError(.malformed, "`\(path).\(name)` is missing") }
        return value
    }

    /// The member, `nil` when it is `null`.
    public mutating func optional(_ name: String) throws(EvidenceError) -> JSONValue? {
        let value = try value(name)
        return value.isNull ? nil : value
    }

    /// A text.
    public mutating func string(_ name: String) throws(EvidenceError) -> String {
        try typed(name, "a string", \.stringValue)
    }

    /// A text or `null`.
    public mutating func text(_ name: String) throws(EvidenceError) -> String? {
        try optional(name) == nil ? nil : try string(name)
    }

    /// A whole number in a range.
    public mutating func integer(
        _ name: String, in range: ClosedRange<Int> = Int.min...Int.max
    ) throws(EvidenceError) -> Int {
        let value = Int(try typed(name, "a whole number", \.integerValue))
        guard range.contains(value) else { throw EvidenceError(.malformed, "`\(path).\(name)` is out of range") }
        return value
    }

    /// A whole number or `null`.
    public mutating func optionalInteger(_ name: String) throws(EvidenceError) -> Int? {
        try optional(name) == nil ? nil : try integer(name)
    }

    /// A whole number from 0 to 2^64 - 1.
    public mutating func unsigned(_ name: String) throws(EvidenceError) -> UInt64 {
        try typed(name, "a whole number from 0", \.unsignedValue)
    }

    /// `true` or `false`.
    public mutating func bool(_ name: String) throws(EvidenceError) -> Bool {
        try typed(name, "true or false", \.boolValue)
    }

    /// A list.
    public mutating func array(_ name: String) throws(EvidenceError) -> [JSONValue] {
        try typed(name, "a list", \.arrayValue)
    }

    /// A digest `sha256:...`.
    public mutating func digest(_ name: String) throws(EvidenceError) -> Digest {
        try typed(name, "a digest", { $0.stringValue.flatMap { Digest($0) } })
    }

    /// A digest or `null`.
    public mutating func optionalDigest(_ name: String) throws(EvidenceError) -> Digest? {
        try optional(name) == nil ? nil : try digest(name)
    }

    /// One of an enumeration's raw values.
    public mutating func choice<Choice: RawRepresentable>(
        _ name: String, of type: Choice.Type = Choice.self
    ) throws(EvidenceError) -> Choice where Choice.RawValue == String {
        let text = try string(name)
        guard let choice = Choice(rawValue: text) else {
            throw EvidenceError(.malformed, "`\(path).\(name)` is `\(text)`, which is none of the known values")
        }
        return choice
    }

    /// A list of texts.
    public mutating func strings(_ name: String) throws(EvidenceError) -> [String] {
        var texts: [String] = []
        for (index, item) in try array(name).enumerated() {
            guard let text = item.stringValue else {
                throw EvidenceError(.malformed, "`\(path).\(name)[\(index)]` is no string")
            }
            texts.append(text)
        }
        return texts
    }

    /// Texts by name.
    public mutating func dictionary(_ name: String) throws(EvidenceError) -> [String: String] {
        var texts: [String: String] = [:]
        for (key, item) in try typed(name, "an object", \.objectValue) {
            guard let text = item.stringValue else {
                throw EvidenceError(.malformed, "`\(path).\(name).\(key)` is no string")
            }
            texts[key] = text
        }
        return texts
    }

    /// Texts by name, or `null`.
    public mutating func optionalDictionary(_ name: String) throws(EvidenceError) -> [String: String]? {
        try optional(name) == nil ? nil : try dictionary(name)
    }

    /// A value of its own type.
    public mutating func part<Part: JSONConvertible>(
        _ name: String, of type: Part.Type = Part.self
    ) throws(EvidenceError) -> Part {
        try Part(json: try value(name), path: "\(path).\(name)")
    }

    /// A value of its own type, or `null`.
    public mutating func optionalPart<Part: JSONConvertible>(
        _ name: String, of type: Part.Type = Part.self
    ) throws(EvidenceError) -> Part? {
        try optional(name) == nil ? nil : try part(name)
    }

    /// A list of values of one type.
    public mutating func parts<Part: JSONConvertible>(
        _ name: String, of type: Part.Type = Part.self
    ) throws(EvidenceError) -> [Part] {
        var parts: [Part] = []
        for (index, item) in try array(name).enumerated() {
            parts.append(try Part(json: item, path: "\(path).\(name)[\(index)]"))
        }
        return parts
    }

    /// Refuses members that nobody asked for. Call it last.
    public func finish() throws(EvidenceError) {
        guard taken.count < members.count else { return }
        let unknown = members.keys.filter { !taken.contains($0) }.sorted()
        throw EvidenceError(.malformed, "`\(path)` has the unknown member `\(unknown.first ?? "")`")
    }

    private mutating func typed<Value>(
        _ name: String, _ kind: String, _ read: (JSONValue) -> Value?
    ) throws(EvidenceError) -> Value {
        guard let value = read(try value(name)) else {
            throw EvidenceError(.malformed, "`\(path).\(name)` is not \(kind)")
        }
        return value
    }
}

extension JSONValue {
    /// A list of values.
    public static func list(_ parts: [some JSONConvertible]) -> JSONValue { .array(parts.map(\.json)) }
    /// A list of texts.
    public static func list(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
    /// Texts by name, or `null`.
    public static func texts(_ texts: [String: String]?) -> JSONValue {
        texts.map { .object($0.mapValues(JSONValue.string)) } ?? .null
    }
    /// A value or `null`.
    public static func optional(_ part: (some JSONConvertible)?) -> JSONValue { part?.json ?? .null }
}
