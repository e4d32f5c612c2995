import Glibc
import Synchronization

/// What tasks ask of a connection's thread, one thing at a time, and how they call it off.
final class OpenSSHMailbox: Sendable {
    typealias Reply<Value> = @Sendable (Result<Value, SSHError>) -> Void

    /// Something that is asked for. Every request is answered once.
    enum Request: Sendable {
        case execute(String, input: [UInt8], ExecLimits, Reply<ExecResult>)
        case upload(FileUpload, Reply<Bool>)
        case openShell(ShellRequest, Reply<DialogueAnswer>)
        case perform(DialogueStep, Reply<DialogueAnswer>)
        case closeShell(Reply<Bool>)

        func fail(_ error: SSHError) {
            switch self {
            case .execute(_, _, _, let reply): reply(.failure(error))
            case .upload(_, let reply), .closeShell(let reply): reply(.failure(error))
            case .openShell(_, let reply), .perform(_, let reply): reply(.failure(error))
            }
        }

        fileprivate var isOfShell: Bool {
            switch self {
            case .perform, .closeShell: true
            case .execute, .upload, .openShell: false
            }
        }
    }

    private struct State {
        var waiting: [(number: Int, request: Request)] = []
        var current: Int?
        var isCancelled = false
        var isClosing = false
        var holdsShell = false
        var next = 0
        var end: SSHError?
        var isOver = false
        var closers: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())
    private let wakeEnd: Int32
    /// Readable when there is something to look at.
    let ears: Int32
    private let target: SSHTarget

    init?(_ target: SSHTarget) {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            return nil
        }
        (wakeEnd, ears) = (ends[0], ends[1])
        self.target = target
    }

    deinit {
        Glibc.close(wakeEnd)
        Glibc.close(ears)
    }

    /// Has the thread look.
    func wake() {
        var octet: UInt8 = 1
        _ = send(wakeEnd, &octet, 1, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
    }

    /// Takes note of having been called.
    func listen() {
        var octets = [UInt8](repeating: 0, count: 256)
        while recv(ears, &octets, octets.count, Int32(MSG_DONTWAIT)) > 0 {}
    }

    // MARK: For tasks

    /// Asks for something, and waits for the answer; a cancelled task takes its request back, or ends the connection when
    /// the request is under way.
    func ask<Value: Sendable>(
        _ phase: SSHError.Phase, _ make: @escaping @Sendable (@escaping Reply<Value>) -> Request
    ) async throws(SSHError) -> Value {
        let number = state.withLock { state in
            state.next += 1
            return state.next
        }
        let result: Result<Value, SSHError> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                submit(number, make { continuation.resume(returning: $0) }, phase)
                if Task.isCancelled { cancel(number, phase) }
            }
        } onCancel: {
            cancel(number, phase)
        }
        return try result.get()
    }

    private func submit(_ number: Int, _ request: Request, _ phase: SSHError.Phase) {
        let refusal: SSHError? = state.withLock { state in
            if let end = state.end { return end }
            if state.holdsShell, !request.isOfShell {
                return target.error(.busy, phase, "a shell is open on it")
            }
            if case .perform = request, state.current != nil || !state.waiting.isEmpty {
                return target.error(.busy, phase, "another command is under way")
            }
            if case .openShell = request { state.holdsShell = true }
            state.waiting.append((number, request))
            return nil
        }
        if let refusal { request.fail(refusal) } else { wake() }
    }

    private func cancel(_ number: Int, _ phase: SSHError.Phase) {
        let taken: Request? = state.withLock { state in
            if state.current == number { state.isCancelled = true }
            guard let index = state.waiting.firstIndex(where: { $0.number == number }) else { return nil }
            let request = state.waiting.remove(at: index).request
            if case .openShell = request { state.holdsShell = false }
            return request
        }
        taken?.fail(target.error(.cancelled, phase))
        wake()
    }

    /// Has the connection end, also in the middle of a request.
    func close(_ done: @escaping @Sendable () -> Void) {
        let isOver = state.withLock { state in
            if state.isOver { return true }
            state.isClosing = true
            state.closers.append(done)
            return false
        }
        if isOver { done() } else { wake() }
    }

    // MARK: For the thread

    /// Whether the request under way was called off.
    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    /// Whether the connection is to end.
    var isClosing: Bool { state.withLock { $0.isClosing } }

    /// Has the attempt to connect count as a request that can be called off.
    func beginConnecting() { state.withLock { $0.current = 0 } }

    /// Calls the attempt to connect off.
    func cancelConnecting() { cancel(0, .connect) }

    /// The request under way is done: it can't be called off any more. Said before it is answered, since whoever gets the
    /// answer may ask for the next thing at once.
    func finish() {
        state.withLock { state in
            state.current = nil
            state.isCancelled = false
        }
    }

    /// Takes the next request.
    func next() -> Request? {
        state.withLock { state in
            guard !state.waiting.isEmpty else { return nil }
            let first = state.waiting.removeFirst()
            state.current = first.number
            return first.request
        }
    }

    /// The shell is closed; other requests are taken again.
    func releaseShell() { state.withLock { $0.holdsShell = false } }

    /// The connection is over: whatever waits, and whatever comes, is answered so.
    func refuse(with error: SSHError) {
        let waiting = state.withLock { state in
            if state.end == nil { state.end = error }
            defer { state.waiting = [] }
            return state.waiting
        }
        for (_, request) in waiting { request.fail(error) }
    }

    /// Nothing is left of the connection.
    func end(with error: SSHError) {
        refuse(with: error)
        let closers = state.withLock { state in
            state.isOver = true
            defer { state.closers = [] }
            return state.closers
        }
        for done in closers { done() }
    }
}
