/// What a config defines and names, by ``JunosReferenceTable``.
struct JunosReferences {
    /// A statement that names something.
    struct Use {
        let kind: Int
        let name: String
        /// The statement, as behind `set`.
        let path: String
        /// Whether a commit is known to fail without what it names.
        let isCertain: Bool
    }

    /// The statements that define, by kind and name.
    private(set) var defined: [[String: String]]
    /// The statements that name, in their order.
    private(set) var uses: [Use] = []
    /// The kinds of which a group may bring any (`<*>`).
    private(set) var open: Set<Int> = []

    /// Whether groups stand in the config: they may bring what is named.
    var hasGroups: Bool { trie.top.child("groups") != nil }

    private static let table = JunosReferenceTable.junos
    private let trie: JunosTrie

    /// Reads a config once, from its top to its leaves.
    init(_ trie: JunosTrie) {
        self.trie = trie
        defined = Array(repeating: [:], count: Self.table.nouns.count)
        var words: [String] = []
        for node in trie.top.children { walk(node, &words, "", nil) }
    }

    /// Whether something is there for a name.
    func holds(_ use: Use) -> Bool {
        defined[use.kind][use.name] != nil || open.contains(use.kind) || Self.table.free[use.kind].contains(use.name)
    }

    /// The statements that name what is not there.
    var dangling: [Use] { uses.filter { !holds($0) } }

    private mutating func walk(_ node: JunosNode, _ words: inout [String], _ above: String, _ parent: String?) {
        let path = above.isEmpty ? node.text : "\(above) \(node.text)"
        // What is inactive is not there for a commit.
        if !trie.sleeping.isEmpty, trie.sleeping[path] != nil { return }
        if node.step.role == .word {
            words.append(node.text)
            defer { words.removeLast() }
            for child in node.children { walk(child, &words, path, parent) }
            return
        }
        note(node, words, path, parent)
        for child in node.children { walk(child, &words, path, node.step.role == .name ? node.text : parent) }
    }

    private mutating func note(_ node: JunosNode, _ words: [String], _ path: String, _ parent: String?) {
        guard let word = words.last else { return }
        if let places = Self.table.uses[word] {
            let isApplied = !words.contains("groups")
            for name in Self.names(node, word) {
                for place in places where Self.fits(place, apart: words) && isRight(node, word) {
                    uses.append(Use(kind: place.kind, name: name, path: path, isCertain: place.isCertain && isApplied))
                }
            }
        }
        guard node.step.role == .name, let places = Self.table.definitions[word] else { return }
        for place in places where Self.fits(place, together: words) {
            let own = JunosWords.words(node.text).first ?? node.text
            if own.hasPrefix("<") { open.insert(place.kind) }
            let name = word == "unit" ? "\(parent ?? "").\(own)" : own
            if defined[place.kind][name] == nil { defined[place.kind][name] = path }
        }
    }

    /// Policies are named in order; other values of the same words (`vrf-target import`) are none.
    private func isRight(_ node: JunosNode, _ word: String) -> Bool {
        guard word == "import" || word == "export" || word == "policy" else { return true }
        return node.rule?.kind == .ordered
    }

    /// The names that a value, an entry or a line says: of an expression, each in it.
    private static func names(_ node: JunosNode, _ word: String) -> [String] {
        let text = JunosWords.words(node.text).first ?? ""
        guard node.rule?.kind == .ordered, JunosExpression.isExpression(text) else {
            return name(node, word).map { [$0] } ?? []
        }
        return JunosExpression.names(text)
    }

    /// The name that a value, an entry or a line says; `nil` where it is none, but a pattern.
    private static func name(_ node: JunosNode, _ word: String) -> String? {
        let words = JunosWords.words(node.text)
        // `then community add C`.
        guard let name = node.rule?.kind == .steps ? words.last : words.first, !name.isEmpty,
            !name.hasPrefix("junos-"), !name.hasPrefix("__"),
            !name.utf8.contains(where: { "()&|!<>$*:[]".utf8.contains($0) })
        else { return nil }
        switch word {
        case "members": return JunosRules.isName(name) ? name : nil
        case "vlan": return JunosNumbers.range(name) == nil ? name : nil
        case "next-table", "import-rib", "export-rib":
            let parts = name.split(separator: ".")
            return parts.count > 2 ? parts.dropLast(2).joined(separator: ".") : nil
        case "interface", "interfaces", "l3-interface": return JunosInterfaceName.parts(name).map { _ in name }
        default: return name
        }
    }

    private static func fits(_ place: JunosReferenceTable.Place, together words: [String]) -> Bool {
        words.count >= place.words.count
            && zip(place.words.reversed(), words.reversed()).allSatisfy { $0.contains($1) }
    }

    /// Whether the words of a place stand among those of a path, in their order, the last at its end.
    private static func fits(_ place: JunosReferenceTable.Place, apart words: [String]) -> Bool {
        var rest = place.words[...]
        guard let last = words.last, rest.popLast()?.contains(last) == true else { return false }
        for word in words.dropLast() where rest.first?.contains(word) == true { rest.removeFirst() }
        return rest.isEmpty
    }
}
