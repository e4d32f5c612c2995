import PitaNetwork

/// The config language of VRP as values; its lines are in ``VRPTables``.
enum VRPGrammar {
    /// The grammar, for both generations.
    static let grammar = LineGrammar(
        negation: "undo", comment: "#", closers: ["quit"], terminator: "return", opaque: texts, secrets: secrets,
        freeTexts: ["description"], blocks: blocks, rules: rules, networks: networks,
        sequences: ["dns server"])

    /// Where networks stand.
    private static let networks: [String: [LineNetwork]] = {
        let prefixes = ["ip ip-prefix", "ip ipv6-prefix"].flatMap { list in
            ["permit", "deny"].flatMap { ["\(list) * index * \($0)", "\(list) * \($0)"] }
        }
        let routes = ["ip", "ipv6"].flatMap { ["\($0) route-static", "\($0) route-static vpn-instance *"] }
        var sections: [String: [String]] = [
            "": routes + prefixes, "acl": [""], "acl ipv6": [""], "ospf": ["asbr-summary"],
            "ospf > area": ["network", "abr-summary"], "bgp": ["network", "aggregate"],
        ]
        for family in ["ipv4-family", "ipv6-family"] { sections["bgp > \(family)"] = ["network", "aggregate"] }
        return LineNetwork.table(sections)
    }()

    /// Texts of several lines. They are read as a whole, and set by hand.
    private static let texts: [LineGrammar.Opaque] =
        ["login", "shell"].map { .init(words: ["header", $0], end: .delimiter, isKept: true) }
        + ["rsa", "ecc", "dsa"].map {
            .init(words: [$0, "peer-public-key"], end: .line("peer-public-key end"), isKept: true)
        } + [.init(words: ["xpl"], end: .line("end-filter"), isKept: true)]

    /// Words after `password` and its like that are no secret: what follows the cipher words is masked by these.
    private static let kinds: Set<String> = [
        "cipher", "irreversible-cipher", "simple", "policy", "expire", "history", "alert", "force-change", "end",
    ]

    /// Ciphers of SSH and TLS, which stand behind the word that elsewhere begins a secret.
    private static let ciphers: Set<String> = [
        "mode", "aes256_gcm", "aes128_gcm", "aes256_ctr", "aes192_ctr", "aes128_ctr", "aes256_cbc", "aes192_cbc",
        "aes128_cbc",
        "3des_cbc", "des_cbc", "blowfish_cbc", "arcfour128", "arcfour256", "arcfour", "sm4_cbc", "sm4_gcm", "aes128",
        "aes256",
        "3des", "des", "chacha20_poly1305",
    ]

    private static let secrets = LineSecretTable(
        ["irreversible-cipher", "pre-shared-key", "key-string", "plain", "shared-key-cipher", "plain-text"]
            .map { .init(words: [$0]) }
            + [
                .init(words: ["cipher"], unless: ciphers), .init(words: ["password"], unless: kinds),
                .init(words: ["password", "simple"]),
                .init(words: ["password", "end", "simple"]), .init(words: ["pin", "verify"]),
                .init(words: ["simple"], unless: kinds),
                .init(words: ["community", "read"], unless: kinds),
                .init(words: ["community", "write"], unless: kinds),
                .init(words: ["shared-key"], isOneWord: false),
                // The community of a trap of version 2c.
                .init(words: ["securityname"], isOneWord: false),
                .init(words: ["privacy-mode", "*"], isOneWord: false),
                .init(words: ["privacy-protocol", "*"], isOneWord: false),
                .init(words: ["gre", "key"], isOneWord: false),
            ]
            + [
                "md5", "sha", "sha2-224", "sha2-256", "sha2-384", "sha2-512", "hmac-md5", "hmac-sha256", "hmac-sha1",
                "simple",
            ].flatMap { kind in
                ["authentication-mode", "area-authentication-mode", "domain-authentication-mode"].map {
                    .init(words: [$0, kind], isOneWord: false)
                }
            })

    // MARK: blocks

    private static let blocks: [String: [LineGrammar.Block]] = [
        "": switching + filters + services + routing + quality, "aaa": VRPTables.aaaBlocks,
        "interface": [.init("bas")], "ip vpn-instance": families, "mpls ldp": families, "bgp": families,
        "ospf": [area], "ospfv3": [area], "vsi": [.init("pwsignal"), .init("bgp-ad")],
        "security password": [.init("rule")],
    ]

    private static let families: [LineGrammar.Block] = [
        .init("ipv4-family"), .init("ipv6-family"), .init("l2vpn-family"), .init("l2vpn-ad-family"),
        .init("vpls-family"),
    ]

    private static let area = LineGrammar.Block("area", spelled: VRPValue.area)

