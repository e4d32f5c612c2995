internal import Foundation

/// One run of a child process; blocking, for a thread of its own.
struct RunningChild {
    private let child: ChildProcess
    private let deadline: ContinuousClock.Instant
    private let maximumOutput: Int

    init(_ child: ChildProcess, timeLimit: Duration, maximumOutput: Int) {
        self.child = child
        self.maximumOutput = maximumOutput
        deadline = .now + timeLimit
    }

    /// A stream between Pita and the child; its ends close themselves when another program is executed.
    private struct Stream {
        let read: Int32
        let write: Int32

        /// - Parameter closing: the streams that are of no use when this one cannot be made.
        init(closing others: [Stream] = []) throws(EvidenceError) {
            var ends: [Int32] = [-1, -1]
            // A socket pair, not a pipe: it can be made close-on-exec in one step, and written without SIGPIPE.
            let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
            guard socketpair(AF_UNIX, type, 0, &ends) == 0 else {
                for end in others.flatMap({ [$0.read, $0.write] }) { close(end) }
                throw EvidenceError(.child, "no stream to a child could be made: \(String(cString: strerror(errno)))")
            }
            (read, write) = (ends[0], ends[1])
        }
    }

    func run(input: [UInt8]) throws(EvidenceError) -> ChildOutput {
        let standardInput = try Stream()
        let standardOutput = try Stream(closing: [standardInput])
        let standardError = try Stream(closing: [standardInput, standardOutput])
        let spawned = Result { () throws(EvidenceError) in
            try spawn(input: standardInput.read, output: standardOutput.write, error: standardError.write)
        }
        close(standardInput.read)
        close(standardOutput.write)
        close(standardError.write)
        var open = OpenEnds(input: standardInput.write, output: standardOutput.read, error: standardError.read)
        defer { open.closeAll() }
        let process = try spawned.get()
        do throws(EvidenceError) {
            try exchange(input, &open)
            return ChildOutput(status: try reap(process), output: open.outputBytes, errorOutput: open.errorBytes)
        } catch {
            kill(child.keepsTerminal ? process : -process, SIGKILL)
            var status: Int32 = 0
            waitpid(process, &status, 0)
            throw error
        }
    }

    private func spawn(input: Int32, output: Int32, error: Int32) throws(EvidenceError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (target, end) in [input, output, error].enumerated() {
            posix_spawn_file_actions_adddup2(&actions, end, Int32(target))
        }
        // What a library opened without close-on-exec (a database, a device's socket) is not the child's.
        for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? [] {
            if let number = Int32(name), number > 2 { posix_spawn_file_actions_addclose(&actions, number) }
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        let group = child.keepsTerminal ? 0 : POSIX_SPAWN_SETPGROUP
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | group))
        let texts = [child.executable] + child.arguments
        guard !(texts + child.environment.map { $0 + $1 }).contains(where: { $0.utf8.contains(0) }) else {
            throw EvidenceError(.child, "an argument holds a NUL character")
        }
        var arguments: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) } + [nil]
        var environment: [UnsafeMutablePointer<CChar>?] = child.environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for pointer in arguments + environment { free(pointer) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, child.executable, &actions, &attributes, &arguments, &environment)
        guard code == 0 else {
            throw EvidenceError(
                .child, "\(child.executable) could not be started: \(String(cString: strerror(code)))",
                hint: "`pita doctor` says what is missing")
        }
        return process
    }

    /// Feeds the input and drains both outputs until the child closes them.
    private func exchange(_ input: [UInt8], _ open: inout OpenEnds) throws(EvidenceError) {
        var rest = input[...]
        _ = fcntl(open.input, F_SETFL, O_NONBLOCK)
        if rest.isEmpty { open.closeInput() }
        while open.output >= 0 || open.error >= 0 {
            var watched = [
                pollfd(fd: open.output, events: Int16(POLLIN), revents: 0),
                pollfd(fd: open.error, events: Int16(POLLIN), revents: 0),
                pollfd(fd: open.input, events: Int16(POLLOUT), revents: 0),
            ]
            let ready = poll(&watched, 3, try remainingMilliseconds())
            guard ready > 0 || errno == EINTR || ready == 0 else {
                throw EvidenceError(.child, "waiting for \(child.executable) failed")
            }
            if watched[2].revents != 0 { feed(&rest, &open) }
            if watched[0].revents != 0 { open.drainOutput() }
            if watched[1].revents != 0 { open.drainError() }
            guard open.outputBytes.count <= maximumOutput, open.errorBytes.count <= maximumOutput else {
                throw EvidenceError(.child, "\(child.executable) wrote more than \(maximumOutput) octets")
            }
        }
    }

    private func feed(_ rest: inout ArraySlice<UInt8>, _ open: inout OpenEnds) {
        let written = rest.withUnsafeBytes {
            send(open.input, $0.baseAddress, min($0.count, 65_536), Int32(MSG_NOSIGNAL))
        }
        if written > 0 { rest = rest.dropFirst(written) }
        // A child that closed its input has read what it wanted; its status says whether that was well.
        if rest.isEmpty || (written < 0 && errno != EAGAIN && errno != EINTR) { open.closeInput() }
    }

    private func reap(_ process: pid_t) throws(EvidenceError) -> Int {
        var status: Int32 = 0
        while true {
            let done = waitpid(process, &status, WNOHANG)
            if done == process { break }
            guard done == 0 || errno == EINTR else {
                throw EvidenceError(.child, "the end of \(child.executable) could not be waited for")
            }
            _ = poll(nil, 0, min(5, try remainingMilliseconds()))
        }
        let signal = Int(status & 0x7F)
        return signal == 0 ? Int(status >> 8 & 0xFF) : 128 + signal
    }

    private func remainingMilliseconds() throws(EvidenceError) -> Int32 {
        let left = deadline - ContinuousClock.now
        guard left > .zero else {
            throw EvidenceError(.timedOut, "\(child.executable) did not finish in time and was ended")
        }
        return Int32(clamping: left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000 + 1)
    }
}

/// Our ends of the three streams, and what came out of them.
private struct OpenEnds {
    private(set) var input: Int32
    private(set) var output: Int32
    private(set) var error: Int32
    private(set) var outputBytes: [UInt8] = []
    private(set) var errorBytes: [UInt8] = []

    init(input: Int32, output: Int32, error: Int32) {
        self.input = input
        self.output = output
        self.error = error
    }

    mutating func closeInput() {
        if input >= 0 { close(input) }
        input = -1
    }

    mutating func drainOutput() { Self.drain(&output, into: &outputBytes) }
    mutating func drainError() { Self.drain(&error, into: &errorBytes) }

    private static func drain(_ end: inout Int32, into bytes: inout [UInt8]) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = read(end, &buffer, buffer.count)
        if count > 0 {
            bytes += buffer[..<count]
        } else if count == 0 || errno != EINTR {
            close(end)
            end = -1
        }
    }

    mutating func closeAll() {
        closeInput()
        for end in [output, error] where end >= 0 { close(end) }
        (output, error) = (-1, -1)
    }
}
