import PitaDiagnostics
import PitaNetwork
import Testing

@testable import PitaPlatforms

/// What Arista's and Ruijie's languages have otherwise.
@Suite struct IOSDialectTests {
    private let eos = IOSPlatform(dialect: .eos)
    private let rgos = IOSPlatform(dialect: .rgos)

    private static let arista = """
        ! Command: show running-config
        ! device: sw-tik (vEOS, EOS-4.20.1F)
        !
        hostname sw-tik
        !
        vlan 10,20
        !
        banner login
        Hanya untuk yang berhak
        interface Ethernet9
        EOF
        !
        policy-map type quality-of-service PM-A
           class class-default
              police cir 10 mbps bc 256 kbytes
        !
        interface Ethernet1
           description Ruang Rapat
           switchport trunk allowed vlan 10,20
           switchport mode trunk
           shape rate 10000 kbps
        !
        interface Vlan10
           ip address 10.10.0.1/24
        !
        ip route 0.0.0.0/0 10.10.0.254
        ip route 10.20.0.0/16 10.10.0.253 200
        !
        end

        """

    private func running(_ platform: IOSPlatform, _ text: String) throws -> (ConfigTree, DeviceFacts) {
        let facts = DeviceFacts(
            name: "sw-tik", model: "x", serial: nil, version: "4.20.1F", other: ["family": platform.name])
        return (try platform.running(from: ["config": CommandReply(output: text)], facts: facts), facts)
    }

