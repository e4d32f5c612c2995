import PitaPlatforms

/// Makes a change: the automatic rollback first, then the commands, then the verification over a new session, then the
/// confirmation.
struct ChangeProcedure: Sendable {
    /// What it came to.
    enum Result: Sendable {
        /// There was nothing to do.
        case unchanged
        /// Nothing was sent that changes the device.
        case notStarted(String)
        /// The change is confirmed, with these checks.
        case confirmed([PushCheck])
        /// The change has to be rolled back.
        case rollBack(RollbackPlan)
    }

    private enum State: Sendable {
        case idle, connecting, reading, recordingPreImage, askingSlot, recordingIntent
        case recordingNotStarted(String)
        case arming(Int), verifyingArmed, recordingArmed
        case cancellingArmed(Int, reason: String)
        case changing(Int)
        case verifying(VerificationProcedure)
        case recordingConfirming, connectingToConfirm
        case cancelling(Int), askingSlotAgain(CommandReply)
        case readingBeforeSaving, saving(Int), recordingConfirmed
    }

    private var state = State.idle
    private var checks: [PushCheck] = []

    mutating func next(_ signal: PushSignal, _ scene: PushScene) -> Progression<Result> {
        switch (state, signal) {
        case (.idle, _): return go(.connecting, .connect)
        case (.connecting, .done): return go(.reading, .read)
        case (.reading, .reading(let reading)): return compare(reading, scene)
        case (.recordingPreImage, .done): return askSlot(scene)
        case (.askingSlot, .reply(let reply)): return slot(reply, scene)
        case (.recordingIntent, .done): return begin(scene)
        case (.recordingNotStarted(let reason), _): return .done(.notStarted(reason))
        case (.arming(let index), .answer(let answer)): return armed(index, answer, scene)
        case (.verifyingArmed, .answer(let answer)): return verifyArmed(answer, scene)
        case (.recordingArmed, .done): return scene.isCommitConfirmed ? verify(.done, scene) : change(0, scene)
        case (.cancellingArmed(let index, let reason), _): return cancelArmed(index + 1, because: reason, scene)
        case (.changing(let index), .answer(let answer)): return changed(index, answer, scene)
        case (.verifying, _): return verify(signal, scene)
        case (.recordingConfirming, .done): return go(.connectingToConfirm, .connect)
        case (.connectingToConfirm, .done): return cancel(0, scene)
        case (.cancelling(let index), .answer(let answer)): return cancelled(index, answer, scene)
        case (.askingSlotAgain(let last), .reply(let reply)): return slotAgain(last, reply, scene)
        case (.readingBeforeSaving, .reading(let reading)): return compareBeforeSaving(reading, scene)
        case (.saving(let index), .answer(let answer)): return saved(index, answer, scene)
        case (.recordingConfirmed, .done): return .done(.confirmed(checks))
        default: return stop(signal, scene)
        }
    }

    private mutating func go(_ state: State, _ request: PushRequest) -> Progression<Result> {
        self.state = state
        return .next(request)
    }

    // MARK: Before the change

    private mutating func compare(_ reading: DeviceReading, _ scene: PushScene) -> Progression<Result> {
        let objections = scene.job.objections(reading)
        if !objections.isEmpty { return notStarted(objections.joined(separator: "; ")) }
        if let strange = scene.strangeness(reading) { return notStarted(strange) }
        return go(.recordingPreImage, .record(.preImage))
    }

    /// Where a device has one rollback slot for all, nobody else's may be in it: it would be ours, or ours would be theirs.
    private mutating func askSlot(_ scene: PushScene) -> Progression<Result> {
        guard !scene.job.change.isEmpty else { return .done(.unchanged) }
        guard let slot = scene.job.rollbackGuard?.slot else { return intend(scene) }
        return go(.askingSlot, .ask(slot.command))
    }

    private mutating func slot(_ reply: CommandReply, _ scene: PushScene) -> Progression<Result> {
        guard let slot = scene.job.rollbackGuard?.slot, scene.job.state(of: slot, by: reply) != .idle else {
            return intend(scene)
        }
        return notStarted(
            "the device does not show that its rollback slot is idle: \(DeviceWords.cut(reply.output, to: 200))")
    }

    private mutating func intend(_ scene: PushScene) -> Progression<Result> {
        let job = scene.job
        let intent = PushIntent(
            commands: job.change.commands.count, rollbackSeconds: job.rollbackGuard == nil ? nil : job.seconds,
            longestCommand: job.policy.longestCommand)
        return go(.recordingIntent, .record(.intent(intent)))
    }

    /// A recovery has to know that its turn had come. Where it can't be written down, nothing was lost by it.
    private mutating func notStarted(_ reason: String) -> Progression<Result> {
        go(.recordingNotStarted(reason), .record(.notStarted(reason: reason)))
    }

