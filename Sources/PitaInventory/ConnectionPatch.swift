import PitaYAML

/// What one layer (office, platform or device) says about connections; what it leaves out comes from the layer below.
struct ConnectionPatch {
    struct SSH {
        var port: UInt16?
        var user: TextReference?
        var authentication: [SSHAuthentication]?
        var jump: JumpHost?
        var knownHosts: String?
        var transport: SSHTransport?
        var timeout: Duration?
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
            timeout: ssh.timeout ?? below.ssh.timeout)
        merged.snmp = SNMP(
            port: snmp.port ?? below.snmp.port, version: snmp.version ?? below.snmp.version,
            user: snmp.user ?? below.snmp.user, authentication: snmp.authentication ?? below.snmp.authentication,
            privacy: snmp.privacy ?? below.snmp.privacy, community: snmp.community ?? below.snmp.community,
            timeout: snmp.timeout ?? below.snmp.timeout, retries: snmp.retries ?? below.snmp.retries,
            maxRepetitions: snmp.maxRepetitions ?? below.snmp.maxRepetitions)
        return merged
    }

    /// The settings of a device, or what is missing for them.
    func settings() -> Result<ConnectionSettings, Missing> {
        guard let user = ssh.user else { return .failure(Missing(key: "ssh.user")) }
        guard let authentication = ssh.authentication else { return .failure(Missing(key: "ssh.authentication")) }
        let access: SNMPAccess
        switch snmp.version ?? .user {
        case .community:
            guard let community = snmp.community else { return .failure(Missing(key: "snmp.community")) }
            access = .community(community)
        case .user:
            guard let name = snmp.user else { return .failure(Missing(key: "snmp.user")) }
            guard snmp.privacy == nil || snmp.authentication != nil else { return .failure(Missing(key: "snmp.auth")) }
            access = .user(SNMPUser(name: name, authentication: snmp.authentication, privacy: snmp.privacy))
        }
        return .success(
            ConnectionSettings(
                ssh: SSHSettings(
                    port: ssh.port ?? 22, user: user, authentication: authentication, jump: ssh.jump,
                    knownHosts: ssh.knownHosts ?? "Inventory/known_hosts", transport: ssh.transport ?? .automatic,
                    timeout: ssh.timeout ?? .seconds(10)),
                snmp: SNMPSettings(
                    port: snmp.port ?? 161, access: access, timeout: snmp.timeout ?? .seconds(2),
                    retries: snmp.retries ?? 2, maxRepetitions: snmp.maxRepetitions ?? 20)))
    }

    /// A setting that no layer gives.
    struct Missing: Error {
        let key: String
    }
}
