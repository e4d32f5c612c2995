import PitaNetwork

/// The lines that open a block, by the section that they stand in.
enum IOSBlocks {
    typealias Block = LineGrammar.Block
    typealias Taken = LineGrammar.Taken

    static let all: [String: [Block]] = {
        var all = inner
        all[""] = lists + routed + devices + crypto
        return all
    }()

    /// What goes with a VRF, which its interfaces name by a line.
    static func ofVRF(named: String) -> [Taken] {
        [
            Taken(section: "interface", named: named, lines: [named, "ip address", "ipv6 address"]),
            Taken(section: "", lines: ["ip route vrf NAME", "ipv6 route vrf NAME"]),
            Taken(section: "router bgp > address-family", blocks: ["vrf NAME"]),
            Taken(section: "router bgp > vrf", blocks: ["NAME"]), Taken(section: "router ospf", blocks: ["vrf NAME"]),
            Taken(section: "router eigrp > address-family", blocks: ["vrf NAME"]),
            Taken(section: "router rip > address-family", blocks: ["vrf NAME"]),
        ]
    }

    /// What goes with a process of a routing protocol: the lines of interfaces that name it, and what others take from it.
    private static func ofProcess(_ protocol: String, interface lines: [String] = []) -> [Taken] {
        // IS-IS runs without a name too.
        let word = { @Sendable (key: String) -> String? in String(key.words.first ?? "") }
        let takers = [
            "router bgp", "router bgp > address-family", "router ospf", "router rip", "router eigrp", "router isis",
            "router eigrp > address-family > topology", "ipv6 router ospf", "ipv6 router eigrp", "ipv6 router rip",
        ]
        return takers.map { Taken(section: $0, lines: ["redistribute \(`protocol`) NAME"], word: word) }
            + (lines.isEmpty ? [] : [Taken(section: "interface", lines: lines, word: word)])
    }

    /// What goes with a bundle of ports: their places in it. Some switches shut such ports, and others keep the line.
    private static let ofBundle = [
        Taken(
            section: "interface", lines: ["channel-group NAME"],
            word: { key in
                let name = key.lowercased()
                return name.hasPrefix("port-channel") && !name.contains(".") ? String(name.dropFirst(12)) : nil
            }),
        Taken(
            section: "interface", lines: ["port-group NAME"],
            word: { key in
                let name = key.lowercased().filter { $0 != " " }
                return name.hasPrefix("aggregateport") && !name.contains(".") ? String(name.dropFirst(13)) : nil
            }),
    ]

    /// What goes with a probe.
    private static func ofProbe(_ words: String) -> [Taken] {
        [Taken(section: "", lines: ["schedule", "reaction-configuration"].map { "\(words) \($0) NAME" })]
    }

    /// A list whose entries have numbers.
    static func accessList(_ words: String) -> Block {
        Block(words, rank: 8, prepared: IOSAccessList.numbered, preparedIntent: IOSAccessList.unnumbered)
    }

    /// What others name.
    private static let lists: [Block] = [
        Block("vrf definition", rank: 5, takes: ofVRF(named: "vrf forwarding")),
        Block("ip vrf", rank: 5, takes: ofVRF(named: "ip vrf forwarding")),
        Block("key chain", rank: 6), Block("time-range", rank: 6),
        Block("object-group network", rank: 7, isNeverEmpty: true),
        Block("object-group service", rank: 7, isNeverEmpty: true),
        Block("object-group ip", rank: 7, isNeverEmpty: true),
        Block("object-group v4-network", rank: 7, isNeverEmpty: true),
        accessList("ip access-list extended"), accessList("ip access-list standard"),
        Block(
            "ipv6 access-list", rank: 8, prepared: IOSAccessList.numbered6, preparedIntent: IOSAccessList.unnumbered6),
        Block("mac access-list extended", rank: 8), Block("policy-list", rank: 31),
        Block("class-map", rank: 10, spelled: classMap),
        Block("class-map type inspect", rank: 10, spelled: classMap), Block("policy-map", rank: 20),
        Block("policy-map type inspect", rank: 20), Block("policy-map type control subscriber", rank: 20),
        Block("class-map type control subscriber", rank: 10), Block("parameter-map type", rank: 9),
        Block("parameter-map", rank: 9),
        Block("route-map", rank: 32, spelled: { $0.words.count == 2 ? $0 + " 10" : $0 }, isGrouped: true),
        Block("template", rank: 39),
        Block("bfd-template single-hop", rank: 38),
        Block("bfd-template multi-hop", rank: 38), Block("flow exporter", rank: 34), Block("flow record", rank: 34),
        Block("flow monitor", rank: 35), Block("sampler", rank: 34), Block("ip dhcp pool", rank: 39),
        Block("ipv6 dhcp pool", rank: 39),
        Block("ip dhcp class", rank: 38), Block("username", rank: 70, inline: IOSRules.userParts),
    ]

