import Testing

@testable import PitaPlatforms

/// Changes as offices make them, of what one line says of another: what a port is, groups of neighbours, servers of a VPN. What the
/// devices do is Huawei's, Cisco's, Arista's and Ruijie's command references'.
@Suite struct OfficeChangeTests {
    typealias Case = ConsequenceTests.Case

    private static let ports: [Case] = [
        // Only what ports of both kinds have may stand while the kind changes.
        Case(
            platform: "vrp",
            running: """
                interface GigabitEthernet0/0/1
                 description uplink
                 port link-type access
                 port default vlan 1
                 stp edged-port enable
                """, text: "interface GigabitEthernet0/0/1\n undo portswitch\n ip address 10.4.4.1 255.255.255.0",
            forward: [
                "interface GigabitEthernet0/0/1", "undo stp edged-port enable", "undo port link-type",
                "undo portswitch", "ip address 10.4.4.1 255.255.255.0",
            ],
            back: [
                "interface GigabitEthernet0/0/1", "undo ip address 10.4.4.1 255.255.255.0",
                "interface GigabitEthernet0/0/1", "portswitch", "interface GigabitEthernet0/0/1",
                "port link-type access", "interface GigabitEthernet0/0/1", "stp edged-port enable",
            ]),
        Case(
            platform: "vrp",
            running: "interface GigabitEthernet0/0/2\n undo portswitch\n ip address 10.3.3.1 255.255.255.0",
            text: "interface GigabitEthernet0/0/2\n portswitch\n port link-type access",
            forward: [
                "interface GigabitEthernet0/0/2", "undo ip address 10.3.3.1 255.255.255.0", "portswitch",
                "port link-type access",
            ],
            back: [
                "interface GigabitEthernet0/0/2", "undo port link-type", "interface GigabitEthernet0/0/2",
                "undo portswitch", "interface GigabitEthernet0/0/2", "ip address 10.3.3.1 255.255.255.0",
            ]),
        Case(
            platform: "rgos",
            running: "interface AggregatePort 1\ninterface GigabitEthernet 0/1\n port-group 1 mode active",
            text: "no interface AggregatePort 1",
            forward: ["interface GigabitEthernet0/1", "no port-group", "no interface AggregatePort1"],
            back: ["interface GigabitEthernet0/1", "port-group 1 mode active", "interface AggregatePort1"]),
        Case(
            platform: "rgos", running: "interface GigabitEthernet 0/1\n switchport port-security binding 10.1.1.6",
            text: """
                interface GigabitEthernet 0/1
                 switchport port-security violation shutdown
                 switchport port-security binding 10.1.1.7
                """,
            forward: [
                "interface GigabitEthernet0/1", "switchport port-security violation shutdown",
                "switchport port-security binding 10.1.1.7",
            ],
            back: [
                "interface GigabitEthernet0/1", "no switchport port-security binding 10.1.1.7",
                "no switchport port-security violation",
            ]),
    ]

