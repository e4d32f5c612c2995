import PitaPlatforms

/// Rolls a device back to what it was before a change, from whatever state it is in, and verifies it.
///
/// It reads before it acts. While the device cannot be reached it waits for the automatic rollback on the device itself, and
/// reads again when that has fired.
struct RollbackProcedure: Sendable {
    /// The pause before the second attempt; each further one is twice as long, up to ``longestPause``.
    static let firstPause = Duration.seconds(2)
    static let longestPause = Duration.seconds(30)
    /// How often the commands of the rollback are tried while the device answers and is still different.
    static let attempts = 3

    /// A log-in that reads the device first.
    private enum Visit: Sendable {
        /// To have it roll back by its own automatic rollback.
        case recall
        /// To send what leads back.
        case putBack
        /// To see whether it is back before a late command is awaited.
        case checkBeforeSettling
        /// To make the former config survive a restart.
        case save
        /// To verify it over a session that carried none of the commands, and cancel what is left of the automatic rollback.
        case check
    }

    private enum State: Sendable {
        case idle
        case connecting(Visit), reading(Visit)
        case recording(Visit, [DeviceCommand]), sending(Visit, [DeviceCommand], Int)
        case settling, awaitingLate, awaitingRollback(GuardWait)
        case cancelling([DeviceCommand], Int), askingSlot, recordingRolledBack
        case pausing
    }

    /// What became of the automatic rollback while a late command was awaited.
    private enum Settled: Sendable { case isKept, isGone, mayBeArmed }

    private let plan: RollbackPlan
    private var late: LateCommand?
    private var end: Duration
    private var state = State.idle
    private var settled = Settled.mayBeArmed
    private var last: CommandReply?
    private var isAccepted = true
    private var slot: RollbackSlot.State?
    private var unanswered = 0
    private var refusals = 0
    private var pause = Self.firstPause
    private var lastProblem: String

    /// - Parameter patience: how long a device that is gone is awaited beyond its automatic rollback.
    init(_ plan: RollbackPlan, at now: Duration, patience: Duration) {
        self.plan = plan
        late = plan.late
        lastProblem = plan.reason
        end = max(plan.firing?.latest ?? now, plan.late?.until ?? now, now) + patience
    }

    mutating func next(_ signal: PushSignal, _ scene: PushScene) -> Progression<DeviceOutcome> {
        switch (state, signal) {
        case (.idle, _), (.pausing, .done): return begin(scene)
        case (.connecting(let visit), .done): return go(.reading(visit), .read)
        case (.reading(let visit), .reading(let reading)):
            if let strange = scene.strangeness(reading) { return failed(strange, scene) }
            return act(visit, reading, scene)
        case (.recording(let visit, let commands), .done): return send(visit, commands, 0, scene)
        case (.sending(let visit, let commands, let index), .answer(let answer)):
            // What is saved is not read: only the device's own word says that a restart will not bring the change back.
            if visit == .save, let words = answer.rejected {
                return stillDifferent("the former config could not be saved: \(words)", scene)
            }
            return send(visit, commands, index + 1, scene)
        case (.sending, .failed): return lost(scene)
        case (.settling, .done): return saveBack(scene)
        case (.awaitingLate, .done): return awaitRollback(.done, scene)
        case (.awaitingRollback, _): return awaitRollback(signal, scene)
        case (.cancelling(let commands, let index), .answer(let answer)):
            last = answer.reply
            isAccepted = isAccepted && answer.rejected == nil
            return cancel(commands, index + 1, scene)
        case (.cancelling(let commands, let index), .failed):
            // It leads to the same config; where it cannot be cancelled it fires once more, to no effect.
            last = nil
            return cancel(commands, index + 1, scene)
        case (.askingSlot, .reply(let reply)):
            slot = scene.job.rollbackGuard?.slot.map { scene.job.state(of: $0, by: reply) }
            return recordEnd()
        case (.askingSlot, .failed):
            slot = .unclear
            return recordEnd()
        case (.recordingRolledBack, .done): return .done(rolledBack(scene))
        default: return failed(signal, scene)
        }
    }

    private mutating func go(_ state: State, _ request: PushRequest) -> Progression<DeviceOutcome> {
        self.state = state
        return .next(request)
    }

