import PitaDiagnostics

/// MikroTik RouterOS 6 and 7, driven by one command per exec channel.
///
/// Facts: MikroTik's manual (help.mikrotik.com) and recorded exports of 6.48 to 7.24.
public struct RouterOSPlatform: Platform {
    /// The platform; it holds nothing.
    public init() {}

    /// `routeros`.
    public let name = "routeros"

    /// Resource, identity, routerboard, device-mode; a virtual router has no routerboard, and 7.16 and older no device-mode.
    public var factCommands: [ReadCommand] { RouterOSFacts.commands }

    /// The facts; `other` holds `board-name`, `architecture`, `channel`, `device-mode` and its `scheduler` and `fetch`.
    public func facts(from replies: [String: CommandReply]) throws(Diagnostics) -> DeviceFacts {
        try RouterOSFacts.facts(replies)
    }

    /// One export of everything, without secrets, that ends with a mark.
    public func readCommands(for facts: DeviceFacts) -> [ReadCommand] {
        [ReadCommand("export", RouterOSExport.command(RouterOSVersion(facts.version)))]
    }

    /// The running config, without what equals a default of the device's version.
    public func running(from replies: [String: CommandReply], facts: DeviceFacts) throws(Diagnostics) -> ConfigTree {
        let version = try version(facts)
        guard let reply = replies["export"] else { throw Diagnostics("no export was read") }
        let statements = try RouterOSExport.statements(reply, file: "\(facts.name)/export")
        var builder = RouterOSTreeBuilder(isRunning: true)
        return RouterOSDefaults(version: version).reduced(try builder.build(statements))
    }

    /// A config from export form or from a template's output. Secrets become a mask; defaults that are named stay.
    public func parse(_ text: String, file: String) throws(Diagnostics) -> ConfigTree {
        try RuntimeSlot.refuse(in: text, file: file)
        return try RouterOSText.intended(text, file: file)
    }

    /// The running config of an export in a file, whatever a collector or a terminal has put around it.
    public func parseRunning(_ text: String, file: String) throws(Diagnostics) -> ConfigTree {
        try RouterOSText.running(text, file: file)
    }

    /// Of each command the menu, what its items are named by, and how the device takes back what it says.
    public func explain(_ text: String, file: String, isRunning: Bool) throws(Diagnostics) -> [LineExplanation] {
        let text = isRunning ? RouterOSText.withoutSurroundings(text) : text
        var parser = RouterOSParser(text, file: file)
        let statements = try parser.statements()
        return statements.map { RouterOSExplanation.of($0, text: parser.shown($0)) }
    }

    /// Compares the menus and properties with the command tree of the nearest version that is known.
    public func check(_ intended: ConfigTree, for facts: DeviceFacts) -> Diagnostics {
        guard let version = RouterOSVersion(facts.version) else {
            return Diagnostics("`\(facts.version)` is no version of RouterOS")
        }
        return RouterOSCheck(version: version).check(intended)
    }

    /// The change, each command one line for a channel of its own; its reverse is safe after any part of it.
    public func change(
        from running: ConfigTree, to intended: ConfigTree, mode: ChangeMode, facts: DeviceFacts
    ) throws(Diagnostics) -> DeviceChange {
        let defaults = RouterOSDefaults(version: try version(facts))
        let present = ConfigTree(running.objects.filter { !$0.isAbsent })
        var goals = RouterOSGoals(
            running: defaults.reduced(present), intended: intended, mode: mode, defaults: defaults)
        try goals.workOut()
        var planner = RouterOSPlanner(goals)
        let plain = try planner.change()
        let placed = plain.differences.filter { $0.after?[RouterOSTreeBuilder.placeBefore] != nil }.map(\.id)
        let warnings = RouterOSWarnings(
            running: goals.running, transitions: goals.transitions, version: defaults.version, placed: Set(placed))
        let change = plain.adding(warnings: warnings.all(), irreversible: warnings.irreversible())
        guard !change.isEmpty, let refusal = RouterOSRollbackGuard(change: change, facts: facts).refusal else {
            return change
        }
        let warning = Diagnostic("no way back on the device: \(refusal)", severity: .warning)
        return change.adding(warnings: [warning])
    }

    /// The management address, what it stands on, its way through the bridge; the default route, the firewall, SSH, the user.
    public func cutOffs(by change: DeviceChange, running: ConfigTree, reach: Reach) -> [CutOff] {
        RouterOSCutOff(change, running: running, reach: reach).all()
    }

