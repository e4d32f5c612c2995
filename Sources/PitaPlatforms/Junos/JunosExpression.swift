/// Expressions of policies, which stand where one is named: `(A && !B)`.
enum JunosExpression {
    /// Words in which those of an expression are one. The device takes them without quotes.
    static func joined(_ words: [String]) -> [String] {
        // What is longer than any statement is refused as it is.
        guard words.count <= JunosReader.deepest, words.contains(where: { $0.contains("&&") || $0.contains("||") })
        else { return words }
        var joined: [String] = []
        var rest = words[...]
        while let word = rest.first {
            let count = word.hasPrefix("(") || word.hasPrefix("!") ? length(rest) : 1
            joined.append(rest.prefix(count).joined(separator: " "))
            rest = rest.dropFirst(count)
        }
        return joined
    }

    /// How many words there are until as many parentheses are closed as are opened; one where they never are.
    private static func length(_ words: ArraySlice<String>) -> Int {
        var depth = 0
        for (count, word) in zip(1..., words) {
            for sign in word.utf8 {
                if sign == UInt8(ascii: "(") { depth += 1 }
                if sign == UInt8(ascii: ")") { depth -= 1 }
            }
            if depth <= 0 { return word == "!" ? 1 : count }
        }
        return 1
    }

    /// An expression with blanks around its operators alone; what is none stays as it is.
    static func settled(_ text: String) -> String {
        guard isExpression(text) else { return text }
        return parts(text).reduce(into: "") { settled, part in
            settled += part == "&&" || part == "||" ? " \(part) " : part
        }
    }

    /// The policies that an expression names.
    static func names(_ text: String) -> [String] {
        parts(text).filter { !["(", ")", "!", "&&", "||"].contains($0) }
    }

    /// Whether a text is an expression, and not a name.
    static func isExpression(_ text: String) -> Bool {
        text.hasPrefix("(") && text.hasSuffix(")") || text.hasPrefix("!")
    }

    private static func parts(_ text: String) -> [String] {
        var parts: [String] = []
        var name = ""
        func end() {
            if !name.isEmpty { parts.append(name) }
            name = ""
        }
        var last: Character?
        for sign in text {
            switch sign {
            case "(", ")", "!":
                end()
                parts.append(String(sign))
            case "&", "|":
                end()
                // The second of two makes an operator.
                if last == sign {
                    parts.append("\(sign)\(sign)")
                    last = nil
                    continue
                }
            case " ": end()
            default: name.append(sign)
            }
            last = sign
        }
        end()
        return parts
    }
}
