/// What waits to be written to standard error: lines that stay, and the few below them that are drawn anew.
///
/// A terminal that is stopped and a pipe that nobody reads take nothing. So of progress only the newest waits, and of
/// drawings only the last; results of commands, errors and what a person must know wait whatever comes.
struct TerminalQueue {
    /// The most lines of progress that wait.
    static let mostProgress = 500
    /// The most lines that are written at once.
    private static let batch = 64

    private var lines: [(text: String, isProgress: Bool)] = []
    private var waitingProgress = 0
    private var lost = 0
    private var drawn: [String] = []
    private var wanted: [String] = []
    private var drawsNoMore = false

    /// A line that stays; a line of progress may be left out when very many wait.
    mutating func add(_ line: String, isProgress: Bool) {
        lines.append((line, isProgress))
        guard isProgress else { return }
        waitingProgress += 1
        guard waitingProgress > Self.mostProgress, let oldest = lines.firstIndex(where: \.isProgress) else { return }
        lines.remove(at: oldest)
        waitingProgress -= 1
        lost += 1
    }

    /// These lines are to stand below, instead of those that were drawn before.
    mutating func draw(_ lines: [String]) {
        if !drawsNoMore { wanted = lines }
    }

    /// What is drawn goes, and nothing is drawn any more.
    mutating func endDrawing() {
        wanted = []
        drawsNoMore = true
    }

    /// The next text to write; `nil` when nothing waits.
    ///
    /// - Parameter lossLine: the line that says how many were left out.
    mutating func next(lossLine: (Int) -> String) -> String? {
        guard !lines.isEmpty || lost > 0 || wanted != drawn else { return nil }
        var text = Self.erasing(drawn)
        if lost > 0 { text += lossLine(lost) + "\n" }
        lost = 0
        for line in lines.prefix(Self.batch) {
            text += line.text + "\n"
            if line.isProgress { waitingProgress -= 1 }
        }
        lines.removeFirst(min(lines.count, Self.batch))
        drawn = wanted
        return text + drawn.map { $0 + "\n" }.joined()
    }

    /// Up to the first of the lines, and everything below it away.
    private static func erasing(_ lines: [String]) -> String { lines.isEmpty ? "" : "\u{1B}[\(lines.count)A\r\u{1B}[J" }
}
