/// Why something over SSH did not succeed: what happened, at which host, in which phase, and the way out.
///
/// The sentence is made in one place, ``description``.
public struct SSHError: Error, Hashable, Sendable {
    /// What happened.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The code's name, as it stands in JSON output.
        public let description: String
        init(_ name: String) { description = name }
    }

    /// How far the work had come.
    public enum Phase: String, Hashable, Sendable, Codable {
        /// The TCP connection.
        case connect
        /// Version exchange and key exchange.
        case handshake
        /// The check of the host key against its pin; no credential has been sent.
        case hostKey = "host-key"
        /// Logging in.
        case authentication
        /// A command on a channel of its own.
        case command
        /// A dialogue with a shell.
        case shell
        /// Sending a file.
        case upload
        /// Closing.
        case close
    }

    /// What happened.
    public var code: Code
    /// The host as it was asked for.
    public var host: String
    /// The TCP port.
    public var port: Int
    /// How far the work had come.
    public var phase: Phase
    /// libssh2's or the operating system's number, where there is one.
    public var libraryCode: Int?
    /// What the other side, the library or the system said about it; fit for a terminal.
    public var detail: String?
    /// The way out.
    public var hint: String?

    /// An error at a host.
    public init(
        _ code: Code, host: String, port: Int, phase: Phase, libraryCode: Int? = nil, detail: String? = nil,
        hint: String? = nil
    ) {
        self.code = code
        self.host = host
        self.port = port
        self.phase = phase
        self.libraryCode = libraryCode
        self.detail = detail
        self.hint = hint
    }
}

extension SSHError.Code {
    /// The name has no address.
    public static let nameNotFound = Self("name-not-found")
    /// Nothing listens at the port.
    public static let refused = Self("refused")
    /// The network says that there is no way to the host.
    public static let unreachable = Self("unreachable")
    /// A phase took longer than it may.
    public static let timedOut = Self("timed-out")
    /// The other side closed the connection.
    public static let closed = Self("closed")
    /// The connection was reset.
    public static let reset = Self("reset")
    /// The key exchange failed.
    public static let handshakeFailed = Self("handshake-failed")
    /// Client and server share no algorithm of some kind.
    public static let noCommonAlgorithm = Self("no-common-algorithm")
    /// What answered does not speak SSH 2.
    public static let notSSH = Self("not-ssh")
    /// No pin for the host.
    public static let hostKeyUnknown = Self("host-key-unknown")
    /// The host shows another key than the pinned one.
    public static let hostKeyChanged = Self("host-key-changed")
    /// The host shows a key that is marked `@revoked`.
    public static let hostKeyRevoked = Self("host-key-revoked")
    /// The server refused the credential.
    public static let authenticationFailed = Self("authentication-failed")
    /// The server does not offer the method that the credential needs.
    public static let methodNotOffered = Self("method-not-offered")
    /// The private key can't be read or used.
    public static let keyUnusable = Self("key-unusable")
    /// ssh-agent can't be reached or does not sign.
    public static let agentFailed = Self("agent-failed")
    /// The server opens no channel.
    public static let channelRefused = Self("channel-refused")
    /// The server does not start the command, shell or terminal.
    public static let commandRefused = Self("command-refused")
    /// More output than the limit.
    public static let outputTooLarge = Self("output-too-large")
    /// More bytes before log-in than any honest server sends.
    public static let flooded = Self("flooded")
    /// The task was cancelled.
    public static let cancelled = Self("cancelled")
    /// Another operation holds the session.
    public static let busy = Self("busy")
    /// The file did not arrive.
    public static let uploadFailed = Self("upload-failed")
    /// The caller asked for something that can't be sent.
    public static let invalidArgument = Self("invalid-argument")
    /// The dialogue went otherwise than expected.
    public static let dialogueFailed = Self("dialogue-failed")
    /// The other side broke the protocol.
    public static let protocolError = Self("protocol-error")
}
