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
    private let progress: Progress

    /// A console; colours only on a terminal that wants them, steps on a terminal or when asked for.
    init(format: OutputFormat, noColor: Bool, isVerbose: Bool) {
        self.format = format
        let environment = ProcessInfo.processInfo.environment
        let wanted = !noColor && environment["NO_COLOR"].map(\.isEmpty) != false && environment["TERM"] != "dumb"
        colours = wanted && isatty(STDOUT_FILENO) == 1
        progress = Progress(showsSteps: isVerbose || isatty(STDERR_FILENO) == 1)
    }

    /// Prints a result: the lines for people, or the value for programs.
    func result(_ value: @autoclosure () -> JSONValue, text: @autoclosure () -> [String]) {
        switch format {
        case .text: for line in text() { Self.write(line + "\n", to: STDOUT_FILENO) }
        case .json: Self.write(value().pretty, to: STDOUT_FILENO)
        }
    }

    /// Prints octets exactly as they are.
    func exactly(_ bytes: [UInt8]) { Self.write(bytes, to: STDOUT_FILENO) }

    /// Prints a line on standard error.
    static func note(_ line: String) { write(line + "\n", to: STDERR_FILENO) }

    /// Where an operation's events go: on a terminal each step, else only what matters.
    var events: EventSink { { [progress] event in progress.show(event) } }

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

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
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

/// The progress of long work on standard error.
final class Progress: Sendable {
    private let showsSteps: Bool
    private let done = Mutex<(total: Int, ended: Int)>((0, 0))

    init(showsSteps: Bool) { self.showsSteps = showsSteps }

    /// Shows an event.
    func show(_ event: OperationEvent) {
        switch event {
        case .began(let work, let devices):
            done.withLock { $0 = (devices, 0) }
            if showsSteps { Console.note("\(work) \(devices) device\(devices == 1 ? "" : "s")") }
        case .step(let device, let text):
            if showsSteps { Console.note("  \(TerminalText.sanitised("\(device): \(text)"))") }
        case .ended(let device, let outcome, let reason):
            let place = done.withLock { state in
                state.ended += 1
                return "[\(state.ended)/\(state.total)]"
            }
            guard showsSteps || outcome != "read" else { return }
            let why = reason.map { ": \($0)" } ?? ""
            Console.note("\(place) \(TerminalText.sanitised("\(device): \(outcome)\(why)"))")
        case .note(let text): Console.note(TerminalText.sanitised(text))
        }
    }
}
