import PitaDiagnostics

/// Juniper devices with Junos: switches (ELS and older), routers and firewalls.
public struct JunosPlatform: Platform {
    /// A platform; it has no state.
    public init() {}

    /// `junos`.
    public let name = "junos"

    /// One terminal for all commands.
    public var console: Console? { JunosConsole.console }

    /// Name, model, version; serial number.
    public var factCommands: [ReadCommand] { JunosConsole.factCommands }

    /// The facts; the version is the release (`22.4R3-S2.11`).
    public func facts(from replies: [String: CommandReply]) throws(Diagnostics) -> DeviceFacts {
        try JunosConsole.facts(from: replies)
    }

    /// The whole config as lines of `set`, and how many they are.
    public func readCommands(for facts: DeviceFacts) -> [ReadCommand] {
        [
            ReadCommand("config", "show configuration | display set"),
            ReadCommand("count", "show configuration | display set | count"),
        ]
    }

    /// The tree of the config; the device must have said as many lines as it counts.
    public func running(from replies: [String: CommandReply], facts: DeviceFacts) throws(Diagnostics) -> ConfigTree {
        guard let config = replies["config"], let count = replies["count"] else {
            throw Diagnostics("the config was not read")
        }
        if let words = JunosConsole.rejection(
            in: CommandReply(output: "", errorOutput: config.errorOutput, exitStatus: config.exitStatus))
        {
            throw Diagnostics("`show configuration` was refused: \(words)")
        }
        let lines = config.output.split(whereSeparator: \.isNewline).count
        let counted = count.output.split(whereSeparator: \.isNewline).compactMap { line -> Int? in
            let words = line.split(separator: " ")
            return words.count == 3 && words[0] == "Count:" && words[2].hasPrefix("line") ? Int(words[1]) : nil
        }.last
        guard let counted, counted == lines, lines > 0 else {
            let said = counted.map { "the device counts \($0) lines" } ?? "the device counts none"
            throw Diagnostics("the config is not complete: \(lines) lines were read, and \(said)")
        }
        return try JunosParser.running(config.output, file: "running-config")
    }

    /// The tree of lines of `set` and `delete`, or of blocks in braces.
    public func parse(_ text: String, file: String) throws(Diagnostics) -> ConfigTree {
        try RuntimeSlot.refuse(in: text, file: file)
        return try JunosParser.intended(text, file: file)
    }

    /// The tree of what `show configuration` printed, in either form, with what collectors put around it.
    public func parseRunning(_ text: String, file: String) throws(Diagnostics) -> ConfigTree {
        let printed = LogLines(text, file: file, table: JunosMessages.table)
        var tree = try JunosParser.running(printed.text, file: file)
        tree.remarks = printed.warnings
        return tree
    }

    /// What the table of statements says of each line.
    public func explain(_ text: String, file: String, isRunning: Bool) throws(Diagnostics) -> [LineExplanation] {
        let printed = isRunning ? LogLines(text, file: file, table: JunosMessages.table).text : text
        return try JunosExplanation.lines(printed, file: file, isRunning: isRunning)
    }

    /// Values that no device takes. What a model lacks, the commit says.
    public func check(_ intended: ConfigTree, for facts: DeviceFacts) -> Diagnostics { JunosRules.check(intended) }

    /// The change: one command, one commit.
    public func change(
        from running: ConfigTree, to intended: ConfigTree, mode: ChangeMode, facts: DeviceFacts
    ) throws(Diagnostics) -> DeviceChange {
        let present = JunosReading.running(running)
        let (running, trie) = (present.tree, present.trie)
        let intent = JunosIntent(running: running, trie: trie, intended: intended, mode: mode)
        let target = present.tree(of: intent.target)
        let marks = Dictionary(
            intended.objects.compactMap { object in object.mark.map { (object.id, $0) } },
            uniquingKeysWith: { first, _ in first })
        let difference = TreeDifference(from: running, to: target)
        try JunosRules.keepName(touched: Set(difference.ids), marks: marks)
        let said = try JunosSaid(intended.lines, intent.alignment)
        let forward = JunosChange(from: trie, to: intent.target)
        let back = JunosChange(from: intent.target, to: trie)
        let mark = difference.ids.compactMap { marks[$0] }.min()
        try JunosRules.refuse(forward, protected: trie.protected, intended: intended, mark: mark)
        let place = mark ?? intended.lines.first?.mark
        let findings = Diagnostics(
            JunosReferenceCheck.findings(in: intent.target, running: trie, said: said, mark: place)
                + JunosConflictCheck.findings(in: intent.target, running: trie, said: said, mark: place))
        try findings.throwIfErrors()
        let accounts = try JunosAccounts(
            lines: intended.lines, said: said, intent: intent, running: trie, reordered: forward.reordered)
        let only = difference.ids.count == 1 ? difference.ids.first : nil
        let warnings = JunosWarnings(running: running, target: target, touched: difference.ids, marks: marks)
        let unreached = JunosUnreached.warnings(in: intent.target, running: trie, said: said, mark: place)
        return DeviceChange(
            commands: JunosConsole.commands(forward.lines, object: only, mark: mark),
            reverse: JunosConsole.commands(back.lines, object: only, mark: mark),
            before: touched(difference, in: running, other: target, forward.reordered),
            after: touched(difference, in: target, other: running, forward.reordered),
            differences: difference.differences(from: running, to: target),
            warnings: findings.items + unreached + warnings.all() + warnings.lines(of: forward)
                + accounts.warnings,
            irreversible: back.unsayable.map { "`\($0)` can't be brought back: its secret can't be read" },
            accounts: accounts.accounts)
    }

