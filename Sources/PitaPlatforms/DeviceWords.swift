/// What a device says, cut to what is kept of it: a device that lies or fails may say a great deal.
public enum DeviceWords {
    /// The most that is kept of a refusal, in characters (Unicode scalars).
    public static let longestRefusal = 512

    /// The text, or its first `limit` scalars and `…`: a cut is always seen.
    public static func cut(_ text: some StringProtocol, to limit: Int = longestRefusal) -> String {
        // Scalars, and not graphemes: of these a single one may be as long as the device likes.
        let scalars = text.unicodeScalars
        guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
            end < scalars.endIndex
        else { return String(text) }
        return String(String.UnicodeScalarView(scalars[..<end])) + "…"
    }
}
