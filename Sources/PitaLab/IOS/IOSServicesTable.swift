/// Log-ins by server, time, logs, SNMP and the spanning tree of the top; and what interfaces have beyond their ports.
enum IOSServicesTable {
    static let blocks: [IOSMode.Kind: [IOSRow]] = [
        .serverGroup: [IOSRow("server name WORD")],
        .server: [IOSRow("address ipv4 ~ A.B.C.D"), IOSRow("timeout ~ <1-1000>"), IOSRow("single-connection")],
    ]

    private static let severities =
        "{emergencies|alerts|critical|errors|warnings|notifications|informational|debugging}"

    /// Before the VLANs.
    static let early: [IOSRow] = [
        IOSRow("aaa group server tacacs+ WORD", after: "aaa new-model", .block(.serverGroup)),
        IOSRow("aaa authentication login WORD ~ LINE", after: "aaa new-model"),
        IOSRow("aaa authorization exec WORD ~ LINE", after: "aaa new-model"),
        IOSRow("aaa authorization commands <0-15> WORD ~ LINE", after: "aaa new-model"),
        IOSRow("aaa accounting exec WORD ~ start-stop LINE", after: "aaa new-model"),
        IOSRow("ip host WORD ~ A.B.C.D"),
        IOSRow("ip domain list WORD"),
        IOSRow("ip dhcp snooping", needs: .switching),
        IOSRow("ip dhcp snooping vlan ~ VLANS", needs: .switching, .values),
        IOSRow("ip arp inspection vlan ~ VLANS", needs: .switching, .values),
        IOSRow("login block-for ~ <1-65535> attempts <1-65535> within <1-65535>"),
        IOSRow("login on-failure log"),
        IOSRow("spanning-tree portfast bpduguard default", needs: .switching),
        IOSRow("spanning-tree loopguard default", needs: .switching),
        IOSRow("errdisable recovery cause {bpduguard|psecure-violation|link-flap}", needs: .switching),
        IOSRow("errdisable recovery interval ~ <30-86400>", needs: .switching),
        IOSRow("port-channel load-balance ~ {src-dst-ip|src-dst-mac|dst-ip}", needs: .switching),
        IOSRow("mac address-table aging-time ~ <10-1000000>", needs: .switching),
        IOSRow("lldp run"),
        IOSRow("cdp run", .toggle),
        IOSRow("alias exec WORD ~ LINE"),
    ]

    /// Behind the access lists.
    static let late: [IOSRow] = [
        IOSRow("ip ssh time-out ~ <1-120>"), IOSRow("ip ssh authentication-retries ~ <0-5>"),
        IOSRow("ip ssh source-interface ~ INTERFACE"), IOSRow("ip tftp source-interface ~ INTERFACE"),
        IOSRow("logging facility ~ {local0|local1|local6|syslog}"), IOSRow("logging origin-id ~ {hostname|ip}"),
        IOSRow("logging source-interface ~ INTERFACE"), IOSRow("logging history ~ \(severities)"),
        IOSRow("snmp-server view WORD WORD ~ {included|excluded}"),
        IOSRow("snmp-server group WORD v3 {auth|noauth|priv} ~ [read WORD] [write WORD]"),
        IOSRow("snmp-server trap-source ~ INTERFACE"), IOSRow("snmp-server packetsize ~ <484-8192>"),
        IOSRow("snmp-server chassis-id ~ LINE"),
        IOSRow("tacacs server WORD", .block(.server)),
        IOSRow("ntp authenticate"), IOSRow("ntp trusted-key <1-65535>"), IOSRow("ntp source ~ INTERFACE"),
        IOSRow("ntp master ~ [<1-15>]"), IOSRow("ntp peer WORD ~ [prefer]"),
        IOSRow("ntp access-group {peer|serve|serve-only|query-only} ~ WORD"),
    ]

