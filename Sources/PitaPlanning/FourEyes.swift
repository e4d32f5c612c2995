import PitaDiagnostics
import PitaEvidence
import PitaInventory

/// Who may do what: the proposer, the approver and the executor are three people, and each proves who they are.
public enum FourEyes {
    /// The person, when the inventory knows them and they may act today.
    public static func person(_ id: String, office: Office, today: CalendarDate) throws(Refusal) -> User {
        guard let user = office.user(id) else {
            throw Refusal(
                .notAllowed, "there is no person `\(id)` in Inventory/users.yaml",
                hint: Suggestion.hint(for: id, among: office.users.keys) ?? "there are: "
                    + office.users.keys.sorted().joined(separator: ", "))
        }
        guard user.isActive(on: today) else {
            throw Refusal(.notAllowed, "`\(id)` (\(user.title)) is disabled or not valid on \(today)")
        }
        return user
    }

    /// Checks that `user` may approve or reject `plan`, and returns the role in which.
    public static func approver(
        _ user: User, of plan: Plan, office: Office, today: CalendarDate
    ) throws(Refusal) -> Mandate {
        guard user.id != plan.planner else {
            throw Refusal(
                .notAllowed, "`\(user.id)` made this plan and cannot approve it", hint: "another person must approve it"
            )
        }
        return try mandate(of: user, among: office.policy.approval.roles, to: "approve", today: today)
    }

    /// The first of the roles that the person holds today; a role of the person's own goes before a delegation.
    ///
    /// - Parameter deed: what it is wanted for, for the refusal.
    static func mandate(
        of user: User, among roles: [Role], to deed: String, today: CalendarDate
    ) throws(Refusal) -> Mandate {
        let held = user.mandates(on: today)
        for isOwn in [true, false] {
            for role in roles {
                if let mandate = held.first(where: { $0.role == role && ($0.delegation == nil) == isOwn }) {
                    return mandate
                }
            }
        }
        var reasons = ["`\(user.id)` (\(user.title)) may not \(deed)"]
        reasons += user.delegations.filter { roles.contains($0.role) }.map { delegation in
            "`\(user.id)` is \(delegation.title) by letter \(delegation.letter) from \(delegation.validFrom) to "
                + "\(delegation.validUntil) only, and it is \(today)"
        }
        let names = roles.reduce(into: [String]()) { if !$0.contains($1.id) { $0.append($1.id) } }
        throw Refusal(.notAllowed, reasons, hint: "roles that may: \(names.joined(separator: ", "))")
    }

    /// Checks that the person still holds, today, the role and the delegation in which the statement was made, and that
    /// the role is one of `roles`.
    public static func checkMandate(
        of decision: Decision, by user: User, among roles: [Role], today: CalendarDate
    ) throws(Refusal) {
        let holds = user.mandates(on: today).contains { mandate in
            mandate.role.id == decision.role && ActingOffice(mandate) == decision.acting && roles.contains(mandate.role)
        }
        guard holds else {
            let title = decision.acting.map { "\($0.title), letter \($0.letter)" } ?? decision.role
            throw Refusal(
                .notApproved, "`\(user.id)` approved as \(title), and is not that today or may not approve as such",
                hint: "make a new plan and have it approved")
        }
    }

    /// Checks that an approval may be given for the plan: a check of capacity that is not `tersedia` needs a reason.
    public static func checkCapacity(of plan: Plan, override: String?) throws(Refusal) {
        guard let capacity = plan.capacity else {
            guard plan.allocation?.grows == true else { return }
            throw Refusal(.capacity, "the plan raises bandwidth but carries no capacity check", hint: "make a new plan")
        }
        guard capacity.verdict != .available, override == nil else { return }
        throw Refusal(
            .capacity, ["ketersediaan bandwidth: \(capacity.verdict.rawValue)"] + capacity.reasons,
            hint: "approve with --override-capacity REASON to have it recorded, or reject the plan")
    }

    /// Checks that an approval may be given for the plan: what cannot be undone exactly needs the approver's own word.
    public static func checkReversible(_ plan: Plan, accepted: String?) throws(Refusal) {
        guard !plan.irreversible.isEmpty, accepted == nil else { return }
        throw Refusal(
            .notApproved, plan.irreversible.map { "this cannot be undone exactly: \($0)" },
            hint: "approve with --accept-irreversible REASON to have it recorded, or reject the plan")
    }

    /// Checks that `user` may apply a plan that `approvers` approved.
    public static func checkExecutor(_ user: User, of plan: Plan, approvers: [String]) throws(Refusal) {
        if approvers.contains(user.id) {
            throw Refusal(
                .notAllowed, "`\(user.id)` approved this plan and cannot apply it", hint: "another person must apply it"
            )
        }
        if user.id == plan.planner {
            throw Refusal(
                .notAllowed, "`\(user.id)` made this plan and cannot apply it", hint: "another person must apply it")
        }
    }

    /// Checks that the statement was signed by a key of the person who makes it.
    public static func checkSignature(
        _ signature: SSHSignature, of decision: Decision, by user: User
    ) throws(Refusal) {
        guard decision.person == user.id, user.keys.contains(where: { $0.blob == signature.publicKey.blob }) else {
            throw Refusal(
                .notAllowed, "the signature is not by a key of `\(user.id)` in Inventory/users.yaml",
                hint: "sign with the key whose public half stands there")
        }
        do {
            try signature.verify(decision.message, namespace: decision.kind.namespace)
        } catch {
            throw Refusal(.notAllowed, "the signature of `\(user.id)` does not hold: \(error.message)")
        }
    }
}
