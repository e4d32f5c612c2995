import Foundation
import PitaDiagnostics

/// One connection by the system's `ssh`, on a thread of its own: `ssh` runs as the master of a control socket, over which
/// sessions are asked for one after the other.
///
/// Nothing here is shared: tasks leave their requests in the mailbox, and the thread waits for all that can happen at once.
final class OpenSSHWorker {
    let target: SSHTarget
    let mailbox: OpenSSHMailbox
    let directory: PrivateDirectory
    private let arguments: OpenSSHArguments
    private let logPipe: Descriptor
    private(set) var log: OpenSSHLog
    private(set) var master: ChildProgram?
    private var standardError: Descriptor?
    private var said: [UInt8] = []
    var phase = SSHError.Phase.connect
    /// The shell that is open, if one is.
    var shell: OpenSSHShell?

    /// A connection that has not begun.
    ///
    /// - Parameter jumpSocket: the control socket of the connection to the jump host.
    init(
        program: String, target: SSHTarget, configuration: UserConfiguration, mailbox: OpenSSHMailbox,
        jumpSocket: String?
    ) throws(SSHError) {
        guard access(program, X_OK) == 0 else {
            throw Self.noProgram(program, target)
        }
        guard let directory = PrivateDirectory(), let pipe = Descriptor.namedPipe(at: directory.file("log")) else {
            throw target.error(
                .handshakeFailed, .connect, "no private directory can be made",
                hint: "is there room in /tmp (or TMPDIR)?")
        }
        self.target = target
        self.mailbox = mailbox
        self.directory = directory
        logPipe = pipe
        arguments = OpenSSHArguments(
            program: program, target: target, directory: directory, configuration: configuration, jumpSocket: jumpSocket
        )
        let isDirect = jumpSocket == nil && configuration.proxyCommand(program: program, host: "", port: 0) == nil
        log = OpenSSHLog(isDirect: isDirect)
    }

    /// There is no such program on this machine.
    static func noProgram(_ program: String, _ target: SSHTarget) -> SSHError {
        target.error(
            .handshakeFailed, .connect, "there is no \(program)", hint: "install openssh-client (`pita doctor`)")
    }

    deinit { dismantle(kindly: false) }

    /// Takes everything away: the program first, which writes in the directory.
    func dismantle(kindly: Bool) {
        shell = nil
        stop(kindly: kindly)
        directory.remove()
    }

    /// The control socket.
    var socket: String { directory.file("control") }

    // MARK: The program

    /// Starts the program that holds the connection.
    func start(_ logIn: OpenSSHArguments.LogIn, checksPin: Bool, helper: PasswordHelper?) throws(SSHError) {
        guard directory.write(pins(checksPin), to: "known_hosts"), let nothing = Descriptor.nothing,
            let error = Descriptor.stream()
        else { throw target.error(.handshakeFailed, .connect, "the pins can't be written for ssh") }
        standardError = error.ours
        master = ChildProgram(
            arguments.master(logIn, checksPin: checksPin),
            environment: OpenSSHArguments.environment(askingBy: helper?.path), input: nothing, output: nothing,
            error: error.others)
        guard master != nil else {
            throw target.error(.handshakeFailed, .connect, "ssh could not be started", hint: "see `pita doctor`")
        }
    }

    /// Forgets an attempt that came to nothing.
    func beginAnew() {
        stop(kindly: false)
        let isDirect = log.isDirect
        log = OpenSSHLog(isDirect: isDirect)
        said = []
        unlink(directory.file("known_hosts"))
    }

    private func pins(_ checksPin: Bool) -> String {
        guard checksPin else { return "" }
        func lines(_ marker: String, _ keys: [HostKey]) -> String {
            keys.map { "\(marker)\(OpenSSHArguments.alias) \($0.line)\n" }.joined()
        }
        return lines("", target.hostKeys.pinned(host: target.host, port: target.port))
            + lines("@revoked ", target.hostKeys.revoked(host: target.host, port: target.port))
    }

    /// The key that the server has proved to hold: one of the pins, since `ssh` has gone on.
    var pinnedKey: HostKey? {
        let pinned = target.hostKeys.pinned(host: target.host, port: target.port)
        return pinned.first { $0.description == log.shownKey } ?? (pinned.count == 1 ? pinned.first : nil)
    }

