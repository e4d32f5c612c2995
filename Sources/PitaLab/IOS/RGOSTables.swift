/// The commands of Ruijie RGOS. It knows no archive, no timer and no session.
enum RGOSTables {
    static let configuration: [IOSMode.Kind: [IOSRow]] = [
        .configuration: global, .interface: interface, .vlan: [IOSRow("name ~ WORD", .run { $0.vlanName($1, $2) })],
        .line: [
            IOSRow("transport input ~ {ssh|telnet|all|none} [{ssh|telnet}]"), IOSRow("login ~ [local]", .states(nil)),
            IOSRow("exec-timeout ~ <0-35791> [<0-2147483>]", hides: ["exec-timeout 10 0"], .completed("0", 3)),
            IOSRow("access-class WORD {in|out}", key: [0, 2]),
            IOSRow("privilege level ~ <0-15>"), IOSRow("history size ~ <0-256>"), IOSRow("length ~ <0-512>"),
        ],
    ].merging(RGOSNetworkTable.blocks) { $1 }

    private static let global: [IOSRow] =
        system + RGOSNetworkTable.early + [
            IOSRow("vlan range VLANS", .run { $0.vlans($1, $2) }),
            IOSRow("vlan <1-4094>", .run { $0.vlans($1, $2) }),
            IOSRow("interface INTERFACE", .run { $0.interface($1, $2) }),
        ] + RGOSNetworkTable.late + agent + [
            IOSRow("line console <0-0>", .run { $0.enterBlock($1, $2, .line) }),
            IOSRow("line vty <0-35> [<0-35>]", .run { $0.enterBlock($1, $2, .line) }),
            IOSRow("exit", .run { console, _, _ in console.mode = console.typedMode.parent }),
            IOSRow("end", .run { console, _, _ in console.mode = .privileged }),
        ]

    private static let system: [IOSRow] = [
        IOSRow("hostname ~ WORD"),
        IOSRow("username WORD ~ [privilege <0-15>] {secret|password} [<0-9>] WORD"),
        IOSRow("service password-encryption"),
        IOSRow("service dhcp"),
        IOSRow("ip name-server A.B.C.D"),
        IOSRow("enable service {ssh-server|telnet-server|snmp-agent}"),
        IOSRow("spanning-tree mode ~ {stp|rstp|mstp}", hides: ["spanning-tree mode mstp"]),
    ]

    private static let agent: [IOSRow] = [
        IOSRow("snmp-server location ~ LINE"),
        IOSRow("snmp-server contact ~ LINE"),
        IOSRow("snmp-server chassis-id ~ LINE"),
        IOSRow("snmp-server community WORD ~ [view WORD] {ro|rw} [WORD]"),
        IOSRow("snmp-server view WORD WORD ~ {include|exclude}"),
        IOSRow("snmp-server host A.B.C.D traps version 2c WORD"),
        IOSRow("snmp-server trap-source ~ INTERFACE"), IOSRow("snmp-server packetsize ~ <484-17876>"),
        IOSRow("ntp server A.B.C.D ~ [version <1-3>] [source INTERFACE] [key <1-65535>] [prefer]"),
        IOSRow("ntp authenticate"), IOSRow("ntp trusted-key <1-65535>"),
        IOSRow("ntp access-group {peer|serve|serve-only|query-only} ~ WORD"), IOSRow("ntp update-calendar"),
    ]

    private static let interface: [IOSRow] =
        [
            IOSRow("description ~ LINE"),
            IOSRow("switchport", .run { $0.switchport($1, $2) }),
            // What goes without saying is not said.
            IOSRow(
                "switchport mode ~ {access|trunk|uplink|hybrid}", hides: ["switchport mode access"],
                .run { $0.switchportLine($1, $2) }),
            IOSRow("switchport access vlan ~ <1-4094>", .run { $0.accessVLAN($1, $2) }),
            IOSRow(
                "switchport trunk native vlan ~ <1-4094>", hides: ["switchport trunk native vlan 1"],
                .run { $0.switchportLine($1, $2) }),
            // A list without a word is none.
            IOSRow(
                "switchport trunk allowed vlan ~ {{only|add|remove|except} VLANS|all}", .run { $0.allowedVLANs($1, $2) }
            ),
            IOSRow("ip address ~ A.B.C.D MASK [secondary]", .run { $0.address($1, $2) }),
            IOSRow("rate-limit input ~ <64-100000000> <4-1048576>"),
            IOSRow("rate-limit output ~ <64-100000000> <4-1048576>"),
            IOSRow("speed ~ {auto|10|100|1000|10G}", hides: ["speed auto"]),
            IOSRow("duplex ~ {auto|full|half}", hides: ["duplex auto"]),
            IOSRow("spanning-tree portfast"),
        ] + RGOSNetworkTable.interface + [IOSRow("shutdown")]

    static let user: [IOSExecRow] = [
        IOSExecRow("enable") { console, _ in console.enable() },
        IOSExecRow("disable") { console, _ in console.mode = .user },
        IOSExecRow("exit") { console, _ in console.events.append(.close) },
        IOSExecRow("show version") { console, _ in console.say(DialectTexts(console: console).version) },
        IOSExecRow("show clock") { console, _ in console.say(IOSClock.long(console.surroundings.wall())) },
        IOSExecRow("show vlan") { console, _ in console.say(console.vlanLines) },
        IOSExecRow("show interfaces [INTERFACE]") { console, command in console.showInterfaces(command) },
        IOSExecRow("show interfaces status") { console, _ in console.say(console.statusLines) },
        IOSExecRow("show interfaces description") { console, _ in console.say(console.descriptionLines) },
        IOSExecRow("show ip interface brief") { console, _ in console.say(console.briefLines) },
        IOSExecRow("show ip route [A.B.C.D [MASK]]") { console, command in console.showRoute(command) },
        IOSExecRow("ping [ip] A.B.C.D [ntimes <1-1024>] [source WORD]") { console, command in console.ping(command) },
    ]

    static let privileged: [IOSExecRow] = [
        // Only with full rights.
        IOSExecRow("terminal length <0-512>") { console, command in console.setLength(command) },
        IOSExecRow("terminal width <0-256>") { console, command in console.setWidth(command) },
        IOSExecRow("terminal [no] monitor") { _, _ in },
        IOSExecRow("show running-config") { console, _ in console.say(IOSRenderer(console: console).running()) },
        IOSExecRow("show running-config interface INTERFACE") { console, command in
            guard let lines = IOSRenderer(console: console).interface(command.values[0]) else {
                return console.refuseTyped()
            }
            console.say(lines)
        },
        IOSExecRow("show startup-config") { console, _ in console.showStartup() },
        IOSExecRow("configure terminal") { console, _ in console.enterConfiguration() },
        IOSExecRow("write [memory]") { console, _ in console.save() },
        IOSExecRow("copy running-config startup-config") { console, _ in console.save() },
        IOSExecRow("reload") { console, _ in console.reload(minutes: nil) },
    ]
}
