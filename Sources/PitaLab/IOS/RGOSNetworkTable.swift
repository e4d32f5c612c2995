/// Services, filters, routing and ports of RGOS: what IOS does, and what is known of Ruijie's lines. None of it was looked up in
/// a guide for this page, or tried on a device.
enum RGOSNetworkTable {
    static let blocks: [IOSMode.Kind: [IOSRow]] = [
        .standardList: standardList, .extendedList: extendedList, .ospf: ospf, .bgp: bgp, .bgpFamily: bgpFamily,
        .routeMap: routeMap, .pool: pool,
        .serverGroup: [IOSRow("server A.B.C.D")],
    ]

    private static let severities =
        "{emergencies|alerts|critical|errors|warnings|notifications|informational|debugging}"

    /// Before the VLANs.
    static let early: [IOSRow] = [
        IOSRow("clock timezone ~ WORD <0-23>"),
        IOSRow("service sequence-numbers"), IOSRow("service sysname"),
        IOSRow("service timestamps {debug|log} ~ datetime [msec]"),
        // Which level is written goes without saying.
        IOSRow("logging on", .toggle), IOSRow("logging buffered ~ <4096-10485760> [<0-7>]"),
        IOSRow("logging console ~ \(severities)", .states("debugging")),
        IOSRow("logging monitor ~ \(severities)", .states("debugging")),
        IOSRow("logging trap ~ \(severities)", .states("informational")),
        IOSRow("logging server A.B.C.D"), IOSRow("logging source interface ~ INTERFACE"),
        IOSRow("logging facility ~ {local0|local1|local6|syslog}"),
        IOSRow("ip domain-lookup", .toggle), IOSRow("ip host WORD ~ A.B.C.D"),
        IOSRow("aaa new-model", drops: ["aaa"]),
        IOSRow("aaa group server {tacacs+|radius} WORD", after: "aaa new-model", .block(.serverGroup)),
        IOSRow("aaa authentication login WORD ~ LINE", after: "aaa new-model"),
        IOSRow("aaa authorization exec WORD ~ LINE", after: "aaa new-model"),
        IOSRow("aaa accounting exec WORD ~ start-stop LINE", after: "aaa new-model"),
        IOSRow("radius-server timeout ~ <1-1000>"), IOSRow("radius-server retransmit ~ <1-100>"),
        IOSRow("tacacs-server timeout ~ <1-1000>"),
        IOSRow("ip dhcp snooping"), IOSRow("ip dhcp snooping verify mac-address"),
        IOSRow("ip ssh version ~ <1-2>"), IOSRow("ip ssh time-out ~ <1-120>"),
        IOSRow("ip ssh authentication-retries ~ <0-5>"),
        IOSRow("spanning-tree"), IOSRow("spanning-tree priority ~ <0-61440>"),
        IOSRow("spanning-tree hello-time ~ <1-10>"), IOSRow("spanning-tree forward-time ~ <4-30>"),
        IOSRow("spanning-tree max-age ~ <6-40>"), IOSRow("spanning-tree portfast bpduguard default"),
        IOSRow("spanning-tree portfast default"),
        IOSRow("errdisable recovery interval ~ <30-86400>"),
        IOSRow("lldp enable", .toggle), IOSRow("rldp enable"), IOSRow("rldp detect-interval ~ <2-15>"),
        IOSRow("rldp detect-max ~ <2-10>"),
        IOSRow("mac-address-table aging-time ~ <10-1000000>"),
        IOSRow("aggregateport load-balance ~ {dst-mac|src-mac|src-dst-mac|dst-ip|src-ip|src-dst-ip}"),
        IOSRow("ip dhcp excluded-address A.B.C.D [A.B.C.D]"), IOSRow("ip dhcp pool WORD", .block(.pool)),
    ]

    /// Behind the interfaces.
    static let late: [IOSRow] = [
        IOSRow("ip access-list standard WORD", .block(.standardList)),
        IOSRow("ip access-list extended WORD", .block(.extendedList)),
        IOSRow(
            "ip prefix-list WORD seq <1-4294967294> {permit|deny} PREFIX [ge <1-32>] [le <1-32>]",
            key: [0, 1, 2, 3, 4], .numbered),
        IOSRow("ip prefix-list WORD", .all),
        IOSRow(
            "ip route A.B.C.D MASK ~ {A.B.C.D|INTERFACE [A.B.C.D]} [<1-255>]", .run { $0.route($1, $2) }),
        IOSRow("ip default-gateway ~ A.B.C.D"),
        IOSRow("route-map WORD {permit|deny} <0-65535>", key: [0, 1, 3], .block(.routeMap)),
        IOSRow("route-map WORD", .all),
        IOSRow("router ospf <1-65535>", .block(.ospf)), IOSRow("router bgp <1-4294967295>", .block(.bgp)),
    ]

