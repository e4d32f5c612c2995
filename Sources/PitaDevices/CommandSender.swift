import PitaPlatforms

/// Sends the commands of a push: each is written down before it goes out and when it is answered, and kept for the record.
actor CommandSender {
    private let job: PushJob
    private let journal: any PushJournal
    private var numbers: [CommandPurpose: Int] = [:]
    /// Everything that was sent so far, in order.
    private(set) var sent: [SentCommand] = []

    init(job: PushJob, journal: any PushJournal) {
        self.job = job
        self.journal = journal
    }

    /// Whether a command for this was sent.
    func hasSent(_ purpose: CommandPurpose) -> Bool { sent.contains { $0.purpose == purpose } }

    /// Whether a command was sent that has no answer.
    var isUnanswered: Bool { sent.contains { $0.reply == nil } }

    /// What a device said to a command.
    struct Answer: Sendable {
        /// The command's number among those of its purpose, from 1.
        let number: Int
        let reply: CommandReply
        /// The device's words of refusal.
        let rejected: String?
    }

    /// Writes a step down; throws ``JournalFailure`` when it can't.
    func record(_ step: PushStep) async throws(JournalFailure) {
        do {
            try await journal.record(step, device: job.device.name.text)
        } catch {
            throw JournalFailure(cause: DeviceError.reason(of: error))
        }
    }

    /// Sends a command with the push's values in its slots.
    ///
    /// - Parameter deadline: when the answer must be there; throws ``TimeIsUp`` when that is over before it goes out.
    func send(
        _ command: DeviceCommand, _ purpose: CommandPurpose, over session: DeviceSession, phase: DeviceError.Phase,
        before deadline: ContinuousClock.Instant? = nil
    ) async throws -> Answer {
        func timeLeft() throws(TimeIsUp) -> Duration {
            let longest = job.longestTime(command)
            guard let deadline else { return longest }
            guard deadline > .now else { throw TimeIsUp() }
            return min(longest, deadline - .now)
        }
        _ = try timeLeft()
        let filled = job.filled(command)
        let number = (numbers[purpose] ?? 0) + 1
        numbers[purpose] = number
        try await record(.sending(purpose, number: number, command: filled))
        let time: Duration
        do {
            // Asked again: writing the journal takes time too.
            time = try timeLeft()
        } catch {
            try await record(.withheld(purpose, number: number))
            throw error
        }
        let place = sent.count
        sent.append(SentCommand(purpose, text: filled.text, input: filled.input, reply: nil, rejected: nil))
        let reply = try await session.send(filled, for: purpose, phase: phase, within: time)
        let rejected =
            purpose == .save ? job.platform.saveRejection(in: reply) : job.platform.rejection(in: reply)
        sent[place].reply = reply.kept
        sent[place].rejected = rejected
        try await record(.answered(purpose, number: number, reply: reply.kept, rejected: rejected))
        return Answer(number: number, reply: reply, rejected: rejected)
    }
}

extension CommandReply {
    /// The reply with the most that the journal keeps of each text, in characters (Unicode scalars).
    var kept: CommandReply {
        CommandReply(
            output: DeviceWords.cut(output, to: 4000), errorOutput: DeviceWords.cut(errorOutput, to: 4000),
            exitStatus: exitStatus)
    }
}

/// The way back may fire before the next command is answered.
struct TimeIsUp: Error, CustomStringConvertible {
    var description: String { "the way back is about to fire; the commands took too long" }
}
