import PitaDiagnostics
import Testing

@testable import PitaYAML

/// A text with `«` where a diagnostic is expected, so that nobody counts columns.
struct MarkedInput {
    let text: String
    let line: Int
    let column: Int

    init(_ marked: String) {
        let parts = marked.split(separator: "«", maxSplits: 1, omittingEmptySubsequences: false)
        text = parts.joined()
        let lines = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
        line = lines.count
        column = (lines.last?.unicodeScalars.count ?? 0) + 1
    }
}

/// The diagnostics of a text, or none when it is taken.
func faults(_ text: String, limits: YAMLLimits = .standard) -> [Diagnostic] {
    do {
        _ = try YAML.parse(text, file: "a.yaml", limits: limits)
        return []
    } catch { return error.items }
}

/// Expects the first fault of a text at its mark, with these words.
func expectFault(
    _ marked: String, _ message: String, hint: String? = nil, limits: YAMLLimits = .standard,
    at location: SourceLocation = #_sourceLocation
) {
    let input = MarkedInput(marked)
    guard let fault = faults(input.text, limits: limits).first else {
        Issue.record("taken, but should be refused: \(marked)", sourceLocation: location)
        return
    }
    #expect(fault.message.contains(message), "\(fault)", sourceLocation: location)
    #expect(fault.mark?.line == input.line && fault.mark?.column == input.column, "\(fault)", sourceLocation: location)
    #expect(fault.excerpt != nil, "\(fault)", sourceLocation: location)
    if let hint { #expect(fault.hint?.contains(hint) == true, "\(fault)", sourceLocation: location) }
}
