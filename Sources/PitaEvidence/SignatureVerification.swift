internal import Crypto
internal import Foundation
internal import _CryptoExtras

extension SSHSignature {
    /// Proves that ``publicKey`` signed `message` for `namespace`.
    ///
    /// Whose key it is, and whether it may sign, is for ``AllowedSigners``.
    public func verify(_ message: [UInt8], namespace: SignatureNamespace) throws(EvidenceError) {
        guard self.namespace == namespace else {
            throw EvidenceError(
                .wrongNamespace, "the signature was made for `\(self.namespace)`, not for `\(namespace)`")
        }
        let data = Self.signedData(message, namespace: namespace, hashAlgorithm: hashAlgorithm)
        guard try isGenuine(over: data) else {
            throw EvidenceError(
                .wrongSignature, "the signature of \(publicKey.fingerprint) does not fit what it is said to sign")
        }
    }

    private func isGenuine(over data: [UInt8]) throws(EvidenceError) -> Bool {
        switch publicKey.material {
        case .ed25519(let point):
            try checkName(publicKey.algorithm.rawValue)
            guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: point) else { return false }
            return key.isValidSignature(rawSignature, for: data)
        case .ecdsa(let point):
            try checkName(publicKey.algorithm.rawValue)
            return try isGenuineECDSA(point: point, data: data)
        case .rsa(let modulus, let exponent):
            try checkName("rsa-sha2-256", "rsa-sha2-512")
            return isGenuineRSA(modulus: modulus, exponent: exponent, data: data)
        }
    }

    private func checkName(_ allowed: String...) throws(EvidenceError) {
        guard allowed.contains(signatureAlgorithm) else {
            throw EvidenceError(
                .unsupported, "a \(publicKey.algorithm.rawValue) key does not sign as `\(signatureAlgorithm)` here")
        }
    }

    private func isGenuineECDSA(point: [UInt8], data: [UInt8]) throws(EvidenceError) -> Bool {
        var reader = SSHWireReader(rawSignature, of: "ECDSA signature")
        let pair = [try reader.positiveInteger(), try reader.positiveInteger()]
        try reader.finish()
        let width: Int
        switch publicKey.algorithm {
        case .ecdsa384: width = 48
        case .ecdsa521: width = 66
        default: width = 32
        }
        guard pair.allSatisfy({ $0.count <= width }) else { return false }
        let raw = pair.flatMap { [UInt8](repeating: 0, count: width - $0.count) + $0 }
        switch publicKey.algorithm {
        case .ecdsa384:
            guard let key = try? P384.Signing.PublicKey(x963Representation: point),
                let signature = try? P384.Signing.ECDSASignature(rawRepresentation: raw)
            else { return false }
            return key.isValidSignature(signature, for: data)
        case .ecdsa521:
            guard let key = try? P521.Signing.PublicKey(x963Representation: point),
                let signature = try? P521.Signing.ECDSASignature(rawRepresentation: raw)
            else { return false }
            return key.isValidSignature(signature, for: data)
        default:
            guard let key = try? P256.Signing.PublicKey(x963Representation: point),
                let signature = try? P256.Signing.ECDSASignature(rawRepresentation: raw)
            else { return false }
            return key.isValidSignature(signature, for: data)
        }
    }

    private func isGenuineRSA(modulus: [UInt8], exponent: [UInt8], data: [UInt8]) -> Bool {
        guard let key = try? _RSA.Signing.PublicKey(n: modulus, e: exponent), rawSignature.count <= modulus.count else {
            return false
        }
        // RFC 4253 fixes PKCS #1 v1.5; OpenSSH may drop leading zero octets of the number.
        let padded = [UInt8](repeating: 0, count: modulus.count - rawSignature.count) + rawSignature
        let signature = _RSA.Signing.RSASignature(rawRepresentation: Data(padded))
        return signatureAlgorithm == "rsa-sha2-256"
            ? key.isValidSignature(signature, for: SHA256.hash(data: data), padding: .insecurePKCS1v1_5)
            : key.isValidSignature(signature, for: SHA512.hash(data: data), padding: .insecurePKCS1v1_5)
    }
}
