import Foundation

@testable import PitaLab

/// A device in memory that is spoken to at a prompt, with a clock that tests move.
protocol ConsoleBench: AnyObject {
    associatedtype Device: ConsoleDevice
    /// The device, as the session that was opened last sees it.
    var console: Device { get }
    /// The device's clock, in seconds.
    var now: Double { get }
}

extension ConsoleBench {
    /// Gives a device the bench's clock.
    func setClock(of device: Device) {
        device.surroundings.wall = { Date(timeIntervalSince1970: 1_790_000_000) }
        device.surroundings.monotonic = { [unowned self] in now }
    }

    /// What one line answers, without line ends at the end.
    @discardableResult
    func run(_ line: String) -> String {
        var text = ConsoleText.plain(console.respond(to: line))
        while text.hasSuffix("\n") { text.removeLast() }
        return text
    }

    /// What several lines answer.
    @discardableResult
    func run(_ lines: [String]) -> String { lines.map { run($0) }.filter { !$0.isEmpty }.joined(separator: "\n") }

    /// The lines of a block of the running configuration.
    func block(_ title: String) -> [String] {
        let lines = console.truth.split(separator: "\n").map(String.init)
        guard let start = lines.firstIndex(of: title) else { return [] }
        return Array(lines[(start + 1)...].prefix { $0.hasPrefix(" ") })
    }
}
