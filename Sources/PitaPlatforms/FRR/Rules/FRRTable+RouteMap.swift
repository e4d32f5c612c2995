/// The lines of a route-map: of each kind one, its value replaced in place; `no` ignores the value.
extension FRRTable {
    /// Lines of `route-map NAME permit|deny NUMBER`.
    static let routeMap = table(
        [.value("description TEXT...", undo: .line("no description"), settled: spaced)],
        matches, sets,
        [
            .value("call MAP", uses: ["route-map MAP"]),
            .value("on-match (next|goto) [NUMBER]", undo: .line("no on-match goto")),
        ])

    private static let matches: [LineRule] = all(
        lists("ip", "access-list", "ip prefix-list", address: "ADDRESS"),
        lists("ipv6", "ipv6 access-list", "ipv6 prefix-list", address: "ADDRESS6"),
        [
            .value("match ip next-hop prefix-len LENGTH"),
            .value("match ip route-source LIST", uses: ["access-list LIST"]),
            .value("match ip route-source prefix-list LIST", uses: ["ip prefix-list LIST"]),
            .value("match mac address LIST", undo: .whole, uses: ["mac access-list LIST"]),
            .value("match as-path LIST", uses: ["bgp as-path access-list LIST"]),
            .value("match community LIST [exact-match]", uses: communityUses("bgp community-list")),
            .value("match large-community LIST [exact-match]", uses: communityUses("bgp large-community-list")),
            .value("match extcommunity LIST", uses: communityUses("bgp extcommunity-list")),
            .value("match metric NUMBER"),
            .value("match tag NUMBER"),
            .value("match interface IF"),
            .value("match peer NEIGHBOR"),
            .value("match origin (egp|igp|incomplete)"),
            .value("match local-preference NUMBER"),
            .value("match probability NUMBER"),
            .value("match source-protocol PROTOCOL"),
            .value("match source-instance NUMBER"),
            .value("match source-vrf NAME", undo: .whole),
            .value("match alias NAME"),
            .value("match rpki (valid|invalid|notfound)", undo: .whole),
            .value("match rpki-extcommunity (valid|invalid|notfound)", undo: .whole),
            .value("match evpn vni VNI", undo: .whole),
            .flag("match evpn default-route"),
            .value("match evpn route-type TYPE", undo: .whole),
        ])

    private static func lists(_ family: String, _ access: String, _ prefix: String, address: String) -> [LineRule] {
        let match = "match \(family)"
        return [
            .value("\(match) address LIST", uses: ["\(access) LIST"]),
            .value("\(match) address prefix-list LIST", uses: ["\(prefix) LIST"]),
            .value("\(match) address prefix-len LENGTH"),
            .value("\(match) next-hop LIST", uses: ["\(access) LIST"]),
            .value("\(match) next-hop prefix-list LIST", uses: ["\(prefix) LIST"]),
            .value("\(match) next-hop address \(address)", undo: family == "ipv6" ? .whole : .automatic),
            .value("\(match) next-hop type (blackhole)"),
        ]
    }

    private static func communityUses(_ words: String) -> [String] {
        ["\(words) LIST", "\(words) standard LIST", "\(words) expanded LIST"]
    }

    private static let sets: [LineRule] = [
        .value("set metric METRIC"),
        .value("set local-preference METRIC"),
        .value("set weight NUMBER"),
        .value("set origin (egp|igp|incomplete)"),
        .value("set tag NUMBER"),
        .value("set src GATEWAY"),
        .value("set metric-type (type-1|type-2)"),
        .value("set distance DISTANCE"),
        .value("set community COMMUNITIES...", settled: communities),
        .value("set comm-list LIST delete", undo: .line("no set comm-list"), uses: communityUses("bgp community-list")),
        .value("set large-community COMMUNITIES..."),
        .value(
            "set large-comm-list LIST delete", undo: .line("no set large-comm-list LIST delete"),
            uses: communityUses("bgp large-community-list")),
        .value("set extcommunity rt COMMUNITIES..."),
        .value("set extcommunity soo COMMUNITIES..."),
        .value("set extcommunity bandwidth BANDWIDTH [non-transitive]"),
        .flag("set extcommunity none"),
        // With the numbers 8.4 does not take it back.
        .value("set as-path prepend NUMBERS...", undo: .line("no set as-path prepend")),
        .value("set as-path exclude NUMBERS...", undo: .line("no set as-path exclude")),
        .value("set as-path replace AS"),
        .value("set ip next-hop ADDRESS"),
        .flag("set ip next-hop peer-address"),
        .flag("set ip next-hop unchanged"),
        .value("set ipv6 next-hop global ADDRESS6", undo: .whole),
        .value("set ipv6 next-hop local ADDRESS6"),
        .flag("set ipv6 next-hop peer-address"),
        .flag("set ipv6 next-hop prefer-global"),
        .value("set ipv4 vpn next-hop ADDRESS"),
        .value("set ipv6 vpn next-hop ADDRESS6"),
        .value("set aggregator as AS ADDRESS"),
        .flag("set atomic-aggregate"),
        .value("set originator-id ADDRESS"),
        .value("set label-index NUMBER"),
        .value("set table NUMBER", undo: .line("no set table")),
        .value("set sr-te color NUMBER"),
        .value("set forwarding-address ADDRESS6"),
        .value("set evpn gateway-ip ipv4 ADDRESS", undo: .whole),
        .value("set evpn gateway-ip ipv6 ADDRESS6", undo: .whole),
    ]
}
