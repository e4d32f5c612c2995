import PitaDiagnostics

/// One word of a command line, its quotes resolved, and where it stands.
struct ShellWord: Equatable {
    /// The text that a command would receive.
    var text: String
    /// Its first character.
    let mark: SourceMark
}

/// Cuts command lines into words as a POSIX shell does, and refuses everything that a shell would do beyond that.
///
/// A template's output is a list of statements, not a script: variables, substitutions, pipes and redirections are errors.
struct ShellWords {
    /// The longest text that is read, in octets; a config of a device is far below.
    static let limit = 4 << 20

    private let scalars: [Unicode.Scalar]
    private let file: String
    private var index = 0
    private var line = 1
    private var column = 1
    private var offset = 0
    private var statements: [[ShellWord]] = []
    private var words: [ShellWord] = []

    private init(_ text: String, file: String) {
        scalars = Array(text.unicodeScalars)
        self.file = file
    }

    /// The statements of `text`: one a line, `\` at a line's end goes on, `#` begins a comment, blank lines are dropped.
    static func statements(in text: String, file: String) throws(Diagnostics) -> [[ShellWord]] {
        guard text.utf8.count <= limit else {
            throw Diagnostics("the text is longer than \(limit) octets", at: SourceMark(file: file, line: 1, column: 1))
        }
        var reader = ShellWords(text, file: file)
        try reader.read()
        return reader.statements
    }

    private var mark: SourceMark { SourceMark(file: file, line: line, column: column, offset: offset) }

    private mutating func advance() {
        let scalar = scalars[index]
        index += 1
        offset += scalar.utf8.count
        if scalar == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
    }

    private mutating func read() throws(Diagnostics) {
        while index < scalars.count {
            switch scalars[index] {
            case "\n":
                endStatement()
                advance()
            case " ", "\t", "\r": advance()
            case "#": while index < scalars.count, scalars[index] != "\n" { advance() }
            case "\\" where index + 1 < scalars.count && scalars[index + 1] == "\n":
                advance()
                advance()
            default: try readWord()
            }
        }
        endStatement()
    }

    private mutating func endStatement() {
        if !words.isEmpty { statements.append(words) }
        words = []
    }

    private mutating func readWord() throws(Diagnostics) {
        let start = mark
        var text = String.UnicodeScalarView()
        while index < scalars.count {
            let scalar = scalars[index]
            switch scalar {
            case " ", "\t", "\r", "\n":
                words.append(ShellWord(text: String(text), mark: start))
                return
            case "'": try readSingleQuoted(into: &text)
            case "\"": try readDoubleQuoted(into: &text)
            case "\\":
                advance()
                guard index < scalars.count else { throw Diagnostics("`\\` ends the text", at: start) }
                if scalars[index] != "\n" { text.append(scalars[index]) }
                advance()
            case "$", "`", ";", "|", "&", "<", ">", "(", ")", "*", "?", "\0":
                throw Diagnostics(
                    "`\(TerminalText.sanitised(String(scalar)))` has a meaning to the shell and no place here",
                    at: mark,
                    hint: "put the value in single quotes")
            default:
                text.append(scalar)
                advance()
            }
        }
        words.append(ShellWord(text: String(text), mark: start))
    }

    private mutating func readSingleQuoted(into text: inout String.UnicodeScalarView) throws(Diagnostics) {
        let start = mark
        advance()
        while index < scalars.count, scalars[index] != "'" {
            guard scalars[index].value != 0 else { throw Diagnostics("a NUL can't stand in a command", at: mark) }
            text.append(scalars[index])
            advance()
        }
        guard index < scalars.count else { throw Diagnostics("the quote is not closed", at: start) }
        advance()
    }

    private mutating func readDoubleQuoted(into text: inout String.UnicodeScalarView) throws(Diagnostics) {
        let start = mark
        advance()
        while index < scalars.count, scalars[index] != "\"" {
            switch scalars[index] {
            case "$", "`", "\0":
                throw Diagnostics("a substitution has no place here", at: mark, hint: "use single quotes")
            case "\\":
                let next = index + 1 < scalars.count ? scalars[index + 1] : "\\"
                advance()
                guard index < scalars.count else { throw Diagnostics("the quote is not closed", at: start) }
                // Inside double quotes only these four (and a line end) lose their backslash (POSIX 2.2.3).
                if !"$`\"\\\n".unicodeScalars.contains(next) { text.append("\\") }
                if next != "\n" { text.append(next) }
                advance()
            default:
                text.append(scalars[index])
                advance()
            }
        }
        guard index < scalars.count else { throw Diagnostics("the quote is not closed", at: start) }
        advance()
    }
}
