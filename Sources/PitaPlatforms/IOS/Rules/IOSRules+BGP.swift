/// BGP: the makers' command references; what a neighbour takes with it: annet's rules, FRRouting's issues.
extension IOSRules {
    static let bgp: [LineRule] = .rows(neighbours, process, redistribution, networks)

    /// A group of neighbours, in the one spelling or the other.
    static func group(_ words: String) -> LineRule {
        LineRule("neighbor <GROUP> \(words)", .flag(isOnByDefault: false), drops: ["neighbor <GROUP>"])
    }

    /// A neighbour's place in a group. One whose AS is the group's is none without it.
    static func member(_ words: String) -> LineRule {
        LineRule(
            "neighbor <PEER> \(words) GROUP", .value, undo: .whole, drops: ["neighbor <PEER>"],
            dropsWithLast: "neighbor <PEER> remote-as")
    }

    /// Neighbours and groups of them. Without its AS or its group there is no neighbour: that comes first and goes last.
    private static let neighbours: [LineRule] = .rows(
        [
            group("peer-group"),
            // The manual has no form without the number.
            .value(
                "neighbor <PEER> remote-as NUMBER [ALTERNATE...]", undo: .line("no neighbor <PEER> remote-as NUMBER"),
                drops: ["neighbor <PEER>"]),
            // One whose AS is the group's is none without it.
            member("peer-group"),
            .value("neighbor <PEER> inherit <peer-policy|peer-session> NAME"),
            .value("neighbor <PEER> password SECRET..."), .value("neighbor <PEER> description TEXT..."),
            .value("neighbor <PEER> update-source INTERFACE"),
            .value("neighbor <PEER> ebgp-multihop [HOPS]", excludes: ["neighbor <PEER> ttl-security"]),
            .value("neighbor <PEER> ttl-security hops HOPS", excludes: ["neighbor <PEER> ebgp-multihop"]),
            .value(
                "neighbor <PEER> prefix-list LIST <in|out>", excludes: ["neighbor <PEER> distribute-list <in|out>"],
                uses: ["ip prefix-list LIST", "ipv6 prefix-list LIST"]),
            .value(
                "neighbor <PEER> distribute-list LIST <in|out>", excludes: ["neighbor <PEER> prefix-list <in|out>"],
                uses: lists),
            .value("neighbor <PEER> route-map MAP <in|out>", uses: ["route-map MAP"]),
            .value("neighbor <PEER> filter-list LIST <in|out>", uses: ["ip as-path access-list LIST"]),
            .value("neighbor <PEER> unsuppress-map MAP", uses: ["route-map MAP"]),
            .value("neighbor <PEER> advertise-map <MAP> <exist-map|non-exist-map> <OTHER> [VALUES...]"),
            .value("neighbor <PEER> default-originate [VALUES...]"),
            .merged("neighbor <PEER> maximum-prefix #COUNT [VALUES...]", options: ["warning-only", "restart"]),
            .value("neighbor <PEER> maximum-routes #COUNT [VALUES...]"),
            .merged(
                "neighbor <PEER> local-as NUMBER [VALUES...]",
                options: ["no-prepend", "replace-as", "dual-as", "fallback"]),
            .value("neighbor <PEER> transport <path-mtu-discovery|multi-session> [VALUE]"),
            .value("neighbor <PEER> transport <connection-mode|remote-port> VALUE"),
            .either("neighbor <PEER> activate"), .either("neighbor <PEER> send-community"),
            .value("neighbor <PEER> send-community KINDS..."),
            .value("neighbor <PEER> capability <orf|graceful-restart> [VALUES...]"),
            .value("neighbor <PEER> ha-mode VALUES..."),
            .value("neighbor <PEER> path-attribute <treat-as-withdraw|discard> VALUES..."),
            .value("neighbor <PEER> slow-peer VALUES..."),
            .value("neighbor <PEER> additional-paths [VALUES...]"), .value("neighbor <PEER> advertise VALUES..."),
            .value("neighbor <PEER> translate-update VALUES..."), .value("neighbor <PEER> fall-over [VALUES...]"),
            .value("neighbor <PEER> <\(values)> VALUES..."), .value("neighbor <PEER> <\(optional)> [VALUES...]"),
            .value("neighbor <PEER> soft-reconfiguration inbound [all]"),
            .flag("neighbor <PEER> <\(flags)>"),
            .group("neighbor <PEER>"),
            .value("bgp listen range <RANGE> <peer-group|peer> GROUP [VALUES...]"),
            .value("bgp listen limit #COUNT"),
        ])

