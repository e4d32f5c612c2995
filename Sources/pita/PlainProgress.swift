import Foundation
import PitaDiagnostics
import PitaEvidence
import PitaOperations
import Synchronization

/// The progress of long work as lines, where standard error is no terminal.
final class PlainProgress: Sendable {
    private let showsSteps: Bool
    private let done = Mutex<(total: Int, ended: Int)>((0, 0))

    init(showsSteps: Bool) { self.showsSteps = showsSteps }

    /// Shows an event.
    func show(_ event: OperationEvent) {
        switch event {
        case .began(let work, let devices):
            done.withLock { $0 = (devices, 0) }
            if showsSteps { Console.progress("\(work) \(devices) device\(devices == 1 ? "" : "s")") }
        case .ended(let device, let outcome, let reason):
            let place = done.withLock { state in
                state.ended += 1
                return "[\(min(state.ended, state.total))/\(state.total)]"
            }
            guard showsSteps || outcome != "read" else { return }
            let why = reason.map { ": \($0)" } ?? ""
            Console.progress("\(place) \(TerminalText.sanitised("\(device): \(outcome)\(why)"))")
        case .wave(let number, let count, let devices):
            if count > 1, showsSteps || devices.count > 1 {
                Console.progress("wave \(number)/\(count): \(devices.joined(separator: ", "))")
            }
        case .pausing(let seconds): Console.progress("pausing \(seconds) s")
        case .note(let text): Console.progress(TerminalText.sanitised(text))
        case .alarm(let text): Console.note(TerminalText.sanitised(text))
        case .step, .rollbackArmed:
            if showsSteps, let line = event.stepLine { Console.progress(line) }
        }
    }
}

extension OperationEvent {
    /// A step as a line; `nil` for what is said with another step already.
    var stepLine: String? {
        guard case .step(let device, _, let text) = self else { return nil }
        return "  " + TerminalText.sanitised("\(device): \(text)")
    }
}

/// The same events as lines of JSON, for programs.
enum EventLines {
    /// Shows an event, with the time in Unix milliseconds as `at`.
    static func show(_ event: OperationEvent) { Console.progress(line(of: event)) }

    /// Says how many events were left out because nobody read them in time.
    static func loss(_ count: Int) -> String {
        line(of: .note("\(count) events were left out: nobody read them in time"))
    }

    private static func line(of event: OperationEvent) -> String {
        guard case .object(var members) = event.json else { return "" }
        members["at"] = .integer(Int64(Date().timeIntervalSince1970 * 1000))
        return String(decoding: JSONValue.object(members).canonical, as: UTF8.self)
    }
}
