import Foundation
import Synchronization

/// Standard error: lines that stay, and below them a few that are drawn anew while work goes on.
final class Terminal: Sendable {
    /// The process has one.
    static let standardError = Terminal()

    private let drawn = Mutex<[String]>([])

    /// Prints a line that stays, above those that are drawn anew.
    func print(_ line: String) {
        drawn.withLock { drawn in Self.write(Self.erasing(drawn) + line + "\n" + Self.text(drawn)) }
    }

    /// Draws these lines in the place of those that were drawn before.
    func draw(_ lines: [String]) {
        drawn.withLock { drawn in
            guard lines != drawn else { return }
            Self.write(Self.erasing(drawn) + Self.text(lines))
            drawn = lines
        }
    }

    /// Takes away what was drawn.
    func erase() { draw([]) }

    /// Columns and rows; 80 by 24 where it is not known.
    static var size: (columns: Int, rows: Int) {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return (80, 24)
        }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// Up to the first of the lines, and everything below it away.
    private static func erasing(_ lines: [String]) -> String { lines.isEmpty ? "" : "\u{1B}[\(lines.count)A\r\u{1B}[J" }

    private static func text(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

    private static func write(_ text: String) { Console.write(Array(text.utf8), to: STDERR_FILENO) }
}
