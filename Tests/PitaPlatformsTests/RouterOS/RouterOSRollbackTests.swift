import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// How what was set is taken back: by the former value, by the default of the version, by `!name` where the menu has it.
struct RouterOSRollbackTests {
    private let platform = RouterOSPlatform()

    private func change(
        _ running: String, _ intended: String, version: String = "7.16.1", _ mode: ChangeMode = .merge
    ) throws -> DeviceChange {
        try platform.accountedChange(
            from: platform.parseRunning(running, file: "running"), to: platform.parse(intended, file: "t"), mode: mode,
            facts: DeviceFacts(name: "rtr", model: "CHR", serial: nil, version: version))
    }

    private func back(_ running: String, _ intended: String, version: String = "7.16.1") throws -> String {
        try change(running, intended, version: version).reverse.map(\.text).joined(separator: "\n")
    }

    @Test(arguments: [
        ("/ip dns\nset servers=10.0.0.1\n", "/ip dns set servers=\"\"", "7.16.1"),
        ("/snmp\nset enabled=yes contact=a\n", "/snmp set contact=\"\" enabled=no", "7.16.1"),
        ("/system ntp client\nset enabled=yes servers=a\n", "set enabled=no servers=\"\"", "7.16.1"),
        ("/system ntp client\nset primary-ntp=10.0.0.1\n", "set primary-ntp=0.0.0.0", "6.49.17"),
        ("/ip cloud\nset ddns-enabled=yes\n", "set ddns-enabled=no", "7.16.1"),
        ("/ip cloud\nset ddns-enabled=yes\n", "set ddns-enabled=auto", "7.22.3"),
        ("/system clock\nset time-zone-name=Asia/Jakarta\n", "set time-zone-name=manual", "7.16.1"),
        ("/system identity\nset name=a\n", "set name=MikroTik", "7.16.1"),
        ("/ip settings\nset rp-filter=strict\n", "set rp-filter=no", "7.16.1"),
    ])
    func `a setting that was not shown goes back to the default of the version`(
        intended: String, back: String, version: String
    ) throws {
        let text = try self.back("", intended, version: version)
        #expect(text.contains(back) && !text.contains("!"), "\(text)")
        #expect(try change("", intended, version: version).irreversible.isEmpty)
    }

    @Test(arguments: [
        ("/ip firewall filter", "add action=accept chain=input comment=a", "src-address=10.0.0.0/8", "!src-address"),
        ("/ip firewall nat", "add action=accept chain=srcnat comment=a", "to-addresses=10.0.0.1", "!to-addresses"),
        ("/queue simple", "add name=a target=10.0.0.0/8", "dst=10.0.0.0/8", "!dst"),
        ("/queue simple", "add name=a target=10.0.0.0/8", "packet-marks=x", "packet-marks=\"\""),
        ("/interface bridge port", "add bridge=b interface=ether1", "path-cost=5", "!path-cost"),
        ("/interface vlan", "add name=a interface=ether1 vlan-id=5", "mtu=1400", "mtu=1500"),
    ])
    func `a property that was not shown is unset only where the menu can unset it`(
        menu: String, item: String, property: String, back: String
    ) throws {
        let key = item.contains("comment=a") ? "comment=a" : item.contains("name=a") ? "name=a" : "interface=ether1"
        let text = try self.back("\(menu)\n\(item)\n", "\(menu)\nset [find \(key)] \(property)\n")
        #expect(text.contains("] \(back) }"), "\(text)")
    }

    @Test func `what has no known way back is told, and is no command that the device refuses`() throws {
        let discovery = try change(
            "", "/ip neighbor discovery-settings\nset discover-interface-list=LAN mode=rx-only\n")
        #expect(discovery.irreversible.count == 1)
        #expect(discovery.irreversible[0].contains("`discover-interface-list` can't be taken back"))
        #expect(discovery.reverse.map(\.text).joined().contains("set mode=tx-and-rx"))
        #expect(!discovery.reverse.map(\.text).joined().contains("!"))
        let shown = try change(
            "/ip neighbor discovery-settings\nset discover-interface-list=all\n",
            "/ip neighbor discovery-settings\nset discover-interface-list=LAN\n")
        #expect(shown.irreversible.isEmpty)
        #expect(shown.reverse.map(\.text).joined().contains("discover-interface-list=all"))
        let unknown = try change("", "/app settings\nset disk=usb1\n")
        #expect(unknown.reverse.isEmpty && unknown.irreversible.count == 1)
        #expect(unknown.warnings.contains { $0.message.contains("rollback by its plain negation") })
    }

