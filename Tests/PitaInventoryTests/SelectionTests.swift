import PitaDiagnostics
import Testing

@testable import PitaInventory

@Suite struct SelectionTests {
    @Test(arguments: [
        ("satu", "rtr-satu sw-satu"), ("rtr-*", "rtr-inti rtr-dua rtr-satu"),
        ("*", "rtr-inti dist-a dist-b rtr-dua rtr-satu sw-satu"),
        ("platform:linux", "rtr-dua"), ("role:core", "rtr-inti"), ("segment:dua", "rtr-dua"),
        ("device:dist-?", "dist-a dist-b"),
        ("class:pelayanan", "rtr-satu sw-satu"), ("satu,!sw-*", "rtr-satu"),
        ("!platform:routeros", "dist-a dist-b rtr-dua"),
        ("!satu, !dua", "rtr-inti dist-a dist-b"), (" satu , rtr-inti ", "rtr-inti rtr-satu sw-satu"),
        ("sw-satu,rtr-dua,sw-satu", "rtr-dua sw-satu"), ("s?t*", "rtr-satu sw-satu"),
        ("platform:route*", "rtr-inti rtr-satu sw-satu"),
    ])
    func `a limit selects devices in the office's order`(_ expression: String, _ names: String) throws {
        let selection = try SampleOffice.load().select(expression)
        #expect(selection.devices.map(\.id).joined(separator: " ") == names)
    }

    @Test func `the segments are those of the devices`() throws {
        let office = try SampleOffice.load()
        #expect(try office.select("*").segments.map(\.name) == ["dua", "satu"])
        #expect(try office.select("sw-satu").segments.map(\.name) == ["satu"])
        #expect(try office.select("role:core").segments.isEmpty)
    }

    @Test(
        arguments: [
            ("satuu", 1, "`satuu` matches no device", "did you mean `satu`?"),
            ("dua,platform:routros", 5, "`platform:routros` matches no device", "did you mean `routeros`?"),
            ("dua, x*", 6, "`x*` matches no device", nil), ("dua,", 5, "a term of the limit is empty", nil),
            ("", 1, "a term of the limit is empty", nil), ("!", 1, "a term of the limit is empty", nil),
            ("!zzz", 1, "`!zzz` matches no device", nil), ("platform:", 1, "a term of the limit is empty", nil),
        ] as [(String, Int, String, String?)])
    func `a term that matches nothing is an error at its place`(
        _ expression: String, _ column: Int, _ message: String, _ hint: String?
    ) throws {
        let office = try SampleOffice.load()
        let fault = #expect(throws: Diagnostics.self) { try office.select(expression) }
        #expect(fault?.items.first?.message == message)
        #expect(fault?.items.first?.mark?.column == column)
        #expect(fault?.items.first?.hint == hint)
    }

    @Test func `a limit that takes out all it takes in is an error`() throws {
        let office = try SampleOffice.load()
        let fault = #expect(throws: Diagnostics.self) { try office.select("satu,!satu") }
        #expect(fault?.items.first?.message == "the limit `satu,!satu` leaves no device")
    }

    @Test(.timeLimit(.minutes(10))) func `a glob of many stars is tried to its end`() throws {
        let office = try SampleOffice.load()
        let stars = String(repeating: "*a", count: 4000)
        #expect(throws: Diagnostics.self) { try office.select(stars) }
    }

    @Test(arguments: [
        ("*", "", true), ("a*b", "ab", true), ("a*b", "axxb", true), ("a*b", "axxbc", false), ("?", "", false),
        ("a?c", "abc", true), ("*a*b*", "xxaxxbxx", true), ("*ab", "aab", true), ("a", "ab", false),
    ])
    func `globs match whole names`(_ pattern: String, _ name: String, _ isMatch: Bool) throws {
        #expect(try #require(LimitTerm(pattern)).matches(name) == isMatch)
    }
}
