import PitaPlatforms

/// Ends an interrupted push of one device: reads it, and finishes what is complete or returns what is not.
public struct DeviceRecovery: Sendable {
    /// What the journal knows of the interrupted push.
    public struct Past: Sendable {
        /// How long the way back on the device may still run, in seconds; 0 when it has fired or never was armed.
        public let wayBackSecondsLeft: Int
        /// Whether the last command has no answer in the journal.
        public let hasUnansweredCommand: Bool
        /// Whether confirming had begun, so that the change may have been saved.
        public let mayHaveBeenSaved: Bool
        /// Whether the journal comes from a backup: what it says may have been overtaken, and nothing is undone by it.
        public let isFromBackup: Bool

        /// What the journal knows.
        public init(
            wayBackSecondsLeft: Int, hasUnansweredCommand: Bool, mayHaveBeenSaved: Bool, isFromBackup: Bool
        ) {
            self.wayBackSecondsLeft = wayBackSecondsLeft
            self.hasUnansweredCommand = hasUnansweredCommand
            self.mayHaveBeenSaved = mayHaveBeenSaved
            self.isFromBackup = isFromBackup
        }
    }

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
    public func run(_ past: Past) async -> (outcome: DeviceOutcome, checks: [PushCheck]) {
        let firedBy = clock.now + .seconds(past.wayBackSecondsLeft)
        var reason = "the push was interrupted"
        do {
            if let checks = try await finish() { return (.confirmed, checks) }
        } catch {
            reason = "the push was interrupted and could not be finished: \(DeviceError.reason(of: error))"
        }
        let back = DeviceReturn(job: job, connector: connector, journal: journal)
        if past.isFromBackup { return (await back.check(because: reason), []) }
        let outcome = await back.run(
            because: reason, wayBackFiredBy: firedBy, saved: past.mayHaveBeenSaved,
            late: past.hasUnansweredCommand ? .readTwice : .none)
        return (outcome, [])
    }

    /// Confirms a change that stands completely; `nil` when it does not.
    private func finish() async throws -> [PushCheck]? {
        let session = try await connector.session(to: job.device)
        do {
            let checks = try await finish(over: session)
            await session.close()
            return checks
        } catch {
            await session.close()
            throw error
        }
    }

    private func finish(over session: DeviceSession) async throws -> [PushCheck]? {
        let device = job.device.name.text
        guard try await stands(session) else { return nil }
        var checks = [PushCheck.readBack]
        if let interfaces = job.interfaces {
            let finding = await health.check(job.device, interfaces: interfaces, connector: connector)
            try await journal.record(.snmp(problem: finding.problem), device: device)
            if finding.problem != nil { return nil }
            if let check = finding.check { checks.append(check) }
        }
        try await journal.record(.confirming, device: device)
        var last: CommandReply?
        for command in job.wayBack?.disarm ?? [] { last = try await session.send(job.filled(command), phase: .confirm) }
        if let wayBack = job.wayBack, last.map(wayBack.isDisarmed) != true {
            // It was disarmed before the interruption, or it is firing now: only a later reading can tell.
            try await clock.sleep(for: DeviceReturn.settling)
        }
        guard try await stands(session) else { return nil }
        for command in job.saving {
            let reply = try await session.send(job.filled(command), phase: .confirm)
            if let words = job.platform.rejection(in: reply) {
                throw DeviceError(device: device, phase: .confirm, cause: "saving was refused: \(words)")
            }
        }
        try await journal.record(.confirmed, device: device)
        return checks
    }

    /// Whether the device that answers is the plan's and says what was predicted.
    private func stands(_ session: DeviceSession) async throws -> Bool {
        let reading = try await session.read(job.platform)
        try job.checkIdentity(reading.facts)
        let deviations = reading.running.deviations(from: job.change.after, on: job.platform)
        try await journal.record(.readBack(deviations: deviations), device: job.device.name.text)
        return deviations.isEmpty
    }
}
