/// Menus of services: SNMP, log-in services, users.
enum ServiceMenus {
    static let all: [Menu] = [snmp, community, service, ssh, group, user]

    static let snmp = Menu(
        "snmp", .single,
        [
            Property("enabled", .flag, "no"), Property("contact", .text, ""), Property("location", .text, ""),
            Property("engine-id", .text, "").before(7, 10), Property("engine-id-suffix", .text, "").since(7, 10),
            Property("trap-community", .reference("snmp community", or: []), "public"),
            Property("trap-version", .integer(1...3), "1"), Property("trap-target", .addresses, ""),
            Property("trap-generators", .free, "temp-exception"), Property("trap-interfaces", .free, ""),
            Property("src-address", .free, "::"), Property("vrf", .free, "main").since(7, 3),
        ])

    static let community = Menu(
        "snmp community", .list,
        [
            Property("name", .text).required, Property("addresses", .prefixes, "::/0").before7("0.0.0.0/0"),
            Property("security", .choice(["none", "authorized", "private"]), "none"),
            Property("read-access", .flag, "yes"), Property("write-access", .flag, "no"),
            Property("authentication-protocol", .choice(["MD5", "SHA1"]), "MD5"),
            Property("encryption-protocol", .choice(["DES", "AES"]), "DES"),
            Property("authentication-password", .text, "").secret, Property("encryption-password", .text, "").secret,
            Property("comment", .text), Property("disabled", .flag, "no").since(7, 0),
        ]
    ).selected(by: "default")

    static let service = Menu(
        "ip service", .fixed,
        [
            Property("name", .text).readOnly, Property("port", .integer(1...65535)).readOnly,
            Property("address", .prefixes, ""), Property("certificate", .free, "none"),
            Property("vrf", .free, "main").since(7, 1), Property("disabled", .flag, "no"),
        ]
    ).selected(by: nil)

    /// The services that are there by themselves, with their ports and whether they are off.
    static let services: [(name: String, port: Int, off: Bool)] = [
        ("telnet", 23, false), ("ftp", 21, false), ("www", 80, false), ("ssh", 22, false), ("www-ssl", 443, true),
        ("api", 8728, false), ("winbox", 8291, false), ("api-ssl", 8729, false),
    ]

    static let ssh = Menu(
        "ip ssh", .single,
        [
            Property("strong-crypto", .flag, "no"), Property("host-key-size", .integer(1024...8192), "2048"),
            Property("host-key-type", .choice(["rsa", "ed25519"]), "rsa").since(7, 9),
            Property("forwarding-enabled", .choice(["no", "local", "remote", "both"]), "no"),
            Property("always-allow-password-login", .flag, "no"),
        ])

    static let group = Menu(
        "user group", .list,
        [
            Property("name", .text).required, Property("policy", .policies, ""), Property("skin", .free, "default"),
            Property("comment", .text),
        ]
    ).notDisabled()

    static let user = Menu(
        "user", .list,
        [
            Property("name", .text).required, Property("group", .free).required, Property("address", .prefixes, ""),
            Property("password", .text, "").secret, Property("comment", .text), Property("disabled", .flag, "no"),
        ])
}
