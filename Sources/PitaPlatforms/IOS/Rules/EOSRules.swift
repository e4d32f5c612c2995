/// Lines that Arista EOS has of its own, or says otherwise than IOS: the maker's manual; Ansible's and annet's rules for
/// `arista`, Arista's own issues.
enum EOSRules {
    static let all: [String: LineRuleTable] = {
        // A network is one word, with its length; a route is taken back by its whole.
        var all = IOSRules.all
        let foreign: [[String]] = [
            ["ip", "route"], ["ip", "route", "vrf"], ["ipv6", "route"], ["logging", "host"], ["alias"],
        ]
        let shared = (all[""]?.rules ?? []).filter { !foreign.contains($0.form.head) }
        all[""] = LineRuleTable(topDefaults + routes + top + shared)
        let routed = routedDefaults.map(\.form.head)
        let interface = LineRuleTable(
            interfaceDefaults + EOSRules.interface
                + IOSRules.interface.rules.filter { !routed.contains($0.form.head) } + routedDefaults)
        let bgp = LineRuleTable(
            EOSRules.bgp + bgpDefaults + IOSRules.bgp.filter { $0.form.head != ["aggregate-address"] })
        let few = LineRuleTable(management)
        all["interface"] = interface
        for section in ["tx-queue", "uc-tx-queue", "mc-tx-queue"] {
            all["interface > \(section)"] = LineRuleTable(queue)
        }
        all["interface > evpn ethernet-segment"] = LineRuleTable(segment)
        for section in [
            "router bgp", "router bgp > address-family", "router bgp > vrf", "router bgp > vrf > address-family",
            "router bgp > vlan", "router bgp > vlan-aware-bundle", "router bgp > bgp monitoring",
        ] {
            all[section] = bgp
        }
        all["ip prefix-list"] = LineRuleTable(prefixes)
        all["ipv6 prefix-list"] = all["ip prefix-list"]
        all["ipv6 access-list"] = LineRuleTable(IOSRules.entries(settled: IOSAccessList.entry6))
        for section in ["ip access-list", "ip access-list standard"] {
            all[section] = LineRuleTable(IOSRules.entries(settled: EOSAccessList.entry))
        }
        all["vrf instance"] = [.value("rd VALUE"), .value("description TEXT...")]
        for block in managed { all[block.kind] = few }
        for inner in ["vrf", "ipv4", "ipv6", "protocol", "match"] {
            for block in managed { all["\(block.kind) > \(inner)"] = few }
        }
        for (kind, rules) in exact { all[kind] = LineRuleTable(rules) }
        let ospf = LineRuleTable(ospfDefaults + EOSRules.ospf + IOSRules.ospf)
        all["router ospf"] = ospf
        all["route-map"] = LineRuleTable(routeMap + IOSRules.routeMap)
        // Rates carry their units, and are said again as they were given.
        let rates = LineRuleTable(
            [
                .value("shape <rate|pps> RATE..."), .value("bandwidth <percent|pps> VALUE"),
                .value("set <traffic-class|drop-precedence> VALUE"), .value("police rate VALUES..."),
            ]
                + IOSRules.policyClass.map { rule in
                    var rule = rule
                    if [["police"], ["shape", "average"]].contains(rule.form.head) { rule.settled = { $0 } }
                    return rule
                })
        for kind in policies {
            all[kind] = LineRuleTable(IOSRules.policyMap)
            all["\(kind) > class"] = rates
        }
        all["policy-map > class"] = rates
        return all.mapValues { LineRuleTable($0.rules.map(named)) }
    }()

    /// The rule with what it names as EOS calls that: an access list is of no kind, and a policy of several.
    private static func named(_ rule: LineRule) -> LineRule {
        let others = rule.uses.flatMap { use -> [String] in
            for kind in ["extended", "standard"] where use.hasPrefix("ip access-list \(kind) ") {
                return ["ip access-list " + use.dropFirst("ip access-list \(kind) ".count)]
            }
            guard use.hasPrefix("policy-map ") else { return [] }
            return policies.map { $0 + use.dropFirst("policy-map".count) }
        }
        guard !others.isEmpty else { return rule }
        var rule = rule
        rule.uses += others.filter { !rule.uses.contains($0) }
        return rule
    }

