/// What an interface is, and the lines of a switch port: the makers' command references; what goes before what: annet's and
/// hier_config's rules for `cisco`. The order of the rows is the order in which the lines are said.
extension IOSRules {
    /// What makes the interface: it comes first, and what stands on it is said again behind it.
    static let port: [LineRule] = .rows(
        [
            // A switch port has no addresses, and a routed one no VLANs.
            .on("switchport", excludes: switched, carries: routed),
            .value("vrf forwarding VRF", wipes: ["ip address", "ipv6 address"], uses: ["vrf definition VRF"]),
            .value("ip vrf forwarding VRF", wipes: ["ip address"], uses: ["ip vrf VRF", "vrf definition VRF"]),
            .value("encapsulation TYPE..."), tagging, .value("switchport trunk encapsulation TYPE"),
            .value("switchport mode MODE..."), .value("switchport access vlan VLAN", standard: "1"),
            .value("switchport voice vlan VLAN"), .value("switchport trunk native vlan VLAN", standard: "1"),
            .flag("switchport trunk native vlan tag"),
            .list("storm-control action <ACTION>"),
            // Routers show `auto`, switches do not: it goes without saying on both.
            .value("speed RATE...", standard: "auto"), .value("duplex MODE", standard: "auto"),
            LineRule("switchport trunk allowed vlan VLANS...", .vlans(.ios)),
            LineRule("switchport trunk pruning vlan VLANS...", .vlans(.pruned)),
        ],
        .values(
            "description TEXT...", "bandwidth [#KBITS]", "bandwidth receive #KBITS", "bandwidth inherit [#KBITS]",
            "delay #TENS", "mtu #OCTETS", "media-type TYPE...", "mdix auto",
            "load-interval #SECONDS", "carrier-delay [<up|down>] VALUE...", "dampening [VALUES...]",
            "keepalive #SECONDS [#COUNT]",
            "hold-queue #COUNT <in|out>", "tx-ring-limit #COUNT", "transmit-interface NAME", "mac-address MAC",
            "interface-type TYPE", "arp timeout #SECONDS", "flowcontrol <receive|send> VALUE", "clock rate VALUE",
            "clock source VALUE", "snmp ifindex persist", "snmp trap <mac-notification|ip> VALUE...", "lan-name NAME",
            "medium VALUE", "unidirectional VALUE...", "port-type VALUE", "fec VALUE",
            "backup <interface|delay|load> VALUE...",
            "switchport backup interface NAME [VALUES...]",
            "switchport private-vlan <host-association|mapping> VLANS...",
            "switchport private-vlan trunk <native|allowed|encapsulation> VALUE...",
            "switchport priority extend VALUE...",
            "switchport priority default #COS", "switchport vlan mapping <VLAN> VALUE...", "switchport host",
            "switchport dot1q ethertype VALUE", "switchport security violation VALUE",
            "logging ip access-list cache VALUE",
            "macro description NAMES...", "source template NAME...",
            "ntp disable [VALUE]",
            "udld port [aggressive]", "udld (enable|disable|aggressive)", "link debounce [time #MS]",
            "load-balance VALUE...",
            "hw-module REST...", "power inline VALUE...", "power inline <consumption|port> VALUE...",
            "energywise VALUE...",
            "dot1q tunneling ethertype VALUE", "negotiation VALUE", "full-duplex", "half-duplex", "line-rate VALUE..."),
        .flags(
            "switchport nonegotiate", "switchport protected", "switchport block <unicast|multicast>",
            "switchport port-security", "switchport port-security aging static", "switchport autostate exclude",
            "ntp broadcast", "ntp broadcast client", "ntp multicast client", "port group", "ip sgacl logging",
            "snmp trap link-status permit duplicates"),
        .eithers(
            "keepalive", "negotiation auto", "logging event <LIST>", "cdp log mismatch duplex", "cdp tlv <WHAT>",
            "beacon", "bundle-enable", "mop enabled", "mop sysid", "fair-queue", "medium p2p",
            "lldp med-tlv-select <TLV>", "lldp tlv-select <TLV>"),
        // On unless they are said to be off; what is on is not shown.
        ["snmp trap link-status", "autostate", "lldp transmit", "lldp receive", "cdp enable"].map { .on($0) })

