/// The lines of an interface, by the daemon that keeps them.
extension FRRTable {
    /// Lines of `interface NAME`.
    static let interface = table(
        link, advertisements, ospf, ospf6, isis, interfaceRIP, multicast, vrrp, nhrp("ip"), nhrp("ipv6"))

    private static let link: [LineRule] = [
        .flag("shutdown"),
        .value("description TEXT...", undo: .line("no description"), settled: spaced),
        .value("bandwidth MBITS"),
        .on("link-detect"),
        .list("ip address <NET>"),
        .list("ip address <NET> label <LABEL>"),
        .list("ip address <ADDRESS> peer <NET>"),
        .list("ipv6 address <NET6>"),
        .flag("mpls enable"),
        .flag("mpls bgp forwarding"),
        .flag("evpn mh uplink"),
        .value("pbr-policy NAME", undo: .whole, uses: ["pbr-map NAME"]),
        // Once it was said, it is on or off for good.
        .value("multicast", undo: .never),
        .value("tunnel source IF", undo: .line("no tunnel source")),
    ]

    /// Router advertisements of IPv6.
    private static let advertisements: [LineRule] = [
        .on("ipv6 nd suppress-ra"),
        .value("ipv6 nd ra-interval SECONDS"),
        .value("ipv6 nd ra-lifetime SECONDS"),
        .flag("ipv6 nd managed-config-flag"),
        .flag("ipv6 nd other-config-flag"),
        .value("ipv6 nd mtu NUMBER"),
        .value("ipv6 nd router-preference (high|medium|low)", standard: "medium"),
        .value("ipv6 nd prefix <PREFIX6> [OPTIONS...]"),
        .value("ipv6 nd rdnss <ADDRESS6> [SECONDS]"),
        .value("ipv6 nd dnssl <NAME> [SECONDS]"),
        .value("ipv6 nd reachable-time MILLISECONDS"),
        .value("ipv6 nd ra-hop-limit NUMBER"),
        .value("ipv6 nd ra-retrans-interval MILLISECONDS"),
        .on("ipv6 nd ra-fast-retrans"),
        .flag("ipv6 nd adv-interval-option"),
        .flag("ipv6 nd home-agent-config-flag"),
        .value("ipv6 nd home-agent-lifetime SECONDS"),
        .value("ipv6 nd home-agent-preference NUMBER"),
    ]

    /// Of ospfd: a line may name an address of the interface, and stands then beside the one without.
    private static let ospf: [LineRule] = [
        .value("ip ospf cost COST [<ADDRESS>]"),
        .value("ip ospf hello-interval SECONDS [<ADDRESS>]", standard: "10"),
        .value("ip ospf dead-interval SECONDS [<ADDRESS>]"),
        .value("ip ospf dead-interval (minimal) (hello-multiplier) NUMBER [<ADDRESS>]"),
        .value("ip ospf priority NUMBER [<ADDRESS>]", standard: "1"),
        .value("ip ospf retransmit-interval SECONDS [<ADDRESS>]", standard: "5"),
        .value("ip ospf transmit-delay SECONDS [<ADDRESS>]", standard: "1"),
        .value("ip ospf network TYPE [dmvpn]", standard: "broadcast"),
        // Another area is refused while one is set.
        .value("ip ospf area AREA [<ADDRESS>]", undo: .whole, isReplaced: true),
        .value("ip ospf <INSTANCE> area AREA [<ADDRESS>]", undo: .whole, isReplaced: true),
        // Said while its opposite is set, it only takes that back.
        .value("ip ospf passive", undo: .opposite, isReplaced: true),
        .flag("ip ospf passive <ADDRESS>"),
        .value(
            "ip ospf authentication [(message-digest|null)] [<ADDRESS>]",
            undo: .line("no ip ospf authentication [<ADDRESS>]"), drops: ["ip ospf authentication [<ADDRESS>]"]),
        // What is said for the key that is taken back is ignored.
        .value(
            "ip ospf authentication-key SECRET [<ADDRESS>]", undo: .line("no ip ospf authentication-key [x <ADDRESS>]")),
        .value(
            "ip ospf message-digest-key <KEY> md5 SECRET [<ADDRESS>]",
            undo: .line("no ip ospf message-digest-key <KEY> [<ADDRESS>]")),
        .flag("ip ospf mtu-ignore"),
        .flag("ip ospf mtu-ignore <ADDRESS>"),
        .flag("ip ospf bfd", drops: ["ip ospf bfd profile"]),
        .value("ip ospf bfd profile NAME", undo: .line("no ip ospf bfd profile"), brings: ["ip ospf bfd"]),
    ]