    private static let policies = [
        "policy-map type quality-of-service", "policy-map type qos", "policy-map type control-plane",
        "policy-map type copp", "policy-map type pbr", "policy-map type pdp",
    ]

    static let blocks: [String: [LineGrammar.Block]] = {
        var blocks = IOSBlocks.all
        let classes = blocks["policy-map"]
        for kind in policies {
            blocks[""]?.append(.init(kind, rank: 20))
            blocks[kind] = classes
        }
        for kind in ["class-map type qos", "class-map type control-plane", "class-map type copp", "class-map type pbr"]
        {
            blocks[""]?.append(.init(kind, rank: 10, spelled: IOSBlocks.classMap))
        }
        blocks[""]?.removeAll { $0.kind == "ipv6 access-list" }
        blocks[""] = blocks[""]?.map { block in
            var block = block
            if block.kind == "interface" { block.keeper = IOSInterfaceName.keeperOfEOS }
            return block
        }
        blocks[""]? += [
            // Taken back, an interface's VRF takes its addresses along.
            .init("vrf instance", rank: 5, takes: IOSBlocks.ofVRF(named: "vrf") + ofVRF),
            IOSBlocks.accessList("ip access-list"), IOSBlocks.accessList("ip access-list standard"),
            IOSBlocks.accessList("ipv6 access-list"),
        ]
        for list in ["ip prefix-list", "ipv6 prefix-list"] {
            blocks[""]?.append(
                .init(
                    list, rank: 30, isGrouped: true, nameWords: 1, prepared: IOSAccessList.prefixes,
                    preparedIntent: IOSAccessList.unnumberedPrefixes))
        }
        blocks[""]? += managed
        blocks["interface"]? += [
            .init("tx-queue"), .init("uc-tx-queue"), .init("mc-tx-queue"), .init("evpn ethernet-segment"),
        ]
        let family = LineGrammar.Block("address-family")
        blocks["router bgp"] = [
            family, .init("vrf"), .init("vlan"), .init("vlan-aware-bundle"), .init("bgp monitoring", nameWords: 0),
        ]
        blocks["router bgp > vrf"] = [family]
        for block in managed {
            blocks[block.kind] = [.init("vrf"), .init("ipv4", nameWords: 0), .init("ipv6", nameWords: 0)]
        }
        return blocks
    }()

    /// What goes with a VRF besides: what of the device itself speaks in it.
    private static let ofVRF: [LineGrammar.Taken] =
        [
            .init(
                section: "",
                lines: [
                    "ip routing vrf NAME", "ipv6 unicast-routing vrf NAME", "ntp server vrf NAME", "logging vrf NAME",
                    "ip name-server vrf NAME", "snmp-server vrf NAME", "ip radius vrf NAME", "ip tacacs vrf NAME",
                    "ip domain lookup vrf NAME", "ip http client local-interface vrf NAME",
                ])
        ] + managed.map { .init(section: "\($0.kind) > vrf", blocks: ["NAME"]) }

    /// Blocks of a few lines each.
    private static let managed: [LineGrammar.Block] = [
        "management api http-commands", "management api gnmi", "management api netconf", "management api restconf",
        "management api external-services",
        "management api models", "management ssh", "management telnet", "management console", "management security",
        "management defaults",
        "management cvx", "management xmpp", "management cim-provider", "management tech-support", "mlag configuration",
        "daemon", "event-handler",
        "monitor reachability", "monitor hadoop", "monitor connectivity", "monitor telemetry influx",
        "router multicast", "router pim sparse-mode", "router pim bidirectional", "router bfd", "router igmp",
        "router general",
        "router traffic-engineering", "router msdp", "router l2-vpn", "router kernel", "router segment-security",
        "router adaptive-virtual-topology", "router path-selection",
        "peer-filter", "email", "directflow", "openflow", "cvx", "tap aggregation", "role", "link tracking group",
        "ip nat pool",
        "traffic-policies", "mac security", "dhcp server", "hardware tcam", "hardware counter feature",
        "interface profile", "qos profile", "vmtracer session", "banner", "mpls tunnel",
    ].map { LineGrammar.Block($0, rank: 36) }

