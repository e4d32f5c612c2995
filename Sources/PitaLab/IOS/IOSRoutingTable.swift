/// Routing, addresses by DHCP, probes: the commands of the blocks, and those of the top that belong to them.
enum IOSRoutingTable {
    static let blocks: [IOSMode.Kind: [IOSRow]] = [
        .vrf: vrf, .vrfFamily: vrfFamily, .bgp: bgp, .bgpFamily: bgpFamily, .ospf: ospf, .routeMap: routeMap,
        .pool: pool,
        .probe: probe, .echo: echo,
        .track: track,
    ]

    /// Before the interfaces.
    static let early: [IOSRow] = [
        IOSRow("ip vrf WORD", needs: .routing, .run { $0.routingInstance($1, $2) }),
        IOSRow("vrf definition WORD", needs: .routing, .run { $0.routingInstance($1, $2) }),
        IOSRow("ip dhcp excluded-address A.B.C.D [A.B.C.D]"),
        IOSRow("ip dhcp pool WORD", .block(.pool)),
        IOSRow("track <1-1000> ~ interface INTERFACE line-protocol", .block(.track)),
        IOSRow("track <1-1000> ~ ip sla <1-2147483647> reachability", .block(.track)),
    ]

    /// Behind the interfaces.
    static let late: [IOSRow] = [
        IOSRow("router ospf <1-65535>", .block(.ospf)),
        IOSRow("router bgp <1-4294967295>", .block(.bgp)),
        IOSRow(
            "ip nat inside source list WORD interface INTERFACE overload", needs: .routing,
            .run { $0.translation($1, $2) }),
        IOSRow("ip nat inside source static A.B.C.D A.B.C.D", needs: .routing),
        IOSRow("ip community-list standard WORD {permit|deny} WORD"),
        IOSRow("ip as-path access-list <1-500> {permit|deny} WORD"),
        IOSRow(
            "ip prefix-list WORD seq <1-4294967294> {permit|deny} PREFIX [ge <1-32>] [le <1-32>]",
            key: [0, 1, 2, 3, 4],
            .numbered),
        IOSRow("ip prefix-list WORD description ~ LINE"),
        IOSRow("ip prefix-list WORD", .all),
        IOSRow("ip sla <1-2147483647>", drops: ["ip sla schedule $1"], .block(.probe)),
        IOSRow("ip sla schedule <1-2147483647> ~ life forever start-time now"),
        IOSRow("route-map WORD {permit|deny} <1-65535>", key: [0, 1, 3], .block(.routeMap)),
        IOSRow("route-map WORD", .all),
    ]

    private static let vrf: [IOSRow] = [
        IOSRow("description ~ LINE"), IOSRow("rd ~ WORD"), IOSRow("route-target {export|import} WORD"),
        IOSRow("address-family {ipv4|ipv6}", .block(.vrfFamily)),
    ]

    private static let vrfFamily: [IOSRow] = [
        IOSRow("route-target {export|import} WORD"), IOSRow("export map ~ WORD"), IOSRow("import map ~ WORD"),
        IOSRow("exit-address-family", .run { console, _, _ in console.mode = console.typedMode.parent }),
    ]

    private static let metrics = "[metric <0-16777214>] [metric-type <1-2>] [subnets] [route-map WORD]"

    private static let ospf: [IOSRow] = [
        IOSRow("router-id ~ A.B.C.D"),
        IOSRow("auto-cost reference-bandwidth ~ <1-4294967>"),
        IOSRow("area <0-4294967295> authentication ~ [message-digest]"),
        IOSRow("area <0-4294967295> stub ~ [no-summary]", without: "area $1 nssa"),
        IOSRow("area <0-4294967295> nssa ~ [no-summary]", without: "area $1 stub"),
        IOSRow("area <0-4294967295> range A.B.C.D MASK ~ [{advertise|not-advertise}]"),
        IOSRow("area <0-4294967295> default-cost ~ <0-16777215>"),
        IOSRow("log-adjacency-changes ~ [detail]", .states("")),
        IOSRow("timers throttle spf ~ <1-600000> <1-600000> <1-600000>"),
        IOSRow("redistribute {connected|static} ~ \(metrics)"),
        IOSRow("passive-interface INTERFACE"),
        IOSRow("network A.B.C.D WILDCARD ~ area <0-4294967295>"),
        IOSRow("maximum-paths ~ <1-32>"),
        IOSRow("default-information originate ~ [always] [metric <0-16777214>] [metric-type <1-2>]"),
        IOSRow("default-metric ~ <1-16777214>"),
        IOSRow("distance ~ <1-255>"),
    ]

