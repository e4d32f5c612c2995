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
        freeTexts: ["description"], blocks: blocks, leaves: leaves)

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

    private static let leaves: [String: [LineGrammar.Leaf]] = [
        "": [
            .init("sysname", rank: 5),
            .init(
                "ip route-static", .keyed(3), rank: 60, settled: { $0 == "preference 60" ? "" : $0 }),
            .init(
                "ip route-static vpn-instance", .keyed(4), rank: 60, settled: { $0 == "preference 60" ? "" : $0 }),
        ],
        "vlan": [.init("name"), .init("description")] + policies,
        "traffic classifier": [.init("operator", .tail)],
        "traffic behavior": [
            .init("permit", .flag(isOnByDefault: true)), .init("deny", .list, negation: .other("permit")),
            .init("car", settled: VRPValue.car), .init("remark dscp"), .init("remark 8021p"),
        ],
        "traffic policy": [
            .init("match-order", .tail),
            .init("classifier", .keyed(1), settled: { VRPValue.without("precedence", $0) }),
        ],
        "interface": port + addresses + [
            .init("description"), .init("qos lr outbound", settled: VRPValue.shaping),
            .init("qos lr inbound", settled: VRPValue.shaping), .init("qos lr", settled: VRPValue.shaping),
        ] + policies + [
            .init("shutdown", .flag(isOnByDefault: false)), .init("mtu"), .init("eth-trunk"),
            .init("dot1q termination vid"),
        ],
    ]

    /// The link type stands first: it is said before, and taken back after, what only it allows.
    private static let port: [LineGrammar.Leaf] = [
        .init("portswitch", .flag(isOnByDefault: true)), .init("port link-type"), .init("port default vlan"),
        .init("port trunk pvid vlan"), .init("port hybrid pvid vlan"),
        .init("port trunk allow-pass vlan", .vlans(vlans(start: [1]))),
        .init("port hybrid tagged vlan", .vlans(vlans(start: [], takenBy: "undo port hybrid vlan"))),
        .init("port hybrid untagged vlan", .vlans(vlans(start: [1], takenBy: "undo port hybrid vlan"))),
    ]

    private static let addresses: [LineGrammar.Leaf] = [
        .init("ip address", negation: .line, isReplaced: true, isExclusive: true),
        .init("ip address", .list, ending: "sub"),
    ]

    /// One policy each way.
    private static let policies: [LineGrammar.Leaf] = [policy("inbound"), policy("outbound")]

    private static func policy(_ way: String) -> LineGrammar.Leaf {
        LineGrammar.Leaf(
            "traffic-policy", ending: way, negation: .other("undo traffic-policy \(way)"), isReplaced: true)
    }

    private static func vlans(start: [Int], takenBy: String? = nil) -> LineVLANs {
        LineVLANs(
            start: VLANSet(start.compactMap(VLANID.init)), parse: VRPValue.vlans, print: VRPValue.written, adds: true,
            takenBy: takenBy)
    }
}
