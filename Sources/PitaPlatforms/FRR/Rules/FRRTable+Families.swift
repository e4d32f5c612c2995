/// The lines of BGP's address families.
extension FRRTable {
    /// It is said where it is not what the instance's neighbours do anyway (``FRRNeighbors``).
    private static let activate = LineRule.value("neighbor <PEER> activate", undo: .opposite)

    /// Lines of `address-family ipv4 unicast`.
    static let ipv4Unicast = table(
        [activate], neighbors(of: v4), routes(of: v4),
        [
            .value(
                "redistribute <ospf|table> <INSTANCE> [metric NUMBER] [route-map MAP]", uses: ["route-map MAP"],
                merges: ["metric", "route-map"])
        ],
        balancing, vpn)
    /// Lines of `address-family ipv6 unicast`.
    static let ipv6Unicast = table(
        [activate], neighbors(of: v6), [.flag("neighbor <PEER> nexthop-local unchanged")], routes(of: v6), balancing,
        vpn)

    // The others have fewer lines. `vtysh` takes what a family lacks for a line of the instance, where it holds for IPv4
    // unicast (``FRRSyntax``): tried with each line in each family of 8.4.4.

    /// Lines of `address-family ipv4 multicast`.
    static let ipv4Multicast = table(
        [activate], neighbors(of: v4), networks(of: v4), aggregates(of: v4), distances(of: v4), [tableMap, dampening])
    /// Lines of `address-family ipv6 multicast`.
    static let ipv6Multicast = table(
        [activate], neighbors(of: v6), networks(of: v6), distances(of: v6), [dampening])
    /// Lines of `address-family ipv4 labeled-unicast`.
    static let ipv4Labeled = table(
        [activate], neighbors(of: v4), networks(of: v4), aggregates(of: v4), [dampening], balancing)
    /// Lines of `address-family ipv6 labeled-unicast`.
    static let ipv6Labeled = table([activate], neighbors(of: v6), networks(of: v6), [dampening], balancing)
    /// Lines of `address-family ipv4 vpn`.
    static let ipv4VPN = table([activate], neighbors(of: v4, isVPN: true), vpnNetworks("PREFIX"))
    /// Lines of `address-family ipv6 vpn`.
    static let ipv6VPN = table([activate], neighbors(of: v6, isVPN: true), vpnNetworks("PREFIX6"))
    /// Lines of `address-family ipv4 flowspec`.
    static let ipv4Flowspec = table(
        [activate], filters(of: v4), reflection, [unchanged(), .list("local-install <IF>")])
    /// Lines of `address-family ipv6 flowspec`.
    static let ipv6Flowspec = table(
        [activate], filters(of: v6), reflection, [unchanged(), .list("local-install <IF>")])
    /// Lines of `address-family l2vpn evpn`.
    static let evpn = table(
        [activate, mapped], reflection, [unchanged(unless: "next-hop")], nextHops, [repeated, origin],
        [
            .flag("advertise-all-vni"),
            .flag("advertise-default-gw"),
            .flag("advertise-svi-ip"),
            .value("advertise <ipv4|ipv6> unicast [gateway-ip] [route-map MAP]", uses: ["route-map MAP"]),
            .list("default-originate <ipv4|ipv6>"),
            .value("flooding (disable|head-end-replication)", undo: .whole, standard: "head-end-replication"),
            .flag("autort rfc8365-compatible"),
            .value("rd RD", undo: .whole),
            // `both` is two lines; taken back as one, it ends bgpd 8.4.4.
            .list("route-target <import|export> <RT>"),
            .on("use-es-l3nhg"),
        ])
    /// Lines of `vni NUMBER` in it.
    static let vni: LineRuleTable = [
        .value("rd RD", undo: .whole), .list("route-target <import|export> <RT>"), .flag("advertise-default-gw"),
        .flag("advertise-svi-ip"),
    ]

    /// What lists of a family are called, and the word of a network.
    private struct Lists {
        let prefix: String
        let access: String
        let network: String
        /// Options of `network` that the other version does not have.
        let options: String
    }

    private static let v4 = Lists(
        prefix: "ip prefix-list", access: "access-list", network: "PREFIX", options: " [backdoor]")
    private static let v6 = Lists(
        prefix: "ipv6 prefix-list", access: "ipv6 access-list", network: "PREFIX6", options: "")

    private static let mapped = LineRule.value("neighbor <PEER> route-map MAP <in|out>", uses: ["route-map MAP"])
    private static let repeated = LineRule.value("neighbor <PEER> allowas-in [COUNT]")
    private static let origin = LineRule.value("neighbor <PEER> soo RD")

    private static func filters(of lists: Lists) -> [LineRule] {
        [
            mapped,
            .value(
                "neighbor <PEER> prefix-list LIST <in|out>", excludes: ["neighbor <PEER> distribute-list <in|out>"],
                uses: ["\(lists.prefix) LIST"]),
            .value("neighbor <PEER> filter-list LIST <in|out>", uses: ["bgp as-path access-list LIST"]),
        ]
    }

    /// What every family has.
    private static let reflection: [LineRule] = [
        .flag("neighbor <PEER> soft-reconfiguration inbound"),
        .flag("neighbor <PEER> route-reflector-client"),
        // Its next hops are unchanged then (``FRRNeighbors``).
        .flag("neighbor <PEER> route-server-client"),
    ]

    /// The attributes that a neighbour is told as they came; in EVPN next hops are, which is not said.
    private static func unchanged(unless standard: String? = nil) -> LineRule {
        .value("neighbor <PEER> attribute-unchanged [WHAT...]", standard: standard, settled: attributes)
    }

