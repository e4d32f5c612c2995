/// A password, key or community: never printed, logged, encoded or compared in the open.
///
/// The only way to the text is ``withRevealed(_:)``, which a reader of the code can search for.
public struct Secret: Sendable {
    private let text: String

    /// Wraps a text that was read from where a credential reference points.
    public init(_ text: String) { self.text = text }

    /// Lends the text for the time of one call, to be handed to the protocol that needs it.
    public func withRevealed<Result, Failure: Error>(
        _ body: (String) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(text)
    }

    /// Replaces every occurrence of the secret in `output` by the mask; an empty secret masks nothing.
    public func masked(in output: String) -> String {
        guard !text.isEmpty, output.contains(text) else { return output }
        var result = ""
        var rest = output[...]
        while let range = rest.firstRange(of: text) {
            result += rest[..<range.lowerBound] + Self.mask
            rest = rest[range.upperBound...]
        }
        return result + rest
    }

    /// What stands in the place of a secret.
    public static let mask = "********"
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The mask.
    public var description: String { Self.mask }
    /// The mask.
    public var debugDescription: String { Self.mask }
    /// No children: `dump` and test failures show nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
