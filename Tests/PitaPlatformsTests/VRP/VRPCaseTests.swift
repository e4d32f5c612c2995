import PitaDiagnostics
import PitaNetwork
import TestSupport
import Testing

@testable import PitaPlatforms

/// Situations that others reported of their tools, and what a device does by its manual.
@Suite struct VRPCaseTests {
    private let platform = VRPPlatform()

    private func change(
        _ running: String, _ intended: String, facts: DeviceFacts = VRPTextTests.facts
    ) throws -> DeviceChange {
        let tree = try platform.parseRunning(running, file: "running")
        let text = try platform.parse(intended, file: "intended")
        try platform.check(text, for: VRPTextTests.facts).throwIfErrors()
        return try platform.accountedChange(from: tree, to: text, mode: .merge, facts: facts)
    }

    private func lines(_ commands: [DeviceCommand]) -> [String] {
        let text: String = commands.map { $0.input ?? "" }.joined()
        let all: [String] = text.split(separator: "\n").map(String.init)
        return all.filter { line in !["quit", "commit"].contains(line) }
    }

    private func forward(_ running: String, _ intended: String) throws -> [String] {
        lines(try change(running, intended).commands)
    }

    private func back(_ running: String, _ intended: String) throws -> [String] {
        // Where lines hold at once each goes back by itself; where they are committed, all at once.
        var facts = VRPTextTests.facts
        facts.other["commit"] = "two-stage"
        return lines(try change(running, intended, facts: facts).reverse)
    }

    private func refusal(_ running: String, _ intended: String) -> String? {
        do { _ = try change(running, intended) } catch { return "\(error)" }
        return nil
    }

    private func fixture(_ name: String) throws -> String { try VRPTextTests.fixture(name) }

    @Test func `a running config is read as what runs, so that VLANs of a trunk are not added again`() throws {
        let trunk = try fixture("diff-running.running")
        let same = try change(trunk, fixture("diff-running.intended"))
        #expect(same.isEmpty && same.reverse.isEmpty)
        let text = try fixture("diff-running2.intended")
        #expect(try forward(trunk, text) == ["interface GigabitEthernet0/0/1", "undo port trunk allow-pass vlan 10"])
        #expect(try back(trunk, text) == ["interface GigabitEthernet0/0/1", "port trunk allow-pass vlan 10"])
    }

