import PitaDiagnostics

/// What Pita knows of one line of a config, for `pita config explain`.
public struct LineExplanation: Hashable, Sendable {
    /// The rule that holds for a line.
    public struct Rule: Hashable, Sendable {
        /// The form that the rule is for, as its table writes it: `ntp server [vrf VRF] ADDRESS OPTIONS`.
        public let form: String
        /// What the device keeps of such lines: `single value`, `one for each key`, `list`, `block`.
        public let kind: String
        /// How the device takes the line back; `nil` where it can't.
        public let takenBack: String?
        /// What else the rule says, for people: what the device drops with it, what must be there before it.
        public let notes: [String]

        /// A rule as it is shown.
        public init(form: String, kind: String, takenBack: String?, notes: [String] = []) {
            self.form = form
            self.kind = kind
            self.takenBack = takenBack
            self.notes = notes
        }
    }

    /// Where the line is written.
    public let mark: SourceMark
    /// The line, its secrets masked.
    public let text: String
    /// The block or menu that it stands in; empty for the top.
    public let section: String
    /// The rule; `nil` for a line that is unknown to Pita.
    public let rule: Rule?

    /// What is known of a line.
    public init(mark: SourceMark, text: String, section: String, rule: Rule?) {
        self.mark = mark
        self.text = text
        self.section = section
        self.rule = rule
    }
}
