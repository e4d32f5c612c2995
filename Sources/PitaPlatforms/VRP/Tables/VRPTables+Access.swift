/// The lines of log-ins and users: terminals, AAA, RADIUS, TACACS, access control of ports.
///
/// Sources: the rulebook of annet (huawei: aaa.py, misc.py), Huawei's command references, public configs.
extension VRPTables {
    static let terminals: LineRuleTable = [
        .value("authentication-mode MODE"), .value("set authentication password SECRET..."),
        .value("protocol inbound PROTOCOL"),
        .value("acl ACL <inbound|outbound>", undo: .line("undo acl <inbound|outbound>"), uses: ["acl ACL"]),
        .value("acl ipv6 ACL <inbound|outbound>", undo: .line("undo acl ipv6 <inbound|outbound>"), uses: ["acl ACL"]),
        .value("idle-timeout MINUTES [SECONDS]", standard: "10 0", settled: { $0 == "10" ? "10 0" : $0 }),
        .value("screen-length NUMBER"), .value("history-command max-size NUMBER"), .value("user privilege level LEVEL"),
        .on("shell"), .value("speed RATE"), .value("auto-execute command TEXT..."),
    ]

    static let aaa: LineRuleTable = LineRuleTable([
        .on("local-user policy security-enhance"), .on("user-password complexity-check"),
        // With the password the device drops the user.
        .value(
            "local-user <USER> password SECRET...", undo: .line("undo local-user <USER>"), drops: ["local-user <USER>"]),
        .group("local-user <USER>"), .value("local-user <USER> privilege level LEVEL"),
        .value("local-user <USER> level LEVEL"),
        .value("local-user <USER> service-type TYPES...", settled: VRPValue.sorted),
        .value("local-user <USER> ftp-directory PATH"), .value("local-user <USER> user-group NAME"),
        .value("local-user <USER> state STATE..."), .value("local-user <USER> idle-timeout TIME..."),
        .value("local-user <USER> access-limit NUMBER"), .value("local-user <USER> expire-date DATE"),
        .value("user-block REST..."), .value("default-domain admin NAME"),
        .value("remote-aaa-user authen-fail REST..."),
        .value("cut access-user REST..."), .value("outbound recording-scheme NAME"),
        .value("cmd recording-scheme NAME"),
        .value("system recording-scheme NAME"), .flag("local-aaa-user wrong-password"),
        .value("domain-name-delimiter SIGN"),
        .value("local-aaa-user wrong-password retry-interval REST..."),
    ])

    /// Blocks within `aaa`. Some are always there.
    static let aaaBlocks: [LineGrammar.Block] = [
        .init("authentication-scheme", keeper: built(["default", "default0", "default1", "radius"])),
        .init("authorization-scheme", keeper: built(["default"])),
        .init("accounting-scheme", keeper: built(["default", "default0", "default1"])), .init("recording-scheme"),
        .init("service-scheme"), .init("task-group"), .init("user-group"), .init("admin-user-group"),
        .init("domain", keeper: built(["default", "default0", "default1", "default_admin"])),
        .init("local-aaa-user password policy"),
    ]

    private static func built(_ names: Set<String>) -> @Sendable (String) -> String? {
        { names.contains($0) ? "the device always has it" : nil }
    }

    static let aaaTables: [String: LineRuleTable] = [
        "authentication-scheme": [.value("authentication-mode MODES..."), .value("authentication-super MODES...")],
        "authorization-scheme": [.value("authorization-mode MODES..."), .value("authorization-cmd <LEVEL> MODES...")],
        "accounting-scheme": [
            .value("accounting-mode MODE"), .value("accounting realtime MINUTES"),
            .value("accounting <start-fail|interim-fail> ACTION..."), .value("accounting start-fail ACTION"),
        ],
        "recording-scheme": [.value("recording-mode hwtacacs NAME", uses: ["hwtacacs-server template NAME"])],
        "service-scheme": [
            .value("admin-user privilege level LEVEL"), .value("user-group NAME"), .value("idle-cut TIME..."),
            .value("dns ADDRESS [secondary]"), .value("acl-id ACL", uses: ["acl ACL"]), .value("user-vlan VLAN"),
        ],
        "task-group": [.value("task <NAME> RIGHTS..."), .list("include task-group <NAME>")],
        "user-group": [.list("task-group <NAME>"), .list("include user-group <NAME>")],
        "local-aaa-user password policy": [
            .value("password expire DAYS"), .value("password history record number NUMBER"),
            .value("password alert before-expire DAYS"), .on("password alert original"), .on("password force-change"),
        ],
        "domain": [
            .value("authentication-scheme NAME", uses: ["aaa > authentication-scheme NAME"]),
            .value("authorization-scheme NAME", uses: ["aaa > authorization-scheme NAME"]),
            .value("accounting-scheme NAME", uses: ["aaa > accounting-scheme NAME"]),
            .value("service-scheme NAME", uses: ["aaa > service-scheme NAME"]),
            .value("radius-server NAME", uses: ["radius-server template NAME"]),
            .value("radius-server group NAME", uses: ["radius-server group NAME"]),
            .value("hwtacacs-server NAME", uses: ["hwtacacs-server template NAME"]),
            .value("hwtacacs server NAME", uses: ["hwtacacs server template NAME"]), .value("user-group NAME"),
            .list("ip-pool <NAME>", uses: ["ip pool NAME"]), .list("ipv6-pool <NAME>", uses: ["ipv6 pool NAME"]),
            .value("user-max-session NUMBER"), .value("dns <primary-ip|second-ip|primary-ipv6|second-ipv6> ADDRESS"),
            .flag("ipv6 nd autoconfig <FLAG>"), .flag("qos rate-limit-mode car <inbound|outbound>"),
            .value("qos-profile NAME <inbound|outbound>"), .value("state STATE"), .value("idle-cut TIME..."),
            .value("access-limit NUMBER"), .flag("statistic enable"), .value("web-server REST..."),
        ],
    ]

