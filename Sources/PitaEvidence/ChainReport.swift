/// What is wrong at one place of a chain.
public struct ChainFinding: Hashable, Sendable {
    /// What happened to the record, as far as it can be told.
    public enum Kind: String, Sendable, CaseIterable {
        /// The bytes are no berita acara in canonical form.
        case unreadable
        /// The record's bytes are not those that the office signed, or not those that the next record names.
        case edited
        /// The record is not there, though later ones are.
        case deleted
        /// The record is there, but not in its place.
        case reordered
        /// The place in the chain is taken twice.
        case duplicated
        /// The chain ends before a place that an exported head has seen: records were cut off, or an old copy
        /// was put back.
        case tailCut = "tail-cut"
        /// The record is sound in itself, but an exported head has seen another one in its place.
        case rewritten
        /// The record is signed, but by a key that is not the office's.
        case foreignSignature = "foreign-signature"
        /// The signature is no signature, or for another purpose.
        case badSignature = "bad-signature"
        /// The number does not follow the one before in its year's series.
        case numbering
    }

    /// The place in the chain, from 1.
    public let sequence: Int
    /// What happened.
    public let kind: Kind
    /// The sentence for people.
    public let message: String

    /// A finding.
    public init(sequence: Int, kind: Kind, message: String) {
        self.sequence = sequence
        self.kind = kind
        self.message = message
    }
}

/// The result of checking a chain.
public struct ChainReport: Hashable, Sendable {
    /// How many records were read.
    public let records: Int
    /// The last record, when there is one that can be read.
    public let head: Head?
    /// What is wrong, the first bad record first.
    public let findings: [ChainFinding]

    /// The end of the chain that was read.
    public struct Head: Hashable, Sendable {
        /// Its place.
        public let position: ChainPosition
        /// Its digest.
        public let digest: Digest
    }

    /// Whether nothing is wrong.
    public var isSound: Bool { findings.isEmpty }
    /// The first bad record.
    public var first: ChainFinding? { findings.first }
}
