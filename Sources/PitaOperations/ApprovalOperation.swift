import PitaEvidence
import PitaInventory
import PitaPlanning
import PitaRecords

/// The word of the one who may approve: yes or no, with a reason, signed.
public struct ApprovalOperation: Sendable {
    private let workplace: Workplace
    private let events: EventSink

    /// Approvals in an office.
    public init(workplace: Workplace, events: @escaping EventSink) {
        self.workplace = workplace
        self.events = events
    }

    /// Approves a plan.
    ///
    /// - Parameters:
    ///   - override: why, although the check of capacity is not `tersedia`.
    ///   - irreversible: why, although it cannot be undone exactly.
    public func approve(
        _ name: String, by person: ActingPerson, reason: String, override: String?, irreversible: String?
    ) async throws -> SignedDecision {
        let known = try await workplace.plan(name)
        try Self.checkOpen(known)
        try PlanTime.checkNotExpired(known.plan, at: workplace.clock.now)
        _ = try FourEyes.approver(
            try workplace.user(person), of: known.plan, office: workplace.office, today: try workplace.clock.today)
        try ApprovalCheck(workplace: workplace).checkProposal(of: known)
        try FourEyes.checkCapacity(of: known.plan, override: override)
        try FourEyes.checkReversible(known.plan, accepted: irreversible)
        let now = workplace.clock.now
        let expires = now.unixMilliseconds + workplace.office.policy.approval.expires.components.seconds * 1000
        let plan = known.plan
        try await Emergencies(workplace: workplace, events: events).remind()
        return try await decide(on: known, by: person, kind: .approval) { mandate in
            Decision(
                .approve, plan: known.digest, person: person.id, as: mandate, reason: reason,
                capacityOverride: plan.capacity?.verdict == .available ? nil : override,
                irreversibleAccepted: plan.irreversible.isEmpty ? nil : irreversible, at: now, expires: expires)
        }
    }

    /// Breaks the glass for a plan: it may be applied once a second person has done so too.
    ///
    /// - Parameter irreversible: why, although the plan cannot be undone exactly.
    public func breakGlass(
        _ name: String, by person: ActingPerson, reason: String, irreversible: String?
    ) async throws -> (signed: SignedDecision, people: Int) {
        let known = try await workplace.plan(name)
        try Self.checkOpen(known)
        let now = workplace.clock.now
        try PlanTime.checkNotExpired(known.plan, at: now)
        let (office, store) = (workplace.office, try await workplace.store())
        let (mandate, lifts) = try BreakGlass.check(
            try workplace.user(person), plan: known.plan, office: office, now: now, today: try workplace.clock.today)
        try ApprovalCheck(workplace: workplace).checkProposal(of: known)
        try FourEyes.checkReversible(known.plan, accepted: irreversible)
        let seconds = office.policy.approval.breakGlassExpires.components.seconds
        let decision = Decision(
            .breakGlass, plan: known.digest, person: person.id, as: mandate, reason: reason,
            irreversibleAccepted: known.plan.irreversible.isEmpty ? nil : irreversible, lifts: lifts, at: now,
            expires: now.unixMilliseconds + seconds * 1000)
        let earlier = try await store.standingApprovals(plan: known.digest, now: now.unixMilliseconds)
            .filter { $0.kind == .breakGlass }.map { try $0.signed().decision }
        // The second person is told now, not when the plan is applied, that the two do not make a pair.
        if earlier.count == 1 { try BreakGlass.checkPair(earlier + [decision], office: office) }
        let signed = try await workplace.sign(decision, by: person)
        try await store.addDecision(StoredDecision(signed, kind: .breakGlass), now: now.unixMilliseconds)
        let emergencies = Emergencies(workplace: workplace, events: events)
        emergencies.announce(earlier + [decision], of: known.digest)
        try await emergencies.remind()
        return (signed, earlier.count + 1)
    }

    /// Rejects a plan for good.
    public func reject(_ name: String, by person: ActingPerson, reason: String) async throws -> SignedDecision {
        let known = try await workplace.plan(name)
        try Self.checkOpen(known)
        let now = workplace.clock.now
        return try await decide(on: known, by: person, kind: .rejection) { mandate in
            Decision(.reject, plan: known.digest, person: person.id, as: mandate, reason: reason, at: now)
        }
    }

    private func decide(
        on known: KnownPlan, by person: ActingPerson, kind: StoredDecision.Kind, _ decision: (Mandate) -> Decision
    ) async throws -> SignedDecision {
        let mandate = try FourEyes.approver(
            try workplace.user(person), of: known.plan, office: workplace.office, today: try workplace.clock.today)
        let signed = try await workplace.sign(decision(mandate), by: person)
        do {
            try await keep(StoredDecision(signed, kind: kind), at: signed.decision.at.unixMilliseconds)
        } catch let error as RecordsError where error.kind == .conflict {
            // Somebody else was first: what the plan has become since is the reason.
            try Self.checkOpen(try await workplace.plan(known.digest.description))
            throw Refusal(.closed, error.message, hint: "look at it with `pita show`")
        }
        return signed
    }

    private func keep(_ decision: StoredDecision, at now: Int64) async throws {
        let store = try await workplace.store()
        guard decision.kind == .rejection else { return try await store.addDecision(decision, now: now) }
        try await store.reject(
            decision, now: now, from: [PlanStatus.open.rawValue], to: PlanStatus.rejected.rawValue)
    }

    static func checkOpen(_ known: KnownPlan) throws {
        switch known.status {
        case .open: return
        case .rejected: throw Refusal(.closed, "the plan \(known.digest.short) was rejected", hint: "make a new plan")
        case .applying:
            throw Refusal(
                .closed, "the plan \(known.digest.short) is being applied, or its push was interrupted",
                hint: "run `pita recover`")
        case .applied:
            throw Refusal(.closed, "the plan \(known.digest.short) has been applied", hint: "make a new plan")
        case .failed:
            throw Refusal(
                .closed, "the plan \(known.digest.short) was applied, and not every device ended as planned",
                hint: "see `pita records list`; make a new plan")
        }
    }
}
