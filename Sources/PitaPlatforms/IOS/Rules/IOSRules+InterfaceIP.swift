/// Addresses of an interface and what routes by it: the makers' command references; keys of HSRP and OSPF lines: Ansible's
/// rules for `cisco.ios`; addresses: recordings of Ansible's and of test suites.
extension IOSRules {
    static let addresses: [LineRule] = .rows(
        [
            // A new one takes the primary's place; taken back, all secondary ones go along. An address that stands as a
            // secondary one is given up before it is the primary.
            addressRule,
            LineRule(
                "ip address <ADDRESS> [<MASK>] secondary", .list, isExclusive: true, network: IOSInterfaceName.network),
            .value("ip address dhcp [OPTIONS...]", excludes: ["ip address"]),
            .value("ip address negotiated [previous]", excludes: ["ip address"]),
            .value("ip address pool NAME", excludes: ["ip address"]),
            .value("ip unnumbered INTERFACE [poll]", excludes: ["ip address"]),
            .group("ipv6 address"),
            // One of an interface: another one takes its place.
            .value("ipv6 address ADDRESS link-local", undo: .whole),
            .value("ipv6 address <ADDRESS> [KIND]", undo: .whole),
            .value("ipv6 address <PREFIX-NAME> <SUFFIX> [eui-64]", undo: .whole),
            .value("ipv6 address <autoconfig|dhcp> [VALUE]"), .value("ipv6 unnumbered INTERFACE"),
        ],
        .values(
            "ip mtu #OCTETS", "ipv6 mtu #OCTETS", "ip tcp adjust-mss #OCTETS", "ipv6 tcp adjust-mss #OCTETS",
            "ip accounting KIND", "ip bandwidth-percent <PROTOCOL> VALUES...", "ip verify unicast REST...",
            "ip verify unicast source reachable-via VALUES...", "ip dhcp client <WHAT> VALUE...",
            "ip dhcp relay <WHAT> VALUE...",
            "ip dhcp relay information <option|option-insert|policy-action|trusted|check-reply> [VALUE...]",
            "ip dhcp server use subscriber-id client-id",
            "ip ddns update VALUE...", "ip nhrp <WHAT> VALUE...", "ip nhrp map <A> <B>", "ip nhrp map multicast <A>",
            "ip nhrp network-id #ID", "ip nhrp authentication SECRET...", "ip nhrp holdtime #SECONDS",
            "ip nhrp shortcut", "ip nhrp redirect [VALUE...]",
            "ip wccp <SERVICE> redirect <in|out>", "ip wccp redirect exclude in", "ip inspect <NAME> <in|out>",
            "ip ips <NAME> <in|out>",
            "ip flow <ingress|egress>",
            "ip nbar protocol-discovery [VALUE]", "ip load-sharing VALUE", "ip rsvp bandwidth [VALUES...]",
            "ip sla responder",
            "ip cef accounting VALUES...", "ip urd",
            "ip virtual-reassembly [VALUES...]",
            "ip header-compression VALUE...",
            "ip security VALUES...",
            "zone-member security ZONE", "mpls label protocol VALUE", "mpls mtu VALUE", "mpls traffic-eng VALUE...",
            "mpls ldp <WHAT> [VALUE...]",
            "tag-switching ip", "isis <WHAT> [VALUES...]", "isis network point-to-point", "isis circuit-type VALUE",
            "isis <metric|priority|hello-interval|hello-multiplier|csnp-interval|password> VALUE [<level-1|level-2>]",
            "isis ipv6 metric VALUE [<level-1|level-2>]",
            "isis authentication <mode|key-chain> VALUE [<level-1|level-2>]",
            "clns mtu #OCTETS",
            "bfd interval #MS min_rx #MIN multiplier #COUNT", "bfd template NAME",
            "ip hello-interval eigrp <AS> #SECONDS",
            "ip hold-time eigrp <AS> #SECONDS", "ip authentication mode eigrp <AS> VALUE",
            "ip authentication key-chain eigrp <AS> NAME",
            "ip summary-address eigrp <AS> <NETWORK> <MASK> [#DISTANCE]", "ip summary-address rip <NETWORK> <MASK>",
            "ip rip <send|receive> version VALUES...", "ip rip authentication <mode|key-chain> VALUE",
            "ip rip v2-broadcast",
            "ip pim dr-priority #PRIORITY", "ip pim query-interval #SECONDS", "ip pim join-prune-interval #SECONDS",
            "ip pim neighbor-filter LIST",
            "ip pim version #VERSION", "ip pim query-count VALUE", "ip pim join-prune-count VALUE",
            "ip igmp version #VERSION", "ip igmp access-group LIST", "ip igmp limit #COUNT",
            "ip igmp helper-address ADDRESS",
            "ip igmp <query-interval|query-max-response-time|query-timeout|last-member-query-count|last-member-query-interval> #VALUE",
            "ip igmp v3-query-max-response-time #SECONDS", "ip igmp tcn query <count|interval> #VALUE",
            "ip igmp explicit-tracking",
            "ip igmp <startup-query-count|startup-query-interval> #VALUE", "ip igmp static-group ADDRESS...",
            "ip multicast ttl-threshold #TTL", "ip multicast boundary <LIST> [WAY]",
            "ip multicast <WHAT> VALUE...", "atm <WHAT> VALUE...", "dsl operating-mode VALUE...",
            "ip rtp header-compression [VALUE...]",
            "ip rtp priority #PORT #RANGE #KBITS", "ip broadcast-address ADDRESS", "ip probe proxy",
            "ip dns view-group NAME",
            "arp <KIND>", "frame-relay <WHAT> VALUES...", "frame-relay interface-dlci #DLCI [VALUES...]",
            "x25 <WHAT> VALUES...", "h323-gateway voip <WHAT> VALUE...",
            "pppoe enable [group NAME]", "pppoe-client dial-pool-number #POOL", "protocol <WHAT> VALUES...",
            "serial restart_delay #SECONDS",
            "service-module <WHAT> VALUES...", "cable-length VALUES...", "framing VALUE", "linecode VALUE",
            "isdn <WHAT> VALUES...", "async mode VALUE",
            "async default routing", "group-range #FROM #TO", "peer default ip address VALUE...",
            "member <WHAT> VALUES...", "member vni <VNI> [VALUES...]", "tos reflect"),
        forwarded)

