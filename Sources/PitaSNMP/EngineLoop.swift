internal import CNetSNMP
import Glibc
import PitaDiagnostics

/// What runs on the engine's thread: it sends what operations want sent, matches what comes, and watches the time.
final class EngineLoop {
    private struct Lane {
        var active = 0
        var waiting: [UInt64] = []
        var head = 0
    }

    private struct UserKey: Hashable {
        let peer: Peer
        let parts: [String]
    }

    private let engine: SNMPEngine
    private let sockets = DatagramSockets()
    let library = NetSNMP()
    let keys = KeyCache()
    private var operations: [UInt64: Operation] = [:]
    private var byID: [Int32: Operation] = [:]
    private var byPeer: [Peer: [UInt64]] = [:]
    private var users: [UserKey: UserState] = [:]
    private var lanes: [UInt64: Lane] = [:]
    private var waiting: [UInt64: Submission] = [:]
    private var deadlines = DeadlineHeap()
    private var finished: [(@Sendable (Result<[[VarBind]], SNMPError>) -> Void, Result<[[VarBind]], SNMPError>)] = []
    private var requestIDs = RequestIDs()
    private(set) var now = Monotonic.now()

    /// More agents than one process reads; beyond it engine ids are asked for anew.
    private static let mostUsers = 50_000
    /// How soon a try follows one that a closed port cut short.
    private static let refusedPause: UInt64 = 250_000_000

    init(_ engine: SNMPEngine) { self.engine = engine }

    /// Never returns: the thread lives as long as the process.
    func run() {
        while true {
            wait()
            now = Monotonic.now()
            for command in engine.takeCommands() {
                switch command {
                case .start(let submission): enqueue(submission)
                case .cancel(let id): cancel(id)
                }
            }
            expire()
            deliver()
        }
    }

    /// Hands the results of one turn over together: waking the callers' threads costs more than the work.
    private func deliver() {
        for (completion, result) in finished { completion(result) }
        finished.removeAll(keepingCapacity: true)
    }

    private func wait() {
        var polled = [pollfd(fd: engine.wakeDescriptor, events: Int16(POLLIN), revents: 0)]
        polled += sockets.all.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        var milliseconds: Int32 = -1
        if let earliest = deadlines.earliest {
            let left = earliest.at > now ? (earliest.at - now + 999_999) / 1_000_000 : 0
            milliseconds = Int32(min(left, 60_000))
        }
        guard poll(&polled, nfds_t(polled.count), milliseconds) > 0 else { return }
        now = Monotonic.now()
        for (index, item) in polled.enumerated() where item.revents != 0 {
            if index == 0 {
                pita_wake_clear(item.fd)
            } else {
                drain(item.fd, hasErrors: item.revents & Int16(POLLERR) != 0)
            }
        }
    }

    /// Takes a bounded number of datagrams, so that a flood does not keep time-outs and callers waiting.
    private func drain(_ descriptor: Int32, hasErrors: Bool) {
        if hasErrors {
            for _ in 0..<64 {
                guard let error = sockets.nextError(descriptor) else { break }
                if error.number > 0, let peer = error.peer { unreachable(peer, error.number) }
            }
        }
        for _ in 0..<64 {
            guard let (octets, peer) = sockets.receive(descriptor) else { return }
            if let peer { receive(octets, from: peer) }
        }
    }

    // MARK: Lanes

    private func enqueue(_ submission: Submission) {
        if lanes[submission.lane, default: Lane()].active < submission.limit {
            lanes[submission.lane, default: Lane()].active += 1
            begin(submission)
        } else {
            waiting[submission.id] = submission
            lanes[submission.lane, default: Lane()].waiting.append(submission.id)
        }
    }

    private func release(_ lane: UInt64) {
        guard var state = lanes[lane] else { return }
        while state.head < state.waiting.count {
            let id = state.waiting[state.head]
            state.head += 1
            guard let submission = waiting.removeValue(forKey: id) else { continue }
            if state.head > 1024, state.head * 2 > state.waiting.count {
                state.waiting.removeFirst(state.head)
                state.head = 0
            }
            lanes[lane] = state
            begin(submission)
            return
        }
        state.active -= 1
        lanes[lane] = state.active > 0 ? Lane(active: state.active) : nil
    }

    private func cancel(_ id: UInt64) {
        if let submission = waiting.removeValue(forKey: id) {
            submission.completion(
                .failure(SNMPError(.cancelled, target: submission.target.name, phase: .get)))
        } else if let operation = operations[id] {
            finish(operation, .failure(operation.error(Fault(code: .cancelled))))
        }
    }

    // MARK: Operations

    private func begin(_ submission: Submission) {
        var user: UserState?
        if case .v3(let description) = submission.target.credentials { user = state(description, submission.target) }
        let operation = Operation(submission, user: user, now: now)
        operations[submission.id] = operation
        byPeer[operation.peer, default: []].append(submission.id)
        if submission.ticket.isCancelled {
            finish(operation, .failure(operation.error(Fault(code: .cancelled))))
        } else {
            proceed(operation)
        }
    }

