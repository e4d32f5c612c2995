import PitaDiagnostics

/// What the system's `ssh` says about a connection, line by line (`LogLevel=DEBUG1`, OpenSSH 8.5 to 9.9).
///
/// Its words name what went wrong and how far it had come. They prove nothing: a server has a say in some lines. What
/// must be known for sure is known otherwise, by the pins that `ssh` checks and by the control socket that it makes.
struct OpenSSHLog {
    /// Whether `ssh` makes the TCP connection itself.
    let isDirect: Bool
    /// How far the connection has come.
    private(set) var phase: SSHError.Phase
    /// The server's version line.
    private(set) var serverVersion = ""
    /// The key that the server has shown: type and fingerprint.
    private(set) var shownKey: String?
    /// Whether `ssh` says that it waits for sessions.
    private(set) var isSettled = false
    /// Every octet that has come.
    private(set) var octets = 0
    /// The ways to log in that the server offers.
    private(set) var methods: [String]?
    private var greeting: String?
    private var complaints: [String] = []
    private var unfinished: [UInt8] = []

    /// - Parameter isDirect: whether there is a TCP connection to wait for.
    init(isDirect: Bool) {
        self.isDirect = isDirect
        phase = isDirect ? .connect : .handshake
    }

    mutating func feed(_ bytes: [UInt8]) {
        octets += bytes.count
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 0x0A) {
            keep(rest[..<end])
            take(TerminalText.sanitised(String(decoding: unfinished.filter { $0 != 0x0D }, as: UTF8.self)))
            unfinished = []
            rest = rest[(end + 1)...]
        }
        keep(rest)
    }

    private mutating func keep(_ part: ArraySlice<UInt8>) {
        unfinished += part.prefix(max(0, 65_536 - unfinished.count))
    }

    private mutating func take(_ line: String) {
        guard let text = Self.rest(of: line, after: "debug1: ") else {
            if complaints.count < 64, !line.isEmpty { complaints.append(String(line.prefix(4096))) }
            return
        }
        if text == "Connection established." {
            phase = .handshake
        } else if let version = Self.rest(of: text, after: "Remote protocol version ") {
            take(version: version)
        } else if let key = Self.rest(of: text, after: "Server host key: ") {
            shownKey = String(key.prefix(200))
            phase = .hostKey
        } else if text == "SSH2_MSG_NEWKEYS received" {
            if phase != .authentication { phase = .authentication }
        } else if let list = Self.rest(of: text, after: "Authentications that can continue: ") {
            methods = list.prefix(1000).split(separator: ",").map(String.init)
        } else if text == "Entering interactive session." {
            isSettled = true
        } else if let range = text.firstRange(of: "banner line 0: "), greeting == nil {
            greeting = String(text[range.upperBound...].prefix(80))
        }
    }

    /// `2.0, remote software version ROSSSH`.
    private mutating func take(version: String) {
        guard let comma = version.firstRange(of: ", remote software version ") else { return }
        serverVersion = "SSH-\(version[..<comma.lowerBound])-\(version[comma.upperBound...].prefix(200))"
        phase = .handshake
    }

    private static func rest(of line: String, after prefix: String) -> String? {
        line.hasPrefix(prefix) ? String(line.dropFirst(prefix.count)) : nil
    }

    private func complaint(with part: String) -> String? { complaints.first { $0.contains(part) } }
}

extension OpenSSHLog {
    /// Why `ssh` has given up.
    ///
    /// - Parameters:
    ///   - said: what came on its standard error.
    ///   - own: what we offer; asked for only when nothing fits.
    func failure(of target: SSHTarget, said: String, own: () -> SSHAlgorithms) -> SSHError {
        if complaint(with: "Host key verification failed") != nil, let shownKey {
            return HostKeyCheck.refusal(of: shownKey, isRevoked: complaint(with: "REVOKED HOST KEY") != nil, target)
        }
        if let words = complaint(with: "Unable to negotiate") { return noCommonAlgorithm(words, target, own()) }
        if let error = jumpRefusal(target) ?? connectFailure(target) { return error }
        if complaint(with: "Permission denied (") != nil { return logInRefusal(target) }
        if phase == .handshake, serverVersion.isEmpty, let error = greetingFailure(target) { return error }
        for (words, code) in [
            ("Connection reset by", SSHError.Code.reset), ("Broken pipe", .reset), ("Connection closed by", .closed),
            ("closed by remote host", .closed), ("Received disconnect", .closed), ("timed out", .timedOut),
        ] {
            if let line = complaint(with: words) { return target.error(code, phase, line) }
        }
        let last = complaints.last ?? (said.isEmpty ? nil : String(said.prefix(400)))
        return target.error(phase == .authentication ? .closed : .handshakeFailed, phase, last ?? "ssh gave no reason")
    }

