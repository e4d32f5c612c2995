import Glibc

/// A shell on a terminal, and the dialogue on it.
final class OpenSSHShell {
    private let channel: OpenSSHChannel
    private let worker: OpenSSHWorker
    private var dialogue: Dialogue<ContinuousClock.Instant>
    /// Whether the connection is still good for something after the last failure.
    private(set) var leavesConnection = false

    init(_ request: ShellRequest, _ worker: OpenSSHWorker) throws(SSHError) {
        worker.phase = .shell
        self.worker = worker
        dialogue = Dialogue(profile: request.profile, columns: request.columns)
        channel = try worker.open(
            .shell(terminal: request.terminal), .shell, size: (request.columns, request.rows))
    }

    /// Waits for the first prompt.
    func greet(within limit: Duration) throws(SSHError) -> DialogueAnswer {
        try finish(dialogue.greet(within: limit, at: .now))
    }

    /// Sends a command and waits for the prompt after it.
    func perform(_ step: DialogueStep) throws(SSHError) -> DialogueAnswer {
        worker.phase = .shell
        guard !channel.isOver else {
            leavesConnection = true
            throw worker.target.error(.closed, .shell, "the shell is closed")
        }
        // What was said meanwhile is no answer; it is taken in, within reason, so that the dialogue knows the terminal.
        var octets = 0
        var isQuiet = false
        while !isQuiet, octets < 1 << 20 {
            isQuiet = true
            exchange { bytes in
                octets += bytes.count
                isQuiet = false
                _ = dialogue.received(bytes, at: .now)
            }
        }
        return try finish(dialogue.start(step, at: .now))
    }

    /// Answers until the step is done, or can't be done.
    private func finish(_ first: [Dialogue<ContinuousClock.Instant>.Action]) throws(SSHError) -> DialogueAnswer {
        if let answer = try perform(first) { return answer }
        while true {
            _ = try worker.wait(channel.watched, until: dialogue.deadline)
            var actions: [Dialogue<ContinuousClock.Instant>.Action] = []
            exchange { actions += dialogue.received($0, at: .now) }
            // Only now: what has arrived is no silence, however late it is read.
            actions += dialogue.tick(at: .now)
            if let answer = try perform(actions) { return answer }
            try worker.check(channel, .shell)
            if channel.isOver {
                _ = try perform(dialogue.closed())
                throw worker.target.error(.closed, .shell)
            }
        }
    }

    private func exchange(_ take: ([UInt8]) -> Void) {
        channel.exchange(output: take, error: take)
    }

    private func perform(
        _ actions: [Dialogue<ContinuousClock.Instant>.Action]
    ) throws(SSHError) -> DialogueAnswer? {
        for action in actions {
            switch action {
            case .send(let bytes): channel.send(bytes)
            case .finished(let answer): return answer
            case .failed(let failure):
                leavesConnection = failure.leavesConnection
                throw worker.target.error(for: failure)
            }
        }
        return nil
    }
}
