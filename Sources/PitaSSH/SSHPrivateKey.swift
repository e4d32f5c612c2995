import Crypto
import Foundation
import PitaDiagnostics
import _CryptoExtras

/// A private key, read and decoded once, that signs log-ins in any number of sessions.
///
/// ed25519 and ECDSA in OpenSSH's format, PKCS #8 and SEC 1; RSA too, although libssh2 1.10 signs with it only for
/// servers that still accept SHA-1.
public struct SSHPrivateKey: Sendable {
    enum Signer: Sendable {
        case ed25519(Curve25519.Signing.PrivateKey)
        case p256(P256.Signing.PrivateKey)
        case p384(P384.Signing.PrivateKey)
        case p521(P521.Signing.PrivateKey)
        case rsa(_RSA.Signing.PrivateKey)
    }

    let signer: Signer
    /// The public half.
    public let publicKey: SSHPublicKey

    init(_ signer: Signer) throws(PrivateKeyFault) {
        self.signer = signer
        publicKey = try Self.publicKey(of: signer)
    }

    /// Reads a key file.
    public static func read(contentsOfFile path: String, passphrase: Secret? = nil) throws(SSHError) -> SSHPrivateKey {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw PrivateKeyFault.unreadable.error(name: path)
        }
        return try SSHPrivateKey(
            text: String(decoding: data.prefix(1 << 17), as: UTF8.self), passphrase: passphrase, name: path)
    }

    /// Decodes the text of a key file.
    ///
    /// - Parameter name: how errors call the key.
    public init(text: String, passphrase: Secret? = nil, name: String) throws(SSHError) {
        do {
            self = try PrivateKeyFile.decode(text, passphrase: passphrase)
        } catch {
            throw error.error(name: name)
        }
    }

    /// How an RSA key signs (RFC 8332).
    enum RSAHash: String {
        case sha1 = "ssh-rsa"
        case sha256 = "rsa-sha2-256"
        case sha512 = "rsa-sha2-512"
    }

    /// The signature of RFC 4253 section 6.6 without the algorithm's name: what libssh2's callback hands over.
    func signature(for data: some DataProtocol, rsaHash: RSAHash = .sha1) -> [UInt8]? {
        switch signer {
        case .ed25519(let key): (try? key.signature(for: data)).map { Array($0) }
        case .p256(let key): (try? key.signature(for: data)).map { Self.numbers($0.rawRepresentation) }
        case .p384(let key): (try? key.signature(for: data)).map { Self.numbers($0.rawRepresentation) }
        case .p521(let key): (try? key.signature(for: data)).map { Self.numbers($0.rawRepresentation) }
        case .rsa(let key):
            switch rsaHash {
            case .sha1: Self.sign(Insecure.SHA1.hash(data: data), with: key)
            case .sha256: Self.sign(SHA256.hash(data: data), with: key)
            case .sha512: Self.sign(SHA512.hash(data: data), with: key)
            }
        }
    }

    private static func sign(_ digest: some Digest, with key: _RSA.Signing.PrivateKey) -> [UInt8]? {
        (try? key.signature(for: digest, padding: .insecurePKCS1v1_5)).map { Array($0.rawRepresentation) }
    }

    /// `mpint r`, `mpint s` (RFC 5656 section 3.1.2) from the halves that the library gives.
    private static func numbers(_ raw: Data) -> [UInt8] {
        var writer = SSHWireWriter()
        writer.positiveNumber(raw.prefix(raw.count / 2))
        writer.positiveNumber(raw.suffix(raw.count / 2))
        return writer.bytes
    }

    private static func publicKey(of signer: Signer) throws(PrivateKeyFault) -> SSHPublicKey {
        var writer = SSHWireWriter()
        switch signer {
        case .ed25519(let key):
            writer.string("ssh-ed25519".utf8)
            writer.string(key.publicKey.rawRepresentation)
        case .p256(let key): writer.curvePoint("nistp256", key.publicKey.x963Representation)
        case .p384(let key): writer.curvePoint("nistp384", key.publicKey.x963Representation)
        case .p521(let key): writer.curvePoint("nistp521", key.publicKey.x963Representation)
        case .rsa(let key):
            guard let numbers = try? key.publicKey.getKeyPrimitives() else { throw .malformed("the RSA numbers") }
            writer.string("ssh-rsa".utf8)
            writer.positiveNumber(numbers.publicExponent)
            writer.positiveNumber(numbers.modulus)
        }
        guard let key = SSHPublicKey(blob: writer.bytes) else { throw .malformed("the public half") }
        return key
    }
}

extension SSHWireWriter {
    fileprivate mutating func curvePoint(_ curve: String, _ point: Data) {
        string("ecdsa-sha2-\(curve)".utf8)
        string(curve.utf8)
        string(point)
    }
}

/// Why a private key can't be used.
enum PrivateKeyFault: Error, Hashable {
    case unreadable
    case notAKey
    case malformed(String)
    case unsupported(String)
    case passphraseMissing
    case passphraseWrong

    func error(name: String) -> SSHError {
        let (detail, hint): (String, String?) =
            switch self {
            case .unreadable: ("the file can't be read", "check its path and mode")
            case .notAKey: ("there is no private key in it", "give the private file, not the `.pub` one")
            case .malformed(let part): ("\(part) is malformed", nil)
            case .unsupported(let what): ("\(what) is not supported", "ssh-keygen -t ed25519 makes a key that is")
            case .passphraseMissing:
                ("it is encrypted and no passphrase is given", "name a passphrase, or use ssh-agent")
            case .passphraseWrong: ("the passphrase is wrong", nil)
            }
        return SSHError(
            .keyUnusable, host: "-", port: 0, phase: .authentication, detail: "\(name): \(detail)", hint: hint)
    }
}
