import NIOCore
import PitaDiagnostics

/// One SSH connection: libssh2 as the protocol, a link as its wire, and the operations that wait for them.
///
/// Everything happens on one event loop and nothing blocks: libssh2 is called when bytes have arrived or an operation
/// begins, and says EAGAIN when it needs more. Sending never says EAGAIN (octets are collected and go out together), so
/// that libssh2 is never left with half a packet; operations hold back instead while the link is not writable.
final class SSHEngine {
    let target: SSHTarget
    let eventLoop: any EventLoop
    /// libssh2's session; `nil` once the connection is over.
    private(set) var session: LibSSH2Handle?
    private(set) var failure: SSHError?
    /// What the server sent before any encryption began: its version and its offer of algorithms.
    private(set) var greeting = ServerGreeting()
    /// What libssh2 offers.
    private(set) var own: SSHAlgorithms?
    /// The key that the server proved to hold.
    var hostKey: HostKey?
    /// Answers a server's questions while logging in.
    var answerPrompt: ((KeyboardPrompt) -> Secret?)?
    /// Signs a log-in; `nil` means not yet.
    var sign: ((UnsafeRawBufferPointer) -> SignatureResult)?

    var link: (any SSHLink)?
    private var inbound = ByteBuffer()
    private var outbound = ByteBuffer()
    /// Whether the link is gone.
    private(set) var isAtEnd = false
    private var linkFault: (any Error)?
    private var waiting: [any SSHOperation] = []
    private var current: (any SSHOperation)?
    private var isPumping = false
    private var mustPumpAgain = false
    private var clock = SSHEngineClock()
    /// Octets that may still come before log-in is done.
    private var allowance = 256 << 10

    enum SignatureResult {
        case signature([UInt8])
        case notYet
        case refused
    }

    init(target: SSHTarget, eventLoop: any EventLoop) {
        self.target = target
        self.eventLoop = eventLoop
    }

    /// Begins the protocol; the link stands.
    func open() throws(SSHError) {
        let session = try LibSSH2Handle(owner: self)
        self.session = session
        own = session.offer
    }

    /// The key exchange is done; what went before it is no longer needed.
    func forgetGreeting() { greeting.forget() }

    // MARK: Operations

    /// Runs an operation when those before it are done.
    func enqueue(_ operation: any SSHOperation) {
        if let failure { return operation.fail(failure) }
        if current?.isExclusive == true {
            return operation.fail(target.error(.busy, operation.phase, "a shell is open on it"))
        }
        waiting.append(operation)
        pump()
    }

    /// Ends the connection when the operation is under way, or takes it from the queue.
    func cancel(_ operation: any SSHOperation) {
        if let index = waiting.firstIndex(where: { $0 === operation }) {
            waiting.remove(at: index).fail(target.error(.cancelled, operation.phase))
        } else if current === operation {
            fail(target.error(.cancelled, clock.phase))
        }
    }

    /// Says how long the current phase may take, and how long nothing may be heard.
    func enter(_ phase: SSHError.Phase, within total: Duration, idle: Duration?) {
        clock.enter(phase, within: total, idle: idle)
        armTimer()
    }

    /// Whether libssh2 may have given up waiting for a reply in this phase.
    var isBeyondLibraryLimit: Bool { clock.isBeyondLibraryLimit }

    /// Nothing is waited for; the session may rest as long as it likes.
    func rest() { clock.rest() }

    /// Has the current operation called at an instant of its own.
    func wake(at deadline: NIODeadline?) {
        clock.wake = deadline
        armTimer()
    }

    func pump() {
        guard !isPumping else {
            mustPumpAgain = true
            return
        }
        isPumping = true
        repeat {
            mustPumpAgain = false
            advance()
        } while mustPumpAgain && failure == nil
        isPumping = false
        flush()
    }

    private func advance() {
        while failure == nil {
            if current == nil {
                guard !waiting.isEmpty else { return clock.rest() }
                current = waiting.removeFirst()
                clock.heard()
            }
            guard let operation = current else { return }
            do {
                guard try operation.advance(self) else { break }
                current = nil
                clock.rest()
            } catch {
                return fail(error)
            }
        }
        if isAtEnd, failure == nil { fail(endError()) }
    }

