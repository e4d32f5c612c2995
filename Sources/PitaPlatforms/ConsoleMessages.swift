import PitaDiagnostics

/// What the lines mean that a device says to a command: a table of its maker's message forms.
///
/// A line that is in no row is unknown. It is never taken for success: a change stops there and shows it.
public struct ConsoleMessages: Hashable, Sendable {
    /// What a line means.
    public enum Meaning: Hashable, Sendable {
        /// The line was not carried out.
        case refusal
        /// The line was carried out, or is being; the device only adds something.
        case information
        /// It belongs to no command: a line of the log, a word to all sessions.
        case log
    }

    /// A row of the table.
    struct Row: Hashable, Sendable {
        let meaning: Meaning
        let form: LinePattern
    }

    /// The rows of messages, in order: the first that fits decides.
    private let rows: [Row]
    /// The shapes of lines of the log, in the spelling of the device.
    public let logs: [LinePattern]

    /// A table.
    ///
    /// - Parameters:
    ///   - logs: the shapes of whole lines of the log.
    ///   - rows: shapes in lower case, a run of blanks as one, and `% ` for any beginning of `%` and blanks.
    init(logs: [String], _ rows: (Meaning, [String])...) {
        self.logs = logs.map { LinePattern($0) }
        self.rows = rows.flatMap { meaning, forms in
            forms.map { Row(meaning: meaning, form: LinePattern($0)) }
        }
    }

    /// What a line means; `nil` when it is in no row. A line of nothing, or of the mark under a wrong word, only adds.
    public func meaning(of line: some StringProtocol) -> Meaning? {
        let text = Substring(line)
        if logs.contains(where: { $0.matches(text) }) { return .log }
        let settled = Self.settled(line)
        guard !settled.isEmpty, settled != "^" else { return .information }
        return rows.first { $0.form.matches(settled) }?.meaning
    }

    /// The line as the rows are written. Of a long line its beginning tells what it is.
    static func settled(_ line: some StringProtocol) -> String {
        let words = line.unicodeScalars.prefix(500).split { $0 == " " || $0 == "\t" }
        let text = words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ").lowercased()
        guard text.first == "%" else { return text }
        return "% " + text.drop { $0 == "%" || $0 == " " }
    }
}

/// The words of refusal in a reply from a console.
///
/// A command goes out line by line and ends at the first line that is refused; the reply's exit status is then 1 and its
/// error output says which line it was.
public enum ConsoleRejection {
    /// The first line of output that is a refusal, with the line that it was said to; `nil` when all were accepted.
    public static func text(in reply: CommandReply, _ messages: ConsoleMessages) -> String? {
        let place = reply.errorOutput.isEmpty ? "" : " (\(DeviceWords.cut(reply.errorOutput)))"
        for line in reply.output.split(whereSeparator: \.isNewline) where messages.meaning(of: line) == .refusal {
            return DeviceWords.cut(line.drop { $0 == " " }) + place
        }
        return reply.exitStatus == 1 ? DeviceWords.cut(reply.errorOutput) : nil
    }

    /// What a device said to a command that saves, when `isDone` finds no word of success in it.
    public static func unsaved(_ reply: CommandReply, _ isDone: (String) -> Bool) -> String? {
        guard !isDone(reply.output) else { return nil }
        let last = reply.output.split(whereSeparator: \.isNewline).last ?? "it says nothing"
        return "the device does not say that the config was saved: " + DeviceWords.cut(last)
    }
}

extension Console {
    /// What is answered by rote to the questions of a line.
    public func answers(to line: String) -> [Answer] {
        answers.filter { answer in answer.line.map { LinePattern($0).matches(line) } ?? true }
    }

    /// What an approver is told of the questions that the lines of a change, or of the way back from it, may ask, and how
    /// they are answered: one remark a question.
    public func remarks(on change: DeviceChange) -> [Diagnostic] {
        var open = answers.filter { $0.line != nil }
        var patterns = open.compactMap { $0.line.map { LinePattern($0) } }
        var remarks: [Diagnostic] = []
        func take(_ line: Substring, _ command: DeviceCommand) {
            while let place = Self.place(of: line, in: patterns) {
                let answer = open[place]
                remarks.append(
                    Diagnostic(
                        "`\(line)` may ask `\(answer.question.asWords)`; it is answered \(answer.said)",
                        at: command.mark, severity: .warning))
                patterns = zip(open, patterns).filter { $0.0 != answer }.map(\.1)
                open.removeAll { $0 == answer }
            }
        }
        for command in [change.commands, change.reverse].joined() where !open.isEmpty {
            take(command.text[...], command)
            for line in (command.input ?? "").utf8.split(separator: 0x0A) { take(Substring(line), command) }
        }
        return remarks
    }

    /// The place of the first pattern that a line has. Most have none: nothing is copied on the way.
    private static func place(of line: Substring, in patterns: [LinePattern]) -> Int? {
        let patterns = patterns.span
        for place in patterns.indices where patterns[place].matches(line) { return place }
        return nil
    }
}

extension Console.Answer {
    /// The answer for people: a line end alone is the key.
    fileprivate var said: String { text == "\n" ? "by Enter" : "`" + text.filter { !$0.isNewline } + "`" }
}

extension String {
    /// A pattern for people: `...` for any run.
    fileprivate var asWords: String {
        replacing("\\*", with: "\u{1}").replacing("*", with: "...").replacing("\u{1}", with: "*")
            .replacing("\\?", with: "?").replacing("\\#", with: "N")
    }
}
