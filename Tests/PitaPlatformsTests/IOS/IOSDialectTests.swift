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
        let wayBack = try #require(eos.wayBack(for: change, facts: facts))
        #expect(wayBack.arm.isEmpty)
        #expect(wayBack.carrier.map(\.text) == ["configure session pita-⟦push⟧"])
        #expect(
            wayBack.carrier.first?.input
                == "vlan 30\nname TIK\ninterface Ethernet1\nshape rate 20000 kbps\ncommit timer 00:⟦minutes⟧:00\n")
        // Two digits of minutes, always.
        #expect(wayBack.time(for: 90) == 600)
        // A state from before is none of a session that waits.
        #expect(!wayBack.isDisarmed(by: CommandReply(output: "  pita-1   completed\n")))
        #expect(wayBack.isDisarmed(by: CommandReply(output: "  pita-1   pendingCommitTimer\n")))
        // It is aborted, and not confirmed, where the change is not to stand.
        #expect(!wayBack.removal.contains { ($0.text + ($0.input ?? "")).hasSuffix(" commit\n") })
        #expect(eos.saving(change, facts: facts).map(\.text) == ["write memory"])
        #expect(eos.saveRejection(in: CommandReply(output: "Copy completed successfully.\n")) == nil)
        #expect(eos.saveRejection(in: CommandReply(output: "")) != nil)
        let reach = try Reach(address: #require(Address("10.10.0.1")), uplinks: ["Ethernet1"])
        let cut = try eos.change(
            from: tree, to: eos.parse("no ip route 0.0.0.0/0 10.10.0.254\n", file: "t"), mode: .merge, facts: facts)
        #expect(eos.cutOffs(by: cut, running: tree, reach: reach).map(\.isCertain) == [true])
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
        #expect(rgos.wayBack(for: change, facts: facts) == nil)
        #expect(rgos.saving(change, facts: facts).map(\.text) == ["write"])
        #expect(rgos.rejection(in: CommandReply(output: "% Wrong parameter found at '^' position.\n")) != nil)
    }

    @Test func theyAreInTheCatalogue() throws {
        for dialect in IOSDialect.allCases {
            let platform = try PlatformCatalogue.platform(named: dialect.rawValue)
            #expect(platform.console != nil)
            #expect(platform.name == dialect.rawValue)
        }
    }
}