    private static let addressRule: LineRule = {
        var rule = LineRule(
            "ip address ADDRESS [MASK]", .value, isExclusive: true, network: IOSInterfaceName.network,
            drops: ["ip address"])
        rule.excludes = ["ip address ADDRESS [MASK] secondary"]
        return rule
    }()

    /// What else goes by the interface.
    private static let forwarded: [LineRule] = .rows(
        .flags(
            "ipv6 enable", "ip directed-broadcast", "ip route-cache flow", "ip route-cache policy",
            "ip route-cache same-interface",
            "ip pim bsr-border", "ip pim nbma-mode", "ip pim redundancy", "ip pim bidirectional",
            "ip pim border-router", "ip cgmp", "ip igmp unidirectional-link",
            "mpls ip", "mpls bgp forwarding", "mpls ldp igp sync", "mpls mldp", "ip rip advertise", "ipv6 rip enable",
            "ip mobile arp",
            "ip flow-cache", "ip igmp proxy-service", "ip dhcp relay information trusted", "ip virtual-reassembly in",
            "clns router isis", "ip local-proxy-arp",
            "bridge-group <#GROUP>",
            "bridge-group <#GROUP> <spanning-disabled|subscriber-loop-control|block-unknown-source>",
            "ip icmp redirect"),
        .ons(
            "ip redirects", "ip proxy-arp", "ip unreachables", "ip mask-reply", "ip route-cache", "ip route-cache cef",
            "ip mroute-cache",
            "ipv6 redirects", "ipv6 unreachables", "ip split-horizon", "ip split-horizon eigrp <AS>",
            "ip next-hop-self eigrp <AS>", "ip cef", "ipv6 cef",
            "ip mfib forwarding <WAY>", "ip mfib cef <WAY>", "ipv6 mfib forwarding <WAY>", "ipv6 mfib cef <WAY>",
            "arp arpa", "bridge-group <#GROUP> <source-learning|unicast-flooding>", "bfd echo", "ip igmp snooping"),
        [
            // A port has one of these modes.
            .value("ip pim (sparse-mode|dense-mode|sparse-dense-mode|passive)", undo: .whole),
            .value("ip router isis [TAG]"), .value("ipv6 router isis [TAG]"),
            .value("ip policy route-map MAP", uses: ["route-map MAP"]),
            .value("ipv6 policy route-map MAP", uses: ["route-map MAP"]),
            .value(
                "ip flow monitor <NAME> [sampler SAMPLER] <input|output>",
                uses: ["flow monitor NAME", "sampler SAMPLER"]),
            .value(
                "ipv6 flow monitor <NAME> [sampler SAMPLER] <input|output>",
                uses: ["flow monitor NAME", "sampler SAMPLER"]),
            .value("ip access-group LIST <in|out>", uses: lists),
            .value("ipv6 traffic-filter LIST <in|out>", uses: lists),
            .value("mac access-group LIST <in|out>", uses: ["mac access-list extended LIST"]),
            .list("ip helper-address global <ADDRESS>"), .group("ip helper-address"),
            .list("ip helper-address [vrf <VRF>] <ADDRESS> [redundancy <GROUP>]"),
            .list("ip igmp join-group <GROUP> [source <ADDRESS>]"), .list("ipv6 dhcp relay destination REST..."),
            .value("ipv6 dhcp server NAME [VALUES...]", uses: ["ipv6 dhcp pool NAME"]),
            .value("ipv6 dhcp client REST..."),
            .value("ipv6 verify unicast REST..."),
            .value("ipv6 nd prefix <PREFIX> [VALUES...]"),
            .value("ipv6 nd ra <interval|lifetime|suppress|hop-limit|dns> [VALUES...]"),
            .value("ipv6 nd dad <attempts|loopback> VALUE"), .value("ipv6 nd <\(neighbours)> [VALUES...]"),
            .value("ipv6 nd router-preference VALUE"), .value("ipv6 nd cache <expire|interface-limit> VALUES..."),
            .flag("ipv6 nd <managed-config-flag|other-config-flag>"), .flag("ipv6 nd ra suppress"),
            .flag("ipv6 nd suppress-ra"),
            .value("ipv6 eigrp <#AS>"), .value("ipv6 router <rip|ospf> <NAME> [REST...]"),
            .value("ipv6 rip <NAME> <WHAT> [VALUES...]"),
            .value("ipv6 ospf <#PROCESS> area AREA [instance #INSTANCE]"),
            .value("ospfv3 <#PROCESS> <ipv4|ipv6> area AREA"),
            .value("ospfv3 [<#PROCESS>] <\(ospfWords)> [VALUES...]"), .value("ipv6 ospf <\(ospfWords)> [VALUES...]"),
            .value("ospfv3 encryption SECRET..."), .value("ospfv3 authentication SECRET..."),
            .value("ipv6 inspect <NAME> <in|out>"),
            // An interface is in one process; another line takes the place of the former.
            .value("ip ospf #PROCESS area AREA [secondaries VALUE]", undo: .whole, uses: ["router ospf PROCESS"]),
            .value("ip nat (inside|outside|enable)", undo: .whole),
            .value("ip ospf area AREA"),
            .value("ip ospf <\(ospfWords)> [VALUES...]"), .flag("ip ospf mtu-ignore"), .flag("ip ospf shutdown"),
            .value("ip ospf authentication-key SECRET..."),
            // The same key again is refused: it goes first.
            .value("ip ospf message-digest-key <#KEY> md5 SECRET...", isReplaced: true),
            .value("ip ospf authentication [KIND...]"),
            .value("tunnel source SOURCE"), .value("tunnel destination ADDRESS"), .value("tunnel mode MODE..."),
            .value("tunnel key #KEY"),
            .value("tunnel protection ipsec profile NAME [shared]", uses: ["crypto ipsec profile NAME"]),
            .value("tunnel vrf VRF"),
            .value(
                "tunnel <tos|ttl|bandwidth|checksum|path-mtu-discovery|route-via|flow|sequence-datagrams> [VALUES...]"),
            .value("tunnel mpls traffic-eng <WHAT> [VALUES...]"),
            .value("ppp <authentication|multilink|ipcp|link|timeout|mtu|quality|direction> [VALUES...]"),
            .value("ppp chap <hostname|refuse|password> SECRET..."), .value("ppp pap sent-username SECRET..."),
            .flag("ppp <reliable-link|bridge>"), .value("dialer <\(dialer)> [VALUES...]"), .value("dialer map REST..."),
            .value("dialer-group #GROUP"),
            .value("crypto map NAME [redundancy NAME2]", uses: ["crypto map NAME"]),
            .value("crypto ipsec <client|df-bit|fragmentation> VALUES..."),
            .value("xconnect ADDRESS VC [VALUES...]", isReplaced: true), .value("bridge-domain #NUMBER [VALUES...]"),
            .value("rewrite ingress tag VALUES..."), .value("l2transport <WHAT> VALUES..."),
        ], redundancy, fiber)

