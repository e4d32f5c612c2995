import Foundation
import PitaDiagnostics
import PitaEvidence
import PitaOperations
import Synchronization

/// Prints results to standard output and everything else to standard error.
struct Console: Sendable {
    /// The form of results.
    let format: OutputFormat
    /// Whether standard output takes colours.
    let colours: Bool
    /// Where an operation's events go.
    let events: EventSink

    /// A console; colours only on a terminal that wants them.
    ///
    /// - Parameters:
    ///   - isVerbose: whether each step has a line of its own.
    ///   - showsEvents: whether events are lines of JSON.
    init(format: OutputFormat, noColor: Bool, isVerbose: Bool, showsEvents: Bool) {
        self.format = format
        let environment = ProcessInfo.processInfo.environment
        let wanted = !noColor && environment["NO_COLOR"].map(\.isEmpty) != false && environment["TERM"] != "dumb"
        colours = wanted && isatty(STDOUT_FILENO) == 1
        let isTerminal = isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb"
        if showsEvents {
            Terminal.standardError.tellLoss(as: EventLines.loss)
            events = { event in EventLines.show(event) }
        } else if isTerminal {
            let live = LiveProgress(showsSteps: isVerbose, colours: wanted)
            events = { event in live.show(event) }
        } else {
            let progress = PlainProgress(showsSteps: isVerbose)
            events = { event in progress.show(event) }
        }
    }

    /// Prints a result: the lines for people, or the value for programs.
    func result(_ value: @autoclosure () -> JSONValue, text: @autoclosure () -> [String]) {
        // Both may be one terminal: what was said before stands before, and nothing is drawn below.
        Terminal.standardError.endDrawing()
        Terminal.standardError.flush()
        switch format {
        case .text: for line in text() { Self.write(line + "\n", to: STDOUT_FILENO) }
        case .json: Self.write(value().pretty, to: STDOUT_FILENO)
        }
    }

    /// Prints octets exactly as they are.
    func exactly(_ bytes: [UInt8]) { Self.write(bytes, to: STDOUT_FILENO) }

    /// Prints a line on standard error.
    static func note(_ line: String) { Terminal.standardError.print(line) }

    /// Prints a line of progress on standard error.
    static func progress(_ line: String) { Terminal.standardError.print(line, isProgress: true) }

    /// A text in a colour, on a terminal.
    func coloured(_ text: String, _ colour: Colour) -> String {
        colours ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// The colours that carry a meaning here.
    enum Colour: Int {
        /// Taken away, failed.
        case red = 31
        /// Added, well.
        case green = 32
        /// Changed, to be looked at.
        case yellow = 33
        /// Headings.
        case bold = 1
    }

    private static func write(_ text: String, to descriptor: Int32) { write(Array(text.utf8), to: descriptor) }

    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var start = 0
        while start < bytes.count {
            let written = bytes[start...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            // Nobody reads any more: there is nobody to tell, either.
            guard written > 0 else { return }
            start += written
        }
    }
}
