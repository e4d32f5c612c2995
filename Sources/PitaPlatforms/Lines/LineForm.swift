import Synchronization

/// The form of a line: which words it has, which of them name what it is about, and which are its value.
///
///     ntp server [vrf <VRF>] <ADDRESS> [OPTIONS...]
///     ip access-group LIST <in|out>
///
/// A word in lower case stands as it is. `<NAME>` is a word of the key, `<in|out>` one of these words, `<NAME...>` one word
/// or more. `NAME` is a word of the value, `(a|b)` one of these words, `NAME...` one word or more; a form has one open end
/// at most. With `#` before its name a word is a number: `<#SEQ>`, `#SECONDS`. What stands in `[ ]` may be missing; where no
/// key stands in it, its fixed words belong to the value too. Fixed words and key together are the line's name: a device
/// keeps one line a name.
struct LineForm: Sendable, Hashable {
    /// The form as the table writes it.
    let text: String
    /// The fixed words at the beginning, whatever optional part stands in the line.
    let head: [String]
    /// The fixed words that each line of the form begins with, with optional parts or without.
    let beginning: [String]
    /// The words one of which each line of the form has in the third place, behind a key: `remote-as` of `neighbor <PEER>
    /// remote-as AS`; `nil` where others may stand there.
    let thirds: Set<String>?
    /// The forms without optional parts, the longest first.
    private let variants: [Variant]

