internal import CLibSSH2
import NIOCore

/// A shell on a terminal, from its request to its close, and the dialogue on it.
final class ShellOperation: SSHOperation {
    private enum Stage { case start, open, terminal, request, talk, close, wait }

    let phase = SSHError.Phase.shell
    let isExclusive = true
    var eventLoop: any EventLoop { engine.eventLoop }

    private let request: ShellRequest
    private let engine: SSHEngine
    private var dialogue: Dialogue<ContinuousClock.Instant>
    private var stage = Stage.start
    private var channel: OpaquePointer?
    private var output: [UInt8] = []
    private var isOver = false
    private var opened: ((Result<DialogueAnswer, SSHError>) -> Void)?
    private var answered: ((Result<DialogueAnswer, SSHError>) -> Void)?
    private var closed: [() -> Void] = []

    init(_ request: ShellRequest, _ engine: SSHEngine) {
        self.request = request
        self.engine = engine
        dialogue = Dialogue(profile: request.profile, columns: request.columns)
    }

    func whenOpen(_ completion: @escaping (Result<DialogueAnswer, SSHError>) -> Void) { opened = completion }

    func perform(_ step: DialogueStep, completion: @escaping (Result<DialogueAnswer, SSHError>) -> Void) {
        guard !isOver, case .talk = stage else {
            return completion(.failure(engine.failure ?? engine.target.error(.closed, .shell, "the shell is closed")))
        }
        guard answered == nil else {
            return completion(.failure(engine.target.error(.busy, .shell, "another command is under way")))
        }
        answered = completion
        perform(dialogue.start(step, at: .now))
        engine.pump()
    }

    /// The task no longer waits: where the device is in its answer is unknown, so the connection ends.
    func abandon() { engine.cancel(self) }

    func close(_ completion: @escaping () -> Void) {
        guard !isOver else { return completion() }
        closed.append(completion)
        if case .talk = stage { stage = .close }
        engine.enter(.close, within: .seconds(5), idle: nil)
        engine.pump()
    }

    func advance(_ engine: SSHEngine) throws(SSHError) -> Bool {
        _ = try engine.handle(.shell)
        while true {
            switch stage {
            case .start:
                engine.enter(.shell, within: request.firstPrompt + .seconds(1), idle: nil)
                stage = .open
            case .open:
                guard let opened = try engine.openSessionChannel(.shell) else { return false }
                channel = opened
                stage = .terminal
            case .terminal:
                let code = libssh2_channel_request_pty_ex(
                    channel, request.terminal, UInt32(request.terminal.utf8.count), nil, 0, Int32(request.columns),
                    Int32(request.rows), 0, 0)
                guard try engine.settled(code, .commandRefused, .shell) else { return false }
                stage = .request
            case .request:
                let code = libssh2_channel_process_startup(channel, "shell", 5, nil, 0)
                guard try engine.settled(code, .commandRefused, .shell) else { return false }
                // From here on the dialogue keeps the time.
                engine.rest()
                perform(dialogue.greet(within: request.firstPrompt, at: .now))
                stage = .talk
            case .talk:
                try talk()
                guard case .close = stage else { return false }
            case .close:
                guard try engine.settled(libssh2_channel_close(channel), .protocolError, .close) else { return false }
                stage = .wait
            case .wait:
                guard try engine.awaitClose(of: channel, .close) else { return false }
                libssh2_channel_free(channel)
                channel = nil
                finish()
                return true
            }
        }
    }

    private func talk() throws(SSHError) {
        try sendOutput()
        try read(0)
        try read(SSH_EXTENDED_DATA_STDERR)
        // Only now: what has arrived is no silence, however late it is read.
        perform(dialogue.tick(at: .now))
        try sendOutput()
        if libssh2_channel_eof(channel) != 0 {
            perform(dialogue.closed())
            if let opened {
                self.opened = nil
                opened(.failure(engine.target.error(.closed, .shell)))
            }
            stage = .close
        }
        if case .talk = stage {
            engine.wake(at: dialogue.deadline.map { .now() + TimeAmount(max(.zero, $0 - .now)) })
        }
        if let fault {
            self.fault = nil
            throw fault
        }
    }

    /// A dialogue that went wrong ends the connection, unless nothing was sent.
    private var fault: SSHError?

    private func read(_ stream: Int32) throws(SSHError) {
        try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 16_384) { space throws(SSHError) in
            guard let start = space.baseAddress else { return }
            while fault == nil {
                let count = start.withMemoryRebound(to: CChar.self, capacity: space.count) {
                    libssh2_channel_read_ex(channel, stream, $0, space.count)
                }
                if count == Int(LIBSSH2_ERROR_EAGAIN) || count == 0 { return }
                guard count > 0 else {
                    throw engine.libraryError(Int32(truncatingIfNeeded: count), .protocolError, .shell)
                }
                perform(dialogue.received(UnsafeBufferPointer(start: start, count: count), at: .now))
            }
        }
    }

    private func sendOutput() throws(SSHError) {
        while !output.isEmpty, engine.mayWrite {
            let written = output.withUnsafeBytes {
                libssh2_channel_write_ex(
                    channel, 0, $0.baseAddress?.assumingMemoryBound(to: CChar.self), min($0.count, 32_768))
            }
            if written == Int(LIBSSH2_ERROR_EAGAIN) || written == 0 { return }
            guard written > 0 else {
                throw engine.libraryError(Int32(truncatingIfNeeded: written), .protocolError, .shell)
            }
            output.removeFirst(min(written, output.count))
        }
    }

    private func perform(_ actions: [Dialogue<ContinuousClock.Instant>.Action]) {
        for action in actions {
            switch action {
            case .send(let bytes): output += bytes
            case .finished(let answer): report(.success(answer))
            case .failed(let failure):
                let error = engine.target.error(for: failure)
                report(.failure(error))
                if failure.leavesConnection { continue }
                fault = error
            }
        }
    }

    private func report(_ result: Result<DialogueAnswer, SSHError>) {
        if let opened {
            self.opened = nil
            return opened(result)
        }
        let completion = answered
        answered = nil
        completion?(result)
    }

    private func finish() {
        isOver = true
        report(.failure(engine.target.error(.closed, .shell, "the shell is closed")))
        let waiting = closed
        closed = []
        for completion in waiting { completion() }
    }

    func fail(_ error: SSHError) {
        guard !isOver else { return }
        channel = nil
        isOver = true
        report(.failure(error))
        let waiting = closed
        closed = []
        for completion in waiting { completion() }
    }
}
