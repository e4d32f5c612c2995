import Testing

@testable import PitaPlatforms

/// What a device would refuse is refused in the plan, and what it takes is not; where a line does not do what it seems to, the
/// approver reads it. What the devices do is Cisco's and Huawei's command references'; of FRRouting it was seen on 8.4.4.
@Suite struct LineRefusalTests {
    @Test(arguments: [
        ("ios", "router bgp 65000\n", "router bgp 65009\n", "the device runs `router bgp 65000`"),
        ("eos", "router bgp 65000\n", "router bgp 65009\n", "the device runs `router bgp 65000`"),
        ("ios", "router ospf 1\n", "no ip routing\n", "would take `router ospf 1` along"),
        ("ios", "vrf definition A\n rd 1:1\n", "vrf definition A\n rd 1:2\n", "can't be changed to `rd 1:2`"),
        (
            "ios", "interface GigabitEthernet0/1\n", "interface GigabitEthernet0/1\n vrf forwarding B\n",
            "`vrf definition B`, which does not exist"
        ),
        (
            "ios", "interface GigabitEthernet0/1\n", "interface GigabitEthernet0/1\n service-policy output P\n",
            "`policy-map P`, which does not exist"
        ),
        ("ios", "hostname a\n", "policy-map P\n class C\n  priority 100\n", "`class-map C`, which does not exist"),
        (
            "ios", "class-map match-all C\npolicy-map P\n class C\n  priority 100\n", "no class-map match-all C\n",
            "class-map C is in use"
        ),
        (
            "ios", "interface Port-channel1\n no switchport\ninterface GigabitEthernet0/1\n switchport mode access\n",
            "interface GigabitEthernet0/1\n channel-group 1 mode active\n",
            "the port is switched and Port-channel1 is not"
        ),
        (
            "ios", "interface Vlan10\n standby version 2\n standby 300 ip 10.0.0.1\n",
            "interface Vlan10\n standby version 1\n", "`standby 300` needs `standby version 2`"
        ),
        (
            "ios", "ip nat inside source static tcp 10.0.0.5 80 203.0.113.1 80 extendable\n",
            "ip nat inside source static tcp 10.0.0.6 80 203.0.113.1 80 extendable\n", "the device has that once"
        ),
        (
            "ios", "interface GigabitEthernet0/0.1\n encapsulation dot1Q 10\ninterface GigabitEthernet0/0\n",
            "interface GigabitEthernet0/0.2\n encapsulation dot1Q 10\n", "the device has that once"
        ),
        (
            "vrp", "ospf 1\n area 0.0.0.0\n  network 10.0.0.0 0.0.0.255\n",
            "ospf 1\n area 0.0.0.1\n  network 10.0.0.0 0.0.0.255\n", "the device has that once"
        ),
        (
            "vrp",
            "interface GigabitEthernet0/0/2\n nat server protocol tcp global 203.0.113.1 80 inside 10.0.0.5 80\n",
            "interface GigabitEthernet0/0/2\n nat server protocol tcp global 203.0.113.1 80 inside 10.0.0.6 80\n",
            "nat server protocol tcp global 203.0.113.1 80 inside 10.0.0.5 80"
        ),
        (
            "ios", "line vty 0 4\n login local\n", "aaa new-model\nline vty 0 4\n login local\n",
            "`login local` of line vty 0 4 can't stand beside `aaa new-model`"
        ),
        (
            "ios", "aaa new-model\nline vty 0 4\n transport input ssh\n", "line vty 0 4\n login local\n",
            "refuses `login local` beside `aaa new-model`"
        ),
        (
            "ios", "interface Vlan10\n ip address 10.0.0.1 255.255.255.0\ninterface Vlan20\n",
            "interface Vlan20\n ip address 10.0.0.129 255.255.255.128\n",
            "interface Vlan20: its address 10.0.0.129/25 overlaps with 10.0.0.1/24 of interface Vlan10"
        ),
        (
            "ios",
            "interface Vlan10\n ip address 10.0.0.1 255.255.255.0\ninterface Vlan20\n ip address 10.0.0.2 255.255.255.0\n shutdown\n",
            "interface Vlan20\n no shutdown\n", "overlaps with 10.0.0.1/24 of interface Vlan10"
        ),
        (
            "vrp", "interface Vlanif10\n ip address 10.0.0.1 255.255.255.0\ninterface Vlanif20\n",
            "vlan batch 20\ninterface Vlanif20\n ip address 10.0.0.2 24\n",
            "overlaps with 10.0.0.1/24 of interface Vlanif10"
        ),
        // Of equal entries of one list the device takes one.
        (
            "ios", "ip prefix-list PL seq 5 permit 10.0.0.0/8\n", "ip prefix-list PL seq 10 permit 10.0.0.0/8\n",
            "the device has that once, and `ip prefix-list PL seq 5 permit 10.0.0.0/8` holds it"
        ),
        (
            "vrp", "ip ip-prefix PL index 10 permit 10.0.0.0 8\n", "ip ip-prefix PL index 20 permit 10.0.0.0 8\n",
            "the device has that once"
        ),
        (
            "ios", "router bgp 65000\n neighbor G peer-group\n neighbor G remote-as 65001\n",
            "router bgp 65000\n neighbor 10.0.0.2 remote-as 65002\n neighbor 10.0.0.2 peer-group G\n",
            "it is a member of G, which has `neighbor G remote-as 65001`"
        ),
        (
            "ios",
            "router bgp 65000\n neighbor G peer-group\n neighbor 10.0.0.2 remote-as 65002\n neighbor 10.0.0.2 peer-group G\n",
            "router bgp 65000\n neighbor G remote-as 65001\n", "it is a member of G, which has"
        ),
        (
            "frr", "interface eth0\n ip ospf area 0\nrouter ospf\n", "router ospf\n network 10.0.0.0/24 area 0\n",
            "can't stand beside `ip ospf area` of interface eth0"
        ),
    ]) func `what a device would refuse is not said to it`(
        _ platform: String, _ running: String, _ text: String, _ words: String
    ) {
        let refusal = TextTrial.refusal(platform, running, text)
        #expect(refusal?.contains(words) == true, "\(refusal ?? "none")")
    }

