import PitaInventory
import PitaPlatforms

/// When a step was taken.
public struct StepTime: Sendable, Equatable {
    /// By the wall clock, in Unix milliseconds.
    public let wall: Int64
    /// On a clock that nobody can step, from an origin that the reader chooses: negative for what happened before it.
    public let clock: Duration

    /// A time.
    public init(wall: Int64, clock: Duration) {
        self.wall = wall
        self.clock = clock
    }
}

/// How far the change of one device came: what the steps of its journal add up to.
///
/// A push that takes the steps and a recovery that reads them from the journal hold the same value.
public struct DeviceProgress: Sendable, Equatable {
    /// How the change of a device ended.
    public enum Ending: Sendable, Equatable {
        /// The change is confirmed.
        case confirmed
        /// The device is as it was before the change.
        case rolledBack
    }

    /// Whether the device was read and was as the plan saw it (J3).
    public private(set) var isPreImage = false
    /// What the change began with (J4); `nil` before.
    public private(set) var intent: PushIntent?
    /// Whether confirming had begun (J8).
    public private(set) var isConfirming = false
    /// How the change ended; `nil` while it has not.
    public private(set) var ending: Ending?
    /// When the work on the device began, in Unix milliseconds; `nil` before the first step.
    public private(set) var startedAt: Int64?
    /// When it ended, in Unix milliseconds.
    public private(set) var endedAt: Int64?
    /// When arming the automatic rollback began.
    public private(set) var armingBegan: Duration?
    /// When all of arming had been answered, since the device was then asked to show that it is armed.
    public private(set) var armingEnded: Duration?
    /// When the first command of the change was sent.
    public private(set) var changeBegan: Duration?
    /// When the last command of the change that has an answer was answered.
    public private(set) var changeEnded: Duration?
    /// Everything that was sent, in order, with the answers.
    public private(set) var sent: [SentCommand] = []
    /// Where in ``sent`` the commands of the last intent begin.
    private var attemptStart = 0
    /// When the last command was sent that has no answer and may still change the config.
    public private(set) var unansweredSince: Duration?
    /// Why the change was not begun; `nil` when it was.
    public private(set) var notStarted: String?
    /// Why the change was rolled back; `nil` when it was not.
    public private(set) var rollbackReason: String?
    /// What was verified of the change.
    public private(set) var checks: [PushCheck] = []
    /// What was wrong when a confirmed change was verified again.
    public private(set) var problem: String?
    /// The first step that cannot follow on those before it; `nil` in every journal that a push wrote.
    public private(set) var contradiction: String?

    /// Nothing was done yet.
    public init() {}

    /// The progress after these steps.
    public init(_ steps: some Sequence<(PushStep, StepTime)>) {
        for (step, time) in steps { take(step, at: time) }
    }

    /// Takes the next step.
    public mutating func take(_ step: PushStep, at time: StepTime) {
        startedAt = startedAt ?? time.wall
        switch step {
        case .preImage: isPreImage = true
        case .notStarted(let reason): notStarted = reason
        case .intent(let intent): begin(intent)
        case .sending(let purpose, _, let command): send(command, purpose, at: time.clock)
        case .withheld(let purpose, _):
            guard takesAnswer(to: purpose, step: "withheld") else { return }
            sent.removeLast()
            settleUnanswered()
        case .answered(let purpose, _, let reply, let rejected):
            guard takesAnswer(to: purpose, step: "answered"), let last = sent.indices.last else { return }
            sent[last].reply = reply
            sent[last].rejected = rejected
            if purpose == .change { changeEnded = time.clock }
            settleUnanswered()
        case .armed:
            if intent?.rollbackSeconds == nil { contradict("armed without an automatic rollback in the intent") }
        case .readBack(let deviations): if deviations.isEmpty { checks = [.readBack] }
        case .snmp(let state): checks.append(.snmp(state))
        case .checked(let check, let finding):
            if finding.isPassed { checks.append(.effect(check, finding: finding.sentence)) }
        case .verifiedAgain(let found): problem = found
        case .rollingBack(let reason, _): rollbackReason = rollbackReason ?? reason
        case .confirming: isConfirming = true
        case .confirmed:
            if !isConfirming { contradict("confirmed without confirming") }
            (ending, endedAt) = (.confirmed, time.wall)
        case .rolledBack: (ending, endedAt) = (.rolledBack, time.wall)
        case .snmpFailed, .waiting: break
        }
    }

