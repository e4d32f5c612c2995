import PitaYAML

/// What one layer (office, platform or device) says about connections; what it leaves out comes from the layer below.
struct ConnectionPatch {
    struct SSH {
        var port: UInt16?
        var user: TextReference?
        var authentication: [SSHAuthentication]?
        var jump: Jump?
        var knownHosts: String?
        var transport: SSHTransport?
        var config: SSHConfigFile?
        var timeout: Duration?
        var enable: CredentialReference?
    }
    /// A jump host as one layer writes it.
    struct Jump {
        let host: String
        let port: UInt16
        let user: TextReference
        /// Its own ways to log in; `nil` takes over those of the device that show nothing secret.
        let authentication: [SSHAuthentication]?
        let node: Node
    }
    struct SNMP {
        enum Version: String { case community = "2c", user = "3" }
        var port: UInt16?
        var version: Version?
        var user: String?
        var authentication: SNMPAuthentication?
        var privacy: SNMPPrivacy?
        var community: CredentialReference?
        var timeout: Duration?
        var retries: Int?
        var maxRepetitions: Int?
    }
    var ssh = SSH()
    var snmp = SNMP()
    /// Whether something in it could not be read and was reported; what is missing then is no fault of its own.
    var isBroken = false

    /// This layer's settings where it has them, else those of the layer below.
    func over(_ below: ConnectionPatch) -> ConnectionPatch {
        var merged = ConnectionPatch()
        merged.isBroken = isBroken || below.isBroken
        merged.ssh = SSH(
            port: ssh.port ?? below.ssh.port, user: ssh.user ?? below.ssh.user,
            authentication: ssh.authentication ?? below.ssh.authentication, jump: ssh.jump ?? below.ssh.jump,
            knownHosts: ssh.knownHosts ?? below.ssh.knownHosts, transport: ssh.transport ?? below.ssh.transport,
            config: ssh.config ?? below.ssh.config, timeout: ssh.timeout ?? below.ssh.timeout,
            enable: ssh.enable ?? below.ssh.enable)
        merged.snmp = SNMP(
            port: snmp.port ?? below.snmp.port, version: snmp.version ?? below.snmp.version,
            user: snmp.user ?? below.snmp.user, authentication: snmp.authentication ?? below.snmp.authentication,
            privacy: snmp.privacy ?? below.snmp.privacy, community: snmp.community ?? below.snmp.community,
            timeout: snmp.timeout ?? below.snmp.timeout, retries: snmp.retries ?? below.snmp.retries,
            maxRepetitions: snmp.maxRepetitions ?? below.snmp.maxRepetitions)
        return merged
    }

    /// The settings of a device, or what stands against them.
    func settings() -> Result<ConnectionSettings, Gap> {
        guard let user = ssh.user else { return .failure(.missing(key: "ssh.user")) }
        guard let authentication = ssh.authentication else { return .failure(.missing(key: "ssh.authentication")) }
        let jump = ssh.jump.map { $0.host(besides: authentication) }
        if let written = ssh.jump, jump?.authentication.isEmpty == true {
            return .failure(.passwordForJump(written.node))
        }
        let access: SNMPAccess
        switch snmp.version ?? .user {
        case .community:
            guard let community = snmp.community else { return .failure(.missing(key: "snmp.community")) }
            access = .community(community)
        case .user:
            guard let name = snmp.user else { return .failure(.missing(key: "snmp.user")) }
            guard snmp.privacy == nil || snmp.authentication != nil else { return .failure(.missing(key: "snmp.auth")) }
            access = .user(SNMPUser(name: name, authentication: snmp.authentication, privacy: snmp.privacy))
        }
        return .success(
            ConnectionSettings(
                ssh: SSHSettings(
                    port: ssh.port ?? 22, user: user, authentication: authentication, jump: jump,
                    knownHosts: ssh.knownHosts ?? "Inventory/known_hosts", transport: ssh.transport ?? .automatic,
                    config: ssh.config ?? .user, timeout: ssh.timeout ?? .seconds(10), enable: ssh.enable),
                snmp: SNMPSettings(
                    port: snmp.port ?? 161, access: access, timeout: snmp.timeout ?? .seconds(2),
                    retries: snmp.retries ?? 2, maxRepetitions: snmp.maxRepetitions ?? 20)))
    }

    /// Why a device has no settings.
    enum Gap: Error {
        /// A setting that no layer gives.
        case missing(key: String)
        /// The jump host that stands there would be shown the device's password.
        case passwordForJump(Node)
    }
}

extension ConnectionPatch.Jump {
    /// The jump host, with its own ways to log in, or with those of the device that give nothing away: a key or an agent
    /// signs, and whoever holds the jump host learns nothing; a password would be the device's in its hands.
    func host(besides device: [SSHAuthentication]) -> JumpHost {
        let shared = device.filter { way in
            if case .password = way { false } else { true }
        }
        return JumpHost(host: host, port: port, user: user, authentication: authentication ?? shared)
    }
}
