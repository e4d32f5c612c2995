import PitaDiagnostics

/// What a device says of itself.
public struct DeviceFacts: Hashable, Sendable {
    /// The name that the device has given itself (RouterOS identity, host name).
    public var name: String
    /// The model, as the device words it; `CHR` or `x86_64` for a virtual one.
    public var model: String
    /// The serial number; `nil` where the device has none (a virtual router).
    public var serial: String?
    /// The software version without its channel: `7.16.1`, `6.49.17`, `3.1.0`.
    public var version: String
    /// What else the platform needs to know, by its own names (`device-mode.scheduler`, `has-systemd`).
    public var other: [String: String]

    /// The facts of a device.
    public init(name: String, model: String, serial: String?, version: String, other: [String: String] = [:]) {
        self.name = name
        self.model = model
        self.serial = serial
        self.version = version
        self.other = other
    }
}

/// A command that only reads, and under which name its output is handed to the parser.
public struct ReadCommand: Hashable, Sendable {
    /// The name by which the parser asks for the output.
    public let name: String
    /// The command, one line.
    public let text: String
    /// Whether a failure of the command is an answer too (a virtual router has no `/system routerboard`).
    public let mayFail: Bool
    /// Whether a fact is answered by a whole config: it may be long, and is not asked again where it is read as the config.
    public let isConfig: Bool

    /// A read command.
    public init(_ name: String, _ text: String, mayFail: Bool = false, isConfig: Bool = false) {
        self.name = name
        self.text = text
        self.mayFail = mayFail
        self.isConfig = isConfig
    }
}

/// What a device answered to one command.
public struct CommandReply: Hashable, Sendable {
    /// Its standard output, decoded as UTF-8 with repair.
    public let output: String
    /// Its standard error.
    public let errorOutput: String
    /// The exit status, when one was sent. RouterOS's means nothing; of a console 0 says that every line was accepted.
    public let exitStatus: Int?

    /// A reply.
    public init(output: String, errorOutput: String = "", exitStatus: Int? = 0) {
        self.output = output
        self.errorOutput = errorOutput
        self.exitStatus = exitStatus
    }
}

/// A family of devices: how its config reads, differs and changes. Pure: text in, values out.
///
/// A new platform is a folder with one type that conforms to this (see `Documentation/adding-a-platform.md`).
public protocol Platform: Sendable {
    /// The name in the inventory: `routeros`, `linux`, `openvswitch`.
    var name: String { get }

    /// How the device is spoken to on a terminal; `nil` where each command has an exec channel of its own.
    var console: Console? { get }

    /// Asks the device who it is. Sent first.
    var factCommands: [ReadCommand] { get }

    /// The facts from the outputs of ``factCommands``, by their names.
    func facts(from replies: [String: CommandReply]) throws(Diagnostics) -> DeviceFacts

    /// Reads the part of the running config that Pita manages, completely and without secrets.
    func readCommands(for facts: DeviceFacts) -> [ReadCommand]

    /// The running config from the outputs of ``readCommands(for:)``.
    ///
    /// Throws when an output is not proven complete (no end mark, an error text inside): a plan is never made from half a config.
    func running(from replies: [String: CommandReply], facts: DeviceFacts) throws(Diagnostics) -> ConfigTree

    /// A config from a text in the platform's own language: a template's output, an export in a file.
    ///
    /// - Parameter file: the name that marks carry.
    func parse(_ text: String, file: String) throws(Diagnostics) -> ConfigTree

    /// The running config of a text in a file: what a device printed, with the headers that collectors add.
    ///
    /// - Parameter file: the name that marks carry.
    func parseRunning(_ text: String, file: String) throws(Diagnostics) -> ConfigTree

    /// What Pita knows of each line of a config, in order; lines that are no config (headers, comments) are left out.
    ///
    /// - Parameter isRunning: whether a device printed the text, as for ``parseRunning(_:file:)``; else it is intended.
    func explain(_ text: String, file: String, isRunning: Bool) throws(Diagnostics) -> [LineExplanation]

    /// The platform with what an office says of lines that Pita does not know. Throws where it takes no such rules, or where
    /// one of them speaks of a line that the platform knows.
    func with(rules: OfficeLineRules) throws(Diagnostics) -> any Platform

    /// Whether the device's version has what the config names, without asking the device. Errors and warnings.
    func check(_ intended: ConfigTree, for facts: DeviceFacts) -> Diagnostics

