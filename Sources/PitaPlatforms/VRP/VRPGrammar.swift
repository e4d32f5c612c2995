import PitaNetwork

/// The config language of VRP as values.
enum VRPGrammar {
    /// The grammar, for both generations.
    static let grammar = LineGrammar(
        negation: "undo", comment: "#", closers: ["quit"], terminator: "return",
        opaque: [
            .init(words: ["header", "login"], end: .delimiter), .init(words: ["header", "shell"], end: .delimiter),
        ],
        secrets: [
            .init(words: ["cipher"]), .init(words: ["irreversible-cipher"]), .init(words: ["password", "simple"]),
            .init(words: ["password"]), .init(words: ["community", "read"]), .init(words: ["community", "write"]),
            .init(words: ["shared-key"], isOneWord: false), .init(words: ["pre-shared-key"]),
            .init(words: ["key-string"]),
            .init(words: ["pin", "verify"]), .init(words: ["plain"]),
            // The community of a trap of version 2c.
            .init(words: ["securityname"], isOneWord: false),
            .init(words: ["authentication-mode", "md5"], isOneWord: false),
            .init(words: ["authentication-mode", "sha"], isOneWord: false),
            .init(words: ["authentication-mode", "sha2-256"], isOneWord: false),
            .init(words: ["authentication-mode", "sha2-224"], isOneWord: false),
            .init(words: ["authentication-mode", "sha2-384"], isOneWord: false),
            .init(words: ["authentication-mode", "sha2-512"], isOneWord: false),
            .init(words: ["authentication-mode", "hmac-md5"], isOneWord: false),
            .init(words: ["authentication-mode", "hmac-sha256"], isOneWord: false),
            .init(words: ["authentication-mode", "simple"], isOneWord: false),
            .init(words: ["area-authentication-mode", "simple"], isOneWord: false),
            .init(words: ["area-authentication-mode", "md5"], isOneWord: false),
            .init(words: ["domain-authentication-mode", "simple"], isOneWord: false),
            .init(words: ["domain-authentication-mode", "md5"], isOneWord: false),
            .init(words: ["privacy-mode", "*"], isOneWord: false),
        ],
        freeTexts: ["description"], blocks: blocks, rules: rules)

    private static let blocks: [String: [LineGrammar.Block]] = [
        "": [
            .init(
                "vlan batch", kind: "vlan", rank: 10, expanded: { VRPValue.vlans($0)?.ids.map(\.description) },
                keeper: vlanKeeper),
            .init(
                "vlan", rank: 10,
                expanded: { text in Int(text).flatMap(VLANID.init).map { [$0.description] } }, keeper: vlanKeeper),
            .init("traffic classifier", rank: 20, parted: { parted($0, "operator") }),
            .init("traffic behavior", rank: 20),
            .init("traffic policy", rank: 30, parted: { parted($0, "match-order") }),
            .init(
                "interface", rank: 40, spelled: VRPValue.interface,
                keeper: { VRPValue.isPhysical($0) ? "an interface of the device itself can't be removed" : nil }),
            .init("aaa"), .init("user-interface"), .init("acl", rank: 15),
        ]
    ]

    private static let vlanKeeper: @Sendable (String) -> String? = { $0 == "1" ? "VLAN 1 can't be removed" : nil }

    /// A name, and what is said of it in the same line; the place that a device gives it, and the order of a policy that
    /// goes without saying, are left out.
    private static func parted(_ text: String, _ word: String) -> (name: String, tail: String) {
        let words = text.split(separator: " ").map(String.init)
        guard let place = words.firstIndex(of: word), place >= 1, place + 1 < words.count else {
            return (VRPValue.without("precedence", text), "")
        }
        let rest = Array(words[..<place] + words[(place + 2)...]).joined(separator: " ")
        let tail = words[place + 1] == "config" ? "" : "\(word) \(words[place + 1])"
        return (VRPValue.without("precedence", rest), tail)
    }

    static let rules: [String: LineRuleTable] = [
        "": [
            .value("sysname NAME", rank: 5),
            .value(
                "ip route-static <NETWORK> <MASK> <NEXT> [OPTIONS...]", rank: 60,
                settled: { $0 == "preference 60" ? "" : $0 }),
            .value(
                "ip route-static vpn-instance <VPN> <NETWORK> <MASK> <NEXT> [OPTIONS...]", rank: 60,
                settled: { $0 == "preference 60" ? "" : $0 }),
        ],
        "vlan": LineRuleTable([.value("name NAME..."), .value("description TEXT...")] + policies),
        "traffic classifier": [LineRule("operator OPERATOR", .tail)],
        "traffic behavior": [
            .on("permit"), LineRule("deny", .list, undo: .line("permit")), .value("car RATE...", settled: VRPValue.car),
            .value("remark dscp VALUE"), .value("remark 8021p VALUE"),
        ],
        "traffic policy": [
            LineRule("match-order ORDER", .tail),
            .value("classifier <NAME> BEHAVIOR...", settled: { VRPValue.without("precedence", $0) }),
        ],
        "interface": LineRuleTable(
            port + addresses + [
                .value("description TEXT..."),
                .value("qos lr outbound RATE...", settled: VRPValue.shaping),
                .value("qos lr inbound RATE...", settled: VRPValue.shaping),
                .value("qos lr RATE...", settled: VRPValue.shaping),
            ] + policies + [
                .flag("shutdown"), .value("mtu OCTETS"), .value("eth-trunk NUMBER"),
                .value("dot1q termination vid VLAN"),
            ]),
    ]

    /// The link type stands first: it is said before, and taken back after, what only it allows.
    private static let port: [LineRule] = [
        .on("portswitch"), .value("port link-type TYPE"), .value("port default vlan VLAN"),
        .value("port trunk pvid vlan VLAN"), .value("port hybrid pvid vlan VLAN"),
        LineRule("port trunk allow-pass vlan VLANS...", .vlans(vlans(start: [1]))),
        LineRule("port hybrid tagged vlan VLANS...", .vlans(vlans(start: [], takenBy: "undo port hybrid vlan"))),
        LineRule("port hybrid untagged vlan VLANS...", .vlans(vlans(start: [1], takenBy: "undo port hybrid vlan"))),
    ]

    private static let addresses: [LineRule] = [
        .value("ip address ADDRESS [MASK]", undo: .whole, isReplaced: true, isExclusive: true),
        LineRule("ip address <ADDRESS> <MASK> sub", .list),
    ]

    /// One policy each way.
    private static let policies: [LineRule] = [
        .value(
            "traffic-policy NAME... <inbound|outbound>", undo: .line("undo traffic-policy <inbound|outbound>"),
            isReplaced: true)
    ]

    private static func vlans(start: [Int], takenBy: String? = nil) -> LineVLANs {
        LineVLANs(
            start: VLANSet(start.compactMap(VLANID.init)), parse: VRPValue.vlans, print: VRPValue.written, adds: true,
            takenBy: takenBy)
    }
}
