/// The lines of routing: VPN instances, route policies, RIP, OSPF, IS-IS, BGP, MPLS.
///
/// Sources: the rulebook of annet (huawei: bgp.py, misc.py), Huawei's command references for S, AR, CE and NE, public
/// configs.
extension VRPTables {
    static let vpnInstance: LineRuleTable = [
        .value("description TEXT..."), .value("route-distinguisher VALUE", undo: .whole),
        .list("vpn-target <TARGETS...>"),
        .value("service-id NUMBER"), .value("vpn-id NUMBER"),
    ]

    static let vpnFamily: LineRuleTable = [
        .value("route-distinguisher VALUE", undo: .whole, isReplaced: true, drops: ["vpn-target"]),
        .list("vpn-target <TARGET> <export-extcommunity|import-extcommunity|both> [<evpn>]"),
        .list("vpn-target <TARGETS...>"),
        .value("export route-policy POLICY [OPTIONS...]", uses: ["route-policy POLICY"]),
        .value("import route-policy POLICY [OPTIONS...]", uses: ["route-policy POLICY"]),
        .flag("apply-label per-instance"), .flag("apply-label <WORDS...>"),
        .value("tnl-policy POLICY [OPTIONS...]", uses: ["tunnel-policy POLICY"]), .flag("evpn mpls routing-enable"),
        .value("vxlan vni NUMBER"),
        .value("routing-table limit NUMBER REST..."), .value("prefix limit NUMBER REST..."),
        .value("description TEXT..."),
        .flag("segment-routing ipv6 <WORDS...>"),
    ]

    // MARK: policies of routes

    static let routePolicy: LineRuleTable = [
        LineRule("action ACTION", .tail), .value("description TEXT..."), .value("if-match acl ACL", uses: ["acl ACL"]),
        .value("if-match ip-prefix LIST", uses: ["ip ip-prefix LIST"]),
        .value("if-match ipv6 address prefix-list LIST", uses: ["ip ipv6-prefix LIST"]),
        .value(
            "if-match ip <next-hop|route-source|group-address> <ip-prefix|acl> LIST",
            uses: ["ip ip-prefix LIST", "acl LIST"]),
        .value("if-match ipv6 <next-hop|route-source> prefix-list LIST", uses: ["ip ipv6-prefix LIST"]),
        .list("if-match as-path-filter <LIST>", uses: ["ip as-path-filter LIST"]),
        .list("if-match community-filter <LIST> [<whole-match>]", uses: ["ip community-filter LIST"]),
        .list("if-match extcommunity-filter <LIST>", uses: ["ip extcommunity-filter LIST"]),
        .value("if-match cost NUMBER..."), .value("if-match tag NUMBER"),
        .list("if-match interface <INTERFACE>"), .value("if-match protocol PROTOCOLS..."),
        .list("if-match route-type <TYPE...>"), .value("if-match preference NUMBER"),
        .flag("if-match mpls-label"), .value("if-match rd-filter FILTER"), .value("apply cost NUMBER..."),
        .value("apply cost-type TYPE"),
        .value("apply local-preference NUMBER"), .value("apply community VALUES..."),
        .value("apply comm-filter FILTER delete"), .value("apply as-path PATH..."),
        .value("apply extcommunity VALUES..."), .value("apply ip-address next-hop ADDRESS"),
        .value("apply ipv6 next-hop ADDRESS"), .value("apply preference NUMBER"),
        .value("apply preferred-value NUMBER"), .value("apply origin ORIGIN..."), .value("apply tag NUMBER"),
        .flag("apply mpls-label"),
        .value("apply isis LEVEL"), .value("apply large-community VALUES..."), .value("apply traffic-index NUMBER"),
        .value("apply qos-local-id NUMBER"),
        .value("goto next-node [NODE]"), .value("apply behavior NAME"), .value("apply dampening REST..."),
    ]

    // MARK: OSPF, IS-IS, RIP

    /// The router's name stands behind the process of OSPF, and in a line of its own in OSPFv3.
    static let ospf = LineRuleTable([LineRule("router-id ID", .tail)] + ospfProcess)
    static let ospfv3 = LineRuleTable([.value("router-id ID")] + ospfProcess)

