import Foundation

/// Keys and files by which clients get in.
struct Credentials {
    let directory: LabDirectory
    let devices: [LabDevice]
    let secrets: LabSecrets

    func write() throws {
        let own = devices.filter { !$0.name.hasPrefix("extra-") }
        var keys = [directory.userKey, directory.path("other_host_key"), directory.path("extra_host_key")]
        keys += own.map { directory.device($0.name, "host_key") }
        for key in keys {
            unlink(key)
            unlink(key + ".pub")
        }
        var running: [pid_t] = []
        for key in keys {
            running.append(
                try Launch(arguments: ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "pita-lab", "-f", key])
                    .start())
        }
        for pid in running where Launch.wait(pid) != 0 { throw LabError("ssh-keygen failed") }
        let authorized = StateFile.text(directory.userKey + ".pub") ?? ""
        try StateFile.write(Data(authorized.utf8), to: directory.path("authorized_keys"))
        try StateFile.write(Data(try knownHosts().utf8), to: directory.knownHosts)
        try StateFile.write(Data(environment.utf8), to: directory.path("environment"))
        try StateFile.write(Data(sshdConfiguration.utf8), to: directory.path("sshd_config"))
    }

    private func knownHosts() throws -> String {
        var text = ""
        for device in devices {
            let own = directory.device(device.name, "host_key.pub")
            guard let key = StateFile.text(own) ?? StateFile.text(directory.path("extra_host_key.pub")) else {
                throw LabError("no host key for \(device.name)")
            }
            let words = key.split(separator: " ").prefix(2).joined(separator: " ")
            text += "[\(device.address)]:\(device.sshPort) \(words)\n"
        }
        return text
    }

    private var user: String { getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "root" }

    /// Without PAM sshd refuses an account whose password is locked, which is what service accounts have.
    private var needsPAM: Bool {
        guard geteuid() != 0, let entry = try? Launch.output(["getent", "shadow", user]).text else { return false }
        return entry.split(separator: ":", omittingEmptySubsequences: false).dropFirst().first?.hasPrefix("!") == true
    }

    private var environment: String {
        let values = [
            ("PITA_SSH_USER", user), ("PITA_SSH_KEY", directory.userKey), ("PITA_SNMP_AUTH", secrets.authentication),
            ("PITA_SNMP_PRIV", secrets.privacy), ("PITA_SNMP_COMMUNITY", secrets.community),
            ("PITA_LAB_DIRECTORY", directory.root),
        ]
        return values.map { "export \($0.0)=\($0.1)\n" }.joined()
    }

    private var sshdConfiguration: String {
        """
        AuthorizedKeysFile \(directory.path("authorized_keys"))
        StrictModes no
        UsePAM \(needsPAM ? "yes" : "no")
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        PermitRootLogin prohibit-password
        PermitUserEnvironment no
        PermitUserRC no
        AllowTcpForwarding no
        AllowAgentForwarding no
        X11Forwarding no
        MaxSessions 1000
        MaxAuthTries 20
        LoginGraceTime 60
        PrintMotd no
        PrintLastLog no
        UseDNS no
        PidFile none
        LogLevel ERROR
        Subsystem sftp /usr/lib/openssh/sftp-server

        """
    }
}
