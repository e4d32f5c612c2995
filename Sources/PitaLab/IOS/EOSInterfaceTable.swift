/// The lines of an interface of EOS: from Arista's user manual, and from the configs that Arista's own AVD makes.
enum EOSInterfaceTable {
    static let rows: [IOSRow] = port + switching + address + routing + watching

    private static let port: [IOSRow] = [
        IOSRow("description ~ LINE"),
        IOSRow("shutdown"),
        IOSRow("load-interval ~ <5-600>"),
        IOSRow("mtu ~ <68-9214>"),
        IOSRow("logging event link-status", .states(nil)),
        IOSRow("bfd interval ~ <50-60000> min-rx <50-60000> multiplier <3-50>"),
        IOSRow("flowcontrol {send|receive} ~ {on|off}"),
        IOSRow("speed ~ {auto|10g|1000full}", hides: ["speed auto"]),
        IOSRow("error-correction encoding ~ {fire-code|reed-solomon}"),
        IOSRow("link-debounce ~ time <1-30000>"),
        IOSRow("l2 mtu ~ <68-65535>"),
        IOSRow("channel-group ~ <1-2000> mode {active|passive|on}"),
        IOSRow("lacp timer ~ {fast|normal}"), IOSRow("lacp port-priority ~ <0-65535>"),
        IOSRow("port-channel min-links ~ <1-128>"), IOSRow("mlag ~ <1-2000>"),
    ]

    private static let switching: [IOSRow] = [
        IOSRow("switchport access vlan ~ <1-4094>", .run { $0.accessVLAN($1, $2) }),
        IOSRow(
            "switchport trunk native vlan ~ <1-4094>", hides: ["switchport trunk native vlan 1"],
            .run { $0.switchportLine($1, $2) }),
        IOSRow(
            "switchport trunk allowed vlan ~ {VLANS|{add|remove|except} VLANS|all|none}",
            .run { $0.allowedVLANs($1, $2) }),
        // What goes without saying is not said.
        IOSRow(
            "switchport mode ~ {access|trunk|dot1q-tunnel}", hides: ["switchport mode access"],
            .run { $0.switchportLine($1, $2) }),
        IOSRow("switchport trunk group WORD"),
        IOSRow("switchport phone vlan ~ <1-4094>"),
        IOSRow("switchport", .run { $0.switchport($1, $2) }),
        IOSRow("encapsulation dot1q vlan ~ <1-4094>"),
        IOSRow("storm-control {broadcast|multicast|unknown-unicast} level ~ <0-100>"),
        IOSRow("spanning-tree portfast ~ [network]"), IOSRow("spanning-tree portfast auto", .toggle),
        IOSRow("spanning-tree bpduguard ~ {enable|disable}"), IOSRow("spanning-tree bpdufilter ~ {enable|disable}"),
        IOSRow("spanning-tree guard ~ {root|loop|none}"), IOSRow("spanning-tree cost ~ <1-200000000>"),
        IOSRow("spanning-tree link-type ~ {point-to-point|shared}"),
        IOSRow("spanning-tree port-priority ~ <0-240>", hides: ["spanning-tree port-priority 128"]),
        IOSRow("lldp transmit", .toggle), IOSRow("lldp receive", .toggle),
        IOSRow("poe disabled"), IOSRow("poe priority ~ {low|medium|high|critical}"),
        IOSRow("dot1x pae authenticator"), IOSRow("dot1x port-control ~ {auto|force-authorized|force-unauthorized}"),
        IOSRow("dot1x reauthentication"),
        IOSRow("snmp trap link-change", .toggle),
        IOSRow("qos trust ~ {cos|dscp}", .states(nil)), IOSRow("qos cos ~ <0-7>"), IOSRow("qos dscp ~ <0-63>"),
        IOSRow("shape rate ~ <100-100000000> [kbps]"),
        IOSRow("service-policy type qos input ~ WORD", .run { $0.qualityOfPort($1, $2) }),
    ]

    private static let address: [IOSRow] = [
        IOSRow("vrf ~ WORD", wipes: ["ip address"], .run { $0.bind($1, $2) }),
        IOSRow("ip address ~ PREFIX [secondary]", .run { $0.address($1, $2) }),
        IOSRow("ip access-group WORD {in|out}", key: [0, 1, 3]),
        IOSRow("ip helper-address A.B.C.D"),
        IOSRow("ip proxy-arp"), IOSRow("ip local-proxy-arp"),
        IOSRow("ip verify unicast source reachable-via ~ {rx|any}"),
        IOSRow("arp aging timeout ~ <60-65535>"), IOSRow("ip igmp"), IOSRow("pim ipv4 sparse-mode"),
        IOSRow("ip virtual-router address A.B.C.D"), IOSRow("ip address virtual ~ PREFIX"),
        IOSRow("ip dhcp relay all-subnets"),
    ]

    private static let routing: [IOSRow] = [
        IOSRow("ip ospf area ~ A.B.C.D"), IOSRow("ip ospf cost ~ <1-65535>"),
        IOSRow("ip ospf network ~ {broadcast|point-to-point|non-broadcast}"),
        IOSRow("ip ospf priority ~ <0-255>"), IOSRow("ip ospf hello-interval ~ <1-8192>"),
        IOSRow("ip ospf dead-interval ~ <1-8192>"), IOSRow("ip ospf authentication ~ [message-digest]"),
        IOSRow("vrrp <1-255> priority-level ~ <1-254>"), IOSRow("vrrp <1-255> advertisement interval ~ <1-255>"),
        IOSRow("vrrp <1-255> ipv4 ~ A.B.C.D"), IOSRow("vrrp <1-255> session description ~ LINE"),
        IOSRow("vrrp <1-255>", .all),
    ]

    private static let watching: [IOSRow] = [IOSRow("sflow enable", .toggle), IOSRow("ntp serve")]
}