    /// The touched objects in the order of `tree`; where order changes, all that stand in it.
    private func touched(
        _ difference: TreeDifference, in tree: ConfigTree, other: ConfigTree, _ reordered: [String]
    ) -> ConfigTree {
        let sections = Set(reordered)
        let ids = Set(
            difference.ids + (tree.objects + other.objects).map(\.id).filter { sections.contains($0.section) })
        let there = tree.objects.filter { ids.contains($0.id) }.map {
            ConfigObject(id: $0.id, properties: $0.properties)
        }
        let gone = other.objects.map(\.id).filter { ids.contains($0) && tree[$0] == nil }
        return ConfigTree(there + gone.map { ConfigObject(id: $0, properties: [:], isAbsent: true) })
    }

    /// The management address, its VLAN, the uplink, filters on the way in, the default route, the log-in.
    public func cutOffs(by change: DeviceChange, running: ConfigTree, reach: Reach) -> [CutOff] {
        JunosCutOff(change, running: running, reach: reach).all()
    }

    /// A commit that must be confirmed.
    public func rollbackGuard(for change: DeviceChange, facts: DeviceFacts) -> RollbackGuard? {
        JunosConsole.rollbackGuard(for: change)
    }

    /// Nothing: a commit is durable.
    public func saving(_ change: DeviceChange, facts: DeviceFacts) -> [DeviceCommand] { [] }

    /// `error: ...`, `syntax error` and what else refuses.
    public func rejection(in reply: CommandReply) -> String? { JunosConsole.rejection(in: reply) }

    /// `ping` and the routing table.
    public func command(for probe: Probe, facts: DeviceFacts) -> ReadCommand { JunosProbe.command(probe) }

    /// What they answered.
    public func finding(of probe: Probe, in reply: CommandReply) -> ProbeFinding {
        JunosProbe.finding(probe, in: reply)
    }

    /// That of terms, policies, rules, servers that are asked in turn.
    public func isOrdered(_ section: String) -> Bool { JunosNames.isOrdered(section) }

    /// Interfaces, addresses, VLANs, policers on ports and shaping of units, static routes.
    public func view(of running: ConfigTree) -> LiveView { JunosView(running).view() }

    /// The queues of an interface, or the counters of a filter.
    public func queueCounter(_ name: String, facts: DeviceFacts) -> QueueCounter? { JunosQueue.counter(name) }

    /// An interface, or a filter.
    public var queueNames: String? { "INTERFACE output, filter NAME" }

    /// `show`, `ping`, `traceroute`.
    public func isReading(_ command: String) -> Bool { ReadingCommands.console("show").allow(command) }

    /// Without the secrets of its lines, by their words and by their form.
    public func masked(_ text: String) -> String { JunosSecrets.masked(text: text) }

    /// The config as lines of `set`.
    public func backup(
        from replies: [String: CommandReply], facts: DeviceFacts
    ) throws(Diagnostics) -> String {
        _ = try running(from: replies, facts: facts)
        let lines = (replies["config"]?.output ?? "").split(whereSeparator: \.isNewline)
        return masked(lines.map { $0 + "\n" }.joined())
    }

    /// The line unless it holds a secret.
    public func excerpt(of text: String, at mark: SourceMark) -> Excerpt? { JunosSecrets.excerpt(of: text, at: mark) }

    /// One word: bare, or in double quotes. What the terminal takes as a key, and quotes within, are refused.
    public func quoted(_ text: String) throws(Diagnostics) -> String {
        try RuntimeSlot.refuse(in: text)
        let isPlain = text.unicodeScalars.allSatisfy { $0.isASCII && $0.value >= 0x20 && $0.value != 0x7F }
        guard isPlain, !text.contains(where: { "?\"\\".contains($0) }), text.utf8.count <= 900 else {
            throw Diagnostics(
                "`\(TerminalText.sanitised(String(text.prefix(60))))` can't be a text on Junos",
                hint: "at most 900 printable ASCII characters without `?`, quotes and backslashes")
        }
        return JunosWords.written(text)
    }
}