    /// Rolling a confirmed change back may be begun again: what the first attempt came to does not count for this one.
    private mutating func begin(_ intent: PushIntent) {
        (ending, endedAt, rollbackReason, isConfirming, checks) = (nil, nil, nil, false, [])
        (armingBegan, armingEnded, changeBegan, changeEnded) = (nil, nil, nil, nil)
        attemptStart = sent.count
        self.intent = intent
    }

    private mutating func send(_ command: DeviceCommand, _ purpose: CommandPurpose, at time: Duration) {
        // With commit-confirmed commands nothing is armed before the change.
        if purpose == .arm || (purpose == .change && intent?.rollbackSeconds != nil) {
            armingBegan = armingBegan ?? time
        }
        if purpose == .verifyArmed { armingEnded = armingEnded ?? time }
        if purpose == .change { changeBegan = changeBegan ?? time }
        if purpose.changesConfig { unansweredSince = time }
        sent.append(SentCommand(purpose, text: command.text, input: command.input, reply: nil, rejected: nil))
    }

    /// What was sent since the last intent, in order.
    public var attempt: ArraySlice<SentCommand> { sent[attemptStart...] }

    /// Whether the device refused the first command that arms the automatic rollback.
    var isFirstArmingRefused: Bool { attempt.first { $0.purpose == .arm }?.rejected != nil }

    /// A device is sent one command at a time: an answer belongs to the last one.
    private mutating func takesAnswer(to purpose: CommandPurpose, step: String) -> Bool {
        if let last = sent.last, last.purpose == purpose, last.reply == nil { return true }
        contradict("\(step) (\(purpose.rawValue)) without a command that was sent before it")
        return false
    }

    /// An earlier command without an answer may still be carried out, whatever was answered since.
    private mutating func settleUnanswered() {
        if !sent.contains(where: { $0.reply == nil && $0.purpose.changesConfig }) { unansweredSince = nil }
    }

    private mutating func contradict(_ what: String) { contradiction = contradiction ?? what }
}

extension DeviceProgress {
    /// The longest that a command of one line was allowed.
    public var longestCommand: Duration { intent?.longestCommand ?? PushPolicy.standard.longestCommand }

    /// Whether the automatic rollback may still be armed on the device: it has not fired for sure, and no answer shows that it
    /// is gone.
    ///
    /// - Parameter now: on the clock of the progress's times.
    public func mayBeArmed(_ rollbackGuard: RollbackGuard?, policy: PushPolicy, at now: Duration) -> Bool {
        guard let rollbackGuard else { return false }
        let slack =
            policy.allowing(longestCommand: longestCommand).longestArming(of: rollbackGuard)
            + .seconds(rollbackGuard.timing.restoreTime)
        guard let firing = FiringWindow(self, rollbackGuard, slack: slack), now < firing.latest else { return false }
        return !attempt.contains { sent in
            guard sent.purpose == .cancel, let reply = sent.reply else { return false }
            // The question after a removal has other answers than the one after a confirmation.
            let isRemoval = sent.input == nil && sent.text == rollbackGuard.removal.last?.text
            let answers = RollbackGuard.Answers(last: reply, isAccepted: sent.rejected == nil)
            return
                (isRemoval
                ? rollbackGuard.state(afterRemoving: answers) : rollbackGuard.state(afterCancelling: answers)).isOver
        }
    }
}
