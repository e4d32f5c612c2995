/// Time, logs, SNMP, and what watches the device by itself: the makers' command references; keys of servers and
/// communities: Ansible's rules for `cisco.ios` and `arista.eos`.
extension IOSRules {
    static let time: [LineRule] = .rows(
        [
            // Saying it again replaces the options; `no` with options takes the server away all the same.
            .value(
                "ntp server [vrf <VRF>] [<ip|ipv6>] <ADDRESS> [OPTIONS...]", uses: ["ntp authentication-key OPTIONS"]),
            .value("ntp peer [vrf <VRF>] [<ip|ipv6>] <ADDRESS> [OPTIONS...]", uses: ["ntp authentication-key OPTIONS"]),
            .value("ntp access-group [<ipv4|ipv6>] <peer|serve|serve-only|query-only> LIST [kod]", uses: lists),
            .value("ntp authentication-key <#KEY> SECRET..."),
            .list("ntp trusted-key KEYS..."),
        ],
        .values(
            "ntp source [vrf <VRF>] INTERFACE", "ntp source-interface INTERFACE",
            "ntp local-interface [vrf <VRF>] INTERFACE",
            "ntp master [#STRATUM]", "ntp maxdistance #SECONDS", "ntp max-associations #COUNT", "ntp orphan #STRATUM",
            "ntp mindistance #VALUE", "ntp panic VALUE", "ntp broadcastdelay #USEC", "ntp clock-period #VALUE",
            "ntp refclock REST...", "ntp allow mode REST...", "ntp serve all", "ntp disable [VALUE]",
            "clock timezone ZONE...", "clock summer-time ZONE...", "clock calendar-valid", "clock source VALUE",
            "calendar set TEXT...", "sntp server <ADDRESS> [OPTIONS...]", "sntp source-interface INTERFACE"),
        .flags("ntp authenticate", "ntp logging", "ntp update-calendar", "ntp passive", "ntp broadcast"))

    static let logs: [LineRule] = .rows(
        [
            .group("logging host <HOST>"),
            .value(
                "logging host [<ipv6>] <HOST> [vrf <VRF>] [transport <udp|tcp> port <#PORT>] [OPTIONS...]",
                uses: ["logging discriminator OPTIONS"]),
            .value("logging discriminator <NAME> FILTERS...", rank: 45),
            // `no logging console` would switch it off altogether.
            .value("logging console [LEVEL...]", undo: .line("logging console debugging"), standard: "debugging"),
            .value("logging monitor [LEVEL...]", undo: .line("logging monitor debugging"), standard: "debugging"),
            .value("logging trap [LEVEL...]", undo: .line("logging trap informational"), standard: "informational"),
            // Size and level are one line; taken back it is off.
            .value("logging buffered [LEVEL...]"),
            .value("logging source-interface INTERFACE [vrf <VRF>]"),
            .value("logging facility NAME", standard: "local7"),
            .on("logging on"), .on("logging console guaranteed"),
        ],
        .values(
            "logging history [LEVEL]", "logging history size #COUNT", "logging origin-id VALUE...",
            "logging rate-limit VALUE...", "logging queue-limit VALUE...", "logging exception #OCTETS",
            "logging file VALUE...", "logging persistent [VALUE...]", "logging dmvpn [VALUE...]",
            "logging esm config", "logging server-arp", "logging buginf", "logging cns-events [LEVEL]",
            "logging snmp-trap <LEVEL> [VALUE]", "logging level <FACILITY> LEVEL", "logging format <WHAT> VALUE...",
            "logging repeat-messages", "logging synchronous [VALUE...]", "logging relogging-interval #MIN",
            "logging qos dscp #DSCP", "logging vrf <VRF> source-interface INTERFACE",
            "logging vrf <VRF> host <HOST> [OPTIONS...]", "logging message-counter (log|debug|syslog)",
            "logging delimiter tcp",
            "logging reload [VALUE...]", "logging ip access-list cache REST...", "logging smartlog [VALUE...]",
            "logging system [VALUE...]", "logging purge-log VALUE...", "logging alarm [LEVEL]",
            "logging trap-severity VALUE"),
        .flags(
            "logging count", "logging userinfo", "logging snmp-authfail", "logging event link-status",
            "logging event link-status global", "logging event link-status default", "logging event link-status boot",
            "logging event spanning-tree global", "logging event trunk-status global",
            "logging event storm-control discards global", "logging event congestion-drops", "logging enable"))

