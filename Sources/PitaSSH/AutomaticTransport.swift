import Synchronization

/// libssh2, and the system's `ssh` for hosts with which libssh2 shares no algorithm.
///
/// Nothing else is a reason to try again: a key that is not the pinned one, and a log-in that was refused, stay what they
/// are. A key exchange that found no algorithm has shown no credential to anybody.
public struct AutomaticTransport: Transport {
    /// Which hosts need the second transport, for as long as it lives.
    public final class Memory: Sendable {
        private let hosts = Mutex<Set<String>>([])

        /// Nothing is known yet.
        public init() {}

        fileprivate func holds(_ target: SSHTarget) -> Bool { hosts.withLock { $0.contains(Self.name(target)) } }

        fileprivate func add(_ target: SSHTarget) { hosts.withLock { _ = $0.insert(Self.name(target)) } }

        private static func name(_ target: SSHTarget) -> String {
            HostPatternList.name(host: target.host, port: target.port)
        }
    }

    private let first: any Transport
    private let second: any Transport
    private let memory: Memory

    /// Tries the first, then, only where no algorithm is shared, the second.
    public init(first: any Transport = LibSSH2Transport(), second: any Transport, memory: Memory = Memory()) {
        self.first = first
        self.second = second
        self.memory = memory
    }

    /// Connects, checks the host key, and makes one attempt to log in.
    public func connect(to target: SSHTarget) async throws(SSHError) -> any TransportSession {
        try await inTurn(target) { transport throws(SSHError) in try await transport.connect(to: target) }
    }

    /// The key that the host shows, proven by the key exchange. Does not log in and checks no pin.
    public func fetchHostKey(of target: SSHTarget) async throws(SSHError) -> HostKey {
        try await inTurn(target) { transport throws(SSHError) in try await transport.fetchHostKey(of: target) }
    }

    private func inTurn<Value>(
        _ target: SSHTarget, _ work: (any Transport) async throws(SSHError) -> Value
    ) async throws(SSHError) -> Value {
        guard !memory.holds(target) else { return try await work(second) }
        let reason: SSHError
        do {
            return try await work(first)
        } catch {
            guard error.code == .noCommonAlgorithm else { throw error }
            memory.add(target)
            reason = error
        }
        do {
            return try await work(second)
        } catch {
            throw Self.both(reason, error)
        }
    }

    /// Why neither could; whoever has found a way to the host has the word alone.
    private static func both(_ first: SSHError, _ second: SSHError) -> SSHError {
        guard second.code == .noCommonAlgorithm || second.code == .handshakeFailed else { return second }
        var error = second
        error.code = .noCommonAlgorithm
        error.detail = "libssh2: \(first.detail ?? first.sentence); ssh: \(second.detail ?? second.sentence)"
        if second.code == .noCommonAlgorithm {
            error.hint =
                "allow what it offers in an ssh_config that `connection.ssh.config` names, or give the device newer "
                + "algorithms"
        }
        return error
    }
}
