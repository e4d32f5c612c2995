/// The config in a file that somebody kept: what a device printed, or a collector made of it.
enum LineFile {
    /// The words with which a config is asked for at a prompt.
    private static let questions = ["show ", "sh ", "display ", "dis ", "more ", "write term"]

    /// The text between the line that asked for the config and the next prompt; the whole where no such line stands in it.
    static func config(in text: String) -> String {
        guard text.contains("#") || text.contains(">") else { return text }
        var lines = text.configLines
        guard let start = lines.firstIndex(where: isQuestion) else { return text }
        let prompt = lines[start].prefix { $0 != "#" && $0 != ">" }
        lines = Array(lines[(start + 1)...])
        if let end = lines.firstIndex(where: { isPrompt($0, prompt) }) { lines = Array(lines[..<end]) }
        // The lines keep their numbers, so that marks stay right.
        return String(repeating: "\n", count: start + 1) + lines.joined(separator: "\n")
    }

    /// `sw-a#show running-config`
    private static func isQuestion(_ line: Substring) -> Bool {
        let signs = "#>".utf8
        guard let end = line.utf8.firstIndex(where: signs.contains), end > line.startIndex else { return false }
        let name = line[..<end]
        guard !name.contains(where: { $0 == " " || $0 == "!" }), name.first?.isLetter == true || name.first == "<"
        else {
            return false
        }
        let rest = line[line.index(after: end)...].drop { $0 == " " }
        return questions.contains { rest.hasPrefix($0) }
    }

    private static func isPrompt(_ line: Substring, _ name: Substring) -> Bool {
        guard line.hasPrefix(name) else { return false }
        let rest = line.dropFirst(name.count)
        return rest.first == "#" || rest.first == ">"
    }
}