    private static let nextHops: [LineRule] = [
        .flag("neighbor <PEER> next-hop-self"), .flag("neighbor <PEER> next-hop-self force"),
    ]

    private static func neighbors(of lists: Lists, isVPN: Bool = false) -> [LineRule] {
        all(
            filters(of: lists), reflection, [unchanged()], nextHops,
            [
                .value(
                    "neighbor <PEER> distribute-list LIST <in|out>",
                    excludes: ["neighbor <PEER> prefix-list <in|out>"], uses: ["\(lists.access) LIST"]),
                .value("neighbor <PEER> unsuppress-map MAP", undo: .whole, uses: ["route-map MAP"]),
                .value(
                    "neighbor <PEER> advertise-map MAP (exist-map|non-exist-map) OTHER", undo: .whole,
                    uses: ["route-map MAP", "route-map OTHER"]),
                .value("neighbor <PEER> maximum-prefix NUMBER [OPTIONS...]"),
                .value("neighbor <PEER> maximum-prefix-out NUMBER"),
                // `all` and `both` are several lines.
                .on("neighbor <PEER> send-community"),
                .on("neighbor <PEER> send-community extended"),
                .on("neighbor <PEER> send-community large"),
                .flag("neighbor <PEER> as-override"),
                .flag(
                    "neighbor <PEER> addpath-tx-all-paths", excludes: ["neighbor <PEER> addpath-tx-bestpath-per-AS"]),
                .flag(
                    "neighbor <PEER> addpath-tx-bestpath-per-AS", excludes: ["neighbor <PEER> addpath-tx-all-paths"]),
                .flag("neighbor <PEER> disable-addpath-rx"),
                repeated,
                .value("neighbor <PEER> remove-private-AS [all] [replace-AS]", undo: .whole, isReplaced: true),
                .value("neighbor <PEER> weight NUMBER"),
                origin,
            ],
            isVPN
                ? []
                : [
                    .value("neighbor <PEER> default-originate [route-map MAP]", uses: ["route-map MAP"]),
                    .value("neighbor <PEER> capability orf prefix-list WAY", undo: .whole, isReplaced: true),
                ])
    }

    private static let attributes: @Sendable (String) -> String = { value in
        let all = ["as-path", "next-hop", "med"]
        return all.filter { value.isEmpty || value.words.contains($0[...]) }.joined(separator: " ")
    }

    private static func networks(of lists: Lists) -> [LineRule] {
        var rule = LineRule.value(
            "network <\(lists.network)> [label-index NUMBER] [route-map MAP]\(lists.options)", uses: ["route-map MAP"])
        rule.pinned = ["label-index"]
        return [rule]
    }

    private static func aggregates(of lists: Lists) -> [LineRule] {
        [
            .value(
                "aggregate-address <\(lists.network)> [as-set] [summary-only] [route-map MAP] [origin ORIGIN] "
                    + "[matching-MED-only] [suppress-map OTHER]",
                uses: ["route-map MAP", "route-map OTHER"])
        ]
    }

    private static func distances(of lists: Lists) -> [LineRule] {
        [
            .value("distance bgp EXTERNAL INTERNAL LOCAL", standard: "20 200 200"),
            .value(
                "distance DISTANCE <\(lists.network)> [LIST]", undo: .line("no distance DISTANCE <\(lists.network)>"),
                uses: ["\(lists.access) LIST"]),
        ]
    }

    // Said anew; taken back, everything would be installed for a moment.
    private static let tableMap = LineRule.value("table-map MAP", undo: .whole, uses: ["route-map MAP"])
    private static let dampening = LineRule.value("bgp dampening [HALF] [REUSE SUPPRESS MAX]", undo: .whole)

    private static let balancing: [LineRule] = [
        .value("maximum-paths NUMBER"), .value("maximum-paths ibgp NUMBER [equal-cluster-length]"),
    ]

    /// The routes of unicast.
    private static func routes(of lists: Lists) -> [LineRule] {
        all(
            networks(of: lists), aggregates(of: lists), distances(of: lists), [tableMap, dampening],
            [
                // An option of the old line that the new one does not name would stay.
                .value(
                    "redistribute <PROTOCOL> [metric NUMBER] [route-map MAP]", uses: ["route-map MAP"],
                    merges: ["metric", "route-map"])
            ])
    }

    /// Routes of `vpn`. Another label is refused while one is set; `tag` is another word for it.
    private static func vpnNetworks(_ network: String) -> [LineRule] {
        [
            .value(
                "network <\(network)> rd <RD> label NUMBER [route-map MAP]",
                undo: .line("no network <\(network)> rd <RD> label NUMBER"), isReplaced: true, uses: ["route-map MAP"]),
            .on("bgp retain route-target all"),
        ]
    }

    /// Routes that go between instances.
    private static let vpn: [LineRule] = [
        .value("rd vpn export RD", undo: .whole),
        .value("rt vpn export COMMUNITIES...", undo: .whole),
        // `both` is the two of them.
        .value("rt vpn import COMMUNITIES...", undo: .whole),
        .value("label vpn export LABEL"),
        .value("nexthop vpn export GATEWAY"),
        .value("route-map vpn export MAP", undo: .whole, uses: ["route-map MAP"]),
        .value("route-map vpn import MAP", undo: .whole, uses: ["route-map MAP"]),
        // 8.4.4 says "It's not implemented" of its negation.
        .value("sid vpn export INDEX", undo: .never),
        .flag("export vpn"),
        .flag("import vpn"),
        .list("import vrf <VRF>"),
    ]
}
