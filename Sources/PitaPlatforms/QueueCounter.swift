import PitaDiagnostics

/// How a device is asked what went through a queue.
public struct QueueCounter: Sendable {
    /// The question, in each spelling that releases have for it: the first answer that says something counts.
    public let commands: [ReadCommand]
    private let read: @Sendable (CommandReply) -> UInt64?

    /// A question, and how its answer is read.
    public init(_ command: ReadCommand, _ read: @escaping @Sendable (CommandReply) -> UInt64?) {
        self.init([command], read)
    }

    /// A question that releases spell differently, and how its answers are read.
    public init(_ commands: [ReadCommand], _ read: @escaping @Sendable (CommandReply) -> UInt64?) {
        self.commands = commands
        self.read = read
    }

    /// The octets that have gone through, in all directions; `nil` when the answer does not say.
    public func octets(in reply: CommandReply) -> UInt64? { read(reply) }

    /// The number at the beginning of a text; `nil` without one, or with one that can't be.
    static func number(_ text: some StringProtocol) -> UInt64? { UInt64(text.prefix { ("0"..."9").contains($0) }) }

    /// A text that is a number and nothing else, `9,940,984` too.
    static func whole(_ text: some StringProtocol) -> UInt64? {
        let digits = text.utf8.filter { $0 != UInt8(ascii: ",") }
        guard !digits.isEmpty, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        return UInt64(String(decoding: digits, as: UTF8.self))
    }

    /// The sum of what was counted in parts; `nil` where nothing was.
    static func sum(_ parts: [UInt64]) -> UInt64? { parts.isEmpty ? nil : parts.reduce(0) { $0 &+ $1 } }

    /// The sum of the numbers after a word (`Sent 90 bytes`), wherever it stands; `nil` where it stands nowhere.
    static func sum(after word: String, in text: String) -> UInt64? {
        let words = text.split { $0 == " " || $0.isNewline }
        return sum(words.indices.dropLast().filter { words[$0] == word }.compactMap { number(words[$0 + 1]) })
    }

    /// Whether a text can only be one name in a question: letters, digits and a few signs, none of them first.
    static func isName(_ name: String, signs: String = "/.-:_") -> Bool {
        func isLetter(_ octet: UInt8) -> Bool {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(octet | 0x20)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet)
        }
        guard let first = name.utf8.first, isLetter(first), name.utf8.count <= 64 else { return false }
        return name.utf8.allSatisfy { isLetter($0) || signs.utf8.contains($0) }
    }
}
