import PitaDiagnostics
import TestSupport
import Testing

@testable import PitaPlatforms

/// Situations that others reported of their tools, and what a device does by its manual: each with the lines forward and
/// those of the rollback.
@Suite struct IOSCaseTests {
    private static func facts(_ dialect: IOSDialect) -> DeviceFacts {
        DeviceFacts(
            name: "sw", model: "C9300", serial: nil, version: "16.9.3",
            other: ["family": dialect == .ios ? "ios-xe" : dialect.rawValue, "revert-timer": "yes"])
    }

    static func change(
        _ running: String, _ intended: String, _ dialect: IOSDialect = .ios, mode: ChangeMode = .merge
    ) throws -> DeviceChange {
        let platform = IOSPlatform(dialect: dialect)
        let text = try platform.parse(intended, file: "intended")
        try platform.check(text, for: facts(dialect)).throwIfErrors()
        return try platform.accountedChange(
            from: platform.parseRunning(running, file: "running"), to: text, mode: mode, facts: facts(dialect))
    }

    static func lines(_ commands: [DeviceCommand]) -> [String] {
        commands.flatMap { ($0.input ?? "").split(separator: "\n").map(String.init) }
    }

    /// The error of a change that is refused.
    static func refusal(_ running: String, _ intended: String, _ dialect: IOSDialect = .ios) -> String? {
        do { _ = try change(running, intended, dialect) } catch { return "\(error)" }
        return nil
    }

    private static func texts(_ name: String, _ dialect: IOSDialect) throws -> (running: String, intended: String) {
        func text(_ end: String) throws -> String {
            try IOSFixtureTests.fixture("cases/\(name).\(end)", of: dialect.rawValue)
        }
        return try (text("running"), text("intended"))
    }

    private struct Case {
        let name: String
        var dialect = IOSDialect.ios
        let forward: [String]
        let back: [String]
        /// What the warnings say, each somewhere.
        var warnings: [String] = []
    }

    private static let trunk = "switchport trunk allowed vlan"