    private static let routes: [LineRule] = .rows(
        [
            .value("ip route <PREFIX> <NEXT> [OPTIONS...]", undo: .whole, rank: 60),
            .value(
                "ip route <PREFIX> <Ethernet|Loopback|Management|Port-Channel|Tunnel|Vlan> <#PORT> [OPTIONS...]",
                undo: .whole, rank: 60),
            .value("ip route vrf <VRF> <PREFIX> <NEXT> [OPTIONS...]", undo: .whole, rank: 60),
            .group("ip route <PREFIX>"), .group("ip route vrf <VRF> <PREFIX>"),
            .value("ipv6 route <PREFIX> <NEXT> [OPTIONS...]", undo: .whole, rank: 60),
            .value("ipv6 route vrf <VRF> <PREFIX> <NEXT> [OPTIONS...]", undo: .whole, rank: 60),
            .flag("ip routing vrf <VRF>"), .flag("ipv6 unicast-routing vrf <VRF>"), .flag("ip routing ipv6 interfaces"),
        ])

    private static let top: [LineRule] = .rows(
        .values(
            "dns domain NAME", "ip domain-name NAME", "ip domain lookup [vrf <VRF>] source-interface INTERFACE",
            "ip virtual-router mac-address MAC", "ip virtual-router mac-address advertisement-interval #SECONDS",
            "ip virtual-router address subnet-routes",
            "service routing protocols model MODEL", "service routing configuration bgp no-equals-default",
            "service interface inactive <WHAT>", "service debug interval #SECONDS",
            "ip <http|ssh|tftp|ftp|icmp> [client] source-interface INTERFACE [vrf <VRF>]",
            "ip icmp source-interface [vrf <VRF>] [INTERFACE]",
            "switchport default mode MODE", "vxlan <WHAT> VALUES...",
            "hardware <access-list|speed-group|port-group|fpga|tcam|counter|capacity|nat> VALUES...",
            "hardware capacity alert table <TABLE> [feature <FEATURE>] [VALUES...]",
            "hardware access-list <WHAT> VALUES...",
            "ptp <domain|mode|priority1|priority2|source|ttl|clock-identity|hold-ptp-time|profile> VALUES...",
            "queue-monitor length [VALUES...]", "queue-monitor <length|streaming> <WHAT> [VALUES...]",
            "load-interval default #SECONDS", "bfd interval #MS min_rx #MIN multiplier #COUNT default",
            "schedule <NAME> interval #MINUTES VALUES...", "aaa accounting <system|exec|dot1x> <LIST> VALUES...",
            "ip as-path regex-mode MODE", "ip hardware fib <WHAT> [VALUES...]", "ipv6 hardware fib <WHAT> [VALUES...]",
            "ip fhrp accept-mode", "ip msdp timer #SECONDS", "ip mfib <WHAT> VALUES...",
            "ip mfib cache-entries unresolved max #COUNT", "ip mfib packet-buffers unresolved max #COUNT",
            "ip mfib activity polling-interval #SECONDS", "terminal <length|width> VALUE",
            "transceiver qsfp default-mode VALUE", "system coredump VALUE",
            "environment <fan-speed|overheat|insufficient-fans|temperature> VALUES...", "power poll-interval #SECONDS",
            "errdisable flap-setting cause VALUES...", "mrp <leave-timer|leave-all-timer> VALUE",
            "agent <NAME> <WHAT> VALUES...", "msrp <WHAT> VALUES...",
            "ip name-server vrf <VRF> group <NAME> ADDRESSES...", "dcbx application VALUES...", "lldp <WHAT> VALUES...",
            "enable password SECRET...", "ip multicast multipath VALUES...", "ip multicast-routing static",
            "snmp-server <vrf> VRF local-interface INTERFACE", "ip dhcp relay <WHAT> VALUES...",
            "platform <WHAT> <WHAT2> VALUES...",
            "mac pbr", "qos random-detect ecn global-buffer VALUES...", "ip pim ssm range VALUES...",
            "ip pim rp-address <ADDRESS> VALUES...", "ip pim sparse-mode sg-expiry-timer #SECONDS",
            "ip pim spt-threshold VALUE", "spanning-tree bpduguard rate-limit default", "clock timezone ZONE...",
            "tacacs-server policy VALUES...", "monitor session <NAME> <WHAT> VALUES...",
            "monitor session <NAME> <source|destination> <NAMES> [WAY]", "prompt TEXT...", "switch forwarding-mode",
            "logging event storm-control discards VALUE", "logging event port-security VALUE",
            "logging format timestamp VALUES...", "logging format hostname VALUE", "logging synchronous [VALUES...]"),
        .flags(
            "ip routing", "ip multicast-routing", "ip icmp redirect", "ip dhcp snooping", "ip pim log-neighbor-changes",
            "ip load-sharing trident fields", "virtual-cable", "service running-config timestamp", "sflow run",
            "spanning-tree portchannel guard misconfig",
            "qos rewrite cos", "qos rewrite dscp", "mpls routing", "aaa root",
            "aaa authentication policy local allow-nopassword-remote-login", "aaa authorization config-commands",
            "ntp serve all", "vxlan vni notation dotted", "hardware speed-group", "daemon",
            "mac address-table notification host-flap logging", "ip virtual-router mac-address mlag-peer"),
        [
            .either("logging event congestion-drops"),
            .list("ip domain-list <NAME>"), .value("aaa authorization exec default METHODS..."), .either("email"),
            .either("ip igmp snooping vlan <VLAN> immediate-leave"),
        ])

