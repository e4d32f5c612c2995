import Foundation
import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// What another planner of IOS changes, hier_config, makes of the same pairs of configs, carried out by the same device.
@Suite(.enabled("hier_config is installed: pip install hier_config") { HierConfig.isInstalled })
struct HierConfigTests {
    private let platform = IOSPlatform()
    private let facts = DeviceFacts(
        name: "sw-uji", model: "C9300", serial: nil, version: "16.9.3",
        other: ["family": "ios-xe", "revert-timer": "yes"])

    private func ours(_ old: MiniIOS, _ new: MiniIOS) throws -> MiniIOS {
        func tree(_ device: MiniIOS) throws -> ConfigTree {
            try platform.running(from: ["config": CommandReply(output: device.config)], facts: facts)
        }
        let (from, to) = try (tree(old), tree(new))
        let gone = from.objects.filter { to[$0.id] == nil }.map {
            ConfigObject(id: $0.id, properties: [:], isAbsent: true)
        }
        let change = try platform.change(from: from, to: ConfigTree(to.objects + gone), mode: .exact, facts: facts)
        var device = old
        for command in change.commands {
            let answer = device.configure(command.input ?? "")
            #expect(!answer.isRefused, "\(answer.line): \(answer.output)")
        }
        return device
    }

    private func device(_ lines: [String]) throws -> MiniIOS {
        var device = MiniIOS()
        let answer = device.configure(lines.joined(separator: "\n"))
        try #require(!answer.isRefused, "\(answer.line): \(answer.output)")
        return device
    }

    private static let base = [
        "vlan 10", " name A", "class-map match-any SUARA", " match access-group name L-1", "policy-map PM-A",
        " class class-default",
        "  shape average 5000000", "policy-map PM-B", " class class-default", "interface GigabitEthernet0/3",
        " service-policy output PM-A", "interface GigabitEthernet0/0", " description Lama",
        " ip address 10.1.0.1 255.255.255.0",
        "interface GigabitEthernet0/1", " switchport mode access", " switchport access vlan 10", "ntp server 10.0.0.5",
        "ip route 172.16.1.0 255.255.255.0 10.1.0.2", "router bgp 65001", " neighbor 192.168.1.2 remote-as 65002",
        " neighbor 192.168.1.2 description Lama", "snmp-server location Lantai 1",
    ]

    /// Where a line suffices for each difference both say lines that lead to the same config.
    static let plain: [(name: String, edit: [String])] = [
        ("a description", ["interface GigabitEthernet0/0", "description Baru"]),
        ("a VLAN", ["vlan 20", "name B"]),
        ("no VLAN", ["interface GigabitEthernet0/1", "no switchport access vlan", "no vlan 10"]),
        ("a policy", ["policy-map PM-C", "class class-default", "shape average 1000000"]),
        (
            "a policy in another's place",
            ["interface GigabitEthernet0/3", "no service-policy output", "service-policy output PM-B"]
        ),
        (
            "an address that moves",
            [
                "interface GigabitEthernet0/0", "no ip address", "interface GigabitEthernet0/2",
                "ip address 10.1.0.9 255.255.255.0",
            ]
        ),
        ("a rate", ["policy-map PM-A", "class class-default", "shape average 7000000"]),
        ("a policy on a port", ["interface GigabitEthernet0/0", "service-policy output PM-A"]),
        ("a route", ["ip route 172.16.2.0 255.255.255.0 10.1.0.2"]),
        ("no route", ["no ip route 172.16.1.0 255.255.255.0 10.1.0.2"]),
        ("a time server", ["ntp server 10.0.0.6", "no ntp server 10.0.0.5"]),
        ("an access list", ["ip access-list extended A", "10 permit ip any any", "20 deny ip any any"]),
        ("an address", ["interface GigabitEthernet0/0", "ip address 10.2.0.1 255.255.255.0"]),
        ("a neighbour", ["router bgp 65001", "neighbor 192.168.1.3 remote-as 65003"]),
        ("a location", ["snmp-server location Lantai 2"]), ("shut down", ["interface GigabitEthernet0/2", "shutdown"]),
    ]

    @Test(arguments: plain.indices)
    func `both lead to the same config`(_ index: Int) throws {
        let old = try device(Self.base)
        var new = old
        let answer = new.configure(Self.plain[index].edit.joined(separator: "\n"))
        try #require(!answer.isRefused, "\(answer.line): \(answer.output)")
        #expect(try ours(old, new).config == new.config)
        var other = old
        let lines = try #require(HierConfig.remediation(from: old.config, to: new.config))
        let said = other.configure(lines)
        #expect(!said.isRefused, "\(said.line): \(said.output)")
        #expect(other.config == new.config, "\(lines)")
    }

