/// Static routes, and the lists that route-maps and protocols ask: an entry is kept by its number, in place of the one that had it.
extension FRRTable {
    /// Static routes: destination and next hop are the key, tag and distance the value (``FRRRoute``).
    static let routes: [LineRule] = [
        .parted("ip route", rank: 40) { FRRRoute($0).parts },
        .parted("ipv6 route", rank: 40) { FRRRoute($0).parts },
    ]

    /// Lines of `vrf NAME`.
    static let vrf = table(
        routes,
        [
            .value("vni VNI [MODE]", undo: .whole, isReplaced: true),
            .value("ip router-id ADDRESS", undo: .whole),
            .value("ip protocol <PROTOCOL> route-map MAP", undo: .whole, uses: ["route-map MAP"]),
            .value("ipv6 protocol <PROTOCOL> route-map MAP", undo: .whole, uses: ["route-map MAP"]),
            .value("ip nht <PROTOCOL> route-map MAP", undo: .whole, uses: ["route-map MAP"]),
            .flag("ip nht resolve-via-default"),
            .flag("ipv6 nht resolve-via-default"),
        ])

    /// Lists. `permit` and `deny`, the rule, all but the number is the value; a line without a number gets one (``FRRNumbers``).
    static let lists: [LineRule] = all(prefixLists, accessLists, bgpLists)

    private static let prefixLists: [LineRule] = [
        .value("ip prefix-list <NAME> seq <SEQ> (permit|deny) MATCH [ge MIN] [le MAX]", rank: 10),
        .list("ip prefix-list <NAME> <permit|deny> <MATCH> [ge <MIN>] [le <MAX>]", rank: 10),
        .value("ip prefix-list <NAME> description TEXT...", rank: 10, settled: spaced),
        .group("ip prefix-list <NAME>"),
        .value("ipv6 prefix-list <NAME> seq <SEQ> (permit|deny) MATCH6 [ge MIN] [le MAX]", rank: 10),
        .list("ipv6 prefix-list <NAME> <permit|deny> <MATCH6> [ge <MIN>] [le <MAX>]", rank: 10),
        .value("ipv6 prefix-list <NAME> description TEXT...", rank: 10, settled: spaced),
        .group("ipv6 prefix-list <NAME>"),
    ]

    private static let accessLists: [LineRule] = [
        // By number alone a rule is not taken back.
        .value("access-list <NAME> seq <SEQ> (permit|deny) MATCH [exact-match]", undo: .whole, rank: 10),
        .value("access-list <NAME> seq <SEQ> (permit|deny) ADDRESS WILDCARD", undo: .whole, rank: 10),
        .value("access-list <NAME> seq <SEQ> (permit|deny) (ip) SOURCE...", undo: .whole, rank: 10),
        .list("access-list <NAME> <permit|deny> <MATCH> [<exact-match|exact>]", rank: 10),
        .list("access-list <NAME> <permit|deny> <ADDRESS> <WILDCARD>", rank: 10),
        .list("access-list <NAME> <permit|deny> ip <A> [<B>] [<C>] [<D>]", rank: 10),
        .value("access-list <NAME> remark TEXT...", rank: 10, settled: spaced),
        .group("access-list <NAME>"),
        .value("ipv6 access-list <NAME> seq <SEQ> (permit|deny) MATCH6 [exact-match]", undo: .whole, rank: 10),
        .list("ipv6 access-list <NAME> <permit|deny> <MATCH6> [<exact-match|exact>]", rank: 10),
        .value("ipv6 access-list <NAME> remark TEXT...", rank: 10, settled: spaced),
        .group("ipv6 access-list <NAME>"),
        .value("mac access-list <NAME> seq <SEQ> (permit|deny) MAC", undo: .whole, rank: 10),
        .list("mac access-list <NAME> <permit|deny> <MAC>", rank: 10),
        .value("mac access-list <NAME> remark TEXT...", rank: 10, settled: spaced),
        .group("mac access-list <NAME>"),
    ]

    private static let bgpLists: [LineRule] =
        entries("bgp as-path access-list") + communityLists("bgp community-list", settled: communities)
        + communityLists("bgp large-community-list") + communityLists("bgp extcommunity-list")

    private static func communityLists(
        _ words: String, settled: @escaping @Sendable (String) -> String = { $0 }
    ) -> [LineRule] {
        let standard = entries("\(words) standard", settled: settled)
        return entries(words) + standard + entries("\(words) expanded")
    }

    private static func entries(
        _ words: String, settled: @escaping @Sendable (String) -> String = { $0 }
    ) -> [LineRule] {
        [
            .value("\(words) <NAME> seq <SEQ> (permit|deny) ENTRY...", undo: .whole, rank: 10, settled: settled),
            .list("\(words) <NAME> <permit|deny> <A> [<B> [<C> [<D> [<E> [<F>]]]]]", rank: 10),
            .group("\(words) <NAME>"),
        ]
    }

    /// Communities as the device says them: numbers in their order, then the well-known ones in theirs, then `additive`; each once.
    static let communities: @Sendable (String) -> String = { value in
        let words = value.words.map(String.init)
        let action = words.prefix { $0 == "permit" || $0 == "deny" }
        let rest = Set(words.dropFirst(action.count)).map { (order: Self.order($0), word: $0) }
        return (action + rest.sorted { ($0.order, $0.word) < ($1.order, $1.word) }.map(\.word)).joined(separator: " ")
    }

    /// The number by which a community is sorted (RFC 1997; the well-known ones as IANA lists them).
    private static func order(_ word: String) -> UInt64 {
        let known: [String: UInt64] = [
            "internet": 0, "graceful-shutdown": 0xFFFF_0000, "accept-own": 0xFFFF_0001,
            "route-filter-translated-v4": 0xFFFF_0002, "route-filter-v4": 0xFFFF_0003,
            "route-filter-translated-v6": 0xFFFF_0004, "route-filter-v6": 0xFFFF_0005, "llgr-stale": 0xFFFF_0006,
            "no-llgr": 0xFFFF_0007, "accept-own-nexthop": 0xFFFF_0008, "blackhole": 0xFFFF_029A,
            "no-export": 0xFFFF_FF01, "no-advertise": 0xFFFF_FF02, "local-AS": 0xFFFF_FF03, "no-peer": 0xFFFF_FF04,
            "additive": 0x1_0000_0000,
        ]
        if let number = known[word] { return number }
        let parts = word.split(separator: ":").map { UInt64($0) }
        guard parts.count == 2, let high = parts[0], let low = parts[1], high < 1 << 16, low < 1 << 16 else {
            return 0xFFFF_FFFF
        }
        return high << 16 | low
    }
}
