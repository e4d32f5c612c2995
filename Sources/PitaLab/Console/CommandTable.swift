/// A word as it was typed, and where.
struct TypedWord: Equatable {
    var text: String
    var column: Int

    static func split(_ line: String) -> [TypedWord] {
        var words: [TypedWord] = []
        var word = ""
        var start = 0
        for (column, character) in line.enumerated() {
            if character == " " || character == "\t" {
                if !word.isEmpty { words.append(.init(text: word, column: start)) }
                word = ""
            } else {
                if word.isEmpty { start = column }
                word.append(character)
            }
        }
        return word.isEmpty ? words : words + [.init(text: word, column: start)]
    }
}

/// A command that was understood.
struct ParsedCommand: Equatable {
    /// The row of the table.
    var row: Int
    /// Keywords in full and values in the device's form.
    var words: [String]
    var values: [String]
    /// How many words say what is set.
    var keyLength: Int

    var text: String { words.joined(separator: " ") }
    var key: String { words.prefix(keyLength).joined(separator: " ") }
}

/// The commands of one mode. Keywords may be shortened while they stay unique.
struct CommandTable: Sendable {
    enum Outcome: Equatable {
        case found(ParsedCommand)
        case invalid(column: Int, Reason = .unknown)
        case incomplete
        case ambiguous
    }

    /// Why a word does not fit.
    enum Reason { case unknown, wrongValue, tooMany }

    /// Reads the words at the beginning as a value of a kind; nil when they are none.
    typealias Reader = (ValueKind, ArraySlice<TypedWord>) -> (text: String, used: Int)?

    private let forms: [(row: Int, form: CommandForm)]

    /// The rows' texts in order; a nil row has no command here.
    init(_ rows: [String?]) {
        forms = rows.enumerated().flatMap { row, text in
            (text.map(CommandForm.all) ?? []).map { (row, $0) }
        }
    }

    /// A form that agrees with what was read so far.
    private struct Candidate {
        var form: Int
        var position = 0
        /// The next word of the line.
        var next = 0
        var words: [String] = []
        var values: [String] = []
    }

    private func word(_ candidate: Candidate) -> CommandForm.Word? {
        let words = forms[candidate.form].form.words
        return candidate.position < words.count ? words[candidate.position] : nil
    }

    /// Understands a line. Of a negated one the values may be left out.
    func parse(_ line: String, from start: Int = 0, isNegated: Bool = false, reader: Reader) -> Outcome {
        let typed = Array(TypedWord.split(line)[start...])
        var candidates = forms.indices.map { Candidate(form: $0) }
        for (index, word) in typed.enumerated() {
            let waiting = candidates.filter { $0.next > index }
            let here = candidates.filter { $0.next == index }
            guard let next = advance(here, typed[index...], line, reader) else { return .ambiguous }
            if next.isEmpty, waiting.isEmpty { return .invalid(column: word.column, reason(here)) }
            candidates = waiting + next
        }
        let whole = candidates.filter { word($0) == nil }
        let short = candidates.filter { candidate in
            isNegated && candidate.position >= forms[candidate.form].form.keyLength ?? .max
        }
        guard let best = whole.first ?? short.min(by: { length($0) < length($1) }) else { return .incomplete }
        return .found(
            .init(
                row: forms[best.form].row, words: best.words, values: best.values,
                keyLength: min(best.words.count, keyLength(best))))
    }

    private func reason(_ here: [Candidate]) -> Reason {
        let words = here.map { word($0) }
        if words.contains(where: { if case .value? = $0 { true } else { false } }) { return .wrongValue }
        return words.allSatisfy { $0 == nil } ? .tooMany : .unknown
    }

    private func length(_ candidate: Candidate) -> Int { forms[candidate.form].form.words.count }

    private func keyLength(_ candidate: Candidate) -> Int {
        let form = forms[candidate.form].form
        return form.keyLength ?? form.words.count
    }

    /// Nil when the word shortens several keywords.
    private func advance(
        _ here: [Candidate], _ rest: ArraySlice<TypedWord>, _ line: String, _ reader: Reader
    ) -> [Candidate]? {
        guard let first = rest.first else { return [] }
        let typed = first.text.lowercased()
        var exact: [Candidate] = []
        var values: [Candidate] = []
        var short: [Candidate] = []
        var keywords: Set<String> = []
        for candidate in here {
            var next = candidate
            next.position += 1
            switch word(candidate) {
            case .keywords(let names)?:
                next.next += 1
                for name in names where name.lowercased().hasPrefix(typed) {
                    var named = next
                    named.words.append(name)
                    if name.lowercased() == typed {
                        exact.append(named)
                    } else {
                        keywords.insert(name)
                        short.append(named)
                    }
                }
            case .value(.line)?:
                next.words.append(Self.rest(of: line, from: first.column))
                next.values.append(Self.rest(of: line, from: first.column))
                next.next += rest.count
                values.append(next)
            case .value(let kind)?:
                guard let (text, used) = reader(kind, rest) else { continue }
                next.words.append(text)
                next.values.append(text)
                next.next += used
                values.append(next)
            case nil: continue
            }
        }
        if !exact.isEmpty { return exact }
        if !values.isEmpty { return values }
        return keywords.count > 1 ? nil : short
    }

    /// The end of a line as it was typed.
    private static func rest(of line: String, from column: Int) -> String {
        var text = line.dropFirst(column)
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }

    /// What may stand behind a line.
    func following(_ line: String, reader: Reader) -> [String] {
        let words = TypedWord.split(line)
        let isOpen = line.isEmpty || line.hasSuffix(" ")
        let whole = isOpen ? words : Array(words.dropLast())
        var candidates = forms.indices.map { Candidate(form: $0) }
        for index in whole.indices {
            candidates =
                candidates.filter { $0.next > index }
                + (advance(candidates.filter { $0.next == index }, whole[index...], line, reader) ?? [])
        }
        let start = isOpen ? "" : words.last?.text.lowercased() ?? ""
        let names = candidates.flatMap { candidate in
            switch word(candidate) {
            case .keywords(let names)?: names
            case .value(.line)?: ["LINE"]
            case .value?: ["WORD"]
            case nil: ["<cr>"]
            }
        }
        return Set(names.filter { $0.lowercased().hasPrefix(start) || $0 == "WORD" || $0 == "LINE" }).sorted()
    }
}
