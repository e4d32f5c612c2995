import PitaPlatforms

/// How a push reaches its device.
public protocol DeviceLink: Sendable {
    /// A new log-in on the device.
    func connect() async throws(DeviceError) -> DeviceSession
    /// Whether the device is well by SNMP and these interfaces are up.
    func state(interfaces: [String]) async -> DeviceHealth.Finding
    /// Whether bytes go through an interface, by SNMP; it is read until they do, or the time is over.
    func traffic(on interface: String, within limit: Duration) async -> ProbeFinding
}

/// Performs what a ``PushMachine`` asks for; decides nothing.
public struct PushDriver<C: Clock>: Sendable where C.Duration == Duration {
    private let link: any DeviceLink
    private let journal: (any PushJournal)?
    private let clock: C
    private let origin: C.Instant
    private let wallClock: @Sendable () -> Int64

    /// A driver.
    ///
    /// - Parameters:
    ///   - journal: where the steps are written down; `nil` for nowhere, where nothing is changed.
    ///   - origin: where the machine's clock is zero; now where it is `nil`.
    ///   - wallClock: the time in Unix milliseconds, for the record.
    public init(
        link: any DeviceLink, journal: (any PushJournal)?, clock: C, origin: C.Instant? = nil,
        wallClock: @escaping @Sendable () -> Int64
    ) {
        self.link = link
        self.journal = journal
        self.clock = clock
        self.origin = origin ?? clock.now
        self.wallClock = wallClock
    }

    /// Runs a machine to its end. Never throws: a device's failure is a value.
    public func run(_ machine: PushMachine) async -> PushMachine {
        var machine = machine
        var session: DeviceSession?
        var event = PushEvent.begin
        while true {
            let time = StepTime(wall: wallClock(), clock: origin.duration(to: clock.now))
            let action = machine.next(event, at: time)
            if case .finish = action {
                await session?.close()
                return machine
            }
            do {
                event = try await perform(action, of: machine.job, over: &session)
            } catch {
                event = .failed(DeviceError.reason(of: error))
            }
        }
    }

    /// Makes a change, and reports it.
    public func push(_ job: PushJob) async -> PushReport {
        let startedAt = wallClock()
        let machine = await run(PushMachine(changing: job))
        let progress = machine.progress
        var seconds = 0.0
        if let began = progress.changeBegan, let ended = progress.changeEnded {
            seconds = (ended - began) / .seconds(1)
        }
        return PushReport(
            device: job.device, outcome: machine.outcome, sent: progress.sent, checks: machine.checks,
            commandSeconds: seconds, rollbackSeconds: progress.armingBegan == nil ? nil : job.seconds,
            startedAt: startedAt, endedAt: wallClock())
    }

    private func perform(
        _ action: PushAction, of job: PushJob, over session: inout DeviceSession?
    ) async throws -> PushEvent {
        func open() throws -> DeviceSession {
            guard let session else {
                throw DeviceError(device: job.device, phase: .connect, cause: "no session is open")
            }
            return session
        }
        switch action {
        case .connect:
            await session?.close()
            session = nil
            session = try await link.connect()
        case .read: return .reading(try await open().read(job.platform))
        case .ask(let command): return .reply(try await open().answer(to: command))
        case .send(let command, let purpose, let phase, let limit):
            return .reply(try await open().send(command, for: purpose, phase: phase, within: limit))
        case .record(let step): try await journal?.record(step, device: job.device)
        case .askSNMP(let interfaces): return .snmp(await link.state(interfaces: interfaces))
        case .check(let check, let facts):
            let checking = EffectChecking(job: job, link: link, clock: clock)
            return .finding(try await checking.make(check, facts, over: open()))
        case .sleep(let end):
            await session?.close()
            session = nil
            try await clock.sleep(until: origin.advanced(by: end), tolerance: nil)
        case .finish: break
        }
        return .done
    }
}

extension PushMachine {
    /// How the device ended; a machine that has not ended knows nothing.
    public var outcome: DeviceOutcome { ending?.outcome ?? .unknown(reason: "the push has not ended") }
    /// The checks that the device passed, when the change is confirmed.
    public var checks: [PushCheck] { ending?.checks ?? [] }
}
