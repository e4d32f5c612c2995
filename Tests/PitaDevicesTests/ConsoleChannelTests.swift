import PitaPlatforms
import PitaSSH
import Testing

@testable import PitaDevices

/// What a console's answers come to when a device is slow, says things late, or says what looks like something else.
@Suite struct ConsoleChannelTests {
    typealias Words = ScriptedDevice.Words

    private static let limits = ExecLimits(standardOutput: 1 << 16, standardError: 1 << 16, total: .seconds(60))

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
            "configure terminal", input: "vlan 10\n", limits: Self.limits, as: .changing)
        #expect(reply == CommandReply(output: ""))
        #expect(await session.heard.suffix(3) == ["configure terminal", "vlan 10", "end"])
    }

    @Test func `a refusal that comes after the prompt ends the command at the next line`() async throws {
        let session = try session([
            accepted("configure terminal", mode: "(config)"),
            (
                "ip default-gateway 10.0.0.1",
                [
                    Words(text: "ip default-gateway 10.0.0.1\r\nsw1(config)#"),
                    Words(text: "\r\n% The gateway is reserved\r\nsw1(config)#", after: .milliseconds(1)),
                ]
            ),
            ("name dinas", [Words(text: "name dinas\r\nsw1(config)#", after: .milliseconds(20))]),
            accepted("end", mode: ""),
        ])
        let channel = try await channel(session)
        let reply = try await channel.execute(
            "configure terminal", input: "ip default-gateway 10.0.0.1\nname dinas\nvlan 20\n", limits: Self.limits,
            as: .changing)
        #expect(reply.exitStatus == 1)
        #expect(IOSPlatform().rejection(in: reply)?.contains("The gateway is reserved") == true)
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
            "configure terminal", input: "vlan 10\n", limits: Self.limits, as: .changing)
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
        let first = try await channel.execute("write memory", input: "", limits: Self.limits, as: .changing)
        #expect(first.exitStatus == 0)
        let second = try await channel.execute(
            "copy running-config nvram:x", input: "", limits: Self.limits, as: .changing)
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
        _ = try await channel.execute("write memory", input: "", limits: Self.limits, as: .changing)
        let reply = try await channel.execute("show archive", input: "", limits: Self.limits, as: .changing)
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
        let reply = try await channel.execute("show running-config", input: "", limits: Self.limits, as: .reading)
        #expect(reply.output == halves.map { $0 + " dan akhirnya\n" }.joined())
        #expect(await session.heard.count == sent + 1)
    }

    @Test func `a question that nothing answers is given up, and the command has failed`() async throws {
        let session = try session([
            ("reload", [Words(text: "reload\r\nProceed with reload? [confirm]")]),
            ("\u{3}", [Words(text: "\r\nsw1#")]),
        ])
        let channel = try await channel(session)
        let reply = try await channel.execute("reload", input: "", limits: Self.limits, as: .changing)
        #expect(reply.exitStatus == 1)
        #expect(reply.errorOutput.contains("[confirm]"))
    }

    @Test(arguments: [
        "% Interface GigabitEthernet0/1 IPv4 disabled and address(es) removed due to enabling VRF DINAS",
        "% Access VLAN does not exist. Creating vlan 30", "1w2d: %LINK-3-UPDOWN: Interface Gi0/1, changed state to up",
        "%LINK-3-UPDOWN: Interface Gi0/1, changed state to up", "*Mar  1 00:00:01.123: %SYS-5-CONFIG_I: Configured",
    ])
    func `a remark and a line of the log refuse nothing`(words: String) async throws {
        let session = try session([
            accepted("configure terminal", mode: "(config)"),
            ("vlan 10", [Words(text: "vlan 10\r\n\(words)\r\nsw1(config-vlan)#")]), accepted("end", mode: ""),
        ])
        let channel = try await channel(session)
        let reply = try await channel.execute(
            "configure terminal", input: "vlan 10\n", limits: Self.limits, as: .changing)
        #expect(reply.exitStatus == 0)
        #expect(IOSPlatform().rejection(in: reply) == nil)
    }

    @Test func `words of no table stop a change, and not what leads back from it`() async throws {
        for (kind, status) in [(CommandKind.changing, 1), (.proving, 0)] {
            let session = try session([
                accepted("configure terminal", mode: "(config)"),
                ("vlan 10", [Words(text: "vlan 10\r\nKartu ketiga menunggu\r\nsw1(config-vlan)#")]),
                accepted("name DINAS", mode: "(config-vlan)"), accepted("end", mode: ""),
            ])
            let channel = try await channel(session)
            let reply = try await channel.execute(
                "configure terminal", input: "vlan 10\nname DINAS\n", limits: Self.limits, as: kind)
            #expect(reply.exitStatus == status)
            #expect(reply.output.contains("Kartu ketiga menunggu"))
            #expect(await session.heard.contains("name DINAS") == (kind == .proving))
        }
    }

    @Test func `a line that should lead into a mode and does not is the last one`() async throws {
        for words in [
            "Configuration mode is locked by process '484' user 'x' from terminal '64'. Please try later.\r\n", "",
        ] {
            let session = try session([
                ("configure terminal", [Words(text: "configure terminal\r\n\(words)sw1#")]),
                accepted("vlan 10", mode: ""),
            ])
            let channel = try await channel(session)
            let reply = try await channel.execute(
                "configure terminal", input: "vlan 10\n", limits: Self.limits, as: .changing)
            #expect(reply.exitStatus == 1)
            #expect(await !session.heard.contains("vlan 10"))
        }
        let session = try session([
            accepted("configure terminal", mode: "(config)"), accepted("interface Gi0/1", mode: "(config)"),
            accepted("shutdown", mode: "(config)"), accepted("end", mode: ""),
        ])
        let channel = try await channel(session)
        let reply = try await channel.execute(
            "configure terminal", input: "interface Gi0/1\nshutdown\n", limits: Self.limits, as: .changing)
        #expect(reply.errorOutput.contains("did not lead into its mode"))
        #expect(await !session.heard.contains("shutdown"))
    }

    @Test func `from one block to the next of its kind the prompt may stay as it is`() async throws {
        let session = try session([
            accepted("configure terminal", mode: "(config)"), accepted("interface Gi0/1", mode: "(config-if)"),
            accepted("interface Gi0/2", mode: "(config-if)"), accepted("end", mode: ""),
        ])
        let channel = try await channel(session)
        let reply = try await channel.execute(
            "configure terminal", input: "interface Gi0/1\ninterface Gi0/2\n", limits: Self.limits, as: .changing)
        #expect(reply.exitStatus == 0)
    }

    @Test func `a line of the log behind the prompt does not hide that the command is done`() async throws {
        let log = "*Jan 27 20:09:17.549: %SEC_LOGIN-5-LOGIN_SUCCESS: Login Success"
        let session = try session([
            ("show clock", [Words(text: "show clock\r\n10:00:00 WIB\r\nsw1#\(log)\r\n")]),
            ("show users", [Words(text: "show users\r\nnobody\r\nsw1#")]),
        ])
        let channel = try await channel(session)
        let clock = try await channel.execute("show clock", input: "", limits: Self.limits, as: .reading)
        #expect(clock.output == "10:00:00 WIB\n")
        let users = try await channel.execute("show users", input: "", limits: Self.limits, as: .reading)
        #expect(users.output == "nobody\n")
    }

    @Test func `the log is shown to whoever asks for it`() async throws {
        let log = "*Mar  1 00:00:01.123: %SYS-5-CONFIG_I: Configured"
        let session = try session([("show logging", [Words(text: "show logging\r\n\(log)\r\nsw1#")])])
        let channel = try await channel(session)
        let reply = try await channel.execute("show logging", input: "", limits: Self.limits, as: .reading)
        #expect(reply.output == log + "\n")
    }

    @Test(arguments: [
        ("core01(s1)#", "core01(s1)(config)#"), ("sw1.10:00:00#", "sw1.10:00:07(config)#"),
        ("RP/0/RSP0/CPU0:core01#", "RP/0/RSP0/CPU0:core01(config)#"), ("10:00:00 sw1#", "10:00:59 sw1(config)#"),
    ])
    func `what a prompt says of its device's state is no mode`(home: String, mode: String) async throws {
        let prepared = (IOSPlatform().console?.preparation ?? []).map {
            (heard: $0, says: [Words(text: "\($0)\r\n\(home)")])
        }
        let script = [
            (heard: "show clock", says: [Words(text: "show clock\r\nx\r\n\(home)")]),
            (heard: "configure terminal", says: [Words(text: "configure terminal\r\n\(mode)")]),
            (heard: "end", says: [Words(text: "end\r\n\(home)")]),
        ]
        let session = try ScriptedSession(prompt: home, prepared + script)
        let channel = try await channel(session)
        let clock = try await channel.execute("show clock", input: "", limits: Self.limits, as: .reading)
        #expect(clock.exitStatus == 0)
        let reply = try await channel.execute("configure terminal", input: "", limits: Self.limits, as: .changing)
        #expect(reply.exitStatus == 0)
        #expect(await session.heard.suffix(3) == ["show clock", "configure terminal", "end"])
    }

    @Test func `a session that the device ends before its first prompt is told apart`() async throws {
        struct Closing: TransportSession {
            let hostKey: HostKey
            let serverVersion = "SSH-2.0-x"
            func openShell(_ request: ShellRequest) async throws(SSHError) -> any ShellChannel {
                throw SSHError(.closed, host: "sw1", port: 22, phase: .shell, detail: "% Connection refused")
            }
            func execute(_ command: String, input: [UInt8], limits: ExecLimits) async throws(SSHError) -> ExecResult {
                throw SSHError(.closed, host: "sw1", port: 22, phase: .command)
            }
            func upload(_ file: FileUpload) async throws(SSHError) {}
            func close() async {}
        }
        let platform = IOSPlatform()
        let console = try #require(platform.console)
        let hostKey = try session([]).hostKey
        await #expect(throws: LogInClosed.self) {
            _ = try await ConsoleChannel(
                on: Closing(hostKey: hostKey), platform: platform, console: console, enable: nil)
        }
    }
}
