/// Lines that are on unless they are undone, those that have a longer twin, and what interfaces of VLANs have: from Huawei's
/// command references and the rules of annet.
enum VRPNetworkTable {
    static let system: [VRPRow] = [
        VRPRow("as-notation plain"),
        VRPRow("info-center enable", .toggle), VRPRow("info-center logbuffer size ~ <0-10240>"),
        VRPRow("clock timezone ~ WORD {add|minus} WORD"),
        VRPRow("ntp unicast-server A.B.C.D", hasCandidate: true),
        VRPRow("ntp authentication enable", hasCandidate: true),
        VRPRow("ntp source-interface ~ INTERFACE", hasCandidate: true),
        VRPRow("telnet server enable", hasCandidate: false), VRPRow("telnet server port ~ <1025-55535>"),
        VRPRow("ftp server enable", hasCandidate: false), VRPRow("ftp server port ~ <1025-55535>"),
        VRPRow("lldp message-transmission interval ~ <5-32768>", hasCandidate: false),
        VRPRow("loopback-detect enable", hasCandidate: false),
        VRPRow("snmp-agent trap source ~ INTERFACE", hasCandidate: false),
        VRPRow("snmp-agent trap enable feature-name WORD"),
        VRPRow("error-down auto-recovery cause WORD ~ interval <30-86400>"),
        VRPRow("user-interface maximum-vty ~ <0-21>"),
        VRPRow(
            "ip ip-prefix WORD index <1-65535> {permit|deny} A.B.C.D <0-32> [greater-equal <0-32>] [less-equal <0-32>]",
            undo: "ip ip-prefix WORD index <1-65535>", key: ([0, 1, 2, 3, 4], [0, 1, 2, 3, 4])),
    ]

    /// Behind the interfaces.
    static let late: [VRPRow] = [
        // Shown for each family, whichever words say it.
        VRPRow("stelnet server enable", hasCandidate: true, .run { $0.shellServer($1, $2) }),
        VRPRow("stelnet {ipv4|ipv6} server enable", hasCandidate: true),
    ]

    static let interface: [VRPRow] = [
        VRPRow("negotiation auto", hasCandidate: false, .toggle), VRPRow("lldp enable", .toggle),
        VRPRow("flow-control"), VRPRow("loopback-detect enable", hasCandidate: false),
        VRPRow("carrier down-hold-time ~ <0-86400000>", hasCandidate: false),
        VRPRow("stp bpdu-filter enable", undo: "stp bpdu-filter [enable]", key: ([0, 1], [0, 1])),
        VRPRow("stp point-to-point ~ {auto|force-true|force-false}"),
        VRPRow("stp instance <0-4094> cost ~ <1-200000000>"),
        VRPRow(
            "storm control {broadcast|multicast|unicast} ~ min-rate <1-148810> max-rate <1-148810>", hasCandidate: true),
        VRPRow("storm control action ~ {block|error-down}", hasCandidate: true),
        VRPRow("trust {dscp|8021p}", undo: "trust", hasCandidate: true, key: ([0], [0])),
        VRPRow(
            "ip binding vpn-instance WORD", undo: "ip binding vpn-instance WORD", key: ([0, 1, 2], [0, 1, 2]),
            drops: ["ip address"]),
        VRPRow("arp expire-time ~ <60-86400>"), VRPRow("dhcp select ~ {global|interface|relay}"),
        VRPRow("dhcp relay server-ip A.B.C.D"),
        VRPRow("ospf cost ~ <1-65535>"), VRPRow("ospf dr-priority ~ <0-255>"), VRPRow("ospf timer hello ~ <1-65535>"),
        VRPRow("ospf timer dead ~ <1-235926000>"), VRPRow("ospf network-type ~ {broadcast|nbma|p2mp|p2p}"),
        VRPRow("vrrp vrid <1-255> virtual-ip A.B.C.D", drops: []),
        VRPRow("vrrp vrid <1-255> priority ~ <1-254>", after: "vrrp vrid $1 virtual-ip"),
        VRPRow("vrrp vrid <1-255> preempt-mode timer delay ~ <0-3600>", after: "vrrp vrid $1 virtual-ip"),
        VRPRow("vrrp vrid <1-255> timer advertise ~ <1-255>", after: "vrrp vrid $1 virtual-ip"),
    ]

    static let ospf: [VRPRow] = [
        VRPRow("description ~ LINE"), VRPRow("rfc1583 compatible", .toggle), VRPRow("preference ~ <1-255>"),
        VRPRow("preference ase ~ <1-255>"), VRPRow("silent-interface all"), VRPRow("opaque-capability enable"),
        VRPRow("graceful-restart"), VRPRow("bfd all-interfaces enable"),
        VRPRow("bfd all-interfaces min-tx-interval ~ <10-2000>"), VRPRow("default cost ~ <0-16777214>"),
    ]

    static let area: [VRPRow] = [
        VRPRow("nssa ~ [no-import-route]", without: "stub"), VRPRow("default-cost ~ <0-16777214>"),
    ]

    static let bgp: [VRPRow] = [
        VRPRow("default ipv4-unicast", .toggle), VRPRow("check-first-as", .toggle),
        VRPRow("ebgp-interface-sensitive", .toggle),
        VRPRow("timer keepalive ~ <0-21845> hold <3-65535>", undo: "timer keepalive hold", key: ([0, 1], [0, 1])),
        VRPRow("graceful-restart timer restart ~ <3-3600>"),
        VRPRow("peer A.B.C.D check-first-as {enable|disable}", after: "peer $1"),
        VRPRow("peer A.B.C.D bfd enable", after: "peer $1"),
        VRPRow("peer A.B.C.D bfd min-tx-interval ~ <50-1000>", after: "peer $1"),
        VRPRow("peer A.B.C.D valid-ttl-hops ~ <1-255>", after: "peer $1"),
    ]

    static let bgpFamily: [VRPRow] = [
        VRPRow("reflect between-clients", .toggle), VRPRow("reflect change-path-attribute"),
        VRPRow("summary automatic"),
        VRPRow("default local-preference ~ <0-4294967295>"),
        VRPRow("aggregate A.B.C.D MASK ~ [as-set] [detail-suppressed]"),
        VRPRow("peer A.B.C.D default-route-advertise", after: "peer $1"),
        VRPRow("peer A.B.C.D allow-as-loop ~ [<1-10>]", after: "peer $1"),
        VRPRow("peer A.B.C.D public-as-only", after: "peer $1"),
        VRPRow("peer A.B.C.D keep-all-routes", after: "peer $1"),
        VRPRow(
            "peer A.B.C.D ip-prefix WORD {import|export}", undo: "peer A.B.C.D ip-prefix WORD {import|export}",
            key: ([0, 1, 2, 4], [0, 1, 2, 4]), after: "peer $1"),
    ]
}
