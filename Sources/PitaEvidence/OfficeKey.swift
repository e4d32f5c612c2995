internal import Crypto
internal import Foundation
import PitaDiagnostics

/// The office's own Ed25519 key, in OpenSSH's unencrypted private-key form (`PROTOCOL.key`).
///
/// It signs berita acara and statements without asking anybody, so its file is the operation's to guard.
public struct OfficeKey: Sendable {
    /// The public half.
    public let publicKey: SSHPublicKey
    /// The comment in the file.
    public let comment: String
    private let seed: Secret32

    /// The 32 private octets, kept from printing.
    private struct Secret32: Sendable, CustomReflectable {
        let octets: [UInt8]
        var customMirror: Mirror { Mirror(self, children: []) }
    }

    static let label = "OPENSSH PRIVATE KEY"
    private static let magic = Array("openssh-key-v1\0".utf8)

    /// A new key from the system's random source.
    public static func generate(comment: String) throws(EvidenceError) -> OfficeKey {
        let key = Curve25519.Signing.PrivateKey()
        return try OfficeKey(seed: Array(key.rawRepresentation), comment: comment)
    }

    private init(seed: [UInt8], comment: String) throws(EvidenceError) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
            throw EvidenceError(.malformed, "the private key is not valid")
        }
        publicKey = try SSHPublicKey(blob: Self.publicBlob(Array(key.publicKey.rawRepresentation)))
        self.seed = Secret32(octets: seed)
        self.comment = comment
    }

    private static func publicBlob(_ point: [UInt8]) -> [UInt8] {
        var writer = SSHWireWriter()
        writer.string(SSHPublicKey.Algorithm.ed25519.rawValue)
        writer.string(point)
        return writer.bytes
    }

    /// Reads the text of a private-key file: one Ed25519 key without a pass phrase.
    public init(openSSH text: Secret) throws(EvidenceError) {
        let bytes = try text.withRevealed { text throws(EvidenceError) in
            try SSHArmour.decode(text, label: Self.label)
        }
        var reader = SSHWireReader(bytes, of: "private key")
        guard try reader.raw(Self.magic.count) == Self.magic else {
            throw EvidenceError(.malformed, "this is no OpenSSH private key")
        }
        let cipher = try reader.text()
        _ = try reader.text()
        _ = try reader.string()
        guard cipher == "none" else {
            throw EvidenceError(
                .unsupported, "the private key is encrypted (\(cipher))",
                hint: "the office key has no pass phrase; a person's key signs through ssh-keygen")
        }
        guard try reader.uint32() == 1 else { throw EvidenceError(.unsupported, "the file holds more than one key") }
        let publicBlob = try reader.string()
        let body = try reader.string()
        try reader.finish()
        try self.init(body: body)
        guard publicKey.blob == publicBlob else {
            throw EvidenceError(.malformed, "the private key does not belong to the public key beside it")
        }
    }

    /// Reads the part that would be encrypted: check numbers, the key, its comment, padding 1, 2, 3 ...
    private init(body: [UInt8]) throws(EvidenceError) {
        var reader = SSHWireReader(body, of: "private key")
        guard try reader.uint32() == (try reader.uint32()) else {
            throw EvidenceError(.malformed, "the private key is damaged")
        }
        let type = try reader.text()
        guard type == SSHPublicKey.Algorithm.ed25519.rawValue else {
            throw EvidenceError(.unsupported, "the private key is of the type `\(type)`", hint: "use ssh-ed25519")
        }
        let point = try reader.string()
        let pair = try reader.string()
        let comment = try reader.text()
        var padding: UInt8 = 1
        while !reader.isAtEnd {
            guard try reader.raw(1) == [padding], padding < 16 else {
                throw EvidenceError(.malformed, "the private key is damaged")
            }
            padding += 1
        }
        guard pair.count == 64, Array(pair.suffix(32)) == point else {
            throw EvidenceError(.malformed, "the private key is damaged")
        }
        try self.init(seed: Array(pair.prefix(32)), comment: comment)
    }

    /// The text of the private-key file. It is written with mode 0600 by whoever owns the place.
    public var openSSHPrivateKey: Secret {
        let point = Array(publicKey.blob.suffix(32))
        let check = UInt32.random(in: .min ... .max)
        var body = SSHWireWriter()
        body.uint32(check)
        body.uint32(check)
        body.string(SSHPublicKey.Algorithm.ed25519.rawValue)
        body.string(point)
        body.string(seed.octets + point)
        body.string(comment)
        let missing = (8 - body.bytes.count % 8) % 8
        if missing > 0 { body.raw((1...missing).map { UInt8($0) }) }
        var writer = SSHWireWriter()
        writer.raw(Self.magic)
        writer.string("none")
        writer.string("none")
        writer.string([])
        writer.uint32(1)
        writer.string(publicKey.blob)
        writer.string(body.bytes)
        return Secret(SSHArmour.encode(writer.bytes, label: Self.label))
    }

    /// Signs a message with SHA-512, as `ssh-keygen -Y sign` does.
    public func sign(_ message: [UInt8], namespace: SignatureNamespace) throws(EvidenceError) -> SSHSignature {
        let data = SSHSignature.signedData(message, namespace: namespace, hashAlgorithm: .sha512)
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed.octets),
            let raw = try? key.signature(for: data)
        else { throw EvidenceError(.signer, "the office key could not sign") }
        return try SSHSignature(
            publicKey: publicKey, namespace: namespace, hashAlgorithm: .sha512,
            algorithm: SSHPublicKey.Algorithm.ed25519.rawValue, rawSignature: Array(raw))
    }
}
