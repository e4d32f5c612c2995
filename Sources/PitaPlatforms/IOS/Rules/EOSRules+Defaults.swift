/// Lines of which EOS goes without saying something else than IOS, or that it takes back otherwise: Arista's manual, and what
/// its configs with all defaults show.
extension EOSRules {
    /// A line of which value, `no` and what goes without saying are three things: `no X` is shown, and `default X` is the
    /// way back to what was delivered.
    private static func three(_ form: String, _ name: String) -> LineRule {
        .value(form, undo: .line("default \(name)"))
    }

    static let topDefaults: [LineRule] = .rows(
        [
            three("logging console [LEVEL...]", "logging console"),
            three("logging monitor [LEVEL...]", "logging monitor"),
            three("logging trap [LEVEL...]", "logging trap"),
            three("snmp-server enable traps", "snmp-server enable traps"),
            three("snmp-server enable traps <TRAP>", "snmp-server enable traps <TRAP>"),
            three("snmp-server enable traps <TRAP> <KIND>", "snmp-server enable traps <TRAP> <KIND>"),
            .on("logging event link-status global"),
            // The keys are one list, which another one replaces.
            .value("ntp trusted-key KEYS..."),
            .value("spanning-tree mode MODE", undo: .standard, standard: "mstp"),
        ],
        .values(
            "logging host <HOST> [PORTS...]", "logging vrf <VRF> host <HOST> [PORTS...]",
            "ip <tacacs|radius> [vrf <VRF>] source-interface INTERFACE", "alias <NAME> TEXT...",
            "vlan internal order ORDER RANGE...",
            "snmp-server <ipv4|ipv6> access-list LIST [vrf VRF]"))

    static let interfaceDefaults: [LineRule] = .rows(
        [
            three("logging event link-status [VALUE]", "logging event link-status"),
            three("qos trust [VALUE]", "qos trust"),
            .on("spanning-tree portfast auto"),
            // The name alone is no line.
            .value("dot1x pae ROLE", undo: .whole),
        ],
        .values(
            "encapsulation dot1q vlan VLANS...", "vrrp <#GROUP> session description TEXT...",
            "bfd interval #MS min-rx #MIN multiplier #COUNT"))

    /// Behind what makes a port one that routes.
    static let routedDefaults: [LineRule] = [.flag("ip proxy-arp"), .flag("ip local-proxy-arp")]

    static let bgpDefaults: [LineRule] = [
        .value("aggregate-address <PREFIX> [VALUES...]", uses: ["route-map VALUES"]),
        .value("bgp listen range <RANGE> peer-group GROUP VALUES...", undo: .whole),
    ]

    static let ospfDefaults: [LineRule] = .rows(
        [
            .on("point-to-point routes"),
            .value("area <AREA> filter prefix-list LIST", uses: ["ip prefix-list LIST"]),
        ],
        .values(
            "timers spf delay initial VALUES...", "timers lsa rx min interval #MS",
            "timers lsa tx delay initial VALUES..."),
        .lists("area <AREA> filter <PREFIX>"))

    /// Of each kind an entry has one match. The old one goes first, so that it is right as well where a device adds to it.
    static let routeMap: [LineRule] = [
        matching("match as-path LIST...", ["ip as-path access-list LIST"]),
        matching("match community LISTS...", []),
        matching("match extcommunity LISTS...", []),
        matching("match ip address access-list LIST", ["ip access-list LIST"]),
        matching("match ip address prefix-list LIST", ["ip prefix-list LIST"]),
        matching("match ipv6 address prefix-list LIST", ["ipv6 prefix-list LIST"]),
        matching("match interface INTERFACE", []), matching("match metric VALUE", []), matching("match tag VALUE", []),
        matching("match source-protocol NAME", []), matching("match local-preference VALUE", []),
        matching("match ip next-hop prefix-list LIST", ["ip prefix-list LIST"]),
    ]

    private static func matching(_ form: String, _ uses: [String]) -> LineRule {
        .value(form, isReplaced: true, uses: uses)
    }
}
