import PitaDiagnostics

extension SSHError: CustomStringConvertible {
    /// `host port 22: SENTENCE (detail)`, and the hint on a line of its own.
    public var description: String {
        var text = "\(TerminalText.sanitised(host)) port \(port): \(sentence)"
        if let detail { text += ": " + TerminalText.sanitised(detail) }
        if let libraryCode { text += " [\(libraryCode)]" }
        if let hint { text += "\n  hint: " + TerminalText.sanitised(hint) }
        return text
    }

    /// What happened, in words, without host and detail.
    public var sentence: String {
        switch code {
        case .timedOut: "time-out \(Self.during(phase))"
        case .closed: "the other side closed the connection \(Self.during(phase))"
        case .reset: "the connection was reset \(Self.during(phase))"
        case .cancelled: "cancelled \(Self.during(phase))"
        case .protocolError: "the other side broke the SSH protocol \(Self.during(phase))"
        default: Self.sentences[code] ?? "failed \(Self.during(phase))"
        }
    }

    private static let sentences: [Code: String] = [
        .nameNotFound: "the name has no address",
        .refused: "connection refused",
        .unreachable: "no way to the host",
        .handshakeFailed: "the key exchange failed",
        .noCommonAlgorithm: "no algorithm in common with the server",
        .notSSH: "what answers there does not speak SSH 2",
        .hostKeyUnknown: "the host key is not pinned",
        .hostKeyChanged: "HOST KEY CHANGED, nothing was sent to it",
        .hostKeyRevoked: "the host key is revoked, nothing was sent to it",
        .authenticationFailed: "log-in refused",
        .methodNotOffered: "the server does not offer this way of logging in",
        .keyUnusable: "the private key can't be used",
        .agentFailed: "ssh-agent did not help",
        .channelRefused: "the server opened no channel",
        .commandRefused: "the server refused to start it",
        .outputTooLarge: "more output than allowed",
        .flooded: "flooded by the other side before log-in",
        .busy: "the session is busy",
        .uploadFailed: "the file did not arrive",
        .invalidArgument: "this can't be sent",
        .dialogueFailed: "the dialogue went otherwise than expected",
    ]

    private static func during(_ phase: Phase) -> String {
        switch phase {
        case .connect: "while connecting"
        case .handshake: "during the key exchange"
        case .hostKey: "at the check of the host key"
        case .authentication: "while logging in"
        case .command: "during a command"
        case .shell: "during a dialogue"
        case .upload: "while sending a file"
        case .close: "while closing"
        }
    }
}
