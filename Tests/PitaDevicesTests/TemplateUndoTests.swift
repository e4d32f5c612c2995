import PitaDiagnostics
import PitaPlatforms
import Testing

@testable import PitaDevices
@testable import PitaLab

/// What the shipped templates make on devices that are spoken to at a prompt, made and taken back on the lab's, where it was
/// set before and where it was not: by the commands of an undo, and by the device alone.
@Suite struct TemplateUndoTests {
    @Test(arguments: TemplateSite.all)
    func `an undo leaves the device as it was`(site: TemplateSite) async throws {
        let push = try await TemplatePush(site)
        try await push.send(push.change.commands)
        #expect(try await push.read().deviations(from: push.change.after, on: site.platform).isEmpty)
        #expect(try await push.changeNow().isEmpty, "what was made is as intended")
        #expect(await push.shell.truth != push.before)
        try await push.send(push.change.reverse)
        #expect(await push.shell.truth == push.before)
    }

    @Test(arguments: TemplateSite.all)
    func `a rollback that fires by itself leaves the device as it was`(site: TemplateSite) async throws {
        let push = try await TemplatePush(site)
        let rollback = site.platform.wayBack(for: push.change, facts: push.facts)
        #expect((rollback != nil) == site.hasRollback)
        guard let rollback else { return }
        try await push.send(rollback.arm)
        try await push.send(rollback.carrier.isEmpty ? push.change.commands : rollback.carrier)
        let proof = try await push.session.send(push.filled(rollback.proof.command), for: .prove, within: push.limit)
        #expect(rollback.proof.holds(in: proof.output))
        #expect(try await push.read().deviations(from: push.change.after, on: site.platform).isEmpty)
        await push.shell.pass(Double(push.seconds - 1))
        #expect(await push.shell.truth != push.before, "it does not fire before its time")
        await push.shell.pass(Double(1 + rollback.firing))
        #expect(await push.shell.truth == push.before)
    }

    @Test(arguments: TemplateSite.all)
    func `a change that is confirmed stays`(site: TemplateSite) async throws {
        guard site.hasRollback else { return }
        let push = try await TemplatePush(site)
        let rollback = try #require(site.platform.wayBack(for: push.change, facts: push.facts))
        try await push.send(rollback.arm)
        try await push.send(rollback.carrier.isEmpty ? push.change.commands : rollback.carrier)
        var last = CommandReply(output: "")
        for command in rollback.disarm {
            last = try await push.session.send(push.filled(command), for: .disarm, within: push.limit)
        }
        #expect(rollback.isDisarmed(by: last))
        let made = await push.shell.truth
        await push.shell.pass(Double(push.seconds + rollback.firing + 60))
        #expect(await push.shell.truth == made)
        #expect(made != push.before)
    }
}

/// A template pushed to a device of the lab in memory.
struct TemplatePush {
    let site: TemplateSite
    let session: DeviceSession
    let shell: LabShell
    let facts: DeviceFacts
    let change: DeviceChange
    /// The device's own config before.
    let before: String
    let seconds = 120
    let limit = Duration.seconds(600)

    /// Reads the device and makes the change.
    init(_ site: TemplateSite) async throws {
        self.site = site
        let connection = try LabConnection(site.device, site.platform, faults: [])
        let console = try #require(site.platform.console)
        let channel = try await ConsoleChannel(on: connection, platform: site.platform, console: console, enable: nil)
        session = DeviceSession(device: site.name, channel: channel)
        shell = connection.shell
        for command in site.saving { _ = try await session.send(command, within: limit) }
        before = await shell.truth
        let reading = try await session.read(site.platform)
        facts = reading.facts
        let intended = try site.platform.parse(try site.text, file: site.template)
        try site.platform.check(intended, for: facts).throwIfErrors()
        change = try site.platform.accountedChange(from: reading.running, to: intended, mode: .merge, facts: facts)
        #expect(!change.isEmpty)
        #expect(change.irreversible.isEmpty)
    }

    func filled(_ command: PitaPlatforms.DeviceCommand) -> PitaPlatforms.DeviceCommand {
        PitaPlatforms.DeviceCommand(
            RuntimeSlot.fill(command.text, push: "p1", seconds: seconds),
            input: command.input.map { RuntimeSlot.fill($0, push: "p1", seconds: seconds) })
    }

    /// Sends commands, of which none may be refused.
    func send(_ commands: some Sequence<PitaPlatforms.DeviceCommand>) async throws {
        for command in commands {
            let reply = try await session.send(filled(command), within: limit)
            if let words = site.platform.rejection(in: reply) {
                Issue.record("\(command.text) \(command.input ?? ""): \(words)")
            }
        }
    }

    func read() async throws -> ConfigTree { try await session.read(site.platform).running }

    /// What the template would still change.
    func changeNow() async throws -> DeviceChange {
        try site.platform.accountedChange(
            from: try await read(), to: try site.platform.parse(try site.text, file: site.template), mode: .merge,
            facts: facts)
    }
}
