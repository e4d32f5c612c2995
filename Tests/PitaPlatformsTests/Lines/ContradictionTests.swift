import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// Texts that say a thing and its opposite, lists whose order a rollback has to bring back, and what a device makes of a line
/// beside what it says.
@Suite struct ContradictionTests {
    // MARK: said and taken back

    @Test(arguments: [
        // A negation that stands for several lines takes back what the text said before.
        (
            "ios", "", "logging host 10.0.0.9\nno logging host 10.0.0.9\n",
            "`logging host 10.0.0.9` would have no effect"
        ),
        (
            "ios", "", "route-map A permit 10\n match tag 5\nno route-map A\n",
            "`route-map A permit 10` would have no effect"
        ),
        // The device has one of both.
        (
            "ios", "interface GigabitEthernet1/0/3\n description x\n",
            "interface GigabitEthernet1/0/3\n switchport mode access\n no switchport\n",
            "can't stand beside `no switchport`, which the text says too"
        ),
        // The device ignores what stands behind the words of a negation.
        (
            "ios", "interface GigabitEthernet1/0/3\n switchport trunk allowed vlan 10,20\n",
            "interface GigabitEthernet1/0/3\n no switchport trunk allowed vlan 10\n", "write `remove 10`"
        ),
        ("ios", "line vty 0 4\n transport input ssh\n", "no line vty 0\n", "it always stays"),
        (
            "vrp", "interface GigabitEthernet0/0/1\n",
            "port-group group-member GigabitEthernet0/0/1 to GigabitEthernet0/0/2\n description x\n", "name each"
        ),
    ]) func `a text that can't be is refused`(
        _ platform: String, _ running: String, _ intended: String, _ words: String
    ) {
        let refusal = TextTrial.refusal(platform, running, intended)
        #expect(refusal?.contains(words) == true, "\(refusal ?? "taken")")
    }

    @Test func `what is said again after it was taken back is there`() throws {
        let change = try TextTrial.change(
            "ios", "route-map A permit 10\n match tag 5\n", "no route-map A\nroute-map A permit 20\n match tag 6\n")
        #expect(TextTrial.lines(change.commands).contains("route-map A permit 20"))
        #expect(TextTrial.lines(change.commands).contains("no route-map A permit 10"))
        let host = try TextTrial.change(
            "ios", "logging host 10.0.0.9\n", "no logging host 10.0.0.9\nlogging host 10.0.0.9\n")
        #expect(host.isEmpty)
    }

