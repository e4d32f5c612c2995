/// The commands that are no configuration.
enum VRPExecTable {
    static let rows: [VRPExecRow] = [
        VRPExecRow("system-view", .userView) { console, _ in console.enterSystem(isImmediate: false) },
        VRPExecRow("system-view immediately", .userView, hasCandidate: true) { console, _ in
            console.enterSystem(isImmediate: true)
        },
        VRPExecRow("quit") { console, _ in console.quit() },
        VRPExecRow("return", .systemView) { console, _ in console.leave(.user) },
        VRPExecRow("screen-length <0-512> temporary") { console, command in
            console.screenLength = Int(command.values[0]) ?? 24
            console.say("Info: The configuration takes effect on the current user terminal interface only.")
        },
        VRPExecRow("save") { console, _ in console.save() },
        VRPExecRow("reboot", .userView) { console, _ in console.reboot(minutes: nil) },
        VRPExecRow("schedule reboot delay <1-43200>", .userView) { console, command in
            console.reboot(minutes: Int(command.values[0]))
        },
        VRPExecRow("undo schedule reboot", .userView) { console, _ in console.cancelReboot() },
        VRPExecRow("display schedule reboot") { console, _ in console.say(console.rebootLine) },
        VRPExecRow("display startup") { console, _ in console.say(console.startupLines) },
        VRPExecRow("display version") { console, _ in console.say(console.versionLines) },
        VRPExecRow("display device {manufacture-info|manuinfo}") { console, _ in console.say(console.manufactureLines)
        },
        VRPExecRow("display esn") { console, _ in
            console.say("ESN of slot \(console.model.slot): \(console.device.serial)")
        },
        VRPExecRow("display clock") { console, _ in
            let now = console.surroundings.wall()
            console.say([ConsoleClock.long(now) + "+00:00", ConsoleClock.weekday(now), "Time Zone(UTC) : UTC"])
        },
        VRPExecRow("display current-configuration") { console, _ in
            console.say(VRPRenderer(console: console).running())
        },
        VRPExecRow("display current-configuration interface INTERFACE") { console, command in
            guard let entry = console.state.running.entry(["interface " + command.values[0]]) else {
                return console.refuseLast()
            }
            console.say(["#"] + VRPRenderer(console: console).block(entry) + ["#", "return"])
        },
        VRPExecRow("display saved-configuration") { console, _ in console.say(VRPRenderer(console: console).saved()) },
        VRPExecRow("display this", .systemView) { console, _ in console.say(VRPRenderer(console: console).current()) },
        VRPExecRow("display vlan") { console, _ in console.say(console.vlanLines) },
        VRPExecRow("display port vlan") { console, _ in console.say(console.portLines) },
        VRPExecRow("display interface brief") { console, _ in console.say(console.briefLines) },
        VRPExecRow("display interface description") { console, _ in console.say(console.descriptionLines) },
        VRPExecRow("display ip interface brief") { console, _ in console.say(console.addressLines) },
        VRPExecRow("display ip routing-table [A.B.C.D]") { console, command in console.showRoutes(command) },
        VRPExecRow("display traffic policy statistics interface INTERFACE {inbound|outbound}", hasCandidate: false) {
            console, command in console.showStatistics(command)
        },
        VRPExecRow("display traffic-policy statistics interface INTERFACE {inbound|outbound}", hasCandidate: true) {
            console, command in console.showStatistics(command)
        },
        VRPExecRow("display qos queue statistics interface INTERFACE") { console, command in
            console.showQueues(command)
        },
        VRPExecRow("ping A.B.C.D") { console, command in console.ping(command.values[0], 5) },
        VRPExecRow("ping -c <1-100000> A.B.C.D") { console, command in
            console.ping(command.values[1], Int(command.values[0]) ?? 5)
        },
        VRPExecRow(
            "commit [trial [<60-65535>]] [persist WORD] [description LINE]", .systemView, hasCandidate: true
        ) { console, command in console.commit(command) },
        VRPExecRow("abort trial [persist WORD]", .systemView, hasCandidate: true) { console, command in
            console.abortTrial(command)
        },
        VRPExecRow("clear configuration candidate", .systemView, hasCandidate: true) { console, _ in
            console.edits = []
        },
        VRPExecRow("display configuration candidate changes", .systemView, hasCandidate: true) { console, _ in
            console.say(console.candidateLines)
        },
        VRPExecRow("display configuration candidate [merge]", .systemView, hasCandidate: true) { console, _ in
            console.say(VRPRenderer(console: console).body(console.configuration))
        },
        VRPExecRow("display configuration trial status", hasCandidate: true) { console, _ in
            console.say(console.trialLines)
        },
        VRPExecRow("display configuration commit list [verbose]", hasCandidate: true) { console, command in
            console.say(console.commitLines(isVerbose: command.words.last == "verbose"))
        },
        VRPExecRow("rollback configuration {last <1-80>|to commit-id <1-2147483647>}", .userView, hasCandidate: true) {
            console, command in console.rollback(command)
        },
    ]
}
