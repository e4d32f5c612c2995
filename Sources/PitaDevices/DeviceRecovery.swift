import PitaPlatforms

/// Ends an interrupted push of one device: reads it, and finishes what is complete or returns what is not.
public struct DeviceRecovery: Sendable {
    /// What the journal knows of the interrupted push.
    public struct Past: Sendable {
        /// How long the way back on the device may still run at the longest, in seconds; 0 when it has fired or never was armed.
        public var wayBackSecondsLeft = 0
        /// How long a command without an answer may still take effect, in seconds; 0 when there is none, or it is long ago.
        public var lateSecondsLeft = 0
        /// Whether confirming had begun, so that the change may have been saved.
        public var mayHaveBeenSaved = false
        /// Whether it was being returned: what has been decided is not decided anew.
        public var wasReturning = false
        /// Whether a way back that still runs may be left on the device, rather than waiting for a late command.
        public var mayLeaveWayBack = true
        /// Whether the journal comes from a backup: what it says may have been overtaken, and nothing is undone by it.
        public var isFromBackup = false

        /// Nothing is known.
        public init() {}

        /// What the journal of a device means for its recovery.
        ///
        /// - Parameter now: on the clock of the progress's times.
        public init(_ progress: DeviceProgress, of job: PushJob, at now: Duration) {
            wayBackSecondsLeft = progress.secondsUntilRollback(slack: job.wayBackSlack, at: now)
            lateSecondsLeft =
                progress.unansweredSince.map { DeviceProgress.seconds(until: $0 + job.lateness, at: now) } ?? 0
            // Where it may have been cancelled already there is none to be left.
            mayLeaveWayBack = !progress.isConfirming && !progress.sent.contains { $0.purpose == .cancel }
            mayHaveBeenSaved = progress.isConfirming
            wasReturning = progress.rollbackReason != nil
        }
    }

    private let job: PushJob
    private let connector: DeviceConnector
    private let health: DeviceHealth
    private let sender: CommandSender
    private let clock = ContinuousClock()

    /// A recovery of one device.
    public init(job: PushJob, connector: DeviceConnector, health: DeviceHealth, journal: any PushJournal) {
        self.job = job
        self.connector = connector
        self.health = health
        sender = CommandSender(job: job, journal: journal)
    }

    /// What a recovery did.
    public struct Ending: Sendable {
        /// How the device ended.
        public let outcome: DeviceOutcome
        /// The checks that it passed, when the change was confirmed.
        public let checks: [PushCheck]
        /// What was sent to end it.
        public let sent: [SentCommand]
    }

    /// Finishes or returns the device; never throws.
    public func run(_ past: Past) async -> Ending {
        let firedBy = clock.now + .seconds(past.wayBackSecondsLeft)
        var reason = "the push was interrupted"
        do {
            if !past.wasReturning, let checks = try await finish(past, wayBackFiredBy: firedBy) {
                return Ending(outcome: .confirmed, checks: checks, sent: await sender.sent)
            }
        } catch let taken as StillTaken {
            return Ending(outcome: .unknown(reason: "\(reason); \(taken.words)"), checks: [], sent: await sender.sent)
        } catch {
            reason = "the push was interrupted and could not be finished: \(DeviceError.reason(of: error))"
        }
        let back = DeviceReturn(job: job, connector: connector, sender: sender)
        if past.isFromBackup {
            return Ending(outcome: await back.check(because: reason), checks: [], sent: await sender.sent)
        }
        let didSave = await sender.hasSent(.save)
        let outcome = await back.run(
            because: reason, wayBackFiredBy: firedBy, saved: past.mayHaveBeenSaved || didSave,
            late: await late(past, wayBackFiredBy: firedBy))
        return Ending(outcome: outcome, checks: [], sent: await sender.sent)
    }

    /// What may still be carried out: of the interrupted push, or a save of this recovery that was not answered.
    private func late(
        _ past: Past, wayBackFiredBy firedBy: ContinuousClock.Instant
    ) async -> DeviceReturn.LateCommand {
        if await sender.isUnanswered {
            return .init(until: clock.now + job.lateness, caution: .waits)
        }
        let wasDisarmed = await sender.hasSent(.cancel)
        return .init(
            until: clock.now + .seconds(past.lateSecondsLeft),
            // One that restarts the device would take everybody's traffic with it for nothing.
            caution: past.mayLeaveWayBack && !wasDisarmed && job.wayBack?.manner != .restart
                ? .leavesWayBack(firesFrom: firedBy - job.wayBackSlack) : .waits)
    }