    private static let interface: [LineRule] = .rows(
        [
            .value("vrf VRF", wipes: ["ip address", "ipv6 address"], uses: ["vrf instance VRF"]),
            .value("shape rate RATE..."),
            .value(
                "service-policy type qos <input|output> NAME", undo: .whole,
                uses: ["policy-map type qos NAME", "policy-map type quality-of-service NAME"]),
            .value("service-policy type pdp input NAME"), .value("service-policy type pbr input NAME"),
            .list("ip virtual-router address <ADDRESS>"), .value("ip address virtual ADDRESS"),
            .list("ip address virtual <ADDRESS> secondary"), .value("ipv6 address virtual ADDRESS"),
            .value("vxlan vlan <VLANS> vni VNIS"), .value("vxlan vrf <VRF> vni #VNI"),
            .words("vxlan flood vtep ADDRESSES..."), .value("vxlan vlan <VLAN> flood vtep ADDRESSES..."),
            .value("vxlan <source-interface|udp-port|multicast-group|mlag|encapsulation> VALUES..."),
            .value("vxlan virtual-router encapsulation mac-address VALUES..."), .flag("vxlan learn-restrict any"),
            .value("vxlan learn-restrict vtep ADDRESSES..."), .value("vxlan vlan learn-restrict vtep ADDRESSES..."),
            .value("vxlan vlan flood vtep"), .value("vxlan controller-client"), .flag("vxlan multicast-group decap"),
            .list("ip nat <source|destination> <static|dynamic> REST..."), .value("mlag #ID"),
            .value("lacp timer VALUE"), .value("lacp timer multiplier #COUNT"),
            .value("lacp <rate|rate-limit|port-id> VALUE"), .value("lacp rate-limit"), .either("lacp rate-limit"),
            .list("ip multicast boundary <LIST> [out]"), .list("ip multicast boundary <NETWORK> <MASK> [out]"),
            .value("ip igmp router-alert VALUES..."), .value("ip igmp host-proxy [VALUES...]"),
            .value("ip igmp host-proxy <version|report-interval> VALUE"), .flag("ip igmp"),
            .value("pim <ipv4|ipv6> <\(pim)> [VALUES...]"), .value("pim <ipv4|ipv6> hello <interval|count> VALUE"),
            .value("pim <ipv4|ipv6> join-prune <interval|count|transport> VALUE"), .value("pim bsr <ipv4|ipv6> border"),
            .value("pim <ipv4|ipv6> neighbor filter LIST"),
            .value("mld <\(mld)> VALUE"), .flag("mld"), .value("mld static-group access-list LIST"),
            .value("multicast <ipv4|ipv6> <static|boundary|source> [VALUES...]"),
            .value("multicast ipv4 source route export"), .value("mfib ipv4 fastdrop"), .either("ip mfib fastdrop"),
            .value("igmp query-max-response-time #VALUE"), .either("ip attached-routes"),
            .either("ipv6 attached-routes"), .value("ip attached-host route export [#DISTANCE]"),
            .value("ipv6 attached-host route export [#DISTANCE]"), .either("arp gratuitous accept"),
            .either("arp reply relay"),
            .value("arp aging timeout #SECONDS"), .value("ip dhcp relay information option circuit-id ID"),
            .flag("ip dhcp relay all-subnets"), .either("ip dhcp relay all-subnets"), .either("ip dhcp smart-relay"),
            .value("dhcp server ipv4"), .flag("dhcp server ipv4"), .value("dhcp relay <ipv4|ipv6> disabled"),
            .value("ipv6 dhcp relay <destination|install|add> VALUES..."),
            .value("ipv6 nd ra <disabled|interval|hop-limit|lifetime|mtu|ns-interval|rx|suppress> [VALUES...]"),
            .value("ipv6 nd ra interval msec #MS"), .value("ipv6 nd ra <dns-servers|dns-suffixes> lifetime #SECONDS"),
            .value("ipv6 nd ra mtu suppress"), .value("ipv6 nd ra rx accept default-route"),
            .value("ipv6 nd ra ns-interval unspecified"), .value("ipv6 nd cache expire #SECONDS"),
            .either("ipv6 nd dad"), .value("ipv6 nd ra disabled all"),
            .value("ipv6 access-group LIST <in|out>", uses: IOSRules.lists), .value("ip verify unicast VALUES..."),
            .value("ntp serve [VALUE]"), .either("ntp serve"), .either("sflow enable"),
            .either("sflow <ingress|egress> enable"), .value("bfd authentication mode VALUES..."),
            .value("bfd interval #MS min_rx #MIN multiplier #COUNT"), .either("pim ipv4 sparse-mode"),
            .either("pim ipv6 sparse-mode"),
            .value("address locking <ipv4|ipv6> [VALUE]"), .value("mpls ip"),
            .value("node-segment <ipv4|ipv6> index #INDEX"), .value("ip rip v2-broadcast"),
            .value("rip <v2|authentication> VALUES..."), .value("rip v2 multicast disable"),
            .value("rip authentication algorithm md5 tx key-id VALUES..."), .value("tcp mss ceiling VALUES..."),
            .value("ip router rip"), .value("traffic-loopback VALUES..."), .value("traffic-policy <input|output> NAME"),
            .value("switchport <tap|tool> <\(tap)> [VALUES...]"),
            .value("switchport tap default <group|interface> [VALUES...]"),
            .value("switchport tap encapsulation <vxlan|gre> [protocol] strip"),
            .value("switchport <tap|tool> mpls pop all"), .value("switchport tool dot1q remove outer VALUES..."),
            .value("switchport tool encapsulation <dot1br|vn-tag> strip"), .value("switchport dot1q vlan tag VALUE"),
            .on("switchport mac address learning"), .value("switchport source-interface tx [VALUE]"),
            .either("switchport source-interface tx"),
            .value("switchport port-security mac-address maximum #COUNT"),
            .value("switchport phone <vlan|trunk> VALUES..."), .value("switchport pvlan mapping VLANS..."),
            .value("switchport private-vlan mapping VLANS..."), .value("switchport trunk private-vlan secondary"),
            .value("switchport vlan forwarding accept all"), .value("switchport vlan translation in required"),
            .value("switchport vlan translation <VLAN> VALUES..."), .value("switchport backup-link NAME [VALUES...]"),
            .value("switchport backup preemption-delay #SECONDS"),
            .value("private-vlan mapping VLANS..."),
            .value("l2-protocol encapsulation dot1q vlan VALUE"), .value("l2-protocol forwarding profile NAME"),
            .value("l2 <mtu|mru> #OCTETS"), .value("forwarding port-channel transmit disabled"),
            .value("flow-spec VALUES..."), .value("flow tracker <sampled|hardware> NAME"),
            .value("mdns ipv4 VALUES..."),
            .value("priority-flow-control [VALUES...]"), .value("priority-flow-control priority <#CLASS> VALUES..."),
            .value("priority-flow-control pause watchdog [VALUES...]"),
            .value("priority-flow-control pause watchdog port <action|timer> VALUES..."),
            .value("qos <cos|dscp> #VALUE"), .value("dcbx mode VALUE"), .flag("mvrp"),
            .flag("msrp"),
            .value("link-debounce VALUES..."), .value("mac timestamp VALUE"),
            .value("error-correction <encoding|reed-solomon> VALUES..."), .either("error-correction encoding"),
            .value("error-correction reed-solomon bypass"), .value("unidirectional VALUES..."),
            .either("unidirectional"), .value("phy <media|link|transmitter> VALUES..."),
            .value("phy media <base-t|25gbase-cr|100gbase-cr> VALUES..."),
            .value("phy link <detection|serdes|stabilization|training|transmitter> VALUES..."),
            .value("phy transmitter clock shift"),
            .value("phy media base-t polarity pair <PAIR> [VALUE]"),
            .value("phy media base-t negotiation port type [VALUE]"), .value("phy link transmitter recovery"),
            .value("phy link training"), .value("phy link serdes mapping direct"),
            .value("phy link stabilization remote-fault disabled"), .value("phy link detection aggressive"),
            .flag("poe"), .value("poe <priority|limit|pairset|legacy|negotiation|shutdown|reboot|link> [VALUES...]"),
            .value("poe negotiation lldp"),
            .on("snmp trap link-change"), .either("logging event congestion-drops"),
            .value("logging event <spanning-tree|storm-control|congestion-drops> VALUES..."),
            .value("logging event storm-control discards VALUES..."), .value("lldp med network-policy VALUES..."),
            .value("lldp tlv transmit VALUES..."),
            .value("load-interval [#SECONDS]"), .either("load-interval"), .value("ptp <\(ptp)> [VALUES...]"),
            .flag("ptp enable"), .value("ptp <announce|delay-req|sync-message|pdelay-req> interval VALUE"),
            .value("isis enable NAME"), .value("ip ospf neighbor bfd"), .value("monitor layer1 sampling VALUES..."),
            .value("profile NAMES..."), .value("ip virtual address"), .value("multicast ipv4 static"),
            .value("evpn VALUES..."),
            .value("random-detect <ecn|drop|non-ect> [VALUES...]"), .value("dhcp relay VALUES..."),
            .value("session tracker VALUES..."),
        ])

