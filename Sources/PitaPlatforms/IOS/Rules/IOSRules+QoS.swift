/// Classes and policies: the makers' command references; what replaces what: facts of recordings.
extension IOSRules {
    static let classMap: [LineRule] = .rows(
        [
            .value("description TEXT..."),
            .list(
                "match [<not>] access-group <NUMBER>",
                uses: ["ip access-list standard NUMBER", "ip access-list extended NUMBER"]),
            .list(
                "match [<not>] access-group name <LIST>",
                uses: ["ip access-list standard LIST", "ip access-list extended LIST"]),
            .list("match [<not>] class-map <CLASS>", uses: ["class-map CLASS"]),
            .list("match [<not>] [<ip|ipv6>] <\(fields)> VALUES..."), .list("match any"),
            .list("match [<not>] protocol <NAME> [<WHAT>] [<VALUE>]"),
            .list("match cos inner VALUES..."), .list("match access-group input-interface <NAME>"),
        ])

    private static let fields =
        "dscp|precedence|cos|vlan|qos-group|input-interface|packet|mpls|source-address|destination-address|rtp|discard-class|fr-dlci|method|application|traffic-class|authorization-status|attribute|address|ip|ipv6|result-type|authorizing-method-priority|activated-service-template"

    static let policyMap: [LineRule] = .rows(
        .values("description TEXT...", "sequence interval #COUNT", "event <EVENT> VALUES..."))

    static let policyClass: [LineRule] = .rows(
        [
            .value("police RATE...", isFolded: true, settled: IOSRate.police),
            .value("police rate VALUES...", isFolded: true),
            .value("shape average RATE...", settled: IOSRate.shape), .value("shape peak RATE..."),
            .value("shape adaptive VALUE"), .value("shape <rate|pps> RATE..."),
            // Both can't stand in one class.
            .value("priority [VALUES...]", excludes: ["bandwidth"]),
            .value("bandwidth RATE...", excludes: ["priority"]),
            .value("queue-limit SIZE..."), .value("queue-limit <dscp|precedence|qos-group|cos|percent> VALUES..."),
            .value("queue-buffers ratio #PERCENT"),
            // Taken back, it takes what is said of it along.
            .value("random-detect [KIND]", drops: ["random-detect"]),
            .value("random-detect <dscp|precedence|cos|exponential-weighting-constant|discard-class> VALUES..."),
            .flag("random-detect ecn"),
            .value("fair-queue [VALUES...]"),
            .value("set [ip] dscp VALUE...", excludes: ["set precedence", "set ip precedence"]),
            .value("set [ip] precedence VALUE...", excludes: ["set dscp", "set ip dscp"]),
            .value("set <cos|qos-group|discard-class|mpls|atm-clp|fr-de|traffic-class|drop-precedence> [VALUES...]"),
            .value("set cos-inner VALUES..."), .value("trust VALUE"), .value("netflow-sampler NAME"),
            .value("compression VALUES..."), .value("drop [log]"), .flag("count"), .value("account VALUES..."),
            // A child is replaced only after it was taken off.
            .value("service-policy NAME", undo: .whole, isReplaced: true, uses: ["policy-map NAME"]),
            .value("service-policy <inspect|urlfilter> [<KIND>] NAME"), .value("inspect [NAME]"), .flag("pass"),
            .flag("pass log"), .value("urlfilter NAME"),
            .value("react <#NUMBER> VALUES..."), .value("monitor parameters"), .value("<#NUMBER> VALUES..."),
        ])
}
