import PitaDiagnostics

/// A router that runs FRRouting on Linux (8 and later): interfaces, static routes, prefix lists, access lists, route maps and
/// routing protocols, by `vtysh`. Shaping is not FRRouting's: that is platform `linux` on the same machine.
public struct FRRPlatform: Platform {
    /// A platform; it has no state.
    public init() {}

    /// `frr`.
    public let name = "frr"

    private var office = OfficeLineRules()

    private var config: LineConfig { LineConfig(grammar: FRRGrammar.grammar.with(office)) }

    /// With what the office says of lines that no rule knows.
    public func with(rules: OfficeLineRules) throws(Diagnostics) -> any Platform {
        var platform = self
        platform.office = rules
        return platform
    }

    /// One exec: names, versions, rights, directories.
    public var factCommands: [ReadCommand] {
        // Who is not of the group `frrvty` may ask by `sudo` alone.
        let version = "vtysh -c 'show version'"
        return [ShellFacts.command(tool: "\(version) 2>/dev/null || sudo -n \(version)")]
    }

    /// The facts; the version is FRRouting's.
    public func facts(from replies: [String: CommandReply]) throws(Diagnostics) -> DeviceFacts {
        try ShellFacts.facts(from: replies, tool: "vtysh") { tool, _ in
            // `FRRouting 8.4.4 (rtr-dishub) on Linux(6.1.0-18-amd64).`
            tool.firstRange(of: "FRRouting ").flatMap { ShellFacts.number(tool[$0.upperBound...]) }
        }
    }

    /// One exec: the running config, and the interfaces and addresses of the kernel.
    public func readCommands(for facts: DeviceFacts) -> [ReadCommand] {
        [ReadCommand("config", Privilege.raised(FRRReader.parts.joined(separator: "; "), facts: facts))]
    }

    /// The tree of the running config; `kernel interface` holds what the kernel has.
    public func running(from replies: [String: CommandReply], facts: DeviceFacts) throws(Diagnostics) -> ConfigTree {
        try FRRReader.tree(from: replies)
    }

    /// The tree of lines as `vtysh` takes them. What Pita manages is checked word by word.
    public func parse(_ text: String, file: String) throws(Diagnostics) -> ConfigTree {
        try config.intended(text, file: file) { written, prepared throws(Diagnostics) in
            var syntax = FRRSyntax(grammar: config.grammar)
            syntax.check(written, prepared)
            try Diagnostics(syntax.found.items.map { self.shown($0, in: text) }).throwIfErrors()
        }
    }

    private func shown(_ diagnostic: Diagnostic, in text: String) -> Diagnostic {
        var diagnostic = diagnostic
        diagnostic.excerpt = diagnostic.mark.flatMap { excerpt(of: text, at: $0) }
        return diagnostic
    }

    /// What `vtysh` printed, as its config; what the kernel has is not in it.
    public func parseRunning(_ text: String, file: String) throws(Diagnostics) -> ConfigTree {
        let printed = LogLines(text, file: file, table: FRRMessages.table)
        let tree = try config.tree(LineFile.config(in: printed.text), file: file, isRunning: true)
        var settled = FRRNeighbors.settled(FRRNumbers.numbered(tree))
        settled.remarks = printed.warnings
        return settled
    }

    /// By the rules of FRRouting.
    public func explain(_ text: String, file: String, isRunning: Bool) throws(Diagnostics) -> [LineExplanation] {
        let printed = isRunning ? LogLines(text, file: file, table: FRRMessages.table).text : text
        return try config.explain(isRunning ? LineFile.config(in: printed) : text, file: file)
    }

    /// Releases before 8, with which Pita was never tried.
    public func check(_ intended: ConfigTree, for facts: DeviceFacts) -> Diagnostics {
        guard SoftwareVersion(facts.version) < SoftwareVersion("8") else { return Diagnostics() }
        return Diagnostics([
            Diagnostic(
                "the device runs FRRouting \(facts.version), and Pita is tried with 8.4: what its `vtysh` refuses may look accepted",
                severity: .warning)
        ])
    }

