import PitaPlatforms

/// Changes one device: the way back first, then the commands, then the proof over a new session; and back if it fails.
///
/// No step is taken that the journal has not written down before. Once the way back stands, every failure leads to the
/// return; the device ends old or new, or the outcome says `unknown`.
public actor DevicePush {
    let job: PushJob
    let connector: DeviceConnector
    let health: DeviceHealth
    let journal: any PushJournal
    private let wallClock: @Sendable () -> Int64
    private var sent: [SentCommand] = []
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
        self.journal = journal
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
        } catch {
            let stop = error as? Stop ?? Stop(reason: DeviceError.reason(of: error), effect: .answered)
            let back = DeviceReturn(job: job, connector: connector, journal: journal)
            outcome = await back.run(
                because: stop.reason, wayBackFiredBy: latestFiring, saved: isSaving,
                late: stop.effect == .unanswered ? .waitForWayBack : .none)
        }
        let seconds = Double(commandTime.components.seconds) + Double(commandTime.components.attoseconds) / 1e18
        return PushReport(
            device: job.device.name.text, outcome: outcome, sent: sent, checks: checks, commandSeconds: seconds,
            wayBackSeconds: armingBegan == nil ? nil : job.seconds, startedAt: startedAt, endedAt: wallClock())
    }

    private var armingBegan: ContinuousClock.Instant?
    private var armingEnded: ContinuousClock.Instant?
    private var isSaving = false

    /// Before this the way back has not fired: the device's timer started later than ours.
    private var earliestFiring: ContinuousClock.Instant? { armingBegan.map { $0 + .seconds(job.seconds) } }

    /// After this it has: counted from the last answer to the arming, or a command's longest time after its beginning.
    private var latestFiring: ContinuousClock.Instant? {
        (armingEnded ?? armingBegan.map { $0 + DeviceSession.longestCommand }).map {
            $0 + .seconds(job.seconds) + Self.firingTime
        }
    }

    /// What the device may need to run the way back.
    private static let firingTime = Duration.seconds(5)
    /// No command is begun with less than this left before the way back may fire.
    private static let margin = Duration.seconds(15)

    /// How long the next command may take so that its answer comes before the way back may fire.
    private func timeForCommand() throws -> Duration {
        guard let earliestFiring else { return DeviceSession.longestCommand }
        let left = earliestFiring - clock.now - Self.margin
        guard left > .zero else {
            throw Stop(reason: "the way back is about to fire; the commands took too long", effect: .answered)
        }
        return left
    }

    private func attempt() async throws -> DeviceOutcome {
        let session = try await untouched { try await self.connector.session(to: self.job.device) }
        do {
            let reading = try await untouched { try await session.read(self.job.platform) }
            let objections = job.objections(reading)
            guard objections.isEmpty else {
                throw Stop(reason: objections.joined(separator: "; "), effect: .none)
            }
            try await untouched { try await self.record(.preImage) }
            guard !job.change.isEmpty else {
                await session.close()
                return .unchanged
            }
            try await untouched {
                try await self.record(
                    .intent(
                        commands: self.job.change.commands.count,
                        wayBackSeconds: self.job.wayBack == nil ? nil : self.job.seconds))
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

    private func record(_ step: PushStep) async throws { try await journal.record(step, device: job.device.name.text) }

    private func arm(_ session: DeviceSession) async throws {
        guard let wayBack = job.wayBack else { return }
        do {
            for (index, command) in wayBack.arm.enumerated() {
                try await record(.arming(command: index + 1))
                if armingBegan == nil { armingBegan = clock.now }
                let reply = try await session.send(job.filled(command), phase: .arm)
                if let words = job.platform.rejection(in: reply) {
                    throw Stop(reason: "the way back was refused: \(words)", effect: .answered)
                }
            }
            armingEnded = clock.now
            let reply = try await session.send(job.filled(wayBack.proof.command), phase: .arm)
            guard reply.output.contains(wayBack.proof.mustContain) else {
                let answer = reply.output.prefix(200)
                throw Stop(reason: "the way back does not stand on the device: \(answer)", effect: .answered)
            }
            try await record(.armed)
        } catch {
            // What is armed now would undo a config that was never changed; it is taken away if it can be.
            for command in wayBack.disarm { _ = try? await session.send(job.filled(command), phase: .arm) }
            throw error
        }
    }

    private func sendCommands(_ session: DeviceSession) async throws {
        let start = clock.now
        defer { commandTime = clock.now - start }
        for (index, command) in job.change.commands.enumerated() {
            let command = job.filled(command)
            _ = try timeForCommand()
            try await record(.sending(command: index + 1))
            let reply: CommandReply
            do {
                reply = try await session.send(command, within: try timeForCommand())
            } catch {
                sent.append(SentCommand(text: command.text, reply: nil, rejected: nil))
                throw Stop(reason: DeviceError.reason(of: error), effect: .unanswered)
            }
            let rejected = job.platform.rejection(in: reply)
            sent.append(SentCommand(text: command.text, reply: reply, rejected: rejected))
            try await record(.answered(command: index + 1, reply: reply, rejected: rejected))
            if let rejected {
                let place = command.mark.map { " (\($0))" } ?? ""
                throw Stop(
                    reason: "command \(index + 1) of \(job.change.commands.count) was refused: \(rejected)\(place)",
                    effect: .answered)
            }
        }
    }

    private func verify() async throws {
        let session = try await connector.session(to: job.device)
        let reading: DeviceReading
        do {
            reading = try await session.read(job.platform)
            await session.close()
        } catch {
            await session.close()
            throw error
        }
        let deviations = reading.running.deviations(from: job.change.after, on: job.platform)
        try await record(.readBack(deviations: deviations))
        guard deviations.isEmpty else {
            let what = deviations.prefix(5).map(\.id.description).joined(separator: "; ")
            throw Stop(reason: "the device does not say what was predicted: \(what)", effect: .answered)
        }
        checks.append(.readBack)
        if let interfaces = job.interfaces {
            let health = await health.check(job.device, interfaces: interfaces, connector: connector)
            try await record(.snmp(problem: health.problem))
            if let problem = health.problem { throw Stop(reason: problem, effect: .answered) }
            if let check = health.check { checks.append(check) }
        }
    }

    private func confirm() async throws {
        try await record(.confirming)
        let session = try await connector.session(to: job.device)
        do {
            if let wayBack = job.wayBack { try await disarm(wayBack, over: session) }
            isSaving = !job.saving.isEmpty
            for command in job.saving {
                let reply = try await session.send(job.filled(command), phase: .confirm)
                if let words = job.platform.rejection(in: reply) {
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

    /// Disarms the way back while it cannot have fired, and has the device prove that it was there to be disarmed.
    private func disarm(_ wayBack: WayBack, over session: DeviceSession) async throws {
        var last: CommandReply?
        for command in wayBack.disarm {
            let reply = try await session.send(job.filled(command), phase: .confirm, within: try timeForCommand())
            if let words = job.platform.rejection(in: reply) {
                throw Stop(reason: "disarming the way back was refused: \(words)", effect: .answered)
            }
            last = reply
        }
        guard let last, wayBack.isDisarmed(by: last) else {
            throw Stop(reason: "the device does not prove that the way back was disarmed", effect: .answered)
        }
    }
}