    private static let values =
        "timers|weight|advertisement-interval|version|dmzlink-bw|cluster-id|soo|rib-in-pre-policy|shutdown|maximum-accepted-routes"
        + "|export-localpref|local-v6-addr|out-delay|metric-out|idle-restart-timer"
        + "|link-bandwidth|graceful-restart"
    private static let optional =
        "remove-private-as|next-hop-self|allowas-in|as-override|send-label|next-hop-unchanged|link-bandwidth"
        + "|disable-connected-check|aigp|bfd|multisession|graceful-shutdown|accept-prefix-filter|dont-capability-negotiate"
    private static let flags =
        "shutdown|route-reflector-client|route-server-client|next-hop-self|remove-private-as|as-override|dmzlink-bw|log-neighbor-changes"
        + "|disable-connected-check|internal-vpn-client|dont-capability-negotiate|enforce-first-as|next-hop-unchanged|graceful-restart"
        + "|auto-local-addr|graceful-restart-helper|route-to-peer|next-hop-peer|override-capability|strict-capability-match"

    private static let process: [LineRule] = .rows(
        [
            .value("bgp router-id ADDRESS"), .value("router-id ADDRESS"), .value("bgp cluster-id ADDRESS"),
            .value("timers bgp #KEEPALIVE #HOLD [#MINIMUM]"), .value("distance bgp #EXTERNAL [#INTERNAL] [#LOCAL]"),
            .value("distance #VALUE <NETWORK> <WILDCARD> [LIST]"),
            .value("maximum-paths #COUNT [ecmp #MOST]"), .value("maximum-paths <ibgp|eibgp|ebgp> #COUNT"),
            .value("default-metric #METRIC"), .value("table-map MAP [filter]", uses: ["route-map MAP"]),
            .value("scope vrf NAME"),
            .on("bgp default ipv4-unicast"), .value("bgp default local-preference #VALUE"),
            .either("bgp default <ipv6-unicast|route-target> [<filter>]"),
            .either("bgp default ipv4-unicast transport ipv6"),
            .either("bgp log-neighbor-changes"), .on("bgp enforce-first-as"), .on("bgp fast-external-fallover"),
            .on("bgp client-to-client reflection"), .either("synchronization"), .either("auto-summary"),
            .value("bgp graceful-restart <restart-time|stalepath-time> #SECONDS"), .flag("bgp graceful-restart"),
            .value("bgp graceful-restart-helper"), .value("bgp maxas-limit #COUNT"),
            .value("bgp scan-time [<import>] #SECONDS"), .value("bgp aggregate-timer #SECONDS"),
            .value("bgp update-delay #SECONDS"), .value("bgp nexthop <trigger|route-map> VALUES..."),
            .either("bgp nexthop trigger enable"),
            .value("bgp dampening [VALUES...]"), .value("bgp slow-peer <detection|split-update-group> VALUES..."),
            .value("bgp confederation identifier NUMBER"), .words("bgp confederation peers NUMBERS..."),
            .flag("bgp bestpath as-path <multipath-relax|ignore>"), .flag("bgp bestpath <compare-routerid|ecmp-fast>"),
            .flag("bgp bestpath igp-metric ignore"), .flag("bgp bestpath prefix-validate allow-invalid"),
            .flag("bgp bestpath med <confed|missing-as-worst|always>"), .value("bgp bestpath cost-community ignore"),
            .flag("bgp bestpath tie-break <WHAT>"),
            .value("bgp rpki server tcp <HOST> port <#PORT> refresh #SECONDS"), .value("bgp regexp deterministic"),
            .value("bgp recursion host VALUE"),
            .flag("bgp <\(bgpFlags)>"), .either("bgp refresh max-eor-time"),
            .value("bgp refresh <max-eor-time|stalepath-time> #SECONDS"),
            .flag("bgp additional-paths install"), .value("bgp additional-paths <select|send|receive> [VALUES...]"),
            .value("bgp transport path-mtu-discovery"),
            .flag("bgp sso route-refresh-enable"), .flag("bgp asnotation dot"), .flag("bgp as-notation dot"),
            .value("bgp inject-map <MAP> exist-map OTHER"),
            .value("bgp listen <WHAT> VALUE"), .value("bgp suppress-inactive"), .value("bgp redistribute-internal"),
            .value("bgp upgrade-cli [VALUES...]"),
        ])

