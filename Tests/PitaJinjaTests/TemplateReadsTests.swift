import PitaDiagnostics
import PitaJinja
import Testing

@Suite struct TemplateReadsTests {
    private func reads(_ source: String) throws -> TemplateReads {
        try TemplateEnvironment().reads(source: source, name: "a.j2")
    }

    @Test(
        arguments: [
            ("{{ a }}", ["a"]), ("{{ a.b.c }} {{ a['d'] }}", ["a.b.c", "a.d"]), ("{{ a[x].b }}", ["a", "x"]),
            ("{% for p in a.b %}{{ p.c }}{% endfor %}", ["a.b", "p.c"]), ("{{ a.items() | list }}", ["a"]),
            ("{% if a.b is defined %}{{ c | default(d.e) }}{% endif %}", ["a.b", "c", "d.e"]),
            ("{% set x = a.b %}{% macro m(y=c) %}{{ d }}{% endmacro %}", ["a.b", "c", "d"]),
            ("{% if a %}{% elif b %}{{ c }}{% else %}{{ d }}{% endif %}", ["a", "b", "c", "d"]),
            (
                "{{ a ~ b.c }} {{ [d, {'e': f}] }} {{ g if h else i }} {{ -j + k ** l }}",
                "a b.c d f g h i j k l".split(separator: " ").map(String.init)
            ),
            ("{% raw %}{{ a }}{% endraw %}{# {{ b }} #}", []),
            (
                "{% filter upper %}{{ a }}{% endfilter %}{% with x = b %}{% endwith %}{% block z %}{{ c }}{% endblock %}",
                ["a", "b", "c"]
            ),
        ] as [(String, [String])])
    func `every name that a text can read is found, as far as it is written out`(_ source: String, _ paths: [String])
        throws
    {
        #expect(Set(try reads(source).paths.map { $0.joined(separator: ".") }) == Set(paths))
    }

    @Test func `names that a template gives itself are told from those that it is given`() throws {
        let found = try reads(
            "{% set a = 1 %}{% for b, c in x %}{% endfor %}{% macro d(e) %}{% endmacro %}{% import 'm.j2' as f %}"
                + "{% from 'n.j2' import g as h %}{% with i = 1 %}{% endwith %}{% set j %}x{% endset %}")
        #expect(found.assigned == ["a", "b", "c", "d", "e", "f", "h", "i", "j"])
    }

    @Test func `templates that are named are found, and a name that is made is said to be open`() throws {
        let found = try reads("{% extends 'a.j2' %}{% include ['b.j2', 'c.j2'] %}{% import 'd.j2' as d %}")
        #expect(found.templates == ["a.j2", "b.j2", "c.j2", "d.j2"] && !found.isOpen)
        #expect(try reads("{% include x ~ '.j2' %}").isOpen)
    }

    @Test func `what no template is is told with its place`() {
        let fault = #expect(throws: Diagnostic.self) { _ = try reads("a\n{% if %}") }
        #expect(fault?.mark?.line == 2)
    }
}

@Suite struct TemplateTrialTests {
    private func trial(_ source: String, _ variables: Value) throws -> TemplateTrial? {
        try TemplateEnvironment().template(source: source, name: "a.j2").trial(variables)
    }

    @Test func `the missing variable is named by the names that lead to it`() throws {
        #expect(try trial("{{ a }}", ["a": 1]) == nil)
        #expect(try trial("{{ b }}", ["a": 1])?.missing == ["b"])
        #expect(try trial("{{ lan.gateway }}", ["lan": ["interface": "e1"]])?.missing == ["lan", "gateway"])
        #expect(try trial("{% set x = a.b %}{{ x.d }}", ["a": ["b": ["c": 1]]])?.missing == ["a", "b", "d"])
        #expect(try trial("{% for p in ports %}{{ p.x }}{% endfor %}", ["ports": [["y": 1]]])?.missing == nil)
        #expect(try trial("{% for p in ports %}{{ p.x }}{% endfor %}", ["ports": [["y": 1]]])?.diagnostic != nil)
        #expect(try trial("{{ 1 // 0 }}", [:])?.missing == nil)
        #expect(try trial("{{ b | default(1) }}", [:]) == nil)
    }
}

@Suite struct TemplateCredentialTests {
    @Test(arguments: [
        "{% set password = 'hunter2' %}{{ x", "username admin password hunter2 {{ tidak_ada }}",
        "{% set psk = hunter2 + 1 %}",
        "sandi: hunter2 {% if %}", "{{ 'hunter2'|password }} secret=hunter2",
    ])
    func `a credential that somebody wrote into a template is not shown with its faults`(_ source: String) {
        let fault = #expect(throws: Diagnostic.self) {
            _ = try TemplateEnvironment().template(source: source, name: "a.j2").render([:])
        }
        #expect(fault?.description.contains("hunter2") == false, "\(fault as Any)")
        #expect(fault?.mark != nil)
    }

    @Test func `a line whose credential comes from a variable is shown`() {
        let fault = #expect(throws: Diagnostic.self) {
            _ = try TemplateEnvironment().template(source: "snmp community {{ nam }}", name: "a.j2").render([:])
        }
        #expect(fault?.excerpt?.line == "snmp community {{ nam }}")
    }
}
