/// A value within a command.
enum ValueKind: Sendable, Equatable {
    /// Any one word.
    case word
    /// The rest of the line.
    case line
    case number(ClosedRange<Int>)
    case address
    /// A netmask, and an inverse one.
    case mask, wildcard
    /// `a.b.c.d/n`.
    case prefix
    /// A list such as `10,20-25`.
    case vlans
    case interface

    /// As forms write it; nil for a keyword.
    init?(_ text: String) {
        switch text {
        case "WORD": self = .word
        case "LINE": self = .line
        case "A.B.C.D": self = .address
        case "MASK": self = .mask
        case "WILDCARD": self = .wildcard
        case "PREFIX": self = .prefix
        case "VLANS": self = .vlans
        case "INTERFACE": self = .interface
        default:
            guard text.hasPrefix("<"), text.hasSuffix(">") else { return nil }
            let ends = text.dropFirst().dropLast().split(separator: "-").compactMap { Int($0) }
            guard ends.count == 2, ends[0] <= ends[1] else { return nil }
            self = .number(ends[0]...ends[1])
        }
    }
}

/// One way to write a command.
struct CommandForm: Sendable {
    enum Word: Sendable, Equatable {
        /// One of these.
        case keywords([String])
        case value(ValueKind)
    }

    var words: [Word] = []
    /// How many words say what is set; behind them stands to what.
    var keyLength: Int?

    /// All forms that a text stands for: `[optional]`, `{one|other}`, and `~` between key and value.
    static func all(_ text: String) -> [CommandForm] {
        var tokens = tokens(text)[...]
        return sequence(&tokens)
    }

    private static func tokens(_ text: String) -> [String] {
        var tokens: [String] = []
        var word = ""
        for character in text {
            if " []{}|~".contains(character) {
                if !word.isEmpty { tokens.append(word) }
                word = ""
                if character != " " { tokens.append(String(character)) }
            } else {
                word.append(character)
            }
        }
        return word.isEmpty ? tokens : tokens + [word]
    }

    /// Reads up to a closing bracket or a bar.
    private static func sequence(_ tokens: inout ArraySlice<String>) -> [CommandForm] {
        var forms = [CommandForm()]
        while let token = tokens.first, !["]", "}", "|"].contains(token) {
            tokens.removeFirst()
            switch token {
            case "[": forms += join(forms, choices(&tokens))
            case "{": forms = join(forms, choices(&tokens))
            case "~": for index in forms.indices { forms[index].keyLength = forms[index].words.count }
            default:
                let word = ValueKind(token).map { Word.value($0) } ?? .keywords([token])
                for index in forms.indices { forms[index].words.append(word) }
            }
        }
        return forms
    }

    private static func choices(_ tokens: inout ArraySlice<String>) -> [CommandForm] {
        var all = sequence(&tokens)
        while tokens.first == "|" {
            tokens.removeFirst()
            all += sequence(&tokens)
        }
        tokens = tokens.dropFirst()
        return merged(all).map { [$0] } ?? all
    }

    /// Alternatives that are one keyword each become one word.
    private static func merged(_ forms: [CommandForm]) -> CommandForm? {
        var names: [String] = []
        for form in forms {
            guard form.words.count == 1, form.keyLength == nil, case .keywords(let words) = form.words[0] else {
                return nil
            }
            names += words
        }
        return CommandForm(words: [.keywords(names)])
    }

    private static func join(_ heads: [CommandForm], _ tails: [CommandForm]) -> [CommandForm] {
        heads.flatMap { head in
            tails.map { tail in
                CommandForm(
                    words: head.words + tail.words,
                    keyLength: tail.keyLength.map { $0 + head.words.count } ?? head.keyLength)
            }
        }
    }
}
