import PitaNetwork

/// What a device does with lines of one form: how many it keeps, how one is taken back, and what goes with it.
struct LineRule: Sendable {
    enum Kind: Sendable {
        /// One value for each name: another one takes its place.
        case value
        /// On or off, and which of both goes without saying.
        case flag(isOnByDefault: Bool)
        /// Stands beside others; the whole line is its name.
        case list
        /// A set of words, of which lines add some and take some.
        case words
        /// A set of VLANs that lines add to and take from.
        case vlans(LineVLANs)
        /// No line of its own: words after the block's name, said whenever the block is entered.
        case tail
        /// Only taken back: all lines whose names begin so, as `no neighbor 10.0.0.1`.
        case group
    }

    /// How a line is taken back.
    enum Undo: Sendable, Equatable {
        /// By its name; by the whole line where something stands behind the value.
        case automatic
        /// By the whole line: its value has to be the one that is set.
        case whole
        /// By another line, with the words of the form in it: `logging console debugging`, `no ip route <P> <M> <NEXT>`.
        case line(String)
        /// By saying the value that goes without saying, ``LineRule/standard``.
        case standard
        /// By its opposite: a line that is said or negated, and which of both goes without saying depends on the device.
        case opposite
        /// By each of its words, in a line of its own.
        case each
        /// Not at all.
        case never
    }

    /// What it says.
    var box: Box

    // Not inlined, like the makers of rows below: in tables of hundreds of rows that costs the optimizer minutes, and they
    // are made once.
    @inline(never)
    init(
        _ form: String, _ kind: Kind, undo: Undo = .automatic, isReplaced: Bool = false, isExclusive: Bool = false,
        rank: Int = 50, network: (@Sendable (String) -> Prefix?)? = nil, wipes: [String] = [],
        drops: [String] = [], dropsWithLast: String? = nil, lifts: [String] = [], uses: [String] = [],
        isFolded: Bool = false, standard: String? = nil, note: String? = nil,
        settled: @escaping @Sendable (String) -> String = { $0 }
    ) {
        box = Box(
            Facts(
                form: LineForm(form), kind: kind, undo: undo, isReplaced: isReplaced, isExclusive: isExclusive,
                network: network, rank: rank, wipes: wipes, drops: drops, dropsWithLast: dropsWithLast, lifts: lifts,
                uses: uses, isFolded: isFolded, standard: standard, settled: settled, note: note))
    }

    /// A rule of one value a name.
    @inline(never)
    static func value(
        _ form: String, undo: Undo = .automatic, isReplaced: Bool = false, isExclusive: Bool = false, rank: Int = 50,
        wipes: [String] = [], drops: [String] = [], excludes: [String] = [], uses: [String] = [],
        merges: [String] = [], brings: [String] = [], isFolded: Bool = false, standard: String? = nil,
        note: String? = nil, settled: @escaping @Sendable (String) -> String = { $0 }
    ) -> LineRule {
        var rule = LineRule(
            form, .value, undo: undo, isReplaced: isReplaced, isExclusive: isExclusive, rank: rank, wipes: wipes,
            drops: drops, uses: uses, isFolded: isFolded, standard: standard, note: note, settled: settled)
        (rule.excludes, rule.merges, rule.brings) = (excludes, merges, brings)
        return rule
    }

    /// A rule of lines that stand beside others.
    @inline(never)
    static func list(
        _ form: String, undo: Undo = .automatic, rank: Int = 50, drops: [String] = [], uses: [String] = [],
        brings: [String] = []
    ) -> LineRule {
        var rule = LineRule(form, .list, undo: undo, rank: rank, drops: drops, uses: uses)
        rule.brings = brings
        return rule
    }

    /// A rule of a line that is off unless it is said.
    @inline(never)
    static func flag(
        _ form: String, rank: Int = 50, wipes: [String] = [], drops: [String] = [], excludes: [String] = [],
        carries: [String] = [], brings: [String] = []
    ) -> LineRule {
        var rule = LineRule(form, .flag(isOnByDefault: false), rank: rank, wipes: wipes, drops: drops)
        (rule.excludes, rule.carries, rule.brings) = (excludes, carries, brings)
        return rule
    }

