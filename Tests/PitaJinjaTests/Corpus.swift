import Foundation
import PitaJinja

/// A template of the corpus with what Jinja2 makes of it.
struct CorpusCase: Sendable {
    let topic: String
    let template: String
    let variables: Value
    let options: TemplateOptions
    let templates: Value
    /// `nil` when Jinja2 fails.
    let expected: String?

    /// What this engine makes of it; `nil` when it fails.
    func rendered(limits: RenderLimits = RenderLimits()) -> String? {
        let templates = templates
        let environment = TemplateEnvironment(options: options, limits: limits) { templates[$0]?.stringValue }
        return try? environment.template(source: template, name: "case").render(variables)
    }
}

/// The stored corpus; `Fixtures/generate.py` writes it.
enum Corpus {
    private static let text: String = {
        guard let url = Bundle.module.url(forResource: "Fixtures/cases", withExtension: "jsonl") else { return "" }
        return (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    }()

    /// The variables of the first cases as JSON, with their keys in order.
    static var variablesText: String {
        let line = text.prefix { $0 != "\n" }
        return String(line.dropFirst("{\"vars\": ".count).dropLast())
    }

    static let cases: [CorpusCase] = {
        var variables: Value = [:]
        var cases: [CorpusCase] = []
        for line in text.split(separator: "\n") {
            guard let value = try? Value(json: Array(line.utf8)) else { continue }
            if let shared = value["vars"] {
                variables = shared
                continue
            }
            func option(_ name: String) -> Bool { value["o"]?[name]?.isTrue ?? false }
            cases.append(
                CorpusCase(
                    topic: value["topic"]?.stringValue ?? "", template: value["t"]?.stringValue ?? "",
                    variables: variables,
                    options: TemplateOptions(
                        keepTrailingNewline: option("keep"), trimBlocks: option("trim"),
                        lstripBlocks: option("lstrip"), autoescape: option("auto")),
                    templates: value["ts"] ?? [:], expected: value["out"]?.stringValue))
        }
        return cases
    }()

    static var variables: Value { cases.first?.variables ?? [:] }
}
