import Foundation
import PitaJinja
import TestSupport
import Testing

/// Jinja2 itself, asked over a pipe.
enum Jinja2 {
    static let isThere: Bool = (try? run(["-c", "import jinja2; assert jinja2.__version__ == '3.1.6'"], "")) != nil

    struct Refused: Error {}

    static func run(_ arguments: [String], _ input: String) throws -> String {
        let directory = FileManager.default.temporaryDirectory.appending(path: "pita-jinja-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let (from, to) = (directory.appending(path: "in"), directory.appending(path: "out"))
        try Data(input.utf8).write(to: from)
        try Data().write(to: to)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-W", "ignore"] + arguments
        process.standardInput = try FileHandle(forReadingFrom: from)
        process.standardOutput = try FileHandle(forWritingTo: to)
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Refused() }
        return try String(contentsOf: to, encoding: .utf8)
    }

    /// What Jinja2 makes of each template; `nil` where it fails.
    static func render(_ templates: [String], _ variables: String) throws -> [String?] {
        guard let script = Bundle.module.path(forResource: "Fixtures/generate", ofType: "py") else { throw Refused() }
        let writer = try TemplateEnvironment().template(source: "{{ x | tojson }}", name: "writer")
        let lines = try templates.map {
            "{\"v\": \(variables), \"t\": \(try writer.render(["x": .string($0)]))}"
        }
        let output = try run([script, "--stdin"], lines.joined(separator: "\n") + "\n")
        return try output.split(separator: "\n").map { try Value(json: Array($0.utf8))["out"]?.stringValue }
    }
}

/// Random expressions over the variables of the corpus.
struct ExpressionMaker {
    var random: SeededGenerator

    private static let leaves = [
        "n", "z", "neg", "f", "s", "e", "t", "nothing", "l", "words", "d", "users", "uni", "nested", "0", "1", "2",
        "-3",
        "1.5", "'a'", "'Hello'", "[1, 2]", "(1, 'x')", "{'a': 1}", "none", "true", "missing", "d.a", "users[0].name",
        "l[1]", "nested[1]", "users", "7", "10", "'5'", "''", "[]",
    ]
    private static let filters = [
        "length", "upper", "lower", "first", "last", "join('-')", "sort", "list", "int", "float", "string", "abs",
        "default('x')", "title", "round", "sum", "min", "max", "reverse|list", "unique|list", "trim", "capitalize",
        "replace('a', 'b')", "map('string')|list", "select|list", "tojson", "wordcount", "center(9)", "e",
        "batch(2)|list",
        "dictsort", "items|list", "truncate(5)", "pprint", "indent", "default(1, true)", "map(attribute='name')|list",
    ]
    private static let operators = [
        "+", "-", "*", "/", "//", "%", "~", "==", "!=", "<", "<=", ">", ">=", "and", "or", "in", "not in",
    ]
    private static let tests = [
        "defined", "string", "number", "none", "iterable", "mapping", "sequence", "odd", "even", "divisibleby(3)",
        "integer", "in [1, 'a']", "eq 1", "lower",
    ]

    mutating func make(_ depth: Int) -> String {
        guard depth > 0 else { return random.pick(Self.leaves) }
        switch Int.random(in: 0..<12, using: &random) {
        case 0, 1, 2: return "\(make(depth - 1)) \(random.pick(Self.operators)) \(make(depth - 1))"
        case 3: return "(\(make(depth - 1)))|\(random.pick(Self.filters))"
        case 4: return "\(make(depth - 1))|\(random.pick(Self.filters))"
        case 5: return "(\(make(depth - 1))) is \(random.pick(["", "not "]))\(random.pick(Self.tests))"
        case 6: return "(\(make(depth - 1)) if \(make(depth - 1)) else \(make(depth - 1)))"
        case 7:
            // A slice of what cannot be sliced is left out: Jinja2 answers differently once it has folded constants.
            let slice = random.pick(["1:", "::-1", ":2", "-2:"])
            return Bool.random(using: &random)
                ? "(\(make(depth - 1)))[\(random.pick(["0", "-1", "'a'"]))]"
                : "\(random.pick(["s", "l", "words", "uni", "nested", "[1, n]"]))[\(slice)]"
        case 8: return "[\(make(depth - 1)), \(make(depth - 1))]"
        case 9: return "not \(make(depth - 1))"
        case 10: return "{'k': \(make(depth - 1))}"
        default: return make(0)
        }
    }
}

@Suite(.enabled(if: Jinja2.isThere)) struct LiveComparisonTests {
    @Test func randomExpressionsComeOutAsInJinja2() throws {
        var maker = ExpressionMaker(random: SeededGenerator(seed: 20_260))
        let templates = (0..<4000).map { _ in "{{ \(maker.make(3)) }}" }
        let expected = try Jinja2.render(templates, Corpus.variablesText)
        let environment = TemplateEnvironment()
        try #require(expected.count == templates.count)
        for (template, wanted) in zip(templates, expected) {
            // An address in memory cannot come out the same twice.
            if let wanted, wanted.contains(" at 0x") { continue }
            let result = try? environment.template(source: template, name: "case").render(Corpus.variables)
            #expect(result == wanted, "\(template)")
        }
    }
}
