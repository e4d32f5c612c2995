/// The protocol of OpenSSH's control socket (`PROTOCOL.mux` in its sources, version 4): how a session is asked for, and
/// what is said about it.
///
/// Spoken here, not by a second `ssh`: a command would stand in that one's arguments, for every user of the machine to
/// read, and a lost connection would have it look for a host of the same name.
struct MuxProtocol {
    /// What the other side says.
    enum Message: Hashable {
        case hello(version: Int)
        case opened
        case refused(String)
        case exited(Int)
        case noTerminal
        case other
    }

    /// A session: a command, a subsystem, or a shell on a terminal.
    enum Session {
        case command(String)
        case subsystem(String)
        case shell(terminal: String)
    }

    private var received: [UInt8] = []

    /// What is said first.
    static var hello: [UInt8] {
        var message = SSHWireWriter()
        message.uint32(1)
        message.uint32(4)
        return framed(message)
    }

    /// The request for a session; its three descriptors follow.
    static func request(_ session: Session) -> [UInt8] {
        var message = SSHWireWriter()
        message.uint32(0x1000_0002)
        message.uint32(0)
        message.string([])
        let (isTerminal, isSubsystem, terminal, command) =
            switch session {
            case .command(let text): (false, false, "", text)
            case .subsystem(let name): (false, true, "", name)
            case .shell(let terminal): (true, false, terminal, "")
            }
        for flag in [isTerminal, false, false, isSubsystem] { message.uint32(flag ? 1 : 0) }
        // No escape character: nothing that is sent may command the other side.
        message.uint32(0xFFFF_FFFF)
        message.string(terminal.utf8)
        message.string(command.utf8)
        return framed(message)
    }

    private static func framed(_ message: SSHWireWriter) -> [UInt8] {
        var frame = SSHWireWriter()
        frame.string(message.bytes)
        return frame.bytes
    }

    /// Takes what has come; returns the messages that are whole.
    mutating func feed(_ bytes: [UInt8]) -> [Message] {
        received += bytes
        var messages: [Message] = []
        var reader = SSHWireReader(received)
        var rest = reader.remaining
        while let body = reader.string() {
            messages.append(Self.message(body))
            rest = reader.remaining
        }
        received = Array(received.suffix(rest))
        return messages
    }

    private static func message(_ body: [UInt8]) -> Message {
        var reader = SSHWireReader(body)
        let kind = reader.uint32()
        let number = reader.uint32() ?? 0
        switch kind {
        case 1: return .hello(version: number)
        case 0x8000_0006: return .opened
        case 0x8000_0002, 0x8000_0003: return .refused(reader.text() ?? "")
        case 0x8000_0004: return .exited(reader.uint32() ?? 255)
        case 0x8000_0008: return .noTerminal
        default: return .other
        }
    }
}
