import Dispatch
import Foundation
import Synchronization

/// Standard error, written by a thread of its own: whoever prints, a push above all, never waits for whoever reads.
final class Terminal: Sendable {
    /// The process has one.
    static let standardError = Terminal(STDERR_FILENO)

    private struct State {
        var queue = TerminalQueue()
        /// Whether the writer is at work, or about to be.
        var isWriting = false
        /// How many texts were begun.
        var begun = 0
        /// The text at which waiting was given up.
        var stalled: Int?
        var lossLine: @Sendable (Int) -> String = {
            "(\($0) lines of progress were left out: nobody read them in time)"
        }
    }

    private let descriptor: Int32
    private let state = Mutex(State())
    private let writer = DispatchQueue(label: "pita.terminal")
    private let writing = DispatchGroup()

    /// What is written to a descriptor.
    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// Prints a line that stays, above those that are drawn anew.
    ///
    /// - Parameter isProgress: whether it may be left out when very many wait to be written.
    func print(_ line: String, isProgress: Bool = false) {
        change { $0.add(line, isProgress: isProgress) }
    }

    /// Draws these lines in the place of those that were drawn before.
    func draw(_ lines: [String]) { change { $0.draw(lines) } }

    /// Takes away what was drawn; nothing is drawn any more.
    func endDrawing() { change { $0.endDrawing() } }

    /// Says in another form how many lines of progress were left out.
    func tellLoss(as line: @escaping @Sendable (Int) -> String) { state.withLock { $0.lossLine = line } }

    /// Waits until everything is written, or nothing went out for so many seconds; once, and not again for the same text.
    func flush(patience seconds: Int = 3) {
        while true {
            let (begun, stalled) = state.withLock { ($0.begun, $0.stalled) }
            guard begun != stalled, writing.wait(timeout: .now() + .seconds(seconds)) == .timedOut else { return }
            state.withLock { state in if state.begun == begun { state.stalled = begun } }
        }
    }

    /// A last line before the program ends at once: not behind what waits, and hardly waiting itself.
    static func lastWord(_ line: String) {
        let done = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            Console.write(Array((line + "\n").utf8), to: STDERR_FILENO)
            done.signal()
        }
        _ = done.wait(timeout: .now() + .milliseconds(200))
    }

    /// Columns and rows; 80 by 24 where it is not known.
    static var size: (columns: Int, rows: Int) {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return (80, 24)
        }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    private func change(_ body: (inout TerminalQueue) -> Void) {
        state.withLock { state in
            body(&state.queue)
            guard !state.isWriting else { return }
            state.isWriting = true
            // Under the lock: whoever flushes must find the group at work from here on.
            writer.async(group: writing) { [self] in writeAll() }
        }
    }

    private func writeAll() {
        while let text = nextText() { Console.write(Array(text.utf8), to: descriptor) }
    }

    private func nextText() -> String? {
        state.withLock { state in
            let text = state.queue.next(lossLine: state.lossLine)
            if text == nil { state.isWriting = false } else { state.begun += 1 }
            return text
        }
    }
}
