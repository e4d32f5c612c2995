/// What a device says when it does not do what it was told.
enum IOSRejection {
    /// Lines that begin with `%` and only tell.
    private static let harmless = [
        "warning", "portfast", "access vlan does not exist", "no rollback confirmed change pending", "generating",
        "interface vlan", "applying", "the key will be", "saving",
    ]
    /// Refusals that do not begin with `%`.
    private static let refusals = [
        "command rejected", "command authorization failed", "invalid input", "must delete secondary",
        "is being used", "is in use", "already attached", "may not be deleted", "bad secrets", "access denied",
    ]

    /// Whether a line refuses.
    static func isRefusal(_ line: Substring) -> Bool {
        let words = line.drop { $0 == " " }
        let lower = words.prefix(200).lowercased()
        if words.first == "%" {
            let rest = lower.dropFirst().drop { $0 == " " || $0 == "%" }
            return !harmless.contains { rest.hasPrefix($0) }
        }
        // A line in which a person says the same is echoed with its prompt, and never stands alone.
        return refusals.contains { lower.contains($0) }
    }

    /// The words of refusal in a reply.
    static func text(in reply: CommandReply) -> String? { ConsoleRejection.text(in: reply, isRefusal) }

    /// Why a reply does not say that the config was saved: some refusals of a save begin like no other.
    static func saveText(in reply: CommandReply, _ dialect: IOSDialect) -> String? {
        if let words = text(in: reply) { return words }
        let done = ["[OK]"] + (dialect == .eos ? ["completed successfully"] : [])
        return ConsoleRejection.unsaved(reply) { output in done.contains { output.contains($0) } }
    }
}
