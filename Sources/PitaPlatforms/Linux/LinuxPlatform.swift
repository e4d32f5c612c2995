import PitaDiagnostics

/// A Linux router: HTB shaping by `tc`, VLAN interfaces, addresses and routes by `ip` (iproute2 5 and 6).
public struct LinuxPlatform: Platform {
    /// A platform; it has no state.
    public init() {}

    /// `linux`.
    public let name = "linux"

    /// One exec: names, versions, rights, directories.
    public var factCommands: [ReadCommand] { [ShellFacts.command(tool: "tc -V")] }

    /// The facts; the version is the kernel's, `other["iproute2"]` that of `tc`.
    public func facts(from replies: [String: CommandReply]) throws(Diagnostics) -> DeviceFacts {
        var tools: String?
        var facts = try ShellFacts.facts(from: replies, tool: "tc") { tool, kernel in
            // `tc utility, iproute2-6.1.0, libbpf 1.1.2`; before 5.0 a date stood there (`iproute2-ss190107`).
            tools = tool.firstRange(of: "iproute2-").flatMap { ShellFacts.number(tool[$0.upperBound...]) }
            return tool.hasPrefix("tc utility") ? ShellFacts.number(kernel) : nil
        }
        facts.other["iproute2"] = tools
        return facts
    }

    /// One exec that lists everything that Pita manages.
    public func readCommands(for facts: DeviceFacts) -> [ReadCommand] { [LinuxReader.command] }

    /// The tree of the listings.
    public func running(from replies: [String: CommandReply], facts: DeviceFacts) throws(Diagnostics) -> ConfigTree {
        try LinuxReader.tree(from: replies)
    }

    /// The tree of `tc` and `ip` command lines.
    public func parse(_ text: String, file: String) throws(Diagnostics) -> ConfigTree {
        try LinuxParser.tree(text, file: file)
    }

    /// Kernel versions: `fq_codel` came with 3.5, `flower` with 4.2. Bursts that the kernel's clock can't hold exactly.
    public func check(_ intended: ConfigTree, for facts: DeviceFacts) -> Diagnostics {
        var found = Diagnostics()
        let version = SoftwareVersion(facts.version)
        for object in intended.objects where !object.isAbsent {
            let since = ["fq_codel": "3.5", "flower": "4.2"][object.properties["kind"] ?? ""]
            if let since, version < SoftwareVersion(since) {
                let kind = object.properties["kind"] ?? ""
                found.append(
                    Diagnostic("`\(kind)` needs kernel \(since); the device runs \(facts.version)", at: object.mark))
            }
            guard let rate = object.properties["ceil"].flatMap(Int.init), rate > 2_000_000_000 else { continue }
            for name in ["burst", "cburst"] {
                guard let size = object.properties[name].flatMap({ Int($0.dropLast()) }), size < 256 else { continue }
                found.append(
                    Diagnostic(
                        "a \(name) of \(size)k can't be read back exactly above 2 Gbit/s", at: object.mark,
                        hint: "leave it out, or use 256k and more"))
            }
        }
        return found
    }

    /// The change; see ``LinuxPlanner`` for its order.
    public func change(
        from running: ConfigTree, to intended: ConfigTree, mode: ChangeMode, facts: DeviceFacts
    ) throws(Diagnostics) -> DeviceChange {
        // A config from a file may spell defaults out; one from a device never does.
        let running = ConfigTree(running.objects.map(LinuxRules.settled))
        let effective = ShellAccounts.effective(intended, on: running)
        var state = IntendedState(running: running, intended: effective, mode: mode, settled: LinuxRules.settled)
        try LinuxRules.cascade(&state, running: running)
        LinuxRules.settleClasses(&state)
        let difference = TreeDifference(from: running, to: state.tree)
        try LinuxRules.verify(difference.ids, from: running, state: state)
        let forward = LinuxPlanner(from: running, to: state.tree, guarded: false)
        let backward = LinuxPlanner(from: state.tree, to: running, guarded: true)
        func raised(_ commands: [DeviceCommand]) -> [DeviceCommand] {
            commands.map {
                DeviceCommand(
                    Privilege.raised($0.text, facts: facts), object: $0.object,
                    mark: $0.mark ?? $0.object.flatMap { state.marks[$0] })
            }
        }
        let besides = (forward: forward.besides, backward: backward.besides)
        func touched(_ tree: ConfigTree) -> ConfigTree {
            let besides = (besides.forward + besides.backward).compactMap { tree[$0] }
            return ConfigTree(
                difference.touched(in: tree).objects
                    + besides.map { ConfigObject(id: $0.id, properties: $0.properties) })
        }
        return DeviceChange(
            commands: raised(forward.commands), reverse: raised(backward.commands),
            before: touched(running), after: touched(state.tree),
            differences: difference.differences(from: running, to: state.tree),
            warnings: LinuxWarnings.warnings(
                difference.ids, from: running, state: state, interrupted: forward.interruptedDevices)
                + LinuxGateways(running: running, target: state.tree).warnings(
                    difference.ids + besides.forward, state.marks),
            accounts: try LinuxLines.accounts(of: intended, from: running, to: state.tree))
    }

