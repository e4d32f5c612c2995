import PitaDiagnostics
import Testing

@testable import PitaYAML

@Suite struct RefusalTests {
    @Test(arguments: [
        ("a: «0110", "leading zero", "quote it"), ("a: [1, «-007]", "leading zero", "quote it"),
        ("a: «00.5", "leading zero", "quote it"), ("a: «9223372036854775808", "64 bits", "quote it"),
        ("a: «-9223372036854775809", "64 bits", "quote it"), ("a: «0xFFFFFFFFFFFFFFFFFF", "64 bits", "quote it"),
        ("a: «1e999", "greater than a number", "quote it"), ("a: «.inf", "no finite number", "quote it"),
        ("a: «-.INF", "no finite number", "quote it"), ("a: «.nan", "no finite number", "quote it"),
        ("a: 1\nb: 2\n«a: 3", "`a` stands twice", "line 1"), ("a: 1\n«\"a\": 3", "`a` stands twice", "line 1"),
        ("x:\n  - {k: 1, «k: 2}", "`k` stands twice", "line 2"), ("«<<: 1", "merge key", "let the office"),
        ("a: &x {k: 1}\nb:\n  «<<: *x", "merge key", "write the keys out"),
        ("? «[a]\n: 1", "a key must be a text", "quote"), ("«{a: b}: 1", "a key must be a text", "quote"),
        ("«'': 1", "a key is empty", "name"), ("a: &k x\n«*k : 1", "a key cannot be an alias", "itself"),
        ("a: «*b", "names no anchor", nil), ("abc: &abc 1\nb: «*abd", "names no anchor", "did you mean `abc`?"),
        ("a: &s [1, «*s]", "stands inside what it names", nil), ("&m {a: «*m}", "stands inside what it names", nil),
        ("a: «!!binary aGk=", "tag `!!binary`", "remove"), ("a: «!secret x", "tag `!secret`", "remove"),
        ("a: «!!timestamp 2026-01-01", "tag `!!timestamp`", "remove"), ("a: «!!map [1]", "tag `!!map`", "remove"),
        ("a: «!!seq {b: 1}", "tag `!!seq`", "remove"), ("a: «!!int x", "does not fit its tag", "remove"),
        ("a: «!!bool yes", "does not fit its tag", "remove"), ("«%TAG !e! tag:x,2000:\n---\na: 1", "%TAG", "remove"),
        ("«%YAML 1.1\n---\na: 1", "YAML 1.1", "%YAML"), ("a: 1\n«---\nb: 2", "second document", "file of its own"),
        ("a: «\"\\0\"", "U+0000", "\\n and \\t"), ("a: «\"\\e[31m\"", "U+001B", "\\n and \\t"),
        ("a: «\"x\\u2028\"", "U+2028", nil), ("a: «\"\\N\"", "U+0085", nil), ("a: «\"\\r\"", "U+000D", nil),
        ("a: «\"\\u202E\"", "U+202E", nil), ("a: «\u{202E}x", "U+202E cannot be seen", "remove"),
        ("a: x «\u{1B}", "U+001B cannot be seen", "remove"), ("# é\na: «\u{2028}", "U+2028 cannot be seen", "remove"),
        ("a: «\rb: 1", "U+000D cannot be seen", "remove"), ("a: «\u{7F}", "U+007F", "remove"),
        ("a:\n«\tb: 1", "a tab indents", "spaces"), ("a:\n  b: 1\n «\t c: 1", "a tab indents", "spaces"),
        ("a: «@x", "cannot start any token", "`@`"),
        ("a: «`x", "cannot start any token", "begins with"),
    ])
    func `a text that misleads is refused at its place with a hint`(
        _ marked: String, _ message: String, _ hint: String?
    ) {
        expectFault(marked, message, hint: hint)
    }