    private static let pim =
        "sparse-mode|dr-priority|border-router|bfd|bidirectional|neighbor-filter|non-dr|local-interface|bfd-instance"
    private static let mld =
        "query-interval|query-response-interval|robustness|startup-query-count|startup-query-interval|last-listener-query-count|last-listener-query-interval"
    private static let tap = "allowed|native|identity|truncation|group|default|encapsulation|mpls"
    private static let ptp = "vlan|role|transport|priority|local-priority"

    private static let queue: [LineRule] = .rows(
        .values(
            "bandwidth <percent|guaranteed|pps> [VALUES...]", "priority strict", "priority", "shape rate RATE...",
            "random-detect <ecn|drop|non-ect> VALUES...",
            "random-detect ecn <count|minimum-threshold|delay> [VALUES...]", "random-detect drop [VALUES...]",
            "random-detect non-ect [VALUES...]", "buffer-limit VALUES..."))

    private static let segment: [LineRule] = .rows(
        .values(
            "identifier VALUE", "redundancy VALUE", "route-target import VALUE",
            "designated-forwarder election VALUES...", "designated-forwarder election hold-time #SECONDS",
            "mpls VALUES..."))

    private static let prefixes: [LineRule] = [
        .value("seq <#SEQ> ENTRY...", undo: .line("no seq <SEQ>"), isReplaced: true), .value("description TEXT..."),
    ]

