import PitaPlatforms

/// Brings a device back to what it was before a change, from whatever state it is in, and proves it.
///
/// It reads before it acts. While the device cannot be reached it waits for the way back on the device itself, and reads
/// again when that has fired.
struct DeviceReturn: Sendable {
    /// What is done about a command that was sent and not answered: it may still take effect after a reading.
    enum LateCommand: Sendable {
        /// There is none.
        case none
        /// The way back stays armed; only a reading after it has fired is a proof.
        case waitForWayBack
        /// The sender is long gone; two equal readings with a pause between them are a proof.
        case readTwice
    }

    private let job: PushJob
    private let connector: DeviceConnector
    private let sender: CommandSender
    private let clock = ContinuousClock()

    /// The longest wait for a device that is gone, beyond its way back.
    static let patience = Duration.seconds(60)
    /// The pause before the second attempt; each further one is twice as long, up to ``longestPause``.
    static let firstPause = Duration.seconds(2)
    static let longestPause = Duration.seconds(30)
    /// The pause between two readings that must be equal.
    static let settling = Duration.seconds(3)
    /// How often the commands of the return are tried while the device answers and is still different.
    static let attempts = 3

    /// A return of one device.
    init(job: PushJob, connector: DeviceConnector, sender: CommandSender) {
        self.job = job
        self.connector = connector
        self.sender = sender
    }

    /// Returns the device.
    ///
    /// - Parameters:
    ///   - reason: why, for the record.
    ///   - firedBy: when the way back on the device has fired for sure, if it was armed.
    ///   - saved: whether the change may have been made to survive a restart, so that this is undone too.
    ///   - late: what is known of a command without an answer.
    func run(
        because reason: String, wayBackFiredBy firedBy: ContinuousClock.Instant?, saved: Bool, late: LateCommand
    ) async -> DeviceOutcome {
        let end = max(firedBy ?? clock.now, clock.now) + Self.patience
        var lastProblem = reason
        var refusals = 0
        var pause = Self.firstPause
        while true {
            do {
                try await putBack(because: reason, saved: saved)
                try await settle(late, firedBy: firedBy)
                let isDisarmed = try await prove()
                // Until it fires it keeps the next push out, which whoever reads the record should know.
                let isLeft = !isDisarmed && (firedBy.map { clock.now < $0 } ?? false)
                return .returned(reason: reason + (isLeft ? "; its way back may stand until it has fired" : ""))
            } catch let refusal as StillDifferent {
                refusals += 1
                lastProblem = refusal.words
                if refusals >= Self.attempts, firedBy.map({ clock.now > $0 }) ?? true { break }
            } catch let failure as JournalFailure {
                // Nothing may be sent that cannot be written down; the way back on the device does the rest.
                let cause = failure.cause == reason ? "" : " (\(failure.cause))"
                return .unknown(reason: "\(reason); a step of the return could not be written down\(cause)")
            } catch {
                lastProblem = DeviceError.reason(of: error)
            }
            guard clock.now < end, !Task.isCancelled else { break }
            try? await clock.sleep(for: pause)
            pause = min(pause * 2, Self.longestPause)
        }
        return .unknown(reason: "\(reason); the return could not be proven: \(lastProblem)")
    }

    /// Proves that the device is as it was, and sends nothing that changes its config.
    func check(because reason: String) async -> DeviceOutcome {
        do {
            _ = try await prove()
            return .returned(reason: reason)
        } catch let refusal as StillDifferent {
            return .unknown(reason: "\(reason); it is neither as before nor as planned: \(refusal.words)")
        } catch {
            return .unknown(reason: "\(reason); \(DeviceError.reason(of: error))")
        }
    }

    /// The device answered and is not as it was.
    private struct StillDifferent: Error { let words: String }

    /// Sends what leads back from the state that the device is in now.
    private func putBack(because reason: String, saved: Bool) async throws {
        try await withSession { session, reading in
            var commands: [DeviceCommand] = []
            if !reading.running.deviations(from: job.change.before, on: job.platform).isEmpty {
                commands = try job.platform.change(
                    from: reading.running, to: job.change.before, mode: .exact, facts: reading.facts
                ).commands
            }
            if saved { commands += job.platform.saving(job.change.reversed, facts: reading.facts) }
            guard !commands.isEmpty else { return }
            try await sender.record(.returning(reason: reason, commands: commands.count))
            // A refusal shows in the reading that follows.
            for command in commands { _ = try await sender.send(command, .undo, over: session, phase: .command) }
        }
    }

    /// Waits until a command without an answer can no longer take effect unseen.
    private func settle(_ late: LateCommand, firedBy: ContinuousClock.Instant?) async throws {
        switch late {
        case .none: return
        case .waitForWayBack:
            if let firedBy { return try await clock.sleep(until: firedBy) }
            try await clock.sleep(for: Self.settling)
        case .readTwice:
            try await checkIsBack()
            try await clock.sleep(for: Self.settling)
        }
    }

    private func checkIsBack() async throws {
        try await withSession { _, reading in
            let left = reading.running.deviations(from: job.change.before, on: job.platform)
            guard left.isEmpty else {
                throw StillDifferent(
                    words: "still different: " + left.prefix(5).map(\.id.description).joined(separator: "; "))
            }
        }
    }

    /// The proof is a reading over a session that carried none of the commands.
    ///
    /// - Returns: whether the way back was taken away for sure.
    private func prove() async throws -> Bool {
        try await checkIsBack()
        // The way back leads to the same state; where it cannot be taken away it fires once more, to no effect.
        var last: CommandReply?
        try await withSession { session, _ in
            for command in job.wayBack?.disarm ?? [] {
                last = try? await sender.send(command, .disarm, over: session, phase: .confirm).reply
            }
        }
        try await sender.record(.returned)
        guard let wayBack = job.wayBack else { return true }
        return last.map(wayBack.isDisarmed) ?? false
    }

    private func withSession(_ work: (DeviceSession, DeviceReading) async throws -> Void) async throws {
        let session = try await connector.session(to: job.device)
        do {
            let reading = try await session.read(job.platform)
            try job.checkIdentity(reading.facts)
            try await work(session, reading)
            await session.close()
        } catch {
            await session.close()
            throw error
        }
    }
}