    private static let routed: [Block] = [
        Block("vlan", rank: 12, expanded: { VLANSet($0)?.ids.map(\.description) }, keeper: vlanKeeper),
        Block("vlan configuration", rank: 13), Block("vlan access-map", rank: 13, isGrouped: true),
        Block("spanning-tree mst configuration", rank: 14),
        // A probe that was begun can't be changed.
        Block("ip sla", rank: 32, takes: ofProbe("ip sla"), prepared: IOSProbes.nested, remade: .always),
        Block(
            "ip sla monitor", rank: 32, takes: ofProbe("ip sla monitor"), prepared: IOSProbes.nested, remade: .always),
        Block("track", rank: 33, remade: .withTail, parted: trackTail),
        Block(
            "interface", rank: 40, spelled: IOSInterfaceName.expanded, keeper: IOSInterfaceName.keeper, takes: ofBundle,
            prepared: IOSLines.tagged),
        Block("router bgp", rank: 50, takes: ofProcess("bgp")),
        Block("router ospf", rank: 49, takes: ofProcess("ospf", interface: ["ip ospf NAME area"])),
        Block("router ospfv3", rank: 49, takes: ofProcess("ospfv3", interface: ["ospfv3 NAME"])),
        Block(
            "router eigrp", rank: 49,
            takes: ofProcess(
                "eigrp",
                interface: ["hello-interval", "hold-time", "summary-address", "bandwidth-percent"].map {
                    "ip \($0) eigrp NAME"
                } + ["mode", "key-chain"].map { "ip authentication \($0) eigrp NAME" })),
        Block("router rip", rank: 49),
        Block(
            "router isis", rank: 49,
            takes: ofProcess("isis", interface: ["ip router isis NAME", "ipv6 router isis NAME"])),
        Block("ipv6 router ospf", rank: 49, takes: ofProcess("ospf", interface: ["ipv6 ospf NAME area"])),
        Block("ipv6 router rip", rank: 49), Block("ipv6 router eigrp", rank: 49), Block("ipv6 router isis", rank: 49),
        Block("router multicast", rank: 49), Block("router pim", rank: 49), Block("bridge-domain", rank: 39),
        Block("l2 vfi", rank: 39),
        Block("pseudowire-class", rank: 38), Block("mpls traffic-eng", rank: 38), Block("controller", rank: 30),
    ]

    private static let devices: [Block] = [
        Block("aaa group server tacacs+", rank: 46), Block("aaa group server radius", rank: 46),
        Block("aaa group server ldap", rank: 46),
        Block("aaa server radius dynamic-author", rank: 46), Block("tacacs server", rank: 45),
        Block("radius server", rank: 45),
        Block("ldap server", rank: 45), Block("aaa attribute list", rank: 45),
        Block("aaa common-criteria policy", rank: 45),
        Block("line", rank: 80, keeper: lastingLine, prepared: IOSLines.timed),
        Block("archive", rank: 60), Block("event manager applet", rank: 75), Block("kron policy-list", rank: 74),
        Block("kron occurrence", rank: 75), Block("redundancy", rank: 60), Block("control-plane", rank: 60),
        Block("call-home", rank: 60),
        Block("parser view", rank: 69), Block("transceiver type all", rank: 60), Block("dial-peer", rank: 60),
        Block("voice", rank: 60),
        Block("banner", rank: 60), Block("sip-ua", rank: 60), Block("bba-group pppoe", rank: 38),
        Block("vpdn-group", rank: 38),
        Block("device-tracking policy", rank: 38), Block("snmp mib expression", rank: 60),
        Block("service-template", rank: 38), Block("dot11 ssid", rank: 38),
    ]