    /// The minimal ordered commands from `running` to `intended`, and the way back.
    func change(
        from running: ConfigTree, to intended: ConfigTree, mode: ChangeMode, facts: DeviceFacts
    ) throws(Diagnostics) -> DeviceChange

    /// What of a change takes away the way by which the device is reached, as far as its config tells.
    func cutOffs(by change: DeviceChange, running: ConfigTree, reach: Reach) -> [CutOff]

    /// The way back for a change; `nil` when this device has none (the plan then says so).
    func rollbackGuard(for change: DeviceChange, facts: DeviceFacts) -> RollbackGuard?

    /// Makes the running config survive a restart; empty where it does so by itself.
    func saving(_ change: DeviceChange, facts: DeviceFacts) -> [DeviceCommand]

    /// The device's words of refusal in a reply to a command that changes something; `nil` when it was accepted.
    func rejection(in reply: CommandReply) -> String?

    /// Why a reply to a command of ``saving(_:facts:)`` does not say that the config was saved; `nil` when it does. Saving
    /// is not read back, so that where a device has words for its success, they must be there.
    func saveRejection(in reply: CommandReply) -> String?

    /// Asks a ``Probe`` on the device. It reads only, and may fail: the failure is an answer for ``finding(of:in:)``.
    func command(for probe: Probe, facts: DeviceFacts) -> ReadCommand

    /// What the reply to ``command(for:facts:)`` says. An answer that is cut off or can't be read never passes.
    func finding(of probe: Probe, in reply: CommandReply) -> ProbeFinding

    /// How the device is asked what went through a queue; `nil` where it can't be, or no queue can have the name.
    func queueCounter(_ name: String, facts: DeviceFacts) -> QueueCounter?

    /// How queues are named for ``queueCounter(_:facts:)``, for people: `INTERFACE CLASS`; `nil` where there are none.
    var queueNames: String? { get }

    /// Whether a command that a person typed only reads, for all that is known. What is in doubt does not.
    func isReading(_ command: String) -> Bool

    /// A text that the device sent, without the secrets in it.
    func masked(_ text: String) -> String

    /// The running config as a text to keep, from the outputs of ``readCommands(for:)``: complete, without secrets, and
    /// without what changes by itself, so that two texts differ only where the config does.
    func backup(from replies: [String: CommandReply], facts: DeviceFacts) throws(Diagnostics) -> String

    /// Whether the order of the section's objects means something to the device. Not, unless a platform says so.
    func isOrdered(_ section: String) -> Bool

    /// The line of a text in the platform's language that a diagnostic may show; `nil` where it could show a secret.
    func excerpt(of text: String, at mark: SourceMark) -> Excerpt?

    /// What a running config says of what an office intends.
    func view(of running: ConfigTree) -> LiveView

    /// Makes a text one token of the platform's language, whatever it holds; throws what can't be delivered as data.
    func quoted(_ text: String) throws(Diagnostics) -> String
}

extension Platform {
    /// As any other command.
    public func saveRejection(in reply: CommandReply) -> String? { rejection(in: reply) }

    /// As a template.
    public func parseRunning(_ text: String, file: String) throws(Diagnostics) -> ConfigTree {
        try parse(text, file: file)
    }

    /// Itself without rules: a platform that has no use for them refuses them, lest somebody believes that they hold.
    public func with(rules: OfficeLineRules) throws(Diagnostics) -> any Platform {
        guard let first = rules.rules.first else { return self }
        throw Diagnostics(
            "the platform \(name) takes no rules of an office for its lines", at: first.mark,
            hint: "leave the file out: no line of this platform is unknown in that way")
    }

    /// An exec channel a command.
    public var console: Console? { nil }

    /// Not.
    public func isOrdered(_ section: String) -> Bool { false }

    /// It can't be.
    public func queueCounter(_ name: String, facts: DeviceFacts) -> QueueCounter? { nil }

    /// None.
    public var queueNames: String? { nil }

    /// The managed part, an object a line.
    public func backup(
        from replies: [String: CommandReply], facts: DeviceFacts
    ) throws(Diagnostics) -> String {
        try running(from: replies, facts: facts).objects.map { object in
            let properties = object.properties.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            return masked(([object.id.description] + properties).joined(separator: " ")) + "\n"
        }.joined()
    }

    /// Nothing: every object is unexpressed.
    public func view(of running: ConfigTree) -> LiveView { LiveView(unexpressed: running) }

    /// The line, whatever it holds.
    public func excerpt(of text: String, at mark: SourceMark) -> Excerpt? { Excerpt(of: text, at: mark) }
}