    static let portSecurity: [LineRule] = .rows(
        [
            .value("switchport port-security maximum #COUNT", standard: "1"),
            .value("switchport port-security maximum #COUNT vlan <VLANS>"),
            .value("switchport port-security violation ACTION", standard: "shutdown"),
            .value("switchport port-security aging time #MINUTES"), .value("switchport port-security aging type KIND"),
            .value("switchport port-security limit rate invalid-source-mac VALUE"),
            .flag("switchport port-security mac-address sticky"),
            // Learned ones come by themselves.
            .list("switchport port-security mac-address <MAC> [vlan <VLAN>]"),
            .list("switchport port-security mac-address sticky <MAC> [vlan <VLAN>]"),
            .list("switchport trunk group NAME"),
            .value("channel-protocol NAME"),
            .value(
                "channel-group #NUMBER [mode MODE] [KIND...]", isReplaced: true, uses: ["interface Port-channel+NUMBER"]
            ),
            .value("lacp <rate|port-priority|max-bundle|min-links|timer> VALUE"), .flag("lacp fast-switchover"),
            .value("port-channel <min-links|lacp|standalone-disable> [VALUE...]"), .value("port-channel load-defer"),
            .value("port-channel lacp fallback [VALUE]"), .value("port-channel lacp fallback timeout #SECONDS"),
            .value("port-group #NUMBER [mode MODE]", isReplaced: true),
        ],
        [
            .value(
                "spanning-tree portfast [VALUE...]",
                settled: { value in value.words.filter { $0 != "edge" }.joined(separator: " ") }),
            .value("spanning-tree <bpduguard|bpdufilter> VALUE"), .flag("spanning-tree <bpduguard|bpdufilter>"),
            .value("spanning-tree bpduguard rate-limit VALUE..."),
            .value("spanning-tree guard KIND"), .value("spanning-tree link-type KIND"),
            .value("spanning-tree cost #COST"),
            .value("spanning-tree port-priority #PRIORITY", standard: "128"), .flag("spanning-tree bpduguard default"),
            .value("spanning-tree vlan <VLANS> <cost|port-priority> #VALUE"),
            .value("spanning-tree mst <INSTANCES> <cost|port-priority> #VALUE"),
            .value("spanning-tree mst pre-standard"),
            .value("spanning-tree mst simulate pvst disable"), .flag("spanning-tree stack-port"),
            .value("storm-control <broadcast|multicast|unicast|unknown-unicast|all> level LEVELS..."),
            .value("storm-control <broadcast|multicast|unicast|unknown-unicast|all> LEVELS..."),
            .group("storm-control <broadcast|multicast|unicast|unknown-unicast|all>"),
            .flag("ip dhcp snooping trust"), .value("ip dhcp snooping limit rate #RATE"),
            .flag("ip dhcp snooping information option allow-untrusted"),
            .value("ip dhcp snooping vlan <VLAN> REST..."),
            .flag("ip arp inspection trust"), .value("ip arp inspection limit VALUE..."),
            .value("ip verify source [KIND...]"), .value("ip device tracking maximum #COUNT"),
            .either("ip device tracking"),
            .value("device-tracking [VALUE...]"), .value("device-tracking attach-policy NAME"),
            .value("ipv6 nd raguard [attach-policy NAME]"), .value("ipv6 dhcp guard [attach-policy NAME]"),
            .value("ip igmp snooping VALUE..."), .value("l2protocol-tunnel"),
            .value("l2protocol-tunnel <cdp|stp|vtp|lldp|mstp|point-to-point>"),
            .value("l2protocol-tunnel point-to-point <lacp|pagp|udld>"),
            .value("l2protocol-tunnel <shutdown-threshold|drop-threshold> [<PROTOCOL>] #RATE"),
            .list("l2protocol <tunnel|peer|discard|forward> PROTOCOLS..."),
        ],
        authenticated, queues)

