import PitaNetwork

/// VLANs, spanning tree and what else a switch does: the makers' command references; VLANs and their order: hier_config's
/// and annet's rules for `cisco`.
extension IOSRules {
    /// What a querier is told.
    private static let querier =
        "address|query-interval|max-response-time|timer|tcn|version|last-member-query-interval|last-member-query-count"
        + "|startup-query-count|startup-query-interval"
    private static let igmp =
        "last-member-query-interval|last-member-query-count|robustness-variable|interface-restart-query|max-groups"
        + "|last-listener-query-interval|last-listener-query-count"

    static let layer2: [LineRule] = .rows(
        [
            .value("vtp mode MODE [KIND]"), .value("vtp domain NAME", undo: .never),
            .value("vtp password SECRET..."),
            .value("vtp version #VERSION"), .value("vtp file NAME"), .value("vtp interface REST..."),
            .flag("vtp pruning"),
            .flag("vlan dot1q tag native"), .value("vlan internal allocation policy POLICY"),
            // A line adds to the VLANs of the map, or of the group.
            LineRule("vlan filter <MAP> vlan-list VLANS", undo: .whole, .added, uses: ["vlan access-map MAP"]),
            LineRule("vlan group <GROUP> vlan-list VLANS", undo: .whole, .added), .value("vlan accounting input"),
            .value("spanning-tree mode MODE"), .either("spanning-tree extend system-id"),
            // Taken back without `priority` STP itself would be switched off there.
            .value(
                "spanning-tree vlan <VLANS> <priority|hello-time|forward-time|max-age|root> VALUE...",
                undo: .line("no spanning-tree vlan <VLANS> <priority|hello-time|forward-time|max-age|root>")),
            .on("spanning-tree vlan <VLANS>"), .value("spanning-tree vlan-id <VLANS> priority #PRIORITY"),
            .value("spanning-tree mst <INSTANCE> <priority|root> VALUE..."),
            .value("spanning-tree mst <hello-time|forward-time|max-age|max-hops> #VALUE"),
            .value("spanning-tree priority #PRIORITY"),
            .value("spanning-tree pathcost <method|defaultcost-option> VALUE"),
            .value("spanning-tree transmit <hold-count> #COUNT"), .value("spanning-tree transmit active"),
            .value("spanning-tree <hello-time|forward-time|max-age|max-hops> VALUE"),
            .value("spanning-tree portfast [<edge|network|normal>] default", settled: { $0 }),
            .flag("spanning-tree portfast [<edge>] bpduguard default"),
            .flag("spanning-tree portfast [<edge>] bpdufilter default"),
            .flag("spanning-tree edge-port bpduguard default"), .flag("spanning-tree edge-port bpdufilter default"),
            .flag("spanning-tree loopguard default"), .flag("spanning-tree guard loop default"),
            .value("spanning-tree uplinkfast [max-update-rate #RATE]"), .flag("spanning-tree backbonefast"),
            .flag("spanning-tree logging"),
            .on("spanning-tree etherchannel guard misconfig"), .flag("spanning-tree bridge assurance"),
            .flag("spanning-tree portchannel guard misconfig"), .value("spanning-tree bpduguard rate-limit VALUE..."),
            .value("spanning-tree dispute"), .value("spanning-tree optimize bpdu transmission"),
        ],
        [
            .either("ip dhcp snooping"), LineRule("ip dhcp snooping vlan VLANS", undo: .whole, .added),
            .either("ip dhcp snooping information option"),
            .flag("ip dhcp snooping information option allow-untrusted"),
            .flag("ip dhcp snooping verify mac-address"), .on("ip dhcp snooping verify no-relay-agent-address"),
            .value("ip dhcp snooping database URL"),
            .value("ip dhcp snooping database <write-delay|timeout> #SECONDS"), .flag("ip dhcp snooping glean"),
            .flag("ip dhcp snooping track server"), .value("ip dhcp snooping limit rate #RATE"),
            .list("ip dhcp snooping binding REST..."),
            LineRule("ip arp inspection vlan VLANS", undo: .whole, .added),
            .value("ip arp inspection vlan <VLANS> logging REST..."), .value("ip arp inspection validate WHAT..."),
            LineRule("ip arp inspection filter <LIST> vlan VLANS", undo: .whole, .added),
            .list("ip arp inspection filter <LIST> vlan <VLANS> static"),
            .value("ip arp inspection log-buffer <WORD> REST..."),
            .list("ip source binding REST..."), .value("ip verify source <WORD> REST..."),
            .on("ip igmp snooping"), .on("ip igmp snooping vlan <VLAN>"), .on("ip igmp snooping report-suppression"),
            .either("ip igmp snooping [vlan <VLAN>] <immediate-leave|proxy|report-flooding|querier>"),
            .list("ip igmp snooping vlan <VLAN> <mrouter|static|member> REST..."),
            .value("ip igmp snooping [vlan <VLAN>] querier <\(querier)> VALUE..."),
            .value("ip igmp snooping [vlan <VLAN>] <\(igmp)> VALUE"),
            .value("ip igmp snooping restart query-interval #MS"),
            .value("ip igmp snooping tcn flood query count #COUNT"), .flag("ip igmp snooping tcn query solicit"),
            .either("ipv6 mld snooping"), .either("ipv6 mld snooping vlan <VLAN>"),
            .value("ipv6 mld snooping [vlan <VLAN>] <\(igmp)> VALUE"),
            .value("mac address-table static <MAC> vlan <VLAN> <interface|drop|address> [NAMES...]", undo: .whole),
            .value("mac-address-table static <MAC> vlan <VLAN> interface NAMES...", undo: .whole),
            .value("mac address-table aging-time #SECONDS [vlan <VLAN>]", standard: "300"),
            .value("mac-address-table aging-time #SECONDS"),
            .value("mac address-table notification <change|mac-move|threshold|host-flap> [VALUE...]"),
            .value("mac address-table notification host-flap <logging|detection> [VALUE...]"),
            .on("mac address-table learning vlan <VLANS>"),
            .value("port-channel load-balance METHOD..."), .value("port-channel <min-links|auto> [VALUE]"),
            .value("lacp system-priority #PRIORITY", standard: "32768"), .value("lacp port-id VALUE..."),
            .value("aggregateport load-balance METHOD"),
            .value("system mtu #OCTETS"), .value("system mtu <jumbo|routing> #OCTETS"),
            .value("system jumbomtu #OCTETS"),
            .value("udld [(enable|aggressive)]"), .value("udld message time #SECONDS"),
            .value("udld recovery [interval #SECONDS]"),
            .flag("dot1x system-auth-control"), .value("dot1x <guest-vlan|critical|test|logging|timeout> VALUE..."),
            .flag("dot1x critical eapol"), .flag("ip device tracking"),
            .value("ip device tracking probe <count|interval|delay|use-svi|auto-source> [VALUE...]"),
            .value("authentication mac-move VALUE"), .value("authentication critical recovery delay #MS"),
            .flag("authentication critical recovery"), .value("access-session <mac-move|acl|attributes> VALUE..."),
            .value("device-tracking <tracking|binding|upgrade-cli|logging> [VALUE...]"),
            .value("device-sensor accounting"),
            .list("device-sensor <filter-list|filter-spec|notify> REST..."),
            .flag("mls qos"), .value("mls qos map <cos-dscp|dscp-cos|ip-prec-dscp> VALUES..."),
            .list("mls qos map <policed-dscp|dscp-mutation> VALUES..."), .list("mls qos srr-queue REST..."),
            .value("mls qos queue-set output <#SET> <threshold|buffers> VALUES..."), .on("mls qos rewrite ip dscp"),
            .value("mls qos statistics-export <interval|delimiter|destination> VALUE..."),
            .value("mls netflow <interface|usage|maximum-flows> [VALUE...]"), .value("mls flow <ip|ipv6> VALUE"),
            .either("mls ip multicast <non-rpf|aggregate>"),
            .value("mls cef error action VALUE"),
            .either("mls ip multicast <non-rpf|aggregate> cef"), .value("mls rate-limit <KIND> <WORD> VALUES..."),
            .flag("auto qos srnd4"), .value("qos queue-softmax-multiplier #VALUE"),
            .value("qos map <cos|dscp|traffic-class|exp> VALUES..."), .flag("qos rewrite <cos|dscp>"),
            .value("ip access-list log-update threshold #COUNT"), .value("ip access-list logging interval #MS"),
            .value("stack-mac persistent timer #MINUTES"), .value("switch <#NUMBER> priority #PRIORITY"),
            .value("switch virtual domain #DOMAIN"), .flag("bridge irb"), .value("bridge <#GROUP> protocol NAME"),
            .flag("bridge <#GROUP> route <PROTOCOL>"), .value("bridge <#GROUP> <priority|aging-time> #VALUE"),
            .value("rmon <alarm|event> <#ENTRY> REST..."), .value("transceiver type all"),
            .flag("l2protocol-tunnel cos"), .value("l2protocol-tunnel global drop-threshold #RATE"),
        ])