    /// A way back stands on the device that is not known to be ours, or does not go: nothing is done to it, and nothing by it.
    private struct StillTaken: Error { let words: String }

    /// Confirms a change that stands completely; `nil` when it does not.
    private func finish(_ past: Past, wayBackFiredBy firedBy: ContinuousClock.Instant) async throws -> [PushCheck]? {
        var session = try await connector.session(to: job.device)
        do {
            let proof = DeviceProof(job: job, connector: connector, health: health)
            let finding = try await proof.prove(over: session) { [sender] step in try await sender.record(step) }
            guard case .holds(let checks) = finding else {
                await session.close()
                return nil
            }
            try await sender.record(.confirming)
            if try await waited(past, wayBackFiredBy: firedBy, over: session) {
                // The device may have ended the session meanwhile, or have restarted.
                await session.close()
                session = try await connector.session(to: job.device)
                try await checkFree(over: session)
            }
            let isWhole = try await stands(session)
            if isWhole { try await save(over: session) }
            await session.close()
            return isWhole ? checks : nil
        } catch {
            await session.close()
            throw error
        }
    }

    /// Takes the way back away; where that can't be proven, waits until it has fired for sure.
    ///
    /// - Returns: whether it was waited for.
    private func waited(
        _ past: Past, wayBackFiredBy firedBy: ContinuousClock.Instant, over session: DeviceSession
    ) async throws -> Bool {
        guard let wayBack = job.wayBack else { return false }
        if wayBack.vacancy != nil, past.wayBackSecondsLeft == 0 {
            // Ours has fired, or never was armed: what stands there is somebody else's, and is not ours to confirm.
            try await checkFree(over: session)
            return false
        }
        var last: CommandReply?
        var isAccepted = true
        for command in wayBack.disarm {
            let answer = try await sender.send(command, .cancel, over: session, phase: .confirm)
            last = answer.reply
            isAccepted = isAccepted && answer.rejected == nil
        }
        var isFree: Bool?
        if let vacancy = wayBack.vacancy {
            isFree = job.isFree(vacancy, by: try await session.answer(to: vacancy))
        }
        if isAccepted, last.map(wayBack.isDisarmed) == true, isFree != false { return false }
        // None was left: it was disarmed before the interruption, or it is firing now. Where the device does not say so it
        // may still stand, and silence says nothing.
        let saysSo = isFree == true && wayBack.vacancy?.free.isEmpty == false
        guard saysSo || isFree != false && last.map({ wayBack.isGone(by: $0, isRejected: !isAccepted) }) == true else {
            try await WayBackWait(job: job, connector: connector, sender: sender).run(until: firedBy)
            return true
        }
        // Before its time it can't be firing.
        guard clock.now >= firedBy - job.wayBackSlack, clock.now < firedBy else { return false }
        try await clock.sleep(until: min(firedBy, clock.now + .seconds(wayBack.firing)))
        return true
    }

    private func checkFree(over session: DeviceSession) async throws {
        guard let vacancy = job.wayBack?.vacancy else { return }
        let answer = try await session.answer(to: vacancy)
        guard job.isFree(vacancy, by: answer) else {
            throw StillTaken(
                words: "a way back stands on the device that may be somebody else's: "
                    + DeviceWords.cut(answer.output, to: 200))
        }
    }

    private func save(over session: DeviceSession) async throws {
        for command in job.saving {
            let answer = try await sender.send(command, .save, over: session, phase: .confirm)
            if let words = answer.rejected {
                throw DeviceError(
                    device: job.device.name.text, phase: .confirm, cause: "saving was refused: \(words)")
            }
        }
        try await sender.record(.confirmed)
    }

    /// Whether the device that answers is the plan's and says what was predicted.
    private func stands(_ session: DeviceSession) async throws -> Bool {
        let reading = try await session.read(job.platform)
        try job.checkIdentity(reading.facts)
        let deviations = reading.running.deviations(from: job.change.after, on: job.platform)
        try await sender.record(.readBack(deviations: deviations))
        return deviations.isEmpty
    }
}
