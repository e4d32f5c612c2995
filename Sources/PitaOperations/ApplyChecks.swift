import PitaDevices
import PitaDiagnostics
import PitaEvidence
import PitaInventory
import PitaPlanning

/// Whether a plan may be applied now by this person: approved, unchanged, and the bandwidth still there.
struct ApplyChecks {
    let workplace: Workplace
    let events: EventSink

    /// The approval, when nothing speaks against the apply; asks no device.
    func check(_ known: KnownPlan, executor: ActingPerson) async throws -> Authorisation {
        let now = workplace.clock.now
        try PlanTime.checkNotExpired(known.plan, at: now)
        let approval = try await ApprovalCheck(workplace: workplace).valid(for: known)
        try FourEyes.checkExecutor(try workplace.user(executor), of: known.plan, approvers: approval.people)
        if !approval.lifts.contains(.window) { try PlanTime.checkWindow(of: known.plan, at: now) }
        try checkInputs(known.plan.inputs)
        try await checkCapacity(known.plan)
        return approval
    }

    /// Refuses a plan whose inputs are no longer those that were approved.
    private func checkInputs(_ inputs: PlanInputs) throws {
        let parameters = inputs.parameters.sorted { $0.key < $1.key }.map { (name: $0.key, text: $0.value) }
        let now: PlanDraft
        do {
            now = try PlanDraft(
                PlanRequest(playbook: inputs.playbook, parameters: parameters, only: inputs.limit), workplace: workplace
            )
        } catch {
            throw Refusal(
                .stale, "the plan can no longer be made from the inventory, templates and playbook: \(error)",
                hint: "make a new plan")
        }
        let reasons = Staleness.reasons(inputs, now: now.inputs)
        guard reasons.isEmpty else { throw Refusal(.stale, reasons, hint: "make a new plan and have it approved") }
    }

    /// Refuses a plan when a link that had room for it when it was made has none any more.
    private func checkCapacity(_ plan: Plan) async throws {
        guard let allocation = plan.allocation, let then = plan.capacity else { return }
        let now = try await CapacityOperation(workplace: workplace, events: events).check(allocation).record
        let failing = now.links.filter { link in
            link.committed == .failed
                && then.links.first { $0.link == link.link && $0.direction == link.direction }?.committed != .failed
        }
        guard failing.isEmpty else {
            throw Refusal(
                .capacity, ["the bandwidth has been given away since the plan was made"] + now.reasons,
                hint: "make a new plan")
        }
    }

    /// Reads every device before the first is changed: one that is gone or different refuses the whole.
    func checkDevices(_ plan: Plan) async throws {
        var devices: [Device] = []
        for name in plan.devices.map(\.device) {
            guard let device = workplace.office.device(name) else {
                throw Refusal(.stale, "`\(name)` is no longer in the inventory", hint: "make a new plan")
            }
            devices.append(device)
        }
        let readings = try await DeviceReadings(connector: await workplace.connector(), events: events).readAll(devices)
        let reasons = zip(plan.devices, readings).flatMap { Staleness.reasons($0, now: $1) }
        guard reasons.isEmpty else { throw Refusal(.stale, reasons, hint: "make a new plan and have it approved") }
    }
}
