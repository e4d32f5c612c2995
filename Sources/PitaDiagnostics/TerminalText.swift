/// Text from people and devices made fit for a terminal: it is shown, never obeyed.
public enum TerminalText {
    /// Replaces control characters (C0, C1, DEL), line separators and direction marks by visible escapes (`\u{1B}`).
    ///
    /// A newline becomes `\n`, so that one value can never look like two lines.
    public static func sanitised(_ text: String, keepingTabs: Bool = false) -> String {
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            guard isUnsafe(scalar), !(keepingTabs && scalar == "\t") else {
                result.append(scalar)
                continue
            }
            result.append(contentsOf: escape(scalar).unicodeScalars)
        }
        return String(result)
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        }
    }

    /// Whether a terminal or a reader could be misled by the character: C0, DEL, C1, U+2028/2029, and the marks that
    /// change the direction of the text around them (UAX #9).
    public static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}