    // MARK: The automatic rollback

    private mutating func begin(_ scene: PushScene) -> Progression<Result> {
        guard let guarding = scene.job.rollbackGuard, guarding.commitCommands.isEmpty else { return change(0, scene) }
        return arm(0, guarding, scene)
    }

    private mutating func arm(_ index: Int, _ guarding: RollbackGuard, _ scene: PushScene) -> Progression<Result> {
        guard index < guarding.arm.count else { return askArmed(guarding) }
        return go(.arming(index), .exchange(Exchange(guarding.arm[index], .arm, .arm)))
    }

    private mutating func armed(_ index: Int, _ answer: Exchange.Answer, _ scene: PushScene) -> Progression<Result> {
        guard let guarding = scene.job.rollbackGuard else { return stop(.answer(answer), scene) }
        if let words = answer.rejected {
            return cancelArmed(0, because: "the automatic rollback was refused: \(words)", scene)
        }
        return arm(index + 1, guarding, scene)
    }

    private mutating func askArmed(_ guarding: RollbackGuard) -> Progression<Result> {
        go(.verifyingArmed, .exchange(Exchange(guarding.verification.command, .verifyArmed, .arm)))
    }

    private mutating func verifyArmed(_ answer: Exchange.Answer, _ scene: PushScene) -> Progression<Result> {
        guard answer.rejected == nil, scene.job.rollbackGuard?.verification.isConfirmed(by: answer.reply.output) == true
        else {
            let reason =
                "the device does not show that the automatic rollback is armed: \(answer.reply.output.prefix(200))"
            return scene.isCommitConfirmed ? rollBack(reason, scene) : cancelArmed(0, because: reason, scene)
        }
        return go(.recordingArmed, .record(.armed(seconds: scene.job.seconds)))
    }

    /// What is armed now would undo a config that was never changed; it is cancelled if it can be.
    private mutating func cancelArmed(
        _ index: Int, because reason: String, _ scene: PushScene
    ) -> Progression<Result> {
        guard scene.firing != nil, let guarding = scene.job.rollbackGuard, index < guarding.cancel.commands.count else {
            return rollBack(reason, scene)
        }
        return go(
            .cancellingArmed(index, reason: reason), .exchange(Exchange(guarding.cancel.commands[index], .cancel, .arm))
        )
    }

    // MARK: The change

    private mutating func change(_ index: Int, _ scene: PushScene) -> Progression<Result> {
        let commands = scene.changing
        guard index < commands.count else {
            guard scene.isCommitConfirmed, let guarding = scene.job.rollbackGuard else { return verify(.done, scene) }
            return askArmed(guarding)
        }
        return go(
            .changing(index), .exchange(Exchange(commands[index], .change, .command, before: scene.deadline)))
    }

    private mutating func changed(_ index: Int, _ answer: Exchange.Answer, _ scene: PushScene) -> Progression<Result> {
        guard let words = answer.rejected else { return change(index + 1, scene) }
        let commands = scene.changing
        let place = commands[index].mark.map { " (\($0))" } ?? ""
        return rollBack("command \(answer.number) of \(commands.count) was refused: \(words)\(place)", scene)
    }

    private mutating func verify(_ signal: PushSignal, _ scene: PushScene) -> Progression<Result> {
        var verification = VerificationProcedure()
        if case .verifying(let begun) = state { verification = begun }
        switch verification.next(signal, scene) {
        case .next(let request): return go(.verifying(verification), request)
        case .done(.verified(let passed)):
            checks = passed
            return go(.recordingConfirming, .record(.confirming))
        case .done(.failed(let reason)), .done(.notAsked(let reason)), .done(.journalFailed(let reason)):
            return rollBack(reason, scene)
        }
    }

    // MARK: The confirmation

    private mutating func cancel(_ index: Int, _ scene: PushScene) -> Progression<Result> {
        guard let guarding = scene.job.rollbackGuard else { return save(scene) }
        let command = guarding.cancel.commands[index]
        return go(.cancelling(index), .exchange(Exchange(command, .cancel, .confirm, before: scene.deadline)))
    }

    /// With the proof that it was there to be cancelled.
    private mutating func cancelled(
        _ index: Int, _ answer: Exchange.Answer, _ scene: PushScene
    ) -> Progression<Result> {
        guard let guarding = scene.job.rollbackGuard else { return stop(.answer(answer), scene) }
        if let words = answer.rejected {
            return rollBack("disarming the automatic rollback was refused: \(words)", scene)
        }
        if index + 1 < guarding.cancel.commands.count { return cancel(index + 1, scene) }
        // Where there is one slot for all, the proof was there before it was cancelled: what is still there would fire.
        if let slot = guarding.slot, slot.command != guarding.cancel.commands.last {
            return go(.askingSlotAgain(answer.reply), .ask(slot.command))
        }
        return judge(
            guarding, answer.reply, slot: nil, "the device does not show that the automatic rollback was cancelled",
            scene)
    }

