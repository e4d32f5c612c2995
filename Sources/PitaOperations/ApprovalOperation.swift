import PitaEvidence
import PitaPlanning
import PitaRecords

/// The word of the one who may approve: yes or no, with a reason, signed.
public struct ApprovalOperation: Sendable {
    private let workplace: Workplace

    /// Approvals in an office.
    public init(workplace: Workplace) { self.workplace = workplace }

    /// Approves a plan; a check of capacity that is not `tersedia` needs `override`.
    public func approve(
        _ name: String, by person: ActingPerson, reason: String, override: String?
    ) async throws -> SignedDecision {
        let known = try await workplace.plan(name)
        try Self.checkOpen(known)
        _ = try FourEyes.approverRole(try workplace.user(person), of: known.plan, office: workplace.office)
        try ApprovalCheck(workplace: workplace).checkProposal(of: known)
        try FourEyes.checkCapacity(of: known.plan, override: override)
        let now = workplace.clock.now
        let expires = now.unixMilliseconds + workplace.office.policy.approval.expires.components.seconds * 1000
        let given = override.flatMap { known.plan.capacity?.verdict == .available ? nil : $0 }
        return try await decide(
            .approve, on: known, by: person, reason: reason, override: given, expires: expires, kind: .approval)
    }

    /// Rejects a plan for good.
    public func reject(_ name: String, by person: ActingPerson, reason: String) async throws -> SignedDecision {
        let known = try await workplace.plan(name)
        try Self.checkOpen(known)
        let signed = try await decide(
            .reject, on: known, by: person, reason: reason, override: nil, expires: nil, kind: .rejection)
        try await workplace.store().setPlanStatus(
            known.digest, from: [PlanStatus.open.rawValue], to: PlanStatus.rejected.rawValue)
        return signed
    }

    private func decide(
        _ kind: Decision.Kind, on known: KnownPlan, by person: ActingPerson, reason: String, override: String?,
        expires: Int64?, kind stored: StoredDecision.Kind
    ) async throws -> SignedDecision {
        let user = try workplace.user(person)
        let role = try FourEyes.approverRole(user, of: known.plan, office: workplace.office)
        let decision = Decision(
            kind, plan: known.digest, person: user.id, role: role, reason: reason, capacityOverride: override,
            at: workplace.clock.now, expires: expires)
        let signed = try await workplace.sign(decision, by: person)
        try await workplace.store().addDecision(
            StoredDecision(signed, kind: stored), now: decision.at.unixMilliseconds)
        return signed
    }

    static func checkOpen(_ known: KnownPlan) throws {
        switch known.status {
        case .open: return
        case .rejected: throw Refusal(.closed, "the plan \(known.digest.short) was rejected", hint: "make a new plan")
        case .applying:
            throw Refusal(
                .closed, "the plan \(known.digest.short) is being applied, or its push was interrupted",
                hint: "run `pita recover`")
        case .applied, .failed:
            throw Refusal(.closed, "the plan \(known.digest.short) has been applied", hint: "make a new plan")
        }
    }
}
