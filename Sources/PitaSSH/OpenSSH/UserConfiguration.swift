import PitaDiagnostics

/// What a user's ssh_config(5) says about a host, as far as it counts: algorithms that an old device needs, the address to
/// call from, and the way there. Everything else in it is passed over.
struct UserConfiguration {
    /// The settings that count, by their names in lower case.
    private static let counted = [
        "kexalgorithms": "KexAlgorithms", "hostkeyalgorithms": "HostKeyAlgorithms", "ciphers": "Ciphers",
        "macs": "MACs",
        "pubkeyacceptedalgorithms": "PubkeyAcceptedAlgorithms", "requiredrsasize": "RequiredRSASize",
        "addressfamily": "AddressFamily", "bindaddress": "BindAddress", "bindinterface": "BindInterface",
    ]

    private var values: [String: String] = [:]
    private var proxyJump: String?
    private var proxyCommandLine: String?
    /// The file; `nil` for none.
    let file: String?

    /// Nothing is said.
    static let none = UserConfiguration(file: nil)

    private init(file: String?) { self.file = file }

    /// Reads what `ssh -G` prints: a setting a line, its name in lower case, with every pattern and default resolved.
    init(printed text: String, file: String) {
        self.file = file
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
            guard parts.count == 2, !parts[1].unicodeScalars.contains(where: TerminalText.isUnsafe) else { continue }
            switch parts[0] {
            case "proxyjump": proxyJump = parts[1] == "none" ? nil : parts[1]
            case "proxycommand": proxyCommandLine = parts[1] == "none" ? nil : parts[1]
            default: if Self.counted[parts[0]] != nil { values[parts[0]] = parts[1] }
            }
        }
    }

    /// What the program offers with it. Waits for the program, so it is no call for a task.
    func algorithms(of program: String) -> SSHAlgorithms {
        var words = [program, "-F", "none", "-G"]
        for (key, value) in options(pinned: []) { words += ["-o", "\(key)=\(value)"] }
        let printed = ProgramOutput.read(
            words + ["--", OpenSSHArguments.alias], environment: OpenSSHArguments.environment(askingBy: nil),
            within: .seconds(5))
        let all = UserConfiguration(printed: printed ?? "", file: "")
        return SSHAlgorithms(
            keyExchange: all.list("kexalgorithms"), hostKey: all.list("hostkeyalgorithms"),
            cipher: all.list("ciphers"), mac: all.list("macs"))
    }

    /// The list of a setting, best first.
    private func list(_ name: String) -> [String] {
        values[name].map { $0.split(separator: ",").map(String.init) } ?? []
    }

    /// The settings as options. The types of pinned keys come first, so that a server with several keys shows the one that
    /// can be checked; host certificates are not supported.
    func options(pinned: [String]) -> [(String, String)] {
        values.sorted { $0.key < $1.key }.compactMap { name, value in
            guard let option = Self.counted[name] else { return nil }
            guard name == "hostkeyalgorithms" else { return (option, value) }
            let known = list(name).filter { !$0.contains("-cert-v") }
            let first = pinned.flatMap { $0 == "ssh-rsa" ? ["rsa-sha2-512", "rsa-sha2-256", "ssh-rsa"] : [$0] }
                .filter(known.contains)
            return (option, (first + known.filter { !first.contains($0) }).joined(separator: ","))
        }
    }

    /// The way to the host that the file gives, as a command; `nil` for the straight one.
    ///
    /// What logs in to a host in between is given neither the helper that answers for the device's password nor a chance
    /// to ask: that host is the user's own affair, and never sees a credential of the device.
    func proxyCommand(program: String, host: String, port: Int) -> String? {
        let silent = "/usr/bin/env -u SSH_ASKPASS -u SSH_ASKPASS_REQUIRE "
        if let proxyJump, let file {
            var hops = proxyJump.split(separator: ",").map { Self.quoted(String($0)) }
            guard let last = hops.popLast() else { return nil }
            let before = hops.isEmpty ? "" : "-J " + hops.joined(separator: ",") + " "
            return silent + "\(program) -F \(Self.quoted(file)) -o BatchMode=yes -o ClearAllForwardings=yes \(before)"
                + "-W '[%h]:%p' -- \(last)"
        }
        return proxyCommandLine.map { silent + "/bin/sh -c " + Self.quoted($0) }
    }

    /// One word of a shell, and no token of ssh's.
    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