    static let interface: [IOSRow] = [
        IOSRow("switchport hybrid native vlan ~ <1-4094>"),
        IOSRow("port-group ~ <1-256> mode {active|passive}"), IOSRow("medium-type ~ {fiber|copper}"),
        IOSRow("mtu ~ <64-9216>"), IOSRow("flowcontrol ~ {on|off|auto}"),
        IOSRow("switchport protected"), IOSRow("switchport port-security"),
        IOSRow("switchport port-security maximum ~ <1-1000>"),
        IOSRow("switchport port-security violation ~ {protect|restrict|shutdown}"),
        IOSRow("storm-control {broadcast|multicast|unicast} ~ {level <1-100>|pps <1-1488100>|<64-10000000>}"),
        IOSRow("spanning-tree bpduguard ~ {enable|disable}"), IOSRow("spanning-tree bpdufilter ~ {enable|disable}"),
        IOSRow("spanning-tree cost ~ <1-200000000>"),
        IOSRow("spanning-tree port-priority ~ <0-240>", hides: ["spanning-tree port-priority 128"]),
        IOSRow("spanning-tree link-type ~ {point-to-point|shared}"), IOSRow("spanning-tree guard ~ {root|loop|none}"),
        IOSRow("lldp mode ~ {rx|tx|txrx}"),
        IOSRow("rldp port loop-detect ~ {warning|block|shutdown-port|shutdown-svi}"),
        IOSRow("mls qos trust ~ {cos|dscp|ip-precedence}"), IOSRow("mls qos cos ~ <0-7>"),
        IOSRow("ip dhcp snooping trust"), IOSRow("ip verify source ~ [port-security]"), IOSRow("arp-check"),
        IOSRow("anti-arp-spoofing ip A.B.C.D"), IOSRow("poe enable"),
        IOSRow("poe priority ~ {critical|high|low}"), IOSRow("dot1x port-control auto"),
        IOSRow("ip access-group WORD {in|out}", key: [0, 1, 3]), IOSRow("ip helper-address A.B.C.D"),
        IOSRow("ip proxy-arp"), IOSRow("arp timeout ~ <0-2147483>"), IOSRow("load-interval ~ <5-600>"),
        IOSRow("ip ospf cost ~ <0-65535>"), IOSRow("ip ospf priority ~ <0-255>"),
        IOSRow("ip ospf hello-interval ~ <1-65535>"), IOSRow("ip ospf network ~ {broadcast|point-to-point}"),
        IOSRow("vrrp <1-255> ip ~ A.B.C.D"), IOSRow("vrrp <1-255> priority ~ <1-254>"),
        IOSRow("vrrp <1-255> timers advertise ~ <1-255>"), IOSRow("vrrp <1-255> description ~ LINE"),
    ]

    /// Unlike IOS it takes no single address without `host`.
    private static let standardList: [IOSRow] = [
        IOSRow("<1-2147483647> ~ {permit|deny} {any|host A.B.C.D|A.B.C.D WILDCARD}", .sequenced)
    ]

    private static let ends = "{any|host A.B.C.D|A.B.C.D WILDCARD}"

    private static let extendedList: [IOSRow] = [
        IOSRow("<1-2147483647> ~ {permit|deny} {ip|icmp} \(ends) \(ends)", .sequenced),
        IOSRow("<1-2147483647> ~ {permit|deny} {tcp|udp} \(ends) \(ends) [eq WORD]", .sequenced),
    ]

