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
    public static func approverRole(_ user: User, of plan: Plan, office: Office) throws(Refusal) -> String {
        guard user.id != plan.planner else {
            throw Refusal(
                .notAllowed, "`\(user.id)` made this plan and cannot approve it", hint: "another person must approve it"
            )
        }
        guard let role = office.policy.approval.roles.first(where: { user.has($0.id) }) else {
            let roles = office.policy.approval.roles.map(\.id).joined(separator: ", ")
            throw Refusal(.notAllowed, "`\(user.id)` (\(user.title)) may not approve", hint: "roles that may: \(roles)")
        }
        return role.id
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

    /// Checks that `user` may apply a plan that `approver` approved.
    public static func checkExecutor(_ user: User, of plan: Plan, approver: String) throws(Refusal) {
        if user.id == approver {
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