    /// The key that the server has shown, whole, as `ssh` has written it down.
    var writtenKey: HostKey? {
        let text = (try? String(contentsOfFile: directory.file("known_hosts"), encoding: .utf8)) ?? ""
        return KnownHosts.parse(text, file: "known_hosts").entries.first?.key
    }

    /// Why the program has ended, at once or in the end.
    func reasonForEnd() -> SSHError {
        log.failure(of: target, said: String(decoding: said, as: UTF8.self)) { [arguments] in
            arguments.configuration.algorithms(of: arguments.program)
        }
    }

    /// Why the connection is gone, seen while something was under way.
    func lostError(_ phase: SSHError.Phase) -> SSHError {
        var error = reasonForEnd()
        if error.code != .reset, error.code != .timedOut { error.code = .closed }
        error.phase = phase
        error.hint = nil
        return error
    }

    /// Ends the program: asked, when nothing is under way, else at once.
    func stop(kindly: Bool) {
        guard let master else { return }
        if kindly {
            master.ask()
            var watched = pollfd(fd: master.ending.number, events: Int16(POLLIN), revents: 0)
            _ = poll(&watched, 1, 1000)
            master.takeEnd()
        }
        master.end()
        self.master = nil
    }

    // MARK: Waiting

    /// Waits until something can be read or written, somebody calls, or time is up. What `ssh` says is taken in on the way:
    /// it must never wait for a reader.
    ///
    /// - Returns: what `poll` says of each; empty when time is up.
    func wait(_ watched: [pollfd], until deadline: ContinuousClock.Instant?) throws(SSHError) -> [Int16] {
        try checkCalls()
        var all = watched
        for number in [mailbox.ears, logPipe.number, standardError?.number, master?.ending.number] {
            all.append(pollfd(fd: number ?? -1, events: Int16(POLLIN), revents: 0))
        }
        let ready = poll(&all, nfds_t(all.count), deadline.map { Self.milliseconds(until: $0) } ?? -1)
        let own = all[watched.count...].map(\.revents)
        if own[0] != 0 { mailbox.listen() }
        try listen()
        if own[3] != 0 { master?.takeEnd() }
        try checkCalls()
        return ready > 0 ? all.prefix(watched.count).map(\.revents) : watched.map { _ in 0 }
    }

    private func checkCalls() throws(SSHError) {
        if mailbox.isClosing { throw target.error(.closed, .close, "the session has been closed") }
        if mailbox.isCancelled { throw target.error(.cancelled, phase) }
    }

    /// Takes in what the program says, in bounds.
    func listen() throws(SSHError) {
        while case .bytes(let bytes) = logPipe.read() {
            log.feed(bytes)
            if phase == .connect, log.octets > 1 << 20 {
                throw target.error(
                    .flooded, log.phase, "more than 1 MiB of messages", hint: "that is no honest server")
            }
        }
        guard let standardError else { return }
        reading: while true {
            switch standardError.read() {
            case .bytes(let bytes): if said.count < 16_384 { said += bytes }
            case .nothingYet: break reading
            case .end:
                self.standardError = nil
                break reading
            }
        }
    }

    static func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
        let left = deadline - .now
        guard left > .zero else { return 0 }
        return Int32(clamping: left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000 + 1)
    }
}

/// What a program prints, for a thread that may wait.
enum ProgramOutput {
    /// The standard output of a program that ends well in time and says no more than 1 MiB; else `nil`.
    static func read(_ words: [String], environment: [String: String], within limit: Duration) -> String? {
        guard let nothing = Descriptor.nothing, let stream = Descriptor.stream(),
            let child = ChildProgram(
                words, environment: environment, input: nothing, output: stream.others, error: nothing)
        else { return nil }
        let deadline = ContinuousClock.now + limit
        var bytes: [UInt8] = []
        while true {
            var watched = [
                pollfd(fd: stream.ours.number, events: Int16(POLLIN), revents: 0),
                pollfd(fd: child.ending.number, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&watched, 2, OpenSSHWorker.milliseconds(until: deadline)) > 0, bytes.count <= 1 << 20 else {
                return nil
            }
            let hasEnded = watched[1].revents != 0
            while bytes.count <= 1 << 20, case .bytes(let more) = stream.ours.read() { bytes += more }
            guard hasEnded else { continue }
            child.takeEnd()
            return child.exitStatus == 0 ? String(decoding: bytes, as: UTF8.self) : nil
        }
    }
}
