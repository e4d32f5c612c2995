import Testing

@testable import PitaPlatforms

/// What goes with a block or a line comes back with it. What the devices do is Cisco's and Huawei's command references'; of
/// FRRouting it was seen on 8.4.4.
@Suite struct ConsequenceTests {
    /// A running config and a text, with the lines that are sent and those that lead back.
    struct Case: CustomTestStringConvertible, Sendable {
        let platform: String
        let running: String
        let text: String
        let forward: [String]
        let back: [String]

        var testDescription: String { "\(platform): \(text)" }

        /// Expects the lines, there and back.
        func expectLines() throws {
            let change = try TextTrial.change(platform, running + "\n", text + "\n")
            #expect(TextTrial.lines(change.commands) == forward)
            #expect(TextTrial.lines(change.reverse) == back)
        }
    }

    private static let blocks: [Case] = [
        Case(
            platform: "ios",
            running: """
                vrf definition A
                 rd 1:1
                interface GigabitEthernet0/0
                 vrf forwarding A
                 ip address 10.0.0.1 255.255.255.0
                 ip ospf 7 area 0
                router ospf 7 vrf A
                 network 10.0.0.0 0.0.0.255 area 0
                router bgp 65000
                 address-family ipv4 vrf A
                  redistribute connected
                ip route vrf A 0.0.0.0 0.0.0.0 10.0.0.2
                ip route vrf AB 0.0.0.0 0.0.0.0 10.0.0.2
                """, text: "no vrf definition A",
            forward: [
                "interface GigabitEthernet0/0", "no ip ospf 7 area 0", "no vrf forwarding",
                "no ip route vrf A 0.0.0.0 0.0.0.0 10.0.0.2",
                "router bgp 65000", "no address-family ipv4 vrf A", "no router ospf 7 vrf A", "no vrf definition A",
            ],
            back: [
                "vrf definition A", "rd 1:1", "router ospf 7 vrf A", "network 10.0.0.0 0.0.0.255 area 0",
                "interface GigabitEthernet0/0", "vrf forwarding A", "ip address 10.0.0.1 255.255.255.0",
                "ip ospf 7 area 0", "router bgp 65000", "address-family ipv4 vrf A", "redistribute connected",
                "ip route vrf A 0.0.0.0 0.0.0.0 10.0.0.2",
            ]),
        Case(
            platform: "vrp",
            running: """
                ip vpn-instance A
                bgp 65000
                 ipv4-family vpn-instance A
                  import-route direct
                ospf 7 vpn-instance A
                 area 0.0.0.0
                ip route-static vpn-instance A 0.0.0.0 0.0.0.0 10.0.0.2
                """, text: "undo ip vpn-instance A",
            forward: [
                "undo ip route-static vpn-instance A 0.0.0.0 0.0.0.0 10.0.0.2", "bgp 65000",
                "undo ipv4-family vpn-instance A", "undo ospf 7", "undo ip vpn-instance A",
            ],
            back: [
                "ip vpn-instance A", "ospf 7 vpn-instance A", "ospf 7 vpn-instance A", "area 0.0.0.0", "bgp 65000",
                "ipv4-family vpn-instance A", "import-route direct",
                "ip route-static vpn-instance A 0.0.0.0 0.0.0.0 10.0.0.2",
            ]),
        Case(
            platform: "ios",
            running: """
                interface Port-channel1
                 switchport mode trunk
                interface GigabitEthernet0/1
                 switchport mode trunk
                 channel-group 1 mode active
                interface GigabitEthernet0/2
                 channel-group 10 mode active
                """, text: "no interface Port-channel1",
            forward: ["interface GigabitEthernet0/1", "no channel-group", "no interface Port-channel1"],
            back: [
                "interface Port-channel1", "switchport mode trunk", "interface GigabitEthernet0/1",
                "channel-group 1 mode active",
            ]),
        Case(
            platform: "ios",
            running: """
                interface GigabitEthernet0/0
                 ip ospf 1 area 0
                 ip ospf cost 10
                router ospf 1
                 router-id 1.1.1.1
                router bgp 65000
                 redistribute ospf 1 match internal
                """, text: "no router ospf 1",
            forward: [
                "interface GigabitEthernet0/0", "no ip ospf 1 area 0", "router bgp 65000", "no redistribute ospf 1",
                "no router ospf 1",
            ],
            back: [
                "router ospf 1", "router-id 1.1.1.1", "interface GigabitEthernet0/0", "ip ospf 1 area 0",
                "router bgp 65000", "redistribute ospf 1 match internal",
            ]),
        Case(
            platform: "ios",
            running: """
                username a secret 9 $9$x
                line con 0
                 login local
                line vty 0 4
                 login local
                 transport input ssh
                """, text: "aaa new-model\naaa authentication login default local",
            forward: ["aaa new-model", "aaa authentication login default local"],
            back: ["no aaa new-model", "line con 0", "login local", "line vty 0 4", "login local"]),
        Case(
            platform: "ios",
            running: "aaa new-model\naaa authentication login default local\nline vty 0 4\n transport input ssh",
            text: "no aaa new-model\nline vty 0 4\n login local",
            forward: ["no aaa new-model", "line vty 0 4", "login local"],
            back: ["aaa new-model", "aaa authentication login default local"]),
        Case(
            platform: "ios",
            running: """
                aaa new-model
                aaa authentication login VTY local
                line vty 0 4
                 login authentication VTY
                """, text: "no aaa new-model", forward: ["no aaa new-model"],
            back: ["aaa new-model", "aaa authentication login VTY local", "line vty 0 4", "login authentication VTY"]),
    ]

