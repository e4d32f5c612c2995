import PitaEvidence

/// Whether it is the time for a plan.
public enum PlanTime {
    /// Refuses a plan that has expired.
    public static func checkNotExpired(_ plan: Plan, at now: LocalTime) throws(Refusal) {
        guard let expires = plan.expires, expires <= now.unixMilliseconds else { return }
        let end = LocalTime(unixMilliseconds: expires, zone: now.zone, clockSynchronised: now.clockSynchronised)
        throw Refusal(.time, "the plan expired at \(end.text)", hint: "make a new plan")
    }

    /// Refuses a plan outside its maintenance window.
    public static func checkWindow(of plan: Plan, at now: LocalTime) throws(Refusal) {
        guard let window = plan.window, !window.isOpen(at: now) else { return }
        throw Refusal(
            .time, "it is \(now.text), and the plan's maintenance window is \(window.text(in: now.zone))",
            hint: "apply it then, or make a plan with another --window")
    }

    /// Refuses an approval that is dated before the plan was made: nobody can have read it then.
    public static func checkNotBackdated(_ decision: Decision, of plan: Plan) throws(Refusal) {
        guard decision.at.unixMilliseconds < plan.madeAt.unixMilliseconds else { return }
        throw Refusal(
            .notApproved,
            "`\(decision.person)` approved at \(decision.at.text), and the plan was made at \(plan.madeAt.text)",
            hint: "check the clock of this machine, then make a new plan and have it approved")
    }
}
