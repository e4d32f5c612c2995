import Foundation
import PitaDiagnostics
import PitaOperations
import Synchronization

/// The progress of long work on a terminal: what is done stays as lines, what is under way is drawn below them, with the
/// time until each way back fires.
final class LiveProgress: Sendable {
    private let showsSteps: Bool
    private let colours: Bool
    private let view: Mutex<LiveView>
    private let isTicking = Mutex(false)

    init(showsSteps: Bool, colours: Bool) {
        self.showsSteps = showsSteps
        self.colours = colours
        view = Mutex(LiveView(colours: colours))
    }

    /// Shows an event.
    func show(_ event: OperationEvent) {
        if case .ended(let device, let outcome, let reason) = event, outcome != "read" || showsSteps {
            let why = reason.map { ": \($0)" } ?? ""
            Console.progress(TerminalText.sanitised("\(device): \(outcome)\(why)"))
        }
        if case .note(let text) = event { Console.progress(TerminalText.sanitised(text)) }
        if case .alarm(let text) = event {
            let clean = TerminalText.sanitised(text)
            let red = Console.Colour.red.rawValue
            Console.note(colours ? "\u{1B}[\(red)m\(clean)\u{1B}[0m" : clean)
        }
        if showsSteps, let line = event.stepLine { Console.progress(line) }
        view.withLock { $0.take(event, at: .now) }
        draw()
        tick()
    }

    private func draw() {
        let lines = view.withLock { $0.lines(at: .now, size: Terminal.size) }
        Terminal.standardError.draw(lines)
    }

    /// The countdown goes on between events.
    private func tick() {
        let begins = isTicking.withLock { ticking in
            defer { ticking = true }
            return !ticking
        }
        guard begins else { return }
        Task.detached { [weak self] in
            while let self, self.view.withLock(\.isAtWork) {
                self.draw()
                try? await Task.sleep(for: .milliseconds(500))
            }
            self?.isTicking.withLock { $0 = false }
        }
    }
}

/// What is under way, and how it looks.
struct LiveView {
    private struct Device {
        var phase: DevicePhase
        var text: String
        var fires: ContinuousClock.Instant?
    }

    let colours: Bool
    private var work = ""
    private var wave: (number: Int, of: Int)?
    private var total = 0
    private var ended = 0
    private var failed = 0
    private var pausesUntil: ContinuousClock.Instant?
    private var names: [String] = []
    private var devices: [String: Device] = [:]

    init(colours: Bool) { self.colours = colours }

    /// Whether anything is under way.
    var isAtWork: Bool { !devices.isEmpty || pausesUntil != nil }

    /// Takes an event into account.
    mutating func take(_ event: OperationEvent, at now: ContinuousClock.Instant) {
        // Whatever comes after a pause ends it: a wave, or that no other begins.
        if !event.isRemark { pausesUntil = nil }
        switch event {
        case .began(let work, let devices):
            self = LiveView(colours: colours)
            (self.work, total) = (work, devices)
        case .wave(let number, let count, _): wave = (number, count)
        case .pausing(let seconds): pausesUntil = now + .seconds(seconds)
        case .step(let name, let phase, let text):
            if devices[name] == nil { names.append(name) }
            let fires = phase == .confirming && text == "confirmed" ? nil : devices[name]?.fires
            devices[name] = Device(phase: phase, text: text, fires: fires)
        case .rollbackArmed(let name, let seconds): devices[name]?.fires = now + .seconds(seconds)
        case .ended(let name, let outcome, _):
            devices[name] = nil
            names.removeAll { $0 == name }
            ended += 1
            if !["read", "changed-confirmed", "unchanged"].contains(outcome) { failed += 1 }
        case .note, .alarm: break
        }
    }

    /// The lines, none wider than the terminal nor more than half of it.
    func lines(at now: ContinuousClock.Instant, size: (columns: Int, rows: Int)) -> [String] {
        guard isAtWork else { return [] }
        var head = work
        if let wave { head += "  wave \(wave.number)/\(wave.of)" }
        head += "  \(min(ended, total))/\(total) done"
        if failed > 0 { head += "  \(failed) failed" }
        if let pausesUntil { head += "  next wave in \(Self.seconds(from: now, to: pausesUntil)) s" }
        let most = max(1, size.rows / 2 - 2)
        let width = names.map(\.count).max() ?? 0
        var lines = [fit(head, size.columns, failed > 0 ? .red : .bold)]
        for name in names.prefix(most) {
            guard let device = devices[name] else { continue }
            var text = "  " + name.padding(toLength: width, withPad: " ", startingAt: 0) + "  "
            text += device.phase.rawValue.padding(toLength: 10, withPad: " ", startingAt: 0) + "  " + device.text
            if let fires = device.fires { text += "  (way back in \(Self.seconds(from: now, to: fires)) s)" }
            lines.append(fit(text, size.columns, device.phase == .returning ? .yellow : nil))
        }
        if names.count > most { lines.append(fit("  and \(names.count - most) more", size.columns, nil)) }
        return lines
    }

    private static func seconds(from now: ContinuousClock.Instant, to end: ContinuousClock.Instant) -> Int {
        max(0, Int((end - now).components.seconds))
    }

    /// Cut to the terminal's width, so that a line is one line, and coloured.
    private func fit(_ text: String, _ columns: Int, _ colour: Console.Colour?) -> String {
        let clean = TerminalText.sanitised(text)
        let cut = clean.count < columns ? clean : String(clean.prefix(max(1, columns - 2))) + "…"
        guard colours, let colour else { return cut }
        return "\u{1B}[\(colour.rawValue)m\(cut)\u{1B}[0m"
    }
}

extension OperationEvent {
    /// Whether it says nothing of how far the work is.
    fileprivate var isRemark: Bool {
        switch self {
        case .note, .alarm, .rollbackArmed: true
        case .began, .wave, .pausing, .step, .ended: false
        }
    }
}
