import PitaDiagnostics

/// Huawei devices with VRP: those whose lines hold at once (VRP5) and those that commit (VRP8 and later).
public struct VRPPlatform: Platform {
    /// A platform; it has no state.
    public init() {}

    /// `vrp`.
    public let name = "vrp"

    /// One terminal for all commands.
    public var console: Console? { VRPConsole.console }

    private var office = OfficeLineRules()

    private var config: LineConfig { LineConfig(grammar: VRPGrammar.grammar.with(office)) }

    /// With what the office says of lines that no rule knows.
    public func with(rules: OfficeLineRules) throws(Diagnostics) -> any Platform {
        var platform = self
        platform.office = rules
        return platform
    }

    /// Versions, serial number, and whether the running config is the saved one.
    public var factCommands: [ReadCommand] { VRPFacts.commands }

    /// The facts; the version is the release (`V200R019C00SPC500`).
    public func facts(from replies: [String: CommandReply]) throws(Diagnostics) -> DeviceFacts {
        try VRPFacts.facts(from: replies)
    }

    /// The whole config.
    public func readCommands(for facts: DeviceFacts) -> [ReadCommand] {
        [ReadCommand("config", "display current-configuration")]
    }

    /// The tree of the config; it must end with `return`.
    public func running(from replies: [String: CommandReply], facts: DeviceFacts) throws(Diagnostics) -> ConfigTree {
        guard let reply = replies["config"] else { throw Diagnostics("the config was not read") }
        if reply.exitStatus == 1 {
            throw Diagnostics("`display current-configuration` was refused: \(DeviceWords.cut(reply.errorOutput))")
        }
        let text = VRPText.settled(reply.output, isRunning: true)
        return VRPUnsaid(text, model: facts.model).completed(try config.running(text))
    }

    /// The tree of lines of a config.
    public func parse(_ text: String, file: String) throws(Diagnostics) -> ConfigTree {
        try config.tree(VRPText.settled(text, isRunning: false), file: file, isRunning: false)
    }

    /// What a device printed, as its config.
    public func parseRunning(_ text: String, file: String) throws(Diagnostics) -> ConfigTree {
        let printed = withoutLog(text, file)
        let text = VRPText.settled(LineFile.config(in: printed.text), isRunning: true)
        var tree = VRPUnsaid(text, model: "").completed(try config.tree(text, file: file, isRunning: true))
        tree.remarks = printed.warnings
        return tree
    }

    /// Without the lines of the log; the time that a device says before its answer is none.
    private func withoutLog(_ text: String, _ file: String) -> LogLines {
        LogLines(text, file: file, table: VRPMessages.table) { VRPText.isNoise($0) && $0.firstRange(of: "%%") == nil }
    }

    /// By the rules of VRP.
    public func explain(_ text: String, file: String, isRunning: Bool) throws(Diagnostics) -> [LineExplanation] {
        let printed = isRunning ? withoutLog(text, file).text : text
        let text = VRPText.settled(isRunning ? LineFile.config(in: printed) : text, isRunning: isRunning)
        return try config.explain(text, file: file)
    }

    /// Values that no device takes. What a model lacks, its refusal says: VRP has no list of that.
    public func check(_ intended: ConfigTree, for facts: DeviceFacts) -> Diagnostics { VRPRules.check(intended) }

    /// The change: a command a block, or one for all where the device commits.
    public func change(
        from running: ConfigTree, to intended: ConfigTree, mode: ChangeMode, facts: DeviceFacts
    ) throws(Diagnostics) -> DeviceChange {
        let rules = VRPRules(running: running)
        let parted = VRPSpelling.parted(intended, facts: facts)
        let listed = try VRPLists(running: running, facts: facts).settled(parted)
        let change = try config.change(from: running, to: rules.completed(listed), mode: mode)
        let touched = change.differences.map(\.id)
        try rules.verify(change.target, touched: Set(touched), marks: change.marks)
        let overlaps = VRPOverlaps(change, running: running)
        let mentions = LineMentions(change, grammar: VRPGrammar.grammar)
        let refused = overlaps.errors + mentions.errors
        guard refused.isEmpty else { throw Diagnostics(refused) }
        let warnings = VRPWarnings(running: running, target: change.target, touched: touched, marks: change.marks)
        return DeviceChange(
            commands: VRPRollbackGuard.commands(change.steps, facts: facts),
            reverse: VRPRollbackGuard.reverse(change.reverse, facts: facts), before: change.before, after: change.after,
            differences: change.differences,
            warnings: change.warnings + overlaps.warnings + mentions.warnings + warnings.all(facts: facts),
            irreversible: change.irreversible, accounts: change.accounts)
    }

