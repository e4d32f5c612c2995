/// The lines of `router bgp AS [vrf NAME]` outside its address families.
extension FRRTable {
    /// Lines of an instance.
    static let bgp = table(neighbors, sessions, instance)

    private static let instance: [LineRule] = [
        .value("bgp router-id ADDRESS"),
        .flag("bgp log-neighbor-changes"),
        .flag("bgp always-compare-med"),
        .flag("bgp deterministic-med"),
        .flag("bgp bestpath as-path confed"),
        .flag("bgp bestpath as-path ignore"),
        .value("bgp bestpath as-path multipath-relax [as-set]"),
        .flag("bgp bestpath compare-routerid"),
        // Each of the two words is taken back by itself.
        .value("bgp bestpath med OPTION [OTHER]", undo: .whole, isReplaced: true),
        .value("bgp bestpath bandwidth (ignore|skip-missing|default-weight-for-missing)"),
        .flag("bgp bestpath peer-type multipath-relax"),
        .on("bgp client-to-client reflection"),
        .value("bgp cluster-id GATEWAY"),
        .value("bgp confederation identifier AS"),
        .words("bgp confederation peers NUMBERS...", settled: numbers),
        .on("bgp default ipv4-unicast"),
        .flag("bgp default <FAMILY>"),
        .value("bgp default local-preference NUMBER", standard: "100"),
        .value("bgp default subgroup-pkt-queue-max NUMBER", standard: "40"),
        .flag("bgp disable-ebgp-connected-route-check"),
        .on("bgp ebgp-requires-policy"),
        .flag("bgp fast-convergence"),
        .on("bgp fast-external-failover"),
        // It and `-disable` exclude each other (``FRRNeighbors``); its timers stay.
        .flag("bgp graceful-restart"),
        .on("bgp graceful-restart notification"),
        .value("bgp graceful-restart restart-time SECONDS", standard: "120"),
        .value("bgp graceful-restart stalepath-time SECONDS", standard: "360"),
        .value("bgp graceful-restart rib-stale-time SECONDS", standard: "500"),
        .value("bgp graceful-restart select-defer-time SECONDS", standard: "360"),
        .flag("bgp graceful-restart preserve-fw-state"),
        .flag("bgp graceful-restart-disable"),
        .flag("bgp graceful-shutdown"),
        .on("bgp hard-administrative-reset"),
        .value("bgp listen limit NUMBER", standard: "100"),
        // Another group is refused while one is set.
        .value("bgp listen range <PREFIX> peer-group GROUP", undo: .whole, isReplaced: true),
        .value("bgp long-lived-graceful-restart stale-time SECONDS", standard: "0"),
        .value("bgp max-med administrative [NUMBER]"),
        .value("bgp max-med on-startup SECONDS [NUMBER]"),
        .value("bgp minimum-holdtime SECONDS"),
        .on("bgp network import-check"),
        .flag("bgp reject-as-sets"),
        .flag("bgp route-reflector allow-outbound-policy"),
        // The message is sent, and not kept.
        .value("bgp shutdown [message TEXT...]", settled: { _ in LineTree.on }),
        .on("bgp suppress-duplicates"),
        .flag("bgp suppress-fib-pending"),
        .flag("bgp allow-martian-nexthop"),
        .value("bgp conditional-advertisement timer SECONDS", undo: .whole, standard: "60"),
        .value("update-delay SECONDS [WAIT]"),
        .value("coalesce-time MILLISECONDS", undo: .whole),
        .value("read-quanta NUMBER", undo: .whole, standard: "10"),
        .value("write-quanta NUMBER", undo: .whole, standard: "64"),
        .value("timers bgp KEEPALIVE HOLD", standard: "60 180"),
    ]

    /// Numbers in their order, each once; in an intended set what goes stands behind a `-`.
    private static let numbers: @Sendable (String) -> String = { value in
        value.words.sorted { (Int($0) ?? 0, $0) < (Int($1) ?? 0, $1) }.joined(separator: " ")
    }

