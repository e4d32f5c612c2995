/// The lines of quality of service: classifiers, behaviors, policies, queues and rates of ports.
///
/// Sources: the rulebook of annet (huawei: misc.py), Huawei's command references for S, AR, CE and NE, public configs.
extension VRPTables {
    static let classifier: LineRuleTable = [
        LineRule("operator OPERATOR", .tail), LineRule("type TYPE", .tail),
        .list("if-match acl <ACL>", uses: ["acl ACL"]),
        .list("if-match acl name <ACL>", uses: ["acl ACL"]), .list("if-match ipv6 acl <ACL>", uses: ["acl ACL"]),
        .list("if-match ipv6 acl name <ACL>", uses: ["acl ACL"]),
        .list("if-match any"), .value("if-match dscp VALUES..."), .value("if-match mpls-exp VALUES..."),
        .list("if-match vlan-id <VLANS...>"), .list("if-match inner-vlan <VLANS...>"),
        .list("if-match cvlan-id <VLANS...>"), .list("if-match 8021p <VALUES...>"),
        .list("if-match cvlan-8021p <VALUES...>"), .list("if-match <source-mac|destination-mac> <MAC...>"),
        .list("if-match <inbound-interface|outbound-interface> <INTERFACE>"), .list("if-match protocol <PROTOCOL>"),
        .list("if-match ip-precedence <VALUES...>"), .list("if-match tcp syn-flag <VALUE...>"),
        .list("if-match discard"),
        .list("if-match l2-protocol <PROTOCOL>"), .list("if-match flow-id <ID>"), .list("if-match double-tag"),
        .list("if-match rtp <WORDS...>"), .list("if-match app-protocol <NAME...>"), .value("description TEXT..."),
    ]

    static let behavior: LineRuleTable = [
        .on("permit"), LineRule("deny", .list, undo: .line("permit")), .value("car RATE...", settled: VRPValue.car),
        .flag("car <NAME> share"),
        .value("remark dscp VALUE"), .value("remark 8021p VALUE"), .value("remark local-precedence VALUE"),
        .value("remark <KIND> VALUE..."), .value("redirect TARGET..."),
        .flag("statistic enable"), .flag("statistics enable"), .value("queue <KIND> REST...", excludes: ["queue"]),
        .value("gts RATE..."),
        .value("mirroring TARGET..."), .flag("mac-address learning disable"), .value("nest <KIND> REST..."),
        .value("nest top-most vlan-id VLAN"), .value("add-tag vlan-id VLAN"), .flag("strip-vlan"),
        .value("description TEXT..."), .value("user-queue REST..."),
        .value("traffic-policy NAME", uses: ["traffic policy NAME"]),
        .flag("urpf <MODE>"), .value("service-class CLASS color COLOR"), .flag("ip urpf disable"),
        .value("set-queue NUMBER"), .flag("car summary"),
    ]

    static let policy: LineRuleTable = [
        LineRule("match-order ORDER", .tail), .flag("share-mode"), .flag("statistics enable"),
        .flag("statistic enable"), .value("description TEXT..."), .value("step NUMBER"),
        .value("classifier <NAME> BEHAVIOR...", settled: { VRPValue.without("precedence", $0) }),
    ]

    /// One policy each way.
    static let policies: [LineRule] = [
        .value(
            "traffic-policy NAME... <inbound|outbound>", undo: .line("undo traffic-policy <inbound|outbound>"),
            isReplaced: true, uses: ["traffic policy NAME"])
    ]

    static let globalPolicies: [LineRule] = [
        .value(
            "traffic-policy NAME global <inbound|outbound>",
            undo: .line("undo traffic-policy global <inbound|outbound>"), isReplaced: true, rank: 45,
            uses: ["traffic policy NAME"]),
        .value(
            "traffic-policy NAME global <inbound|outbound> slot <SLOT>",
            undo: .line("undo traffic-policy global <inbound|outbound> slot <SLOT>"), isReplaced: true, rank: 45,
            uses: ["traffic policy NAME"]),
        .value("qos local-precedence-queue-map <VALUE> QUEUE"), .value("qos buffer REST..."),
        .value("qos <KIND> <NAME> REST..."), .flag("qos phb marking dscp enable"),
    ]

