import PitaDiagnostics
import PitaNetwork

/// Makes the objects of a config from its lines: a block is an object, and the lines in it are its properties.
///
/// A line of the top is an object too: `ntp server 10.0.0.1` is the object `10.0.0.1` of the section `ntp server`.
struct LineTree {
    let grammar: LineGrammar
    /// Whether the lines are what a device runs. Else they are what is intended: `no X` there says that X must not be.
    let isRunning: Bool
    private(set) var tree = ConfigTree()
    private var expansions = 0

    /// How many blocks lines may name that each stand for several: somewhat more than there are VLANs.
    private static let mostExpansions = 4200

    /// The value of a line that has none.
    static let on = "yes"
    /// The value of a flag that was switched off.
    static let off = "no"
    /// The property of a line of the top that has a value.
    static let value = "value"

    /// An empty config.
    init(grammar: LineGrammar, isRunning: Bool) {
        self.grammar = grammar
        self.isRunning = isRunning
    }

    /// Takes lines into the block that `path` leads to.
    mutating func add(_ lines: [ConfigLine], at path: LinePath = LinePath()) throws(Diagnostics) {
        for line in lines { try add(line, at: path) }
    }

    private mutating func add(_ line: ConfigLine, at path: LinePath) throws(Diagnostics) {
        let line = grammar.folded(line, in: path.id.section)
        let text = grammar.masked(line.text)
        var words = text.split(separator: " ")
        let isNegated = words.first.map { $0 == grammar.negation } ?? false
        if isNegated { words.removeFirst() }
        guard !words.isEmpty else { throw Diagnostics("`\(grammar.negation)` of nothing", at: line.mark) }
        let section = path.id.section
        if let block = grammar.block(words, in: section) {
            return try add(line, block, words, isNegated: isNegated, at: path)
        }
        if !line.children.isEmpty {
            guard !isNegated else {
                throw Diagnostics("what is taken back can have no lines under it", at: line.mark)
            }
            let inner = path.appending(String(words[0]), LineGrammar.text(words.dropFirst()))
            touch(inner.id, line.mark)
            return try add(line.children, at: inner)
        }
        let rule = grammar.leaf(words, in: section)?.leaf ?? LineGrammar.Leaf("", .list, negation: .line)
        if path.steps.isEmpty {
            try addObject(line, rule, words, isNegated: isNegated)
        } else {
            try addProperty(line, rule, words, isNegated: isNegated, to: path)
        }
    }

    private mutating func add(
        _ line: ConfigLine, _ block: LineGrammar.Block, _ words: [Substring], isNegated: Bool, at path: LinePath
    ) throws(Diagnostics) {
        let (rest, tail) = block.parted(LineGrammar.text(words.dropFirst(block.words.count)))
        guard let names = block.expanded.map({ $0(rest) }) ?? [block.spelled(rest)] else {
            throw Diagnostics("`\(rest)` names no \(block.kind)", at: line.mark)
        }
        guard !isNegated || line.children.isEmpty else {
            throw Diagnostics("what is taken back can have no lines under it", at: line.mark)
        }
        expansions += names.count - 1
        guard expansions <= Self.mostExpansions else {
            throw Diagnostics("lines like this one name more than \(Self.mostExpansions) blocks", at: line.mark)
        }
        for name in names {
            let inner = path.appending(block.kind, name)
            if isNegated {
                if !isRunning { remove(inner.id, line.mark) }
            } else {
                touch(inner.id, line.mark)
                let words = tail.split(separator: " ", maxSplits: 1).map(String.init)
                if words.count == 2 { tree[inner.id]?.properties[words[0]] = words[1] }
                try add(block.prepared(line.children), at: inner)
            }
        }
    }

    private mutating func touch(_ id: ObjectID, _ mark: SourceMark) {
        if tree[id] == nil || tree[id]?.isAbsent == true {
            tree[id] = ConfigObject(id: id, properties: [:], mark: isRunning ? nil : mark)
        }
    }

    private mutating func remove(_ id: ObjectID, _ mark: SourceMark) {
        tree[id] = ConfigObject(id: id, properties: [:], isAbsent: true, mark: mark)
    }

    // MARK: lines of the top