    private static let ospfProcess: [LineRule] = [
        LineRule("vpn-instance VPN", .tail), imported("import-route <PROTOCOL> [<#PROCESS>]"),
        .value("import-route limit NUMBER"),
        .value("default-route-advertise [OPTIONS...]"),
        .value("default cost NUMBER"), .value("default REST..."), silent,
        .either("silent-interface <INTERFACE>"),
        .value("preference NUMBER"),
        .value("preference ase NUMBER"), .value("filter-policy FILTER [LIST] <import|export> [<PROTOCOL...>]"),
        .value("filter-policy ip-prefix LIST <import|export>", uses: ["ip ip-prefix LIST"]),
        .value("filter-policy route-policy POLICY <import|export>", uses: ["route-policy POLICY"]),
        .value("bandwidth-reference NUMBER"), .flag("opaque-capability enable"),
        .value("stub-router [OPTIONS...]", isReplaced: true), .flag("graceful-restart"),
        .flag("graceful-restart <WORDS...>"), .flag("bfd all-interfaces enable"),
        .value("bfd all-interfaces <KIND> NUMBER..."), .value("maximum load-balancing NUMBER"),
        .value("spf-schedule-interval REST..."),
        .value("lsa-arrival-interval REST..."), .value("lsa-originate-interval REST..."), .flag("log-peer-change"),
        .flag("vpn-instance-capability simple"),
        .list("asbr-summary <ADDRESS> <MASK> [<OPTIONS...>]"), .flag("enable traffic-adjustment"), .flag("enable log"),
        .on("rfc1583 compatible"),
        .value("domain-id ID"), .value("route-tag TAG"), .flag("frr"), .value("description TEXT..."),
        .flag("segment-routing mpls"), .value("segment-routing REST..."),
        .value("lsdb-overflow-limit NUMBER"), .flag("advertise mpls-lsr-id"), .flag("mpls-te enable"),
        .flag("sham-hello enable"), .value("timer <KIND> REST..."),
    ]

    /// Which routes come from elsewhere: said again, the line takes the place of the former.
    private static func imported(_ form: String) -> LineRule {
        .value("\(form) [OPTIONS...]", uses: ["route-policy OPTIONS"])
    }

    /// With the one state of all the device shows those that have the other, and forgets them with it.
    private static let silent = LineRule.flag(
        "silent-interface all", drops: ["silent-interface"], excludes: ["silent-interface"])

    /// A network stands in one area of a process.
    private static let network: LineRule = {
        var rule = LineRule.value("network <NETWORK> <WILDCARD> [description TEXT...]")
        rule.held = { id, words in
            (LinePath(id).steps.prefix(1).map(\.name) + words.prefix(2).map(String.init)).joined(separator: " ")
        }
        return rule
    }()

    static let ospfArea: LineRuleTable = [
        network, .value("stub [no-summary]", excludes: ["nssa"]),
        .value("nssa [OPTIONS...]", excludes: ["stub"]), .value("default-cost NUMBER"),
        .value("abr-summary <ADDRESS> <MASK> [OPTIONS...]"), .value("authentication-mode SECRET..."),
        .value("vlink-peer <ROUTER> [OPTIONS...]"),
        .value("filter REST..."), .flag("mpls-te enable"), .flag("mpls-te enable <WORDS...>"),
        .value("description TEXT..."),
        .value("sham-link <SOURCE> <DESTINATION> [OPTIONS...]"), .flag("nssa-only"),
        .value("filter ip-prefix LIST <import|export>", uses: ["ip ip-prefix LIST"]),
    ]

    static let isis: LineRuleTable = [
        LineRule("vpn-instance VPN", .tail), .value("is-level LEVEL"), .value("cost-style STYLE"),
        .list("network-entity <ENTITY>"), .value("is-name NAME"),
        imported("import-route <PROTOCOL> [<#PROCESS>]"),
        .value("import-route isis <FROM> into <TO> [OPTIONS...]"), .value("set-overload [OPTIONS...]"),
        .value("preference NUMBER"), .value("bandwidth-reference NUMBER"), .flag("auto-cost enable"),
        .value("timer <KIND> TIMES..."), .flag("graceful-restart"),
        .flag("bfd all-interfaces enable"), .value("bfd all-interfaces <KIND> NUMBER..."),
        .value("default-route-advertise [OPTIONS...]"), .value("maximum load-balancing NUMBER"),
        .value("area-authentication-mode SECRET..."), .value("domain-authentication-mode SECRET..."),
        .value("ipv6 enable [OPTIONS...]"), .flag("log-peer-change"),
        .value("traffic-eng [LEVEL]"), .value("summary <ADDRESS> <MASK> [OPTIONS...]"),
        .value("filter-policy FILTER [LIST] <import|export>"), .value("description TEXT..."),
        .value("circuit-cost NUMBER"), .flag("frr"), .value("ipv6 <KIND> REST..."), .value("segment-routing REST..."),
        .value("lsp-length REST..."), .flag("mpls"), .flag("advertise <WORDS...>"),
    ]