    /// What a word of a line is.
    fileprivate struct Token: Sendable, Hashable {
        /// The fixed word, or the name by which the table speaks of the word.
        let text: String
        var isFixed = false
        /// The words that it may be; empty for any.
        var choices: [String] = []
        var isValue = false
        /// Whether it stands for one word or more.
        var isRest = false
        /// Whether it is a number.
        var isNumber = false

        /// What the token says by itself.
        var weight: Int { isFixed ? 4 : !choices.isEmpty ? 3 : isNumber ? 2 : isRest ? 0 : 1 }

        func takes(_ word: Substring) -> Bool {
            if isFixed { return word.utf8.count == text.utf8.count && word == text }
            if isNumber { return word.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") } }
            if choices.isEmpty { return true }
            for choice in choices where word == choice { return true }
            return false
        }
    }

    /// A form without optional parts, with what is asked of it for every line.
    private struct Variant: Sendable, Hashable {
        let tokens: [Token]
        /// The tokens without those of the value.
        let names: [Token]
        /// Whether a token stands for one word or more.
        let isOpen: Bool
        /// Whether that token is in the name.
        let isNameOpen: Bool
        /// How much of the line the tokens say.
        let weight: Int
        /// Whether no word of the name stands behind one of the value, and each stands for one word.
        let isPlain: Bool

        init(_ tokens: [Token]) {
            isPlain = !tokens.contains { $0.isRest && !$0.isValue } && tokens.drop { !$0.isValue }.allSatisfy(\.isValue)
            self.tokens = tokens
            names = tokens.filter { !$0.isValue }
            isOpen = tokens.contains(where: \.isRest)
            isNameOpen = names.contains(where: \.isRest)
            weight = tokens.reduce(0) { $0 + $1.weight }
        }
    }

    /// What the words of one line are.
    struct Match: Sendable, Equatable {
        /// The fixed words and those of the key.
        var name: [Substring] = []
        /// The words of the value, its open end as one.
        var value: [Substring] = []
        /// How much of the line the form says by itself: of two forms that fit, the heavier one is meant.
        var weight = 0
        /// The words, and what each is.
        fileprivate var tokens: [Token] = []
        fileprivate var words: [Substring] = []

        /// The name as one text.
        var nameText: String { Self.text(name) }
        /// The value as one text.
        var valueText: String { Self.text(value) }

        /// The words with a blank between them.
        private static func text(_ words: [Substring]) -> String {
            guard let first = words.first else { return "" }
            return words.count == 1 ? String(first) : words.joined(separator: " ")
        }

        /// The words by the names that the form gives them.
        var captures: [String: String] {
            var captures: [String: String] = [:]
            var index = 0
            for token in tokens {
                let count = token.isRest ? words.count - tokens.count + 1 : 1
                if !token.isFixed { captures[token.text] = String(LineForm.span(words[index..<index + count])) }
                index += count
            }
            return captures
        }
    }

    /// A line put together from its name and its value.
    struct Assembly: Sendable {
        var line: String
        var captures: [String: String] = [:]
        var weight = 0
    }

    /// The form of its written text.
    init(_ text: String) {
        self.text = text
        var words = text.replacing("[", with: "[ ").replacing("]", with: " ]").words[...]
        let variants = Self.variants(&words).sorted { $0.count > $1.count }
        // Of two as long the one that says more of the line: `vrf V ip A` before `vrf V A OPTIONS`.
        self.variants = variants.map(Variant.init).enumerated().sorted { left, right in
            (-left.element.tokens.count, -left.element.weight, left.offset)
                < (-right.element.tokens.count, -right.element.weight, right.offset)
        }.map(\.element)
        let shortest = variants.last ?? []
        let common = shortest.indices.prefix { index in
            variants.allSatisfy { $0[index].isFixed && !$0[index].isValue && $0[index].text == shortest[index].text }
        }
        head = common.map { shortest[$0].text }
        let thirds = variants.compactMap { tokens in
            tokens.count > 2 && tokens[2].isFixed && !tokens.prefix(2).contains(where: \.isRest)
                && !tokens.prefix(3).contains(where: \.isValue)
                ? tokens[2].text : nil
        }
        self.thirds = thirds.count == variants.count ? Set(thirds) : nil
        let fixed = variants.map { $0.prefix { $0.isFixed }.map(\.text) }
        beginning = fixed.dropFirst().reduce(fixed.first ?? []) { common, words in
            zip(common, words).prefix { $0 == $1 }.map { $0.0 }
        }
    }

    private static func variants(_ words: inout ArraySlice<Substring>) -> [[Token]] {
        var variants: [[Token]] = [[]]
        while let word = words.popFirst(), word != "]" {
            guard word == "[" else {
                let token = token(word)
                for index in variants.indices { variants[index].append(token) }
                continue
            }
            var inner = self.variants(&words)
            if !inner.joined().contains(where: { !$0.isFixed && !$0.isValue }) {
                for variant in inner.indices {
                    for index in inner[variant].indices { inner[variant][index].isValue = true }
                }
            }
            variants = variants.flatMap { start in inner.map { start + $0 } } + variants
        }
        return variants
    }

    private static func token(_ word: Substring) -> Token {
        let inner = String(word.dropFirst().dropLast())
        let choices = inner.contains("|") ? inner.split(separator: "|").map(String.init) : []
        if word.hasPrefix("<"), word.hasSuffix("...>") { return Token(text: String(inner.dropLast(3)), isRest: true) }
        if word.first == "#" { return Token(text: String(word.dropFirst()), isValue: true, isNumber: true) }
        if word.first == "<", word.last == ">" {
            let isNumber = inner.first == "#"
            return Token(text: isNumber ? String(inner.dropFirst()) : inner, choices: choices, isNumber: isNumber)
        }
        if word.first == "(", word.last == ")" {
            return Token(text: inner, choices: choices.isEmpty ? [inner] : choices, isValue: true)
        }
        if word.hasSuffix("...") { return Token(text: String(word.dropLast(3)), isValue: true, isRest: true) }
        let isName = word.first?.isUppercase == true && word.allSatisfy { $0.isUppercase || $0.isNumber || $0 == "-" }
        return Token(text: String(word), isFixed: !isName, isValue: isName)
    }

    /// Whether lines of the form may have a value.
    var hasValue: Bool { variants.contains { $0.tokens.contains(where: \.isValue) } }

    /// Whether lines of the form have a key.
    var hasKey: Bool { variants.contains { $0.names.contains { !$0.isFixed } } }

    /// Whether fixed words or keys stand behind the value: `in`.
    var hasEnding: Bool {
        variants.contains { $0.tokens.last?.isValue == false && $0.tokens.contains(where: \.isValue) }
    }

    /// Whether fixed words or keys stand between two values: `min_rx` of `bfd interval #MS min_rx #MIN`.
    var hasInner: Bool {
        variants.contains { variant in
            guard variant.tokens.last?.isValue == true, let first = variant.tokens.firstIndex(where: \.isValue) else {
                return false
            }
            return variant.tokens[first...].contains { !$0.isValue }
        }
    }

    /// The form without its value: the name of its lines.
    var nameText: String {
        let words = text.words.map(String.init)
        let end = words.firstIndex { word in
            let bare = word.drop { $0 == "[" }
            return bare.first?.isUppercase == true || bare.first == "(" || bare.first == "#"
        }
        return words[..<(end ?? words.count)].joined(separator: " ")
    }

    /// The words of a whole line; `nil` when it is not of the form.
    func match(_ words: [Substring]) -> Match? {
        for variant in variants where Self.fits(variant.tokens, variant.isOpen, words) {
            return Self.match(variant.tokens, words)
        }
        return nil
    }

    /// Whether a whole line is of the form.
    func fits(_ words: [Substring]) -> Bool {
        variants.contains { Self.fits($0.tokens, $0.isOpen, words) }
    }

    /// The words of a line that is taken back and lacks its value, whole or behind the name's last word.
    func matchWithoutValue(_ words: [Substring]) -> Match? {
        for variant in variants where Self.fits(variant.names, variant.isNameOpen, words) {
            return Self.match(variant.names, words)
        }
        return nil
    }

    /// Whether a line begins with the fixed words that every line of the form begins with.
    func begins(_ words: [Substring]) -> Bool {
        guard words.count >= beginning.count else { return false }
        for index in beginning.indices where words[index] != beginning[index] { return false }
        return true
    }

    /// Whether each word is one that its token takes. Most lines are of another form: this comes before anything is kept.
    private static func fits(_ tokens: [Token], _ isOpen: Bool, _ words: [Substring]) -> Bool {
        guard isOpen ? words.count >= tokens.count : words.count == tokens.count else { return false }
        var index = 0
        for token in tokens {
            if token.isRest {
                index += words.count - tokens.count + 1
                continue
            }
            guard token.takes(words[index]) else { return false }
            index += 1
        }
        return true
    }

    /// The words by their tokens, which take them.
    private static func match(_ tokens: [Token], _ words: [Substring]) -> Match {
        var match = Match()
        (match.tokens, match.words) = (tokens, words)
        var index = 0
        for token in tokens {
            let count = token.isRest ? words.count - tokens.count + 1 : 1
            let taken = token.isRest ? Self.span(words[index..<index + count]) : words[index]
            if token.isValue { match.value.append(taken) } else { match.name.append(taken) }
            match.weight += token.weight
            index += count
        }
        return match
    }

    /// The words with the blanks between them as they are written.
    fileprivate static func span(_ words: ArraySlice<Substring>) -> Substring {
        guard let first = words.first, let last = words.last else { return "" }
        return first.base[first.startIndex..<last.endIndex]
    }

    /// The line of a name and a value, and the words by their names; `nil` where they are not of the form.
    func assembled(name: [Substring], value: [Substring]) -> Assembly? {
        guard let variant = variant(of: name, value) else { return nil }
        let rest = Self.restCount(variant, name, value)
        var (said, given, words) = (name[...], value[...], [Substring]())
        var captures: [String: String] = [:]
        for token in variant.tokens {
            let count = token.isRest ? rest : 1
            let taken = token.isValue ? given.prefix(count) : said.prefix(count)
            if token.isValue { given = given.dropFirst(count) } else { said = said.dropFirst(count) }
            words += taken
            if !token.isFixed { captures[token.text] = taken.joined(separator: " ") }
        }
        return Assembly(line: words.joined(separator: " "), captures: captures, weight: variant.weight)
    }

    /// The line of a name and a value, of which the words are given too; `nil` where they are not of the form.
    func line(_ terms: LineTerms, value: [Substring], _ valueText: String) -> String? {
        guard let variant = variant(of: terms.name, value) else { return nil }
        guard variant.isPlain else { return assembled(name: terms.name, value: value)?.line }
        return value.isEmpty ? terms.nameText : "\(terms.nameText) \(valueText)"
    }

    /// How much of a line of this name and value the form says; `nil` where they are not of the form.
    func weight(name: [Substring], value: [Substring]) -> Int? { variant(of: name, value)?.weight }

    /// How many words the open token stands for.
    private static func restCount(_ variant: Variant, _ name: [Substring], _ value: [Substring]) -> Int {
        let values = variant.tokens.count - variant.names.count
        return variant.isNameOpen ? name.count - variant.names.count + 1 : value.count - values + 1
    }

    /// The variant that a name and a value are of.
    private func variant(of name: [Substring], _ value: [Substring]) -> Variant? {
        for variant in variants {
            let names = variant.names.count
            let values = variant.tokens.count - names
            guard variant.isNameOpen ? name.count >= names : name.count == names,
                variant.isOpen && !variant.isNameOpen ? value.count >= values : value.count == values
            else { continue }
            let rest = Self.restCount(variant, name, value)
            var (said, given, fits) = (0, 0, true)
            for token in variant.tokens {
                let count = token.isRest ? rest : 1
                if !token.isRest, !token.takes(token.isValue ? value[given] : name[said]) {
                    fits = false
                    break
                }
                if token.isValue { given += count } else { said += count }
            }
            if fits { return variant }
        }
        return nil
    }

    /// Whether a name of the form stands for one word wherever it stands.
    func isOneWord(_ name: String) -> Bool {
        !variants.contains { variant in variant.tokens.contains { $0.text == name && $0.isRest } }
    }

    /// The text with the words of `captures` in the place of their names, and without the optional parts that lack one:
    /// how a rule says the line that takes another back.
    ///
    /// - Parameter text: of a rule; what it is read as is kept.
    static func filled(_ text: String, _ captures: [String: String]) -> String {
        let parts = read.withLock { read in
            if let known = read[text] { return known }
            var words = text.replacing("[", with: "[ ").replacing("]", with: " ]").words[...]
            let parts = Part.parts(&words)
            read[text] = parts
            return parts
        }
        return (Part.filled(parts, captures) ?? []).joined(separator: " ")
    }

    private static let read = Mutex<[String: [Part]]>([:])

    /// A word of such a text, or several that may be missing.
    private indirect enum Part: Sendable {
        case word(String, isFixed: Bool)
        case optional([Part])

        static func parts(_ words: inout ArraySlice<Substring>) -> [Part] {
            var parts: [Part] = []
            while let word = words.popFirst(), word != "]" {
                guard word != "[" else {
                    parts.append(.optional(Self.parts(&words)))
                    continue
                }
                let token = LineForm.token(word)
                parts.append(.word(token.text, isFixed: token.isFixed))
            }
            return parts
        }

        /// The words; `nil` where one has no word in its place.
        static func filled(_ parts: [Part], _ captures: [String: String]) -> [String]? {
            var said: [String] = []
            for part in parts {
                switch part {
                case .word(let text, isFixed: true): said.append(text)
                case .word(let name, isFixed: false):
                    guard let text = captures[name] else { return nil }
                    said.append(text)
                case .optional(let inner): said += filled(inner, captures) ?? []
                }
            }
            return said
        }
    }
}
