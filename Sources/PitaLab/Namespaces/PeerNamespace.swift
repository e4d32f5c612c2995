import Foundation

/// A network and mount namespace that lives as long as the process that holds it.
struct PeerNamespace {
    let directory: LabDirectory
    /// The device's name, or `world` for the far ends of all ports.
    let name: String

    private var holderFile: String { directory.device(name, "holder.pid") }

    /// The process that holds it; nil when it is gone.
    var holder: pid_t? {
        let words = StateFile.text(holderFile)?.split(separator: " ") ?? []
        guard words.count == 2, let pid = pid_t(words[0]), ProcessTable.startTime(pid) == UInt64(words[1]) else {
            return nil
        }
        return pid
    }

    /// What stands before a command that is to run inside.
    func prefix() throws -> [String] {
        guard let holder else { throw LabError("\(name) is not running") }
        return ["nsenter", "-t", String(holder), "-n", "-m", "--wd=/"]
    }

    /// Directories of the machine that the namespace has for itself.
    static let own = [
        ("/run", "run"), ("/var/lib", "var-lib"), ("/etc/openvswitch", "etc-openvswitch"),
        ("/etc/systemd/system", "etc-systemd"), ("/etc/frr", "etc-frr"),
    ]

    var root: String { directory.device(name, "root") }

    /// Makes the namespace and waits until it stands.
    func open(isDevice: Bool) throws {
        var script = "set -e\nmount --make-rprivate /\nip link set lo up\n"
        if isDevice {
            try? FileManager.default.removeItem(atPath: root + "/run")
            try directory.make(Self.own.map { root + "/" + $0.1 })
            for (host, own) in Self.own {
                script += "if [ -d \(host) ]; then mount --bind \(root)/\(own) \(host); fi\n"
            }
            script += "mkdir -p /run/lock\nmount -t sysfs sysfs /sys 2>/dev/null || true\n"
        }
        let file = directory.device(name, "holder.sh")
        let ready = directory.device(name, "holder.ready")
        unlink(ready)
        try directory.make([directory.device(name, "")])
        // The file descriptor was opened before the mounts, so the mark reaches the lab's own directory.
        script += "echo ready >&3\nexec 3>&-\nexec sleep infinity\n"
        try StateFile.write(Data(script.utf8), to: file)
        let mark = Glibc.open(ready, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard mark >= 0 else { throw LabError.system("cannot write \(ready)") }
        defer { close(mark) }
        let pid = try Launch(
            arguments: ["unshare", "-n", "-m", "/bin/sh", file],
            environment: [LabDirectory.markName: directory.mark(name), "PATH": Program.searchPath],
            descriptors: [nil, nil, nil, mark], isDaemon: true
        ).start()
        directory.remember(pid, "namespace \(name)")
        try StateFile.write(Data("\(pid) \(ProcessTable.startTime(pid) ?? 0)".utf8), to: holderFile)
        for _ in 0..<500 {
            if StateFile.text(ready) == "ready\n" { return }
            if ProcessTable.startTime(pid) == nil { break }
            Clocks.sleep(0.01)
        }
        throw LabError("no namespace could be made for \(name)")
    }
}