    /// Two settings of a probe, as older releases show them, and a track.
    private static let flatProbe = """
        ip sla 10
         icmp-echo 10.0.0.1
         frequency 10
        ip sla schedule 10 life forever start-time now
        """

    private static let remade: [Case] = [
        Case(
            platform: "ios", running: flatProbe, text: "ip sla 10\n icmp-echo 10.0.0.9\n frequency 10",
            forward: [
                "no ip sla 10", "ip sla 10", "ip sla 10", "icmp-echo 10.0.0.9", "frequency 10",
                "ip sla schedule 10 life forever start-time now",
            ],
            back: [
                "no ip sla 10", "ip sla 10", "ip sla 10", "icmp-echo 10.0.0.1", "frequency 10",
                "ip sla schedule 10 life forever start-time now",
            ]),
        Case(
            platform: "ios", running: flatProbe, text: "ip sla 10\n frequency 30",
            forward: [
                "no ip sla 10", "ip sla 10", "ip sla 10", "icmp-echo 10.0.0.1", "frequency 30",
                "ip sla schedule 10 life forever start-time now",
            ],
            back: [
                "no ip sla 10", "ip sla 10", "ip sla 10", "icmp-echo 10.0.0.1", "frequency 10",
                "ip sla schedule 10 life forever start-time now",
            ]),
        Case(
            platform: "vrp", running: "nqa test-instance admin icmp\n test-type icmp\n start now",
            text: "nqa test-instance admin icmp\n hardware-based enable",
            forward: ["nqa test-instance admin icmp", "undo start", "hardware-based enable", "start now"],
            back: [
                "nqa test-instance admin icmp", "undo start", "nqa test-instance admin icmp",
                "undo hardware-based enable", "nqa test-instance admin icmp", "start now",
            ]),
        Case(
            platform: "vrp",
            running: """
                nqa test-instance admin icmp
                 test-type icmp
                 destination-address ipv4 10.0.0.1
                 frequency 10
                 start now
                """, text: "nqa test-instance admin icmp\n frequency 30\n probe-count 5",
            forward: ["nqa test-instance admin icmp", "undo start", "probe-count 5", "frequency 30", "start now"],
            back: [
                "nqa test-instance admin icmp", "undo start", "nqa test-instance admin icmp", "undo probe-count",
                "nqa test-instance admin icmp", "frequency 10", "nqa test-instance admin icmp", "start now",
            ]),
        Case(
            platform: "vrp", running: "nqa test-instance admin icmp\n test-type icmp\n start now",
            text: "undo nqa test-instance admin icmp",
            forward: ["nqa test-instance admin icmp", "undo start", "undo nqa test-instance admin icmp"],
            back: [
                "nqa test-instance admin icmp", "test-type icmp", "nqa test-instance admin icmp", "start now",
            ]),
        Case(
            platform: "ios",
            running: """
                ip sla 10
                 icmp-echo 10.0.0.1
                  frequency 10
                ip sla schedule 10 life forever start-time now
                track 1 ip sla 10 reachability
                """, text: "ip sla 10\n icmp-echo 10.0.0.1\n  frequency 30",
            forward: [
                "no ip sla 10", "ip sla 10", "ip sla 10", "icmp-echo 10.0.0.1", "frequency 30",
                "ip sla schedule 10 life forever start-time now",
            ],
            back: [
                "no ip sla 10", "ip sla 10", "ip sla 10", "icmp-echo 10.0.0.1", "frequency 10",
                "ip sla schedule 10 life forever start-time now",
            ]),
        Case(
            platform: "ios",
            running: """
                ip sla 10
                 icmp-echo 10.0.0.1
                track 10 interface GigabitEthernet0/1 line-protocol
                 delay down 5
                """, text: "track 10 ip sla 10 reachability",
            forward: ["no track 10", "track 10 ip sla 10 reachability", "delay down 5"],
            back: ["no track 10", "track 10 interface GigabitEthernet0/1 line-protocol", "delay down 5"]),
    ]