    private static let switching: [LineGrammar.Block] = [
        .init(
            "vlan batch", kind: "vlan", rank: 10, expanded: { VRPValue.vlans($0)?.ids.map(\.description) },
            keeper: vlanKeeper),
        .init(
            "vlan", rank: 10, expanded: { text in Int(text).flatMap(VLANID.init).map { [$0.description] } },
            keeper: vlanKeeper), .init("vlan pool", rank: 11), .init("bridge-domain", rank: 11),
        .init("stp region-configuration", rank: 13),
        .init(
            "interface", rank: 40, spelled: VRPValue.interface,
            keeper: { VRPValue.isPhysical($0) ? "an interface of the device itself can't be removed" : nil },
            parted: { VRPValue.parted($0, "mode") }),
        .init("port-group", rank: 42), .init("monitor-link group", rank: 42), .init("smart-link group", rank: 42),
        .init("erps ring", rank: 42), .init("wlan"), .init("wlan ac"),
    ]

    private static let filters: [LineGrammar.Block] = [
        .init("acl", rank: 15, spelled: VRPValue.acl, opened: VRPValue.aclLine, parted: VRPValue.partedACL),
        .init("acl ip-pool", rank: 14), .init("acl ipv6-pool", rank: 14), .init("acl port-pool", rank: 14),
        .init(
            "route-policy", rank: 18, opened: VRPValue.policyLine, parted: VRPValue.partedPolicy),
        .init(
            "ip vpn-instance", rank: 8,
            takes: [
                .init(section: "interface", named: "ip binding vpn-instance", lines: ["ip", "ipv6"]),
                .init(
                    section: "", lines: ["ip route-static vpn-instance NAME", "ipv6 route-static vpn-instance NAME"]),
                .init(section: "bgp > ipv4-family", blocks: ["vpn-instance NAME"]),
                .init(section: "bgp > ipv6-family", blocks: ["vpn-instance NAME"]),
                .init(section: "ospf", named: "vpn-instance", isWhole: true),
            ]),
    ]

    private static let services: [LineGrammar.Block] = [
        .init("aaa", rank: 47, keeper: { _ in "the device always has it" }),
        .init(
            "user-interface", rank: 58, expanded: VRPValue.terminals, keeper: { _ in "the device always has it" }),
        .init("radius-server template", rank: 45, keeper: { $0 == "default" ? "the device always has it" : nil }),
        .init("radius-server group", rank: 45), .init("hwtacacs-server template", rank: 45),
        .init("hwtacacs server template", rank: 45), .init("authentication-profile name", rank: 36),
        .init("dot1x-access-profile name", rank: 35), .init("mac-access-profile name", rank: 35),
        .init("portal-access-profile name", rank: 35), .init("free-rule-template name", rank: 35),
        .init("pki realm", rank: 30), .init("pki domain", rank: 30), .init("ssl policy", rank: 31), .init("license"),
        .init("netconf"), .init("security password"), .init("firewall zone"),
        .init("ip pool", rank: 33, parted: { VRPValue.parted($0, "bas") }),
        .init("ipv6 pool", rank: 33, parted: { VRPValue.parted($0, "bas") }),
        .init("ipv6 prefix", rank: 32, parted: { VRPValue.parted($0, "delegation", "local") }),
        .init("bfd", rank: 62, parted: { VRPValue.parted($0, "bind") }),
        // Only one that stands still can be deleted.
        .init("nqa test-instance", rank: 43, keeps: ["start"]),
        .init("user-group", rank: 34),
    ]

    /// What interfaces say of a process.
    private static func ofProcess(_ lines: String...) -> [LineGrammar.Taken] {
        [.init(section: "interface", lines: lines)]
    }

    private static let routing: [LineGrammar.Block] = [
        .init("ospf", rank: 55, takes: ofProcess("ospf enable NAME"), parted: VRPValue.partedProcess),
        .init(
            "ospfv3", rank: 55, takes: ofProcess("ospfv3 NAME area"), parted: { VRPValue.parted($0, "vpn-instance") }),
        .init(
            "isis", rank: 35, takes: ofProcess("isis enable NAME", "isis ipv6 enable NAME"),
            parted: VRPValue.partedProcess),
        .init("rip", rank: 55, parted: VRPValue.partedProcess),
        .init("bgp", rank: 57),
        .init(
            "mpls", rank: 26,
            takes: [
                .init(section: "interface", lines: ["mpls"]), .init(section: "", lines: ["mpls l2vpn"]),
                .init(section: "mpls ldp", blocks: [""]), .init(section: "mpls ldp remote-peer", blocks: [""]),
            ]),
        .init(
            "mpls ldp", rank: 27,
            takes: [
                .init(section: "interface", lines: ["mpls ldp"]), .init(section: "mpls ldp remote-peer", blocks: [""]),
            ]),
        .init("mpls ldp remote-peer", rank: 28),
        .init("explicit-path", rank: 29), .init("tunnel-policy", rank: 7),
        .init("vsi", rank: 29, opened: VRPValue.siLine, parted: VRPValue.partedSI),
    ]

