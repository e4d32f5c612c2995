/// The configuration commands by mode, in the order in which a configuration lists them.
enum IOSConfigurationTable {
    static let rows: [IOSMode.Kind: [IOSRow]] = [
        .configuration: global, .interface: interface + IOSServicesTable.interface, .vlan: vlan, .classMap: classMap,
        .policyMap: policyMap,
        .policyClass: policyClass, .police: police, .standardList: standardList, .extendedList: extendedList,
        .line: line + IOSServicesTable.line, .archive: archive,
    ].merging(IOSRoutingTable.blocks) { $1 }.merging(IOSServicesTable.blocks) { $1 }

    private static let levels =
        "{emergencies|alerts|critical|errors|warnings|notifications|informational|debugging}"

    private static let global: [IOSRow] =
        system + IOSServicesTable.early + IOSRoutingTable.early + blocks + IOSRoutingTable.late
        + services + IOSServicesTable.late + leaving

    private static let system: [IOSRow] = [
        IOSRow("service timestamps {debug|log} ~ datetime [msec] [localtime] [show-timezone] [year]"),
        IOSRow("service password-encryption"),
        IOSRow("hostname ~ WORD"),
        IOSRow("enable secret ~ [<0-9>] WORD"),
        IOSRow("logging buffered ~ [<4096-2147483647>] [\(levels)]"),
        IOSRow("logging console ~ [\(levels)]", .states("debugging")),
        IOSRow("logging monitor ~ [\(levels)]", .states("debugging")),
        IOSRow("aaa new-model", drops: ["aaa"], .run { $0.newModel($1, $2) }),
        IOSRow("clock timezone ~ WORD <0-23> [<0-59>]"),
        IOSRow("ip name-server A.B.C.D [A.B.C.D] [A.B.C.D]", .run { $0.nameServers($1, $2) }),
        IOSRow("ip domain lookup", .toggle),
        IOSRow("ip domain name ~ WORD"),
        IOSRow("vtp domain ~ WORD", needs: .switching),
        IOSRow("vtp mode ~ {server|client|transparent|off}", needs: .switching, hides: ["vtp mode server"]),
        IOSRow("spanning-tree mode ~ {pvst|rapid-pvst|mst}", needs: .switching),
        IOSRow("spanning-tree extend system-id", needs: .switching),
        IOSRow(
            "username WORD ~ [privilege <0-15>] {secret|password} [<0-9>] WORD", .run { $0.userName($1, $2) }),
        IOSRow("archive", needs: .archive, .run { $0.enterBlock($1, $2, .archive) }),
        IOSRow("file prompt ~ {quiet|noisy|alert}", hides: ["file prompt alert"]),
    ]

    private static let blocks: [IOSRow] = [
        IOSRow("vlan VLANS", needs: .switching, .run { $0.vlans($1, $2) }),
        IOSRow("class-map [{match-any|match-all}] WORD", needs: .policies, .run { $0.classMap($1, $2) }),
        IOSRow("policy-map WORD", needs: .policies, .run { $0.policyMap($1, $2) }),
        IOSRow("interface INTERFACE", .run { $0.interface($1, $2) }),
    ]

    private static let services: [IOSRow] = [
        IOSRow("ip default-gateway ~ A.B.C.D"),
        IOSRow("ip forward-protocol ~ nd"),
        IOSRow("ip http server", .toggle),
        IOSRow("ip http secure-server", .toggle),
        IOSRow("ip scp server enable"),
        IOSRow("ip ssh version ~ <1-2>"),
        IOSRow(
            "ip route A.B.C.D MASK ~ {A.B.C.D|INTERFACE [A.B.C.D]} [<1-255>] [name WORD]", .run { $0.route($1, $2) }),
        IOSRow("ip access-list standard WORD", .run { $0.accessList($1, $2, .standardList) }),
        IOSRow("ip access-list extended WORD", .run { $0.accessList($1, $2, .extendedList) }),
        IOSRow("logging trap ~ [\(levels)]", .states("informational")),
        IOSRow("logging host A.B.C.D"),
        IOSRow("snmp-server community WORD ~ {RO|RW} [WORD]"),
        IOSRow("snmp-server location ~ LINE"),
        IOSRow("snmp-server contact ~ LINE"),
        IOSRow("snmp-server ifindex persist"),
        IOSRow("snmp-server host A.B.C.D version 2c WORD"),
        IOSRow("banner {motd|login|exec} ~ LINE", .run { $0.banner($1, $2) }),
        IOSRow("line con <0-0>", .run { $0.enterBlock($1, $2, .line) }),
        IOSRow("line vty <0-15> [<0-15>]", .run { $0.enterBlock($1, $2, .line) }),
        IOSRow("ntp server WORD ~ [prefer]"),
    ]

