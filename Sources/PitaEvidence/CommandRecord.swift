/// One command: what was sent, byte for byte with secrets masked, and what the device answered.
public struct CommandRecord: Hashable, Sendable {
    /// What a command is for.
    public enum Purpose: String, Sendable, CaseIterable {
        /// Arms the way back.
        case arm = "pasang-jalan-kembali"
        /// Has the device say that the way back stands.
        case prove = "bukti-jalan-kembali"
        /// Makes the change.
        case change = "perubahan"
        /// Disarms the way back.
        case disarm = "lepas-jalan-kembali"
        /// Saves the config.
        case save = "simpan"
        /// Undoes the change.
        case reverse = "pembalikan"
    }

    /// How far a command came.
    public enum State: String, Sendable, CaseIterable {
        /// It was not sent.
        case notSent = "tidak-dikirim"
        /// The device answered and did not refuse.
        case accepted = "diterima"
        /// The device refused.
        case rejected = "ditolak"
        /// It was sent and no complete answer came.
        case unanswered = "tanpa-jawaban"
    }

    /// What it is for.
    public var purpose: Purpose
    /// The command.
    public var text: String
    /// What went to its standard input.
    public var input: String?
    /// How far it came.
    public var state: State
    /// What the device answered; `nil` when nothing came.
    public var answer: String?

    /// One command.
    public init(purpose: Purpose, text: String, input: String?, state: State, answer: String?) {
        self.purpose = purpose
        self.text = text
        self.input = input
        self.state = state
        self.answer = answer
    }
}

extension CommandRecord: JSONConvertible {
    /// An object with every member of the value.
    public var json: JSONValue {
        [
            "purpose": .string(purpose.rawValue), "text": .string(text), "input": .text(input),
            "state": .string(state.rawValue), "answer": .text(answer),
        ]
    }

    /// Reads ``json``.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        purpose = try reader.choice("purpose")
        text = try reader.string("text")
        input = try reader.text("input")
        state = try reader.choice("state")
        answer = try reader.text("answer")
        try reader.finish()
    }
}
