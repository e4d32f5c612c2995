/// Turns what a device paints on a terminal into lines of plain text.
///
/// Escape sequences go (ECMA-48: CSI, OSC, DCS and the like); carriage returns, backspaces and erasures are followed,
/// so that a line painted several times is there once, as it ended.
public struct TerminalStripper: Sendable {
    /// A question that a device asks of the terminal and may wait for.
    public enum Query: Hashable, Sendable {
        /// `ESC Z`: what VT52 asks.
        case identify
        /// `CSI c`: device attributes.
        case attributes
        /// `CSI 6 n`: where the cursor is.
        case cursorPosition
        /// `CSI 5 n`: whether the terminal is well.
        case status
    }

    private enum State: Sendable {
        case ground
        case escape
        case escapeIntermediate
        case control
        case text
        case textEscape
    }

    /// A line this long is cut in two: no device prints one, a flood does.
    static let longestLine = 1 << 18

    private var state = State.ground
    private var parameters: [UInt8] = []
    /// One cell a character, its UTF-8 octets packed from the left.
    private var cells: [UInt32] = []
    private var cursor = 0
    private var isRepainted = false
    private var lines: [String] = []
    private var queries: [Query] = []

    /// The width at which the device wraps what it paints; 0 for one that does not.
    private let columns: Int

    /// A blank terminal.
    ///
    /// - Parameter columns: the width that the device was told. A carriage return goes back to the beginning of the row
    ///   of that width, as editors of long command lines expect; the line itself stays one.
    public init(columns: Int = 0) { self.columns = max(0, columns) }

    /// All of a text as plain lines.
    public static func strip(_ bytes: some Sequence<UInt8>) -> String {
        var stripper = TerminalStripper()
        for byte in bytes { stripper.feed(byte) }
        let rest = stripper.unfinished
        return (stripper.takeLines() + (rest.isEmpty ? [] : [rest])).joined(separator: "\n")
    }

    /// Takes more of what the device sent.
    public mutating func feed(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { feed(byte) }
    }

    /// The lines that were finished since the last call.
    public mutating func takeLines() -> [String] {
        defer { lines = [] }
        return lines
    }

    /// The questions asked of the terminal since the last call.
    public mutating func takeQueries() -> [Query] {
        defer { queries = [] }
        return queries
    }

    /// The line that is not finished: a prompt, a question, or half of a line of output.
    public var unfinished: String {
        let visible = isRepainted ? trimmed(keeping: cursor) : cells[...]
        return Self.text(visible)
    }

    /// Whether anything stands on the unfinished line.
    var hasUnfinished: Bool { !cells.isEmpty }

    /// Forgets the unfinished line: a pager's prompt that was answered.
    mutating func discardUnfinished() {
        cells.removeAll(keepingCapacity: true)
        cursor = 0
        isRepainted = false
    }

    mutating func feed(_ byte: UInt8) {
        switch state {
        case .ground: ground(byte)
        case .escape: escape(byte)
        case .escapeIntermediate:
            if byte == 0x1B { state = .escape } else if byte >= 0x30 { state = .ground }
        case .control: control(byte)
        case .text:
            // A string ends with BEL or ESC \; an unended one must not swallow the session.
            if byte == 7 || byte == 0x0A { state = .ground } else if byte == 0x1B { state = .textEscape }
        case .textEscape: state = byte == UInt8(ascii: "\\") ? .ground : .text
        }
    }

    private mutating func ground(_ byte: UInt8) {
        switch byte {
        case 0x20..<0x7F, 0x09: put(UInt32(byte))
        case 0x80..<0xC0: join(byte)
        case 0xC0...: put(UInt32(byte))
        case 0x0A: finishLine()
        case 0x0D: cursor = columns > 0 && cursor > 0 ? (cursor - 1) / columns * columns : 0
        case 0x08: cursor = max(0, cursor - 1)
        case 0x1B: state = .escape
        default: break
        }
    }

    private mutating func put(_ cell: UInt32) {
        if cursor == cells.count {
            if cells.count >= Self.longestLine { finishLine() }
            cells.append(cell)
        } else {
            isRepainted = true
            cells[cursor] = cell
        }
        cursor += 1
    }