    static let rip: LineRuleTable = [
        .value("version NUMBER"), .on("summary"), .list("network <NETWORK>"), .list("peer <ADDRESS>"),
        imported("import-route <PROTOCOL> [<#PROCESS>]"),
        silent, .either("silent-interface <INTERFACE>"), .value("preference NUMBER"),
        .value("default-route <KIND> [OPTIONS...]"),
        .on("verify-source"), .on("validate-source-address"),
        .on("host-route"), .value("timers rip TIMES..."), .value("default-cost NUMBER"),
        .value("filter-policy FILTER [LIST] <import|export> [<INTERFACE>]"), .on("checkzero"),
    ]

    /// What an interface has of these.
    static let routing: [LineRule] = [
        .value("ospf enable [PROCESS] area AREA", undo: .whole, settled: VRPValue.area), .value("ospf cost NUMBER"),
        .value("ospf network-type TYPE"),
        .value("ospf dr-priority NUMBER"), .value("ospf timer <hello|dead|retransmit|wait|poll> SECONDS"),
        .value("ospf authentication-mode SECRET..."),
        .flag("ospf bfd enable"), .flag("ospf bfd block"), .value("ospf bfd <KIND> NUMBER..."),
        .value("ospf trans-delay SECONDS"), .flag("ospf mtu-enable"), .flag("ospf smart-discover"),
        .flag("ospf suppress-reachability"), .value("ospf filter-lsa-out REST..."), .flag("ospf frr block"),
        .flag("ospf ldp-sync"), .value("ospf peer hold-max-cost REST..."),
        .value("ospf process PROCESS area AREA"), .value("ospfv3 <PROCESS> area AREA [OPTIONS...]", undo: .whole),
        .value("ospfv3 cost NUMBER"), .value("ospfv3 network-type TYPE"), .value("ospfv3 <KIND> REST..."),
        .value("isis enable [PROCESS]"), .value("isis ipv6 enable [PROCESS]"),
        .value("isis cost NUMBER [<level-1|level-2>]"),
        .value("isis ipv6 cost NUMBER [<level-1|level-2>]"),
        .value("isis circuit-type TYPE [OPTIONS...]"), .value("isis circuit-level LEVEL"),
        .value("isis timer <KIND> TIMES... <level-1|level-2>"), .value("isis timer <KIND> TIMES..."),
        .flag("isis silent"), .flag("isis silent advertise-zero-cost"),
        .value("isis authentication-mode SECRET..."), .value("isis dis-priority NUMBER [<level-1|level-2>]"),
        .flag("isis bfd enable"), .flag("isis bfd static"), .value("isis bfd <KIND> NUMBER..."),
        .flag("isis small-hello"), .flag("isis ldp-sync"),
        .value("isis <KIND> REST..."), .value("rip version NUMBER [MODE]"), .value("rip <metricin|metricout> NUMBER"),
        .on("rip <input|output>"), .value("rip authentication-mode SECRET..."), .on("rip split-horizon"),
        .flag("rip poison-reverse"),
        .flag("rip summary-address <ADDRESS> <MASK>"),
        // A port takes none of the others without it.
        .flag("mpls", carries: ["mpls"]), .flag("mpls ldp", carries: ["mpls ldp"]),
        .flag("mpls te", carries: ["mpls te", "mpls rsvp-te"]), .flag("mpls rsvp-te"), .value("mpls te <KIND> REST..."),
        .flag("mpls te <KIND>"), .value("mpls mtu NUMBER"),
        .value("mpls ldp <KIND> REST..."), .value("mpls <KIND> REST..."),
        .value("mpls l2vc NAME REST..."), .value("l2 binding vsi NAME [OPTIONS...]"),
        // A port has one of the two modes.
        .value("pim (sm|dm)", undo: .whole, isReplaced: true),
        .value("pim <KIND> REST..."),
        .flag("igmp enable", carries: ["igmp"]), .value("igmp <KIND> REST..."), .flag("multicast boundary"),
        .value("bridge-domain NUMBER", uses: ["bridge-domain NUMBER"]),
        .flag("mpls l2vpn"), .flag("segment-routing mpls"),
    ]

    // MARK: BGP

