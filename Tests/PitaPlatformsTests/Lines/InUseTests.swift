import Testing

@testable import PitaPlatforms

/// What a device keeps while it is named, what goes with a process or a protocol, and rows of which a device shows more lines than were
/// expected. What the devices do is Cisco's and Huawei's command references'.
@Suite struct InUseTests {
    typealias Case = ConsequenceTests.Case

    private static let cisco: [Case] = [
        Case(
            platform: "ios",
            running: """
                router isis
                 net 49.0001.0000.0000.0001.00
                interface GigabitEthernet0/1
                 ip router isis
                 isis metric 10 level-1
                 isis metric 20 level-2
                """, text: "no router isis\ninterface GigabitEthernet0/1\n isis metric 15 level-1",
            forward: [
                "interface GigabitEthernet0/1", "no ip router isis", "isis metric 15 level-1", "no router isis",
            ],
            back: [
                "interface GigabitEthernet0/1", "isis metric 10 level-1", "ip router isis", "router isis",
                "net 49.0001.0000.0000.0001.00",
            ]),
        // A group that entries name is never empty.
        Case(
            platform: "ios", running: "object-group network A\n host 10.0.0.1",
            text: "object-group network A\n no host 10.0.0.1\n host 10.0.0.2",
            forward: ["object-group network A", "host 10.0.0.2", "no host 10.0.0.1"],
            back: ["object-group network A", "host 10.0.0.1", "no host 10.0.0.2"]),
        Case(
            platform: "ios",
            running: """
                interface GigabitEthernet0/1
                 ip pim sparse-mode
                 ipv6 address FE80::1 link-local
                 storm-control broadcast level 5.00
                """,
            text: """
                interface GigabitEthernet0/1
                 ip pim dense-mode
                 ipv6 address FE80::2 link-local
                 no storm-control broadcast
                """,
            forward: [
                "interface GigabitEthernet0/1", "no storm-control broadcast level", "ipv6 address fe80::2 link-local",
                "ip pim dense-mode",
            ],
            back: [
                "interface GigabitEthernet0/1", "storm-control broadcast level 5.00", "ipv6 address fe80::1 link-local",
                "ip pim sparse-mode",
            ]),
        Case(
            platform: "ios",
            running: """
                class-map match-all A
                 match any
                policy-map P
                 class A
                  random-detect dscp-based
                  random-detect dscp 10 20 30
                  set dscp af11
                """, text: "policy-map P\n class A\n  no random-detect\n  set precedence 3",
            forward: ["policy-map P", "class A", "no set dscp af11", "no random-detect", "set precedence 3"],
            back: [
                "policy-map P", "class A", "no set precedence 3", "random-detect dscp-based",
                "random-detect dscp 10 20 30", "set dscp af11",
            ]),
        // Old routers first: a device that knows several adds a new one to them.
        Case(
            platform: "ios", running: "route-map A permit 10\n set ip next-hop 10.0.0.9 10.0.0.8",
            text: "route-map A permit 10\n set ip next-hop 10.0.0.7",
            forward: ["route-map A permit 10", "no set ip next-hop 10.0.0.9 10.0.0.8", "set ip next-hop 10.0.0.7"],
            back: ["route-map A permit 10", "no set ip next-hop 10.0.0.7", "set ip next-hop 10.0.0.9 10.0.0.8"]),
        Case(
            platform: "ios", running: "interface nve1\n member vni 10 mcast-group 239.0.0.1\n member vni 20 vrf A",
            text: "interface nve1\n no member vni 10",
            forward: ["interface nve1", "no member vni 10"],
            back: ["interface nve1", "member vni 10 mcast-group 239.0.0.1"]),
    ]

