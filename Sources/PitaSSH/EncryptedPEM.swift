import Crypto
import Foundation
import PitaDiagnostics
import _CryptoExtras

/// Decrypts private keys in PEM: OpenSSL's traditional form, and PKCS #8 with PBES2 (RFC 8018).
enum EncryptedPEM {
    /// The body of a traditional key; as it is when the headers do not say that it is encrypted.
    static func decryptTraditional(_ armour: PEMArmour, passphrase: Secret?) throws(PrivateKeyFault) -> [UInt8] {
        guard let info = armour.headers["DEK-Info"] else { return armour.body }
        guard let passphrase else { throw .passphraseMissing }
        let parts = info.split(separator: ",").map(String.init)
        let sizes = ["AES-128-CBC": 16, "AES-192-CBC": 24, "AES-256-CBC": 32]
        guard parts.count == 2, let size = sizes[parts[0].uppercased()] else {
            throw .unsupported("the encryption \(TerminalText.sanitised(info))")
        }
        guard let start = bytes(hexadecimal: parts[1]), start.count == 16 else { throw .malformed("DEK-Info") }
        let word = passphrase.withRevealed { Array($0.utf8) }
        var key: [UInt8] = []
        var block: [UInt8] = []
        while key.count < size {
            block = Array(Insecure.MD5.hash(data: block + word + start.prefix(8)))
            key += block
        }
        return try decryptCBC(armour.body, key: Array(key.prefix(size)), start: start)
    }

    static func decryptPKCS8(_ der: [UInt8], passphrase: Secret?) throws(PrivateKeyFault) -> [UInt8] {
        guard let passphrase else { throw .passphraseMissing }
        var outer = DERReader(der)
        guard var info = outer.enter(0x30), var algorithm = info.enter(0x30), let sealed = info.value(0x04),
            algorithm.value(0x06) == [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 5, 13],
            var parameters = algorithm.enter(0x30), var kdf = parameters.enter(0x30),
            var cipher = parameters.enter(0x30), kdf.value(0x06) == [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 5, 12],
            var derivation = kdf.enter(0x30), let salt = derivation.value(0x04), let count = derivation.value(0x02)
        else { throw .unsupported("this encryption of PKCS #8") }
        _ = derivation.value(0x02)
        let function = derivation.enter(0x30).flatMap { reader in
            var reader = reader
            return reader.value(0x06)
        }
        let hashes: [[UInt8]: KDF.Insecure.PBKDF2.HashFunction] = [
            [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 2, 7]: .insecureSHA1,
            [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 2, 9]: .sha256,
            [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 2, 11]: .sha512,
        ]
        let sizes: [[UInt8]: Int] = [
            [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 1, 2]: 16, [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 1, 42]: 32,
        ]
        let rounds = count.count <= 4 ? count.reduce(0) { $0 << 8 | Int($1) } : 0
        guard let hash = function.map({ hashes[$0] }) ?? .insecureSHA1, let name = cipher.value(0x06),
            let size = sizes[name], let start = cipher.value(0x04), start.count == 16, (1...10_000_000).contains(rounds)
        else { throw .unsupported("this encryption of PKCS #8") }
        let word = passphrase.withRevealed { Array($0.utf8) }
        guard
            let key = try? KDF.Insecure.PBKDF2.deriveKey(
                from: word, salt: salt, using: hash, outputByteCount: size, unsafeUncheckedRounds: rounds)
        else { throw .unsupported("this key derivation") }
        return try decryptCBC(sealed, key: key.withUnsafeBytes { Array($0) }, start: start)
    }

    private static func decryptCBC(_ body: [UInt8], key: [UInt8], start: [UInt8]) throws(PrivateKeyFault) -> [UInt8] {
        do {
            return Array(try AES._CBC.decrypt(body, using: SymmetricKey(data: key), iv: AES._CBC.IV(ivBytes: start)))
        } catch {
            throw .passphraseWrong
        }
    }

    private static func bytes(hexadecimal text: String) -> [UInt8]? {
        let digits = text.compactMap(\.hexDigitValue)
        guard digits.count == text.count, digits.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}

/// Steps through DER (X.690) as far as an encrypted private key needs.
struct DERReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    /// The content of the next element when it has the tag; else nothing is read.
    mutating func value(_ tag: UInt8) -> [UInt8]? {
        guard rest.first == tag else { return nil }
        var body = rest.dropFirst()
        guard let first = body.popFirst() else { return nil }
        var count = Int(first)
        if first >= 0x80 {
            let octets = Int(first & 0x7F)
            guard (1...3).contains(octets), body.count >= octets else { return nil }
            count = body.prefix(octets).reduce(0) { $0 << 8 | Int($1) }
            body = body.dropFirst(octets)
        }
        guard body.count >= count else { return nil }
        rest = body.dropFirst(count)
        return Array(body.prefix(count))
    }

    /// A reader of what is inside the next element.
    mutating func enter(_ tag: UInt8) -> DERReader? { value(tag).map { DERReader($0) } }
}
