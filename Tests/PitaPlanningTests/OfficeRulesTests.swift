import PitaDiagnostics
import PitaPlatforms
import Testing

@testable import PitaPlanning

/// What an office says of lines that Pita does not know, in `Templates/PLATFORM/rules.yaml`.
@Suite struct OfficeRulesTests {
    private func read(_ text: String) throws(Diagnostics) -> OfficeLineRules {
        try OfficeRulesReader.read(text, file: "Templates/ios/rules.yaml")
    }

    @Test func `a rule has a section, a form with values, a kind, and how it is taken back`() throws {
        let rules = try read(
            """
            - {section: interface, line: foo bar VALUE, kind: single, undo: no foo bar}
            - {line: ip something, kind: flag}
            - {line: "lihat NAME nilai VALUE-2", kind: keyed, undo: "no lihat NAME"}
            - {line: daftar ADDRESS, kind: list}
            """
        ).rules
        #expect(rules.map(\.section) == ["interface", "", "", ""])
        #expect(rules.map(\.kind) == [.single, .flag, .keyed, .list])
        #expect(rules[0].form == ["foo", "bar", "VALUE"] && rules[0].undo == ["no", "foo", "bar"])
        #expect(rules[1].undo == nil)
        #expect(rules[2].mark.description == "Templates/ios/rules.yaml:3:3")
    }

    @Test func `an empty list has no rules`() throws { #expect(try read("[]").isEmpty) }

    @Test(
        arguments: [
            ("foo: bar", "the rules must be a list, but this is a mapping", "- {section: interface"),
            ("- {line: foo VALUE, kind: single, undoo: no foo}", "a rule has no key `undoo`", "did you mean `undo`?"),
            ("- {kind: flag}", "a rule needs the key `line`", nil),
            ("- {line: foo}", "a rule needs the key `kind`", nil),
            ("- {line: foo VALUE, kind: singel}", "`singel` is none of `flag`, `single`, `keyed`, `list`", "`single`"),
            ("- {line: VALUE foo, kind: single}", "a line begins with a word of the device", "capitals"),
            ("- {line: foo VALUE, kind: flag}", "a flag has no value, but `VALUE` stands in the line", nil),
            ("- {line: foo, kind: single}", "a single value needs a value in the line", nil),
            ("- {line: foo KEY, kind: keyed}", "a keyed line needs two values", nil),
            ("- {line: foo, kind: list}", "a list needs a value in the line", nil),
            ("- {line: foo AA AA, kind: list}", "two values of the line have the same name", nil),
            ("- {line: foo VALUE, kind: single, undo: no foo VALU}", "the line has no value `VALU`", "`VALUE`"),
            ("- {line: foo, kind: flag, undo: foo}", "what takes the line back is the line itself", nil),
            (
                "- {line: foo AA, kind: single}\n- {line: foo BB CC, kind: keyed}",
                "there is another rule for lines that begin with `foo`", "rules.yaml:1:3"
            ),
            ("- {line: \"\", kind: flag}", "a text on one line, not empty", nil),
            ("- {line: [a], kind: flag}", "this must be text, but it is a list", nil),
            ("- 5", "a rule must be a mapping, but this is a whole number", nil),
        ] as [(String, String, String?)])
    func `what is wrong with a rule is told at its place`(_ text: String, _ message: String, _ hint: String?) {
        let found = faults { _ = try read(text) }
        #expect(
            found.contains { $0.message.contains(message) && $0.mark?.file == "Templates/ios/rules.yaml" }, "\(found)")
        if let hint { #expect(found.contains { $0.hint?.contains(hint) == true }, "\(found)") }
    }

    @Test func `a file of too many rules, or a line of too many words, is refused`() {
        let many = (0...OfficeRulesReader.most).map { "- {line: f\($0), kind: flag}\n" }.joined()
        #expect(faults { _ = try read(many) }.first?.message.contains("at most 1000 are read") == true)
        let long = "- {line: foo \(Array(repeating: "x", count: 40).joined(separator: " ")), kind: flag}"
        #expect(faults { _ = try read(long) }.first?.message.contains("at most 32 words") == true)
    }

    @Test func `the same beginning may have a rule in each of several sections`() throws {
        #expect(
            try read("- {line: foo AA, kind: single}\n- {section: interface, line: foo AA, kind: single}").rules.count
                == 2)
    }

    private func office(_ rules: String?, platform: String = "routeros") throws -> ExampleOffice {
        var example = try ExampleOffice()
        // `replacing` reads only templates; a file of rules stands beside them.
        if let rules { example.files["Templates/\(platform)/rules.yaml"] = rules }
        return example
    }

    private func rendered(_ example: ExampleOffice) throws -> (RenderedConfig, TemplateLibrary) {
        let library = example.library
        let book = try example.playbook("server-dns")
        let office = try example.office()
        let renderer = PlaybookRenderer(
            playbook: book, parameters: try ParameterValues([], for: book, office: office), office: office,
            library: library, platforms: PlatformCatalogue.all)
        return (try renderer.render(try #require(try renderer.targets().first)), library)
    }

    @Test func `rules go with the rendered config, and their file counts among the inputs of the plan`() throws {
        let (config, library) = try rendered(try office("- {line: foo VALUE, kind: single}"))
        #expect(config.rules.rules.map(\.form) == [["foo", "VALUE"]])
        #expect(Set(library.usedDigests.keys) == ["routeros/dns.j2", "routeros/rules.yaml"])
        let (bare, without) = try rendered(try office(nil))
        #expect(bare.rules.isEmpty && Set(without.usedDigests.keys) == ["routeros/dns.j2"])
    }

    @Test func `what is wrong with a file of rules refuses the plan and is found by the check`() throws {
        let example = try office("- {line: foo, kind: single}")
        let found = faults { _ = try rendered(example) }
        #expect(found.map(\.message) == ["a single value needs a value in the line"])
        let errors = OfficeTrial.run([], office: try example.office(), library: example.library).errors
        #expect(errors.map(\.message) == ["a single value needs a value in the line"])
    }

    @Test func `a file of rules in the folder of no platform is found by the check`() throws {
        let example = try office("[]", platform: "routros")
        let errors = OfficeTrial.run([], office: try example.office(), library: example.library).errors
        #expect(errors.first?.message.contains("is in the folder of no platform") == true)
        #expect(errors.first?.hint == "did you mean `routeros`?")
    }

    @Test func `a platform that takes no rules refuses them at the place of the first, and says so when it plans`()
        throws
    {
        let rules = try read("- {line: foo VALUE, kind: single}")
        let platform = try PlatformCatalogue.platform(named: "linux")
        let found = faults { _ = try platform.with(rules: rules) }
        #expect(found.first?.message == "the platform linux takes no rules of an office for its lines")
        #expect(found.first?.mark?.description == "Templates/ios/rules.yaml:1:3")
        #expect(throws: Never.self) { try platform.with(rules: OfficeLineRules()) }
    }
}
