import Glibc
import NIOCore
import NIOPosix

/// One way to a host: the TCP connection or the jump hosts before it, and the log-in.
final class ConnectionAttempt {
    /// What it comes to.
    struct Established {
        let engine: SSHEngine
        let hostKey: HostKey
    }

    private let target: SSHTarget
    private let eventLoop: any EventLoop
    private let logsIn: Bool
    private var completion: ((Result<Established, SSHError>) -> Void)?
    private let engine: SSHEngine
    private var outer: ConnectionAttempt?
    private var channel: (any Channel)?

    init(
        _ engine: SSHEngine, logsIn: Bool,
        completion: @escaping (Result<Established, SSHError>) -> Void
    ) {
        target = engine.target
        eventLoop = engine.eventLoop
        self.logsIn = logsIn
        self.completion = completion
        self.engine = engine
    }

    func start() {
        if let jump = target.jump { return startThrough(jump) }
        let engine = NIOLoopBound(self.engine, eventLoop: eventLoop)
        let attempt = NIOLoopBound(self, eventLoop: eventLoop)
        // The time-out of the bootstrap does not cover a name look-up; this one does.
        let timer = eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(target.timeouts.connect)) {
            attempt.value.expired()
        }
        let bootstrap = ClientBootstrap(group: eventLoop)
            .connectTimeout(TimeAmount(target.timeouts.connect) + .seconds(1))
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelOption(.socketOption(.so_keepalive), value: 1)
            .channelOption(.tcpOption(NIOBSDSocket.Option(rawValue: CInt(TCP_KEEPIDLE))), value: 30)
            .channelOption(.tcpOption(NIOBSDSocket.Option(rawValue: CInt(TCP_KEEPINTVL))), value: 10)
            .channelOption(.tcpOption(NIOBSDSocket.Option(rawValue: CInt(TCP_KEEPCNT))), value: 3)
            .channelOption(.tcpOption(NIOBSDSocket.Option(rawValue: CInt(TCP_USER_TIMEOUT))), value: 60_000)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let attempt = attempt.value
                    guard attempt.completion != nil else { throw ChannelError.alreadyClosed }
                    attempt.channel = channel
                    let link = TCPLink(engine.value)
                    engine.value.link = link
                    try channel.pipeline.syncOperations.addHandler(link)
                }
            }
        let connected =
            (try? SocketAddress(ipAddress: target.host, port: target.port)).map { bootstrap.connect(to: $0) }
            ?? bootstrap.connect(host: target.host, port: target.port)
        connected.assumeIsolated().whenComplete { result in
            timer.cancel()
            switch result {
            case .success(let channel):
                self.channel = channel
                self.logIn()
            case .failure(let error): self.finish(.failure(self.connectError(error)))
            }
        }
    }

    /// The bytes go through a channel of a session on the jump host, which lives as long as this one.
    private func startThrough(_ jump: SSHTarget) {
        let outer = ConnectionAttempt(SSHEngine(target: jump, eventLoop: eventLoop), logsIn: true) { result in
            self.outer = nil
            switch result {
            case .failure(let error): self.finish(.failure(error))
            case .success(let host):
                guard self.completion != nil else { return host.engine.close() }
                let forward = ForwardOperation(to: self.engine, within: self.target.timeouts.connect) { error in
                    if let error { self.finish(.failure(error)) } else { self.logIn() }
                }
                self.engine.link = ForwardLink(forward, host.engine)
                host.engine.enqueue(forward)
            }
        }
        self.outer = outer
        outer.start()
    }

    private func logIn() {
        guard completion != nil else { return engine.close() }
        do {
            try engine.open()
        } catch {
            return finish(.failure(error))
        }
        engine.enqueue(
            LogInOperation(checksPin: logsIn) { result in
                self.finish(result.map { Established(engine: self.engine, hostKey: $0) })
            })
    }

    func cancel() { finish(.failure(target.error(.cancelled, .connect))) }

    private func expired() {
        finish(.failure(target.error(.timedOut, .connect, "after \(target.timeouts.connect)")))
    }

    private func finish(_ result: Result<Established, SSHError>) {
        guard let report = completion else { return }
        completion = nil
        if case .failure(let error) = result {
            outer?.cancel()
            engine.fail(error)
            channel?.close(promise: nil)
        }
        outer = nil
        channel = nil
        report(result)
    }

    private func connectError(_ error: any Error) -> SSHError {
        if error is NIOConnectionError || error is SocketAddressError {
            return Self.nameOrConnectionError(error, target)
        }
        if let system = error as? IOError { return Self.systemError(system, target) }
        if case .connectTimeout = error as? ChannelError {
            return target.error(.timedOut, .connect, "after \(target.timeouts.connect)")
        }
        return target.error(.unreachable, .connect, String(describing: error))
    }

    private static func nameOrConnectionError(_ error: any Error, _ target: SSHTarget) -> SSHError {
        guard let failed = error as? NIOConnectionError else {
            return target.error(.nameNotFound, .connect, hint: "check the name, or give the address")
        }
        if let system = failed.connectionErrors.compactMap({ $0.error as? IOError }).first {
            return systemError(system, target)
        }
        let isTimeout = failed.connectionErrors.contains {
            if case .connectTimeout? = $0.error as? ChannelError { true } else { false }
        }
        if isTimeout { return target.error(.timedOut, .connect, "after \(target.timeouts.connect)") }
        return target.error(.nameNotFound, .connect, hint: "check the name, or give the address")
    }

    private static func systemError(_ error: IOError, _ target: SSHTarget) -> SSHError {
        let number = Int(error.errnoCode)
        switch error.errnoCode {
        case ECONNREFUSED:
            return target.error(.refused, .connect, hint: "is SSH switched on, at this port?", number: number)
        case ETIMEDOUT: return target.error(.timedOut, .connect, "the system gave up", number: number)
        case ECONNRESET: return target.error(.reset, .connect, number: number)
        default: return target.error(.unreachable, .connect, String(cString: strerror(error.errnoCode)), number: number)
        }
    }
}