    private static let neighbours =
        "ns-interval|reachable-time|nud|prefix-advertisement|advertisement-interval|autoconfig|inspection|source-guard"
    static let ospfWords =
        "cost|priority|hello-interval|dead-interval|retransmit-interval|transmit-delay|network|bfd|ttl-security|demand-circuit"
        + "|flood-reduction|database-filter|resync-timeout|prefix-suppression|lls|neighbor|adjacency|fast-reroute|lsa-arrival|mtu-ignore|shutdown"
    private static let dialer =
        "pool|pool-member|idle-timeout|string|map|remote-name|load-threshold|hold-queue|in-band|rotary-group|persistent|vpdn|enable-timeout|fast-idle|watch-group|caller|down-with-vInterface"

    /// HSRP and VRRP: each line of a group is by itself; the group goes with all of them.
    private static let redundancy: [LineRule] = .rows(
        [
            .value("standby version #VERSION", standard: "1"),
            .value("standby <delay|bfd|redirect|redirects|use-bia> [VALUES...]"),
            .group("standby <#GROUP>"), .value("standby [<#GROUP>] ip [ADDRESS]"),
            .list("standby [<#GROUP>] ip <ADDRESS> secondary"), .value("standby [<#GROUP>] ipv6 ADDRESS"),
            .value("standby [<#GROUP>] priority #PRIORITY", standard: "100"),
            .value("standby [<#GROUP>] preempt [VALUES...]"),
            .value("standby [<#GROUP>] timers [msec] VALUES..."), .value("standby [<#GROUP>] authentication SECRET..."),
            .value("standby [<#GROUP>] <name|mac-address|follow|mac-refresh> VALUE"),
            .value("standby [<#GROUP>] track <OBJECT> [VALUES...]", uses: ["track OBJECT"]),
            .value("standby [<#GROUP>] track interface <OBJECT> [VALUES...]"),
            .group("vrrp <#GROUP>"), .value("vrrp <#GROUP> ip ADDRESS"), .list("vrrp <#GROUP> ip <ADDRESS> secondary"),
            .value("vrrp <#GROUP> ip version #VERSION"), .value("vrrp <#GROUP> <ipv4|ipv6> ADDRESS"),
            .list("vrrp <#GROUP> ipv4 <ADDRESS> secondary"),
            .value("vrrp <#GROUP> <priority|priority-level|mac-address|delay|session> VALUES...", standard: "100"),
            .value("vrrp <#GROUP> description TEXT..."), .value("vrrp <#GROUP> timers <advertise|learn> [VALUES...]"),
            .value("vrrp <#GROUP> advertisement interval #SECONDS"), .value("vrrp <#GROUP> authentication SECRET..."),
            .value("vrrp <#GROUP> track <OBJECT> [VALUES...]", uses: ["track OBJECT"]),
            .value("vrrp <#GROUP> bfd <ip|ipv4|ipv6> [ADDRESS]"),
            .value("vrrp <#GROUP> tracked-object <OBJECT> VALUES...", uses: ["track OBJECT"]),
            .value("vrrp <#GROUP> mac-address advertisement-interval #SECONDS"),
            .value("vrrp <#GROUP> preempt [VALUES...]"),
            .value("vrrp <#GROUP> preempt delay <minimum|reload> #SECONDS"),
            .value("vrrp <#GROUP> delay reload #SECONDS"), .flag("vrrp <#GROUP> shutdown"),
            .flag("vrrp <#GROUP> disabled"), .value("vrrp delay VALUES..."),
            .group("glbp <#GROUP>"), .value("glbp <#GROUP> ip [ADDRESS]"),
            .value("glbp <#GROUP> authentication SECRET..."),
            .value("glbp <#GROUP> <priority|preempt|timers|name|weighting|load-balancing> [VALUES...]"),
            .value("glbp <#GROUP> weighting track <OBJECT> [VALUES...]", uses: ["track OBJECT"]),
        ])

    /// Lines of long-haul and lab interfaces, as a reading with all defaults shows them.
    private static let fiber: [LineRule] = .rows(
        .values(
            "network-clock <hold-off|wait-to-restore> #MS", "network-clock source quality-level VALUES...",
            "ethernet oam <WHAT> VALUES...",
            "ethernet oam remote-loopback timeout #SECONDS", "ethernet cfm <WHAT> VALUES...", "cts sxp <WHAT> VALUES..."
        ),
        .flags("ethernet oam", "bgp-policy destination <WHAT>", "bgp-policy source <WHAT>"),
        [
            .either("bgp-policy <accounting|destination|source> [<WHAT>] [<WHAT2>] [<WHAT3>]"),
            .either("h323-gateway voip bind srcaddr"),
            .either("h323-gateway voip interface"), .either("ip dhcp relay source-interface"),
            .either("source-interface"),
        ])
}