    private static let crypto: [Block] = [
        Block("zone security", rank: 36), Block("zone-pair security", rank: 47),
        Block("crypto isakmp policy", rank: 36, prepared: IOSRules.encryption),
        Block("crypto isakmp profile", rank: 37),
        Block("crypto isakmp client configuration group", rank: 36),
        Block("crypto ikev2 proposal", rank: 35), Block("crypto ikev2 policy", rank: 36),
        Block("crypto ikev2 keyring", rank: 36),
        Block("crypto ikev2 profile", rank: 37), Block("crypto ikev2 authorization policy", rank: 36),
        Block("crypto keyring", rank: 36),
        Block(
            "crypto ipsec transform-set", rank: 37, opened: IOSRules.transformHead, parted: IOSRules.transformTail),
        Block("crypto ipsec profile", rank: 38),
        Block("crypto dynamic-map", rank: 38, isGrouped: true),
        Block("crypto map", rank: 39, isGrouped: true), Block("crypto pki trustpoint", rank: 35),
        Block("crypto pki certificate chain", rank: 35),
        Block("crypto pki certificate map", rank: 35), Block("crypto pki server", rank: 35),
        Block("crypto ca trustpoint", rank: 35),
        Block("crypto ca certificate chain", rank: 35), Block("crypto gdoi group", rank: 36),
        Block("crypto key pubkey-chain rsa", rank: 35),
    ]

    private static let inner: [String: [Block]] = [
        "policy-map": [Block("class", rank: 20, isOrdered: true, last: "class-default", uses: classes)],
        "policy-map type inspect": [
            Block("class", rank: 20, isOrdered: true, last: "class-default"),
            Block("class type inspect", rank: 20, isOrdered: true),
        ],
        "vrf definition": [Block("address-family")],
        "router bgp": [Block("address-family"), Block("template peer-policy"), Block("template peer-session")],
        "router ospfv3": [Block("address-family")], "router isis": [Block("address-family")],
        "ipv6 router isis": [Block("address-family")],
        "router rip": [Block("address-family")], "router eigrp": [Block("address-family")],
        "router eigrp > address-family": [
            Block("af-interface", spelled: IOSInterfaceName.expanded), Block("topology"),
        ],
        "interface": [
            Block("service instance"), Block("pvc"), Block("service-policy type control"), Block("cts manual"),
            Block("ip dhcp relay"),
        ],
        "key chain": [Block("key")], "archive": [Block("log config")], "control-plane": [],
        "redundancy": [Block("main-cpu"), Block("application redundancy")],
        "crypto pki certificate chain": [Block("certificate")], "crypto ca certificate chain": [Block("certificate")],
        "crypto ikev2 keyring": [Block("peer")], "call-home": [Block("profile")], "parser view": [],
        "ip dhcp pool": [Block("class")],
        "ipv6 dhcp pool": [Block("address prefix")], "bridge-domain": [],
        "crypto key pubkey-chain rsa": [Block("named-key"), Block("addressed-key")],
        "ip sla": IOSProbes.operations.map { Block($0) },
    ]

    /// What a class of a policy names.
    @Sendable private static func classes(_ name: String) -> [String] {
        name == "class-default" ? [] : ["class-map \(name)"]
    }

    /// `class-map X` is `class-map match-all X`.
    static func classMap(_ name: String) -> String {
        name.contains(" ") || name.isEmpty ? name : "match-all \(name)"
    }

    /// `1 interface Gi0/1 line-protocol`: the object that is tracked stands behind the number.
    private static func trackTail(_ text: String) -> (name: String, tail: String) {
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        return (words.first ?? "", words.count > 1 ? words[1] : "")
    }

    /// The console, and the first five terminals over the network: `% Can't delete last 5 VTY lines`.
    private static func lastingLine(_ name: String) -> String? {
        let words = name.split(separator: " ")
        let isLasting = words.first == "vty" ? words.count > 1 && Int(words[1]).map { $0 < 5 } == true : true
        return isLasting && ["con", "console", "aux", "vty"].contains(words.first) ? "it always stays" : nil
    }

    static func vlanKeeper(_ name: String) -> String? {
        ["1", "1002", "1003", "1004", "1005"].contains(name) ? "a VLAN of the device itself stays" : nil
    }
}
