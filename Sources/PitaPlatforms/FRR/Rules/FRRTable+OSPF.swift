/// The lines of OSPF's two versions.
extension FRRTable {
    /// Lines of `router ospf [NUMBER] [vrf NAME]`.
    static let ospfRouter = table(
        [
            .value("ospf router-id ADDRESS"),
            .value("ospf abr-type TYPE", undo: .whole, standard: "cisco"),
            .flag("compatible rfc1583"),
            .flag("capability opaque"),
            .value("ospf write-multiplier NUMBER", undo: .whole),
            .flag("ospf send-extra-data zebra"),
            .value("log-adjacency-changes [detail]"),
            .value("auto-cost reference-bandwidth NUMBER"),
            // Another area is refused while one is set.
            .value("network <PREFIX> area AREA", undo: .whole, isReplaced: true),
            .flag("passive-interface default"),
            .value(
                "redistribute <PROTOCOL> [metric NUMBER] [metric-type TYPE] [route-map MAP]", uses: ["route-map MAP"],
                settled: plain),
            .value(
                "redistribute <ospf|table> <INSTANCE> [metric NUMBER] [metric-type TYPE] [route-map MAP]",
                uses: ["route-map MAP"], settled: plain),
            .value("distribute-list LIST out <PROTOCOL>", uses: ["access-list LIST"]),
            .value(
                "default-information originate [always] [metric NUMBER] [metric-type TYPE] [route-map MAP]",
                uses: ["route-map MAP"], settled: plain),
            .value("default-metric NUMBER"),
            .value("distance DISTANCE", undo: .whole),
            .value("distance ospf [intra-area INTRA] [inter-area INTER] [external EXTERNAL]"),
        ],
        areas,
        [
            .value("timers throttle spf DELAY INITIAL MAX", standard: "0 50 5000"),
            .value("timers throttle lsa all NUMBER", standard: "5000"),
            .value("timers lsa min-arrival NUMBER", standard: "1000"),
            .flag("max-metric router-lsa administrative"),
            .value("max-metric router-lsa on-startup SECONDS"),
            .value("max-metric router-lsa on-shutdown SECONDS"),
            .value("maximum-paths NUMBER"),
            .value("refresh timer SECONDS", standard: "10"),
            .value(
                "neighbor <ADDRESS> [priority NUMBER] [poll-interval SECONDS]", merges: ["priority", "poll-interval"]),
            .value("summary-address <PREFIX> [no-advertise] [tag TAG]", isReplaced: true),
            .value("aggregation timer SECONDS", standard: "5"),
            .value("graceful-restart [grace-period SECONDS]"),
            .flag("graceful-restart helper enable"),
            .list("graceful-restart helper enable <ADDRESS>"),
            .flag("graceful-restart helper planned-only"),
            .on("graceful-restart helper strict-lsa-checking"),
            .value("graceful-restart helper supported-grace-time SECONDS", undo: .whole),
            // The address is kept while it is off, and comes back with it.
            .flag("mpls-te on", carries: ["mpls-te router-address"]),
            .value("mpls-te router-address ADDRESS", undo: .standard, standard: "0.0.0.0"),
            .flag("mpls ldp-sync", drops: ["mpls ldp-sync holddown"]),
            .value("mpls ldp-sync holddown SECONDS"),
            .value("segment-routing global-block FIRST LAST"),
            .value("fast-reroute ti-lfa [node-protection]"),
            .on("proactive-arp"),
        ])

    private static let areas: [LineRule] = [
        .value("area <AREA> stub [no-summary]", excludes: ["area <AREA> nssa"]),
        // With `no-summary` it is two lines, of which the first stays when the second goes.
        .flag("area <AREA> nssa no-summary", excludes: ["area <AREA> stub"], brings: ["area <AREA> nssa"]),
        .value("area <AREA> nssa [TRANSLATION]", drops: ["area <AREA> nssa"], excludes: ["area <AREA> stub"]),
        .value("area <AREA> authentication [message-digest]"),
        .value("area <AREA> default-cost NUMBER", undo: .whole),
        .value("area <AREA> shortcut (enable|disable)", undo: .whole),
        .value("area <AREA> range <PREFIX> [OPTIONS...]", isReplaced: true, settled: plain),
        .value("area <AREA> filter-list prefix LIST <in|out>", uses: ["ip prefix-list LIST"]),
        .value("area <AREA> import-list LIST", undo: .whole, uses: ["access-list LIST"]),
        .value("area <AREA> export-list LIST", undo: .whole, uses: ["access-list LIST"]),
        .flag("area <AREA> virtual-link <ADDRESS>", drops: ["area <AREA> virtual-link <ADDRESS>"]),
        .value(
            "area <AREA> virtual-link <ADDRESS> authentication [(message-digest|null)]", undo: .whole,
            brings: ["area <AREA> virtual-link <ADDRESS>"]),
        .value(
            "area <AREA> virtual-link <ADDRESS> message-digest-key <KEY> md5 SECRET", undo: .whole,
            brings: ["area <AREA> virtual-link <ADDRESS>"]),
        .value(
            "area <AREA> virtual-link <ADDRESS> authentication-key SECRET", undo: .whole,
            brings: ["area <AREA> virtual-link <ADDRESS>"]),
    ]

    /// Without what goes without saying.
    private static let plain: @Sendable (String) -> String = { value in
        let text = " \(value) ".replacing(" metric-type 2 ", with: " ").replacing(" advertise ", with: " ").trimmed
        return text.isEmpty ? LineTree.on : text
    }

    /// Lines of `router ospf6 [vrf NAME]`.
    static let ospf6Router: LineRuleTable = [
        .value("ospf6 router-id ADDRESS"),
        .value("log-adjacency-changes [detail]"),
        .value("auto-cost reference-bandwidth NUMBER"),
        .value(
            "redistribute <PROTOCOL> [metric NUMBER] [metric-type TYPE] [route-map MAP]", uses: ["route-map MAP"],
            settled: plain),
        .value(
            "default-information originate [always] [metric NUMBER] [metric-type TYPE] [route-map MAP]",
            uses: ["route-map MAP"], settled: plain),
        .value("distance DISTANCE", undo: .whole),
        .value("distance ospf6 [intra-area INTRA] [inter-area INTER] [external EXTERNAL]"),
        .value("area <AREA> stub [no-summary]", excludes: ["area <AREA> nssa"]),
        .value("area <AREA> nssa [OPTIONS...]", isReplaced: true, excludes: ["area <AREA> stub"]),
        .value("area <AREA> range <PREFIX6> [OPTIONS...]", isReplaced: true, settled: plain),
        .value("area <AREA> filter-list prefix LIST <in|out>", uses: ["ipv6 prefix-list LIST"]),
        .value("area <AREA> import-list LIST", undo: .whole, uses: ["ipv6 access-list LIST"]),
        .value("area <AREA> export-list LIST", undo: .whole, uses: ["ipv6 access-list LIST"]),
        .value("timers throttle spf DELAY INITIAL MAX", standard: "0 50 5000"),
        .value("timers lsa min-arrival NUMBER", standard: "1000"),
        .value("maximum-paths NUMBER"),
        .flag("stub-router administrative"),
        .value(
            "summary-address <PREFIX6> [no-advertise] [tag TAG] [metric NUMBER] [metric-type TYPE]", isReplaced: true),
        .value("aggregation timer SECONDS", standard: "5"),
        .value("graceful-restart [grace-period SECONDS]"),
        .flag("graceful-restart helper enable"),
        .list("graceful-restart helper enable <ADDRESS>"),
        .value("write-multiplier NUMBER", undo: .whole),
    ]
}
