internal import Crypto

/// What a signature is for: the namespace that OpenSSH binds into what is signed.
public struct SignatureNamespace: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The name.
    public let rawValue: String

    /// A namespace; OpenSSH takes any text that is not empty.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The planner's signature over a plan's digest.
    public static let plan = SignatureNamespace(rawValue: "pita-plan")
    /// The approver's signature over an approval or rejection.
    public static let approval = SignatureNamespace(rawValue: "pita-approval")
    /// The executor's signature over the order to apply.
    public static let apply = SignatureNamespace(rawValue: "pita-apply")
    /// The office's signature over a berita acara.
    public static let beritaAcara = SignatureNamespace(rawValue: "pita-berita-acara")
    /// The server's signature over a statement of who did what on the web.
    public static let statement = SignatureNamespace(rawValue: "pita-statement")

    /// The name.
    public var description: String { rawValue }
}

/// A detached OpenSSH signature (OpenSSH, `PROTOCOL.sshsig`), as `ssh-keygen -Y sign` writes it.
public struct SSHSignature: Hashable, Sendable {
    /// How the message was hashed before it was signed.
    public enum HashAlgorithm: String, Sendable {
        /// SHA-256.
        case sha256
        /// SHA-512, the default of OpenSSH.
        case sha512

        func hash(_ message: [UInt8]) -> [UInt8] {
            switch self {
            case .sha256: Array(SHA256.hash(data: message))
            case .sha512: Array(SHA512.hash(data: message))
            }
        }
    }

    /// The key that claims to have signed.
    public let publicKey: SSHPublicKey
    /// What the signature is for.
    public let namespace: SignatureNamespace
    /// How the message was hashed.
    public let hashAlgorithm: HashAlgorithm
    /// The name of the signature's form: the key's type, or `rsa-sha2-256`, `rsa-sha2-512`.
    public let signatureAlgorithm: String
    /// The binary form.
    public let blob: [UInt8]
    let rawSignature: [UInt8]

    static let magic = Array("SSHSIG".utf8)
    static let label = "SSH SIGNATURE"

    /// Reads the armoured text. Whether it is genuine is for ``verify(_:namespace:)``.
    public init(armored: String) throws(EvidenceError) {
        try self.init(blob: try SSHArmour.decode(armored, label: Self.label))
    }

    /// Reads the binary form.
    public init(blob: [UInt8]) throws(EvidenceError) {
        var reader = SSHWireReader(blob, of: "signature")
        guard try reader.raw(Self.magic.count) == Self.magic, try reader.uint32() == 1 else {
            throw EvidenceError(.malformed, "this is no OpenSSH signature of version 1")
        }
        publicKey = try SSHPublicKey(blob: try reader.string())
        namespace = SignatureNamespace(rawValue: try reader.text())
        // Reserved for later: taken as it stands, since it is part of what was signed.
        guard try reader.string().isEmpty else {
            throw EvidenceError(.unsupported, "the signature uses a part of the format that is reserved")
        }
        let hashName = try reader.text()
        guard let hash = HashAlgorithm(rawValue: hashName) else {
            throw EvidenceError(.unsupported, "the signature hashes with `\(hashName)`", hint: "use sha512 or sha256")
        }
        hashAlgorithm = hash
        var inner = SSHWireReader(try reader.string(), of: "signature")
        try reader.finish()
        signatureAlgorithm = try inner.text()
        rawSignature = try inner.string()
        try inner.finish()
        guard !namespace.rawValue.isEmpty else { throw EvidenceError(.malformed, "the signature has no namespace") }
        self.blob = blob
    }

    /// Builds the form around a raw signature.
    init(
        publicKey: SSHPublicKey, namespace: SignatureNamespace, hashAlgorithm: HashAlgorithm, algorithm: String,
        rawSignature: [UInt8]
    ) throws(EvidenceError) {
        var inner = SSHWireWriter()
        inner.string(algorithm)
        inner.string(rawSignature)
        var writer = SSHWireWriter()
        writer.raw(Self.magic)
        writer.uint32(1)
        writer.string(publicKey.blob)
        writer.string(namespace.rawValue)
        writer.string([])
        writer.string(hashAlgorithm.rawValue)
        writer.string(inner.bytes)
        try self.init(blob: writer.bytes)
    }

    /// The armoured text, 70 columns wide, with a newline at the end.
    public var armored: String { SSHArmour.encode(blob, label: Self.label) }

    /// The digest of the binary form: how a record names a signature.
    public var digest: Digest { Digest(of: blob) }

    /// The octets that are signed for a message.
    static func signedData(
        _ message: [UInt8], namespace: SignatureNamespace, hashAlgorithm: HashAlgorithm
    ) -> [UInt8] {
        var writer = SSHWireWriter()
        writer.raw(magic)
        writer.string(namespace.rawValue)
        writer.string([])
        writer.string(hashAlgorithm.rawValue)
        writer.string(hashAlgorithm.hash(message))
        return writer.bytes
    }
}
