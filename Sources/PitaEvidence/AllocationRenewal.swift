/// The renewal of the base data of bandwidth availability.
public struct AllocationRenewal: Hashable, Sendable {
    /// The segment.
    public var segment: String
    /// The allocation before, `20M/10M`.
    public var before: String
    /// The allocation after.
    public var after: String
    /// The file of the inventory.
    public var file: String
    /// The file's digest before.
    public var digestBefore: Digest
    /// The file's digest after.
    public var digestAfter: Digest
    /// Whether the file was written; it is not when a device is not as planned.
    public var isRenewed: Bool

    /// The renewal of the base data of bandwidth availability.
    public init(
        segment: String, before: String, after: String, file: String, digestBefore: Digest, digestAfter: Digest,
        isRenewed: Bool
    ) {
        self.segment = segment
        self.before = before
        self.after = after
        self.file = file
        self.digestBefore = digestBefore
        self.digestAfter = digestAfter
        self.isRenewed = isRenewed
    }
}

extension AllocationRenewal: JSONConvertible {
    /// An object with every member of the value.
    public var json: JSONValue {
        [
            "segment": .string(segment), "before": .string(before), "after": .string(after), "file": .string(file),
            "digest_before": .string(digestBefore.description), "digest_after": .string(digestAfter.description),
            "is_renewed": .bool(isRenewed),
        ]
    }

    /// Reads ``json``.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        segment = try reader.string("segment")
        before = try reader.string("before")
        after = try reader.string("after")
        file = try reader.string("file")
        digestBefore = try reader.digest("digest_before")
        digestAfter = try reader.digest("digest_after")
        isRenewed = try reader.bool("is_renewed")
        try reader.finish()
    }
}