    private static let ospf6: [LineRule] = [
        .value("ipv6 ospf6 area AREA"),
        .value("ipv6 ospf6 cost COST"),
        .value("ipv6 ospf6 hello-interval SECONDS", standard: "10"),
        .value("ipv6 ospf6 dead-interval SECONDS", standard: "40"),
        .value("ipv6 ospf6 priority NUMBER", standard: "1"),
        .value("ipv6 ospf6 retransmit-interval SECONDS", standard: "5"),
        .value("ipv6 ospf6 transmit-delay SECONDS", standard: "1"),
        .value("ipv6 ospf6 network TYPE"),
        .flag("ipv6 ospf6 passive"),
        .flag("ipv6 ospf6 mtu-ignore"),
        .value("ipv6 ospf6 ifmtu NUMBER"),
        .value("ipv6 ospf6 instance-id NUMBER", standard: "0"),
        .flag("ipv6 ospf6 bfd", drops: ["ipv6 ospf6 bfd profile"]),
        .value("ipv6 ospf6 bfd profile NAME", brings: ["ipv6 ospf6 bfd"]),
        .value("ipv6 ospf6 advertise prefix-list LIST", uses: ["ipv6 prefix-list LIST"]),
        .value("ipv6 ospf6 authentication key-id KEY hash-algo HASH key SECRET", undo: .whole),
        .value("ipv6 ospf6 authentication keychain NAME", uses: ["key chain NAME"]),
    ]

    /// Of isisd: what is said for both levels is two values (``FRRSpelling``).
    private static let isis: [LineRule] = [
        circuit("ip", beside: "ipv6"),
        circuit("ipv6", beside: "ip"),
        .value("isis metric <level-1|level-2> NUMBER", standard: "10"),
        .flag("isis network point-to-point"),
        .value("isis circuit-type (level-1|level-1-2|level-2-only)", standard: "level-1-2"),
        .flag("isis passive"),
        .value("isis password (clear|md5) SECRET"),
        .value("isis priority NUMBER <level-1|level-2>", standard: "64"),
        .value("isis hello-interval <level-1|level-2> SECONDS", standard: "3"),
        .value("isis hello-multiplier <level-1|level-2> NUMBER", standard: "10"),
        .value("isis csnp-interval SECONDS <level-1|level-2>", standard: "10"),
        .value("isis psnp-interval SECONDS <level-1|level-2>", standard: "2"),
        .on("isis hello padding"),
        .on("isis three-way-handshake"),
        .flag("isis bfd", drops: ["isis bfd profile"]),
        .value("isis bfd profile NAME", brings: ["isis bfd"]),
    ]

    /// Another area is refused while one is set; with the last of the two versions all goes that is said of the circuit.
    private static func circuit(_ family: String, beside other: String) -> LineRule {
        LineRule(
            "\(family) router isis AREANAME", .value, isReplaced: true, drops: ["isis"],
            dropsWithLast: "\(other) router isis")
    }

