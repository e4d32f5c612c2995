import Glibc

/// The times of one operation, on a monotonic clock.
struct OperationClock {
    private let target: SSHTarget
    private let phase: SSHError.Phase
    private let total: Duration
    private let idle: Duration?
    private let end: ContinuousClock.Instant
    private var lastHeard = ContinuousClock.now

    init(_ target: SSHTarget, _ phase: SSHError.Phase, total: Duration, idle: Duration?) {
        self.target = target
        self.phase = phase
        self.total = total
        self.idle = idle
        end = .now + total
    }

    /// When ``check()`` wants to be called.
    var deadline: ContinuousClock.Instant { idle.map { min(end, lastHeard + $0) } ?? end }

    mutating func heard() { lastHeard = .now }

    func check() throws(SSHError) {
        let now = ContinuousClock.now
        if now >= end {
            throw target.error(
                .timedOut, phase, phase == .command ? "it took longer than \(total)" : "after \(total)")
        }
        if let idle, now >= lastHeard + idle {
            throw target.error(.timedOut, phase, "nothing was heard for \(idle)")
        }
    }
}

extension OpenSSHWorker {
    /// Asks for a session.
    func open(
        _ session: MuxProtocol.Session, _ phase: SSHError.Phase, size: (columns: Int, rows: Int)? = nil
    ) throws(SSHError) -> OpenSSHChannel {
        guard let channel = OpenSSHChannel(session, over: socket, size: size) else {
            // A program that has just ended is about to be seen.
            _ = try wait([], until: .now + .milliseconds(100))
            if master?.hasEnded != false { throw lostError(phase) }
            throw target.error(.channelRefused, phase, "ssh takes no more sessions")
        }
        return channel
    }

    /// Throws what stands against going on with a session.
    func check(_ channel: OpenSSHChannel, _ phase: SSHError.Phase) throws(SSHError) {
        if let refusal = channel.refusal { throw target.error(.channelRefused, phase, refusal) }
        if channel.isOver, channel.exitStatus == nil { try checkConnection(phase) }
    }

    /// A session without a last word may have had none, or the connection is gone: then the program ends too.
    private func checkConnection(_ phase: SSHError.Phase) throws(SSHError) {
        let deadline = ContinuousClock.now + .milliseconds(100)
        while master?.hasEnded == false, ContinuousClock.now < deadline { _ = try wait([], until: deadline) }
        if master?.hasEnded != false || access(socket, F_OK) != 0 { throw lostError(phase) }
    }

    /// Runs one command.
    func execute(_ command: String, input: [UInt8], limits: ExecLimits) throws(SSHError) -> ExecResult {
        phase = .command
        var clock = OperationClock(
            target, .command, total: limits.total, idle: limits.idle ?? target.timeouts.idle)
        let channel = try open(.command(command), .command)
        channel.send(input)
        channel.endInput()
        var (output, error): ([UInt8], [UInt8]) = ([], [])
        while !channel.isOver {
            _ = try wait(channel.watched, until: clock.deadline)
            var hasHeard = false
            let before = channel.unsentCount
            channel.exchange {
                output += $0
                hasHeard = true
            } error: {
                error += $0
                hasHeard = true
            }
            if hasHeard || channel.unsentCount != before { clock.heard() }
            for (stream, name, limit) in [
                (output, "standard output", limits.standardOutput), (error, "standard error", limits.standardError),
            ] where stream.count > limit {
                guard limits.cutsQuietly else {
                    throw target.error(
                        .outputTooLarge, .command, "more than \(limit) octets of \(name)",
                        hint: "the session has been closed; ask for less, or raise the limit")
                }
                return ExecResult(
                    standardOutput: Array(output.prefix(limits.standardOutput)),
                    standardError: Array(error.prefix(limits.standardError)), truncated: true)
            }
            try check(channel, .command)
            if !channel.isOver { try clock.check() }
        }
        return ExecResult(standardOutput: output, standardError: error, exitStatus: channel.exitStatus)
    }

    /// Writes a file.
    func upload(_ file: FileUpload) throws(SSHError) {
        phase = .upload
        var clock = OperationClock(target, .upload, total: file.total, idle: target.timeouts.idle)
        switch file.method {
        case .scp:
            var dialogue = SCPDialogue(file)
            let channel = try open(.command(dialogue.command), .upload)
            try talk(channel, &clock, ended: SCPDialogue.endedEarly) { bytes throws(SSHError) in
                switch dialogue.received(bytes) {
                case .wait: return false
                case .send(let part):
                    channel.send(part)
                    return false
                case .finished: return true
                case .failed(let words): throw target.error(.uploadFailed, .upload, words)
                }
            }
        case .sftp:
            var dialogue = SFTPDialogue(file)
            let channel = try open(.subsystem("sftp"), .upload)
            channel.send(SFTPDialogue.opening)
            try talk(channel, &clock, ended: "the server has no SFTP") { bytes throws(SSHError) in
                for action in dialogue.received(bytes) {
                    switch action {
                    case .send(let part): channel.send(part)
                    case .finished: return true
                    case .failed(let words, let status):
                        throw target.error(.uploadFailed, .upload, words, number: status)
                    }
                }
                return false
            }
        }
    }

    /// Hands on what comes until it is enough.
    private func talk(
        _ channel: OpenSSHChannel, _ clock: inout OperationClock, ended: String,
        _ take: ([UInt8]) throws(SSHError) -> Bool
    ) throws(SSHError) {
        while true {
            _ = try wait(channel.watched, until: clock.deadline)
            var received: [UInt8] = []
            let before = channel.unsentCount
            channel.exchange {
                received += $0
            } error: { _ in
            }
            if !received.isEmpty || channel.unsentCount != before { clock.heard() }
            if !received.isEmpty, try take(received) { return }
            try check(channel, .upload)
            if channel.isOver { throw target.error(.uploadFailed, .upload, ended) }
            try clock.check()
        }
    }
}
