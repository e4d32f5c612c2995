/// Time, logs, SNMP, log-ins by server, spanning tree and LLDP of EOS, and the blocks in which it is managed: from
/// Arista's user manual, and from the configs that Arista's own AVD makes.
enum EOSServicesTable {
    static let blocks: [IOSMode.Kind: [IOSRow]] = [
        .serverGroup: [IOSRow("server WORD"), IOSRow("server WORD vrf WORD")], .pair: pair, .api: api,
        .apiInstance: apiInstance,
        .secureShell: secureShell, .secureShellInstance: [IOSRow("shutdown", .toggle)],
        .consoleLine: [IOSRow("idle-timeout ~ <0-86400>")],
        .spanningTree: [
            IOSRow("name ~ WORD"), IOSRow("revision ~ <0-65535>"), IOSRow("instance <1-4094> vlan ~ VLANS", .values),
        ],
    ]

    private static let severities =
        "{emergencies|alerts|critical|errors|warnings|notifications|informational|debugging}"

    /// Before the VLANs.
    static let early: [IOSRow] = logs + names + times + agent + tree + logIns

    private static let logs: [IOSRow] = [
        IOSRow("logging buffered ~ <10-2147483647> [\(severities)]"),
        IOSRow("logging on", .toggle),
        IOSRow("logging console ~ \(severities)", .states(nil)),
        IOSRow("logging monitor ~ \(severities)", .states(nil)),
        // That a level of `informational` goes without saying was not verified.
        IOSRow("logging trap ~ \(severities)", .states("informational")),
        IOSRow("logging facility ~ {local0|local1|local6|syslog}"),
        IOSRow("logging format timestamp ~ {high-resolution|traditional [year] [timezone]}"),
        IOSRow("logging format hostname ~ {fqdn|ipv4}"),
        IOSRow("logging synchronous ~ [level \(severities)]"),
        IOSRow("logging level WORD ~ \(severities)"),
        IOSRow("logging source-interface ~ INTERFACE"),
        IOSRow("logging vrf WORD source-interface ~ INTERFACE"),
        IOSRow("logging host A.B.C.D ~ [<1-65535>] [protocol {tcp|udp}]"),
        IOSRow("logging vrf WORD host A.B.C.D ~ [<1-65535>] [protocol {tcp|udp}]"),
        // As a port has it unless it says otherwise.
        IOSRow("logging event link-status global", .toggle),
    ]

    private static let names: [IOSRow] = [
        IOSRow("dns domain ~ WORD"),
        IOSRow("ip name-server [vrf WORD] A.B.C.D", .run { $0.nameServerOfInstance($1, $2) }),
        IOSRow("ip domain lookup source-interface ~ INTERFACE"),
        IOSRow("ip domain lookup vrf WORD source-interface ~ INTERFACE"),
        IOSRow("ip domain-list WORD"),
        IOSRow("ip host WORD ~ A.B.C.D [A.B.C.D]"),
        IOSRow("alias WORD ~ LINE"),
    ]

    private static let times: [IOSRow] = [
        IOSRow("clock timezone ~ WORD"),
        IOSRow("ntp trusted-key ~ VLANS"), IOSRow("ntp authenticate"),
        IOSRow("ntp local-interface ~ INTERFACE"), IOSRow("ntp local-interface vrf WORD ~ INTERFACE"),
        IOSRow("ntp server WORD ~ [prefer] [version <1-4>] [iburst] [key <1-65535>]"),
        IOSRow("ntp server vrf WORD WORD ~ [prefer] [iburst]"),
        IOSRow("ntp serve"),
    ]

    private static let agent: [IOSRow] = [
        IOSRow("snmp-server chassis-id ~ LINE"),
        IOSRow("snmp-server contact ~ LINE"),
        IOSRow("snmp-server location ~ LINE"),
        IOSRow("snmp-server ipv4 access-list ~ WORD"),
        IOSRow("snmp-server local-interface ~ INTERFACE"),
        IOSRow("snmp-server vrf WORD local-interface ~ INTERFACE"),
        IOSRow("snmp-server view WORD WORD ~ {included|excluded}"),
        IOSRow("snmp-server community WORD ~ [view WORD] {ro|rw} [WORD]"),
        IOSRow("snmp-server group WORD v3 {auth|noauth|priv} ~ [read WORD] [write WORD] [notify WORD]"),
        IOSRow("snmp-server host A.B.C.D version 2c WORD"),
        IOSRow("snmp-server host A.B.C.D vrf WORD version 2c WORD"),
        IOSRow("snmp-server enable traps {bgp|entity|ospf|snmp}", .states(nil)),
        IOSRow("snmp-server vrf WORD"),
    ]

