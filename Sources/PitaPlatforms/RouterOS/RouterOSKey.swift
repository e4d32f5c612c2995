/// What names an item, taken apart: `bridge=br0 vlan-ids=110`, `name=a #2`, `*2`; or what selects some:
/// `where comment~"^pita:"`.
struct RouterOSKey: Sendable {
    /// Properties and their normalised values, in the order of the menu's key.
    var pairs: [RouterOSStatement.Property]
    /// Which of several equal items, from 1.
    var ordinal = 1
    /// An item number (`0`) or an internal id (`*2`), where the text names the item so.
    var item: String?
    /// What selects items, where that is more than that properties are equal.
    var condition: RouterOSCondition?

    init(_ pairs: [RouterOSStatement.Property]) { self.pairs = pairs }

    init(item: String) { (pairs, self.item) = ([], item) }

    init(_ condition: RouterOSCondition) { (pairs, self.condition) = ([], condition) }

    private static let conditionWord = "where "

    /// Reads the text of a key; what is malformed has neither pairs nor item.
    init(_ text: String) {
        pairs = []
        guard !text.isEmpty else { return }
        if text.hasPrefix(Self.conditionWord) {
            condition = RouterOSScanner.condition(String(text.dropFirst(Self.conditionWord.count)))
            return
        }
        // Most keys hold neither quotes nor escapes.
        guard text.utf8.contains(UInt8(ascii: "\"")) || text.utf8.contains(UInt8(ascii: "\\")) else {
            readPlain(text)
            return
        }
        var scanner = RouterOSScanner(text, file: "<key>")
        guard let words = try? scanner.words() else { return }
        for (word, _) in words {
            switch word {
            case .property(let name, let value): pairs.append(.init(name: name, value: value))
            case .bare(let text) where text.hasPrefix("#"): ordinal = Int(text.dropFirst()) ?? 1
            case .bare(let text): item = text
            case .group, .text: break
            }
        }
    }

    private mutating func readPlain(_ text: String) {
        for word in text.utf8.split(separator: UInt8(ascii: " ")) {
            if let equals = word.firstIndex(of: UInt8(ascii: "=")) {
                let value = String(Substring(word[word.index(after: equals)...]))
                pairs.append(.init(name: String(Substring(word[..<equals])), value: value))
            } else if word.first == UInt8(ascii: "#") {
                ordinal = Int(String(Substring(word.dropFirst()))) ?? 1
            } else {
                item = String(Substring(word))
            }
        }
    }

    /// The text of the key.
    var text: String {
        if let condition { return Self.conditionWord + condition.text }
        var words = item.map { [$0] } ?? pairs.map { "\($0.name)=\(RouterOSText.token($0.value))" }
        if ordinal > 1 { words.append("#\(ordinal)") }
        return words.joined(separator: " ")
    }

    /// Whether a word is an item number or an internal id.
    static func isItem(_ word: String) -> Bool {
        word.hasPrefix("*") || word.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    }
}

extension ObjectID {
    /// The id of a RouterOS item.
    init(_ menu: String, _ key: RouterOSKey) { self.init(section: menu, key: key.text) }
}
