import PitaPlatforms

/// What a push asks of its driver, one thing at a time.
public enum PushAction: Sendable {
    /// Open a session; one that is open is closed before.
    case connect
    /// Read facts and config over the session.
    case read
    /// Ask a question that changes nothing.
    case ask(DeviceCommand)
    /// Send a command that may take so long.
    case send(DeviceCommand, CommandPurpose, DeviceError.Phase, within: Duration)
    /// Write a step down.
    case record(PushStep)
    /// Ask by SNMP whether the device is well and these interfaces are up.
    case askSNMP(interfaces: [String])
    /// Make a check of the playbook over the session.
    case check(EffectCheck, DeviceFacts)
    /// Close the session, and wait until this time on the machine's clock.
    case sleep(until: Duration)
    /// Close the session: the machine has ended.
    case finish
}

/// What came of the last action.
public enum PushEvent: Sendable {
    /// Nothing was asked yet.
    case begin
    /// The session is open, the step is on disk, or the time is there.
    case done
    /// The device was read.
    case reading(DeviceReading)
    /// The device answered.
    case reply(CommandReply)
    /// SNMP answered, or did not.
    case snmp(DeviceHealth.Finding)
    /// The check was made.
    case finding(ProbeFinding)
    /// The action failed; one line.
    case failed(String)
}

/// The push of one device as a state machine: events in, actions out, no clock and no device of its own.
///
/// Push, rollback, recovery and verification are procedures of it, on one ``DeviceProgress``. No command is sent that was not
/// recorded before. After every failure behind the first command of a change it rolls back; the device ends as it was, as
/// planned, or the outcome says `unknown`.
public struct PushMachine: Sendable {
    /// How it ended.
    public struct Ending: Sendable, Equatable {
        /// How the device ended.
        public let outcome: DeviceOutcome
        /// The checks that the device passed, when the change is confirmed.
        public let checks: [PushCheck]
    }

    /// What it works on.
    public let job: PushJob
    /// What its steps, and those of the interrupted push before it, add up to.
    public private(set) var progress: DeviceProgress
    /// How it ended; `nil` while it has not.
    public private(set) var ending: Ending?
    /// How many commands had been sent before this machine began.
    private let sentBefore: Int
    private var procedure: Procedure
    private var exchange: Exchange?
    private var recording: PushStep?

    private enum Procedure: Sendable {
        case change(ChangeProcedure)
        case recovery(RecoveryProcedure)
        case rollback(RollbackProcedure)
        case verification(VerificationProcedure)
    }

    /// Makes a change.
    public init(changing job: PushJob) { self.init(job, DeviceProgress(), .change(ChangeProcedure())) }

    /// Ends a change that was interrupted.
    public init(recovering job: PushJob, _ past: PushRecovery) {
        self.init(job, past.progress, .recovery(RecoveryProcedure(past)))
    }

    /// Verifies a change that is confirmed; nothing is changed, and nothing recorded is kept in a journal.
    public init(verifying job: PushJob) { self.init(job, DeviceProgress(), .verification(VerificationProcedure())) }

    private init(_ job: PushJob, _ progress: DeviceProgress, _ procedure: Procedure) {
        self.job = job
        self.progress = progress
        self.procedure = procedure
        sentBefore = progress.sent.count
    }

    /// What was sent by this machine, in order.
    public var sent: ArraySlice<SentCommand> { progress.sent[sentBefore...] }

    /// Takes what came of the last action, and gives the next one.
    ///
    /// - Parameter now: the time. On its clock it never goes back.
    public mutating func next(_ event: PushEvent, at now: StepTime) -> PushAction {
        guard ending == nil else { return .finish }
        var signal = PushSignal(event)
        if let step = recording {
            recording = nil
            if case .failed(let cause) = event { signal = .journalFailed(cause) } else { progress.take(step, at: now) }
        }
        if var exchange {
            self.exchange = nil
            switch exchange.next(signal, scene(now)) {
            case .next(let request):
                self.exchange = exchange
                return perform(request, now)
            case .done(let result): signal = result
            }
        }
        return perform(advance(signal, now), now)
    }

    private func scene(_ now: StepTime) -> PushScene {
        PushScene(job: job, progress: progress, now: now.clock, sentBefore: sentBefore)
    }

    /// The next request of the procedure, or of the one that follows on it; `nil` at the end.
    private mutating func advance(_ signal: PushSignal, _ now: StepTime) -> PushRequest? {
        switch procedure {
        case .change(var change):
            let progression = change.next(signal, scene(now))
            procedure = .change(change)
            return follow(progression) { machine, result in machine.ended(result, now) }
        case .recovery(var recovery):
            let progression = recovery.next(signal, scene(now))
            procedure = .recovery(recovery)
            return follow(progression) { machine, result in machine.ended(result, now) }
        case .rollback(var rollback):
            let progression = rollback.next(signal, scene(now))
            procedure = .rollback(rollback)
            return follow(progression) { machine, outcome in machine.end(outcome) }
        case .verification(var verification):
            let progression = verification.next(signal, scene(now))
            procedure = .verification(verification)
            return follow(progression) { machine, finding in
                switch finding {
                case .verified(let checks): machine.end(.confirmed, checks)
                case .failed(let reason), .notAsked(let reason), .journalFailed(let reason):
                    machine.end(.unknown(reason: reason))
                }
            }
        }
    }

    private mutating func follow<Result>(
        _ progression: Progression<Result>, _ end: (inout PushMachine, Result) -> PushRequest?
    ) -> PushRequest? {
        switch progression {
        case .next(let request): request
        case .done(let result): end(&self, result)
        }
    }

    private mutating func ended(_ result: ChangeProcedure.Result, _ now: StepTime) -> PushRequest? {
        switch result {
        case .unchanged: return end(.unchanged)
        case .notStarted(let reason): return end(.notStarted(reason: reason))
        case .confirmed(let checks): return end(.confirmed, checks)
        case .rollBack(let plan): return rollBack(plan, now)
        }
    }

    private mutating func ended(_ result: RecoveryProcedure.Result, _ now: StepTime) -> PushRequest? {
        switch result {
        case .ended(let outcome): return end(outcome)
        case .confirmed(let checks): return end(.confirmed, checks)
        case .rollBack(let plan): return rollBack(plan, now)
        }
    }

    private mutating func rollBack(_ plan: RollbackPlan, _ now: StepTime) -> PushRequest? {
        procedure = .rollback(RollbackProcedure(plan, at: now.clock, patience: job.policy.patience))
        return advance(.done, now)
    }

    private mutating func end(_ outcome: DeviceOutcome, _ checks: [PushCheck] = []) -> PushRequest? {
        ending = Ending(outcome: outcome, checks: checks)
        return nil
    }

    private mutating func perform(_ request: PushRequest?, _ now: StepTime) -> PushAction {
        switch request {
        case .connect: return .connect
        case .read: return .read
        case .ask(let command): return .ask(command)
        case .send(let command, let purpose, let phase, let limit): return .send(command, purpose, phase, within: limit)
        case .record(let step):
            recording = step
            return .record(step)
        case .exchange(let exchange):
            self.exchange = exchange
            return next(.begin, at: now)
        case .askSNMP(let interfaces): return .askSNMP(interfaces: interfaces)
        case .check(let check, let facts): return .check(check, facts)
        case .sleep(let end): return .sleep(until: end)
        case nil: return .finish
        }
    }
}
