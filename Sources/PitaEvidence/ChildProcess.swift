internal import Foundation

/// What a child process left behind.
public struct ChildOutput: Sendable {
    /// The exit status; 128 and more is the number of the signal that ended it, plus 128.
    public let status: Int
    /// Its standard output.
    public let output: [UInt8]
    /// Its standard error.
    public let errorOutput: [UInt8]

    /// The first line of the standard error that is not empty, shortened; for messages.
    public var firstErrorLine: String {
        let text = String(decoding: errorOutput.prefix(4096), as: UTF8.self)
        let line = text.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) }
        return String((line ?? "no message, status \(status)").prefix(300))
    }
}

/// A program run without a shell, with bounded time and output.
public struct ChildProcess: Sendable {
    /// The program's absolute path.
    public var executable: String
    /// Its arguments, without its own name.
    public var arguments: [String]
    /// Its whole environment.
    public var environment: [String: String]
    /// Whether it stays in Pita's process group, so that it may ask on the terminal.
    public var keepsTerminal: Bool

    /// A program to run.
    public init(
        executable: String, arguments: [String], environment: [String: String],
        keepsTerminal: Bool = false
    ) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.keepsTerminal = keepsTerminal
    }

    /// Runs it to its end on a thread of its own: nothing waits on Swift's own threads.
    ///
    /// At the deadline, or when an output grows beyond its bound, the whole process group is killed.
    public func run(
        input: [UInt8], timeLimit: Duration, maximumOutput: Int
    ) async throws(EvidenceError) -> ChildOutput {
        let result: Result<ChildOutput, EvidenceError> = await withCheckedContinuation { continuation in
            let thread = Thread {
                let running = RunningChild(self, timeLimit: timeLimit, maximumOutput: maximumOutput)
                do throws(EvidenceError) {
                    continuation.resume(returning: .success(try running.run(input: input)))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
            thread.start()
        }
        return try result.get()
    }
}