    /// The neighbours, in BGP and in its families. With its AS the device drops all of a neighbour, in all families; each
    /// line is taken back by its words without the value.
    private static let peers: [LineRule] = [
        .value("group <GROUP> [TYPE]", undo: .line("undo group <GROUP>"), drops: ["peer <GROUP>"]),
        .value("peer <PEER> as-number AS", undo: .line("undo peer <PEER>"), isReplaced: true, drops: ["peer <PEER>"]),
        .group("peer <PEER>"),
        .value("peer <PEER> group GROUP", undo: .whole, isReplaced: true), .value("peer <PEER> description TEXT..."),
        .value("peer <PEER> connect-interface INTERFACE..."),
        .value("peer <PEER> ebgp-max-hop [NUMBER]"), .value("peer <PEER> password SECRET..."),
        .value("peer <PEER> keychain NAME"),
        .value("peer <PEER> local-as AS [OPTIONS...]"), .flag("peer <PEER> substitute-as"),
        .value("peer <PEER> preferred-value NUMBER"), .value("peer <PEER> tcp-mss NUMBER"),
        .value("peer <PEER> route-limit NUMBER [OPTIONS...]"), .flag("peer <PEER> bfd enable"),
        .value("peer <PEER> bfd <min-tx-interval|min-rx-interval|detect-multiplier|wtr> NUMBER"),
        .value("peer <PEER> bfd TIMES..."), .flag("peer <PEER> bfd block"),
        .value("peer <PEER> timer keepalive KEEPALIVE hold HOLD [OPTIONS...]"),
        .value("peer <PEER> timer connect-retry SECONDS"), .value("peer <PEER> route-update-interval SECONDS"),
        .value("peer <PEER> valid-ttl-hops [NUMBER]"), .flag("peer <PEER> ignore"), .flag("peer <PEER> enable"),
        .value("peer <PEER> route-policy POLICY <import|export>", isReplaced: false, uses: ["route-policy POLICY"]),
        .value("peer <PEER> route-filter FILTER <import|export>"),
        .value("peer <PEER> ip-prefix LIST <import|export>", uses: ["ip ip-prefix LIST"]),
        .value("peer <PEER> ipv6-prefix LIST <import|export>", uses: ["ip ipv6-prefix LIST"]),
        .value("peer <PEER> filter-policy [(acl-name|acl6-name)] FILTER <import|export>", uses: ["acl FILTER"]),
        .value("peer <PEER> as-path-filter LIST <import|export>", uses: ["ip as-path-filter LIST"]),
        .flag("peer <PEER> next-hop-local"), .flag("peer <PEER> next-hop-invariable"),
        .flag("peer <PEER> reflect-client"), .flag("peer <PEER> advertise-community"),
        .flag("peer <PEER> advertise-ext-community"), .flag("peer <PEER> advertise-large-community"),
        .value("peer <PEER> default-route-advertise [OPTIONS...]"), .value("peer <PEER> public-as-only [OPTIONS...]"),
        .value("peer <PEER> allow-as-loop [NUMBER]"),
        .flag("peer <PEER> capability-advertise <KIND...>"), .flag("peer <PEER> advertise <WORDS...>"),
        .flag("peer <PEER> keep-all-routes"), .flag("peer <PEER> label-route-capability [<check-tunnel-reachable>]"),
        .flag("peer <PEER> upe"),
        .flag("peer <PEER> listen-only"), .flag("peer <PEER> passive"),
        .value("peer <PEER> fake-as AS [OPTIONS...]"), .flag("peer <PEER> log-change"),
        .flag("peer <PEER> check-first-as enable", excludes: ["peer <PEER> check-first-as disable"]),
        .flag("peer <PEER> check-first-as disable", excludes: ["peer <PEER> check-first-as enable"]),
        .flag("peer <PEER> mpls-local-ifnet disable"),
        .flag("peer <PEER> reflect-between-clients"), .value("peer <PEER> graceful-restart REST..."),
        .flag("peer <PEER> path-mtu auto-discovery"), .value("peer <PEER> soo VALUE"), .flag("peer <PEER> prefix-sid"),
        .value("peer <PEER> <tracking|out-delay> REST..."),
        .flag("peer <PEER> discard-ext-community"), .flag("peer <PEER> import all-routes"),
        .value("peer <PEER> advertise encap-type TYPE"),
    ]