    /// What each statement of `tc` and `ip` does; see ``LinuxLines``.
    public func explain(_ text: String, file: String, isRunning: Bool) throws(Diagnostics) -> [LineExplanation] {
        try LinuxLines.explain(text, file: file)
    }

    /// The management address, the interfaces that it stands on, the default route.
    public func cutOffs(by change: DeviceChange, running: ConfigTree, reach: Reach) -> [CutOff] {
        LinuxCutOff(change, running: running, reach: reach).all()
    }

    /// A detached script on the device; always there.
    public func rollbackGuard(for change: DeviceChange, facts: DeviceFacts) -> RollbackGuard? {
        change.reverse.isEmpty ? nil : ShellTimer(facts: facts).rollbackGuard(change.reverse, facts: facts)
    }

    /// The touched objects' lines in the device's `network.sh`.
    public func saving(_ change: DeviceChange, facts: DeviceFacts) -> [DeviceCommand] {
        LinuxSaving.commands(change, facts: facts)
    }

    /// Anything but exit status 0. Text on standard error with status 0 is a warning (HTB's quantum).
    public func rejection(in reply: CommandReply) -> String? { ShellRejection.text(in: reply) }

    /// What `tc` says of a class, named `DEVICE CLASSID`: `lan0 1:10`.
    public func queueCounter(_ name: String, facts: DeviceFacts) -> QueueCounter? {
        let words = name.split(separator: " ")
        guard words.count == 2, InterfaceName.isValid(String(words[0])), ShellQuoting.isPlain(String(words[1])) else {
            return nil
        }
        let path = "export LC_ALL=C PATH=\"$PATH:/usr/sbin:/sbin\""
        let command = ReadCommand(
            "queue", "\(path); tc -s class show dev \(words[0]) classid \(words[1])", mayFail: true)
        return QueueCounter(command) { $0.exitStatus == 0 ? QueueCounter.sum(after: "Sent", in: $0.output) : nil }
    }

    /// An interface and its class.
    public var queueNames: String? { "INTERFACE CLASSID" }

    /// Programs that only read when they are called so.
    public func isReading(_ command: String) -> Bool { ReadingCommands.shell.allow(command) }

    /// Without the values after words that name secrets.
    public func masked(_ text: String) -> String { SecretMask(names: SecretMask.common).masked(text) }

    /// `ping` and `ip route` in the device's shell.
    public func command(for probe: Probe, facts: DeviceFacts) -> ReadCommand { ShellProbe.command(probe) }

    /// What `ping`'s statistics or the list of routes say.
    public func finding(of probe: Probe, in reply: CommandReply) -> ProbeFinding {
        ShellProbe.finding(probe, in: reply)
    }

    /// HTB classes, VLAN interfaces, addresses and routes.
    public func view(of running: ConfigTree) -> LiveView { LinuxView(running).view() }

    /// One shell word.
    public func quoted(_ text: String) throws(Diagnostics) -> String {
        try ShellQuoting.refuseUndeliverable(text, lines: true)
        try RuntimeSlot.refuse(in: text)
        return ShellQuoting.quoted(text)
    }
}
