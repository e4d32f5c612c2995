import PitaDiagnostics
import PitaPlatforms
import Testing

@testable import PitaDevices
@testable import PitaLab

/// A text in a platform's language on its way to a device of the lab in memory.
struct LabPush {
    let platform: any Platform
    let session: DeviceSession
    let shell: LabShell
    let facts: DeviceFacts
    let text: String
    let change: DeviceChange
    /// The device's own config before.
    let before: String
    let seconds = 120
    let limit = Duration.seconds(600)

    /// Reads the device and makes the change.
    ///
    /// - Parameter saving: what has to be done before, for the device to have a rollback of its own.
    init(
        _ text: String, on device: LabDevice, _ platform: any Platform, saving: [PitaPlatforms.DeviceCommand] = []
    ) async throws {
        (self.platform, self.text) = (platform, text)
        let connection = try LabConnection(device, platform, faults: [])
        let console = try #require(platform.console)
        let channel = try await ConsoleChannel(on: connection, platform: platform, console: console, enable: nil)
        session = DeviceSession(device: device.name, channel: channel)
        shell = connection.shell
        for command in saving { _ = try await session.send(command, within: limit) }
        before = await shell.truth
        let reading = try await session.read(platform)
        facts = reading.facts
        let intended = try platform.parse(text, file: "intended")
        try platform.check(intended, for: facts).throwIfErrors()
        change = try platform.accountedChange(from: reading.running, to: intended, mode: .merge, facts: facts)
    }

    func filled(_ command: PitaPlatforms.DeviceCommand) -> PitaPlatforms.DeviceCommand {
        PitaPlatforms.DeviceCommand(
            RuntimeSlot.fill(command.text, push: "p1", seconds: seconds),
            input: command.input.map { RuntimeSlot.fill($0, push: "p1", seconds: seconds) })
    }

    /// Sends commands, and gives what the device refused.
    func refusals(of commands: some Sequence<PitaPlatforms.DeviceCommand>) async throws -> [String] {
        var refusals: [String] = []
        for command in commands {
            let reply = try await session.send(filled(command), within: limit)
            if let words = platform.rejection(in: reply) {
                refusals.append("\(command.text) \(command.input ?? ""): \(words)")
            }
        }
        return refusals
    }

    /// Sends commands, of which none may be refused.
    func send(_ commands: some Sequence<PitaPlatforms.DeviceCommand>) async throws {
        for words in try await refusals(of: commands) { Issue.record("\(words)") }
    }

    func read() async throws -> ConfigTree { try await session.read(platform).running }

    /// What the text would still change.
    func changeNow() async throws -> DeviceChange {
        try platform.accountedChange(
            from: try await read(), to: try platform.parse(text, file: "intended"), mode: .merge, facts: facts)
    }
}
