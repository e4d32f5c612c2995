internal import Crypto
internal import Foundation
internal import _CryptoExtras

/// An SSH public key (RFC 4253, section 6.6; RFC 5656; RFC 8709), held as its binary form.
public struct SSHPublicKey: Hashable, Sendable {
    /// The key types whose signatures Pita verifies.
    public enum Algorithm: String, Sendable, CaseIterable {
        /// Ed25519.
        case ed25519 = "ssh-ed25519"
        /// ECDSA on NIST P-256.
        case ecdsa256 = "ecdsa-sha2-nistp256"
        /// ECDSA on NIST P-384.
        case ecdsa384 = "ecdsa-sha2-nistp384"
        /// ECDSA on NIST P-521.
        case ecdsa521 = "ecdsa-sha2-nistp521"
        /// RSA of at least 2048 bits; signatures with SHA-2 only.
        case rsa = "ssh-rsa"
    }

    /// The key in the form that travels: type, then its numbers.
    public let blob: [UInt8]
    /// The type.
    public let algorithm: Algorithm
    let material: Material

    /// The numbers of a key, by type.
    enum Material: Hashable, Sendable {
        /// The point.
        case ed25519([UInt8])
        /// The point in X9.63 form.
        case ecdsa([UInt8])
        /// Modulus and exponent.
        case rsa(modulus: [UInt8], exponent: [UInt8])
    }

    /// Reads the binary form, and refuses a key that no signature can be verified with.
    public init(blob: [UInt8]) throws(EvidenceError) {
        guard blob.count <= 8192 else { throw EvidenceError(.malformed, "the public key is larger than 8192 octets") }
        var reader = SSHWireReader(blob, of: "public key")
        let name = try reader.text()
        guard let algorithm = Algorithm(rawValue: name) else {
            throw EvidenceError(
                .unsupported, "keys of the type `\(name)` cannot be verified here",
                hint: "use one of " + Algorithm.allCases.map(\.rawValue).joined(separator: ", "))
        }
        switch algorithm {
        case .ed25519: material = .ed25519(try reader.string())
        case .ecdsa256, .ecdsa384, .ecdsa521:
            let curve = try reader.text()
            guard name == "ecdsa-sha2-" + curve else {
                throw EvidenceError(.malformed, "the key says `\(name)` but lies on the curve `\(curve)`")
            }
            material = .ecdsa(try reader.string())
        case .rsa:
            let exponent = try reader.positiveInteger()
            material = .rsa(modulus: try reader.positiveInteger(), exponent: exponent)
        }
        try reader.finish()
        self.blob = blob
        self.algorithm = algorithm
        guard isUsable else {
            throw EvidenceError(
                .malformed, "the `\(name)` key is not valid",
                hint: algorithm == .rsa ? "RSA keys need 2048 to 16384 bits" : nil)
        }
    }

    /// Reads `ssh-ed25519 AAAA... comment`, a line of `authorized_keys` or a `.pub` file. Options are refused.
    public init(line: String) throws(EvidenceError) {
        let fields = line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0.isNewline })
        guard fields.count >= 2 else {
            throw EvidenceError(
                .malformed, "this is no SSH public key", hint: "expected `ssh-ed25519 AAAA... comment`")
        }
        let blob = try SSHArmour.bytes(base64: String(fields[1]), of: "public key")
        try self.init(blob: blob)
        guard fields[0] == algorithm.rawValue else {
            throw EvidenceError(.malformed, "the line says `\(fields[0])`, but the key is `\(algorithm.rawValue)`")
        }
    }

    /// `ssh-ed25519 AAAA...`, without a comment.
    public var line: String { "\(algorithm.rawValue) \(SSHArmour.base64(blob))" }

    /// `SHA256:` and base64 without padding, as `ssh-keygen -l` prints it.
    public var fingerprint: String {
        let base64 = SSHArmour.base64(Digest(of: blob).bytes)
        return "SHA256:" + base64.prefix { $0 != "=" }
    }

    private var isUsable: Bool {
        switch (algorithm, material) {
        case (.ed25519, .ed25519(let point)): (try? Curve25519.Signing.PublicKey(rawRepresentation: point)) != nil
        case (.ecdsa256, .ecdsa(let point)): (try? P256.Signing.PublicKey(x963Representation: point)) != nil
        case (.ecdsa384, .ecdsa(let point)): (try? P384.Signing.PublicKey(x963Representation: point)) != nil
        case (.ecdsa521, .ecdsa(let point)): (try? P521.Signing.PublicKey(x963Representation: point)) != nil
        case (.rsa, .rsa(let modulus, let exponent)):
            (256...2048).contains(modulus.count) && (1...8).contains(exponent.count)
                && (try? _RSA.Signing.PublicKey(n: modulus, e: exponent)) != nil
        default: false
        }
    }
}

extension SSHPublicKey: CustomStringConvertible {
    /// Equal when the binary forms are.
    public static func == (left: SSHPublicKey, right: SSHPublicKey) -> Bool { left.blob == right.blob }
    /// Hashes the binary form.
    public func hash(into hasher: inout Hasher) { hasher.combine(blob) }
    /// Type and fingerprint.
    public var description: String { "\(algorithm.rawValue) \(fingerprint)" }
}
