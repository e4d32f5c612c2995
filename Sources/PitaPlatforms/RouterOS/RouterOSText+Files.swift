import PitaDiagnostics

/// Configs in files: templates, and exports as devices, collectors and terminals leave them.
extension RouterOSText {
    /// An intended config.
    static func intended(_ text: String, file: String) throws(Diagnostics) -> ConfigTree {
        var parser = RouterOSParser(text, file: file)
        let statements = try parser.statements()
        var builder = RouterOSTreeBuilder(isRunning: false, isExport: isExport(text))
        return try builder.build(statements) { parser.shown($0) }
    }

    /// What a device has, by an export in a file.
    static func running(_ text: String, file: String) throws(Diagnostics) -> ConfigTree {
        var parser = RouterOSParser(withoutSurroundings(text), file: file)
        let statements = try parser.statements()
        var builder = RouterOSTreeBuilder(isRunning: true)
        return try builder.build(statements)
    }

    /// Whether a device printed the text: its header says so.
    static func isExport(_ text: String) -> Bool {
        lines(of: text.prefix(4096)).prefix(20).contains { line in
            line.hasPrefix("#") && [" by RouterOS ", " software id =", " model ="].contains { line.contains($0) }
        }
    }

    /// The text with empty lines where others stand that no config holds: a prompt with the command behind it, what a
    /// terminal and a collector add. Every line keeps its number.
    static func withoutSurroundings(_ text: String) -> String {
        guard hasSurroundings(text) else { return text }
        var result = ""
        var continues = false
        for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let line = Substring(line)
            // Within a command a line may begin with anything.
            if continues || !isSurrounding(line) { result += line }
            result += "\n"
            continues = line.utf8.last(where: { $0 != 0x0D && $0 != 0x20 }) == UInt8(ascii: "\\")
        }
        return result
    }

    private static func lines(of text: Substring) -> [Substring] {
        text.utf8.split(separator: 0x0A).map { Substring($0) }
    }

    private static func hasSurroundings(_ text: String) -> Bool {
        text.utf8.split(separator: 0x0A).contains { line in
            guard let first = line.first(where: { $0 != 0x20 }) else { return false }
            return surroundingStarts.contains(first) && isSurrounding(Substring(line))
        }
    }

    private static let surroundingStarts = Set("[!;>pPMis\u{1B}\r".utf8)

    /// Whether a line is a prompt, a banner's, or a collector's own.
    private static func isSurrounding(_ line: Substring) -> Bool {
        let line = line.drop { $0 == " " }
        if line.hasPrefix("["), line.contains("@"), line.contains("] >") || line.contains("] /") { return true }
        return line.hasPrefix("!") || line.hasPrefix(";;;") || line.hasPrefix("\u{1B}")
            || ["pita-end-of-export", "interrupted", "MMM", "MikroTik RouterOS", "Press F1 for help"].contains {
                line.hasPrefix($0)
            }
    }
}