    /// An octet that continues the character before the cursor; a stray one stands for itself.
    private mutating func join(_ byte: UInt8) {
        guard cursor > 0, cells[cursor - 1] >= 0x80, cells[cursor - 1] < 1 << 24 else { return put(UInt32(byte)) }
        cells[cursor - 1] = cells[cursor - 1] << 8 | UInt32(byte)
    }

    private mutating func finishLine() {
        lines.append(Self.text(isRepainted ? trimmed(keeping: 0) : cells[...]))
        discardUnfinished()
    }

    /// The cells without the blanks at the end that only painted something over.
    private func trimmed(keeping count: Int) -> ArraySlice<UInt32> {
        var end = cells.count
        while end > count, cells[end - 1] == 0x20 { end -= 1 }
        return cells[..<end]
    }

    private static func text(_ cells: ArraySlice<UInt32>) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(cells.count)
        for cell in cells {
            if cell >= 1 << 24 { bytes.append(UInt8(truncatingIfNeeded: cell >> 24)) }
            if cell >= 1 << 16 { bytes.append(UInt8(truncatingIfNeeded: cell >> 16)) }
            if cell >= 1 << 8 { bytes.append(UInt8(truncatingIfNeeded: cell >> 8)) }
            bytes.append(UInt8(truncatingIfNeeded: cell))
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension TerminalStripper {
    private mutating func escape(_ byte: UInt8) {
        state = .ground
        switch byte {
        case UInt8(ascii: "["):
            parameters.removeAll(keepingCapacity: true)
            state = .control
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "X"):
            state = .text
        case UInt8(ascii: "Z"): ask(.identify)
        case 0x20...0x2F: state = .escapeIntermediate
        case 0x1B: state = .escape
        case 0x0A, 0x0D: ground(byte)
        default: break
        }
    }

    private mutating func control(_ byte: UInt8) {
        switch byte {
        case 0x20...0x3F:
            if parameters.count < 64 { parameters.append(byte) }
        case 0x40...0x7E:
            state = .ground
            perform(byte)
        case 0x1B: state = .escape
        case 0x0A, 0x0D:
            state = .ground
            ground(byte)
        default: break
        }
    }

    /// What moves the cursor or erases on its line; colours and modes have no meaning here.
    private mutating func perform(_ final: UInt8) {
        let number = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).last
            .flatMap { Int(String(decoding: $0, as: UTF8.self)) }
        let count = min(max(number ?? 1, 1), 4096)
        switch final {
        case UInt8(ascii: "K"), UInt8(ascii: "J"): erase(number ?? 0)
        case UInt8(ascii: "C"): move(to: cursor + count)
        case UInt8(ascii: "D"): cursor = max(0, cursor - count)
        case UInt8(ascii: "G"): move(to: count - 1)
        case UInt8(ascii: "H"), UInt8(ascii: "f"): move(to: parameters.contains(UInt8(ascii: ";")) ? count - 1 : 0)
        case UInt8(ascii: "P"):
            if cursor < cells.count { cells.removeSubrange(cursor..<min(cells.count, cursor + count)) }
        case UInt8(ascii: "@"):
            if cursor < cells.count, cells.count < Self.longestLine {
                cells.insert(contentsOf: repeatElement(0x20, count: count), at: cursor)
            }
        case UInt8(ascii: "c"): if parameters.allSatisfy({ $0 == 0x30 }) { ask(.attributes) }
        case UInt8(ascii: "n"):
            if parameters == [0x36] { ask(.cursorPosition) } else if parameters == [0x35] { ask(.status) }
        default: break
        }
    }

    private mutating func ask(_ query: Query) {
        if queries.count < 16 { queries.append(query) }
    }

    private mutating func move(to column: Int) {
        let column = min(column, Self.longestLine)
        if column > cells.count { cells.append(contentsOf: repeatElement(0x20, count: column - cells.count)) }
        cursor = column
    }

    private mutating func erase(_ mode: Int) {
        switch mode {
        case 0:
            if cursor < cells.count { cells.removeSubrange(cursor...) }
        case 1:
            for index in cells.indices.prefix(cursor + 1) { cells[index] = 0x20 }
            isRepainted = true
        default: cells.removeAll(keepingCapacity: true)
        }
        // What follows an erasure is painted anew, wherever the cursor stands.
        if cursor > cells.count { move(to: cursor) }
    }
}