    private static let leaving: [IOSRow] = [
        IOSRow("exit", .run { console, _, _ in console.mode = console.typedMode.parent }),
        IOSRow("end", .run { console, _, _ in console.mode = .privileged }),
        IOSRow("do LINE", .run { $0.doExec($1, $2) }),
    ]

    private static let interface: [IOSRow] = [
        IOSRow("description ~ LINE"),
        IOSRow("switchport", needs: .switching, .run { $0.switchport($1, $2) }),
        IOSRow("switchport access vlan ~ <1-4094>", needs: .switching, .run { $0.accessVLAN($1, $2) }),
        IOSRow(
            "switchport trunk encapsulation ~ {dot1q|isl|negotiate}", needs: .isl,
            hides: ["switchport trunk encapsulation negotiate"], .run { $0.switchportLine($1, $2) }),
        IOSRow(
            "switchport trunk native vlan ~ <1-4094>", needs: .switching, hides: ["switchport trunk native vlan 1"],
            .run { $0.switchportLine($1, $2) }),
        IOSRow(
            "switchport trunk allowed vlan ~ {VLANS|{add|remove|except} VLANS|all|none}", needs: .switching,
            .run { $0.allowedVLANs($1, $2) }),
        IOSRow(
            "switchport mode ~ {access|trunk|dynamic {auto|desirable}}", needs: .switching,
            hides: ["switchport mode dynamic auto"], .run { $0.switchportMode($1, $2) }),
        IOSRow("switchport nonegotiate", needs: .switching, .run { $0.switchportLine($1, $2) }),
        IOSRow("switchport voice vlan ~ <1-4094>", needs: .switching, .run { $0.switchportLine($1, $2) }),
        IOSRow("bandwidth ~ <1-100000000>"),
        IOSRow(
            "encapsulation ~ dot1Q <1-4094> [{native|second-dot1q <1-4094>}]", needs: .routing,
            .run { $0.encapsulation($1, $2) }),
        IOSRow("ip address ~ A.B.C.D MASK [secondary]", .run { $0.address($1, $2) }),
        IOSRow("ip access-group WORD {in|out}", .run { $0.accessGroup($1, $2) }),
        IOSRow("ip helper-address A.B.C.D"),
        IOSRow("load-interval ~ <30-600>"),
        IOSRow("shutdown"),
        IOSRow("negotiation ~ auto", needs: .routing),
        // Routers show `auto`.
        IOSRow("speed ~ {auto|10|100|1000}", needs: .routing, .shown("auto")),
        IOSRow("duplex ~ {auto|full|half}", needs: .routing, .shown("auto")),
        IOSRow("speed ~ {auto|10|100|1000}", needs: .switching, hides: ["speed auto"]),
        IOSRow("duplex ~ {auto|full|half}", needs: .switching, hides: ["duplex auto"]),
        IOSRow("snmp trap link-status", .toggle),
        IOSRow("srr-queue bandwidth limit ~ <10-90>", needs: .portQueues),
        IOSRow("spanning-tree portfast", needs: .switching, .run { $0.portfast($1, $2) }),
        IOSRow("spanning-tree bpduguard ~ {enable|disable}", needs: .switching),
        IOSRow("service-policy input ~ WORD", needs: .policies, .run { $0.servicePolicy($1, $2) }),
        IOSRow("service-policy output ~ WORD", needs: .policies, .run { $0.servicePolicy($1, $2) }),
    ]

