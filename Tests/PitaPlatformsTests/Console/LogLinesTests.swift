import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// Lines of a device's log in the middle of a config that a collector kept.
@Suite struct LogLinesTests {
    /// A platform's config, and lines of its log in the forms that its maker documents.
    struct Kept: CustomTestStringConvertible {
        let platform: String
        let config: String
        let logs: [String]

        var testDescription: String { platform }
    }

    private static let ios = """
        hostname sw-a
        interface GigabitEthernet0/1
         description Kantor
         switchport mode access
         switchport access vlan 10
        interface GigabitEthernet0/2
         shutdown
        ntp server 10.0.0.5
        end
        """

    static let kept: [Kept] = [
        // Cisco, System Messages: `seq no: timestamp: %facility-severity-MNEMONIC: description`.
        Kept(
            platform: "ios", config: ios,
            logs: [
                "1w2d: %LINK-3-UPDOWN: Interface GigabitEthernet0/1, changed state to up",
                "*Mar  1 00:01:02.123: %SYS-5-CONFIG_I: Configured from console by vty0 (10.0.0.9)",
                "000123: *Mar  1 00:01:02: %LINEPROTO-5-UPDOWN: Line protocol on Interface Vlan1, changed state to up",
                ".Dec  1 10:00:00.001 WIB: %SYS-5-CONFIG_I: Configured from console by admin",
                "00:00:46: %LINK-3-UPDOWN: Interface Port-channel1, changed state to up",
            ]),
        // Arista, System Logging: `timestamp hostname agent: %FACILITY-SEVERITY-MNEMONIC: text`.
        Kept(
            platform: "eos", config: ios.replacing("GigabitEthernet0/", with: "Ethernet"),
            logs: [
                "Dec  1 10:00:00 sw-a Ebra: %LINEPROTO-5-UPDOWN: Line protocol on Interface Ethernet1, changed state to up",
                "Dec  1 10:00:00 sw-a ConfigAgent: %SYS-5-CONFIG_I: Configured from console by admin on vty3 (10.0.0.9)",
            ]),
        // Ruijie, Syslog: `*timestamp: [sysname] %module-level-mnemonic: content`.
        Kept(
            platform: "rgos", config: ios,
            logs: [
                "*Aug  8 10:00:00: %LINK-3-UPDOWN: Interface GigabitEthernet 0/1, changed state to up.",
                "*Dec  1 10:00:00: sw-a %SYS-5-CONFIG_I: Configured from console by vty0",
            ]),
        // Huawei, Information Center: `timestamp hostname %%ddAAA/B/CCC(l)[num]:...`; of traps `#timestamp ...`.
        Kept(
            platform: "vrp",
            config: """
                #
                sysname sw-a
                #
                interface GigabitEthernet0/0/1
                 description Kantor
                 port link-type access
                 port default vlan 10
                #
                bgp 65001
                 peer 10.0.0.2 as-number 65002
                 #
                 ipv4-family unicast
                  undo synchronization
                  peer 10.0.0.2 enable
                #
                ntp-service unicast-server 10.0.0.5
                #
                return
                """,
            logs: [
                "Dec  1 2026 10:00:00 host %%01IFNET/4/IF_STATE(l)[1]:Interface GigabitEthernet0/0/1 has turned into UP state.",
                "Dec  1 2026 10:00:00+07:00 host %%01SHELL/5/LOGIN(s)[2]:VTY0 login from 10.0.0.9.",
                "#Dec  1 2026 10:00:00 host IFNET/2/LINK_DOWN:OID 1.3.6.1.6.3.1.1.5.3 Interface 3 turned into DOWN state.",
                "%Aug  8 10:00:00 2026 host IFNET/5/UPDOWN:Line protocol on the interface GigabitEthernet0/0/1 is UP",
            ]),
        // FRRouting, Basic Commands: `log timestamp precision`; syslog's own form.
        Kept(
            platform: "frr",
            config: """
                Building configuration...

                Current configuration:
                !
                frr version 8.4.4
                !
                interface eth1
                 description Kantor
                 ip address 10.1.0.1/24
                exit
                !
                router bgp 65001
                 neighbor 10.0.0.2 remote-as 65002
                 !
                 address-family ipv4 unicast
                  neighbor 10.0.0.2 soft-reconfiguration inbound
                 exit-address-family
                exit
                !
                end
                """,
            logs: [
                "2026/12/01 10:00:00 BGP: [M59KS-A3ZXZ] bgp_update_receive: rcvd End-of-RIB for IPv4 Unicast from 10.0.0.2",
                "2026/12/01 10:00:00.123456 ZEBRA: [WVJCK-PPMGD][EC 4043309093] netlink-dp (NS 0) error: Network is down",
                "2026/12/01 10:00:00.469 warnings: BGP: [M7Q4P-46WDR] vty[18]@(config)# router bgp 65001",
                // As `terminal monitor` of 8.4.4 writes them, plain and in colours.
                "2026-12-01 10:00:00.469 [NTFY] bgpd: [M7Q4P-46WDR] vty[18]@(config)# router bgp 65001",
                "\u{1B}[K\u{1B}[48;5;234m\u{1B}[38;5;247m2026-12-01 10:00:00.469 [NTFY\u{1B}[38;5;247m] "
                    + "\u{1B}[38;5;255mbgpd\u{1B}[38;5;247m: \u{1B}[38;5;251m[M7Q4P-46WDR] vty[18]\u{1B}[K\u{1B}[m",
                "Dec  1 10:00:00 rtr-a bgpd[812]: [M59KS-A3ZXZ] %ADJCHANGE: neighbor 10.0.0.2 in vrf default Up",
            ]),
        // Juniper, System Log Messages: `timestamp hostname process[pid]: TAG: text`.
        Kept(
            platform: "junos",
            config: """
                system {
                    host-name sw-a;
                    ntp {
                        server 10.0.0.5;
                    }
                }
                interfaces {
                    ge-0/0/0 {
                        description Kantor;
                        unit 0 {
                            family inet {
                                address 10.0.0.1/24;
                            }
                        }
                    }
                }
                """,
            logs: [
                "Dec  1 10:00:00  sw-a mgd[4153]: UI_COMMIT: User 'admin' requested 'commit' operation",
                "Dec  1 10:00:00 sw-a mib2d[1]: SNMP_TRAP_LINK_UP: ifIndex 514, ifAdminStatus up(1), ifName ge-0/0/0",
            ]),
    ]