    private mutating func addObject(
        _ line: ConfigLine, _ rule: LineGrammar.Leaf, _ words: [Substring], isNegated: Bool
    ) throws(Diagnostics) {
        let place = grammar.place(of: words, rule)
        let id = ObjectID(section: place.words, key: place.key)
        if isNegated {
            if case .flag(true) = rule.kind { return set(id, [Self.value: Self.off], line.mark) }
            if !isRunning { remove(id, line.mark) }
            return
        }
        var properties: [String: String] = [:]
        switch rule.kind {
        case .list: break
        case .flag: properties[Self.value] = Self.on
        case .single, .keyed, .vlans, .tail:
            let value = rule.settled(place.value)
            // In what is intended nothing behind the key says that nothing is to be there.
            if !isRunning || !value.isEmpty { properties[Self.value] = value }
        }
        set(id, properties, line.mark)
    }

    private mutating func set(_ id: ObjectID, _ properties: [String: String], _ mark: SourceMark) {
        tree[id] = ConfigObject(id: id, properties: properties, mark: isRunning ? nil : mark)
    }

    // MARK: lines of a block

    private mutating func addProperty(
        _ line: ConfigLine, _ rule: LineGrammar.Leaf, _ words: [Substring], isNegated: Bool, to path: LinePath
    ) throws(Diagnostics) {
        let place = grammar.place(of: words, rule)
        let name = [place.words, place.key].filter { !$0.isEmpty }.joined(separator: " ")
        touch(path.id, line.mark)
        let old = tree[path.id]?.properties[name]
        let value: String?
        switch rule.kind {
        case .vlans(let style):
            value = try LineVLANValue(style).adding(
                place.value, isNegated: isNegated, to: old, isRunning, at: line.mark)
        case .flag(let isOnByDefault):
            value = isNegated == isOnByDefault ? (isNegated ? Self.off : Self.on) : isRunning ? nil : ""
        case .list: value = isNegated ? (isRunning ? nil : "") : Self.on
        case .keyed where !isNegated && place.value.isEmpty: value = Self.on
        case .single, .keyed, .tail: value = isNegated ? (isRunning ? nil : "") : rule.settled(place.value)
        }
        tree[path.id]?.properties[name] = value
    }
}

extension LineGrammar {
    /// A line as words of its kind, key and value.
    func place(of words: [Substring], _ rule: Leaf) -> (words: String, key: String, value: String) {
        var own = words.prefix(rule.words.count).joined(separator: " ")
        var rest = words.dropFirst(rule.words.count)
        if let parted = rule.parted {
            let parts = parted(Self.text(rest))
            return (own, parts.key, parts.value)
        }
        if let ending = rule.ending, case .single = rule.kind {
            own += " " + ending
            rest = rest.dropLast()
        }
        switch rule.kind {
        case .single, .vlans, .tail: return (own, "", Self.text(rest))
        case .flag: return ([own, Self.text(rest)].filter { !$0.isEmpty }.joined(separator: " "), "", "")
        case .keyed(let count): return (own, Self.text(rest.prefix(count)), Self.text(rest.dropFirst(count)))
        case .list where rule.words.isEmpty: return (String(rest.first ?? ""), Self.text(rest.dropFirst()), "")
        case .list: return (own, Self.text(rest), "")
        }
    }

    /// The line with those under it as the rest of it, where that is what they are.
    fileprivate func folded(_ line: ConfigLine, in section: String) -> ConfigLine {
        guard !line.children.isEmpty, leaf(line.text.split(separator: " "), in: section)?.leaf.isFolded == true
        else { return line }
        return ConfigLine(text: ([line.text] + line.children.map(\.text)).joined(separator: " "), mark: line.mark)
    }

    /// The words as they stand in their line, with the blanks between them.
    static func text(_ words: ArraySlice<Substring>) -> String {
        guard let first = words.first, let last = words.last else { return "" }
        return String(first.base[first.startIndex..<last.endIndex])
    }

    /// The line with its secrets masked.
    func masked(_ line: String) -> String {
        var line = line
        if let first = line.split(separator: " ").first, freeTexts.contains(String(first)) { return line }
        for rule in secrets {
            let words = line.split(separator: " ")
            guard
                let start = words.indices.first(where: { index in
                    (!rule.isAlone || words.count == rule.words.count + 1 && Int(words[words.count - 1]) == nil)
                        && index + rule.words.count < words.count
                        && !rule.unless.contains(String(words[index + rule.words.count]))
                        && zip(words[index...], rule.words).allSatisfy { $1 == "*" || $0 == $1 }
                })
            else { continue }
            let first = words[start + rule.words.count]
            let end = rule.isOneWord ? first.endIndex : words[words.count - 1].endIndex
            line.replaceSubrange(first.startIndex..<end, with: Secret.mask)
        }
        return line
    }
}
