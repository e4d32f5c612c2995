import PitaDiagnostics

/// Devices whose config is lines of the IOS kind: Cisco IOS and IOS-XE, Arista EOS, Ruijie RGOS.
public struct IOSPlatform: Platform {
    /// Whose language it is.
    public let dialect: IOSDialect

    /// The platform of a dialect.
    public init(dialect: IOSDialect = .ios) { self.dialect = dialect }

    private var office = OfficeLineRules()

    private var config: LineConfig { LineConfig(grammar: dialect.grammar.with(office)) }

    /// With what the office says of lines that no rule knows.
    public func with(rules: OfficeLineRules) throws(Diagnostics) -> any Platform {
        var platform = self
        platform.office = rules
        return platform
    }

    /// `ios`, `eos`, `rgos`.
    public var name: String { dialect.rawValue }

    /// A terminal.
    public var console: Console? { dialect.console }

    /// `show version`, and on IOS what the way back and the VLANs depend on.
    public var factCommands: [ReadCommand] { IOSFacts.commands(dialect) }

    /// The facts; the version is that of the software.
    public func facts(from replies: [String: CommandReply]) throws(Diagnostics) -> DeviceFacts {
        try IOSFacts.facts(from: replies, dialect)
    }

    /// `show running-config`, and `show vlan brief` where VTP keeps the VLANs out of it.
    public func readCommands(for facts: DeviceFacts) -> [ReadCommand] {
        IOSReader(dialect: dialect, facts: facts).commands
    }

    /// The config up to its `end`.
    public func running(from replies: [String: CommandReply], facts: DeviceFacts) throws(Diagnostics) -> ConfigTree {
        try IOSReader(dialect: dialect, facts: facts).tree(from: replies)
    }

    /// The config of lines as they stand in one; what is no config is refused.
    public func parse(_ text: String, file: String) throws(Diagnostics) -> ConfigTree {
        let tree = try config.tree(text, file: file, isRunning: false)
        try IOSCheck.refuseOrders(tree)
        return tree
    }

    /// What a device printed, as its config.
    public func parseRunning(_ text: String, file: String) throws(Diagnostics) -> ConfigTree {
        let printed = LogLines(text, file: file, table: IOSMessages.table)
        var tree = try config.tree(LineFile.config(in: printed.text), file: file, isRunning: true)
        tree.remarks = printed.warnings
        return tree
    }

    /// By the rules of the dialect.
    public func explain(_ text: String, file: String, isRunning: Bool) throws(Diagnostics) -> [LineExplanation] {
        let printed = isRunning ? LogLines(text, file: file, table: IOSMessages.table).text : text
        return try config.explain(isRunning ? LineFile.config(in: printed) : text, file: file)
    }

    /// Names that are too long, and rates that old switches can't keep.
    public func check(_ intended: ConfigTree, for facts: DeviceFacts) -> Diagnostics {
        IOSCheck(dialect: dialect, facts: facts).check(intended)
    }

    /// One command for each object: `configure terminal` and its lines.
    public func change(
        from running: ConfigTree, to intended: ConfigTree, mode: ChangeMode, facts: DeviceFacts
    ) throws(Diagnostics) -> DeviceChange {
        let (said, remarks) = IOSRemarks.apart(intended)
        let numbered = try IOSNumbers.placed(said, running: running, mode: mode)
        let (running, cut) = IOSSessionLines.aligned(running, numbered)
        let intended = IOSProbes.aligned(running, cut)
        let change = try config.change(from: running, to: intended, mode: mode)
        let needs = IOSNeeds(dialect: dialect, running: running, change: change)
        try IOSCheck(dialect: dialect, facts: facts).refuse(change, needs, running: running, intended: intended)
        let writer = IOSCommandWriter(dialect: dialect, facts: facts)
        let warnings = IOSWarnings(change: change, running: running, dialect: dialect)
        return DeviceChange(
            commands: change.steps.map { writer.command($0, on: running) },
            reverse: (change.reverse + warnings.undoing).map { writer.command($0, on: change.target) },
            before: change.before, after: change.after, differences: change.differences,
            warnings: change.steps.isEmpty
                ? [] : change.warnings + needs.warnings() + warnings.all() + IOSRollbackGuard.warnings(facts, dialect),
            irreversible: change.irreversible, accounts: remarks + change.accounts)
    }

    /// Addresses, interfaces, VLANs, routes and log-ins.
    public func cutOffs(by change: DeviceChange, running: ConfigTree, reach: Reach) -> [CutOff] {
        IOSCutOff(change, running: running, reach: reach, dialect: dialect).all()
    }

    /// The archive's timer, a restart, or a session of EOS.
    public func rollbackGuard(for change: DeviceChange, facts: DeviceFacts) -> RollbackGuard? {
        IOSRollbackGuard.rollbackGuard(change, facts, dialect)
    }

    /// `write memory`; the empty line answers a question that some releases ask.
    public func saving(_ change: DeviceChange, facts: DeviceFacts) -> [DeviceCommand] {
        change.isEmpty ? [] : [DeviceCommand(dialect == .rgos ? "write" : "write memory", input: "\n")]
    }

    /// What ``IOSMessages`` has for a refusal.
    public func rejection(in reply: CommandReply) -> String? { IOSRejection.text(in: reply, dialect) }

    /// Whatever does not end with `[OK]`; on EOS with `Copy completed successfully.`
    public func saveRejection(in reply: CommandReply) -> String? { IOSRejection.saveText(in: reply, dialect) }

    /// `ping` and `show ip route`.
    public func command(for probe: Probe, facts: DeviceFacts) -> ReadCommand { IOSProbe.command(probe, dialect) }

    /// The success rate, or the route's entry.
    public func finding(of probe: Probe, in reply: CommandReply) -> ProbeFinding {
        IOSProbe.finding(probe, in: reply, dialect)
    }

    /// The octets of a policy on an interface, named `INTERFACE input|output`. What EOS and RGOS answer is not known.
    public func queueCounter(_ name: String, facts: DeviceFacts) -> QueueCounter? {
        dialect == .ios ? IOSQueue.counter(name) : nil
    }

    /// An interface and the direction of its policy.
    public var queueNames: String? { dialect == .ios ? "INTERFACE input, INTERFACE output" : nil }

    /// `show` and `ping`.
    public func isReading(_ command: String) -> Bool { ReadingCommands.console("show").allow(command) }

    /// Without the secrets of its lines.
    public func masked(_ text: String) -> String {
        SecretMask(names: SecretMask.common, needsSign: false).masked(config.masked(text))
    }

    /// The config without the lines that change by themselves.
    public func backup(
        from replies: [String: CommandReply], facts: DeviceFacts
    ) throws(Diagnostics) -> String {
        try config.backup(replies["config"]?.output ?? "")
    }

    /// The classes of a policy.
    public func isOrdered(_ section: String) -> Bool { LineOrder(grammar: dialect.grammar).isOrdered(section) }

    /// The line unless it holds a secret.
    public func excerpt(of text: String, at mark: SourceMark) -> Excerpt? {
        guard let excerpt = Excerpt(of: text, at: mark), dialect.grammar.masked(excerpt.line) == excerpt.line else {
            return nil
        }
        return excerpt
    }

    /// VLANs and their ports, addresses, routes, and the limits of interfaces.
    public func view(of running: ConfigTree) -> LiveView {
        IOSView(IOSReader.sayingAccess(running, dialect), dialect).view()
    }

    /// One word, in double quotes where it is not plain.
    public func quoted(_ text: String) throws(Diagnostics) -> String { try IOSText.quoted(text) }
}
