import PitaEvidence
import PitaPlanning
import PitaRecords

/// Accepts, afterwards, what was done under break-glass. The sealed record stays as it is; the signed statement stands
/// beside it.
public struct CountersignOperation: Sendable {
    private let workplace: Workplace

    /// Countersignatures in an office.
    public init(workplace: Workplace) { self.workplace = workplace }

    /// Countersigns the record of a number as `person`, who may approve and took no part.
    public func countersign(_ number: String, by person: ActingPerson, reason: String) async throws -> SignedDecision {
        let stored = try await RecordsOperation(workplace: workplace).record(number)
        let record = try stored.sealed.beritaAcara()
        let store = try await workplace.store()
        let involved = Set(
            try await store.decisions(plan: record.plan.digest).filter { $0.record == nil }.map(\.person))
        let mandate = try Countersigning.check(
            try workplace.user(person), of: record, involved: involved, office: workplace.office,
            today: try workplace.clock.today)
        if let first = try await store.countersignature(record: stored.sealed.digest) {
            throw Refusal(.closed, "berita acara \(record.number) was countersigned by `\(first.person)`")
        }
        let signed = try await workplace.sign(
            Decision(
                .countersign, plan: record.plan.digest, person: person.id, as: mandate, reason: reason,
                record: RecordReference(number: record.number, digest: stored.sealed.digest), at: workplace.clock.now),
            by: person)
        try await store.addDecision(
            StoredDecision(signed, kind: .countersignature), now: signed.decision.at.unixMilliseconds)
        return signed
    }
}
