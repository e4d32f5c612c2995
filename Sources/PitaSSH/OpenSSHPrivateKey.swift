import Crypto
import Foundation
import PitaDiagnostics
import _CryptoExtras

/// OpenSSH's own private key format (`PROTOCOL.key` in its sources).
enum OpenSSHPrivateKey {
    static func decode(_ bytes: [UInt8], passphrase: Secret?) throws(PrivateKeyFault) -> SSHPrivateKey {
        var reader = SSHWireReader(bytes)
        guard reader.raw(15) == Array("openssh-key-v1\0".utf8), let cipher = reader.text(), let kdf = reader.text(),
            let options = reader.string(), reader.uint32() == 1, reader.string() != nil, let sealed = reader.string()
        else { throw .malformed("the header") }
        guard cipher != "none" else { return try open(sealed, encrypted: false) }
        guard let passphrase else { throw .passphraseMissing }
        return try open(decrypt(sealed, cipher: cipher, kdf: kdf, options: options, passphrase), encrypted: true)
    }

    private static func decrypt(
        _ sealed: [UInt8], cipher: String, kdf: String, options: [UInt8], _ passphrase: Secret
    ) throws(PrivateKeyFault) -> [UInt8] {
        var reader = SSHWireReader(options)
        guard kdf == "bcrypt", let salt = reader.string(), let rounds = reader.uint32() else {
            throw .unsupported("the key derivation \(kdf)")
        }
        let keySizes = ["aes128-ctr": 16, "aes192-ctr": 24, "aes256-ctr": 32, "aes128-cbc": 16, "aes256-cbc": 32]
        guard let size = keySizes[cipher] else { throw .unsupported("the cipher \(cipher)") }
        guard (1...4096).contains(rounds), !salt.isEmpty, salt.count <= 1024 else {
            throw .malformed("the key derivation")
        }
        let word = passphrase.withRevealed { Array($0.utf8) }
        let derived = BcryptPBKDF.derive(password: word, salt: salt, rounds: rounds, count: size + 16)
        let key = SymmetricKey(data: derived.prefix(size))
        let start = derived.suffix(16)
        do {
            if cipher.hasSuffix("ctr") {
                return Array(try AES._CTR.decrypt(sealed, using: key, nonce: AES._CTR.Nonce(nonceBytes: start)))
            }
            return Array(try AES._CBC.decrypt(sealed, using: key, iv: AES._CBC.IV(ivBytes: start), noPadding: true))
        } catch {
            throw .passphraseWrong
        }
    }

    private static func open(_ bytes: [UInt8], encrypted: Bool) throws(PrivateKeyFault) -> SSHPrivateKey {
        var reader = SSHWireReader(bytes)
        guard let check = reader.uint32(), check == reader.uint32() else {
            throw encrypted ? .passphraseWrong : .malformed("the private part")
        }
        guard let type = reader.text() else { throw .malformed("the private part") }
        switch type {
        case "ssh-ed25519":
            guard reader.string() != nil, let pair = reader.string(), pair.count == 64,
                let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: pair.prefix(32))
            else { throw .malformed("the ed25519 key") }
            return try SSHPrivateKey(.ed25519(key))
        case "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521":
            guard reader.string() != nil, reader.string() != nil, let number = reader.string() else {
                throw .malformed("the ECDSA key")
            }
            return try SSHPrivateKey(curveKey(type, number))
        case "ssh-rsa":
            var numbers: [[UInt8]] = []
            while numbers.count < 6, let number = reader.string() { numbers.append(number) }
            // In the file: n, e, d, iqmp, p, q.
            guard numbers.count == 6,
                let key = try? _RSA.Signing.PrivateKey(
                    n: numbers[0], e: numbers[1], d: numbers[2], p: numbers[4], q: numbers[5])
            else { throw .malformed("the RSA key") }
            return try SSHPrivateKey(.rsa(key))
        default: throw .unsupported("the key type \(TerminalText.sanitised(type))")
        }
    }

    private static func curveKey(_ type: String, _ number: [UInt8]) throws(PrivateKeyFault) -> SSHPrivateKey.Signer {
        func padded(_ count: Int) -> [UInt8] {
            let digits = number.drop { $0 == 0 }
            return Array(repeating: 0, count: max(0, count - digits.count)) + digits
        }
        switch type {
        case "ecdsa-sha2-nistp256":
            if let key = try? P256.Signing.PrivateKey(rawRepresentation: padded(32)) { return .p256(key) }
        case "ecdsa-sha2-nistp384":
            if let key = try? P384.Signing.PrivateKey(rawRepresentation: padded(48)) { return .p384(key) }
        default:
            if let key = try? P521.Signing.PrivateKey(rawRepresentation: padded(66)) { return .p521(key) }
        }
        throw .malformed("the ECDSA key")
    }
}