    private static let vlan: [IOSRow] = [IOSRow("name ~ WORD", .run { $0.vlanName($1, $2) })]

    private static let classMap: [IOSRow] = [
        IOSRow("description ~ LINE"),
        IOSRow("match any"),
        IOSRow("match access-group {name WORD|<1-2699>}"),
        IOSRow("match [ip] dscp WORD"),
        IOSRow("match vlan <1-4094>"),
    ]

    private static let policyMap: [IOSRow] = [
        IOSRow("description ~ LINE"), IOSRow("class WORD", .run { $0.policyClass($1, $2) }),
    ]

    private static let policyClass: [IOSRow] = [
        IOSRow("priority ~ [{percent <1-100>|<8-10000000>}]", .run { $0.queueing($1, $2) }),
        IOSRow(
            "bandwidth ~ {percent <1-100>|remaining {percent <1-100>|ratio <1-1000>}|<8-10000000>}",
            .run { $0.queueing($1, $2) }),
        IOSRow(
            "shape average ~ <8000-100000000000> [<256-154400000> [<0-154400000>]]", .run { $0.shape($1, $2) }),
        IOSRow(
            "police ~ [cir] <8000-100000000000> [[bc] <1000-512000000> [[be] <1000-512000000>]]"
                + " [conform-action {transmit|drop} exceed-action {transmit|drop} [violate-action {transmit|drop}]]",
            .run { $0.police($1, $2) }),
        IOSRow("queue-limit ~ <1-8192000> packets"),
        IOSRow("fair-queue"),
        IOSRow("set dscp ~ WORD"),
        IOSRow("service-policy ~ WORD", .run { $0.childPolicy($1, $2) }),
    ]

    private static let police: [IOSRow] = [
        IOSRow("conform-action ~ {transmit|drop}"), IOSRow("exceed-action ~ {transmit|drop}"),
        IOSRow("violate-action ~ {transmit|drop}"),
    ]

    private static let standardList: [IOSRow] = [
        IOSRow(
            "[<1-2147483647>] {permit|deny} {any|host A.B.C.D|A.B.C.D [WILDCARD]} [log]",
            .run { $0.listLine($1, $2) }),
        IOSRow("remark LINE", .run { $0.listLine($1, $2) }),
        IOSRow("<1-2147483647>", .run { $0.listLine($1, $2) }),
    ]

    private static let hosts = "{any|host A.B.C.D|A.B.C.D WILDCARD}"
    private static let ports = "[{eq WORD|range WORD WORD}]"

    private static let extendedList: [IOSRow] = [
        IOSRow(
            "[<1-2147483647>] {permit|deny} {{ip|icmp|tcp|udp}|<0-255>} \(hosts) \(ports) \(hosts) \(ports)"
                + " [established] [log]",
            .run { $0.listLine($1, $2) }),
        IOSRow("remark LINE", .run { $0.listLine($1, $2) }),
        IOSRow("<1-2147483647>", .run { $0.listLine($1, $2) }),
    ]

    private static let line: [IOSRow] = [
        IOSRow("access-class WORD {in|out}", key: [0, 2]),
        IOSRow("exec-timeout ~ <0-35791> [<0-2147483>]", hides: ["exec-timeout 10 0"], .completed("0", 3)),
        IOSRow("privilege level ~ <0-15>"), IOSRow("password ~ LINE"), IOSRow("logging synchronous"),
        IOSRow("login ~ [local]", .states(nil)), IOSRow("length ~ <0-512>"),
        IOSRow("transport input ~ {ssh|telnet|all|none} [{ssh|telnet}]"),
    ]

    private static let archive: [IOSRow] = [
        IOSRow("path ~ WORD"), IOSRow("maximum ~ <1-14>"), IOSRow("write-memory"), IOSRow("time-period ~ <1-525600>"),
    ]
}
