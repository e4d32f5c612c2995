import PitaDiagnostics
import PitaYAML

/// Reads a `connection` block.
enum ConnectionReader {
    static func read(_ node: Node, into findings: Findings) -> ConnectionPatch {
        let before = findings.items.count
        let reader = MappingReader(node, as: "a connection", into: findings)
        var patch = ConnectionPatch()
        if let ssh = reader.mapping("ssh", as: "the SSH settings") { patch.ssh = readSSH(ssh) }
        if let snmp = reader.mapping("snmp", as: "the SNMP settings") { patch.snmp = readSNMP(snmp) }
        reader.finish(credentials: "ssh: {\(wayToLogIn)}")
        patch.isBroken = findings.items.count > before
        return patch
    }

    private static let wayToLogIn = "authentication: [{password: {environment: PITA_SSH_PASSWORD}}]"
    /// How a credential is written in what holds a connection.
    static let placeOfCredentials = "connection: {ssh: {\(wayToLogIn)}}"

    private static func readSSH(_ reader: MappingReader) -> ConnectionPatch.SSH {
        var ssh = ConnectionPatch.SSH()
        ssh.port = reader.optional("port", .port)
        ssh.user = reader.optional("user", .textReference)
        ssh.authentication = readWays(reader)
        if let jump = reader.mapping("jump", as: "a jump host") {
            let host = jump.required("host", .line)
            let user = jump.required("user", .textReference)
            let port = jump.optional("port", .port, default: 22)
            let ways = readWays(jump)
            if let host, let user {
                ssh.jump = .init(host: host, port: port, user: user, authentication: ways, node: jump.node)
            }
            jump.finish(credentials: Self.wayToLogIn)
        }
        ssh.knownHosts = reader.optional("known_hosts", .line)
        ssh.transport = reader.optional("transport", .choice(SSHTransport.self))
        ssh.config = reader.optional("config", .configFile)
        ssh.timeout = reader.optional("timeout", .positiveDuration)
        ssh.enable = reader.optional("enable", .secret)
        reader.finish(credentials: Self.wayToLogIn)
        return ssh
    }

    private static func readWays(_ reader: MappingReader) -> [SSHAuthentication]? {
        let ways = reader.optional("authentication", .list(of: authentication))
        if ways?.isEmpty == true, let node = reader.node["authentication"] {
            reader.findings.add(node.diagnostic("there must be at least one way to log in"))
        }
        return ways
    }

    private static var authentication: Conversion<SSHAuthentication> {
        Conversion { node throws(Diagnostics) in
            guard node.kind == .mapping else {
                // What stands there may be the credential itself.
                throw Diagnostics(
                    "a way to log in must be a mapping, but this is \(node.kindName)", at: node.mark,
                    hint: "credentials are references: " + wayToLogIn)
            }
            let findings = Findings()
            let reader = MappingReader(node, as: "a way to log in", into: findings)
            var ways: [SSHAuthentication] = []
            let passphrase = reader.optional("passphrase", .secret)
            if let key = reader.optional("key", .credential) { ways.append(.key(key, passphrase: passphrase)) }
            if let password = reader.optional("password", .secret) { ways.append(.password(password)) }
            if let agent = reader.optional("agent", .agentKey) { ways.append(.agent(key: agent.key)) }
            reader.finish(credentials: wayToLogIn)
            guard !findings.hasErrors, ways.count == 1, let way = ways.first else {
                throw findings.hasErrors
                    ? Diagnostics(findings.items)
                    : Diagnostics([
                        node.diagnostic(
                            "a way to log in is one of `key`, `password` and `agent`",
                            hint: "give each a list element of its own, in the order to try")
                    ])
            }
            if case .key(let reference, _) = way { try checkKeyPlace(reference, node) }
            return way
        }
    }

    private static func checkKeyPlace(_ reference: CredentialReference, _ node: Node) throws(Diagnostics) {
        switch reference.source {
        case .environment, .file: return
        case .command, .agent:
            throw Diagnostics([
                node.diagnostic(
                    "a private key is a file",
                    hint: "write {file: PATH}, {environment: NAME of the variable with its path}, or `agent: true`")
            ])
        }
    }

