import PitaNetwork

/// The lines of switching: VLANs, spanning tree, and what a port of a switch is.
///
/// Sources: the rulebook of annet (huawei: vlandb.py, iface.py), Huawei's command references for S and CE, public
/// configs.
extension VRPTables {
    /// How near the root a bridge is, by a word or by its number: the device takes the one or the other.
    private static func bridge(_ words: String) -> LineRule {
        var rule = LineRule.value("\(words) <root|priority> VALUE")
        rule.held = { _, words in words.count == 3 ? String(words[0]) : "0" }
        return rule
    }

    static let switching: [LineRule] = [
        .value("stp mode MODE", standard: "mstp"), .value("stp (enable|disable)", undo: .whole),
        .flag("stp bpdu-protection"),
        .flag("stp tc-protection"), bridge("stp"), bridge("stp instance <ID>"),
        .value("stp pathcost-standard STANDARD"), .value("stp timer <KIND> TIME"), .flag("stp converge <KIND>"),
        .value("stp tc-protection threshold NUMBER"), .flag("stp edged-port default"), .flag("stp bpdu-filter default"),
        .value("stp max-hops NUMBER"), .value("stp bridge-diameter NUMBER"), .value("stp vlan <VLAN> priority NUMBER"),
        .flag("lldp enable"), .flag("lldp mdn enable"),
        .value("lldp message-transmission <interval|delay|hold-multiplier> NUMBER"),
        .flag("cluster enable"),
        .flag("ntdp enable"), .flag("ndp enable"), .flag("voice-vlan enable"),
        .value("lldp management-address ADDRESS"),
        .list("voice-vlan mac-address <MAC> mask <MASK> [description <TEXT...>]"),
        .value("mac-address aging-time SECONDS"), .list("mac-address static <MAC> <PORT> vlan <VLAN>"),
        .list("mac-address blackhole <MAC> vlan <VLAN>"), .list("mac-address blackhole <MAC>"),
        .flag("mac-address update arp enable"), .flag("mac-address flapping detection"),
        .on("mac-address learning self-healing enable"), .value("mac-address flapping <KIND> REST..."),
        .value("vlan reserved REST..."), .flag("loopback-detect enable"), .value("loopback-detect <KIND> REST..."),
        .value("loop-detection <KIND> REST..."),
        // What is said of it goes with it, in VLANs too.
        .flag(
            "igmp-snooping enable", rank: 9,
            drops: ["igmp-snooping", "vlan > igmp-snooping", "interface > igmp-snooping"]),
        .flag(
            "mld-snooping enable", rank: 9,
            drops: ["mld-snooping", "vlan > mld-snooping", "interface > mld-snooping"]),
        .value("igmp-snooping send-query source-address ADDRESS"), .value("l2-multicast forwarding-mode MODE"),
        .value("observe-port <INDEX> interface INTERFACE", undo: .line("undo observe-port <INDEX>")),
        .value("lacp <priority|system-id> VALUE"), .flag("port-isolate mode <MODE>"),
        .value("load-balance-profile REST..."),
        .flag("portswitch batch"), .flag("errordown auto-recovery"), .value("port-security <KIND> REST..."),
        .value("dfs-group <GROUP> REST..."), .value("dhcp snooping user-bind <KIND> REST..."),
        .flag("jumboframe enable"), .flag("ethernet loop-protect ignored-vlan"),
    ]

    static let region: LineRuleTable = [
        .value("region-name NAME", wipes: ["active region-configuration"]),
        .value("revision-level NUMBER", wipes: ["active region-configuration"]),
        .value(
            "instance <ID> vlan VLANS...", undo: .line("undo instance <ID>"), wipes: ["active region-configuration"],
            settled: VRPValue.list),
        .flag("check region-configuration"),
        // Nothing of the block is in force before it is said (VRP5).
        .flag("active region-configuration"),
    ]

