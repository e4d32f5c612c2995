import PitaDiagnostics
import PitaNetwork
import PitaPlatforms

/// Makes what devices call things into names that an inventory takes.
public enum AdoptedNames {
    /// A name for a segment: lower-case letters, digits, `-` and `_`, a letter first; `segment` where nothing is left.
    ///
    /// - Parameter taken: the names that are not free; a number is put behind.
    public static func segment(_ text: String, taken: Set<String>) -> String {
        unique(word(text.lowercased(), fallback: "segment", letterFirst: true), taken: taken)
    }

    /// A host name for a device (RFC 1123); `device` where nothing is left.
    public static func host(_ text: String, taken: Set<String>) -> String {
        let free = Set(taken.map { $0.lowercased() })
        return unique(word(text.lowercased(), fallback: "device", letterFirst: false), taken: free)
    }

    /// A text on one line, not empty and without blanks around it, as the inventory wants its titles; `nil` where
    /// nothing is left. At most 120 characters.
    public static func line(_ text: String) -> String? {
        let words = DeviceWords.cut(text, to: 120).unicodeScalars.split { scalar in
            scalar.properties.isWhitespace || TerminalText.isUnsafe(scalar)
        }
        return words.isEmpty ? nil : words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
    }

    private static func word(_ text: String, fallback: String, letterFirst: Bool) -> String {
        var result = ""
        for octet in text.utf8.prefix(200) where result.utf8.count < 50 {
            switch octet {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                result.unicodeScalars.append(Unicode.Scalar(octet))
            default:
                if !result.isEmpty, !result.hasSuffix("-") { result += "-" }
            }
        }
        while result.hasSuffix("-") { result.removeLast() }
        if letterFirst, let first = result.utf8.first, first < UInt8(ascii: "a") { result = fallback + "-" + result }
        return result.isEmpty ? fallback : result
    }

    private static func unique(_ name: String, taken: Set<String>) -> String {
        guard taken.contains(name) else { return name }
        var number = 2
        while taken.contains("\(name)-\(number)") { number += 1 }
        return "\(name)-\(number)"
    }
}