    private static let tree: [IOSRow] = [
        IOSRow("spanning-tree mode ~ {mstp|rstp|rapid-pvst|none}", .shown("mstp")),
        IOSRow("spanning-tree edge-port bpduguard default"), IOSRow("spanning-tree edge-port bpdufilter default"),
        IOSRow("spanning-tree guard loop default"),
        IOSRow("spanning-tree hello-time ~ <200-10000>"), IOSRow("spanning-tree forward-time ~ <4-30>"),
        IOSRow("spanning-tree max-age ~ <6-40>"), IOSRow("spanning-tree priority ~ <0-61440>"),
        IOSRow("spanning-tree vlan-id VLANS priority ~ <0-61440>"),
        IOSRow("spanning-tree mst <0-4094> priority ~ <0-61440>"),
        IOSRow("spanning-tree mst configuration", .block(.spanningTree)),
        IOSRow("lldp run", .toggle), IOSRow("lldp timer ~ <5-32768>"), IOSRow("lldp hold-time ~ <10-65535>"),
        IOSRow("lldp reinit ~ <1-20>"), IOSRow("lldp management-address ~ INTERFACE"),
        IOSRow("errdisable recovery cause {bpduguard|arp-inspection|link-flap}"),
        IOSRow("errdisable recovery interval ~ <30-86400>"),
        IOSRow("port-channel load-balance ~ {trident|sand}"),
        IOSRow("mac address-table aging-time ~ <10-1000000>"),
        IOSRow("ip dhcp snooping"), IOSRow("ip dhcp relay information option"),
        IOSRow("ip igmp snooping", .toggle),
    ]

    private static let logIns: [IOSRow] = [
        IOSRow("tacacs-server timeout ~ <1-1000>"), IOSRow("radius-server timeout ~ <1-1000>"),
        IOSRow("radius-server retransmit ~ <0-100>"),
        IOSRow("tacacs-server host WORD ~ [vrf WORD] [port <1-65535>] [timeout <1-1000>] [key [7] WORD]"),
        IOSRow("aaa group server {tacacs+|radius} WORD", .block(.serverGroup)),
        IOSRow("aaa authentication login {default|console} ~ LINE"),
        IOSRow("aaa authentication enable default ~ LINE"),
        IOSRow("aaa authentication policy on-failure log"), IOSRow("aaa authentication policy on-success log"),
        IOSRow("aaa authorization serial-console"),
        IOSRow("aaa authorization exec default ~ LINE"),
        IOSRow("aaa authorization commands {all|<0-15>} default ~ LINE"),
        IOSRow("aaa accounting exec default ~ start-stop LINE"),
        IOSRow("aaa accounting commands all default ~ start-stop LINE"),
        IOSRow("ip tacacs source-interface ~ INTERFACE"), IOSRow("ip tacacs vrf WORD source-interface ~ INTERFACE"),
        IOSRow("ip radius source-interface ~ INTERFACE"), IOSRow("ip radius vrf WORD source-interface ~ INTERFACE"),
    ]

    /// Behind the routing processes.
    static let late: [IOSRow] = [
        IOSRow("mlag configuration", .block(.pair)),
        IOSRow("management api http-commands", .block(.api)),
        IOSRow("management console", .block(.consoleLine)),
        IOSRow("management ssh", .block(.secureShell)),
    ]

    private static let pair: [IOSRow] = [
        IOSRow("domain-id ~ WORD"), IOSRow("heartbeat-interval ~ <1000-30000>"),
        IOSRow("local-interface ~ INTERFACE"), IOSRow("peer-address ~ A.B.C.D"),
        IOSRow("peer-address heartbeat ~ A.B.C.D [vrf WORD]"), IOSRow("peer-link ~ INTERFACE"),
        IOSRow("primary-priority ~ <1-32767>"),
        IOSRow("dual-primary detection delay ~ <1-1000> [action errdisable all-interfaces]"),
        IOSRow("shutdown"), IOSRow("reload-delay mlag ~ <0-86400>"), IOSRow("reload-delay non-mlag ~ <0-86400>"),
    ]

    private static let api: [IOSRow] = [
        // HTTPS is on as delivered.
        IOSRow("protocol http"), IOSRow("protocol https", .toggle), IOSRow("protocol unix-socket"),
        // That a port stands apart from its protocol was not verified.
        IOSRow("protocol {http|https} port ~ <1-65535>"),
        // Off as delivered: what is shown is `no shutdown`.
        IOSRow("shutdown", .toggle), IOSRow("vrf WORD", .block(.apiInstance)),
    ]

    private static let apiInstance: [IOSRow] = [
        IOSRow("shutdown", .toggle), IOSRow("ip access-group ~ WORD"),
    ]

    private static let secureShell: [IOSRow] = [
        IOSRow("idle-timeout ~ <0-86400>"),
        IOSRow("authentication mode ~ {password|keyboard-interactive|public-key}"),
        IOSRow("connection limit ~ <1-100>"), IOSRow("connection per-host ~ <1-20>"),
        IOSRow("ip access-group WORD {in|out}", key: [0, 1, 3]),
        IOSRow("ip access-group WORD vrf WORD {in|out}", key: [0, 1, 3, 4, 5]),
        IOSRow("login timeout ~ <0-600>"), IOSRow("server-port ~ <1-65535>"), IOSRow("shutdown"),
        IOSRow("vrf WORD", .block(.secureShellInstance)),
    ]
}