    /// A rule of a line that is on unless its negation is said.
    @inline(never)
    static func on(
        _ form: String, rank: Int = 50, wipes: [String] = [], drops: [String] = [], excludes: [String] = [],
        carries: [String] = [], brings: [String] = []
    ) -> LineRule {
        var rule = LineRule(form, .flag(isOnByDefault: true), rank: rank, wipes: wipes, drops: drops)
        (rule.excludes, rule.carries, rule.brings) = (excludes, carries, brings)
        return rule
    }

    /// A rule of a line that is said or negated; which of both goes without saying depends on the device.
    @inline(never)
    static func either(_ form: String) -> LineRule { LineRule(form, .value, undo: .opposite) }

    /// A rule of one value a name, of which the device keeps the options that a new line does not name.
    @inline(never)
    static func merged(_ form: String, options: [String], uses: [String] = []) -> LineRule {
        var rule = LineRule(form, .value, uses: uses)
        rule.merges = options
        return rule
    }

    /// A rule of a set of words.
    @inline(never)
    static func words(
        _ form: String, rank: Int = 50, uses: [String] = [],
        settled: @escaping @Sendable (String) -> String = { $0 }
    ) -> LineRule {
        LineRule(form, .words, rank: rank, uses: uses, settled: settled)
    }

    /// A rule of a set of words that are taken back one by one.
    @inline(never)
    static func each(_ form: String) -> LineRule { LineRule(form, .words, undo: .each) }

    /// A line that takes back all whose names begin with it.
    @inline(never)
    static func group(_ form: String) -> LineRule { LineRule(form, .group) }

    /// Lines of which `parted` tells the key from the value.
    @inline(never)
    static func parted(
        _ words: String, undo: Undo = .whole, rank: Int = 50, uses: [String] = [],
        by parted: @escaping @Sendable (String) -> (key: String, value: String)
    ) -> LineRule {
        var rule = LineRule("\(words) REST...", .value, undo: undo, rank: rank, uses: uses)
        rule.parted = parted
        return rule
    }

    /// A line's words as name and value; `nil` when it is not of the form.
    func match(_ words: [Substring]) -> LineForm.Match? {
        guard let parted else {
            guard var match = form.match(words) else { return nil }
            if case .list = kind { (match.name, match.value) = (words, []) }
            return match
        }
        guard words.count > form.head.count, zip(words, form.head).allSatisfy({ $0 == $1 }) else { return nil }
        let parts = parted(LineGrammar.text(words[form.head.count...]))
        var match = LineForm.Match()
        match.name = words.prefix(form.head.count) + parts.key.words
        match.value = parts.value.isEmpty ? [] : [Substring(parts.value)]
        match.weight = 4 * form.head.count
        return match
    }

    /// Whether the old value has to go before the new one is said.
    func replaces(_ old: String, by new: String?) -> Bool {
        guard let new, !isReplaced else { return true }
        let said = Set(new.words.map(String.init))
        if old.words.contains(where: { merges.contains(String($0)) && !said.contains(String($0)) }) { return true }
        return pinned.contains { Self.option($0, in: old) != Self.option($0, in: new) }
    }

    /// The word behind an option of a value.
    private static func option(_ name: String, in value: String) -> Substring? {
        let words = value.words
        return words.firstIndex { $0 == name }.flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
    }

