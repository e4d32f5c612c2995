import PitaPlatforms

/// Changes one device: the way back first, then the commands, then the proof over a new session; and back if it fails.
///
/// No step is taken that the journal has not written down before. Once the way back stands, every failure leads to the
/// return; the device ends old or new, or the outcome says `unknown`.
public actor DevicePush {
    let job: PushJob
    let connector: DeviceConnector
    let health: DeviceHealth
    private let sender: CommandSender
    private let wallClock: @Sendable () -> Int64
    private var checks: [PushCheck] = []
    private var commandTime = Duration.zero
    private let clock = ContinuousClock()

    /// A push of one device.
    ///
    /// - Parameter wallClock: the time in Unix milliseconds, for the report.
    public init(
        job: PushJob, connector: DeviceConnector, health: DeviceHealth, journal: any PushJournal,
        wallClock: @escaping @Sendable () -> Int64
    ) {
        self.job = job
        self.wallClock = wallClock
        self.connector = connector
        self.health = health
        sender = CommandSender(job: job, journal: journal)
    }

    /// Why a push goes no further, and what may have happened to the device.
    private struct Stop: Error {
        enum Effect {
            /// Nothing that changes the config was sent.
            case none
            /// It may have changed; every command was answered.
            case answered
            /// It may have changed, and still may: a command was sent and no answer came.
            case unanswered
        }

        let reason: String
        let effect: Effect
    }

    /// Runs the push to its end. Never throws: a device's failure is a value.
    public func run() async -> PushReport {
        let startedAt = wallClock()
        let outcome: DeviceOutcome
        do {
            outcome = try await attempt()
        } catch let stop as Stop where stop.effect == .none {
            outcome = .notStarted(reason: stop.reason)
            // A recovery has to know that its turn had come. Where it can't be written down, nothing was lost by it.
            try? await record(.notStarted(reason: stop.reason))
        } catch {
            let stop = error as? Stop ?? Stop(reason: DeviceError.reason(of: error), effect: .answered)
            let back = DeviceReturn(job: job, connector: connector, sender: sender)
            outcome = await back.run(
                because: stop.reason, wayBackFiredBy: latestFiring, saved: isSaving,
                late: stop.effect == .unanswered
                    ? .init(
                        until: clock.now + job.lateness,
                        // A restart takes everybody's traffic with it: it is cancelled where it can be.
                        caution: job.wayBack?.manner == .restart ? .waits : .waitsForWayBack) : nil)
        }
        let seconds = Double(commandTime.components.seconds) + Double(commandTime.components.attoseconds) / 1e18
        return PushReport(
            device: job.device.name.text, outcome: outcome, sent: await sender.sent,
            // Of a device that went back nothing of this holds any more.
            checks: outcome == .confirmed ? checks : [],
            commandSeconds: seconds, wayBackSeconds: armingBegan == nil ? nil : job.seconds, startedAt: startedAt,
            endedAt: wallClock())
    }

    private var armingBegan: ContinuousClock.Instant?
    private var armingEnded: ContinuousClock.Instant?
    private var isSaving = false

    /// Before this the way back has not fired: the device's timer started later than ours.
    private var earliestFiring: ContinuousClock.Instant? { armingBegan.map { $0 + .seconds(job.seconds) } }

    /// After this it has, and the device can be read again: counted from the last answer to the arming, or a command's
    /// longest time after its beginning.
    private var latestFiring: ContinuousClock.Instant? {
        if let armingEnded { return armingEnded + .seconds(job.seconds + (job.wayBack?.firing ?? 0)) }
        return armingBegan.map { $0 + .seconds(job.seconds) + job.wayBackSlack }
    }

    /// When the next command must have been answered so that the way back has not fired meanwhile.
    private var deadline: ContinuousClock.Instant? { earliestFiring.map { $0 - job.policy.margin } }

    private func attempt() async throws -> DeviceOutcome {
        let session = try await untouched { try await self.connector.session(to: self.job.device) }
        do {
            let reading = try await untouched { try await session.read(self.job.platform) }
            let objections = job.objections(reading)
            guard objections.isEmpty else {
                throw Stop(reason: objections.joined(separator: "; "), effect: .none)
            }
            try await untouched { try self.job.checkIdentity(reading.facts) }
            try await untouched { try await self.record(.preImage) }
            guard !job.change.isEmpty else {
                await session.close()
                return .unchanged
            }
            try await checkVacancy(over: session)
            try await untouched {
                try await self.record(
                    .intent(
                        PushIntent(
                            commands: self.job.change.commands.count,
                            rollbackSeconds: self.job.wayBack == nil ? nil : self.job.seconds,
                            longestCommand: self.job.policy.longestCommand)))
            }
            try await arm(session)
            try await sendCommands(session)
            await session.close()
        } catch {
            await session.close()
            throw error
        }
        try await verify()
        try await confirm()
        return .confirmed
    }

    /// Runs a step before which, and in which, nothing on the device changes.
    private func untouched<Result: Sendable>(_ step: () async throws -> Result) async throws -> Result {
        do {
            return try await step()
        } catch {
            throw Stop(reason: DeviceError.reason(of: error), effect: .none)
        }
    }

    private func record(_ step: PushStep) async throws { try await sender.record(step) }

    private func arm(_ session: DeviceSession) async throws {
        guard let wayBack = job.wayBack else { return }
        guard wayBack.carrier.isEmpty else { return }
        do {
            for command in wayBack.arm {
                if armingBegan == nil { armingBegan = clock.now }
                let answer = try await sender.send(command, .arm, over: session, phase: .arm)
                if let words = answer.rejected {
                    // Where there is one for all, another's may have been quicker: it is not ours to take away.
                    if wayBack.vacancy != nil, command == wayBack.arm.first { armingBegan = nil }
                    throw Stop(reason: "the way back was refused: \(words)", effect: .answered)
                }
            }
            armingEnded = clock.now
            try await prove(wayBack, over: session)
        } catch {
            // What is armed now would undo a config that was never changed; it is taken away if it can be.
            for command in armingBegan == nil ? [] : wayBack.disarm {
                _ = try? await sender.send(command, .cancel, over: session, phase: .arm)
            }
            throw error
        }
    }

    /// Where a device has one way back for all, nobody else's may stand there: it would be ours, or ours would be theirs.
    private func checkVacancy(over session: DeviceSession) async throws {
        guard let vacancy = job.wayBack?.vacancy else { return }
        let answer = try await untouched { try await session.answer(to: vacancy) }
        guard job.isFree(vacancy, by: answer) else {
            let words = DeviceWords.cut(answer.output, to: 200)
            throw Stop(reason: "the device does not say that its way back is free: \(words)", effect: .none)
        }
    }

    private func prove(_ wayBack: WayBack, over session: DeviceSession) async throws {
        let proof = try await sender.send(wayBack.proof.command, .verifyArmed, over: session, phase: .arm)
        guard proof.rejected == nil, wayBack.proof.holds(in: proof.reply.output) else {
            let answer = proof.reply.output.prefix(200)
            throw Stop(reason: "the way back does not stand on the device: \(answer)", effect: .answered)
        }
        try await record(.armed(seconds: job.seconds))
    }

    private func sendCommands(_ session: DeviceSession) async throws {
        let start = clock.now
        defer { commandTime = clock.now - start }
        let carrier = job.wayBack?.carrier ?? []
        if !carrier.isEmpty { armingBegan = clock.now }
        try await send(carrier.isEmpty ? job.change.commands : carrier, over: session)
        if !carrier.isEmpty, let wayBack = job.wayBack {
            armingEnded = clock.now
            try await prove(wayBack, over: session)
        }
    }

    private func send(_ commands: [DeviceCommand], over session: DeviceSession) async throws {
        for command in commands {
            let answer: CommandSender.Answer
            do {
                answer = try await sender.send(command, .change, over: session, phase: .command, before: deadline)
            } catch let error as DeviceError {
                throw Stop(reason: error.reason, effect: .unanswered)
            }
            if let rejected = answer.rejected {
                let place = command.mark.map { " (\($0))" } ?? ""
                throw Stop(
                    reason: "command \(answer.number) of \(commands.count) was refused: \(rejected)\(place)",
                    effect: .answered)
            }
        }
    }

    private func verify() async throws {
        let session = try await connector.session(to: job.device)
        let finding: DeviceProof.Finding
        do {
            finding = try await DeviceProof(job: job, connector: connector, health: health)
                .prove(over: session) { [sender] step in try await sender.record(step) }
            await session.close()
        } catch {
            await session.close()
            throw error
        }
        switch finding {
        case .holds(let passed): checks = passed
        case .fails(let reason): throw Stop(reason: reason, effect: .answered)
        }
    }

    private func confirm() async throws {
        try await record(.confirming)
        let session = try await connector.session(to: job.device)
        do {
            if let wayBack = job.wayBack { try await disarm(wayBack, over: session) }
            if !job.saving.isEmpty {
                // What is saved is what was verified, or nothing is.
                try await checkStands(over: session)
                isSaving = true
            }
            for command in job.saving {
                let answer: CommandSender.Answer
                do {
                    answer = try await sender.send(command, .save, over: session, phase: .confirm)
                } catch let error as DeviceError {
                    // It may still be carried out, and then later than what saves the former config.
                    throw Stop(reason: error.reason, effect: .unanswered)
                }
                if let words = answer.rejected {
                    throw Stop(reason: "saving was refused: \(words)", effect: .answered)
                }
            }
            await session.close()
        } catch {
            await session.close()
            throw error
        }
        try await record(.confirmed)
    }

    /// Reads once more, over the session that saves.
    private func checkStands(over session: DeviceSession) async throws {
        let reading = try await session.read(job.platform)
        try job.checkIdentity(reading.facts)
        let deviations = reading.running.deviations(from: job.change.after, on: job.platform)
        guard deviations.isEmpty else {
            let what = deviations.prefix(5).map(\.id.description).joined(separator: "; ")
            throw Stop(reason: "the config changed before it was saved: \(what)", effect: .answered)
        }
    }

    /// Disarms the way back while it cannot have fired, and has the device prove that it was there to be disarmed.
    private func disarm(_ wayBack: WayBack, over session: DeviceSession) async throws {
        var last: CommandReply?
        for command in wayBack.disarm {
            let answer = try await sender.send(
                command, .cancel, over: session, phase: .confirm, before: deadline)
            if let words = answer.rejected {
                throw Stop(reason: "disarming the way back was refused: \(words)", effect: .answered)
            }
            last = answer.reply
        }
        guard let last, wayBack.isDisarmed(by: last) else {
            throw Stop(reason: "the device does not prove that the way back was disarmed", effect: .answered)
        }
        // Where there is one for all, the proof stood before it was taken away: what is still there would fire.
        guard let vacancy = wayBack.vacancy, vacancy.command != wayBack.disarm.last else { return }
        let answer = try await session.answer(to: vacancy)
        guard job.isFree(vacancy, by: answer) else {
            let words = DeviceWords.cut(answer.output, to: 200)
            throw Stop(reason: "the way back still stands after it was disarmed: \(words)", effect: .answered)
        }
    }
}