    private static let bgpFlags =
        "always-compare-med|deterministic-med|advertise-best-external|consistency-checker|soft-reconfig-backup"

    /// A line's options are merged; taken back with one, only that one goes.
    private static let redistribution: [LineRule] = [
        .merged("redistribute <PROTOCOL> <#PROCESS> [VALUES...]", options: merged, uses: ["route-map VALUES"]),
        .merged("redistribute <PROTOCOL> [VALUES...]", options: merged, uses: ["route-map VALUES"]),
        .merged("redistribute isis <TAG> VALUES...", options: merged, uses: ["route-map VALUES"]),
        .merged("redistribute ospf <#PROCESS> vrf <VRF> [VALUES...]", options: merged, uses: ["route-map VALUES"]),
    ]
    static let merged: [String] = [
        "metric", "metric-type", "route-map", "tag", "subnets", "match", "level-1", "level-2", "level-1-2",
        "include-connected",
        "nssa-only", "always",
    ]

    private static let networks: [LineRule] = [
        .value("network <NETWORK> [mask <MASK>] [OPTIONS...]", undo: .whole, uses: ["route-map OPTIONS"]),
        .value("network <NETWORK> backdoor"),
        .merged("aggregate-address <NETWORK> <MASK> [VALUES...]", options: aggregated, uses: ["route-map VALUES"]),
        .value("aggregate-address <PREFIX>", undo: .whole),
        .merged("aggregate-address <PREFIX> <as-set|summary-only|route-map> [VALUES...]", options: aggregated),
        .merged("default-information originate [VALUES...]", options: merged),
        .value("default-information allowed <WAY>"),
        .value("distribute-list LIST <in|out> [<PROTOCOL>] [<PROCESS>]", uses: lists),
        .value("distribute-list prefix LIST <in|out> [<PROTOCOL>] [<PROCESS>]", uses: ["ip prefix-list LIST"]),
        .value("import path <selection|limit> VALUE"), .value("export map MAP"),
        .value("bgp router-id vrf auto-assign"),
    ]
    private static let aggregated: [String] = [
        "as-set", "summary-only", "attribute-map", "advertise-map", "suppress-map", "route-map",
    ]

    /// `template peer-policy` and `template peer-session`: the lines of a neighbour without its name.
    static let peerTemplate: [LineRule] = .rows(
        .values(
            "remote-as NUMBER", "description TEXT...", "password SECRET...", "update-source INTERFACE",
            "timers VALUES...", "local-as VALUES...",
            "ebgp-multihop [#HOPS]", "ttl-security hops #HOPS", "version #VERSION", "fall-over [VALUES...]",
            "inherit <peer-policy|peer-session> NAME [#SEQ]",
            "route-map MAP <in|out>", "prefix-list LIST <in|out>", "filter-list LIST <in|out>",
            "distribute-list LIST <in|out>",
            "maximum-prefix #COUNT [VALUES...]", "weight #VALUE", "allowas-in [#COUNT]",
            "default-originate [VALUES...]", "send-community [KIND]",
            "advertisement-interval #SECONDS", "capability <orf> VALUES...", "next-hop-self [all]",
            "remove-private-as [all]", "as-override [split-horizon]",
            "soft-reconfiguration inbound", "transport <WHAT> [VALUE]", "cluster-id VALUE", "dmzlink-bw", "send-label"),
        .flags("shutdown", "route-reflector-client", "disable-connected-check", "next-hop-unchanged"))
}
