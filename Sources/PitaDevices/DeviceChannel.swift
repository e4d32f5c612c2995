import PitaPlatforms
import PitaSSH

/// What is made of the words that a device says to a command.
enum CommandKind: Sendable {
    /// It reads a great deal, in which something may look like a prompt or a refusal: whoever asked reads the answer.
    case reading
    /// It changes the config: what refuses ends it, and so does what is not known.
    case changing
    /// What refuses ends it; what is not known does not, because words of success, or a reading, decide afterwards.
    case proving
}

/// The way that commands take to a device.
protocol DeviceChannel: Sendable {
    /// Sends one command and gives the answer, whatever it says.
    func execute(
        _ text: String, input: String, limits: ExecLimits, as kind: CommandKind
    ) async throws(SSHError) -> CommandReply

    /// Logs out; safe to repeat.
    func close() async
}

/// Each command on an exec channel of its own.
struct ExecChannel: DeviceChannel {
    let session: any TransportSession

    func execute(
        _ text: String, input: String, limits: ExecLimits, as kind: CommandKind
    ) async throws(SSHError) -> CommandReply {
        let result = try await session.execute(text, input: Array(input.utf8), limits: limits)
        return CommandReply(output: result.output, errorOutput: result.errorOutput, exitStatus: result.exitStatus)
    }

    func close() async { await session.close() }
}
