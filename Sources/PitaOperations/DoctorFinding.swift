import PitaEvidence

/// One thing that was looked at, how it stands, and the way out.
public struct DoctorFinding: TableRow {
    /// How something stands.
    public enum State: String, Sendable {
        /// As it should be.
        case ok
        /// Not there, and not needed for everything.
        case absent
        /// Not as it should be.
        case failed
        /// Not looked at, because of what failed before.
        case skipped
    }

    /// The device, or `system` or `office`.
    public let subject: String
    /// What was looked at.
    public let step: String
    /// How it stands.
    public let state: State
    /// What was found.
    public let detail: String
    /// What to do.
    public let hint: String?

    init(_ subject: String, _ step: String, _ state: State, _ detail: String, hint: String? = nil) {
        self.subject = subject
        self.step = step
        self.state = state
        self.detail = detail
        self.hint = hint
    }

    /// An office that can't be opened, and why.
    public static func noOffice(_ error: any Error) -> DoctorFinding {
        let line = "\(error)".split(separator: "\n").first.map(String.init) ?? "it can't be read"
        return DoctorFinding(
            "office", "inventory", .failed, line.hasPrefix("error: ") ? String(line.dropFirst(7)) : line,
            hint: "`pita inventory check` tells all")
    }

    /// The headings.
    public static let columns = ["SUBJECT", "STEP", "STATE", "FOUND"]
    /// The cells, one for each heading.
    public var cells: [String] { [subject, step, state.rawValue, detail + (hint.map { " (\($0))" } ?? "")] }
    /// The finding as JSON.
    public var json: JSONValue {
        [
            "subject": .string(subject), "step": .string(step), "state": .string(state.rawValue),
            "detail": .string(detail), "hint": .text(hint),
        ]
    }
}