    private static let lines: [Case] = [
        Case(
            platform: "ios",
            running: "router ospf 1\n passive-interface default\n no passive-interface GigabitEthernet0/0",
            text: "router ospf 1\n no passive-interface default\n passive-interface GigabitEthernet0/1",
            forward: ["router ospf 1", "no passive-interface default", "passive-interface GigabitEthernet0/1"],
            back: [
                "router ospf 1", "default passive-interface GigabitEthernet0/1", "passive-interface default",
                "no passive-interface GigabitEthernet0/0",
            ]),
        Case(
            platform: "ios", running: "router ospf 1\n passive-interface GigabitEthernet0/1",
            text: "router ospf 1\n passive-interface default\n no passive-interface GigabitEthernet0/0",
            forward: [
                "router ospf 1", "no passive-interface GigabitEthernet0/1", "passive-interface default",
                "no passive-interface GigabitEthernet0/0",
            ], back: ["router ospf 1", "no passive-interface default", "passive-interface GigabitEthernet0/1"]),
        Case(
            platform: "vrp", running: "ospf 1\n silent-interface all\n undo silent-interface GigabitEthernet0/0/1",
            text: "ospf 1\n undo silent-interface all", forward: ["ospf 1", "undo silent-interface all"],
            back: ["ospf 1", "silent-interface all", "ospf 1", "undo silent-interface GigabitEthernet0/0/1"]),
        Case(
            platform: "vrp",
            running: """
                vlan 10
                interface Vlanif10
                 vrrp vrid 1 virtual-ip 10.0.0.1
                 vrrp vrid 1 priority 120
                """,
            text: "interface Vlanif10\n undo vrrp vrid 1 virtual-ip 10.0.0.1\n vrrp vrid 1 virtual-ip 10.0.0.9",
            forward: [
                "interface Vlanif10", "vrrp vrid 1 virtual-ip 10.0.0.9", "undo vrrp vrid 1 virtual-ip 10.0.0.1",
            ],
            back: [
                "interface Vlanif10", "vrrp vrid 1 virtual-ip 10.0.0.1", "interface Vlanif10",
                "undo vrrp vrid 1 virtual-ip 10.0.0.9",
            ]),
        Case(
            platform: "vrp", running: "interface Tunnel0/0/1\n tunnel-protocol gre\n source 10.0.0.1",
            text: "interface Tunnel0/0/1\n undo tunnel-protocol",
            forward: ["interface Tunnel0/0/1", "undo tunnel-protocol"],
            back: ["interface Tunnel0/0/1", "tunnel-protocol gre", "interface Tunnel0/0/1", "source 10.0.0.1"]),
        Case(
            platform: "vrp",
            running: "vlan 10\ninterface Vlanif10\n dhcp select interface\n dhcp server dns-list 10.0.0.53",
            text: "interface Vlanif10\n dhcp select relay",
            forward: ["interface Vlanif10", "undo dhcp server dns-list 10.0.0.53", "dhcp select relay"],
            back: [
                "interface Vlanif10", "dhcp select interface", "interface Vlanif10", "dhcp server dns-list 10.0.0.53",
            ]),
        Case(
            platform: "vrp", running: "interface GigabitEthernet0/0/1\n stp loop-protection",
            text: "interface GigabitEthernet0/0/1\n stp root-protection",
            forward: ["interface GigabitEthernet0/0/1", "undo stp loop-protection", "stp root-protection"],
            back: [
                "interface GigabitEthernet0/0/1", "undo stp root-protection", "interface GigabitEthernet0/0/1",
                "stp loop-protection",
            ]),
        Case(
            platform: "ios",
            running: """
                router bgp 65000
                 neighbor G peer-group
                 neighbor G remote-as 65001
                 neighbor 10.0.0.2 peer-group G
                 neighbor 10.0.0.2 description x
                """, text: "router bgp 65000\n no neighbor 10.0.0.2 peer-group G",
            forward: ["router bgp 65000", "no neighbor 10.0.0.2 peer-group G"],
            back: ["router bgp 65000", "neighbor 10.0.0.2 peer-group G", "neighbor 10.0.0.2 description x"]),
        Case(
            platform: "ios",
            running: """
                router bgp 65000
                 neighbor G peer-group
                 neighbor 10.0.0.2 remote-as 65001
                 neighbor 10.0.0.2 peer-group G
                 neighbor 10.0.0.2 description x
                """, text: "router bgp 65000\n no neighbor 10.0.0.2 peer-group G",
            forward: ["router bgp 65000", "no neighbor 10.0.0.2 peer-group G"],
            back: ["router bgp 65000", "neighbor 10.0.0.2 peer-group G"]),
        Case(
            platform: "ios",
            running: """
                interface GigabitEthernet0/0.1
                 encapsulation dot1Q 10
                 ip address 10.0.1.1 255.255.255.0
                interface GigabitEthernet0/0.2
                 encapsulation dot1Q 20
                """,
            text: """
                interface GigabitEthernet0/0.1
                 encapsulation dot1q 20
                interface GigabitEthernet0/0.2
                 encapsulation dot1q 10
                """,
            forward: [
                "interface GigabitEthernet0/0.1", "no encapsulation dot1Q 10", "interface GigabitEthernet0/0.2",
                "no encapsulation dot1Q 20", "interface GigabitEthernet0/0.1", "encapsulation dot1Q 20",
                "ip address 10.0.1.1 255.255.255.0", "interface GigabitEthernet0/0.2", "encapsulation dot1Q 10",
            ],
            back: [
                "interface GigabitEthernet0/0.1", "no encapsulation dot1Q 20", "interface GigabitEthernet0/0.2",
                "no encapsulation dot1Q 10", "interface GigabitEthernet0/0.1", "encapsulation dot1Q 10",
                "ip address 10.0.1.1 255.255.255.0", "interface GigabitEthernet0/0.2", "encapsulation dot1Q 20",
            ]),
        Case(
            platform: "ios", running: "ip nat inside source static 10.0.0.7 203.0.113.7",
            text: """
                no ip nat inside source static 10.0.0.7 203.0.113.7
                ip nat inside source static 10.0.0.8 203.0.113.7
                """,
            forward: [
                "no ip nat inside source static 10.0.0.7 203.0.113.7",
                "ip nat inside source static 10.0.0.8 203.0.113.7",
            ],
            back: [
                "no ip nat inside source static 10.0.0.8 203.0.113.7",
                "ip nat inside source static 10.0.0.7 203.0.113.7",
            ]),
        Case(
            platform: "ios", running: "interface Vlan10\n ipv6 address 2001:DB8::1/64\n ipv6 address 2001:DB8:1::1/64",
            text: "interface Vlan10\n ipv6 address 2001:db8::1/64\n no ipv6 address 2001:db8:1::1/64",
            forward: ["interface Vlan10", "no ipv6 address 2001:db8:1::1/64"],
            back: ["interface Vlan10", "ipv6 address 2001:db8:1::1/64"]),
        Case(
            platform: "ios", running: "interface Vlan10\n ipv6 address 2001:DB8::1/64",
            text: "interface Vlan10\n no ipv6 address",
            forward: ["interface Vlan10", "no ipv6 address 2001:db8::1/64"],
            back: ["interface Vlan10", "ipv6 address 2001:db8::1/64"]),
        Case(
            platform: "ios",
            running: "interface GigabitEthernet0/1\n switchport port-security maximum 3",
            text: "interface GigabitEthernet0/1\n switchport port-security maximum 1 vlan voice",
            forward: ["interface GigabitEthernet0/1", "switchport port-security maximum 1 vlan voice"],
            back: ["interface GigabitEthernet0/1", "no switchport port-security maximum 1 vlan voice"]),
    ]

    @Test(arguments: blocks + remade + lines) func `what goes along comes back`(_ trial: Case) throws {
        try trial.expectLines()
    }

    @Test(arguments: [
        (
            "router rip\n passive-interface default\n no passive-interface eth0\n",
            "router rip\n no passive-interface default\n", ["no passive-interface default"],
            ["passive-interface default", "no passive-interface eth0"]
        ),
        (
            "router ospf\n network 10.0.0.0/24 area 0\n",
            "interface eth0\n ip ospf area 0\nrouter ospf\n no network 10.0.0.0/24 area 0\n",
            ["no network 10.0.0.0/24 area 0", "ip ospf area 0"], ["no ip ospf area 0", "network 10.0.0.0/24 area 0"]
        ),
    ]) func `FRRouting takes one before the other`(
        _ running: String, _ text: String, _ forward: [String], _ back: [String]
    ) throws {
        let change = try TextTrial.change("frr", running, text)
        for (commands, lines) in [(change.commands, forward), (change.reverse, back)] {
            let said = commands.map(\.text)
            #expect(said.count == lines.count)
            for (command, line) in zip(said, lines) { #expect(command.contains("'\(line)'")) }
        }
    }
}
