import PitaPlatforms

/// What a recovery begins with.
public struct PushRecovery: Sendable {
    /// What the journal of the interrupted push adds up to; its times are on the clock of the machine that recovers.
    public let progress: DeviceProgress
    /// Whether the journal comes from a backup: what it says may have been overtaken, and nothing is rolled back by it.
    public let isFromBackup: Bool
    /// Whether an automatic rollback that is armed may be kept, rather than awaiting a late command.
    public let mayKeepRollback: Bool

    /// What a recovery begins with.
    public init(_ progress: DeviceProgress, isFromBackup: Bool = false, mayKeepRollback: Bool = true) {
        self.progress = progress
        self.isFromBackup = isFromBackup
        self.mayKeepRollback = mayKeepRollback
    }
}

/// Ends an interrupted push of one device: reads it, and confirms a change that is complete or rolls it back.
struct RecoveryProcedure: Sendable {
    /// What it came to.
    enum Result: Sendable {
        /// The change is confirmed, with these checks.
        case confirmed([PushCheck])
        /// It has ended otherwise.
        case ended(DeviceOutcome)
        /// The change has to be rolled back.
        case rollBack(RollbackPlan)
    }

    private enum State: Sendable {
        case idle, verifying(VerificationProcedure), recordingConfirming
        case askingSlot, cancelling(Int), askingSlotAfter, awaitingRollback(GuardWait), awaitingFiring
        case connectingAgain, askingSlotAgain
        case reading, recordingReading([ObjectDifference]), saving(Int), recordingConfirmed
    }

    private static let reason = "the push was interrupted"

    private let past: PushRecovery
    private var state = State.idle
    private var checks: [PushCheck] = []
    private var last: CommandReply?
    private var isAccepted = true

    init(_ past: PushRecovery) { self.past = past }

    mutating func next(_ signal: PushSignal, _ scene: PushScene) -> Progression<Result> {
        switch (state, signal) {
        case (.idle, _):
            // What has been decided is not decided anew.
            return past.progress.rollbackReason == nil ? verify(.done, scene) : rollBack(Self.reason, scene)
        case (.verifying, _): return verify(signal, scene)
        case (.recordingConfirming, .done): return cancel(scene)
        case (.askingSlot, .reply(let reply)): return slotMustBeIdle(reply, scene)
        case (.cancelling(let index), .answer(let answer)):
            last = answer.reply
            isAccepted = isAccepted && answer.rejected == nil
            return cancel(index + 1, scene)
        case (.askingSlotAfter, .reply(let reply)):
            return judge(slot: scene.job.rollbackGuard?.slot.map { scene.job.state(of: $0, by: reply) }, scene)
        case (.awaitingRollback, _): return awaitRollback(signal, scene)
        case (.awaitingFiring, .done): return go(.connectingAgain, .connect)
        case (.connectingAgain, .done):
            guard let slot = scene.job.rollbackGuard?.slot else { return go(.reading, .read) }
            return go(.askingSlotAgain, .ask(slot.command))
        case (.askingSlotAgain, .reply(let reply)): return slotMustBeIdle(reply, scene)
        case (.reading, .reading(let reading)):
            if let strange = scene.strangeness(reading) { return couldNotFinish(strange, scene) }
            let deviations = scene.differences(reading, from: scene.job.change.after)
            return go(.recordingReading(deviations), .record(.readBack(deviations: deviations)))
        case (.recordingReading(let deviations), .done):
            return deviations.isEmpty ? save(0, scene) : rollBack(Self.reason, scene)
        case (.saving(let index), .answer(let answer)):
            if let words = answer.rejected { return couldNotFinish("confirm: saving was refused: \(words)", scene) }
            return save(index + 1, scene)
        case (.recordingConfirmed, .done): return .done(.confirmed(checks))
        default: return couldNotFinish(signal.problem, scene)
        }
    }

    private mutating func go(_ state: State, _ request: PushRequest) -> Progression<Result> {
        self.state = state
        return .next(request)
    }

    private mutating func verify(_ signal: PushSignal, _ scene: PushScene) -> Progression<Result> {
        var verification = VerificationProcedure()
        if case .verifying(let begun) = state { verification = begun }
        switch verification.next(signal, scene) {
        case .next(let request): return go(.verifying(verification), request)
        case .done(.verified(let passed)):
            checks = passed
            return go(.recordingConfirming, .record(.confirming))
        case .done(.failed): return rollBack(Self.reason, scene)
        case .done(.notAsked(let reason)), .done(.journalFailed(let reason)): return couldNotFinish(reason, scene)
        }
    }

    // MARK: The automatic rollback

