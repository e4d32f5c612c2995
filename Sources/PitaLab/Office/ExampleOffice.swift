/// The office that comes with the lab: Diskominfo of the fictional Kabupaten Contoh.
package enum ExampleOffice {
    /// All of its devices, on 127.20.0.0/16.
    package static let bundled = Office(
        devices: [core, distribution("utara", "127.20.0.2", true), distribution("selatan", "127.20.0.3", false)]
            + ExampleSegment.all.flatMap(devices))

    /// Lines that every RouterOS device begins with.
    static func common(_ name: String, _ place: String) -> [String] {
        [
            "/system identity set name=\(name)",
            "/system clock set time-zone-autodetect=no time-zone-name=Asia/Jakarta",
            "/ip service set telnet disabled=yes", "/ip service set ftp disabled=yes",
            "/ip service set www disabled=yes",
            "/ip service set api disabled=yes", "/ip service set api-ssl disabled=yes",
            "/snmp set enabled=yes contact=\"noc@diskominfo.contoh.example\" location=\"\(place)\"",
            "/user group add name=cadangan policy=ssh,read,sensitive",
        ]
    }

    private static let core: LabDevice = {
        var commands = common("rtr-inti", "Ruang server Diskominfo, rak 1")
        commands.append("/interface ethernet set [ find default-name=ether1 ] comment=\"Uplink ISP 300M/150M\"")
        commands.append("/interface ethernet set [ find default-name=sfp-sfpplus1 ] comment=\"sw-dist-utara uplink\"")
        commands.append("/interface ethernet set [ find default-name=sfp-sfpplus2 ] comment=\"sw-dist-selatan uplink\"")
        commands.append("/ip address add address=203.0.113.2/30 interface=ether1")
        commands.append("/ip route add gateway=203.0.113.1")
        var loads: [String: DeviceState.Load] = [
            "ether1": .init(received: 90e6, sent: 40e6), "sfp-sfpplus1": .init(received: 20e6, sent: 45e6),
            "sfp-sfpplus2": .init(received: 20e6, sent: 45e6),
        ]
        for segment in ExampleSegment.all {
            let interface = "vlan\(segment.vlan)-\(segment.name)"
            let trunk = segment.isNorth ? "sfp-sfpplus1" : "sfp-sfpplus2"
            let net = "10.\(segment.number)"
            commands.append(
                "/interface vlan add name=\(interface) interface=\(trunk) vlan-id=\(segment.vlan) comment=\"\(segment.agency)\""
            )
            commands.append("/ip address add address=\(net).255.1/30 interface=\(interface)")
            commands.append("/ip route add dst-address=\(net).0.0/24 gateway=\(net).255.2")
            commands.append(segment.queueCommand)
            loads[interface] = .init(received: segment.uploadLoad, sent: segment.downloadLoad)
            loads["queue:pita-\(segment.name)"] = .init(received: segment.downloadLoad, sent: segment.uploadLoad)
        }
        return router("rtr-inti", "127.20.0.1", "7.16.1", "CCR2116-12G-4S+", commands, loads)
    }()

    static func router(
        _ name: String, _ address: String, _ version: String, _ board: String, _ commands: [String],
        _ loads: [String: DeviceState.Load]
    ) -> LabDevice {
        let number = name.utf8.reduce(UInt32(7)) { $0 &* 33 &+ UInt32($1) } & 0xFFFFF
        let digits = String(number, radix: 16, uppercase: true)
        return LabDevice(
            name: name, kind: .routeros, address: address, version: version, board: board,
            serial: "HF" + String(repeating: "0", count: max(0, 8 - digits.utf8.count)) + digits,
            agent: version.hasPrefix("6.") ? .v2c : .v3, ports: RouterFactory.interfaces(board: board),
            commands: commands,
            loads: loads)
    }

    private static func devices(_ segment: ExampleSegment) -> [LabDevice] {
        let net = "127.20.\(segment.number)"
        var devices = [
            segment.router == nil
                ? ExamplePeers.linux(segment, net + ".1") : segmentRouter(segment, net + ".1")
        ]
        for index in 1...segment.switches {
            let name = "sw-\(segment.name)" + (index == 1 ? "" : "-\(index)")
            devices.append(
                segment.hasOpenSwitch
                    ? ExamplePeers.accessSwitch(segment, name, "\(net).\(index + 1)")
                    : routerSwitch(segment, name, "\(net).\(index + 1)", index))
        }
        for (offset, kind) in segment.consoleSwitches.enumerated() {
            let index = segment.switches + offset
            let (name, address, host) = ("sw-\(segment.name)-\(index + 1)", "\(net).\(index + 2)", index + 2)
            let device =
                switch kind {
                case .vrp: ExampleConsoles.huaweiSwitch(segment, name, address, host)
                case .junos: ExampleConsoles.juniperSwitch(segment, name, address, host)
                case .eos: ExampleConsoles.aristaSwitch(segment, name, address, host)
                case .rgos: ExampleConsoles.ruijieSwitch(segment, name, address, host)
                default: ExampleConsoles.accessSwitch(segment, name, address, host)
                }
            devices.append(device)
        }
        if segment.hasEdge { devices.append(ExamplePeers.edge(segment, net + ".9")) }
        return devices
    }

    private static func segmentRouter(_ segment: ExampleSegment, _ address: String) -> LabDevice {
        let net = "10.\(segment.number)"
        let name = "rtr-\(segment.name)"
        let commands =
            common(name, segment.agency) + [
                "/interface ethernet set [ find default-name=ether1 ] comment=\"WAN ke Diskominfo\"",
                "/interface ethernet set [ find default-name=ether2 ] comment=LAN",
                "/ip address add address=\(net).255.2/30 interface=ether1",
                "/ip address add address=\(net).0.1/24 interface=ether2",
                "/ip pool add name=lan ranges=\(net).0.100-\(net).0.199",
                "/ip dhcp-server add name=lan interface=ether2 address-pool=lan disabled=no",
                "/ip dhcp-server network add address=\(net).0.0/24 gateway=\(net).0.1 dns-server=\(net).0.1",
                "/ip route add gateway=\(net).255.1",
                "/ip firewall filter add chain=input action=accept connection-state=established,related,untracked comment=\"pita: balasan\"",
                "/ip firewall filter add chain=input action=drop in-interface=ether1 protocol=tcp dst-port=8291 comment=\"pita: Winbox dari luar ditolak\"",
                segment.queueCommand,
            ]
        let loads: [String: DeviceState.Load] = [
            "ether1": .init(received: segment.downloadLoad, sent: segment.uploadLoad),
            "ether2": .init(received: segment.uploadLoad, sent: segment.downloadLoad),
            "queue:pita-\(segment.name)": .init(received: segment.downloadLoad, sent: segment.uploadLoad),
        ]
        var device = router(name, address, segment.router ?? "7.16.1", segment.board, commands, loads)
        if ["bappeda", "dlh"].contains(segment.name) { device.dynamicQueues = ["<pppoe-tamu>"] }
        return device
    }

    private static func routerSwitch(_ segment: ExampleSegment, _ name: String, _ address: String, _ index: Int)
        -> LabDevice
    {
        let access = (2...8).map { "ether\($0)" }
        var commands = common(name, segment.agency)
        commands.append("/interface bridge add name=bridge vlan-filtering=no")
        commands.append("/interface ethernet set [ find default-name=ether1 ] comment=uplink")
        commands.append("/interface bridge port add bridge=bridge interface=ether1 frame-types=admit-only-vlan-tagged")
        for port in access {
            commands.append(
                "/interface bridge port add bridge=bridge interface=\(port) pvid=\(segment.vlan) frame-types=admit-only-untagged-and-priority-tagged"
            )
        }
        commands.append(
            "/interface bridge vlan add bridge=bridge vlan-ids=\(segment.vlan) tagged=bridge,ether1 untagged=\(access.joined(separator: ","))"
        )
        commands.append("/interface vlan add name=vlan\(segment.vlan) interface=bridge vlan-id=\(segment.vlan)")
        commands.append("/ip address add address=10.\(segment.number).0.\(index + 1)/24 interface=vlan\(segment.vlan)")
        commands.append("/interface bridge set bridge vlan-filtering=yes")
        let loads: [String: DeviceState.Load] = [
            "ether1": .init(received: segment.downloadLoad, sent: segment.uploadLoad),
            "ether2": .init(received: segment.uploadLoad, sent: segment.downloadLoad),
        ]
        return router(name, address, "7.16.1", "CRS326-24G-2S+", commands, loads)
    }

    private static func distribution(_ side: String, _ address: String, _ isNorth: Bool) -> LabDevice {
        ExamplePeers.distribution("sw-dist-\(side)", address, ExampleSegment.all.filter { $0.isNorth == isNorth })
    }

    /// More devices for load: RouterOS at 127.21.x.y.
    static func extra(_ index: Int) -> LabDevice {
        let text = String(index)
        let name = "extra-" + String(repeating: "0", count: max(0, 4 - text.utf8.count)) + text
        let commands =
            common(name, "Gudang") + [
                "/ip address add address=10.200.\(index / 250).\(index % 250 + 1)/24 interface=ether2",
                "/queue simple add name=pita-\(name) target=10.201.\(index / 250).\(index % 250 + 1) max-limit=5M/10M comment=\"pita:\(name)\"",
            ]
        let loads: [String: DeviceState.Load] = [
            "ether1": .init(received: 4e6, sent: 2e6), "ether2": .init(received: 2e6, sent: 4e6),
        ]
        return router(name, "127.21.\(index / 250).\(index % 250 + 1)", "7.16.1", "CHR", commands, loads)
    }
}