    private func read(_ text: String, _ kept: Kept) throws -> ConfigTree {
        try PlatformCatalogue.platform(named: kept.platform).parseRunning(text, file: "kept.cfg")
    }

    @Test(arguments: kept)
    func `a line of the log is left out and told with its place, wherever it stands`(_ kept: Kept) throws {
        let lines = kept.config.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let plain = try read(kept.config, kept)
        #expect(plain.remarks.isEmpty && !plain.objects.isEmpty)
        for log in kept.logs {
            for place in 1..<lines.count {
                let text = (lines[..<place] + [log] + lines[place...]).joined(separator: "\n")
                let tree = try read(text, kept)
                #expect(tree == plain, "\(log)\nbefore `\(lines[place])`")
                #expect(tree.remarks.map(\.mark?.description) == ["kept.cfg:\(place + 1):1"], "\(log)")
                #expect(tree.remarks.allSatisfy { $0.severity == .warning && $0.message.contains("no config") })
            }
        }
    }

    @Test(arguments: kept)
    func `lines of the log do not move the places of what is explained`(_ kept: Kept) throws {
        let platform = try PlatformCatalogue.platform(named: kept.platform)
        let plain = try platform.explain(kept.config, file: "f", isRunning: true)
        let text = kept.logs.joined(separator: "\n") + "\n" + kept.config
        let found = try platform.explain(text, file: "f", isRunning: true)
        #expect(found.map(\.text) == plain.map(\.text))
        #expect(found.map(\.mark.line) == plain.map { $0.mark.line + kept.logs.count })
    }

    @Test func `after many lines one warning tells of the rest`() throws {
        let log = "*Mar  1 00:01:02.123: %SYS-5-CONFIG_I: Configured from console by vty0\n"
        let tree = try PlatformCatalogue.platform(named: "ios")
            .parseRunning(String(repeating: log, count: 50) + Self.ios, file: "f")
        #expect(tree.remarks.count == 21)
        #expect(tree.remarks.last?.message == "30 more lines of the device's log were left out")
        #expect(tree.remarks.last?.mark?.line == 21)
    }

    @Test func `the frame of a word to all sessions goes with it, and stars in a banner stay`() throws {
        let platform = try PlatformCatalogue.platform(named: "ios")
        let frame = "***\n*** --- SHUTDOWN in 0:05:00 ---\n***\n"
        let tree = try platform.parseRunning(frame + Self.ios, file: "f")
        #expect(tree.remarks.map(\.mark?.line) == [1, 2, 3])
        let banner = try platform.parseRunning("banner motd ^C\n***\nKantor\n***\n^C\n" + Self.ios, file: "f")
        #expect(banner.remarks.isEmpty)
    }

    @Test func `the time that a device says before its answer is no line of the log`() throws {
        let vrp = try #require(Self.kept.first { $0.platform == "vrp" })
        let tree = try read("2026-12-01 10:00:00.123 +07:00\n" + vrp.config, vrp)
        #expect(try tree.remarks.isEmpty && tree == read(vrp.config, vrp))
    }

    @Test(arguments: kept) func `a template's text is taken as it is`(_ kept: Kept) throws {
        let platform = try PlatformCatalogue.platform(named: kept.platform)
        // What a person wrote is no terminal's: such a line is refused or unknown, and not dropped without a word.
        let tree = try? platform.parse(kept.logs[0] + "\n", file: "t")
        #expect(tree.map { !$0.objects.isEmpty || !$0.lines.isEmpty } ?? true)
    }
}