    private static let families: [LineRule] = [
        .value("network <NETWORK> [<MASK>] [route-policy POLICY]", uses: ["route-policy POLICY"]),
        imported("import-route <PROTOCOL> [<#PROCESS>]"),
        .value("aggregate <ADDRESS> <MASK> [OPTIONS...]"),
        .value("preference NUMBERS..."), .value("preference route-policy POLICY", uses: ["route-policy POLICY"]),
        .flag("summary automatic"), .flag("synchronization"),
        .value("default med NUMBER"), .value("default local-preference NUMBER"), .flag("default-route imported"),
        .value("reflector cluster-id ID"), .on("reflect between-clients"), .flag("reflect change-path-attribute"),
        .value("maximum load-balancing [<ibgp|ebgp|eibgp>] NUMBER"), .value("dampening [REST...]"),
        .flag("bestroute <WORDS...>"), .flag("compare-different-as-med"), .flag("deterministic-med"),
        .on("policy vpn-target"), .on("policy vpn-target <WORDS...>"), .flag("advertise l2vpn evpn [<WORDS...>]"),
        .flag("auto-frr"), .flag("nexthop recursive-lookup <WORDS...>"),
        .value("nexthop recursive-lookup route-policy POLICY", uses: ["route-policy POLICY"]),
        .flag("load-balancing as-path-ignore"), .flag("load-balancing as-path-relax"),
        .flag("active-route-advertise"), .flag("ext-community-change enable"),
        .value("filter-policy FILTER [LIST] <import|export> [<PROTOCOL...>]"), .flag("apply-label <WORDS...>"),
        .flag("ingress-lsp trigger <WORDS...>"), .flag("route-select <WORDS...>"), .flag("supernet <WORDS...>"),
        .flag("vpn-route cross <WORDS...>"), .value("router-id ID"), .flag("segment-routing ipv6 <WORDS...>"),
        .flag("advertise <WORDS...>"), .value("lsp-mtu NUMBER"), .value("slow-peer REST..."),
        .flag("route-policy-change <WORDS...>"),
    ]

    static let bgpFamily = LineRuleTable(peers + families)

    static let bgp = LineRuleTable(
        [
            .value("private-4-byte-as MODE"), .flag("graceful-restart"),
            .value("graceful-restart timer <restart|wait-for-rib> NUMBER"),
            .value("timer keepalive KEEPALIVE hold HOLD [OPTIONS...]"),
            .on("default ipv4-unicast"), .value("confederation id NUMBER"), .list("confederation peer-as <AS>"),
            .on("check-first-as"), .on("ebgp-interface-sensitive"), .value("as-path-limit NUMBER"),
            .flag("as-notation plain"), .flag("shutdown"),
            .value("group-size NUMBER"), .value("path-attribute REST..."), .flag("memory-limit <WORDS...>"),
            .value("bmp REST..."),
        ] + peers + families)

    // MARK: MPLS

    static let mpls: [LineRule] = [
        .value("mpls lsr-id ADDRESS", rank: 25), .flag("mpls l2vpn"), .value("mpls l2vpn REST..."),
        .value("tunnel-selector <NAME> REST..."), .value("mpls lsp-trigger REST..."), .value("lsp-trigger REST..."),
        .value("isis purge-source-trace REST..."),
    ]

    static let mplsBlock: LineRuleTable = [
        .flag("mpls te"), .flag("mpls rsvp-te"), .flag("mpls te cspf"), .flag("mpls rsvp-te <KIND>"),
        .value("mpls te <KIND> REST..."), .value("mpls rsvp-te <KIND> REST..."), .value("lsp-trigger REST..."),
        .flag("label advertise <KIND>"), .flag("graceful-restart"), .value("mtu-signalling REST..."),
        .value("remote-ip ADDRESS"), .flag("remote-ip <ADDRESS> pwe3"), .list("remote-peer auto-dod-request"),
        .value("md5-password SECRET..."), .value("authentication key-chain REST..."), .flag("longest-match"),
        .value("timer <KIND> SECONDS"), .flag("mpls ldp <WORDS...>"), .value("mpls bfd REST..."),
        .flag("mpls bfd enable"), .value("description TEXT..."), .flag("mpls te commit"), .flag("backup-node-protect"),
        .list("next hop <ADDRESS> [<KIND>]"), .list("tunnel select-seq <WORDS...>"), .list("tunnel binding <WORDS...>"),
        .flag("ttl <WORDS...>"),
    ]

    static let vsi: LineRuleTable = [
        LineRule("kind KIND", .tail), .value("mtu NUMBER"), .value("encapsulation TYPE"),
        .value("description TEXT..."), .value("isolate REST..."), .flag("ignore-ac-state"),
        .value("mac-learning REST..."), .value("tnl-policy POLICY"), .flag("shutdown"), .value("mac-limit REST..."),
    ]

    static let vsiSignal: LineRuleTable = [
        .value("vsi-id NUMBER"), .list("peer <ADDRESS> [<OPTIONS...>]"), .value("peer <ADDRESS> pw NAME"),
        .flag("traffic-statistics enable"), .flag("traffic-statistics peer <ADDRESS> enable"),
        .value("protect-group NAME"), .value("site NUMBER REST..."), .flag("npe-upe mac-withdraw"),
    ]
}