    /// Lines of neighbours. The first three make one; with them goes all that is said of it, in every address family.
    private static let neighbors: [LineRule] = [
        .value("neighbor <PEER> remote-as AS", undo: .line("no neighbor <PEER> remote-as AS"), drops: whole),
        .value(
            "neighbor <PEER> interface [v6only] [peer-group GROUP] [remote-as AS]",
            undo: .line("no neighbor <PEER> interface"), drops: whole),
        .value("neighbor <PEER> interface IF", undo: .whole),
        // Another group is refused while one is set, and who leaves a group is gone.
        .value(
            "neighbor <PEER> peer-group [GROUP]", undo: .line("no neighbor <PEER> peer-group [GROUP]"),
            isReplaced: true, drops: whole),
        .group("neighbor <PEER>"),
    ]

    private static let whole = ["neighbor <PEER>"]

    private static let sessions: [LineRule] = [
        .value("neighbor <PEER> description TEXT...", settled: spaced),
        .value("neighbor <PEER> password SECRET..."),
        .value("neighbor <PEER> local-as AS [no-prepend] [replace-as]"),
        .value("neighbor <PEER> timers KEEPALIVE HOLD"),
        .value("neighbor <PEER> timers connect SECONDS"),
        .value("neighbor <PEER> timers delayopen SECONDS"),
        .value(
            "neighbor <PEER> ebgp-multihop [HOPS]", excludes: ["neighbor <PEER> ttl-security"],
            settled: { $0.isEmpty ? "255" : $0 }),
        .value(
            "neighbor <PEER> ttl-security hops HOPS", undo: .whole, excludes: ["neighbor <PEER> ebgp-multihop"]),
        .value("neighbor <PEER> update-source SOURCE"),
        // Without a message it keeps the one that it had.
        .value("neighbor <PEER> shutdown [message TEXT...]", merges: ["message"], settled: spaced),
        .value("neighbor <PEER> shutdown rtt NUMBER [count COUNT]", settled: counted),
        .flag("neighbor <PEER> passive"),
        .flag("neighbor <PEER> disable-connected-check"),
        .flag("neighbor <PEER> dont-capability-negotiate"),
        .flag("neighbor <PEER> capability extended-nexthop"),
        .flag("neighbor <PEER> capability dynamic"),
        .flag("neighbor <PEER> enforce-first-as"),
        .flag("neighbor <PEER> solo"),
        .flag("neighbor <PEER> sender-as-path-loop-detection"),
        .flag("neighbor <PEER> graceful-restart", excludes: restarts),
        .flag("neighbor <PEER> graceful-restart-disable", excludes: restarts),
        .flag("neighbor <PEER> graceful-restart-helper", excludes: restarts),
        .flag("neighbor <PEER> strict-capability-match", excludes: ["neighbor <PEER> override-capability"]),
        .flag("neighbor <PEER> override-capability", excludes: ["neighbor <PEER> strict-capability-match"]),
        .flag("neighbor <PEER> disable-link-bw-encoding-ieee"),
        .flag("neighbor <PEER> extended-optional-parameters"),
        .value(
            "neighbor <PEER> local-role ROLE [strict-mode]", undo: .line("no neighbor <PEER> local-role ROLE")),
        .value("neighbor <PEER> port NUMBER"),
        .value("neighbor <PEER> advertisement-interval SECONDS"),
        .value("neighbor <PEER> tcp-mss NUMBER"),
        .flag("neighbor <PEER> bfd", drops: ["neighbor <PEER> bfd"]),
        .value("neighbor <PEER> bfd profile NAME", brings: ["neighbor <PEER> bfd"]),
        .flag("neighbor <PEER> bfd check-control-plane-failure", brings: ["neighbor <PEER> bfd"]),
    ]

    /// A neighbour has one of them.
    private static let restarts = ["", "-disable", "-helper"].map { "neighbor <PEER> graceful-restart\($0)" }

    private static let counted: @Sendable (String) -> String = { $0.contains("count") ? $0 : "\($0) count 1" }
}
