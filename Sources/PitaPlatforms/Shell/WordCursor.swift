import PitaDiagnostics

/// Walks over the words of one statement; every error names the word that it is about.
struct WordCursor {
    private let words: [ShellWord]
    private var index = 0
    /// Where the statement begins.
    let mark: SourceMark

    /// A cursor before the first of `words`; `nil` when there are none.
    init?(_ words: [ShellWord]) {
        guard let first = words.first else { return nil }
        (self.words, mark) = (words, first.mark)
    }

    /// The words not yet taken.
    var rest: [ShellWord] { Array(words[index...]) }

    /// The next word, not taken.
    var peek: ShellWord? { index < words.count ? words[index] : nil }

    /// Takes the next word.
    mutating func next() -> ShellWord? {
        guard index < words.count else { return nil }
        index += 1
        return words[index - 1]
    }

    /// Takes the next word, which must be there.
    mutating func next(_ what: String) throws(Diagnostic) -> ShellWord {
        guard let word = next() else {
            throw Diagnostic("\(what) is missing at the end of the statement", at: words.last?.mark)
        }
        return word
    }

    /// Takes the next word and reads it; the error names what was expected.
    mutating func value<Value>(_ what: String, _ read: (String) -> Value?) throws(Diagnostic) -> Value {
        let word = try next(what)
        guard let value = read(word.text) else {
            throw Diagnostic("`\(word.text)` is no \(what)", at: word.mark)
        }
        return value
    }

    /// Takes the next word, which must be an interface's name.
    mutating func interface() throws(Diagnostic) -> String {
        try value("interface name") { InterfaceName.isValid($0) ? $0 : nil }
    }

    /// Throws when words are left over.
    func end() throws(Diagnostic) {
        if let word = peek { throw Diagnostic("`\(word.text)` has no place here", at: word.mark) }
    }
}
