import PitaDiagnostics
import PitaJinja
import Testing

@Suite struct DiagnosticTests {
    private func failure(
        _ template: String, _ variables: Value = [:], _ templates: [String: String] = [:]
    ) -> Diagnostic? {
        let environment = TemplateEnvironment { templates[$0] }
        do {
            _ = try environment.template(source: template, name: "main.j2").render(variables)
            return nil
        } catch {
            return error
        }
    }

    @Test func anUndefinedNameIsMarkedAndTheNearNameSuggested() {
        let found = failure("one\n  {{ hostnam }}", ["hostname": "sw1"])
        #expect(found?.mark == SourceMark(file: "main.j2", line: 2, column: 6, offset: 9))
        #expect(found?.message == "'hostnam' is undefined")
        #expect(found?.hint == "did you mean `hostname`?")
    }

    @Test func anUndefinedKeySuggestsAKey() {
        let found = failure("{{ p.vlann }}", ["p": ["vlan": 10]])
        #expect(found?.message == "'dict object' has no attribute 'vlann'")
        #expect(found?.hint == "did you mean `vlan`?")
    }

    @Test func theChainOfTemplatesIsTheContext() {
        let found = failure("{% include 'a' %}", [:], ["a": "x\n{% include 'b' %}", "b": "{{ 1 // 0 }}"])
        #expect(found?.mark?.file == "b")
        #expect(found?.context == ["included from a:2:12", "included from main.j2:1:12"])
    }

    @Test func theOriginOfAWrongValueIsTheContext() throws {
        let variables = try Value(json: Array("{\n  \"speed\": \"fast\"}".utf8), file: "vars.json")
        let found = failure("{{ speed * 1.5 }}", variables)
        #expect(found?.context == ["value from vars.json:2:3"])
    }

    @Test func unknownTagsAndFiltersAreSuggested() {
        #expect(failure("{% fro x in y %}")?.hint == "did you mean `for`?")
        #expect(failure("{{ 1 | uper }}")?.hint == "did you mean `upper`?")
        #expect(failure("{{ 1 is defind }}")?.hint == "did you mean `defined`?")
    }

    @Test func aMissingTemplateNamesIt() {
        #expect(failure("{% include 'nope.j2' %}")?.message == "there is no template 'nope.j2'")
    }

    @Test func anErrorInAMacroSaysWhereItWasCalled() {
        let found = failure("{% macro m(x) %}{{ x + 'a' }}{% endmacro %}\n{{ m(1) }}")
        #expect(found?.mark?.line == 1)
        #expect(found?.context.last == "called from main.j2:2:4")
    }
}

@Suite struct InterfaceTests {
    @Test func ownFiltersTestsGlobalsAndFunctionsAreCalled() throws {
        var environment = TemplateEnvironment()
        environment.registerFilter("quote") { value, arguments in
            .string((arguments.value(0, "mark")?.text ?? "'") + value.text + "'")
        }
        environment.registerTest("loud") { value, _ in value.text.hasSuffix("!") }
        environment.registerGlobal("office", "Diskominfo")
        environment.registerFunction("twice") { arguments in .int((arguments.value(0, "n")?.intValue ?? 0) * 2) }
        let template = try environment.template(
            source: "{{ 'a' | quote(mark='<') }} {{ 'x!' is loud }} {{ office }} {{ twice(n=4) }}", name: "t")
        #expect(try template.render([:]) == "<a' True Diskominfo 8")
    }

    @Test func anErrorOfAnOwnFilterGetsItsPlace() throws {
        var environment = TemplateEnvironment()
        environment.registerFilter("quote") { _, _ in throw FilterError("no quotes", hint: "drop them") }
        let template = try environment.template(source: "ab{{ 'a' | quote }}", name: "t")
        let error = #expect(throws: Diagnostic.self) { try template.render([:]) }
        #expect(error?.message == "no quotes")
        #expect(error?.hint == "drop them")
        #expect(error?.mark?.column == 12)
    }

    @Test func whatATemplateChangesDoesNotReachTheCaller() throws {
        let variables: Value = ["l": [1, 2]]
        let template = try TemplateEnvironment().template(source: "{% do l.append(3) %}{{ l }}", name: "t")
        #expect(try template.render(variables) == "[1, 2, 3]")
        #expect(try template.render(variables) == "[1, 2, 3]")
        #expect(variables["l"]?.items?.count == 2)
    }

    @Test func aTemplateRendersFromManyTasksAtOnce() async throws {
        let template = try TemplateEnvironment().template(
            source: "{% for x in l %}{{ x }}{% endfor %}{{ n }}", name: "t")
        try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for number in 0..<50 { group.addTask { (number, try template.render(["l": [1, 2], "n": .int(number)])) } }
            for try await (number, text) in group { #expect(text == "12\(number)") }
        }
    }

    @Test(arguments: [
        ("'50M'|bandwidth_bits", "50000000"), ("1500000|bandwidth", "1500k"), ("'50M/20M'|download", "50M"),
        ("'50M/20M'|upload", "20M"), ("'1.5M'|kbit", "1500"), ("'10.10.1.7/24'|network", "10.10.1.0/24"),
        ("'10.10.1.0/24'|host(1)", "10.10.1.1"), ("'10.10.1.0/24'|host(-2)", "10.10.1.254"),
        ("'10.10.1.0/24'|netmask", "255.255.255.0"), ("'10.10.1.0/24'|wildcard", "0.0.0.255"),
        ("'10.10.1.7/24'|prefix_length", "24"), ("'10.10.1.7/24'|address", "10.10.1.7"),
        ("[10, 20, 21, 22]|vlan_ranges", "10,20-22"), ("'10,20-22'|vlan_ids", "[10, 20, 21, 22]"),
        ("'30,10'|vlan_ranges", "10,30"),
    ])
    func fieldFiltersReadWhatTheFieldWrites(_ expression: String, _ expected: String) throws {
        #expect(try TemplateEnvironment().template(source: "{{ \(expression) }}", name: "t").render([:]) == expected)
    }

    @Test(arguments: [
        "'fast'|bandwidth", "-1|bandwidth", "'50M'|download", "'10.1.1.1'|netmask", "'10.1.1.0/24'|host(256)",
        "[0]|vlan_ranges", "'20-10'|vlan_ids", "1|address", "'1500'|kbit",
    ])
    func fieldFiltersRefuseOtherValues(_ expression: String) throws {
        let template = try TemplateEnvironment().template(source: "{{ \(expression) }}", name: "t")
        #expect(throws: Diagnostic.self) { try template.render([:]) }
    }

    @Test func jsonKeepsDigitsMarksAndEscapes() throws {
        let text = #"{"a": 123456789012345678901234567890, "b": "\u00e9\ud83d\ude00\n", "c": [1.50, -0, true, null]}"#
        let value = try Value(json: Array(text.utf8))
        #expect(value.text == "{'a': 123456789012345678901234567890, 'b': 'é😀\\n', 'c': [1.5, 0, True, None]}")
        for bad in ["", "{", "[1,]", "{\"a\" 1}", "01", "\"a", "tru", "[1] 2", "\"\\x\"", "{1:2}", "-", "1.", "\u{1}"] {
            #expect(throws: Diagnostic.self) { try Value(json: Array(bad.utf8)) }
        }
        #expect(throws: Diagnostic.self) { try Value(json: Array(repeating: UInt8(ascii: "["), count: 100_000)) }
    }
}
