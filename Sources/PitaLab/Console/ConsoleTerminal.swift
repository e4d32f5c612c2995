import Foundation

/// The session's end of the terminal: bytes in, bytes out, the pager.
final class ConsoleTerminal {
    private var pending: [UInt8] = []
    private var isOver = false
    /// Called while nothing is typed.
    var whileWaiting: () -> Void = {}

    /// The device edits and shows what is typed; the pseudo-terminal is to pass it on as it comes.
    func makeRaw() {
        var settings = termios()
        guard tcgetattr(0, &settings) == 0 else { return }
        cfmakeraw(&settings)
        tcsetattr(0, TCSANOW, &settings)
    }

    /// The next byte; nil when the connection has ended.
    func next() -> UInt8? {
        while pending.isEmpty, !isOver {
            var entry = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
            let count = poll(&entry, 1, 200)
            if count == 0 || (count < 0 && errno == EINTR) {
                whileWaiting()
                continue
            }
            var buffer = [UInt8](repeating: 0, count: 4096)
            let length = read(0, &buffer, buffer.count)
            if length <= 0 { isOver = true } else { pending += buffer.prefix(length) }
        }
        return pending.isEmpty ? nil : pending.removeFirst()
    }

    /// Whether input stands unread, so that echo may be gathered.
    var hasInput: Bool { !pending.isEmpty }

    /// Writes text with the line ends of a terminal.
    func write(_ text: String) {
        var bytes: [UInt8] = []
        for byte in text.utf8 { bytes += byte == 10 ? [13, 10] : [byte] }
        Wire.write(bytes)
    }

    /// Writes lines, a page at a time; gives false when the reader has seen enough.
    func page(_ lines: [Substring], _ screen: ConsoleScreen) -> Bool {
        guard screen.length > 1, lines.count >= screen.length else {
            write(lines.map { $0 + "\n" }.joined())
            return true
        }
        var room = screen.length - 1
        for (index, line) in lines.enumerated() {
            write(line + "\n")
            room -= 1
            guard room == 0, index + 1 < lines.count else { continue }
            write(screen.more)
            let key = next()
            write(screen.wipe)
            switch key {
            case 32: room = screen.length - 1
            case 13, 10: room = 1
            default: return false
            }
        }
        return true
    }
}
