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
        guard !user.keys.isEmpty else {
            throw Refusal(
                .notAllowed, "`\(user.id)` has no key in Inventory/users.yaml", hint: "add the public key there")
        }
        var keyFile = person.keyFile
        if keyFile == nil { keyFile = try await agentKeyFile(of: user) }
        guard let keyFile else {
            throw OperationError(
                "the SSH agent holds no key of `\(user.id)`",
                hint: "add one with ssh-add, or name its file with --key FILE (or PITA_KEY)")
        }
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

    /// The first of the person's keys that the agent holds, as a file: with it `ssh-keygen` asks the agent for the private
    /// half. `nil` when the agent holds none of them.
    private func agentKeyFile(of user: User) async throws -> String? {
        guard environment["SSH_AUTH_SOCK"]?.isEmpty == false else {
            throw OperationError(
                "`\(user.id)` has to sign, and there is neither a key file nor an SSH agent",
                hint: "name the key with --key FILE (or PITA_KEY), or start ssh-agent and add it")
        }
        let held = try await agentKeys()
        guard let key = user.keys.first(where: { held.contains($0.blob) }) else { return nil }
        let state = try state()
        let path = try state.prepare() + "/signer-\(user.id).pub"
        try AtomicFile.write(Array((key.line + "\n").utf8), to: path, mode: state.fileMode)
        return path
    }
    /// The public keys that the agent holds, as octets.
    private func agentKeys() async throws -> Set<[UInt8]> {
        let wanted = ["HOME", "PATH", "SSH_AUTH_SOCK"]
        let child = ChildProcess(
            executable: "/usr/bin/ssh-add", arguments: ["-L"],
            environment: environment.filter { wanted.contains($0.key) })
        let answer = try await child.run(input: [], timeLimit: .seconds(10), maximumOutput: 1 << 20)
        // 1: it holds no key; 2: it cannot be reached.
        guard answer.status < 2 else {
            throw OperationError(
                "the SSH agent does not answer: \(answer.firstErrorLine)",
                hint: "start ssh-agent and add the key, or name its file with --key FILE (or PITA_KEY)")
        }
        let lines = String(decoding: answer.output, as: UTF8.self).split(whereSeparator: \.isNewline)
        return Set(lines.compactMap { try? PitaEvidence.SSHPublicKey(line: String($0)).blob })
    }
}
