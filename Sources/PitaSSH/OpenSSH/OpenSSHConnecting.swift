import Glibc
import PitaDiagnostics

// The way to a connection that is logged in, or to the key that a host shows.
extension OpenSSHWorker {
    /// Connects and makes one attempt to log in.
    func connect() throws(SSHError) {
        let agent: CredentialAgent
        switch target.credential {
        case .key(let key): agent = CredentialAgent(.key(key)) { [mailbox] in mailbox.wake() }
        case .agent(let path, let wanted):
            agent = CredentialAgent(.agent(socketPath: path, wanted: wanted)) { [mailbox] in mailbox.wake() }
        case .password, .keyboardInteractive: return try connectByWord()
        }
        defer { agent.stop() }
        guard agent.listen(at: directory.file("agent")) else { throw noHelp("a socket for the key") }
        try start(.agent(socket: directory.file("agent")), checksPin: true, helper: nil)
        try awaitLogIn { () throws(SSHError) in
            guard let fault = agent.fault else { return }
            throw target.error(
                .agentFailed, .authentication, TerminalText.sanitised(fault.detail), hint: fault.hint)
        }
    }

    /// The key that the host shows, when the key exchange has proved that it holds it. No user is named to it.
    func lookAtKey() throws(SSHError) -> HostKey {
        let agent = CredentialAgent(.nothing) { [mailbox] in mailbox.wake() }
        defer {
            agent.stop()
            dismantle(kindly: false)
        }
        guard agent.listen(at: directory.file("agent")) else { throw noHelp("a socket") }
        try start(.none, checksPin: false, helper: nil)
        var clock = PhaseClock(target, isDirect: log.phase == .connect)
        while !agent.wasAsked {
            _ = try wait([], until: clock.deadline(log))
            if agent.wasAsked { break }
            if master?.hasEnded != false { throw reasonForEnd() }
            try clock.check(log)
        }
        stop(kindly: false)
        guard let key = writtenKey else { throw target.error(.protocolError, .handshake, "it showed no host key") }
        return key
    }

    /// A password is given to the first question and to no other. Whether the server takes passwords is known only after
    /// it was asked; one that takes answers to questions in their place is connected to again, so that `ssh` never goes on
    /// from one way to the next with what has failed.
    private func connectByWord() throws(SSHError) {
        guard let helper = PasswordHelper(in: directory) else { throw noHelp("a helper that answers") }
        switch target.credential {
        case .keyboardInteractive(let answer):
            try logIn(.questions, WordAttempt(helper, target, limit: 64, answer: answer))
        case .password(let secret):
            let attempt = WordAttempt(helper, target, limit: 1) { _ in secret }
            do {
                try logIn(.password, attempt)
            } catch {
                let takesOnlyQuestions =
                    log.methods.map { !$0.contains("password") && $0.contains("keyboard-interactive") } ?? false
                guard error.phase == .authentication, attempt.asked == 0, takesOnlyQuestions else { throw error }
                beginAnew()
                try logIn(.questions, attempt)
            }
        case .key, .agent: return
        }
    }

    private func logIn(_ way: OpenSSHArguments.LogIn, _ attempt: WordAttempt) throws(SSHError) {
        try start(way, checksPin: true, helper: attempt.helper)
        try awaitLogIn(watching: attempt.helper.questions) { () throws(SSHError) in try attempt.answerQuestions() }
    }

    /// Waits until the control socket is there: `ssh` makes it when it has logged in, and a server has no say in it.
    private func awaitLogIn(
        watching questions: Descriptor? = nil, _ look: () throws(SSHError) -> Void
    ) throws(SSHError) {
        var clock = PhaseClock(target, isDirect: log.phase == .connect)
        while true {
            let watched = questions.map { [pollfd(fd: $0.number, events: Int16(POLLIN), revents: 0)] } ?? []
            _ = try wait(watched, until: clock.deadline(log))
            try look()
            if log.isSettled, access(socket, F_OK) == 0 { return }
            if master?.hasEnded != false {
                try listen()
                throw reasonForEnd()
            }
            try clock.check(log)
        }
    }

    private func noHelp(_ what: String) -> SSHError {
        target.error(
            .handshakeFailed, .connect, "\(what) can't be made in \(directory.path)",
            hint: "is there room, and may programs run there (`noexec`)? TMPDIR names another place")
    }
}

/// How long each phase may take, by what `ssh` has said.
private struct PhaseClock {
    private let target: SSHTarget
    private var phase: SSHError.Phase
    private var limit: Duration
    private var end: ContinuousClock.Instant

    init(_ target: SSHTarget, isDirect: Bool) {
        self.target = target
        phase = isDirect ? .connect : .handshake
        let times = target.timeouts
        // Behind a jump host the way there is part of what is waited for.
        limit = isDirect ? times.connect : times.connect + times.handshake
        end = .now + limit
    }

    mutating func deadline(_ log: OpenSSHLog) -> ContinuousClock.Instant {
        advance(log)
        return end
    }

    mutating func check(_ log: OpenSSHLog) throws(SSHError) {
        advance(log)
        guard ContinuousClock.now >= end else { return }
        throw target.error(.timedOut, phase, "after \(limit)")
    }

    private mutating func advance(_ log: OpenSSHLog) {
        let reached = log.phase == .hostKey ? .handshake : log.phase
        guard reached != phase, phase != .authentication else { return }
        phase = reached
        limit = phase == .handshake ? target.timeouts.handshake : target.timeouts.authentication
        end = .now + limit
    }
}