    static let snmp: [LineRule] = .rows(
        [
            // The community is the secret itself; it stands in the key only masked.
            .value(
                "snmp-server community <COMMUNITY> [view VIEW] [(RO|RW|ro|rw)] [ipv6 LIST6] [LIST]",
                uses: ["snmp-server view VIEW", "ip access-list standard LIST"]),
            .group("snmp-server host <HOST>"),
            .value(
                "snmp-server host <HOST> [vrf <VRF>] [<traps|informs|trap|inform>] [version <1|2c>] COMMUNITY [KINDS...]",
                undo: .whole),
            .value(
                "snmp-server host <HOST> [vrf <VRF>] [<traps|informs|trap|inform>] version 3 [<auth|noauth|priv>] <USER> [KINDS...]",
                undo: .whole, uses: ["snmp-server user USER"]),
            .value("snmp-server view <VIEW> <OID> (included|excluded)", rank: 44),
            .value(
                "snmp-server group <GROUP> <v1|v2c> [OPTIONS...]", rank: 46, uses: ["snmp-server view OPTIONS"]),
            .value(
                "snmp-server group <GROUP> v3 <auth|noauth|priv> [OPTIONS...]", rank: 46,
                uses: ["snmp-server view OPTIONS"]),
            .value("snmp-server user <USER> <GROUP> SECRET...", rank: 48, uses: ["snmp-server group GROUP"]),
            .value("snmp-server engineID local ENGINE"), .value("snmp-server engineID remote <HOST> ENGINE..."),
            // Without kinds it is all of them, and is shown with all.
            .list("snmp-server enable traps"), .list("snmp-server enable traps <TRAP>"),
            .words("snmp-server enable traps <TRAP> KINDS..."),
        ],
        .values(
            "snmp-server location TEXT...", "snmp-server contact TEXT...", "snmp-server chassis-id TEXT...",
            "snmp-server trap-source INTERFACE", "snmp-server source-interface <traps|informs> INTERFACE",
            "snmp-server [vrf <VRF>] local-interface INTERFACE", "snmp-server vrf <VRF>",
            "snmp-server packetsize #OCTETS",
            "snmp-server queue-length #COUNT", "snmp-server trap timeout #SECONDS", "snmp-server trap-timeout #SECONDS",
            "snmp-server trap link VALUE", "snmp-server trap authentication VALUE...",
            "snmp-server tftp-server-list LIST", "snmp-server file-transfer access-group LIST [OPTIONS...]",
            "snmp-server queue-limit <KIND> #COUNT", "snmp-server inform VALUE...", "snmp-server context <NAME>",
            "snmp-server cache [VALUE...]", "snmp-server ip VALUE...", "snmp-server manager session-timeout #SECONDS",
            "snmp-server extension <OID> PATH...", "snmp mib <KIND> REST...", "snmp ifmib ifalias long",
            "snmp-server ifmib ifspeed VALUE", "snmp-server transport <KIND> [VALUE]", "snmp-server drop VALUE..."),
        .flags(
            "snmp-server ifindex persist", "snmp ifmib ifindex persist", "snmp-server manager",
            "snmp-server system-shutdown", "snmp-server sparse-tables", "snmp-server usmUser cisco",
            "snmp-server enable informs", "snmp-server"))

    static let watching: [LineRule] = .rows(
        [
            .value("ip sla schedule <#ENTRY> REST...", undo: .line("no ip sla schedule <ENTRY>"), rank: 60),
            .value("ip sla group schedule <#GROUP> REST..."), .value("ip sla responder [REST...]"),
            .value("ip sla reaction-configuration <#ENTRY> react <KIND> REST..."),
            .value("ip sla reaction-trigger <#ENTRY> <#OTHER>"), .value("ip sla monitor schedule <#ENTRY> REST..."),
            .value("ip sla key-chain NAME"), .value("ip sla low-memory #OCTETS"),
            .value("flow hardware REST..."), .value("ip flow-export version VALUE..."),
            .value("ip flow-export source INTERFACE"), .list("ip flow-export destination <HOST> <#PORT> [REST...]"),
            .value("ip flow-export template REST..."), .value("ip flow-cache <KIND> VALUE..."),
            .value("ip flow-capture <KIND>"), .value("ip flow-aggregation cache <NAME>"),
            .value("ip flow-top-talkers"), .value("ip accounting-threshold #COUNT"),
            .value("ip accounting-list REST..."),
            .value("event manager environment <NAME> TEXT..."), .value("event manager directory user <KIND> PATH..."),
            .value("event manager session cli username NAME"), .value("event manager scheduler <KIND> REST..."),
            .value("event manager policy <NAME> [REST...]"), .value("event manager history size <KIND> #COUNT"),
            .value("sflow destination <HOST> [#PORT]"), .value("sflow source INTERFACE"),
            .value("sflow source-interface INTERFACE"), .value("sflow polling-interval #SECONDS"),
            .value("sflow sample VALUE..."), .value("sflow sample output <KIND>"), .flag("sflow run"),
            .value("monitor session <SESSION> <source|destination> <KIND> <NAMES> [OPTIONS...]", undo: .whole),
            .value("monitor session <SESSION> <filter> <KIND> VALUES..."),
            .value("monitor session <SESSION> <type> VALUE"),
            .group("monitor session <SESSION>"),
            .value("cdp timer #SECONDS"), .value("cdp holdtime #SECONDS"), .value("cdp source-interface INTERFACE"),
            .on("cdp run"), .on("cdp advertise-v2"), .on("cdp log mismatch duplex"), .either("lldp run"),
            .value("lldp timer #SECONDS"), .value("lldp holdtime #SECONDS"), .value("lldp hold-time #SECONDS"),
            .value("lldp reinit #SECONDS"), .on("lldp tlv-select <TLV>"), .on("lldp tlv <WAY> <TLV>"),
            .value("lldp management-address [VALUE...]"), .value("lldp med fast-start-repeat-count #COUNT"),
            .value("track timer <KIND> REST..."), .value("track resolution <KIND> REST..."),
            .value("snmp-server monitor VALUE"), .flag("ip sla enable reaction-alerts"), .flag("ip sla logging traps"),
            .value("kron policy-list <NAME>"),
        ])

