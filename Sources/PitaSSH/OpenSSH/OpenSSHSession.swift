/// A session on a device by the system's `ssh`: the handle that tasks hold. Its thread does the work.
final class OpenSSHSession: TransportSession {
    /// What is known once it stands.
    struct Facts: Sendable {
        let hostKey: HostKey
        let version: String
        let socket: String
    }

    let hostKey: HostKey
    let serverVersion: String
    /// The control socket, for a connection that goes on from this host.
    let socket: String
    private let mailbox: OpenSSHMailbox
    private let target: SSHTarget
    private let jump: OpenSSHSession?

    init(_ mailbox: OpenSSHMailbox, _ target: SSHTarget, _ facts: Facts, through jump: OpenSSHSession?) {
        self.mailbox = mailbox
        self.target = target
        self.jump = jump
        (hostKey, serverVersion, socket) = (facts.hostKey, facts.version, facts.socket)
    }

    deinit { mailbox.close {} }

    func execute(_ command: String, input: [UInt8], limits: ExecLimits) async throws(SSHError) -> ExecResult {
        guard !command.utf8.contains(0) else {
            throw target.error(.invalidArgument, .command, "a NUL in the command")
        }
        // An empty one would be a shell; what a control socket takes is bounded.
        guard !command.isEmpty, command.utf8.count < 200_000 else {
            throw target.error(.invalidArgument, .command, "the command is empty, or longer than 200,000 octets")
        }
        return try await mailbox.ask(.command) { .execute(command, input: input, limits, $0) }
    }

    func openShell(_ request: ShellRequest) async throws(SSHError) -> any ShellChannel {
        try request.validate(target)
        let greeting = try await mailbox.ask(.shell) { .openShell(request, $0) }
        return OpenSSHShellChannel(mailbox, self, greeting: greeting)
    }

    func upload(_ file: FileUpload) async throws(SSHError) {
        try file.validate(target)
        _ = try await mailbox.ask(.upload) { .upload(file, $0) }
    }

    func close() async {
        await withCheckedContinuation { continuation in mailbox.close { continuation.resume() } }
        await jump?.close()
    }
}

/// A shell of a session by the system's `ssh`; it keeps the session alive.
final class OpenSSHShellChannel: ShellChannel {
    let greeting: DialogueAnswer
    private let mailbox: OpenSSHMailbox
    private let session: OpenSSHSession

    init(_ mailbox: OpenSSHMailbox, _ session: OpenSSHSession, greeting: DialogueAnswer) {
        self.mailbox = mailbox
        self.session = session
        self.greeting = greeting
    }

    func perform(_ step: DialogueStep) async throws(SSHError) -> DialogueAnswer {
        try await mailbox.ask(.shell) { .perform(step, $0) }
    }

    func close() async {
        // Whether it closed in good order or with the connection: afterwards it is closed.
        _ = try? await mailbox.ask(.close) { .closeShell($0) }
    }
}

extension ShellRequest {
    /// Refuses a terminal that can't be asked for.
    func validate(_ target: SSHTarget) throws(SSHError) {
        let isSane = (1...10_000).contains(columns) && (1...10_000).contains(rows)
        guard isSane, terminal.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw target.error(.invalidArgument, .shell, "the terminal")
        }
    }
}

extension FileUpload {
    /// Refuses a path that can't be sent.
    func validate(_ target: SSHTarget) throws(SSHError) {
        guard !path.isEmpty, !path.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
            throw target.error(.invalidArgument, .upload, "the path")
        }
    }
}
