import PitaNetwork

/// Static routes and the lists that routing processes ask: the makers' command references; numbers in use: recordings of
/// test suites, annet's rules.
extension IOSRules {
    static let routes: [LineRule] = .rows(
        [
            // One distance, name and tag for each way to a network: to say it again replaces them.
            .group("ip route <NETWORK> <MASK>"), .group("ip route vrf <VRF> <NETWORK> <MASK>"),
            .parted("ip route", rank: 60, uses: ["track track"], by: IOSRoute.parts),
            .parted("ip route vrf", rank: 60, uses: ["track track"], by: IOSRoute.partsWithVRF),
            .parted("ipv6 route", rank: 60, uses: ["track track"], by: IOSRoute.parts6),
            .parted("ipv6 route vrf", rank: 60, uses: ["track track"], by: IOSRoute.parts6WithVRF),
            .flag("ip route static adjust-time"), .value("ip route static bfd <INTERFACE> <GATEWAY> [OPTIONS...]"),
            .value("ip route profile"), .value("ip mroute [vrf <VRF>] <NETWORK> <MASK> NEXT...", undo: .whole),
            .value("ip default-gateway ADDRESS", rank: 60), .value("ip default-network NETWORK"),
            .either("ip routing"), .either("ipv6 unicast-routing"), .flag("ip routing protocol purge interface"),
            .on("ip cef"), .flag("ip cef distributed"), .either("ipv6 cef"), .flag("ipv6 cef distributed"),
            .on("ipv6 source-route"),
            .value("ip cef <WHAT> VALUES..."), .value("ip cef accounting VALUES..."),
            .value("ip cef load-sharing algorithm VALUES..."),
            .value("ipv6 cef <WHAT> VALUES..."),
            .value("ip multicast-routing [vrf <VRF>] [distributed]"), .value("ip multicast multipath [VALUES...]"),
            .value("ip multicast route-limit #COUNT"), .value("ipv6 multicast-routing [vrf VRF]"),
            .value("ip pim [vrf <VRF>] rp-address <ADDRESS> [OPTIONS...]"), .value("ip pim [vrf <VRF>] ssm VALUES..."),
            .value(
                "ip pim [vrf <VRF>] <rp-candidate|bsr-candidate|register-source|spt-threshold|register-rate-limit> VALUES..."
            ),
            .value("ip pim [vrf <VRF>] <send-rp-announce|send-rp-discovery|accept-rp|accept-register> VALUES..."),
            .flag("ip pim autorp listener"), .flag("ip pim bidir-enable"), .value("ip msdp <WHAT> VALUES..."),
            .flag("ip pim bfd"),
            .value("ip igmp ssm-map <WHAT> [VALUES...]"), .flag("ip igmp ssm-map enable"),
            .on("ip igmp ssm-map query dns"),
            .value("ip local policy route-map MAP", uses: ["route-map MAP"]), .value("ip local pool <NAME> VALUES..."),
            .value("ip ospf name-lookup"),
            .value("ip arp <proxy|gratuitous|queue|entry> VALUES..."), .list("arp [vrf <VRF>] <ADDRESS> <MAC> KIND..."),
            .value("ip icmp rate-limit unreachable VALUES..."), .value("ip icmp redirect VALUE"),
            .value("ipv6 icmp error-interval VALUES..."),
            .value("ipv6 neighbor <ADDRESS> <INTERFACE> MAC"), .flag("ip bgp-community new-format"),
            .value(
                "ip tcp <synwait-time|window-size|queuemax|mss|path-mtu-discovery|keepalive|chunk-size> [VALUES...]"),
            .flag("ip tcp <selective-ack|timestamp|ecn>"), .flag("ip tcp path-mtu-discovery"), .flag("ip options drop"),
            .value("ip fib <WHAT> VALUES..."), .value("ip load-sharing VALUES..."),
            .flag("ip load-sharing <trident> fields"),
            .value("ip sticky-arp"), .value("ip max-hops #COUNT"),
            .flag("mpls ip"), .value("mpls label <range|mode|protocol> VALUES..."),
            .value("mpls ldp <WHAT> [VALUES...]"),
            .value("mpls ldp neighbor [vrf <VRF>] <ADDRESS> <WHAT> [VALUES...]"),
            .value("mpls ldp password <WHAT> [<#SEQ>] VALUES..."), .value("mpls traffic-eng <WHAT> [VALUES...]"),
            .flag("mpls traffic-eng tunnels"), .flag("mpls multicast"), .value("mpls <oam|mldp> [VALUES...]"),
            .on("mpls ip propagate-ttl"),
        ],
        [
            .value("ip prefix-list <LIST> description TEXT..."), .flag("ip prefix-list sequence-number"),
            LineRule.value(
                "ip prefix-list <LIST> seq <#SEQ> ENTRY...", undo: .line("no ip prefix-list <LIST> seq <SEQ> ENTRY"),
                isReplaced: true, rank: 30
            ).oncePerList,
            .list("ip prefix-list <LIST> <permit|deny> REST...", undo: .never, rank: 30),
            .group("ip prefix-list <LIST>"),
            .value("ipv6 prefix-list <LIST> description TEXT..."),
            LineRule.value(
                "ipv6 prefix-list <LIST> seq <#SEQ> ENTRY...",
                undo: .line("no ipv6 prefix-list <LIST> seq <SEQ> ENTRY"), isReplaced: true, rank: 30
            ).oncePerList,
            .list("ipv6 prefix-list <LIST> <permit|deny> REST...", undo: .never, rank: 30),
            .group("ipv6 prefix-list <LIST>"),
            .list("ip as-path access-list <LIST> <permit|deny> REST...", rank: 30),
            .group("ip as-path access-list <LIST>"),
            .value(
                "ip community-list <standard|expanded> <LIST> [seq] <#SEQ> ENTRY...", undo: .whole, isReplaced: true,
                rank: 30),
            .list("ip community-list <standard|expanded|regexp> <LIST> <permit|deny> REST...", rank: 30),
            .group("ip community-list <standard|expanded|regexp> <LIST>"),
            .list("ip community-list <LIST> <permit|deny> REST...", rank: 30), .group("ip community-list <LIST>"),
            .list("ip extcommunity-list [<standard|expanded|regexp>] <LIST> <permit|deny> REST...", rank: 30),
            .list("ip large-community-list <standard|expanded|regexp> <LIST> <permit|deny> REST...", rank: 30),
        ])