    @Test(
        arguments: [
            ("a: b: c", 1, "quote a value that holds"), ("a: 1\n  b: 2", 2, "check the indentation"),
            ("a: [1, 2", 1, "close the bracket"), ("a: {b: 1\nc: 2", 2, nil),
            ("a: 'x", 1, "opened above and not closed"),
            ("a: \"\\q\"", 1, "single quotes"), ("a:\n  - 1\n b: 2", 3, "compare the indentation"),
            ("a: 1\nb\nc: 2", 3, "needs a colon"),
            ("&a &b c: 1", 1, nil), ("a: *", 1, nil), ("]", 1, nil), ("a: |9x\n b", 1, nil),
        ] as [(String, Int, String?)])
    func `a fault of syntax has its line and a hint`(_ text: String, _ line: Int, _ hint: String?) {
        let fault = faults(text).first
        #expect(fault?.mark?.line == line || fault?.mark?.line == line + 1, "\(String(describing: fault))")
        #expect(fault?.excerpt != nil)
        if let hint { #expect(fault?.hint?.contains(hint) == true, "\(String(describing: fault))") }
    }

    @Test func `all refusals of a file are found in one run`() {
        let found = faults("a: 01\nb: 02\nd: !x y\nc: \"\\e\"\n")
        #expect(found.map { $0.mark?.line } == [1, 2, 3, 4])
    }

    @Test(
        arguments: [
            ([0xEF, 0xBB, 0xBF, 0x61], "byte order mark"), ([0xFF, 0xFE, 0x61, 0x00], "UTF-16"),
            ([0xFE, 0xFF, 0x00, 0x61], "UTF-16"), ([0x61, 0x00, 0x3A, 0x00], "UTF-16"), ([0x00, 0x61], "UTF-16"),
            ([0x61, 0x3A, 0x20, 0xFF], "0xFF is no UTF-8"), ([0x61, 0x3A, 0x20, 0xC0, 0x80], "0xC0 is no UTF-8"),
            ([0xED, 0xA0, 0x80], "0xED is no UTF-8"), ([0xF4, 0x90, 0x80, 0x80], "0xF4 is no UTF-8"),
            ([0xE2, 0x80], "0xE2 is no UTF-8"), ([0x61, 0x3A, 0x20, 0xE0, 0x80, 0x80], "0xE0 is no UTF-8"),
        ] as [([UInt8], String)])
    func `what is not UTF-8 is refused by name`(_ bytes: [UInt8], _ message: String) {
        let fault = #expect(throws: Diagnostics.self) { try YAML.parse(bytes, file: "a.yaml") }
        #expect(fault?.items.first?.message.contains(message) == true)
        #expect(fault?.items.first?.mark?.line == 1)
    }

    @Test func `an excerpt carries the caret under what is wrong`() {
        let printed = faults("dinas: é ü\nkode: 0110\n").first?.description
        #expect(
            printed == """
                a.yaml:2:7: error: `0110` is a number with a leading zero, which readers take for different values
                   2 | kode: 0110
                     |       ^^^^
                  hint: quote it when it is text, or write the number without the zero
                """)
    }
}

@Suite struct LimitTests {
    @Test func `a file over the size is refused, one at the size is taken`() {
        #expect(faults("a: bcd", limits: YAMLLimits(bytes: 6)).isEmpty)
        #expect(faults("a: bcde", limits: YAMLLimits(bytes: 6)).first?.message.contains("7 octets") == true)
    }

    @Test func `the standard size is one mebibyte`() {
        let filler = String(repeating: "# comment line of a fixed length\n", count: 40_000)
        #expect(faults(filler).first?.message.contains("octets") == true)
    }

    @Test(arguments: [("[", "]"), ("{a: ", "}")])
    func `collections are taken to the depth and no deeper`(_ open: String, _ close: String) {
        func nested(_ depth: Int) -> String {
            String(repeating: open, count: depth) + "x" + String(repeating: close, count: depth)
        }
        #expect(faults(nested(64)).isEmpty)
        #expect(faults(nested(65)).first?.message.contains("64 deep") == true)
    }

    @Test func `blocks are taken to the depth and no deeper`() {
        func nested(_ depth: Int) -> String {
            (0..<depth).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        }
        #expect(faults(nested(64)).isEmpty)
        #expect(faults(nested(65)).first?.message.contains("64 deep") == true)
    }

    @Test(.timeLimit(.minutes(10)), arguments: ["[", "{", "- ", "? ", "[{a: ", "{a: ["])
    func `endless nesting is stopped`(_ open: String) {
        let text = String(repeating: open, count: 1_000_000 / open.utf8.count)
        #expect(!faults(text).isEmpty)
    }

    @Test(.timeLimit(.minutes(10))) func `an alias bomb is refused before it grows`() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...12 {
            let names = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(names)]\n"
        }
        #expect(faults(text).first?.message.contains("aliases are expanded") == true)
    }

    @Test func `aliases are counted and their depth is added`() {
        let many = "a: &a 1\nb: [" + Array(repeating: "*a", count: 5).joined(separator: ", ") + "]"
        #expect(faults(many, limits: YAMLLimits(aliases: 5)).isEmpty)
        #expect(faults(many, limits: YAMLLimits(aliases: 4)).first?.message.contains("4 aliases") == true)
        let deep = "a: &a [[[1]]]\nb: [[*a]]"
        #expect(faults(deep, limits: YAMLLimits(depth: 6)).isEmpty)
        #expect(faults(deep, limits: YAMLLimits(depth: 5)).first?.message.contains("through this alias") == true)
    }

    @Test(.timeLimit(.minutes(10))) func `a wide mapping with a repeated key is found without comparing all with all`()
    {
        let wide = (0..<60_000).map { "k\($0): 1\n" }.joined()
        #expect(faults(wide + "k777: 2\n").first?.message.contains("`k777`") == true)
    }
}
