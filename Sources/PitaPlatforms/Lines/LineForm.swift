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
    /// The forms without optional parts, the longest first.
    private let variants: [[Token]]
    private let shapes: [Shape]

    /// How many words a form without optional parts takes.
    private struct Shape: Sendable, Hashable {
        let names: Int
        let values: Int
        /// Which of both may be more.
        let opensName: Bool
        let opensValue: Bool
        let weight: Int

        init(_ variant: [Token]) {
            values = variant.count { $0.isValue }
            names = variant.count - values
            let open = variant.first(where: \.isRest)
            (opensName, opensValue) = (open?.isValue == false, open?.isValue == true)
            weight = variant.reduce(0) { $0 + $1.weight }
        }

        /// How many words the open end stands for.
        func rest(_ name: Int, _ value: Int) -> Int { opensValue ? value - values + 1 : name - names + 1 }

        func takes(_ name: Int, _ value: Int) -> Bool {
            (opensName ? name >= names : name == names) && (opensValue ? value >= values : value == values)
        }
    }

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
            if isNumber { return word.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }
            return isFixed ? word == text : choices.isEmpty || choices.contains { word == $0 }
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
        self.variants = variants
        shapes = variants.map(Shape.init)
        let shortest = variants.last ?? []
        let common = shortest.indices.prefix { index in
            variants.allSatisfy { $0[index].isFixed && !$0[index].isValue && $0[index].text == shortest[index].text }
        }
        head = common.map { shortest[$0].text }
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
        if word.first == "(", word.last == ")" { return Token(text: inner, choices: choices, isValue: true) }
        if word.hasSuffix("...") { return Token(text: String(word.dropLast(3)), isValue: true, isRest: true) }
        let isName = word.first?.isUppercase == true && word.allSatisfy { $0.isUppercase || $0.isNumber || $0 == "-" }
        return Token(text: String(word), isFixed: !isName, isValue: isName)
    }

    /// Whether lines of the form may have a value.
    var hasValue: Bool { variants.contains { $0.contains(where: \.isValue) } }

    /// Whether lines of the form have a key.
    var hasKey: Bool { variants.contains { $0.contains { !$0.isValue && !$0.isFixed } } }

    /// Whether fixed words or keys stand behind the value: `in`.
    var hasEnding: Bool { variants.contains { $0.last?.isValue == false && $0.contains(where: \.isValue) } }

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
        // Of two that are as long the one with the more fixed words: `authentication message-digest` names no address.
        var best: (count: Int, match: Match)?
        for variant in variants {
            if let best, variant.count < best.count { break }
            guard let match = Self.match(variant, words), match.weight > best?.match.weight ?? -1 else { continue }
            best = (variant.count, match)
        }
        return best?.match
    }

    /// The words of a line that is taken back and lacks its value, whole or behind the name's last word.
    func matchWithoutValue(_ words: [Substring]) -> Match? {
        for variant in variants {
            if let match = Self.match(variant.filter { !$0.isValue }, words) { return match }
        }
        return nil
    }

    private static func match(_ variant: [Token], _ words: [Substring]) -> Match? {
        let isOpen = variant.contains(where: \.isRest)
        guard isOpen ? words.count >= variant.count : words.count == variant.count else { return nil }
        var match = Match()
        (match.tokens, match.words) = (variant, words)
        var index = 0
        for token in variant {
            let count = token.isRest ? words.count - variant.count + 1 : 1
            guard token.isRest || token.takes(words[index]) else { return nil }
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

    /// How much of a line of a name and a value the form says by itself; `nil` where they are not of the form.
    func weight(name: [Substring], value: [Substring]) -> Int? {
        for (variant, shape) in zip(variants, shapes) where shape.takes(name.count, value.count) {
            let rest = shape.rest(name.count, value.count)
            var (said, given) = (0, 0)
            let fits = variant.allSatisfy { token in
                let count = token.isRest ? rest : 1
                defer { if token.isValue { given += count } else { said += count } }
                return token.isRest || token.takes(token.isValue ? value[given] : name[said])
            }
            if fits { return shape.weight }
        }
        return nil
    }

    /// The line of a name and a value, and the words by their names; `nil` where they are not of the form.
    func assembled(name: [Substring], value: [Substring]) -> Assembly? {
        for (variant, shape) in zip(variants, shapes) where shape.takes(name.count, value.count) {
            let rest = shape.rest(name.count, value.count)
            var (said, given, words) = (name[...], value[...], [Substring]())
            var captures: [String: String] = [:]
            let fits = variant.allSatisfy { token in
                let count = token.isRest ? rest : 1
                let taken = token.isValue ? given.prefix(count) : said.prefix(count)
                if token.isValue { given = given.dropFirst(count) } else { said = said.dropFirst(count) }
                words += taken
                if !token.isFixed { captures[token.text] = taken.joined(separator: " ") }
                return token.isRest || taken.first.map(token.takes) ?? false
            }
            guard fits else { continue }
            return Assembly(
                line: words.joined(separator: " "), captures: captures, weight: shape.weight)
        }
        return nil
    }

    /// The text with the words of `captures` in the place of their names, and without the optional parts that lack one:
    /// how a rule says the line that takes another back.
    static func filled(_ text: String, _ captures: [String: String]) -> String {
        var words = text.replacing("[", with: "[ ").replacing("]", with: " ]").words[...]
        return (filled(&words, captures) ?? []).joined(separator: " ")
    }

    private static func filled(_ words: inout ArraySlice<Substring>, _ captures: [String: String]) -> [String]? {
        var result: [String]? = []
        while let word = words.popFirst(), word != "]" {
            if word == "[" {
                let inner = filled(&words, captures)
                result? += inner ?? []
                continue
            }
            let token = token(word)
            if token.isFixed {
                result?.append(token.text)
            } else if let text = captures[token.text] {
                result?.append(text)
            } else {
                result = nil
            }
        }
        return result
    }
}
