import PitaDevices
import PitaDiagnostics
import PitaEvidence
import PitaInventory
import PitaPlanning
import PitaPlatforms
import PitaRecords

/// What an apply left behind.
public struct ApplyResult: Sendable {
    /// The push's id.
    public let push: String
    /// How each device ended.
    public let reports: [PushReport]
    /// The berita acara.
    public let record: StoredRecord
    /// The files of the berita acara that were written beside the store.
    public let files: [String]

    /// Whether every device ended as planned.
    public var succeeded: Bool {
        reports.allSatisfy { report in
            switch report.outcome {
            case .confirmed, .unchanged: true
            default: false
            }
        }
    }
}

/// Applies an approved plan: what was approved, byte for byte, or nothing.
public struct ApplyOperation: Sendable {
    let workplace: Workplace
    let events: EventSink

    /// Applies plans in an office.
    public init(workplace: Workplace, events: @escaping EventSink) {
        self.workplace = workplace
        self.events = events
    }

    /// Applies a plan as `person`; throws ``Refusal`` before any device is touched.
    public func apply(_ name: String, by person: ActingPerson) async throws -> ApplyResult {
        let known = try await workplace.plan(name)
        let approval = try await ApprovalCheck(workplace: workplace).valid(for: known)
        try FourEyes.checkExecutor(try workplace.user(person), of: known.plan, approver: approval.decision.person)
        try await checkInputs(known)
        let execution = try await signExecution(known, by: person)
        let store = try await workplace.store()
        let push = PushID.make(plan: known.digest, at: workplace.clock.now)
        let lease = try await PushLease.acquire(
            known.plan.devices.map(\.device), for: push, person: person.id, store: store)
        do {
            try await checkDevices(known.plan)
            try await store.addDecision(StoredDecision(execution, kind: .execution), now: execution.decision.at.unixMilliseconds)
            try await store.setPlanStatus(
                known.digest, from: [PlanStatus.open.rawValue], to: PlanStatus.applying.rawValue)
        } catch {
            await lease.release()
            throw error
        }
        let journal = RecordJournal(store: store, push: push, clock: workplace.clock, events: events)
        try await journal.record(.plan, ["plan": .string(known.digest.description), "push": .string(push)])
        try await journal.record(.approval, approval.decision.json)
        try await journal.record(
            .lock, ["devices": .list(known.plan.devices.map(\.device)), "holder": .string(lease.holder)])
        let reports = await pushAll(known.plan, push: push, journal: journal, lease: lease)
        let closing = PushClosing(workplace: workplace, events: events, journal: journal, known: known, kind: .work)
        let result = try await closing.close(reports: reports, approval: approval, execution: execution, notes: [])
        await lease.release()
        return result
    }

    /// Refuses a plan whose inputs or capacity are no longer what was approved.
    private func checkInputs(_ known: KnownPlan) async throws {
        let inputs = known.plan.inputs
        let request = PlanRequest(
            playbook: inputs.playbook, parameters: inputs.parameters.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
            limit: inputs.limit?.joined(separator: ","))
        let now: PlanDraft
        do {
            now = try PlanDraft(request, workplace: workplace)
        } catch {
            throw Refusal(
                .stale, "the plan can no longer be made from the inventory, templates and playbook: \(error)",
                hint: "make a new plan")
        }
        let reasons = Staleness.reasons(inputs, now: now.inputs)
        guard reasons.isEmpty else { throw Refusal(.stale, reasons, hint: "make a new plan and have it approved") }
        guard let allocation = known.plan.allocation, allocation.grows, known.plan.capacity?.verdict == .available else { return }
        let check = try await CapacityOperation(workplace: workplace, events: events)
            .check(segment: allocation.segment, to: allocation.new)
        let committed = check.record.links.filter { $0.committed == .failed }
        guard committed.isEmpty else {
            throw Refusal(
                .capacity, ["the bandwidth has been given away since the plan was made"] + check.record.reasons,
                hint: "make a new plan")
        }
    }

    /// Reads every device before the first is changed: one that is gone or different refuses the whole.
    private func checkDevices(_ plan: Plan) async throws {
        let office = workplace.office
        let devices = plan.devices.compactMap { office.device($0.device) }
        let readings = await DeviceReadings(connector: await workplace.connector(), events: events).read(devices)
        let failures = readings.compactMap { if case .failure(let failure) = $0 { failure } else { nil } }
        guard failures.isEmpty else { throw DeviceFailures(failures: failures) }
        var reasons: [String] = []
        for (device, reading) in zip(plan.devices, readings) {
            if case .success(let reading) = reading { reasons += Staleness.reasons(device, now: reading) }
        }
        guard reasons.isEmpty else { throw Refusal(.stale, reasons, hint: "make a new plan and have it approved") }
    }

    private func signExecution(_ known: KnownPlan, by person: ActingPerson) async throws -> SignedDecision {
        let user = try workplace.user(person)
        let decision = Decision(
            .apply, plan: known.digest, person: user.id, role: user.roles.first?.id ?? "", reason: known.plan.inputs.title,
            at: workplace.clock.now)
        return try await workplace.sign(decision, by: person)
    }

    /// One device after the other, in the order of the plan; after the first that fails no other begins.
    private func pushAll(
        _ plan: Plan, push: String, journal: RecordJournal, lease: PushLease
    ) async -> [PushReport] {
        var reports: [PushReport] = []
        var stopped: String?
        events(.began(work: "pushing", devices: plan.devices.count))
        for device in plan.devices {
            if let stopped {
                reports.append(.notStarted(device.device, because: "stopped after \(stopped)"))
            } else {
                let report = await pushOne(device, of: plan, push: push, journal: journal)
                reports.append(report)
                switch report.outcome {
                case .confirmed, .unchanged: break
                default: stopped = device.device
                }
                await lease.renew()
            }
            if let last = reports.last {
                events(.ended(device: last.device, outcome: last.outcome.word, reason: last.outcome.reason))
            }
        }
        return reports
    }

    private func pushOne(
        _ device: DevicePlan, of plan: Plan, push: String, journal: RecordJournal
    ) async -> PushReport {
        do {
            let job = try await PushJobs(workplace: workplace).job(for: device, of: plan, push: push)
            let health = DeviceHealth(client: await workplace.snmp())
            return await DevicePush(
                job: job, connector: await workplace.connector(), health: health, journal: journal
            ).run()
        } catch {
            return .notStarted(device.device, because: "\(error)")
        }
    }
}
