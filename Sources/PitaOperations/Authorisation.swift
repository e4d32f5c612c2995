import PitaEvidence
import PitaPlanning

/// By whose signed word a plan is applied: one approval, or the two of a break-glass.
struct Authorisation: Sendable {
    /// The statements, the oldest first.
    let decisions: [SignedDecision]

    /// Whether it is an emergency's.
    var isBreakGlass: Bool { decisions.contains { $0.decision.kind == .breakGlass } }
    /// The people.
    var people: [String] { decisions.map(\.decision.person) }
    /// What break-glass lifts; nothing under a normal approval.
    var lifts: Set<BreakGlass.Lift> { isBreakGlass ? BreakGlass.lifted(by: decisions.map(\.decision)) : [] }

    /// The authorisation of a push, from the statements in its journal (J1) and those that are signed on its plan.
    init(_ named: [Decision], of known: KnownPlan) throws {
        decisions = try known.decisions.map { try $0.signed() }.filter { named.contains($0.decision) }
        guard !decisions.isEmpty, decisions.count == named.count else {
            throw OperationError(
                "the plan \(known.digest.short) has no approval in the store; the store was tampered with")
        }
    }

    /// An authorisation by statements that were checked.
    init(_ decisions: [SignedDecision]) { self.decisions = decisions }
}