    private static let ospf: [IOSRow] = [
        IOSRow("router-id ~ A.B.C.D"), IOSRow("auto-cost reference-bandwidth ~ <1-4294967>"),
        IOSRow("area <0-4294967295> stub ~ [no-summary]", without: "area $1 nssa"),
        IOSRow("area <0-4294967295> nssa ~ [no-summary]", without: "area $1 stub"),
        IOSRow("area <0-4294967295> default-cost ~ <0-16777215>"),
        IOSRow(
            "redistribute {connected|static} ~ [metric <0-16777214>] [metric-type <1-2>] [subnets] [route-map WORD]"),
        IOSRow("passive-interface default"), IOSRow("passive-interface INTERFACE"),
        IOSRow("network A.B.C.D WILDCARD ~ area <0-4294967295>"), IOSRow("maximum-paths ~ <1-32>"),
        IOSRow("default-information originate ~ [always] [metric <0-16777214>] [metric-type <1-2>]"),
        IOSRow("distance ~ <1-255>"), IOSRow("graceful-restart"),
    ]

    /// What may be said of a neighbour in the process, as in each family.
    private static let policies: [IOSRow] = [
        IOSRow("neighbor WORD send-community ~ [{both|standard|extended}]", after: "neighbor $1"),
        IOSRow("neighbor WORD route-reflector-client", after: "neighbor $1"),
        IOSRow("neighbor WORD next-hop-self", after: "neighbor $1"),
        IOSRow("neighbor WORD default-originate ~ [route-map WORD]", after: "neighbor $1"),
        IOSRow("neighbor WORD weight ~ <0-65535>", after: "neighbor $1"),
        IOSRow("neighbor WORD soft-reconfiguration inbound", after: "neighbor $1"),
        IOSRow("neighbor WORD prefix-list WORD {in|out}", key: [0, 1, 2, 4], after: "neighbor $1"),
        IOSRow("neighbor WORD route-map WORD {in|out}", key: [0, 1, 2, 4], after: "neighbor $1"),
    ]

    private static let bgp: [IOSRow] =
        [
            IOSRow("bgp router-id ~ A.B.C.D"), IOSRow("bgp log-neighbor-changes"),
            IOSRow("timers bgp ~ <0-65535> <0-65535>"),
            IOSRow("neighbor WORD remote-as ~ <1-4294967295>", drops: ["neighbor $1"]),
            IOSRow("neighbor WORD description ~ LINE", after: "neighbor $1"),
            IOSRow("neighbor WORD ebgp-multihop ~ [<1-255>]", after: "neighbor $1"),
            IOSRow("neighbor WORD shutdown", after: "neighbor $1"),
            IOSRow("neighbor WORD update-source ~ INTERFACE", after: "neighbor $1"),
            IOSRow("neighbor WORD timers ~ <0-65535> <0-65535>", after: "neighbor $1"),
            IOSRow("neighbor WORD", .all),
            IOSRow("network A.B.C.D mask MASK ~ [route-map WORD]"),
            IOSRow("redistribute {connected|static} ~ [metric <0-4294967295>] [route-map WORD]"),
            IOSRow("maximum-paths ebgp ~ <1-32>"),
        ] + policies + [IOSRow("address-family ipv4", .block(.bgpFamily))]

    private static let bgpFamily: [IOSRow] =
        [
            IOSRow("neighbor WORD activate", after: "neighbor $1"),
            IOSRow("network A.B.C.D mask MASK ~ [route-map WORD]"),
        ]
        + policies + [
            IOSRow("exit-address-family", .run { console, _, _ in console.mode = console.typedMode.parent })
        ]

    private static let routeMap: [IOSRow] = [
        IOSRow("match ip address ~ WORD [WORD]", .values),
        IOSRow("match ip address prefix-list ~ WORD [WORD]", .values),
        IOSRow("match tag ~ <0-4294967295> [<0-4294967295>]", .values), IOSRow("match interface ~ INTERFACE"),
        IOSRow("set local-preference ~ <0-4294967295>"), IOSRow("set metric ~ <0-4294967295>"),
        IOSRow("set tag ~ <0-4294967295>"), IOSRow("set weight ~ <0-65535>"), IOSRow("set ip next-hop ~ A.B.C.D"),
        IOSRow("set community ~ {none|WORD [additive]}"), IOSRow("set as-path prepend ~ LINE"),
    ]

    private static let pool: [IOSRow] = [
        IOSRow("network ~ A.B.C.D MASK"), IOSRow("default-router ~ A.B.C.D [A.B.C.D]"),
        IOSRow("dns-server ~ A.B.C.D [A.B.C.D]"), IOSRow("domain-name ~ WORD"),
        IOSRow("lease ~ {infinite|<0-365> [<0-23> [<0-59>]]}"), IOSRow("option <0-254> ~ {ip A.B.C.D|ascii WORD}"),
    ]
}
