/// The config language of FRRouting (`vtysh`), as `show running-config` writes it.
///
/// What Pita manages is what a rule of ``FRRTable`` knows. A section is the fixed words of a line, or of the line that opens
/// a block: `interface`, `ip prefix-list`, `router bgp`, `router bgp > address-family ipv4 unicast`.
enum FRRGrammar {
    /// The language.
    static let grammar: LineGrammar = {
        var grammar = LineGrammar(negation: "no", comment: "!", terminator: "end")
        grammar.dropped = ["Building configuration...", "Current configuration:", "frr version "]
        grammar.closers = [
            "exit", "exit-address-family", "exit-vrf", "exit-vnc", "exit-vni", "exit-link-params", "exit-ldp-if",
            "quit",
        ]
        grammar.secrets = [
            .init(words: ["password"], isOneWord: false, unless: ["clear", "md5"]),
            .init(words: ["password", "clear"]), .init(words: ["password", "md5"]),
            .init(words: ["authentication-key"]),
            .init(words: ["message-digest-key", "*", "md5"]), .init(words: ["key-string"], isOneWord: false),
            .init(words: ["authentication", "string"], isOneWord: false), .init(words: ["domain-password", "*"]),
            .init(words: ["area-password", "*"]), .init(words: ["nhrp", "authentication"], isOneWord: false),
            .init(words: ["hash-algo", "*", "key"]),
        ]
        grammar.freeTexts = ["description"]
        grammar.blocks = blocks
        grammar.rules = rules
        grammar.prepared = { FRRSpelling(grammar: FRRGrammar.grammar).lines($0) }
        return grammar
    }()

    /// The section of interfaces.
    static let interface = "interface"
    /// The section of what the kernel has, whoever set it: it is read, and never changed.
    static let kernel = "kernel interface"
    /// The section of BGP's instances, and of the families in which neighbours are told what they are told.
    static let bgp = "router bgp"
    static let ipv4Unicast = "\(bgp) > address-family ipv4 unicast"
    /// The section of the VNIs of EVPN.
    static let vni = "\(bgp) > address-family l2vpn evpn > vni"

    /// Whether blocks of a section are there as long as something stands in them: they are neither made nor removed.
    static func isImplicit(_ section: String) -> Bool {
        [interface, "vrf", "line vty", "bfd"].contains(section)
            || section.hasPrefix("\(bgp) > address-family ") && section != vni
    }

    private static let families: [(words: String, table: LineRuleTable)] = [
        ("ipv4 unicast", FRRTable.ipv4Unicast), ("ipv6 unicast", FRRTable.ipv6Unicast), ("l2vpn evpn", FRRTable.evpn),
        ("ipv4 multicast", FRRTable.ipv4Multicast), ("ipv4 labeled-unicast", FRRTable.ipv4Labeled),
        ("ipv4 vpn", FRRTable.ipv4VPN), ("ipv4 flowspec", FRRTable.ipv4Flowspec),
        ("ipv6 multicast", FRRTable.ipv6Multicast), ("ipv6 labeled-unicast", FRRTable.ipv6Labeled),
        ("ipv6 vpn", FRRTable.ipv6VPN), ("ipv6 flowspec", FRRTable.ipv6Flowspec),
    ]

    /// The blocks; lower ranks are made earlier and removed later.
    private static let blocks: [String: [LineGrammar.Block]] = {
        var blocks: [String: [LineGrammar.Block]] = [
            "": [
                .init("key chain", rank: 15), .init("route-map", rank: 20), .init("nexthop-group", rank: 20),
                .init("pbr-map", rank: 22), .init("vrf", rank: 25), .init("bfd", rank: 28),
                .init(interface, rank: 30), .init("line vty", rank: 50), .init(bgp, rank: 60),
                .init("router ospf", rank: 60, keeps: ["segment-routing", "mpls-te router-address"]),
                .init("router ospf6", rank: 60), .init("router rip", rank: 60),
                .init("router ripng", rank: 60), .init("router isis", rank: 29),
                .init("router eigrp", rank: 60, keeps: ["redistribute", "passive-interface"]),
                .init("router babel", rank: 60, keeps: ["redistribute", "babel"]), .init("mpls ldp", rank: 60),
            ],
            "key chain": [.init("key")],
            "bfd": [.init("profile"), .init("peer")],
            "mpls ldp": [.init("address-family ipv4"), .init("address-family ipv6")],
            bgp: families.map { .init("address-family \($0.words)", keeps: ["distance"]) },
            "\(bgp) > address-family l2vpn evpn": [.init("vni")],
        ]
        for family in ["ipv4", "ipv6"] { blocks["mpls ldp > address-family \(family)"] = [.init("interface")] }
        return blocks
    }()

    private static let rules: [String: LineRuleTable] = {
        var rules: [String: LineRuleTable] = [
            "": FRRTable.table(
                FRRTable.system, FRRTable.lists, FRRTable.routes, FRRTable.leftAlone.map(\.rule)),
            interface: FRRTable.interface, "vrf": FRRTable.vrf, "line vty": FRRTable.vty,
            "route-map": FRRTable.routeMap, bgp: FRRTable.bgp, "router ospf": FRRTable.ospfRouter,
            "router ospf6": FRRTable.ospf6Router, "router rip": FRRTable.rip, "router ripng": FRRTable.ripng,
            "router isis": FRRTable.isisRouter, "router eigrp": FRRTable.eigrp, "router babel": FRRTable.babel,
            "key chain > key": FRRTable.key, "bfd > profile": FRRTable.bfd, "bfd > peer": FRRTable.bfd,
            "pbr-map": FRRTable.pbr, "nexthop-group": FRRTable.nexthopGroup, "mpls ldp": FRRTable.ldp,
            "mpls ldp > address-family ipv4": FRRTable.ldpFamily, "mpls ldp > address-family ipv6": FRRTable.ldpFamily,
            vni: FRRTable.vni,
        ]
        for family in families { rules["\(bgp) > address-family \(family.words)"] = family.table }
        return rules
    }()
}