    static let vlan: LineRuleTable = LineRuleTable(
        [
            .value("name NAME..."), .value("description TEXT..."), .value("alias TEXT..."), .flag("mux-vlan"),
            .flag("aggregate-vlan"),
            LineRule("access-vlan VLANS...", .vlans(vlans(start: []))),
            .value("subordinate separate VLAN"),
            LineRule("subordinate group VLANS...", .vlans(vlans(start: []))),
            .flag("igmp-snooping enable", drops: ["igmp-snooping"]), .flag("igmp-snooping querier enable"),
            .value("igmp-snooping <KIND> REST..."),
            .flag("mld-snooping enable", drops: ["mld-snooping"]), .value("mld-snooping <KIND> REST..."),
            .flag("dhcp snooping enable", drops: ["dhcp snooping"]), .flag("dhcp snooping trusted"),
            .list("dhcp snooping trusted interface <PORT>"),
            .flag("ip source check user-bind enable"), .flag("arp anti-attack check user-bind enable"),
            .on("mac-address learning"),
            .on("mac-address learning enable"), .flag("management-vlan"), .value("broadcast-suppression RATE..."),
            .flag("voice-vlan enable"), .value("protocol-vlan <INDEX> REST..."),
            .value("ip-subnet-vlan <INDEX> REST..."),
            .value("mac-vlan mac-address <MAC> REST..."), .flag("statistic enable"), .flag("loop-detect eth-loop"),
            .value("loop-detect eth-loop REST..."), .flag("unknown-unicast discard"), .value("mac-limit REST..."),
            .flag("loop-detection enable"), .flag("multicast drop-unknown"),
        ] + policies)

    // MARK: what a port is

    /// Lines of a port that switches. The device takes no `undo portswitch` while they stand, and no `portswitch` while those of a
    /// routed one do: only what a port has of both kinds may (`description`, `shutdown`, rates).
    private static let switched = [
        "port link-type", "port default vlan", "port trunk", "port hybrid", "port vlan-mapping", "port vlan-stacking",
        "port bridge", "port priority", "voice-vlan", "qinq", "stp", "bpdu", "port-security", "mac-limit", "mac-vlan",
        "ip-subnet-vlan", "loopback-detect", "port-isolate", "dhcp snooping", "l2protocol-tunnel", "multicast-vlan",
        "igmp-snooping",
    ]
    private static let routed = [
        "ip address", "ip binding", "ipv6", "ospf", "ospfv3", "isis", "rip", "vrrp", "vrrp6", "dhcp select",
        "dhcp relay", "dhcp server", "dhcpv6", "nat", "mpls", "pim", "igmp", "arp", "arp-proxy", "ip urpf",
        "tcp adjust-mss",
    ]

