import PitaDiagnostics

/// A config that a collector kept, without the lines of the device's log that a terminal showed in the middle of it.
///
/// Such lines are no config, and end no block: the maker's forms of messages tell them (``ConsoleMessages``).
struct LogLines {
    /// The text with an empty line in the place of each, so that marks stay right.
    private(set) var text: String
    /// What the reader of the config should know: one warning a line, and one for all beyond ``most``.
    private(set) var warnings: [Diagnostic] = []

    /// The most lines that have a warning of their own.
    private static let most = 20
    /// No form is shorter, but for the frame of a word to all sessions.
    private static let shortest = 8
    private static let frame = "***"

    /// Takes the lines out of a text.
    ///
    /// - Parameter isAnswer: whether a line belongs to the answer, though it has the shape of a log's: the time before it.
    init(
        _ text: String, file: String, table: ConsoleMessages, isAnswer: (Substring) -> Bool = { _ in false }
    ) {
        self.text = text
        var lines = text.configLines
        var marks: [SourceMark] = []
        for place in lines.indices where Self.isLog(place, in: lines, table) && !isAnswer(lines[place]) {
            marks.append(SourceMark(file: file, line: place + 1, column: 1))
        }
        guard !marks.isEmpty else { return }
        for mark in marks { lines[mark.line - 1] = "" }
        self.text = lines.joined(separator: "\n")
        warnings = marks.prefix(Self.most).map { mark in
            Diagnostic("this line of the device's log is no config: it was left out", at: mark, severity: .warning)
        }
        if let next = marks.dropFirst(Self.most).first {
            warnings.append(
                Diagnostic(
                    "\(marks.count - Self.most) more lines of the device's log were left out", at: next,
                    severity: .warning))
        }
    }

    private static func isLog(_ place: Int, in lines: [Substring], _ table: ConsoleMessages) -> Bool {
        var line = lines[place]
        while let last = line.utf8.last, last == 0x20 || last == 0x09 { line = Substring(line.utf8.dropLast()) }
        if line == frame {
            let beside = [place - 1, place + 1].filter(lines.indices.contains)
            return beside.contains { lines[$0].hasPrefix("\(frame) ") && isLog($0, in: lines, table) }
        }
        // A line of a log begins at the left with a sign, a digit or a capital; a line of config does not.
        guard line.utf8.count >= shortest, let first = line.utf8.first, first != UInt8(ascii: " "),
            !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first),
            !"\t!{}[]".utf8.contains(first)
        else { return false }
        return table.logs.contains { $0.matches(line) }
    }
}