    private static let others: [Case] = [
        Case(
            platform: "vrp",
            running: """
                ip vpn-instance MGMT
                ntp-service unicast-server 10.0.0.3
                ntp-service unicast-server 10.0.0.3 preference vpn-instance MGMT
                """, text: "undo ntp-service unicast-server 10.0.0.3 vpn-instance MGMT",
            forward: ["undo ntp-service unicast-server 10.0.0.3 vpn-instance MGMT"],
            back: ["ntp-service unicast-server 10.0.0.3 vpn-instance MGMT preference"]),
        Case(
            platform: "vrp", running: "stp instance 0 root primary",
            text: "undo stp instance 0 root\nstp instance 0 priority 4096",
            forward: ["undo stp instance 0 root", "stp instance 0 priority 4096"],
            back: ["undo stp instance 0 priority", "stp instance 0 root primary"]),
        // The AS of a group is taken back by itself: a group is no neighbour.
        Case(
            platform: "vrp", running: "bgp 65000\n group UP external\n peer UP as-number 65100",
            text: "bgp 65000\n peer UP as-number 65200",
            forward: ["bgp 65000", "undo peer UP as-number", "peer UP as-number 65200"],
            back: ["bgp 65000", "undo peer UP as-number", "bgp 65000", "peer UP as-number 65100"]),
        // With its AS a group loses only that.
        Case(
            platform: "ios", running: "router bgp 65000",
            text:
                "router bgp 65000\n neighbor G peer-group\n neighbor G remote-as 65001\n neighbor 10.0.0.2 peer-group G",
            forward: [
                "router bgp 65000", "neighbor G peer-group", "neighbor G remote-as 65001",
                "neighbor 10.0.0.2 peer-group G",
            ], back: ["router bgp 65000", "no neighbor 10.0.0.2 peer-group G", "no neighbor G peer-group"]),
        Case(
            platform: "eos", running: "router bgp 65000",
            text:
                "router bgp 65000\n neighbor 10.0.0.2 peer group G\n neighbor G remote-as 65001\n neighbor G peer group",
            forward: [
                "router bgp 65000", "neighbor G peer group", "neighbor G remote-as 65001",
                "neighbor 10.0.0.2 peer group G",
            ], back: ["router bgp 65000", "no neighbor 10.0.0.2 peer group G", "no neighbor G peer group"]),
        // The address moves, so that the old interface goes early, and its route before it.
        Case(
            platform: "ios",
            running: """
                interface Tunnel1
                 ip address 10.0.10.1 255.255.255.0
                ip route 10.5.0.0 255.255.0.0 Tunnel1
                """,
            text: """
                no ip route 10.5.0.0 255.255.0.0 Tunnel1
                no interface Tunnel1
                interface Tunnel2
                 ip address 10.0.10.1 255.255.255.0
                ip route 10.5.0.0 255.255.0.0 Tunnel2
                """,
            forward: [
                "no ip route 10.5.0.0 255.255.0.0 Tunnel1", "no interface Tunnel1", "interface Tunnel2",
                "ip address 10.0.10.1 255.255.255.0", "ip route 10.5.0.0 255.255.0.0 Tunnel2",
            ],
            back: [
                "no ip route 10.5.0.0 255.255.0.0 Tunnel2", "no interface Tunnel2", "interface Tunnel1",
                "ip address 10.0.10.1 255.255.255.0", "ip route 10.5.0.0 255.255.0.0 Tunnel1",
            ]),
        Case(
            platform: "eos",
            running: """
                vrf instance MGMT
                ip routing vrf MGMT
                ntp server vrf MGMT 10.0.0.1
                """, text: "no vrf instance MGMT",
            forward: ["no ntp server vrf MGMT 10.0.0.1", "no ip routing vrf MGMT", "no vrf instance MGMT"],
            back: ["vrf instance MGMT", "ip routing vrf MGMT", "ntp server vrf MGMT 10.0.0.1"]),
        Case(
            platform: "ios", running: "router ospf 1\n default-information originate always",
            text: "router ospf 1\n default-information originate",
            forward: ["router ospf 1", "no default-information originate", "default-information originate"],
            back: ["router ospf 1", "default-information originate always"]),
        // `no exec-timeout` is a session without an end.
        Case(
            platform: "ios", running: "line vty 0 4\n login local", text: "line vty 0 4\n exec-timeout 5 0",
            forward: ["line vty 0 4", "exec-timeout 5 0"], back: ["line vty 0 4", "exec-timeout 10 0"]),
        Case(
            platform: "ios", running: "line vty 0 4\n login local", text: "line vty 0 4\n no exec-timeout",
            forward: ["line vty 0 4", "exec-timeout 0 0"], back: ["line vty 0 4", "exec-timeout 10 0"]),
        Case(
            platform: "ios", running: "ip access-list standard L\n 10 permit any\nip nat inside source list L pool P",
            text: "ip nat pool Q 10.0.0.1 10.0.0.9 netmask 255.255.255.0\nip nat inside source list L pool Q overload",
            forward: [
                "ip nat pool Q 10.0.0.1 10.0.0.9 netmask 255.255.255.0", "no ip nat inside source list L pool P",
                "ip nat inside source list L pool Q overload",
            ],
            back: [
                "no ip nat inside source list L pool Q overload", "ip nat inside source list L pool P",
                "no ip nat pool Q",
            ]),
    ]

    @Test(arguments: ports + others) func `a change is said in the order that the device takes`(_ trial: Case) throws {
        try trial.expectLines()
    }

    private static let group = "router bgp 65000\n neighbor UP peer group\n neighbor 10.0.0.2 peer group UP\n"
    private static let peers =
        "bgp 65000\n group UP external\n peer 10.0.0.2 as-number 65100\n peer 10.0.0.2 group UP\n"