    @Test(arguments: [
        // Another port, another protocol, another VRF, a route map: the device has both.
        (
            "ip nat inside source static tcp 10.0.0.5 80 203.0.113.1 80\n",
            "ip nat inside source static tcp 10.0.0.6 80 203.0.113.1 81\n"
        ),
        (
            "ip nat inside source static tcp 10.0.0.5 80 203.0.113.1 80\n",
            "ip nat inside source static udp 10.0.0.6 80 203.0.113.1 80\n"
        ),
        (
            "ip nat inside source static 10.0.0.5 203.0.113.1 vrf A\n",
            "ip nat inside source static 10.0.0.5 203.0.113.1 vrf B\n"
        ),
        (
            "interface GigabitEthernet0/0.1\n encapsulation dot1Q 10\ninterface GigabitEthernet0/1\n",
            "interface GigabitEthernet0/1.1\n encapsulation dot1Q 10\n"
        ),
        (
            "interface GigabitEthernet0/0.1\n encapsulation dot1Q 10 second-dot1q 5\n",
            "interface GigabitEthernet0/0.2\n encapsulation dot1Q 10 second-dot1q 6\n"
        ),
        // The same network in another VRF, behind an interface that is down, and one that moves.
        (
            "vrf definition A\ninterface Vlan10\n ip address 10.0.0.1 255.255.255.0\ninterface Vlan20\n",
            "interface Vlan20\n vrf forwarding A\n ip address 10.0.0.2 255.255.255.0\n"
        ),
        (
            "interface Vlan10\n ip address 10.0.0.1 255.255.255.0\n shutdown\ninterface Vlan20\n",
            "interface Vlan20\n ip address 10.0.0.2 255.255.255.0\n"
        ),
        (
            "interface Vlan10\n ip address 10.0.0.1 255.255.255.0\ninterface Vlan20\n ip address 10.0.1.1 255.255.255.0\n",
            "interface Vlan10\n ip address 10.0.1.1 255.255.255.0\ninterface Vlan20\n ip address 10.0.0.1 255.255.255.0\n"
        ),
        // Equal entries of two lists, of a list with another range, and one that gets another number.
        ("ip prefix-list A seq 5 permit 10.0.0.0/8\n", "ip prefix-list B seq 5 permit 10.0.0.0/8\n"),
        ("ip prefix-list A seq 5 permit 10.0.0.0/8\n", "ip prefix-list A seq 10 permit 10.0.0.0/8 le 24\n"),
        (
            "ip prefix-list A seq 5 permit 10.0.0.0/8\n",
            "no ip prefix-list A seq 5 permit 10.0.0.0/8\nip prefix-list A seq 10 permit 10.0.0.0/8\n"
        ),
        // A port becomes routed with the bundle's kind; classes that a device has by itself.
        (
            "interface Port-channel1\n no switchport\ninterface GigabitEthernet0/1\n switchport mode access\n",
            "interface GigabitEthernet0/1\n no switchport\n channel-group 1 mode active\n"
        ),
        ("hostname a\n", "policy-map P\n class class-default\n  fair-queue\n"),
        ("access-list 10 permit 10.0.0.1\n", "snmp-server community PUB RO 10\n"),
    ]) func `what a device takes is not refused`(_ running: String, _ text: String) {
        let refusal = TextTrial.refusal("ios", running, text)
        #expect(
            refusal?.contains("which does not exist") != true && refusal?.contains("once") != true
                && refusal?.contains("switched") != true && refusal?.contains("overlaps") != true, "\(refusal ?? "")")
    }

    // MARK: what is taken and does otherwise than it seems

    @Test(arguments: [
        (
            "vlan 10\ninterface GigabitEthernet0/1\n switchport access vlan 10\ninterface Vlan10\n", "no vlan 10\n",
            "carry nothing then: GigabitEthernet0/1, Vlan10"
        ),
        (
            "interface GigabitEthernet0/1\n ip address 10.0.0.1 255.255.255.0\n",
            "interface GigabitEthernet0/1\n ip access-group NONE in\n",
            "`ip access-list standard NONE`, which does not exist"
        ),
        (
            "ip access-list extended A\n 10 permit ip any any\n",
            "ip access-list extended A\n remark hello\n 5 deny ip host 10.0.0.9 any\n", "`remark hello` is left out"
        ),
        (
            "ip access-list extended A\n 10 permit ip any any\n", "ip access-list extended A\n remark hello\n",
            "`remark hello` is left out"
        ),
        ("line vty 0 4\n login local\n", "aaa new-model\n", "the device drops `login local` of line vty 0 4"),
        (
            "ip access-list standard L\n 10 permit any\nip nat pool P 203.0.113.1 203.0.113.5 netmask 255.255.255.0\nip nat inside source list L pool P overload\n",
            "ip nat pool P 203.0.113.1 203.0.113.9 netmask 255.255.255.0\n",
            "`ip nat inside source list L` uses the pool: a device may refuse the change"
        ),
    ]) func `the approver reads what a line does not do`(_ running: String, _ text: String, _ words: String) throws {
        let change = try TextTrial.change("ios", running, text)
        #expect(change.warnings.contains { "\($0)".contains(words) }, "\(change.warnings)")
    }

    @Test func `what is named and there is no warning`() throws {
        let change = try TextTrial.change(
            "ios", "ip access-list extended A\n 10 permit ip any any\ninterface GigabitEthernet0/1\n",
            "interface GigabitEthernet0/1\n ip access-group A in\n")
        #expect(!change.warnings.contains { "\($0)".contains("does not exist") })
    }
}
