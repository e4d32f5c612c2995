import PitaDevices
import PitaEvidence
import PitaPlanning
import PitaRecords

/// Pushes the devices of a plan wave by wave, as its rollout says; what fails decides what goes on.
struct PushRun {
    /// How many devices of a wave are changed at once.
    static let atOnce = 64

    let workplace: Workplace
    let events: EventSink
    let journal: RecordJournal
    let interruption: Interruption
    let plan: Plan
    /// Outside of which no device begins; `nil` for always.
    let window: MaintenanceWindow?

    /// How far a run came.
    private struct Course {
        var reports: [String: PushReport] = [:]
        var failed: [String] = []
        var failedCanaries = 0
        /// Why no further device begins.
        var stopped: String?
        /// Whether more devices failed than the plan bears.
        var isTooMuch = false

        mutating func take(_ reports: [PushReport], isCanary: Bool, _ rollout: Rollout) {
            for report in reports { self.reports[report.device] = report }
            let bad = reports.filter { !$0.isAsPlanned && !failed.contains($0.device) }.map(\.device)
            failed += bad
            if isCanary { failedCanaries += bad.count }
            guard !isTooMuch, rollout.isTooMuch(failures: failed.count, amongCanaries: failedCanaries) else { return }
            isTooMuch = true
            stopped = "stopped after " + failed.joined(separator: ", ")
        }
    }

    /// How each device ended, in the order of the plan.
    func push() async -> [PushReport] {
        events(.began(work: "pushing", devices: plan.devices.count))
        var course = Course()
        for (index, wave) in plan.rollout.waves.enumerated() {
            let isCanary = index < plan.rollout.canaryWaves
            if index > 0, course.stopped == nil, plan.rollout.pauseSeconds > 0 {
                await pause(after: index - 1, &course)
            }
            course.stopped = course.stopped ?? reasonNotToBegin()
            if course.stopped == nil {
                events(.wave(number: index + 1, of: plan.rollout.waves.count, devices: wave))
            }
            let stopped = course.stopped
            let turns = await BoundedTasks.map(wave, limit: Self.atOnce) { name in
                let turn = await push(name, stopped: stopped)
                let outcome = turn.report.outcome
                events(.ended(device: name, outcome: outcome.word, reason: outcome.reason))
                return turn
            }
            for turn in turns where !turn.began { course.reports[turn.report.device] = turn.report }
            course.take(turns.filter(\.began).map(\.report), isCanary: isCanary, plan.rollout)
        }
        if course.isTooMuch, plan.rollout.onFailure == .undoAll {
            await undo(&course)
        }
        return plan.devices.map { device in
            course.reports[device.device] ?? .notStarted(device.device, because: "it stands in no wave of the plan")
        }
    }

    /// Waits, and proves the devices of a wave once more before the next one begins.
    private func pause(after wave: Int, _ course: inout Course) async {
        events(.pausing(seconds: plan.rollout.pauseSeconds))
        await interruption.pause(for: .seconds(plan.rollout.pauseSeconds))
        let names = plan.rollout.waves[wave].filter { course.reports[$0]?.outcome == .confirmed }
        let reports = course.reports
        let proven = await BoundedTasks.map(names, limit: Self.atOnce) { name -> PushReport? in
            guard var report = reports[name], let device = plan.device(name) else { return nil }
            do {
                let job = try await PushJobs(workplace: workplace).job(for: device, of: plan, push: journal.push)
                let proof = DeviceProof(
                    job: job, connector: await workplace.connector(),
                    health: DeviceHealth(client: await workplace.snmp()))
                guard case .fails(let reason) = await proof.proveAgain() else { return nil }
                report.problem = "proven again after the pause: \(reason)"
            } catch {
                report.problem = "it could not be proven again after the pause: \(error)"
            }
            events(.note("\(name): \(report.problem ?? "")"))
            return report
        }
        course.take(proven.compactMap(\.self), isCanary: wave < plan.rollout.canaryWaves, plan.rollout)
    }

    /// Why no device begins now.
    private func reasonNotToBegin() -> String? {
        if interruption.isRequested { return "the push was interrupted" }
        if let window, !window.isOpen(at: workplace.clock.now) {
            return "the maintenance window closed (\(window.text(in: workplace.clock.zone)))"
        }
        return nil
    }

    /// A device's turn: what never began is no failure of its own.
    private struct Turn {
        let report: PushReport
        let began: Bool
    }

    private func push(_ name: String, stopped: String?) async -> Turn {
        if let stopped = stopped ?? reasonNotToBegin() {
            return Turn(report: .notStarted(name, because: stopped), began: false)
        }
        do {
            guard let device = plan.device(name) else { throw OperationError("it is not in the plan") }
            let job = try await PushJobs(workplace: workplace).job(for: device, of: plan, push: journal.push)
            return Turn(report: await workplace.push(job, journal: journal), began: true)
        } catch {
            return Turn(report: .notStarted(name, because: "\(error)"), began: true)
        }
    }

    /// Brings back what was confirmed, the last wave first.
    private func undo(_ course: inout Course) async {
        let reason = course.failed.joined(separator: ", ") + " failed"
        do {
            try await journal.record(.command, ["step": "undo-all", "reason": .string(reason)])
        } catch {
            events(.note("nothing is undone, since it can't be written down: \(error)"))
            return
        }
        let undoing = UndoRun(
            workplace: workplace, events: events, journal: journal.undoing, plan: plan, reason: reason)
        for wave in plan.rollout.waves.reversed() {
            let confirmed = wave.compactMap { course.reports[$0] }.filter { $0.outcome == .confirmed }
            for report in await BoundedTasks.map(confirmed, limit: Self.atOnce, { await undoing.undo($0) }) {
                course.reports[report.device] = report
            }
        }
    }
}

extension Plan {
    /// The part of a device; `nil` when the plan has none.
    func device(_ name: String) -> DevicePlan? { devices.first { $0.device == name } }
}

extension Workplace {
    /// Pushes one device to its end.
    func push(_ job: PushJob, journal: RecordJournal) async -> PushReport {
        await DevicePush(
            job: job, connector: connector(), health: DeviceHealth(client: snmp()), journal: journal,
            wallClock: { [clock] in clock.now.unixMilliseconds }
        ).run()
    }
}

extension DeviceOutcome {
    /// Whether the device is as the plan wants it.
    var isAsPlanned: Bool { self == .confirmed || self == .unchanged }
}

extension PushReport {
    /// Whether the device is as the plan wants it, and well.
    var isAsPlanned: Bool { outcome.isAsPlanned && problem == nil }
}
