/// Services, filters, routing: from Huawei's command references and the rules of annet.
enum VRPServicesTable {
    static let views: [VRPView.Kind: [VRPRow]] = [
        .pool: pool, .routePolicy: routePolicy, .ospf: ospf + VRPNetworkTable.ospf,
        .area: area + VRPNetworkTable.area, .bgp: bgp + VRPNetworkTable.bgp,
        .bgpFamily: bgpFamily + VRPNetworkTable.bgpFamily,
        .instance: [VRPRow("ipv4-family", .block(.instanceFamily, "af"))],
        .instanceFamily: instanceFamily, .probe: probe,
    ]

    /// Before the interfaces.
    static let early: [VRPRow] = [
        VRPRow("dns resolve"), VRPRow("dns server A.B.C.D"), VRPRow("dns domain WORD"),
        VRPRow("ntp-service authentication enable", hasCandidate: false),
        VRPRow("ntp-service source-interface ~ INTERFACE", hasCandidate: false),
        VRPRow("info-center loghost source ~ INTERFACE"),
        VRPRow("lldp enable"), VRPRow("dhcp enable"), VRPRow("dhcp snooping enable"), VRPRow("stp bpdu-protection"),
        VRPRow("stp tc-protection"), VRPRow("stp instance <0-4094> priority ~ <0-61440>"),
        VRPRow("mac-address aging-time ~ <10-1000000>"), VRPRow("router id ~ A.B.C.D"),
        VRPRow("ssh user WORD"), VRPRow("ssh user WORD authentication-type ~ {password|rsa|all}", after: "ssh user $1"),
        VRPRow("ssh user WORD service-type ~ {stelnet|sftp|all}", after: "ssh user $1"),
        VRPRow("ssh server port ~ <1025-55535>"), VRPRow("ssh server timeout ~ <1-120>"),
        VRPRow("telnet server acl ~ <2000-3999>"), VRPRow("ftp acl ~ <2000-3999>"),
        VRPRow("snmp-agent packet max-size ~ <484-17940>"),
        VRPRow("ip vpn-instance WORD", .block(.instance, "vpn-instance-")),
        VRPRow("ip pool WORD", .block(.pool, "ip-pool-")),
        VRPRow("nqa test-instance WORD WORD", .block(.probe, "nqa-")),
    ]

    /// Behind the interfaces.
    static let late: [VRPRow] = [
        VRPRow("bgp <1-4294967295>", .block(.bgp, "bgp")),
        VRPRow("ospf <1-65535>", .block(.ospf, "ospf-")),
        VRPRow(
            "route-policy WORD {permit|deny} node <0-65535>", undo: "route-policy WORD node <0-65535>",
            key: ([0, 1, 3, 4], [0, 1, 2, 3]), .block(.routePolicy, "route-policy")),
    ]

    static let interface: [VRPRow] = [
        VRPRow("mtu ~ <46-9600>"), VRPRow("jumboframe enable ~ <1536-12288>"),
        VRPRow("carrier up-hold-time ~ <0-86400000>"),
        VRPRow("stp disable"), VRPRow("stp cost ~ <1-200000000>"), VRPRow("stp root-protection"),
        VRPRow("stp loop-protection"), VRPRow("mac-limit maximum ~ <0-32768>", hasCandidate: false),
        VRPRow("port-security enable"),
        VRPRow("port-security max-mac-num ~ <1-1024>", hasCandidate: false, after: "port-security enable"),
        VRPRow("port-security protect-action ~ {protect|restrict|shutdown}", after: "port-security enable"),
        VRPRow(
            "storm-control {broadcast|multicast|unicast} ~ min-rate <1-148810> max-rate <1-148810>", hasCandidate: false
        ),
        VRPRow("storm-control action ~ {block|error-down}", hasCandidate: false), VRPRow("dhcp snooping enable"),
        VRPRow("dhcp snooping trusted"),
        VRPRow("trust {dscp|8021p}", hasCandidate: false, key: ([0], [0])),
        VRPRow(
            "traffic-filter {inbound|outbound} acl <2000-3999>",
            undo: "traffic-filter {inbound|outbound} acl <2000-3999>",
            key: ([0, 1], [0, 1])),
        VRPRow("port-isolate enable group <1-64>"),
    ]