    @Test func `a template can't unset what the menu can't`() {
        #expect { try change("", "/ip neighbor discovery-settings\nset !discover-interface-list\n") } throws: {
            "\($0)".contains("t:2:1: error") && "\($0)".contains("has no `!discover-interface-list`")
        }
        #expect {
            try change(
                "/ip firewall filter\nadd action=drop chain=input comment=a dst-port=80\n",
                "/ip firewall filter\nset [find comment=a] dst-port=\"\"\n")
        } throws: { "\($0)".contains("write `!dst-port`") }
    }

    @Test func `routes by one interface to different next hops are two, and tables part them`() throws {
        let running = """
            /ip route
            add dst-address=10.0.0.0/8 gateway=10.1.1.1%ether1
            add dst-address=10.0.0.0/8 gateway=10.1.1.2%ether1
            add dst-address=10.0.0.0/8 gateway=10.1.1.1%ether1 routing-table=tamu
            """
        let change = try change(
            running, "/ip route\nset [find dst-address=10.0.0.0/8 gateway=10.1.1.2%ether1] distance=5\n")
        #expect(change.commands.count == 1)
        let table = try self.change(
            running, "/ip route\nadd dst-address=10.0.0.0/8 gateway=10.1.1.1%ether1 routing-table=tamu distance=9\n")
        #expect(table.commands.count == 1)
        #expect(table.commands[0].text.contains("routing-table=\"tamu\"]"))
    }

    @Test(arguments: [
        ("/ip route\nadd dst-address=\"\" gateway=10.0.0.1\n", "/ip route\nadd gateway=10.0.0.1\n"),
        ("/ip route\nadd gateway=10.0.0.1\n", "/ip route\nadd dst-address=0.0.0.0/0 gateway=10.0.0.1 distance=1\n"),
        (
            "/interface bridge vlan\nadd bridge=b vlan-ids=10-12 tagged=b,ether1\n",
            "/interface bridge vlan\nadd bridge=b vlan-ids=\"12, 10,11\" tagged=\"ether1, b\"\n"
        ),
        ("/interface bridge\nadd name=b priority=0x8000\n", "/interface bridge\nadd name=b priority=32768\n"),
        (
            "/ip firewall filter\nadd chain=input action=drop comment=a src-address=10.0.0.1 dst-port=80,443\n",
            "/ip firewall filter\nadd chain=input action=drop comment=a src-address=10.0.0.1/32 dst-port=443,80\n"
        ),
        (
            "/ip firewall filter\nadd chain=input action=drop comment=a src-address=!10.0.0.1\n",
            "/ip firewall filter\nadd chain=input action=drop comment=a src-address=!10.0.0.1/32\n"
        ),
        (
            "/ip pool\nadd name=a ranges=10.0.0.2-10.0.0.9\n",
            "/ip pool\nadd name=a ranges=10.0.0.2-10.0.0.9 next-pool=none\n"
        ),
    ])
    func `spellings of one thing are no change`(running: String, intended: String) throws {
        let change = try change(running, intended)
        #expect(change.isEmpty, "\(change.commands.map(\.text))")
    }

    @Test func `a row for VLANs that another row has is refused`() {
        #expect {
            try change(
                "/interface bridge vlan\nadd bridge=b vlan-ids=10-12 tagged=b\n",
                "/interface bridge vlan\nadd bridge=b vlan-ids=11 tagged=ether1\n")
        } throws: { "\($0)".contains("has VLANs that /interface bridge vlan bridge=b vlan-ids=10-12 has already") }
    }

    @Test func `items that stand in another order than the template names them are told of`() throws {
        let running =
            "/ip firewall filter\nadd action=accept chain=input comment=b\nadd action=drop chain=input comment=a\n"
        let change = try change(
            running,
            "/ip firewall filter\nadd action=drop chain=input comment=a\nadd action=accept chain=input comment=b\n")
        #expect(change.isEmpty)
        #expect(change.warnings.contains { $0.message.contains("stands behind it on the device, where it stays") })
    }
}

/// What is known of lines, and files as devices, terminals and collectors leave them.
struct RouterOSFileTests {
    private let platform = RouterOSPlatform()

    @Test func `each line is explained by its menu`() throws {
        let lines = try platform.explain(
            """
            /ip dns
            set servers=10.0.0.1
            /ip firewall filter
            add chain=input action=drop comment=a src-address=10.0.0.1
            /app
            add name=x
            /ppp secret
            add name=a password=hunter2
            """, file: "t", isRunning: true)
        #expect(lines.map(\.mark.line) == [2, 4, 6, 8])
        #expect(lines.map { $0.rule == nil } == [false, false, true, false])
        #expect(lines[0].rule?.kind == "settings: one value for each property")
        #expect(lines[0].rule?.takenBack?.contains("servers=\"\"") == true)
        #expect(lines[1].rule?.kind == "ordered list, named by chain and comment")
        #expect(lines[1].rule?.notes.first == "in the command trees of 7.10.2, 7.16.1, 7.22.3")
        #expect(!lines[3].text.contains("hunter2") && lines[3].rule?.notes.last?.contains("holds a secret") == true)
    }

    @Test func `a running config is read through what a terminal and a collector put around it`() throws {
        let config =
            "/queue simple\nadd max-limit=1M/1M name=a target=\\\n    10.0.0.0/24\n/system identity\nset name=rtr\n"
        let plain = try platform.parseRunning(config, file: "f")
        #expect(plain.objects.count == 2)
        for text in [
            "! RANCID-CONTENT-TYPE: mikrotik\n" + config,
            "[admin@rtr inti] > /export\r\n" + config + "[admin@rtr inti] > \r\n",
            "\u{FEFF}" + config, config.split(separator: "\n").joined(separator: "\r\n"),
            "  MMM      MMM       KKK\n  MikroTik RouterOS 7.16.1 (c) 1999-2024\n\n" + config + "interrupted\n",
            "# 2026-01-01 by RouterOS 7.16.1\n" + config + "pita-end-of-export\n",
        ] {
            #expect(try platform.parseRunning(text, file: "f") == plain, "\(text)")
        }
        #expect { try platform.parse("[admin@rtr] > \n" + config, file: "f") } throws: { "\($0)".contains("f:1:") }
    }

    @Test func `no line of an intended config shows a secret`() throws {
        let tree = try platform.parse(
            "/ppp secret\nadd name=a password=hunter2\n/snmp community\nset [find name=hunter2] read-access=yes\n"
                + "/snmp\nset trap-community=hunter2\n", file: "t")
        #expect(tree.lines.count == 3)
        #expect(!tree.lines.contains { $0.text.contains("hunter2") })
    }
}
