import PitaDiagnostics
import Testing

struct DiagnosticTests {
    @Test func printsPlaceLineCaretContextAndHint() throws {
        let text = "name: disdik\n  bandwidth: 50X\n"
        let mark = SourceMark(file: "disdik.yaml", line: 2, column: 14)
        let diagnostic = Diagnostic(
            "`50X` is no bandwidth", at: mark, excerpt: Excerpt(of: text, at: mark, length: 3), hint: "write `50M`",
            context: ["device rtr-disdik"])
        #expect(
            diagnostic.description == """
                disdik.yaml:2:14: error: `50X` is no bandwidth
                   2 |   bandwidth: 50X
                     |              ^^^
                  device rtr-disdik
                  hint: write `50M`
                """)
    }

    @Test func neverSendsControlCharactersToTheTerminal() {
        let shown = Diagnostic("a\u{1B}[2Jb\nc\u{202E}d").description
        #expect(shown == "error: a\\u{1B}[2Jb\\nc\\u{202E}d")
    }

    @Test func cutsAnEndlessLineAroundTheCaret() {
        let line = String(repeating: "x", count: 100_000)
        let mark = SourceMark(file: "f", line: 1, column: 50_000)
        let shown = Diagnostic("m", at: mark, excerpt: Excerpt(line: line)).description
        #expect(shown.count < 500)
        #expect(shown.contains("^"))
    }

    @Test func suggestsOnlyWhatIsNear() {
        #expect(Suggestion.nearest(to: "max-limt", among: ["max-limit", "limit-at"]) == "max-limit")
        #expect(Suggestion.nearest(to: "routreos", among: ["routeros", "linux"]) == "routeros")
        #expect(Suggestion.nearest(to: "zzz", among: ["routeros"]) == nil)
        #expect(Suggestion.nearest(to: "", among: ["a"]) == nil)
    }

    @Test func aSecretIsNeverPrinted() {
        let secret = Secret("hunter2")
        var dumped = ""
        dump(secret, to: &dumped)
        for shown in ["\(secret)", String(reflecting: secret), dumped, "\([secret])"] {
            #expect(!shown.contains("hunter2"))
        }
        #expect(secret.masked(in: "pw hunter2hunter2.") == "pw ****************.")
    }

    @Test func `a sentence that quotes a megabyte is shown by its beginning and its end`() {
        let word = String(repeating: "x\u{1B}", count: 500_000)
        let shown = Diagnostic("`\(word)` is no command", hint: "not `\(word)` but `add`").description
        #expect(shown.utf8.count < 16_384)
        #expect(shown.hasPrefix("error: `x\\u{1B}x") && shown.contains(" [...] "))
        #expect(shown.contains("` is no command\n  hint: not `x") && shown.hasSuffix("` but `add`"))
    }

    @Test func `a thousand mistakes are printed as the first hundred and a number`() {
        let lines = Diagnostics((0..<1000).map { Diagnostic("m\($0)") }).description.split(separator: "\n")
        #expect(lines.count == 101 && lines[99] == "error: m99" && lines[100] == "and 900 more")
    }
}
