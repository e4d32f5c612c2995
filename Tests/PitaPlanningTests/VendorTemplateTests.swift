import PitaDiagnostics
import PitaPlatforms
import Testing

@testable import PitaPlanning

/// The templates of platforms that the example office has no device of, rendered where it has another.
@Suite struct VendorTemplateTests {
    /// What the templates make for the devices of a segment, by their role, as changes from nothing.
    private func changes(
        _ platform: String, _ template: String, facts: DeviceFacts
    ) throws -> [String: DeviceChange] {
        let example = try ExampleOffice()
        let known = try PlatformCatalogue.platform(named: platform)
        let targets = [
            "segment, role: router", "segment, role: switch", "path, role: distribution", "path, role: core",
        ]
        var found: [String: DeviceChange] = [:]
        for target in targets {
            let names = ["routeros", "linux", "openvswitch"].map { "\($0): \(platform)/\(template).j2" }
            let text = """
                name: uji
                title: Uji
                parameters: {segment: {type: segment}, bandwidth: {type: bandwidth}}
                targets: [{devices: \(target), templates: {\(names.joined(separator: ", "))}}]
                """
            let playbook = try Playbook.parse(Array(text.utf8), file: "p.yaml")
            let renderer = try example.renderer(playbook, [("segment", "disdik"), ("bandwidth", "20M/10M")])
            for target in try renderer.targets() {
                let config = try renderer.render(target).text
                let intended = try known.parse(config, file: "t")
                #expect(!known.check(intended, for: facts).hasErrors, "\(known.check(intended, for: facts))")
                let change = try known.change(from: ConfigTree(), to: intended, mode: .merge, facts: facts)
                let again = try known.change(from: change.after, to: intended, mode: .merge, facts: facts)
                #expect(again.isEmpty, "\(again.commands)")
                found[target.device.role.rawValue] = change
            }
        }
        return found
    }

    @Test func `VRP's segment has its VLAN, its addresses and its rates where they belong`() throws {
        let facts = DeviceFacts(
            name: "x", model: "S5720", serial: nil, version: "V200R019C00", other: ["commit": "two-stage"])
        let changes = try changes("vrp", "segment", facts: facts).mapValues { $0.commands.compactMap(\.input).joined() }
        #expect(changes["router"]?.contains("ip address 10.11.255.2 255.255.255.252\n") == true)
        #expect(changes["router"]?.contains("qos lr outbound cir 20000\n") == true)
        #expect(
            changes["distribution"]?.contains("qos lr outbound cir 20000\ntraffic-policy pita-disdik inbound\n") == true
        )
        #expect(changes["distribution"]?.contains("car cir 10000\n") == true)
        #expect(changes["distribution"]?.contains("port trunk allow-pass vlan 110\n") == true)
        #expect(changes["core"]?.contains("ip route-static 10.11.0.0 255.255.255.0 10.11.255.2\n") == true)
        #expect(changes["switch"]?.contains("description Dinas Pendidikan\nport default vlan 110\n") == false)
        #expect(changes["switch"]?.contains("port default vlan 110\ndescription Dinas Pendidikan\n") == true)
    }

    @Test func `Junos's segment has its VLAN, its addresses and its rates where they belong`() throws {
        let facts = DeviceFacts(name: "x", model: "ex3400", serial: nil, version: "22.4R3")
        let changes = try changes("junos", "segment", facts: facts).mapValues {
            $0.commands.compactMap(\.input).joined()
        }
        func says(_ role: String, _ line: String) -> Bool { changes[role]?.contains("set \(line)\n") == true }
        #expect(says("router", "interfaces ether2 unit 0 family inet address 10.11.0.1/24"))
        #expect(says("router", "firewall policer pita-disdik-upload if-exceeding bandwidth-limit 10000000"))
        #expect(says("router", "interfaces ether2 unit 0 family inet filter output pita-disdik-download"))
        #expect(
            says(
                "distribution",
                "interfaces p-disdik unit 0 family ethernet-switching filter output pita-disdik-download"))
        #expect(says("distribution", "interfaces p-disdik unit 0 family ethernet-switching vlan members disdik"))
        #expect(says("core", "routing-options static route 10.11.0.0/24 next-hop 10.11.255.2"))
        #expect(says("core", "vlans disdik l3-interface irb.110"))
        #expect(says("switch", "interfaces ge-0/0/3 description \"Dinas Pendidikan\""))
    }
}
