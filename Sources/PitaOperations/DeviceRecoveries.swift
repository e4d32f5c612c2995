import PitaDevices
import PitaPlanning
import PitaPlatforms
import PitaRecords

/// Ends the part of each device in an interrupted push, from what the journal says and the device answers.
struct DeviceRecoveries {
    let workplace: Workplace
    let events: EventSink
    let journal: RecordJournal
    let plan: Plan
    let history: PushHistory

    /// How the device ended.
    func recover(_ device: DevicePlan) async -> PushReport {
        var report = await change(device)
        if let reason = history.undoReason, report.outcome == .confirmed {
            report = await undo(device, report, because: reason)
        }
        events(.ended(device: report.device, outcome: report.outcome.word, reason: report.outcome.reason))
        return report
    }

    /// Ends the change of the device.
    private func change(_ device: DevicePlan) async -> PushReport {
        let past = history.devices[device.device] ?? PushHistory.Past()
        func report(
            _ outcome: DeviceOutcome, _ checks: [PushCheck] = [], sent: [SentCommand] = []
        ) -> PushReport {
            PushReport(
                device: device.device, outcome: outcome, sent: past.sent + sent, checks: checks, commandSeconds: 0,
                wayBackSeconds: past.armedAt == nil ? nil : past.wayBackSeconds, startedAt: past.startedAt,
                endedAt: past.endedAt ?? workplace.clock.now.unixMilliseconds)
        }
        if device.change.isEmpty, past.isPreImage { return report(.unchanged) }
        guard past.intended || history.isFromBackup else {
            return .notStarted(device.device, because: "the push was interrupted before its turn")
        }
        switch past.ended {
        case .confirmed: return report(.confirmed)
        case .returned: return report(.returned(reason: "returned before the interruption"))
        case nil: break
        }
        do {
            let job = try await PushJobs(workplace: workplace).job(for: device, of: plan, push: journal.push)
            let ending = await end(job, past, journal: journal)
            return report(ending.outcome, ending.checks, sent: ending.sent)
        } catch {
            return report(.unknown(reason: "\(error)"))
        }
    }

    /// Ends the undoing of a device whose change was confirmed; where it had not begun, it is done now.
    private func undo(_ device: DevicePlan, _ report: PushReport, because reason: String) async -> PushReport {
        let past = history.undone[device.device] ?? PushHistory.Past()
        let end = past.endedAt ?? workplace.clock.now.unixMilliseconds
        let anew = UndoRun(
            workplace: workplace, events: events, journal: journal.undoing, plan: plan, reason: reason)
        guard past.intended else { return await anew.undo(report) }
        switch past.ended {
        case .confirmed: return report.undone(.confirmed, sent: past.sent, endedAt: end, because: reason)
        case .returned:
            return report.undone(
                .returned(reason: "it was brought back to the change before the interruption"), sent: past.sent,
                endedAt: end, because: reason)
        case nil: break
        }
        do {
            let job = try await PushJobs(workplace: workplace).undoJob(for: device, of: plan, push: journal.push)
            let ending = await self.end(job, past, journal: journal.undoing)
            let ended = report.undone(ending.outcome, sent: past.sent + ending.sent, endedAt: end, because: reason)
            guard case .returned = ending.outcome else { return ended }
            // The undoing was cut off half-way and led back to the change: it is begun anew.
            return await anew.undo(ended.withoutProblem)
        } catch {
            return report.undone(.unknown(reason: "\(error)"), sent: past.sent, endedAt: end, because: reason)
        }
    }

    private func end(_ job: PushJob, _ past: PushHistory.Past, journal: RecordJournal) async -> DeviceRecovery.Ending {
        await DeviceRecovery(
            job: job, connector: await workplace.connector(), health: DeviceHealth(client: await workplace.snmp()),
            journal: journal
        ).run(past.forRecovery(now: workplace.clock.now, isFromBackup: history.isFromBackup))
    }
}
