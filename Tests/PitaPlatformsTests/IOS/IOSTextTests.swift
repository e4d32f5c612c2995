import PitaDiagnostics
import PitaNetwork
import Testing

@testable import PitaPlatforms

@Suite struct IOSTextTests {
    private let platform = IOSPlatform()

    private static let facts = DeviceFacts(
        name: "sw", model: "C9300", serial: nil, version: "16.9.3",
        other: ["family": "ios-xe", "revert-timer": "yes", "vtp": "transparent"])

    private func change(
        _ running: String, _ intended: String, facts: DeviceFacts = facts, mode: ChangeMode = .merge
    ) throws -> DeviceChange {
        let tree = try platform.running(
            from: ["config": CommandReply(output: "hostname sw\n\(running)end\n")], facts: facts)
        return try platform.change(from: tree, to: platform.parse(intended, file: "t"), mode: mode, facts: facts)
    }

    private func lines(_ running: String, _ intended: String, facts: DeviceFacts = facts) throws -> [String] {
        try change(running, intended, facts: facts).commands.map { $0.input ?? "" }
    }

    private static let router = """
        policy-map PM-A
         class class-default
          shape average 10000000
          police cir 10000000 bc 312500
           conform-action transmit
           exceed-action drop
        interface GigabitEthernet0/0
         ip address 10.0.0.1 255.255.255.0
         service-policy output PM-A
        interface GigabitEthernet0/1
        interface GigabitEthernet0/1.10
         encapsulation dot1Q 10
         ip address 10.10.0.1 255.255.255.0
        interface Vlan30
         ip address 10.30.0.1 255.255.255.0

        """

