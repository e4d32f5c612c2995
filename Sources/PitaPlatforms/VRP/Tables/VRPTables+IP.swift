/// The lines of IP: addresses, static routes, access lists, lists of prefixes, DHCP, NAT, VRRP, BFD.
///
/// Sources: the rulebook of annet (huawei: misc.py, iface.py), Huawei's command references for S, AR, CE and NE, public
/// configs.
extension VRPTables {
    static let ip: [LineRule] = [
        route("ip route-static"), route("ip route-static vpn-instance"), route("ipv6 route-static"),
        route("ipv6 route-static vpn-instance"), .value("ip route-static default-preference NUMBER"),
        .value("ip route-static default-bfd REST..."), .value("ipv6 route-static default-bfd REST..."),
        .value("ipv6 route-static default-preference NUMBER"), .flag("ip route-static selection-rule relay-depth"),
        .value("arp static <ADDRESS> MAC [OPTIONS...]"), .value("arp <KIND> REST..."),
        .value("arp speed-limit <KIND> REST..."),
        .value("arp anti-attack <KIND> REST..."), .flag("arp anti-attack check user-bind enable"),
        .flag("arp learning strict"),
        .value("arp-miss <KIND> REST..."), .flag("ipv6"), .on("ip icmp <KIND> send enable"), .flag("ip source-route"),
        .flag("ipv6 icmp <KIND> send disable"), .value("ipv6 icmp-error REST..."), .flag("ip forwarding"),
        .flag("urpf <MODE>"),
        .list("ipv6 neighbor <ADDRESS> <REST...>"),
        .flag("multicast routing-enable", rank: 16, drops: ["multicast", "interface > pim", "interface > igmp"]),
        .flag("ip multicast routing-enable"),
        .value("ip netstream <KIND> <NAME> REST..."), .value("ipv6 netstream <KIND> <NAME> REST..."),
        .flag("ip netstream <KIND> <NAME>"),
        .value("sflow collector <ID> ip ADDRESS [OPTIONS...]", undo: .line("undo sflow collector <ID>")),
        .value("sflow agent ip ADDRESS"),
        .value("sflow source ip ADDRESS"), .value("nat address-group <GROUP> START END [OPTIONS...]"),
        .list("nat static <WORDS...>"), .list("nat server <WORDS...>"), .flag("nat alg <PROTOCOL> enable"),
        .flag("nat alg all enable"), .value("nqa REST..."), .value("load-balance <KIND> REST..."),
        .list("traffic-filter <inbound|outbound> acl <ACL>", uses: ["acl ACL"]),
        .list("traffic-filter vlan <VLAN> <inbound|outbound> acl <ACL>", uses: ["acl ACL"]),
        .list("traffic-secure <WORDS...>"),
    ]

    /// The key of a route is all up to its options, and without them it is taken back.
    private static func route(_ words: String) -> LineRule {
        var rule = LineRule(
            "\(words) REST...", .value, rank: 60, uses: ["nqa test-instance nqa"], settled: VRPValue.routeOptions)
        rule.parted = VRPValue.route
        return rule
    }

    /// DHCP, NAT and BFD for the whole device. Without DHCP the device drops all that names it.
    static let globalServices: [LineRule] = [
        .flag("dhcp enable", rank: 8, drops: ["dhcp", "interface > dhcp", "vlan > dhcp"]),
        .flag(
            "dhcp snooping enable", rank: 9,
            drops: ["dhcp snooping", "interface > dhcp snooping", "vlan > dhcp snooping"]),
        .flag("dhcp snooping <WORDS...>"), .flag("dhcpv6 enable"), .value("dhcpv6 duid ID"),
        .value("dhcp server <KIND> REST..."), .value("dhcp relay <KIND> REST..."),
        .flag("dhcp server ping <WORDS...>"), .value("dot1x-template NUMBER"),
    ]

    // MARK: lists

