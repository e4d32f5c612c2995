import Glibc
import NIOCore

/// The time limits of a connection: one timer for all of them, set again only when something becomes due earlier.
struct SSHEngineClock {
    enum Due {
        case nothing
        case wake
        case total(Duration)
        case idle(Duration)
    }

    private(set) var phase = SSHError.Phase.connect
    /// When the current operation wants to be called.
    var wake: NIODeadline?
    private var total: (deadline: NIODeadline, limit: Duration)?
    private var idle: Duration?
    private var lastHeard = NIODeadline.now()
    /// The wall clock at the beginning of the phase.
    private var wallStart = time(nil)
    private var timer: Scheduled<Void>?
    private var timerDeadline = NIODeadline.distantFuture

    /// Whether nobody has logged in yet.
    var isBeforeLogIn: Bool { phase == .handshake || phase == .hostKey || phase == .authentication }

    mutating func enter(_ phase: SSHError.Phase, within limit: Duration, idle: Duration?) {
        self.phase = phase
        let now = NIODeadline.now()
        total = (now + TimeAmount(limit), limit)
        self.idle = idle
        lastHeard = now
        wallStart = time(nil)
    }

    /// Whether the wall clock has gone on, or was stepped, by what libssh2 waits for a reply (`LIBSSH2_READ_TIMEOUT`).
    var isBeyondLibraryLimit: Bool { time(nil) - wallStart >= 60 }

    mutating func rest() {
        total = nil
        idle = nil
        wake = nil
    }

    mutating func heard() { lastHeard = .now() }

    mutating func stop() {
        rest()
        timer?.cancel()
        timer = nil
        timerDeadline = .distantFuture
    }

    private var next: NIODeadline? {
        [total?.deadline, idle.map { lastHeard + TimeAmount($0) }, wake].compactMap(\.self).min()
    }

    mutating func arm(on eventLoop: any EventLoop, _ action: @escaping () -> Void) {
        guard let next, next < timerDeadline else { return }
        timer?.cancel()
        timerDeadline = next
        timer = eventLoop.assumeIsolated().scheduleTask(deadline: next, action)
    }

    /// What is due now that the timer has fired.
    mutating func fired() -> Due {
        timer = nil
        timerDeadline = .distantFuture
        let now = NIODeadline.now()
        if let total, now >= total.deadline { return .total(total.limit) }
        if let idle, now >= lastHeard + TimeAmount(idle) { return .idle(idle) }
        if let wake, now >= wake {
            self.wake = nil
            return .wake
        }
        return .nothing
    }
}
