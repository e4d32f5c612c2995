/// OSPF, EIGRP, RIP and IS-IS: the makers' command references; keys of areas and networks: Ansible's rules for `cisco.ios`.
extension IOSRules {
    /// What processes of several kinds say.
    private static let common: [LineRule] = [
        // With the one state of all the device shows those that have the other, and forgets them with it.
        .value("router-id ADDRESS"),
        .flag("passive-interface default", drops: ["passive-interface"], excludes: ["passive-interface"]),
        .either("passive-interface <INTERFACE>"),
        .merged("redistribute <PROTOCOL> <#PROCESS> [VALUES...]", options: merged, uses: ["route-map VALUES"]),
        .merged("redistribute <PROTOCOL> [VALUES...]", options: merged, uses: ["route-map VALUES"]),
        .merged("redistribute isis <TAG> VALUES...", options: merged, uses: ["route-map VALUES"]),
        .merged(
            "default-information originate [VALUES...]", options: merged + ["always"], uses: ["route-map VALUES"]),
        .value("default-information [metric #METRIC] originate [VALUES...]"),
        .value("default-information <in|out> [LIST]"),
        .value("default-information allowed <in|out> [LIST]"),
        .value("default-metric VALUES..."), .value("distance #VALUE"),
        .value("distance #VALUE <NETWORK> <WILDCARD> [LIST]"),
        .value("maximum-paths #COUNT"), .either("auto-summary"),
        .value("distribute-list LIST <in|out> [<WHAT>] [<PROCESS>]", uses: lists),
        .value(
            "distribute-list prefix LIST [gateway GATEWAY] <in|out> [<WHAT>] [<PROCESS>]", uses: ["ip prefix-list LIST"]
        ),
        .value("distribute-list gateway LIST <in|out> [<WHAT>] [<PROCESS>]", uses: ["ip prefix-list LIST"]),
        .value("distribute-list route-map MAP <in|out> [<WHAT>] [<PROCESS>]", uses: ["route-map MAP"]),
        .flag("shutdown"), .flag("bfd all-interfaces"), .either("bfd interface <INTERFACE>"), .value("nsf [VALUES...]"),
        .flag("graceful-restart"),
        .value("traffic-share VALUES..."), .flag("ispf"), .value("ha-mode VALUE"), .flag("capability vrf-lite"),
        .value("interface <INTERFACE> VALUES..."),
    ]

    /// A kind of area. The device refuses it while the area is of the other kind.
    private static func special(_ kind: String, options: [String], besides other: String) -> LineRule {
        var rule = LineRule.merged("area <AREA> \(kind) [VALUES...]", options: options)
        rule.excludes = ["area <AREA> \(other)"]
        return rule
    }

    /// On unless it is negated; `no` does not lead from `detail` to what was delivered.
    private static let adjacencies = LineRule.value(
        "log-adjacency-changes [detail]", undo: .line("default log-adjacency-changes"), standard: LineTree.on)

    static let ospf: [LineRule] = .rows(
        [
            adjacencies,
            .value("network <NETWORK> <WILDCARD> area AREA", undo: .whole),
            .value("network <PREFIX> area AREA", undo: .whole),
            .group("area <AREA>"), special("stub", options: ["no-summary"], besides: "nssa"),
            special(
                "nssa",
                options: [
                    "no-summary", "default-information-originate", "no-redistribution", "no-ext-capability",
                    "translate",
                ], besides: "stub"),
            .merged("area <AREA> range <NETWORK> <MASK> [VALUES...]", options: ["not-advertise", "cost", "advertise"]),
            .value("area <AREA> range <PREFIX>"),
            .merged(
                "area <AREA> range <PREFIX> <advertise|not-advertise|cost> [VALUES...]",
                options: ["not-advertise", "cost"]),
            .value("area <AREA> authentication [KIND]"), .value("area <AREA> default-cost #COST"),
            .value("area <AREA> virtual-link <ROUTER> [VALUES...]"),
            .value("area <AREA> sham-link <A> <B> [VALUES...]"),
            .value("area <AREA> filter-list prefix LIST <in|out>", uses: ["ip prefix-list LIST"]),
            .value("area <AREA> <\(area)> [VALUES...]"),
            .value("neighbor <ADDRESS> [VALUES...]"), .value("auto-cost reference-bandwidth #MBITS"),
            .flag("auto-cost-determine"),
            .value("auto-cost VALUES..."), .value("max-metric router-lsa [VALUES...]"), .value("max-lsa VALUES..."),
            .value("timers throttle <spf|lsa> [all] VALUES..."), .value("timers lsa arrival #MS"),
            .value("timers pacing <flood|lsa-group|retransmission> #MS"),
            .value("timers spf VALUES..."), .value("timers out-delay #MS"), .value("timers lsa VALUES..."),
            .value("distance ospf <external|inter-area|intra-area> #VALUE [VALUES...]"),
            .value("distance ospf VALUES..."),
            .merged("summary-address <NETWORK> <MASK> [VALUES...]", options: ["not-advertise", "tag", "nssa-only"]),
            .merged("summary-prefix <PREFIX> [VALUES...]", options: ["not-advertise", "tag"]),
            .value("prefix-suppression"), .value("prefix-priority high route-map MAP"),
            .value("fast-reroute VALUES..."), .value("limit retransmissions VALUES..."), .value("mpls ldp VALUES..."),
            .value("mpls traffic-eng <WHAT> VALUES..."),
            .value("domain-id VALUES..."), .value("domain-tag #TAG"), .value("queue-depth <WHAT> VALUE"),
            .value("ttl-security all-interfaces [VALUES...]"),
            .value("compatible rfc1587"), .either("compatible rfc1583"),
            .value("discard-route <internal|external> [VALUE]"), .value("ignore lsa mospf"),
            .either("lsa-group-pacing"),
            .either("capability <opaque|lls|transit>"), .value("point-to-point routes"), .flag("ip ospf name-lookup"),
            .value("snmp context NAME"), .value("max-metric VALUES..."), .value("microloop VALUES..."),
            .value("event-log VALUES..."), .value("passive-interface suppress"),
            .value("graceful-restart <helper|grace-period> [VALUES...]"), .value("graceful-restart-helper"),
            .value("local-rib-criteria VALUES..."), .value("authentication VALUES..."),
        ], common)

