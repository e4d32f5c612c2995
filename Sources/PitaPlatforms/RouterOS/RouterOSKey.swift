/// What names an item, taken apart: `bridge=br0 vlan-ids=110`, `name=a #2`, `*2`.
struct RouterOSKey: Sendable {
    /// Properties and their normalised values, in the order of the menu's key.
    var pairs: [RouterOSStatement.Property]
    /// Which of several equal items, from 1.
    var ordinal = 1
    /// An item number (`0`) or an internal id (`*2`), where the text names the item so.
    var item: String?

    init(_ pairs: [RouterOSStatement.Property]) { self.pairs = pairs }

    init(item: String) { (pairs, self.item) = ([], item) }

    /// Reads the text of a key; what is malformed has neither pairs nor item.
    init(_ text: String) {
        pairs = []
        guard !text.isEmpty else { return }
        var scanner = RouterOSScanner(text, file: "<key>")
        guard let words = try? scanner.words() else { return }
        for (word, _) in words {
            switch word {
            case .property(let name, let value): pairs.append(.init(name: name, value: value))
            case .bare(let text) where text.hasPrefix("#"): ordinal = Int(text.dropFirst()) ?? 1
            case .bare(let text): item = text
            case .group: break
            }
        }
    }

    /// The text of the key.
    var text: String {
        var words = item.map { [$0] } ?? pairs.map { "\($0.name)=\(RouterOSText.token($0.value))" }
        if ordinal > 1 { words.append("#\(ordinal)") }
        return words.joined(separator: " ")
    }
}

extension ObjectID {
    /// The id of a RouterOS item.
    init(_ menu: String, _ key: RouterOSKey) { self.init(section: menu, key: key.text) }
}
