/// The commands of the EXEC modes.
enum IOSExecTable {
    static let user: [IOSExecRow] = [
        IOSExecRow("enable") { console, _ in console.enable() },
        IOSExecRow("disable") { console, _ in console.mode = .user },
        IOSExecRow("exit") { console, _ in console.events.append(.close) },
        IOSExecRow("logout") { console, _ in console.events.append(.close) },
        IOSExecRow("show version") { console, _ in console.say(IOSVersionText(console: console).lines) },
        IOSExecRow("show inventory") { console, _ in console.say(IOSVersionText(console: console).inventory) },
        IOSExecRow("show privilege") { console, _ in
            console.say("Current privilege level is \(console.mode.kind == .user ? 1 : 15)")
        },
        IOSExecRow("show clock") { console, _ in console.say(IOSClock.now(console.surroundings.wall())) },
        IOSExecRow("show vlan brief", needs: .switching) { console, _ in console.say(console.vlanLines) },
        IOSExecRow("show vtp status", needs: .switching) { console, _ in console.say(console.vtpLines) },
        IOSExecRow("show interfaces [INTERFACE]") { console, command in console.showInterfaces(command) },
        IOSExecRow("show interfaces status", needs: .switching) { console, _ in console.say(console.statusLines) },
        IOSExecRow("show interfaces description") { console, _ in console.say(console.descriptionLines) },
        IOSExecRow("show interfaces [INTERFACE] switchport", needs: .switching) { console, command in
            console.showSwitchport(command)
        },
        IOSExecRow("show interfaces trunk", needs: .switching) { console, _ in console.say(console.trunkLines) },
        IOSExecRow("show ip interface brief") { console, _ in console.say(console.briefLines) },
        IOSExecRow("show ip route [A.B.C.D [MASK]]") { console, command in console.showRoute(command) },
        IOSExecRow("show ip access-lists") { console, _ in console.say(console.listLines) },
        IOSExecRow("show policy-map", needs: .policies) { console, _ in console.say(console.policyLines) },
        IOSExecRow("show policy-map interface [INTERFACE [{input|output}]]", needs: .policies) { console, command in
            console.showPolicies(command)
        },
        IOSExecRow("ping [ip] A.B.C.D [repeat <1-2147483647>] [source WORD]") { console, command in
            console.ping(command)
        },
        IOSExecRow("terminal length <0-512>") { console, command in
            console.screenLength = Int(command.values[0]) ?? 24
        },
        IOSExecRow("terminal width <0-512>") { console, command in
            console.screenWidth = Int(command.values[0]) ?? 80
        },
        IOSExecRow("terminal [no] monitor") { _, _ in },
    ]

    static let privileged: [IOSExecRow] = [
        IOSExecRow("show running-config") { console, _ in console.say(IOSRenderer(console: console).running()) },
        IOSExecRow("show running-config interface INTERFACE") { console, command in
            guard let lines = IOSRenderer(console: console).interface(command.values[0]) else {
                return console.refuseTyped()
            }
            console.say(lines)
        },
        IOSExecRow("show startup-config") { console, _ in console.showStartup() },
        IOSExecRow("show archive", needs: .archive) { console, _ in console.say(console.archiveLines) },
        IOSExecRow("show archive config rollback timer", needs: .archive) { console, _ in
            console.say(console.timerLines)
        },
        IOSExecRow("show reload") { console, _ in console.say(console.reloadLine) },
        IOSExecRow("configure terminal") { console, _ in console.enterConfiguration() },
        IOSExecRow("configure terminal revert timer <1-120>", needs: .archive) { console, command in
            console.enterConfiguration(revert: Int(command.values[0]))
        },
        IOSExecRow("configure confirm", needs: .archive) { console, _ in console.confirmChange() },
        IOSExecRow("configure revert now", needs: .archive) { console, _ in console.revertNow() },
        IOSExecRow("configure revert timer <1-120>", needs: .archive) { console, command in
            console.moveTimer(Int(command.values[0]) ?? 1)
        },
        IOSExecRow("configure replace WORD [force] [revert trigger [error] timer <1-120>]", needs: .archive) {
            console, command in console.replace(command)
        },
        IOSExecRow("archive config", needs: .archive) { console, _ in console.archiveNow() },
        IOSExecRow("copy running-config {startup-config|WORD}") { console, command in console.copyRunning(command) },
        IOSExecRow("write [memory]") { console, _ in console.save() },
        IOSExecRow("reload") { console, _ in console.reload(minutes: nil) },
        IOSExecRow("reload in <1-1440>") { console, command in console.reload(minutes: Int(command.values[0])) },
        IOSExecRow("reload cancel") { console, _ in console.cancelReload() },
        IOSExecRow("dir [WORD]") { console, _ in console.say(console.directoryLines) },
        IOSExecRow("more WORD") { console, command in console.showFile(command.values[0]) },
        IOSExecRow("delete [/force] WORD") { console, command in console.delete(command) },
    ]
}
