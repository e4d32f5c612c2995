/// Somebody who can sign: the office's key in memory, or a person's key through OpenSSH.
public protocol Signer: Sendable {
    /// The key that signs.
    var publicKey: SSHPublicKey { get }
    /// Signs a message for a purpose. The result is verified before it is handed out.
    func sign(_ message: [UInt8], namespace: SignatureNamespace) async throws(EvidenceError) -> SSHSignature
}

extension OfficeKey: Signer {}