    private static let cases: [Case] = [
        Case(
            name: "ios-bgp-neighbor",
            // Cisco's form: `no neighbor ADDRESS remote-as NUMBER`; it takes all lines of the neighbour along.
            forward: ["router bgp 64512", "no neighbor 10.0.0.2 remote-as 65001"],
            back: [
                "router bgp 64512", "neighbor 10.0.0.2 remote-as 65001", "neighbor 10.0.0.2 description pusat",
                "neighbor 10.0.0.2 route-map A in",
            ], warnings: ["drops `neighbor 10.0.0.2 description pusat`", "drops `neighbor 10.0.0.2 route-map A in`"]),
        Case(
            name: "ios-noname",
            forward: [
                "ip access-list extended no-internet", "no 20", "20 deny tcp any any", "policy-map no-limit",
                "class class-default", "shape average 20000000", "interface GigabitEthernet0/1",
                "description no shutdown, boleh diubah",
            ],
            back: [
                "ip access-list extended no-internet", "no 20", "20 deny ip any any", "policy-map no-limit",
                "class class-default", "shape average 10000000", "interface GigabitEthernet0/1",
                "description no shutdown, jangan diubah",
            ]),
        Case(
            name: "ios-trunk-default",
            forward: [
                "interface GigabitEthernet0/1", "\(trunk) 10,20", "interface GigabitEthernet0/2", "no \(trunk)",
                "interface GigabitEthernet0/3", "no \(trunk)", "interface GigabitEthernet0/4", "\(trunk) 10,20",
            ],
            back: [
                "interface GigabitEthernet0/1", "no \(trunk)", "interface GigabitEthernet0/2", "\(trunk) 10,20,30",
                "interface GigabitEthernet0/3", "\(trunk) 10,20,30", "interface GigabitEthernet0/4", "\(trunk) none",
            ]),
        Case(name: "ios-vlan-addlines", forward: [], back: []),
        Case(
            name: "ios-secondary",
            forward: [
                "interface GigabitEthernet0/1.3", "no ip address 192.168.0.2 255.255.255.0 secondary",
                "ip address 192.168.0.2 255.255.255.0", "ip address 192.168.0.1 255.255.255.0 secondary",
                "interface GigabitEthernet0/2", "ip address 10.9.0.1 255.255.255.254", "interface GigabitEthernet0/3",
                "no ip address 10.8.1.1 255.255.255.0 secondary", "ip address 10.8.1.1 255.255.255.0",
            ],
            back: [
                "interface GigabitEthernet0/1.3", "no ip address 192.168.0.1 255.255.255.0 secondary",
                "ip address 192.168.0.1 255.255.255.0", "ip address 192.168.0.2 255.255.255.0 secondary",
                "interface GigabitEthernet0/2", "ip address 10.9.0.1 255.255.255.252", "interface GigabitEthernet0/3",
                "ip address 10.8.0.1 255.255.255.0", "ip address 10.8.1.1 255.255.255.0 secondary",
            ]),
        Case(
            name: "ios-shutdown",
            forward: [
                "interface GigabitEthernet0/2", "ip address 10.0.2.1 255.255.255.0", "no shutdown",
                "interface GigabitEthernet0/3", "shutdown",
            ],
            back: [
                "interface GigabitEthernet0/2", "shutdown", "no ip address", "interface GigabitEthernet0/3",
                "no shutdown",
            ]),
        Case(name: "ios-no-then-yes", forward: [], back: []),
        Case(
            name: "ios-hqos",
            // The child is there before the parent names it, and the parent goes before it.
            forward: [
                "class-map match-any CM-SUARA", "match dscp ef", "policy-map ANAK", "policy-map INDUK",
                "policy-map INDUK", "class class-default", "shape average 20000000", "service-policy ANAK",
                "policy-map ANAK", "class CM-SUARA", "priority level 1", "policy-map ANAK", "class class-default",
                "fair-queue", "interface GigabitEthernet0/1", "service-policy output INDUK",
            ],
            back: [
                "interface GigabitEthernet0/1", "no service-policy output", "no policy-map INDUK",
                "no policy-map ANAK", "no class-map match-any CM-SUARA",
            ]),
        Case(name: "ios-banner", forward: ["ntp server 10.1.0.6"], back: ["no ntp server 10.1.0.6"]),
        Case(
            name: "eos-switchport", dialect: .eos,
            forward: ["interface Ethernet1", "switchport port-security", "switchport trunk group MLAG"],
            back: ["interface Ethernet1", "no switchport trunk group MLAG", "no switchport port-security"]),
        Case(
            name: "ios-single",
            forward: [
                "interface GigabitEthernet0/1", "ip access-group BARU in", "standby 1 priority 110",
                "interface Tunnel0", "tunnel destination 10.1.1.2", "ntp server 10.0.0.5 prefer", "router bgp 64512",
                "neighbor 10.0.0.2 route-map B in", "line vty 0 4", "access-class B in",
            ],
            // A priority of 100 goes without saying.
            back: [
                "interface GigabitEthernet0/1", "no standby 1 priority", "ip access-group LAMA in",
                "interface Tunnel0", "tunnel destination 10.1.1.1", "ntp server 10.0.0.5", "router bgp 64512",
                "neighbor 10.0.0.2 route-map A in", "line vty 0 4", "access-class A in",
            ]),
    ]

