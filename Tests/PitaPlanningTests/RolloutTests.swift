import PitaDiagnostics
import PitaEvidence
import PitaPlanning
import Testing

@Suite struct RolloutTests {
    static let ten = (1...10).map { "d\($0)" }

    func policy(_ text: String) throws -> RolloutPolicy {
        let source = """
            name: p
            title: P
            targets: [{devices: office, templates: {routeros: a.j2}}]
            rollout: \(text)

            """
        return try Playbook.parse(Array(source.utf8), file: "p.yaml").rollout
    }

    /// The sizes of the waves that a policy makes of ten devices.
    func sizes(_ text: String) throws -> [Int] { try policy(text).rollout(of: Self.ten).waves.map(\.count) }

    @Test func `without a word one device goes after the other`() throws {
        #expect(RolloutPolicy().rollout(of: Self.ten) == .oneByOne(Self.ten))
    }

    @Test func `the last size of serial holds for all that follow, and shares are of all devices`() throws {
        #expect(try sizes("{serial: 3}") == [3, 3, 3, 1])
        #expect(try sizes("{serial: [1, 2, 4]}") == [1, 2, 4, 3])
        #expect(try sizes("{serial: [1, \"50%\"]}") == [1, 5, 4])
        #expect(try sizes("{serial: 25%}") == [2, 2, 2, 2, 2])
        // A share of less than one device is one.
        #expect(try sizes("{serial: 5%}") == Array(repeating: 1, count: 10))
        #expect(try sizes("{serial: 100%}") == [10])
    }

    @Test func `every device stands in exactly one wave, in its order`() throws {
        for text in ["{serial: 3}", "{serial: [1, 30%, 1]}", "{serial: 100}"] {
            #expect(try policy(text).rollout(of: Self.ten).waves.flatMap(\.self) == Self.ten)
        }
    }

    @Test func `canaries go first, all of them in one wave`() throws {
        let rollout = try policy("{serial: 4}").rollout(of: Self.ten, canaries: ["d9", "d2", "elsewhere"])
        #expect(rollout.waves.first == ["d2", "d9"])
        #expect(rollout.canaryWaves == 1)
        #expect(rollout.waves.dropFirst().map(\.count) == [4, 4])
        #expect(Set(rollout.waves.flatMap(\.self)) == Set(Self.ten))
    }

    @Test func `so many failures are borne, but none among canaries`() throws {
        let borne = try policy("{max_failures: 20%}").rollout(of: Self.ten)
        #expect(borne.maxFailures == 2)
        #expect(!borne.isTooMuch(failures: 2, amongCanaries: 0))
        #expect(borne.isTooMuch(failures: 3, amongCanaries: 0))
        #expect(borne.isTooMuch(failures: 1, amongCanaries: 1))
        let going = try policy("{on_failure: continue}").rollout(of: Self.ten)
        #expect(!going.isTooMuch(failures: 10, amongCanaries: 0))
        #expect(going.isTooMuch(failures: 1, amongCanaries: 1))
        #expect(RolloutPolicy().rollout(of: Self.ten).isTooMuch(failures: 1, amongCanaries: 0))
    }
}

@Suite struct MaintenanceWindowTests {
    /// 2026-11-25, a Wednesday, in WIB.
    func time(_ day: Int = 25, _ hour: Int, _ minute: Int) throws -> LocalTime {
        let civil = try #require(CivilTime(year: 2026, month: 11, day: day, hour: hour, minute: minute))
        return LocalTime(unixMilliseconds: civil.unixMilliseconds - 420 * 60_000, zone: .wib, clockSynchronised: true)
    }

    func open(_ window: MaintenanceWindow, _ day: Int, _ hour: Int, _ minute: Int) throws -> Bool {
        window.isOpen(at: try time(day, hour, minute))
    }

    @Test func `a window over midnight belongs to the day on which it begins`() throws {
        let window = MaintenanceWindow.weekly(days: [3], from: 22 * 60, to: 4 * 60)
        #expect(try !open(window, 25, 21, 59))
        #expect(try open(window, 25, 22, 0))
        #expect(try open(window, 26, 3, 59))
        #expect(try !open(window, 26, 4, 0))
        #expect(try !open(window, 26, 23, 0))
        // The early hours of its own day belong to the day before.
        #expect(try !open(window, 25, 3, 0))
    }

    @Test func `a window within a day is open from its first minute up to its last`() throws {
        let window = MaintenanceWindow.weekly(days: [3, 6], from: 9 * 60, to: 9 * 60 + 30)
        #expect(try open(window, 25, 9, 0))
        #expect(try open(window, 25, 9, 29))
        #expect(try !open(window, 25, 9, 30))
        #expect(try !open(window, 26, 9, 0))
        #expect(try open(window, 28, 9, 0))
    }

    @Test func `hours mean the next time that it is so late, now included`() throws {
        let evening = try MaintenanceWindow("22:00/04:00", now: try time(25, 12, 0))
        #expect(evening.text(in: .wib) == "2026-11-25T22:00 to 2026-11-26T04:00 WIB")
        let night = try MaintenanceWindow("22:00/04:00", now: try time(25, 3, 0))
        #expect(night.text(in: .wib) == "2026-11-24T22:00 to 2026-11-25T04:00 WIB")
        let over = try MaintenanceWindow("22:00/04:00", now: try time(25, 4, 0))
        #expect(over.text(in: .wib) == "2026-11-25T22:00 to 2026-11-26T04:00 WIB")
    }

    @Test func `dates are taken as written`() throws {
        let window = try MaintenanceWindow("2026-11-25T22:00/2026-11-26T04:00", now: try time(25, 12, 0))
        #expect(window.text(in: .wib) == "2026-11-25T22:00 to 2026-11-26T04:00 WIB")
        #expect(try open(window, 25, 22, 0))
        #expect(try !open(window, 26, 4, 0))
    }

    @Test(arguments: [
        "", "22:00", "22:00/", "22:00/22:00", "24:00/01:00", "2:00/04:00", "22:00/04:00/05:00", "malam/pagi",
        "2026-11-31T22:00/2026-12-01T04:00", "2026-11-26T22:00/2026-11-26T04:00", "2026-11-24T22:00/2026-11-25T04:00",
        "2026-11-25 22:00/2026-11-26 04:00",
    ]) func `what is no window, ends before it begins or is over is refused`(_ text: String) throws {
        let now = try time(25, 12, 0)
        #expect(throws: Diagnostics.self) { try MaintenanceWindow(text, now: now) }
    }

    @Test func `a plan is refused outside its window and after its end`() throws {
        var plan = try PlanSamples.plan()
        let noon = try time(25, 12, 0)
        try PlanTime.checkWindow(of: plan, at: noon)
        try PlanTime.checkNotExpired(plan, at: noon)
        plan.window = .weekly(days: [3], from: 22 * 60, to: 23 * 60)
        plan.expires = noon.unixMilliseconds
        #expect(throws: Refusal.self) { try PlanTime.checkWindow(of: plan, at: noon) }
        #expect(throws: Refusal.self) { try PlanTime.checkNotExpired(plan, at: noon) }
        try PlanTime.checkWindow(of: plan, at: try time(25, 22, 0))
    }
}
