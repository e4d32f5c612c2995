import Foundation

@testable import pita_lab

/// A Huawei device in memory, with a clock that tests move, and several sessions.
final class VRPBench {
    var now = 1000.0
    var console: VRPConsole
    private let device: LabDevice

    init(_ board: String) throws {
        let version = board.hasPrefix("CE") ? "V200R020C10SPC600" : "V200R019C10SPC500"
        device = ExampleConsoles.device(
            "sw", .vrp, "127.0.0.1", version: version, board: board, serial: "2102000001",
            ports: ExampleConsoles.ports(board: board), commands: [])
        console = try VRPConsole(device)
        settle(console, "1")
        try console.install(["sysname sw-uji"])
    }

    private func settle(_ console: VRPConsole, _ session: String) {
        console.surroundings.wall = { Date(timeIntervalSince1970: 1_790_000_000) }
        console.surroundings.monotonic = { [unowned self] in now }
        console.surroundings.session = session
    }

    /// Another session on the same device takes over.
    func reconnect(_ session: String) throws {
        let next = try VRPConsole(device)
        settle(next, session)
        try next.restore(try console.encoded())
        console = next
    }

    /// What one line answers, without line ends at the end.
    @discardableResult
    func run(_ line: String) -> String {
        var text = ConsoleText.plain(console.respond(to: line))
        while text.hasSuffix("\n") { text.removeLast() }
        return text
    }

    @discardableResult
    func run(_ lines: [String]) -> String { lines.map { run($0) }.filter { !$0.isEmpty }.joined(separator: "\n") }

    /// The lines of a block of the running configuration.
    func block(_ title: String) -> [String] {
        let lines = console.truth.split(separator: "\n").map(String.init)
        guard let start = lines.firstIndex(of: title) else { return [] }
        return Array(lines[(start + 1)...].prefix { $0.hasPrefix(" ") })
    }
}
