/// The configuration commands by view, in the order in which a configuration lists them.
enum VRPConfigurationTable {
    static let rows: [VRPView.Kind: [VRPRow]] = [
        .system: system, .interface: interface + VRPServicesTable.interface + VRPNetworkTable.interface,
        .vlan: vlan, .classifier: classifier,
        .behavior: behavior,
        .policy: policy, .accessList: accessList,
    ].merging(VRPServicesTable.views) { $1 }

    private static let system: [VRPRow] =
        first + VRPServicesTable.early + VRPNetworkTable.system + blocks + VRPServicesTable.late + last
        + VRPNetworkTable.late

    private static let first: [VRPRow] = [
        VRPRow("sysname ~ WORD", hides: ["sysname HUAWEI"]),
        VRPRow("info-center loghost A.B.C.D"),
        VRPRow("vlan batch LINE", undo: "vlan batch LINE", .run { $0.vlanBatch($1, $2) }),
        VRPRow("stp mode ~ {stp|rstp|mstp}", hides: ["stp mode mstp"]),
        VRPRow("ntp-service unicast-server A.B.C.D", hasCandidate: false),
    ]

    private static let blocks: [VRPRow] = [
        VRPRow(
            "acl [number] <2000-3999>", undo: "acl [number] <2000-3999>", .run { $0.accessList($1, $2) }),
        VRPRow(
            "traffic classifier WORD [operator {and|or}]", undo: "traffic classifier WORD",
            .run { $0.classifier($1, $2) }),
        VRPRow("traffic behavior WORD", .run { $0.behavior($1, $2) }),
        VRPRow("traffic policy WORD", .run { $0.trafficPolicy($1, $2) }),
        VRPRow("vlan <1-4094>", .run { $0.vlan($1, $2) }),
        VRPRow("interface INTERFACE", .run { $0.interface($1, $2) }),
    ]

    private static let last: [VRPRow] = [
        VRPRow(
            "ip route-static A.B.C.D {MASK|<0-32>} A.B.C.D [preference <1-255>] [description LINE]",
            undo: "ip route-static A.B.C.D {MASK|<0-32>} [A.B.C.D]", .run { $0.route($1, $2) }),
        VRPRow("snmp-agent sys-info {contact|location} ~ LINE"),
        VRPRow("stelnet server enable", hasCandidate: false),
    ]

    private static let interface: [VRPRow] = [
        VRPRow("description ~ LINE"),
        VRPRow(
            "ip address ~ A.B.C.D {MASK|<0-32>}", undo: "ip address [A.B.C.D {MASK|<0-32>}]",
            .run { $0.address($1, $2) }),
        VRPRow("port link-type ~ {access|trunk|hybrid}", .run { $0.linkType($1, $2) }),
        VRPRow("port default vlan ~ <1-4094>", hides: ["port default vlan 1"], .run { $0.defaultVLAN($1, $2) }),
        VRPRow("port trunk pvid vlan ~ <1-4094>", hides: ["port trunk pvid vlan 1"], .run { $0.trunkLine($1, $2) }),
        VRPRow(
            "port trunk allow-pass vlan LINE", undo: "port trunk allow-pass vlan LINE", .run { $0.allowPass($1, $2) }),
        VRPRow("qos lr {inbound|outbound} ~ cir <64-100000000> [cbs <4000-4294967295>]", .run { $0.rateLimit($1, $2) }),
        VRPRow(
            "traffic-policy WORD {inbound|outbound}", undo: "traffic-policy [WORD] {inbound|outbound}",
            .run { $0.attach($1, $2) }),
        VRPRow("shutdown"),
        VRPRow("stp edged-port ~ enable", undo: "stp edged-port [enable]", key: ([0, 1], [0, 1])),
    ]

    private static let vlan: [VRPRow] = [VRPRow("description ~ LINE", .run { $0.vlanDescription($1, $2) })]

    private static let classifier: [VRPRow] = [
        VRPRow("if-match any"), VRPRow("if-match acl <2000-3999>"), VRPRow("if-match vlan-id <1-4094>"),
    ]

    private static let behavior: [VRPRow] = [
        VRPRow(
            "car ~ cir <8-4294967295> [pir <8-4294967295>] [cbs <4000-4294967295> [pbs <4000-4294967295>]]",
            .run { $0.car($1, $2) }),
        VRPRow("deny", .run { $0.keepOne($1, $2, beside: "permit") }),
        VRPRow("permit", .run { $0.keepOne($1, $2, beside: "deny") }), VRPRow("statistic enable"),
        VRPRow("statistics enable"),
    ]

    private static let policy: [VRPRow] = [
        VRPRow("classifier WORD ~ behavior WORD", .run { $0.policyLine($1, $2) })
    ]

    private static let accessList: [VRPRow] = [
        VRPRow(
            "rule [<0-4294967294>] {permit|deny} [{{ip|icmp|tcp|udp}|<1-255>}] [source {any|A.B.C.D WILDCARD}]"
                + " [destination {any|A.B.C.D WILDCARD}]",
            undo: "rule <0-4294967294>", .run { $0.rule($1, $2) })
    ]
}
