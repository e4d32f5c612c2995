import NIOCore

/// A session on a device by libssh2. Its engine lives on an event loop; this is the handle that tasks hold.
final class LibSSH2Session: TransportSession {
    let hostKey: HostKey
    let serverVersion: String
    private let engine: NIOLoopBound<SSHEngine>
    private let eventLoop: any EventLoop
    private let target: SSHTarget

    /// Called on the engine's event loop.
    init(_ engine: SSHEngine, hostKey key: HostKey) {
        eventLoop = engine.eventLoop
        target = engine.target
        hostKey = key
        serverVersion = engine.session?.serverVersion ?? ""
        self.engine = NIOLoopBound(engine, eventLoop: engine.eventLoop)
    }

    deinit {
        let engine = engine
        eventLoop.execute { engine.value.close() }
    }

    func execute(_ command: String, input: [UInt8], limits: ExecLimits) async throws(SSHError) -> ExecResult {
        guard !command.utf8.contains(0) else {
            throw target.error(.invalidArgument, .command, "a NUL in the command")
        }
        let engine = engine
        return try await run(.command) { report in
            let operation = ExecOperation(command: command, input: input, limits: limits, completion: report)
            engine.value.enqueue(operation)
            return { engine.value.cancel(operation) }
        }
    }

    func openShell(_ request: ShellRequest) async throws(SSHError) -> any ShellChannel {
        try request.validate(target)
        let engine = engine
        let session = self
        return try await run(.shell) { report in
            let operation = ShellOperation(request, engine.value)
            operation.whenOpen { result in
                report(result.map { LibSSH2Shell(operation, session, greeting: $0) })
            }
            engine.value.enqueue(operation)
            return { engine.value.cancel(operation) }
        }
    }

    func upload(_ file: FileUpload) async throws(SSHError) {
        try file.validate(target)
        let engine = engine
        try await run(.upload) { report in
            let operation: any SSHOperation =
                switch file.method {
                case .sftp: SFTPUpload(file, completion: report)
                case .scp: SCPUpload(file, completion: report)
                }
            engine.value.enqueue(operation)
            return { engine.value.cancel(operation) }
        }
    }

    func close() async {
        let engine = engine
        await withCheckedContinuation { continuation in
            eventLoop.execute {
                engine.value.close()
                continuation.resume()
            }
        }
    }

    func run<Value: Sendable>(
        _ phase: SSHError.Phase,
        _ begin: @escaping @Sendable (@escaping (Result<Value, SSHError>) -> Void) -> () -> Void
    ) async throws(SSHError) -> Value {
        try await LoopCall.run(on: eventLoop, ifCancelled: target.error(.cancelled, phase), begin)
    }
}

/// A shell of a session by libssh2; it keeps the session alive.
final class LibSSH2Shell: ShellChannel {
    let greeting: DialogueAnswer
    private let operation: NIOLoopBound<ShellOperation>
    private let session: LibSSH2Session

    /// Called on the session's event loop.
    init(_ operation: ShellOperation, _ session: LibSSH2Session, greeting: DialogueAnswer) {
        self.greeting = greeting
        self.session = session
        self.operation = NIOLoopBound(operation, eventLoop: operation.eventLoop)
    }

    func perform(_ step: DialogueStep) async throws(SSHError) -> DialogueAnswer {
        let operation = operation
        return try await session.run(.shell) { report in
            operation.value.perform(step, completion: report)
            return { operation.value.abandon() }
        }
    }

    func close() async {
        let operation = operation
        // Whether it closed in good order or with the connection: afterwards it is closed.
        _ = try? await session.run(.close) { (report: @escaping (Result<Bool, SSHError>) -> Void) in
            operation.value.close { report(.success(true)) }
            return { operation.value.abandon() }
        }
    }
}