    static let trackBlock: [LineRule] = .rows(
        .values(
            "delay VALUE...", "threshold <KIND> VALUE...", "default-state VALUE", "description TEXT...",
            "object <#NUMBER> [OPTIONS...]", "ip vrf VRF", "carrier-delay", "resolution VALUE...", "default delay"),
        .flags("shutdown"))

    /// Nothing is taken before the operation.
    static let slaBlock: [LineRule] = .rows(
        [
            // A running one can't be changed: the whole of it goes first.
            .value("icmp-echo REST..."), .value("udp-jitter REST..."), .value("udp-echo REST..."),
            .value("tcp-connect REST..."), .value("icmp-jitter REST..."), .value("path-echo REST..."),
            .value("path-jitter REST..."), .value("http REST..."), .value("dns REST..."), .value("dhcp [REST...]"),
            .value("ftp REST..."), .value("ethernet REST..."), .value("mpls REST..."), .value("type VALUE..."),
        ],
        .values(
            "frequency #SECONDS", "threshold #MS", "timeout #MS", "tag TEXT...", "owner TEXT...", "vrf VRF",
            "tos VALUE",
            "request-data-size #OCTETS", "verify-data", "history <KIND> VALUE...", "source-ip ADDRESS",
            "source-interface INTERFACE", "data-pattern TEXT...", "num-packets #COUNT", "interval #MS",
            "http-raw-request", "precision VALUE", "clock-tolerance VALUE...",
            "paths-of-statistics-kept #COUNT",
            "buckets-of-history-kept #COUNT", "lives-of-history-kept #COUNT", "filter-for-history VALUE",
            "hours-of-statistics-kept #COUNT", "distributions-of-statistics-kept #COUNT",
            "samples-of-history-kept #COUNT"))

    static let eventBlock: [LineRule] = .rows(
        .values(
            "action <LABEL> TEXT...", "event [tag <TAG>] TEXT...", "description TEXT...", "trigger [VALUE...]",
            "set <LABEL> TEXT...", "delay #SECONDS", "asynchronous", "timeout #SECONDS", "trigger <WHAT> TEXT...",
            "authorization VALUE", "maxrun VALUE", "correlate TEXT...", "attribute TEXT..."))

    static let archiveBlock: [LineRule] = .rows(
        .values("path PATH", "maximum #COUNT", "time-period #MINUTES", "rollback VALUE..."), .flags("write-memory"))

    static let archiveLog: [LineRule] = .rows(
        .values("logging size #COUNT", "notify VALUE...", "persistent auto", "record rc"),
        .flags("logging enable", "hidekeys", "logging persistent auto", "logging persistent"))

    static let flowBlock: [LineRule] = .rows(
        .values(
            "description TEXT...", "destination ADDRESS [vrf VRF]", "source INTERFACE", "transport udp #PORT",
            "export-protocol NAME", "template data timeout #SECONDS", "ttl #VALUE", "dscp #VALUE",
            "cache <WHAT> [VALUE...]", "cache timeout <active|inactive|update|event|rate> [VALUE...]",
            "statistics packet <WHAT>", "mode VALUE...",
            "option <WHAT> [VALUE...]",
            "output-features", "granularity VALUE...", "vrf VRF", "collector <NAME>", "sample VALUE..."),
        .lists("match FIELD...", "collect FIELD..."),
        [.list("exporter <NAME>", uses: ["flow exporter NAME"]), .value("record NAME...", uses: ["flow record NAME"])])

    static let kronBlock: [LineRule] = .rows(.lists("cli TEXT..."), .values("policy-list <NAME>"))

    /// Lists that guard something: standard and extended ones may have the name.
    static let lists = ["ip access-list standard LIST", "ip access-list extended LIST", "ipv6 access-list LIST"]
}
