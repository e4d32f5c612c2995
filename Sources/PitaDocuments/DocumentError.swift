import PitaDiagnostics

/// Why a document was not made.
public struct DocumentError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds that a caller tells apart.
    public enum Kind: String, Sendable {
        /// The record cannot be read.
        case record
        /// The template failed.
        case template
        /// The QR code could not hold the text.
        case code
        /// WeasyPrint is missing or failed.
        case printer
        /// A work file could not be written.
        case file
    }

    /// The kind.
    public var kind: Kind
    /// What happened, in one sentence without a full stop.
    public var message: String
    /// What to do about it.
    public var hint: String?

    /// An error.
    public init(_ kind: Kind, _ message: String, hint: String? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
    }

    /// The sentence, and the hint on a line of its own.
    public var description: String {
        TerminalText.sanitised(message) + (hint.map { "\n  hint: " + TerminalText.sanitised($0) } ?? "")
    }
}
