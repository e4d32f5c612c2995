import PitaNetwork

extension LineGrammar {
    /// The config language of IOS and IOS-XE.
    static let ios = LineGrammar(
        negation: "no", comment: "!",
        dropped: [
            "Building configuration", "Current configuration", "Using ", "version ", "ntp clock-period", "Load for ",
            "Time source is ",
        ],
        closers: ["exit", "exit-address-family", "exit-peer-policy", "exit-peer-session", "exit-vrf"],
        terminator: "end",
        opaque: [
            .init(words: ["banner"], end: .delimiter), .init(words: ["certificate"], end: .line("quit")),
            .init(words: ["macro", "name"], end: .line("@")),
        ],
        secrets: IOSSecrets.rules, blocks: IOSBlocks.all, leaves: IOSLeaves.all)

    /// The config language of Arista EOS.
    static let eos: LineGrammar = {
        var grammar = LineGrammar.ios
        // A banner ends with a line of its own.
        grammar.opaque = [.init(words: ["banner"], end: .line("EOF"))]
        grammar.leaves["interface"]? += [
            // Another takes its place; it is taken back by its name.
            Leaf("shape rate"), Leaf("service-policy type qos input", negation: .line),
        ]
        // A network is one word, with its length.
        grammar.leaves[""]?.removeAll { $0.words.starts(with: ["ip", "route"]) }
        grammar.leaves[""]? += [
            Leaf("ip route", .keyed(2), negation: .line, rank: 60),
            Leaf("ip route vrf", .keyed(3), negation: .line, rank: 60),
        ]
        // Rates carry their units, and are said again as they were given.
        for section in grammar.leaves.keys {
            grammar.leaves[section] = grammar.leaves[section]?.map { leaf in
                ["police", "shape average"].contains(leaf.words.joined(separator: " "))
                    ? Leaf(leaf.words.joined(separator: " "), isFolded: leaf.isFolded) : leaf
            }
        }
        for kind in ["policy-map type quality-of-service", "policy-map type qos"] {
            grammar.blocks[""]?.append(.init(kind, rank: 20))
            grammar.blocks[kind] = grammar.blocks["policy-map"]
            grammar.leaves["\(kind) > class"] = grammar.leaves["policy-map > class"]
        }
        return grammar
    }()

    /// The config language of Ruijie RGOS; rates are in kbit/s, bursts in kilobytes.
    static let rgos: LineGrammar = {
        var grammar = LineGrammar.ios
        grammar.leaves["interface"] = (grammar.leaves["interface"] ?? []).map {
            $0.words == ["switchport", "trunk", "allowed", "vlan"]
                ? Leaf("switchport trunk allowed vlan", .vlans(.rgos)) : $0
        }
        grammar.leaves["interface"]? += [Leaf("rate-limit input"), Leaf("rate-limit output")]
        grammar.blocks[""]?.append(
            .init(
                "vlan range", kind: "vlan", rank: 12, expanded: { VLANSet($0)?.ids.map(\.description) },
                keeper: IOSBlocks.vlanKeeper))
        grammar.leaves["policy-map > class"] = grammar.leaves["policy-map > class"]?.map {
            $0.words == ["police"] ? Leaf("police", isFolded: true) : $0
        }
        return grammar
    }()
}

/// The lines that open a block.
enum IOSBlocks {
    typealias Block = LineGrammar.Block

    static let all: [String: [Block]] = [
        "": [
            Block("vrf definition", rank: 5), Block("ip vrf", rank: 5),
            Block("ip access-list extended", rank: 8, prepared: IOSAccessList.numbered),
            Block("ip access-list standard", rank: 8, prepared: IOSAccessList.numbered),
            Block("class-map", rank: 10, spelled: classMap), Block("policy-map", rank: 20),
            Block("vlan", rank: 12, expanded: { VLANSet($0)?.ids.map(\.description) }, keeper: vlanKeeper),
            Block("vlan configuration", rank: 13), Block("vlan access-map", rank: 13),
            Block("interface", rank: 40, spelled: IOSInterfaceName.expanded, keeper: IOSInterfaceName.keeper),
            Block("router", rank: 50),
            Block("line", rank: 80, keeper: { $0.hasPrefix("con") || $0.hasPrefix("aux") ? "it always stays" : nil }),
        ],
        "policy-map": [Block("class", rank: 20, isOrdered: true, last: "class-default")],
        "vrf definition": [Block("address-family")],
        "router": [Block("address-family")],
    ]

    /// `class-map X` is `class-map match-all X`.
    static func classMap(_ name: String) -> String {
        name.contains(" ") || name.isEmpty ? name : "match-all \(name)"
    }

    static func vlanKeeper(_ name: String) -> String? {
        ["1", "1002", "1003", "1004", "1005"].contains(name) ? "a VLAN of the device itself stays" : nil
    }
}

/// The lines of which the device says more than that they stand beside others.
enum IOSLeaves {
    typealias Leaf = LineGrammar.Leaf

    /// On unless `no` is said.
    private static func on(_ words: String) -> Leaf { Leaf(words, .flag(isOnByDefault: true)) }

