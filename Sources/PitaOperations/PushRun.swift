import PitaDevices
import PitaEvidence
import PitaInventory
import PitaPlanning
import PitaRecords

/// Pushes the devices of a plan wave by wave, as its rollout says; what fails decides what goes on.
struct PushRun {
    /// How many devices of a wave are changed at once.
    static let atOnce = 64

    let workplace: Workplace
    let events: EventSink
    let journal: StoredJournal
    let interruption: Interruption
    let plan: Plan
    /// Outside of which no device begins; `nil` for always.
    let window: MaintenanceWindow?

    /// How far a run came. The devices of a wave ask it before they begin: what fails meanwhile stops those that follow.
    private actor Course {
        private let rollout: Rollout
        private(set) var reports: [String: PushReport] = [:]
        private(set) var failed: [String] = []
        private var failedCanaries = 0
        /// Why no further device begins.
        private(set) var stopped: String?
        /// Whether more devices failed than the plan bears.
        private(set) var isTooMuch = false

        init(_ rollout: Rollout) { self.rollout = rollout }

        func stop(because reason: String) { stopped = stopped ?? reason }

        /// Keeps a report that is no failure of its own: of a device that did not begin, or that was undone.
        func keep(_ report: PushReport) { reports[report.device] = report }

        func take(_ report: PushReport, isCanary: Bool) {
            reports[report.device] = report
            guard !report.isAsPlanned, !failed.contains(report.device) else { return }
            failed.append(report.device)
            if isCanary { failedCanaries += 1 }
            guard !isTooMuch, rollout.isTooMuch(failures: failed.count, amongCanaries: failedCanaries) else { return }
            isTooMuch = true
            stop(because: "stopped after " + failed.joined(separator: ", "))
        }
    }

    /// How each device ended, in the order of the plan.
    func push() async -> [PushReport] {
        events(.began(work: "pushing", devices: plan.devices.count))
        let course = Course(plan.rollout)
        for (index, wave) in plan.rollout.waves.enumerated() {
            let isCanary = index < plan.rollout.canaryWaves
            if index > 0, plan.rollout.pauseSeconds > 0, await course.stopped == nil {
                await pause(after: index - 1, course)
            }
            if await reasonNotToBegin(course) == nil {
                events(.wave(number: index + 1, of: plan.rollout.waves.count, devices: wave))
            }
            _ = await BoundedTasks.map(wave, limit: Self.atOnce) { name in
                let outcome = await push(name, isCanary: isCanary, course).outcome
                events(.ended(device: name, outcome: outcome.word, reason: outcome.reason))
            }
        }
        if await course.isTooMuch, plan.rollout.onFailure == .undoAll { await undo(course) }
        let reports = await course.reports
        return plan.devices.map { device in
            reports[device.device] ?? .notStarted(device.device, because: "it stands in no wave of the plan")
        }
    }

    /// Waits, and proves the devices of a wave once more before the next one begins.
    private func pause(after wave: Int, _ course: Course) async {
        events(.pausing(seconds: plan.rollout.pauseSeconds))
        await interruption.pause(for: .seconds(plan.rollout.pauseSeconds))
        let reports = await course.reports
        let confirmed = plan.rollout.waves[wave].compactMap { reports[$0] }.filter { $0.outcome == .confirmed }
        _ = await BoundedTasks.map(confirmed, limit: Self.atOnce) { report in
            guard let problem = await proveAgain(report.device) else { return }
            events(.note("\(report.device): \(problem)"))
            await course.take(report.with(problem: problem), isCanary: wave < plan.rollout.canaryWaves)
        }
    }

    /// What is wrong with a device whose change was confirmed; `nil` for nothing.
    private func proveAgain(_ name: String) async -> String? {
        guard let device = plan.device(name) else { return nil }
        var problem: String?
        do {
            let job = try await PushJobs(workplace: workplace).job(for: device, of: plan, push: journal.push)
            let driver = try await workplace.driver(for: job.device, journal: nil)
            let verified = await driver.run(PushMachine(verifying: job))
            if verified.outcome != .confirmed {
                problem = "proven again after the pause: \(verified.outcome.reason ?? "")"
            }
            try await journal.record(.verifiedAgain(problem: problem), device: name)
        } catch {
            problem = problem ?? "it could not be proven again after the pause: \(error)"
        }
        return problem
    }

    /// Why no device begins now.
    private func reasonNotToBegin(_ course: Course) async -> String? {
        if interruption.isRequested { await course.stop(because: "the push was interrupted") }
        if let window, !window.isOpen(at: workplace.clock.now) {
            await course.stop(because: "the maintenance window closed (\(window.text(in: workplace.clock.zone)))")
        }
        return await course.stopped
    }

    private func push(_ name: String, isCanary: Bool, _ course: Course) async -> PushReport {
        if let stopped = await reasonNotToBegin(course) {
            let report = PushReport.notStarted(name, because: stopped)
            await course.keep(report)
            return report
        }
        let report: PushReport
        do {
            guard let device = plan.device(name) else { throw OperationError("it is not in the plan") }
            let job = try await PushJobs(workplace: workplace).job(for: device, of: plan, push: journal.push)
            report = try await workplace.push(job, journal: journal)
        } catch {
            report = .notStarted(name, because: "\(error)")
        }
        await course.take(report, isCanary: isCanary)
        return report
    }

    /// Brings back what was confirmed, the last wave first.
    private func undo(_ course: Course) async {
        guard let reason = await UndoRun.decide(because: course.failed, journal: journal, events: events) else {
            return
        }
        let undoing = UndoRun(
            workplace: workplace, events: events, journal: journal.undoing, plan: plan, reason: reason)
        let ended = await UndoRun.lastWaveFirst(plan, await course.reports) { await undoing.undo($0) }
        for report in ended.values { await course.keep(report) }
    }
}

extension Plan {
    /// The part of a device; `nil` when the plan has none.
    func device(_ name: String) -> DevicePlan? { devices.first { $0.device == name } }
}

extension Workplace {
    /// Pushes one device to its end.
    func push(_ job: PushJob, journal: StoredJournal) async throws -> PushReport {
        try await driver(for: job.device, journal: journal).push(job)
    }

    /// What performs the steps of a push on a device of the inventory.
    ///
    /// - Parameter origin: where the clock of its machine is zero; now where it is `nil`.
    func driver(
        for name: String, journal: StoredJournal?, origin: ContinuousClock.Instant? = nil
    ) async throws -> PushDriver<ContinuousClock> {
        guard let device = office.device(name) else {
            throw OperationError("`\(name)` is no longer in the inventory")
        }
        return PushDriver(
            link: NetworkLink(to: device, connector: connector(), health: DeviceHealth(client: snmp())),
            journal: journal, clock: ContinuousClock(), origin: origin,
            wallClock: { [clock] in clock.now.unixMilliseconds })
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
