/// The devices of the example office that are spoken to at a prompt.
package enum ExampleConsoles {
    /// A device whose first configuration is `commands`, as they are typed in configuration mode.
    package static func device(
        _ name: String, _ kind: LabDevice.Kind, _ address: String, version: String, board: String, serial: String,
        ports: [String], commands: [String]
    ) -> LabDevice {
        LabDevice(
            name: name, kind: kind, address: address, version: version, board: board, serial: serial, agent: .v3,
            ports: ports, commands: commands)
    }

    /// An access switch: the agency's VLAN comes in over the uplink and goes out at its port.
    ///
    /// - Parameters:
    ///   - maker: what the maker's serial numbers begin with.
    ///   - port: one of the agency's.
    static func accessSwitch(
        _ name: String, _ kind: LabDevice.Kind, _ address: String, version: String, board: String, maker: String,
        uplink: String, port: String, segment: ExampleSegment, commands: [String]
    ) -> LabDevice {
        var device = device(
            name, kind, address, version: version, board: board,
            serial: maker + GroundTruth.digest(name).prefix(8).uppercased(), ports: ports(board: board),
            commands: commands)
        device.loads = [
            uplink: .init(received: segment.downloadLoad, sent: segment.uploadLoad),
            port: .init(received: segment.uploadLoad, sent: segment.downloadLoad),
        ]
        return device
    }

    /// The ports of the boards that the lab plays.
    package static func ports(board: String) -> [String] {
        switch board {
        case "C9200L-24P-4G":
            ["GigabitEthernet0/0"] + (1...24).map { "GigabitEthernet1/0/\($0)" }
                + (1...4).map { "GigabitEthernet1/1/\($0)" }
        case "CE6881-48S6CQ": ["MEth0/0/0"] + (1...48).map { "10GE1/0/\($0)" }
        case "S5735-L24T4S-A": (1...24).map { "GigabitEthernet0/0/\($0)" } + (1...4).map { "XGigabitEthernet0/0/\($0)" }
        case "SRX300": (0...7).map { "ge-0/0/\($0)" }
        case "EX2300-24T": (0...23).map { "ge-0/0/\($0)" } + (0...3).map { "xe-0/1/\($0)" }
        case "CCS-720XP-24Y6": (1...30).map { "Ethernet\($0)" } + ["Management1"]
        case "S5760C-24GT/8XS-X":
            (1...24).map { "GigabitEthernet0/\($0)" } + (25...32).map { "TenGigabitEthernet0/\($0)" } + ["Mgmt0"]
        case "ISR4321/K9": ["GigabitEthernet0/0/0", "GigabitEthernet0/0/1"]
        default: (1...24).map { "FastEthernet0/\($0)" } + ["GigabitEthernet0/1", "GigabitEthernet0/2"]
        }
    }

    /// Lines that every Cisco device of the office begins with.
    static func common(_ name: String, _ place: String, disk: String) -> [String] {
        [
            "service timestamps log datetime msec", "service password-encryption", "hostname \(name)",
            "logging buffered 65536 informational", "no logging console", "no ip domain lookup",
            "ip domain name diskominfo.contoh.example", "archive", "path \(disk)cadangan", "maximum 5", "exit",
            "no ip http server", "no ip http secure-server", "ip ssh version 2", "snmp-server location \(place)",
            "snmp-server contact noc@diskominfo.contoh.example", "line vty 0 4", "transport input ssh", "exit",
        ]
    }

    /// An access switch: the agency's VLAN on seven ports, everything on the uplink.
    static func accessSwitch(_ segment: ExampleSegment, _ name: String, _ address: String, _ host: Int) -> LabDevice {
        let uplink = "GigabitEthernet1/1/1"
        var commands = common(name, segment.agency, disk: "flash:")
        commands += [
            "spanning-tree mode rapid-pvst", "vlan \(segment.vlan)", "name \(segment.name)", "exit",
            "interface \(uplink)", "description uplink", "switchport trunk allowed vlan \(segment.vlan)",
            "switchport mode trunk",
        ]
        let (out, into) = ("PM-\(segment.name)-OUT", "PM-\(segment.name)-IN")
        commands += [
            "policy-map \(out)", "class class-default", "shape average \(segment.upload * 1_000_000)", "exit", "exit",
            "policy-map \(into)", "class class-default", "police cir \(segment.download * 1_000_000)", "exit", "exit",
            "exit", "interface \(uplink)", "service-policy input \(into)", "service-policy output \(out)",
        ]
        for port in 1...7 {
            commands += [
                "interface GigabitEthernet1/0/\(port)", "switchport access vlan \(segment.vlan)",
                "switchport mode access", "spanning-tree portfast",
            ]
        }
        commands += [
            "interface Vlan\(segment.vlan)", "ip address 10.\(segment.number).0.\(host) 255.255.255.0", "no shutdown",
            "exit", "ip default-gateway 10.\(segment.number).0.1",
        ]
        return accessSwitch(
            name, .ios, address, version: "17.09.04a", board: "C9200L-24P-4G", maker: "JAE", uplink: uplink,
            port: "GigabitEthernet1/0/1", segment: segment,
            commands: commands)
    }

    /// An access switch of Juniper: the agency's VLAN on seven ports, everything on the uplink.
    static func juniperSwitch(_ segment: ExampleSegment, _ name: String, _ address: String, _ host: Int) -> LabDevice {
        let uplink = "xe-0/1/0"
        let port = "set interfaces \(uplink) unit 0 family ethernet-switching"
        var commands = [
            "set system host-name \(name)", "set vlans \(segment.name) vlan-id \(segment.vlan)",
            "set interfaces \(uplink) description uplink", "\(port) interface-mode trunk",
            "\(port) vlan members \(segment.name)",
        ]
        for (way, direction, rate) in [("input", "download", segment.download), ("output", "upload", segment.upload)] {
            let name = "pita-\(segment.name)-\(direction)"
            let filter = "set firewall family ethernet-switching filter \(name) term all then"
            let bits = rate * 1_000_000
            commands += [
                "set firewall policer \(name) if-exceeding bandwidth-limit \(bits)",
                "set firewall policer \(name) if-exceeding burst-size-limit \(bits > 24_000_000 ? bits / 1600 : 15_000)",
                "set firewall policer \(name) then discard", "\(filter) policer \(name)", "\(filter) accept",
                "\(port) filter \(way) \(name)",
            ]
        }
        for number in 0..<7 {
            let port = "set interfaces ge-0/0/\(number) unit 0 family ethernet-switching"
            commands += ["\(port) interface-mode access", "\(port) vlan members \(segment.name)"]
        }
        return accessSwitch(
            name, .junos, address, version: "22.4R3-S2.11", board: "EX2300-24T", maker: "JN", uplink: uplink,
            port: "ge-0/0/0", segment: segment,
            commands: commands)
    }

    /// An access switch of Huawei that commits: the agency's VLAN on seven ports, everything on the uplink.
    static func huaweiSwitch(_ segment: ExampleSegment, _ name: String, _ address: String, _ host: Int) -> LabDevice {
        let uplink = "10GE1/0/48"
        let policy = "pita-\(segment.name)"
        var commands = [
            "sysname \(name)", "vlan batch \(segment.vlan)", "traffic classifier pita-any operator or", "if-match any",
            "quit", "traffic behavior \(policy)", "car cir \(segment.download * 1000)", "quit",
            "traffic policy \(policy)", "classifier pita-any behavior \(policy)", "quit", "interface \(uplink)",
            "description uplink", "port link-type trunk", "port trunk allow-pass vlan \(segment.vlan)",
            "qos lr outbound cir \(segment.upload * 1000)", "traffic-policy \(policy) inbound", "quit",
        ]
        for port in 1...7 {
            commands += [
                "interface 10GE1/0/\(port)", "port link-type access", "port default vlan \(segment.vlan)", "quit",
            ]
        }
        commands += ["interface Vlanif\(segment.vlan)", "ip address 10.\(segment.number).0.\(host) 24", "quit"]
        return accessSwitch(
            name, .vrp, address, version: "V200R020C10SPC600", board: "CE6881-48S6CQ", maker: "2102", uplink: uplink,
            port: "10GE1/0/1", segment: segment,
            commands: commands)
    }
}
