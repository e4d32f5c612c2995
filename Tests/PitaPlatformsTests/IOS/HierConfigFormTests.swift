import Foundation
import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// What hier_config, which shares no code, says for every form of line that its drivers for IOS and EOS know, and for the
/// situations of the fixtures: the same lines as ours, or a difference that is named here with its source.
@Suite(.enabled("hier_config is installed: pip install hier_config") { HierConfig.isInstalled })
struct HierConfigFormTests {
    /// Lines of one form: the block that it stands in, and two values of it.
    struct Form: Sendable {
        let dialect: IOSDialect
        let heads: [String]
        let one: String
        let two: String

        init(_ dialect: IOSDialect, _ heads: [String], _ one: String, _ two: String) {
            (self.dialect, self.heads, self.one, self.two) = (dialect, heads, one, two)
        }

        func text(_ line: String?) -> String {
            let lines = heads + (line.map { [$0] } ?? [])
            return lines.enumerated().map {
                String(repeating: " ", count: min($0.offset, heads.count)) + $0.element + "\n"
            }
            .joined()
        }
    }

    private static let port = ["interface GigabitEthernet0/1"]
    private static let vty = ["line vty 0 4"]

    /// The forms of which the drivers say that a device keeps one line.
    static let forms: [Form] = [
        Form(.ios, ["vlan 10"], "name A", "name B"), Form(.ios, port, "description A b", "description B"),
        Form(.ios, port, "ip address 10.0.0.1 255.255.255.0", "ip address 10.0.1.1 255.255.255.0"),
        Form(.ios, port, "switchport mode trunk", "switchport mode dynamic auto"),
        Form(.ios, port, "authentication host-mode multi-auth", "authentication host-mode multi-domain"),
        Form(
            .ios, port, "authentication event server dead action authorize vlan 10",
            "authentication event server dead action authorize vlan 20"),
        Form(.ios, [], "errdisable recovery interval 60", "errdisable recovery interval 90"),
        Form(.ios, [], "logging console errors", "logging console warnings"),
        Form(.ios, ["aaa group server tacacs+ G"], "server name A", "server name B"),
        Form(.ios, [], "tacacs-server host 10.0.0.1", "tacacs-server host 10.0.0.2"),
        Form(.ios, [], "vlan filter PETA vlan-list 10", "vlan filter PETA vlan-list 20"),
        Form(.ios, port, "shutdown", "shutdown"),
        Form(
            .ios, ["ip access-list extended A"], "10 permit tcp any any eq www", "10 permit udp any any eq domain"),
        Form(
            .ios, ["router bgp 65001", "address-family ipv4 vrf A"], "neighbor 10.0.0.2 weight 10",
            "neighbor 10.0.0.2 weight 20"),
        Form(.ios, ["router bgp 65001", "template peer-policy P"], "weight 10", "weight 20"),
        Form(.ios, ["router bgp 65001", "template peer-session S"], "remote-as 10", "remote-as 20"),
        Form(.eos, [], "logging source-interface Loopback0", "logging source-interface Loopback1"),
        Form(.eos, ["interface Ethernet1"], "ip address 10.0.0.1/24", "ip address 10.0.1.1/24"),
        Form(.eos, vty, "transport input ssh", "transport input telnet"),
        Form(.eos, vty, "access-class A in", "access-class B in"),
        Form(.eos, vty, "ipv6 access-class A in", "ipv6 access-class B in"),
        Form(.eos, ["interface Vlan10"], "standby 1 priority 110", "standby 1 priority 120"),
        Form(.eos, ["router bgp 65001"], "bgp router-id 10.0.0.1", "bgp router-id 10.0.0.2"),
        Form(.eos, ["router ospf 1"], "router-id 10.0.0.1", "router-id 10.0.0.2"),
        Form(.eos, ["router ospf 1"], "max-lsa 100", "max-lsa 200"),
        Form(.eos, ["router ospf 1"], "maximum-paths 2", "maximum-paths 4"),
        Form(.eos, ["ipv6 router ospf 1"], "router-id 10.0.0.1", "router-id 10.0.0.2"),
        Form(.eos, ["router ospf 1"], "log-adjacency-changes detail", "log-adjacency-changes detail"),
        Form(.eos, ["ipv6 router ospf 1"], "log-adjacency-changes detail", "log-adjacency-changes detail"),
        Form(
            .eos, ["router bgp 65001"], "neighbor 10.0.0.2 description A", "neighbor 10.0.0.2 description B c"),
        Form(.eos, [], "snmp-server location Lantai 1", "snmp-server location Lantai 2"),
        Form(.eos, ["line con 0"], "exec-timeout 5 0", "exec-timeout 7 0"),
        Form(.eos, [], "logging buffered 1000", "logging buffered 2000"),
        Form(.eos, [], "logging facility local1", "logging facility local2"),
        Form(
            .eos, [], "vlan internal allocation policy ascending", "vlan internal allocation policy descending"),
        Form(.eos, [], "ntp source Loopback0", "ntp source Loopback1"),
        Form(.eos, ["management ssh"], "idle-timeout 5", "idle-timeout 7"),
        Form(
            .eos, [], "aaa authentication enable default group tacacs+ enable",
            "aaa authentication enable default group tacacs+ local"),
        Form(.eos, ["control-plane"], "ip access-group CPP in", "ip access-group LAIN in"),
        Form(.eos, ["interface Ethernet1"], "mtu 9000", "mtu 9214"),
        Form(
            .eos, [], "snmp-server source-interface traps Loopback0", "snmp-server source-interface traps Loopback1"),
        Form(
            .eos, [], "ip tftp client source-interface Loopback0", "ip tftp client source-interface Loopback1"),
        Form(
            .eos, ["interface Ethernet1"], "no logging event link-status", "no logging event link-status"),
    ]

