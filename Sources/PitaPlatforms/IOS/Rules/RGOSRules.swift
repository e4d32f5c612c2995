/// Lines that Ruijie RGOS has of its own: the maker's command reference; ports and rates: netmiko's and oxidized's recordings.
enum RGOSRules {
    /// Lines of which RGOS goes without saying something else than IOS, or that it spells otherwise: Ruijie's references.
    static let topDefaults: [LineRule] = .rows(
        [.flag("service dhcp"), .on("lldp enable"), .on("ip domain-lookup")],
        .values(
            "ip domain-name NAME", "logging source interface INTERFACE", "logging source <ip|ipv6> ADDRESS",
            "snmp-server view <VIEW> <TREE> (include|exclude)",
            "mac-address-table aging-time #SECONDS"),
        .lists("mac-address-table <static|filtering> REST..."))

    static let interfaceDefaults: [LineRule] = .rows(
        [
            .on("lldp enable"), .list("anti-arp-spoofing ip <ADDRESS>"),
            // Which goes without saying is not known.
            .value("switchport port-security violation ACTION"),
            .list("switchport port-security binding <WORDS...>"),
        ],
        .values(
            "storm-control <broadcast|multicast|unicast> [RATE...]", "flowcontrol VALUE"))

    static let interface: [LineRule] = .rows(
        .values(
            "rate-limit <input|output> RATE...", "switchport hybrid <native|allowed> vlan VLANS...",
            "switchport hybrid allowed vlan <add|remove> VLANS...",
            "aggregateport <WHAT> VALUES...", "medium-type VALUE", "flow-control VALUES...",
            "ip verify source port-security", "nfpp <WHAT> VALUES...",
            "switchport port-security ip-address ADDRESS", "dot1x port-control auto", "rldp port <WHAT> VALUES...",
            "lldp <WHAT> VALUES...",
            "ip dhcp snooping address-bind", "poe priority VALUE", "poe max-power VALUE"),
        .flags(
            "poe enable", "dot1x port-control auto", "arp-check", "ip dhcp snooping suppression", "anti-arp-spoofing",
            "mac-loopback",
            "switchport protected"),
        // Behind what makes a port one that routes; which of both goes without saying depends on the release.
        .eithers("ip proxy-arp"))

    static let top: [LineRule] = .rows(
        .values(
            "rldp <detect-interval|detect-max|error-recover> VALUES...", "anti-arp-spoofing ip ADDRESS", "nfpp",
            "web-server <WHAT> VALUES...",
            "ip http port #PORT", "ntp <WHAT>",
            "logging server <HOST> [VALUES...]", "sysmac MAC",
            "cpu-protect <type> VALUES...", "address-bind <WHAT> VALUES...",
            "webmaster level <#LEVEL> username <NAME> password SECRET...",
            "zam", "install <#SLOT> MODEL", "switch virtual VALUES...", "errdisable recovery interval #SECONDS",
            "banner VALUES...",
            "loopback-detection VALUES...", "vtp VALUES..."),
        .flags(
            "enable service ssh-server", "enable service telnet-server", "enable service snmp-agent",
            "enable service web-server",
            "enable service web-server http", "enable service web-server https",
            "enable service web-server all", "rldp enable",
            "spanning-tree", "service dhcp snooping", "ip dhcp snooping", "ipv6 unicast-routing", "snmp-server enable",
            "ntp enable"))
}
