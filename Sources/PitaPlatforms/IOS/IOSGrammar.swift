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
        secrets: IOSSecrets.rules, blocks: IOSBlocks.all, rules: IOSRules.all,
        reset: "default")

    /// The config language of Arista EOS.
    static let eos: LineGrammar = {
        var grammar = LineGrammar.ios
        // A banner ends with a line of its own.
        grammar.opaque = [.init(words: ["banner"], end: .line("EOF"))]
        grammar.rules["interface"] =
            IOSRules.interface + [
                // Another takes its place; it is taken back by its name.
                .value("shape rate RATE..."), .value("service-policy type qos input NAME", undo: .whole),
            ]
        // A network is one word, with its length.
        grammar.rules[""] = LineRuleTable(
            IOSRules.top.rules.filter { !$0.form.head.starts(with: ["ip", "route"]) } + [
                .value("ip route <NETWORK> <NEXT> [OPTIONS...]", undo: .whole, rank: 60),
                .value("ip route vrf <VRF> <NETWORK> <NEXT> [OPTIONS...]", undo: .whole, rank: 60),
            ])
        // Rates carry their units, and are said again as they were given.
        grammar.rules["policy-map > class"] = LineRuleTable(
            IOSRules.policyClass.rules.map { rule in
                var rule = rule
                if [["police"], ["shape", "average"]].contains(rule.form.head) { rule.settled = { $0 } }
                return rule
            })
        for kind in ["policy-map type quality-of-service", "policy-map type qos"] {
            grammar.blocks[""]?.append(.init(kind, rank: 20))
            grammar.blocks[kind] = grammar.blocks["policy-map"]
            grammar.rules["\(kind) > class"] = grammar.rules["policy-map > class"]
        }
        return grammar
    }()

    /// The config language of Ruijie RGOS; rates are in kbit/s, bursts in kilobytes.
    static let rgos: LineGrammar = {
        var grammar = LineGrammar.ios
        let vlans = ["switchport", "trunk", "allowed", "vlan"]
        grammar.rules["interface"] = LineRuleTable(
            IOSRules.interface.rules.map { rule in
                rule.form.head == vlans ? LineRule(rule.form.text, .vlans(.rgos)) : rule
            } + [.value("rate-limit <input|output> RATE...")])
        grammar.blocks[""]?.append(
            .init(
                "vlan range", kind: "vlan", rank: 12, expanded: { VLANSet($0)?.ids.map(\.description) },
                keeper: IOSBlocks.vlanKeeper))
        grammar.rules["policy-map > class"] = LineRuleTable(
            IOSRules.policyClass.rules.map {
                $0.form.head == ["police"] ? .value("police RATE...", isFolded: true) : $0
            })
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

/// What a device does with its lines.
enum IOSRules {
    static let all: [String: LineRuleTable] = [
        "": top, "interface": interface, "policy-map > class": policyClass, "router": router,
        "router > address-family": router, "vlan": [.value("name NAME..."), .value("state STATE")],
        "class-map": [.value("description TEXT...")], "policy-map": [.value("description TEXT...")],
        "ip access-list extended": [
            .value("<NUMBER> ENTRY...", isReplaced: true, settled: IOSAccessList.extendedEntry)
        ],
        "ip access-list standard": [
            .value("<NUMBER> ENTRY...", isReplaced: true, settled: IOSAccessList.standardEntry)
        ],
        "line": [
            .value("transport input PROTOCOLS..."), .value("transport output PROTOCOLS..."),
            .value("exec-timeout TIME..."), .value("session-timeout TIME..."),
        ],
    ]

    static let top: LineRuleTable = [
        .value("hostname NAME"), .value("ip default-gateway ADDRESS", rank: 60), .value("ip domain name NAME"),
        .value("ip domain-name NAME"), .value("ntp source INTERFACE"), .value("logging buffered LEVEL..."),
        .value("logging trap LEVEL"), .value("logging source-interface INTERFACE"),
        // `no logging console` would switch it off altogether.
        .value("logging console LEVEL", undo: .line("logging console debugging")),
        .value("snmp-server location TEXT..."), .value("snmp-server contact TEXT..."),
        .value("ip ssh version VERSION"), .value("vtp mode MODE"), .value("vtp domain NAME"),
        .value("spanning-tree mode MODE"), .value("clock timezone ZONE..."), .value("clock summer-time ZONE..."),
        .value("vlan internal allocation policy POLICY"), .flag("vlan dot1q tag native"),
        .value("vlan filter <MAP> vlan-list VLANS", undo: .whole),
        .value("vlan group <GROUP> vlan-list VLANS", undo: .whole),
        // One distance and name for each way to a network: to say it again replaces them.
        .value("ip route <NETWORK> <MASK> <NEXT> [OPTIONS...]", undo: .whole, rank: 60),
        .value("ip route vrf <VRF> <NETWORK> <MASK> <NEXT> [OPTIONS...]", undo: .whole, rank: 60),
        .value("username <NAME> REST...", undo: .whole, rank: 70),
        .value("access-list <NUMBER> ENTRY...", undo: .whole, rank: 8),
        .on("ip http server"), .on("ip http secure-server"), .on("ip domain lookup"), .on("ip domain-lookup"),
        .on("service pad"), .on("cdp run"), .on("ip cef"), .on("ip source-route"), .on("ip classless"),
    ]

    static let interface: LineRuleTable = [
        .value("vrf forwarding VRF", wipes: ["ip address", "ipv6 address"]),
        .value("ip vrf forwarding VRF", wipes: ["ip address"]), .on("switchport"),
        .value("encapsulation TYPE..."), .value("switchport trunk encapsulation TYPE"),
        .value("switchport mode MODE..."), .value("switchport access vlan VLAN"),
        .value("switchport voice vlan VLAN"), .value("switchport trunk native vlan VLAN"),
        LineRule("switchport trunk allowed vlan VLANS...", .vlans(.ios)), .value("description TEXT..."),
        .value("bandwidth KBITS"), .value("mtu OCTETS"), .value("ip mtu OCTETS"), .value("speed RATE..."),
        .value("duplex MODE"), .value("channel-group NUMBER mode MODE"), .value("load-interval SECONDS"),
        LineRule(
            "ip address ADDRESS [MASK]", .value, undo: .automatic, isExclusive: true,
            collides: IOSInterfaceName.overlap),
        LineRule(
            "ip address <ADDRESS> [<MASK>] secondary", .list, isExclusive: true, collides: IOSInterfaceName.overlap),
        .value("ip tcp adjust-mss OCTETS"), .value("ip ospf cost COST"), .value("ip ospf priority PRIORITY"),
        .value("srr-queue bandwidth limit PERCENT"), .value("service-policy input NAME", isReplaced: true),
        .value("service-policy output NAME", isReplaced: true), .on("snmp trap link-status"), .on("cdp enable"),
        .on("ip redirects"), .on("ip proxy-arp"), .on("ip unreachables"), .on("lldp transmit"), .on("lldp receive"),
        .on("ip route-cache"), .on("autostate"), .flag("shutdown"),
    ]

    static let policyClass: LineRuleTable = [
        .value("police RATE...", isFolded: true, settled: IOSRate.police),
        .value("shape average RATE...", settled: IOSRate.shape), .value("bandwidth RATE..."),
        .value("queue-limit SIZE..."), .value("service-policy NAME", isReplaced: true, uses: ["policy-map NAME"]),
    ]

    private static let router: LineRuleTable = [
        // Without it there is no neighbour: it comes first and goes last.
        .value("neighbor <PEER> remote-as NUMBER", drops: ["neighbor <PEER>"]),
        .value("neighbor <PEER> description TEXT..."), .value("neighbor <PEER> update-source INTERFACE"),
        .value("neighbor <PEER> ebgp-multihop [HOPS]"), .value("bgp router-id ADDRESS"), .value("router-id ADDRESS"),
        .group("neighbor <PEER>"),
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
