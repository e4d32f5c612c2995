import PitaEvidence
import PitaPlanning
import PitaRecords

/// The word of the one who may approve: yes or no, with a reason, signed.
public struct ApprovalOperation: Sendable {
    private let workplace: Workplace

    /// Approvals in an office.
    public init(workplace: Workplace) { self.workplace = workplace }

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
        _ = try FourEyes.approverRole(try workplace.user(person), of: known.plan, office: workplace.office)
        try ApprovalCheck(workplace: workplace).checkProposal(of: known)
        try FourEyes.checkCapacity(of: known.plan, override: override)
        try FourEyes.checkReversible(known.plan, accepted: irreversible)
        let now = workplace.clock.now
        let expires = now.unixMilliseconds + workplace.office.policy.approval.expires.components.seconds * 1000
        let plan = known.plan
        return try await decide(on: known, by: person, kind: .approval) { role in
            Decision(
                .approve, plan: known.digest, person: person.id, role: role, reason: reason,
                capacityOverride: plan.capacity?.verdict == .available ? nil : override,
                irreversibleAccepted: plan.irreversible.isEmpty ? nil : irreversible, at: now, expires: expires)
        }
    }

    /// Rejects a plan for good.
    public func reject(_ name: String, by person: ActingPerson, reason: String) async throws -> SignedDecision {
        let known = try await workplace.plan(name)
        try Self.checkOpen(known)
        let now = workplace.clock.now
        return try await decide(on: known, by: person, kind: .rejection) { role in
            Decision(.reject, plan: known.digest, person: person.id, role: role, reason: reason, at: now)
        }
    }

    private func decide(
        on known: KnownPlan, by person: ActingPerson, kind: StoredDecision.Kind, _ decision: (String) -> Decision
    ) async throws -> SignedDecision {
        let role = try FourEyes.approverRole(try workplace.user(person), of: known.plan, office: workplace.office)
        let signed = try await workplace.sign(decision(role), by: person)
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