    private static let bgp: [LineRule] = .rows(
        [
            IOSRules.group("peer-group"), IOSRules.group("peer group"),
            // By the manual `no neighbor PEER` takes all of a neighbour; what `no neighbor PEER remote-as` leaves it does not say.
            .value("neighbor <PEER> remote-as NUMBER", undo: .line("no neighbor <PEER>"), drops: ["neighbor <PEER>"]),
            IOSRules.member("peer-group"), IOSRules.member("peer group"),
            .value("rd VALUE"), .value("rd evpn domain <WHAT> VALUE"),
            .list("route-target <import|export|both> VALUES..."), .list("redistribute learned"),
            .value("redistribute <\(sources)> [VALUES...]"),
            .value("redistribute <ospf|ospf3|ospfv3> match <internal|external|nssa-external> [VALUES...]"),
            .value("vlan VLANS"), .value("local-as VALUES..."), .value("default-route VALUES..."),
            .value("maximum-paths #COUNT [ecmp #MOST]"), .value("ip access-group LIST [WAY]"),
            .value("ipv6 access-group LIST [WAY]"), .value("graceful-restart [VALUES...]"),
            .value("graceful-restart <restart-time|stalepath-time> #SECONDS"), .flag("graceful-restart-helper"),
            .value("graceful-restart-helper VALUES..."),
            .value("update <wait-for-convergence|wait-install> [VALUES...]"),
            .value("ucmp <mode|fec|link-bandwidth> VALUES..."),
            .value("ucmp link-bandwidth <recursive|encoding-weighted|update-delay|mode> [VALUES...]"),
            .value("ucmp fec threshold trigger VALUES..."), .value("bgp convergence [<slow-peer>] time #SECONDS"),
            .value("bgp asn notation VALUE"), .value("bgp missing-policy direction <in|out> action VALUE"),
            .value("bgp missing-policy include VALUES..."), .value("bgp peer-mac-resolution-timeout #SECONDS"),
            .value("bgp trace neighbor VALUES..."), .value("bgp trace route-key VALUES..."),
            .value("bgp additional-paths <send|receive|install> [VALUES...]"),
            .value("bgp labeled-unicast rib VALUES..."), .value("bgp next-hop address-family ipv6"),
            .either("bgp <\(flags)>"), .value("bgp route install-map MAP"), .value("bgp route install MAP"),
            .value("bgp route-reflector preserve-attributes [VALUE]"),
            .value("bgp transport <listen-port|qos> VALUES..."), .value("bgp auto-local-addr"),
            .value("bgp monitoring"),
            .value("bgp bestpath <med|tie-break|ecmp-fast> [VALUES...]"), .value("bgp bestpath med missing-as-worst"),
            .value("bgp bestpath tie-break <age|cluster-list-length|originator-id|router-id>"),
            .value("monitoring <port|received|station|timestamp> VALUES..."),
            .value("monitoring received routes <pre-policy|post-policy>"),
            .value("host-flap detection <threshold|window> #VALUE"), .value("host-flap detection VALUES..."),
            .value("host-flap detection expiry timeout VALUES..."), .value("host-flap VALUES..."),
            .either("neighbor default activate"),
            .value("neighbor default <encapsulation|next-hop-self|send-community> VALUES..."),
            .value(
                "neighbor <PEER> <additional-paths|default-originate|next-hop|missing-policy|password|out-delay|maximum-routes|allowas-in|rib-in|monitoring|bfd|route-to-peer|enforce-first-as|peer-tag> [VALUES...]"
            ), .value("neighbor <PEER> additional-paths <send|receive> [VALUES...]"),
            .value("neighbor <PEER> next-hop address-family ipv6 [VALUES...]"),
            .value("neighbor <PEER> next-hop-self source-interface"),
            .value("neighbor <PEER> rib-in pre-policy retain [VALUES...]"),
            .value("neighbor <PEER> encapsulation VALUES..."), .value("neighbor <PEER> domain VALUES..."),
            .value("neighbor <PEER> idle-restart-timer #SECONDS"), .value("neighbor <PEER> local-v4-addr ADDRESS"),
            .value("neighbor <PEER> prefix-list <in|out>"),
            .list("neighbor interface <NAMES> peer-group GROUP [VALUES...]"), .value("route import VALUES..."),
            .value("route export VALUES..."), .value("route-distinguisher VALUE"),
            .value("aggregate-address <NETWORK> <MASK> [VALUES...]"),
            .value("network <PREFIX> [route-map MAP]", undo: .line("no network <PREFIX>")),
            .value("timers bgp #KEEPALIVE #HOLD [VALUES...]"),
            .flag("shutdown"), .value("bgp default ipv4-unicast transport ipv6"),
            .value("next-hop <resolution> VALUES..."), .value("next-hop resolution disabled"),
        ])

