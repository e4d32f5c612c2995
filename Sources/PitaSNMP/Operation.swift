import Synchronization

/// What a caller hands to the engine.
struct Submission: Sendable {
    /// What to do.
    enum Job: Sendable {
        case get([OID])
        case walk([OID])
    }

    let id: UInt64
    /// Operations of one lane share a limit.
    let lane: UInt64
    let limit: Int
    let target: SNMPTarget
    let job: Job
    let ticket: Ticket
    let completion: @Sendable (Result<[[VarBind]], SNMPError>) -> Void
}

/// Whether the caller still wants the result.
final class Ticket: Sendable {
    private let cancelled = Mutex(false)

    var isCancelled: Bool { cancelled.withLock { $0 } }
    func cancel() { cancelled.withLock { $0 = true } }
}

/// One get or walk under way.
final class Operation {
    /// An answer that did not count, kept for the message in case no better one comes.
    struct Rejection {
        var code: SNMPError.Code
        var detail: String
    }

    let submission: Submission
    let peer: Peer
    let phase: SNMPError.Phase
    /// The SNMP version on the wire: 0, 1 or 3.
    let version: Int
    let user: UserState?
    /// Until when a walk must be done.
    let hardDeadline: UInt64?
    var work: any Work
    /// What the names of the values that are waited for likely begin with, by their place in a row.
    var bases: [[UInt32]] = []
    /// Whether the request under way is discovery.
    var isProbing = false
    var attempt = 0
    var request: Request?
    /// The ids under which an answer to the current request may come.
    var ids: [Int32] = []
    var generation: UInt64 = 0
    var rejection: Rejection?
    var unreachable: Int32?
    var resynchronisations = 0
    var discoveries = 0

    init(_ submission: Submission, user: UserState?, now: UInt64) {
        self.submission = submission
        self.user = user
        let target = submission.target
        peer = Peer(address: target.address, port: target.port)
        switch target.credentials {
        case .v1: version = 0
        case .v2c: version = 1
        case .v3: version = 3
        }
        switch submission.job {
        case .get(let oids):
            work = GetWork(oids: oids, maxVarBinds: target.manner.maxVarBinds)
            phase = .get
            hardDeadline = nil
        case .walk(let columns):
            work = WalkWork(columns: columns, manner: target.manner, bulk: version != 0)
            phase = .walk
            hardDeadline = now + target.manner.walkTime.nanoseconds
        }
    }

    /// The error with what this operation knows.
    func error(_ fault: Fault) -> SNMPError {
        SNMPError(
            fault.code, target: submission.target.name, phase: isProbing ? .discovery : phase, detail: fault.detail,
            hint: fault.hint)
    }

    /// Why the last try failed, by what was seen meanwhile.
    var exhausted: Fault {
        let manner = submission.target.manner
        let tries = manner.retries == 0 ? "1 try" : "\(manner.retries + 1) tries"
        let waited = "\(tries) in \(manner.longestWait.shown)"
        if let unreachable {
            return Fault(code: unreachable == 111 ? .refused : .unreachable, detail: waited)
        }
        if let rejection { return Fault(code: rejection.code, detail: "\(rejection.detail); \(waited)") }
        if isProbing { return Fault(code: .discoveryTimeout, detail: waited) }
        if user?.level == 3 {
            return Fault(
                code: .timeout, detail: waited,
                hint:
                    "the agent answered discovery, but not the encrypted request: compare the privacy protocol and pass phrase"
            )
        }
        return Fault(code: .timeout, detail: waited)
    }
}

extension Duration {
    /// In nanoseconds; negative is 0, too long is the longest.
    var nanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        guard seconds < 1_000_000_000 else { return 1_000_000_000_000_000_000 }
        return UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000)
    }

    /// `9.5 s`, `200 ms`.
    var shown: String {
        let milliseconds = nanoseconds / 1_000_000
        guard milliseconds >= 1000 else { return "\(milliseconds) ms" }
        let tenths = (milliseconds + 50) / 100
        return tenths.isMultiple(of: 10) ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
    }
}