    /// A number or position in use is not edited in place: it goes before it comes again.
    static let lists: [LineRule] = [
        .group("route-policy <NAME>"),
        LineRule.value(
            "ip ip-prefix <LIST> index <INDEX> (permit|deny) PREFIX...",
            undo: .line("undo ip ip-prefix <LIST> index <INDEX>"), isReplaced: true, rank: 12
        ).oncePerList,
        .group("ip ip-prefix <LIST>"),
        LineRule.value(
            "ip ipv6-prefix <LIST> index <INDEX> (permit|deny) PREFIX...",
            undo: .line("undo ip ipv6-prefix <LIST> index <INDEX>"), isReplaced: true, rank: 12
        ).oncePerList,
        .group("ip ipv6-prefix <LIST>"),
        .value(
            "ip as-path-filter <LIST> index <INDEX> (permit|deny) PATTERN...",
            undo: .line("undo ip as-path-filter <LIST> index <INDEX>"), isReplaced: true, rank: 12),
        .list("ip as-path-filter <LIST> <permit|deny> <PATTERN...>", rank: 12), .group("ip as-path-filter <LIST>"),
        .value(
            "ip community-filter <basic|advanced> <LIST> index <INDEX> (permit|deny) VALUE...",
            undo: .line("undo ip community-filter <basic|advanced> <LIST> index <INDEX>"), isReplaced: true, rank: 12),
        .list("ip community-filter <LIST> <permit|deny> <VALUE...>", rank: 12),
        .group("ip community-filter <basic|advanced> <LIST>"),
        .list("ip community-filter <basic|advanced> <LIST> <permit|deny> <VALUE...>", rank: 12),
        .group("ip community-filter <LIST>"),
        .value(
            "ip extcommunity-filter <basic|advanced> <LIST> index <INDEX> (permit|deny) VALUE...",
            undo: .line("undo ip extcommunity-filter <basic|advanced> <LIST> index <INDEX>"), isReplaced: true, rank: 12
        ),
        .value(
            "ip extcommunity-filter <LIST> index <INDEX> (permit|deny) VALUE...",
            undo: .line("undo ip extcommunity-filter <LIST> index <INDEX>"), isReplaced: true, rank: 12),
        .group("ip extcommunity-filter <basic|advanced> <LIST>"), .group("ip extcommunity-filter <LIST>"),
    ]

    /// A rule that is said again keeps the parts that the new line does not name, so it is taken back before.
    static let acl: LineRuleTable = [
        LineRule("kind KIND", .tail),
        .value("description TEXT..."), .value("step NUMBER"), .value("match-order ORDER"),
        .value(
            "rule <NUMBER> (permit|deny) [MATCH...]", undo: .line("undo rule <NUMBER>"), isReplaced: true,
            drops: ["rule <NUMBER> description"], settled: VRPValue.rule),
        .value(
            "rule name <NAME> (permit|deny) [MATCH...]", undo: .line("undo rule name <NAME>"), isReplaced: true,
            settled: VRPValue.rule),
        .value("rule <NUMBER> description TEXT..."),
    ]

    static let pools: LineRuleTable = [
        .list("eq <PORT>"), .list("range <FIRST> <LAST>"), .list("<ADDRESS> <MASK>"), .value("description TEXT..."),
    ]

    // MARK: interfaces

