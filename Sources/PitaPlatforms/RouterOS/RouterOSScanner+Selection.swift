import PitaDiagnostics

/// Reads what stands between `[` and `]`: `find`, and what is asked of an item.
extension RouterOSScanner {
    /// The most comparisons in one selector, and how deep they stand in each other.
    private static let mostComparisons = 256
    private static let deepest = 16

    /// What the device knows of an item that is no part of its config.
    private static let states: Set<String> = [
        "invalid", "running", "active", "inactive", "bound", "connected", "authorized", "builtin", "slave", "expired",
        "complete", "reachable", "bytes", "packets", "rate", "status",
    ]

    /// The condition of a key's text.
    static func condition(_ text: String) -> RouterOSCondition? {
        var scanner = RouterOSScanner(text, file: "<key>")
        guard let condition = try? scanner.conditions(), scanner.current == nil else { return nil }
        return condition
    }

    /// From `[` up to and over `]`.
    mutating func selection() throws(Diagnostic) -> Selection {
        let opening = place
        position += 1
        var selection = Selection()
        while true {
            skipBlanks()
            let word = plainWord()
            guard !word.isEmpty else {
                throw isOpen
                    ? diagnostic("a selector is `[find name=\"x\"]`", at: place)
                    : diagnostic("`[` is not closed", at: opening, hint: "write `[find name=\"x\"]`")
            }
            selection.path += word.split(separator: "/").map(String.init)
            if selection.path.last == "find" { break }
            guard selection.path.count <= 8 else { throw diagnostic("a selector is `[find name=\"x\"]`", at: opening) }
        }
        selection.path.removeLast()
        skipBlanks()
        if hasWord("where") {
            position += 5
            skipBlanks()
        }
        if current != UInt8(ascii: "]") { selection.condition = try conditions() }
        guard current == UInt8(ascii: "]") else {
            throw isOpen
                ? diagnostic("a selector compares properties with `=`, `!=` and `~`", at: place)
                : diagnostic("`[` is not closed", at: opening, hint: "write `[find name=\"x\"]`")
        }
        position += 1
        return selection
    }

    private var isOpen: Bool { current != nil && current != 0x0A }

    private func looksAt(_ text: String) -> Bool {
        position + text.utf8.count <= octets.count && zip(octets[position...], text.utf8).allSatisfy { $0 == $1 }
    }

    /// Whether the word stands here, and ends.
    private func hasWord(_ word: String) -> Bool {
        guard looksAt(word) else { return false }
        let end = position + word.utf8.count
        return end == octets.count || Self.isBlank(octets[end]) || octets[end] == UInt8(ascii: "]")
    }

    private static func isNameOctet(_ octet: UInt8) -> Bool {
        octet >= UInt8(ascii: "a") && octet <= UInt8(ascii: "z")
            || octet >= UInt8(ascii: "A") && octet <= UInt8(ascii: "Z")
            || octet >= UInt8(ascii: "0") && octet <= UInt8(ascii: "9") || octet == UInt8(ascii: "-")
            || octet == UInt8(ascii: ".") || octet == UInt8(ascii: "/") || octet == UInt8(ascii: "_")
    }

    private mutating func plainWord() -> String {
        let start = position
        while let octet = current, Self.isNameOctet(octet) { position += 1 }
        return String(decoding: octets[start..<position], as: UTF8.self)
    }

    /// The conditions up to `]`, or to the end of a text that is nothing else.
    mutating func conditions() throws(Diagnostic) -> RouterOSCondition {
        var count = 0
        return try alternatives(depth: 0, &count)
    }

    private mutating func alternatives(depth: Int, _ count: inout Int) throws(Diagnostic) -> RouterOSCondition {
        guard depth <= Self.deepest else { throw diagnostic("a selector that is too deep", at: place) }
        var parts = [try together(depth: depth, &count)]
        while true {
            if looksAt("||") { position += 2 } else if hasWord("or") { position += 2 } else { break }
            skipBlanks()
            parts.append(try together(depth: depth, &count))
        }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func together(depth: Int, _ count: inout Int) throws(Diagnostic) -> RouterOSCondition {
        var parts = [try one(depth: depth, &count)]
        while let octet = current, octet != UInt8(ascii: "]"), octet != UInt8(ascii: ")"), octet != 0x0A {
            if looksAt("||") || hasWord("or") { break }
            if looksAt("&&") { position += 2 } else if hasWord("and") { position += 3 }
            skipBlanks()
            parts.append(try one(depth: depth, &count))
        }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func one(depth: Int, _ count: inout Int) throws(Diagnostic) -> RouterOSCondition {
        count += 1
        guard count <= Self.mostComparisons else { throw diagnostic("a selector that is too long", at: place) }
        defer { skipBlanks() }
        if current == UInt8(ascii: "!") {
            guard depth < Self.deepest else { throw diagnostic("a selector that is too deep", at: place) }
            position += 1
            skipBlanks()
            return .not(try one(depth: depth + 1, &count))
        }
        if current == UInt8(ascii: "(") {
            position += 1
            skipBlanks()
            let inner = try alternatives(depth: depth + 1, &count)
            guard current == UInt8(ascii: ")") else { throw diagnostic("`(` is not closed", at: place) }
            position += 1
            return inner
        }
        return try comparison()
    }

    private mutating func comparison() throws(Diagnostic) -> RouterOSCondition {
        let start = place
        let name = plainWord()
        guard !name.isEmpty else {
            throw diagnostic("a selector compares properties with `=`, `!=` and `~`", at: start)
        }
        guard !Self.states.contains(name) else {
            throw diagnostic("`\(name)` is a state of the device, which its config does not tell", at: start)
        }
        switch current {
        case UInt8(ascii: "="):
            position += 1
            return .compare(name: name, .equal, value: try value())
        case UInt8(ascii: "!") where looksAt("!="):
            position += 2
            return .compare(name: name, .unequal, value: try value())
        case UInt8(ascii: "~"):
            position += 1
            let text = try value()
            guard let pattern = RouterOSPattern(text) else {
                throw diagnostic(
                    "`\(text)` is no pattern that is known here", at: start,
                    hint: "it may hold `^`, `$`, `.`, `*`, `+`, `?`, `|`, `(...)` and `[...]`")
            }
            return .found(name: name, pattern, text: text)
        case UInt8(ascii: "<"), UInt8(ascii: ">"):
            throw diagnostic("a selector compares properties with `=`, `!=` and `~`", at: place)
        default: return .isSet(name)
        }
    }

    private mutating func value() throws(Diagnostic) -> String {
        let start = place
        if current == UInt8(ascii: "\"") { return try quoted() }
        var value: [UInt8] = []
        while let octet = current, octet > 0x20, octet != UInt8(ascii: "]"), octet != UInt8(ascii: ")"),
            !looksAt("&&"), !looksAt("||")
        {
            guard !"[({}$;\"`\\".utf8.contains(octet), value.count < Self.longestValue else {
                throw diagnostic(Self.expression, at: place, hint: Self.quoteHint)
            }
            value.append(octet)
            position += 1
        }
        guard !value.isEmpty else { throw diagnostic("a value is missing here", at: start, hint: "nothing is `\"\"`") }
        return RouterOSText.decode(value)
    }
}