    static let rates: [LineRule] = [
        .value("qos lr outbound RATE...", settled: VRPValue.shaping),
        .value("qos lr inbound RATE...", settled: VRPValue.shaping),
        .value("qos lr RATE...", settled: VRPValue.shaping),
        .value("qos car <inbound|outbound> RATE...", settled: VRPValue.car),
        .value("qos gts RATE...", settled: VRPValue.car), .value("qos queue <QUEUE> shaping RATE..."),
        // A port of a switch has one way of scheduling, and weights are said of it; where ranges of queues are given each has its own.
        .flag("qos pq", excludes: ["qos wrr", "qos drr", "qos wfq"]),
        .flag("qos wrr", excludes: ["qos pq", "qos drr", "qos wfq"]),
        .flag("qos drr", excludes: ["qos pq", "qos wrr", "qos wfq"]),
        .flag("qos wfq", excludes: ["qos pq", "qos wrr", "qos drr"]), .value("qos <pq|wrr|drr|wfq> FIRST [to LAST]"),
        .value(
            "qos queue <QUEUE> <wfq|drr|wrr> weight NUMBER", undo: .line("undo qos queue <QUEUE> <wfq|drr|wrr> weight")),
        .value("qos queue <QUEUE> wred NAME", uses: ["drop-profile NAME"]), .value("qos queue <QUEUE> length REST..."),
        .value("qos wred NAME", uses: ["drop-profile NAME"]),
        .value("qos schedule-profile NAME", uses: ["qos schedule-profile NAME"]), .value("qos drr REST..."),
        .value("qos phb marking REST..."),
        .flag("qos phb marking <KIND> enable"),
        .value("qos queue-profile NAME", uses: ["qos queue-profile NAME"]), .value("qos traffic-shaping REST..."),
        .value("qos-profile NAME <inbound|outbound>", uses: ["qos-profile NAME"]),
        .value(
            "port-queue <QUEUE> <wfq|pq|lpq> REST... <inbound|outbound>",
            undo: .line("undo port-queue <QUEUE> <wfq|pq|lpq> <inbound|outbound>")),
        .value("trust KIND [OPTIONS...]", undo: .whole, isReplaced: true),
        .value("trust upstream NAME", uses: ["diffserv domain NAME"]),
        .value("priority NUMBER"), .value("port-wred <NAME> REST..."), .value("bandwidth NUMBER [UNIT]"),
        .value("8021p VALUES..."), .flag("statistic enable"), .value("shutdown-interval SECONDS"),
    ]

    static let domain: LineRuleTable = [
        .value("8021p-inbound <VALUE> phb PHB [COLOR]"), .value("8021p-outbound <PHB> <COLOR> map VALUE"),
        .value("ip-dscp-inbound <VALUE> phb PHB [COLOR]"), .value("ip-dscp-outbound <PHB> <COLOR> map VALUE"),
        .value("mpls-exp-inbound <VALUE> phb PHB [COLOR]"), .value("mpls-exp-outbound <PHB> <COLOR> map VALUE"),
    ]

    static let profile: LineRuleTable = [
        .value("color <COLOR> LIMITS..."), .value("ecn weight NUMBER"), .value("ecn LIMITS..."), .flag("ecn"),
        .value("qos queue <QUEUE> <KIND> REST..."), .value("qos <pq|wrr|drr|wfq> FIRST [to LAST]"),
        .value("dscp <VALUE> LIMITS..."), .flag("wred <KIND>"), .value("queue <QUEUE> <KIND> REST..."),
        .value("schedule REST..."),
        .list("group-member interface <INTERFACE>"),
        .value("queue-depth NUMBER"), .value("car RATE..."), .value("description TEXT..."),
    ]
}
