/// The switches of the example office that speak a dialect of IOS.
extension ExampleConsoles {
    /// An access switch of Arista: the agency's VLAN on seven ports, everything on the uplink.
    static func aristaSwitch(_ segment: ExampleSegment, _ name: String, _ address: String, _ host: Int) -> LabDevice {
        let uplink = "Ethernet25"
        let policy = "PM-\(segment.name)-IN"
        var commands = [
            "hostname \(name)", "dns domain diskominfo.contoh.example", "snmp-server location \(segment.agency)",
            "snmp-server contact noc@diskominfo.contoh.example", "spanning-tree mode rapid-pvst",
            "vlan \(segment.vlan)",
            "name \(segment.name)", "policy-map type quality-of-service \(policy)", "class class-default",
            "police rate \(segment.download * 1000) kbps burst-size \(segment.download * 1000 / 32) kbytes",
            "interface \(uplink)", "description uplink", "switchport trunk allowed vlan \(segment.vlan)",
            "switchport mode trunk", "shape rate \(segment.upload * 1000) kbps",
            "service-policy type qos input \(policy)",
        ]
        for port in 1...7 {
            commands += [
                "interface Ethernet\(port)", "switchport access vlan \(segment.vlan)", "spanning-tree portfast",
            ]
        }
        commands += [
            "interface Vlan\(segment.vlan)", "ip address 10.\(segment.number).0.\(host)/24",
            "ip route 0.0.0.0/0 10.\(segment.number).0.1",
        ]
        return accessSwitch(
            name, .eos, address, version: "4.29.2F", board: "CCS-720XP-24Y6", maker: "JPE", uplink: uplink,
            port: "Ethernet1", segment: segment, commands: commands)
    }

    /// An access switch of Ruijie: the agency's VLAN on seven ports, everything on the uplink.
    static func ruijieSwitch(_ segment: ExampleSegment, _ name: String, _ address: String, _ host: Int) -> LabDevice {
        let uplink = "TenGigabitEthernet0/25"
        let (download, upload) = (segment.download * 1000, segment.upload * 1000)
        var commands = [
            "hostname \(name)", "service password-encryption", "enable service ssh-server",
            "snmp-server location \(segment.agency)", "snmp-server contact noc@diskominfo.contoh.example",
            "vlan \(segment.vlan)", "name \(segment.name)", "interface \(uplink)", "description uplink",
            "switchport mode trunk", "switchport trunk allowed vlan only \(segment.vlan)",
            "rate-limit input \(download) \(download / 32)", "rate-limit output \(upload) \(upload / 32)",
        ]
        for port in 1...7 {
            commands += ["interface GigabitEthernet0/\(port)", "switchport access vlan \(segment.vlan)"]
        }
        commands += [
            "interface Vlan\(segment.vlan)", "ip address 10.\(segment.number).0.\(host) 255.255.255.0",
            "ip route 0.0.0.0 0.0.0.0 10.\(segment.number).0.1",
        ]
        return accessSwitch(
            name, .rgos, address, version: "11.4(1)B70P2", board: "S5760C-24GT/8XS-X", maker: "G1", uplink: uplink,
            port: "GigabitEthernet0/1", segment: segment, commands: commands)
    }
}
