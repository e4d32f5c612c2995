import Foundation
import PitaJinja
import PitaPlanning
import PitaPlatforms
import PitaYAML
import TestSupport
import Testing

@testable import PitaLab

/// A device, what it holds, and the shipped template that is made on it.
struct TemplateSite: CustomTestStringConvertible, Sendable {
    let name: String
    let platform: any Platform
    let kind: LabDevice.Kind
    let board: String
    let version: String
    /// The first configuration.
    var commands: [String]
    /// The template's file below `Templates`.
    let template: String
    /// The part that the device plays.
    let role: String
    /// Its ports: to the network, and those of the desks.
    let uplink: String
    let desks: [String]
    /// What has to be done before, for the device to have a rollback of its own.
    var saving: [PitaPlatforms.DeviceCommand] = []
    /// Whether the device goes back by itself.
    var hasRollback = true

    var testDescription: String { "\(name) \(template)" }

    var device: LabDevice {
        ExampleConsoles.device(
            "dev-uji", kind, "127.0.0.1", version: version, board: board, serial: "2102000001",
            ports: ExampleConsoles.ports(board: board), commands: commands)
    }

    /// The template on its way to the device; it changes something, and nothing of it is irreversible.
    func push() async throws -> LabPush {
        let push = try await LabPush(try text, on: device, platform, saving: saving)
        #expect(!push.change.isEmpty)
        #expect(push.change.irreversible.isEmpty)
        return push
    }

    /// What the template makes for a segment.
    var text: String {
        get throws {
            let variables = """
                device: {role: \(role)}
                segment:
                  {name: disdik, title: Dinas Pendidikan, agency: Dinas Pendidikan, vlan: 110,
                   transfer: 10.11.255.0/30, prefixes: [10.11.0.0/24]}
                parameters: {bandwidth: 20M/10M}
                wan: {interface: \(uplink), address: 10.11.255.2/30, gateway: 10.11.255.1}
                lan: {interface: \(desks[0]), address: 10.11.0.1/24}
                uplink: \(uplink)
                access_ports: [\(desks.joined(separator: ", "))]
                trunk_ports: [\(uplink)]
                links: []
                """
            let directory = Programs.checkout + "/Templates/"
            var environment = TemplateEnvironment(limits: .small) { name in
                try String(contentsOfFile: directory + name, encoding: .utf8)
            }
            environment.registerQuoting(of: PlatformCatalogue.all)
            let values = Value(try YAML.parse(Array(variables.utf8), file: "variables"))
            return try environment.template(named: template).render(values)
        }
    }

    /// Each template on each device, where what it says was not there and where it was another.
    static let all: [TemplateSite] = bases.flatMap { base in
        ["bandwidth", "segment"].flatMap { template in
            [false, true].map { base.site(template, isSet: $0) }
        }
    }

    /// A device with what it holds in both states.
    private struct Base {
        let name: String
        let platform: any Platform
        let kind: LabDevice.Kind
        let board: String
        let version: String
        let role: String
        let uplink: String
        let desks: [String]
        /// What it holds in any case, and what stands where the template will write.
        let plain: [String]
        let set: [String]
        var saving: [PitaPlatforms.DeviceCommand] = []
        var hasRollback = true

        func site(_ template: String, isSet: Bool) -> TemplateSite {
            TemplateSite(
                name: "\(name) \(isSet ? "set" : "unset")", platform: platform, kind: kind, board: board,
                version: version, commands: plain + (isSet ? set : []), template: "\(platform.name)/\(template).j2",
                role: role, uplink: uplink, desks: desks, saving: saving, hasRollback: hasRollback)
        }
    }

    private static let archive = ["hostname dev-uji", "archive", "path flash:cadangan", "exit"]

