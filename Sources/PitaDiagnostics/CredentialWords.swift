/// The words by which people call credentials, and the forms that credentials have: what a name or a line may give away.
///
/// There are two strengths. A *name* that says so is refused where its value is written out, so it has to be a clear word.
/// A *line* is merely not shown, so it is taken for one that gives a credential away rather too often than too seldom.
public enum CredentialWords {
    /// Words that name nothing but credentials, in English and Indonesian, with the slips of the pen that people make.
    private static let clear: Set<String> = [
        "password", "passwords", "passwd", "passphrase", "passphrases", "passcode", "passkey", "pass", "pwd",
        "passwort",
        "pasword", "paswd", "passwrd", "passord", "sandi", "katasandi", "rahasia", "secret", "secrets", "sharedsecret",
        "community", "communities", "psk", "presharedkey", "token", "tokens", "privatekey", "apikey", "credential",
        "credentials",
    ]
    /// Words that name a credential when `key` or `keys` follows them: `private_key`, `wifi-key`.
    private static let keyed: Set<String> = [
        "private", "api", "auth", "authentication", "shared", "preshared", "access", "wpa", "wifi", "wep",
        "radius", "tacacs", "snmp", "md", "hmac", "encryption", "priv", "privacy", "license", "kunci",
    ]
    /// Words that often stand before a credential, and as often before something else.
    private static let vague: Set<String> = [
        "key", "kunci", "auth", "authentication", "priv", "pin", "login", "kredensial",
    ]
    /// Last words of names that speak of credentials and hold none: `password_min_length`.
    private static let harmlessEnds: Set<String> = [
        "length", "minimum", "maximum", "min", "max", "age", "days", "expiry", "expires", "policy", "retries",
        "attempts",
        "count", "type", "algorithm", "encryption", "file", "path", "environment", "prompt", "list", "lists",
    ]
    /// What follows a name where no credential can: references to one, and the blocks that hold them.
    private static let harmlessValues = [
        "{environment:", "{file:", "{command:", "{agent:", "{protocol:", "{secret:", "[{key:", "[{password:",
        "[{agent:",
        "[{passphrase:", "{type:", "{{", "{%",
    ]
    /// Values that are none.
    private static let empty: Set<Substring> = ["true", "false", "null", "~"]
    /// How credentials begin that can be told by themselves: hashes of crypt(3) and of devices, tokens, private keys.
    private static let forms = [
        "PRIVATE KEY", "$1$", "$2a$", "$2b$", "$2y$", "$5$", "$6$", "$8$", "$9$", "$y$", "ghp_", "glpat-", "xoxb-",
        "eyJhbGci",
        "hvs.",
    ]

    /// Whether a value of this name is a credential: `wifi_psk`, `kataSandi`, `snmp-community`, `PASSWORD_ADMIN`.
    public static func isCredential(name: String) -> Bool {
        let words = words(of: name)
        guard let last = words.last, !harmlessEnds.contains(last) else { return false }
        if words.contains(where: clear.contains) || clear.contains(words.joined()) { return true }
        return zip(words, words.dropFirst()).contains { keyed.contains($0) && ($1 == "key" || $1 == "keys") }
    }

    /// Whether a name may be that of a credential; true of all that ``isCredential(name:)`` says so of.
    public static func mayBeCredential(name: String) -> Bool {
        let words = words(of: name)
        return words.contains { clear.contains($0) || vague.contains($0) } || clear.contains(words.joined())
    }

    /// Whether a value is a credential by its form, whatever it is called.
    public static func isCredential(value: String) -> Bool {
        if forms.contains(where: value.contains) { return true }
        // `https://user:password@host`.
        guard let scheme = value.firstRange(of: "://") else { return false }
        let host = value[scheme.upperBound...].prefix { $0 != "/" && $0 != " " }
        guard let at = host.lastIndex(of: "@") else { return false }
        return host[..<at].contains(":")
    }

    /// Whether a line may show a credential: after a word that names one, or by its form. References do not count.
    public static func mayShow(line: String) -> Bool { value(in: line) != nil }

    /// What of a line may be a credential: all that stands behind the first word that names one; the whole line where it
    /// can be told by its form. `nil` where there is none. Empty where the value has to stand in the lines below.
    public static func value(in line: String) -> Substring? {
        if isCredential(value: line) { return line[...] }
        var rest = line[...]
        while let start = rest.firstIndex(where: isNameCharacter) {
            let name = rest[start...].prefix(while: isNameCharacter)
            rest = rest[name.endIndex...]
            // `!secret x` is a tag of YAML, and names a place.
            let isTag = start > line.startIndex && line[line.index(before: start)] == "!"
            guard !isTag, mayBeCredential(name: String(name)) else { continue }
            var behind = rest.drop { $0 == "\"" || $0 == "'" || $0 == " " }
            let isSigned = behind.first == ":" || behind.first == "="
            if isSigned { behind = behind.dropFirst().drop { $0 == " " || $0 == "=" } }
            // A vague word names something only where a sign follows.
            guard isSigned || (words(of: String(name)).contains(where: clear.contains) && rest.first == " ") else {
                continue
            }
            if behind.isEmpty || behind.first == "#" {
                if isSigned { return behind }
                continue
            }
            let word = behind.prefix { !" ,]}".contains($0) }
            if !empty.contains(word), !harmlessValues.contains(where: behind.hasPrefix) { return behind }
        }
        return nil
    }

    /// A sentence in which what it quotes of `value` is masked. Quotations stand between backquotes or quotes.
    public static func masked(_ sentence: String, quoting value: some StringProtocol) -> String {
        guard !value.isEmpty else { return sentence }
        var result = ""
        var rest = sentence[...]
        while let open = rest.firstIndex(where: { "`\"'".contains($0) }) {
            let inner = rest[rest.index(after: open)...]
            guard let close = inner.firstIndex(of: rest[open]) else { break }
            let quoted = inner[..<close]
            let written = quoted.hasSuffix("...") ? quoted.dropLast(3) : quoted
            let isTold = !written.isEmpty && value.contains(String(written))
            result += rest[...open] + (isTold ? Secret.mask[...] : quoted) + rest[close...close]
            rest = inner[inner.index(after: close)...]
        }
        return result + rest
    }

    private static func isNameCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "-_.".contains(character))
    }

    /// The words of a name in lower case, without digits at their ends: `kataSandi2` and `KATA_SANDI` are `kata`, `sandi`.
    private static func words(of name: String) -> [String] {
        var words: [String] = []
        var word = ""
        var wasLower = false
        func end() {
            while word.last?.isNumber == true { word.removeLast() }
            if !word.isEmpty { words.append(word) }
            word = ""
        }
        for character in name {
            guard character.isLetter || character.isNumber else {
                end()
                wasLower = false
                continue
            }
            if wasLower, character.isUppercase { end() }
            wasLower = character.isLowercase
            word += character.lowercased()
        }
        end()
        return words
    }
}
