import PitaDiagnostics

/// How a manager shows an agent that it may read.
public enum SNMPCredentials: Sendable {
    /// SNMPv1: no Counter64, no GETBULK. Nothing authenticates the answers.
    case v1(community: Secret)
    /// SNMPv2c. Nothing authenticates the answers.
    case v2c(community: Secret)
    /// SNMPv3 with the user-based security model (RFC 3414).
    case v3(SNMPUser)
}

/// A user of SNMPv3.
public struct SNMPUser: Sendable {
    /// How messages are authenticated.
    public enum Authentication: String, Sendable, CaseIterable {
        /// HMAC-MD5-96 (RFC 3414).
        case md5
        /// HMAC-SHA-96 (RFC 3414).
        case sha1 = "sha"
        /// HMAC-128-SHA-224 (RFC 7860).
        case sha224
        /// HMAC-192-SHA-256 (RFC 7860).
        case sha256
        /// HMAC-256-SHA-384 (RFC 7860).
        case sha384
        /// HMAC-384-SHA-512 (RFC 7860).
        case sha512
    }

    /// How messages are encrypted.
    public enum Privacy: String, Sendable, CaseIterable {
        /// CBC-DES (RFC 3414); weak, but all that some devices have.
        case des
        /// CFB128-AES-128 (RFC 3826).
        case aes128 = "aes"
        /// AES-192, keys extended as draft-blumenthal-aes-usm-04 says.
        case aes192
        /// AES-256, keys extended as draft-blumenthal-aes-usm-04 says.
        case aes256
        /// AES-192, keys extended as Cisco does (draft-reeder-snmpv3-usm-3desede).
        case aes192Cisco = "aes192c"
        /// AES-256, keys extended as Cisco does.
        case aes256Cisco = "aes256c"
    }

    /// The user name, 1...32 octets.
    public let name: String
    /// The protocol and pass phrase (at least 8 octets); `nil` is noAuthNoPriv.
    public let authentication: (protocol: Authentication, passPhrase: Secret)?
    /// The protocol and pass phrase (at least 8 octets); `nil` is no privacy. It needs authentication.
    public let privacy: (protocol: Privacy, passPhrase: Secret)?
    /// The context, `vlan-10` for Cisco's bridge tables; mostly empty.
    public let context: String

    /// A user; without privacy authNoPriv, without authentication noAuthNoPriv.
    public init(
        name: String, authentication: (Authentication, Secret)? = nil, privacy: (Privacy, Secret)? = nil,
        context: String = ""
    ) {
        self.name = name
        self.authentication = authentication.map { ($0.0, $0.1) }
        self.privacy = privacy.map { ($0.0, $0.1) }
        self.context = context
    }

    /// What is wrong with it, in words; `nil` when it can be used.
    var defect: String? {
        if !(1...32).contains(name.utf8.count) { return "an SNMPv3 user name has 1 to 32 octets" }
        if privacy != nil, authentication == nil { return "privacy needs authentication" }
        if context.utf8.count > 255 { return "an SNMPv3 context has at most 255 octets" }
        for secret in [authentication?.passPhrase, privacy?.passPhrase].compactMap({ $0 })
        where secret.withRevealed({ $0.utf8.count }) < 8 {
            return "an SNMPv3 pass phrase has at least 8 octets (RFC 3414, section 11.2)"
        }
        return nil
    }
}