    private static let bases: [Base] = [
        Base(
            name: "ios-switch", platform: IOSPlatform(), kind: .ios, board: "C9200L-24P-4G", version: "17.09.04a",
            role: "switch", uplink: "GigabitEthernet1/1/1",
            desks: ["GigabitEthernet1/0/1", "GigabitEthernet1/0/2"],
            plain: archive + ["interface GigabitEthernet1/1/1", "switchport mode trunk", "exit"],
            set: [
                "vlan 99", "name LAMA", "exit", "vlan 110", "name lama", "exit",
                "policy-map PM-disdik-OUT", "class class-default", "shape average 5000000", "exit", "exit",
                "policy-map LAIN", "class class-default", "police cir 8000000", "exit", "exit", "exit",
                "interface GigabitEthernet1/0/1", "description meja", "switchport mode access",
                "switchport access vlan 99", "exit", "interface GigabitEthernet1/1/1",
                "switchport trunk allowed vlan 1,99", "service-policy output PM-disdik-OUT",
                "service-policy input LAIN", "exit",
            ]),
        Base(
            name: "ios-router", platform: IOSPlatform(), kind: .ios, board: "ISR4321/K9", version: "17.06.05",
            role: "router", uplink: "GigabitEthernet0/0/0", desks: ["GigabitEthernet0/0/1"], plain: archive,
            set: [
                "policy-map PM-disdik-IN", "class class-default", "shape average 5000000", "exit", "exit",
                "interface GigabitEthernet0/0/0", "ip address 192.0.2.2 255.255.255.252", "exit",
                "interface GigabitEthernet0/0/1", "ip address 192.168.1.1 255.255.255.0",
                "service-policy output PM-disdik-IN", "exit",
                "ip route 0.0.0.0 0.0.0.0 192.0.2.1",
            ]),
        Base(
            name: "eos-switch", platform: IOSPlatform(dialect: .eos), kind: .eos, board: "CCS-720XP-24Y6",
            version: "4.29.2F", role: "switch", uplink: "Ethernet25", desks: ["Ethernet1", "Ethernet2"],
            plain: ["hostname dev-uji", "interface Ethernet25", "switchport mode trunk", "exit"],
            set: [
                "vlan 99", "name LAMA", "exit", "vlan 110", "name lama", "exit",
                "policy-map type quality-of-service PM-disdik-IN", "class class-default",
                "police rate 5000 kbps burst-size 64 kbytes", "exit", "exit",
                "interface Ethernet1", "description meja", "switchport access vlan 99", "exit",
                "interface Ethernet25", "switchport trunk allowed vlan 1,99", "shape rate 5000 kbps", "exit",
            ]),
        Base(
            name: "rgos-switch", platform: IOSPlatform(dialect: .rgos), kind: .rgos, board: "S5760C-24GT/8XS-X",
            version: "11.4(1)B70P2", role: "switch", uplink: "TenGigabitEthernet 0/25",
            desks: ["GigabitEthernet 0/1", "GigabitEthernet 0/2"],
            plain: ["hostname dev-uji", "interface TenGigabitEthernet0/25", "switchport mode trunk", "exit"],
            set: [
                "vlan 99", "name LAMA", "exit", "vlan 110", "name lama", "exit",
                "interface GigabitEthernet0/1", "description meja", "switchport access vlan 99", "exit",
                "interface TenGigabitEthernet0/25", "switchport trunk allowed vlan only 99",
                "rate-limit output 5000 64", "exit",
            ], hasRollback: false),
        Base(
            name: "vrp5-switch", platform: VRPPlatform(), kind: .vrp, board: "S5735-L24T4S-A",
            version: "V200R019C10SPC500", role: "switch", uplink: "XGigabitEthernet0/0/1",
            desks: ["GigabitEthernet0/0/1", "GigabitEthernet0/0/2"],
            plain: ["sysname dev-uji"],
            set: [
                "vlan batch 99 110", "vlan 110", "description lama", "quit", "interface GigabitEthernet0/0/1",
                "description meja", "port link-type access", "port default vlan 99", "quit",
                "traffic behavior pita-disdik", "car cir 5000", "quit",
                "interface XGigabitEthernet0/0/1", "qos lr outbound cir 5000", "quit",
            ], saving: [PitaPlatforms.DeviceCommand("save", input: "Y\n")]),
        Base(
            name: "vrp8-switch", platform: VRPPlatform(), kind: .vrp, board: "CE6881-48S6CQ",
            version: "V200R020C10SPC600", role: "switch", uplink: "10GE1/0/48", desks: ["10GE1/0/1", "10GE1/0/2"],
            plain: ["sysname dev-uji"],
            set: [
                "vlan batch 99 110", "vlan 110", "description lama", "quit", "interface 10GE1/0/1",
                "description meja", "port link-type access", "port default vlan 99", "quit",
                "traffic behavior pita-disdik", "car cir 5000", "quit", "interface 10GE1/0/48",
                "qos lr outbound cir 5000", "quit",
            ]),
        Base(
            name: "junos-switch", platform: JunosPlatform(), kind: .junos, board: "EX2300-24T",
            version: "22.4R3-S2.11", role: "switch", uplink: "xe-0/1/0", desks: ["ge-0/0/0", "ge-0/0/1"],
            plain: ["set system host-name dev-uji"],
            set: [
                "set vlans lama vlan-id 99", "set vlans disdik vlan-id 111", "set vlans disdik description lama",
                "set interfaces ge-0/0/0 description meja",
                // Without a VLAN: a commit takes no second one on an access port.
                "set interfaces ge-0/0/0 unit 0 family ethernet-switching interface-mode access",
                // Written as the undo says it: of `5m` it makes the same rate in bit/s.
                "set firewall policer pita-disdik-download if-exceeding bandwidth-limit 5000000",
                "set firewall policer pita-disdik-download if-exceeding burst-size-limit 15000",
                "set firewall policer pita-disdik-download then discard",
            ]),
        Base(
            name: "junos-router", platform: JunosPlatform(), kind: .junos, board: "SRX300",
            version: "22.4R3-S2.11", role: "router", uplink: "ge-0/0/0", desks: ["ge-0/0/1"],
            plain: ["set system host-name dev-uji"],
            set: [
                "set interfaces ge-0/0/0 unit 0 family inet address 10.11.255.2/30",
                "set interfaces ge-0/0/1 unit 0 family inet address 192.168.1.1/24",
                "set interfaces ge-0/0/1 description lama",
                "set routing-options static route 0.0.0.0/0 next-hop 192.0.2.1",
            ]),
    ]
}
