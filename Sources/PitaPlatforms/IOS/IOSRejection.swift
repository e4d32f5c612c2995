/// What a device says when it does not do what it was told.
enum IOSRejection {
    /// Whether a line refuses.
    static func isRefusal(_ line: Substring, _ dialect: IOSDialect) -> Bool {
        dialect.console.messages.meaning(of: line) == .refusal
    }

    /// The words of refusal in a reply.
    static func text(in reply: CommandReply, _ dialect: IOSDialect) -> String? {
        ConsoleRejection.text(in: reply, dialect.console.messages)
    }

    /// Why a reply does not say that the config was saved: some refusals of a save begin like no other.
    static func saveText(in reply: CommandReply, _ dialect: IOSDialect) -> String? {
        if let words = text(in: reply, dialect) { return words }
        let done = ["[OK]"] + (dialect == .eos ? ["completed successfully"] : [])
        return ConsoleRejection.unsaved(reply) { output in done.contains { output.contains($0) } }
    }
}
