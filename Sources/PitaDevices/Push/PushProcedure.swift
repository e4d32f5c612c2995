import PitaPlatforms

/// What a procedure of a push wants next.
enum PushRequest: Sendable {
    case connect
    case read
    case ask(DeviceCommand)
    case send(DeviceCommand, CommandPurpose, DeviceError.Phase, within: Duration)
    case record(PushStep)
    /// A command, recorded before it is sent and when it is answered.
    case exchange(Exchange)
    case askSNMP(interfaces: [String])
    case check(EffectCheck, DeviceFacts)
    case sleep(until: Duration)
}

/// What a procedure is given: the event that came, with what an exchange made of it.
enum PushSignal: Sendable {
    case done
    case reading(DeviceReading)
    case reply(CommandReply)
    case snmp(DeviceHealth.Finding)
    case finding(ProbeFinding)
    /// The command was answered.
    case answer(Exchange.Answer)
    /// The command was not sent: its time was over.
    case withheld
    /// The last action failed.
    case failed(String)
    /// A step could not be written down.
    case journalFailed(String)

    init(_ event: PushEvent) {
        self =
            switch event {
            case .begin, .done: .done
            case .reading(let reading): .reading(reading)
            case .reply(let reply): .reply(reply)
            case .snmp(let finding): .snmp(finding)
            case .finding(let finding): .finding(finding)
            case .failed(let reason): .failed(reason)
            }
    }

    /// What it means for a procedure that has no other use for it: why it goes no further, on one line.
    var problem: String {
        switch self {
        case .failed(let reason): reason
        case .journalFailed(let cause): "the journal failed: \(cause)"
        case .withheld: "the automatic rollback is about to fire; the commands took too long"
        default: "an answer came that was not asked for"
        }
    }

    /// Whether the last action failed on the device or on its way there.
    var isFailure: Bool { if case .failed = self { true } else { false } }
}

/// What a procedure does next, or what it came to.
enum Progression<Result: Sendable>: Sendable {
    case next(PushRequest)
    case done(Result)
}

/// What a procedure looks at.
struct PushScene: Sendable {
    let job: PushJob
    let progress: DeviceProgress
    /// On the machine's clock.
    let now: Duration
    let sentBefore: Int

    /// What this machine sent itself.
    var sent: ArraySlice<SentCommand> { progress.sent[sentBefore...] }

    /// When the automatic rollback fires; `nil` where it was never armed.
    var firing: FiringWindow? { FiringWindow(progress, job.rollbackGuard, slack: job.rollbackSlack) }

    /// Objects in which a device is not as it should be.
    func differences(_ reading: DeviceReading, from config: ConfigTree) -> [ObjectDifference] {
        reading.running.deviations(from: config, on: job.platform)
    }

    /// Why a reading is not of the plan's device; `nil` when it is.
    func strangeness(_ reading: DeviceReading) -> String? {
        do {
            try job.checkIdentity(reading.facts)
            return nil
        } catch {
            return error.reason
        }
    }
}

/// Between which times an automatic rollback fires, on the clock of the progress.
struct FiringWindow: Sendable, Equatable {
    /// Before this it has not fired: the device's timer started later than ours.
    let earliest: Duration
    /// After this it has fired, and the device can be read again.
    let latest: Duration

    /// The window of a device; `nil` where nothing of this push was armed.
    ///
    /// - Parameter slack: how long after its time it has fired for sure, counted from when arming began.
    init?(_ progress: DeviceProgress, _ rollbackGuard: RollbackGuard?, slack: Duration) {
        guard let began = progress.armingBegan, let seconds = progress.intent?.rollbackSeconds else { return nil }
        // Where there is one slot for all, somebody else's may have been quicker: that is not ours to cancel.
        if rollbackGuard?.slot != nil, progress.isFirstArmingRefused { return nil }
        earliest = began + .seconds(seconds)
        latest =
            progress.armingEnded.map { $0 + .seconds(seconds + (rollbackGuard?.timing.restoreTime ?? 0)) } ?? earliest
            + slack
    }
}

/// One command: recorded, sent, and its answer recorded.
struct Exchange: Sendable {
    /// What a device answered.
    struct Answer: Sendable {
        /// The command's number among those of its purpose, from 1.
        let number: Int
        let reply: CommandReply
        /// The device's refusal; `nil` when it accepted.
        let rejected: String?
    }

    private enum State: Sendable { case idle, recordingSend, recordingWithheld, sending, recordingAnswer(Answer) }

    private let command: DeviceCommand
    private let purpose: CommandPurpose
    private let phase: DeviceError.Phase
    /// When the answer must be there; it is not sent when that is over.
    private let deadline: Duration?
    private var state = State.idle
    private var number = 0

    init(
        _ command: DeviceCommand, _ purpose: CommandPurpose, _ phase: DeviceError.Phase,
        before deadline: Duration? = nil
    ) {
        self.command = command
        self.purpose = purpose
        self.phase = phase
        self.deadline = deadline
    }

    mutating func next(_ signal: PushSignal, _ scene: PushScene) -> Progression<PushSignal> {
        switch (state, signal) {
        case (.idle, _):
            guard limit(scene) != nil else { return .done(.withheld) }
            number = scene.sent.count { $0.purpose == purpose } + 1
            state = .recordingSend
            return .next(.record(.sending(purpose, number: number, command: scene.job.filled(command))))
        case (.recordingSend, .done):
            // Asked again: writing the journal takes time too.
            guard let limit = limit(scene) else {
                state = .recordingWithheld
                return .next(.record(.withheld(purpose, number: number)))
            }
            state = .sending
            return .next(.send(scene.job.filled(command), purpose, phase, within: limit))
        case (.recordingWithheld, .done): return .done(.withheld)
        case (.sending, .reply(let reply)):
            let platform = scene.job.platform
            let rejected = purpose == .save ? platform.saveRejection(in: reply) : platform.rejection(in: reply)
            state = .recordingAnswer(Answer(number: number, reply: reply, rejected: rejected))
            return .next(.record(.answered(purpose, number: number, reply: reply.kept, rejected: rejected)))
        case (.recordingAnswer(let answer), .done): return .done(.answer(answer))
        default: return .done(signal)
        }
    }

    /// How long it may take; `nil` when its time is over.
    private func limit(_ scene: PushScene) -> Duration? {
        let longest = scene.job.longestTime(command)
        guard let deadline else { return longest }
        return deadline > scene.now ? min(longest, deadline - scene.now) : nil
    }
}