    /// 802.1X and its like.
    private static let authenticated: [LineRule] = .rows(
        .values(
            "authentication port-control VALUE", "authentication host-mode VALUE", "authentication order VALUES...",
            "authentication priority VALUES...", "authentication violation VALUE", "authentication fallback NAME",
            "authentication control-direction VALUE", "authentication linksec policy VALUE",
            "authentication timer <reauthenticate|inactivity|restart|unauthorized> VALUE...",
            "authentication event <fail|no-response> [retry #COUNT] action VALUES...",
            "authentication event server <alive|dead> action <authorize|reinitialize> [VALUES...]",
            "authentication event server dead action authorize voice", "dot1x pae VALUE",
            "dot1x timeout <WHAT> VALUE", "dot1x <max-req|max-reauth-req|host-mode|port-control> VALUE",
            "dot1x <guest-vlan|auth-fail|critical|mac-auth-bypass> [VALUE...]", "dot1x credentials NAME",
            "dot1x supplicant eap profile NAME", "mab [eap]",
            "access-session <host-mode|port-control|control-direction> VALUE",
            "service-policy type control subscriber NAME", "ip admission NAME", "webauth <WHAT> [VALUE...]",
            "mka policy NAME",
            "cts role-based VALUE...", "cts dot1x", "cts layer3 <ipv4|ipv6> <WHAT>"),
        .flags(
            "authentication open", "authentication periodic", "dot1x reauthentication", "macsec", "cts manual",
            "mka default-policy", "mka pre-shared-key key-chain", "access-session closed", "cts role-based enforcement",
            "cts layer3 ipv4 trustsec forwarding", "macsec network-link"))

    /// Queues of a port that need no policy.
    private static let queues: [LineRule] = .rows(
        .values(
            "srr-queue bandwidth limit #PERCENT", "srr-queue bandwidth <share|shape> SHARES...", "queue-set #NUMBER",
            "mls qos trust [VALUE...]", "mls qos trust device NAME", "mls qos cos VALUE", "mls qos dscp-mutation NAME",
            "mls qos trust extend VALUE...", "auto qos <voip|trust|video|classify> [VALUES...]",
            "max-reserved-bandwidth #PERCENT",
            "wrr-queue <bandwidth|cos-map|queue-limit|random-detect|threshold|dscp-map> VALUES...",
            "rcv-queue <WHAT> VALUES...",
            "priority-queue [VALUE]", "priority-queue queue-limit VALUES...", "custom-queue-list #NUMBER",
            "priority-group #NUMBER",
            "traffic-shape rate VALUES...", "traffic-shape group <LIST> VALUES...", "random-detect [VALUES...]",
            "rate-limit <input|output> VALUES...", "qos trust [VALUE]", "qos pre-classify", "trust device NAME",
            "service-policy type <inspect|qos|pdp|performance-monitor> [<input|output>] NAME", "network-policy #NUMBER",
            "platform qos REST...", "qos <cos|dscp> #VALUE"),
        .flags("priority-queue out", "mls qos vlan-based", "qos vlan-based", "mls qos bridged"),
        [
            .value("service-policy input NAME", isReplaced: true, uses: ["policy-map NAME"]),
            .value("service-policy output NAME", isReplaced: true, uses: ["policy-map NAME"]),
        ])

    /// The VLAN of a subinterface, which no other of its port can have. Without it there are no addresses.
    private static let tagging: LineRule = {
        var rule = LineRule.value("encapsulation dot1Q TAG...", undo: .whole, drops: ["ip address", "ipv6 address"])
        rule.held = { id, words in
            IOSInterfaceName.parent(id.key).map { port in
                ([Substring(port)] + words.filter { $0 != "native" }).joined(separator: " ")
            }
        }
        return rule
    }()

    /// Lines of a switch port.
    private static let switched = [
        "switchport mode", "switchport access", "switchport trunk", "switchport voice", "switchport nonegotiate",
        "switchport protected", "switchport block", "switchport port-security", "switchport private-vlan",
    ]
    /// Lines of a routed port.
    private static let routed = [
        "ip address", "ipv6 address", "ipv6 enable", "vrf forwarding", "ip vrf forwarding", "vrf", "ip helper-address",
        "ip access-group", "ip policy", "ip ospf", "ipv6 ospf", "ip router", "ip pim", "ip nat", "standby", "vrrp",
        "ip mtu", "ip proxy-arp", "ip redirects", "ip unreachables", "ip tcp", "ip virtual-router",
    ]

    /// `no shutdown` comes last.
    static let shut: [LineRule] = {
        var rule = LineRule.flag("shutdown")
        rule.isGate = true
        return [rule]
    }()
}