    /// What may be said of a neighbour in the process, as in each family.
    private static let policies: [IOSRow] = [
        IOSRow("neighbor WORD send-community ~ [{both|standard|extended}]", after: "neighbor $1"),
        IOSRow("neighbor WORD route-reflector-client", after: "neighbor $1"),
        IOSRow("neighbor WORD next-hop-self ~ [all]", after: "neighbor $1"),
        IOSRow("neighbor WORD default-originate ~ [route-map WORD]", after: "neighbor $1"),
        IOSRow("neighbor WORD weight ~ <0-65535>", after: "neighbor $1"),
        IOSRow("neighbor WORD allowas-in ~ [<1-10>]", after: "neighbor $1"),
        IOSRow("neighbor WORD soft-reconfiguration inbound", after: "neighbor $1"),
        IOSRow("neighbor WORD prefix-list WORD {in|out}", key: [0, 1, 2, 4], after: "neighbor $1"),
        IOSRow("neighbor WORD route-map WORD {in|out}", key: [0, 1, 2, 4], after: "neighbor $1"),
        IOSRow("neighbor WORD filter-list <1-500> {in|out}", key: [0, 1, 2, 4], after: "neighbor $1"),
        IOSRow("neighbor WORD maximum-prefix ~ <1-2147483647> [<1-100>] [warning-only]", after: "neighbor $1"),
    ]

    private static let networks: [IOSRow] = [
        IOSRow("network A.B.C.D mask MASK ~ [route-map WORD]"),
        IOSRow("aggregate-address A.B.C.D MASK ~ [as-set] [summary-only]"),
        IOSRow("redistribute {connected|static} ~ [metric <0-4294967295>] [route-map WORD]"),
        IOSRow("maximum-paths ~ <1-32>"),
    ]

    private static let bgp: [IOSRow] =
        [
            IOSRow("bgp router-id ~ A.B.C.D"), IOSRow("bgp log-neighbor-changes"),
            IOSRow("bgp graceful-restart"), IOSRow("bgp default local-preference ~ <0-4294967295>"),
            IOSRow("timers bgp ~ <0-65535> <0-65535>"),
            IOSRow("neighbor WORD peer-group", drops: ["neighbor $1"]),
            IOSRow("neighbor WORD remote-as ~ <1-4294967295>", drops: ["neighbor $1"]),
            IOSRow("neighbor WORD description ~ LINE", after: "neighbor $1"),
            IOSRow("neighbor WORD ebgp-multihop ~ [<1-255>]", after: "neighbor $1"),
            IOSRow("neighbor WORD shutdown", after: "neighbor $1"),
            IOSRow("neighbor WORD update-source ~ INTERFACE", after: "neighbor $1"),
            IOSRow("neighbor WORD timers ~ <0-65535> <0-65535>", after: "neighbor $1"),
            IOSRow("neighbor WORD", .all),
        ]
        + networks + policies + [
            IOSRow("address-family {ipv4|vpnv4}", .block(.bgpFamily)),
            IOSRow("address-family ipv4 vrf WORD", .block(.bgpFamily)),
        ]

    private static let bgpFamily: [IOSRow] =
        [IOSRow("neighbor WORD activate", after: "neighbor $1")] + networks + policies + [
            IOSRow("exit-address-family", .run { console, _, _ in console.mode = console.typedMode.parent })
        ]

    private static let routeMap: [IOSRow] = [
        IOSRow("description ~ LINE"),
        IOSRow("continue ~ [<1-65535>]"),
        IOSRow("match as-path ~ <1-500> [<1-500>]", .values),
        IOSRow("match community ~ WORD [WORD]", .values),
        IOSRow("match ip address ~ WORD [WORD]", .values),
        IOSRow("match ip address prefix-list ~ WORD [WORD]", .values),
        IOSRow("match interface ~ INTERFACE"),
        IOSRow("match tag ~ <0-4294967295> [<0-4294967295>]", .values),
        IOSRow("set as-path prepend ~ LINE"),
        IOSRow("set community ~ {none|WORD [additive]}"),
        IOSRow("set ip next-hop ~ A.B.C.D"),
        IOSRow("set local-preference ~ <0-4294967295>"),
        IOSRow("set metric ~ <0-4294967295>"),
        IOSRow("set origin ~ {igp|incomplete}"),
        IOSRow("set tag ~ <0-4294967295>"),
        IOSRow("set weight ~ <0-65535>"),
    ]

    private static let pool: [IOSRow] = [
        IOSRow("network ~ A.B.C.D MASK"), IOSRow("default-router ~ A.B.C.D [A.B.C.D]"),
        IOSRow("dns-server ~ A.B.C.D [A.B.C.D]"), IOSRow("domain-name ~ WORD"),
        IOSRow("option <0-254> ~ {ip A.B.C.D|ascii WORD}"), IOSRow("lease ~ {infinite|<0-365> [<0-23> [<0-59>]]}"),
    ]

    private static let probe: [IOSRow] = [
        IOSRow("icmp-echo A.B.C.D [source-interface INTERFACE]", .block(.echo))
    ]

    private static let echo: [IOSRow] = [
        IOSRow("frequency ~ <1-604800>"), IOSRow("timeout ~ <0-604800000>"), IOSRow("threshold ~ <0-60000>"),
        IOSRow("tag ~ WORD"),
    ]

    private static let track: [IOSRow] = [IOSRow("delay ~ {up <0-180> [down <0-180>]|down <0-180>}")]
}
