/// The hierarchy of statements, and how a line of words is found in it.
final class JunosSchema: Sendable {
    enum Kind: Sendable { case block, single, several }

    /// Nil where a name of the reader's stands.
    let keyword: String?
    let value: JunosValue?
    let kind: Kind
    let rank: Int
    let children: [JunosSchema]

    private init(_ keyword: String?, _ value: JunosValue?, _ kind: Kind, _ rank: Int, _ children: [JunosSchema]) {
        self.keyword = keyword
        self.value = value
        self.kind = kind
        self.rank = rank
        self.children = children
    }

    static let root: JunosSchema = {
        let paths = JunosStatements.all.split(separator: "\n").map { $0.split(separator: " ").map(String.init)[...] }
        return JunosSchema("", nil, .block, 0, build(paths))
    }()

    private static func build(_ paths: [ArraySlice<String>]) -> [JunosSchema] {
        var order: [String] = []
        var groups: [String: [ArraySlice<String>]] = [:]
        for path in paths {
            guard let head = path.first else { continue }
            if groups[head] == nil { order.append(head) }
            groups[head, default: []].append(path.dropFirst())
        }
        return order.enumerated().map { rank, head in
            let children = build(groups[head] ?? [])
            if let value = JunosValue(head) { return JunosSchema(nil, value, .block, rank, children) }
            let place = head.firstIndex { ":=+".contains($0) } ?? head.endIndex
            let rest = head[place...].dropFirst()
            let mark = place < head.endIndex ? head[place] : ":"
            let value = rest.isEmpty ? nil : JunosValue(String(rest)) ?? .choice([String(rest)])
            return JunosSchema(
                String(head[..<place]), value, mark == "=" ? .single : mark == "+" ? .several : .block, rank, children)
        }
    }

    // MARK: - Lines

    /// Why a line is refused, and at which column.
    struct Refusal: Error, Equatable {
        var column: Int
        var text: String
    }

    /// Finds words in the hierarchy: the entries from the top down, without their blocks.
    ///
    /// - Parameter isWhole: whether a statement must have its value.
    func resolve(
        _ words: ArraySlice<JunosWord>, end: Int, isWhole: Bool
    ) throws(Refusal) -> [[ConfigurationEntry]] {
        guard let first = words.first else { return [[]] }
        let child = try child(first, words.dropFirst().first)
        var rest = child.keyword == nil ? words : words.dropFirst()
        guard let value = child.value else {
            return try child.resolve(rest, end: end, isWhole: isWhole).map { [child.entry(nil)] + $0 }
        }
        guard let given = rest.first else {
            // An entry is neither set nor deleted without its name.
            if isWhole || child.kind == .block { throw Refusal(column: end, text: "missing argument.") }
            return [[ConfigurationEntry(key: child.keyword ?? "", text: "", rank: child.rank)]]
        }
        var values = [given]
        rest = rest.dropFirst()
        if child.kind == .several, given.text == "[" {
            values = Array(rest.prefix { $0.text != "]" })
            guard rest.count > values.count, !values.isEmpty else {
                throw Refusal(column: end, text: "syntax error.")
            }
            rest = rest.dropFirst(values.count + 1)
        }
        var entries: [ConfigurationEntry] = []
        for word in values {
            guard let text = value.read(word.text) else {
                throw Refusal(column: word.column, text: "invalid value '\(word.text)' in \(child.keyword ?? "name")")
            }
            entries.append(child.entry(text))
        }
        let below = try child.resolve(rest, end: end, isWhole: isWhole)
        return entries.flatMap { entry in below.map { [entry] + $0 } }
    }

    /// The statement that a word names; keywords may be shortened, and of several of a name the next word decides.
    private func child(_ word: JunosWord, _ next: JunosWord?) throws(Refusal) -> JunosSchema {
        let exact = children.filter { $0.keyword == word.text }
        let known = exact.isEmpty ? children.filter { $0.keyword?.hasPrefix(word.text) ?? false } : exact
        if Set(known.map(\.keyword)).count > 1 {
            throw Refusal(column: word.column, text: "'\(word.text)' is ambiguous.")
        }
        let fitting = known.first { child in next.map { child.value?.read($0.text) != nil } ?? false }
        if let found = fitting ?? known.first { return found }
        if let named = children.first(where: { $0.keyword == nil }), named.value?.read(word.text) != nil {
            return named
        }
        throw Refusal(column: word.column, text: "syntax error.")
    }

    private func entry(_ value: String?) -> ConfigurationEntry {
        let quoted = value.map(JunosWord.quoted)
        let text = [keyword, quoted].compactMap { $0 }.joined(separator: " ")
        let isBlock = kind == .block && !children.isEmpty
        return ConfigurationEntry(
            key: kind == .single ? keyword ?? "" : text, text: text, rank: rank, order: order(value),
            children: isBlock ? [] : nil)
    }

    /// Ports and units stand in the order of their numbers, everything else as it came.
    private func order(_ value: String?) -> Int {
        guard let value, kind == .block else { return 0 }
        if case .number? = self.value { return Int(value) ?? 0 }
        guard self.value == .interface else { return 0 }
        let numbers = value.split { !$0.isNumber }.compactMap { Int($0) }
        return numbers.reduce(value.hasPrefix("ge-") ? 0 : 1_000_000_000) { $0 &* 1000 &+ min($1, 999) }
    }

    /// What may stand behind words.
    func following(_ words: ArraySlice<JunosWord>) -> [String] {
        guard let first = words.first, let child = try? child(first, words.dropFirst().first) else {
            return words.isEmpty ? Set(children.map { $0.keyword ?? "<name>" }).sorted() : []
        }
        let rest = child.keyword == nil ? words : words.dropFirst()
        if child.value != nil {
            return rest.isEmpty ? ["<value>"] : child.following(rest.dropFirst())
        }
        return child.following(rest)
    }
}
