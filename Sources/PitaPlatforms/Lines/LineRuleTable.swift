/// The rules of one section, found by a line's first word.
struct LineRuleTable: Sendable {
    /// The rules; their order is the one in which lines of a block are said.
    private(set) var rules: [LineRule]
    /// The places of the rules that lines with these first words, one or two, may be of; in the order of the table.
    private var byWords: [Substring: [Int]] = [:]
    /// The rules of lines that begin with a key: `10 permit ip any any`.
    private var open: [Int] = []
    /// What the rules that lines with these first words may be of say.
    private var traits: [Substring: LineTraits] = [:]
    private var openTraits: LineTraits = []
    /// Whether words behind the block's name are lines of it.
    let hasTail: Bool
    /// The rule of lines that may be taken back by their value alone.
    let ruleOfValues: LineRule?

    /// A table of rules.
    init(_ rules: [LineRule]) {
        self.rules = rules
        hasTail = rules.contains { if case .tail = $0.kind { true } else { false } }
        ruleOfValues = rules.first { $0.isTakenByValue }
        var (short, long): ([String: [Int]], [String: [Int]]) = ([:], [:])
        for (place, rule) in rules.enumerated() {
            let head = rule.form.head
            if head.isEmpty { open.append(place) }
            if head.count == 1 { short[head[0], default: []].append(place) }
            if head.count > 1 { long["\(head[0]) \(head[1])", default: []].append(place) }
        }
        for (word, places) in short { byWords[word[...]] = (places + open).sorted() }
        for (words, places) in long {
            let first = words.prefix { $0 != " " }
            byWords[words[...]] = (places + (short[String(first)] ?? []) + open).sorted()
        }
        let said = rules.map { LineTraits($0) }
        traits = byWords.mapValues { places in places.reduce([]) { $0.union(said[$1]) } }
        openTraits = open.reduce([]) { $0.union(said[$1]) }
    }

    /// The rule of a line, its place in the table, and the line's words; the most fixed words win, then the earlier rule.
    ///
    /// - Parameter isNegated: whether the line is taken back, so that its value may be missing.
    func rule(
        of words: [Substring], isNegated: Bool = false
    ) -> (place: Int, rule: LineRule, match: LineForm.Match)? {
        guard !words.isEmpty else { return nil }
        var best: (place: Int, rule: LineRule, match: LineForm.Match)?
        for place in candidates(words) {
            let rule = rules[place]
            if case .group = rule.kind, !isNegated { continue }
            guard words.starts(with: rule.form.beginning, by: { $0 == $1 }) else { continue }
            guard let match = rule.match(words) ?? (isNegated ? Self.takenBack(rule, words) : nil) else { continue }
            if best.map({ $0.match.weight < match.weight }) ?? true { best = (place, rule, match) }
        }
        return best
    }

    /// The words of a line that takes back one of the rule without saying its value.
    private static func takenBack(_ rule: LineRule, _ words: [Substring]) -> LineForm.Match? {
        if rule.parted != nil { return nil }
        if rule.undo == .whole { return nil }
        // The whole of it names it.
        if case .list = rule.kind { return nil }
        return rule.form.matchWithoutValue(words)
    }

    /// Where lines with this name come in a change, whatever their value.
    func rank(ofName name: String) -> Int? {
        let words = name.words
        return candidates(words).compactMap { place -> (weight: Int, rank: Int)? in
            let rule = rules[place]
            if case .group = rule.kind { return nil }
            if rule.parted != nil {
                let fits = words.starts(with: rule.form.head.map { $0[...] })
                return fits ? (4 * rule.form.head.count, rule.rank) : nil
            }
            let match = rule.form.matchWithoutValue(words) ?? rule.form.match(words)
            return match.map { ($0.weight, rule.rank) }
        }.max { $0.weight < $1.weight }?.rank
    }

    /// Whether a rule is of lines with this name, whatever their value.
    func knows(_ name: String) -> Bool {
        let words = name.words
        return candidates(words).contains { place in
            let rule = rules[place]
            guard rule.parted == nil else { return words.starts(with: rule.form.head.map { $0[...] }) }
            return rule.form.match(words) != nil || rule.form.matchWithoutValue(words) != nil
        }
    }

