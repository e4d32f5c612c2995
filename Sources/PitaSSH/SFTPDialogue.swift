/// The words of SFTP version 3 (draft-ietf-secsh-filexfer-02) for writing one file: octets in, octets out.
struct SFTPDialogue {
    /// What has to be done.
    enum Action: Hashable {
        /// Send these octets.
        case send([UInt8])
        /// The file is there: the server has closed it in good order.
        case finished
        /// It is not.
        case failed(String, status: Int?)
    }

    private enum Stage { case version, handle, writing, closing, over }

    private static let part = 32_768
    /// How many writes may wait for their answer.
    private static let atOnce = 32

    private let file: FileUpload
    private var stage = Stage.version
    private var received: [UInt8] = []
    private var handle: [UInt8] = []
    private var sent = 0
    private var unanswered = 0

    init(_ file: FileUpload) { self.file = file }

    /// What is said first.
    static var opening: [UInt8] {
        var message = SSHWireWriter()
        message.byte(1)
        message.uint32(3)
        return framed(message)
    }

    /// Takes what the server says.
    mutating func received(_ bytes: some Collection<UInt8>) -> [Action] {
        received += bytes
        guard received.count <= 1 << 20 else { return [.failed("the server says too much", status: nil)] }
        var actions: [Action] = []
        var reader = SSHWireReader(received)
        var rest = reader.remaining
        while let body = reader.string() {
            rest = reader.remaining
            actions += take(body)
        }
        received = Array(received.suffix(rest))
        return actions
    }

    private mutating func end(_ action: Action) -> [Action] {
        stage = .over
        return [action]
    }

    private mutating func take(_ body: [UInt8]) -> [Action] {
        guard stage != .over else { return [] }
        var reader = SSHWireReader(body)
        let kind = reader.byte()
        if stage == .version {
            guard kind == 2 else { return end(.failed("the server does not speak SFTP", status: nil)) }
            stage = .handle
            return [.send(opening)]
        }
        _ = reader.uint32()
        switch (stage, kind) {
        case (.handle, 102?):
            guard let name = reader.string(), name.count <= 256 else { break }
            handle = name
            stage = .writing
            return writeOn()
        case (_, 101?):
            guard let status = reader.uint32() else { break }
            guard status == 0 else { return end(.failed(Self.words(for: status), status: status)) }
            if stage == .closing { return end(.finished) }
            guard stage == .writing, unanswered > 0 else { break }
            unanswered -= 1
            return writeOn()
        default: break
        }
        return end(.failed("the server answers with what was not asked for", status: nil))
    }

    /// The file made anew or emptied, to be written.
    private var opening: [UInt8] {
        var message = SSHWireWriter()
        message.byte(3)
        message.uint32(1)
        message.string(file.path.utf8)
        message.uint32(0x02 | 0x08 | 0x10)
        message.uint32(0x04)
        message.uint32(file.permissions & 0o7777)
        return Self.framed(message)
    }

    private mutating func writeOn() -> [Action] {
        var output: [UInt8] = []
        while sent < file.bytes.count, unanswered < Self.atOnce {
            let end = min(sent + Self.part, file.bytes.count)
            var message = SSHWireWriter()
            message.byte(6)
            message.uint32(2)
            message.string(handle)
            message.uint32(sent >> 32)
            message.uint32(sent & 0xFFFF_FFFF)
            message.string(file.bytes[sent..<end])
            output += Self.framed(message)
            sent = end
            unanswered += 1
        }
        if sent == file.bytes.count, unanswered == 0 {
            var message = SSHWireWriter()
            message.byte(4)
            message.uint32(3)
            message.string(handle)
            output += Self.framed(message)
            stage = .closing
        }
        return output.isEmpty ? [] : [.send(output)]
    }

    private static func framed(_ message: SSHWireWriter) -> [UInt8] {
        var frame = SSHWireWriter()
        frame.string(message.bytes)
        return frame.bytes
    }

    /// A server's status in words.
    static func words(for status: Int) -> String {
        let words = [
            2: "no such directory or file", 3: "permission denied", 4: "the server failed", 8: "not supported",
            14: "no space left", 15: "quota exceeded",
        ]
        return words[status] ?? "SFTP status \(status)"
    }
}
