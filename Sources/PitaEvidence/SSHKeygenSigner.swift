internal import Foundation

/// A person's key through `ssh-keygen -Y sign`: a key file, or one that an agent holds (`SSH_AUTH_SOCK`).
public struct SSHKeygenSigner: Signer {
    /// The key that signs.
    public let publicKey: SSHPublicKey
    private let keyFile: String
    private let timeLimit: Duration
    private let mayPrompt: Bool
    private let executable: String

    /// - Parameters:
    ///   - keyFile: the private key's file, or the public key's when an agent holds the private one.
    ///   - publicKey: the key that must sign; another key's signature is refused.
    ///   - timeLimit: how long the person has to enter a pass phrase or touch a token.
    ///   - mayPrompt: whether OpenSSH may ask on the terminal. Without it a key with a pass phrase fails at once.
    public init(
        keyFile: String, publicKey: SSHPublicKey, timeLimit: Duration = .seconds(60), mayPrompt: Bool,
        executable: String = "/usr/bin/ssh-keygen"
    ) {
        self.keyFile = keyFile
        self.publicKey = publicKey
        self.timeLimit = timeLimit
        self.mayPrompt = mayPrompt
        self.executable = executable
    }

    /// Signs through a child process; the message goes to its standard input, never to a file or argument.
    public func sign(_ message: [UInt8], namespace: SignatureNamespace) async throws(EvidenceError) -> SSHSignature {
        guard !namespace.rawValue.isEmpty, !keyFile.isEmpty else {
            throw EvidenceError(.signer, "signing needs a key file and a namespace")
        }
        let child = ChildProcess(
            executable: executable,
            // A path that begins with `-` would be read as an option.
            arguments: [
                "-Y", "sign", "-f", keyFile.hasPrefix("-") ? "./" + keyFile : keyFile, "-n", namespace.rawValue,
            ],
            environment: environment, keepsTerminal: mayPrompt)
        let result = try await child.run(input: message, timeLimit: timeLimit, maximumOutput: SSHArmour.maximumLength)
        guard result.status == 0 else {
            throw EvidenceError(
                .signer, "ssh-keygen did not sign with \(keyFile): \(result.firstErrorLine)",
                hint: "is the key readable, or loaded in the agent (`ssh-add -l`)?")
        }
        guard let text = String(validating: result.output, as: UTF8.self) else {
            throw EvidenceError(.signer, "ssh-keygen answered with something that is no text")
        }
        let signature = try SSHSignature(armored: text)
        guard signature.publicKey == publicKey else {
            throw EvidenceError(
                .signer, "\(keyFile) is the key \(signature.publicKey.fingerprint), not \(publicKey.fingerprint)",
                hint: "users.yaml names the key that signs for this person")
        }
        try signature.verify(message, namespace: namespace)
        return signature
    }

    private var environment: [String: String] {
        let wanted = ["HOME", "PATH", "SSH_AUTH_SOCK", "TERM", "LANG", "DISPLAY", "SSH_ASKPASS", "SSH_ASKPASS_REQUIRE"]
        var environment = ProcessInfo.processInfo.environment.filter { wanted.contains($0.key) }
        if !mayPrompt {
            environment["SSH_ASKPASS"] = "/bin/false"
            environment["SSH_ASKPASS_REQUIRE"] = "force"
        }
        return environment
    }
}