    private func state(_ user: SNMPUser, _ target: SNMPTarget) -> UserState {
        let parts = [
            user.name, user.context, user.authentication?.protocol.rawValue ?? "",
            user.authentication?.passPhrase.withRevealed { $0 } ?? "", user.privacy?.protocol.rawValue ?? "",
            user.privacy?.passPhrase.withRevealed { $0 } ?? "",
        ]
        let key = UserKey(peer: Peer(address: target.address, port: target.port), parts: parts)
        if let known = users[key] { return known }
        if users.count >= Self.mostUsers { users.removeAll() }
        let state = UserState(user)
        users[key] = state
        return state
    }

    /// Sends the next request of an operation, or ends it when there is none.
    func proceed(_ operation: Operation) {
        operation.attempt = 0
        transmit(operation)
    }

    /// Sends the current request, for the first time or again.
    private func transmit(_ operation: Operation) {
        let wasProbing = operation.isProbing
        operation.isProbing = operation.user.map { !$0.isDiscovered } ?? false
        if wasProbing != operation.isProbing { forgetIDs(operation) }
        guard let request = operation.isProbing ? Request(kind: .probe, oids: []) : operation.work.request() else {
            return finish(operation, .success(operation.work.result))
        }
        let id = identifier(for: request, of: operation)
        do throws(Fault) {
            let octets = try encode(request, id: id, operation)
            let failure = sockets.send(octets, to: operation.peer)
            guard failure == 0 else {
                let code: SNMPError.Code = failure == EMFILE || failure == ENFILE ? .system : .unreachable
                throw Fault(code: code, detail: String(cString: strerror(failure)))
            }
        } catch {
            return finish(operation, .failure(operation.error(error)))
        }
        watch(operation, for: operation.submission.target.manner.wait(try: operation.attempt).nanoseconds)
    }

    private func encode(_ request: Request, id: Int32, _ operation: Operation) throws(Fault) -> [UInt8] {
        switch operation.submission.target.credentials {
        case .v1(let community), .v2c(let community):
            return try library.encode(request, id: id, version: operation.version, community: community)
        case .v3:
            guard let user = operation.user else { throw Fault(code: .badRequest) }
            return try library.encode(request, id: id, as: user)
        }
    }

    /// The same request keeps its id, so that a late answer to the first try counts; a changed one gets a new id.
    private func identifier(for request: Request, of operation: Operation) -> Int32 {
        if operation.request == request, let last = operation.ids.last { return last }
        var id: Int32
        repeat { id = requestIDs.next() } while byID[id] != nil
        operation.request = request
        operation.bases = operation.isProbing ? [] : operation.work.bases
        operation.ids.append(id)
        byID[id] = operation
        return id
    }

    private func forgetIDs(_ operation: Operation) {
        for id in operation.ids { byID[id] = nil }
        operation.ids.removeAll(keepingCapacity: true)
        operation.request = nil
    }

    private func watch(_ operation: Operation, for nanoseconds: UInt64) {
        operation.generation += 1
        let at = min(now + nanoseconds, operation.hardDeadline ?? .max)
        deadlines.insert(.init(at: at, operation: operation.submission.id, generation: operation.generation))
        if deadlines.count > 4096, deadlines.count > 4 * operations.count {
            deadlines.keep { self.operations[$0.operation]?.generation == $0.generation }
        }
    }

    private func expire() {
        while let entry = deadlines.earliest, entry.at <= now {
            deadlines.removeEarliest()
            guard let operation = operations[entry.operation], operation.generation == entry.generation else {
                continue
            }
            if let limit = operation.hardDeadline, now >= limit {
                finish(operation, .failure(operation.error(operation.overdue)))
            } else if operation.attempt >= operation.submission.target.manner.retries {
                finish(operation, .failure(operation.error(operation.exhausted)))
            } else {
                operation.attempt += 1
                operation.work.unanswered(isLast: operation.attempt == operation.submission.target.manner.retries)
                transmit(operation)
            }
        }
    }

    func finish(_ operation: Operation, _ result: Result<[[VarBind]], SNMPError>) {
        let submission = operation.submission
        forgetIDs(operation)
        operations[submission.id] = nil
        byPeer[operation.peer]?.removeAll { $0 == submission.id }
        if byPeer[operation.peer]?.isEmpty == true { byPeer[operation.peer] = nil }
        finished.append((submission.completion, result))
        release(submission.lane)
    }

    // MARK: What comes

    private func unreachable(_ peer: Peer, _ number: Int32) {
        for id in byPeer[peer] ?? [] {
            guard let operation = operations[id] else { continue }
            operation.unreachable = number
            watch(operation, for: Self.refusedPause)
        }
    }

    /// Notes an answer that does not count with what was asked of that agent.
    func reject(_ peer: Peer, _ detail: String) {
        for id in byPeer[peer] ?? [] {
            operations[id]?.rejection = .init(code: .badAnswer, detail: detail)
        }
    }

    /// The operation that waits for an answer with this id.
    func operation(id: Int) -> Operation? { Int32(exactly: id).flatMap { byID[$0] } }

    /// Takes an answer that has passed every check of the message.
    func accept(_ answer: Answer, for operation: Operation) {
        forgetIDs(operation)
        operation.rejection = nil
        operation.unreachable = nil
        do throws(Fault) {
            try operation.work.accept(answer)
            if let limit = operation.hardDeadline, now >= limit { throw operation.overdue }
        } catch {
            return finish(operation, .failure(operation.error(error)))
        }
        proceed(operation)
    }

    /// Sends the request of an operation anew because what is known of the engine changed.
    func resume(_ operation: Operation) {
        forgetIDs(operation)
        transmit(operation)
    }
}
