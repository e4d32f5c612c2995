import PitaDiagnostics
import Testing

@Suite struct LinePatternTests {
    @Test(arguments: [
        ("[*@*] >", "[admin@AP SMA WANASARI 1] >", true), ("[*@*] >", "x [admin@a] >", false),
        ("*#", "sw1(config-if)#", true), ("*#", "sw1(config-if)# ", false), ("", "", true), ("", "x", false),
        ("*", "", true), ("a?c", "abc", true), ("a?c", "ac", false), ("\\d\\d:\\d\\d", "17:20", true),
        ("\\d\\d:\\d\\d", "1a:20", false), ("\\*\\?\\\\", "*?\\", true), ("\\*", "x", false), ("a\\", "a\\", true),
        ("**a**", "bab", true), ("\\#w\\#d", "1w12d", true), ("\\#w", "w", false), ("\\L\\s\\#:", "Mar   1:", true),
        ("\\L\\s1", "Mar1", false), ("%\\T-\\d-\\T:*", "%LINEPROTO-SP-5-UPDOWN: Line", true),
        ("%\\T-\\d-\\T:*", "% Bad-1-b: x", false), ("\\#*\\#a", "12a", true), ("\\#*\\#a", "1a", false),
    ])
    func `a pattern matches whole lines`(pattern: String, line: String, matches: Bool) {
        #expect(LinePattern(pattern).matches(line) == matches)
    }

    @Test func `an exact pattern matches its text and nothing else`() {
        for text in ["[a*b@c?] >", "\\d", "plain", ""] {
            #expect(LinePattern.exactly(text).matches(text))
            #expect(!LinePattern.exactly(text).matches(text + "x"))
        }
    }

    @Test func `matching takes no exponential time`() {
        let pattern = LinePattern(String(repeating: "*a", count: 200) + "b")
        #expect(!pattern.matches(String(repeating: "a", count: 600)))
        let runs = LinePattern(String(repeating: "\\#", count: 200) + "b")
        #expect(!runs.matches(String(repeating: "1", count: 600)))
    }
}
