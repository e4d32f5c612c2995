/// How a device is reached: the office's settings, overridden by its platform's, overridden by its own.
public struct ConnectionSettings: Sendable, Hashable {
    /// For commands and configurations.
    public let ssh: SSHSettings
    /// For measurements.
    public let snmp: SNMPSettings

    /// Settings put together by hand; an office gives each device its own.
    public init(ssh: SSHSettings, snmp: SNMPSettings) {
        self.ssh = ssh
        self.snmp = snmp
    }
}

/// How a device is reached over SSH.
public struct SSHSettings: Sendable, Hashable {
    /// The TCP port; 22 unless said otherwise.
    public let port: UInt16
    /// The log-in name.
    public let user: TextReference
    /// What proves the log-in, in the order to try.
    public let authentication: [SSHAuthentication]
    /// The host in between, if there is one.
    public let jump: JumpHost?
    /// The file with the pinned host keys, relative to the office directory unless absolute.
    public let knownHosts: String
    /// Which SSH client is used.
    public let transport: SSHTransport
    /// Whose ssh_config(5) the system's `ssh` looks into.
    public let config: SSHConfigFile
    /// How long connecting and logging in may take; 10 seconds unless said otherwise.
    public let timeout: Duration
    /// The password for full rights on devices whose log-in ends without them (`enable`); `nil` where none is needed.
    public let enable: CredentialReference?

    /// Settings; what is not given is what an office that says nothing has.
    public init(
        port: UInt16 = 22, user: TextReference, authentication: [SSHAuthentication], jump: JumpHost? = nil,
        knownHosts: String = "Inventory/known_hosts", transport: SSHTransport = .automatic,
        config: SSHConfigFile = .user, timeout: Duration = .seconds(10), enable: CredentialReference? = nil
    ) {
        self.port = port
        self.user = user
        self.authentication = authentication
        self.jump = jump
        self.knownHosts = knownHosts
        self.transport = transport
        self.config = config
        self.timeout = timeout
        self.enable = enable
    }
}

/// A host through which a device is reached.
public struct JumpHost: Sendable, Hashable {
    /// Its name or address.
    public let host: String
    /// Its SSH port.
    public let port: UInt16
    /// The log-in name on it.
    public let user: TextReference
    /// What proves the log-in on it, in the order to try; never the device's password.
    public let authentication: [SSHAuthentication]

    /// A host in between.
    public init(host: String, port: UInt16, user: TextReference, authentication: [SSHAuthentication]) {
        self.host = host
        self.port = port
        self.user = user
        self.authentication = authentication
    }
}

/// One way to prove a log-in.
public enum SSHAuthentication: Sendable, Hashable {
    /// A key in the SSH agent: the one named, or the only one that it holds.
    case agent(key: SSHPublicKey?)
    /// A private key: the file itself (`file`), or the environment variable that holds its path (`environment`).
    case key(CredentialReference, passphrase: CredentialReference?)
    /// A password.
    case password(CredentialReference)
}

/// Which SSH client is used for a device.
public enum SSHTransport: String, CaseIterable, Sendable {
    /// libssh2, and the system's `ssh` for hosts with which libssh2 shares no algorithm.
    case automatic
    /// libssh2.
    case libssh2
    /// The system's `ssh`.
    case openssh
}

/// Whose ssh_config(5) is looked into for algorithms and the way to a host.
public enum SSHConfigFile: Sendable, Hashable {
    /// That of the person who runs Pita, if there is one.
    case user
    /// A file, relative to the office directory unless absolute.
    case file(String)
    /// None.
    case none
}

/// How a device is read over SNMP.
public struct SNMPSettings: Sendable, Hashable {
    /// The UDP port; 161 unless said otherwise.
    public let port: UInt16
    /// Version and credentials.
    public let access: SNMPAccess
    /// How long an answer may take; 2 seconds unless said otherwise.
    public let timeout: Duration
    /// How often a question is asked again; 2 unless said otherwise.
    public let retries: Int
    /// How many rows a bulk answer may have; 20 unless said otherwise.
    public let maxRepetitions: Int

    /// Settings; what is not given is what an office that says nothing has.
    public init(
        port: UInt16 = 161, access: SNMPAccess, timeout: Duration = .seconds(2), retries: Int = 2,
        maxRepetitions: Int = 20
    ) {
        self.port = port
        self.access = access
        self.timeout = timeout
        self.retries = retries
        self.maxRepetitions = maxRepetitions
    }
}

/// The version of SNMP with its credentials.
public enum SNMPAccess: Sendable, Hashable {
    /// SNMPv2c with a community.
    case community(CredentialReference)
    /// SNMPv3 with a user (RFC 3414).
    case user(SNMPUser)
}

/// A user of SNMPv3; privacy never comes without authentication.
public struct SNMPUser: Sendable, Hashable {
    /// The user's name.
    public let name: String
    /// How messages are authenticated; `nil`: not at all.
    public let authentication: SNMPAuthentication?
    /// How messages are encrypted; `nil`: not at all.
    public let privacy: SNMPPrivacy?

    /// A user.
    public init(name: String, authentication: SNMPAuthentication?, privacy: SNMPPrivacy?) {
        self.name = name
        self.authentication = authentication
        self.privacy = privacy
    }
}

/// The authentication of an SNMPv3 user (RFC 3414, RFC 7860).
public struct SNMPAuthentication: Sendable, Hashable {
    /// The protocols.
    public enum Algorithm: String, CaseIterable, Sendable {
        /// HMAC-MD5-96.
        case md5 = "MD5"
        /// HMAC-SHA-96.
        case sha1 = "SHA-1"
        /// HMAC-128-SHA-224.
        case sha224 = "SHA-224"
        /// HMAC-192-SHA-256.
        case sha256 = "SHA-256"
        /// HMAC-256-SHA-384.
        case sha384 = "SHA-384"
        /// HMAC-384-SHA-512.
        case sha512 = "SHA-512"
    }
    /// The protocol.
    public let algorithm: Algorithm
    /// The pass phrase.
    public let secret: CredentialReference

    /// A protocol with its pass phrase.
    public init(algorithm: Algorithm, secret: CredentialReference) {
        self.algorithm = algorithm
        self.secret = secret
    }
}

/// The privacy of an SNMPv3 user (RFC 3414, RFC 3826).
public struct SNMPPrivacy: Sendable, Hashable {
    /// The protocols.
    public enum Algorithm: String, CaseIterable, Sendable {
        /// CBC-DES.
        case des = "DES"
        /// CFB-AES-128.
        case aes128 = "AES-128"
        /// CFB-AES-192, a vendors' extension.
        case aes192 = "AES-192"
        /// CFB-AES-256, a vendors' extension.
        case aes256 = "AES-256"
    }
    /// The protocol.
    public let algorithm: Algorithm
    /// The pass phrase.
    public let secret: CredentialReference

    /// A protocol with its pass phrase.
    public init(algorithm: Algorithm, secret: CredentialReference) {
        self.algorithm = algorithm
        self.secret = secret
    }
}
