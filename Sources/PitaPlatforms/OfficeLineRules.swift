import PitaDiagnostics

/// What an office says about a config line that Pita does not know: what a device keeps of such lines, and how it takes
/// one back.
public struct OfficeLineRule: Hashable, Sendable {
    /// What a device keeps of lines of a form.
    public enum Kind: String, CaseIterable, Sendable {
        /// One line without a value, which is there or is not: `ip forward-protocol udp`.
        case flag
        /// One line: another value takes the place of the former one.
        case single
        /// One line for each key, which is the first value of the form: another value takes the place of the key's former one.
        case keyed
        /// Each line beside the others.
        case list
    }

    /// The block that the line stands in, by the words that open it: `interface`; empty for the top.
    public let section: String
    /// The line's words, values in capitals: `foo bar VALUE`. The last value stands for all words to the end of the line.
    public let form: [String]
    /// What the device keeps of such lines.
    public let kind: Kind
    /// How the device takes the line back, with the values of ``form``: `no foo bar`; `nil`: by its plain negation.
    public let undo: [String]?
    /// Where the rule is written.
    public let mark: SourceMark

    /// A rule of an office.
    public init(section: String, form: [String], kind: Kind, undo: [String]?, mark: SourceMark) {
        self.section = section
        self.form = form
        self.kind = kind
        self.undo = undo
        self.mark = mark
    }

    /// Whether a word of a form stands for a value: capitals, digits, `_` and `-`, a letter first, two of them at least.
    public static func isValue(_ word: String) -> Bool {
        guard word.utf8.count >= 2, let first = word.utf8.first, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first)
        else { return false }
        return word.utf8.allSatisfy { octet in
            switch octet {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"),
                UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }
}

/// The rules that an office has written for the lines of a platform, in the order of its file.
public struct OfficeLineRules: Hashable, Sendable {
    /// The rules.
    public let rules: [OfficeLineRule]

    /// The rules of a platform; none unless some are given.
    public init(_ rules: [OfficeLineRule] = []) { self.rules = rules }

    /// Whether there are none.
    public var isEmpty: Bool { rules.isEmpty }
}
