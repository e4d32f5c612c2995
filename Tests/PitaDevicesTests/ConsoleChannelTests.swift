import PitaPlatforms
import PitaSSH
import Testing

@testable import PitaDevices

/// What a console's answers come to when a device is slow, says things late, or says what looks like something else.
@Suite struct ConsoleChannelTests {
    typealias Words = ScriptedDevice.Words

    private static let limits = ExecLimits(standardOutput: 1 << 16, standardError: 1 << 16, total: .seconds(5))

    /// A device of IOS at its prompt; the lines of the preparation are accepted.
    private func session(_ script: [(String, [Words])]) throws -> ScriptedSession {
        let prepared = (IOSPlatform().console?.preparation ?? []).map { ($0, [Words(text: "\($0)\r\nsw1#")]) }
        return try ScriptedSession(prompt: "sw1#", (prepared + script).map { (heard: $0.0, says: $0.1) })
    }

    private func channel(_ session: ScriptedSession) async throws -> ConsoleChannel {
        let platform = IOSPlatform()
        let console = try #require(platform.console)
        return try await ConsoleChannel(on: session, platform: platform, console: console, enable: nil)
    }

    private func accepted(_ line: String, mode: String) -> (String, [Words]) {
        (line, [Words(text: "\(line)\r\nsw1\(mode)#")])
    }

    @Test func `lines that are accepted are a success, and the mode is left`() async throws {
        let session = try session([
            accepted("configure terminal", mode: "(config)"), accepted("vlan 10", mode: "(config-vlan)"),
            accepted("end", mode: ""),
        ])
        let reply = try await channel(session).execute(
            "configure terminal", input: "vlan 10\n", limits: Self.limits, isReading: false)
        #expect(reply == CommandReply(output: ""))
        #expect(await session.heard.suffix(3) == ["configure terminal", "vlan 10", "end"])
    }

    @Test func `a refusal that comes after the prompt ends the command at the next line`() async throws {
        let session = try session([
            accepted("configure terminal", mode: "(config)"),
            (
                "vlan 10",
                [
                    Words(text: "vlan 10\r\nsw1(config)#"),
                    Words(text: "\r\n% VLAN 10 is reserved\r\nsw1(config)#", after: .milliseconds(1)),
                ]
            ),
            ("name dinas", [Words(text: "name dinas\r\nsw1(config)#", after: .milliseconds(20))]),
            accepted("end", mode: ""),
        ])
        let channel = try await channel(session)
        let reply = try await channel.execute(
            "configure terminal", input: "vlan 10\nname dinas\nvlan 20\n", limits: Self.limits, isReading: false)
        #expect(reply.exitStatus == 1)
        #expect(IOSPlatform().rejection(in: reply)?.contains("VLAN 10 is reserved") == true)
        #expect(reply.errorOutput.contains("late") && reply.errorOutput.contains("`name dinas`"))
        #expect(await !session.heard.contains("vlan 20"))
    }

    @Test(arguments: [10, 60])
    func `a refusal of the last line that comes late is not lost`(milliseconds: Int) async throws {
        let session = try session([
            accepted("configure terminal", mode: "(config)"),
            (
                "vlan 10",
                [
                    Words(text: "vlan 10\r\nsw1(config)#"),
                    Words(text: "\r\n% VLAN 10 is reserved\r\nsw1(config)#", after: .milliseconds(milliseconds)),
                ]
            ),
            ("end", [Words(text: "end\r\nsw1#", after: .milliseconds(60))]),
        ])
        let channel = try await channel(session)
        let reply = try await channel.execute(
            "configure terminal", input: "vlan 10\n", limits: Self.limits, isReading: false)
        #expect(reply.exitStatus == 1)
        #expect(IOSPlatform().rejection(in: reply)?.contains("VLAN 10 is reserved") == true)
    }

    @Test func `a refusal that comes between two commands ends the second`() async throws {
        let session = try session([
            (
                "write memory",
                [
                    Words(text: "write memory\r\nBuilding configuration...\r\n[OK]\r\nsw1#"),
                    Words(text: "\r\n% NVRAM is full\r\nsw1#", after: .milliseconds(80)),
                ]
            ),
            (
                "copy running-config nvram:x",
                [
                    Words(text: "copy running-config nvram:x\r\n[OK]\r\nsw1#", after: .milliseconds(100))
                ]
            ),
        ])
        let channel = try await channel(session)
        let first = try await channel.execute("write memory", input: "", limits: Self.limits, isReading: false)
        #expect(first.exitStatus == 0)
        let second = try await channel.execute(
            "copy running-config nvram:x", input: "", limits: Self.limits, isReading: false)
        #expect(second.exitStatus == 1)
        #expect(IOSPlatform().rejection(in: second)?.contains("NVRAM is full") == true)
    }

    @Test func `late words that refuse nothing are no part of the next answer`() async throws {
        let session = try session([
            (
                "write memory",
                [
                    Words(text: "write memory\r\nBuilding configuration...\r\n[OK]\r\nsw1#"),
                    Words(text: "\r\nRollback pending\r\nsw1#", after: .milliseconds(70)),
                ]
            ),
            ("show archive", [Words(text: "show archive\r\nnothing\r\nsw1#", after: .milliseconds(100))]),
        ])
        let channel = try await channel(session)
        _ = try await channel.execute("write memory", input: "", limits: Self.limits, isReading: false)
        let reply = try await channel.execute("show archive", input: "", limits: Self.limits, isReading: false)
        #expect(reply == CommandReply(output: "nothing\n"))
    }

    @Test func `half a line that looks like a pager, a question or a prompt stays what it is`() async throws {
        let halves = ["description --More--", "banner Proceed? [confirm]", "sw1#"]
        let pieces = halves.flatMap {
            [Words(text: $0, after: .milliseconds(5)), Words(text: " dan akhirnya\r\n", after: .milliseconds(25))]
        }
        let session = try session([
            ("show running-config", [Words(text: "show running-config\r\n")] + pieces + [Words(text: "sw1#")])
        ])
        let channel = try await channel(session)
        let sent = await session.heard.count
        let reply = try await channel.execute("show running-config", input: "", limits: Self.limits, isReading: true)
        #expect(reply.output == halves.map { $0 + " dan akhirnya\n" }.joined())
        #expect(await session.heard.count == sent + 1)
    }

    @Test func `a question that nothing answers is given up, and the command has failed`() async throws {
        let session = try session([
            ("reload", [Words(text: "reload\r\nProceed with reload? [confirm]")]),
            ("\u{3}", [Words(text: "\r\nsw1#")]),
        ])
        let channel = try await channel(session)
        let reply = try await channel.execute("reload", input: "", limits: Self.limits, isReading: false)
        #expect(reply.exitStatus == 1)
        #expect(reply.errorOutput.contains("[confirm]"))
    }
}
