import Foundation

/// Starts a lab, step by step.
struct LabStart {
    struct Options {
        var office: Office
        var extras = 0
        var seed: UInt64
        var only: Set<String>?
        var faults: [(device: String, fault: String)] = []
        var hasTraffic = true
    }

    let directory: LabDirectory
    let options: Options

    /// Devices that this machine and this user can run; says what is left out.
    func devices() throws -> [LabDevice] {
        var devices = options.office.devices
        if let only = options.only { devices = devices.filter { only.contains($0.name) } }
        if options.extras > 0 { devices += (1...options.extras).map(ExampleOffice.extra) }
        for kind in LabDevice.Kind.allCases where !kind.isSimulated {
            guard devices.contains(where: { $0.kind == kind }), let reason = missing(kind) else { continue }
            devices.removeAll { $0.kind == kind }
            Program.say("\(kind.rawValue) devices are left out: \(reason)")
        }
        let names = devices.map(\.name)
        guard Set(names).count == names.count else { throw LabError("two devices have the same name") }
        for device in devices { _ = try Sockets.address(device.address, device.sshPort) }
        return devices
    }

    private func missing(_ kind: LabDevice.Kind) -> String? {
        if geteuid() != 0 { return "they need root" }
        let tools =
            ["unshare", "nsenter", "ip", "tc"]
            + (kind == .openvswitch ? ["ovs-vswitchd", "ovsdb-server", "ovs-vsctl"] : [])
            + (kind == .frr ? ["vtysh"] : [])
        return tools.first { Program.find($0) == nil }.map { "\($0) is not installed" }
    }

    func run() throws {
        let path = directory.root
        guard path.utf8.allSatisfy({ $0 > 32 && $0 < 127 && !"\"'\\#$%;".utf8.contains($0) }) else {
            throw LabError("\(path): the directory's name may hold no blanks, quotes or special characters")
        }
        guard !LabStop(directory: directory).isRunning else {
            throw LabError("a lab is running in \(path): end it with `pita-lab down --directory \(path)`")
        }
        for tool in ["sshd", "ssh-keygen", "snmpd"] where Program.find(tool) == nil {
            throw LabError("\(tool) is not installed")
        }
        let shell = getpwuid(getuid()).map { String(cString: $0.pointee.pw_shell) } ?? "/bin/sh"
        guard !shell.hasSuffix("nologin"), !shell.hasSuffix("false") else {
            throw LabError("the account's log-in shell is \(shell): sshd runs every command through it")
        }
        let devices = try devices()
        guard !devices.isEmpty else { throw LabError("no device to start") }
        try prepare(devices)
        let secrets = try LabSecrets.load(directory)
        let routers = devices.filter { $0.kind == .routeros }
        try each(routers) { device in try RouterBoot(directory: directory, device: device).install(secrets) }
        try each(devices.filter { $0.kind.hasConsole }) { device in
            try ConsoleBoot(directory: directory, device: device).install()
        }
        try startKeeper()
        try each(devices.filter { $0.kind.isSimulated }) { device in
            try AgentConfiguration(directory: directory, device: device, secrets: secrets).start(inside: [])
        }
        try startPeers(devices, secrets)
        for (device, fault) in options.faults { try FaultCommands.set(directory, device, [fault]) }
        try Readiness(directory: directory, devices: devices, secrets: secrets).wait()
        for kind in LabDevice.Kind.allCases {
            let count = devices.filter { $0.kind == kind }.count
            if count > 0 { Program.say("\(kind.rawValue): \(count) up") }
        }
    }

    private func prepare(_ devices: [LabDevice]) throws {
        for name in ["devices", "truth", "due", "restarts", "processes", "sessions", "keeper.ready", "sshd.log"] {
            try? FileManager.default.removeItem(atPath: directory.path(name))
        }
        try directory.make([directory.root, directory.path("truth"), directory.due, directory.restarts])
        try directory.make(devices.map { directory.device($0.name, "") })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try StateFile.write(try encoder.encode(Office(devices: devices)), to: directory.office)
        for device in devices {
            try StateFile.write(try encoder.encode(device), to: directory.device(device.name, "device.json"))
        }
        let secrets = LabSecrets.random(options.seed)
        try StateFile.write(try encoder.encode(secrets), to: LabSecrets.path(directory))
        try Credentials(directory: directory, devices: devices, secrets: secrets).write()
    }

    private func startKeeper() throws {
        let log = open(directory.path("keeper.log"), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        defer { close(log) }
        // The keeper holds one socket for each device and two for each session.
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        let pid = try Launch(
            arguments: [Program.path, "keeper", "--directory", directory.root],
            environment: [LabDirectory.markName: directory.mark()], descriptors: [nil, log, log], isDaemon: true
        ).start()
        directory.remember(pid, "keeper")
        for _ in 0..<500 {
            if access(directory.keeperReady, F_OK) == 0 { return }
            var status: Int32 = 0
            if waitpid(pid, &status, WNOHANG) == pid { break }
            Clocks.sleep(0.01)
        }
        throw LabError("the keeper did not start: " + (StateFile.text(directory.path("keeper.log")) ?? ""))
    }

    private func startPeers(_ devices: [LabDevice], _ secrets: LabSecrets) throws {
        let peers = devices.enumerated().filter { !$0.element.kind.isSimulated }
        guard !peers.isEmpty else { return }
        let world = PeerNamespace(directory: directory, name: "world")
        try world.open(isDevice: false)
        try each(peers.map { ($0.offset, $0.element) }) { number, device in
            try PeerDevice(directory: directory, device: device).boot(number: number, world: world, secrets: secrets)
        }
        guard options.hasTraffic else { return }
        let pid = try Launch(
            arguments: try world.prefix() + [Program.path, "traffic", "--directory", directory.root],
            environment: [LabDirectory.markName: directory.mark(), "PATH": Program.searchPath], isDaemon: true
        ).start()
        directory.remember(pid, "traffic")
    }

    /// Does something for all at once; fails with the first reason.
    private func each<Element: Sendable>(_ elements: [Element], _ body: @Sendable (Element) throws -> Void) throws {
        let failures = LockedNames()
        DispatchQueue.concurrentPerform(iterations: elements.count) { index in
            do { try body(elements[index]) } catch { failures.add("\(error)") }
        }
        if let first = failures.take().first { throw LabError(first) }
    }
}
