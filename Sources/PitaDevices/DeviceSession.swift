import PitaDiagnostics
import PitaPlatforms
import PitaSSH

/// A log-in on a device: commands go out one by one, each on an exec channel of its own.
public struct DeviceSession: Sendable {
    private let device: String
    private let session: any TransportSession

    init(device: String, session: any TransportSession) {
        self.device = device
        self.session = session
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
        let facts = try await facts(platform)
        let config = try await answers(to: platform.readCommands(for: facts), limits: Self.configLimits, phase: .read)
        do {
            return DeviceReading(facts: facts, running: try platform.running(from: config, facts: facts))
        } catch {
            throw DeviceError(device: device, phase: .read, cause: error.description)
        }
    }

    private func answers(
        to commands: [ReadCommand], limits: ExecLimits, phase: DeviceError.Phase
    ) async throws(DeviceError) -> [String: CommandReply] {
        var replies: [String: CommandReply] = [:]
        for command in commands {
            let reply = try await execute(command.text, input: [], limits: limits, phase: phase)
            replies[command.name] = reply
        }
        return replies
    }

    /// Asks one question; what the device says, failures too, is the answer.
    func ask(_ command: ReadCommand) async throws(DeviceError) -> CommandReply {
        try await execute(command.text, input: [], limits: Self.factLimits, phase: .verify)
    }

    /// The longest that a command may take.
    public static let longestCommand = Duration.seconds(60)

    /// Sends one command and returns the device's answer, whatever it says.
    ///
    /// - Parameter limit: how long it may take; never longer than ``longestCommand``.
    public func send(
        _ command: DeviceCommand, phase: DeviceError.Phase = .command, within limit: Duration = longestCommand
    ) async throws(DeviceError) -> CommandReply {
        let limits = ExecLimits(
            standardOutput: Self.answerLimit, standardError: Self.answerLimit, total: min(limit, Self.longestCommand))
        return try await execute(command.text, input: Array((command.input ?? "").utf8), limits: limits, phase: phase)
    }

    private func execute(
        _ text: String, input: [UInt8], limits: ExecLimits, phase: DeviceError.Phase
    ) async throws(DeviceError) -> CommandReply {
        do {
            let result = try await session.execute(text, input: input, limits: limits)
            return CommandReply(
                output: result.output, errorOutput: result.errorOutput, exitStatus: result.exitStatus)
        } catch {
            throw DeviceError(device: device, phase: phase, cause: error.description, hint: error.hint)
        }
    }

    /// Logs out; safe to repeat.
    public func close() async { await session.close() }
}
