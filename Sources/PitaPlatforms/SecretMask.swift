import PitaDiagnostics

/// Takes the values after words that name secrets out of any text that a device sent, for backups, recordings and terminals.
///
/// It masks rather too much: a value that is none is no loss, and one that stays is.
struct SecretMask: Sendable {
    /// Words, or ends of words after `-`, `_` or `.`, whose value is secret: `password`, `wpa2-pre-shared-key`.
    let names: Set<String>
    /// Whether a value stands behind `=` or `:` only; else behind a blank too, as on devices whose config is words.
    var needsSign = true

    /// Words that name secrets on many devices.
    static let common: Set<String> = [
        "password", "passwd", "passphrase", "secret", "psk", "community", "private-key", "private_key",
        "pre-shared-key",
        "preshared-key", "auth-key", "authentication-key", "authentication-password", "encryption-password", "token",
        "md5-key", "key-string", "pass-phrase", "ipsec-secret", "sharedsecret", "apikey", "api-key",
    ]

    /// The text with every such value masked.
    func masked(_ text: String) -> String {
        Self.lines(of: text).map { masked(line: $0) }.joined(separator: "\n")
    }

    /// The lines of a text; a carriage return stays at its line's end, and is one character with the line feed elsewhere.
    static func lines(of text: String) -> [Substring] {
        text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Substring($0) }
    }

    private func masked(line: Substring) -> String {
        // Most lines hold no such word.
        let lower = line.lowercased()
        guard names.contains(where: { lower.contains($0) }) else { return String(line) }
        var result = ""
        var rest = line[...]
        while !rest.isEmpty {
            let before = rest.prefix { !Self.isName($0) }
            result += before
            rest = rest.dropFirst(before.count)
            let word = rest.prefix(while: Self.isName)
            result += word
            rest = rest.dropFirst(word.count)
            guard isSecret(word), let value = value(in: rest) else { continue }
            result += rest[..<value.lowerBound] + Secret.mask
            rest = rest[value.upperBound...]
        }
        return result
    }

    private func isSecret(_ word: Substring) -> Bool {
        let word = word.lowercased()
        return names.contains { name in
            guard word.hasSuffix(name) else { return false }
            guard let before = word.dropLast(name.count).last else { return true }
            return before == "-" || before == "_" || before == "."
        }
    }

    private static func isName(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "-_.".contains(character))
    }

    /// Words between a name and its value: how the value is written.
    private static let kinds: Set<String> = [
        "cipher", "simple", "plain", "irreversible-cipher", "hash", "encrypted", "ascii", "0", "5", "6", "7", "8", "9",
        "md5", "sha", "sha512", "clear", "text", "name",
    ]

    /// Whether what stands behind a name still belongs to it, and its value may come after (`Community name: X`).
    private func leadsOn(_ word: Substring) -> Bool {
        word.last == ":" || Self.kinds.contains(word.lowercased()) || isSecret(word)
    }

    /// The value after a name and what leads on to it.
    private func value(in rest: Substring) -> Range<String.Index>? {
        guard var value = oneValue(in: rest) else { return nil }
        while !needsSign, leadsOn(rest[value]), let next = oneValue(in: rest[value.upperBound...]) {
            value = value.lowerBound..<next.upperBound
        }
        return value
    }

    /// The value after a name: behind `=`, `:` or blanks, in quotes or up to a blank.
    private func oneValue(in rest: Substring) -> Range<String.Index>? {
        // A JSON name ends with its quote.
        let gap = rest.prefix { $0 == " " || $0 == "=" || $0 == ":" || $0 == "\t" || $0 == "\"" }
        guard needsSign ? gap.contains(where: { $0 == "=" || $0 == ":" }) : !gap.isEmpty else { return nil }
        let isQuoted = gap.last == "\""
        let start = gap.endIndex
        var end = start
        while end < rest.endIndex {
            let character = rest[end]
            if isQuoted, character == "\\", rest.index(after: end) < rest.endIndex {
                end = rest.index(end, offsetBy: 2)
                continue
            }
            let next = rest.index(after: end)
            // A comma within a word is part of it.
            let isEnd = character.isWhitespace || character == "," && (next == rest.endIndex || rest[next].isWhitespace)
            if isQuoted ? character == "\"" : isEnd { break }
            end = next
        }
        return start < end ? start..<end : nil
    }
}
