internal import CLibSSH2
import Glibc

/// A session of a connection: its three streams, and the control socket over which it was asked for.
final class OpenSSHChannel {
    /// What is sent to it; `nil` after its end was sent.
    private var input: Descriptor?
    private let output: Descriptor
    private let error: Descriptor
    private let control: Descriptor
    private let isTerminal: Bool
    private var unsent: ArraySlice<UInt8> = []
    private var endsInput = false
    private var open = (output: true, error: true, control: true)
    private var messages = MuxProtocol()
    private(set) var exitStatus: Int?
    private(set) var isOpened = false
    private(set) var refusal: String?

    /// Asks for a session; `nil` when the control socket can't be reached or a stream not be made.
    ///
    /// - Parameter size: of the terminal, columns and rows.
    init?(_ session: MuxProtocol.Session, over socket: String, size: (columns: Int, rows: Int)? = nil) {
        guard let control = Self.connect(to: socket), let output = Descriptor.stream(), let error = Descriptor.stream(),
            let input = size.map(Self.terminal) ?? Descriptor.stream()
        else { return nil }
        self.control = control
        self.output = output.ours
        self.error = error.ours
        self.input = input.ours
        isTerminal = size != nil
        guard control.write(MuxProtocol.hello) != nil, Self.send(MuxProtocol.request(session), to: control),
            [input.others, output.others, error.others].allSatisfy({
                pita_ssh_hand_over(control.number, $0.number) == 0
            })
        else { return nil }
    }

    private static func connect(to path: String) -> Descriptor? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard number >= 0 else { return nil }
        let descriptor = Descriptor(number)
        // A program that does not take what it is sent must not hold the thread.
        var limit = timeval(tv_sec: 5, tv_usec: 0)
        setsockopt(number, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(number, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        return isConnected ? descriptor : nil
    }

    private static func terminal(_ size: (columns: Int, rows: Int)) -> (ours: Descriptor, others: Descriptor)? {
        var other: Int32 = -1
        let terminal = pita_ssh_terminal(UInt16(size.columns), UInt16(size.rows), &other)
        return terminal < 0 ? nil : (Descriptor(terminal), Descriptor(other))
    }

    /// The program reads its socket at once, so this waits for no more than its next turn.
    private static func send(_ bytes: [UInt8], to socket: Descriptor) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(socket.number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 || errno == EINTR else { return false }
            rest = rest.dropFirst(max(0, count))
        }
        return true
    }

    /// Whether everything has come: both streams have ended, and no more will be said of the exit status.
    var isOver: Bool { !open.output && !open.error && !open.control }

    /// How much is left to send.
    var unsentCount: Int { unsent.count }

    /// Sends octets as they can be taken.
    func send(_ bytes: some Collection<UInt8>) { unsent += bytes }

    /// Ends what is sent, after what was given.
    func endInput() { endsInput = true }

    /// What to wait for.
    var watched: [pollfd] {
        let sends = !unsent.isEmpty && isOpened
        return [
            pollfd(fd: open.output ? output.number : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: open.error ? error.number : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: open.control ? control.number : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: sends ? input?.number ?? -1 : -1, events: Int16(POLLOUT), revents: 0),
        ]
    }

    /// Takes what has come, and sends what can be sent.
    func exchange(output takeOutput: ([UInt8]) -> Void, error takeError: ([UInt8]) -> Void) {
        if open.control { takeMessages() }
        sendOn()
        if open.output { open.output = Self.drain(output, takeOutput) }
        if open.error { open.error = Self.drain(error, takeError) }
    }

    private static func drain(_ stream: Descriptor, _ take: ([UInt8]) -> Void) -> Bool {
        switch stream.read() {
        case .bytes(let bytes): take(bytes)
        case .nothingYet: break
        case .end: return false
        }
        return true
    }

    private func takeMessages() {
        switch control.read() {
        case .nothingYet: break
        case .end: open.control = false
        case .bytes(let bytes):
            for message in messages.feed(bytes) {
                switch message {
                case .hello, .other: break
                case .opened:
                    isOpened = true
                    // The device has been told of an ordinary terminal; ours hands every octet on.
                    if isTerminal, let input { pita_ssh_make_raw(input.number) }
                case .refused(let words): refusal = words
                case .noTerminal: refusal = "it gives no terminal"
                case .exited(let status): exitStatus = status
                }
            }
        }
    }

    private func sendOn() {
        guard isOpened, let input else { return }
        while !unsent.isEmpty {
            guard let count = input.write(unsent) else {
                // What no longer reads may still have something to say.
                unsent = []
                self.input = nil
                return
            }
            guard count > 0 else { return }
            unsent = unsent.dropFirst(count)
        }
        if endsInput { self.input = nil }
    }
}