    private static let huawei: [Case] = [
        // The protocol first, and then what interfaces and VLANs say of it.
        Case(
            platform: "vrp",
            running: """
                igmp-snooping enable
                vlan 10
                 igmp-snooping enable
                 igmp-snooping version 3
                """, text: "undo igmp-snooping enable", forward: ["undo igmp-snooping enable"],
            back: ["igmp-snooping enable", "vlan 10", "igmp-snooping enable", "vlan 10", "igmp-snooping version 3"]),
        Case(
            platform: "vrp",
            running: "multicast routing-enable\ninterface GigabitEthernet0/0/1\n undo portswitch\n pim sm",
            text: "undo multicast routing-enable", forward: ["undo multicast routing-enable"],
            back: ["multicast routing-enable", "interface GigabitEthernet0/0/1", "pim sm"]),
        Case(
            platform: "vrp",
            running: "mpls\nmpls ldp\ninterface GigabitEthernet0/0/1\n undo portswitch\n mpls\n mpls ldp",
            text: "undo mpls",
            forward: [
                "interface GigabitEthernet0/0/1", "undo mpls ldp", "undo mpls", "undo mpls ldp", "undo mpls",
            ],
            back: [
                "mpls", "mpls ldp", "interface GigabitEthernet0/0/1", "mpls", "interface GigabitEthernet0/0/1",
                "mpls ldp",
            ]),
        Case(
            platform: "vrp",
            running: """
                isis 1
                 network-entity 49.0001.0000.0000.0001.00
                interface GigabitEthernet0/0/1
                 undo portswitch
                 isis enable 1
                 isis cost 10 level-1
                 isis cost 20 level-2
                """, text: "undo isis 1\ninterface GigabitEthernet0/0/1\n isis cost 15 level-1",
            forward: ["interface GigabitEthernet0/0/1", "undo isis enable", "isis cost 15 level-1", "undo isis 1"],
            back: [
                "isis 1", "network-entity 49.0001.0000.0000.0001.00", "interface GigabitEthernet0/0/1",
                "isis enable 1", "interface GigabitEthernet0/0/1", "isis cost 10 level-1",
            ]),
        Case(
            platform: "vrp", running: "ospfv3 1\n router-id 10.0.0.1", text: "ospfv3 1\n router-id 10.0.0.2",
            forward: ["ospfv3 1", "router-id 10.0.0.2"], back: ["ospfv3 1", "router-id 10.0.0.1"]),
        Case(
            platform: "vrp",
            running: """
                interface Nve1
                 vni 10 head-end peer-list 10.0.0.2
                 vni 10 head-end peer-list 10.0.0.3
                """, text: "interface Nve1\n undo vni 10 head-end peer-list 10.0.0.2",
            forward: ["interface Nve1", "undo vni 10 head-end peer-list 10.0.0.2"],
            back: ["interface Nve1", "vni 10 head-end peer-list 10.0.0.2"]),
    ]

    @Test(arguments: cisco + huawei) func `a change is said in the order that the device takes`(_ trial: Case) throws {
        try trial.expectLines()
    }

    @Test(arguments: [
        (
            "object-group network A\n host 10.0.0.1\nip access-list extended L\n 10 permit ip object-group A any\n",
            "no object-group network A\n", "`object-group network A` can't be removed"
        ),
        (
            "flow record R\n match ipv4 tos\nflow monitor M\n record R\ninterface Vlan1\n ip flow monitor M input\n",
            "flow monitor M\n cache timeout active 30\n", "flow monitor M can't be changed"
        ),
        (
            "ipv6 unicast-routing\nipv6 router ospf 1\n", "no ipv6 unicast-routing\n",
            "would take `ipv6 router ospf 1` along"
        ),
        // The device has lines of which one was expected.
        (
            "interface Vlan1\n bfd template A\n bfd template B\n", "interface Vlan1\n bfd template C\n",
            "the device shows both `bfd template A` and `bfd template B`"
        ),
    ]) func `what a device would refuse is refused`(_ running: String, _ text: String, _ words: String) {
        let refusal = TextTrial.refusal("ios", running, text)
        #expect(refusal?.contains(words) == true, "\(refusal ?? "none")")
    }

    @Test func `lines of which one was expected stay as they are, and a block that goes is not brought back whole`()
        throws
    {
        let running = "interface Loopback1\n bfd template A\n bfd template B\n"
        #expect(TextTrial.refusal("ios", running, "interface Loopback1\n description X\n") == nil)
        let change = try TextTrial.change("ios", running, "no interface Loopback1\n")
        #expect(change.irreversible.contains { $0.contains("`bfd template A`") }, "\(change.irreversible)")
    }

    @Test(arguments: [
        ("track 10 ip sla 1\nip route 10.0.0.0 255.0.0.0 10.9.0.1 track 10\n", "no track 10\n", "`track 10`"),
        (
            "time-range T\n periodic daily 8:00 to 9:00\nip access-list extended L\n 10 permit ip any any time-range T\n",
            "no time-range T\n", "`time-range T`"
        ),
        (
            "route-map A permit 10\ninterface Vlan1\n ip policy route-map A\n", "no route-map A\n", "`route-map A`"
        ),
        ("ipv6 dhcp pool P\ninterface Vlan1\n ipv6 dhcp server P\n", "no ipv6 dhcp pool P\n", "`ipv6 dhcp pool P`"),
    ]) func `what still names what is removed is warned of`(_ running: String, _ text: String, _ name: String) throws {
        let change = try TextTrial.change("ios", running, text)
        #expect(
            change.warnings.contains { $0.message.contains("still names \(name), which is removed") },
            "\(change.warnings)")
    }
}
