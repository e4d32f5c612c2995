@testable import PitaLab

/// An IOS device in memory, with a clock that tests move.
final class IOSBench: ConsoleBench {
    var now = 1000.0
    let console: IOSConsole

    init(
        _ board: String = "C9200L-24P-4G", version: String = "17.09.04a", enable: String? = nil,
        kind: LabDevice.Kind = .ios
    ) throws {
        var device = ExampleConsoles.device(
            "sw", kind, "127.0.0.1", version: version, board: board, serial: "JAE00000001",
            ports: ExampleConsoles.ports(board: board), commands: [])
        device.enable = enable
        device.loads = [
            device.ports[1]: .init(received: 8_000_000, sent: 4_000_000)
        ]
        console = try IOSConsole(device)
        console.state.meter.started = 1000
        setClock(of: console)
        try console.install(["hostname sw-uji"])
    }

    /// Runs lines of configuration and gives all they answered.
    @discardableResult
    func configure(_ lines: String...) -> String {
        run("configure terminal")
        let answers = lines.map { run($0) }
        run("end")
        return answers.filter { !$0.isEmpty }.joined(separator: "\n")
    }
}
