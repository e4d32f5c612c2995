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
        case .text: for line in text() { Self.writeResult(Array((line + "\n").utf8)) }
        case .json: Self.writeResult(Array(value().pretty.utf8))
        }
    }

    /// Prints octets exactly as they are.
    func exactly(_ bytes: [UInt8]) { Self.writeResult(bytes) }

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

    /// Writes a result; one that does not arrive whole is an error, or a program behind would take half for all.
    private static func writeResult(_ bytes: [UInt8]) {
        let problem = write(bytes, to: STDOUT_FILENO)
        guard problem != 0, problem != EPIPE, problem != EIO else { return }
        Terminal.standardError.print("error: the result could not be written: \(String(cString: strerror(problem)))")
        Terminal.standardError.flush()
        exit(PitaExit.error.rawValue)
    }

    /// Writes all octets; returns 0, or the system's number of what prevented it. `EPIPE`, and `EIO` of a terminal, say
    /// that nobody reads any more: there is nobody to tell, either.
    @discardableResult
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        var start = 0
        while start < bytes.count {
            let written = bytes[start...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if written > 0 {
                start += written
            } else if written < 0, errno == EAGAIN {
                // Whoever called made it non-blocking.
                var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&ready, 1, -1)
            } else if written < 0, errno != EINTR {
                return errno
            }
        }
        return 0
    }
}