    @Test(arguments: cases.indices)
    func `a reported situation has its right lines, and its right rollback`(_ index: Int) throws {
        let item = Self.cases[index]
        let (running, intended) = try Self.texts(item.name, item.dialect)
        let change = try Self.change(running, intended, item.dialect)
        // Policies that were empty before they are filled: the block is entered more than once.
        #expect(Self.lines(change.commands) == item.forward, "\(item.name)")
        #expect(Self.lines(change.reverse) == item.back, "\(item.name)")
        let told = change.warnings.map(\.message)
        for text in item.warnings { #expect(told.contains { $0.contains(text) }, "\(item.name): \(text) in \(told)") }
    }

    // MARK: negations

    @Test func `a line is taken back by the words that name it, whatever stands behind them`() throws {
        let (running, whole) = try Self.texts("ios-negation", .ios)
        // What can't be said for want of its secret is refused by name.
        #expect(Self.refusal(running, whole)?.contains("snmp-server host 10.0.0.9") == true)
        let intended = whole.replacing("no snmp-server host 10.0.0.9\n", with: "")
        let change = try Self.change(running, intended)
        let port = [
            "interface GigabitEthernet0/1", "no ip ospf hello-interval", "no ip access-group LAMA in",
            "no ip policy route-map",
        ]
        let forward = Self.lines(change.commands)
        #expect(Set(forward.prefix(port.count)) == Set(port) && forward[0] == port[0])
        #expect(
            Set(forward.dropFirst(port.count)) == [
                "no username tamu", "no ntp server 10.0.0.5", "no logging host 10.0.0.9 transport udp port 514",
            ])
        // A user is not made again without a password, and the approver is told.
        let back = Self.lines(change.reverse)
        #expect(!back.contains { $0.contains("tamu") } && change.irreversible.contains { $0.contains("tamu") })
        for line in [
            "ip ospf hello-interval 5", "ip access-group LAMA in", "ip policy route-map RM",
            "ntp server 10.0.0.5 prefer",
            "logging host 10.0.0.9 transport udp port 514",
        ] {
            #expect(back.contains(line), "\(line)")
        }
        // The question of `no username` is answered.
        #expect(change.commands.contains { $0.input == "no username tamu\n\n" })
    }

    @Test(arguments: [IOSDialect.ios, .eos, .rgos])
    func `what is not there to be taken back is told, and where a line resembles it, refused`(
        _ dialect: IOSDialect
    ) throws {
        let running = "ntp server 10.0.0.5 prefer\ninterface Vlan10\n ip helper-address 10.0.0.9\n"
        #expect(
            Self.lines(try Self.change(running, "no ntp server 10.0.0.5\n", dialect).commands) == [
                "no ntp server 10.0.0.5"
            ])
        #expect(try Self.change(running, "no ntp server 10.0.0.6\n", dialect).isEmpty)
        let text = "interface Vlan10\n no ip helper-address\n"
        #expect(
            Self.lines(try Self.change(running, text, dialect).commands)
                == ["interface Vlan10", "no ip helper-address 10.0.0.9"])
    }

    // MARK: lists

    @Test
    func `an entry that stands under another number goes there first, since the device would leave out the new one`()
        throws
    {
        let (running, intended) = try Self.texts("ios-acl-order", .ios)
        let change = try Self.change(running, intended)
        let (demo, guarding) = ("ip access-list standard demo", "ip access-list extended SARING")
        #expect(
            Self.lines(change.commands) == [
                demo, "no 100", "30 permit 192.0.2.3", "990 deny any log", guarding,
                "100 deny ip any any log-input",
            ])
        #expect(change.warnings.contains { $0.message.contains("`100 deny any log`") })
        #expect(
            Self.lines(change.reverse) == [demo, "no 990", "no 30", "100 deny any log", guarding, "no 100"])
    }

    @Test func `VLANs that are pruned are taken from those that are when nothing is said`() throws {
        let port = "interface GigabitEthernet0/1"
        let words = "switchport trunk pruning vlan"
        let change = try Self.change("\(port)\n switchport mode trunk\n", "\(port)\n \(words) 2-9,100-1001\n")
        #expect(Self.lines(change.commands) == [port, "\(words) remove 10-99"])
        #expect(Self.lines(change.reverse) == [port, "no \(words)"])
    }

    @Test func `VLANs in numbers are added in lines that the device takes`() throws {
        let (running, intended) = try Self.texts("ios-vlan-long", .ios)
        let change = try Self.change(running, intended)
        for (commands, word) in [(change.commands, "add"), (change.reverse, "remove")] {
            let lines = Self.lines(commands)
            #expect(lines[0] == "interface GigabitEthernet1/0/33" && lines.count == 6)
            #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("\(Self.trunk) \(word) ") })
            #expect(lines.allSatisfy { $0.utf8.count <= 254 && !$0.hasSuffix(",") })
            // What the text has more than the port.
            let ids = lines.dropFirst().flatMap { $0.split(separator: " ")[5].split(separator: ",").map(String.init) }
            let wanted = intended.split(separator: "\n")[2].split(separator: " ")[4].split(separator: ",").map(
                String.init)
            #expect(ids == Array(wanted.dropFirst(2)))
        }
    }
}
