/// A place in a config: a node, and the words that lead to it.
struct JunosPlace {
    let node: JunosNode
    let words: [String]

    /// The statement, as behind `set`.
    var text: String { words.joined(separator: " ") }

    /// The places that a pattern leads to from here; `*` is any name or value.
    func places(_ pattern: ArraySlice<String>) -> [JunosPlace] {
        guard let first = pattern.first else { return [self] }
        if first == "*" {
            return node.children.flatMap { child -> [JunosPlace] in
                // A word of the language is no name: `interface-range` is no interface.
                guard child.step.role == .name || child.step.role == .value else { return [] }
                return below(child).places(pattern.dropFirst())
            }
        }
        guard let child = node.child(first) else { return [] }
        return below(child).places(pattern.dropFirst())
    }

    /// The places of a pattern that is written as words.
    func places(_ pattern: String) -> [JunosPlace] { places(pattern.words.map(String.init)[...]) }

    /// The place of a node that stands below.
    func below(_ child: JunosNode) -> JunosPlace { JunosPlace(node: child, words: words + [child.text]) }

    /// The place below by a word.
    func below(_ word: String) -> JunosPlace? { node.child(word).map(below) }

    /// Whether a word stands below.
    func has(_ word: String) -> Bool { node.child(word) != nil }

    /// The value of a word that stands below.
    func value(_ word: String) -> String? {
        node.child(word)?.children.first { $0.step.role == .value }.flatMap { JunosWords.words($0.text).first }
    }
}

/// A config as a commit takes it: without what is inactive.
struct JunosAwake {
    /// All of it.
    let top: JunosPlace

    /// Whether all that is in effect is known: no group and no range of interfaces brings statements of its own.
    var isWhole: Bool {
        guard top.node.child("groups") == nil, top.node.child("interfaces")?.child("interface-range") == nil
        else { return false }
        return !Self.applies(top.node)
    }

    /// Leaves out what is inactive.
    init(_ trie: JunosTrie) {
        guard !trie.sleeping.isEmpty else {
            top = JunosPlace(node: trie.top, words: [])
            return
        }
        var awake = trie.copy()
        for texts in trie.sleeping.values { awake.remove(texts) }
        top = JunosPlace(node: awake.top, words: [])
    }

    /// Whether a statement is there.
    func has(_ words: [String]) -> Bool {
        var node = top.node
        for word in words {
            guard let next = node.child(word) else { return false }
            node = next
        }
        return true
    }

    private static func applies(_ node: JunosNode) -> Bool {
        node.children.contains { $0.text == "apply-groups" || applies($0) }
    }
}
