/// A way to devices over SSH. Every implementation passes the same tests.
public protocol Transport: Sendable {
    /// Connects, checks the host key, and makes one attempt to log in.
    func connect(to target: SSHTarget) async throws(SSHError) -> any TransportSession

    /// The key that the host shows, proven by the key exchange. Does not log in and checks no pin.
    func fetchHostKey(of target: SSHTarget) async throws(SSHError) -> HostKey
}

/// A session on a device. One operation at a time; others wait their turn.
///
/// Cancelling the task of an operation closes the session at once.
public protocol TransportSession: Sendable {
    /// The key that the host proved to hold.
    var hostKey: HostKey { get }

    /// The server's version line (`SSH-2.0-ROSSSH`), fit for a terminal.
    var serverVersion: String { get }

    /// Runs one command on a channel of its own, without a terminal. An exit status of 0 proves nothing by itself.
    func execute(_ command: String, input: [UInt8], limits: ExecLimits) async throws(SSHError) -> ExecResult

    /// Starts a shell on a terminal and waits for its first prompt.
    func openShell(_ request: ShellRequest) async throws(SSHError) -> any ShellChannel

    /// Writes a file on the device.
    func upload(_ file: FileUpload) async throws(SSHError)

    /// Ends the session; the second time it does nothing.
    func close() async
}

/// A shell on a device, spoken to command by command.
public protocol ShellChannel: Sendable {
    /// What the device said before its first prompt.
    var greeting: DialogueAnswer { get }

    /// Sends a command and waits for the prompt after it.
    func perform(_ step: DialogueStep) async throws(SSHError) -> DialogueAnswer

    /// Closes the shell; the session can be used for something else.
    func close() async
}

extension TransportSession {
    /// Runs one command with nothing on its standard input.
    public func execute(_ command: String, limits: ExecLimits = ExecLimits()) async throws(SSHError) -> ExecResult {
        try await execute(command, input: [], limits: limits)
    }
}