    private static let quality: [LineGrammar.Block] = [
        .init(
            "traffic classifier", rank: 20, isEmptied: true,
            parted: { VRPValue.parted(VRPValue.without("precedence", $0), "operator", "type") }),
        .init("traffic behavior", rank: 20),
        .init(
            "traffic policy", rank: 30,
            parted: { text in
                let parts = VRPValue.parted(text, "match-order")
                return parts.tail == "match-order config" ? (parts.name, "") : parts
            }), .init("diffserv domain", rank: 34), .init("drop-profile", rank: 34),
        .init("qos schedule-profile", rank: 35), .init("qos queue-profile", rank: 35), .init("qos-profile", rank: 35),
        .init("qos group", rank: 44), .init("cpu-defend policy", rank: 30), .init("slot", rank: 46),
    ]

    private static let vlanKeeper: @Sendable (String) -> String? = { $0 == "1" ? "VLAN 1 can't be removed" : nil }

    // MARK: lines

    static let rules: [String: LineRuleTable] = {
        var rules: [String: LineRuleTable] = [
            "": top, "vlan": VRPTables.vlan, "interface": VRPTables.interface, "interface > bas": VRPTables.access,
            "stp region-configuration": VRPTables.region,
            "vlan pool": [LineRule("vlan VLANS...", .vlans(VRPTables.vlans(start: [])))],
            "acl": VRPTables.acl, "acl ip-pool": VRPTables.pools, "acl ipv6-pool": VRPTables.pools,
            "acl port-pool": VRPTables.pools,
            "route-policy": VRPTables.routePolicy, "ip vpn-instance": VRPTables.vpnInstance,
            "user-interface": VRPTables.terminals,
            "aaa": VRPTables.aaa, "bfd": VRPTables.bfd, "nqa test-instance": VRPTables.probe, "ip pool": VRPTables.pool,
            "ipv6 pool": VRPTables.pool,
            "ipv6 prefix": VRPTables.pool, "pki realm": VRPTables.certificates, "pki domain": VRPTables.certificates,
            "ssl policy": VRPTables.sslPolicy, "license": VRPTables.license, "netconf": VRPTables.netconf,
            "cpu-defend policy": VRPTables.defence, "slot": VRPTables.slot, "traffic classifier": VRPTables.classifier,
            "traffic behavior": VRPTables.behavior, "traffic policy": VRPTables.policy,
            "diffserv domain": VRPTables.domain,
            "firewall zone": [
                .value("priority NUMBER"), .value("set priority NUMBER"), .list("add interface <INTERFACE>"),
            ],
            "security password > rule": [.list("forbidden word <WORD>")], "isis": VRPTables.isis, "rip": VRPTables.rip,
            "bgp": VRPTables.bgp, "vsi": VRPTables.vsi, "vsi > pwsignal": VRPTables.vsiSignal,
            "vsi > bgp-ad": VRPTables.vsiSignal,
            "bridge-domain": [
                .value("vxlan vni NUMBER [OPTIONS...]"), .value("description TEXT..."), .value("arp <KIND> REST..."),
                .list("l2 binding vlan <VLAN>"), .flag("statistic enable"), .flag("statistics enable"),
            ],
            "monitor-link group": [
                .list("port <INTERFACE> <uplink|downlink> [<NUMBER>]"), .value("timer recover-time SECONDS"),
            ],
            "port-group": [.list("group-member <INTERFACE> [to <LAST>]")],
            "wlan": [.list("<KIND> name <NAME>"), .flag("provision-ap")],
            "wlan ac": [.list("<KIND> name <NAME>"), .flag("provision-ap")],
        ]
        for section in ["qos schedule-profile", "qos queue-profile", "qos-profile", "qos group", "drop-profile"] {
            rules[section] = VRPTables.profile
        }
        (rules["ospf"], rules["ospfv3"]) = (VRPTables.ospf, VRPTables.ospfv3)
        for section in ["ospf", "ospfv3"] { rules["\(section) > area"] = VRPTables.ospfArea }
        for section in [
            "mpls", "mpls ldp", "mpls ldp > ipv4-family", "mpls ldp remote-peer", "explicit-path", "tunnel-policy",
        ] { rules[section] = VRPTables.mplsBlock }
        for family in families {
            rules["bgp > \(family.kind)"] = VRPTables.bgpFamily
            rules["ip vpn-instance > \(family.kind)"] = VRPTables.vpnFamily
        }
        for profile in [
            "authentication-profile", "dot1x-access-profile", "mac-access-profile", "portal-access-profile",
            "free-rule-template",
        ] { rules["\(profile) name"] = VRPTables.accessProfiles }
        for (section, table) in VRPTables.aaaTables { rules["aaa > \(section)"] = table }
        return rules.merging(VRPTables.userServerTables) { $1 }
    }()

    private static let top = LineRuleTable(
        VRPTables.system + VRPTables.log + VRPTables.time + VRPTables.switching + VRPTables.userServers + VRPTables.ip
            + VRPTables.lists + VRPTables.mpls + VRPTables.globalPolicies + VRPTables.globalServices + VRPTables.servers
            + VRPTables.files + VRPTables.snmp)
}
