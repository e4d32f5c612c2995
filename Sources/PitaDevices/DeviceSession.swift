import PitaDiagnostics
import PitaPlatforms
import PitaSSH

/// A log-in on a device: commands go out one by one, as the device's platform has it.
public struct DeviceSession: Sendable {
    private let device: String
    private let channel: any DeviceChannel

    init(device: String, channel: any DeviceChannel) {
        self.device = device
        self.channel = channel
    }

    /// The most that a device may answer to a command that changes something, in octets.
    private static let answerLimit = 1 << 20
    /// A device's facts are a page; its config at most a few megabytes. Sixty-four devices are read at once.
    private static let factLimits = ExecLimits(
        standardOutput: 1 << 18, standardError: 1 << 16, total: .seconds(30))
    private static let configLimits = ExecLimits(
        standardOutput: 16 << 20, standardError: 1 << 16, total: .seconds(120))

    /// Asks the device who it is.
    public func facts(_ platform: any Platform) async throws(DeviceError) -> DeviceFacts {
        let replies = try await answers(to: platform.factCommands, limits: Self.factLimits, phase: .facts)
        do {
            return try platform.facts(from: replies)
        } catch {
            throw DeviceError(device: device, phase: .facts, cause: error.description)
        }
    }

    /// Asks the device who it is and reads its config, both completely.
    public func read(_ platform: any Platform) async throws(DeviceError) -> DeviceReading {
        let said = try await answers(to: platform.factCommands, limits: Self.factLimits, phase: .facts)
        let facts: DeviceFacts
        do {
            facts = try platform.facts(from: said)
        } catch {
            throw DeviceError(device: device, phase: .facts, cause: error.description)
        }
        let known = platform.factCommands.filter(\.isConfig)
        var config: [String: CommandReply] = [:]
        var unasked: [ReadCommand] = []
        for command in platform.readCommands(for: facts) {
            if let name = known.first(where: { $0.text == command.text })?.name, let reply = said[name] {
                config[command.name] = reply
            } else {
                unasked.append(command)
            }
        }
        config.merge(try await answers(to: unasked, limits: Self.configLimits, phase: .read)) { $1 }
        do {
            return DeviceReading(facts: facts, running: try platform.running(from: config, facts: facts))
        } catch {
            throw DeviceError(device: device, phase: .read, cause: error.description)
        }
    }

    /// Everything that is read of a device, as it was said.
    public func record(_ platform: any Platform) async throws(DeviceError) -> DeviceRecording {
        var recording = DeviceRecording(platform: platform.name)
        var replies = try await answers(to: platform.factCommands, limits: Self.factLimits, phase: .facts)
        for command in platform.factCommands { recording.add(.fact, command, replies[command.name]) }
        let reading: [ReadCommand]
        do {
            reading = platform.readCommands(for: try platform.facts(from: replies))
        } catch {
            throw DeviceError(device: device, phase: .facts, cause: error.description)
        }
        replies = try await answers(to: reading, limits: Self.configLimits, phase: .read)
        for command in reading { recording.add(.config, command, replies[command.name]) }
        return recording
    }

    private func answers(
        to commands: [ReadCommand], limits: ExecLimits, phase: DeviceError.Phase
    ) async throws(DeviceError) -> [String: CommandReply] {
        var replies: [String: CommandReply] = [:]
        for command in commands {
            let reply = try await execute(
                command.text, limits: command.isConfig ? Self.configLimits : limits, phase: phase, as: .reading)
            replies[command.name] = reply
        }
        return replies
    }

    /// Asks one question; what the device says, failures too, is the answer.
    public func ask(_ command: ReadCommand) async throws(DeviceError) -> CommandReply {
        try await execute(command.text, limits: Self.factLimits, phase: .verify, as: .reading)
    }

    /// Asks one question of a push; what the device says, a refusal too, is the answer.
    func answer(to question: DeviceCommand) async throws(DeviceError) -> CommandReply {
        try await ask(ReadCommand("question", question.text, mayFail: true))
    }

    /// Sends a command that a person typed, and that only reads; what the device says is the answer.
    ///
    /// - Parameter limit: how long it may take.
    public func read(_ text: String, within limit: Duration) async throws(DeviceError) -> CommandReply {
        let limits = ExecLimits(standardOutput: 1 << 20, standardError: 1 << 16, total: limit)
        return try await execute(text, limits: limits, phase: .read, as: .reading)
    }

    /// Sends one command and returns the device's answer, whatever it says.
    ///
    /// - Parameters:
    ///   - purpose: what it is for: a change ends at words that are in no table of its platform.
    ///   - limit: how long it may take.
    public func send(
        _ command: DeviceCommand, for purpose: CommandPurpose = .change, phase: DeviceError.Phase = .command,
        within limit: Duration
    ) async throws(DeviceError) -> CommandReply {
        let limits = ExecLimits(
            standardOutput: Self.answerLimit, standardError: Self.answerLimit, total: limit)
        return try await execute(
            command.text, input: command.input ?? "", limits: limits, phase: phase,
            as: purpose == .change ? .changing : .proving)
    }

    private func execute(
        _ text: String, input: String = "", limits: ExecLimits, phase: DeviceError.Phase, as kind: CommandKind
    ) async throws(DeviceError) -> CommandReply {
        do {
            return try await channel.execute(text, input: input, limits: limits, as: kind)
        } catch {
            throw DeviceError(device: device, phase: phase, cause: error.description, hint: error.hint)
        }
    }

    /// Logs out; safe to repeat.
    public func close() async { await channel.close() }
}
