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
        if !memory.holds(target) {
            do {
                return try await first.connect(to: target)
            } catch {
                try remember(target, after: error)
            }
        }
        return try await second.connect(to: target)
    }

    /// The key that the host shows, proven by the key exchange. Does not log in and checks no pin.
    public func fetchHostKey(of target: SSHTarget) async throws(SSHError) -> HostKey {
        if !memory.holds(target) {
            do {
                return try await first.fetchHostKey(of: target)
            } catch {
                try remember(target, after: error)
            }
        }
        return try await second.fetchHostKey(of: target)
    }

    private func remember(_ target: SSHTarget, after error: SSHError) throws(SSHError) {
        guard error.code == .noCommonAlgorithm else { throw error }
        memory.add(target)
    }
}
