import PitaEvidence
import PitaInventory
import Testing

@testable import PitaPlanning

/// `pelaksana` is Plt. Kepala Seksi for ten days; `kabid` is Plh. Kadis on the last of them.
@Suite struct DelegationTests {
    let office: Office

    init() throws {
        func acting(_ form: String, _ role: String, _ title: String, _ letter: String, from: String) -> String {
            """

                acting:
                  - as: \(form)
                    role: \(role)
                    title: \(title)
                    letter: \(letter)
                    valid_from: \(from)
                    valid_until: 2026-11-20
            """
        }
        let users = "Inventory/users.yaml"
        office = try ExampleOffice()
            .replacing(
                "title: Staf Pelaksana Jaringan",
                with: "title: Staf Pelaksana Jaringan"
                    + acting("Plt", "kasi", "Kepala Seksi Infrastruktur", "800/21/2026", from: "2026-11-11"), in: users
            )
            .replacing(
                "title: Kepala Bidang Teknologi Informasi",
                with: "title: Kepala Bidang Teknologi Informasi"
                    + acting("Plh", "kadis", "Kepala Dinas", "800/22/2026", from: "2026-11-20"), in: users
            )
            .office()
    }

    func approver(_ person: String, on day: String) throws -> Mandate {
        let user = try #require(office.user(person))
        return try FourEyes.approver(
            user, of: try PlanSamples.plan(), office: office, today: try #require(CalendarDate(day)))
    }

    @Test(arguments: ["2026-11-11", "2026-11-15", "2026-11-20"])
    func `a delegate has the rights of the role between the days of the letter`(_ day: String) throws {
        let mandate = try approver("pelaksana", on: day)
        #expect(mandate.role == Role("kasi"))
        let decision = Decision(
            .approve, plan: Digest(of: "p"), person: "pelaksana", as: mandate, reason: "sesuai", at: PlanSamples.time)
        #expect(decision.role == "kasi")
        #expect(decision.acting?.title == "Plt. Kepala Seksi Infrastruktur")
        #expect(decision.acting?.letter == "800/21/2026")
        #expect(try Decision(json: try JSONValue(parsing: decision.message)) == decision)
    }

    @Test(arguments: ["2026-11-10", "2026-11-21", "2027-11-15"])
    func `outside the days the delegate may not, and is told which letter it was`(_ day: String) throws {
        let refusal = #expect(throws: Refusal.self) { try approver("pelaksana", on: day) }
        #expect(
            refusal?.reasons == [
                "`pelaksana` (Staf Pelaksana Jaringan) may not approve",
                "`pelaksana` is Plt. Kepala Seksi Infrastruktur by letter 800/21/2026 from 2026-11-11 to 2026-11-20 only, "
                    + "and it is \(day)",
            ])
    }

    @Test func `a role of one's own goes before a delegation`() throws {
        #expect(try approver("kabid", on: "2026-11-20") == Mandate(role: Role("kabid"), delegation: nil))
    }

    @Test func `a statement made as a delegate falls with the delegation`() throws {
        let user = try #require(office.user("pelaksana"))
        let roles = office.policy.approval.roles
        let mandate = try approver("pelaksana", on: "2026-11-15")
        let decision = Decision(
            .approve, plan: Digest(of: "p"), person: "pelaksana", as: mandate, reason: "sesuai", at: PlanSamples.time)
        func refused(_ decision: Decision, on day: String, among roles: [Role]) throws -> Bool {
            let today = try #require(CalendarDate(day))
            do {
                try FourEyes.checkMandate(of: decision, by: user, among: roles, today: today)
                return false
            } catch { return true }
        }
        #expect(try !refused(decision, on: "2026-11-20", among: roles))
        #expect(try refused(decision, on: "2026-11-21", among: roles))
        #expect(try refused(decision, on: "2026-11-20", among: [Role("kadis")]))
        var other = decision
        other.acting?.letter = "800/99/2026"
        #expect(try refused(other, on: "2026-11-20", among: roles))
        other.acting = nil
        #expect(try refused(other, on: "2026-11-20", among: roles))
    }
}