    static let routeMap: [LineRule] = .rows(
        [
            // A line adds names to those that are matched.
            .words(
                "match ip address NAMES...", uses: ["ip access-list standard NAMES", "ip access-list extended NAMES"]),
            .words("match ip address prefix-list NAMES...", uses: ["ip prefix-list NAMES"]),
            .words("match ipv6 address NAMES...", uses: ["ipv6 access-list NAMES"]),
            .words("match ipv6 address prefix-list NAMES...", uses: ["ipv6 prefix-list NAMES"]),
            .words("match <ip|ipv6> <next-hop|route-source> NAMES..."),
            .words("match <ip|ipv6> <next-hop|route-source> prefix-list NAMES...", uses: ["ip prefix-list NAMES"]),
            .words("match as-path NAMES...", uses: ["ip as-path access-list NAMES"]),
            .words(
                "match community NAMES...",
                uses: ["ip community-list standard NAMES", "ip community-list expanded NAMES"]),
            .words("match extcommunity NAMES..."), .words("match interface NAMES..."), .words("match tag TAGS..."),
            .words("match metric VALUES..."), .words("match route-type KINDS..."),
            .words("match source-protocol NAMES..."),
            .words("match local-preference VALUES..."),
            // A device that knows several adds one that is said to those that it has: the old ones go first.
            .value("set ip next-hop ADDRESSES...", undo: .whole, isReplaced: true),
            .value("set ip default next-hop ADDRESSES...", undo: .whole, isReplaced: true),
            .value("set ipv6 next-hop ADDRESSES...", undo: .whole, isReplaced: true),
            .value("set ipv6 default next-hop ADDRESSES...", undo: .whole, isReplaced: true),
            .value("set interface NAMES...", undo: .whole, isReplaced: true),
            .value("set default interface NAMES...", undo: .whole, isReplaced: true),
            .list("set ip next-hop verify-availability <ADDRESS> <#SEQ> track <TRACK>", uses: ["track TRACK"]),
        ],
        .values(
            "description TEXT...", "continue [#SEQ]", "match length #MIN #MAX", "match policy-list NAMES...",
            "match rpki VALUE", "match as #AS",
            "match mpls-label", "match security-group <WHAT> VALUES...", "match large-community NAMES...",
            "match ip address dynamic", "match ip address access-list NAME",
            "match peer-group NAME", "match track NAME", "match isis level VALUE",
            "match invert-result <WHAT> VALUES...",
            "set metric VALUES...", "set metric-type KIND...", "set local-preference #VALUE", "set weight #VALUE",
            "set origin KIND...", "set tag VALUE", "set level VALUE",
            "set community VALUES...", "set community community-list NAMES...", "set comm-list NAME delete",
            "set large-community VALUES...", "set as-path prepend PATH...", "set as-path tag",
            "set as-path match all VALUES...",
            "set automatic-tag", "set distance #VALUE", "set dampening VALUES...", "set mpls-label",
            "set traffic-index #VALUE", "set aigp-metric VALUE",
            "set extcommunity VALUES...", "set extcommunity <rt|soo|cost|color|vpn-distinguisher> VALUES...",
            "set ip <dscp|precedence|tos|df> VALUE", "set ip qos-group VALUE",
            "set ip next-hop <recursive|dynamic> VALUES...",
            "set ip next-hop peer-address", "set ip next-hop unchanged", "set ip next-hop verify-availability",
            "set ip [default] vrf <VRF> next-hop VALUES...",
            "set ipv6 next-hop peer-address", "set ip vrf VRF",
            "set vrf VRF", "set global", "set ip global next-hop ADDRESSES...",
            "set bgp bestpath as-path weight #VALUE", "set nssa-only", "sub-route-map NAME"))

