/// Instances, lists, BGP and OSPF of EOS: from Arista's user manual, and from the configs that Arista's own AVD makes.
enum EOSRoutingTable {
    static let blocks: [IOSMode.Kind: [IOSRow]] = [
        .vrf: [IOSRow("description ~ LINE")], .standardList: standardList, .extendedList: extendedList,
        .prefixList: prefixList, .routeMap: routeMap, .bgp: bgp, .bgpFamily: bgpFamily, .bgpInstance: bgpInstance,
        .ospf: ospf,
    ]

    /// Before the interfaces.
    static let early: [IOSRow] = [IOSRow("vrf instance WORD", .run { $0.routingInstance($1, $2) })]

    /// Behind the interfaces.
    static let late: [IOSRow] = [
        IOSRow("vlan internal order ~ {ascending|descending} range <2-4094> <2-4094>"),
        IOSRow("ip virtual-router mac-address ~ WORD"),
        IOSRow("ip access-list standard WORD", .block(.standardList)),
        IOSRow("ip access-list WORD", .block(.extendedList)),
        IOSRow("ip routing"), IOSRow("ip routing vrf WORD"),
        IOSRow("ipv6 unicast-routing"),
        // Where a path comes from is said as well.
        IOSRow(
            "ip as-path access-list WORD {permit|deny} WORD [{any|egp|igp|incomplete}]", key: [0, 1, 2, 3, 4, 5, 6],
            .completed("any", 7)),
        IOSRow("ip community-list WORD {permit|deny} WORD"),
        IOSRow("ip prefix-list WORD", .block(.prefixList)),
        IOSRow(
            "ip route PREFIX {A.B.C.D|INTERFACE|Null0} [<1-255>] [tag <0-4294967295>] [name WORD]", key: [0, 1, 2, 3],
            .run { $0.prefixRoute($1, $2) }),
        IOSRow("ip route PREFIX", .all),
        IOSRow(
            "ip route vrf WORD PREFIX {A.B.C.D|INTERFACE|Null0} [<1-255>] [tag <0-4294967295>] [name WORD]",
            key: [0, 1, 2, 3, 4, 5], .run { $0.prefixRoute($1, $2) }),
        IOSRow("ip route vrf WORD PREFIX", .all),
        IOSRow("route-map WORD {permit|deny} <1-65535>", key: [0, 1, 3], .block(.routeMap)),
        IOSRow("route-map WORD", .all),
        IOSRow("router bgp <1-4294967295>", .block(.bgp)),
        IOSRow("router ospf <1-65535> [vrf WORD]", .block(.ospf)),
    ]

    private static let standardList: [IOSRow] = [
        IOSRow("<1-4294967295> ~ {permit|deny} {any|host A.B.C.D|PREFIX} [log]", .sequenced),
        IOSRow("<1-4294967295> remark ~ LINE", key: [0], .sequenced),
    ]

    private static let ends = "{any|host A.B.C.D|PREFIX}"

    private static let extendedList: [IOSRow] = [
        IOSRow("<1-4294967295> ~ {permit|deny} {ip|icmp} \(ends) \(ends) [log]", .sequenced),
        IOSRow(
            "<1-4294967295> ~ {permit|deny} {tcp|udp} \(ends) \(ends) [{eq WORD|range <1-65535> <1-65535>}] [log]",
            .sequenced),
        IOSRow("<1-4294967295> remark ~ LINE", key: [0], .sequenced),
    ]

    private static let prefixList: [IOSRow] = [
        IOSRow("seq <0-65535> ~ {permit|deny} PREFIX [eq <1-32>] [ge <1-32>] [le <1-32>]", .sequenced)
    ]

    private static let routeMap: [IOSRow] = [
        IOSRow("description ~ LINE"), IOSRow("continue ~ [<1-16777215>]"), IOSRow("sub-route-map ~ WORD"),
        // Which lists are shown together when a second is said was not verified: one is drawn.
        IOSRow("match as-path ~ WORD"), IOSRow("match community ~ WORD"), IOSRow("match ip address access-list ~ WORD"),
        IOSRow("match ip address prefix-list ~ WORD"), IOSRow("match interface ~ INTERFACE"),
        IOSRow("match metric ~ <1-4294967295>"), IOSRow("match source-protocol ~ {connected|static|bgp|ospf}"),
        IOSRow("match tag ~ <1-4294967295>"),
        IOSRow("set as-path prepend ~ LINE"), IOSRow("set community ~ {none|WORD [additive]}"),
        IOSRow("set distance ~ <1-255>"), IOSRow("set ip next-hop ~ A.B.C.D"),
        IOSRow("set local-preference ~ <1-4294967295>"), IOSRow("set metric ~ <1-4294967295>"),
        IOSRow("set origin ~ {egp|igp|incomplete}"), IOSRow("set tag ~ <1-4294967295>"),
        IOSRow("set weight ~ <0-65535>"),
    ]

