@testable import PitaLab

/// A Huawei device in memory, with a clock that tests move, and several sessions.
final class VRPBench: ConsoleBench {
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
        setClock(of: console)
        console.surroundings.session = session
    }

    /// Another session on the same device takes over.
    func reconnect(_ session: String) throws {
        let next = try VRPConsole(device)
        settle(next, session)
        try next.restore(try console.encoded())
        console = next
    }
}
