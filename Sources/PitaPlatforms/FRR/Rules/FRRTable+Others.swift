/// The lines of the other routing protocols, and of what serves them.
extension FRRTable {
    /// Lines of `router rip [vrf NAME]`.
    static let rip = table(
        distance,
        [
            .value("version NUMBER"),
            .list("network <NETWORK>"),
            .list("neighbor <ADDRESS>"),
            .list("route <PREFIX>"),
            .value("offset-list LIST <in|out> NUMBER", undo: .whole, uses: ["access-list LIST"]),
            .value("offset-list LIST <in|out> NUMBER <IF>", undo: .whole, uses: ["access-list LIST"]),
            .value("distribute-list LIST <in|out>", uses: ["access-list LIST"]),
            .value("distribute-list LIST <in|out> <IF>", uses: ["access-list LIST"]),
            .value("distribute-list prefix LIST <in|out> [<IF>]", uses: ["ip prefix-list LIST"]),
            .value("route-map MAP <in|out> <IF>", uses: ["route-map MAP"]),
        ],
        distanceVector)

    private static let distance: [LineRule] = [
        .value("distance DISTANCE", undo: .line("no distance")),
        .value("distance DISTANCE <PREFIX> [LIST]", undo: .line("no distance DISTANCE <PREFIX>")),
    ]

    /// Lines of `router ripng [vrf NAME]`.
    static let ripng = table(
        [
            .list("network <NETWORK>"),
            .list("route <PREFIX6>"),
            .list("aggregate-address <PREFIX6>"),
            .value("offset-list LIST <in|out> NUMBER", undo: .whole, uses: ["ipv6 access-list LIST"]),
            .value("offset-list LIST <in|out> NUMBER <IF>", undo: .whole, uses: ["ipv6 access-list LIST"]),
            .value("ipv6 distribute-list LIST <in|out>", uses: ["ipv6 access-list LIST"]),
            .value("ipv6 distribute-list LIST <in|out> <IF>", uses: ["ipv6 access-list LIST"]),
            .value("ipv6 distribute-list prefix LIST <in|out> [<IF>]", uses: ["ipv6 prefix-list LIST"]),
        ],
        distanceVector)

    private static let distanceVector: [LineRule] = [
        .value("redistribute <PROTOCOL> [metric NUMBER] [route-map MAP]", uses: ["route-map MAP"]),
        .flag("default-information originate"),
        .value("default-metric NUMBER", standard: "1"),
        // With the one state of all the device shows those that have the other, and forgets them with it.
        .flag("passive-interface default", drops: ["passive-interface"], excludes: ["passive-interface"]),
        .either("passive-interface <IF>"),
        .value("timers basic UPDATE TIMEOUT GARBAGE", standard: "30 180 120"),
        .flag("allow-ecmp"),
    ]

    /// Lines of `router isis NAME [vrf NAME]`.
    static let isisRouter: LineRuleTable = [
        .list("net <NSAP>"),
        .value("is-type (level-1|level-1-2|level-2-only)", standard: "level-1-2"),
        .value("metric-style (narrow|transition|wide)", standard: "wide"),
        .flag("log-adjacency-changes"),
        .on("hostname dynamic"),
        .flag("set-overload-bit"),
        .flag("attached-bit receive ignore"),
        .on("attached-bit send"),
        .flag("purge-originator"),
        .value("area-password (clear|md5) SECRET [authenticate] [snp] [CHECK]"),
        .value("domain-password (clear|md5) SECRET [authenticate] [snp] [CHECK]"),
        // Three lines of older releases are one.
        .value("lsp-timers gen-interval GENERATION refresh-interval REFRESH max-lifetime LIFETIME", undo: .whole),
        .value(
            "lsp-timers <level-1|level-2> gen-interval GENERATION refresh-interval REFRESH max-lifetime LIFETIME",
            undo: .whole),
        .value("lsp-mtu NUMBER", standard: "1497"),
        .value("spf-interval <level-1|level-2> SECONDS", standard: "1"),
        .value(
            "spf-delay-ietf init-delay A short-delay B long-delay C holddown D time-to-learn E", undo: .whole),
        .list("topology <NAME>"),
        .list("topology <NAME> overload"),
        .value(
            "redistribute <ipv4|ipv6> <PROTOCOL> <level-1|level-2> [metric NUMBER] [route-map MAP]",
            isReplaced: true, uses: ["route-map MAP"]),
        .value(
            "default-information originate <ipv4|ipv6> <level-1|level-2> [always] [metric NUMBER] [route-map MAP]",
            isReplaced: true, uses: ["route-map MAP"]),
        .flag("mpls-te on"),
        .value("mpls-te router-address ADDRESS", brings: ["mpls-te on"]),
        .flag("mpls ldp-sync", drops: ["mpls ldp-sync holddown"]),
        .value("mpls ldp-sync holddown SECONDS"),
        .flag("segment-routing on"),
        .value("segment-routing global-block FIRST LAST [local-block LOW HIGH]"),
        .value("segment-routing prefix <NETWORK> KIND NUMBER [OPTIONS...]"),
        .value("segment-routing node-msd NUMBER"),
    ]