    /// Lines of the first address and of the others, which have to be away while the first one goes.
    static let addresses: [LineRule] = [
        // All of them, whatever they are.
        .group("ip address"),
        .value(
            "ip binding vpn-instance VPN", undo: .whole, isReplaced: true,
            wipes: ["ip", "ipv6", "ospf", "isis", "rip", "vrrp", "vrrp6", "pim", "igmp"],
            uses: ["ip vpn-instance VPN"]),
        .flag(
            "ipv6 enable", drops: ["ipv6"], carries: ["ospfv3", "isis ipv6", "ripng", "vrrp6", "dhcpv6", "pim ipv6"]),
        LineRule(
            "ip address ADDRESS [MASK]", .value, undo: .whole, isReplaced: true, isExclusive: true,
            lifts: ["ip address"]),
        .value(
            "ip address (unnumbered) (interface) INTERFACE", undo: .line("undo ip address unnumbered"), isReplaced: true
        ),
        LineRule("ip address <ADDRESS> <MASK> sub", .list, isExclusive: true),
        .flag("ip address ignore primary-sub enable"), .list("ipv6 address <PREFIX>"),
        .list("ipv6 address <ADDRESS> <LENGTH>"),

        // One of an interface: another one takes its place.
        .value("ipv6 address ADDRESS link-local", undo: .whole), .list("ipv6 address <PREFIX> eui-64"),
        .list("ipv6 address <ADDRESS> <LENGTH> eui-64"),
        .flag("ipv6 address auto <KIND>"), .group("ipv6 address"),
        .value("ipv6 mtu NUMBER", isReplaced: true), .on("ipv6 nd ra halt"), .value("ipv6 nd ra <KIND> VALUE..."),
        .list("ipv6 nd ra prefix <PREFIX...>"), .flag("ipv6 nd autoconfig <FLAG>"), .value("ipv6 nd <KIND> REST..."),
        .list("ipv6 neighbor <ADDRESS> <REST...>"), .flag("arp broadcast enable"), .flag("arp broadcast-trans enable"),
        .value("dot1q termination vid VLANS...", settled: VRPValue.list), .flag("arp direct-route enable"),
        .list("qinq termination pe-vid <OUTER> ce-vid <INNER...>"), .value("vlan-type dot1q VLANS..."),
        .flag("dot1q termination rt-protocol"),
        .value("encapsulation dot1q vid VLANS..."), .value("encapsulation <KIND> REST..."),
        .flag("encapsulation default"), .flag("encapsulation untag"),
        .value("user-vlan VLANS..."), .value("rewrite REST..."), .flag("arp-proxy enable"),
        .flag("arp-proxy inner-sub-vlan-proxy enable"),
        .flag("arp-proxy inter-sub-vlan-proxy enable"), .on("icmp <KIND> send"), .flag("icmp host-unreachable send"),
        .value("arp expire-time SECONDS"), .value("arp <KIND> REST..."), .flag("ip urpf <MODE...>"),
        .value("tcp adjust-mss OCTETS"),
        .value("control-vid NUMBER REST..."), .flag("termination-vid batch"), .value("tcp mss REST..."),
    ]

    /// A server behind an address that others see: each port of it leads to one.
    private static let server: LineRule = {
        var rule = LineRule.list("nat server <WORDS...>")
        rule.held = { id, words in
            guard let inside = words.firstIndex(of: "inside"), !words.contains("acl") else { return nil }
            return "\(id.key) " + words[..<inside].joined(separator: " ")
        }
        return rule
    }()

    static let services: [LineRule] = [
        // What is said of the interface's own pool goes with it.
        .value("dhcp select (interface)", drops: ["dhcp server"]),
        .value("dhcp select (relay|global)", excludes: ["dhcp server"]),
        .value("dhcp select KIND [SUBNET]"), .list("dhcp relay server-ip <ADDRESS>"),
        .value("dhcp relay server-select GROUP"),
        .each("dhcp server dns-list ADDRESSES..."), .list("dhcp server excluded-ip-address <ADDRESSES...>"),
        .value("dhcp server lease TIME..."),
        .value("dhcp server gateway-list ADDRESSES..."), .value("dhcp server domain-name NAME"),
        .value("dhcp server option <NUMBER> REST..."),
        .list("dhcp server static-bind <WORDS...>"), .value("dhcp server <KIND> REST..."),
        .flag("dhcp client request option-list exclude <OPTION>"),
        .value("dhcpv6 relay destination ADDRESS"), .value("dhcpv6 server NAME"), .value("dhcpv6 <KIND> REST..."),
        .flag("dhcp option82 <WORDS...>"),
        .value("nat outbound ACL [OPTIONS...]", undo: .whole, uses: ["acl ACL"]),
        server, .list("nat static <WORDS...>"), .flag("nat static enable"),
        LineRule(
            "vrrp vrid <ID> virtual-ip <ADDRESS>", .list, drops: ["vrrp vrid <ID>"],
            dropsWithLast: "vrrp vrid <ID> virtual-ip"), .value("vrrp vrid <ID> priority NUMBER", standard: "100"),
        .group("vrrp vrid <ID>"),
        .flag("vrrp vrid <ID> preempt-mode disable"), .value("vrrp vrid <ID> preempt-mode timer delay SECONDS"),
        .value("vrrp vrid <ID> timer advertise SECONDS"),
        .value("vrrp vrid <ID> track interface <INTERFACE> [REACTION...]"),
        .value("vrrp vrid <ID> track bfd-session <SESSION> [REACTION...]"),
        .value("vrrp vrid <ID> track <KIND> <NAME> [REACTION...]"),
        .value("vrrp vrid <ID> authentication-mode SECRET..."), .value("vrrp vrid <ID> description TEXT..."),
        .flag("vrrp vrid <ID> version-3"), .value("vrrp6 vrid <ID> <KIND> REST..."),
        .value(
            "traffic-filter <inbound|outbound> acl ACL [OPTIONS...]", undo: .whole, isReplaced: true, uses: ["acl ACL"]),
        .value(
            "traffic-filter <inbound|outbound> acl (name|ipv6) ACL", undo: .whole, isReplaced: true, uses: ["acl ACL"]),
        .list("traffic-secure <WORDS...>"), .flag("dns proxy enable"), .flag("ntp-service <WORD>"),
        .flag("ntp-service in-interface disable"),
    ]

