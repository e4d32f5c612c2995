import PitaDiagnostics

/// A host to log in to: where, as whom, with what, and how it proves who it is.
public struct SSHTarget: Sendable {
    /// The address or name, as it is pinned.
    public var host: String
    /// The TCP port.
    public var port: Int
    /// The account. RouterOS takes console options after a `+`.
    public var user: String
    /// What is shown to the server; once.
    public var credential: SSHCredential
    /// Which host keys are accepted.
    public var hostKeys: HostKeyPolicy
    /// How long each phase may take.
    public var timeouts: SSHTimeouts
    private var hops: [SSHTarget]

    /// The host through which this one is reached, which may itself have one.
    public var jump: SSHTarget? { hops.first }

    /// A host to log in to.
    public init(
        host: String, port: Int = 22, user: String, credential: SSHCredential, hostKeys: HostKeyPolicy,
        timeouts: SSHTimeouts = SSHTimeouts(), through jump: SSHTarget? = nil
    ) {
        self.host = host
        self.port = port
        self.user = user
        self.credential = credential
        self.hostKeys = hostKeys
        self.timeouts = timeouts
        hops = jump.map { [$0] } ?? []
    }

    func error(
        _ code: SSHError.Code, _ phase: SSHError.Phase, _ detail: String? = nil, hint: String? = nil,
        number: Int? = nil
    ) -> SSHError {
        SSHError(code, host: host, port: port, phase: phase, libraryCode: number, detail: detail, hint: hint)
    }
}

/// How long each phase of a connection may take, on a monotonic clock.
public struct SSHTimeouts: Hashable, Sendable {
    /// The TCP connection, name look-up included.
    public var connect: Duration
    /// Version and key exchange.
    public var handshake: Duration
    /// Logging in.
    public var authentication: Duration
    /// No byte from the other side while something waits for one.
    public var idle: Duration

    /// The time-outs; the defaults suit a device behind a slow link.
    public init(
        connect: Duration = .seconds(10), handshake: Duration = .seconds(15),
        authentication: Duration = .seconds(15), idle: Duration = .seconds(30)
    ) {
        self.connect = connect
        self.handshake = handshake
        self.authentication = authentication
        self.idle = idle
    }
}

/// Which host keys are accepted.
public enum HostKeyPolicy: Sendable {
    /// Those that a known_hosts file pins for the host and port.
    case pinned(KnownHosts)
    /// Exactly these, whatever the host's name.
    case trusting([HostKey])

    func verdict(for key: HostKey, host: String, port: Int) -> HostKeyVerdict {
        switch self {
        case .pinned(let hosts): hosts.verdict(for: key, host: host, port: port)
        case .trusting(let keys): keys.contains(key) ? .matching : keys.isEmpty ? .unknown : .changed(pinned: keys)
        }
    }

    /// The keys that are accepted.
    func pinned(host: String, port: Int) -> [HostKey] {
        switch self {
        case .pinned(let hosts): hosts.keys(for: host, port: port)
        case .trusting(let keys): keys
        }
    }

    /// The keys that are refused wherever they show up.
    func revoked(host: String, port: Int) -> [HostKey] {
        guard case .pinned(let hosts) = self else { return [] }
        return hosts.entries.filter { $0.marker == .revoked && $0.covers(host: host, port: port) }.map(\.key)
    }

    /// The types of the pinned keys: asked for first, so that the server shows the key that can be checked.
    func pinnedTypes(host: String, port: Int) -> [String] {
        var types: [String] = []
        for key in pinned(host: host, port: port) where !types.contains(key.type) { types.append(key.type) }
        return types
    }
}

/// What is shown to a server to log in. One attempt is made, so that no account is locked.
public enum SSHCredential: Sendable {
    /// A private key, read once and shared by all sessions.
    case key(SSHPrivateKey)
    /// A key that ssh-agent holds; without `key` the agent must hold exactly one.
    case agent(socketPath: String, key: SSHPublicKey?)
    /// A password; answered to the one keyboard-interactive question of a server that offers only that.
    case password(Secret)
    /// Answers to the server's questions; `nil` answers with nothing.
    case keyboardInteractive(@Sendable (KeyboardPrompt) -> Secret?)
}

/// A question of a server that logs in by questions (RFC 4256).
public struct KeyboardPrompt: Hashable, Sendable {
    /// What the questions are about; fit for a terminal. The system's `ssh` does not pass it on.
    public let instruction: String
    /// The question; fit for a terminal.
    public let text: String
    /// Whether the answer may be shown while it is typed; the system's `ssh` never says so.
    public let echoes: Bool
}
