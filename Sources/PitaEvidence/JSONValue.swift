/// A JSON value as evidence holds it (RFC 8259 without fractions).
///
/// Numbers are whole and exact: a rate is bit/s, a time is milliseconds, a ratio is text. Equality is by bytes, not by
/// Unicode's canonical equivalence, since it is bytes that are digested and signed.
public indirect enum JSONValue: Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number. Beyond ±(2^53 - 1) it is written as a string of its digits (RFC 7493, section 2.2).
    case integer(Int64)
    /// A text.
    case string(String)
    /// A list.
    case array([JSONValue])
    /// Members by name. Two names that Unicode calls equal cannot stand in one object.
    case object([String: JSONValue])

    /// The largest whole number that every JSON reader keeps exactly: 2^53 - 1.
    public static let largestInteger: Int64 = 9_007_199_254_740_991

    /// A whole number of any width: an integer where JSON keeps it, else the string of its digits.
    public static func number(_ value: some BinaryInteger) -> JSONValue {
        if let exact = Int64(exactly: value), (-largestInteger...largestInteger).contains(exact) {
            return .integer(exact)
        }
        return .string(String(value))
    }

    /// The text, or `null`.
    public static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
}

extension JSONValue: Hashable {
    /// Equal when the canonical bytes are.
    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.integer(let left), .integer(let right)): left == right
        case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): same(left, right)
        default: false
        }
    }

    private static func same(_ left: [String: JSONValue], _ right: [String: JSONValue]) -> Bool {
        guard left.count == right.count else { return false }
        return left.allSatisfy { key, value in
            guard let index = right.index(forKey: key) else { return false }
            return right[index].key.utf8.elementsEqual(key.utf8) && right[index].value == value
        }
    }

    /// Hashes the shape and the texts.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .bool(let value): hasher.combine(value)
        case .integer(let value): hasher.combine(value)
        case .string(let value): hasher.combine(value)
        case .array(let items): hasher.combine(items)
        case .object(let members): hasher.combine(members)
        }
    }
}

extension JSONValue {
    /// The member `key` of an object; `nil` when there is none or this is no object.
    public subscript(key: String) -> JSONValue? { objectValue?[key] }

    /// Whether this is `null`.
    public var isNull: Bool { self == .null }
    /// The text of a string.
    public var stringValue: String? { if case .string(let value) = self { value } else { nil } }
    /// The truth value.
    public var boolValue: Bool? { if case .bool(let value) = self { value } else { nil } }
    /// The items of a list.
    public var arrayValue: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
    /// The members of an object.
    public var objectValue: [String: JSONValue]? { if case .object(let value) = self { value } else { nil } }

    /// The whole number; also from the string form of one beyond 2^53 - 1.
    public var integerValue: Int64? {
        if case .integer(let value) = self { return value }
        guard let text = largeNumberText, let value = Int64(text) else { return nil }
        return value.magnitude > UInt64(Self.largestInteger) ? value : nil
    }

    /// The whole number from 0; also from the string form of one beyond 2^53 - 1.
    public var unsignedValue: UInt64? {
        if case .integer(let value) = self { return UInt64(exactly: value) }
        guard let text = largeNumberText, let value = UInt64(text) else { return nil }
        return value > UInt64(Self.largestInteger) ? value : nil
    }

    /// The string form of a large number, when it is the only form (no sign `+`, no leading zeros).
    private var largeNumberText: String? {
        guard case .string(let text) = self, (16...20).contains(text.utf8.count) else { return nil }
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        let isNumber = digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return isNumber && digits.first != UInt8(ascii: "0") ? text : nil
    }
}

// No nil literal: `condition ? nil : value` would then silently mean `.null` where an absent value is meant.
extension JSONValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// `true` or `false`.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A whole number.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// A text.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A list.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// Members by name; of a name given twice the last counts.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { $1 }))
    }
}
