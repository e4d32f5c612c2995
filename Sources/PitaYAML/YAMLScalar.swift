/// Writes texts so that a reader of YAML 1.2 gets the very same text back, whatever it holds.
public enum YAMLScalar {
    /// A text as one scalar: plain where nothing could take it for something else, else in double quotes on one line.
    public static func text(_ text: String) -> String { isPlain(text) ? text : quoted(text) }

    /// A text in double quotes on one line (YAML 1.2, 5.7); what is not printable is escaped.
    public static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            default:
                if isPrintable(scalar) {
                    result.unicodeScalars.append(scalar)
                } else {
                    let digits = String(scalar.value, radix: 16, uppercase: true)
                    let width = scalar.value > 0xFFFF ? 8 : 4
                    result +=
                        (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count) + digits
                }
            }
        }
        return result + "\""
    }

    /// A text for the rest of a line behind `# `: on one line, what is not printable as `\u{1B}`.
    public static func comment(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isPrintable(scalar) {
                result.append(scalar)
            } else {
                result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
            }
        }
        return String(result)
    }

    /// Whether a plain scalar is read as this text, between brackets and braces too: a word that means nothing else.
    private static func isPlain(_ text: String) -> Bool {
        guard text.utf8.count <= 128, let first = text.utf8.first, let last = text.utf8.last, isLetter(first),
            last != UInt8(ascii: ":"), !reserved.contains(text.lowercased())
        else { return false }
        return text.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || "-_.:".utf8.contains($0) }
    }

    /// What this or an older version of YAML takes for something else than a text.
    private static let reserved: Set = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]

    private static func isLetter(_ octet: UInt8) -> Bool { (0x61...0x7A).contains(octet | 0x20) && octet >= 0x41 }

    /// Printable, and neither a break of a line nor a mark that turns the direction of what stands beside it.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E, 0xA0...0x200D, 0x2010...0x2027, 0x202F...0x2065, 0x206A...0xD7FF, 0xE000...0xFEFE,
            0xFF00...0xFFFD:
            true
        case 0x10000...0x10FFFF: scalar.value & 0xFFFE != 0xFFFE
        default: false
        }
    }
}
