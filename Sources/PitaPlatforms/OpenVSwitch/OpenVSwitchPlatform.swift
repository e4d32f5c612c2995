import PitaDiagnostics

/// An Open vSwitch switch (2.5 and later): VLANs and QoS by `ovs-vsctl`. Flows are not managed.
public struct OpenVSwitchPlatform: Platform {
    /// A platform; it has no state.
    public init() {}

    /// `openvswitch`.
    public let name = "openvswitch"

    /// One exec: names, versions, rights, directories.
    public var factCommands: [ReadCommand] { [ShellFacts.command(tool: "ovs-vsctl --version")] }

    /// The facts; the version is Open vSwitch's.
    public func facts(from replies: [String: CommandReply]) throws(Diagnostics) -> DeviceFacts {
        try ShellFacts.facts(from: replies, tool: "ovs-vsctl") { tool, _ in
            // `ovs-vsctl (Open vSwitch) 3.1.0`
            tool.firstRange(of: "(Open vSwitch) ").flatMap { ShellFacts.number(tool[$0.upperBound...]) }
        }
    }

    /// One exec that lists the five tables that Pita manages.
    public func readCommands(for facts: DeviceFacts) -> [ReadCommand] { [OpenVSwitchReader.command] }

    /// The tree of the tables.
    public func running(from replies: [String: CommandReply], facts: DeviceFacts) throws(Diagnostics) -> ConfigTree {
        try OpenVSwitchReader.tree(from: replies)
    }

    /// The tree of `ovs-vsctl` command lines.
    public func parse(_ text: String, file: String) throws(Diagnostics) -> ConfigTree {
        try OpenVSwitchParser.tree(text, file: file)
    }

    /// The releases that brought a value (NEWS of Open vSwitch).
    private static let since = [
        "dot1q-tunnel": "2.8", "linux-noop": "2.6", "linux-netem": "2.16", "trtcm-policer": "2.14",
    ]

    /// Whether the device's release knows the QoS types and VLAN modes that are named.
    public func check(_ intended: ConfigTree, for facts: DeviceFacts) -> Diagnostics {
        var found = Diagnostics()
        for object in intended.objects where !object.isAbsent {
            for name in ["vlan_mode", "type"] {
                guard let value = object.properties[name], let since = Self.since[value],
                    SoftwareVersion(facts.version) < SoftwareVersion(since)
                else { continue }
                found.append(
                    Diagnostic(
                        "`\(value)` needs Open vSwitch \(since); the device runs \(facts.version)", at: object.mark))
            }
        }
        return found
    }

    /// The change: one command, one transaction; see ``OpenVSwitchTransaction``.
    public func change(
        from running: ConfigTree, to intended: ConfigTree, mode: ChangeMode, facts: DeviceFacts
    ) throws(Diagnostics) -> DeviceChange {
        // A config from a file may spell defaults out; one from a device never does.
        let running = ConfigTree(running.objects.map(OpenVSwitchRules.settled))
        let effective = ShellAccounts.effective(intended, on: running)
        var state = IntendedState(running: running, intended: effective, mode: mode, settled: OpenVSwitchRules.settled)
        OpenVSwitchRules.cascade(&state, running: running)
        let difference = TreeDifference(from: running, to: state.tree)
        try OpenVSwitchRules.verify(difference.ids, from: running, state: state, mode: mode)
        let only = difference.ids.count == 1 ? difference.ids.first : nil
        let mark = difference.ids.compactMap { state.marks[$0] }.min()
        func command(from: ConfigTree, to: ConfigTree, guarded: Bool) -> [DeviceCommand] {
            guard let text = OpenVSwitchTransaction.command(from: from, to: to, guarded: guarded) else { return [] }
            return [DeviceCommand(Privilege.raised(text, facts: facts), object: only, mark: mark)]
        }
        return DeviceChange(
            commands: command(from: running, to: state.tree, guarded: false),
            reverse: command(from: state.tree, to: running, guarded: true),
            before: difference.touched(in: running), after: difference.touched(in: state.tree),
            differences: difference.differences(from: running, to: state.tree),
            warnings: OpenVSwitchRules.warnings(difference.ids, from: running, state: state)
                + (difference.ids.isEmpty ? [] : [OpenVSwitchRules.untilDisarmed]),
            irreversible: OpenVSwitchRules.irreversible(difference.ids, from: running, to: state.tree),
            accounts: try OpenVSwitchLines.accounts(of: intended, from: running, to: state.tree))
    }

    /// What each command of `ovs-vsctl` does; see ``OpenVSwitchLines``.
    public func explain(_ text: String, file: String, isRunning: Bool) throws(Diagnostics) -> [LineExplanation] {
        try OpenVSwitchLines.explain(text, file: file)
    }

    /// The uplink, internal ports, the bridge that they are on.
    public func cutOffs(by change: DeviceChange, running: ConfigTree, reach: Reach) -> [CutOff] {
        OpenVSwitchCutOff(change, running: running, reach: reach).all()
    }

    /// A detached script on the device; always there.
    public func rollbackGuard(for change: DeviceChange, facts: DeviceFacts) -> RollbackGuard? {
        change.reverse.isEmpty ? nil : ShellTimer(facts: facts).rollbackGuard(change.reverse, facts: facts)
    }

    /// Nothing: the database is durable.
    public func saving(_ change: DeviceChange, facts: DeviceFacts) -> [DeviceCommand] { [] }

    /// Anything but exit status 0.
    public func rejection(in reply: CommandReply) -> String? { ShellRejection.text(in: reply) }

    /// What the kernel says of all classes on a port, by the port's name: the queues of a port are its classes.
    public func queueCounter(_ name: String, facts: DeviceFacts) -> QueueCounter? {
        guard InterfaceName.isValid(name) else { return nil }
        let path = "export LC_ALL=C PATH=\"$PATH:/usr/sbin:/sbin\""
        let command = ReadCommand("queue", "\(path); tc -s class show dev \(name)", mayFail: true)
        return QueueCounter(command) { $0.exitStatus == 0 ? QueueCounter.sum(after: "Sent", in: $0.output) : nil }
    }

    /// A port.
    public var queueNames: String? { "PORT" }

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

    /// The line unless it names the key of a tunnel.
    public func excerpt(of text: String, at mark: SourceMark) -> Excerpt? {
        let excerpt = Excerpt(of: text, at: mark)
        return OpenVSwitchParser.namesSecret([excerpt?.line ?? ""]) ? nil : excerpt
    }

    /// Tags and trunks of ports, and the rates of their queues and policers.
    public func view(of running: ConfigTree) -> LiveView { OpenVSwitchView(running).view() }

    /// One shell word that `ovs-vsctl` reads as this text: bare for a word, else a JSON string in single quotes.
    public func quoted(_ text: String) throws(Diagnostics) -> String {
        try ShellQuoting.refuseUndeliverable(text, lines: false)
        try RuntimeSlot.refuse(in: text)
        return ShellQuoting.quoted(OpenVSwitchValue.atom(text))
    }
}
