import Foundation

/// Runs a command that prints a credential, without a shell, on a thread of its own.
struct CredentialCommand: Sendable {
    let words: [String]
    let directory: String
    let environment: [String: String]

    /// The standard output; throws when the command cannot be started, fails, prints too much or takes too long.
    func run(timeout: Duration, place: String) async throws(CredentialError) -> [UInt8] {
        let result: Result<[UInt8], CredentialError> = await withCheckedContinuation { continuation in
            // A thread of its own: waiting for a process must not hold a thread of the cooperative pool.
            Thread.detachNewThread { continuation.resume(returning: runBlocking(timeout: timeout, place: place)) }
        }
        return try result.get()
    }

    private func runBlocking(timeout: Duration, place: String) -> Result<[UInt8], CredentialError> {
        func failure(_ detail: String) -> Result<[UInt8], CredentialError> {
            .failure(CredentialError(code: .commandFailed, place: place, detail: detail))
        }
        let process = Process()
        // env(1) finds the program in PATH; `--` keeps a program's name from being taken for an option.
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["--"] + words
        process.environment = environment
        process.currentDirectoryURL = URL(fileURLWithPath: directory)
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { return failure("it cannot be started") }
        try? output.fileHandleForWriting.close()
        let deadline = ContinuousClock.now + timeout
        let bytes = Self.read(output.fileHandleForReading, until: deadline)
        // Nobody reads on after too much output, so the process would only wait for its reader.
        let isLate = Self.waitForEnd(of: process, until: bytes == nil ? .now : deadline)
        guard let bytes else { return failure("it printed more than \(CredentialResolver.longest) octets") }
        guard !isLate else { return failure("it took longer than \(timeout)") }
        guard process.terminationStatus == 0, process.terminationReason == .exit else {
            return failure("it ended with status \(process.terminationStatus)")
        }
        return .success(bytes)
    }

    /// What the command prints until it closes its output or time is up; `nil` when it is too much.
    private static func read(_ handle: FileHandle, until deadline: ContinuousClock.Instant) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while let milliseconds = remaining(until: deadline) {
            var poller = pollfd(fd: handle.fileDescriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&poller, 1, milliseconds) > 0 else { continue }
            let count = Glibc.read(handle.fileDescriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
            if bytes.count > CredentialResolver.longest { return nil }
        }
        return bytes
    }

    /// Ends the process when time is up or it has printed too much; whether it was late.
    private static func waitForEnd(of process: Process, until deadline: ContinuousClock.Instant) -> Bool {
        while process.isRunning, remaining(until: deadline) != nil { usleep(2000) }
        guard process.isRunning else { return false }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return true
    }

    private static func remaining(until deadline: ContinuousClock.Instant) -> Int32? {
        let left = deadline - ContinuousClock.now
        guard left > .zero else { return nil }
        return Int32(clamping: left.components.seconds * 1000 + 1 + left.components.attoseconds / 1_000_000_000_000_000)
    }
}