    private mutating func visit(_ visit: Visit) -> Progression<DeviceOutcome> { go(.connecting(visit), .connect) }

    // MARK: An attempt

    private mutating func begin(_ scene: PushScene) -> Progression<DeviceOutcome> {
        (settled, last, isAccepted, slot) = (.mayBeArmed, nil, true, nil)
        if plan.isCheckOnly { return visit(.check) }
        let recall = scene.job.rollbackGuard?.rollbackNow ?? []
        return visit(recall.isEmpty || scene.isRollbackOver(plan.firing) ? .putBack : .recall)
    }

    /// What is done once the device was read.
    private mutating func act(
        _ visit: Visit, _ reading: DeviceReading, _ scene: PushScene
    ) -> Progression<DeviceOutcome> {
        let job = scene.job
        let differences = scene.differences(reading, from: job.change.before)
        switch visit {
        case .recall:
            return differences.isEmpty ? self.visit(.putBack) : send(visit, job.rollbackGuard?.rollbackNow ?? [])
        case .putBack:
            guard !differences.isEmpty else { return settle(scene) }
            do {
                let back = try job.platform.change(
                    from: reading.running, to: job.change.before, mode: .exact, facts: reading.facts)
                return back.commands.isEmpty ? settle(scene) : send(visit, back.commands)
            } catch {
                return failed(DeviceError.reason(of: error), scene)
            }
        case .checkBeforeSettling, .check:
            guard differences.isEmpty else { return stillDifferent("still different: \(differences.named)", scene) }
            return visit == .check ? cancel(scene) : go(.settling, .sleep(until: scene.now + job.policy.settling))
        case .save:
            let saving = job.platform.saving(job.change.reversed, facts: reading.facts)
            return saving.isEmpty ? self.visit(.check) : send(visit, saving)
        }
    }

    private mutating func send(_ visit: Visit, _ commands: [DeviceCommand]) -> Progression<DeviceOutcome> {
        go(.recording(visit, commands), .record(.rollingBack(reason: plan.reason, commands: commands.count)))
    }

    /// A refusal shows in the reading that follows.
    private mutating func send(
        _ visit: Visit, _ commands: [DeviceCommand], _ index: Int, _ scene: PushScene
    ) -> Progression<DeviceOutcome> {
        guard index < commands.count else {
            switch visit {
            case .recall: return self.visit(.putBack)
            case .save: return self.visit(.check)
            default: return settle(scene)
            }
        }
        let purpose = visit == .save ? CommandPurpose.save : .rollback
        return go(.sending(visit, commands, index), .exchange(Exchange(commands[index], purpose, .command)))
    }

    // MARK: A late command

    /// Waits until a command without an answer can no longer take effect unseen.
    private mutating func settle(_ scene: PushScene) -> Progression<DeviceOutcome> {
        guard let late, late.until > scene.now else { return saveBack(scene) }
        switch late.policy {
        case .keepRollback where plan.firing.map { $0.earliest > late.until } == true && scene.job.rollbackGuard != nil:
            settled = .isKept
            return visit(.checkBeforeSettling)
        case .keepRollback, .awaitRollback:
            // That the device has rolled back already may be the first that is seen of it, and ends no command's time.
            return go(.awaitingLate, .sleep(until: late.until))
        case .awaitCommand: return go(.settling, .sleep(until: late.until))
        }
    }

    private mutating func awaitRollback(_ signal: PushSignal, _ scene: PushScene) -> Progression<DeviceOutcome> {
        var wait = GuardWait(until: plan.firing?.latest ?? scene.now)
        if case .awaitingRollback(let begun) = state { wait = begun }
        switch wait.next(signal, scene) {
        case .next(let request): return go(.awaitingRollback(wait), request)
        case .done(.isGone): settled = .isGone
        case .done(.isOver): break
        case .done(.failed(let signal)): return failed(signal, scene)
        }
        return saveBack(scene)
    }

    /// Only once it is settled: a late save would be carried out over it.
    private mutating func saveBack(_ scene: PushScene) -> Progression<DeviceOutcome> {
        let mayHaveSaved = plan.mayHaveSaved || scene.sent.contains { $0.purpose == .save }
        return visit(mayHaveSaved ? .save : .check)
    }

    // MARK: The end