    /// The change: one `vtysh` a block.
    public func change(
        from running: ConfigTree, to intended: ConfigTree, mode: ChangeMode, facts: DeviceFacts
    ) throws(Diagnostics) -> DeviceChange {
        let resolved = try FRRIntent(intended, running: running).resolved(mode: mode)
        let standing = try FRRRules.standing(running: running, intended: resolved, mode: mode)
        let change = try config.change(from: standing.running, to: standing.intended, mode: mode)
        try FRRRules.verify(change)
        let commands = FRRCommands(facts: facts)
        let (before, after) = (standing.running, change.target)
        return DeviceChange(
            commands: commands.commands(FRROrder(from: before, to: after).ordered(change.steps))
                + FRRRules.lost(from: before, to: after, isCertain: true).flatMap {
                    commands.setAgain($0.lines, on: $0.interface)
                },
            reverse: commands.reverse(FRROrder(from: after, to: before).ordered(change.reverse), to: before)
                + FRRRules.lost(from: after, to: before, isCertain: false).flatMap {
                    commands.setAgain($0.lines, on: $0.interface)
                },
            before: FRRRules.shown(change.before), after: FRRRules.shown(change.after),
            differences: change.differences.map(FRRRules.shown),
            warnings: change.warnings + FRRWarnings(change, running: standing.running).all(),
            irreversible: change.irreversible, accounts: change.accounts)
    }

    /// The management address, the interface that it stands on, the default route.
    public func cutOffs(by change: DeviceChange, running: ConfigTree, reach: Reach) -> [CutOff] {
        FRRCutOff(change, running: running, reach: reach).all()
    }

    /// A detached script on the device; always there.
    public func rollbackGuard(for change: DeviceChange, facts: DeviceFacts) -> RollbackGuard? {
        change.reverse.isEmpty ? nil : ShellTimer(facts: facts).rollbackGuard(change.reverse, facts: facts)
    }

    /// `write memory`, and its words: its exit status is 0 also where it could not write.
    public func saving(_ change: DeviceChange, facts: DeviceFacts) -> [DeviceCommand] {
        change.isEmpty ? [] : [DeviceCommand(Privilege.raised(FRRSaving.command, facts: facts))]
    }

    /// Anything but exit status 0, and an edit that failed by its model, after which `vtysh` ends with 0 all the same.
    /// `% Refusing to remove a non-existent route` comes with 0, and is right.
    public func rejection(in reply: CommandReply) -> String? {
        if let text = ShellRejection.text(in: reply) { return text }
        let said = (reply.output + "\n" + reply.errorOutput).split(whereSeparator: \.isNewline)
        let failures = ["% Failed to edit configuration", "% Configuration failed"]
        return said.first { line in failures.contains { line.hasPrefix($0) } }.map { DeviceWords.cut($0) }
    }

    /// Programs that only read, and `vtysh -c 'show ...'`.
    public func isReading(_ command: String) -> Bool {
        if ReadingCommands.shell.allow(command) { return true }
        let start = "vtysh -c '"
        guard command.hasPrefix(start), command.last == "'" else { return false }
        let inner = String(command.dropFirst(start.count).dropLast())
        return !inner.contains("'") && ReadingCommands.console("show").allow(inner)
    }

    /// Without the secrets of its lines, and the values after words that name some.
    public func masked(_ text: String) -> String {
        SecretMask(names: SecretMask.common).masked(config.masked(text))
    }

    /// `ping` and `ip route` in the device's shell.
    public func command(for probe: Probe, facts: DeviceFacts) -> ReadCommand { ShellProbe.command(probe) }

    /// What `ping`'s statistics or the list of routes say.
    public func finding(of probe: Probe, in reply: CommandReply) -> ProbeFinding {
        ShellProbe.finding(probe, in: reply)
    }

    /// The line unless it holds a password.
    public func excerpt(of text: String, at mark: SourceMark) -> Excerpt? {
        guard let excerpt = Excerpt(of: text, at: mark) else { return nil }
        return FRRGrammar.grammar.masked(excerpt.line) == excerpt.line ? excerpt : nil
    }

    /// Interfaces, addresses and routes.
    public func view(of running: ConfigTree) -> LiveView { FRRView(running).view() }

    /// The text as the rest of a line (`description ...`), its runs of blanks one blank each, as `vtysh` keeps them.
    ///
    /// The language has no quotes, so a text of several words is no name: there it is refused when the line is read.
    public func quoted(_ text: String) throws(Diagnostics) -> String {
        try RuntimeSlot.refuse(in: text)
        if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
            || text.contains(where: \.isNewline)
        {
            throw Diagnostics("a line break, tab or other control character can't stand in a line of vtysh")
        }
        let words = FRRTable.spaced(text)
        guard !words.isEmpty else {
            throw Diagnostics("an empty text can't be said to vtysh", hint: "leave the line out")
        }
        guard words.utf8.count <= Self.longestText else {
            throw Diagnostics("the text has \(words.utf8.count) octets; at most \(Self.longestText) are taken")
        }
        guard words.firstRange(of: FRRSyntax.filter) == nil else {
            throw Diagnostics("`|` with a blank after it is a filter to vtysh, and can't stand in a line")
        }
        guard " \(words) ".firstRange(of: LinePath.separator) == nil else {
            throw Diagnostics("`\(LinePath.separator)` can't stand in a line")
        }
        return words
    }

    private static let longestText = 1000
}