    private static let interfaceRIP: [LineRule] = [
        .value("ip rip send version VERSION [OTHER]"),
        .value("ip rip receive version VERSION [OTHER]"),
        .value("ip rip authentication mode MODE [auth-length LENGTHS]"),
        .value("ip rip authentication string SECRET"),
        .value("ip rip authentication key-chain NAME", uses: ["key chain NAME"]),
        .value("ip rip split-horizon [poisoned-reverse]", undo: .line("ip rip split-horizon"), standard: "yes"),
        .flag("ip rip v2-broadcast"),
        .value("ipv6 ripng split-horizon [poisoned-reverse]", undo: .line("ipv6 ripng split-horizon"), standard: "yes"),
    ]

    /// Of pimd.
    private static let multicast: [LineRule] = [
        // Which of their lines go with the two depends on whether the other one stays: each is taken back by itself. pimd 8.4.4
        // ends of `no ip pim bsm` where `ip pim` was not said before.
        .flag("ip pim", carries: ["ip pim", "ip multicast boundary"]),
        .flag("ip pim passive", brings: ["ip pim"]),
        // A new one keeps the hold time of the old one.
        .value("ip pim hello SECONDS [HOLD]", isReplaced: true, brings: ["ip pim"]),
        .value("ip pim drpriority NUMBER", brings: ["ip pim"]),
        .flag("ip pim bfd", drops: ["ip pim bfd profile"], brings: ["ip pim"]),
        .value("ip pim bfd profile NAME", brings: ["ip pim", "ip pim bfd"]),
        .on("ip pim bsm", brings: ["ip pim"]),
        .on("ip pim unicast-bsm", brings: ["ip pim"]),
        .value("ip pim use-source ADDRESS", brings: ["ip pim"]),
        .value("ip multicast boundary oil LIST", brings: ["ip pim"]),
        .flag("ip igmp", carries: ["ip igmp"]),
        .value("ip igmp version NUMBER", undo: .whole, brings: ["ip igmp"], standard: "3"),
        .value("ip igmp query-interval SECONDS", brings: ["ip igmp"]),
        .value("ip igmp query-max-response-time NUMBER", brings: ["ip igmp"]),
        .value("ip igmp last-member-query-count NUMBER", brings: ["ip igmp"]),
        .value("ip igmp last-member-query-interval NUMBER", brings: ["ip igmp"]),
        .list("ip igmp join <GROUP> [<ADDRESS>]", brings: ["ip igmp"]),
    ]

    private static let vrrp: [LineRule] = [
        .value(
            "vrrp <GROUP> [version NUMBER]", drops: ["vrrp <GROUP>"],
            settled: { $0 == "version 3" ? LineTree.on : $0 }),
        .list("vrrp <GROUP> ip <ADDRESS>", brings: ["vrrp <GROUP>"]),
        .list("vrrp <GROUP> ipv6 <ADDRESS6>", brings: ["vrrp <GROUP>"]),
        .value("vrrp <GROUP> priority NUMBER", brings: ["vrrp <GROUP>"], standard: "100"),
        .value("vrrp <GROUP> advertisement-interval NUMBER", brings: ["vrrp <GROUP>"], standard: "1000"),
        .flag("vrrp <GROUP> shutdown", brings: ["vrrp <GROUP>"]),
        .on("vrrp <GROUP> preempt", brings: ["vrrp <GROUP>"]),
    ]

    private static func nhrp(_ family: String) -> [LineRule] {
        var rules: [LineRule] = []
        rules.append(.value("\(family) nhrp network-id NUMBER"))
        rules.append(.value("\(family) nhrp holdtime SECONDS"))
        rules.append(.flag("\(family) nhrp shortcut"))
        rules.append(.flag("\(family) nhrp redirect"))
        rules.append(.flag("\(family) nhrp registration no-unique"))
        rules.append(.list("\(family) nhrp nhs <A> nbma <B>"))
        rules.append(.value("\(family) nhrp map <GATEWAY> NBMA"))
        rules.append(.list("\(family) nhrp map multicast <A>"))
        return rules
    }
}
