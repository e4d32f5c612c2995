/// The line that a person or a script types, byte for byte, and what the terminal shows of it.
struct LineEditor {
    enum Control: Equatable { case interrupt, endOfText, suspend }

    enum Action: Equatable {
        case echo([UInt8])
        case line(String)
        case control(Control, String)
        /// `?` behind a line.
        case help(String)
        /// A blank behind a word that may be short for another.
        case complete(String)
    }

    private var bytes: [UInt8] = []
    private var skipsLineFeed = false
    private var isLiteral = false
    /// Bytes of an escape sequence still to be swallowed.
    private var escape: [UInt8] = []
    /// Where the visible part of a scrolled line begins.
    private var start = 0

    var screen: ConsoleScreen
    var hidesInput = false
    var hasHelp = true
    /// Columns that the prompt takes.
    var indent = 0

    init(screen: ConsoleScreen) { self.screen = screen }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func clear() {
        bytes = []
        start = 0
    }

    /// Takes a byte as the whole answer; nil for the second half of a line end.
    mutating func key(_ byte: UInt8) -> String? {
        defer { skipsLineFeed = byte == 13 }
        if skipsLineFeed, byte == 10 { return nil }
        return byte == 13 || byte == 10 ? "" : String(decoding: [byte], as: UTF8.self)
    }

    mutating func feed(_ byte: UInt8) -> [Action] {
        defer { skipsLineFeed = byte == 13 }
        if skipsLineFeed, byte == 10 { return [] }
        if isLiteral {
            isLiteral = false
            return insert(byte)
        }
        if !escape.isEmpty { return swallow(byte) }
        switch byte {
        case 13, 10: return finish([13, 10]) { .line($0) }
        case 3: return finish([94, 67, 13, 10]) { .control(.interrupt, $0) }
        case 26: return finish([94, 90, 13, 10]) { .control(.suspend, $0) }
        case 4: return bytes.isEmpty ? finish([]) { .control(.endOfText, $0) } : []
        case 8, 127: return erase(1)
        case 21: return erase(bytes.count)
        case 23: return erase(bytes.count - (wordStart ?? 0))
        case 22:
            isLiteral = true
            return []
        case 27:
            escape = [byte]
            return []
        case 32 where screen.completesOnSpace && !hidesInput && (bytes.last ?? 32) != 32: return [.complete(text)]
        case 63 where hasHelp && !hidesInput: return [.help(text)]
        case 0..<32: return []
        default: return insert(byte)
        }
    }

    /// Takes a byte as it is.
    mutating func type(_ byte: UInt8) -> [Action] { insert(byte) }

    /// Ends the word with these letters and a blank.
    mutating func complete(_ letters: String) -> [Action] {
        (Array(letters.utf8) + [32]).flatMap { insert($0) }
    }

    private var wordStart: Int? {
        var index = bytes.count
        while index > 0, bytes[index - 1] == 32 { index -= 1 }
        while index > 0, bytes[index - 1] != 32 { index -= 1 }
        return index
    }

    private mutating func swallow(_ byte: UInt8) -> [Action] {
        escape.append(byte)
        let isOver = escape.count == 2 ? byte != 91 && byte != 79 : byte >= 64
        if isOver || escape.count > 8 { escape = [] }
        return []
    }

    private mutating func finish(_ echo: [UInt8], _ action: (String) -> Action) -> [Action] {
        let line = text
        clear()
        return (echo.isEmpty ? [] : [.echo(echo)]) + [action(line)]
    }

    private mutating func insert(_ byte: UInt8) -> [Action] {
        // A full buffer rings the bell and takes no more.
        guard bytes.count < screen.capacity else { return [.echo([7])] }
        bytes.append(byte)
        if hidesInput { return [] }
        guard screen.width > 0 else { return [.echo([byte])] }
        switch screen.overflow {
        case .wrap:
            let isFull = (indent + bytes.count) % screen.width == 0
            return [.echo(isFull ? [byte, 13, 10] : [byte])]
        case .scroll:
            let shown = bytes.count - start
            guard indent + shown >= screen.width - 1, shown > 12 else { return [.echo([byte])] }
            let back = [UInt8](repeating: 8, count: shown - 1)
            start += 10
            let rest = Array(bytes[(start + 1)...])
            let blanks = [UInt8](repeating: 32, count: 10)
            return [.echo(back + [36] + rest + blanks + blanks.map { _ in 8 })]
        }
    }

    private mutating func erase(_ count: Int) -> [Action] {
        let count = min(count, bytes.count)
        guard count > 0 else { return [] }
        bytes.removeLast(count)
        if hidesInput { return [] }
        return [.echo((0..<count).flatMap { _ in [8, 32, 8] as [UInt8] })]
    }
}
