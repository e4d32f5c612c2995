import PitaDiagnostics

/// A running config as `/export` gives it, with the proof that it is all there.
enum RouterOSExport {
    /// What the device prints after the last line of the export. RouterOS's SSH server may cut a long output and close
    /// the channel as if nothing were wrong, and an export that fails ends the command before this is printed.
    static let endMark = "pita-end-of-export"

    /// The command. Flags, not `name=value`; version 7 hides secrets by itself and version 6 only when told.
    static func command(_ version: RouterOSVersion?) -> String {
        let hiding = (version?.major ?? 7) < 7 ? " hide-sensitive" : ""
        return "/export terse\(hiding); :put \"\(endMark)\""
    }

    /// The commands of a complete export.
    static func statements(_ reply: CommandReply, file: String) throws(Diagnostics) -> [RouterOSStatement] {
        guard let body = withoutEndMark(reply.output) else {
            let words = RouterOSRejection.find(in: reply)
            throw Diagnostics(
                words.map { "the device refused the export: \($0)" } ?? "the export is not complete",
                hint: words == nil ? "its end mark is missing; read it again" : nil)
        }
        try checkErrors(body, file: file)
        var parser = RouterOSParser(body, file: file)
        return try parser.statements()
    }

    /// The export as a text to keep: without its mark, its line ends, and the line that holds the time.
    static func text(_ reply: CommandReply) throws(Diagnostics) -> String {
        _ = try statements(reply, file: "export")
        let body = withoutEndMark(reply.output) ?? ""
        return body.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .filter { !($0.hasPrefix("# ") && $0.contains(" by RouterOS ")) && !$0.isEmpty }
            .map { $0 + "\n" }.joined()
    }

    private static func withoutEndMark(_ output: String) -> String? {
        let octets = output.utf8
        guard let last = octets.lastIndex(where: { $0 > 0x20 }) else { return nil }
        var lines = output[..<octets.index(after: last)].utf8
        // A log line may come after the mark.
        while true {
            let start = lines.lastIndex(of: 0x0A).map { lines.index(after: $0) } ?? lines.startIndex
            let line = String(Substring(lines[start...])).unicodeScalars.filter { $0 != "\r" }
            if String(String.UnicodeScalarView(line)) == endMark { return String(output[..<start]) }
            guard start > lines.startIndex, String(String.UnicodeScalarView(line)).dropFirst(8).hasPrefix(" echo: ")
            else { return nil }
            lines = lines[..<lines.index(before: start)]
            while let octet = lines.last, octet <= 0x20 { lines.removeLast() }
        }
    }

    /// Since 7.11 a menu that does not answer leaves a comment in an otherwise normal export.
    private static func checkErrors(_ body: String, file: String) throws(Diagnostics) {
        guard body.utf8.contains(UInt8(ascii: "#")), body.contains("#error exporting") else { return }
        var number = 0
        for line in body.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            let text = String(Substring(line))
            if text.hasPrefix("#error exporting") {
                let shown = String(text.unicodeScalars.filter { $0 != "\r" }.map(Character.init))
                throw Diagnostics([
                    Diagnostic(
                        "the export is not complete: a menu did not answer",
                        at: SourceMark(file: file, line: number, column: 1), excerpt: Excerpt(line: shown),
                        hint: "read it again")
                ])
            }
        }
    }
}
