import PitaPlatforms
import Testing

/// What is made of the forms in which makers' devices speak: one table a platform, tried row by row.
@Suite struct ConsoleMessagesTests {
    typealias Meaning = ConsoleMessages.Meaning

    private func meaning(_ line: String, _ platform: any Platform) throws -> Meaning? {
        try #require(platform.console).messages.meaning(of: line)
    }

    private static let iosLogs = [
        "%LINK-3-UPDOWN: Interface Gi0/1, changed state to up",
        "1w2d: %LINK-3-UPDOWN: Interface Gi0/1, changed state to up",
        "1y5w: %SYS-5-CONFIG_I: Configured from console", "00:12:13: %LINEPROTO-5-UPDOWN: Line protocol on Vlan1",
        "3d04h: %SYS-6-CLOCKUPDATE: clock", "*Mar  1 00:00:01.123: %LINK-3-UPDOWN: Interface Gi0/1",
        "*Mar 11 00:00:01.123 WIB: %LINK-3-UPDOWN: Interface Gi0/1", ".Mar  1 00:00:01: %NTP-4-UNSYNC: lost",
        "000123: *Dec  1 10:00:00.456: %SEC_LOGIN-5-LOGIN_SUCCESS: ok", "000124: Dec  1 2026 10:00:00: %X-1-Y: z",
        "000125: 1w2d: %SYS-5-RESTART: up", "Dec  1 10:00:00 sw1 Ebra: %LINEPROTO-5-UPDOWN: Line protocol",
        "2026-12-01T10:00:00.123+07:00: %SYS-5-CONFIG_I: Configured",
        "*Dec  1 10:00:00: gudang %LINK-3-UPDOWN: Interface",
        "%SMART_LIC-3-EVAL_EXPIRED:Evaluation period expired", "%AUTHMGR-SP-5-START: Starting",
        "Sep 18 13:11:23.959 R1/0: %PMAN-5-EXITACTION: Process manager is exiting",
        "*May 28 09:01:05.136: yang-infra: Default hostkey created", "***", "*** --- SHUTDOWN in 0:05:00 ---",
        "Rollback Confirmed Change: Rollback will begin in one minute.",
        "Message from syslogd@gudang at Dec  1 10:00:00 ...",
    ]

    private static let iosInformation = [
        "Enter configuration commands, one per line.  End with CNTL/Z.", "Building configuration...", "[OK]", "",
        "              ^",
        "% Interface GigabitEthernet0/1 IPv4 disabled and address(es) removed due to enabling VRF DINAS",
        "% Interface Vlan20 IPv6 disabled and address(es) removed due to disabling VRF DINAS",
        "% IPv4 and IPv6 addresses from all interfaces in VRF DINAS have been removed",
        "%Warning: portfast should only be enabled on ports connected to a single",
        " host. Connecting hubs, concentrators, switches, bridges, etc... to this",
        " interface  when portfast is enabled, can cause temporary bridging loops.", " Use with CAUTION",
        "%Portfast has been configured on FastEthernet0/5 but will only",
        " have effect when the interface is in a non-trunking mode.",
        "% Access VLAN does not exist. Creating vlan 30",
        "% Applying VLAN changes may take few minutes.  Please wait...",
        "%Default route without gateway, if not a point-to-point interface, may impact performance",
        "%No Rollback Confirmed Change pending", "% Generating 2048 bit RSA keys, keys will be non-exportable...",
        "WARNING: Command has been added to the configuration using a type 0 password. However, type 0 passwords",
        "! Access VLAN does not exist. Creating vlan 30", "Copy completed successfully.",
    ]

    private static let iosRefusals = [
        "% Invalid input detected at '^' marker.", "% Incomplete command.", "% Ambiguous command:  \"sh i\"",
        "% 10.0.0.0 overlaps with GigabitEthernet0/1", "%Inconsistent address and mask", "% Bad secrets",
        "Command rejected: Gi0/1 not a switching port.", "Command authorization failed.", "% Duplicate sequence number",
        "Configuration mode is locked by process '484' user 'NETCONF' from terminal '64'. Please try later.",
        "Configuration mode locked exclusively by user 'operator' process '88' from terminal '2'. Please try later.",
        "% Policy map DINAS is in use", "Must delete secondary before deleting primary",
        "%Error opening flash:x (No space)",
        "% Unrecognized command found at '^' position.", "% VLAN 10 is reserved", "% Warning: mode not supported here",
        "Policy-map DINAS is being used", "%% Ada yang salah",
    ]

