import PitaDiagnostics

/// Why an operation is refused although nothing failed: not approved, stale, not allowed. Exit code 3.
public struct Refusal: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of refusal, for programs.
    public enum Kind: String, Sendable {
        /// There is no valid approval.
        case notApproved = "not-approved"
        /// The plan no longer fits what it was made from.
        case stale
        /// The person may not do this.
        case notAllowed = "not-allowed"
        /// The bandwidth is not there, or not proven to be.
        case capacity
        /// Someone else is at work on the device.
        case busy
        /// The plan has been used, rejected or replaced.
        case closed
        /// It is not the time for it: outside the maintenance window, or the plan has expired.
        case time
    }

    /// The kind.
    public let kind: Kind
    /// The reason in plain sentences, one an item.
    public let reasons: [String]
    /// What to do.
    public let hint: String?

    /// A refusal.
    public init(_ kind: Kind, _ reasons: [String], hint: String? = nil) {
        self.kind = kind
        self.reasons = reasons
        self.hint = hint
    }

    /// A refusal for one reason.
    public init(_ kind: Kind, _ reason: String, hint: String? = nil) { self.init(kind, [reason], hint: hint) }

    /// `refused: reason`, a line for each reason, and the hint.
    public var description: String {
        let lines = reasons.map { "refused: " + TerminalText.sanitised($0) }
        return (lines + (hint.map { ["  hint: " + TerminalText.sanitised($0)] } ?? [])).joined(separator: "\n")
    }
}
