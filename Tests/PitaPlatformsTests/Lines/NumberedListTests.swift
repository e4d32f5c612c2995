import Testing

@testable import PitaPlatforms

/// Lists of IPv6 of the IOS kind and lists of VRP: numbers that a device gives, names that stand for one list, entries that are never
/// asked, and ways of scheduling of which a port has one. What the devices do is Cisco's, Arista's and Huawei's command references'.
@Suite struct NumberedListTests {
    typealias Case = ConsequenceTests.Case

    private static let cisco: [Case] = [
        // An entry without a number is the next ten, also where the device does not show it.
        Case(
            platform: "ios",
            running: "ipv6 access-list A\n remark satu\n permit tcp any host 2001:DB8::1\n deny ipv6 any any",
            text: "ipv6 access-list A\n no permit tcp any host 2001:db8:0::1\n permit icmp any any\n deny ipv6 any any",
            forward: ["ipv6 access-list A", "no sequence 10", "sequence 11 permit icmp any any"],
            back: ["ipv6 access-list A", "no sequence 11", "sequence 10 permit tcp any host 2001:db8::1"]),
        Case(
            platform: "ios", running: "ipv6 access-list A\n sequence 10 permit tcp any any",
            text:
                "ipv6 access-list A\n sequence 10 permit udp any any\nipv6 access-list N\n evaluate R\n deny ipv6 any any",
            forward: [
                "ipv6 access-list A", "no sequence 10", "sequence 10 permit udp any any", "ipv6 access-list N",
                "sequence 10 evaluate R", "sequence 20 deny ipv6 any any",
            ],
            back: [
                "ipv6 access-list A", "no sequence 10", "sequence 10 permit tcp any any", "no ipv6 access-list N",
            ]),
        Case(
            platform: "eos",
            running: "ipv6 access-list A\n   10 permit tcp any any\n   20 remark halo\n   30 deny ipv6 any any",
            text: "ipv6 access-list A\n   no 10\n   permit udp any any\n   deny ipv6 any any",
            forward: ["ipv6 access-list A", "no 10", "15 permit udp any any"],
            back: ["ipv6 access-list A", "no 15", "10 permit tcp any any"]),
        // VLAN 1 has an interface on EOS only where the config makes it.
        Case(
            platform: "eos", running: "interface Ethernet1\n   description A", text: "interface Vlan1\n   shutdown",
            forward: ["interface Vlan1", "shutdown"], back: ["no interface Vlan1"]),
        Case(
            platform: "ios", running: "interface GigabitEthernet0/1\n description A",
            text: "interface Vlan1\n shutdown", forward: ["interface Vlan1", "shutdown"],
            back: ["interface Vlan1", "no shutdown"]),
    ]

    private static let huawei: [Case] = [
        // The kind of a list that has a number stands for it.
        Case(
            platform: "vrp", running: "acl name A 3999\n rule 5 permit tcp",
            text: "acl name A advance\n rule 10 deny ip source 10.0.0.0 0.0.0.255",
            forward: ["acl name A 3999", "rule 10 deny ip source 10.0.0.0 0.0.0.255"],
            back: ["acl name A 3999", "undo rule 10"]),
        Case(
            platform: "vrp", running: "acl name A 3999 match-order auto\n rule 5 permit tcp",
            text: "acl name A advance match-order auto\n rule 10 permit udp\nacl name B 3001 match-order auto",
            forward: ["acl name A 3999 match-order auto", "rule 10 permit udp", "acl name B 3001 match-order auto"],
            back: ["acl name A 3999 match-order auto", "undo rule 10", "undo acl name B"]),
        // How a list sorts its rules is no part of its name.
        Case(
            platform: "vrp", running: "acl number 3000 match-order auto\n rule 5 permit ip",
            text: "acl number 3000\n rule 10 permit udp\nacl number 3001 match-order config\n rule 5 permit udp",
            forward: [
                "acl number 3000 match-order auto", "rule 10 permit udp", "acl number 3001", "rule 5 permit udp",
            ],
            back: ["acl number 3000 match-order auto", "undo rule 10", "undo acl number 3001"]),
        Case(
            platform: "vrp", running: "vsi V static\n pwsignal ldp\nvsi W bd-mode",
            text: "vsi V\n description A\nvsi N auto\n mtu 1400\nundo vsi W",
            forward: ["vsi V static", "description A", "vsi N auto", "mtu 1400", "undo vsi W"],
            back: ["vsi V static", "undo description", "vsi W bd-mode", "undo vsi N"]),
        Case(
            platform: "vrp", running: "traffic behavior B\n queue af bandwidth 100",
            text: "traffic behavior B\n queue ef bandwidth 200",
            forward: ["traffic behavior B", "undo queue af", "queue ef bandwidth 200"],
            back: ["traffic behavior B", "undo queue ef", "traffic behavior B", "queue af bandwidth 100"]),
        Case(
            platform: "vrp", running: "interface GigabitEthernet0/0/1\n qos drr",
            text: "interface GigabitEthernet0/0/1\n qos queue 1 wrr weight 5\n qos wrr",
            forward: ["interface GigabitEthernet0/0/1", "undo qos drr", "qos wrr", "qos queue 1 wrr weight 5"],
            back: [
                "interface GigabitEthernet0/0/1", "undo qos queue 1 wrr weight", "interface GigabitEthernet0/0/1",
                "undo qos wrr", "interface GigabitEthernet0/0/1", "qos drr",
            ]),
    ]