    @Test func `VLANs are taken from the middle of a range`() throws {
        let running = try fixture("diff-running.running")
            .replacing("vlan 10 20\n#\nreturn", with: "vlan 10 to 20\n#\nreturn")
        let text = "interface GE0/0/1\n undo port trunk allow-pass vlan 12 to 14\n"
        #expect(
            try forward(running, text) == [
                "interface GigabitEthernet0/0/1", "undo port trunk allow-pass vlan 12 to 14",
            ])
    }

    @Test func `a header of several lines is read over, and never changed`() throws {
        let (header, text) = try (fixture("header.running"), fixture("header.intended"))
        #expect(try forward(header, text) == ["interface GigabitEthernet0/0/4", "port default vlan 20"])
        #expect(try back(header, text) == ["interface GigabitEthernet0/0/4", "port default vlan 10"])
        #expect(refusal(header, "undo header login")?.contains("several lines") == true)
        #expect(refusal(header, "header login information \"x\"")?.contains("several lines") == true)
        #expect(try forward("header shell information \"a\"\n", "undo header shell\n") == ["undo header shell"])
    }

    private static let list =
        "acl number 3000\n rule 5 permit ip source 10.0.0.0 0.0.0.255 destination 10.1.0.0 0.0.255.255\n"
        + " rule 5 description Dinas\n rule 10 deny ip\n"

    @Test func `a rule that is said again is taken back before, since parts that are not named would stay`() throws {
        let text = "acl 3000\n rule 5 permit ip source 10.0.0.0 0.0.0.255\n"
        #expect(
            try forward(Self.list, text) == [
                "acl number 3000", "undo rule 5", "rule 5 permit ip source 10.0.0.0 0.0.0.255",
                "rule 5 description Dinas",
            ])
        #expect(try back(Self.list, text).contains("undo rule 5"))
        #expect(try forward(Self.list, "acl 3000\n undo rule 10\n") == ["acl number 3000", "undo rule 10"])
        #expect(
            try back(Self.list, "acl 3000\n undo rule 5\n").suffix(2) == [
                "rule 5 permit ip source 10.0.0.0 0.0.0.255 destination 10.1.0.0 0.0.255.255",
                "rule 5 description Dinas",
            ])
        #expect(refusal(Self.list, "acl 3000\n rule permit ip\n")?.contains("number") == true)
        #expect(refusal(Self.list, "acl 3000\n undo rule 5 source\n") != nil)
        #expect(try forward(Self.list, "acl 3000\n rule 10 deny ip source any\n") == [])
    }

    @Test func `a list of prefixes is taken back by an entry's index, or whole`() throws {
        let running = "ip ip-prefix PL index 10 permit 10.0.0.0 8\nip ip-prefix PL index 20 deny 0.0.0.0 0\n"
        #expect(try forward(running, "undo ip ip-prefix PL index 10\n") == ["undo ip ip-prefix PL index 10"])
        #expect(try back(running, "undo ip ip-prefix PL index 10\n") == ["ip ip-prefix PL index 10 permit 10.0.0.0 8"])
        #expect(
            Set(try forward(running, "undo ip ip-prefix PL\n")) == [
                "undo ip ip-prefix PL index 10", "undo ip ip-prefix PL index 20",
            ])
        #expect(
            try forward(running, "ip ip-prefix PL index 10 permit 10.0.0.0 8 less-equal 24\n") == [
                "undo ip ip-prefix PL index 10", "ip ip-prefix PL index 10 permit 10.0.0.0 8 less-equal 24",
            ])
        #expect(refusal(running, "ip ip-prefix PL permit 10.2.0.0 16\n") != nil)
    }

    private static let bgp = """
        bgp 65000
         peer 10.0.0.2 as-number 65001
         peer 10.0.0.2 description Hulu
         peer 10.0.0.3 as-number 65002
         #
         ipv4-family unicast
          undo synchronization
          peer 10.0.0.2 enable
          peer 10.0.0.2 route-policy RP import
          peer 10.0.0.3 enable
        #
         ipv4-family vpn-instance V
          peer 10.0.0.2 as-number 65009
          peer 10.0.0.2 description Lain
        #
        return
        """

    @Test(arguments: ["undo peer 10.0.0.2", "undo peer 10.0.0.2 as-number 65001"])
    func `a neighbour goes with all its lines in all families, and comes back with them`(_ line: String) throws {
        let change = try change(Self.bgp, "bgp 65000\n \(line)\n")
        #expect(lines(change.commands) == ["bgp 65000", "undo peer 10.0.0.2"])
        let told = change.warnings.map(\.message).joined()
        #expect(told.contains("route-policy RP import") && told.contains("peer 10.0.0.2 enable"))
        let back = lines(change.reverse)
        for line in [
            "peer 10.0.0.2 as-number 65001", "peer 10.0.0.2 description Hulu", "peer 10.0.0.2 enable",
            "peer 10.0.0.2 route-policy RP import",
        ] {
            #expect(back.contains(line))
        }
        // The same address in a VPN is another neighbour.
        #expect(!told.contains("Lain") && !back.contains("peer 10.0.0.2 description Lain"))
    }

    @Test func `a neighbour of another AS is made again with all its lines`() throws {
        #expect(
            try forward(Self.bgp, "bgp 65000\n peer 10.0.0.2 as-number 65007\n") == [
                "bgp 65000", "undo peer 10.0.0.2", "peer 10.0.0.2 as-number 65007", "peer 10.0.0.2 description Hulu",
                "bgp 65000", "ipv4-family unicast", "peer 10.0.0.2 enable", "peer 10.0.0.2 route-policy RP import",
            ])
        #expect(refusal(Self.bgp, "bgp 65100\n peer 10.0.0.9 as-number 1\n")?.contains("one BGP") == true)
    }

    private static let vpn = """
        ip vpn-instance A
         ipv4-family
          route-distinguisher 1:1
        #
        ip vpn-instance B
         ipv4-family
          route-distinguisher 1:2
        #
        interface Vlanif10
         ip binding vpn-instance A
         ip address 10.0.0.1 255.255.255.0
         ip address 10.0.1.1 255.255.255.0 sub
         dhcp select relay
        #
        vlan batch 10
        #
        return
        """

    @Test func `a binding wipes the addresses, which are said again after it`() throws {
        #expect(
            try forward(Self.vpn, "interface Vlanif10\n ip binding vpn-instance B\n") == [
                "interface Vlanif10", "undo ip binding vpn-instance A", "ip binding vpn-instance B",
                "ip address 10.0.0.1 255.255.255.0", "ip address 10.0.1.1 255.255.255.0 sub",
            ])
        #expect(
            try back(Self.vpn, "interface Vlanif10\n undo ip binding vpn-instance A\n") == [
                "interface Vlanif10", "ip binding vpn-instance A", "ip address 10.0.0.1 255.255.255.0",
                "ip address 10.0.1.1 255.255.255.0 sub",
            ])
        #expect(
            refusal(Self.vpn, "interface Vlanif10\n ip binding vpn-instance X\n")?.contains("does not exist") == true)
    }

    @Test func `the first address goes only while the others are away`() throws {
        #expect(
            try forward(Self.vpn, "interface Vlanif10\n ip address 10.0.0.9 24\n") == [
                "interface Vlanif10", "undo ip address 10.0.1.1 255.255.255.0 sub",
                "undo ip address 10.0.0.1 255.255.255.0", "ip address 10.0.0.9 255.255.255.0",
                "ip address 10.0.1.1 255.255.255.0 sub",
            ])
        #expect(
            try forward(Self.vpn, "interface Vlanif10\n undo ip address\n") == [
                "interface Vlanif10", "undo ip address 10.0.1.1 255.255.255.0 sub",
                "undo ip address 10.0.0.1 255.255.255.0",
            ])
    }

    @Test func `a VLAN that moves from tagged to untagged is taken back before it is added`() throws {
        let running =
            "interface GE0/0/1\n port link-type hybrid\n port hybrid tagged vlan 10\n port hybrid untagged vlan 20\n"
        #expect(
            try forward(
                running,
                "interface GE0/0/1\n undo port hybrid tagged vlan 10\n port hybrid untagged vlan 10\n undo port hybrid untagged vlan 20\n port hybrid tagged vlan 20\n"
            ) == [
                "interface GigabitEthernet0/0/1", "undo port hybrid vlan 10", "undo port hybrid vlan 20",
                "port hybrid tagged vlan 20", "port hybrid untagged vlan 10",
            ])
    }

    @Test func `a policy, an address of VRRP and a node of a route policy are taken back in the device's words`() throws
    {
        let port = "traffic policy P\ninterface GE0/0/1\n traffic-policy P inbound\n"
        #expect(
            try forward(port, "interface GE0/0/1\n undo traffic-policy inbound\n").last == "undo traffic-policy inbound"
        )
        let group =
            "vlan batch 10\ninterface Vlanif10\n vrrp vrid 1 virtual-ip 10.0.0.254\n vrrp vrid 1 virtual-ip 10.0.0.253\n vrrp vrid 1 priority 120\n"
        #expect(
            try forward(group, "interface Vlanif10\n undo vrrp vrid 1 virtual-ip 10.0.0.253\n") == [
                "interface Vlanif10", "undo vrrp vrid 1 virtual-ip 10.0.0.253",
            ])
        let all = "interface Vlanif10\n undo vrrp vrid 1\n"
        #expect(!(try forward(group, all)).contains("undo vrrp vrid 1 priority"))
        #expect(try back(group, all).contains("vrrp vrid 1 priority 120"))
        let nodes = "route-policy RP permit node 10\n if-match tag 5\n#\nroute-policy RP deny node 20\n"
        #expect(try forward(nodes, "undo route-policy RP node 20\n") == ["undo route-policy RP node 20"])
        #expect(try back(nodes, "undo route-policy RP deny node 20\n") == ["route-policy RP deny node 20"])
        #expect(try forward(nodes, "undo route-policy RP\n").count == 2)
        #expect(try forward(nodes, "route-policy RP deny node 10\n") == ["route-policy RP deny node 10"])
    }

    @Test func `what is named is made before what names it, and goes after it`() throws {
        let text = """
            interface Vlanif10
             traffic-filter inbound acl 3001
            aaa
             domain d
              authentication-scheme s
             authentication-scheme s
              authentication-mode radius
            acl number 3001
             rule 5 deny ip
            """
        let forward = try forward("vlan batch 10\n", text)
        let places = ["rule 5 deny ip", "traffic-filter inbound acl 3001"].compactMap { forward.firstIndex(of: $0) }
        #expect(places.count == 2 && places == places.sorted())
        let schemes = ["authentication-mode radius", "domain d"].compactMap { forward.firstIndex(of: $0) }
        #expect(schemes.count == 2 && schemes == schemes.sorted())
        let running =
            "vlan batch 10\ninterface Vlanif10\n traffic-filter inbound acl 3001\nacl number 3001\n rule 5 deny ip\n"
        #expect(refusal(running, "undo acl 3001\n")?.contains("still names it") == true)
    }

    @Test func `a classifier is emptied before its operator changes`() throws {
        let running = "traffic classifier C operator or\n if-match acl 3000\n if-match any\n"
        #expect(
            try forward(running, "traffic classifier C operator and\n") == [
                "traffic classifier C operator or", "undo if-match acl 3000", "undo if-match any",
                "traffic classifier C operator and", "if-match acl 3000", "if-match any",
            ])
    }

    @Test func `what a switch drops with the agent of SNMP or with DHCP is told and comes back`() throws {
        let running = "snmp-agent\nsnmp-agent sys-info contact Dinas\nsnmp-agent trap source Vlanif10\n"
        let change = try change(running, "undo snmp-agent\n")
        #expect(lines(change.commands) == ["undo snmp-agent"] && change.warnings.count >= 2)
        #expect(lines(change.reverse).first == "snmp-agent" && lines(change.reverse).count == 3)
        let ports = "vlan batch 10\ndhcp enable\ninterface Vlanif10\n dhcp select interface\n"
        #expect(try back(ports, "undo dhcp enable\n").contains("dhcp select interface"))
    }

    @Test func `a region of spanning tree is put in force again by each change`() throws {
        let running = "stp region-configuration\n region-name a\n instance 1 vlan 10\n active region-configuration\n"
        #expect(
            try forward(running, "stp region-configuration\n instance 1 vlan 10 20\n") == [
                "stp region-configuration", "instance 1 vlan 10 20", "active region-configuration",
            ])
    }

    @Test func `a port that is up and says so is not taken for one that goes without saying`() throws {
        let running =
            "interface GigabitEthernet0/1/0\n undo shutdown\n#\ninterface GigabitEthernet0/1/1\n#\ninterface LoopBack0\n"
        let text = "interface GigabitEthernet0/1/1\n undo shutdown\ninterface LoopBack0\n undo shutdown\n"
        #expect(try forward(running, text) == ["interface GigabitEthernet0/1/1", "undo shutdown"])
        #expect(try back(running, text) == ["interface GigabitEthernet0/1/1", "shutdown"])
        #expect(
            try forward("interface GE0/0/1\n shutdown\n#\ninterface GE0/0/2\n", "interface GE0/0/2\n undo shutdown\n")
                == [])
    }

    @Test func `lines of AR routers that are indented behind a sign stand at the top`() throws {
        let tree = try platform.parseRunning(
            "[V200R003C00]\n#\n sysname AR1\n#\nvoice\n#\n drop illegal-mac alarm\n#\ninterface GigabitEthernet0/0/0\n ip address 10.0.0.1 255.255.255.0\n#\nbgp 1\n peer 10.0.0.2 as-number 2\n#\n ipv4-family unicast\n  peer 10.0.0.2 enable\n#\n snmp-agent \n#\nreturn\n",
            file: "r")
        #expect(
            tree.objects.map(\.id.description) == [
                "sysname", "voice", "drop illegal-mac alarm", "interface GigabitEthernet0/0/0", "bgp 1",
                "bgp > ipv4-family 1 > unicast", "snmp-agent",
            ])
    }

    @Test func `members of an Eth-Trunk have no lines of their own, and it keeps its mode while it has some`() throws {
        let running =
            "interface Eth-Trunk1\n mode lacp\ninterface GE0/0/1\n port link-type trunk\ninterface GE0/0/2\n eth-trunk 1\n"
        #expect(refusal(running, "interface GE0/0/1\n eth-trunk 1\n")?.contains("port link-type") == true)
        #expect(refusal(running, "interface Eth-Trunk1\n mode lacp-static\n")?.contains("mode") == true)
        #expect(refusal(running, "undo interface Eth-Trunk1\n")?.contains("still names it") == true)
        let made = try forward(
            "interface GE0/0/3\n", "interface GE0/0/3\n eth-trunk 7\ninterface Eth-Trunk7\n mode lacp\n")
        #expect(made.firstIndex(of: "interface Eth-Trunk7") ?? 9 < made.firstIndex(of: "eth-trunk 7") ?? 0)
    }

    @Test func `lines that hold secrets are never sent, and users go only with a warning`() throws {
        let running =
            "aaa\n local-user tamu password irreversible-cipher $1a$x$\n local-user tamu privilege level 1\n local-user admin privilege level 15\n"
        let change = try change(running, "aaa\n undo local-user tamu\n")
        #expect(lines(change.commands) == ["aaa", "undo local-user tamu"])
        #expect(!change.irreversible.isEmpty && !lines(change.reverse).joined().contains("*"))
        #expect(refusal("", "snmp-agent community read publik\n")?.contains("secret") == true)
    }

    @Test func `a line that no rule knows is refused beside one that it may replace, else reported`() throws {
        let running = "interface GE0/0/1\n qos ajaib satu 1\n"
        #expect(refusal(running, "interface GE0/0/1\n qos ajaib dua 2\n")?.contains("unknown to Pita") == true)
        let change = try change(running, "interface GE0/0/1\n aneh sekali 2\n")
        #expect(change.warnings.contains { $0.message.contains("unknown to Pita") })
    }
}
