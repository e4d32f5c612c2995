/// The config language of FRRouting (`vtysh`), as `show running-config` writes it.
///
/// Sections and keys: `interface` by name; `ip route` and `ipv6 route` by destination and next hop; `ip prefix-list`,
/// `ipv6 prefix-list`, `access-list` and `ipv6 access-list` by name and sequence number; `route-map` by name, action and
/// sequence number; `router ospf`, `router bgp` with its `address-family` blocks. Anything else is read as lines.
enum FRRGrammar {
    /// The language.
    static let grammar: LineGrammar = {
        var grammar = LineGrammar(negation: "no", comment: "!", terminator: "end")
        grammar.dropped = ["Building configuration...", "Current configuration:", "frr version "]
        grammar.closers = ["exit", "exit-address-family", "exit-vrf", "exit-vnc", "exit-vni", "quit"]
        grammar.secrets = [
            .init(words: ["password"], isOneWord: false), .init(words: ["authentication-key"]),
            .init(words: ["message-digest-key", "*", "md5"]), .init(words: ["key-string"], isOneWord: false),
            .init(words: ["authentication", "string"], isOneWord: false), .init(words: ["domain-password", "*"]),
            .init(words: ["area-password", "*"]), .init(words: ["nhrp", "authentication"], isOneWord: false),
        ]
        grammar.freeTexts = ["description"]
        grammar.blocks = [
            "": [
                .init("route-map", rank: 20), .init(interface, rank: 30), .init("router", rank: 60),
                .init("vrf", rank: 25), .init("key chain", rank: 15),
            ],
            "router": [.init("address-family")],
            "key chain": [.init("key")],
        ]
        grammar.rules = [
            "": [
                .value("hostname NAME"), .on("ip forwarding", rank: 5), .on("ipv6 forwarding", rank: 5),
                numbered("ip prefix-list"), numbered("ipv6 prefix-list"), numbered("access-list"),
                numbered("ipv6 access-list"),
                .parted("ip route", rank: 40) { FRRRoute($0).parts },
                .parted("ipv6 route", rank: 40) { FRRRoute($0).parts },
            ],
            interface: [
                .flag("shutdown"), .value("description TEXT...", settled: spaced), .value("bandwidth MBITS"),
                .on("link-detect"), .list("ip address <ADDRESS>"), .list("ipv6 address <ADDRESS>"),
                .value("ip ospf cost COST"), .value("ip ospf hello-interval SECONDS"),
                .value("ip ospf dead-interval SECONDS"), .value("ip ospf priority PRIORITY"),
                .value("ip ospf network TYPE"), .value("ip ospf area AREA", undo: .whole), .flag("ip ospf passive"),
            ],
            "router": neighbors, "router > address-family": neighbors,
            "route-map": [.value("description TEXT...", settled: spaced), .list("on-match <WORD>")],
        ]
        return grammar
    }()

    /// The section of interfaces.
    static let interface = "interface"
    /// The section of what the kernel has, whoever set it: it is read, and never changed.
    static let kernel = "kernel interface"

    /// The blocks that are there as long as something stands in them.
    static let implicit: Set<String> = [interface, "router > address-family"]

    /// The sections, or their beginnings, that a change may touch; a block's section counts for those within it.
    static let managed: Set<String> = [
        interface, "ip route", "ipv6 route", "ip prefix-list", "ipv6 prefix-list", "access-list", "ipv6 access-list",
        "route-map", "router", "router > address-family", "ip forwarding", "ipv6 forwarding",
    ]

    /// An entry of a list by its name and sequence number, which an entry of the same number replaces.
    private static func numbered(_ words: String) -> LineRule {
        .value("\(words) <NAME> seq <NUMBER> ENTRY...", undo: .whole, rank: 10)
    }

    /// The lines of a neighbour of which a new one replaces the old one.
    private static let neighbors = LineRuleTable(
        [
            "remote-as NUMBER", "update-source SOURCE", "ebgp-multihop [HOPS]", "password SECRET", "local-as NUMBER...",
            "weight WEIGHT", "advertisement-interval SECONDS", "port PORT", "allowas-in [COUNT]",
            "maximum-prefix LIMIT...",
        ].map { LineRule("neighbor <PEER> \($0)", .value, undo: .whole) } + [
            LineRule("neighbor <PEER> description TEXT...", .value, undo: .whole, settled: spaced)
        ])

    /// The text with one blank between its words, as `vtysh` keeps it.
    static let spaced: @Sendable (String) -> String = { text in
        text.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
    }
}
