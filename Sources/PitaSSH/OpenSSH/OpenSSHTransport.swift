import Foundation
import PitaDiagnostics

/// SSH by the system's `ssh`, for servers with which libssh2 shares no algorithm: one program and one thread a session.
public struct OpenSSHTransport: Transport {
    /// Whose ssh_config(5) is looked into for algorithms and the way to a host.
    public enum Configuration: Hashable, Sendable {
        /// `~/.ssh/config`, if there is one.
        case user
        /// The file of this path.
        case file(String)
        /// None.
        case none
    }

    private let program: String
    private let configuration: Configuration

    /// Sessions by a program.
    ///
    /// - Parameter configuration: of what it says only algorithms, the address to call from and the way to the host count.
    public init(configuration: Configuration = .user, program: String = "/usr/bin/ssh") {
        self.configuration = configuration
        self.program = program
    }

    /// Connects, checks the host key, and makes one attempt to log in.
    public func connect(to target: SSHTarget) async throws(SSHError) -> any TransportSession {
        try await session(to: target)
    }

    private func session(to target: SSHTarget) async throws(SSHError) -> OpenSSHSession {
        let (mailbox, jump) = try await prepare(target)
        let result: Result<OpenSSHSession.Facts, SSHError> = await begin(mailbox) { answer in
            do throws(SSHError) {
                let worker = try self.worker(target, mailbox, jump)
                // Nothing is left of a connection when its end is told: the process may end then.
                let facts: OpenSSHSession.Facts
                do throws(SSHError) {
                    facts = try Self.logIn(worker)
                } catch {
                    worker.dismantle(kindly: false)
                    throw error
                }
                mailbox.finish()
                answer(.success(facts))
                let end = worker.serve()
                mailbox.refuse(with: end)
                worker.dismantle(kindly: end.code == .closed)
                mailbox.end(with: end)
            } catch {
                mailbox.end(with: error)
                answer(.failure(error))
            }
        }
        do {
            return OpenSSHSession(mailbox, target, try result.get(), through: jump)
        } catch {
            await jump?.close()
            throw error
        }
    }

    private static func logIn(_ worker: OpenSSHWorker) throws(SSHError) -> OpenSSHSession.Facts {
        try worker.connect()
        guard let key = worker.pinnedKey else {
            throw worker.target.error(.protocolError, .hostKey, "ssh does not say which key it has seen")
        }
        return OpenSSHSession.Facts(hostKey: key, version: worker.log.serverVersion, socket: worker.socket)
    }

    /// The key that the host shows, proven by the key exchange. No pin is checked and no credential is sent.
    public func fetchHostKey(of target: SSHTarget) async throws(SSHError) -> HostKey {
        let (mailbox, jump) = try await prepare(target)
        let result: Result<HostKey, SSHError> = await begin(mailbox) { answer in
            answer(Result { () throws(SSHError) in try self.worker(target, mailbox, jump).lookAtKey() })
        }
        await jump?.close()
        return try result.get()
    }

    /// What the system's `ssh` offers to a host, with what the user's configuration says about it.
    public func algorithms(for target: SSHTarget) async throws(SSHError) -> SSHAlgorithms {
        try target.validate()
        try target.validateForCommandLine()
        guard access(program, X_OK) == 0 else { throw OpenSSHWorker.noProgram(program, target) }
        let result: Result<SSHAlgorithms, SSHError> = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    returning: Result { () throws(SSHError) in
                        try read(for: target).algorithms(of: program)
                    })
            }
        }
        return try result.get()
    }

    /// A mailbox for the host, and the connection to the jump host before it.
    private func prepare(_ target: SSHTarget) async throws(SSHError) -> (OpenSSHMailbox, OpenSSHSession?) {
        try target.validate()
        try target.validateForCommandLine()
        guard let mailbox = OpenSSHMailbox(target) else {
            throw target.error(.handshakeFailed, .connect, "no descriptors are left")
        }
        guard let jump = target.jump else { return (mailbox, nil) }
        return (mailbox, try await session(to: jump))
    }

    private func worker(
        _ target: SSHTarget, _ mailbox: OpenSSHMailbox, _ jump: OpenSSHSession?
    ) throws(SSHError) -> OpenSSHWorker {
        try OpenSSHWorker(
            program: program, target: target, configuration: try read(for: target), mailbox: mailbox,
            jumpSocket: jump?.socket)
    }

    /// Starts the thread; waits for its first answer, and has it end when the task is cancelled.
    private func begin<Value: Sendable>(
        _ mailbox: OpenSSHMailbox, _ body: @escaping @Sendable (@Sendable (Result<Value, SSHError>) -> Void) -> Void
    ) async -> Result<Value, SSHError> {
        mailbox.beginConnecting()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // A thread of its own: it waits for a program, and the program ends with it.
                let thread = Thread { body { continuation.resume(returning: $0) } }
                thread.stackSize = 1 << 20
                thread.name = "pita-ssh"
                thread.start()
            }
        } onCancel: {
            mailbox.cancelConnecting()
        }
    }

    /// What the configuration says about a host.
    private func read(for target: SSHTarget) throws(SSHError) -> UserConfiguration {
        let path: String
        switch configuration {
        case .none: return .none
        case .file(let file): path = file
        case .user:
            path = NSHomeDirectory() + "/.ssh/config"
            guard access(path, F_OK) == 0 else { return .none }
        }
        let words = [
            program, "-G", "-F", path, "-l", target.user, "-p", "\(target.port)", "--", target.host,
        ]
        guard access(path, R_OK) == 0,
            let printed = ProgramOutput.read(
                words, environment: OpenSSHArguments.environment(askingBy: nil), within: target.timeouts.connect)
        else {
            throw target.error(
                .invalidArgument, .connect, "\(path) can't be read as an ssh_config",
                hint: "`ssh -G -F \(path) \(target.host)` says why; `config: none` passes it over")
        }
        return UserConfiguration(printed: printed, file: path)
    }
}
