import Foundation
import PitaPlatforms
import PitaSSH

@testable import PitaDevices
@testable import PitaLab

/// A device of the lab that is spoken to at a prompt.
struct ConsoleWorldDevice: WorldDevice {
    let shell: LabShell
    private let platform: any Platform
    private let console: Console
    private let hostKey: HostKey

    init(_ device: LabDevice, _ platform: any Platform) throws {
        guard let console = platform.console,
            let hostKey = HostKey(
                line: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICALuCY9TS083YF3txvhRNIuq5XKhYFMzhiTkpA+Befc")
        else { throw LabError("no console") }
        (self.platform, self.console, self.hostKey) = (platform, console, hostKey)
        shell = try LabShell(device, faults: FaultSet(), profile: DialogueProfile(console))
    }

    func logIn() async throws -> any DeviceChannel {
        let connection = LabConnection(try await shell.logIn(), hostKey: hostKey)
        return try await ConsoleChannel(on: connection, platform: platform, console: console, enable: nil)
    }

    func logOut() async { await shell.logOut() }
    func pass(_ seconds: Double) async { await shell.pass(seconds) }
    func restart() async { await shell.restart() }
    var truth: String { get async { await shell.truth } }
}

/// A router of the lab, each command on a channel of its own.
actor RouterWorldDevice: WorldDevice {
    private let router: Router
    private let time: Time
    private let directory: String
    private var login = 0
    private var logins = 0

    /// The router's clock, in seconds; only the actor that holds it sets it.
    private final class Time { var now = 1000.0 }

    init(version: String = "7.16.1", board: String = "RB4011iGS+", setup: [String]) throws {
        directory = NSTemporaryDirectory() + "pita-world-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let hardware = DeviceState.Hardware(
            version: version, board: board, serial: "HF0000000AA", softwareID: "ABCD-1234", loads: [:])
        let time = Time()
        router = Router(
            state: RouterFactory.state(
                hardware: hardware, interfaces: RouterFactory.interfaces(board: board), monotonic: 1000),
            surroundings: .init(
                wall: { Date(timeIntervalSince1970: 1_790_000_000 + time.now) }, monotonic: { time.now },
                files: FileArea(directory: directory)))
        self.time = time
        for line in setup {
            let answer = Self.run(line, on: router)
            guard answer.isEmpty else { throw LabError("\(line): \(answer)") }
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    private static func run(_ line: String, on router: Router) -> String {
        router.output = []
        router.numbered = []
        Interpreter(router: router).run(line: ByteText.received(line))
        return ByteText.text(router.output).replacing("\r\n", with: "\n")
    }

    func logIn() -> any DeviceChannel {
        logins += 1
        login = logins
        return Channel(router: self, number: logins)
    }

    func logOut() { login = 0 }

    func pass(_ seconds: Double) {
        let end = time.now + seconds
        while let due = Scheduling(router: router).next, due <= end {
            time.now = max(due, time.now)
            for entry in Scheduling(router: router).takeDue() {
                _ = Self.run(ByteText.text(ByteText.bytes(entry.values["on-event"] ?? "")), on: router)
            }
        }
        time.now = end
    }

    /// RouterOS keeps what was set, and counts its intervals anew.
    func restart() {
        login = 0
        for entry in Scheduling(router: router).started() {
            _ = Self.run(ByteText.text(ByteText.bytes(entry.values["on-event"] ?? "")), on: router)
        }
    }

    /// The export without its header, and without the scheduler, which holds the automatic rollback itself.
    var truth: String {
        var isScheduler = false
        return Self.run("/export", on: router).split(separator: "\n")
            .filter { line in
                if line.hasPrefix("/") { isScheduler = line == "/system scheduler" }
                return !isScheduler && !line.hasPrefix("#")
            }
            .joined(separator: "\n")
    }

    private func execute(_ text: String, by number: Int) throws(SSHError) -> CommandReply {
        guard number == login else { throw SSHError(.closed, host: "lab", port: 22, phase: .command) }
        return CommandReply(output: Self.run(text, on: router))
    }

    private struct Channel: DeviceChannel {
        let router: RouterWorldDevice
        let number: Int

        func execute(
            _ text: String, input: String, limits: ExecLimits, as kind: CommandKind
        ) async throws(SSHError) -> CommandReply { try await router.execute(text, by: number) }

        func close() async {}
    }
}