    static let vlan: [LineRule] = .rows(
        .values(
            "name NAME...", "state STATE", "mtu #OCTETS", "private-vlan (primary|isolated|community)",
            "private-vlan association [(add|remove)] VLANS", "uni-vlan VALUE", "media VALUE", "parent #VLAN",
            "ring #VALUE", "bridge #VALUE", "said #VALUE", "are #VALUE", "ste #VALUE", "mac address-table <WORD> VALUE",
            "supervlan", "subvlan VLANS", "member <KIND> REST...", "isolation VALUE"),
        .flags("shutdown", "remote-span"), .lists("trunk group NAME"))

    static let spanningTreeBlock: [LineRule] = .rows(
        .values("name NAME", "revision #NUMBER"),
        [
            LineRule("instance <#INSTANCE> vlan VLANS", undo: .whole, .added),
            .value("private-vlan synchronize"), .value("instance <#INSTANCE> VALUE..."),
        ])

    static let vlanMap: [LineRule] = .rows(
        .values("match <ip|mac|ipv6> address NAMES...", "action VALUE..."))
}

extension LineRule {
    /// A set of VLANs that lines add to, and that is empty when none is said.
    fileprivate init(_ form: String, undo: Undo, _ style: LineVLANs, uses: [String] = []) {
        self.init(form, .vlans(style), undo: undo, uses: uses)
    }
}

extension LineVLANs {
    /// A list of which lines add to what is there: `ip dhcp snooping vlan 10`.
    static let added = LineVLANs(
        start: VLANSet([]), parse: { VLANSet($0.filter { $0 != " " }) },
        print: { $0.ranges.isEmpty ? [] : parts($0) }, adds: true)
}
