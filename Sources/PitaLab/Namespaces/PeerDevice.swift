import Foundation

/// A Linux router or an Open vSwitch switch: real programs in a namespace.
struct PeerDevice {
    let directory: LabDirectory
    let device: LabDevice

    var namespace: PeerNamespace { PeerNamespace(directory: directory, name: device.name) }

    /// The environment of everything that runs on the device.
    var environment: [String: String] {
        [
            LabDirectory.markName: directory.mark(device.name), "PATH": Program.searchPath,
            "PITA_DEVICE_STATE": directory.device(device.name, "state"), "OVS_RUNDIR": "/run/openvswitch",
            "OVS_DBDIR": "/etc/openvswitch", "HOME": "/root",
        ]
    }

    /// Starts the device: namespace, ports, switch, configuration, boot units, SNMP.
    func boot(number: Int, world: PeerNamespace, secrets: LabSecrets) throws {
        try directory.make([directory.device(device.name, "state")])
        try namespace.open(isDevice: true)
        try connectPorts(number, world)
        let isFirst = access(namespace.root + "/configured", F_OK) != 0
        if device.kind == .openvswitch { try startSwitch() }
        try configure(isFirst: isFirst)
        if device.kind == .frr { try startRouting() }
        StateFile.append("", to: namespace.root + "/configured")
        try AgentConfiguration(directory: directory, device: device, secrets: secrets).start(inside: namespace.prefix())
    }

    private func connectPorts(_ number: Int, _ world: PeerNamespace) throws {
        guard let holder = namespace.holder else { throw LabError("\(device.name) is not running") }
        var batch = ""
        for (index, port) in device.ports.enumerated() {
            let far = Self.far(number, index)
            batch +=
                "link add \(far) mtu 9000 type veth peer name \(port) mtu 9000 netns \(holder)\nlink set \(far) up\n"
        }
        try shell("ip -batch - <<'END'\n\(batch)END\n", in: world.prefix())
        try shell(device.ports.map { "ip link set \($0) up\n" }.joined(), in: namespace.prefix())
    }

    /// The name of the other end of a port, in the world.
    static func far(_ number: Int, _ port: Int) -> String { "v\(number)p\(port)" }

    private func startSwitch() throws {
        try shell(
            """
            set -e
            mkdir -p /run/openvswitch
            db=/etc/openvswitch/conf.db
            [ -f $db ] || ovsdb-tool create $db /usr/share/openvswitch/vswitch.ovsschema
            ovsdb-server $db --remote=punix:/run/openvswitch/db.sock --pidfile=/run/openvswitch/ovsdb-server.pid \
              --log-file=/run/openvswitch/ovsdb-server.log --detach --no-chdir
            ovs-vsctl --timeout=10 --no-wait init
            ovs-vswitchd unix:/run/openvswitch/db.sock --disable-system --pidfile=/run/openvswitch/ovs-vswitchd.pid \
              --log-file=/run/openvswitch/ovs-vswitchd.log --detach --no-chdir
            """, in: namespace.prefix())
    }

    /// FRRouting's daemons, with run and config directories that only the device has, so that its `vtysh` finds them.
    private func startRouting() throws {
        try shell(
            """
            set -e
            chmod 755 /run
            mkdir -p /run/frr
            echo 'service integrated-vtysh-config' > /etc/frr/vtysh.conf
            chown -R frr:frr /run/frr /etc/frr
            for daemon in zebra staticd; do
              /usr/lib/frr/$daemon -d -P 0 -f /etc/frr/$daemon.conf
            done
            vtysh -b
            """, in: namespace.prefix())
    }

    private func configure(isFirst: Bool) throws {
        let units = units()
        let commands = device.commands.filter { line in
            if device.kind == .openvswitch { return isFirst }
            // The config file is the device's own: what was saved there stays.
            if device.kind == .frr { return isFirst || !line.hasPrefix("cat > /etc/frr/") }
            return isFirst || units.isEmpty || !line.hasPrefix("tc ")
        }
        try shell("set -e\n" + commands.joined(separator: "\n") + "\n", in: namespace.prefix())
        for command in units { try? shell(command, in: namespace.prefix()) }
    }

    /// `ExecStart=` lines of the device's own units that are wanted at boot.
    private func units() -> [String] {
        let folder = namespace.root + "/etc-systemd"
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
        return names.filter { $0.hasSuffix(".service") }.flatMap { name -> [String] in
            let lines = (StateFile.text(folder + "/" + name) ?? "").split(separator: "\n")
            guard lines.contains(where: { $0.hasPrefix("WantedBy=") }) else { return [] }
            return lines.filter { $0.hasPrefix("ExecStart=") }.map { String($0.dropFirst("ExecStart=".count)) }
        }
    }

    /// Runs shell text inside and fails with what it said.
    func shell(_ text: String, in prefix: [String]) throws {
        let (status, output) = try Launch.output(prefix + ["/bin/sh", "-c", text], environment: environment)
        guard status == 0 else { throw LabError("\(device.name): \(output.prefix(400))") }
    }

    /// What the kernel or the switch holds, in a form that only changes with the configuration.
    func truth() throws -> String {
        let script =
            switch device.kind {
            case .frr:
                """
                vtysh -c 'show running-config'
                ip -br -4 addr | sed 's/@if[0-9]*//'
                ip route | sed 's/ nhid [0-9]*//'
                """
            case .openvswitch:
                """
                ovs-vsctl --timeout=10 --format=json --columns=name,ports list Bridge
                ovs-vsctl --timeout=10 --format=json --columns=name,tag,trunks,vlan_mode,qos list Port
                ovs-vsctl --timeout=10 --format=json --columns=_uuid,type,other_config,external_ids,queues list QoS
                ovs-vsctl --timeout=10 --format=json --columns=_uuid,other_config,external_ids list Queue
                """
            default:
                """
                tc qdisc show | sed 's/ refcnt [0-9]*//; s/ direct_packets_stat [0-9]*//'
                for port in \(device.ports.joined(separator: " ")); do
                  echo "# $port"; tc class show dev $port; tc filter show dev $port
                done
                ip -br addr; ip -4 route
                """
            }
        return try Launch.output(try namespace.prefix() + ["/bin/sh", "-c", script], environment: environment).text
    }
}
