/// One thing that is wrong (or worth knowing) about what a user or a device gave: what, where, and what to do.
public struct Diagnostic: Error, Hashable, Sendable {
    /// How grave a diagnostic is.
    public enum Severity: String, Sendable, Codable {
        /// The work cannot go on.
        case error
        /// The work goes on; the user should know.
        case warning
        /// An addition to the diagnostic before it.
        case note
    }

    /// How grave it is.
    public var severity: Severity
    /// What is wrong, in one sentence without a full stop.
    public var message: String
    /// Where it is wrong, when it is wrong in a text.
    public var mark: SourceMark?
    /// The line at the mark.
    public var excerpt: Excerpt?
    /// What to do about it, or "did you mean `x`?".
    public var hint: String?
    /// What it is about beyond the file, nearest first: the including template, the device, the segment.
    public var context: [String]

    /// A diagnostic; an error unless said otherwise.
    public init(
        _ message: String, at mark: SourceMark? = nil, excerpt: Excerpt? = nil, hint: String? = nil,
        context: [String] = [], severity: Severity = .error
    ) {
        self.severity = severity
        self.message = message
        self.mark = mark
        self.excerpt = excerpt
        self.hint = hint
        self.context = context
    }
}

extension Diagnostic: CustomStringConvertible {
    /// `file:line:column: error: message`, the line with its caret, the context and the hint, each on its own line.
    public var description: String {
        var lines = [
            (mark.map { "\(TerminalText.sanitised($0.description)): " } ?? "") + "\(severity.rawValue): "
                + Self.shown(message)
        ]
        if let excerpt, let mark { lines.append(excerpt.rendered(line: mark.line, column: mark.column)) }
        lines += context.map { "  " + Self.shown($0) }
        if let hint { lines.append("  hint: " + Self.shown(hint)) }
        return lines.joined(separator: "\n")
    }

    /// The longest sentence that is shown whole, in Unicode scalars.
    static let longest = 1000

    /// A sentence made fit for a terminal. One that quotes a word of a megabyte keeps its beginning and its end.
    private static func shown(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard scalars.count > longest else { return TerminalText.sanitised(text) }
        let (start, end) = (scalars.prefix(longest * 3 / 4), scalars.suffix(longest / 4))
        return TerminalText.sanitised("\(String(start)) [...] \(String(end))")
    }
}

/// Everything that is wrong with an input, found in one run.
public struct Diagnostics: Error, Sendable, CustomStringConvertible {
    /// The diagnostics, in the order in which they were found.
    public var items: [Diagnostic]

    /// After so many mistakes the rest of a text is not worth reading.
    public static let most = 20

    /// Whether there are so many that the reading of a text stops.
    public var isFull: Bool { items.count >= Self.most }

    /// A list of diagnostics.
    public init(_ items: [Diagnostic] = []) { self.items = items }

    /// A list of one error.
    public init(_ message: String, at mark: SourceMark? = nil, hint: String? = nil) {
        items = [Diagnostic(message, at: mark, hint: hint)]
    }

    /// Whether any of them is an error.
    public var hasErrors: Bool { items.contains { $0.severity == .error } }

    /// Adds one more.
    public mutating func append(_ diagnostic: Diagnostic) { items.append(diagnostic) }

    /// Throws all of them when one is an error.
    public func throwIfErrors() throws(Diagnostics) {
        if hasErrors { throw self }
    }

    /// The most that are printed.
    static let mostPrinted = 100

    /// The first hundred, one after the other, each in its printed form, and how many more there are.
    public var description: String {
        var lines = items.prefix(Self.mostPrinted).map(\.description)
        if items.count > Self.mostPrinted { lines.append("and \(items.count - Self.mostPrinted) more") }
        return lines.joined(separator: "\n")
    }
}
