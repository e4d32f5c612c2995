import PitaDiagnostics
import PitaInventory

/// The values of variables whose names may be those of credentials: they are masked in whatever is shown.
///
/// A clear name is refused when the inventory is read; what is left are names like `key`, which may mean anything.
public struct CredentialValues: Sendable {
    private let values: [Secret]

    /// The values of mappings of variables.
    init(_ sources: [ResolvedValue]) {
        values = sources.flatMap { $0.leaves() }.compactMap { leaf in
            // A short value would mask half of every sentence, and is no credential that anybody should use.
            guard case .scalar(.text(let text)) = leaf.value.content, text.utf8.count >= 4, leaf.isCredential else {
                return nil
            }
            return Secret(text)
        }
    }

    /// The values of a device's variables.
    public init(of device: Device, in office: Office) { self.init([office.resolvedVariables(for: device)]) }

    /// A text without them.
    public func masked(_ text: String) -> String { values.reduce(text) { $1.masked(in: $0) } }

    /// A diagnostic without them, wherever it quotes them.
    func masked(_ diagnostic: Diagnostic) -> Diagnostic {
        guard !values.isEmpty else { return diagnostic }
        var shown = diagnostic
        shown.message = masked(diagnostic.message)
        shown.hint = diagnostic.hint.map(masked)
        shown.context = diagnostic.context.map(masked)
        shown.excerpt = diagnostic.excerpt.map { Excerpt(line: masked($0.line), length: $0.length) }
        return shown
    }
}