    /// Where what a device refuses or forgets has to be known, only ours leads to the config; why, says each case.
    static let known: [(why: String, old: [String], new: [String])] = [
        (
            "a VRF takes the addresses of its interface with it: they are said again",
            ["vrf definition TAMU"],
            ["interface GigabitEthernet0/0", "vrf forwarding TAMU", "ip address 10.1.0.1 255.255.255.0"]
        ),
        (
            "a class comes before another: the device appends, so the other is made again",
            ["policy-map PM-C", "class class-default", "class SUARA", "shape average 1000000"],
            [
                "class-map match-any VIDEO", "match access-group name L-2", "policy-map PM-C", "no class SUARA",
                "class VIDEO",
                "class SUARA", "shape average 1000000",
            ]
        ),
    ]

    @Test(arguments: known.indices)
    func `what a device refuses or forgets is known to ours alone`(_ index: Int) throws {
        let item = Self.known[index]
        let old = try device(Self.base + item.old)
        var new = old
        let answer = new.configure(item.new.joined(separator: "\n"))
        try #require(!answer.isRefused, "\(answer.line): \(answer.output)")
        #expect(try ours(old, new).config == new.config)
        var other = old
        let lines = try #require(HierConfig.remediation(from: old.config, to: new.config))
        _ = other.configure(lines)
        // Should it learn to, the case belongs to the others.
        #expect(other.config != new.config, "\(item.why): \(lines)")
    }

    @Test func itsOwnPairLeadsToTheSameConfig() throws {
        let (old, new) = try (
            IOSFixtureTests.fixture("hier-running.config"), IOSFixtureTests.fixture("hier-generated.config")
        )
        // No device makes or unmakes a port: both have all of them, and the one that goes is emptied.
        func tree(_ text: String, _ isRunning: Bool) throws -> ConfigTree {
            let ports = (0...3).map { "interface GigabitEthernet0/\($0)\n" }.joined()
            return try LineConfig(grammar: .ios).tree(ports + text, file: "t", isRunning: isRunning)
        }
        let (from, to) = try (tree(old, true), tree(new, false))
        let gone = from.objects.filter { to[$0.id] == nil }.map {
            ConfigObject(id: $0.id, properties: [:], isAbsent: true)
        }
        let visible = { (object: ConfigObject) in !object.id.description.contains("********") }
        let change = try platform.change(
            from: ConfigTree(from.objects.filter(visible)), to: ConfigTree((to.objects + gone).filter(visible)),
            mode: .exact,
            facts: facts)
        let ours = Set(change.commands.flatMap { ($0.input ?? "").split(separator: "\n").map(String.init) })
        let theirs = try #require(HierConfig.remediation(from: old, to: new)).split(separator: "\n").map {
            $0.drop { $0 == " " }
        }
        for line in theirs {
            // A secret is not kept; a port stays, and the lines of the one that goes are taken back.
            guard !line.contains("community"), line != "no interface GigabitEthernet0/2" else { continue }
            // A new description takes the old one's place; what is not shut down need not be started.
            guard line != "no neighbor 192.168.1.2 description Peer Router", line != "no shutdown" else { continue }
            #expect(ours.contains(String(line)), "\(line)")
        }
    }
}

/// The planner, as a program.
enum HierConfig {
    private static let program = """
        import json, sys
        from hier_config import get_hconfig, WorkflowRemediation, Platform
        old, new = json.load(sys.stdin)
        flow = WorkflowRemediation(get_hconfig(Platform.CISCO_IOS, old), get_hconfig(Platform.CISCO_IOS, new))
        for line in flow.remediation_config.all_children_sorted():
            print(line.cisco_style_text())
        """

    /// Two configs of one kind of device.
    struct Pair: Encodable {
        let dialect: String
        let old: String
        let new: String
    }

    private static let many = """
        import json, sys
        from hier_config import get_hconfig, WorkflowRemediation, Platform
        kinds = {"ios": Platform.CISCO_IOS, "eos": Platform.ARISTA_EOS}
        answers = []
        for pair in json.load(sys.stdin):
            kind = kinds[pair["dialect"]]
            flow = WorkflowRemediation(get_hconfig(kind, pair["old"]), get_hconfig(kind, pair["new"]))
            answers.append([l.text for l in flow.remediation_config.all_children_sorted()])
        print(json.dumps(answers))
        """

    /// The lines of each change, without their indentation.
    static func remediations(of pairs: [Pair]) -> [[String]]? {
        guard let input = try? JSONEncoder().encode(pairs) else { return nil }
        let reply = DeviceShell(environment: ["PROGRAM": many])
            .run("python3 -c \"$PROGRAM\"", input: String(decoding: input, as: UTF8.self))
        return try? JSONDecoder().decode([[String]].self, from: Data(reply.output.utf8))
    }

    static let isInstalled = DeviceShell().run("python3 -c 'import hier_config'").exitStatus == 0

    /// The lines from one config to another.
    static func remediation(from old: String, to new: String) -> String? {
        func json(_ text: String) -> String {
            "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
        }
        let reply = DeviceShell(environment: ["PROGRAM": program])
            .run("python3 -c \"$PROGRAM\"", input: "[\(json(old)), \(json(new))]")
        return reply.exitStatus == 0 ? reply.output : nil
    }
}
