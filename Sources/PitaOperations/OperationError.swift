import PitaDiagnostics

/// An operation that failed for a reason that is neither a diagnostic of an input nor a refusal.
public struct OperationError: Error, Sendable, CustomStringConvertible {
    /// What failed.
    public let message: String
    /// What to do.
    public let hint: String?

    /// A failure.
    public init(_ message: String, hint: String? = nil) {
        self.message = message
        self.hint = hint
    }

    /// `error: message` and the hint.
    public var description: String { Diagnostic(message, hint: hint).description }
}
