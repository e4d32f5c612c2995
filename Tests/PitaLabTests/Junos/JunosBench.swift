@testable import PitaLab

/// A Junos device in memory, with a clock that tests move, and several sessions.
final class JunosBench: ConsoleBench {
    var now = 1000.0
    var console: JunosConsole
    /// Sessions that still live.
    var alive: Set<String> = ["1"]
    private let device: LabDevice

    static let office = [
        "set system host-name rtr-uji", "set interfaces ge-0/0/0 description \"Uplink ISP\"",
        "set interfaces ge-0/0/0 unit 0 family inet address 10.1.0.2/30",
        "set routing-options static route 0.0.0.0/0 next-hop 10.1.0.1",
    ]

    init() throws {
        device = ExampleConsoles.device(
            "rtr", .junos, "127.0.0.1", version: "22.4R3-S2.11", board: "SRX300", serial: "CV0000000001",
            ports: ExampleConsoles.ports(board: "SRX300"), commands: [])
        console = try JunosConsole(device)
        settle(console, "1")
        try console.install(Self.office)
    }

    private func settle(_ console: JunosConsole, _ session: String) {
        setClock(of: console)
        console.surroundings.session = session
        console.surroundings.isAlive = { [unowned self] in alive.contains($0) }
    }

    /// Another session on the same device takes over.
    func reconnect(_ session: String) throws {
        let next = try JunosConsole(device)
        alive.insert(session)
        settle(next, session)
        try next.restore(try console.encoded())
        console = next
    }
}