    /// Lines of `key chain NAME`, `key NUMBER`.
    static let key: LineRuleTable = [
        .value("key-string SECRET..."),
        .value("cryptographic-algorithm ALGORITHM"),
        .value("accept-lifetime TIME...", undo: .line("no accept-lifetime"), settled: lifetime),
        .value("send-lifetime TIME...", undo: .line("no send-lifetime"), settled: lifetime),
    ]

    /// Days of one digit get a second: `Jan 1 2024` is `Jan 01 2024`.
    private static let lifetime: @Sendable (String) -> String = { value in
        var words = value.words.map(String.init)
        for place in words.indices.dropLast() where words[place].utf8.count == 1 && words[place + 1].utf8.count == 4 {
            words[place] = "0\(words[place])"
        }
        return words.joined(separator: " ")
    }

    /// Lines of a peer and of a profile of `bfd`: what has a value goes back to what goes without saying by saying it.
    static let bfd: LineRuleTable = [
        .value("transmit-interval MILLISECONDS", undo: .standard, standard: "300"),
        .value("receive-interval MILLISECONDS", undo: .standard, standard: "300"),
        .value("detect-multiplier NUMBER", undo: .standard, standard: "3"),
        .value("echo transmit-interval MILLISECONDS", undo: .standard, standard: "50"),
        .value("echo receive-interval INTERVAL", undo: .standard, standard: "50"),
        .value("minimum-ttl NUMBER", undo: .line("no minimum-ttl"), standard: "254"),
        .flag("echo-mode"),
        .flag("passive-mode"),
        .flag("shutdown"),
        .value("profile NAME", undo: .whole),
    ]

    /// Lines of `pbr-map NAME seq NUMBER`.
    static let pbr: LineRuleTable = [
        .value("match src-ip NETWORK", undo: .whole),
        .value("match dst-ip NETWORK", undo: .whole),
        .value("match src-port NUMBER", undo: .whole),
        .value("match dst-port NUMBER", undo: .whole),
        .value("match ip-protocol PROTOCOL"),
        .value("match dscp DSCP", undo: .whole),
        .value("match ecn NUMBER", undo: .whole),
        .value("match mark NUMBER", undo: .whole),
        .value("set nexthop HOP [IF]", undo: .line("no set nexthop")),
        .value("set nexthop-group NAME", uses: ["nexthop-group NAME"]),
        .value("set vrf NAME"),
    ]

    /// Lines of `nexthop-group NAME`.
    static let nexthopGroup: LineRuleTable = [
        .value("nexthop <HOP> [<IF>] [nexthop-vrf <VRF>] [label LABELS] [weight NUMBER] [backup-idx INDEX]"),
        .value("backup-group NAME"),
    ]

    /// Lines of `router eigrp AS`.
    static let eigrp: LineRuleTable = [
        // A neighbour is shown, and 8.4 has no code for it.
        .list("network <PREFIX>"),
        // Once it was taken back, or its instance or network was, eigrpd 8.4.4 may refuse it for good.
        .value("passive-interface <IF>", undo: .never),
        .value("eigrp router-id ADDRESS"), .value("maximum-paths NUMBER"), .value("variance NUMBER"),
        .value("redistribute <PROTOCOL> [metric A B C D E]", merges: ["metric"]),
    ]

    /// Lines of `router babel`.
    static let babel: LineRuleTable = [
        .list("network <IF>"), .list("redistribute <ipv4|ipv6> <PROTOCOL>"), .flag("babel diversity"),
    ]

    /// Lines of `mpls ldp`, and of its address families.
    static let ldp: LineRuleTable = [
        .value("router-id ADDRESS", undo: .whole), .flag("ordered-control"),
        .flag("dual-stack transport-connection prefer ipv4"), .flag("dual-stack cisco-interop"),
        .value("neighbor <ADDRESS> password SECRET", undo: .whole),
        .value("neighbor <ADDRESS> session holdtime SECONDS", undo: .whole),
        .value("discovery hello holdtime SECONDS", undo: .whole),
        .value("discovery hello interval SECONDS", undo: .whole),
        .value("discovery targeted-hello holdtime SECONDS", undo: .whole),
        .value("discovery targeted-hello interval SECONDS", undo: .whole),
    ]

    /// Lines of an address family of `mpls ldp`.
    static let ldpFamily: LineRuleTable = [
        .value("discovery transport-address GATEWAY", undo: .whole),
        .flag("label local advertise explicit-null"),
        .flag("label local allocate host-routes"),
        .value("session holdtime SECONDS", undo: .whole),
        .flag("ttl-security disable"),
        .list("neighbor <GATEWAY> targeted"),
    ]
}
