import PitaEvidence
import PitaInventory

/// The countersignature of a change under break-glass: somebody who may approve, and took no part, accepts it afterwards.
public enum Countersigning {
    /// Checks that `user` may countersign a record, and returns in which role.
    ///
    /// - Parameter involved: whoever has said anything about the record's plan.
    public static func check(
        _ user: User, of record: BeritaAcara, involved: Set<String>, office: Office, today: CalendarDate
    ) throws(Refusal) -> Mandate {
        guard record.needsCountersignature else {
            throw Refusal(
                .closed, "berita acara \(record.number) was approved in the normal way and needs no countersignature",
                hint: "`pita records list --uncountersigned` shows those that do")
        }
        guard !involved.union(record.parties.map(\.person)).contains(user.id) else {
            throw Refusal(
                .notAllowed, "`\(user.id)` took part in berita acara \(record.number) and cannot countersign it",
                hint: "another person who may approve countersigns it")
        }
        return try FourEyes.mandate(of: user, among: office.policy.approval.roles, to: "countersign", today: today)
    }

    /// What speaks against a countersignature that is kept: a sentence; `nil` when it holds.
    public static func fault(
        in decision: Decision, signature: SSHSignature, of record: BeritaAcara, office: Office
    ) -> String? {
        let name = "the countersignature of berita acara \(record.number)"
        guard decision.kind == .countersign, decision.plan == record.plan.digest,
            decision.record == RecordReference(number: record.number, digest: record.digest)
        else { return "\(name) is of another record" }
        guard !record.parties.contains(where: { $0.person == decision.person }) else {
            return "\(name) is by `\(decision.person)`, who took part"
        }
        guard let user = office.user(decision.person) else {
            return "\(name) is by `\(decision.person)`, who is not in Inventory/users.yaml"
        }
        guard office.policy.approval.roles.contains(where: { $0.id == decision.role }) else {
            return "\(name) is by `\(decision.person)` as \(decision.role), which may not approve"
        }
        do {
            try FourEyes.checkSignature(signature, of: decision, by: user)
            return nil
        } catch {
            return "\(name): \(error.reasons.joined(separator: "; "))"
        }
    }
}