    /// Each word of a value with the two behind it: `track` with `10` of `200 track 10`.
    private static func options(_ value: String) -> [String: String] {
        let words = value.words
        return Dictionary(
            words.indices.map { (String(words[$0]), words[($0 + 1)...].prefix(2).joined(separator: " ")) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Whether lines add to a set and take from it.
    var isSet: Bool {
        switch kind {
        case .words, .vlans: true
        default: false
        }
    }

    /// The line of a name and a value.
    func line(_ name: String, _ value: String) -> String? {
        // Of most lines nothing but the text is asked: their words are not put together by their names.
        if parted != nil { return assembled(name, value)?.line }
        if case .list = kind {
            return (value.isEmpty || value == LineTree.on) && form.fits(name.words) ? name : nil
        }
        let terms = LineTerms(name, value)
        return form.line(terms, value: terms.values, value)
            ?? (value.isEmpty ? nil : form.line(terms, value: [Substring(value)], value))
    }

    /// The words of a line by the names that the form gives them.
    func captures(_ name: String, _ value: String) -> [String: String] { assembled(name, value)?.captures ?? [:] }

    /// How much of the line of a name and a value the form says; `nil` where they are not of the rule.
    ///
    /// - Parameter words: the words of both. `isStrict`: as for ``assembled(_:_:isStrict:)``.
    func weight(_ words: LineTerms, isStrict: Bool) -> Int? {
        guard form.head.count <= words.name.count || parted != nil else { return nil }
        if case .list = kind {
            guard words.value.isEmpty || words.value == LineTree.on else { return nil }
            return form.match(words.name)?.weight
        }
        if parted != nil { return assembled(words.nameText, words.value, isStrict: isStrict)?.weight }
        return form.weight(name: words.name, value: words.values)
            ?? (isStrict || words.value.isEmpty
                ? nil : form.weight(name: words.name, value: [Substring(words.value)]))
    }

    /// The line of a name and a value, with the words of the form.
    ///
    /// - Parameter isStrict: whether the word by which a line without a value is marked can't be one.
    func assembled(_ name: String, _ value: String, isStrict: Bool = false) -> LineForm.Assembly? {
        if case .list = kind {
            guard value.isEmpty || value == LineTree.on else { return nil }
            return form.match(name.words).map {
                LineForm.Assembly(line: name, captures: $0.captures, weight: $0.weight)
            }
        }
        if parted != nil {
            let head = form.head.joined(separator: " ")
            guard name.hasPrefix(head) else { return nil }
            return LineForm.Assembly(
                line: [name, value == LineTree.on ? "" : value].filter { !$0.isEmpty }.joined(separator: " "),
                captures: Self.options(value), weight: 4 * form.head.count)
        }
        let names = name.words
        // A value may be the word by which a line without one is marked.
        return form.assembled(name: names, value: LineTerms.values(value))
            ?? (isStrict || value.isEmpty ? nil : form.assembled(name: names, value: [Substring(value)]))
    }
}

/// Rows of which nothing more is to be said than their forms.
extension [LineRule] {
    /// One table of several.
    @inline(never)
    static func rows(_ groups: [LineRule]...) -> [LineRule] { groups.flatMap { $0 } }

    /// One value a name.
    @inline(never)
    static func values(_ forms: String...) -> [LineRule] { forms.map { .value($0) } }

    /// Off unless said.
    @inline(never)
    static func flags(_ forms: String...) -> [LineRule] { forms.map { .flag($0) } }

    /// On unless negated.
    @inline(never)
    static func ons(_ forms: String...) -> [LineRule] { forms.map { .on($0) } }

    /// On or off, by the device.
    @inline(never)
    static func eithers(_ forms: String...) -> [LineRule] { forms.map { .either($0) } }

    /// Beside others.
    @inline(never)
    static func lists(_ forms: String...) -> [LineRule] { forms.map { .list($0) } }
}

extension LineRule {
    /// The rule of a numbered entry of a list, of whose equal entries the device takes one. Its form begins with the list's name,
    /// the word before the number, and the number.
    var oncePerList: LineRule {
        var rule = self
        rule.held = { _, words in
            words.count > 3 ? "\(words[0]) " + words.dropFirst(3).joined(separator: " ") : nil
        }
        return rule
    }

    /// The beginning of lines of which the last takes others along, where this is one of them: a group's virtual addresses.
    func kept(_ name: String, _ value: String) -> String? {
        guard let dropsWithLast else { return nil }
        let words = LineForm.filled(dropsWithLast, captures(name, value))
        return LineConsequences.begins(name, with: words) ? words : nil
    }

    /// Whether a line takes something from a set by words that are not its own.
    func isTaking(_ line: String) -> Bool {
        guard case .vlans(let style) = kind, let words = style.takenBy else { return false }
        return line.hasPrefix(words + " ")
    }

    /// Whether a port whose VLANs are to be these keeps none of its own.
    func isLost(_ value: String?) -> Bool {
        guard case .vlans(let style) = kind else { return false }
        return style.adds && value == nil
    }
}
