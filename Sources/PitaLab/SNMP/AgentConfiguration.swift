import Foundation

/// The configuration and the command line of a device's snmpd.
struct AgentConfiguration {
    let directory: LabDirectory
    let device: LabDevice
    let secrets: LabSecrets

    /// Names of the modules that a simulated device's agent keeps; everything else comes through `pass_persist`.
    private static let routerModules = "vacm_conf,usm_conf,usmConf,usmUser,usmStats,snmpEngine,pass,pass_persist"
    private static let peerModules = "-smux,mteTrigger,mteTriggerConf,diskio,hr_disk"

    var text: String {
        var lines = ["dontLogTCPWrappersConnects yes", "exactEngineID 0x80003a8c04" + hexadecimal(device.name)]
        switch device.agent {
        case .v3:
            lines.append("createUser pita SHA-256 \"\(secrets.authentication)\" AES \"\(secrets.privacy)\"")
            lines.append("rouser pita priv")
        case .v2c:
            lines.append("rocommunity \(secrets.community) 127.0.0.0/8")
        }
        if device.kind.isSimulated {
            lines.append(
                "pass_persist .1.3.6.1 \(Program.path) snmp-agent --directory \(directory.root) --device \(device.name)"
            )
        } else {
            lines.append("sysName \(device.name)")
            lines.append("sysLocation Lab")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func hexadecimal(_ name: String) -> String { name.utf8.map(Quoting.hexadecimal).joined().lowercased() }

    /// snmpd finds its socket as descriptor 3, as systemd would hand it over; so it may live in another namespace.
    func start(inside prefix: [String]) throws {
        let folder = directory.device(device.name, "snmp")
        try directory.make([folder])
        let file = folder + "/snmpd.conf"
        try StateFile.write(Data(text.utf8), to: file)
        let socket = try Sockets.bindUDP(device.address, device.snmpPort)
        defer { close(socket) }
        let modules = device.kind.isSimulated ? Self.routerModules : Self.peerModules
        let command =
            prefix + [
                "snmpd", "-f", "-C", "-c", file, "-Lf", folder + "/log", "-m", "", "-I", modules,
                "udp:\(device.address):\(device.snmpPort)",
            ]
        let pid = try Launch(
            arguments: ["/bin/sh", "-c", "export LISTEN_PID=$$ LISTEN_FDS=1; exec \"$@\"", "snmpd"] + command,
            environment: [
                LabDirectory.markName: directory.mark(device.name), "SNMP_PERSISTENT_DIR": folder, "MIBS": "",
                "PATH": Program.searchPath,
            ],
            descriptors: [nil, nil, nil, socket], isDaemon: true
        ).start()
        directory.remember(pid, "snmpd \(device.name)")
        StateFile.append("", to: directory.device(device.name, "snmpd.pid"))
        try StateFile.write(
            Data("\(pid) \(ProcessTable.startTime(pid) ?? 0)".utf8), to: directory.device(device.name, "snmpd.pid"))
        if FaultSet.load(directory.device(device.name, "faults.json")).has("snmp-silent") {
            Self.signal(directory, device.name, SIGSTOP)
        }
    }

    /// Stops or continues a device's agent.
    static func signal(_ directory: LabDirectory, _ device: String, _ number: Int32) {
        let words = StateFile.text(directory.device(device, "snmpd.pid"))?.split(separator: " ") ?? []
        guard words.count == 2, let pid = pid_t(words[0]), ProcessTable.startTime(pid) == UInt64(words[1]) else {
            return
        }
        kill(pid, number)
    }
}