    /// A difference: what each says, and why.
    struct Difference: Sendable {
        let ours: [String]
        let theirs: [String]
        let why: String
    }

    /// The lines of both, each without its indentation; empty blocks' heads included.
    private func ours(_ dialect: IOSDialect, from old: String, to new: String) throws -> [String] {
        let config = LineConfig(grammar: dialect.grammar)
        let (from, to) = try (
            config.tree(old, file: "old", isRunning: true), config.tree(new, file: "new", isRunning: true)
        )
        let gone = from.objects.filter { to[$0.id] == nil }.map {
            ConfigObject(id: $0.id, properties: [:], isAbsent: true)
        }
        let change = try config.change(from: from, to: ConfigTree(to.objects + gone), mode: .exact)
        return change.steps.flatMap { $0.path.map { String($0.drop { $0 == " " }) } + $0.lines }
    }

    /// Whether two lines are the same to a device: what stands behind the name of a line that is taken back is not looked at.
    private static func isSame(_ ours: String, _ theirs: String) -> Bool {
        ours == theirs || ours.hasPrefix("no ") && theirs.hasPrefix(ours + " ")
    }

    private static func isEqual(_ ours: [String], _ theirs: [String]) -> Bool {
        ours.allSatisfy { line in theirs.contains { isSame(line, $0) } }
            && theirs.allSatisfy { line in ours.contains { isSame($0, line) } }
    }

    /// From nothing to one value, to another, and to nothing.
    private static let ways: [(name: String, from: @Sendable (Form) -> String?, to: @Sendable (Form) -> String?)] = [
        ("new", { _ in nil }, { $0.one }), ("changed", { $0.one }, { $0.two }), ("gone", { $0.two }, { _ in nil }),
    ]

    static let differences: [String: Difference] = [
        "ios router bgp 65001 > address-family ipv4 vrf A > neighbor 10.0.0.2 weight 10: changed": Difference(
            ours: ["router bgp 65001", "address-family ipv4 vrf A", "neighbor 10.0.0.2 weight 20"],
            theirs: [
                "router bgp 65001", "address-family ipv4 vrf A", "no neighbor 10.0.0.2 weight 10",
                "neighbor 10.0.0.2 weight 20",
            ], why: replaced),
        "ios router bgp 65001 > template peer-policy P > weight 10: changed": Difference(
            ours: ["router bgp 65001", "template peer-policy P", "weight 20"],
            theirs: ["router bgp 65001", "template peer-policy P", "no weight 10", "weight 20"], why: replaced),
        "ios router bgp 65001 > template peer-session S > remote-as 10: changed": Difference(
            ours: ["router bgp 65001", "template peer-session S", "remote-as 20"],
            theirs: ["router bgp 65001", "template peer-session S", "no remote-as 10", "remote-as 20"], why: replaced),
        "eos control-plane > ip access-group CPP in: changed": Difference(
            ours: ["control-plane", "ip access-group LAIN in"],
            theirs: ["control-plane", "no ip access-group CPP in", "ip access-group LAIN in"],
            why:
                "another list takes the place of the first (Arista, `ip access-group`); between two lines nothing would be guarded"
        ),
    ]

    private static let replaced =
        "the new value takes the old one's place (Cisco, BGP command reference: `neighbor weight`, `remote-as`)"

    @Test func `both say the same lines for each form, or the difference is named`() throws {
        var pairs: [HierConfig.Pair] = []
        for form in Self.forms {
            for way in Self.ways {
                pairs.append(
                    HierConfig.Pair(
                        dialect: form.dialect.rawValue, old: form.text(way.from(form)), new: form.text(way.to(form))))
            }
        }
        let answers = try #require(HierConfig.remediations(of: pairs))
        try #require(answers.count == pairs.count)
        var (same, named) = (0, Set<String>())
        for (index, pair) in pairs.enumerated() {
            let (form, way) = (Self.forms[index / Self.ways.count], Self.ways[index % Self.ways.count].name)
            let ours = try ours(form.dialect, from: pair.old, to: pair.new)
            let theirs = answers[index]
            if Self.isEqual(ours, theirs) {
                same += 1
                continue
            }
            let key = "\(form.dialect) \((form.heads + [form.one]).joined(separator: " > ")): \(way)"
            guard let difference = Self.differences[key] else {
                Issue.record("\(key): ours \(ours), theirs \(theirs)")
                continue
            }
            named.insert(key)
            #expect(difference.ours == ours && difference.theirs == theirs, "\(key): ours \(ours), theirs \(theirs)")
        }
        #expect(
            named.count == Self.differences.count, "no longer there: \(Set(Self.differences.keys).subtracting(named))")
        print("hier_config: \(same) of \(pairs.count) changes the same, \(named.count) differences named")
    }
}
