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
        grammar.leaves = [
            "": [
                .init("hostname"), .init("ip forwarding", .flag(isOnByDefault: true), rank: 5),
                .init("ipv6 forwarding", .flag(isOnByDefault: true), rank: 5),
                numbered("ip prefix-list"), numbered("ipv6 prefix-list"), numbered("access-list"),
                numbered("ipv6 access-list"),
                .parted("ip route", rank: 40) { FRRRoute($0).parts },
                .parted("ipv6 route", rank: 40) { FRRRoute($0).parts },
            ],
            interface: [
                .init("shutdown", .flag(isOnByDefault: false)), .init("description", settled: spaced),
                .init("bandwidth"), .init("link-detect", .flag(isOnByDefault: true)),
                .init("ip address", .list, negation: .line), .init("ipv6 address", .list, negation: .line),
                .init("ip ospf cost"), .init("ip ospf hello-interval"), .init("ip ospf dead-interval"),
                .init("ip ospf priority"), .init("ip ospf network"), .init("ip ospf area", negation: .line),
                .init("ip ospf passive", .flag(isOnByDefault: false)),
            ],
            "router": [.parted("neighbor", by: neighbor)],
            "router > address-family": [.parted("neighbor", by: neighbor)],
            "route-map": [.init("description", settled: spaced), .init("on-match", .list)],
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
    private static func numbered(_ words: String) -> LineGrammar.Leaf {
        .parted(words, rank: 10) { rest in
            let parts = rest.split(separator: " ", maxSplits: 3).map(String.init)
            guard parts.count == 4, parts[1] == "seq" else { return (rest, "") }
            return (parts[0...2].joined(separator: " "), parts[3])
        }
    }

    /// The lines of a neighbour of which a new one replaces the old one.
    private static let single: Set<String> = [
        "remote-as", "description", "update-source", "ebgp-multihop", "password", "local-as", "weight",
        "advertisement-interval", "port", "allowas-in", "maximum-prefix",
    ]

    private static let neighbor: @Sendable (String) -> (key: String, value: String) = { rest in
        let parts = rest.split(separator: " ", maxSplits: 2).map(String.init)
        guard parts.count == 3, single.contains(parts[1]) else { return (rest, "") }
        return ("\(parts[0]) \(parts[1])", parts[1] == "description" ? spaced(parts[2]) : parts[2])
    }

    /// The text with one blank between its words, as `vtysh` keeps it.
    static let spaced: @Sendable (String) -> String = { text in
        text.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
    }
}