    /// Whether a line with this name is there only by its value: one that is on or off, or has a standard.
    func isSaidByValue(_ name: String) -> Bool {
        let words = name.words
        return candidates(words).contains { place in
            let rule = rules[place]
            guard rule.isTwoState || rule.standard != nil || rule.undo == .opposite else { return false }
            return rule.form.match(words) != nil || rule.form.matchWithoutValue(words) != nil
        }
    }

    private func candidates(_ words: [Substring]) -> [Int] {
        guard let first = words.first else { return [] }
        if words.count > 1, let places = byWords[Self.pair(first, words[1])] { return places }
        return byWords[first] ?? open
    }

    /// What the rules say of which a line with this name and value may be.
    func traits(ofName name: String, _ value: String) -> LineTraits {
        let text = name.utf8.contains(UInt8(ascii: " ")) ? name : "\(name) \(value)"
        let (bytes, blank) = (text.utf8, UInt8(ascii: " "))
        guard let end = bytes.firstIndex(of: blank), end > text.startIndex else { return .all }
        let next = bytes.index(after: end)
        let second = bytes[next...].firstIndex(of: blank) ?? text.endIndex
        // Words that stand otherwise than with one blank between them are not looked up so.
        if second == next, next < text.endIndex { return .all }
        return traits[text[..<second]] ?? traits[text[..<end]] ?? openTraits
    }

    /// Two words with one blank between them; where they stand so in their text, that part of it.
    private static func pair(_ first: Substring, _ second: Substring) -> Substring {
        let text = first.base
        guard first.endIndex < text.endIndex, text.utf8[first.endIndex] == UInt8(ascii: " "),
            text.utf8.index(after: first.endIndex) == second.startIndex, second.endIndex <= text.endIndex,
            text[second.startIndex..<second.endIndex] == second
        else { return "\(first) \(second)" }
        return text[first.startIndex..<second.endIndex]
    }

    /// The rule of a name and value, and its place in the table.
    func rule(ofName name: String, value: String) -> (place: Int, rule: LineRule)? {
        let (names, values) = (name.words, LineRule.values(value))
        var best: (place: Int, weight: Int)?
        // The value may hold the second word: `login local`.
        let words = names.count > 1 ? names : "\(name) \(value)".words
        for isStrict in [true, false] where best == nil {
            for place in candidates(words) {
                if case .group = rules[place].kind { continue }
                guard names.starts(with: rules[place].form.head, by: { $0 == $1 }) else { continue }
                guard let weight = rules[place].weight(names, value, values, isStrict: isStrict) else { continue }
                if best.map({ $0.weight < weight }) ?? true { best = (place, weight) }
            }
        }
        return best.map { ($0.place, rules[$0.place]) }
    }
}

extension LineRuleTable: ExpressibleByArrayLiteral {
    /// A table of rules.
    init(arrayLiteral rules: LineRule...) { self.init(rules) }

    /// The table with more rules behind its own.
    static func + (left: LineRuleTable, right: [LineRule]) -> LineRuleTable { LineRuleTable(left.rules + right) }
}

extension LineGrammar {
    /// The rule of a line, its place among the section's, and the line's words.
    func rule(
        of words: [Substring], in section: String, isNegated: Bool = false
    ) -> (place: Int, rule: LineRule, match: LineForm.Match)? {
        rules[section]?.rule(of: words, isNegated: isNegated)
            ?? (section.isEmpty ? nil : rules["*"]?.rule(of: words, isNegated: isNegated))
            .map { (1000 + $0.place, $0.rule, $0.match) }
    }

    /// The rule of the lines of a block that may be taken back by their value alone: `no permit ip any any`.
    func ruleOfValues(in section: String) -> LineRule? { rules[section]?.ruleOfValues }

    /// The rule of a property of a block; `nil` for a line that no rule knows.
    func rule(of property: String, value: String, in id: ObjectID) -> (place: Int, rule: LineRule)? {
        rules[id.section]?.rule(ofName: property, value: value)
            ?? rules["*"]?.rule(ofName: property, value: value).map { (1000 + $0.place, $0.rule) }
    }

    /// The rule of a line of the top; `nil` for one that no rule knows.
    func rule(of id: ObjectID, value: String = LineTree.on) -> LineRule? {
        let name = id.key.isEmpty ? id.section : "\(id.section) \(id.key)"
        return rules[""]?.rule(ofName: name, value: value)?.rule
    }
}