    private static let sources = "aggregate|attached-host|bgp|connected|dynamic|isis|ospf|ospf3|ospfv3|rip|static|user"
    private static let flags =
        "advertise-inactive|redistribute-internal|next-hop-unchanged|auto-local-addr|aspath-cmp-include-nexthop|always-compare-med|enforce-first-as|log-neighbor-changes"

    private static let ospf: [LineRule] = .rows(
        .values(
            "max-lsa #COUNT [VALUES...]", "timers pacing flood #MS", "timers out-delay #MS",
            "max-metric router-lsa [VALUES...]", "adjacency exchange-start threshold #COUNT", "dn-bit-ignore",
            "network <PREFIX> area AREA",
            "redistribute <connected|static|bgp|isis|rip> [VALUES...]"))

    private static let management: [LineRule] = .rows(
        .values(
            "protocol <http|https|unix-socket> [VALUES...]",
            "protocol https <port|ssl|certificate|cipher|key-exchange|mac|cors> VALUES...",
            "protocol http localhost port #PORT", "protocol https ssl profile NAME", "protocol https certificate",
            "cors allowed-origin VALUE", "default-services", "qos dscp #VALUE", "log-level VALUE",
            "idle-timeout #MINUTES", "session timeout #SECONDS", "session <privilege|level> VALUE",
            "authentication <mode|protocol|empty-passwords> VALUES...", "cipher VALUES...", "key-exchange VALUES...",
            "mac VALUES...", "hostkey <server|client> VALUES...", "hostkey client strict-checking",
            "login timeout #SECONDS", "server-port #PORT", "connection <limit|per-host> VALUES...",
            "connection unencrypted permit", "fips restrictions", "known-hosts VALUES...", "log VALUES...",
            "ip access-group LIST", "ipv6 access-group LIST", "ip access-group LIST [vrf <VRF>] <in|out>",
            "ipv6 access-group LIST [vrf <VRF>] <in|out>",
            "password <minimum|policy|encryption> VALUES...", "password minimum length #COUNT",
            "password policy VALUES...", "entropy source VALUES...", "ssl <profile|key> VALUES...",
            "ssl profile <NAME> [VALUES...]", "secret hash VALUE", "signature-verification VALUES...",
            "domain-id NAME", "heartbeat-interval #MS", "heartbeat-timeout #MS", "local-interface NAME",
            "peer-address ADDRESS", "peer-address heartbeat ADDRESS [vrf VRF]", "peer-link NAME",
            "reload-delay VALUES...", "reload-delay <mlag|non-mlag|mode> VALUES...",
            "dual-primary <detection|recovery> VALUES...", "primary-priority #VALUE", "exec PATH...",
            "option <NAME> value VALUES...", "trigger VALUES...", "action VALUES...", "delay #SECONDS", "asynchronous",
            "timeout #SECONDS", "threshold VALUES...",
            "server [host] [VALUES...]", "server <host|port> VALUES...", "from-user VALUE",
            "auth <username|password> VALUES...", "tls", "port #PORT", "source-interface NAME",
            "heartbeat-timer VALUES...", "service <NAME> [VALUES...]", "vrf VRF", "domain NAME",
            "username NAME password SECRET...", "transport <grpc|ssh|https> [VALUES...]",
            "probe <receiver|checkpoint-interval> VALUES...", "probe receiver max-streams #COUNT",
            "probe checkpoint-interval #SECONDS", "routing", "static",
            "rp <address|hash> VALUES...", "rp address <ADDRESS> [VALUES...]", "anycast-rp <A> <B> [VALUES...]",
            "ssm VALUES...", "log neighbors", "software-forwarding VALUE",
            "interval #MS min-rx #MIN multiplier #COUNT [VALUES...]", "multihop interval VALUES...", "slow-timer VALUE",
            "session stats VALUES...", "range <FROM> <TO> [VALUES...]", "prefix-length #LENGTH", "address VALUES...",
            "hold-time VALUES...", "links <WHAT> VALUES...", "recovery delay VALUES...", "qos VALUES...",
            "<#NUMBER> VALUES...", "description TEXT...", "certificate VALUES...", "provider VALUES...", "http #PORT",
            "https #PORT", "method VALUE", "trust VALUES...", "mode [VALUES...]", "subnet VALUES...", "dns VALUES...",
            "lease time VALUES...", "ip address VALUES...", "host VALUES...", "interface VALUES...",
            "accept-rp VALUES...", "neighbor VALUES...", "originator-id VALUES...", "peer <ADDRESS>",
            "mesh-group VALUES...", "router-id VALUES...", "leak VALUES...", "arp VALUES...", "nd VALUES...",
            "feature VALUES...", "counter VALUES...", "profile VALUES...", "system VALUES..."),
        .eithers("shutdown", "disabled", "multipath none", "multipath deterministic"))
}
