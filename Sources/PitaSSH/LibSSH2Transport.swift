import NIOCore
import NIOPosix
import PitaDiagnostics

/// SSH by libssh2 on SwiftNIO: any number of sessions on a few event loops.
public struct LibSSH2Transport: Transport {
    let group: any EventLoopGroup

    /// Sessions on the process's shared event loops.
    public init() { group = MultiThreadedEventLoopGroup.singleton }

    /// Sessions on the given event loops.
    public init(group: any EventLoopGroup) { self.group = group }

    /// Connects, checks the host key, and makes one attempt to log in.
    public func connect(to target: SSHTarget) async throws(SSHError) -> any TransportSession {
        try await establish(target, logsIn: true)
    }

    /// The key that the host shows, proven by the key exchange. No pin is checked and no credential is sent.
    public func fetchHostKey(of target: SSHTarget) async throws(SSHError) -> HostKey {
        let session = try await establish(target, logsIn: false)
        await session.close()
        return session.hostKey
    }

    private func establish(_ target: SSHTarget, logsIn: Bool) async throws(SSHError) -> LibSSH2Session {
        try target.validate()
        let eventLoop = group.next()
        return try await LoopCall.run(on: eventLoop, ifCancelled: target.error(.cancelled, .connect)) { report in
            let attempt = ConnectionAttempt(SSHEngine(target: target, eventLoop: eventLoop), logsIn: logsIn) { result in
                report(result.map { LibSSH2Session($0.engine, hostKey: $0.hostKey) })
            }
            attempt.start()
            return { attempt.cancel() }
        }
    }
}

extension SSHTarget {
    /// Refuses what can't be asked for before anything is sent.
    func validate() throws(SSHError) {
        if let jump { try jump.validate() }
        func isPlain(_ text: String) -> Bool {
            !text.isEmpty && !text.unicodeScalars.contains(where: TerminalText.isUnsafe)
        }
        guard isPlain(host), host.utf8.count <= 255 else { throw error(.invalidArgument, .connect, "the host name") }
        guard (1...65_535).contains(port) else { throw error(.invalidArgument, .connect, "port \(port)") }
        guard isPlain(user), user.utf8.count <= 255 else { throw error(.invalidArgument, .connect, "the user name") }
    }
}