    /// Nothing of a test instance is changed while it runs, and nothing is said of one without a type.
    private static let probe: [VRPRow] =
        [VRPRow("test-type ~ {icmp|tcp|udp|jitter|trace}", without: "start now")]
        + [
            "destination-address ipv4 ~ A.B.C.D", "source-address ipv4 ~ A.B.C.D", "description ~ LINE",
            "interval seconds ~ <1-60>", "timeout ~ <1-60>", "probe-count ~ <1-15>", "fail-percent ~ <1-100>",
            "records history ~ <0-1000>", "records result ~ <1-10>", "ttl ~ <1-255>", "tos ~ <0-255>",
            "agetime ~ WORD", "sendpacket passroute", "frequency ~ <1-604800>",
        ].map { VRPRow($0, after: "test-type", without: "start now") }
        + [VRPRow("start ~ {now}", after: "test-type")]

    private static let pool: [VRPRow] = [
        VRPRow("gateway-list ~ A.B.C.D [A.B.C.D]", undo: "gateway-list A.B.C.D", .values),
        VRPRow("network ~ A.B.C.D mask MASK"),
        VRPRow("dns-list ~ A.B.C.D [A.B.C.D]", undo: "dns-list A.B.C.D", .values),
        VRPRow("excluded-ip-address A.B.C.D"), VRPRow("lease ~ day <0-999>"), VRPRow("domain-name ~ WORD"),
    ]

    private static let routePolicy: [VRPRow] = [
        VRPRow("if-match acl ~ <2000-2999>"), VRPRow("if-match ip-prefix ~ WORD"),
        VRPRow("if-match tag ~ <0-4294967295>"),
        VRPRow("apply cost ~ <0-4294967295>"), VRPRow("apply local-preference ~ <0-4294967295>"),
        VRPRow("apply tag ~ <0-4294967295>"), VRPRow("apply preferred-value ~ <0-65535>"),
    ]

    private static let ospf: [VRPRow] = [
        VRPRow("default-route-advertise ~ [always]"), VRPRow("bandwidth-reference ~ <1-2147483648>"),
        VRPRow("silent-interface INTERFACE"), VRPRow("import-route {direct|static} ~ [cost <0-16777214>]"),
        VRPRow("maximum load-balancing ~ <1-64>"), VRPRow("area A.B.C.D", .block(.area, "ospf-area-")),
    ]

    private static let area: [VRPRow] = [
        VRPRow("network A.B.C.D WILDCARD"), VRPRow("stub ~ [no-summary]", without: "nssa"),
        VRPRow("abr-summary A.B.C.D MASK"),
    ]

    private static let bgp: [VRPRow] = [
        VRPRow("router-id ~ A.B.C.D"), VRPRow("graceful-restart"),
        VRPRow("peer A.B.C.D", drops: ["peer $1"], .none),
        VRPRow("peer A.B.C.D as-number <1-4294967295>", undo: "", key: ([0, 1, 2], [])),
        VRPRow("peer A.B.C.D description ~ LINE", after: "peer $1"),
        VRPRow("peer A.B.C.D connect-interface ~ INTERFACE", after: "peer $1"),
        VRPRow("peer A.B.C.D ebgp-max-hop ~ [<1-255>]", after: "peer $1"),
        VRPRow("peer A.B.C.D ignore", after: "peer $1"),
        VRPRow("ipv4-family unicast", .block(.bgpFamily, "bgp-af-ipv4")),
    ]

    private static let bgpFamily: [VRPRow] = [
        VRPRow("network A.B.C.D MASK"), VRPRow("import-route {direct|static} ~ [med <0-4294967295>]"),
        VRPRow("maximum load-balancing ~ <1-64>"),
        VRPRow(
            "peer A.B.C.D route-policy WORD {import|export}", undo: "peer A.B.C.D route-policy WORD {import|export}",
            key: ([0, 1, 2, 4], [0, 1, 2, 4]), after: "peer $1"),
        VRPRow("peer A.B.C.D next-hop-local", after: "peer $1"),
        VRPRow("peer A.B.C.D reflect-client", after: "peer $1"),
        VRPRow("peer A.B.C.D advertise-community", after: "peer $1"),
        VRPRow("peer A.B.C.D preferred-value ~ <0-65535>", after: "peer $1"),
    ]

    private static let instanceFamily: [VRPRow] = [
        VRPRow(
            "route-distinguisher WORD", undo: "route-distinguisher WORD", key: ([0], [0]), drops: ["vpn-target"]),
        VRPRow("vpn-target WORD {export-extcommunity|import-extcommunity}", after: "route-distinguisher"),
    ]
}