    private mutating func slotAgain(
        _ last: CommandReply, _ reply: CommandReply, _ scene: PushScene
    ) -> Progression<Result> {
        guard let guarding = scene.job.rollbackGuard, let slot = guarding.slot else {
            return stop(.reply(reply), scene)
        }
        let state = scene.job.state(of: slot, by: reply)
        let words = DeviceWords.cut(reply.output, to: 200)
        return judge(
            guarding, last, slot: state,
            state == .idle
                ? "the device does not show that the automatic rollback was cancelled"
                : "the automatic rollback is still armed after it was cancelled: \(words)", scene)
    }

    private mutating func judge(
        _ guarding: RollbackGuard, _ last: CommandReply, slot: RollbackSlot.State?, _ problem: String,
        _ scene: PushScene
    ) -> Progression<Result> {
        let answers = RollbackGuard.Answers(last: last, isAccepted: true, slot: slot)
        return guarding.state(afterCancelling: answers) == .cancelled ? save(scene) : rollBack(problem, scene)
    }

    /// What is saved is what was verified, or nothing is: it is read once more, over the session that saves.
    private mutating func save(_ scene: PushScene) -> Progression<Result> {
        scene.job.saving.isEmpty ? save(0, scene) : go(.readingBeforeSaving, .read)
    }

    private mutating func compareBeforeSaving(_ reading: DeviceReading, _ scene: PushScene) -> Progression<Result> {
        if let strange = scene.strangeness(reading) { return rollBack(strange, scene) }
        let deviations = scene.differences(reading, from: scene.job.change.after)
        guard deviations.isEmpty else {
            return rollBack("the config changed before it was saved: \(deviations.named)", scene)
        }
        return save(0, scene)
    }

    private mutating func save(_ index: Int, _ scene: PushScene) -> Progression<Result> {
        guard index < scene.job.saving.count else { return go(.recordingConfirmed, .record(.confirmed)) }
        return go(.saving(index), .exchange(Exchange(scene.job.saving[index], .save, .confirm)))
    }

    private mutating func saved(_ index: Int, _ answer: Exchange.Answer, _ scene: PushScene) -> Progression<Result> {
        if let words = answer.rejected { return rollBack("saving was refused: \(words)", scene) }
        return save(index + 1, scene)
    }

    // MARK: Failures

    /// What an action that failed means where the push is now.
    private mutating func stop(_ signal: PushSignal, _ scene: PushScene) -> Progression<Result> {
        switch state {
        case .idle, .connecting, .reading, .recordingPreImage, .askingSlot, .recordingIntent:
            return notStarted(signal.problem)
        case .arming: return cancelArmed(0, because: signal.problem, scene)
        case .verifyingArmed, .recordingArmed:
            return scene.isCommitConfirmed
                ? rollBack(signal.problem, scene) : cancelArmed(0, because: signal.problem, scene)
        // A command that was sent and not answered may still be carried out; a save then later than what saves the former
        // config.
        case .changing, .saving: return rollBack(signal.problem, scene, isUnanswered: signal.isFailure)
        default: return rollBack(signal.problem, scene)
        }
    }

    private func rollBack(
        _ reason: String, _ scene: PushScene, isUnanswered: Bool = false
    ) -> Progression<Result> {
        var plan = RollbackPlan(reason: reason)
        plan.firing = scene.firing
        plan.mayHaveSaved = scene.sent.contains { $0.purpose == .save }
        if isUnanswered {
            plan.late = LateCommand(
                until: scene.now + scene.job.lateness,
                // A restart interrupts everybody's traffic: it is cancelled where it can be.
                policy: scene.job.rollbackGuard?.mechanism == .reload ? .awaitCommand : .awaitRollback)
        }
        return .done(.rollBack(plan))
    }
}

extension PushScene {
    /// Whether the change and its automatic rollback are one commit.
    var isCommitConfirmed: Bool { job.rollbackGuard?.commitCommands.isEmpty == false }

    /// What makes the change.
    var changing: [DeviceCommand] { isCommitConfirmed ? job.rollbackGuard?.commitCommands ?? [] : job.change.commands }

    /// When the next command must have been answered so that the automatic rollback has not fired meanwhile; `nil` where there
    /// is none.
    var deadline: Duration? {
        guard job.rollbackGuard != nil, let seconds = progress.intent?.rollbackSeconds else { return nil }
        return (progress.armingBegan ?? now) + .seconds(seconds) - job.policy.margin
    }
}
