import PitaDiagnostics
import PitaJinja
import TestSupport
import Testing

@Suite struct RobustnessTests {
    static let small: RenderLimits = {
        var limits = RenderLimits()
        limits.iterations = 2000
        limits.outputBytes = 1 << 16
        limits.textBytes = 1 << 16
        limits.depth = 20
        return limits
    }()

    @Test func noMutationOfATemplateCrashes() {
        var random = SeededGenerator(seed: 7)
        let pieces = [
            "{{", "}}", "{%", "%}", "{#", "-", "|", "(", ")", "[", "]", "'", "\"", "\\", " if ", " for x in ", "endfor",
            ".", ",", "99999999999999999999", "**", "*", "%", "é", "\n", " is ", "loop", "super()", "self",
        ]
        var finished = 0
        let cases = Trial.cases(12_000)
        for _ in 0..<cases {
            let item = random.pick(Corpus.cases)
            var scalars = Array(item.template.unicodeScalars)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0...scalars.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0 where place < scalars.count: scalars.remove(at: place)
                case 1: scalars.insert(contentsOf: random.pick(pieces).unicodeScalars, at: place)
                default:
                    let other = Array(random.pick(Corpus.cases).template.unicodeScalars)
                    let part = other.prefix(Int.random(in: 0...12, using: &random))
                    scalars.insert(contentsOf: part, at: place)
                }
            }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars)
            let environment = TemplateEnvironment(options: item.options, limits: Self.small) {
                item.templates[$0]?.stringValue
            }
            _ = try? environment.template(source: String(view), name: "case").render(item.variables)
            finished += 1
        }
        #expect(finished == cases)
    }

    @Test(arguments: [
        "{% for x in range(100000) %}{% endfor %}", "{{ 'x' * 10000000 }}", "{{ [0] * 10000000 }}",
        "{{ 2 ** 1000000 }}", "{{ range(10 ** 9) }}", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ '%9999999d' % 1 }}", "{{ '{:9999999}'.format(1) }}", "{{ 'x'.center(9999999) }}",
        "{% set ns = namespace(l=[]) %}{% for i in range(1000) %}{% set ns.l = [ns.l] %}{% endfor %}",
        "{% set ns = namespace(s='x') %}{% for i in range(100) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
        "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}", "{% block a %}{{ self.a() }}{% endblock %}",
        "{% set ns = namespace(g=[1]) %}{% for i in range(1000) %}{% set ns.g = ns.g|map('abs') %}{% endfor %}",
    ])
    func aHitLimitIsADiagnostic(_ template: String) throws {
        let environment = TemplateEnvironment(limits: Self.small)
        let compiled = try environment.template(source: template, name: "t")
        let error = #expect(throws: Diagnostic.self) { try compiled.render([:]) }
        #expect(error?.message.contains("limit") == true)
    }

    @Test func deepNestingIsADiagnosticAndNoStackOverflow() {
        for (open, inner, close) in [
            ("(", "1", ")"), ("[", "1", "]"), ("-", "1", ""), ("not ", "1", ""), ("{1:", "1", "}"), ("1 + ", "1", ""),
            ("a[", "1", "]"), ("f(", "1", ")"), ("1 if ", "1", ""), ("1|default(", "1", ")"),
        ] {
            let deep = String(repeating: open, count: 50_000) + inner + String(repeating: close, count: 50_000)
            #expect(throws: Diagnostic.self) {
                try TemplateEnvironment().template(source: "{{ \(deep) }}", name: "t")
            }
        }
        let ifs = String(repeating: "{% if 1 %}", count: 20_000)
        #expect(throws: Diagnostic.self) { try TemplateEnvironment().template(source: ifs, name: "t") }
    }

    @Test func longChainsOfChangedContainersAreFreed() throws {
        let template =
            "{% set ns = namespace(last=[]) %}{% for i in range(50000) %}{% set new = [] %}"
            + "{% do ns.last.append(new) %}{% set ns.last = new %}{% endfor %}done"
        #expect(try TemplateEnvironment().template(source: template, name: "t").render([:]) == "done")
    }
}
