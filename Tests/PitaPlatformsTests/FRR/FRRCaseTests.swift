import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// Situations from other people's reports, rebuilt small: what is sent, and what leads back.
@Suite struct FRRCaseTests {
    private let platform = FRRPlatform()
    private let facts = DeviceFacts(name: "r", model: "x", serial: nil, version: "8.4.4", other: ["uid": "0"])

    private func change(_ running: String, _ intended: String) throws -> DeviceChange {
        try platform.accountedChange(
            from: try platform.parseRunning(running, file: "running"),
            to: try platform.parse(intended, file: "intended"), mode: .merge, facts: facts)
    }

    private func change(_ name: String) throws -> DeviceChange {
        try change(try FRRViewTests.fixture("\(name).running"), try FRRViewTests.fixture("\(name).intended"))
    }

    /// The lines of a command, without what leads to them and what checks them.
    private func lines(_ commands: [DeviceCommand]) -> [String] {
        commands.map { command in
            command.text.replacing("vtysh -c 'configure terminal'", with: "").split(separator: " || ")[0]
                .split(separator: " -c ").map { $0.trimmingCharacters(in: ["'", " "]) }.joined(separator: " / ")
        }
    }

    @Test func `the former value of a line comes back, and not only the new one's end`() throws {
        let change = try change("single")
        #expect(
            lines(change.commands) == [
                "route-map R permit 10 / match ip address prefix-list B / set metric 20",
                "router ospf / redistribute static metric 20",
                "router bgp 65001 / address-family ipv4 unicast / neighbor 10.0.0.2 route-map B in"
                    + " / neighbor 10.0.0.2 prefix-list B in",
            ])
        #expect(
            lines(change.reverse) == [
                "route-map R permit 10 / match ip address prefix-list A", "route-map R permit 10 / set metric 10",
                "router ospf / redistribute static metric 10",
                "router bgp 65001 / address-family ipv4 unicast / neighbor 10.0.0.2 route-map A in",
                "router bgp 65001 / address-family ipv4 unicast / neighbor 10.0.0.2 prefix-list A in",
            ])
        let words = change.warnings.map(\.message)
        #expect(words.contains { $0.contains("there is no `route-map B`") && $0.contains("nothing passes") })
    }

    @Test func `an entry without a number is the one that runs, or stands where the text has it`() throws {
        let change = try change("acl-noseq")
        #expect(lines(change.commands) == ["access-list uji seq 8 permit 10.67.0.0/24"])
        #expect(lines(change.reverse) == ["no access-list uji seq 8 permit 10.67.0.0/24"])
        let added = try self.change(
            "ip prefix-list P seq 5 permit 10.1.0.0/16\n", "ip prefix-list P permit 10.2.0.0/16\n")
        #expect(lines(added.commands) == ["ip prefix-list P seq 10 permit 10.2.0.0/16"])
        let gone = try self.change(
            "ip prefix-list P seq 5 permit 10.1.0.0/16\n", "no ip prefix-list P permit 10.1.0.0/16\n")
        #expect(lines(gone.commands) == ["no ip prefix-list P seq 5"])
        #expect(throws: Diagnostics.self) {
            try self.change(
                "access-list L seq 5 deny any\naccess-list L seq 10 permit 10.1.0.0/16\n",
                "access-list L permit 10.1.0.0/16\naccess-list L deny any\n")
        }
    }

    @Test func `an entry is turned and narrowed in place`() throws {
        let change = try change("plist-swap")
        #expect(
            lines(change.commands) == [
                "ip prefix-list vip seq 10 permit any", "ip prefix-list vip seq 15 permit 192.0.2.0/24 ge 28 le 30",
            ])
        #expect(
            lines(change.reverse) == [
                "ip prefix-list vip seq 10 deny any", "ip prefix-list vip seq 15 permit 192.0.2.0/24 ge 28 le 32",
            ])
    }

    @Test func `a distance is changed in place`() throws {
        let change = try change("route")
        #expect(lines(change.commands) == ["ip route 192.0.2.0/24 10.0.0.2 200"])
        #expect(lines(change.reverse) == ["ip route 192.0.2.0/24 10.0.0.2"])
    }

    // MARK: what goes with a neighbour

    private let peers = """
        router bgp 65001
         neighbor G peer-group
         neighbor 10.0.0.2 remote-as 65002
         neighbor 10.0.0.2 description ISP
         neighbor 10.0.0.3 remote-as 65003
         neighbor 10.0.0.3 peer-group G
         neighbor 10.0.0.3 description Cadangan
         neighbor 10.0.0.4 remote-as 65004
         bgp listen range 10.7.0.0/16 peer-group G
         bgp deterministic-med
         address-family ipv4 unicast
          neighbor 10.0.0.2 route-map A in
          neighbor 10.0.0.3 route-map B in
          neighbor 10.0.0.4 addpath-tx-bestpath-per-AS
         exit-address-family
         address-family ipv6 unicast
          neighbor 10.0.0.2 activate
         exit-address-family
        exit
        route-map A permit 10
        exit
        route-map B permit 10
        exit
        """

    @Test(arguments: ["no neighbor 10.0.0.2 remote-as 65002", "no neighbor 10.0.0.2"])
    func `a neighbour goes with all that is said of it, and comes back with it`(_ line: String) throws {
        let change = try change(peers, "router bgp 65001\n \(line)\n")
        #expect(lines(change.commands) == ["router bgp 65001 / no neighbor 10.0.0.2 remote-as 65002"])
        #expect(
            lines(change.reverse) == [
                "router bgp 65001 / neighbor 10.0.0.2 remote-as 65002",
                "router bgp 65001 / neighbor 10.0.0.2 description ISP",
                "router bgp 65001 / address-family ipv4 unicast / neighbor 10.0.0.2 route-map A in",
                "router bgp 65001 / address-family ipv6 unicast / neighbor 10.0.0.2 activate",
            ])
        #expect(
            change.after[ObjectID(section: "router bgp", key: "65001")]?.properties.keys.contains {
                $0.contains("10.0.0.2")
            } == false)
    }

    @Test func `who leaves a group is gone, and a group goes with its members and its range`() throws {
        let left = try change(peers, "router bgp 65001\n no neighbor 10.0.0.3 peer-group G\n")
        #expect(lines(left.commands) == ["router bgp 65001 / no neighbor 10.0.0.3 peer-group G"])
        #expect(left.warnings.contains { $0.message.contains("drops `neighbor 10.0.0.3 remote-as 65003`") })
        let gone = try change(peers, "router bgp 65001\n no neighbor G peer-group\n")
        #expect(
            lines(gone.commands) == [
                "router bgp 65001 / no bgp listen range 10.7.0.0/16 peer-group G / no neighbor 10.0.0.3 peer-group G"
                    + " / no neighbor G peer-group"
            ])
        #expect(
            lines(gone.reverse).prefix(3) == [
                "router bgp 65001 / neighbor G peer-group", "router bgp 65001 / neighbor 10.0.0.3 remote-as 65003",
                "router bgp 65001 / neighbor 10.0.0.3 peer-group G",
            ])
    }

    @Test func `who changes the group is told everything again`() throws {
        let change = try change(
            peers.replacing(" neighbor G peer-group\n", with: " neighbor G peer-group\n neighbor H peer-group\n"),
            "router bgp 65001\n neighbor 10.0.0.3 peer-group H\n")
        #expect(
            lines(change.commands) == [
                "router bgp 65001 / no neighbor 10.0.0.3 peer-group G / neighbor 10.0.0.3 remote-as 65003"
                    + " / neighbor 10.0.0.3 peer-group H / neighbor 10.0.0.3 description Cadangan",
                "router bgp 65001 / address-family ipv4 unicast / neighbor 10.0.0.3 route-map B in",
            ])
    }

    @Test(arguments: [
        ("router bgp 65002\n", "BGP runs as AS"),
        ("router bgp 65001\n neighbor G remote-as 65009\n", "has an AS of its own"),
        ("router bgp 65001\n no bgp default ipv4-unicast\n", "once there are neighbours"),
        ("router bgp 65001\n neighbor 10.0.0.9 description x\n", "there is no such neighbour"),
        ("router bgp 65001\n neighbor 10.0.0.9 peer-group X\n", "there is no group X"),
        ("router bgp 65001\n bgp listen range 10.8.0.0/16 peer-group G\n", "the group G has no AS"),
        (
            "router bgp 65001\n bgp reject-as-sets\n address-family ipv4\n  aggregate-address 10.0.0.0/8 as-set\n",
            "drops the word `as-set`"
        ),
        (
            "router bgp 65001\n no bgp deterministic-med\n",
            "is refused while neighbours have `addpath-tx-bestpath-per-AS`"
        ),
    ])
    func `what BGP would refuse or turn round is refused in the plan`(text: String, words: String) throws {
        let found = #expect(throws: Diagnostics.self) { try self.change(self.peers, text) }
        #expect(
            found?.items.contains { $0.message.contains(words) && $0.hint != nil } == true,
            "\(found.map { "\($0)" } ?? "")")
    }

    @Test func `a new neighbour is shut where the instance says so, and one that comes back is opened`() throws {
        let running = "router bgp 65001\n bgp default shutdown\n neighbor 10.0.0.2 remote-as 65002\n"
        let new = try change(running, "router bgp 65001\n neighbor 10.0.0.9 remote-as 65009\n")
        #expect(
            lines(new.commands) == [
                "router bgp 65001 / neighbor 10.0.0.9 remote-as 65009 / neighbor 10.0.0.9 shutdown"
            ])
        let gone = try change(running, "router bgp 65001\n no neighbor 10.0.0.2\n")
        #expect(
            lines(gone.reverse) == [
                "router bgp 65001 / neighbor 10.0.0.2 remote-as 65002",
                "router bgp 65001 / no neighbor 10.0.0.2 shutdown",
            ])
    }

    @Test func `a client of a route server is told next hops as they came, beside what else is`() throws {
        let running = """
            router bgp 65001
             neighbor 10.0.0.2 remote-as 65002
             address-family ipv4 unicast
              neighbor 10.0.0.2 attribute-unchanged med
            """
        let change = try change(running, "router bgp 65001\n neighbor 10.0.0.2 route-server-client\n")
        let family = ObjectID(section: "router bgp > address-family ipv4 unicast", key: "65001 > ")
        #expect(change.after[family]?.properties["neighbor 10.0.0.2 attribute-unchanged"] == "next-hop med")
    }

    @Test(arguments: [
        (
            "router babel\n network eth1\n redistribute ipv4 static\n", "no router babel\n",
            ["router babel / no redistribute ipv4 static", "no router babel"]
        ),
        (
            "router bgp 65001\n address-family ipv4 unicast\n  distance 50 10.1.0.0/16\n", "no router bgp 65001\n",
            ["router bgp 65001 / address-family ipv4 unicast / no distance 50 10.1.0.0/16", "no router bgp 65001"]
        ),
    ])
    func `what FRRouting keeps of a block that goes is taken back first`(
        running: String, text: String, sent: [String]
    ) throws {
        #expect(try lines(change(running, text).commands) == sent)
    }

    // MARK: who takes part

    @Test func `who takes part in IPv4 is said where it is not the instance's default`() throws {
        #expect(try change(peers, "router bgp 65001\n neighbor 10.0.0.2 activate\n").isEmpty)
        let off = try change(peers, "router bgp 65001\n no neighbor 10.0.0.2 activate\n")
        #expect(
            lines(off.commands) == ["router bgp 65001 / address-family ipv4 unicast / no neighbor 10.0.0.2 activate"])
        // Said where its negation does not stand, the line would say itself.
        #expect(off.reverse.map(\.text).allSatisfy { $0.contains("LINE='  no neighbor 10.0.0.2 activate' awk") })
        #expect(off.reverse.map(\.text).allSatisfy { $0.hasSuffix(" -c 'neighbor 10.0.0.2 activate'") })
        let new = try change(
            "",
            "router bgp 65001\n no bgp default ipv4-unicast\n neighbor 10.0.0.2 remote-as 65002\n neighbor 10.0.0.2 activate\n"
        )
        #expect(
            lines(new.commands).last == "router bgp 65001 / address-family ipv4 unicast / neighbor 10.0.0.2 activate")
    }

    // MARK: lines that are kept elsewhere, or otherwise

    @Test(arguments: [
        (
            "router bgp 65001\n network 10.9.1.2/16\n",
            "router bgp 65001\n address-family ipv4 unicast\n  network 10.9.0.0/16\n"
        ),
        (
            "router bgp 65001\n neighbor 10.0.0.2 remote-as 5\n neighbor 10.0.0.2 route-map A in\n",
            "router bgp 65001\n neighbor 10.0.0.2 remote-as 5\n address-family ipv4\n  neighbor 10.0.0.2 route-map A in\n"
        ),
        ("ip route 10.5.0.0/16 10.0.0.1 vrf merah\n", "vrf merah\n ip route 10.5.0.0/16 10.0.0.1\n"),
        ("ip route 10.5.1.1 255.255.0.0 10.0.0.1 5 tag 7\n", "ip route 10.5.0.0/16 10.0.0.1 tag 7 5\n"),
        ("ipv6 route 2001:DB8:5:0::/48 2001:DB8::1\n", "ipv6 route 2001:db8:5::/48 2001:db8::1\n"),
        ("router ospf\n passive-interface eth0\n", "interface eth0\n ip ospf passive\n"),
        ("router ospf\n router-id 10.0.0.1\n", "router ospf\n ospf router-id 10.0.0.1\n"),
        ("route-map A permit 10\n continue 20\n", "route-map A permit 10\n on-match goto 20\n"),
        (
            "router bgp 65001\n address-family ipv4\n  redistribute static route-map A metric 5\n",
            "router bgp 65001\n redistribute static metric 5 route-map A\n"
        ),
        (
            "route-map A permit 10\n set community no-export 65000:2 65000:10\n",
            "route-map A permit 10\n set community 65000:2 65000:10 no-export\n"
        ),
        ("interface eth0\n isis metric 20\n", "interface eth0\n isis metric level-1 20\n isis metric level-2 20\n"),
        (
            "router bgp 65001\n address-family ipv4\n  no neighbor X send-community all\n",
            "router bgp 65001\n address-family ipv4\n  no neighbor X send-community both\n  no neighbor X send-community large\n"
        ),
        ("access-list 10 permit host 10.1.1.1\n", "access-list 10 permit 10.1.1.1\n"),
        ("router-id 10.0.0.1\n", "ip router-id 10.0.0.1\n"),
        (
            "router bgp 65001\n neighbor X ebgp-multihop\n",
            "router bgp 65001\n neighbor X ebgp-multihop 255\n"
        ),
        (
            "router bgp 65001\n neighbor X attribute-unchanged\n",
            "router bgp 65001\n neighbor X attribute-unchanged as-path next-hop med\n"
        ),
        (
            "router bgp 65001\n rt vpn both 1:1 1:2\n",
            "router bgp 65001\n rt vpn export 1:1 1:2\n rt vpn import 1:1 1:2\n"
        ),
        (
            "router bgp 65001\n no neighbor X send-community both\n",
            "router bgp 65001\n no neighbor X send-community\n no neighbor X send-community extended\n"
        ),
        ("ip pim ecmp rebalance\n", "ip pim ecmp\nip pim ecmp rebalance\n"),
        ("no ip pim ecmp rebalance\n", "no ip pim ecmp rebalance\n"),
    ])
    func `a line is read as the device keeps it`(written: String, kept: String) throws {
        func objects(_ text: String) throws -> [ConfigObject] {
            try platform.parse(text, file: "t").objects.filter {
                !$0.properties.isEmpty || $0.id.section.contains("list")
            }
            .sorted { $0.id < $1.id }
        }
        #expect(try objects(written) == objects(kept))
    }

    @Test func `entries of a file without numbers have those that the device gives`() throws {
        let tree = try platform.parseRunning(
            "access-list L permit 10.1.0.0/16\naccess-list L seq 12 deny 10.2.0.0/16\naccess-list L permit any\n"
                + "access-list L permit 10.1.0.0/16\n", file: "frr.conf")
        #expect(tree.objects.map(\.id.key) == ["L seq 5", "L seq 12", "L seq 15"])
    }

    @Test(arguments: [
        (
            "route-map A permit 10\nexit\nroute-map A permit 20\nexit\n", "no route-map A\n",
            ["no route-map A permit 20", "no route-map A permit 10"]
        ),
        (
            "ip prefix-list P seq 5 permit any\nip prefix-list P description x\n", "no ip prefix-list P\n",
            ["no ip prefix-list P description", "no ip prefix-list P seq 5"]
        ),
        ("router bgp 65001\nexit\n", "no router bgp\n", ["no router bgp 65001"]),
    ])
    func `what is taken back by its name goes entry by entry`(running: String, text: String, sent: [String]) throws {
        #expect(try lines(change(running, text).commands) == sent)
    }

    @Test func `a BGP redistribution that loses an option is taken back first`() throws {
        let running = "router bgp 65001\n address-family ipv4 unicast\n  redistribute static metric 5 route-map A\n"
        let change = try change(
            running + "exit\nroute-map A permit 10\n", "router bgp 65001\n redistribute static route-map A\n")
        #expect(
            lines(change.commands) == [
                "router bgp 65001 / address-family ipv4 unicast / no redistribute static / redistribute static route-map A"
            ])
        #expect(
            lines(change.reverse) == [
                "router bgp 65001 / address-family ipv4 unicast / redistribute static metric 5 route-map A"
            ])
    }

    @Test func `an unknown line is sent, and told; where it may replace a line it is refused`() throws {
        let running = "router bgp 65001\n neighbor 10.0.0.2 remote-as 65002\n neighbor 10.0.0.2 description x\n"
        #expect(throws: Diagnostics.self) { try change(running, "router bgp 65001\n neighbor 10.0.0.2 ajaib 5\n") }
        let sent = try change(running, "sesuatu baru\n")
        #expect(lines(sent.commands) == ["sesuatu baru"])
        #expect(sent.warnings.contains { $0.message.contains("unknown to Pita") })
    }

    @Test func `a secret is taken back by what it is of, and can't be brought back`() throws {
        let change = try change(
            "router bgp 65001\n neighbor 10.0.0.2 remote-as 65002\n neighbor 10.0.0.2 password rahasia\n",
            "router bgp 65001\n no neighbor 10.0.0.2 password\n")
        #expect(lines(change.commands) == ["router bgp 65001 / no neighbor 10.0.0.2 password"])
        #expect(change.irreversible.count == 1 && !"\(change)".contains("rahasia"))
    }
}
