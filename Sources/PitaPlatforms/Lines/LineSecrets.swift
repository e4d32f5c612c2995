import PitaDiagnostics

/// A line that holds a secret.
struct LineSecretRule: Sendable {
    /// Words that stand somewhere in the line, one after the other; `*` is any word but the first.
    let words: [String]
    /// Whether only the next word is secret; else all that follows.
    var isOneWord = true
    /// Whether the line is nothing but the words and one that is no number: `key X`, beside `key 1` of a chain.
    var isAlone = false
    /// Words that say that no secret follows: the one behind ``words`` is none of them.
    var unless: Set<String> = []

    /// Where the secret stands behind words that begin at `start`; `nil` where there is none by this rule.
    fileprivate func secret(in line: [Substring], from start: Int) -> Range<String.Index>? {
        if isAlone, line.count != words.count + 1 || Int(line[line.count - 1]) != nil { return nil }
        let place = start + words.count
        guard place < line.count, !unless.contains(String(line[place])),
            zip(line[start...], words).allSatisfy({ $1 == "*" || $0 == $1 })
        else { return nil }
        return line[place].startIndex..<(isOneWord ? line[place].endIndex : line[line.count - 1].endIndex)
    }
}

/// The lines of a language that hold secrets, found by the first word of their rules.
struct LineSecretTable: Sendable, ExpressibleByArrayLiteral {
    private var byWord: [Substring: [LineSecretRule]] = [:]
    /// How long the words are that rules begin with, as bits, by their first byte: most words of a config are none of them.
    private var lengths = [UInt64](repeating: 0, count: 256)

    /// A table of rules.
    init(_ rules: [LineSecretRule]) {
        for rule in rules {
            guard let word = rule.words.first, let first = word.utf8.first else { continue }
            byWord[word[...], default: []].append(rule)
            lengths[Int(first)] |= Self.bit(word[...])
        }
    }

    private static func bit(_ word: Substring) -> UInt64 { 1 << UInt64(min(word.utf8.count, 63)) }

    /// A table of rules.
    init(arrayLiteral rules: LineSecretRule...) { self.init(rules) }

    /// Where secrets stand in a line of these words. Of two rules that fit, both hold.
    fileprivate func secrets(in words: [Substring]) -> [Range<String.Index>] {
        var hidden: [Range<String.Index>] = []
        for (start, word) in words.enumerated() {
            guard let first = word.utf8.first, lengths[Int(first)] & Self.bit(word) != 0 else { continue }
            for rule in byWord[word] ?? [] {
                guard let range = rule.secret(in: words, from: start) else { continue }
                if let place = hidden.firstIndex(where: { $0.overlaps(range) }) {
                    let old = hidden[place]
                    hidden[place] =
                        min(old.lowerBound, range.lowerBound)..<max(old.upperBound, range.upperBound)
                } else {
                    hidden.append(range)
                }
            }
        }
        return hidden
    }
}

extension LineGrammar {
    /// The line with its secrets masked.
    func masked(_ line: String) -> String { masked(line, line.words) }

    /// The same of a line whose words are known.
    func masked(_ line: String, _ words: [Substring]) -> String {
        guard let first = words.first, !freeTexts.contains(String(first)) else { return line }
        let hidden = secrets.secrets(in: words)
        guard !hidden.isEmpty else { return line }
        var line = line
        for range in hidden.sorted(by: { $0.lowerBound > $1.lowerBound }) {
            line.replaceSubrange(range, with: Secret.mask)
        }
        return line
    }
}
