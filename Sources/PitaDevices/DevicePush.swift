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
    private var sent: [SentCommand] = []
    private var checks: [String] = []
    private var commandTime = Duration.zero
    private let clock = ContinuousClock()

    /// A push of one device.
    public init(job: PushJob, connector: DeviceConnector, health: DeviceHealth, journal: any PushJournal) {
        self.job = job
        self.connector = connector
        self.health = health
        self.journal = journal
    }

    /// Why a push goes no further, and whether the device may have changed.
    private struct Stop: Error {
        let reason: String
        let mayHaveChanged: Bool
    }

    /// Runs the push to its end. Never throws: a device's failure is a value.
    public func run() async -> PushReport {
        let outcome: DeviceOutcome
        do {
            outcome = try await attempt()
        } catch let stop as Stop where !stop.mayHaveChanged {
            outcome = .notStarted(reason: stop.reason)
        } catch {
            let reason = (error as? Stop)?.reason ?? "\(error)"
            outcome = await DeviceReturn(job: job, connector: connector, journal: journal)
                .run(because: reason, wayBackDeadline: deadline)
        }
        let seconds = Double(commandTime.components.seconds) + Double(commandTime.components.attoseconds) / 1e18
        return PushReport(
            device: job.device.name.text, outcome: outcome, sent: sent, checks: checks, commandSeconds: seconds,
            wayBackSeconds: armedAt == nil ? nil : job.seconds)
    }

    private var armedAt: ContinuousClock.Instant?

    /// When the way back has fired for sure.
    private var deadline: ContinuousClock.Instant? { armedAt.map { $0 + .seconds(job.seconds) } }

    private func attempt() async throws -> DeviceOutcome {
        let session = try await untouched { try await self.connector.session(to: self.job.device) }
        do {
            let reading = try await untouched { try await session.read(self.job.platform) }
            let objections = job.objections(reading)
            guard objections.isEmpty else {
                throw Stop(reason: objections.joined(separator: "; "), mayHaveChanged: false)
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
            throw Stop(reason: "\(error)", mayHaveChanged: false)
        }
    }

    private func record(_ step: PushStep) async throws { try await journal.record(step, device: job.device.name.text) }

    private func arm(_ session: DeviceSession) async throws {
        guard let wayBack = job.wayBack else { return }
        do {
            for (index, command) in wayBack.arm.enumerated() {
                try await record(.arming(command: index + 1))
                if armedAt == nil { armedAt = clock.now }
                let reply = try await session.send(job.filled(command), phase: .arm)
                if let words = job.platform.rejection(in: reply) {
                    throw Stop(reason: "the way back was refused: \(words)", mayHaveChanged: true)
                }
            }
            let reply = try await session.send(job.filled(wayBack.proof.command), phase: .arm)
            guard reply.output.contains(wayBack.proof.mustContain) else {
                throw Stop(reason: "the way back does not stand on the device: \(reply.output.prefix(200))", mayHaveChanged: true)
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
            try await record(.sending(command: index + 1))
            let reply: CommandReply
            do {
                reply = try await session.send(command)
            } catch {
                sent.append(SentCommand(text: command.text, reply: nil, rejected: nil))
                throw error
            }
            let rejected = job.platform.rejection(in: reply)
            sent.append(SentCommand(text: command.text, reply: reply, rejected: rejected))
            try await record(.answered(command: index + 1, reply: reply, rejected: rejected))
            if let rejected {
                let place = command.mark.map { " (\($0))" } ?? ""
                throw Stop(
                    reason: "command \(index + 1) of \(job.change.commands.count) was refused: \(rejected)\(place)",
                    mayHaveChanged: true)
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
        let deviations = reading.running.deviations(from: job.change.after)
        try await record(.readBack(deviations: deviations))
        guard deviations.isEmpty else {
            let what = deviations.prefix(5).map(\.id.description).joined(separator: "; ")
            throw Stop(reason: "the device does not say what was predicted: \(what)", mayHaveChanged: true)
        }
        checks.append("config read back over a new session equals the prediction")
        if let interfaces = job.interfaces {
            let health = await health.check(job.device, interfaces: interfaces, connector: connector)
            try await record(.snmp(problem: health.problem))
            if let problem = health.problem { throw Stop(reason: problem, mayHaveChanged: true) }
            checks.append(health.finding)
        }
    }

    private func confirm() async throws {
        try await record(.confirming)
        let session = try await connector.session(to: job.device)
        do {
            try await send(job.wayBack?.disarm ?? [], over: session)
            // Answered before the deadline by our clock, which started first: the way back had not fired. Else it may
            // have, and only a new reading can tell.
            if let deadline, clock.now >= deadline {
                let reading = try await session.read(job.platform)
                guard reading.running.deviations(from: job.change.after).isEmpty else {
                    throw Stop(reason: "the way back fired before the change was confirmed", mayHaveChanged: true)
                }
            }
            try await send(job.saving, over: session)
            await session.close()
        } catch {
            await session.close()
            throw error
        }
        try await record(.confirmed)
    }

    private func send(_ commands: [DeviceCommand], over session: DeviceSession) async throws {
        for command in commands {
            let reply = try await session.send(job.filled(command), phase: .confirm)
            if let words = job.platform.rejection(in: reply) {
                throw Stop(reason: "confirming was refused: \(words)", mayHaveChanged: true)
            }
        }
    }
}
