import PitaDiagnostics
import PitaNetwork
import Testing

@testable import PitaPlatforms

/// What configs of the IOS kind say of what an office intends.
@Suite struct IOSViewTests {
    private func view(_ text: String, _ dialect: IOSDialect = .ios) throws -> LiveView {
        let platform = IOSPlatform(dialect: dialect)
        let facts = DeviceFacts(name: "d", model: "x", serial: nil, version: "17.9.4")
        let reply = CommandReply(output: "hostname uji\n" + text + "\nend\n")
        return platform.view(of: try platform.running(from: ["config": reply], facts: facts))
    }

    private func limits(_ view: LiveView) -> [String] {
        view.shapers.map { shaper in
            guard case .interface(let name, let way, let rate) = shaper.scope else { return "?" }
            return ([name, way.rawValue, rate.description] + shaper.conditions).joined(separator: " ")
        }
    }

    private let access = """
        policy-map PM-A-OUT
         class class-default
          shape average 5000000
        policy-map PM-A-IN
         class class-default
          police cir 10000000
        vlan 150
         name bkpsdm
        vlan 160
        interface GigabitEthernet1/1/1
         description Ke distribusi
         switchport mode trunk
         switchport trunk allowed vlan 150,160,999
         service-policy input PM-A-IN
         service-policy output PM-A-OUT
        interface GigabitEthernet1/0/1
         switchport mode access
         switchport access vlan 150
         switchport voice vlan 160
        interface GigabitEthernet1/0/2
         switchport mode trunk
         switchport trunk native vlan 160
         shutdown
        interface GigabitEthernet1/0/3
         switchport mode access
        interface GigabitEthernet1/0/4
         switchport mode dot1q-tunnel
         switchport access vlan 150
        interface GigabitEthernet1/0/5
         no switchport
         ip address 10.15.9.1 255.255.255.0
         ip address 10.15.10.1 255.255.255.0 secondary
        interface Vlan150
         ip address 10.15.0.3 255.255.255.0
        ip default-gateway 10.15.0.1
        """