    /// The link type stands first: it is said before, and taken back after, what only it allows.
    static let ports: [LineRule] = [
        .on("portswitch", excludes: switched, carries: routed), .value("port link-type TYPE"),
        .value("port default vlan VLAN", standard: "1"),
        .value("port trunk pvid vlan VLAN", standard: "1"), .value("port hybrid pvid vlan VLAN", standard: "1"),
        LineRule("port trunk allow-pass vlan VLANS...", .vlans(vlans(start: [1]))),
        LineRule("port hybrid tagged vlan VLANS...", .vlans(vlans(start: [], takenBy: "undo port hybrid vlan"))),
        LineRule("port hybrid untagged vlan VLANS...", .vlans(vlans(start: [1], takenBy: "undo port hybrid vlan"))),
        .value("voice-vlan VLAN enable [OPTIONS...]", undo: .line("undo voice-vlan enable")),
        .flag("voice-vlan enable"),
        .value("voice-vlan mode MODE"), .value("voice-vlan remark-mode MODE"), .flag("voice-vlan legacy enable"),
        .flag("qinq vlan-translation enable"),
        .list("port vlan-mapping vlan <VLAN> map-vlan <TO> [remark-8021p <VALUE>]"),
        .list("port vlan-mapping vlan <VLAN> to <END> map-vlan <TO>"), .list("port vlan-stacking vlan <VLANS...>"),
        .flag("port vlan-mapping ingress"), .flag("port bridge enable"), .value("port priority VALUE"),
        .value("eth-trunk NUMBER", isReplaced: true, uses: ["interface Eth-Trunk+NUMBER"]),
        .flag("port-isolate enable"),
        .list("port-isolate enable group <GROUP>"), .flag("port mode <MODE>"), .flag("port negotiation disable"),
        .value("stp edged-port [STATE]", undo: .whole), .flag("stp disable"),
        .flag("stp enable"),
        .value("stp cost NUMBER"), .value("stp priority NUMBER"), .value("stp port priority NUMBER"),
        .value("stp instance <ID> cost NUMBER"),
        .value("stp instance <ID> port priority NUMBER"),
        .flag("stp root-protection", excludes: ["stp loop-protection"]),
        .flag("stp loop-protection", excludes: ["stp root-protection"]),
        .flag("stp bpdu-filter enable"), .flag("stp bpdu-filter disable"), .value("stp point-to-point MODE"),
        .flag("stp no-agreement-check"),
        .flag("bpdu enable"), .value("stp transmit-limit NUMBER"),
        .value("storm-control <broadcast|multicast|unicast|unknown-unicast> RATES..."),
        .value("storm-control action ACTION"),
        .list("storm-control enable <log|trap>"), .value("storm-control interval SECONDS"),
        .value("storm control <broadcast|multicast|unicast|unknown-unicast> RATES..."),
        .value("storm control action ACTION"),
        .list("storm control enable <log|trap>"), .value("storm control interval SECONDS"),
        .value("storm suppression <KIND> RATE..."), .value("broadcast-suppression RATE..."),
        .value("multicast-suppression RATE..."),
        .value("unicast-suppression RATE..."), .value("mac-limit maximum NUMBER [OPTIONS...]"),
        .value("mac-limit <action|alarm> WORD"),
        .flag("port-security enable"), .value("port-security max-mac-num NUMBER"),
        .value("port-security maximum NUMBER"),
        .value("port-security protect-action ACTION"), .flag("port-security mac-address sticky"),
        .value("port-security aging-time REST..."),
        .list("port-security mac-address sticky <MAC> vlan <VLAN>"), .on("mac-address learning enable"),
        .on("mac-address learning"),
        .flag("mac-address learning disable"), .value("mac-address trap notification KIND"),
        .flag("mac-address flapping trigger <KIND>"),
        .flag("mac-vlan enable"), .flag("ip-subnet-vlan enable"), .flag("loopback-detect enable"),
        .value("loopback-detect <KIND> REST..."), .flag("loopback-detect action <ACTION>"),
        .on("lldp enable"), .value("lldp admin-status STATUS"), .value("lldp tlv-enable REST..."),
        .flag("lldp tlv-disable <WORDS...>"),
        .on("poe enable"), .value("poe priority PRIORITY"), .flag("poe legacy enable"), .flag("poe force-power"),
        .value("poe power NUMBER"),
        .flag("dhcp snooping enable"), .flag("dhcp snooping trusted"), .value("dhcp snooping max-user-number NUMBER"),
        .flag("dhcp snooping check dhcp-rate enable"), .value("dhcp snooping check dhcp-rate NUMBER"),
        .flag("dhcp snooping check <KIND> enable"),
        .flag("arp anti-attack check user-bind enable"), .flag("ip source check user-bind enable"),
        .flag("ipv6 source check user-bind enable"),
        .value("arp anti-attack <KIND> REST..."), .value("arp-limit REST..."), .flag("dhcp snooping disable"),
        .list("port-mirroring to observe-port <INDEX> <inbound|outbound|both>"),
        .value("authentication-profile NAME", uses: ["authentication-profile name NAME"]),
        .flag("dot1x enable"), .flag("mac-authen"), .value("dot1x <KIND> REST..."), .flag("ntdp enable"),
        .flag("ndp enable"),
        .flag("bpdu bridge enable"), .value("l2protocol-tunnel <PROTOCOL> REST..."),
        .list("l2protocol-tunnel <PROTOCOL> enable"),
        .flag("undo-bpdu enable"), .flag("igmp-snooping static-router-port"), .list("multicast-vlan <VLAN>"),
        .value("m-lag unpaired-port REST..."), .value("dfs-group <GROUP> m-lag NUMBER"), .value("peer-link NUMBER"),
    ]

    /// A group of ports: an Eth-Trunk, and how it shares its load.
    static let trunks: [LineRule] = [
        .value("mode (lacp|lacp-static|lacp-dynamic|manual) [load-balance]"), .value("load-balance METHOD..."),
        .value("least active-linknumber NUMBER"), .value("max active-linknumber NUMBER"), .value("lacp timeout TIME"),
        .value("lacp priority NUMBER"), .flag("lacp preempt enable"), .value("lacp preempt delay SECONDS"),
        .value("trunkport REST..."), .value("lacp system-id MAC"), .value("distribute-weight NUMBER"),
        .flag("local-preference enable"),
        .flag("active-linknumber disable"), .flag("stp m-lag"), .on("local-preference"),
    ]

    static func vlans(start: [Int], takenBy: String? = nil) -> LineVLANs {
        LineVLANs(
            start: VLANSet(start.compactMap(VLANID.init)), parse: VRPValue.vlans, print: VRPValue.written, adds: true,
            takenBy: takenBy)
    }
}
