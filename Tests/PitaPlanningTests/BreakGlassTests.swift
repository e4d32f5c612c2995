import PitaEvidence
import PitaInventory
import Testing

@testable import PitaPlanning

@Suite struct BreakGlassTests {
    let office: Office
    let today: CalendarDate

    init() throws {
        // The heads may break the glass; of them, only the Kabid may approve in the normal way too.
        office = try ExampleOffice()
            .replacing("    roles: [kasi, kabid, kadis]", with: "    roles: [kasi, kabid]", in: "Inventory/pita.yaml")
            .office()
        today = try #require(CalendarDate("2026-11-21"))
    }

    func refusal(_ work: () throws -> Void) -> Refusal? {
        do { try work() } catch { return error as? Refusal }
        return nil
    }

    func closed(_ plan: Plan) -> Plan {
        var plan = plan
        let now = PlanSamples.time.unixMilliseconds
        plan.window = .once(from: now + 3_600_000, to: now + 7_200_000)
        return plan
    }

    func check(_ person: String, _ plan: Plan) throws -> (mandate: Mandate, lifts: [BreakGlass.Lift]) {
        let user = try FourEyes.person(person, office: office, today: today)
        return try BreakGlass.check(user, plan: plan, office: office, now: PlanSamples.time, today: today)
    }

    func decision(_ person: String, role: String? = nil, lifts: [BreakGlass.Lift] = [.window]) throws -> Decision {
        Decision(
            .breakGlass, plan: try PlanSamples.plan().digest, person: person, role: role ?? person, reason: "darurat",
            lifts: lifts, at: PlanSamples.time, expires: PlanSamples.time.unixMilliseconds + 3_600_000)
    }

    @Test func `it lifts the capacity, the window and the want of an approver, and says which`() throws {
        #expect(try check("kabid", closed(try PlanSamples.plan())).lifts == [.window])
        #expect(try check("kadis", try PlanSamples.plan()).lifts == [.approver])
        for verdict in [CapacityRecord.Verdict.unavailable, .tooLittleData] {
            let short = try PlanSamples.plan(capacity: PlanSamples.capacity(verdict))
            #expect(try check("kasi", short).lifts == [.capacity])
            #expect(try check("kadis", closed(short)).lifts == [.capacity, .window, .approver])
        }
    }

    @Test func `a plan that the person may approve as it is needs none`() throws {
        let refused = refusal { _ = try check("kabid", try PlanSamples.plan()) }
        #expect(
            refused?.description == """
                refused: nothing about this plan needs break-glass: `kabid` may approve it as it is
                  hint: approve it without --break-glass
                """)
    }

    @Test func `a plan without any check of the capacity stays refused`() throws {
        #expect(refusal { _ = try check("kadis", try PlanSamples.plan(capacity: nil)) }?.kind == .capacity)
    }

    @Test func `neither the planner nor who holds no such role may`() throws {
        let own = refusal { _ = try check("kabid", closed(try PlanSamples.plan(planner: "kabid"))) }
        #expect(own?.reasons == ["`kabid` made this plan and cannot break the glass for it"])
        let staff = refusal { _ = try check("pelaksana", closed(try PlanSamples.plan())) }
        #expect(staff?.reasons == ["`pelaksana` (Staf Pelaksana Jaringan) may not break the glass"])
        #expect(staff?.hint == "roles that may: kabid, kadis, kasi")
    }

    @Test func `it takes two different people, one of them in a role of break-glass`() throws {
        func pair(_ one: Decision, _ two: Decision) -> Refusal? {
            refusal { try BreakGlass.checkPair([one, two], office: office) }
        }
        let (kasi, kabid, kadis) = (try decision("kasi"), try decision("kabid"), try decision("kadis"))
        #expect(pair(kabid, kadis) == nil)
        #expect(pair(kasi, kabid) == nil)
        #expect(pair(kabid, kabid)?.reasons == ["break-glass takes 2 people"])
        #expect(refusal { try BreakGlass.checkPair([kabid], office: office) }?.kind == .notApproved)
        #expect(refusal { try BreakGlass.checkPair([kasi, kabid, kadis], office: office) }?.kind == .notApproved)
        #expect(
            pair(kasi, try decision("pranata", role: "kasi"))?.reasons == [
                "neither `kasi` nor `pranata` is in a role of break-glass"
            ])
        var normal = kadis
        normal.kind = .approve
        #expect(pair(kabid, normal)?.kind == .notApproved)
    }

    @Test func `only what both lift is lifted`() throws {
        let one = try decision("kabid", lifts: [.capacity, .window])
        #expect(BreakGlass.lifted(by: [one, try decision("kadis", lifts: [.window, .approver])]) == [.window])
        #expect(BreakGlass.lifted(by: [one, try decision("kadis", lifts: [.approver])]) == [])
        #expect(BreakGlass.lifted(by: []) == [])
    }

    @Test func `nobody who broke the glass applies the plan`() throws {
        let plan = try PlanSamples.plan()
        for person in ["kabid", "kadis", "perencana", "pelaksana"] {
            let user = try FourEyes.person(person, office: office, today: today)
            let refused = refusal { try FourEyes.checkExecutor(user, of: plan, approvers: ["kabid", "kadis"]) }
            #expect((refused == nil) == (person == "pelaksana"), "\(person)")
        }
    }
}
