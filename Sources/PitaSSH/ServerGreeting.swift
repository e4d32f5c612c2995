import NIOCore
import PitaDiagnostics

/// What a server says before encryption begins: its version, then its SSH_MSG_KEXINIT (RFC 4253 section 7.1).
///
/// libssh2 does not tell what a server offers when nothing fits; its first octets do. They are read only on failure.
struct ServerGreeting {
    private var buffers: [ByteBuffer] = []
    private var count = 0

    mutating func collect(_ buffer: ByteBuffer) {
        guard count < 40_000 else { return }
        count += buffer.readableBytes
        buffers.append(buffer)
    }

    mutating func forget() {
        buffers = []
        count = 40_000
    }

    private var bytes: [UInt8] { buffers.flatMap { $0.readableBytesView } }

    /// The first words, for a server that speaks something else.
    var summary: String? {
        let line = bytes.prefix(80).prefix { $0 != 0x0A }
        guard !line.isEmpty else { return nil }
        return TerminalText.sanitised(String(decoding: line, as: UTF8.self))
    }

    /// The version line, fit for a terminal.
    var version: String? {
        guard let end = versionEnd else { return nil }
        let line = bytes[..<(end - 1)].split(separator: 0x0A).last ?? []
        return TerminalText.sanitised(String(decoding: line.prefix(255).filter { $0 != 0x0D }, as: UTF8.self))
    }

    /// Whether a version line of SSH 2 has been seen.
    var isSSH2: Bool { versionEnd != nil }

    /// Where the line after `SSH-2.0-...` begins.
    private var versionEnd: Int? { Self.versionEnd(in: bytes) }

    private static func versionEnd(in bytes: [UInt8]) -> Int? {
        var start = 0
        while let end = bytes[start...].firstIndex(of: 0x0A) {
            let line = bytes[start..<end]
            if line.starts(with: Array("SSH-2.0-".utf8)) || line.starts(with: Array("SSH-1.99-".utf8)) {
                return end + 1
            }
            start = end + 1
        }
        return nil
    }

    /// The algorithms offered, when the packet has arrived whole.
    var offer: SSHAlgorithms? { Self.offer(in: bytes) }

    static func offer(in bytes: [UInt8]) -> SSHAlgorithms? {
        guard let start = versionEnd(in: bytes) else { return nil }
        var reader = SSHWireReader(bytes, from: start)
        guard let length = reader.uint32(), (20...35_000).contains(length), let padding = reader.byte(),
            Int(padding) < length, let payload = reader.raw(length - 1 - Int(padding)), payload.first == 20
        else { return nil }
        var lists = SSHWireReader(payload, from: 1)
        guard lists.raw(16) != nil else { return nil }
        var names: [[String]] = []
        while names.count < 6, let text = lists.text() {
            names.append(text.split(separator: ",").prefix(64).map { TerminalText.sanitised(String($0)) })
        }
        guard names.count == 6 else { return nil }
        return SSHAlgorithms(keyExchange: names[0], hostKey: names[1], cipher: names[2], mac: names[4])
    }
}
