/// Finds the echo of a command in what a device paints after it was sent.
///
/// The echo stands at the beginning of a line, or after the prompt that it answers; devices break it into rows as they like, so
/// that only the visible octets count. A line that merely ends like the command is no echo of it.
struct DialogueEcho {
    /// The lines before the echo: what the device still had to say.
    private(set) var earlier: [String] = []

    private let wanted: [UInt8]
    private let prompt: [UInt8]
    private var octets: [UInt8] = []
    private var lines: [String] = []

    init(of command: String, after prompt: String) {
        wanted = Self.visible(command)
        self.prompt = Self.visible(prompt)
    }

    /// Takes the next line; whether it completes the echo.
    ///
    /// - Parameter isPrompt: whether a text has the shape of one of the device's prompts.
    mutating func isComplete(with line: String, isPrompt: (String) -> Bool) -> Bool {
        lines.append(line)
        octets += Self.visible(line)
        guard octets.suffix(wanted.count).elementsEqual(wanted), let start = start(isPrompt) else {
            octets = octets.suffix(wanted.count + 4096)
            return false
        }
        earlier = Array(lines[..<start])
        return true
    }

    /// The line in which the echo begins, when what stands before it there may stand there.
    private func start(_ isPrompt: (String) -> Bool) -> Int? {
        var missing = wanted.count
        for (index, line) in lines.enumerated().reversed() {
            let count = Self.visible(line).count
            if count < missing {
                missing -= count
                continue
            }
            let before = Self.prefix(of: line, visible: count - missing)
            guard !wanted.isEmpty else {
                // The line end of an empty answer ends the line of its question; any other line is a word of its own.
                return Self.visible(line) == prompt || isPrompt(before) ? index : lines.count
            }
            let isFit =
                before.isEmpty || Self.visible(before).suffix(prompt.count).elementsEqual(prompt) || isPrompt(before)
            return isFit ? index : nil
        }
        return nil
    }

    /// A line's beginning with so many visible octets.
    private static func prefix(of line: String, visible count: Int) -> String {
        var left = count
        var end = line.utf8.startIndex
        while left > 0, end < line.utf8.endIndex {
            if line.utf8[end] > 0x20 { left -= 1 }
            end = line.utf8.index(after: end)
        }
        return String(decoding: line.utf8[..<end], as: UTF8.self)
    }

    private static func visible(_ text: String) -> [UInt8] { text.utf8.filter { $0 > 0x20 } }
}
