import PitaNetwork
import Testing

@testable import PitaPlatforms

/// What a Junos config says of what an office intends.
@Suite struct JunosViewTests {
    private static let config = """
        set vlans bkpsdm vlan-id 150
        set vlans bkpsdm l3-interface irb.150
        set interfaces xe-0/1/0 description uplink
        set interfaces xe-0/1/0 unit 0 family ethernet-switching interface-mode trunk
        set interfaces xe-0/1/0 unit 0 family ethernet-switching vlan members bkpsdm
        set interfaces xe-0/1/0 unit 0 family ethernet-switching filter input turun
        set interfaces ge-0/0/1 disable
        set interfaces ge-0/0/1 unit 0 family ethernet-switching vlan members 20-21
        set interfaces irb unit 150 family inet address 10.15.0.5/24
        set firewall policer turun if-exceeding bandwidth-limit 10m
        set firewall policer turun then discard
        set firewall family ethernet-switching filter turun term all then policer turun
        set routing-options static route 0.0.0.0/0 next-hop 10.15.0.1
        set class-of-service interfaces ge-0/0/2 unit 101 shaping-rate 5m
        set system domain-name contoh.example
        """

    @Test func itsPartsAreToldInTheWordsOfEveryPlatform() throws {
        let platform = JunosPlatform()
        let view = platform.view(of: try platform.parse(Self.config, file: "t"))
        let vlan = try #require(view.vlans.first { $0.name == "bkpsdm" })
        #expect(vlan.id.number == 150 && vlan.tagged == ["xe-0/1/0"] && vlan.interface == "irb.150")
        #expect(view.vlans.filter { $0.untagged == ["ge-0/0/1"] }.map(\.id.number) == [20, 21])
        #expect(view.addresses.map(\.interface) == ["irb.150"])
        #expect(view.routes.map(\.gateway) == ["10.15.0.1"])
        let limits = view.shapers.map(\.scope)
        #expect(limits.contains(.interface("xe-0/1/0", .ingress, Bandwidth(bitsPerSecond: 10_000_000))))
        #expect(limits.contains(.interface("ge-0/0/2.101", .egress, Bandwidth(bitsPerSecond: 5_000_000))))
        #expect(view.interfaces.first { $0.name == "ge-0/0/1" }?.isEnabled == false)
        #expect(view.unexpressed.map(\.section) == ["system"])
    }
}