    /// The management address, its VLAN, the uplink, the default route, the log-in.
    public func cutOffs(by change: DeviceChange, running: ConfigTree, reach: Reach) -> [CutOff] {
        VRPCutOff(change, running: running, reach: reach).all()
    }

    /// A trial commit; on devices without, a restart where nothing would be lost by it.
    public func rollbackGuard(for change: DeviceChange, facts: DeviceFacts) -> RollbackGuard? {
        VRPRollbackGuard.rollbackGuard(for: change, facts: facts)
    }

    /// `save`, whose question is answered by the console.
    public func saving(_ change: DeviceChange, facts: DeviceFacts) -> [DeviceCommand] {
        change.isEmpty ? [] : [DeviceCommand("save")]
    }

    /// `Error: ...` and what else refuses.
    public func rejection(in reply: CommandReply) -> String? { VRPConsole.rejection(in: reply) }

    /// Whatever does not say `successfully`.
    public func saveRejection(in reply: CommandReply) -> String? {
        rejection(in: reply) ?? ConsoleRejection.unsaved(reply) { $0.lowercased().contains(" successfully") }
    }

    /// `ping` and the routing table.
    public func command(for probe: Probe, facts: DeviceFacts) -> ReadCommand { VRPProbe.command(probe) }

    /// What they answered.
    public func finding(of probe: Probe, in reply: CommandReply) -> ProbeFinding { VRPProbe.finding(probe, in: reply) }

    /// A traffic policy of an interface, or the queues of its port.
    public func queueCounter(_ name: String, facts: DeviceFacts) -> QueueCounter? { VRPQueue.counter(name) }

    /// An interface and what of it counts.
    public var queueNames: String? { "INTERFACE inbound, INTERFACE outbound, INTERFACE queue" }

    /// `display` and `ping`.
    public func isReading(_ command: String) -> Bool {
        ReadingCommands.console("display", trace: "tracert").allow(command)
    }

    /// Without the secrets of its lines.
    public func masked(_ text: String) -> String {
        SecretMask(names: SecretMask.common, needsSign: false).masked(config.masked(text))
    }

    /// The config without the lines that change by themselves.
    public func backup(
        from replies: [String: CommandReply], facts: DeviceFacts
    ) throws(Diagnostics) -> String {
        try config.backup(VRPText.settled(replies["config"]?.output ?? "", isRunning: true))
    }

    /// The line unless it holds a secret.
    public func excerpt(of text: String, at mark: SourceMark) -> Excerpt? { VRPText.excerpt(of: text, at: mark) }

    /// VLANs and their ports, addresses, routes, and the limits of interfaces.
    public func view(of running: ConfigTree) -> LiveView { VRPView(running).view() }

    /// The text as it is: VRP has no quotes. A name takes no blank; `description` takes the rest of its line.
    public func quoted(_ text: String) throws(Diagnostics) -> String {
        try RuntimeSlot.refuse(in: text)
        let isPlain = text.unicodeScalars.allSatisfy { $0.isASCII && $0.value >= 0x20 && $0.value != 0x7F }
        guard isPlain, !text.isEmpty, !text.contains("?"), text == text.trimmed, !text.contains("  "),
            !" \(text) ".contains(LinePath.separator), text.utf8.count <= 242
        else {
            throw Diagnostics(
                "`\(TerminalText.sanitised(String(text.prefix(60))))` can't be a text on VRP",
                hint: "1 to 242 printable ASCII characters without `?`, two blanks in a row or blanks at an end")
        }
        return text
    }
}
