import PitaDiagnostics
import TestSupport
import Testing

@testable import PitaInventory

@Suite struct PeopleRuleTests {
    private static let from = "role: kadis, title: Kepala Dinas, letter: 800/1, valid_from: 2026-02-02"
    private static let letter = "\(from), valid_until: 2026-02-28"

    @Test(arguments: [
        Spoiling("users", "roles: [staf]", "roles: [«stafs]", "no role", hint: "`staf`"),
        Spoiling("users", "perencana:", "«Perencana Satu:", "no id of a person"),
        Spoiling("users", "kabid: {title: Kepala Bidang,", "kabid: «{", "needs the key `title`"),
        Spoiling("users", "keys: []", "keys: [«\"ssh-ed25519 AAAA x\"]", "no SSH public key", hint: ".pub"),
        Spoiling("users", "keys: []", "keys: [«\"ssh-dss AAAAB3NzaC1kc3M= x\"]", "no SSH public key"),
        Spoiling(
            "users", "keys: []", "keys: [«\"\(SampleOffice.key.replacing("ssh-ed25519", with: "ssh-rsa"))\"]",
            "no SSH public key"),
        Spoiling(
            "users", "keys: []", "keys: [«\"-----BEGIN OPENSSH PRIVATE KEY-----\"]", "a private key", hint: ".pub"),
        Spoiling("users", "keys: []", "keys: [«\"\(SampleOffice.key)2\"]", "the key of `perencana` too"),
        Spoiling("users", "valid_until: 2026-12-31", "valid_until: «2025-12-31", "before the first valid day"),
        Spoiling("users", "valid_until: 2026-12-31", "valid_until: «2026-02-29", "a day"),
        Spoiling("users", "disabled: true", "disabled: «yes", "true or false", hint: "text in YAML 1.2"),
        Spoiling("users", "disabled: true", "acting: [«{\(Self.letter)}]", "needs the key `as`"),
        Spoiling("users", "disabled: true", "acting: [{as: «Pjs, \(Self.letter)}]", "none of"),
        Spoiling("users", "disabled: true", "acting: [{as: Plh, valid_until: «2026-02-01, \(Self.from)}]", "before"),
        Spoiling("calendar", "\"08:00-12:00\"", "«\"8-12\"", "a span of a day", hint: "08:00-12:00"),
        Spoiling("calendar", "  monday: [\"08:00-12:00\", \"13:00-16:00\"]", "  «{}", "there is no working day"),
        Spoiling("calendar", "\"13:00-16:00\"", "«\"13:00-12:00\"", "a span of a day"),
        Spoiling(
            "calendar", "[\"08:00-12:00\", \"13:00-16:00\"]", "«[\"08:00-12:00\", \"11:00-16:00\"]", "begins before"),
        Spoiling("calendar", "monday:", "«moday:", "no key `moday`", hint: "`monday`"),
        Spoiling("calendar", "2026-06-01,", "«2026-06-31,", "a day"),
    ])
    func `a slip in people or calendar is found at its place`(_ spoiling: Spoiling) throws {
        try spoiling.expect()
    }

    @Test func `an office's own roles are roles`() throws {
        let (files, _) = try #require(
            SampleOffice.spoilt("Inventory/pita.yaml", "roles: [kabid]}", "roles: [kabid, auditor]}\nroles: [auditor]"))
        #expect(try SampleOffice.load(files).policy.approval.roles.map(\.id) == ["kabid", "auditor"])
    }

    @Test func `a person acts between the dates and while not disabled`() throws {
        let office = try SampleOffice.load()
        let person = try #require(office.user("perencana"))
        #expect(person.roles == [Role("staf")])
        for (day, isActive) in [
            ("2025-12-31", false), ("2026-01-01", true), ("2026-12-31", true), ("2027-01-01", false),
        ] {
            #expect(person.isActive(on: try #require(CalendarDate(day))) == isActive, "\(day)")
        }
        let today = try #require(CalendarDate("2026-11-21"))
        #expect(office.user("kabid")?.isActive(on: today) == false)
        #expect(person.keys.first?.line == SampleOffice.key)
        #expect(person.keys.first?.comment == "sampel")
    }

    @Test func `a delegation holds between its days, its own role always`() throws {
        let (files, _) = try #require(
            SampleOffice.spoilt("Inventory/users.yaml", "disabled: true", "acting: [{as: Plt, \(Self.letter)}]"))
        let person = try #require(try SampleOffice.load(files).user("kabid"))
        for (day, roles) in [
            ("2026-02-01", ["kabid"]), ("2026-02-02", ["kabid", "kadis"]), ("2026-02-28", ["kabid", "kadis"]),
            ("2026-03-01", ["kabid"]),
        ] {
            #expect(person.mandates(on: try #require(CalendarDate(day))).map(\.role.id) == roles, "\(day)")
        }
        #expect(person.delegations.first?.title == "Plt. Kepala Dinas")
    }

    @Test func `the calendar knows working spans and holidays`() throws {
        let calendar = try SampleOffice.load().calendar
        let holiday = try #require(CalendarDate("2026-06-01"))
        let monday = try #require(CalendarDate("2026-06-08"))
        let sunday = try #require(CalendarDate("2026-06-07"))
        #expect(holiday.weekday == .monday && calendar.spans(on: holiday).isEmpty)
        #expect(calendar.spans(on: monday).map(\.description) == ["08:00-12:00", "13:00-16:00"])
        #expect(sunday.weekday == .sunday && calendar.spans(on: sunday).isEmpty)
        #expect(calendar.spans(on: monday).first?.startMinute == 480)
    }

    @Test(arguments: [
        ("2026-11-21", Weekday.saturday), ("2024-02-29", .thursday), ("2000-01-01", .saturday), ("1999-12-31", .friday),
        ("2100-03-01", .monday),
    ])
    func `weekdays are right`(_ day: String, _ weekday: Weekday) { #expect(CalendarDate(day)?.weekday == weekday) }

    @Test(arguments: [
        "2026-13-01", "2026-00-10", "2026-1-1", "2100-02-29", "26-01-01", "2026-01-32", "", "２０26-01-01", "2026/01/01",
    ])
    func `what is no day is refused`(_ text: String) { #expect(CalendarDate(text) == nil) }

    @Test(arguments: ["24:00-25:00", "08:60-09:00", "8:00-09:00", "08:00", "09:00-08:00", "08:00-08:00", "aa:bb-cc:dd"])
    func `what is no span of a day is refused`(_ text: String) { #expect(ClockSpan(text) == nil) }

    @Test func `a span may end at midnight`() { #expect(ClockSpan("16:00-24:00")?.endMinute == 1440) }

    @Test func `damaged keys are refused, never crash`() {
        var generator = SeededGenerator(seed: 3)
        let line = Array(SampleOffice.key.utf8)
        for _ in 0..<2000 {
            var bytes = line
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
                    in: 32...126, using: &generator)
            }
            if let key = SSHPublicKey(String(decoding: bytes, as: UTF8.self)) { #expect(key.blob.count == 51) }
        }
    }
}