    @Test(arguments: [
        ("eos", group, "router bgp 65000\n no neighbor UP peer group\n", "is still a member of the group that goes"),
        ("vrp", peers, "bgp 65000\n undo group UP\n", "`peer 10.0.0.2 group UP` of bgp 65000 still names it"),
        (
            "vrp", "ip vpn-instance A\n ipv4-family\n  route-distinguisher 1:1\n",
            "ip vpn-instance A\n ipv4-family\n  route-distinguisher 1:2\n", "can't be changed to `route-distinguisher"
        ),
        ("vrp", "stp instance 0 root primary\n", "stp instance 0 priority 4096\n", "the device has that once"),
        (
            "rgos", "interface GigabitEthernet 0/1\n switchport hybrid allowed vlan only tagged 20\n",
            "interface GigabitEthernet 0/1\n switchport hybrid allowed vlan add tagged 30\n", "is not managed"
        ),
        // A route leads through what goes.
        (
            "ios",
            "interface Vlan10\n ip address 10.0.0.2 255.255.255.0\nip route 10.1.0.0 255.255.0.0 Vlan10 10.0.0.1\n",
            "no interface Vlan10\n", "`ip route 10.1.0.0 255.255.0.0 Vlan10 10.0.0.1` still uses it"
        ),
        (
            "vrp",
            "interface Vlanif10\n ip address 10.0.0.2 255.255.255.0\nip route-static 0.0.0.0 0.0.0.0 Vlanif10 10.0.0.1\n",
            "undo interface Vlanif10\n", "still uses it"
        ),
        (
            "eos",
            "policy-map type quality-of-service PM\n   class class-default\ninterface Ethernet2\n   service-policy type qos input PM\n",
            "no policy-map type quality-of-service PM\n", "is in use"
        ),
        // Words of other makers.
        ("vrp", "vlan batch 20\n", "no vlan 20\n", "this device does not know `no`"),
        ("ios", "vlan 20\n", "undo vlan 20\n", "this device does not know `undo`"),
        ("frr", "router bgp 65001\n", "no router bgp 65001\nrouter bgp 65009\n", "needs a change of its own"),
    ]) func `what a device would refuse is refused`(
        _ platform: String, _ running: String, _ text: String, _ words: String
    ) {
        let refusal = TextTrial.refusal(platform, running, text)
        #expect(refusal?.contains(words) == true, "\(refusal ?? "none")")
    }

    @Test(arguments: [
        (
            "eos", "ip access-list L\n   10 permit ip any any\ninterface Ethernet1\n   ip access-group L in\n",
            "no ip access-list L\n", "interface Ethernet1 still names `ip access-list L`"
        ),
        (
            "eos", "interface Port-Channel10\nmlag configuration\n   peer-link Port-Channel10\n",
            "no interface Port-Channel10\n", "`peer-link Port-Channel10` of mlag configuration still names"
        ),
        (
            "rgos", "interface VLAN 10\n ip address 10.0.0.2 255.255.255.0\nntp source VLAN 10\n",
            "no interface VLAN 10\n", "`ntp source VLAN 10` still names interface Vlan10"
        ),
        (
            "frr",
            "ip prefix-list IN seq 5 permit 10.0.0.0/8\nrouter bgp 65001\n neighbor 10.0.0.1 remote-as 65002\n !\n address-family ipv4 unicast\n  neighbor 10.0.0.1 prefix-list IN in\n exit-address-family\n",
            "no ip prefix-list IN\n", "still names `ip prefix-list IN`, which is removed"
        ),
    ]) func `what still names what goes is told`(
        _ platform: String, _ running: String, _ text: String, _ words: String
    ) throws {
        let change = try TextTrial.change(platform, running, text)
        #expect(change.warnings.contains { $0.message.contains(words) }, "\(change.warnings)")
    }

    @Test func `a name or a description names no interface, and what stands before it does`() throws {
        let label = "interface Vlan10\nip route 10.5.0.0 255.255.0.0 10.0.0.1 name Vlan10\n"
        #expect(TextTrial.refusal("ios", label, "no interface Vlan10\n") == nil)
        let rule = "interface Vlan10\nip nat inside source route-map RM interface Vlan10 overload\n"
        #expect(TextTrial.refusal("ios", rule, "no interface Vlan10\n") == nil)
        let route = "interface Vlanif10\nip route-static 10.5.0.0 255.255.0.0 Vlanif10 10.0.0.2 description uplink\n"
        #expect(TextTrial.refusal("vrp", route, "undo interface Vlanif10\n")?.contains("still uses it") == true)
        let change = try TextTrial.change(
            "ios", "interface Vlan10\ninterface GigabitEthernet0/1\n description to Vlan10\n", "no interface Vlan10\n")
        #expect(!change.warnings.contains { $0.message.contains("still names") }, "\(change.warnings)")
    }
}
