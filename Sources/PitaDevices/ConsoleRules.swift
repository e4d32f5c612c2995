import PitaDiagnostics
import PitaPlatforms
import PitaSSH

/// A platform's console as a channel asks it: the patterns read once.
struct ConsoleRules: Sendable {
    /// Questions that end a line.
    let questions: [LinePattern]
    /// What gives up a question.
    let interrupt: String
    /// The longest line, in octets.
    let lineLimit: Int
    private let messages: ConsoleMessages
    private let answers: [(line: LinePattern, answer: DialogueProfile.Interjection)]
    private let entries: [(line: LinePattern, prompts: [LinePattern])]
    private let leaving: [(prompt: LinePattern, lines: [String])]
    private let isReading: @Sendable (String) -> Bool

    /// - Parameter isReading: whether a line only reads: what it prints is no message.
    init(_ console: Console, isReading: @escaping @Sendable (String) -> Bool) {
        questions = console.questions.map { LinePattern($0) }
        interrupt = console.interrupt
        lineLimit = console.lineLimit
        messages = console.messages
        answers = console.answers.compactMap { answer in
            answer.line.map { (LinePattern($0), .init(LinePattern(answer.question), answer: answer.text, limit: 2)) }
        }
        entries = console.entries.map { (LinePattern($0.line), $0.prompts.map { LinePattern($0) }) }
        leaving = console.leaving.map { (LinePattern($0.prompt), $0.lines) }
        self.isReading = isReading
    }

    /// What is answered by rote to the questions of a line.
    func answers(to line: String) -> [DialogueProfile.Interjection] {
        answers.filter { $0.line.matches(line) }.map(\.answer)
    }

    /// Whether a prompt is a question.
    func isQuestion(_ prompt: String) -> Bool {
        questions.contains { $0.matches(prompt) || $0.matches(prompt.lowercased()) }
    }

    /// The lines that leave a mode.
    func wayOut(of prompt: String) -> [String] { leaving.first { $0.prompt.matches(prompt) }?.lines ?? [] }

    /// Whether a line asks for the log, whose lines are then its answer.
    func asksForLog(_ line: String) -> Bool { isReading(line) && line.contains(" log") }

    /// Which row of the entries a line is in, and the prompts of its mode.
    func entry(of line: String) -> (number: Int, prompts: [LinePattern])? {
        entries.firstIndex { $0.line.matches(line) }.map { ($0, entries[$0].prompts) }
    }

    /// What in an answer ends a command, as the end of a sentence that names the line; `nil` when nothing does. A refusal
    /// does so without words: they are in the output.
    func problem(in lines: [String], as kind: CommandKind) -> String? {
        guard kind != .reading else { return nil }
        let meanings = lines.map { messages.meaning(of: $0) }
        if meanings.contains(.refusal) { return "" }
        guard kind == .changing, let unknown = meanings.firstIndex(of: nil) else { return nil }
        return ": it says `\(DeviceWords.cut(lines[unknown], to: 200))`, of which it is not known whether it refuses"
    }

    /// Of lines that only read, what is printed is no message.
    func kind(of line: String, in kind: CommandKind) -> CommandKind {
        kind == .changing && isReading(line) ? .proving : kind
    }
}

/// Checks that each line that should lead into a mode did: the next line would be said in another one.
struct ModeCheck {
    private let rules: ConsoleRules
    private var before: String
    private var entered: Int?

    /// - Parameter home: the prompt before the first line.
    init(_ rules: ConsoleRules, home: String) {
        self.rules = rules
        before = home
    }

    /// What is wrong with the prompt after a line; `nil` when nothing is.
    mutating func problem(after line: String, prompt: String) -> String? {
        let prompt = DialogueProfile.withoutClock(prompt)
        defer { before = prompt }
        let isSame = Self.unmarked(prompt) == Self.unmarked(before)
        guard let entry = rules.entry(of: line) else {
            if !isSame { entered = nil }
            return nil
        }
        // From one block of a kind the next is entered without a step back, and the prompt stays the same.
        let hasEntered = entry.prompts.contains { $0.matches(prompt) } && (!isSame || entered == entry.number)
        entered = entry.number
        return hasEntered ? nil : "it did not lead into its mode: the prompt is `\(prompt)`"
    }

    /// Without the mark of a changed candidate.
    private static func unmarked(_ prompt: String) -> String {
        prompt.replacing("[*", with: "[").replacing("[~", with: "[")
    }
}