    /// Cancels the automatic rollback; where that can't be shown, waits until it has fired for sure.
    private mutating func cancel(_ scene: PushScene) -> Progression<Result> {
        guard let guarding = scene.job.rollbackGuard else { return go(.reading, .read) }
        if let slot = guarding.slot, scene.isRollbackOver(scene.firing) {
            // Ours has fired, or never was armed: what is in the slot is somebody else's, and is not ours to confirm.
            return go(.askingSlot, .ask(slot.command))
        }
        return cancel(0, scene)
    }

    private mutating func cancel(_ index: Int, _ scene: PushScene) -> Progression<Result> {
        guard let guarding = scene.job.rollbackGuard, index < guarding.cancel.commands.count else {
            guard let slot = scene.job.rollbackGuard?.slot else { return judge(slot: nil, scene) }
            return go(.askingSlotAfter, .ask(slot.command))
        }
        return go(.cancelling(index), .exchange(Exchange(guarding.cancel.commands[index], .cancel, .confirm)))
    }

    private mutating func judge(slot: RollbackSlot.State?, _ scene: PushScene) -> Progression<Result> {
        guard let guarding = scene.job.rollbackGuard else { return go(.reading, .read) }
        switch guarding.state(
            afterCancelling: RollbackGuard.Answers(last: last, isAccepted: isAccepted, slot: slot))
        {
        case .cancelled: return go(.reading, .read)
        case .gone:
            // None was left: it was cancelled before the interruption, or it is firing now. Before its time it can't be.
            guard let firing = scene.firing, scene.now >= firing.earliest, scene.now < firing.latest else {
                return go(.reading, .read)
            }
            return go(
                .awaitingFiring, .sleep(until: min(firing.latest, scene.now + .seconds(guarding.timing.restoreTime))))
        case .armed, .unknown: return awaitRollback(.done, scene)
        }
    }

    private mutating func awaitRollback(_ signal: PushSignal, _ scene: PushScene) -> Progression<Result> {
        var wait = GuardWait(until: scene.firing?.latest ?? scene.now)
        if case .awaitingRollback(let begun) = state { wait = begun }
        switch wait.next(signal, scene) {
        case .next(let request): return go(.awaitingRollback(wait), request)
        case .done(.failed(let signal)): return couldNotFinish(signal.problem, scene)
        case .done: return go(.connectingAgain, .connect)
        }
    }

    private mutating func slotMustBeIdle(_ reply: CommandReply, _ scene: PushScene) -> Progression<Result> {
        guard let slot = scene.job.rollbackGuard?.slot, scene.job.state(of: slot, by: reply) != .idle else {
            return go(.reading, .read)
        }
        // It is not known to be ours, or can't be cancelled: nothing is done to it, and nothing by it.
        let words = DeviceWords.cut(reply.output, to: 200)
        return .done(
            .ended(
                .unknown(
                    reason:
                        "\(Self.reason); an automatic rollback is armed on the device that may be somebody else's: \(words)"
                )))
    }

    // MARK: The end

    private mutating func save(_ index: Int, _ scene: PushScene) -> Progression<Result> {
        guard index < scene.job.saving.count else { return go(.recordingConfirmed, .record(.confirmed)) }
        return go(.saving(index), .exchange(Exchange(scene.job.saving[index], .save, .confirm)))
    }

    private func couldNotFinish(_ problem: String, _ scene: PushScene) -> Progression<Result> {
        rollBack("\(Self.reason) and could not be finished: \(problem)", scene)
    }

    private func rollBack(_ reason: String, _ scene: PushScene) -> Progression<Result> {
        var plan = RollbackPlan(reason: reason)
        plan.isCheckOnly = past.isFromBackup
        plan.firing = past.isFromBackup ? nil : scene.firing
        plan.mayHaveSaved = past.progress.isConfirming
        plan.late = late(scene)
        return .done(.rollBack(plan))
    }

    /// What may still be carried out: of the interrupted push, or a command of this recovery that was not answered.
    private func late(_ scene: PushScene) -> LateCommand? {
        if scene.sent.contains(where: { $0.reply == nil }) {
            return LateCommand(until: scene.now + scene.job.lateness, policy: .awaitCommand)
        }
        guard let since = past.progress.unansweredSince else { return nil }
        // Where it may have been cancelled already there is none to be kept. One that restarts the device would interrupt
        // everybody's traffic for nothing.
        let mayKeep =
            past.mayKeepRollback && !past.progress.isConfirming
            && !scene.progress.attempt.contains { $0.purpose == .cancel }
            && scene.job.rollbackGuard?.mechanism != .reload
        return LateCommand(until: since + scene.job.lateness, policy: mayKeep ? .keepRollback : .awaitCommand)
    }
}
