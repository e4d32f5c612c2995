import PitaDiagnostics

/// Which statements are one object, and which words have one value. Values, from Juniper's configuration statements.
enum JunosKinds {
    /// A kind of object: its words, with `*` for a name that is its key, and `%` for one that belongs to its section, since
    /// the order within that means something.
    private struct Kind {
        let parts: [String]
        let length: Int

        init(_ text: String) {
            parts = text.split(separator: " ").map(String.init)
            length = parts.count
        }

        func matches(_ path: [String]) -> Bool {
            path.count >= length && zip(parts, path).allSatisfy { $0 == "*" || $0 == "%" || $0 == $1 }
        }
    }

    /// The longest first; what none knows is grouped by its first two words.
    private static let kinds = [
        "firewall family % filter % term *", "firewall filter % term *", "policy-options policy-statement % term *",
        "firewall family % filter *", "class-of-service interfaces * unit *", "interfaces * unit *",
        "class-of-service interfaces *", "class-of-service schedulers *", "class-of-service scheduler-maps *",
        "class-of-service traffic-control-profiles *", "routing-options static route *", "firewall policer *",
        "firewall filter *", "policy-options policy-statement *", "policy-options prefix-list *", "system login user *",
        "interfaces *", "vlans *", "% *", "%",
    ].map(Kind.init).sorted { $0.length > $1.length }

    /// The object that a path belongs to, and the rest of the path within it.
    static func object(of path: [String]) -> (id: ObjectID, rest: [String]) {
        guard let kind = kinds.first(where: { $0.matches(path) }) else { return (ObjectID(section: "", key: ""), path) }
        let pairs = zip(kind.parts, path)
        return (
            ObjectID(
                section: JunosWords.text(pairs.filter { $0.0 != "*" }.map(\.1)),
                key: JunosWords.text(pairs.filter { $0.0 == "*" }.map(\.1))), Array(path[kind.length...])
        )
    }

    /// The path of an object.
    static func path(of id: ObjectID) -> [String] {
        let (section, key) = (JunosWords.words(id.section), JunosWords.words(id.key))
        for kind in kinds where kind.length == section.count + key.count {
            var (words, names) = (section[...], key[...])
            let path = kind.parts.compactMap { part -> String? in
                if part == "*" { return names.popFirst() }
                let word = words.popFirst()
                return part == "%" || part == word ? word : nil
            }
            if path.count == kind.length { return path }
        }
        return section + key
    }

    /// The lengths of the objects that a path leads through, the outermost first; what is grouped by its first words is none.
    static func lengths(in path: [String]) -> [Int] {
        kinds.filter { $0.parts[0] != "%" && $0.matches(path) }.map(\.length).sorted()
    }

    /// Whether an object is but the first two words of what no kind knows.
    static func isUnknown(_ id: ObjectID) -> Bool {
        let path = path(of: id)
        return path.count <= 2 && lengths(in: path).isEmpty
    }

    /// Whether the order of a section's objects means something.
    static func isOrdered(_ section: String) -> Bool { section.hasSuffix(" term") }

    // MARK: values

    /// Words after which one value stands: a new one takes the place of the old.
    private static let single: Set<String> = [
        "description", "vlan-id", "native-vlan-id", "interface-mode", "port-mode", "l3-interface", "mtu", "speed",
        "link-mode", "encapsulation", "bandwidth-limit", "bandwidth-percent", "burst-size-limit", "shaping-rate",
        "guaranteed-rate", "scheduler-map", "output-traffic-control-profile", "buffer-size", "priority", "host-name",
        "domain-name", "time-zone", "peer-as", "autonomous-system", "router-id", "type", "preference", "metric",
        "class",
        "uid", "full-name", "encrypted-password", "location", "contact",
    ]
    private static let rates: Set<String> = ["bandwidth-limit", "burst-size-limit", "shaping-rate", "guaranteed-rate"]
    private static let verdicts: Set<String> = ["accept", "discard", "reject"]

    /// The value at the end of a path, where its last word is one.
    static func hasValue(_ path: [String]) -> Bool {
        guard path.count >= 3, let last = path.last else { return false }
        let word = path[path.count - 2]
        let before = path[path.count - 3]
        if word == "then" { return verdicts.contains(last) }
        if word == "input" || word == "output" { return before == "filter" }
        if word == "policer" || word == "count" { return before == "then" }
        return single.contains(word)
    }

    /// Whether a path ends where its value is missing.
    static func isUnfinished(_ path: [String]) -> Bool {
        guard let last = path.last, !object(of: path).rest.isEmpty, !hasValue(path) else { return false }
        return single.contains(last)
            || (path.count > 2 && path[path.count - 2] == "filter" && ["input", "output"].contains(last))
    }

    /// A value as it compares: `10m` as `10000000`.
    static func settled(_ value: String, of word: String) -> String {
        guard rates.contains(word), let last = value.last else { return value }
        let factor: UInt64 = last == "k" ? 1_000 : last == "m" ? 1_000_000 : last == "g" ? 1_000_000_000 : 1
        guard let number = UInt64(factor == 1 ? value[...] : value.dropLast()) else { return value }
        let (product, isTooBig) = number.multipliedReportingOverflow(by: factor)
        return isTooBig ? value : String(product)
    }

    /// The number of a rate or a size.
    static func number(_ value: String?) -> UInt64? {
        value.flatMap { UInt64(settled($0, of: "bandwidth-limit")) }
    }
}

/// The secrets of a config, by their words and by their form.
enum JunosSecrets {
    private static let words: Set<String> = [
        "encrypted-password", "plain-text-password-value", "authentication-key", "secret", "simple-password",
        "password",
        "pre-shared-key", "ascii-text", "hexadecimal", "authentication-password", "privacy-password", "privacy-key",
    ]
    private static let beginnings = ["$9$", "$8$", "$1$", "$5$", "$6$", "$sha1$", "$argon2"]

    /// The path with what is secret masked.
    static func masked(_ path: [String]) -> [String] {
        var masked = path
        for (index, word) in path.enumerated() where index > 0 {
            // What people write of a port is no secret by its form.
            if path[index - 1] == "description" { break }
            let before = path[index - 1]
            let isSecret =
                words.contains(before) || (before == "community" && path[0] == "snmp")
                || beginnings.contains { word.hasPrefix($0) } || (word.contains("://") && word.contains("@"))
            if isSecret { masked[index] = Secret.mask }
        }
        return masked
    }

    /// A text with every word masked that is secret by the word before it or by its form, in lines of `set` and in blocks.
    static func masked(text: String) -> String {
        let mask = SecretMask(names: words.union(SecretMask.common), needsSign: false)
        return SecretMask.lines(of: text).map { line in
            var line = mask.masked(String(line))
            let found = line.split { " \t;\"[]{}".contains($0) }.filter { word in
                beginnings.contains { word.hasPrefix($0) } || (word.contains("://") && word.contains("@"))
            }
            for word in found.map(String.init) { line = line.replacing(word, with: Secret.mask) }
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
