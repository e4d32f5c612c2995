import PitaDevices
import PitaPlanning

/// Pushes the devices of a plan one after the other, in the order of the plan; after the first that fails none begins.
struct PushRun {
    let workplace: Workplace
    let events: EventSink
    let journal: RecordJournal

    /// How each device ended, in the order of the plan.
    func push(_ plan: Plan) async -> [PushReport] {
        var reports: [PushReport] = []
        var stopped: String?
        events(.began(work: "pushing", devices: plan.devices.count))
        for device in plan.devices {
            let report =
                if let stopped {
                    PushReport.notStarted(device.device, because: "stopped after \(stopped)")
                } else {
                    await push(device, of: plan)
                }
            reports.append(report)
            if !report.outcome.isAsPlanned, stopped == nil { stopped = device.device }
            events(.ended(device: report.device, outcome: report.outcome.word, reason: report.outcome.reason))
        }
        return reports
    }

    private func push(_ device: DevicePlan, of plan: Plan) async -> PushReport {
        do {
            let job = try await PushJobs(workplace: workplace).job(for: device, of: plan, push: journal.push)
            let health = DeviceHealth(client: await workplace.snmp())
            return await DevicePush(
                job: job, connector: await workplace.connector(), health: health, journal: journal,
                wallClock: { [clock = workplace.clock] in clock.now.unixMilliseconds }
            ).run()
        } catch {
            return .notStarted(device.device, because: "\(error)")
        }
    }
}

extension DeviceOutcome {
    /// Whether the device is as the plan wants it.
    var isAsPlanned: Bool { self == .confirmed || self == .unchanged }
}
