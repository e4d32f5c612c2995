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
    private let bytes: [UInt8]
    private var place = 0
    private var line = 1
    /// How many scalars of the line stand before a place, which moves on with the words.
    private var counted = (place: 0, scalars: 0)
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
        bytes = Array(text.utf8)
        self.file = file
    }

    /// Where the next byte stands. A column counts scalars, each of which has one byte that continues none.
    private mutating func mark() -> SourceMark {
        counted = (place, counted.scalars + Self.scalars(in: bytes[counted.place..<place]))
        return SourceMark(file: file, line: line, column: counted.scalars + 1)
    }

    private static func scalars(in bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 & 0xC0 != 0x80 } }

    private mutating func run() throws(Diagnostics) {
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "\n"): endLine()
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): place += 1
            case UInt8(ascii: "#"): while place < bytes.count, bytes[place] != UInt8(ascii: "\n") { place += 1 }
            case UInt8(ascii: "/") where place + 1 < bytes.count && bytes[place + 1] == UInt8(ascii: "*"): try comment()
            case let byte where Self.signs.contains(byte):
                add(.sign, String(decoding: [byte], as: UTF8.self), mark())
                place += 1
            case UInt8(ascii: "\""): try text()
            default: try word()
            }
        }
    }

    private mutating func endLine() {
        add(.lineEnd, "", mark())
        place += 1
        line += 1
        counted = (place, 0)
    }

    private mutating func add(_ kind: Token.Kind, _ text: String, _ mark: SourceMark) {
        tokens.append(Token(kind: kind, text: text, line: mark.line, column: mark.column))
    }

    private mutating func comment() throws(Diagnostics) {
        let start = mark()
        place += 2
        while place + 1 < bytes.count, !(bytes[place] == UInt8(ascii: "*") && bytes[place + 1] == UInt8(ascii: "/")) {
            if bytes[place] == UInt8(ascii: "\n") { endLine() } else { place += 1 }
        }
        guard place + 1 < bytes.count else { throw Diagnostics("the comment has no end", at: start) }
        place += 2
    }

    private mutating func text() throws(Diagnostics) {
        let start = mark()
        let (quote, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))
        place += 1
        var (text, scalars): ([UInt8], Int) = ([], 0)
        while place < bytes.count, bytes[place] != quote {
            // A text that goes on in the next line would hide whatever stands there.
            guard bytes[place] != UInt8(ascii: "\n"), scalars < Self.longest else { break }
            // Only a quote is written with a backslash; any other backslash is its own, and what follows it too.
            if bytes[place] == backslash, place + 1 < bytes.count, bytes[place + 1] != UInt8(ascii: "\n") {
                if bytes[place + 1] != quote {
                    text.append(backslash)
                    scalars += 1
                }
                place += 1
            }
            text.append(bytes[place])
            place += 1
            if place == bytes.count || bytes[place] & 0xC0 != 0x80 { scalars += 1 }
        }
        guard place < bytes.count, bytes[place] == quote else {
            throw Diagnostics("the text has no end in its line", at: start)
        }
        place += 1
        add(.word, String(decoding: text, as: UTF8.self), start)
    }

    private mutating func word() throws(Diagnostics) {
        let (start, first) = (mark(), place)
        while place < bytes.count, !Self.ends.contains(bytes[place]) { place += 1 }
        let word = bytes[first..<place]
        guard word.count <= Self.longest || Self.scalars(in: word) <= Self.longest else {
            throw Diagnostics(
                "a word of \(Self.scalars(in: word)) characters; at most \(Self.longest) can be", at: start)
        }
        add(.word, String(decoding: word, as: UTF8.self), start)
    }

    private static let signs = Array("{}[];".utf8)
    private static let ends = Array(" \t\r\n{}[];\"".utf8)
}

/// Words as Junos writes them.
enum JunosWords {
    /// The word, in quotes where it would be more than one, or a sign.
    static func written(_ word: String) -> String {
        let isPlain = !word.isEmpty && word.utf8.allSatisfy { plain[Int($0)] } && !word.hasPrefix("/*")
        if isPlain { return word }
        return "\"" + word.replacing("\"", with: "\\\"") + "\""
    }

    /// Words as a line.
    static func text(_ words: some Sequence<String>) -> String { words.map(written).joined(separator: " ") }

    /// The words of a line that ``text(_:)`` wrote.
    static func words(_ text: String) -> [String] {
        // Most names are plain; a full scan of each would cost more than all the rest.
        if !text.utf8.contains(UInt8(ascii: "\"")) { return text.words.map(String.init) }
        let tokens = (try? JunosScanner.tokens(of: text, file: "")) ?? []
        return tokens.filter { $0.kind == .word }.map(\.text)
    }

    private static let plain: [Bool] = {
        let plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:@+*,=%~".utf8
        return (0...255).map { plain.contains($0) }
    }()
}