    /// What an interface has beyond address and VLAN.
    static let interface: [IOSRow] = [
        IOSRow("vrf forwarding ~ WORD", needs: .routing, wipes: ["ip address"], .run { $0.bind($1, $2) }),
        IOSRow("ip vrf forwarding ~ WORD", needs: .routing, wipes: ["ip address"], .run { $0.bind($1, $2) }),
        IOSRow("mtu ~ <64-9216>", needs: .routing), IOSRow("ip mtu ~ <68-9216>", needs: .routing),
        IOSRow("ip tcp adjust-mss ~ <500-1460>", needs: .routing), IOSRow("delay ~ <1-16777215>"),
        IOSRow("keepalive ~ <1-32767>"), IOSRow("arp timeout ~ <0-2147483>", needs: .routing),
        IOSRow("ip redirects", needs: .routing, .toggle), IOSRow("ip unreachables", needs: .routing, .toggle),
        IOSRow("ip proxy-arp", needs: .routing, .toggle), IOSRow("cdp enable", .toggle),
        IOSRow("lldp transmit", .toggle),
        IOSRow("lldp receive", .toggle),
        IOSRow("ip ospf ~ <1-65535> area <0-4294967295>", needs: .routing),
        IOSRow("ip ospf cost ~ <1-65535>", needs: .routing),
        IOSRow("ip ospf priority ~ <0-255>", needs: .routing),
        IOSRow("ip ospf hello-interval ~ <1-65535>", needs: .routing),
        IOSRow("ip ospf network ~ {broadcast|point-to-point|non-broadcast}", needs: .routing),
        IOSRow("ip policy route-map ~ WORD", needs: .routing), IOSRow("ip nat ~ {inside|outside}", needs: .routing),
        IOSRow("standby version ~ {1|2}", needs: .routing, hides: ["standby version 1"]),
        IOSRow("standby <0-4095> ip ~ A.B.C.D", needs: .routing),
        IOSRow("standby <0-4095> timers ~ <1-254> <2-255>", needs: .routing),
        IOSRow("standby <0-4095> priority ~ <0-255>", needs: .routing, hides: ["standby $1 priority 100"]),
        IOSRow("standby <0-4095> preempt ~ [delay minimum <0-3600>]", needs: .routing),
        IOSRow("standby <0-4095> name ~ WORD", needs: .routing),
        IOSRow("standby <0-4095> track <1-1000> ~ [decrement <1-255>]", needs: .routing),
        IOSRow("standby <0-4095>", needs: .routing, .all),
        IOSRow("switchport protected", needs: .switching), IOSRow("switchport port-security", needs: .switching),
        IOSRow("switchport port-security maximum ~ <1-8192>", needs: .switching),
        IOSRow("switchport port-security violation ~ {protect|restrict}", needs: .switching),
        IOSRow("switchport port-security aging time ~ <0-1440>", needs: .switching),
        IOSRow("storm-control {broadcast|multicast|unicast} level ~ <1-100>", needs: .switching),
        IOSRow("storm-control action {shutdown|trap}", needs: .switching),
        IOSRow("spanning-tree guard ~ {root|loop|none}", needs: .switching),
        IOSRow("spanning-tree bpdufilter ~ {enable|disable}", needs: .switching),
        IOSRow("spanning-tree link-type ~ {point-to-point|shared}", needs: .switching),
        IOSRow("spanning-tree cost ~ <1-200000000>", needs: .switching),
        IOSRow("spanning-tree port-priority ~ <0-240>", needs: .switching, hides: ["spanning-tree port-priority 128"]),
        IOSRow("ip dhcp snooping trust", needs: .switching), IOSRow("ip arp inspection trust", needs: .switching),
        IOSRow("ip dhcp snooping limit rate ~ <1-2048>", needs: .switching),
        IOSRow("power inline ~ {never|static [max <4000-60000>]}", needs: .switching),
        IOSRow("dot1x pae ~ {authenticator|supplicant|both}", needs: .switching),
        IOSRow("authentication port-control ~ {auto|force-unauthorized}", needs: .switching),
        IOSRow("mab", needs: .switching),
        IOSRow("logging event {link-status|trunk-status}"),
    ]

    /// What a line has beyond its log-in.
    static let line: [IOSRow] = [
        IOSRow("session-timeout ~ <0-35791>"), IOSRow("absolute-timeout ~ <0-10000>"), IOSRow("history size ~ <0-256>"),
        IOSRow("width ~ <0-512>"), IOSRow("authorization exec ~ WORD"),
        IOSRow("transport output ~ {ssh|telnet|all|none}"),
        IOSRow("transport preferred ~ {ssh|telnet|none}"),
    ]
}