    private func flush() {
        guard outbound.readableBytes > 0, let link else { return }
        let buffer = outbound
        outbound = ByteBuffer()
        link.send(buffer)
    }

    // MARK: The link

    func received(_ buffer: ByteBuffer) {
        guard failure == nil else { return }
        clock.heard()
        if hostKey == nil { greeting.collect(buffer) }
        if clock.isBeforeLogIn {
            allowance -= buffer.readableBytes
            guard allowance >= 0 else {
                return fail(target.error(.flooded, clock.phase, "more than 256 KiB", hint: "that is no honest server"))
            }
        }
        if inbound.readableBytes == 0 {
            inbound = buffer
        } else {
            inbound.writeImmutableBuffer(buffer)
        }
        if current == nil, inbound.readableBytes > 1 << 20 {
            fail(target.error(.flooded, clock.phase, "1 MiB came unasked"))
        }
    }

    func receivedAll() { if current != nil { pump() } }

    func becameWritable() { pump() }

    func linkFailed(_ error: any Error) {
        if linkFault == nil { linkFault = error }
        link?.close()
    }

    /// The link is gone; what has arrived is still handed out.
    func linkEnded() {
        guard failure == nil else { return }
        isAtEnd = true
        if current == nil { fail(endError()) } else { pump() }
    }

    /// Why the link is gone, for an operation that saw it first.
    func lostError(_ phase: SSHError.Phase) -> SSHError {
        var error = endError()
        error.phase = phase
        return error
    }

    private func endError() -> SSHError {
        if let fault = linkFault as? SSHError { return fault }
        guard let fault = linkFault else {
            let detail = greeting.summary.map { "it had said: \($0)" }
            return target.error(.closed, clock.phase, clock.phase == .handshake ? detail : nil)
        }
        if let system = fault as? IOError, system.errnoCode == 104 || system.errnoCode == 32 {
            return target.error(.reset, clock.phase, number: Int(system.errnoCode))
        }
        if let system = fault as? IOError, system.errnoCode == 110 {
            return target.error(.timedOut, clock.phase, "the other side no longer acknowledges", number: 110)
        }
        return target.error(.closed, clock.phase, String(describing: fault))
    }

    // MARK: The end

    /// Ends the connection at once. The socket goes first: libssh2 would wait for a stalled peer otherwise.
    func fail(_ error: SSHError) {
        guard failure == nil else { return }
        failure = error
        clock.stop()
        let link = self.link
        self.link = nil
        let operations = (current.map { [$0] } ?? []) + waiting
        current = nil
        waiting = []
        outbound = ByteBuffer()
        inbound = ByteBuffer()
        answerPrompt = nil
        sign = nil
        session?.free()
        session = nil
        link?.close()
        for operation in operations { operation.fail(error) }
    }

    /// Says good-bye when nothing is under way, and ends the connection.
    func close() {
        guard failure == nil else { return }
        if current == nil, let session {
            session.disconnect()
            flush()
        }
        fail(target.error(.closed, .close, "the session has been closed"))
    }

    // MARK: Time

    private func armTimer() {
        clock.arm(on: eventLoop) { [weak self] in self?.timerFired() }
    }

    private func timerFired() {
        guard failure == nil else { return }
        switch clock.fired() {
        case .nothing: break
        case .wake: pump()
        case .total(let limit):
            let what = clock.phase == .command ? "it took longer than \(limit)" : "after \(limit)"
            return fail(target.error(.timedOut, clock.phase, what))
        case .idle(let limit):
            return fail(target.error(.timedOut, clock.phase, "nothing was heard for \(limit)"))
        }
        if failure == nil { armTimer() }
    }
}

// What libssh2's callbacks ask for.
extension SSHEngine {
    /// Hands out what has arrived; `nil` when there is nothing yet, 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
        let count = min(buffer.count, inbound.readableBytes)
        guard count > 0 else { return isAtEnd || failure != nil ? 0 : nil }
        inbound.readWithUnsafeReadableBytes { bytes in
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<count]))
            return count
        }
        return count
    }

    /// Collects what is to be sent; `false` when the connection is over.
    func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard failure == nil, !isAtEnd else { return false }
        outbound.writeBytes(bytes)
        return true
    }

    /// Whether an operation may give libssh2 more to send.
    var mayWrite: Bool { outbound.readableBytes < 256 << 10 && link?.isWritable ?? false }
}
