import PitaDevices
import PitaDiagnostics
import PitaEvidence
import PitaInventory
import PitaNetwork
import PitaPlanning
import PitaPlatforms
import PitaRecords

/// What a plan is asked for.
public struct PlanRequest: Sendable {
    /// The playbook's name or file.
    public var playbook: String
    /// The parameters as the user wrote them.
    public var parameters: [(name: String, text: String)]
    /// The devices that `--limit` leaves; `nil` for all.
    public var limit: String?
    /// The devices by name, as a plan keeps them; goes before ``limit``.
    public var only: [String]?
    /// When the plan may be applied: `FROM/TO` (``MaintenanceWindow``); `nil` for what the playbook says.
    public var window: String?
    /// For how long the plan may be approved and applied, in seconds; `nil` for as long as it fits.
    public var validSeconds: Int?

    /// A request for a plan.
    public init(
        playbook: String, parameters: [(name: String, text: String)], limit: String? = nil, only: [String]? = nil
    ) {
        self.playbook = playbook
        self.parameters = parameters
        self.limit = limit
        self.only = only
    }
}

/// What a template made for a device.
public struct RenderedDevice: Sendable {
    /// The device's name.
    public let device: String
    /// The template's name.
    public let template: String
    /// The config.
    public let text: String
}

/// Makes plans: renders, reads the devices, compares, checks the capacity, and keeps the result as evidence.
public struct PlanOperation: Sendable {
    private let workplace: Workplace
    private let events: EventSink

    /// A planner in an office.
    public init(workplace: Workplace, events: @escaping EventSink) {
        self.workplace = workplace
        self.events = events
    }

    /// What a playbook's templates make, without asking a device.
    public static func render(_ request: PlanRequest, in workplace: Workplace) throws -> [RenderedDevice] {
        let draft = try PlanDraft(request, workplace: workplace, mayBePart: true)
        return try draft.rendered.map { config in
            let device = config.target.device
            // Nobody should have to look at what the rendering may hold of a credential.
            let platform = try PlatformCatalogue.platform(named: device.platform)
            let text = CredentialValues(of: device, in: workplace.office).masked(platform.masked(config.text))
            return RenderedDevice(device: device.name.text, template: config.target.template, text: text)
        }
    }

    /// Makes a plan, has the planner sign it, and keeps it; an empty plan is not kept.
    ///
    /// - Parameter requestNumber: the request that the plan answers.
    public func make(_ request: PlanRequest, by person: ActingPerson, requestNumber: String?) async throws -> Plan {
        _ = try workplace.user(person)
        let draft = try PlanDraft(request, workplace: workplace)
        try await OpenPushes(store: try await workplace.store()).refuse(draft.rendered.map(\.target.device.name.text))
        let devices = try await plan(draft)
        let allocation = draft.allocation
        let now = workplace.clock.now
        let window = try request.window.map { try MaintenanceWindow($0, now: now) } ?? draft.playbook.window
        var capacity: CapacityRecord?
        if let allocation, allocation.old != allocation.new || devices.contains(where: { !$0.change.isEmpty }) {
            capacity = try await CapacityOperation(workplace: workplace, events: events).check(allocation).record
        }
        let plan = Plan(
            madeAt: now, pitaVersion: PitaVersion.current, planner: person.id, request: requestNumber,
            inputs: draft.inputs, devices: devices, allocation: allocation, capacity: capacity,
            rollbackSeconds: draft.playbook.rollbackSeconds, verifiesBySNMP: draft.playbook.verification.snmp,
            rollout: draft.rollout, window: window,
            expires: request.validSeconds.map { now.unixMilliseconds + Int64($0) * 1000 })
        if !plan.isEmpty { try await keep(plan, by: person) }
        try await Emergencies(workplace: workplace, events: events).remind()
        return plan
    }

    private func plan(_ draft: PlanDraft) async throws -> [DevicePlan] {
        let readings = try await DeviceReadings(connector: await workplace.connector(), events: events)
            .readAll(draft.rendered.map(\.target.device))
        let standing = draft.standing(in: workplace)
        var findings = Diagnostics()
        var devices: [DevicePlan] = []
        for (index, (rendered, reading)) in zip(draft.rendered, readings).enumerated() {
            do {
                let platform = try PlatformCatalogue.platform(named: rendered.target.device.platform)
                let mode = draft.playbook.mode(of: platform.name)
                var device = try DevicePlanner.plan(
                    rendered, reading: reading, mode: mode, platform: platform,
                    mayBeUndone: draft.rollout.onFailure == .undoAll)
                if let allocation = draft.allocation, let config = standing?[index] {
                    let objects = try DevicePlanner.deviations(
                        from: config, reading: reading, mode: mode, platform: platform)
                    device.change = device.change.adding(warnings: doubts(objects, allocation))
                }
                devices.append(device)
            } catch {
                findings.items += error.items
            }
        }
        try findings.throwIfErrors()
        return devices
    }

    /// What the approver is told when the allocation that the inventory claims is not what the device shapes: by the claim
    /// the check of the capacity counts what is added.
    private func doubts(_ objects: [ObjectID], _ allocation: PlannedAllocation) -> [Diagnostic] {
        guard !objects.isEmpty else { return [] }
        let places = objects.prefix(5).map(\.description).joined(separator: "; ")
        return [
            Diagnostic(
                "the inventory says that `\(allocation.segment)` has \(allocation.old) already, "
                    + "and the device is not set so: \(places)", severity: .warning)
        ]
    }

    private func keep(_ plan: Plan, by person: ActingPerson) async throws {
        let user = try workplace.user(person)
        let decision = Decision(
            .plan, plan: plan.digest, person: user.id, role: user.roles.first?.id ?? "", reason: plan.inputs.title,
            at: workplace.clock.now)
        let signed = try await workplace.sign(decision, by: person)
        let store = try await workplace.store()
        try await store.addPlan(
            StoredPlan(
                bytes: plan.json.canonical, createdAt: plan.madeAt.unixMilliseconds, planner: plan.planner,
                subject: plan.allocation?.segment ?? plan.inputs.parameters["segment"], status: PlanStatus.open.rawValue
            ))
        try await store.addDecision(StoredDecision(signed, kind: .proposal), now: decision.at.unixMilliseconds)
    }
}

/// Where a plan stands.
public enum PlanStatus: String, Sendable, CaseIterable {
    /// It waits for a decision, or for being applied.
    case open
    /// It was rejected.
    case rejected
    /// A push is under way, or was interrupted.
    case applying
    /// It was applied; every device ended as planned.
    case applied
    /// It was applied; not every device ended as planned.
    case failed
}

extension StoredDecision {
    /// A signed statement as the store keeps it.
    init(_ signed: SignedDecision, kind: Kind) {
        self.init(
            plan: signed.decision.plan, kind: kind, person: signed.decision.person, role: signed.decision.role,
            bytes: signed.decision.message, signature: signed.signature.armored,
            at: signed.decision.at.unixMilliseconds, expiresAt: signed.decision.expires,
            record: signed.decision.record?.digest)
    }

    /// The statement and its signature, as they were kept.
    func signed() throws -> SignedDecision {
        SignedDecision(
            decision: try statement, signature: try SSHSignature(armored: signature)
        )
    }
}
