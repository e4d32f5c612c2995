import Foundation
import PitaEvidence
import PitaInventory
import PitaPlanning

/// A person at work: who they are, and the key that proves it.
public struct ActingPerson: Sendable {
    /// The id in `users.yaml`, from `--as` or `PITA_USER`.
    public let id: String
    /// The private key file, from `--key` or `PITA_KEY`; `nil` leaves it to the SSH agent.
    public let keyFile: String?
    /// Whether OpenSSH may ask for a pass phrase on the terminal.
    public let mayPrompt: Bool

    /// A person at work.
    public init(id: String, keyFile: String?, mayPrompt: Bool) {
        self.id = id
        self.keyFile = keyFile
        self.mayPrompt = mayPrompt
    }
}

/// A statement about a plan with its signature, both verified.
public struct SignedDecision: Sendable {
    /// The statement.
    public let decision: Decision
    /// The signature over its canonical octets.
    public let signature: SSHSignature
}

extension Workplace {
    /// The person, when the inventory knows them and they may act today.
    nonisolated func user(_ person: ActingPerson) throws -> User {
        try FourEyes.person(person.id, office: office, today: try clock.today)
    }

    /// Has the person sign a statement, and checks the signature as a stranger would.
    func sign(_ decision: Decision, by person: ActingPerson) async throws -> SignedDecision {
        let user = try user(person)
        guard let known = user.keys.first else {
            throw Refusal(
                .notAllowed, "`\(user.id)` has no key in Inventory/users.yaml", hint: "add the public key there")
        }
        let keyFile = try person.keyFile ?? agentKeyFile(known, of: user)
        let publicKey = try Self.publicKey(of: keyFile, among: user)
        let signer = SSHKeygenSigner(keyFile: keyFile, publicKey: publicKey, mayPrompt: person.mayPrompt)
        let signature = try await signer.sign(decision.message, namespace: decision.kind.namespace)
        try FourEyes.checkSignature(signature, of: decision, by: user)
        return SignedDecision(decision: decision, signature: signature)
    }

    /// The key of the person that belongs to the file: by the `.pub` beside it, else their first one.
    private static func publicKey(of keyFile: String, among user: User) throws -> PitaEvidence.SSHPublicKey {
        let lines = user.keys.map(\.line)
        if let text = try? BoundedFile.text(keyFile.hasSuffix(".pub") ? keyFile : keyFile + ".pub", limit: 64 << 10),
            let key = try? PitaEvidence.SSHPublicKey(line: text)
        {
            guard lines.contains(where: { (try? PitaEvidence.SSHPublicKey(line: $0))?.blob == key.blob }) else {
                throw Refusal(
                    .notAllowed, "\(keyFile) is not a key of `\(user.id)` in Inventory/users.yaml",
                    hint: "sign with the key whose public half stands there")
            }
            return key
        }
        guard let first = lines.first else { throw OperationError("`\(user.id)` has no key in Inventory/users.yaml") }
        return try PitaEvidence.SSHPublicKey(line: first)
    }

    /// The public key as a file: with it `ssh-keygen` asks the agent for the private one.
    private func agentKeyFile(_ key: PitaInventory.SSHPublicKey, of user: User) throws -> String {
        guard environment["SSH_AUTH_SOCK"]?.isEmpty == false else {
            throw OperationError(
                "`\(user.id)` has to sign, and there is neither a key file nor an SSH agent",
                hint: "name the key with --key FILE (or PITA_KEY), or start ssh-agent and add it")
        }
        let state = try state()
        let path = try state.prepare() + "/signer-\(user.id).pub"
        try AtomicFile.write(Array((key.line + "\n").utf8), to: path, mode: state.fileMode)
        return path
    }
}
