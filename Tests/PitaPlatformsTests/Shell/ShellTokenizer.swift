/// A reading of POSIX shell quoting (2.2) for checking commands, written apart from the code that quotes: the words of a simple
/// command, or `nil` when the text is more than one simple command.
enum ShellTokenizer {
    static func words(_ text: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var rest = Array(text.unicodeScalars)[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case " ", "\t":
                if let done = word { words.append(done) }
                word = nil
            case "'":
                var quoted = String.UnicodeScalarView()
                while let next = rest.first, next != "'" {
                    quoted.append(next)
                    rest.removeFirst()
                }
                guard rest.popFirst() != nil else { return nil }
                word = (word ?? "") + String(quoted)
            case "\\":
                guard let next = rest.popFirst() else { return nil }
                word = (word ?? "") + String(Character(next))
            case "\"", "$", "`", ";", "&", "|", "<", ">", "(", ")", "\n", "*", "?", "[", "#", "~", "!", "{", "}", "\0":
                return nil
            default: word = (word ?? "") + String(Character(scalar))
            }
        }
        if let done = word { words.append(done) }
        return words
    }
}
