/// The rules of FRRouting's lines, a family a file. The forms are those of `list` in each node of the `vtysh` of 8.4.4;
/// `Documentation/platforms/frr.md` says which lines were tried there, and which were not.
///
/// Words of a form that name what may stand there (`PREFIX`, `AREA`) are checked and spelled by ``FRRWords``.
enum FRRTable {
    /// A table of several families.
    static func table(_ parts: [LineRule]...) -> LineRuleTable {
        LineRuleTable(Array(parts.joined()))
    }

    /// Several families together.
    static func all(_ parts: [LineRule]...) -> [LineRule] {
        Array(parts.joined())
    }

    /// Lines of the top: the system, zebra's and the daemons' own.
    static let system: [LineRule] = all(daemons, debugging)

    private static let daemons: [LineRule] = [
        .on("ip forwarding", rank: 5),
        .on("ipv6 forwarding", rank: 5),
        .value("log syslog [LEVEL]"),
        .value("log file PATH [LEVEL]"),
        .value("log stdout [LEVEL]"),
        .value("log filtered-file PATH [LEVEL]"),
        .value("log facility FACILITY"),
        .value("log timestamp precision DIGITS"),
        .flag("log record-priority"),
        .flag("log commands"),
        .flag("service password-encryption"),
        .flag("service advanced-vty"),
        .value("password SECRET"),
        .value("enable password SECRET"),
        .value("ip router-id ADDRESS", undo: .whole),
        .flag("ip nht resolve-via-default"),
        .flag("ipv6 nht resolve-via-default"),
        .value("ip import-table <TABLE> [distance DISTANCE] [route-map MAP]", uses: ["route-map MAP"]),
        .value("ip protocol <PROTOCOL> route-map MAP", undo: .whole, uses: ["route-map MAP"]),
        .value("ipv6 protocol <PROTOCOL> route-map MAP", undo: .whole, uses: ["route-map MAP"]),
        .value("ip nht <PROTOCOL> route-map MAP", undo: .whole, uses: ["route-map MAP"]),
        .value("ipv6 nht <PROTOCOL> route-map MAP", undo: .whole, uses: ["route-map MAP"]),
        .flag("allow-external-route-update"),
        .flag("allow-reserved-ranges"),
        .value("vni VNI [MODE]", undo: .whole, isReplaced: true),
        .value("mpls label global-block FIRST LAST"),
        .value("mpls label bind <NETWORK> LABEL"),
        .value("mpls lsp <LABEL> <GATEWAY> OUT"),
        .value("zebra nexthop-group keep SECONDS", undo: .whole),
        .value("zebra route-map delay-timer SECONDS"),
        .value("ip mroute <PREFIX> <HOP> [DISTANCE]"),
        .value("pbr table range FIRST LAST"),
        .value("nhrp nflog-group NUMBER"),
        .value("nhrp multicast-nflog-group NUMBER"),
        // Of bgpd, for all its instances.
        .flag("bgp graceful-shutdown"),
        .flag("bgp no-rib"),
        .flag("bgp suppress-fib-pending"),
        .flag("bgp send-extra-data zebra"),
        .value("bgp route-map delay-timer SECONDS"),
        .value("bgp session-dscp NUMBER"),
        .value("bgp update-delay SECONDS [WAIT]"),
        .value("bgp community alias <COMMUNITY> ALIAS", undo: .whole, isReplaced: true),
        .value("dump bgp <KIND> PATH [INTERVAL]"),
        // Of vrrpd: what groups have that say nothing else.
        .value("vrrp default priority NUMBER", undo: .whole),
        .value("vrrp default advertisement-interval NUMBER", undo: .whole),
        .value("vrrp autoconfigure [version NUMBER]", settled: { $0 == "version 3" ? "" : $0 }),
        // Of pimd.
        .list("ip pim rp <ADDRESS> <PREFIX>"),
        .list("ip pim rp <ADDRESS> prefix-list <LIST>", uses: ["ip prefix-list LIST"]),
        .value("ip pim join-prune-interval SECONDS"),
        .value("ip pim keep-alive-timer SECONDS"),
        .value("ip pim rp keep-alive-timer SECONDS"),
        .value("ip pim packets NUMBER"),
        .value("ip pim register-suppress-time SECONDS"),
        .flag("ip pim ecmp"),
        // Shown alone, it is both.
        .flag("ip pim ecmp rebalance"),
        .value("ip pim ssm prefix-list LIST", uses: ["ip prefix-list LIST"]),
        .value("ip pim register-accept-list LIST", undo: .whole, uses: ["ip prefix-list LIST"]),
        .flag("ip pim spt-switchover infinity-and-beyond"),
        .value("ip msdp peer <ADDRESS> source SOURCE", undo: .line("no ip msdp peer <ADDRESS>")),
        .list("ip msdp mesh-group <NAME> member <ADDRESS>"),
        .value("ip msdp mesh-group <NAME> source ADDRESS"),
        .value("ip igmp watermark-warn NUMBER"),
    ]

    /// `debug ...`: each line is on or off.
    private static let debugging: [LineRule] = [
        .list("debug <A>"), .list("debug <A> <B>"), .list("debug <A> <B> <C>"), .list("debug <A> <B> <C> <D>"),
        .list("debug <A> <B> <C> <D> <E>"), .list("debug <A> <B> <C> <D> <E> <F>"),
    ]

    /// Lines that Pita knows and leaves alone, and why: they can't be taken back, or `show running-config` does not say them.
    static let leftAlone: [(rule: LineRule, reason: String)] = [
        (.value("hostname NAME"), "the name is the machine's: set it with `hostnamectl`"),
        (.value("domainname NAME"), "`show running-config` does not say it"),
        (.value("frr version VERSION..."), "it says which release wrote the config"),
        (.value("frr defaults PROFILE"), "the device can't take it back; it decides what goes without saying"),
        (.flag("service integrated-vtysh-config"), "it stands in `vtysh.conf`"),
        (.value("service cputime-warning MILLISECONDS"), "each daemon says it in another unit"),
        (.value("service walltime-warning MILLISECONDS"), "each daemon says it in another unit"),
        (.flag("service cputime-stats"), "`show running-config` does not say it"),
        (.list("username <NAME> nopassword"), "the device can't take it back"),
        (.value("banner motd line TEXT..."), "`show running-config` does not say it"),
        (.value("banner motd file PATH"), "`show running-config` does not say it"),
        (.flag("log unique-id"), "`show running-config` does not say it"),
        (.flag("log error-category"), "`show running-config` does not say it"),
        (.flag("log immediate-mode"), "`show running-config` does not say it"),
        (.flag("agentx"), "the device can't take it back"),
        (.value("ipv6 router-id ADDRESS6"), "FRRouting 8.4 says `::` whatever was set"),
        (.value("zebra dplane limit NUMBER"), "the device does not go back to what it had"),
    ]

    /// Lines of `line vty`.
    static let vty: LineRuleTable = [
        .value("exec-timeout MINUTES [SECONDS]", undo: .standard, standard: "10 0", settled: withSeconds),
        .value("access-class LIST", uses: ["access-list LIST"]),
        .value("ipv6 access-class LIST", uses: ["ipv6 access-list LIST"]),
    ]

    /// `exec-timeout 5` is said `5 0`.
    private static let withSeconds: @Sendable (String) -> String = { $0.contains(" ") ? $0 : "\($0) 0" }

    /// The text with one blank between its words, as `vtysh` keeps it.
    static let spaced: @Sendable (String) -> String = { text in
        text.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
    }
}