    @Test func everyCommandStandsForItself() throws {
        let change = try change(
            Self.router,
            "policy-map PM-A\n class class-default\n  shape average 20m\ninterface gi0/1.10\n description Arsip\n")
        #expect(change.commands.map(\.text) == ["configure terminal", "configure terminal"])
        #expect(
            change.commands.map(\.input) == [
                "policy-map PM-A\nclass class-default\nshape average 20000000\n",
                "interface GigabitEthernet0/1.10\ndescription Arsip\n",
            ])
        #expect(change.commands[0].mark?.line == 2)
        #expect(change.reverse.map(\.input).contains("interface GigabitEthernet0/1.10\nno description\n"))
    }

    @Test(arguments: [
        "police 10000000", "police cir 10000000", "police cir 10m bc 312500",
        "police 10000000 312500 exceed-action drop",
        "police cir 10000000 bc 312500 conform-action transmit exceed-action drop",
        "police cir 10000000\n   conform-action transmit",
    ])
    func `a policer is the same however it is written`(_ text: String) throws {
        #expect(try lines(Self.router, "policy-map PM-A\n class class-default\n  \(text)\n") == [])
    }

    @Test func theDefaultBurstIsAQuarterOfASecond() {
        // As devices show them: 200000 and 290000 bit/s.
        #expect(IOSRate.police("200000").hasPrefix("cir 200000 bc 6250 "))
        #expect(IOSRate.police("cir 290000").hasPrefix("cir 290000 bc 9062 "))
        #expect(IOSRate.police("cir percent 10 bc 20 ms") == "cir percent 10 bc 20 ms")
    }

    @Test func anotherPolicyComesAfterTheFirstIsTakenOff() throws {
        let change = try change(
            Self.router,
            "policy-map PM-B\n class class-default\n  shape average 5000000\ninterface gi0/0\n service-policy output PM-B\n"
        )
        #expect(
            change.commands.last?.input
                == "interface GigabitEthernet0/0\nno service-policy output\nservice-policy output PM-B\n")
        #expect(change.warnings.contains { $0.message.contains("taken off before PM-B") })
    }

    @Test func aClassThatComesFirstMovesTheOthers() throws {
        let running =
            "class-map match-any A\n match dscp ef\nclass-map match-any B\n match dscp af11\npolicy-map P\n class B\n  shape average 1000000\n"
        let change = try change(
            running, "policy-map P\n class A\n  shape average 2000000\n class B\n  shape average 1000000\n")
        #expect(
            change.commands.map(\.input) == [
                "policy-map P\nno class B\n", "policy-map P\nclass A\nshape average 2000000\n",
                "policy-map P\nclass B\nshape average 1000000\n",
            ])
        #expect(change.after.objects(in: "policy-map > class").map(\.id.key) == ["P > A", "P > B"])
        #expect(platform.isOrdered("policy-map > class"))
        #expect(!platform.isOrdered("interface"))
    }

    @Test func aListOfVLANsIsAddedToAndNeverReplaced() throws {
        let running =
            "vlan 10\nvlan 30\ninterface GigabitEthernet0/1\n switchport trunk allowed vlan 10,20\n switchport mode trunk\n"
        #expect(
            try lines(running, "interface Gi0/1\n switchport trunk allowed vlan add 30\n") == [
                "interface GigabitEthernet0/1\nswitchport trunk allowed vlan add 30\n"
            ])
        #expect(
            try lines(running, "interface Gi0/1\n switchport trunk allowed vlan 10,30\n") == [
                "interface GigabitEthernet0/1\nswitchport trunk allowed vlan remove 20\nswitchport trunk allowed vlan add 30\n"
            ])
        #expect(try lines(running + "vlan 40-42\n", "vlan 41\n name TIK\n") == ["vlan 41\nname TIK\n"])
    }

    @Test func aListTooLongForALineIsSplit() throws {
        let list = stride(from: 2, to: 1000, by: 2).map(String.init).joined(separator: ",")
        let commands = try lines(
            "interface GigabitEthernet0/1\n switchport mode trunk\n",
            "interface Gi0/1\n switchport trunk allowed vlan \(list)\n")
        let sent = commands[0].split(separator: "\n")
        #expect(sent.allSatisfy { $0.utf8.count <= 254 })
        #expect(sent[1].hasPrefix("switchport trunk allowed vlan 2,4,"))
        #expect(sent.dropFirst(2).allSatisfy { $0.hasPrefix("switchport trunk allowed vlan add ") })
    }

    @Test func entriesOfAnAccessListHaveNumbers() throws {
        let running = "ip access-list extended A\n 10 permit tcp any host 10.0.0.1 eq www\n 20 deny ip any any\n"
        #expect(
            try lines(
                running,
                "ip access-list extended A\n permit tcp any 10.0.0.1 0.0.0.0 eq 80\n remark apa saja\n permit ip any any\n"
            )
                == ["ip access-list extended A\n30 permit ip any any\n"])
        var old = Self.facts
        old.version = "15.2(4)E10"
        old.other["family"] = "ios"
        #expect(
            try lines(running, "ip access-list extended A\n 15 deny udp any any eq 161\n", facts: old)
                == ["ip access-list resequence A 10 10\nip access-list extended A\n15 deny udp any any eq snmp\n"])
    }

    @Test func anOldSwitchIsToldOfPolicersItsWay() throws {
        var old = Self.facts
        (old.version, old.model, old.other["family"]) = ("15.0(2)SE", "WS-C2960-24TT-L", "ios")
        #expect(
            try lines(
                "policy-map P\n", "policy-map P\n class class-default\n  police 8000000 64000 exceed-action drop\n",
                facts: old)
                == ["policy-map P\nclass class-default\npolice 8000000 64000 exceed-action drop\n"])
        let shaping = try platform.parse("policy-map P\n class class-default\n  shape average 1000000\n", file: "t")
        #expect(platform.check(shaping, for: old).items.count == 1)
        #expect(platform.check(shaping, for: Self.facts).items.isEmpty)
    }

    @Test func anAddressThatMovesIsGivenUpFirst() throws {
        #expect(
            try lines(
                Self.router,
                "interface gi0/1.10\n no ip address\ninterface gi0/1\n ip address 10.10.0.9 255.255.255.128\n") == [
                    "interface GigabitEthernet0/1.10\nno ip address\n",
                    "interface GigabitEthernet0/1\nip address 10.10.0.9 255.255.255.128\n",
                ])
    }

    @Test(arguments: [
        "hostname lain\n", "no interface Gi0/0\n", "interface Gi0/9\n shutdown\n", "interface Gi0/9.10\n shutdown\n",
        "class-map match-any KELAS\n match any\n", "no vlan 1\n",
        "no ip access-list extended X\n",
    ])
    func `what can't be done is refused when it is planned`(_ text: String) throws {
        let running = Self.router + "access-list 10 permit any\nclass-map match-all KELAS\nvlan 1\n"
        if text.hasPrefix("no ip access-list") {
            // What is not there is no change.
            #expect(try lines(running, text) == [])
        } else {
            #expect(throws: Diagnostics.self) { try change(running, text) }
        }
    }

    @Test(arguments: [
        "do reload\n", "interface Gi0/0\n do write erase\n", "interface Gi0/0\n end\n reload\n",
        "banner motd ^C\nhalo\n^C\n", "interface range Gi0/1 - 2\n shutdown\n",
        "crypto pki certificate chain X\n certificate 01\n  quit\n",
    ])
    func `orders and texts of several lines are no config`(_ text: String) {
        #expect(throws: Diagnostics.self) { try platform.parse(text, file: "t") }
    }

    @Test func theApproverIsToldWhatMayNotWork() throws {
        let running =
            "vlan 10\ninterface GigabitEthernet0/1\n switchport trunk encapsulation dot1q\n switchport trunk allowed vlan 10\n switchport mode trunk\ninterface GigabitEthernet0/2\ninterface FastEthernet0/3\n"
        func warnings(_ text: String) throws -> String {
            try change(running, text).warnings.map(\.message).joined(separator: "\n")
        }
        #expect(try warnings("vlan 20\n").contains("no trunk carries VLAN 20"))
        #expect(try warnings("vlan 20\ninterface Gi0/1\n switchport trunk allowed vlan add 20\n").isEmpty)
        #expect(try warnings("interface Gi0/2\n switchport access vlan 77\n").contains("VLAN 77 does not exist"))
        #expect(try warnings("interface Gi0/2\n switchport mode trunk\n").contains("knows ISL"))
        #expect(try warnings("policy-map P\n class class-default\n  police 10000000 8000\n").contains("burst of 8000"))
        #expect(
            try warnings(
                "policy-map P\n class class-default\n  shape average 200m\ninterface Fa0/3\n service-policy output P\n"
            )
            .contains("shapes to 200000000 bit/s, and the interface has 100000000"))
        var client = Self.facts
        client.other["vtp"] = "client"
        #expect(throws: Diagnostics.self) { try change(running, "vlan 20\n", facts: client) }
    }

    @Test func theWayBackFollowsWhatTheDeviceHas() throws {
        let edit = "interface Gi0/0\n description A\n"
        let armed = try #require(platform.rollbackGuard(for: change(Self.router, edit), facts: Self.facts))
        #expect(armed.arm.map(\.text) == ["configure terminal revert timer ⟦minutes⟧"])
        #expect(armed.slot?.idle == "No Rollback Confirmed Change pending")
        #expect(armed.afterCancelling("%No Rollback Confirmed Change pending\n") == .gone)
        #expect(armed.afterCancelling("Timer value: 2 min\n") == .cancelled)
        #expect(platform.rejection(in: CommandReply(output: "%No Rollback Confirmed Change pending\n")) == nil)
        #expect(armed.timing.time(for: 90) == 120)
        var facts = Self.facts
        (facts.other["revert-timer"], facts.other["saved"]) = ("no", "yes")
        let change = try change(Self.router, edit, facts: facts)
        #expect(
            platform.rollbackGuard(for: change, facts: facts)?.arm == [
                DeviceCommand("reload in ⟦minutes⟧", input: "\n")
            ])
        #expect(
            change.warnings.contains {
                $0.message.contains("restarts the device") && $0.hint?.contains("archive") == true
            })
        facts.other["saved"] = "no"
        #expect(platform.rollbackGuard(for: change, facts: facts) == nil)
        #expect(
            try self.change(Self.router, edit, facts: facts).warnings.contains { $0.message.contains("no way back") })
    }

    @Test func aRefusalIsTold() {
        func refusal(_ text: String) -> String? { platform.rejection(in: CommandReply(output: text)) }
        #expect(refusal("                ^\n% Invalid input detected at '^' marker.\n")?.hasPrefix("% Invalid") == true)
        #expect(refusal("Command rejected: An interface whose trunk encapsulation is \"Auto\"\n") != nil)
        #expect(refusal("% Access VLAN does not exist. Creating vlan 20\n") == nil)
        #expect(refusal("Building configuration...\n% Error opening nvram\n") != nil)
        #expect(refusal("Enter configuration commands, one per line.  End with CNTL/Z.\n") == nil)
    }

    @Test func aSaveThatIsNotSaidToBeDoneIsNone() {
        func refusal(_ text: String) -> String? { platform.saveRejection(in: CommandReply(output: text)) }
        #expect(refusal("Building configuration...\n[OK]\n") == nil)
        #expect(refusal("Building configuration...\nCompressed configuration from 9 bytes to 4 bytes[OK]\n") == nil)
        for text in [
            "", "Building c", "Building configuration...\n", "Building configuration...\n% Error opening nvram\n",
        ] {
            #expect(refusal(text) != nil, "\(text)")
        }
        // One that begins like no other refusal.
        #expect(
            refusal("startup-config file open failed (Device or resource busy)\n")?.contains("resource busy") == true)
    }

    @Test func whatCutsTheWayIsFound() throws {
        let running =
            Self.router
            + "vlan 30\nvlan 40\ninterface GigabitEthernet0/2\n switchport trunk allowed vlan 30,40\n switchport mode trunk\nip route 0.0.0.0 0.0.0.0 10.30.0.254\nusername pita privilege 15 secret 9 x\nline vty 0 4\n transport input ssh\n"
        let tree = try platform.running(
            from: ["config": CommandReply(output: "hostname sw\n\(running)end\n")], facts: Self.facts)
        func cuts(_ text: String) throws -> [Bool] {
            let change = try platform.change(
                from: tree, to: platform.parse(text, file: "t"), mode: .merge, facts: Self.facts)
            let reach = try Reach(address: #require(Address("10.30.0.1")), user: "pita", uplinks: ["Gi0/2"])
            return platform.cutOffs(by: change, running: tree, reach: reach).map(\.isCertain)
        }
        #expect(try cuts("interface Vlan30\n ip address 10.30.0.2 255.255.255.0\n") == [true])
        #expect(try cuts("interface Vlan30\n shutdown\n") == [true, true])
        #expect(try cuts("no interface Vlan30\n").contains(true))
        #expect(try cuts("interface Gi0/2\n shutdown\n") == [true])
        #expect(try cuts("interface Gi0/2\n switchport trunk allowed vlan remove 30\n") == [true])
        #expect(try cuts("interface Gi0/2\n switchport trunk allowed vlan remove 40\n") == [])
        #expect(try cuts("interface Gi0/2\n switchport mode access\n") == [true])
        #expect(try cuts("no vlan 30\n") == [true])
        #expect(try cuts("no ip route 0.0.0.0 0.0.0.0 10.30.0.254\n") == [true])
        #expect(try cuts("ip route 0.0.0.0 0.0.0.0 10.30.0.253\n") == [false])
        #expect(try cuts("ip route 0.0.0.0 0.0.0.0 10.30.0.253 250\n") == [])
        #expect(try cuts("ip route 10.8.0.0 255.255.0.0 10.30.0.253\n") == [])
        #expect(try cuts("line vty 0 4\n transport input telnet\n") == [true])
        #expect(try cuts("line vty 0 4\n access-class 10 in\n") == [false])
        #expect(try cuts("interface Gi0/0\n description A\n") == [])
    }

    @Test(arguments: [
        ("username a secret 9 x\nline vty 0 4\n login local\n", "aaa new-model\n", false),
        ("line vty 0 4\n password 7 01\n login\n", "aaa new-model\n", true),
        ("line vty 0 4\n login\n", "aaa new-model\naaa authentication login default group tacacs+\n", false),
        (
            "tacacs server T\nline vty 0 4\n transport input ssh\n",
            "aaa new-model\naaa authentication login VTY group tacacs+\nline vty 0 4\n login authentication VTY\n",
            false
        ),
        (
            "line vty 0 4\n transport input ssh\n",
            "aaa new-model\naaa authentication login default group tacacs+\naaa authentication login VTY local\nline vty 0 4\n login authentication VTY\n",
            true
        ),
        ("aaa new-model\nline vty 0 4\n transport input ssh\n", "no aaa new-model\n", true),
        ("aaa new-model\nline vty 0 4\n", "no aaa new-model\nline vty 0 4\n login local\n", false),
    ]) func whoMayLogInAfterwards(_ running: String, _ text: String, _ isCertain: Bool) throws {
        let tree = try platform.parseRunning(running, file: "r")
        let change = try platform.change(
            from: tree, to: platform.parse(text, file: "t"), mode: .merge, facts: Self.facts)
        let reach = try Reach(address: #require(Address("10.30.0.1")))
        let found = platform.cutOffs(by: change, running: tree, reach: reach).filter {
            $0.object.section == "aaa new-model"
        }
        #expect(found.map(\.isCertain) == [isCertain], "\(found)")
    }

    @Test func probesAreAskedAndAnswered() throws {
        let address = try #require(Address("10.0.0.9"))
        let ping = Probe.ping(address: address, count: 5)
        #expect(platform.command(for: ping, facts: Self.facts).text == "ping 10.0.0.9 repeat 5")
        func finding(_ probe: Probe, _ text: String) -> Bool {
            platform.finding(of: probe, in: CommandReply(output: text)).isPassed
        }
        #expect(
            finding(
                ping,
                "Sending 5, 100-byte ICMP Echos to 10.0.0.9:\n.!!!!\nSuccess rate is 80 percent (4/5), round-trip min/avg/max = 1/2/4 ms\n"
            ))
        #expect(!finding(ping, "Success rate is 0 percent (0/5)\n"))
        #expect(!finding(ping, "Success rate is 100 percent (5/\n"))
        let route = try Probe.route(prefix: #require(Prefix("10.11.0.0/24")))
        #expect(platform.command(for: route, facts: Self.facts).text == "show ip route 10.11.0.0 255.255.255.0")
        #expect(
            finding(
                route,
                "Routing entry for 10.11.0.0/24\n  Known via \"static\", distance 1, metric 0\n  Routing Descriptor Blocks:\n  * 10.0.0.2\n      Route metric is 0\n"
            ))
        #expect(!finding(route, "Routing entry for 10.11.0.0/16\n  * 10.0.0.2\n"))
        #expect(!finding(route, "% Subnet not in table\n"))
    }

    @Test func noSecretIsShown() {
        let text = "interface Gi0/0\nenable secret 9 $9$abc\n"
        #expect(platform.excerpt(of: text, at: SourceMark(file: "t", line: 2, column: 1)) == nil)
        #expect(platform.excerpt(of: text, at: SourceMark(file: "t", line: 1, column: 1)) != nil)
    }
}
