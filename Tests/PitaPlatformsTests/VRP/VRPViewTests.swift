import PitaDiagnostics
import PitaNetwork
import Testing

@testable import PitaPlatforms

/// What configs of VRP say of what an office intends.
@Suite struct VRPViewTests {
    private func view(_ text: String) throws -> LiveView {
        let platform = VRPPlatform()
        let reply = CommandReply(output: text + "\nreturn\n")
        return platform.view(of: try platform.running(from: ["config": reply], facts: VRPTextTests.facts))
    }

    private func limits(_ view: LiveView) -> [String] {
        view.shapers.map { shaper in
            guard case .interface(let name, let way, let rate) = shaper.scope else { return "?" }
            return ([name, way.rawValue, rate.description] + shaper.conditions).joined(separator: " ")
        }
    }

    @Test func `a switch says its VLANs, ports, addresses, routes and the limits at its uplink`() throws {
        let view = try view(
            """
            vlan batch 150 160
            traffic classifier pita-any operator or
             if-match any
            traffic behavior pita-bkpsdm
             car cir 10000 cbs 1880000 green pass yellow pass red discard
            traffic policy pita-bkpsdm
             classifier pita-any behavior pita-bkpsdm precedence 5
            vlan 150
             description Badan Kepegawaian
            interface Vlanif150
             ip address 10.15.0.4 255.255.255.0
            interface 10GE1/0/48
             description Ke distribusi
             port link-type trunk
             undo port trunk allow-pass vlan 1
             port trunk allow-pass vlan 2 to 4094
             qos lr outbound cir 5000 cbs 625000
             traffic-policy pita-bkpsdm inbound
            interface 10GE1/0/1
             port default vlan 150
            interface 10GE1/0/2
             port link-type hybrid
             port hybrid pvid vlan 160
             undo port hybrid vlan 1
             port hybrid tagged vlan 150
             port hybrid untagged vlan 160
             shutdown
            interface 10GE1/0/3
             port link-type dot1q-tunnel
             port default vlan 150
            interface 10GE1/0/4
            interface 10GE1/0/5.110
             dot1q termination vid 110
             ip address 10.11.255.1 30
             ip address 10.11.254.1 30 sub
            ip route-static 0.0.0.0 0.0.0.0 10.15.0.1
            ip route-static 10.16.0.0 16 Vlanif150 10.15.0.9 preference 70
            """)
        let vlan = try #require(view.vlans.first { $0.id.number == 150 })
        #expect(vlan.comment == "Badan Kepegawaian" && vlan.interface == "Vlanif150" && vlan.domain.isEmpty)
        #expect(vlan.untagged == ["10GE1/0/1"] && vlan.tagged == ["10GE1/0/48", "10GE1/0/2"])
        #expect(view.vlans.first { $0.id.number == 160 }?.untagged == ["10GE1/0/2"])
        #expect(view.vlans.map { "\($0.domain)/\($0.id)" } == ["/150", "/160", "10GE1/0/5/110"])
        #expect(limits(view) == ["10GE1/0/48 egress 5M", "10GE1/0/48 ingress 10M"])
        #expect(view.shapers.map(\.name) == ["10GE1/0/48 outbound", "10GE1/0/48 inbound"])
        #expect(
            view.addresses.map { "\($0.interface) \($0.address)" } == [
                "Vlanif150 10.15.0.4/24", "10GE1/0/5.110 10.11.255.1/30", "10GE1/0/5.110 10.11.254.1/30",
            ])
        #expect(
            view.routes.map { "\($0.prefix) \($0.gateway)" } == ["0.0.0.0/0 10.15.0.1", "10.16.0.0/16 10.15.0.9"])
        #expect(view.interfaces.first { $0.name == "10GE1/0/2" }?.isEnabled == false)
        #expect(view.unexpressed.map(\.description) == ["interface 10GE1/0/3"])
    }

    @Test func `a policy limits a port where a classifier takes any traffic, and says what others take`() throws {
        let view = try view(
            """
            traffic classifier C-ANY operator or
             if-match any
            traffic classifier C-SUARA operator or
             if-match dscp ef
            traffic behavior B-A
             car cir 4000 pir 6000
            traffic behavior B-B
             car cir 1000
            traffic policy P-A
             classifier C-SUARA behavior B-B
             classifier C-ANY behavior B-A
            traffic policy P-B
             classifier C-SUARA behavior B-B
            interface GigabitEthernet0/0/1
             traffic-policy P-A inbound
            interface GigabitEthernet0/0/2
             traffic-policy P-B inbound
            interface GigabitEthernet0/0/3
             qos lr cir 20 mbps outbound
            interface GigabitEthernet0/0/4
             qos lr pct 50 outbound
            """)
        #expect(
            limits(view) == [
                "GigabitEthernet0/0/1 ingress 6M classifier C-SUARA", "GigabitEthernet0/0/3 egress 20M",
            ])
        #expect(
            view.unexpressed.map(\.description) == [
                "traffic classifier C-SUARA", "traffic behavior B-B", "traffic policy P-B",
            ])
    }
}
