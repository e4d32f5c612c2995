/// The rules of one section, found by a line's first word.
struct LineRuleTable: Sendable {
    /// The rules; their order is the one in which lines of a block are said.
    private(set) var rules: [LineRule]
    /// The places of the rules that lines with these first words, one or two, may be of; in the order of the table.
    private var byWords: [Substring: [Int]] = [:]
    /// Of those with this first word, the places by the third: a hundred rules begin with `neighbor <PEER>`. Those that may have
    /// others there stand under the empty word, and with each.
    private var byThird: [Substring: [Substring: [Int]]] = [:]
    /// The rules of lines that begin with a key: `10 permit ip any any`.
    private var open: [Int] = []
    /// The first rule whose lines may be taken back by their value alone.
    private(set) var ruleOfValues: LineRule?
    /// Whether words behind the block's name are of a rule.
    private(set) var hasTail = false
    /// Whether lines may hold what only one can.
    private(set) var hasHeld = false

    /// What the rules that lines with these first words may be of say.
    private var traits: [Substring: LineTraits] = [:]
    private var openTraits: LineTraits = []

    /// A table of rules.
    init(_ rules: [LineRule]) {
        self.rules = rules
        ruleOfValues = rules.first { $0.isTakenByValue }
        hasHeld = rules.contains { $0.isExclusive || $0.held != nil }
        hasTail = rules.contains { if case .tail = $0.kind { true } else { false } }
        var (short, long): ([String: [Int]], [String: [Int]]) = ([:], [:])
        for (place, rule) in rules.enumerated() {
            let head = rule.form.head
            if head.isEmpty { open.append(place) }
            if head.count == 1 { short[head[0], default: []].append(place) }
            if head.count > 1 { long["\(head[0]) \(head[1])", default: []].append(place) }
        }
        for (word, places) in short {
            byWords[word[...]] = (places + open).sorted()
            byThird[word[...]] = Self.byThird((places + open).sorted(), rules)
        }
        for (words, places) in long {
            let first = words.prefix { $0 != " " }
            byWords[words[...]] = (places + (short[String(first)] ?? []) + open).sorted()
        }
        let said = rules.map { LineTraits($0) }
        traits = byWords.mapValues { places in places.reduce([]) { $0.union(said[$1]) } }
        openTraits = open.reduce([]) { $0.union(said[$1]) }
    }

    /// Places of rules by the third words of their lines; `nil` where they are few.
    private static func byThird(_ places: [Int], _ rules: [LineRule]) -> [Substring: [Int]]? {
        guard places.count > 4 else { return nil }
        let others = places.filter { rules[$0].form.thirds == nil }
        var byThird = ["": others] as [Substring: [Int]]
        for place in places {
            for third in rules[place].form.thirds ?? [] { byThird[third[...], default: others].append(place) }
        }
        return byThird.mapValues { $0.sorted() }
    }

    /// The rule of a line, its place in the table, and the line's words; the most fixed words win, then the earlier rule.
    ///
    /// - Parameter isNegated: whether the line is taken back, so that its value may be missing.
    func rule(
        of words: [Substring], isNegated: Bool = false
    ) -> (place: Int, rule: LineRule, match: LineForm.Match)? {
        guard !words.isEmpty else { return nil }
        var (whole, bare): ((place: Int, match: LineForm.Match)?, (place: Int, match: LineForm.Match)?)
        for place in candidates(words) {
            let rule = rules[place]
            if case .group = rule.kind, !isNegated { continue }
            guard rule.form.begins(words) else { continue }
            if let match = rule.match(words), whole.map({ $0.match.weight < match.weight }) ?? true {
                whole = (place, match)
            }
            guard isNegated, let match = Self.takenBack(rule, words) else { continue }
            if bare.map({ $0.match.weight < match.weight }) ?? true { bare = (place, match) }
        }
        // Of `no ip host vrf V NAME` the second word is no name: what says more of the line is meant. A state, as
        // `no logging event link-status`, is one although a longer line names the same word (2 more than any word).
        let isWhole = whole.map { whole in
            let margin = rules[whole.place].isState ? 2 : 0
            return whole.match.weight + margin >= (bare?.match.weight ?? 0)
        }
        return (isWhole == true ? whole : bare ?? whole).map { ($0.place, rules[$0.place], $0.match) }
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
        for place in candidates(words) {
            let rule = rules[place]
            guard rule.form.begins(words) else { continue }
            if rule.parted != nil { return true }
            if rule.form.match(words) != nil || rule.form.matchWithoutValue(words) != nil { return true }
        }
        return false
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
        if words.count > 2, let places = byThird[first] { return places[words[2]] ?? places[""] ?? open }
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
        let terms = LineTerms(name, value)
        var best: (place: Int, weight: Int)?
        // The value may hold the second word: `login local`.
        let words = terms.name.count > 1 ? terms.name : terms.name + terms.values.prefix(1)
        let places = candidates(words)
        for isStrict in [true, false] where best == nil {
            for place in places {
                let rule = rules[place]
                if case .group = rule.kind { continue }
                guard let weight = rule.weight(terms, isStrict: isStrict) else { continue }
                if best.map({ $0.weight < weight }) ?? true { best = (place, weight) }
            }
        }
        return best.map { ($0.place, rules[$0.place]) }
    }
}

/// The words of a line's name and of its value, parted once for all rules that are asked.
struct LineTerms {
    let nameText: String
    let value: String
    let name: [Substring]
    /// The words of the value; none for a line that has none.
    let values: [Substring]

    init(_ name: String, _ value: String) {
        (nameText, self.value, self.name) = (name, value, name.words)
        values = Self.values(value)
    }

    /// The words of a value; none of one that marks a line without a value.
    static func values(_ value: String) -> [Substring] {
        value.isEmpty || value == LineTree.on || value == LineTree.off ? [] : value.blankSeparated
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
        func found() -> LineMemory.Found? {
            rules[id.section]?.rule(ofName: property, value: value)
                ?? rules["*"]?.rule(ofName: property, value: value).map { (1000 + $0.place, $0.rule) }
        }
        guard let memory else { return found() }
        return memory.rule(of: property, value, in: id.section, found)
    }

    /// The rule of a line of the top; `nil` for one that no rule knows.
    func rule(of id: ObjectID, value: String = LineTree.on) -> LineRule? {
        func found() -> LineRule? { rules[""]?.rule(ofName: id.description, value: value)?.rule }
        guard let memory else { return found() }
        return memory.rule(of: id, value, found)
    }
}
