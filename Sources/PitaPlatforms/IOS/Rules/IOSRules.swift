/// What a device does with its lines, by the section that they stand in: each row is a form of line, what the device keeps of
/// such lines, how one is taken back, and what goes with it.
enum IOSRules {
    static let all: [String: LineRuleTable] = {
        var all: [String: LineRuleTable] = [
            "": LineRuleTable(
                system + access + time + logs + snmp + watching + layer2 + routes + lists2 + nat + dhcp + firewall
                    + crypto),
            "interface": interface, "username": LineRuleTable(user), "vlan": LineRuleTable(vlan),
            "spanning-tree mst configuration": LineRuleTable(spanningTreeBlock),
            "vlan access-map": LineRuleTable(vlanMap),
            "route-map": LineRuleTable(routeMap), "class-map": LineRuleTable(classMap),
            "ip access-list extended": LineRuleTable(entries(settled: IOSAccessList.extendedEntry)),
            "ip access-list standard": LineRuleTable(entries(settled: IOSAccessList.standardEntry)),
            "ipv6 access-list": LineRuleTable(entries(head: "sequence ", settled: IOSAccessList.entry6)),
            "mac access-list extended": LineRuleTable(macList),
            "time-range": LineRuleTable(timeRange), "line": LineRuleTable(line),
            "track": LineRuleTable(trackBlock + trackTails),
            "ip dhcp pool": LineRuleTable(dhcpPool), "ipv6 dhcp pool": LineRuleTable(dhcpPool6),
            "ip dhcp pool > class": LineRuleTable(dhcpPool),
            "ipv6 dhcp pool > address prefix": LineRuleTable(dhcpPool), "key chain > key": LineRuleTable(keyChain),
            "archive": LineRuleTable(archiveBlock), "archive > log config": LineRuleTable(archiveLog),
            "event manager applet": LineRuleTable(eventBlock), "kron policy-list": LineRuleTable(kronBlock),
            "kron occurrence": LineRuleTable(kronBlock), "control-plane": LineRuleTable(controlPlane),
            "zone-pair security": LineRuleTable(zonePair), "interface > service instance": interface,
            "interface > pvc": interface,
            "interface > cts manual": LineRuleTable([
                .list("policy VALUES..."), .list("sap VALUES..."), .list("propagate sgt"),
                .value("timer reauthentication #SECONDS"),
            ]),
            "template": interface, "call-home": LineRuleTable(callHome), "call-home > profile": LineRuleTable(callHome),
            "zone security": [.value("description TEXT...")], "policy-list": LineRuleTable(routeMap),
            "pseudowire-class": LineRuleTable(few),
            "bridge-domain": LineRuleTable(few), "parser view": LineRuleTable(few),
            "transceiver type all": [.flag("monitoring")],
            "bfd-template single-hop": LineRuleTable(bfdTemplate), "bfd-template multi-hop": LineRuleTable(bfdTemplate),
            "snmp mib expression": [.value("expression TEXT...")], "bba-group pppoe": LineRuleTable(few),
            "vlan configuration": LineRuleTable(few),
        ]
        func set(_ table: LineRuleTable, _ sections: String...) { for section in sections { all[section] = table } }
        set(LineRuleTable(policyMap), "policy-map", "policy-map type inspect")
        set(
            LineRuleTable(policyClass), "policy-map > class", "policy-map type inspect > class",
            "policy-map type inspect > class type inspect")
        set(LineRuleTable(classMap), "class-map type inspect", "class-map type control subscriber")
        set(LineRuleTable(bgp), "router bgp", "router bgp > address-family")
        set(LineRuleTable(peerTemplate), "router bgp > template peer-policy", "router bgp > template peer-session")
        set(
            LineRuleTable(ospf), "router ospf", "router ospfv3", "router ospfv3 > address-family", "ipv6 router ospf",
            "router multicast", "router pim")
        set(
            LineRuleTable(eigrp), "router eigrp", "router eigrp > address-family",
            "router eigrp > address-family > topology", "ipv6 router eigrp")
        set(LineRuleTable(eigrpInterface), "router eigrp > address-family > af-interface")
        set(LineRuleTable(rip), "router rip", "router rip > address-family", "ipv6 router rip")
        set(
            LineRuleTable(isis), "router isis", "router isis > address-family", "ipv6 router isis",
            "ipv6 router isis > address-family")
        set(LineRuleTable(vrf), "vrf definition", "vrf definition > address-family", "ip vrf")
        set(
            LineRuleTable(objectGroup), "object-group network", "object-group service", "object-group ip",
            "object-group v4-network")
        set(
            LineRuleTable(server), "tacacs server", "radius server", "ldap server", "aaa group server tacacs+",
            "aaa group server radius",
            "aaa group server ldap", "aaa server radius dynamic-author")
        set(LineRuleTable(flowBlock), "flow exporter", "flow record", "flow monitor", "sampler")
        set(LineRuleTable(slaBlock), "ip sla", "ip sla monitor")
        for kind in IOSProbes.operations {
            all["ip sla > \(kind)"] = LineRuleTable(slaBlock)
        }
        set(
            LineRuleTable(redundancyBlock), "redundancy", "redundancy > main-cpu", "redundancy > application redundancy"
        )
        for block in IOSBlocks.all[""] ?? [] where block.kind.hasPrefix("crypto ") {
            all[block.kind] = LineRuleTable(vpn[block.kind] ?? cryptoBlock)
        }
        set(
            LineRuleTable(cryptoBlock), "crypto key pubkey-chain rsa > named-key",
            "crypto key pubkey-chain rsa > addressed-key")
        all["crypto ikev2 keyring > peer"] = LineRuleTable(vpn["crypto ikev2 keyring > peer"] ?? [])
        return all
    }()

    static let interface = LineRuleTable(port + portSecurity + addresses + shut)

    /// What a track follows stands behind its number.
    private static let trackTails: [LineRule] = [
        "interface", "ip", "ipv6", "list", "stub-object", "application", "rtr",
    ].map {
        LineRule("\($0) VALUES...", .tail, uses: $0 == "ip" ? ["ip sla VALUES"] : [])
    }

    /// Blocks of few lines.
    private static let few: [LineRule] = .rows(
        .values(
            "encapsulation VALUES...", "interworking VALUE", "protocol VALUES...", "secret SECRET...",
            "virtual-template #NUMBER", "member VALUES...",
            "sessions <WHAT> VALUES...", "ip local interface NAME", "preferred-path VALUES...", "mtu #OCTETS",
            "description TEXT...", "mac limit VALUES...",
            "device-tracking attach-policy NAME", "service-policy <input|output> NAME", "name NAME"),
        .lists("commands REST...", "view NAME", "member <WHAT> REST..."))
}
