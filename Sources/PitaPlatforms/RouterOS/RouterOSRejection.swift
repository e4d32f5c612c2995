/// The words by which RouterOS refuses. Its exit status says nothing.
enum RouterOSRejection {
    /// The first line of refusal in a reply; `nil` when there is none.
    static func find(in reply: CommandReply) -> String? {
        find(in: reply.output) ?? find(in: reply.errorOutput)
    }

    private static func find(in text: String) -> String? {
        for line in text.utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            // Config lines begin with `/` or `#`, and no refusal does.
            guard let first = line.first(where: { $0 > 0x20 }), first != UInt8(ascii: "/"), first != UInt8(ascii: "#")
            else { continue }
            let words = Substring(line).drop { $0 == " " || $0 == "\t" }
            if isRefusal(words) { return DeviceWords.cut(words) }
        }
        return nil
    }

    private static func isRefusal(_ line: Substring) -> Bool {
        if beginnings.contains(where: { line.hasPrefix($0) }) { return true }
        guard line.hasPrefix("value of ") else { return false }
        return [" must", " is not", " out of range", " expects"].contains { line.contains($0) }
    }

    private static let beginnings = [
        "failure:", "Script Error:", "no such item", "bad command name", "expected end of command",
        "expected command name",
        "expected closing", "syntax error", "input does not match", "ambiguous value", "invalid value",
        "missing value(s)", "not enough permissions", "bad parameter", "action timed out", "Cannot open import file",
        "interrupted",
    ]
}
