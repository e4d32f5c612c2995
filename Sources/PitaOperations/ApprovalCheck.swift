import PitaEvidence
import PitaInventory
import PitaPlanning
import PitaRecords

/// Whether a plan may be applied now: someone who may has approved it, byte for byte, and the approval still holds.
struct ApprovalCheck {
    let workplace: Workplace

    /// The valid approval of an open plan, its signatures verified anew against `users.yaml`.
    ///
    /// A break-glass that is complete is what counts, whatever else stands on the plan: it is an emergency then.
    func valid(for known: KnownPlan) async throws -> Authorisation {
        try ApprovalOperation.checkOpen(known)
        let now = workplace.clock.now
        let standing = try await workplace.store().standingApprovals(plan: known.digest, now: now.unixMilliseconds)
        let broken = standing.filter { $0.kind == .breakGlass }
        let approvals = standing.filter { $0.kind == .approval }
        guard let chosen = broken.count >= BreakGlass.people ? broken : approvals.last.map({ [$0] }) else {
            throw notApproved(known, half: broken.first)
        }
        let authorisation = Authorisation(try chosen.map { try $0.signed() })
        for signed in authorisation.decisions {
            try check(signed, kind: authorisation.isBreakGlass ? .breakGlass : .approve, on: known, now: now)
        }
        try checkProposal(of: known)
        if authorisation.isBreakGlass {
            try BreakGlass.checkPair(authorisation.decisions.map(\.decision), office: workplace.office)
            try FourEyes.checkCapacity(of: known.plan, override: authorisation.lifts.contains(.capacity) ? "" : nil)
        } else {
            try FourEyes.checkCapacity(of: known.plan, override: authorisation.decisions[0].decision.capacityOverride)
        }
        return authorisation
    }

    private func notApproved(_ known: KnownPlan, half: StoredDecision?) -> Refusal {
        if let half {
            return Refusal(
                .notApproved,
                "only `\(half.person)` has broken the glass for \(known.digest.short), and it takes "
                    + "\(BreakGlass.people) people",
                hint: "another person approves it with `pita approve \(known.digest.hex.prefix(12)) --break-glass`")
        }
        let hasExpired = known.decisions.contains { $0.kind.allows }
        return Refusal(
            .notApproved,
            hasExpired
                ? "the approval of \(known.digest.short) has expired"
                : "the plan \(known.digest.short) is not approved",
            hint: "a person who may approves it with `pita approve \(known.digest.hex.prefix(12)) --reason ...`")
    }

    /// Checks one statement: of this plan, in force, by a person who may say so today and signed it.
    private func check(_ signed: SignedDecision, kind: Decision.Kind, on known: KnownPlan, now: LocalTime) throws {
        let decision = signed.decision
        guard decision.kind == kind, decision.plan == known.digest, decision.plan == known.plan.digest else {
            throw Refusal(.notApproved, "the approval in the store is not of this plan")
        }
        try PlanTime.checkNotBackdated(decision, of: known.plan)
        try checkTerm(of: decision, on: known, now: now)
        let (office, today) = (workplace.office, try workplace.clock.today)
        let approver = try FourEyes.person(decision.person, office: office, today: today)
        guard approver.id != known.plan.planner else {
            throw Refusal(.notAllowed, "`\(approver.id)` made this plan and cannot approve it")
        }
        let policy = office.policy.approval
        try FourEyes.checkMandate(
            of: decision, by: approver,
            among: kind == .breakGlass ? policy.breakGlassRoles + policy.roles : policy.roles, today: today)
        try FourEyes.checkSignature(signed.signature, of: decision, by: approver)
        try FourEyes.checkReversible(known.plan, accepted: decision.irreversibleAccepted)
    }

    /// How long an approval holds is the policy's word, and not that of whoever signs it.
    private func checkTerm(of decision: Decision, on known: KnownPlan, now: LocalTime) throws {
        let policy = workplace.office.policy.approval
        let longest = (decision.kind == .breakGlass ? policy.breakGlassExpires : policy.expires).components.seconds
        guard let expires = decision.expires, expires - decision.at.unixMilliseconds <= longest * 1000 else {
            throw Refusal(
                .notApproved, "the approval of \(known.digest.short) holds longer than the policy allows",
                hint: "make a new plan and have it approved")
        }
        guard decision.at.unixMilliseconds <= now.unixMilliseconds + Self.skew else {
            throw Refusal(
                .notApproved, "the approval of \(known.digest.short) is dated in the future: \(decision.at.text)",
                hint: "look at the clocks of the machines")
        }
        guard expires > now.unixMilliseconds else {
            throw Refusal(
                .notApproved, "the approval of \(known.digest.short) has expired", hint: "have it approved again")
        }
    }

    /// How far two clocks may be apart, in milliseconds.
    private static let skew: Int64 = 300_000

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
