/// The lines of IOS that hold secrets.
enum IOSSecrets {
    typealias Rule = LineSecretRule

    /// Of two rules that fit, both hold. Some ask for a number of the kind of secret, which older releases leave out; where
    /// one can't tell, all that follows is masked.
    static let rules = LineSecretTable(
        [
            "snmp-server community 0", "snmp-server community 7", "snmp-server community 8",
            "crypto isakmp key", "server-key 7", "server-key 6", "server-key 0", "server-key",
            "ip ospf authentication-key 7", "ip ospf authentication-key", "ppp chap hostname",
        ].map { rule($0) }
            + [
                "password", "secret", "key 7", "key 6", "key 0", "tacacs-server key", "radius-server key", "key-string",
                "message-digest-key *", "authentication text", "authentication md5 key-string", "wpa-psk ascii",
                "set-key", "domain-password", "area-password", "pre-shared-key", "snmp-server host * version 1",
                "snmp-server host * version 2c", "snmp-server host * informs version 2c",
                "snmp-server host * traps version 2c", "snmp-server host * vrf * informs version 2c",
                "snmp-server host * vrf * version 2c", "snmp-server user * *",
                "standby * authentication", "vrrp * authentication", "glbp * authentication",
                "ntp authentication-key *",
                "ip nhrp authentication", "isis password", "crypto isakmp key", "tacacs-server host * key",
                "radius-server host * key", "auth-port * acct-port * key",
                "snmp-server host * vrf * version 1", "snmp-server host * vrf * traps version 1",
                "snmp-server host * vrf * traps version 2c", "snmp-server host * traps version 1",
            ].map { rule($0, isOneWord: false) } + [
                Rule(words: ["key"], isAlone: true),
                Rule(words: ["snmp-server", "community"], isOneWord: true, unless: ["0", "7", "8"]),
            ] + communities)

    /// A community of the first version, which need not be said.
    private static let communities = ["", " traps", " informs", " vrf *", " vrf * traps", " vrf * informs"].map {
        Rule(
            words: "snmp-server host *\($0)".split(separator: " ").map(String.init), isOneWord: false,
            unless: ["version", "traps", "informs", "vrf"])
    }

    private static func rule(_ words: String, isOneWord: Bool = true) -> Rule {
        Rule(words: words.split(separator: " ").map(String.init), isOneWord: isOneWord)
    }
}
