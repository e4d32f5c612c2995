import PitaDiagnostics

/// The words and signs of a config, in either of its two forms.
struct JunosScanner {
    /// One of them.
    struct Token: Equatable {
        enum Kind: Equatable {
            case word
            /// One of `{ } [ ] ;`.
            case sign
            case lineEnd
        }

        let kind: Kind
        let text: String
        let line: Int
        let column: Int
    }

    let file: String
    private let scalars: [Unicode.Scalar]
    private var place = 0
    private var line = 1
    private var lineStart = 0
    private var tokens: [Token] = []

    /// The longest word, in scalars.
    private static let longest = 8192

    /// The tokens of a text; throws where a text or a comment has no end.
    static func tokens(of text: String, file: String) throws(Diagnostics) -> [Token] {
        var scanner = JunosScanner(text, file: file)
        try scanner.run()
        return scanner.tokens
    }

    private init(_ text: String, file: String) {
        scalars = Array(text.unicodeScalars)
        self.file = file
    }

    private var mark: SourceMark { SourceMark(file: file, line: line, column: place - lineStart + 1) }

    private mutating func run() throws(Diagnostics) {
        while place < scalars.count {
            switch scalars[place] {
            case "\n": endLine()
            case " ", "\t", "\r": place += 1
            case "#": while place < scalars.count, scalars[place] != "\n" { place += 1 }
            case "/" where place + 1 < scalars.count && scalars[place + 1] == "*": try comment()
            case "{", "}", "[", "]", ";":
                add(.sign, String(scalars[place]), mark)
                place += 1
            case "\"": try text()
            default: try word()
            }
        }
    }

    private mutating func endLine() {
        add(.lineEnd, "", mark)
        place += 1
        line += 1
        lineStart = place
    }

    private mutating func add(_ kind: Token.Kind, _ text: String, _ mark: SourceMark) {
        tokens.append(Token(kind: kind, text: text, line: mark.line, column: mark.column))
    }

    private mutating func comment() throws(Diagnostics) {
        let start = mark
        place += 2
        while place + 1 < scalars.count, !(scalars[place] == "*" && scalars[place + 1] == "/") {
            if scalars[place] == "\n" { endLine() } else { place += 1 }
        }
        guard place + 1 < scalars.count else { throw Diagnostics("the comment has no end", at: start) }
        place += 2
    }

    private mutating func text() throws(Diagnostics) {
        let start = mark
        place += 1
        var text = String.UnicodeScalarView()
        while place < scalars.count, scalars[place] != "\"" {
            // A text that goes on in the next line would hide whatever stands there.
            guard scalars[place] != "\n", text.count < Self.longest else { break }
            // Only a quote is written with a backslash; any other backslash is its own, and what follows it too.
            if scalars[place] == "\\", place + 1 < scalars.count, scalars[place + 1] != "\n" {
                if scalars[place + 1] != "\"" { text.append("\\") }
                place += 1
            }
            text.append(scalars[place])
            place += 1
        }
        guard place < scalars.count, scalars[place] == "\"" else {
            throw Diagnostics("the text has no end in its line", at: start)
        }
        place += 1
        add(.word, String(text), start)
    }

    private mutating func word() throws(Diagnostics) {
        let start = mark
        var text = String.UnicodeScalarView()
        while place < scalars.count, !Self.ends.contains(scalars[place]) {
            text.append(scalars[place])
            place += 1
        }
        guard text.count <= Self.longest else {
            throw Diagnostics("a word of \(text.count) characters; at most \(Self.longest) can be", at: start)
        }
        add(.word, String(text), start)
    }

    private static let ends: Set<Unicode.Scalar> = [" ", "\t", "\r", "\n", "{", "}", "[", "]", ";", "\""]
}

/// Words as Junos writes them.
enum JunosWords {
    /// The word, in quotes where it would be more than one, or a sign.
    static func written(_ word: String) -> String {
        let isPlain = !word.isEmpty && word.utf8.allSatisfy { plain.contains($0) } && !word.hasPrefix("/*")
        if isPlain { return word }
        return "\"" + word.replacing("\"", with: "\\\"") + "\""
    }

    /// Words as a line.
    static func text(_ words: some Sequence<String>) -> String { words.map(written).joined(separator: " ") }

    /// The words of a line that ``text(_:)`` wrote.
    static func words(_ text: String) -> [String] {
        // Most names are plain; a full scan of each would cost more than all the rest.
        if !text.utf8.contains(UInt8(ascii: "\"")) { return text.split(separator: " ").map(String.init) }
        let tokens = (try? JunosScanner.tokens(of: text, file: "")) ?? []
        return tokens.filter { $0.kind == .word }.map(\.text)
    }

    private static let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:@+*,=%~".utf8)
}
