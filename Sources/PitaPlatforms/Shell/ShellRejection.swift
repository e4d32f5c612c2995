/// How a program says no: by its exit status.
enum ShellRejection {
    /// The words of refusal; `nil` when the command was accepted.
    static func text(in reply: CommandReply) -> String? {
        guard let status = reply.exitStatus else { return "the command ended without an exit status" }
        guard status != 0 else { return nil }
        let said = (reply.errorOutput + "\n" + reply.output).split(separator: "\n").map { String($0).trimmed }
        let meaning = meanings[status].map { " (\($0))" } ?? ""
        // HTB's remark on its quantum comes before the error and is none.
        let words = said.filter { !$0.isEmpty && !$0.hasPrefix("Warning: sch_htb: quantum") }.prefix(3)
        return "exit status \(status)\(meaning)"
            + (words.isEmpty ? "" : ": " + DeviceWords.cut(words.joined(separator: "; ")))
    }

    private static let meanings = [
        126: "can't be executed", 127: "command not found", 142: "time-out: the switch daemon did not answer",
    ]
}
