internal import Crypto
import PitaDiagnostics

/// The key of keyed digests: 32 random octets that never leave the office's machine.
public struct DigestKey: Sendable {
    private let bytes: [UInt8]

    /// A new random key.
    public static func generate() -> DigestKey {
        var generator = SystemRandomNumberGenerator()
        return DigestKey(random: (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    /// Takes 32 octets; `nil` for another count.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    private init(random bytes: [UInt8]) { self.bytes = bytes }

    /// Lends the octets, to be written to the key's file.
    public func withBytes<Result, Failure: Error>(_ body: ([UInt8]) throws(Failure) -> Result) throws(Failure) -> Result
    {
        try body(bytes)
    }
}

extension DigestKey: CustomStringConvertible, CustomReflectable {
    /// The mask.
    public var description: String { Secret.mask }
    /// No children: `dump` and test failures show nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// An HMAC-SHA-256 (RFC 2104) over a secret, so that a plan can say "this very secret" without telling it
/// or allowing to guess it.
public struct KeyedDigest: Hashable, Sendable, CustomStringConvertible {
    /// The 32 octets.
    public let bytes: [UInt8]

    /// The keyed digest of a secret for one place of use.
    ///
    /// - Parameter context: what the secret is for (`rtr-inti snmp auth`): one secret used twice gives two digests.
    public init(of secret: Secret, key: DigestKey, context: String) {
        var code = key.withBytes { HMAC<SHA256>(key: SymmetricKey(data: $0)) }
        // The length first: no context can run over into the secret.
        code.update(data: withUnsafeBytes(of: UInt64(context.utf8.count).bigEndian) { Array($0) })
        code.update(data: Array(context.utf8))
        secret.withRevealed { code.update(data: Array($0.utf8)) }
        bytes = Array(code.finalize())
    }

    /// Reads `hmac-sha256:` and 64 lower-case hexadecimal digits.
    public init?(_ text: String) {
        guard text.utf8.starts(with: Self.label.utf8),
            let bytes = Hex.bytes(text.utf8.dropFirst(Self.label.utf8.count), count: 32)
        else { return nil }
        self.bytes = bytes
    }

    static let label = "hmac-sha256:"

    /// `hmac-sha256:` and the digits.
    public var description: String { Self.label + Hex.text(bytes) }
}