    // MARK: servers that know the users

    static let userServers: [LineRule] = [
        .value("radius-server ip-address <ADDRESS> shared-key SECRET..."),
        .value("radius-server authorization <ADDRESS> [OPTIONS...]"),
        .value("radius-server source interface INTERFACE"),
        .on("hwtacacs enable"), .value("hwtacacs-server shared-key SECRET..."),
        .value("domain NAME [admin]", undo: .whole),
        .flag("dot1x enable"), .value("dot1x authentication-method METHOD"), .value("dot1x timer <KIND> SECONDS"),
        .flag("mac-authen"), .value("mac-authen timer <KIND> SECONDS"),
        .value("access-user dot1x-identity speed-limit RATE"),
        .value("web-auth-server <NAME> REST..."), .value("mac-authen domain NAME..."),
        .flag("authentication unified-mode"),
        .value("ssl renegotiation-rate NUMBER"),
    ]

    private static let radiusLines: [LineRule] = [
        .value("radius-server <authentication|accounting> <ADDRESS> <PORT> [OPTIONS...]"),
        .value("radius-server shared-key SECRET..."), .value("radius-server shared-key-cipher SECRET..."),
        .value("radius-server retransmit NUMBER [OPTIONS...]"), .value("radius-server timeout SECONDS"),
        .on("radius-server user-name domain-included"), .flag("radius-server user-name original"),
        .value("radius-server source interface INTERFACE"),
        .value("radius-server <accounting-start-packet|accounting-stop-packet|accounting-interim-packet> REST..."),
        .value("radius-server nas-ip-address ADDRESS"), .value("radius-attribute <KIND> REST..."),
        .value("radius-server algorithm KIND"), .value("radius-server testuser REST..."),
        .value("radius-attribute nas-ip ADDRESS"), .value("radius-server detect-server interval SECONDS"),
    ]

    private static let tacacsLines: [LineRule] = [
        .value("hwtacacs-server <authentication|authorization|accounting> ADDRESS [OPTIONS...]"),
        .flag("hwtacacs-server <authentication|authorization|accounting> <ADDRESS> <PORT> secondary"),
        .list("hwtacacs-server <authentication|authorization|accounting> <ADDRESS> secondary"),
        .value("hwtacacs-server shared-key SECRET..."), .value("hwtacacs-server source-ip ADDRESS"),
        .on("hwtacacs-server user-name domain-included"), .value("hwtacacs-server timer <KIND> NUMBER"),
        .value("hwtacacs server <authentication|authorization|accounting> <ADDRESS> [OPTIONS...]"),
        .value("hwtacacs server shared-key SECRET..."), .value("hwtacacs server source-ip ADDRESS"),
        .value("hwtacacs server user-name KIND"), .value("hwtacacs server timer <KIND> NUMBER"),
    ]

    static let userServerTables: [String: LineRuleTable] = [
        "radius-server template": LineRuleTable(radiusLines), "radius-server group": LineRuleTable(radiusLines),
        "hwtacacs-server template": LineRuleTable(tacacsLines), "hwtacacs server template": LineRuleTable(tacacsLines),
    ]

    /// Profiles of access control (NAC) in the new mode.
    static let accessProfiles: LineRuleTable = [
        .value("dot1x-access-profile NAME", uses: ["dot1x-access-profile name NAME"]),
        .value("mac-access-profile NAME", uses: ["mac-access-profile name NAME"]),
        .value("portal-access-profile NAME"), .value("free-rule-template NAME"), .value("access-domain NAME [force]"),
        .value("authentication-scheme NAME"), .value("radius-server NAME"), .flag("authentication ipv6-control enable"),
        .on("authentication ip-address in-accounting-start"), .flag("authentication <WORDS...>"),
        .flag("dot1x <WORDS...>"),
        .value("dot1x timer <KIND> SECONDS"), .value("dot1x retry NUMBER"), .flag("mac-authen <WORDS...>"),
        .value("mac-authen timer <KIND> SECONDS"), .value("mac-authen username REST..."),
        .value("authentication event <KIND> action authorize REST..."), .value("dot1x authentication-method METHOD"),
        .list("free-rule <ID> <RULE...>"), .flag("permit-domain <NAME>"),
    ]
}
