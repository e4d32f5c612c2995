/// The lines of BGP's address families.
extension FRRTable {
    /// It is said where it is not what the instance's neighbours do anyway (``FRRNeighbors``).
    private static let activate = LineRule.value("neighbor <PEER> activate", undo: .opposite)

    /// Lines of `address-family ipv4 unicast`.
    static let ipv4Unicast = table(
        [activate], neighbors("ip prefix-list", "access-list"), routes("PREFIX", "access-list"), vpn)
    /// Lines of `address-family ipv6 unicast`.
    static let ipv6Unicast = table(
        [activate], neighbors("ipv6 prefix-list", "ipv6 access-list"), routes("PREFIX6", "ipv6 access-list"), vpn)
    /// Lines of the other families of IPv4: `multicast`, `labeled-unicast`, `vpn`, `flowspec`.
    static let ipv4 = table(
        [activate], neighbors("ip prefix-list", "access-list"), routes("PREFIX", "access-list"))
    /// Those of IPv6.
    static let ipv6 = table(
        [activate], neighbors("ipv6 prefix-list", "ipv6 access-list"), routes("PREFIX6", "ipv6 access-list"))
    /// Lines of `address-family l2vpn evpn`.
    static let evpn = table(
        [activate], neighbors("ip prefix-list", "access-list"),
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

    private static func neighbors(_ prefix: String, _ access: String) -> [LineRule] {
        [
            .value("neighbor <PEER> route-map MAP <in|out>", uses: ["route-map MAP"]),
            // The two exclude each other: the one that goes is taken back first.
            .value("neighbor <PEER> prefix-list LIST <in|out>", uses: ["\(prefix) LIST"]),
            .value("neighbor <PEER> distribute-list LIST <in|out>", uses: ["\(access) LIST"]),
            .value("neighbor <PEER> filter-list LIST <in|out>", uses: ["bgp as-path access-list LIST"]),
            .value("neighbor <PEER> unsuppress-map MAP", undo: .whole, uses: ["route-map MAP"]),
            .value(
                "neighbor <PEER> advertise-map MAP (exist-map|non-exist-map) OTHER", undo: .whole,
                uses: ["route-map MAP", "route-map OTHER"]),
            .value("neighbor <PEER> default-originate [route-map MAP]", uses: ["route-map MAP"]),
            .value("neighbor <PEER> maximum-prefix NUMBER [OPTIONS...]"),
            .value("neighbor <PEER> maximum-prefix-out NUMBER"),
            .flag("neighbor <PEER> next-hop-self"),
            .flag("neighbor <PEER> next-hop-self force"),
            // `all` and `both` are several lines.
            .on("neighbor <PEER> send-community"),
            .on("neighbor <PEER> send-community extended"),
            .on("neighbor <PEER> send-community large"),
            .flag("neighbor <PEER> soft-reconfiguration inbound"),
            .flag("neighbor <PEER> as-override"),
            .flag("neighbor <PEER> route-reflector-client"),
            .flag(
                "neighbor <PEER> route-server-client", drops: ["neighbor <PEER> attribute-unchanged"],
                brings: ["neighbor <PEER> attribute-unchanged next-hop"]),
            .value("neighbor <PEER> attribute-unchanged [WHAT...]", settled: attributes),
            .flag("neighbor <PEER> addpath-tx-all-paths"),
            .flag("neighbor <PEER> addpath-tx-bestpath-per-AS"),
            .flag("neighbor <PEER> disable-addpath-rx"),
            .value("neighbor <PEER> allowas-in [COUNT]"),
            .value("neighbor <PEER> remove-private-AS [all] [replace-AS]", undo: .whole, isReplaced: true),
            .value("neighbor <PEER> weight NUMBER"),
            .value("neighbor <PEER> capability orf prefix-list WAY", undo: .whole, isReplaced: true),
            .value("neighbor <PEER> soo RD"),
            .flag("neighbor <PEER> nexthop-local unchanged"),
        ]
    }

    private static let attributes: @Sendable (String) -> String = { value in
        let words =
            value == LineTree.on ? ["as-path", "next-hop", "med"] : value.words.map(String.init)
        return ["as-path", "next-hop", "med"].filter(words.contains).joined(separator: " ")
    }

    private static func routes(_ prefix: String, _ access: String) -> [LineRule] {
        [
            .value("network <\(prefix)> [label-index NUMBER] [route-map MAP] [backdoor]", uses: ["route-map MAP"]),
            // An option of the old line that the new one does not name would stay.
            .value(
                "redistribute <PROTOCOL> [metric NUMBER] [route-map MAP]", uses: ["route-map MAP"],
                merges: ["metric", "route-map"]),
            .value(
                "redistribute <ospf|table> <INSTANCE> [metric NUMBER] [route-map MAP]", uses: ["route-map MAP"],
                merges: ["metric", "route-map"]),
            .value(
                "aggregate-address <\(prefix)> [as-set] [summary-only] [route-map MAP] [origin ORIGIN] "
                    + "[matching-MED-only] [suppress-map OTHER]",
                uses: ["route-map MAP", "route-map OTHER"]),
            .value("maximum-paths NUMBER"),
            .value("maximum-paths ibgp NUMBER [equal-cluster-length]"),
            .value("distance bgp EXTERNAL INTERNAL LOCAL", standard: "20 200 200"),
            .value(
                "distance DISTANCE <\(prefix)> [LIST]", undo: .line("no distance DISTANCE <\(prefix)>"),
                uses: ["\(access) LIST"]),
            // Said anew; taken back, everything would be installed for a moment.
            .value("table-map MAP", undo: .whole, uses: ["route-map MAP"]),
            .value("bgp dampening [HALF] [REUSE SUPPRESS MAX]", undo: .whole),
        ]
    }

    /// Routes that go between instances.
    private static let vpn: [LineRule] = [
        .value("rd vpn export RD", undo: .whole),
        .value("rt vpn export COMMUNITIES...", undo: .whole),
        .value("rt vpn import COMMUNITIES...", undo: .whole),
        .value("rt vpn both COMMUNITIES...", undo: .whole),
        .value("label vpn export LABEL"),
        .value("nexthop vpn export GATEWAY"),
        .value("route-map vpn export MAP", undo: .whole, uses: ["route-map MAP"]),
        .value("route-map vpn import MAP", undo: .whole, uses: ["route-map MAP"]),
        .value("sid vpn export INDEX", undo: .whole),
        .flag("export vpn"),
        .flag("import vpn"),
        .list("import vrf <VRF>"),
    ]
}
