import PitaDiagnostics

extension LineConfig {
    /// The config as a text to keep: what a device runs, without the lines that change by themselves, secrets masked.
    func backup(_ text: String) throws(Diagnostics) -> String {
        _ = try running(text)
        let kept = SecretMask.lines(of: text).map { line in
            var line = line
            while let last = line.last, last.isWhitespace { line.removeLast() }
            return line
        }.filter { line in
            guard !line.isEmpty else { return false }
            // A comment's words are times and names; alone it separates.
            if line.first == grammar.comment { return line.count == 1 }
            return !grammar.dropped.contains { line.hasPrefix($0) }
        }
        return masked(kept.joined(separator: "\n")) + "\n"
    }

    /// Any text of the device with the secrets of its lines masked.
    func masked(_ text: String) -> String {
        SecretMask.lines(of: text).map { grammar.masked(String($0)) }.joined(separator: "\n")
    }
}

extension ReadingCommands {
    /// What only reads on a device that is spoken to at a prompt.
    ///
    /// - Parameter verb: the word that shows: `show`, `display`.
    static func console(_ verb: String, trace: String = "traceroute") -> ReadingCommands {
        ReadingCommands(
            forms: [[verb, "..."], ["ping", "..."], [trace, "..."], ["dir"]],
            filters: [
                "include", "exclude", "begin", "section", "count", "match", "except", "no-more", "display", "compare",
            ],
            forbidden: ["redirect", "append", "tee", "save", "|"],
            // With a name behind it, `display diagnostic-information` writes that file.
            forbiddenBeginnings: ["diagnostic-information"],
            // What a device packs up or exports lands in a file.
            filing: ["export", "package", "to-file"])
    }
}
