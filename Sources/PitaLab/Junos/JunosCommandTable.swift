/// A command of one of the modes.
struct JunosRow: Sendable {
    var form: String
    var run: @Sendable (JunosConsole, ParsedCommand) -> Void

    init(_ form: String, _ run: @escaping @Sendable (JunosConsole, ParsedCommand) -> Void) {
        self.form = form
        self.run = run
    }
}

/// The commands by mode.
enum JunosCommandTable {
    static let operational: [JunosRow] = [
        JunosRow("configure") { console, _ in console.configure(.shared) },
        JunosRow("configure exclusive") { console, _ in console.configure(.exclusive) },
        JunosRow("configure private") { console, _ in console.configure(.isolated) },
        JunosRow("edit") { console, _ in console.configure(.shared) },
        JunosRow("exit") { console, _ in console.events.append(.close) },
        JunosRow("quit") { console, _ in console.events.append(.close) },
        JunosRow("set cli screen-length <0-100000>") { console, command in
            console.screenLength = Int(command.values[0]) ?? 24
            console.say("Screen length set to \(command.values[0])")
        },
        JunosRow("set cli screen-width <0-1024>") { console, command in
            console.screenWidth = Int(command.values[0]) ?? 80
            console.say("Screen width set to \(command.values[0])")
        },
        JunosRow("set cli complete-on-space {on|off}") { console, command in
            console.completesOnSpace = command.words.last == "on"
            console.say("\(console.completesOnSpace ? "Enabling" : "Disabling") complete-on-space")
        },
        JunosRow("show version") { console, _ in console.say(console.versionLines) },
        JunosRow("show chassis hardware") { console, _ in console.say(console.hardwareLines) },
        JunosRow("show system commit") { console, _ in console.say(console.commitLines) },
        JunosRow("show system uptime") { console, _ in console.say(console.uptimeLines) },
        JunosRow("show configuration [LINE]") { console, command in console.showConfiguration(command) },
        JunosRow("show interfaces terse") { console, _ in console.say(console.terseLines) },
        JunosRow("show interfaces descriptions") { console, _ in console.say(console.descriptionLines) },
        JunosRow("show interfaces queue WORD") { console, command in console.showQueues(command.values[0]) },
        JunosRow("show firewall filter WORD") { console, command in console.showFilter(command.values[0]) },
        JunosRow("show vlans") { console, _ in console.say(console.vlanLines) },
        JunosRow("show route [WORD]") { console, command in console.showRoute(command.values.first) },
        JunosRow("ping A.B.C.D [count <1-2000000000>]") { console, command in console.ping(command) },
        JunosRow("request system reboot [in <0-100000>]") { console, command in console.reboot(command) },
        JunosRow("clear system reboot") { console, _ in console.cancelReboot() },
    ]

    static let configuration: [JunosRow] = [
        JunosRow("set LINE") { console, _ in console.enterEdit() },
        JunosRow("delete [LINE]") { console, command in console.delete(command) },
        JunosRow("insert LINE") { console, _ in console.enterEdit() },
        JunosRow("activate LINE") { console, _ in console.enterEdit() },
        JunosRow("deactivate LINE") { console, _ in console.enterEdit() },
        JunosRow("edit LINE") { console, _ in console.enterLevel() },
        JunosRow("top") { console, _ in console.level = [] },
        JunosRow("up") { console, _ in console.goUp() },
        JunosRow("exit") { console, _ in console.exit() },
        JunosRow("exit configuration-mode") { console, _ in console.leave() },
        JunosRow("quit") { console, _ in console.exit() },
        JunosRow("show [LINE]") { console, command in console.showCandidate(command) },
        JunosRow("load set terminal") { console, _ in
            console.loaded = []
            console.say("[Type ^D at a new line to end input]")
        },
        JunosRow("rollback [<0-49>]") { console, command in console.rollback(command) },
        JunosRow("commit [{and-quit|comment WORD}]") { console, command in console.commit(command) },
        JunosRow("commit check") { console, _ in console.checkOnly() },
        JunosRow("commit confirmed [<1-65535>] [comment WORD]") { console, command in
            console.commitConfirmed(command)
        },
        JunosRow("status") { console, _ in console.say("Users currently editing the configuration:") },
        JunosRow("run LINE") { console, command in console.runOperational(command) },
    ]
}
