import PitaPlatforms

/// Ends an interrupted push of one device: reads it, and finishes what is complete or returns what is not.
public struct DeviceRecovery: Sendable {
    private let job: PushJob
    private let connector: DeviceConnector
    private let health: DeviceHealth
    private let journal: any PushJournal
    private let clock = ContinuousClock()

    /// A recovery of one device.
    public init(job: PushJob, connector: DeviceConnector, health: DeviceHealth, journal: any PushJournal) {
        self.job = job
        self.connector = connector
        self.health = health
        self.journal = journal
    }

    /// Finishes or returns the device; never throws.
    ///
    /// - Parameter wayBackSecondsLeft: how long the way back on the device may still run.
    public func run(wayBackSecondsLeft: Int) async -> (outcome: DeviceOutcome, checks: [String]) {
        let deadline = clock.now + .seconds(wayBackSecondsLeft)
        do {
            if let checks = try await finish(before: deadline) { return (.confirmed, checks) }
        } catch {
            return (await putBack("it could not be finished: \(error)", deadline), [])
        }
        return (await putBack("the push was interrupted", deadline), [])
    }

    private func putBack(_ reason: String, _ deadline: ContinuousClock.Instant) async -> DeviceOutcome {
        await DeviceReturn(job: job, connector: connector, journal: journal).run(because: reason, wayBackDeadline: deadline)
    }

    /// Confirms a change that stands completely; `nil` when it does not.
    private func finish(before deadline: ContinuousClock.Instant) async throws -> [String]? {
        let session = try await connector.session(to: job.device)
        do {
            let checks = try await finish(over: session, before: deadline)
            await session.close()
            return checks
        } catch {
            await session.close()
            throw error
        }
    }

    private func finish(over session: DeviceSession, before deadline: ContinuousClock.Instant) async throws -> [String]? {
        let device = job.device.name.text
        let reading = try await session.read(job.platform)
        let deviations = reading.running.deviations(from: job.change.after)
        try await journal.record(.readBack(deviations: deviations), device: device)
        guard deviations.isEmpty else { return nil }
        var checks = ["config read back over a new session equals the prediction"]
        if let interfaces = job.interfaces {
            let finding = await health.check(job.device, interfaces: interfaces, connector: connector)
            try await journal.record(.snmp(problem: finding.problem), device: device)
            if finding.problem != nil { return nil }
            checks.append(finding.finding)
        }
        try await journal.record(.confirming, device: device)
        for command in job.wayBack?.disarm ?? [] { _ = try await session.send(job.filled(command), phase: .confirm) }
        // The way back may have fired between the reading and the disarming; only a new reading can tell.
        let after = try await session.read(job.platform)
        guard after.running.deviations(from: job.change.after).isEmpty else { return nil }
        for command in job.saving {
            let reply = try await session.send(job.filled(command), phase: .confirm)
            if let words = job.platform.rejection(in: reply) {
                throw DeviceError(device: device, phase: .confirm, cause: "saving was refused: \(words)")
            }
        }
        try await journal.record(.confirmed, device: device)
        return checks
    }
}
