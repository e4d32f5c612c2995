import PitaPlatforms

/// Brings a device back to what it was before a change, from whatever state it is in, and proves it.
///
/// It reads before it acts. While the device cannot be reached it waits for the way back on the device itself, and reads
/// again when that has fired.
public struct DeviceReturn: Sendable {
    /// A command that was sent and not answered: it may still take effect after a reading.
    struct LateCommand: Sendable {
        /// What is done until it can no longer.
        enum Caution: Sendable {
            /// The way back is waited for: what it leaves is the former state, whatever the command did.
            case waitsForWayBack
            /// A way back that stands for sure is left standing, when it fires after the command's time and leads to the
            /// same state; else it is waited for.
            case leavesWayBack(firesFrom: ContinuousClock.Instant)
            /// The command's time is waited for.
            case waits
        }

        /// When it can no longer.
        var until: ContinuousClock.Instant
        var caution: Caution
    }

    private let job: PushJob
    private let connector: DeviceConnector
    private let sender: CommandSender
    private let clock = ContinuousClock()

    /// The pause before the second attempt; each further one is twice as long, up to ``longestPause``.
    static let firstPause = Duration.seconds(2)
    static let longestPause = Duration.seconds(30)
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
    ///   - late: a command without an answer, if there is one.
    func run(
        because reason: String, wayBackFiredBy firedBy: ContinuousClock.Instant?, saved: Bool, late: LateCommand?
    ) async -> DeviceOutcome {
        var end = max(firedBy ?? clock.now, late?.until ?? clock.now, clock.now) + job.policy.patience
        var late = late
        var unanswered = 0
        var lastProblem = reason
        var refusals = 0
        var pause = Self.firstPause
        while true {
            do {
                try await putBack(because: reason, wayBackFiredBy: firedBy)
                let settled = try await settle(late, firedBy: firedBy)
                // Only now: a late save would be carried out over it.
                if saved { try await saveBack(because: reason) }
                let isDisarmed = try await prove(leaving: settled == .leavesWayBack, wayBackFiredBy: firedBy)
                // Until it fires it keeps the next push out, which whoever reads the record should know.
                let mayStand = settled == .leavesWayBack || settled == .mayStand && !isDisarmed
                let isLeft = mayStand && (firedBy.map { clock.now < $0 } ?? false)
                return .returned(reason: reason + (isLeft ? Self.leftStanding(job.wayBack) : ""))
            } catch let refusal as StillDifferent {
                refusals += 1
                lastProblem = refusal.words
                if refusals >= Self.attempts, firedBy.map({ clock.now > $0 }) ?? true { break }
            } catch let failure as JournalFailure {
                // Nothing may be sent that cannot be written down; the way back on the device does the rest.
                let cause = failure.cause == reason ? "" : " (\(failure.cause))"
                return .unknown(reason: "\(reason); a step of the return could not be written down\(cause)")
            } catch is Unanswered {
                let lateCommand = LateCommand(until: clock.now + job.lateness, caution: .waits)
                late = lateCommand
                unanswered += 1
                // It is read again once that can no longer change anything.
                if unanswered < Self.attempts { end = max(end, lateCommand.until + job.policy.patience) }
                lastProblem = "a command of the return was not answered"
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
            _ = try await prove(leaving: false, wayBackFiredBy: nil)
            return .returned(reason: reason)
        } catch let refusal as StillDifferent {
            return .unknown(reason: "\(reason); it is neither as before nor as planned: \(refusal.words)")
        } catch {
            return .unknown(reason: "\(reason); \(DeviceError.reason(of: error))")
        }
    }

    /// The device answered and is not as it was.
    private struct StillDifferent: Error { let words: String }

    /// A command of the return was sent and not answered.
    private struct Unanswered: Error {}

    /// Sends what leads back from the state that the device is in now.
    private func putBack(
        because reason: String, wayBackFiredBy firedBy: ContinuousClock.Instant?
    ) async throws {
        if !isOver(firedBy) { try await recall(because: reason) }
        try await withSession { session, reading in
            var commands: [DeviceCommand] = []
            if !reading.running.deviations(from: job.change.before, on: job.platform).isEmpty {
                commands = try job.platform.change(
                    from: reading.running, to: job.change.before, mode: .exact, facts: reading.facts
                ).commands
            }
            guard !commands.isEmpty else { return }
            try await sender.record(.rollingBack(reason: reason, commands: commands.count))
            // A refusal shows in the reading that follows.
            for command in commands { _ = try await send(command, .rollback, over: session) }
        }
    }

    /// Whether what stands in the one place that the device has for a way back is not ours: that has fired for sure, or never
    /// was armed.
    private func isOver(_ firedBy: ContinuousClock.Instant?) -> Bool {
        job.wayBack?.vacancy != nil && firedBy.map { $0 <= clock.now } ?? true
    }

    /// Has the device go back by its own way back, where one can be told to; what that leaves is read afterwards.
    private func recall(because reason: String) async throws {
        guard let commands = job.wayBack?.recall, !commands.isEmpty else { return }
        try await withSession { session, reading in
            guard !reading.running.deviations(from: job.change.before, on: job.platform).isEmpty else { return }
            try await sender.record(.rollingBack(reason: reason, commands: commands.count))
            // None may be left to be told, which the device then says.
            for command in commands { _ = try await send(command, .rollback, over: session) }
        }
    }

    /// Makes the former config survive a restart.
    private func saveBack(because reason: String) async throws {
        try await withSession { session, reading in
            let saving = job.platform.saving(job.change.reversed, facts: reading.facts)
            guard !saving.isEmpty else { return }
            try await sender.record(.rollingBack(reason: reason, commands: saving.count))
            for command in saving {
                // What is saved is not read: only the device's own word says that a restart will not bring the change back.
                if let words = try await send(command, .save, over: session).rejected {
                    throw StillDifferent(words: "the former config could not be saved: \(words)")
                }
            }
        }
    }

    private func send(
        _ command: DeviceCommand, _ purpose: CommandPurpose, over session: DeviceSession
    ) async throws -> CommandSender.Answer {
        do {
            return try await sender.send(command, purpose, over: session, phase: .command)
        } catch is DeviceError {
            throw Unanswered()
        }
    }

    /// What a record says of a way back that may still stand on the device.
    public static func leftStanding(_ wayBack: WayBack?) -> String {
        "; its way back may stand until it has fired"
            + (wayBack?.manner == .restart ? ", by which the device restarts" : "")
    }

    /// What became of the way back while a late command was waited for.
    private enum Settled {
        /// It is left standing instead: it leads to the same state, later than the command.
        case leavesWayBack
        /// The device says that none stands any more.
        case isGone
        /// It may stand, and is to be taken away.
        case mayStand
    }

    /// Waits until a command without an answer can no longer take effect unseen.
    private func settle(_ late: LateCommand?, firedBy: ContinuousClock.Instant?) async throws -> Settled {
        guard let late, late.until > clock.now else { return .mayStand }
        switch late.caution {
        case .leavesWayBack(let firesFrom) where firesFrom > late.until && job.wayBack != nil:
            try await checkIsBack()
            try await clock.sleep(for: job.policy.settling)
            return .leavesWayBack
        case .leavesWayBack, .waitsForWayBack:
            // That the device has gone back already may be the first that is seen of it, and ends no command's time.
            try await clock.sleep(until: late.until)
            let wait = WayBackWait(job: job, connector: connector, sender: sender)
            return try await wait.run(until: firedBy ?? late.until) ? .isGone : .mayStand
        case .waits: try await clock.sleep(until: late.until)
        }
        return .mayStand
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

    /// What takes the way back away; nothing where that would be somebody else's.
    ///
    /// - Parameter leaving: whether it is left standing. What bears the push's name goes all the same: where its timer never
    ///   began it would stand for good.
    private func removal(leaving: Bool, wayBackFiredBy firedBy: ContinuousClock.Instant?) -> [DeviceCommand] {
        guard let wayBack = job.wayBack else { return [] }
        if wayBack.isNamed, firedBy != nil { return wayBack.removal }
        return leaving || isOver(firedBy) ? [] : wayBack.removal
    }

    /// The proof is a reading over a session that carried none of the commands.
    ///
    /// - Returns: whether the way back was taken away for sure.
    private func prove(
        leaving: Bool, wayBackFiredBy firedBy: ContinuousClock.Instant?
    ) async throws -> Bool {
        try await checkIsBack()
        var last: CommandReply?
        var isRejected = false
        var isFree: Bool?
        let removal = removal(leaving: leaving, wayBackFiredBy: firedBy)
        if !leaving || !removal.isEmpty {
            // It leads to the same state; where it cannot be taken away it fires once more, to no effect.
            try await withSession { session, _ in
                for command in removal {
                    do {
                        let answer = try await sender.send(command, .cancel, over: session, phase: .confirm)
                        last = answer.reply
                        isRejected = isRejected || answer.rejected != nil
                    } catch let failure as JournalFailure {
                        throw failure
                    } catch {
                        last = nil
                    }
                }
                // Where there is one for all, whether it is free says more than what it was before.
                guard let vacancy = job.wayBack?.vacancy else { return }
                isFree = (try? await session.answer(to: vacancy)).map { job.isFree(vacancy, by: $0) } ?? false
            }
        }
        try await sender.record(.rolledBack)
        guard let wayBack = job.wayBack else { return true }
        // One that only says when it is taken proves nothing by silence.
        if let isFree, !isFree || wayBack.vacancy?.free.isEmpty == false { return isFree }
        return last.map { wayBack.isRemoved(by: $0, isRejected: isRejected) } ?? false
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