    @Test func `a line of what another line takes away is pointed out`() throws {
        let running = "router bgp 1\n neighbor 192.0.2.1 remote-as 2\n"
        let change = try TextTrial.change(
            "ios", running, "router bgp 1\n no neighbor 192.0.2.1 remote-as 2\n neighbor 192.0.2.1 description b\n")
        #expect(
            change.warnings.contains {
                $0.message.contains("is said of what `no neighbor 192.0.2.1 remote-as` takes away")
            })
    }

    // MARK: order

    @Test(arguments: [
        ("ios", "ip name-server 192.0.2.1 192.0.2.2\n", "no ip name-server 192.0.2.1\n", "ip name-server", "no"),
        (
            "eos", "ip name-server 192.0.2.1\nip name-server 192.0.2.2\n", "no ip name-server 192.0.2.1\n",
            "ip name-server vrf default", "no"
        ),
        ("vrp", "dns server 192.0.2.1\ndns server 192.0.2.2\n", "undo dns server 192.0.2.1\n", "dns server", "undo"),
    ]) func `servers are asked in the former order after a rollback`(
        _ platform: String, _ running: String, _ intended: String, _ words: String, _ no: String
    ) throws {
        let change = try TextTrial.change(platform, running, intended)
        #expect(
            TextTrial.lines(change.reverse) == ["\(no) \(words) 192.0.2.2", "\(words) 192.0.2.1", "\(words) 192.0.2.2"])
    }

    @Test func `a port loses its VLANs before it is routed`() throws {
        let running = "interface GigabitEthernet1/0/8\n switchport trunk allowed vlan 10,20\n switchport mode trunk\n"
        let change = try TextTrial.change("ios", running, "interface GigabitEthernet1/0/8\n no switchport\n")
        #expect(
            TextTrial.lines(change.commands) == [
                "interface GigabitEthernet1/0/8", "no switchport trunk allowed vlan", "no switchport mode",
                "no switchport",
            ])
    }

    // MARK: what the device makes

    @Test func `a VLAN that the switch makes by itself goes with the rollback`() throws {
        let running = "vlan 10\n!\ninterface GigabitEthernet1/0/3\n description x\n"
        let change = try TextTrial.change(
            "ios", running, "interface GigabitEthernet1/0/3\n switchport access vlan 3\n switchport voice vlan 4\n")
        #expect(change.warnings.count { $0.message.contains("the device makes it without a name") } == 2)
        #expect(TextTrial.lines(change.reverse).suffix(2) == ["no vlan 3", "no vlan 4"])
    }

    @Test func `what a terminal has from the start is taken back line by line`() throws {
        let change = try TextTrial.change("ios", "hostname a\n", "line vty 0 4\n transport input ssh\n")
        #expect(TextTrial.lines(change.reverse) == ["line vty 0 4", "no transport input"])
    }

    @Test(arguments: [
        ("ios", "ip access-list extended A\n 10 permit ip 10.1.1.0 0.0.0.255 any\n", "10.1.1.0", "10.1.1.1"),
        ("ios", "ip access-list extended A\n 10 permit ip any 10.1.1.0 0.0.0.255\n", "10.1.1.0", "10.1.1.1"),
        ("ios", "access-list 10 permit 10.1.0.0 0.0.255.255\n", "10.1.0.0", "10.1.2.3"),
        ("ios", "router ospf 1\n network 10.1.2.0 0.0.0.255 area 0\n", "10.1.2.0", "10.1.2.3"),
        ("ios", "router bgp 1\n network 10.1.2.0 mask 255.255.255.0\n", "10.1.2.0", "10.1.2.3"),
        ("ios", "ip prefix-list A seq 5 permit 10.1.1.0/24 le 32\n", "10.1.1.0", "10.1.1.1"),
        ("ios", "ip route 10.1.1.0 255.255.255.0 10.0.0.1\n", "10.1.1.0", "10.1.1.1"),
        ("rgos", "ip route 10.1.1.0 255.255.255.0 10.0.0.1\n", "10.1.1.0", "10.1.1.1"),
        ("eos", "ip access-list A\n   10 permit ip 10.1.1.0/24 any\n", "10.1.1.0", "10.1.1.1"),
        ("eos", "ip route 10.1.1.0/24 10.0.0.1\n", "10.1.1.0", "10.1.1.1"),
        ("vrp", "acl number 3000\n rule 5 permit ip source 10.1.1.0 0.0.0.255\n", "10.1.1.0", "10.1.1.1"),
        ("vrp", "ip route-static 10.1.1.0 255.255.255.0 10.0.0.1\n", "10.1.1.0", "10.1.1.1"),
        ("vrp", "ospf 1\n area 0.0.0.0\n  network 10.1.1.0 0.0.0.255\n", "10.1.1.0", "10.1.1.1"),
        ("vrp", "bgp 1\n network 10.1.1.0 255.255.255.0\n", "10.1.1.0", "10.1.1.1"),
        ("vrp", "ip ip-prefix A index 10 permit 10.1.1.0 24\n", "10.1.1.0", "10.1.1.1"),
        ("junos", "set routing-options static route 10.1.1.0/24 next-hop 10.0.0.1\n", "10.1.1.0", "10.1.1.1"),
        ("junos", "set policy-options prefix-list A 2001:db8::/32\n", "2001:db8::/", "2001:db8::1/"),
        (
            "junos", "set firewall family inet filter F term T from source-address 10.1.1.0/24\n", "10.1.1.0",
            "10.1.1.1"
        ),
    ]) func `of a network that is written with more bits the device keeps the network`(
        _ platform: String, _ running: String, _ network: String, _ written: String
    ) throws {
        let change = try TextTrial.change(platform, running, running.replacing(network, with: written))
        #expect(change.isEmpty, "\(TextTrial.lines(change.commands))")
        let fresh = try TextTrial.change(platform, "", running.replacing(network, with: written))
        #expect(TextTrial.lines(fresh.commands).contains { $0.contains(network) }, "\(TextTrial.lines(fresh.commands))")
    }

    @Test func `a host, a remark and an address of an interface stay as they are`() throws {
        let text = """
            ip access-list extended A
             10 permit tcp host 10.0.0.1 10.1.1.0 0.0.0.255 eq 80
             20 remark 10.1.1.1 0.0.0.255
            interface GigabitEthernet0/1
             ip address 10.1.1.1 255.255.255.0

            """
        let lines = TextTrial.lines(try TextTrial.change("ios", "", text).commands)
        #expect(lines.contains("10 permit tcp host 10.0.0.1 10.1.1.0 0.0.0.255 eq www"))
        #expect(lines.contains("20 remark 10.1.1.1 0.0.0.255"))
        #expect(lines.contains("ip address 10.1.1.1 255.255.255.0"))
    }
}