    @Test func `a switch says its VLANs, ports, addresses and the limits at its uplink`() throws {
        let view = try view(access)
        let vlan = try #require(view.vlans.first { $0.id.number == 150 })
        #expect(vlan.name == "bkpsdm" && vlan.domain.isEmpty && vlan.interface == "Vlan150")
        #expect(vlan.untagged == ["GigabitEthernet1/0/1"])
        #expect(vlan.tagged == ["GigabitEthernet1/1/1", "GigabitEthernet1/0/2"])
        let other = try #require(view.vlans.first { $0.id.number == 160 })
        #expect(other.untagged == ["GigabitEthernet1/0/2"])
        #expect(other.tagged == ["GigabitEthernet1/1/1", "GigabitEthernet1/0/1"])
        // A trunk carries no VLAN that the switch does not have; without a word a trunk carries all that it has.
        #expect(view.vlans.map(\.id.number).sorted() == [1, 150, 160])
        #expect(
            view.vlans.first { $0.id.number == 1 }?.untagged == ["GigabitEthernet1/0/3"])
        #expect(
            limits(view) == ["GigabitEthernet1/1/1 ingress 10M", "GigabitEthernet1/1/1 egress 5M"])
        #expect(view.shapers.map(\.name) == ["GigabitEthernet1/1/1 input", "GigabitEthernet1/1/1 output"])
        #expect(view.interfaces.first { $0.name == "GigabitEthernet1/1/1" }?.description == "Ke distribusi")
        #expect(view.interfaces.first { $0.name == "GigabitEthernet1/0/2" }?.isEnabled == false)
        #expect(
            view.addresses.map { "\($0.interface) \($0.address)" } == [
                "GigabitEthernet1/0/5 10.15.9.1/24", "GigabitEthernet1/0/5 10.15.10.1/24", "Vlan150 10.15.0.3/24",
            ])
        #expect(view.routes.map { "\($0.prefix) \($0.gateway)" } == ["0.0.0.0/0 10.15.0.1"])
        #expect(
            view.unexpressed.map(\.description) == ["hostname", "interface GigabitEthernet1/0/4"])
    }

    @Test func `a router says sub-interfaces, routes by their address, and limits that hold for a part only`() throws {
        let view = try view(
            """
            class-map match-all C-SUARA
             match dscp ef
            policy-map PM-A
             class C-SUARA
              priority 1000
             class class-default
              shape average 20m
            policy-map PM-B
             class class-default
              police cir 8000000 conform-action transmit exceed-action set-dscp-transmit cs1
            policy-map PM-C
             class C-SUARA
              police cir 1000000
            interface GigabitEthernet0/0.110
             encapsulation dot1Q 110
             ip address 10.11.255.1 255.255.255.252
             service-policy output PM-A
             service-policy input PM-B
            interface GigabitEthernet0/1
             ip address dhcp
             rate-limit input 3000000 8000 8000 conform-action transmit exceed-action drop
             rate-limit output access-group 101 1000000 8000 8000 conform-action transmit exceed-action drop
             service-policy output PM-C
            ip route 0.0.0.0 0.0.0.0 GigabitEthernet0/1 203.0.113.1
            ip route 10.11.0.0 255.255.255.0 10.11.255.2 200 name disdik
            ip route vrf TAMU 0.0.0.0 0.0.0.0 10.9.9.9
            """)
        #expect(
            limits(view) == [
                "GigabitEthernet0/0.110 ingress 8M exceed-action set-dscp-transmit",
                "GigabitEthernet0/0.110 egress 20M class C-SUARA",
                "GigabitEthernet0/1 ingress 3M",
            ])
        let vlan = try #require(view.vlans.first)
        #expect(vlan.domain == "GigabitEthernet0/0" && vlan.interface == "GigabitEthernet0/0.110")
        #expect(
            view.routes.map { "\($0.prefix) \($0.gateway)" } == ["0.0.0.0/0 203.0.113.1", "10.11.0.0/24 10.11.255.2"])
        #expect(view.addresses.map(\.address.description) == ["10.11.255.1/30"])
        #expect(view.unexpressed.contains { $0.section == "ip route vrf" })
        #expect(
            view.unexpressed.contains { $0.key == "PM-C" } && view.unexpressed.contains { $0.key == "PM-C > C-SUARA" })
        #expect(!view.unexpressed.contains { $0.key.hasPrefix("PM-A") && !$0.key.contains("SUARA") })
    }

    @Test func `EOS says rates with their units and networks with their lengths`() throws {
        let view = try view(
            """
            policy-map type quality-of-service PM-A
               class class-default
                  police cir 512000 kbps bc 96000 bytes
            vlan 110
            interface Ethernet1
               switchport mode trunk
               switchport trunk allowed vlan 110
               shape rate 20000 kbps
               service-policy type qos input PM-A
            interface Ethernet2
               shape rate 30000
            interface Ethernet3
               shape rate 40 percent
            interface Ethernet4.120
               encapsulation dot1q vlan 120
               ip address 10.12.255.1/30
            ip route 10.12.0.0/24 10.12.255.2
            """, .eos)
        #expect(
            Set(limits(view)) == ["Ethernet1 ingress 512M", "Ethernet1 egress 20M", "Ethernet2 egress 30M"])
        // A port that says no mode is one of VLAN 1.
        #expect(view.vlans.map { "\($0.domain)/\($0.id)" } == ["/110", "/1", "Ethernet4/120"])
        #expect(view.vlans.first { $0.id.number == 1 }?.untagged.contains("Ethernet2") == true)
        #expect(view.routes.map { "\($0.prefix) \($0.gateway)" } == ["10.12.0.0/24 10.12.255.2"])
        #expect(view.addresses.map(\.address.description) == ["10.12.255.1/30"])
    }

    @Test func `RGOS says limits of ports in kbit per second, and uplinks that tag all`() throws {
        let view = try view(
            """
            vlan 110
            interface GigabitEthernet 0/1
             switchport access vlan 110
             rate-limit output 20000 625
             rate-limit input 10000 312
            interface GigabitEthernet 0/24
             switchport mode uplink
            """, .rgos)
        #expect(limits(view) == ["GigabitEthernet0/1 ingress 10M", "GigabitEthernet0/1 egress 20M"])
        let vlan = try #require(view.vlans.first { $0.id.number == 110 })
        #expect(vlan.untagged == ["GigabitEthernet0/1"] && vlan.tagged == ["GigabitEthernet0/24"])
    }

    @Test(.timeLimit(.minutes(10))) func `many ports that carry all VLANs are read`() throws {
        let ports = (0..<3000).map {
            "interface Ethernet\($0)\n switchport mode trunk\n switchport trunk allowed vlan 1-4094"
        }
        let tree = try IOSPlatform(dialect: .eos).parse(
            "vlan 1-4094\n" + ports.joined(separator: "\n") + "\n", file: "f")
        let view = IOSPlatform(dialect: .eos).view(of: tree)
        #expect(view.vlans.count == 4094 && view.interfaces.count == 3000)
    }
}
