import PitaEvidence
import PitaInventory
import PitaPlanning
import PitaRecords

/// Whether a plan may be applied now: someone who may has approved it, byte for byte, and the approval still holds.
struct ApprovalCheck {
    let workplace: Workplace

    /// The valid approval of an open plan, its signature verified anew against `users.yaml`.
    func valid(for known: KnownPlan) async throws -> SignedDecision {
        try ApprovalOperation.checkOpen(known)
        let now = workplace.clock.now
        guard let stored = try await workplace.store().validApproval(plan: known.digest, now: now.unixMilliseconds)
        else {
            let expired = known.decisions.contains { $0.kind == .approval }
            throw Refusal(
                .notApproved,
                expired
                    ? "the approval of \(known.digest.short) has expired"
                    : "the plan \(known.digest.short) is not approved",
                hint: "a person who may approves it with `pita approve \(known.digest.hex.prefix(12)) --reason ...`")
        }
        let signed = try stored.signed()
        let decision = signed.decision
        guard decision.kind == .approve, decision.plan == known.digest, decision.plan == known.plan.digest else {
            throw Refusal(.notApproved, "the approval in the store is not of this plan")
        }
        if let expires = decision.expires, expires <= now.unixMilliseconds {
            throw Refusal(
                .notApproved, "the approval of \(known.digest.short) has expired", hint: "have it approved again")
        }
        let approver = try FourEyes.person(decision.person, office: workplace.office, today: try workplace.clock.today)
        _ = try FourEyes.approverRole(approver, of: known.plan, office: workplace.office)
        try FourEyes.checkSignature(signed.signature, of: decision, by: approver)
        try checkProposal(of: known)
        try FourEyes.checkCapacity(of: known.plan, override: decision.capacityOverride)
        try FourEyes.checkReversible(known.plan, accepted: decision.irreversibleAccepted)
        return signed
    }

    /// Refuses a plan that its planner did not sign: the name in a plan proves nothing by itself.
    func checkProposal(of known: KnownPlan) throws {
        guard let planner = workplace.office.user(known.plan.planner) else {
            throw Refusal(.notAllowed, "the planner `\(known.plan.planner)` is not in Inventory/users.yaml")
        }
        guard let proposal = try known.statement(.plan), proposal.decision.person == planner.id,
            proposal.decision.plan == known.digest
        else {
            throw Refusal(
                .notAllowed, "the plan \(known.digest.short) is not signed by its planner `\(planner.id)`",
                hint: "make the plan anew")
        }
        try FourEyes.checkSignature(proposal.signature, of: proposal.decision, by: planner)
    }
}
