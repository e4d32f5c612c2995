import PitaDiagnostics

/// How a device is asked what went through a queue.
public struct QueueCounter: Sendable {
    /// The question.
    public let command: ReadCommand
    private let read: @Sendable (CommandReply) -> UInt64?

    /// A question, and how its answer is read.
    public init(_ command: ReadCommand, _ read: @escaping @Sendable (CommandReply) -> UInt64?) {
        self.command = command
        self.read = read
    }

    /// The octets that have gone through, in all directions; `nil` when the answer does not say.
    public func octets(in reply: CommandReply) -> UInt64? { read(reply) }

    /// The number at the beginning of a text; `nil` without one, or with one that can't be.
    static func number(_ text: some StringProtocol) -> UInt64? { UInt64(text.prefix { ("0"..."9").contains($0) }) }

    /// The sum of the numbers after a word (`Sent 90 bytes`), wherever it stands; `nil` where it stands nowhere.
    static func sum(after word: String, in text: String) -> UInt64? {
        let words = text.split { $0 == " " || $0.isNewline }
        let numbers = words.indices.dropLast().filter { words[$0] == word }.compactMap { number(words[$0 + 1]) }
        return numbers.isEmpty ? nil : numbers.reduce(0) { $0 &+ $1 }
    }
}
