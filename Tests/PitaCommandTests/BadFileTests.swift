import Foundation
import Testing

/// Files that nobody should have written: each is told with its place, quickly, and never crashes.
@Suite struct BadFileTests {
    @Test(arguments: BadYAML.all)
    func `bad YAML is told with its place`(_ bad: BadYAML) throws {
        let work = try WorkDirectory()
        try work.write("v.yaml", bad.bytes)
        try work.write("t.j2", "{{ a }}")
        let outcome = try work.pita("template", "render", "t.j2", "--vars", "v.yaml")
        // A file that is too large has no place.
        let hasPlace = bad.message != "octets"
        expectFault(outcome, bad.message, at: bad.place, file: "v.yaml", caret: bad.hasExcerpt)
        if hasPlace { #expect(outcome.errors.hasPrefix("v.yaml:"), "\(outcome.errors.prefix(300))") }
    }

    @Test func `the table holds at least sixty files, each once`() {
        #expect(BadYAML.all.count >= 60)
        #expect(Set(BadYAML.all.map(\.description)).count == BadYAML.all.count)
    }

    @Test func `bad YAML in an inventory is told with the file's name in the office`() throws {
        for bad in BadYAML.numbers + BadYAML.characters + BadYAML.encodings {
            let work = try WorkDirectory.office()
            try work.write("Inventory/links.yaml", bad.bytes)
            let outcome = try work.pita("inventory", "check")
            expectFault(outcome, bad.message, at: bad.place, file: "Inventory/links.yaml", caret: bad.hasExcerpt)
        }
    }

    struct BadTemplate: Sendable, CustomStringConvertible {
        let description: String
        let marked: String
        let message: String

        init(_ name: String, _ marked: String, _ message: String) {
            (description, self.marked, self.message) = (name, marked, message)
        }
    }

    static let templates = [
        BadTemplate("undefined name", "a\n  {{ «tidak_ada }}", "'tidak_ada' is undefined"),
        BadTemplate("undefined member", "{{ «wan.alamat }}", "alamat"),
        BadTemplate("undefined in a condition", "{% if «tidak_ada %}x{% endif %}", "undefined"),
        BadTemplate("undefined in a loop", "{% for x in «tidak_ada %}{% endfor %}", "undefined"),
        BadTemplate("open expression", "{{ wan", "error"), BadTemplate("open statement", "{% if wan", "error"),
        BadTemplate("if without an end", "{% if wan %}x", "endif"),
        BadTemplate("for without an end", "{% for x in [1] %}", "endfor"),
        BadTemplate("end without a beginning", "{% endif %}", "endif"),
        BadTemplate("unknown statement", "{% «fro x in [] %}{% endfor %}", "fro"),
        BadTemplate("unknown filter", "{{ 1 | «bandwith }}", "bandwith"),
        BadTemplate("unknown test", "{{ 1 is «defned }}", "defned"),
        BadTemplate("open comment", "{# x", "error"), BadTemplate("open quote", "{{ 'x }}", "error"),
        BadTemplate("empty expression", "{{ }}", "error"), BadTemplate("operator alone", "{{ 1 + }}", "error"),
        BadTemplate("division by zero", "{{ 1 / 0 }}", "zero"), BadTemplate("wrong types", "{{ 1 + 'a' }}", "error"),
        BadTemplate(
            "endless loop", "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "error"),
        BadTemplate("endless output", "{% for a in range(99999) %}{{ 'x' * 99999 }}{% endfor %}", "error"),
        BadTemplate("range without end", "{{ range(999999999999) | list }}", "error"),
        BadTemplate("text without end", "{{ 'x' * 9999999999 }}", "error"),
        BadTemplate("number without end", "{{ 9 ** 9999999 }}", "error"),
        BadTemplate(
            "macro that calls itself", "{% macro m() %}{{ «m() }}{% endmacro %}{{ m() }}", "inside one another"),
        BadTemplate("template that includes itself", "{% include «'buruk.j2' %}", "inside one another"),
        BadTemplate("templates that include each other", "{% include 'lain.j2' %}", "inside one another"),
        BadTemplate("template that extends itself", "{% extends «'buruk.j2' %}", "inside one another"),
        BadTemplate("include of nothing", "{% include «'tidak-ada.j2' %}", "tidak-ada.j2"),
        BadTemplate("include of a file outside", "{% include '../rahasia' %}", "rahasia"),
        BadTemplate("include of an absolute path", "{% include '/etc/passwd' %}", "passwd"),
        BadTemplate("a thousand brackets", "{{ " + String(repeating: "(", count: 100_000) + " }}", "error"),
        BadTemplate("a thousand blocks", String(repeating: "{% if 1 %}", count: 50_000), "error"),
        BadTemplate("a bandwidth that is none", "{{ '50X' | bandwidth_bits }}", "50X"),
        BadTemplate("a host beyond the network", "{{ '10.0.0.0/30' | host(9) }}", "10.0.0.0/30"),
    ]

    @Test(arguments: templates)
    func `a bad template is told with its place`(_ bad: BadTemplate) throws {
        let work = try WorkDirectory()
        let marked = MarkedText(bad.marked)
        try work.write("buruk.j2", marked.text)
        try work.write("lain.j2", "{% include 'buruk.j2' %}")
        try work.write("v.yaml", "wan: {address: 10.0.0.1}\n")
        let outcome = try work.pita("template", "render", "buruk.j2", "--vars", "v.yaml")
        expectFault(outcome, bad.message, at: marked.place, file: "buruk.j2", caret: true)
        #expect(outcome.errors.contains(".j2:"), "\(outcome.errors.prefix(300))")
    }

    @Test func `a template that is no text, no file or too large is refused by name`() throws {
        let work = try WorkDirectory()
        try work.write("biner.j2", [0x61, 0xFF, 0xFE])
        try work.write("besar.j2", String(repeating: "x", count: (1 << 20) + 1))
        expectFault(
            try work.pita("template", "render", "biner.j2"), "biner.j2 is not UTF-8", caret: false, hint: "iconv")
        expectFault(try work.pita("template", "render", "besar.j2"), "the limit is 1048576", caret: false)
        expectFault(try work.pita("template", "render", "tidak-ada.j2"), "tidak-ada.j2: No such file", caret: false)
        expectFault(try work.pita("template", "render", "."), "is no regular file", caret: false)
        expectFault(try work.pita("template", "render", "/dev/zero"), "is no regular file", caret: false)
        try work.write("v.yaml", "[1]")
        try work.write("t.j2", "x")
        expectFault(
            try work.pita("template", "render", "t.j2", "--vars", "v.yaml"), "must be a mapping", at: "1:1",
            file: "v.yaml")
    }

    @Test func `a diagnostic of a template shows the chain of includes and where the value came from`() throws {
        let work = try WorkDirectory()
        try work.write("a.j2", "x\n{% include 'b.j2' %}")
        try work.write("b.j2", "{{ wan.address | host(1) }}")
        try work.write("v.yaml", "wan:\n  address: salah\n")
        let outcome = try work.pita("template", "render", "a.j2", "--vars", "v.yaml")
        expectFault(outcome, "b.j2:1:", caret: true)
        #expect(outcome.errors.contains("a.j2:2"), "\(outcome.errors)")
        #expect(outcome.errors.contains("value from v.yaml:2:"), "\(outcome.errors)")
    }
}
