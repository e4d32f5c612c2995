/// The commands of Arista EOS.
enum EOSTables {
    static let configuration: [IOSMode.Kind: [IOSRow]] = [
        .configuration: global, .interface: EOSInterfaceTable.rows, .vlan: vlan, .policyMap: policyMap,
        .policyClass: policyClass,
    ].merging(EOSRoutingTable.blocks) { $1 }.merging(EOSServicesTable.blocks) { $1 }

    private static let global: [IOSRow] =
        [
            IOSRow("service routing protocols model ~ {multi-agent|ribd}"),
            IOSRow("hostname ~ WORD"),
        ] + EOSServicesTable.early + EOSRoutingTable.early + [
            IOSRow("username WORD ~ [privilege <0-15>] [role WORD] secret [sha512] WORD"),
            IOSRow("vlan VLANS", .run { $0.vlans($1, $2) }),
            IOSRow("policy-map type {quality-of-service|qos} WORD", .run { $0.qualityPolicy($1, $2) }),
            IOSRow("interface INTERFACE", .run { $0.interface($1, $2) }),
        ] + EOSRoutingTable.late + EOSServicesTable.late + [
            IOSRow("exit", .run { console, _, _ in console.leaveBlock() }),
            IOSRow("end", .run { console, _, _ in console.leaveConfiguration() }),
            IOSRow("show LINE", .run { console, command, _ in console.showInConfiguration(command) }),
        ]

    private static let vlan: [IOSRow] = [
        IOSRow("name ~ WORD", .run { $0.vlanName($1, $2) }),
        IOSRow("state ~ {active|suspend}", hides: ["state active"]),
    ]

    private static let policyMap: [IOSRow] = [IOSRow("class WORD", .run { $0.policyClass($1, $2) })]

    private static let policyClass: [IOSRow] = [
        IOSRow("set {dscp|traffic-class|cos} ~ WORD"),
        IOSRow(
            "police ~ {rate <1-200000000000> [{bps|kbps|mbps}] burst-size <1-2000000000> [{bytes|kbytes|mbytes}]|"
                + "cir <1-200000000000> [{bps|kbps|mbps}] bc <1-2000000000> [{bytes|kbytes|mbytes}]}"),
    ]

    static let user: [IOSExecRow] = [
        IOSExecRow("enable") { console, _ in console.enable() },
        IOSExecRow("disable") { console, _ in console.mode = .user },
        IOSExecRow("exit") { console, _ in console.events.append(.close) },
        IOSExecRow("logout") { console, _ in console.events.append(.close) },
        IOSExecRow("show version") { console, _ in console.say(DialectTexts(console: console).version) },
        IOSExecRow("show clock") { console, _ in console.say(IOSClock.long(console.surroundings.wall())) },
        IOSExecRow("show vlan [brief]") { console, _ in console.say(console.vlanLines) },
        IOSExecRow("show interfaces [INTERFACE]") { console, command in console.showInterfaces(command) },
        IOSExecRow("show interfaces status") { console, _ in console.say(console.statusLines) },
        IOSExecRow("show interfaces description") { console, _ in console.say(console.descriptionLines) },
        IOSExecRow("show ip interface brief") { console, _ in console.say(console.briefLines) },
        IOSExecRow("show ip route [PREFIX]") { console, command in console.showPrefixRoute(command) },
        IOSExecRow("ping A.B.C.D [repeat <1-10000>] [source WORD]") { console, command in console.linuxPing(command) },
        IOSExecRow("terminal length <0-32767>") { console, command in console.setLength(command) },
        IOSExecRow("terminal width <10-32767>") { console, command in console.setWidth(command) },
        IOSExecRow("[no] terminal monitor") { _, _ in },
        IOSExecRow("terminal no monitor") { _, _ in },
    ]

    static let privileged: [IOSExecRow] = [
        IOSExecRow("show running-config") { console, _ in console.say(IOSRenderer(console: console).running()) },
        IOSExecRow("show startup-config") { console, _ in console.showStartup() },
        IOSExecRow("configure [terminal]") { console, _ in console.enterConfiguration() },
        IOSExecRow("configure session WORD") { console, command in console.enterSession(command.values[0]) },
        IOSExecRow("configure session WORD commit [timer WORD]") { console, command in
            console.commitSession(command.values[0], timer: command.values.dropFirst().first)
        },
        IOSExecRow("configure session WORD abort") { console, command in console.abortSession(command.values[0]) },
        IOSExecRow("no configure session WORD") { console, command in console.abortSession(command.values[0]) },
        IOSExecRow("show configuration sessions") { console, _ in console.say(console.sessionLines(isDetailed: false))
        },
        IOSExecRow("show configuration sessions detail") { console, _ in
            console.say(console.sessionLines(isDetailed: true))
        },
        IOSExecRow("show session-config named WORD diffs") { console, command in
            console.showDifferences(of: command.values[0])
        },
        IOSExecRow("write [memory]") { console, _ in console.save() },
        IOSExecRow("copy running-config startup-config") { console, _ in console.save() },
        IOSExecRow("reload now") { console, _ in console.events.append(.restart) },
    ]
}
