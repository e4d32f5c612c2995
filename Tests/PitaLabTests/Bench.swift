import Foundation

@testable import PitaLab

/// A router in memory, with a clock that tests move.
final class Bench {
    var now = 1000.0
    var router: Router
    let directory: String

    init(version: String = "7.16.1", board: String = "RB4011iGS+") {
        directory = NSTemporaryDirectory() + "pita-lab-test-" + UUID().uuidString
        try? FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let hardware = DeviceState.Hardware(
            version: version, board: board, serial: "HF0000000AA", softwareID: "ABCD-1234", loads: [:])
        let state = RouterFactory.state(
            hardware: hardware, interfaces: RouterFactory.interfaces(board: board), monotonic: 1000)
        router = Router(
            state: state,
            surroundings: .init(
                wall: { Date(timeIntervalSince1970: 1_790_000_000) }, monotonic: { 1000 },
                files: FileArea(directory: directory)))
        router.surroundings.monotonic = { [unowned self] in self.now }
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    /// What one exec line answers, with plain line feeds.
    @discardableResult
    func run(_ line: String) -> String {
        router.output = []
        router.numbered = []
        Interpreter(router: router).run(line: ByteText.received(line))
        return ByteText.text(router.output).replacing("\r\n", with: "\n")
    }

    func status(_ line: String) -> Int32 {
        router.output = []
        return Interpreter(router: router).run(line: ByteText.received(line))
    }

    /// The export without its header.
    func export(_ form: String = "") -> String {
        run("/export" + (form.isEmpty ? "" : " " + form)).split(separator: "\n", omittingEmptySubsequences: false)
            .drop { $0.hasPrefix("#") }.joined(separator: "\n")
    }
}
