/// What the `ssh` that holds a connection is started with.
///
/// It reads no configuration file: what a file of the user's may say is taken from it by name (``UserConfiguration``) and
/// stands here beside everything else, so that no line of it, known or yet to be invented, can touch pins or log-in.
struct OpenSSHArguments {
    /// How the host is called where a name is needed: no word from the inventory stands where `ssh` could read it as
    /// anything but a name.
    static let alias = "device"

    /// What is shown to the server.
    enum LogIn {
        /// Nothing at all: the key exchange is looked at, and the log-in never begins.
        case none
        /// The one key of an agent.
        case agent(socket: String)
        /// What the helper in the directory says.
        case password
        /// The same, question by question.
        case questions

        fileprivate var method: String {
            switch self {
            case .none, .agent: "publickey"
            case .password: "password"
            case .questions: "keyboard-interactive"
            }
        }

        fileprivate var isAsked: Bool {
            switch self {
            case .none, .agent: false
            case .password, .questions: true
            }
        }
    }

    let program: String
    let target: SSHTarget
    let directory: PrivateDirectory
    let configuration: UserConfiguration
    /// The socket of the connection to the jump host.
    let jumpSocket: String?

    /// The words of the program that holds the connection, whose control socket is `control` in the directory.
    func master(_ logIn: LogIn, checksPin: Bool) -> [String] {
        var words = [
            program, "-F", "none", "-E", directory.file("log"), "-N", "-T", "-M", "-S", directory.file("control"),
            "-e", "none", "-l", target.user, "-p", "\(target.port)",
        ]
        for (key, value) in options(logIn, checksPin: checksPin) { words += ["-o", "\(key)=\(value)"] }
        return words + ["--", Self.alias]
    }

    private var pinnedTypes: [String] { target.hostKeys.pinnedTypes(host: target.host, port: target.port) }

    private func options(_ logIn: LogIn, checksPin: Bool) -> [(String, String)] {
        let patience = target.timeouts.connect + target.timeouts.handshake
        var options = [
            // Who it is that answers: the pins in the directory, and nothing else.
            ("HostName", target.host.replacing("%", with: "%%")), ("HostKeyAlias", Self.alias),
            ("StrictHostKeyChecking", checksPin ? "yes" : "accept-new"),
            ("UserKnownHostsFile", directory.file("known_hosts")), ("GlobalKnownHostsFile", "/dev/null"),
            ("UpdateHostKeys", "no"), ("HashKnownHosts", "no"), ("CheckHostIP", "no"), ("VerifyHostKeyDNS", "no"),
            ("NoHostAuthenticationForLocalhost", "no"), ("CanonicalizeHostname", "no"),
            // One attempt to log in, with one credential.
            ("PreferredAuthentications", logIn.method), ("BatchMode", logIn.isAsked ? "no" : "yes"),
            ("NumberOfPasswordPrompts", "1"), ("ConnectionAttempts", "1"), ("IdentityFile", "none"),
            ("PubkeyAuthentication", logIn.isAsked ? "no" : "yes"), ("GSSAPIAuthentication", "no"),
            ("HostbasedAuthentication", "no"), ("AddKeysToAgent", "no"), ("PKCS11Provider", "none"),
            // Nothing but the sessions that are asked for.
            ("ForwardAgent", "no"), ("ForwardX11", "no"), ("ClearAllForwardings", "yes"), ("Tunnel", "no"),
            ("PermitLocalCommand", "no"), ("ControlPersist", "no"),
            // A dead connection is found out; the other times are kept by a clock of our own.
            ("ServerAliveInterval", "15"), ("ServerAliveCountMax", "4"), ("TCPKeepAlive", "yes"),
            ("ConnectTimeout", "\(patience.components.seconds + 1)"), ("LogLevel", "DEBUG1"),
        ]
        if case .agent(let socket) = logIn { options.append(("IdentityAgent", socket)) }
        if case .none = logIn { options.append(("IdentityAgent", directory.file("agent"))) }
        if logIn.isAsked { options.append(("IdentityAgent", "none")) }
        if let jumpSocket {
            options.append(("ProxyCommand", throughJump(jumpSocket)))
        } else if let proxy = configuration.proxyCommand(program: program, host: target.host, port: target.port) {
            options.append(("ProxyCommand", proxy))
        }
        return options + configuration.options(pinned: pinnedTypes)
    }

    /// A channel of the connection to the jump host. Without that connection the program would look for a host of its own:
    /// `/bin/false` is the way to it.
    private func throughJump(_ socket: String) -> String {
        let place = target.host.contains(":") ? "[\(target.host)]" : target.host
        let quoted = "\(place):\(target.port)".replacing("%", with: "%%")
        return "\(program) -F none -o ProxyCommand=/bin/false -o BatchMode=yes -o LogLevel=ERROR -E "
            + "\(directory.file("log")) -S \(socket) -W '\(quoted)' -- \(Self.alias)"
    }

    /// What the program is started with; nothing of this process's environment, of which a part could reach the device.
    static func environment(askingBy helper: String?) -> [String: String] {
        var environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C"]
        if let helper { environment.merge(["SSH_ASKPASS": helper, "SSH_ASKPASS_REQUIRE": "force"]) { $1 } }
        return environment
    }
}

extension SSHTarget {
    /// What stands on a command line must be a plain name.
    func validateForCommandLine() throws(SSHError) {
        let isPlain = host.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
                || ".:-_%".unicodeScalars.contains(scalar)
        }
        guard isPlain, !host.hasPrefix("-") else { throw error(.invalidArgument, .connect, "the host name") }
        // What `ssh` itself refuses in a user name.
        guard !user.hasPrefix("-"), !user.contains(where: { "'`\";&<>|(){}$\\".contains($0) }) else {
            throw error(.invalidArgument, .connect, "the user name")
        }
    }
}
