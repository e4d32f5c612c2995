import PitaEvidence
import PitaInventory
import PitaNetwork
import Testing

@testable import PitaPlanning

@Suite struct FourEyesTests {
    static let people = ["perencana", "pelaksana", "kasi", "kabid", "kadis"]
    /// Every person as planner, approver and executor.
    static let table = people.flatMap { planner in
        people.flatMap { approver in people.map { Cast(planner: planner, approver: approver, executor: $0) } }
    }

    struct Cast: Sendable, CustomTestStringConvertible {
        let planner, approver, executor: String
        var testDescription: String { "\(planner) plans, \(approver) approves, \(executor) applies" }
    }

    let office: Office
    let today: CalendarDate

    init() throws {
        office = try ExampleOffice().office()
        today = try #require(CalendarDate("2026-11-21"))
    }

    func refusal(_ work: () throws -> Void) -> Refusal? {
        do { try work() } catch { return error as? Refusal }
        return nil
    }

    @Test(arguments: table)
    func `three different people, the approver in a role that may`(_ cast: Cast) throws {
        let plan = try PlanSamples.plan(planner: cast.planner)
        let approver = try FourEyes.person(cast.approver, office: office, today: today)
        let executor = try FourEyes.person(cast.executor, office: office, today: today)
        let approval = refusal { _ = try FourEyes.approver(approver, of: plan, office: office, today: today) }
        let execution = refusal { try FourEyes.checkExecutor(executor, of: plan, approvers: [cast.approver]) }
        let mayApprove = ["kasi", "kabid", "kadis"].contains(cast.approver) && cast.approver != cast.planner
        #expect((approval == nil) == mayApprove)
        #expect((execution == nil) == (cast.executor != cast.planner && cast.executor != cast.approver))
        for refused in [approval, execution].compactMap({ $0 }) { #expect(refused.kind == .notAllowed) }
        if mayApprove {
            #expect(try FourEyes.approver(approver, of: plan, office: office, today: today).role.id == cast.approver)
        }
    }

    @Test func `the sentences say who may not and why`() throws {
        let plan = try PlanSamples.plan(planner: "kasi")
        func user(_ id: String) throws -> User { try FourEyes.person(id, office: office, today: today) }
        let own = refusal { _ = try FourEyes.approver(try user("kasi"), of: plan, office: office, today: today) }
        #expect(own?.reasons == ["`kasi` made this plan and cannot approve it"])
        let role = refusal { _ = try FourEyes.approver(try user("pelaksana"), of: plan, office: office, today: today) }
        #expect(
            role?.description == """
                refused: `pelaksana` (Staf Pelaksana Jaringan) may not approve
                  hint: roles that may: kasi, kabid, kadis
                """)
        let executor = refusal { try FourEyes.checkExecutor(try user("kabid"), of: plan, approvers: ["kabid"]) }
        #expect(executor?.reasons == ["`kabid` approved this plan and cannot apply it"])
    }

    @Test func `who is unknown, disabled, not yet or no longer valid may do nothing`() throws {
        let users = "Inventory/users.yaml"
        let changed = try ExampleOffice()
            .replacing("valid_from: 2026-01-01", with: "valid_from: 2026-11-22", in: users)
            .replacing(
                "title: Staf Pelaksana Jaringan", with: "title: Staf Pelaksana Jaringan\n    disabled: true", in: users
            )
            .replacing(
                "title: Kepala Seksi Infrastruktur dan Teknologi", with: "title: Kasi\n    valid_until: 2026-11-20",
                in: users
            )
            .office()
        for id in ["tidak-ada", "", "perencana", "pelaksana", "kasi"] {
            let refused = refusal { _ = try FourEyes.person(id, office: changed, today: today) }
            #expect(refused?.kind == .notAllowed, "\(id)")
        }
        #expect(refusal { _ = try FourEyes.person("kabid", office: changed, today: today) } == nil)
    }

    @Test func `a raise without the bandwidth needs a word of its own, a cut does not`() throws {
        func refused(_ plan: Plan, _ override: String? = nil) -> Refusal? {
            refusal { try FourEyes.checkCapacity(of: plan, override: override) }
        }
        #expect(refused(try PlanSamples.plan()) == nil)
        let short = refused(try PlanSamples.plan(capacity: PlanSamples.capacity(.unavailable)))
        #expect(short?.kind == .capacity)
        #expect(
            short?.reasons == [
                "ketersediaan bandwidth: tidak-tersedia",
                "isp-utama download: 205M allocated + 30M asked is more than may be committed of 300M",
            ])
        #expect(short?.hint?.contains("--override-capacity") == true)
        let little = refused(try PlanSamples.plan(capacity: PlanSamples.capacity(.tooLittleData)))
        #expect(little?.reasons.last == "isp-utama download: too little was measured (30% of the window)")
        #expect(
            refused(try PlanSamples.plan(capacity: PlanSamples.capacity(.unavailable)), "perintah Kadis 5/2026") == nil)
        #expect(
            refused(try PlanSamples.plan(capacity: nil), "x")?.reasons == [
                "the plan raises bandwidth but carries no capacity check"
            ])
        #expect(refused(try PlanSamples.plan(to: "10M/5M", capacity: nil)) == nil)
        #expect(refused(try PlanSamples.plan(to: "20M/10M", capacity: nil)) == nil)
    }

    @Test func `what cannot be undone needs a word of its own`() throws {
        func refused(_ plan: Plan, _ accepted: String? = nil) -> Refusal? {
            refusal { try FourEyes.checkReversible(plan, accepted: accepted) }
        }
        var plan = try PlanSamples.plan()
        #expect(refused(plan) == nil)
        plan.devices[0].change = plan.devices[0].change.adding(warnings: [], irreversible: ["the counters are lost"])
        #expect(refused(plan)?.reasons == ["this cannot be undone exactly: rtr-disdik: the counters are lost"])
        #expect(refused(plan)?.hint?.contains("--accept-irreversible") == true)
        #expect(refused(plan, "disetujui Kabid") == nil)
        plan = try PlanSamples.plan()
        plan.devices[0].rollbackGuard = nil
        #expect(refused(plan)?.kind == .notApproved)
    }
}
