import Testing

@testable import PitaInventory

@Suite struct NumberPatternTests {
    @Test func `a number is written with its zeros and its year`() {
        let pattern = NumberPattern("000.7.5/{number:03}/BA/DISKOMINFO/{year}")
        #expect(pattern?.text(number: 7, year: 2026) == "000.7.5/007/BA/DISKOMINFO/2026")
        #expect(pattern?.text(number: 1234, year: 2026) == "000.7.5/1234/BA/DISKOMINFO/2026")
    }
    @Test(arguments: [
        "x", "{number}", "{year}", "{number}{number}{year}", "{number}{year}}", "{n}{year}", "{number:3}/{year}",
        "{number", "{number:00}/{year}",
    ])
    func `a pattern without exactly a number and a year is refused`(_ text: String) {
        #expect(NumberPattern(text) == nil)
    }
}
