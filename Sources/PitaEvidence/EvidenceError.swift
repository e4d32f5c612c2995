import PitaDiagnostics

/// Why a piece of evidence was not accepted or could not be made.
public struct EvidenceError: Error, Hashable, Sendable {
    /// The kinds that a caller tells apart.
    public enum Kind: String, Sendable {
        /// The bytes are not of the form that they claim.
        case malformed
        /// The form is known, but not taken (an encrypted office key, an algorithm without a verifier).
        case unsupported
        /// The signature was not made by this key over these bytes.
        case wrongSignature
        /// The signature is sound, but was made for another purpose.
        case wrongNamespace
        /// The key may not sign for this person or purpose.
        case notAllowed
        /// The key was not yet, or is no longer, valid at that time.
        case expired
        /// The signing program or agent did not sign.
        case signer
        /// A child process took too long and was ended.
        case timedOut
        /// A child process could not be started or spoken with.
        case child
    }

    /// The kind.
    public var kind: Kind
    /// What is wrong, in one sentence without a full stop.
    public var message: String
    /// What to do about it.
    public var hint: String?

    /// An error.
    public init(_ kind: Kind, _ message: String, hint: String? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
    }
}

extension EvidenceError: CustomStringConvertible {
    /// The sentence, and the hint on a line of its own.
    public var description: String {
        TerminalText.sanitised(message) + (hint.map { "\n  hint: " + TerminalText.sanitised($0) } ?? "")
    }
}