    @Test(arguments: [IOSDialect.ios, .eos, .rgos])
    func `lines of the IOS kind are told apart`(dialect: IOSDialect) throws {
        let platform = IOSPlatform(dialect: dialect)
        for line in Self.iosLogs { #expect(try meaning(line, platform) == .log, "\(line)") }
        for line in Self.iosInformation { #expect(try meaning(line, platform) == .information, "\(line)") }
        for line in Self.iosRefusals { #expect(try meaning(line, platform) == .refusal, "\(line)") }
        for line in ["interface Vlan10", "Modul gudang-7 menunggu", "1w2d adalah lama", "hostname sw1"] {
            #expect(try meaning(line, platform) == nil, "\(line)")
        }
    }

    @Test(arguments: [
        ("Dec  1 2026 10:00:00 SW1 %%01IFNET/4/IF_STATE(l)[1]:Interface down", Meaning.log),
        ("Dec 11 2026 10:00:00+07:00 SW1 %%01SHELL/5/LOGIN(s)[2]:x", .log),
        ("#Dec  1 2026 10:00:00 SW1 DS/4/DATASYNC_CFGCHANGE:OID 1.3", .log), ("2026-12-01 10:00:00.123 +07:00", .log),
        ("Enter system view, return user view with Ctrl+Z.", .information),
        ("Info: This operation may take a few seconds. Please wait for a moment...done.", .information),
        ("Warning: The port has been added to another VLAN.", .information), ("      ^", .information),
        ("Now saving the current configuration to the slot 0..", .information),
        ("Save the configuration successfully.", .information),
        (
            "Error: Wrong parameter found at '^' position.",
            .refusal
        ),
        ("Error[1]: x", .refusal), ("Failed to generate committed config", .refusal),
        ("Error: Please renew the default configurations.", .refusal),
        ("Info: The system is busy in building configuration. Please wait for a moment...", .refusal),
        ("Warning: The interface cannot be added.", .refusal),
    ])
    func `lines of VRP are told apart`(line: String, wanted: Meaning) throws {
        #expect(try meaning(line, VRPPlatform()) == wanted)
        #expect(try meaning("Kartu gudang-7 menunggu", VRPPlatform()) == nil)
        #expect(try meaning("interface Vlanif10", VRPPlatform()) == nil)
    }

    @Test(arguments: [
        ("Dec  1 10:00:00  rtr1 mib2d[1402]: SNMP_TRAP_LINK_DOWN: ifIndex 511", Meaning.log),
        ("Dec 11 10:00:00 rtr1 /kernel: em0: link down", .log), ("{master:0}", .log), ("{master:0}[edit]", .log),
        ("[edit interfaces ge-0/0/0]", .log), ("Message from syslogd@rtr1 at Dec  1 10:00:00  ...", .log),
        ("Entering configuration mode", .information), ("warning: statement not found", .information),
        ("commit complete", .information), ("load complete", .information), ("re0:", .information),
        ("configuration check succeeds", .information), ("error: syntax error", .refusal),
        ("syntax error, expecting <command>.", .refusal),
        ("unknown command.", .refusal), ("error: configuration database locked by:", .refusal),
        ("error: commit failed: (statements constraint check failed)", .refusal), ("cli: Command not found.", .refusal),
        ("The configuration has been changed but not committed", .refusal),
    ])
    func `lines of Junos are told apart`(line: String, wanted: Meaning) throws {
        #expect(try meaning(line, JunosPlatform()) == wanted)
        #expect(try meaning("gudang-7 menunggu", JunosPlatform()) == nil)
        #expect(try meaning("set vlans A vlan-id 10", JunosPlatform()) == nil)
    }

    @Test func `no line of a config is taken for a line of the log`() throws {
        let config = """
            interface GigabitEthernet1/0/1
             description 1w2d: sejak lama
             ip address 10.0.0.1 255.255.255.0
            ntp server 10.0.0.5
            logging host 10.0.0.9
            snmp-server location Lt. 2: ruang 10:00:00
            username dinas secret 9 $9$abc
            10 permit ip any any
            #
            vlan batch 10 20
            set system syslog file messages any notice
            sysname Dec-1
            """
        for platform in [IOSPlatform(), VRPPlatform(), JunosPlatform()] as [any Platform] {
            for line in config.split(separator: "\n") {
                let said = String(line.drop { $0 == " " })
                #expect(try meaning(said, platform) != .log, "\(platform.name): \(line)")
            }
        }
    }

    @Test func `a question that a line may ask is shown with the answer that it gets`() throws {
        let platform = VRPPlatform()
        let facts = DeviceFacts(
            name: "sw1", model: "CE6881", serial: nil, version: "V200R020",
            other: [
                "commit": "two-stage",
                "saved": "yes",
            ])
        let running = try platform.parse("sysname sw1\nvlan batch 10 20\n", file: "running")
        let change = try platform.accountedChange(
            from: running, to: try platform.parse("undo vlan 20\n", file: "intended"), mode: .merge, facts: facts)
        let console = try #require(platform.console)
        let lines = change.commands.flatMap { ($0.input ?? "").split(separator: "\n").map(String.init) }
        let asking = try #require(lines.first { !console.answers(to: $0).allSatisfy { $0.line == nil } })
        #expect(asking.hasPrefix("undo vlan"))
        let remark = try #require(change.warnings.first { $0.message.contains("may ask") })
        #expect(
            remark.message.contains("configurations of the vlan will be deleted")
                && remark.message.contains("answered `Y`"))
    }

    @Test func `what a restart asks is never answered by saving`() throws {
        let console = try #require(VRPPlatform().console)
        let answers = console.answers(to: "schedule reboot delay 5").filter {
            $0.question.contains(
                "saved to the next")
        }
        #expect(answers.map(\.text) == ["N\n"])
        #expect(console.answers(to: "save").filter { $0.question.contains("saved to the next") }.map(\.text) == ["Y\n"])
        #expect(console.answers(to: "port link-type trunk").contains { $0.question.contains("saved") } == false)
    }
}
