import Foundation

/// The process that stays: it accepts SSH connections for every device, runs schedulers, and restarts devices.
final class Keeper {
    let directory: LabDirectory
    let office: Office
    private let secrets: LabSecrets
    private let sshd: String
    private var listeners: [String: Int32] = [:]
    private var sessions: [pid_t: String] = [:]
    /// Devices that are down, and until when.
    private var down: [String: Double] = [:]
    /// Devices whose restart has ended, told by other threads.
    private let restarted = LockedNames()

    init(_ directory: LabDirectory) throws {
        self.directory = directory
        office = try directory.loadOffice()
        secrets = try LabSecrets.load(directory)
        guard let sshd = Program.find("sshd") else { throw LabError("no sshd: install openssh-server") }
        self.sshd = sshd
    }

    /// Serves until it is ended.
    func run() throws {
        signal(SIGPIPE, SIG_IGN)
        for device in office.devices { listeners[device.name] = try Sockets.listenTCP(device.address, device.sshPort) }
        try StateFile.write(Data("\(getpid())".utf8), to: directory.keeperReady)
        while access(directory.keeperReady, F_OK) == 0 {
            accept(timeout: 100)
            reap()
            fireSchedulers()
            restartDevices()
        }
    }

    private func accept(timeout: Int32) {
        let pairs = office.devices.compactMap { device in listeners[device.name].map { (device, $0) } }
        var polls = pairs.map { pollfd(fd: $0.1, events: Int16(POLLIN), revents: 0) }
        guard poll(&polls, nfds_t(polls.count), timeout) > 0 else { return }
        for (index, entry) in polls.enumerated() where entry.revents & Int16(POLLIN) != 0 {
            let connection = Glibc.accept(entry.fd, nil, nil)
            guard connection >= 0 else { continue }
            _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
            _ = fcntl(connection, F_SETFL, 0)
            serve(connection, pairs[index].0)
            close(connection)
        }
    }

    /// sshd run by root wants this directory; the lab that made it takes it away again.
    private func makeSeparationDirectory() {
        guard geteuid() == 0, mkdir("/run/sshd", 0o755) == 0 else { return }
        try? StateFile.write(Data(), to: directory.path("made-run-sshd"))
    }

    /// Hands a connection to an sshd of its own.
    private func serve(_ connection: Int32, _ device: LabDevice) {
        makeSeparationDirectory()
        let faults = FaultSet.load(directory.device(device.name, "faults.json"))
        let own = directory.device(device.name, "host_key")
        let key =
            faults.has("host-key")
            ? directory.path("other_host_key") : access(own, R_OK) == 0 ? own : directory.path("extra_host_key")
        let command = "exec \(Program.path) device --directory \(directory.root) --device \(device.name)"
        // A bash that sshd starts reads ~/.bashrc unless it believes to be nested: a device has no such thing.
        let environment = "SetEnv=\(LabDirectory.markName)=\(directory.mark(device.name)) SHLVL=5"
        let launch = Launch(
            arguments: [
                sshd, "-i", "-f", directory.path("sshd_config"), "-E", directory.path("sshd.log"), "-o",
                "HostKey=\(key)", "-o",
                "ForceCommand=\(command)", "-o", environment,
            ],
            environment: [LabDirectory.markName: directory.mark(device.name)],
            descriptors: [connection, connection, nil], isDaemon: true)
        guard let pid = try? launch.start() else { return }
        sessions[pid] = device.name
        StateFile.append("\(pid) \(ProcessTable.startTime(pid) ?? 0) session", to: directory.path("sessions"))
    }

    private func reap() {
        for pid in sessions.keys {
            var status: Int32 = 0
            if waitpid(pid, &status, WNOHANG) != 0 { sessions[pid] = nil }
        }
    }

    private func fireSchedulers() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.due)) ?? []
        let now = Clocks.monotonic()
        for name in names where down[name] == nil {
            let file = directory.due + "/" + name
            guard let due = StateFile.text(file).flatMap({ Double($0) }), due <= now else { continue }
            unlink(file)
            let launch = Launch(
                arguments: [Program.path, "fire", "--directory", directory.root, "--device", name],
                environment: [LabDirectory.markName: directory.mark(name)])
            if let pid = try? launch.start() { sessions[pid] = name }
        }
    }

    private func restartDevices() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.restarts)) ?? []
        for name in names {
            unlink(directory.restarts + "/" + name)
            guard let index = office.devices.firstIndex(where: { $0.name == name }), down[name] == nil else { continue }
            takeDown(office.devices[index], number: index)
        }
        for name in restarted.take() {
            guard let device = office.devices.first(where: { $0.name == name }) else { continue }
            down[name] = nil
            listeners[name] = try? Sockets.listenTCP(device.address, device.sshPort)
        }
    }

    /// Ends everything of a device and starts it again behind its time off.
    private func takeDown(_ device: LabDevice, number: Int) {
        if let listener = listeners.removeValue(forKey: device.name) { close(listener) }
        down[device.name] = Clocks.monotonic()
        for (pid, name) in sessions where name == device.name { kill(pid, SIGKILL) }
        let restart = DeviceRestart(directory: directory, device: device, number: number, secrets: secrets)
        let done = restarted
        Thread.detachNewThread {
            restart.run()
            done.add(device.name)
        }
    }
}