    @Test(arguments: cisco + huawei) func `a change is said in the order that the device takes`(_ trial: Case) throws {
        try trial.expectLines()
    }

    @Test(arguments: [
        ("acl name A 3999\n rule 5 permit ip\n", "acl name A basic\n", "acl name A is `3999` on the device"),
        ("acl name A 3999\n rule 5 permit ip\n", "acl number 3999\n", "the number is that of acl name A"),
        ("acl name A 3999\n rule 5 permit ip\n", "acl name B 3999\n", "the number is that of acl name A"),
        ("acl name A 3999\n rule 5 permit ip\n", "undo acl number 3999\n", "the number is that of acl name A"),
        ("acl number 3000\n", "acl number 3000 match-order auto\n", "can't be changed to `match-order auto`"),
        ("acl number 3000\n", "acl name B advance\n", "the device would choose its number"),
    ]) func `a list that would be another is refused`(_ running: String, _ text: String, _ words: String) {
        let refusal = TextTrial.refusal("vrp", running, text)
        #expect(refusal?.contains(words) == true, "\(refusal ?? "none")")
    }

    /// What follows a block's name in its header is no name: the rollback of a second block would remove the first.
    @Test(
        arguments: ["ios", "eos", "rgos"],
        [
            (
                "router ospf 1 vrf A\n network 10.0.0.0 0.0.0.255 area 0\n",
                "router ospf 1\n passive-interface default\n"
            ),
            (
                "router ospf 1\n network 10.0.0.0 0.0.0.255 area 0\n",
                "router ospf 1 vrf A\n passive-interface default\n"
            ),
            ("crypto keyring K vrf A\n description x\n", "crypto keyring K\n description y\n"),
            ("key chain K tcp\n key 1\n", "key chain K\n key 2\n"),
            ("crypto map M 10 ipsec-isakmp\n set peer 10.0.0.1\n", "crypto map M 10\n set peer 10.0.0.2\n"),
        ]) func `a block whose header differs from that of the device is refused`(
            _ platform: String, _ texts: (running: String, text: String)
        )
    {
        let refusal = TextTrial.refusal(platform, "vrf definition A\n rd 1:1\n\(texts.running)", texts.text)
        #expect(refusal?.contains("the device has `") == true, "\(refusal ?? "none")")
    }

    @Test(arguments: [
        ("router ospf 1\n", "router ospf 2\n passive-interface default\n"),
        ("router isis\n", "router isis A\n net 49.0001.0000.0000.0001.00\n"),
        ("crypto map M 10 ipsec-isakmp\n", "crypto map M 20 ipsec-isakmp\n set peer 10.0.0.2\n"),
        ("key chain K\n key 1\n", "key chain L\n key 1\n"),
    ]) func `a block beside others of its kind is made`(_ running: String, _ text: String) {
        let refusal = TextTrial.refusal("ios", running, text)
        #expect(refusal == nil)
    }

    /// The last says whether a warning is due.
    @Test(arguments: [
        ("ios", "ip access-list extended A\n 10 deny ip any any log\n", "20 permit tcp any any", true),
        ("ios", "ip access-list extended A\n 10 permit ip any any dscp ef\n", "20 permit tcp any any", false),
        ("ios", "ipv6 access-list A\n sequence 10 deny ipv6 any any\n", "sequence 20 permit tcp any any", true),
        ("eos", "ipv6 access-list A\n   10 permit ipv6 any any\n", "20 permit tcp any any", true),
        ("rgos", "ipv6 access-list A\n 10 permit ipv6 any any\n", "20 permit tcp any any", true),
        ("vrp", "acl number 3000\n rule 5 permit ip\n", "rule 10 deny tcp", true),
        ("vrp", "acl number 3000\n rule 5 permit ip\n", "rule 3 deny tcp", false),
        ("vrp", "acl number 2000\n rule 5 deny\n", "rule 10 permit source 10.0.0.1 0", true),
        ("vrp", "acl number 3000\n rule 5 permit ip time-range T\n", "rule 10 deny tcp", false),
    ]) func `an entry behind one that takes every packet is told`(
        _ platform: String, _ running: String, _ entry: String, _ isTold: Bool
    ) throws {
        let head = running.prefix { $0 != "\n" }
        let change = try TextTrial.change(platform, running, "\(head)\n \(entry)\n")
        let told = change.warnings.contains { $0.message.contains("it is never asked") }
        #expect(told == isTold, "\(change.warnings)")
    }

    @Test func `what goes with a process is told apart from what the device drops`() throws {
        let running = """
            isis 1
             network-entity 49.0001.0000.0000.0001.00
            interface GigabitEthernet0/0/1
             isis enable 1

            """
        let change = try TextTrial.change("vrp", running, "undo isis 1\n")
        #expect(TextTrial.lines(change.commands).contains("undo isis enable"))
        #expect(change.warnings.contains { $0.message.hasSuffix("is removed along with `undo isis 1`") })
        #expect(!change.warnings.contains { $0.message.hasPrefix("the device drops") })
    }

    @Test func `a line of the top of which the device shows two is neither changed nor removed`() {
        let running = "hostname a\nhostname b\n"
        for text in ["hostname c\n", "no hostname\n"] {
            let refusal = TextTrial.refusal("ios", running, text)
            #expect(refusal?.contains("the device shows both") == true, "\(text)\(refusal ?? "none")")
        }
    }
}