    static let all: [String: [Leaf]] = [
        "": top, "interface": interface, "policy-map > class": policyClass, "router": router,
        "router > address-family": router, "vlan": [Leaf("name"), Leaf("state")],
        "class-map": [Leaf("description")], "policy-map": [Leaf("description")],
        "ip access-list extended": [Leaf("", .keyed(1), isReplaced: true, settled: IOSAccessList.extendedEntry)],
        "ip access-list standard": [Leaf("", .keyed(1), isReplaced: true, settled: IOSAccessList.standardEntry)],
        "line": [Leaf("transport input"), Leaf("transport output"), Leaf("exec-timeout"), Leaf("session-timeout")],
    ]

    private static let top: [Leaf] =
        [
            Leaf("hostname"), Leaf("ip default-gateway", rank: 60), Leaf("ip domain name"), Leaf("ip domain-name"),
            Leaf("ntp source"), Leaf("logging buffered"), Leaf("logging trap"), Leaf("logging source-interface"),
            // `no logging console` would switch it off altogether.
            Leaf("logging console", negation: .other("logging console debugging")),
            Leaf("snmp-server location"), Leaf("snmp-server contact"), Leaf("ip ssh version"), Leaf("vtp mode"),
            Leaf("vtp domain"), Leaf("spanning-tree mode"), Leaf("clock timezone"), Leaf("clock summer-time"),
            Leaf("vlan internal allocation policy"), Leaf("vlan dot1q tag native", .list, negation: .line),
            Leaf("vlan filter", .list, negation: .line), Leaf("vlan group", .list, negation: .line),
            // One distance and name for each way to a network: to say it again replaces them.
            Leaf("ip route", .keyed(3), negation: .line, rank: 60),
            Leaf("ip route vrf", .keyed(4), negation: .line, rank: 60),
            Leaf("username", .list, negation: .line, rank: 70), Leaf("access-list", .list, negation: .line, rank: 8),
        ]
        + [
            "ip http server", "ip http secure-server", "ip domain lookup", "ip domain-lookup", "service pad",
            "cdp run", "ip cef", "ip source-route", "ip classless",
        ].map(on)

    private static let interface: [Leaf] =
        [
            Leaf("vrf forwarding", wipes: ["ip address", "ipv6 address"]),
            Leaf("ip vrf forwarding", wipes: ["ip address"]), on("switchport"), Leaf("encapsulation"),
            Leaf("switchport trunk encapsulation"), Leaf("switchport mode"), Leaf("switchport access vlan"),
            Leaf("switchport voice vlan"), Leaf("switchport trunk native vlan"),
            Leaf("switchport trunk allowed vlan", .vlans(.ios)), Leaf("description"), Leaf("bandwidth"), Leaf("mtu"),
            Leaf("ip mtu"), Leaf("speed"), Leaf("duplex"), Leaf("channel-group"), Leaf("load-interval"),
            Leaf("ip address", isExclusive: true, collides: IOSInterfaceName.overlap),
            Leaf("ip address", .list, ending: "secondary", isExclusive: true, collides: IOSInterfaceName.overlap),
            Leaf("ip tcp adjust-mss"), Leaf("ip ospf cost"),
            Leaf("ip ospf priority"), Leaf("srr-queue bandwidth limit"),
            Leaf("service-policy input", isReplaced: true), Leaf("service-policy output", isReplaced: true),
        ]
        + [
            "snmp trap link-status", "cdp enable", "ip redirects", "ip proxy-arp", "ip unreachables", "lldp transmit",
            "lldp receive", "ip route-cache", "autostate",
        ].map(on) + [Leaf("shutdown", .flag(isOnByDefault: false))]

    private static let policyClass: [Leaf] = [
        Leaf("police", isFolded: true, settled: IOSRate.police), Leaf("shape average", settled: IOSRate.shape),
        Leaf("bandwidth"), Leaf("queue-limit"), Leaf("service-policy", isReplaced: true),
    ]

    private static let router: [Leaf] = [
        // Without it there is no neighbour: it comes first and goes last.
        Leaf("neighbor * remote-as"), Leaf("neighbor * description"), Leaf("neighbor * update-source"),
        Leaf("neighbor * ebgp-multihop"), Leaf("bgp router-id"), Leaf("router-id"),
    ]
}

extension LineVLANs {
    /// `switchport trunk allowed vlan`: a list replaces what was there, `add` adds to it; every VLAN when nothing is said.
    static let ios = LineVLANs(
        start: nil, parse: { VLANSet($0.filter { $0 != " " }) }, print: parts, adds: false)

    /// Of RGOS: older releases know no line that replaces a list, and what replaces it in newer ones begins with `only`.
    static let rgos = LineVLANs(
        start: nil,
        parse: { text in
            let list = text.hasPrefix("only ") ? text.dropFirst("only ".count) : text[...]
            return VLANSet(list.filter { $0 != " " })
        }, print: parts, adds: false, hasWhole: false)

    /// A line may have 254 characters; `switchport trunk allowed vlan remove` is 36 of them.
    @Sendable private static func parts(_ set: VLANSet) -> [String] {
        var parts: [String] = []
        for range in set.description.split(separator: ",") {
            if let last = parts.last, last.count + 1 + range.count <= 210 {
                parts[parts.count - 1] = "\(last),\(range)"
            } else {
                parts.append(String(range))
            }
        }
        return parts
    }
}