    /// What cancels the automatic rollback; nothing where that would be somebody else's. What bears the push's name is removed
    /// even where the rest is kept: where its timer never began it would stay for good.
    private func removal(_ scene: PushScene) -> [DeviceCommand] {
        guard let guarding = scene.job.rollbackGuard else { return [] }
        if guarding.isNamed, plan.firing != nil { return guarding.removal }
        return settled == .isKept || scene.isRollbackOver(plan.firing) ? [] : guarding.removal
    }

    private mutating func cancel(_ scene: PushScene) -> Progression<DeviceOutcome> {
        let removal = removal(scene)
        return settled == .isKept && removal.isEmpty ? recordEnd() : cancel(removal, 0, scene)
    }

    private mutating func cancel(
        _ commands: [DeviceCommand], _ index: Int, _ scene: PushScene
    ) -> Progression<DeviceOutcome> {
        if index < commands.count {
            return go(.cancelling(commands, index), .exchange(Exchange(commands[index], .cancel, .confirm)))
        }
        // Where there is one slot for all, whether it is idle says more than what it was before.
        guard let slot = scene.job.rollbackGuard?.slot else { return recordEnd() }
        return go(.askingSlot, .ask(slot.command))
    }

    private mutating func recordEnd() -> Progression<DeviceOutcome> { go(.recordingRolledBack, .record(.rolledBack)) }

    private func rolledBack(_ scene: PushScene) -> DeviceOutcome {
        guard !plan.isCheckOnly, let guarding = scene.job.rollbackGuard, let firing = plan.firing,
            scene.now < firing.latest
        else { return .returned(reason: plan.reason) }
        let answers = RollbackGuard.Answers(last: last, isAccepted: isAccepted, slot: slot)
        let isGone = guarding.state(afterRemoving: answers).isOver
        // Until it fires it keeps the next push out, which whoever reads the record should know.
        let isLeft = settled == .isKept || (settled == .mayBeArmed && !isGone)
        return .returned(reason: plan.reason + (isLeft ? RollbackGuard.mayBeArmedNote(guarding) : ""))
    }

    // MARK: Failures

    private mutating func failed(_ signal: PushSignal, _ scene: PushScene) -> Progression<DeviceOutcome> {
        if case .pausing = state { return .done(unproven) }
        guard case .journalFailed(let cause) = signal else { return failed(signal.problem, scene) }
        // Nothing may be sent that cannot be written down; the automatic rollback on the device does the rest.
        let what = cause == plan.reason ? "" : " (\(cause))"
        return .done(.unknown(reason: "\(plan.reason); a step of the rollback could not be written down\(what)"))
    }

    private mutating func failed(_ problem: String, _ scene: PushScene) -> Progression<DeviceOutcome> {
        if plan.isCheckOnly { return .done(.unknown(reason: "\(plan.reason); \(problem)")) }
        lastProblem = problem
        return again(scene)
    }

    /// The device answered and is not as it was.
    private mutating func stillDifferent(_ words: String, _ scene: PushScene) -> Progression<DeviceOutcome> {
        if plan.isCheckOnly {
            return .done(.unknown(reason: "\(plan.reason); it is neither as before nor as planned: \(words)"))
        }
        refusals += 1
        lastProblem = words
        if refusals >= Self.attempts, plan.firing.map({ scene.now > $0.latest }) ?? true { return .done(unproven) }
        return again(scene)
    }

    /// A command of the rollback was not answered: the device is read again once that can no longer change anything.
    private mutating func lost(_ scene: PushScene) -> Progression<DeviceOutcome> {
        let command = LateCommand(until: scene.now + scene.job.lateness, policy: .awaitCommand)
        late = command
        unanswered += 1
        if unanswered < Self.attempts { end = max(end, command.until + scene.job.policy.patience) }
        lastProblem = "a command of the rollback was not answered"
        return again(scene)
    }

    private mutating func again(_ scene: PushScene) -> Progression<DeviceOutcome> {
        guard scene.now < end else { return .done(unproven) }
        defer { pause = min(pause * 2, Self.longestPause) }
        return go(.pausing, .sleep(until: scene.now + pause))
    }

    private var unproven: DeviceOutcome {
        .unknown(reason: "\(plan.reason); the rollback could not be verified: \(lastProblem)")
    }
}
