import PitaPlatforms

/// Brings a device back to what it was before a change, from whatever state it is in, and proves it.
///
/// It reads before it acts. While the device cannot be reached it waits for the way back on the device itself, and reads
/// again when that has fired.
public struct DeviceReturn: Sendable {
    private let job: PushJob
    private let connector: DeviceConnector
    private let journal: any PushJournal
    private let clock = ContinuousClock()

    /// The longest wait for a device that is gone, beyond its way back.
    static let patience = Duration.seconds(60)
    /// The pause between two attempts.
    static let pause = Duration.seconds(2)
    /// How often the commands of the return are tried while the device answers and refuses.
    static let attempts = 3

    /// A return of one device.
    public init(job: PushJob, connector: DeviceConnector, journal: any PushJournal) {
        self.job = job
        self.connector = connector
        self.journal = journal
    }

    /// Returns the device; `wayBackDeadline` is when the way back on the device has fired for sure, if it was armed.
    public func run(because reason: String, wayBackDeadline: ContinuousClock.Instant?) async -> DeviceOutcome {
        let end = max(wayBackDeadline ?? clock.now, clock.now) + Self.patience
        var lastProblem = reason
        var refusals = 0
        while true {
            do {
                try await attempt(because: reason)
                return .returned(reason: reason)
            } catch let refusal as Refused {
                refusals += 1
                lastProblem = refusal.words
                if refusals >= Self.attempts, wayBackDeadline.map({ clock.now > $0 }) ?? true { break }
            } catch {
                lastProblem = "\(error)"
            }
            guard clock.now < end, !Task.isCancelled else { break }
            try? await clock.sleep(for: Self.pause)
        }
        return .unknown(reason: "\(reason); the return could not be proven: \(lastProblem)")
    }

    /// The device answered and would not.
    private struct Refused: Error { let words: String }

    private func attempt(because reason: String) async throws {
        let session = try await connector.session(to: job.device)
        do {
            try await putBack(session, because: reason)
            await session.close()
        } catch {
            await session.close()
            throw error
        }
    }

    private func putBack(_ session: DeviceSession, because reason: String) async throws {
        let reading = try await session.read(job.platform)
        if !reading.running.deviations(from: job.change.before).isEmpty {
            let back = try job.platform.change(
                from: reading.running, to: job.change.before, mode: .exact, facts: reading.facts)
            try await record(.returning(reason: reason, commands: back.commands.count))
            for (index, command) in back.commands.enumerated() {
                try await record(.sendingBack(command: index + 1, text: command.text))
                let reply = try await session.send(job.filled(command))
                try await record(.answeredBack(command: index + 1, reply: reply))
            }
        }
        // The proof is a reading over a session that carried none of the commands.
        let proof = try await connector.session(to: job.device)
        let after: DeviceReading
        do {
            after = try await proof.read(job.platform)
        } catch {
            await proof.close()
            throw error
        }
        let left = after.running.deviations(from: job.change.before)
        guard left.isEmpty else {
            await proof.close()
            throw Refused(words: "still different: " + left.prefix(5).map(\.id.description).joined(separator: "; "))
        }
        // The way back leads to the same state; it may still stand when it cannot be taken away.
        for command in job.wayBack?.disarm ?? [] { _ = try? await proof.send(job.filled(command), phase: .confirm) }
        await proof.close()
        try await record(.returned)
    }

    private func record(_ step: PushStep) async throws { try await journal.record(step, device: job.device.name.text) }
}