    static let vrf: [LineRule] = .rows(
        .values(
            "rd VALUE", "description TEXT...", "vpn id VALUE", "import map MAP", "export map MAP",
            "import <ipv4|ipv6> <unicast|multicast> [LIMIT] map MAP",
            "export <ipv4|ipv6> <unicast|multicast> [LIMIT] map MAP",
            "maximum routes VALUES...", "mdt <WHAT> VALUES...", "mdt overlay use-bgp [VALUES...]",
            "mdt overlay bgp VALUES...",
            "mdt data threshold #RATE", "mdt data list LIST", "vnet tag #TAG", "route-replicate <WHAT> VALUES...",
            "bgp next-hop VALUE", "inter-as-hybrid [VALUES...]"),
        .lists("route-target <import|export|both> VALUES...", "route-target VALUE"), .flags("shutdown"))
}

/// Static routes: which words say the way, and which of them the distance, the name and the tag.
enum IOSRoute {
    /// Of `10.0.0.0 255.0.0.0 Gi0/1 10.1.0.1 200 name A` the way is the first four words.
    @Sendable static func parts(_ text: String) -> (key: String, value: String) { parts(text, 2) }

    /// With a VRF's name before it.
    @Sendable static func partsWithVRF(_ text: String) -> (key: String, value: String) { parts(text, 3) }

    /// Of `2001:DB8::/32 Gi0/1 FE80::1 200`.
    @Sendable static func parts6(_ text: String) -> (key: String, value: String) { parts(text, 1) }

    /// With a VRF's name before it.
    @Sendable static func parts6WithVRF(_ text: String) -> (key: String, value: String) { parts(text, 2) }

    /// - Parameter count: how many words say the network.
    private static func parts(_ text: String, _ count: Int) -> (key: String, value: String) {
        var words = text.words.map(String.init)
        guard words.count > count else { return (text, "") }
        // The name of an interface may stand in two words.
        if words.count > count + 1, words[count].allSatisfy(\.isLetter), words[count + 1].first?.isNumber == true,
            words[count].count > 1, Address(words[count + 1]) == nil
        {
            words.replaceSubrange(count...count + 1, with: [words[count] + words[count + 1]])
        }
        if Address(words[count]) == nil { words[count] = IOSInterfaceName.expanded(words[count]) }
        let hasAddress = Address(words[count]) == nil && words.count > count + 1 && Address(words[count + 1]) != nil
        let end = count + (hasAddress ? 2 : 1)
        let value = words[end...].joined(separator: " ")
        return (words[..<end].joined(separator: " "), value == "1" ? "" : value)
    }
}
