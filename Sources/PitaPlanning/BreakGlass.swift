import PitaEvidence
import PitaInventory

/// Break-glass: in an emergency two people together approve what the normal rules would refuse.
///
/// One of the two holds a role of `policy.approval.break_glass_roles`, the other such a role or one that may approve: two
/// heads can seldom be had at night, and the rule must not drive people to change devices by hand. Neither made the plan,
/// and neither applies it: four people take part, where a normal change has three.
public enum BreakGlass {
    /// How many people it takes.
    public static let people = 2

    /// What break-glass lifts, and nothing else.
    public enum Lift: String, Sendable, CaseIterable {
        /// The bandwidth is not there, or too little was measured to say so.
        case capacity
        /// It is outside the plan's maintenance window.
        case window
        /// Nobody who may approve is at hand: the person does it in another's place.
        case approver
    }

    /// Checks that `user` may break the glass for a plan, and returns in which role, and what it lifts.
    public static func check(
        _ user: User, plan: Plan, office: Office, now: LocalTime, today: CalendarDate
    ) throws(Refusal) -> (mandate: Mandate, lifts: [Lift]) {
        guard user.id != plan.planner else {
            throw Refusal(
                .notAllowed, "`\(user.id)` made this plan and cannot break the glass for it",
                hint: "two other people do it together")
        }
        let policy = office.policy.approval
        // One of the two must be in a role of break-glass: such a role is looked for first, delegated ones too.
        let held = user.mandates(on: today)
        let isMeant = held.contains { policy.breakGlassRoles.contains($0.role) }
        let mandate = try FourEyes.mandate(
            of: user, among: isMeant ? policy.breakGlassRoles : policy.breakGlassRoles + policy.roles,
            to: "break the glass", today: today)
        // A reason is given: what is left to find is a plan that carries no check at all.
        try FourEyes.checkCapacity(of: plan, override: "")
        let mayApprove = user.mandates(on: today).contains { policy.roles.contains($0.role) }
        let lifts = Lift.allCases.filter { lift in
            switch lift {
            case .capacity: plan.capacity.map { $0.verdict != .available } ?? false
            case .window: plan.window.map { !$0.isOpen(at: now) } ?? false
            case .approver: !mayApprove
            }
        }
        guard !lifts.isEmpty else {
            throw Refusal(
                .notAllowed, "nothing about this plan needs break-glass: `\(user.id)` may approve it as it is",
                hint: "approve it without --break-glass")
        }
        return (mandate, lifts)
    }

    /// Checks that two statements make one break-glass approval: of different people, and one in a role that may.
    public static func checkPair(_ decisions: [Decision], office: Office) throws(Refusal) {
        guard decisions.count == people, Set(decisions.map(\.person)).count == people,
            decisions.allSatisfy({ $0.kind == .breakGlass })
        else {
            throw Refusal(
                .notApproved, "break-glass takes \(people) people",
                hint: "another person approves with --break-glass too")
        }
        let roles = office.policy.approval.breakGlassRoles
        guard decisions.contains(where: { roles.contains(Role($0.role)) }) else {
            throw Refusal(
                .notAllowed,
                "neither `\(decisions[0].person)` nor `\(decisions[1].person)` is in a role of break-glass",
                hint: "one of the two must be: \(roles.map(\.id).joined(separator: ", "))")
        }
    }

    /// What both people lifted.
    public static func lifted(by decisions: [Decision]) -> Set<Lift> {
        decisions.dropFirst().reduce(Set(decisions.first?.lifts ?? [])) { $0.intersection($1.lifts) }
    }
}
