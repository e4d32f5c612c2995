import PitaPlatforms
import PitaSSH

/// The way that commands take to a device.
protocol DeviceChannel: Sendable {
    /// Sends one command and gives the answer, whatever it says.
    ///
    /// - Parameter isReading: whether it reads a great deal, in which something may look like a prompt.
    func execute(
        _ text: String, input: String, limits: ExecLimits, isReading: Bool
    ) async throws(SSHError) -> CommandReply

    /// Logs out; safe to repeat.
    func close() async
}

/// Each command on an exec channel of its own.
struct ExecChannel: DeviceChannel {
    let session: any TransportSession

    func execute(
        _ text: String, input: String, limits: ExecLimits, isReading: Bool
    ) async throws(SSHError) -> CommandReply {
        let result = try await session.execute(text, input: Array(input.utf8), limits: limits)
        return CommandReply(output: result.output, errorOutput: result.errorOutput, exitStatus: result.exitStatus)
    }

    func close() async { await session.close() }
}