    private func noCommonAlgorithm(
        _ words: String, _ target: SSHTarget, _ own: SSHAlgorithms
    ) -> SSHError {
        let kinds = [
            ("key exchange", own.keyExchange, "key exchange"), ("host key", own.hostKey, "host key"),
            ("cipher", own.cipher, "cipher"), ("MAC", own.mac, "MAC"),
        ]
        let offer = words.firstRange(of: "Their offer: ").map { String(words[$0.upperBound...]) } ?? "nothing"
        let kind = kinds.first { words.contains("no matching \($0.0)") }
        let detail = kind.map { "no \($0.2) in common: it offers \(offer); we have \($0.1.joined(separator: ","))" }
        return target.error(
            .noCommonAlgorithm, .handshake, detail ?? words,
            hint: "allow what it offers in an ssh_config that `connection.ssh.config` names, or write "
                + "`transport: libssh2` for the device")
    }

    /// The jump host opened no channel.
    private func jumpRefusal(_ target: SSHTarget) -> SSHError? {
        guard let jump = target.jump, shownKey == nil,
            complaint(with: "tdio forwarding request failed") != nil
        else { return nil }
        return jump.error(
            .channelRefused, .connect, "it does not open a way on",
            hint: "it is the jump host for \(target.host) port \(target.port)")
    }

    private func connectFailure(_ target: SSHTarget) -> SSHError? {
        if complaint(with: "Could not resolve hostname") != nil {
            return target.error(.nameNotFound, .connect, hint: "check the name, or give the address")
        }
        guard phase == .connect, let line = complaint(with: "connect to ") else {
            guard let line = complaint(with: "command-line: line 0") ?? complaint(with: "Bad configuration") else {
                return nil
            }
            return target.error(
                .invalidArgument, .connect, line, hint: "check the ssh_config that `connection.ssh.config` names")
        }
        if line.hasSuffix("Connection refused") {
            return target.error(.refused, .connect, hint: "is SSH switched on, at this port?")
        }
        if line.hasSuffix("timed out") { return target.error(.timedOut, .connect, "the system gave up") }
        return target.error(.unreachable, .connect, line)
    }

    private func logInRefusal(_ target: SSHTarget) -> SSHError {
        let offered = methods ?? []
        let wanted: [String] =
            switch target.credential {
            case .key, .agent: ["publickey"]
            case .password: ["password", "keyboard-interactive"]
            case .keyboardInteractive: ["keyboard-interactive"]
            }
        guard offered.isEmpty || offered.contains(where: wanted.contains) else {
            return target.error(
                .methodNotOffered, .authentication, "it offers \(offered.joined(separator: ","))",
                hint: offered.contains("publickey")
                    ? "log in with a key; RouterOS switches passwords off once a user has one" : nil)
        }
        let name =
            switch target.credential {
            case .key(let key): "key \(key.publicKey)"
            case .agent: "a key of ssh-agent"
            case .password: "password"
            case .keyboardInteractive: "keyboard-interactive"
            }
        return target.error(
            .authenticationFailed, .authentication, "user \(TerminalText.sanitised(target.user)), " + name,
            hint: "one attempt was made; check the user and what the device knows of the credential")
    }

    /// What answered has not said that it speaks SSH 2.
    private func greetingFailure(_ target: SSHTarget) -> SSHError? {
        let said = greeting.map { "it said: \($0)" }
        if complaint(with: "in first 1024 lines") != nil || complaint(with: "Too many lines") != nil {
            return target.error(.flooded, .handshake, said, hint: "that is no honest server")
        }
        let isOther =
            complaint(with: "nvalid") ?? complaint(with: "major versions differ") ?? complaint(with: "too long")
        return isOther == nil && said == nil ? nil : target.error(.notSSH, .handshake, said ?? isOther)
    }
}
