import Crypto
import Foundation
import PitaDiagnostics
import _CryptoExtras

/// Decodes private key files: the armour, and what is inside.
enum PrivateKeyFile {
    static func decode(_ text: String, passphrase: Secret?) throws(PrivateKeyFault) -> SSHPrivateKey {
        guard let armour = PEMArmour(text) else { throw .notAKey }
        switch armour.label {
        case "OPENSSH PRIVATE KEY": return try OpenSSHPrivateKey.decode(armour.body, passphrase: passphrase)
        case "EC PRIVATE KEY", "RSA PRIVATE KEY":
            let body = try EncryptedPEM.decryptTraditional(armour, passphrase: passphrase)
            return try decode(der: body, label: armour.label, encrypted: armour.headers["DEK-Info"] != nil)
        case "PRIVATE KEY": return try decode(der: armour.body, label: armour.label, encrypted: false)
        case "ENCRYPTED PRIVATE KEY":
            let body = try EncryptedPEM.decryptPKCS8(armour.body, passphrase: passphrase)
            return try decode(der: body, label: "PRIVATE KEY", encrypted: true)
        case "DSA PRIVATE KEY": throw .unsupported("DSA")
        default: throw .notAKey
        }
    }

    private static func decode(
        der: [UInt8], label: String, encrypted: Bool
    ) throws(PrivateKeyFault) -> SSHPrivateKey {
        // RFC 8410: the one shape in which an Ed25519 key without attributes is written.
        let ed25519: [UInt8] = [0x30, 0x2E, 2, 1, 0, 0x30, 5, 6, 3, 0x2B, 0x65, 0x70, 4, 0x22, 4, 0x20]
        if der.count == 48, der.starts(with: ed25519),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: der[16...])
        {
            return try SSHPrivateKey(.ed25519(key))
        }
        let data = Data(der)
        let pem =
            "-----BEGIN \(label)-----\n"
            + data.base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
            + "\n-----END \(label)-----\n"
        if label != "RSA PRIVATE KEY" {
            if let key = try? P256.Signing.PrivateKey(pemRepresentation: pem) { return try SSHPrivateKey(.p256(key)) }
            if let key = try? P384.Signing.PrivateKey(pemRepresentation: pem) { return try SSHPrivateKey(.p384(key)) }
            if let key = try? P521.Signing.PrivateKey(pemRepresentation: pem) { return try SSHPrivateKey(.p521(key)) }
        }
        if let key = try? _RSA.Signing.PrivateKey(pemRepresentation: pem) { return try SSHPrivateKey(.rsa(key)) }
        throw encrypted ? .passphraseWrong : .malformed("the key inside")
    }
}

/// The textual armour of RFC 7468, with the headers of RFC 1421 that old key files carry.
struct PEMArmour {
    let label: String
    let headers: [String: String]
    let body: [UInt8]

    init?(_ text: String) {
        var label: String?
        var headers: [String: String] = [:]
        var base64 = ""
        for line in text.split(whereSeparator: \.isNewline) {
            let line = line.drop { $0 == " " || $0 == "\t" }
            if line.hasPrefix("-----BEGIN ") {
                label = String(line.dropFirst(11).prefix { $0 != "-" })
            } else if line.hasPrefix("-----END ") {
                break
            } else if label != nil {
                if let colon = line.firstIndex(of: ":") {
                    let value = line[line.index(after: colon)...].drop { $0 == " " }
                    headers[String(line[..<colon])] = String(value)
                } else {
                    base64 += line.filter { !$0.isWhitespace }
                }
            }
        }
        guard let label, let data = Data(base64Encoded: base64), !data.isEmpty else { return nil }
        self.label = label
        self.headers = headers
        body = Array(data)
    }
}
