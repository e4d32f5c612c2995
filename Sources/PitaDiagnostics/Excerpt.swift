/// The line of a source text that a diagnostic speaks of, with a caret under the place.
public struct Excerpt: Hashable, Sendable {
    /// The whole line, without its line end.
    public let line: String
    /// How many Unicode scalars the caret covers, at least 1.
    public let length: Int

    /// The excerpt of a line.
    public init(line: String, length: Int = 1) {
        self.line = line
        self.length = max(1, length)
    }

    /// Takes the marked line out of `text`; `nil` when the text does not have that line.
    public init?(of text: String, at mark: SourceMark, length: Int = 1) {
        var number = 1
        var start = text.utf8.startIndex
        while number < mark.line {
            guard let newline = text.utf8[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            start = text.utf8.index(after: newline)
            number += 1
        }
        let end = text.utf8[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.utf8.endIndex
        var line = String(text[start..<end])
        if line.unicodeScalars.last == "\r" { line.unicodeScalars.removeLast() }
        self.init(line: line, length: length)
    }

    /// The widest line shown; a longer one is cut around the caret, so that a megabyte on one line stays readable.
    static let widest = 160

    /// The numbered line and the caret line, ready to print under a message.
    func rendered(line number: Int, column: Int) -> String {
        var scalars = Array(line.unicodeScalars)
        var caret = max(0, column - 1)
        if scalars.count > Self.widest {
            let from = max(0, min(caret - Self.widest / 2, scalars.count - Self.widest))
            scalars = Array(scalars[from..<min(scalars.count, from + Self.widest)])
            caret -= from
        }
        let shown = TerminalText.sanitised(String(String.UnicodeScalarView(scalars)), keepingTabs: true)
        // A tab stays a tab above and below, so that the caret stands under its column at any tab width.
        let padding = scalars.prefix(caret).map { $0 == "\t" ? "\t" : " " }.joined()
        let gutter = String(repeating: " ", count: max(4, String(number).count))
        let label = String(repeating: " ", count: gutter.count - String(number).count) + String(number)
        let carets = String(repeating: "^", count: max(1, min(length, scalars.count - caret)))
        return "\(label) | \(shown)\n\(gutter) | \(padding)\(carets)"
    }
}
