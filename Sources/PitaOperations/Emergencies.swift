import PitaEvidence
import PitaInventory
import PitaPlanning
import PitaRecords

/// What everybody must hear about an emergency: that a plan is under break-glass, and which records nobody has
/// countersigned yet.
struct Emergencies {
    let workplace: Workplace
    let events: EventSink

    /// Says that a plan is approved, or half approved, by break-glass, by whom and why.
    func announce(_ decisions: [Decision], of plan: Digest) {
        let words = decisions.map { decision in
            let title = workplace.office.user(decision.person).map { " (\(decision.acting?.title ?? $0.title))" } ?? ""
            let lifts = decision.lifts.map(\.rawValue).joined(separator: ", ")
            return "\(decision.person)\(title): \(decision.reason) [\(lifts)]"
        }
        events(
            .alarm(
                "DARURAT: break-glass \(decisions.count) of \(BreakGlass.people) on \(plan.short): "
                    + words.joined(separator: "; ")))
    }

    /// Says which records of break-glass wait for their countersignature, and which have waited too long.
    func remind() async throws {
        let waiting = try await workplace.store().emergencies(open: true, subject: nil, page: Page(limit: 6)).items
        for stored in waiting.prefix(5) {
            let number = "\(stored.position.number)/\(stored.position.year)"
            let due = LocalTime(
                unixMilliseconds: stored.at
                    + workplace.office.policy.approval.countersignWithin.components.seconds * 1000,
                zone: workplace.clock.zone, clockSynchronised: true)
            let isLate = due.unixMilliseconds < workplace.clock.now.unixMilliseconds
            events(
                .alarm(
                    "berita acara \(number) (darurat) is not countersigned, and "
                        + (isLate ? "OVERDUE since \(due.text)" : "due by \(due.text)")
                        + ": `pita records countersign \(number) --reason ...`, by a person who took no part"))
        }
        if waiting.count > 5 { events(.alarm("and more: `pita records list --uncountersigned`")) }
    }
}

extension BreakGlass.Lift {
    /// What is lifted, in the language of the berita acara.
    func words(of plan: Plan) -> String {
        switch self {
        case .capacity: "ketersediaan bandwidth: \(plan.capacity?.verdict.rawValue ?? "tidak diperiksa")"
        case .window: "di luar jendela pemeliharaan"
        case .approver: "pejabat pemberi persetujuan tidak di tempat"
        }
    }
}
