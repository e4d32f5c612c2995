/// The Linux routers and Open vSwitch switches of the example office, with the traffic that runs through them.
enum ExamplePeers {
    /// A locally administered hardware address of a segment's port.
    static func hardware(_ segment: ExampleSegment, _ port: UInt8) -> String {
        "02:50:54:00:" + Quoting.hexadecimal(UInt8(segment.number)).lowercased() + ":"
            + Quoting.hexadecimal(port).lowercased()
    }

    static func device(
        _ name: String, _ kind: LabDevice.Kind, _ address: String, _ ports: [String], _ commands: [String]
    ) -> LabDevice {
        LabDevice(
            name: name, kind: kind, address: address, version: kind == .openvswitch ? "3.1" : "12", board: "VM",
            serial: "", agent: .v3, ports: ports, commands: commands)
    }

    static func linux(_ segment: ExampleSegment, _ address: String) -> LabDevice {
        let net = "10.\(segment.number)"
        func shaped(_ port: String, _ rate: Int) -> [String] {
            [
                "tc qdisc add dev \(port) root handle 1: htb default 0x10",
                "tc class add dev \(port) parent 1: classid 1:1 htb rate \(segment.access)mbit ceil \(segment.access)mbit",
                "tc class add dev \(port) parent 1:1 classid 1:10 htb rate \(rate)mbit ceil \(rate)mbit",
            ]
        }
        let commands =
            [
                "ip link set wan0 address \(hardware(segment, 1))", "ip link set lan0 address \(hardware(segment, 2))",
                "ip link set wan0 mtu 9000 up", "ip link set lan0 mtu 9000 up",
                "ip addr add \(net).255.2/30 dev wan0", "ip addr add \(net).0.1/24 dev lan0",
                "ip neigh replace \(net).255.1 lladdr \(hardware(segment, 0x11)) dev wan0 nud permanent",
                "ip neigh replace \(net).0.10 lladdr \(hardware(segment, 0x12)) dev lan0 nud permanent",
                "ip route add default via \(net).255.1", "echo 1 > /proc/sys/net/ipv4/ip_forward",
            ] + shaped("lan0", segment.download) + shaped("wan0", segment.upload)
        var device = device("rtr-\(segment.name)", .linux, address, ["wan0", "lan0"], commands)
        device.flows = [
            .init(
                port: "wan0", to: hardware(segment, 1), from: hardware(segment, 0x11), source: "\(net).255.1",
                destination: "\(net).0.10", rate: segment.downloadLoad),
            .init(
                port: "lan0", to: hardware(segment, 2), from: hardware(segment, 0x12), source: "\(net).0.10",
                destination: "\(net).255.1", rate: segment.uploadLoad),
        ]
        return device
    }

    /// A router at the edge of a segment that runs FRRouting.
    static func edge(_ segment: ExampleSegment, _ address: String) -> LabDevice {
        let net = "10.\(segment.number)"
        let name = "rtr-tepi-\(segment.name)"
        return device(
            name, .frr, address, ["eth0", "eth1"],
            [
                "echo 1 > /proc/sys/net/ipv4/ip_forward",
                """
                cat > /etc/frr/frr.conf <<'END'
                frr defaults traditional
                hostname \(name)
                service integrated-vtysh-config
                !
                ip route 0.0.0.0/0 \(net).0.1
                !
                interface eth0
                 description LAN \(segment.agency)
                 ip address \(net).0.254/24
                exit
                !
                END
                """,
            ])
    }

    static func distribution(_ name: String, _ address: String, _ segments: [ExampleSegment]) -> LabDevice {
        var commands = [
            "ovs-vsctl --timeout=20 --may-exist add-br br0 -- set bridge br0 datapath_type=netdev -- --may-exist add-port br0 uplink"
        ]
        var flows: [LabDevice.Flow] = []
        for segment in segments {
            let (access, rate) = (segment.access * 1_000_000, segment.download * 1_000_000)
            let mark = "external_ids:pita=\"pita:\(segment.name)\""
            commands.append(
                "ovs-vsctl --timeout=20 --may-exist add-port br0 p-\(segment.name) -- set port p-\(segment.name) tag=\(segment.vlan) qos=@qos"
                    + " -- --id=@qos create qos type=linux-htb other-config:max-rate=\(access) queues:0=@q0 '\(mark)'"
                    + " -- --id=@q0 create queue other-config:min-rate=\(rate) other-config:max-rate=\(rate) '\(mark)' > /dev/null"
            )
            let (core, host) = (hardware(segment, 0x21), hardware(segment, 0x22))
            let net = "10.\(segment.number)"
            flows.append(
                .init(
                    port: "uplink", to: host, from: core, source: "\(net).255.1", destination: "\(net).0.10",
                    vlan: segment.vlan, rate: segment.downloadLoad))
            flows.append(
                .init(
                    port: "p-\(segment.name)", to: core, from: host, source: "\(net).0.10",
                    destination: "\(net).255.1", rate: segment.uploadLoad))
        }
        var device = device(name, .openvswitch, address, ["uplink"] + segments.map { "p-\($0.name)" }, commands)
        device.flows = flows
        return device
    }

    static func accessSwitch(_ segment: ExampleSegment, _ name: String, _ address: String) -> LabDevice {
        let ports = (1...4).map { "p\($0)" }
        let commands =
            [
                "ovs-vsctl --timeout=20 --may-exist add-br br0 -- set bridge br0 datapath_type=netdev -- --may-exist add-port br0 uplink"
            ]
            + ports.map {
                "ovs-vsctl --timeout=20 --may-exist add-port br0 \($0) -- set port \($0) tag=\(segment.vlan)"
            }
        var device = device(name, .openvswitch, address, ["uplink"] + ports, commands)
        let (core, host) = (hardware(segment, 0x31), hardware(segment, 0x32))
        let net = "10.\(segment.number)"
        device.flows = [
            .init(
                port: "uplink", to: host, from: core, source: "\(net).0.1", destination: "\(net).0.10",
                vlan: segment.vlan,
                rate: segment.downloadLoad),
            .init(
                port: "p1", to: core, from: host, source: "\(net).0.10", destination: "\(net).0.1",
                rate: segment.uploadLoad),
        ]
        return device
    }
}