    static let bfd: LineRuleTable = [
        .value("discriminator <local|remote> NUMBER"), .value("min-tx-interval TIME"), .value("min-rx-interval TIME"),
        .value("detect-multiplier NUMBER"),
        .value("wtr SECONDS"), .value("tos-exp NUMBER"), .flag("process-interface-status"), .flag("process-pst"),
        .flag("commit"),
        .value("description TEXT..."), .value("default-ip-address ADDRESS"), .flag("shutdown"),
        .value("delay-up SECONDS"),
        .value("peer-ip default-ip ADDRESS"), .flag("mpls-passive"), LineRule("bind BINDING", .tail),
    ]

    /// The lines of an NQA test instance: nothing else is taken before its type, and nothing is changed while it runs (VRP 8 asks
    /// whether to end it). `undo start` stops it, as `stop` does. After Huawei's references of `frequency`, `agetime` and `start`.
    static let probe: LineRuleTable = {
        var start = LineRule.value("start WHEN...", isReplaced: true)
        start.holdsBlock = true
        return [
            .value("test-type TYPE"), .value("description TEXT..."),
            .value("destination-address <ipv4|ipv6|url> ADDRESS"),
            .value("source-address <ipv4|ipv6> ADDRESS"), .value("source-interface INTERFACE"),
            .value("destination-port PORT"), .value("source-port PORT"), .value("nexthop <ipv4> ADDRESS"),
            .value("vpn-instance NAME"), .value("dns-server <ipv4> ADDRESS"), .value("icmp-jitter-mode MODE"),
            .value("interval <seconds|milliseconds> NUMBER"), .value("timeout SECONDS"), .value("probe-count NUMBER"),
            .value("probe-failtimes NUMBER"), .value("test-failtimes NUMBER"), .value("fail-percent NUMBER"),
            .value("jitter-packetnum NUMBER"), .value("datasize NUMBER"), .value("datafill TEXT"), .value("ttl NUMBER"),
            .value("tos NUMBER"), .value("records <history|result> NUMBER"),
            .value("threshold <KIND> NUMBER"), .value("agetime TIME"), .flag("sendpacket passroute"),
            .flag("send-trap <KIND>"), .flag("trap-mode <KIND>"), .value("frequency SECONDS"), start,
        ]
    }()

    static let pool: LineRuleTable = [
        .each("gateway-list ADDRESSES..."), .value("gateway ADDRESS MASK"), .value("network NETWORK [mask MASK]"),
        .each("dns-list ADDRESSES..."), .value("dns-server ADDRESSES..."), .each("nbns-list ADDRESSES..."),
        .value("netbios-type TYPE"),
        .value("lease TIME..."), .list("excluded-ip-address <START> [<END>]"), .value("option <NUMBER> REST..."),
        .list("static-bind ip-address <ADDRESS> mac-address <MAC> [description <TEXT...>]"), .value("domain-name NAME"),
        .value("vpn-instance VPN"),
        .value("section <NUMBER> START [END]"), .value("domain-search-list NAME"), .value("bootfile NAME"),
        .value("next-server ADDRESS"),
        .value("sname NAME"), .value("description TEXT..."), .value("option121 REST..."),
        .value("conflict auto-recycle REST..."), .flag("lock"),
        .value("prefix NAME"), .flag("pd-unshare-only"), .value("prefix PREFIX delegating-prefix-length NUMBER"),
        LineRule("bas KIND", .tail),
        LineRule("delegation KIND", .tail), LineRule("local KIND", .tail), .value("address prefix PREFIX"),
        .value("dns-domain-name NAME"),
    ]
}
