import PitaDevices
import PitaPlanning

/// Brings a device back whose change was confirmed: by the plan's reverse commands, pushed and proven like any change.
struct UndoRun {
    let workplace: Workplace
    let events: EventSink
    /// A journal whose steps say that they are of the undoing.
    let journal: StoredJournal
    let plan: Plan
    /// Why, for the record.
    let reason: String

    /// Writes down that everything is undone, since these failed; `nil` where it can't be, and nothing is undone then.
    static func decide(because failed: [String], journal: StoredJournal, events: EventSink) async -> String? {
        let reason = failed.joined(separator: ", ") + " failed"
        do {
            try await journal.record(.undoAll(reason: reason))
            return reason
        } catch {
            events(.note("nothing is undone, since it can't be written down: \(error)"))
            return nil
        }
    }

    /// Undoes what was confirmed, the last wave first; gives what became of each device.
    static func lastWaveFirst(
        _ plan: Plan, _ reports: [String: PushReport], _ undo: @escaping @Sendable (PushReport) async -> PushReport
    ) async -> [String: PushReport] {
        var ended = reports
        for wave in plan.rollout.waves.reversed() {
            let confirmed = wave.compactMap { ended[$0] }.filter { $0.outcome == .confirmed }
            for report in await BoundedTasks.map(confirmed, limit: PushRun.atOnce, undo) {
                ended[report.device] = report
            }
        }
        return ended
    }

    /// The report of the change, with what became of it.
    func undo(_ report: PushReport) async -> PushReport {
        guard let device = plan.device(report.device) else { return report }
        let undone: PushReport
        do {
            let job = try await PushJobs(workplace: workplace).undoJob(for: device, of: plan, push: journal.push)
            undone = try await workplace.push(job, journal: journal)
        } catch {
            undone = .notStarted(report.device, because: "\(error)")
        }
        let merged = report.undone(undone.outcome, sent: undone.sent, endedAt: undone.endedAt, because: reason)
        events(
            .ended(device: merged.device, outcome: merged.outcome.word, reason: merged.problem ?? merged.outcome.reason)
        )
        return merged
    }
}

extension PushReport {
    /// The same report with this that is wrong.
    func with(problem: String?) -> PushReport {
        var report = self
        report.problem = problem
        return report
    }

    /// The same report after an attempt to undo the change that it tells of.
    ///
    /// - Parameter outcome: how the undoing ended: confirmed, it led back; returned, the change stands.
    func undone(
        _ outcome: DeviceOutcome, sent undoing: [SentCommand], endedAt end: Int64?, because reason: String
    ) -> PushReport {
        let back = undoing.map { command in
            SentCommand(
                command.purpose == .change ? .rollback : command.purpose, text: command.text, input: command.input,
                reply: command.reply, rejected: command.rejected)
        }
        // What was found wrong before stands beside what is wrong now.
        func beside(_ words: String) -> String { [self.problem, words].compactMap(\.self).joined(separator: "; ") }
        let (now, problem): (DeviceOutcome, String?) =
            switch outcome {
            case .confirmed, .unchanged: (.returned(reason: "undone, since \(reason)"), nil)
            case .returned(let why), .notStarted(let why): (self.outcome, beside("it could not be undone: \(why)"))
            case .unknown(let why): (.unknown(reason: "undone, since \(reason): \(why)"), nil)
            }
        return PushReport(
            device: device, outcome: now, sent: sent + back, checks: now == .confirmed ? checks : [],
            commandSeconds: commandSeconds,
            rollbackSeconds: rollbackSeconds, startedAt: startedAt, endedAt: end ?? endedAt, problem: problem)
    }
}