    /// A scheduler entry that runs the reverse; none where device-mode forbids the scheduler.
    public func rollbackGuard(for change: DeviceChange, facts: DeviceFacts) -> RollbackGuard? {
        RouterOSRollbackGuard(change: change, facts: facts).rollbackGuard
    }

    /// Nothing: RouterOS keeps every command as it takes effect.
    public func saving(_ change: DeviceChange, facts: DeviceFacts) -> [DeviceCommand] { [] }

    /// The first line with words of refusal.
    public func rejection(in reply: CommandReply) -> String? { RouterOSRejection.find(in: reply) }

    /// `/ping`, or the active routes of the main table with a mark behind them.
    public func command(for probe: Probe, facts: DeviceFacts) -> ReadCommand {
        RouterOSProbe.command(probe, RouterOSVersion(facts.version))
    }

    /// What the line of statistics or the routes before the mark say.
    public func finding(of probe: Probe, in reply: CommandReply) -> ProbeFinding {
        RouterOSProbe.finding(probe, in: reply)
    }

    /// The octets of a simple queue by its name, both ways together.
    public func queueCounter(_ name: String, facts: DeviceFacts) -> QueueCounter? {
        guard let quoted = try? quoted(name) else { return nil }
        let command = ReadCommand("queue", ":put [/queue simple get [find where name=\(quoted)] bytes]", mayFail: true)
        return QueueCounter(command) { reply in
            guard RouterOSRejection.find(in: reply) == nil else { return nil }
            let ways = reply.output.split { $0 == "/" || $0.isWhitespace }.map(QueueCounter.number)
            guard ways.count == 2, let upload = ways[0], let download = ways[1] else { return nil }
            return upload &+ download
        }
    }

    /// The name of a simple queue.
    public var queueNames: String? { "NAME" }

    /// Printing, exporting to the terminal, pinging.
    public func isReading(_ command: String) -> Bool { RouterOSReading.allows(command) }

    /// Without the values of properties that are secrets, and of words that name some.
    public func masked(_ text: String) -> String {
        let mask = SecretMask(names: SecretMask.common.union(RouterOSMenu.secretProperties))
        // The name of a community is its secret.
        let names = SecretMask(names: ["name"])
        return SecretMask.lines(of: text).map { line in
            let line = mask.masked(String(line))
            return line.contains("snmp community") || line.contains("snmp/community") ? names.masked(line) : line
        }.joined(separator: "\n")
    }

    /// The export without the line that holds the time.
    public func backup(
        from replies: [String: CommandReply], facts: DeviceFacts
    ) throws(Diagnostics) -> String {
        guard let reply = replies["export"] else { throw Diagnostics("the device was not asked for its config") }
        return masked(try RouterOSExport.text(reply))
    }

    /// Whether the device walks the menu's items from the top.
    public func isOrdered(_ section: String) -> Bool { RouterOSMenu.named(section)?.isOrdered ?? false }

    /// The line unless the command that it belongs to names a secret.
    public func excerpt(of text: String, at mark: SourceMark) -> Excerpt? {
        RouterOSScanner(text, file: mark.file).excerpt(ofLine: mark.line)
    }

    /// Simple queues, the queue tree, VLANs of interfaces and bridges, addresses and routes.
    public func view(of running: ConfigTree) -> LiveView { RouterOSView(running).view() }

    /// The text in double quotes, in ASCII on one line. NUL ends a text on the device and is refused.
    /// So are the characters that stand for octets which are no text.
    public func quoted(_ text: String) throws(Diagnostics) -> String {
        guard !text.utf8.contains(0) else { throw Diagnostics("a NUL can't be sent to RouterOS") }
        // Sent, they would be other octets than the text's own.
        guard !RouterOSText.holdsStrays(text) else {
            throw Diagnostics("a character of the private range U+10FF80 to U+10FFFF can't be sent to RouterOS")
        }
        try RuntimeSlot.refuse(in: text)
        return RouterOSText.quoted(text)
    }

    private func version(_ facts: DeviceFacts) throws(Diagnostics) -> RouterOSVersion {
        guard let version = RouterOSVersion(facts.version) else {
            throw Diagnostics("`\(facts.version)` is no version of RouterOS")
        }
        return version
    }
}