    private static func readSNMP(_ reader: MappingReader) -> ConnectionPatch.SNMP {
        var snmp = ConnectionPatch.SNMP()
        snmp.port = reader.optional("port", .port)
        snmp.version = reader.optional("version", version)
        snmp.user = reader.optional("user", .line)
        snmp.community = reader.optional("community", .secret)
        if let auth = reader.mapping("auth", as: "the authentication") {
            let algorithm = auth.required("protocol", .choice(SNMPAuthentication.Algorithm.self))
            let secret = auth.required("secret", .secret)
            auth.finish(credentials: "secret: {environment: PITA_SNMP_AUTH}")
            if let algorithm, let secret { snmp.authentication = .init(algorithm: algorithm, secret: secret) }
        }
        if let priv = reader.mapping("priv", as: "the privacy") {
            let algorithm = priv.required("protocol", .choice(SNMPPrivacy.Algorithm.self))
            let secret = priv.required("secret", .secret)
            priv.finish(credentials: "secret: {environment: PITA_SNMP_PRIV}")
            if let algorithm, let secret { snmp.privacy = .init(algorithm: algorithm, secret: secret) }
        }
        snmp.timeout = reader.optional("timeout", .positiveDuration)
        snmp.retries = reader.optional("retries", .int(in: 0...10))
        snmp.maxRepetitions = reader.optional("max_repetitions", .int(in: 1...200))
        reader.finish(
            credentials:
                "community: {environment: PITA_SNMP_COMMUNITY}, or auth and priv with secret: {environment: NAME}")
        return snmp
    }

    private static var version: Conversion<ConnectionPatch.SNMP.Version> {
        Conversion { node throws(Diagnostics) in
            // Plain `3` is a number and plain `2c` a text; both are the words that people write.
            guard let text = node.text, let version = ConnectionPatch.SNMP.Version(rawValue: text) else {
                throw Diagnostics([
                    node.diagnostic(
                        "the version of SNMP must be 2c or 3",
                        hint: node.text == "1" || node.text == "2" ? "version 1 is not spoken; write 2c" : nil)
                ])
            }
            return version
        }
    }
}

/// What stands behind `agent:`.
private struct AgentChoice {
    /// The key that the agent is asked for; `nil` for the only one that it holds.
    let key: SSHPublicKey?
}

extension Conversion where Value == AgentChoice {
    /// `true`, or the line of a `.pub` file.
    fileprivate static var agentKey: Conversion {
        Conversion { node throws(Diagnostics) in
            switch node.scalar {
            case .bool(true)?: return AgentChoice(key: nil)
            case .text?:
                do throws(Diagnostics) {
                    return AgentChoice(key: try Conversion<SSHPublicKey>.publicKey.convert(node))
                } catch {
                    // What stands there may be a credential.
                    throw Diagnostics(error.items.map { Diagnostic($0.message, at: $0.mark, hint: $0.hint) })
                }
            default:
                throw Diagnostics([
                    node.diagnostic(
                        "`agent` is true, or the public key that the agent is to use",
                        hint: "write `true` where it holds one key, else the line of the .pub file")
                ])
            }
        }
    }
}

extension Conversion where Value == SSHConfigFile {
    /// `none`, or the path of a file.
    fileprivate static var configFile: Conversion {
        Conversion { node throws(Diagnostics) in
            let text = try Conversion<String>.line.convert(node)
            return text == "none" ? .none : .file(text)
        }
    }
}

extension Conversion where Value == Duration {
    /// A time that is not nothing.
    static var positiveDuration: Conversion {
        Conversion { node throws(Diagnostics) in
            let value = try Conversion.duration.convert(node)
            guard value > .zero else { throw Diagnostics([node.diagnostic("this time must be longer than nothing")]) }
            return value
        }
    }
}
