import PitaDevices
import PitaPlanning
import PitaPlatforms
import PitaRecords

/// Ends the part of each device in an interrupted push, from what the journal says and the device answers.
struct DeviceRecoveries {
    let workplace: Workplace
    let events: EventSink
    let journal: StoredJournal
    let plan: Plan
    let history: PushHistory
    let interruption: Interruption

    /// How each device ended, in the order of the plan; what the plan wants undone then is undone, the last wave first.
    func recover() async -> [PushReport] {
        let reports = await BoundedTasks.map(plan.devices, limit: PushRun.atOnce) { device in
            let report = await change(device)
            events(.ended(device: report.device, outcome: report.outcome.word, reason: report.outcome.reason))
            return report
        }
        guard let reason = await reasonToUndo(reports) else { return reports }
        let ended = await UndoRun.lastWaveFirst(
            plan, Dictionary(reports.map { ($0.device, $0) }) { first, _ in first }
        ) { await undo($0, because: reason) }
        return plan.devices.compactMap { ended[$0.device] }
    }

    /// Why everything is undone: it was being undone, or by the outcomes it has to be. By a journal of an earlier day
    /// nothing is.
    private func reasonToUndo(_ reports: [PushReport]) async -> String? {
        guard !history.isFromBackup, plan.rollout.onFailure == .undoAll else { return nil }
        if let reason = history.undoReason { return reason }
        // Whoever wants it to end wants nothing new begun; the next recovery decides.
        guard !interruption.isRequested else { return nil }
        let failed = reports.filter { $0.startedAt != nil && !$0.isAsPlanned }.map(\.device)
        let canaries = Set(plan.rollout.waves.prefix(plan.rollout.canaryWaves).flatMap(\.self))
        guard plan.rollout.isTooMuch(failures: failed.count, amongCanaries: failed.count { canaries.contains($0) })
        else { return nil }
        return await UndoRun.decide(because: failed, journal: journal, events: events)
    }

    /// Ends the change of the device.
    private func change(_ device: DevicePlan) async -> PushReport {
        let past = history.devices[device.device] ?? DeviceProgress()
        func report(
            _ outcome: DeviceOutcome, _ checks: [PushCheck] = [], sent: [SentCommand] = []
        ) -> PushReport {
            PushReport(
                device: device.device, outcome: outcome, sent: past.sent + sent, checks: checks, commandSeconds: 0,
                rollbackSeconds: past.armingBegan == nil ? nil : past.intent?.rollbackSeconds,
                startedAt: past.startedAt,
                endedAt: past.endedAt ?? workplace.clock.now.unixMilliseconds, problem: past.problem)
        }
        if device.change.isEmpty, past.isPreImage { return report(.unchanged) }
        if let reason = past.notStarted, !history.isFromBackup { return report(.notStarted(reason: reason)) }
        guard past.intent != nil || history.isFromBackup else {
            return .notStarted(device.device, because: "the push was interrupted before its turn")
        }
        switch history.isFromBackup ? nil : past.ending {
        case .confirmed: return report(.confirmed, past.checks)
        case .rolledBack:
            let left = past.mayBeArmed(
                device.rollbackGuard, policy: workplace.office.policy.push, at: history.elapsed)
            return report(
                .returned(
                    reason: (past.rollbackReason ?? "returned before the interruption")
                        + (left ? RollbackGuard.mayBeArmedNote(device.rollbackGuard) : "")))
        case nil: break
        }
        if interruption.isRequested { return report(.unknown(reason: "the recovery was interrupted before its turn")) }
        do {
            let job = try await PushJobs(workplace: workplace).job(
                for: device, of: plan, push: journal.push, begunWith: past.longestCommand)
            let ending = try await end(job, past, journal: journal)
            return report(ending.outcome, ending.checks, sent: Array(ending.sent))
        } catch {
            return report(.unknown(reason: "\(error)"))
        }
    }

    /// Ends the undoing of a device whose change was confirmed; where it had not begun, it is done now.
    private func undo(_ report: PushReport, because reason: String) async -> PushReport {
        guard let device = plan.device(report.device) else { return report }
        let past = history.undone[device.device] ?? DeviceProgress()
        let end = past.endedAt ?? workplace.clock.now.unixMilliseconds
        let anew = UndoRun(
            workplace: workplace, events: events, journal: journal.undoing, plan: plan, reason: reason)
        if interruption.isRequested, past.ending == nil {
            return report.undone(
                .unknown(reason: "the recovery was interrupted before its turn"), sent: past.sent, endedAt: end,
                because: reason)
        }
        guard past.intent != nil else { return await anew.undo(report) }
        switch past.ending {
        case .confirmed: return report.undone(.confirmed, sent: past.sent, endedAt: end, because: reason)
        case .rolledBack:
            return report.undone(
                .returned(reason: past.rollbackReason ?? "it was brought back to the change before the interruption"),
                sent: past.sent, endedAt: end, because: reason)
        case nil: break
        }
        do {
            let job = try await PushJobs(workplace: workplace).undoJob(
                for: device, of: plan, push: journal.push, begunWith: past.longestCommand)
            // What is left of its way back would keep a second undoing out.
            let ending = try await self.end(job, past, journal: journal.undoing, mayKeepRollback: false)
            let ended = report.undone(ending.outcome, sent: past.sent + ending.sent, endedAt: end, because: reason)
            guard case .returned = ending.outcome else { return ended }
            // The undoing was cut off half-way and led back to the change: it is begun anew.
            return await anew.undo(ended.with(problem: report.problem))
        } catch {
            return report.undone(.unknown(reason: "\(error)"), sent: past.sent, endedAt: end, because: reason)
        }
    }

    private func end(
        _ job: PushJob, _ past: DeviceProgress, journal: StoredJournal, mayKeepRollback: Bool = true
    ) async throws -> PushMachine {
        let driver = try await workplace.driver(for: job.device, journal: journal, origin: history.origin)
        return await driver.run(
            PushMachine(
                recovering: job,
                PushRecovery(past, isFromBackup: history.isFromBackup, mayKeepRollback: mayKeepRollback)))
    }
}
