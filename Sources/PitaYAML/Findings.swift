import PitaDiagnostics

/// What was found wrong while files are read, so that one run can tell all of it. Not shared between threads.
public final class Findings {
    /// What was found so far, in order.
    public private(set) var items: [Diagnostic] = []

    /// Nothing found yet.
    public init() {}

    /// Adds one.
    public func add(_ diagnostic: Diagnostic) { items.append(diagnostic) }

    /// Adds several.
    public func add(_ diagnostics: Diagnostics) { items += diagnostics.items }

    /// Whether one of them is an error.
    public var hasErrors: Bool { items.contains { $0.severity == .error } }

    /// Throws all of them when one is an error.
    public func throwIfErrors() throws(Diagnostics) {
        if hasErrors { throw Diagnostics(items) }
    }
}