    /// What is said of a neighbour; unlike on IOS its AS need not stand before.
    private static let neighbors: [IOSRow] = [
        IOSRow("neighbor WORD peer group ~ WORD"),
        IOSRow("neighbor WORD peer group"),
        IOSRow("neighbor WORD remote-as ~ <1-4294967295>"),
        IOSRow("neighbor WORD next-hop-self"),
        IOSRow("neighbor WORD local-as ~ <1-4294967295> no-prepend replace-as"),
        IOSRow("neighbor WORD update-source ~ INTERFACE"),
        IOSRow("neighbor WORD description ~ LINE"),
        IOSRow("neighbor WORD shutdown"),
        IOSRow("neighbor WORD bfd"),
        IOSRow("neighbor WORD ebgp-multihop ~ [<1-255>]"),
        IOSRow("neighbor WORD timers ~ <0-3600> <0-7200>"),
        IOSRow("neighbor WORD weight ~ <0-65535>"),
        IOSRow("neighbor WORD route-reflector-client"),
        IOSRow("neighbor WORD remove-private-as ~ [all]"),
        IOSRow("neighbor WORD allowas-in ~ [<1-10>]"),
        IOSRow("neighbor WORD route-map WORD {in|out}", key: [0, 1, 2, 4]),
        IOSRow("neighbor WORD prefix-list WORD {in|out}", key: [0, 1, 2, 4]),
        IOSRow("neighbor WORD default-originate ~ [{always|route-map WORD}]"),
        IOSRow("neighbor WORD send-community ~ [{standard|extended|large}]"),
        IOSRow("neighbor WORD maximum-routes ~ <0-4294967294> [warning-only]"),
        IOSRow("neighbor WORD", .all),
    ]

    private static let networks: [IOSRow] = [
        IOSRow("aggregate-address PREFIX ~ [as-set] [summary-only] [attribute-map WORD]"),
        IOSRow("network PREFIX ~ [route-map WORD]"),
        IOSRow("redistribute {connected|static} ~ [route-map WORD]"),
    ]

    private static let process: [IOSRow] = [
        IOSRow("router-id ~ A.B.C.D"), IOSRow("timers bgp ~ <0-3600> <0-7200>"),
        IOSRow("distance bgp ~ <1-255> [<1-255> <1-255>]"),
        IOSRow("maximum-paths ~ <1-128> [ecmp <1-128>]"),
    ]

    private static let bgp: [IOSRow] =
        process + [
            IOSRow("bgp cluster-id ~ A.B.C.D"), IOSRow("bgp default ipv4-unicast", .toggle),
            IOSRow("bgp log-neighbor-changes", .toggle), IOSRow("bgp always-compare-med"),
            IOSRow("graceful-restart restart-time ~ <1-3600>"), IOSRow("graceful-restart"),
            IOSRow("update wait-for-convergence"), IOSRow("update wait-install"),
            IOSRow("bgp listen range PREFIX peer-group WORD ~ remote-as <1-4294967295>"),
        ] + neighbors + networks + [
            IOSRow("address-family {ipv4|ipv6|evpn}", .block(.bgpFamily)), IOSRow("vrf WORD", .block(.bgpInstance)),
        ]

    private static let bgpFamily: [IOSRow] = [
        IOSRow("neighbor WORD activate"),
        IOSRow("neighbor WORD route-map WORD {in|out}", key: [0, 1, 2, 4]),
        IOSRow("neighbor WORD prefix-list WORD {in|out}", key: [0, 1, 2, 4]),
        IOSRow("network PREFIX ~ [route-map WORD]"), IOSRow("redistribute {connected|static} ~ [route-map WORD]"),
    ]

    private static let bgpInstance: [IOSRow] =
        [
            IOSRow("rd ~ WORD"), IOSRow("route-target {import|export} WORD WORD"),
        ] + process + neighbors + networks

    private static let ospf: [IOSRow] = [
        IOSRow("router-id ~ A.B.C.D"), IOSRow("auto-cost reference-bandwidth ~ <1-4294967>"), IOSRow("bfd default"),
        IOSRow("distance ospf {intra-area|inter-area|external} ~ <1-255>"),
        IOSRow("passive-interface default"), IOSRow("passive-interface INTERFACE"),
        IOSRow("redistribute {connected|static|bgp} ~ [route-map WORD]"),
        // An area is of one kind. That the kind said last holds was not verified.
        IOSRow("area A.B.C.D stub ~ [no-summary]", wipes: ["area $1 nssa"]),
        IOSRow("area A.B.C.D nssa ~ [no-summary]", wipes: ["area $1 stub"]),
        IOSRow("area A.B.C.D default-cost ~ <1-65535>"),
        IOSRow("area A.B.C.D range PREFIX ~ [{advertise|not-advertise|cost <1-65535>}]"),
        IOSRow("area A.B.C.D filter prefix-list ~ WORD"),
        IOSRow("network PREFIX ~ area A.B.C.D"),
        IOSRow("max-lsa ~ <0-100000>"), IOSRow("log-adjacency-changes ~ [detail]", .states("")),
        IOSRow("max-metric router-lsa ~ [on-startup <5-86400>]"), IOSRow("maximum-paths ~ <1-128>"),
        IOSRow("default-information originate ~ [always] [metric <1-65535>] [metric-type <1-2>]"),
        IOSRow("timers spf delay initial ~ <0-65535000> <0-65535000> <0-65535000>"),
        IOSRow("timers lsa rx min interval ~ <1-600000>"), IOSRow("graceful-restart"),
        IOSRow("point-to-point routes", .toggle), IOSRow("shutdown"),
    ]
}
