internal import Crypto

/// A SHA-256 digest (FIPS 180-4), written `sha256:` and 64 lower-case hexadecimal digits.
public struct Digest: Hashable, Sendable {
    /// The 32 octets.
    public let bytes: [UInt8]

    /// The digest of octets.
    public init(of bytes: [UInt8]) { self.bytes = Array(SHA256.hash(data: bytes)) }

    /// The digest of a text's UTF-8.
    public init(of text: String) { self.init(of: Array(text.utf8)) }

    /// The digest of a value's canonical JSON.
    public init(of value: JSONValue) { self.init(of: value.canonical) }

    /// Takes 32 octets; `nil` for another count.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// Reads the written form; `nil` for any other spelling, upper case too: a digest has one name.
    public init?(_ text: String) {
        guard text.utf8.starts(with: Self.label.utf8),
            let bytes = Hex.bytes(text.utf8.dropFirst(Self.label.utf8.count), count: 32)
        else { return nil }
        self.bytes = bytes
    }

    static let label = "sha256:"

    /// The 64 digits without the label.
    public var hex: String { Hex.text(bytes) }

    /// The first 12 digits: enough for a person to tell two plans apart, never for a decision.
    public var short: String { String(hex.prefix(12)) }

    /// Digests octets that come in pieces.
    public struct Accumulator {
        private var hash = SHA256()

        /// Nothing digested yet.
        public init() {}
        /// Adds a piece.
        public mutating func update(_ piece: [UInt8]) { hash.update(data: piece) }
        /// The digest of all pieces.
        public func finish() -> Digest { Digest(finished: Array(hash.finalize())) }
    }

    private init(finished bytes: [UInt8]) { self.bytes = bytes }
}

extension Digest: Comparable, CustomStringConvertible {
    /// By octets.
    public static func < (left: Digest, right: Digest) -> Bool { left.bytes.lexicographicallyPrecedes(right.bytes) }
    /// `sha256:` and the digits.
    public var description: String { Self.label + hex }
}