    private static let area =
        "capability|interface|nssa-translator-role|transmit|encryption|default-metric|lsa|not-so-stubby|no-summary"

    static let eigrp: [LineRule] = .rows(
        [
            adjacencies,
            .value("network <NETWORK> [WILDCARD]", undo: .whole), .value("eigrp router-id ADDRESS"),
            .value("eigrp stub [KINDS...]"),
            .either("eigrp <log-neighbor-changes|log-neighbor-warnings|event-logging>"),
            .value("eigrp event-log-size #COUNT"),
            .value("eigrp <default-route-tag|interface|upgrade-cli> [VALUES...]"), .value("variance #VALUE"),
            .value("offset-list LIST <in|out> VALUE [INTERFACE]"),
            .value("metric <weights|maximum-hops|rib-scale|holddown> VALUES..."),
            .value("timers active-time VALUE"), .value("timers nsf VALUES..."),
            .value("timers graceful-restart <purge-time> #SECONDS"), .value("neighbor <ADDRESS> [VALUES...]"),
            .value("distance eigrp #INTERNAL #EXTERNAL"), .value("summary-metric <NETWORK> VALUES..."),
            .value("autonomous-system #AS"), .value("af-interface-mode VALUE"),
            .value("topology-accounting"), .value("fast-reroute VALUES..."), .value("soft-sia"),
            .value("snmp context NAME"),
        ], common)

    /// An interface of a named EIGRP process.
    static let eigrpInterface: [LineRule] = .rows(
        .values(
            "hello-interval #SECONDS", "hold-time #SECONDS", "bandwidth-percent #PERCENT",
            "authentication mode VALUE [SECRET...]", "authentication key-chain NAME",
            "summary-address <NETWORK> [MASK] [VALUES...]", "dampening-change [#PERCENT]",
            "dampening-interval [#SECONDS]", "add-paths #COUNT", "stub-site VALUE", "bfd"),
        .eithers("passive-interface", "split-horizon", "next-hop-self", "shutdown"))

    static let rip: [LineRule] = .rows(
        [
            .value("version #VERSION"), .list("network <NETWORK>"), .value("timers basic VALUES..."),
            .value("offset-list LIST <in|out> VALUE [INTERFACE]"), .list("neighbor <ADDRESS>"),
            .value("output-delay #MS"), .value("validate-update-source"), .value("flash-update-threshold #SECONDS"),
            .value("input-queue #COUNT"), .flag("redistribute"),
        ], common)

    static let isis: [LineRule] = .rows(
        [
            .list("net <ENTITY>"), .value("is-type VALUE"), .value("metric-style VALUES..."),
            .value("metric-style VALUES... <level-1|level-2>"), .value("metric VALUE [<level-1|level-2>]"),
            .value("authentication <mode|key-chain> VALUE [<level-1|level-2>]"), .value("set-overload-bit [VALUES...]"),
            .value("max-lsp-lifetime #SECONDS"), .value("lsp-refresh-interval #SECONDS"),
            .value("lsp-gen-interval [<level-1|level-2>] VALUES..."),
            .value("spf-interval [<level-1|level-2>] VALUES..."), .value("prc-interval VALUES..."),
            .value("summary-address <NETWORK> <MASK> [VALUES...]"), .value("domain-password SECRET..."),
            .value("area-password SECRET..."), .value("mpls ldp VALUES..."), .value("mpls traffic-eng VALUES..."),
            .value("advertise passive-only"),
            .value("hello padding [VALUES...]"), .value("fast-reroute VALUES..."),
            .value("log-adjacency-changes [all]"), .value("protocol shutdown"), .value("set-attached-bit VALUES..."),
        ], common)
}
