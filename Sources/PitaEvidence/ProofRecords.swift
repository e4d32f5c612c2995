/// One object of a device's config before and after.
public struct DifferenceRecord: Hashable, Sendable {
    /// The object: `/queue simple pita-disdik`.
    public var object: String
    /// Its properties before; `nil` when it was created.
    public var before: [String: String]?
    /// Its properties after; `nil` when it was removed.
    public var after: [String: String]?

    /// One object of a device's config before and after.
    public init(object: String, before: [String: String]?, after: [String: String]?) {
        self.object = object
        self.before = before
        self.after = after
    }
}

extension DifferenceRecord: JSONConvertible {
    /// An object with every member of the value.
    public var json: JSONValue {
        ["object": .string(object), "before": .texts(before), "after": .texts(after)]
    }

    /// Reads ``json``.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        object = try reader.string("object")
        before = try reader.optionalDictionary("before")
        after = try reader.optionalDictionary("after")
        try reader.finish()
    }
}

/// One proof that a device is as it should be.
public struct VerificationRecord: Hashable, Sendable {
    /// What was checked, for people.
    public var check: String
    /// How: `ssh` (a new session) or `snmp`.
    public var source: String
    /// What was expected.
    public var expected: String
    /// What was seen.
    public var observed: String
    /// Whether the two agree.
    public var passed: Bool

    /// One proof that a device is as it should be.
    public init(check: String, source: String, expected: String, observed: String, passed: Bool) {
        self.check = check
        self.source = source
        self.expected = expected
        self.observed = observed
        self.passed = passed
    }
}

extension VerificationRecord: JSONConvertible {
    /// An object with every member of the value.
    public var json: JSONValue {
        [
            "check": .string(check), "source": .string(source), "expected": .string(expected),
            "observed": .string(observed), "passed": .bool(passed),
        ]
    }

    /// Reads ``json``.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        check = try reader.string("check")
        source = try reader.string("source")
        expected = try reader.string("expected")
        observed = try reader.string("observed")
        passed = try reader.bool("passed")
        try reader.finish()
    }
}