    @Test func aSwitchOfAristaIsReadAndPrinted() throws {
        let (tree, facts) = try running(eos, Self.arista)
        #expect(tree.objects(in: "vlan").map(\.id.key) == ["10", "20"])
        #expect(tree[ObjectID(section: "interface", key: "Ethernet9")] == nil)
        #expect(tree[ObjectID(section: "interface", key: "Ethernet1")]?.properties["shape rate"] == "10000 kbps")
        #expect(
            tree[ObjectID(section: "policy-map type quality-of-service > class", key: "PM-A > class-default")]?
                .properties
                == ["police": "cir 10 mbps bc 256 kbytes"])
        #expect(tree[ObjectID(section: "ip route", key: "10.20.0.0/16 10.10.0.253")]?.properties == ["value": "200"])
        #expect(try eos.change(from: tree, to: tree, mode: .exact, facts: facts).isEmpty)
        let printed = try running(eos, LineConfig(grammar: .eos).text(of: tree)).0
        #expect(printed.deviations(from: tree).isEmpty)
    }

    @Test func aChangeOfAristaIsASessionThatEndsByItself() throws {
        let (tree, facts) = try running(eos, Self.arista)
        let intended = try eos.parse("interface Et1\n   shape rate 20000 kbps\nvlan 30\n   name TIK\n", file: "t")
        let change = try eos.change(from: tree, to: intended, mode: .merge, facts: facts)
        let rollbackGuard = try #require(eos.rollbackGuard(for: change, facts: facts))
        #expect(rollbackGuard.arm.isEmpty)
        #expect(rollbackGuard.commitCommands.map(\.text) == ["configure session pita-⟦push⟧"])
        #expect(
            rollbackGuard.commitCommands.first?.input
                == "vlan 30\nname TIK\ninterface Ethernet1\nshape rate 20000 kbps\ncommit timer ⟦hh:mm:ss⟧\n")
        #expect(RuntimeSlot.fill(RuntimeSlot.clock, push: "x", seconds: 3723) == "01:02:03")
        #expect(rollbackGuard.timing.time(for: 90) == 90)
        // It is aborted, and not confirmed, where the change is not to stand.
        #expect(!rollbackGuard.removal.contains { ($0.text + ($0.input ?? "")).hasSuffix(" commit\n") })
        #expect(eos.saving(change, facts: facts).map(\.text) == ["write memory"])
        #expect(eos.saveRejection(in: CommandReply(output: "Copy completed successfully.\n")) == nil)
        #expect(eos.saveRejection(in: CommandReply(output: "")) != nil)
        let reach = try Reach(address: #require(Address("10.10.0.1")), uplinks: ["Ethernet1"])
        let cut = try eos.change(
            from: tree, to: eos.parse("no ip route 0.0.0.0/0 10.10.0.254\n", file: "t"), mode: .merge, facts: facts)
        #expect(eos.cutOffs(by: cut, running: tree, reach: reach).map(\.isCertain) == [true])
        // An uplink that enters a VRF leaves the way to the office.
        let moved = try eos.change(
            from: tree, to: eos.parse("vrf instance UJI\ninterface Et1\n   vrf UJI\n", file: "t"), mode: .merge,
            facts: facts)
        #expect(eos.cutOffs(by: moved, running: tree, reach: reach).map(\.isCertain) == [true])
    }

    /// What `show configuration sessions detail` says, by release.
    private static let limits = "Maximum number of completed sessions: 1\nMaximum number of pending sessions: 5\n"
    private static let old = (
        waiting: limits + "\n  pita-1   pendingCommitTimer    0:01:59\n", done: limits + "\n  pita-1   completed\n"
    )
    private static let new = (
        waiting: limits + "\nSession with pending commit timer: pita-1\n\n  pita-1  committed\n",
        done: limits + "\n  pita-1  committed\n"
    )

    @Test(arguments: ["4.20.1F", "4.31.5M", "4.32.0F", "4.35.0F"])
    func aSessionThatWaitsIsToldFromOneThatDoesNot(_ version: String) throws {
        var (tree, facts) = try running(eos, Self.arista)
        facts.version = version
        let change = try eos.change(
            from: tree, to: eos.parse("vlan 30\n", file: "t"), mode: .merge, facts: facts)
        let rollbackGuard = try #require(eos.rollbackGuard(for: change, facts: facts))
        let slot = try #require(rollbackGuard.slot)
        let isNew = version >= "4.32"
        let (waiting, done) = isNew ? Self.new : Self.old
        #expect(
            rollbackGuard.verification.isConfirmed(by: waiting) && !rollbackGuard.verification.isConfirmed(by: done))
        #expect(rollbackGuard.afterCancelling(waiting) == .cancelled)
        #expect(rollbackGuard.afterCancelling(done) != .cancelled)
        // Whatever the release says, a session that waits keeps the push out; an answer that is none does too.
        for text in [Self.old.waiting, Self.new.waiting, "% Invalid input\n", ""] {
            #expect(slot.state(by: CommandReply(output: text)) != .idle, "\(text)")
            #expect(!rollbackGuard.afterRemoving(text).isOver, "\(text)")
        }
        #expect(slot.state(by: CommandReply(output: done)) == .idle)
        #expect(rollbackGuard.afterRemoving(done, isAccepted: false) == .gone)
        #expect(rollbackGuard.afterCancelling(done, isAccepted: false) == .gone)
        #expect(!rollbackGuard.afterCancelling(waiting, isAccepted: false).isOver)
        #expect(rollbackGuard.removal.map(\.text) == ["configure session pita-⟦push⟧ abort", slot.command.text])
        #expect(rollbackGuard.removal.allSatisfy { $0.input == nil })
    }

    @Test func theyIntroduceThemselves() throws {
        let arista = try eos.facts(from: [
            "version": CommandReply(
                output:
                    "Arista DCS-7050TX-64-R\nHardware version:    01.11\nSerial number:       JPE15350291\nSoftware image version: 4.20.1F\nArchitecture:           i386\n"
            ),
            "hostname": CommandReply(output: "hostname sw-tik\n"),
        ])
        #expect(
            (arista.name, arista.model, arista.serial, arista.version) == (
                "sw-tik", "DCS-7050TX-64-R", "JPE15350291", "4.20.1F"
            ))
        let ruijie = try rgos.facts(from: [
            "version": CommandReply(
                output:
                    "System description      : Ruijie 10G Ethernet Switch (S5750-24GT/8SFP-E) By Ruijie Networks\nSystem software version : S5750_RGOS 11.0(5)B9P59\nSystem serial number    : 1234942570018\n"
            ),
            "hostname": CommandReply(output: "hostname sw-rj\n"),
        ])
        #expect(
            (ruijie.name, ruijie.model, ruijie.serial, ruijie.version) == (
                "sw-rj", "S5750-24GT/8SFP-E", "1234942570018", "11.0(5)B9P59"
            ))
        for (software, version) in [
            ("RGOS 10.4(3b19)p3 Release(180891)", "10.4(3b19)p3"),
            ("AP_RGOS 11.1(9)B1P14, Release(06163010)", "11.1(9)B1P14"),
            ("S5760X_RGOS 12.6(2)B0702P1", "12.6(2)B0702P1"),
        ] {
            let text = "System description : Ruijie Switch (S2628G-E) By Ruijie Networks\nSystem software version : "
            #expect(try rgos.facts(from: ["version": CommandReply(output: text + software + "\n")]).version == version)
        }
        #expect(throws: Diagnostics.self) {
            try rgos.facts(from: ["version": CommandReply(output: "Cisco IOS Software, Version 15\n")])
        }
    }

    @Test func ruijieLimitsInKilobitsAndHasNoWayBack() throws {
        let text =
            "Building configuration...\nCurrent configuration : 99 bytes\n\nversion 11.0(5)B9P59\nhostname sw-rj\n!\ninterface GigabitEthernet 0/1\n switchport access vlan 10\n rate-limit output 10000 312\n!\nend\n"
        let (tree, facts) = try running(rgos, "\0" + text)
        let change = try rgos.change(
            from: tree, to: rgos.parse("interface Gi0/1\n rate-limit output 20000 625\n", file: "t"), mode: .merge,
            facts: facts)
        #expect(change.commands.map(\.input) == ["interface GigabitEthernet0/1\nrate-limit output 20000 625\n"])
        #expect(change.reverse.map(\.input) == ["interface GigabitEthernet0/1\nrate-limit output 10000 312\n"])
        #expect(rgos.rollbackGuard(for: change, facts: facts) == nil)
        #expect(rgos.saving(change, facts: facts).map(\.text) == ["write"])
        #expect(rgos.rejection(in: CommandReply(output: "% Wrong parameter found at '^' position.\n")) != nil)
    }

    @Test func ruijieSaysItsVLANsItsOwnWay() throws {
        let (tree, facts) = try running(
            rgos,
            """
            hostname sw-rj
            !
            vlan range 1,100,240-242
            !
            vlan 160
             name TIK
            !
            interface GigabitEthernet 0/1
             switchport mode trunk
             switchport trunk allowed vlan only 100,160
            !
            interface GigabitEthernet 0/2
             switchport mode trunk
             switchport trunk allowed vlan remove 2-4094
            !
            interface GigabitEthernet 0/3
             switchport access vlan 160
            !
            interface VLAN 160
             ip address 10.16.0.4 255.255.255.0
            !
            end

            """)
        func port(_ number: Int) -> [String: String]? {
            tree[ObjectID(section: "interface", key: "GigabitEthernet0/\(number)")]?.properties
        }
        #expect(tree.objects(in: "vlan").map(\.id.key) == ["1", "100", "240", "241", "242", "160"])
        #expect(port(1)?["switchport trunk allowed vlan"] == "100,160")
        #expect(port(2)?["switchport trunk allowed vlan"] == "1")
        // It does not say that a port is one of access, and nothing is made of that.
        #expect(port(3)?["switchport mode"] == nil)
        #expect(
            try lines("interface Gi0/1\n switchport mode access\n")?.contains("switchport mode access\n") == true)
        #expect(tree[ObjectID(section: "interface", key: "Vlan160")] != nil)
        func lines(_ text: String) throws -> String? {
            let intended = try rgos.parse(text, file: "t")
            return try rgos.change(from: tree, to: intended, mode: .merge, facts: facts).commands.first?.input
        }
        // A list is never given as a whole: it is added to and taken from.
        let words = "switchport trunk allowed vlan"
        #expect(try lines("interface Gi0/1\n \(words) add 200\n") == "interface GigabitEthernet0/1\n\(words) add 200\n")
        #expect(
            try lines("interface Gi0/1\n \(words) 160,200\n")
                == "interface GigabitEthernet0/1\n\(words) remove 100\n\(words) add 200\n")
        #expect(
            try lines("interface Gi0/3\n switchport mode trunk\n \(words) only 1,160\n")
                == "interface GigabitEthernet0/3\nswitchport mode trunk\n\(words) remove 2-159,161-4094\n")
        #expect(try lines("interface Gi0/3\n switchport mode access\n switchport access vlan 160\n") == nil)
        #expect(try rgos.change(from: tree, to: tree, mode: .exact, facts: facts).isEmpty)
    }

    @Test func theyAreAskedForHostsAndRoutesInTheirOwnWords() throws {
        let facts = DeviceFacts(name: "d", model: "x", serial: nil, version: "4.29.2F")
        let address = try #require(Address("10.16.0.1"))
        let prefix = try #require(Prefix("10.11.0.0/24"))
        let (ping, route) = (Probe.ping(address: address), Probe.route(prefix: prefix))
        #expect(eos.command(for: ping, facts: facts).text == "ping 10.16.0.1 repeat 3")
        #expect(rgos.command(for: ping, facts: facts).text == "ping 10.16.0.1 ntimes 3")
        #expect(eos.command(for: route, facts: facts).text == "show ip route 10.11.0.0/24")
        func finding(_ probe: Probe, _ text: String) -> ProbeFinding {
            eos.finding(of: probe, in: CommandReply(output: text, exitStatus: 0))
        }
        let statistics = "--- 10.16.0.1 ping statistics ---\n3 packets transmitted, "
        #expect(finding(ping, statistics + "3 received, 0% packet loss, time 4ms\n").isPassed)
        #expect(!finding(ping, statistics + "0 received, 100% packet loss, time 4ms\n").isPassed)
        #expect(!finding(ping, "% Invalid input\n").isPassed)
        let table = "VRF: default\nCodes: C - connected, S - static,\n\n"
        let found = finding(route, table + " S        10.11.0.0/24 [1/0] via 10.0.0.1, Ethernet1\n")
        #expect(found.isPassed && found.sentence.contains("10.0.0.1 (Ethernet1)"), "\(found.sentence)")
        #expect(!finding(route, table + " S        10.11.0.0/16 [1/0] via 10.0.0.1, Ethernet1\n").isPassed)
        #expect(!finding(route, "% Invalid input\n").isPassed)
    }

    @Test func theyAreInTheCatalogue() throws {
        for dialect in IOSDialect.allCases {
            let platform = try PlatformCatalogue.platform(named: dialect.rawValue)
            #expect(platform.console != nil)
            #expect(platform.name == dialect.rawValue)
        }
    }
}
