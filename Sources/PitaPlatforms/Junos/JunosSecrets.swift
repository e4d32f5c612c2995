import PitaDiagnostics

/// The secrets of a config, by their words and by their form.
enum JunosSecrets {
    private static let words: Set<String> = [
        "encrypted-password", "plain-text-password-value", "authentication-key", "secret", "simple-password",
        "password", "pre-shared-key", "ascii-text", "hexadecimal", "authentication-password", "privacy-password",
        "privacy-key", "community-name", "chap-secret", "preauthentication-secret", "plain-text-password",
    ]
    /// Words that follow those which name secrets and are none.
    private static let kinds: Set<String> = ["ascii-text", "hexadecimal", "type", "value", "plain-text"]
    private static let beginnings = ["$9$", "$8$", "$1$", "$5$", "$6$", "$sha1$", "$argon2"]

    /// The path with what is secret masked.
    static func masked(_ path: [String]) -> [String] {
        var masked = path
        for (index, word) in path.enumerated() where index > 0 {
            // What people write of a port is no secret by its form.
            if path[index - 1] == "description" { break }
            // What is masked already has its number.
            if word.hasPrefix(Secret.mask) { continue }
            if isSecret(word, after: path[index - 1], at: index, in: path) { masked[index] = Secret.mask }
        }
        return masked
    }

    private static func isSecret(_ word: String, after before: String, at index: Int, in path: [String]) -> Bool {
        if isSecretByForm(word) { return true }
        if before == "community" {
            // Below `policy-options` it is a name that routes carry.
            return path[..<index].contains("snmp") && !path[..<index].contains("policy-options")
        }
        if before == "key" || before == "value" {
            // `md5 1 key S`, `authentication-key 1 value S`.
            return index > 2 && ["md5", "authentication-key"].contains(path[index - 3])
        }
        guard words.contains(before), !kinds.contains(word) else { return false }
        // `ntp authentication-key 1 type md5`: the word is followed by a number, and the secret stands behind `value`.
        return !(before == "authentication-key" && path.contains("ntp"))
    }

    private static func isSecretByForm(_ word: String) -> Bool {
        guard let first = word.utf8.first else { return false }
        if first == UInt8(ascii: "$") { return beginnings.contains { word.hasPrefix($0) } }
        return word.utf8.contains(UInt8(ascii: "@")) && word.contains("://")
    }

    /// A text with every word masked that is secret by the word before it or by its form, in lines of `set` and in blocks.
    static func masked(text: String) -> String {
        let mask = SecretMask(names: words.union(SecretMask.common), needsSign: false)
        return SecretMask.lines(of: text).map { line in
            var line = mask.masked(String(line))
            let found = line.split { " \t;\"[]{}".contains($0) }.map(String.init).filter(isSecretByForm)
            for word in found { line = line.replacing(word, with: Secret.mask) }
            return line
        }.joined(separator: "\n")
    }

    /// The line of a text for people, or `nil` where it holds a secret.
    static func excerpt(of text: String, at mark: SourceMark) -> Excerpt? {
        guard let excerpt = Excerpt(of: text, at: mark), !excerpt.line.contains("SECRET-DATA") else { return nil }
        let line = excerpt.line.split { " \t;\"{}[]".contains($0) }.map(String.init)
        let bare = line.first.flatMap(JunosStatement.Verb.init) == nil ? line : Array(line.dropFirst())
        // In a block nobody knows from the line alone what it stands in.
        guard masked(bare) == bare, !bare.dropLast().contains("community") else { return nil }
        return excerpt
    }
}

/// Gives masked words that are part of a name a number, so that two secrets are never one object, and keeps what they stand
/// for as long as the config is in memory.
struct JunosMasking {
    /// What a masked statement stands for, by its text.
    private(set) var hidden: [String: Secret] = [:]
    private var numbers: [String: Int] = [:]
    private var counts: [String: Int] = [:]

    /// What the words of a statement say, without their secrets, and whether they hold one.
    mutating func paths(of statement: JunosStatement) -> (paths: [[JunosPath]], isSecret: Bool) {
        var isSecret = false
        let paths = statement.paths.map { words in
            let masked = JunosSecrets.masked(words)
            if masked != words { isSecret = true }
            return self.paths(words, masked)
        }
        return (paths, isSecret)
    }

    /// The statements of words, without their secrets.
    mutating func paths(_ words: [String]) -> [JunosPath] { paths(words, JunosSecrets.masked(words)) }

    private mutating func paths(_ words: [String], _ masked: [String]) -> [JunosPath] {
        let paths = JunosSchema.junos.paths(masked)
        guard masked != words else { return paths }
        let secrets = zip(masked, words).filter { $0 != $1 }.map(\.1)
        return paths.map { name($0, secrets) }
    }

    /// The path with its masked names numbered: of one block each secret has its own number.
    private mutating func name(_ path: JunosPath, _ secrets: [String]) -> JunosPath {
        var path = path
        var above = ""
        var place = 0
        for (index, step) in path.steps.enumerated() {
            let count = step.text.ranges(of: Secret.mask).count
            if count > 0, place < secrets.count {
                let secret = secrets[place..<min(place + count, secrets.count)].joined(separator: "\n")
                place += count
                if !JunosMasking.isOneValue(step) {
                    path.steps[index].text = numbered(step.text, secret, in: above)
                }
                hidden[above + " " + path.steps[index].text] = Secret(secret)
            }
            above += " " + path.steps[index].text
        }
        return path
    }

    private mutating func numbered(_ text: String, _ secret: String, in above: String) -> String {
        let key = above + "\n" + text + "\n" + secret
        let number = numbers[key] ?? (counts[above] ?? 0) + 1
        if numbers[key] == nil { (numbers[key], counts[above]) = (number, number) }
        return text.replacing(Secret.mask, with: "\(Secret.mask)-\(number)")
    }

    /// Whether a step is the one value of a word, whose mask needs no number.
    static func isOneValue(_ step: JunosStep) -> Bool {
        guard step.role == .value, let id = step.rule else { return false }
        let kind = JunosSchema.junos.rules[id].kind
        return kind.isSingle || kind == .choice
    }
}
