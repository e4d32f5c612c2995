/// What may be said of a line beyond its value, so that no rule is looked for where none could say it.
struct LineTraits: OptionSet, Sendable {
    let rawValue: Int

    /// It goes without saying by its value: a flag, a standard.
    static let settles = LineTraits(rawValue: 1)
    /// It is a set, or the device says which of two states is shown.
    static let resolves = LineTraits(rawValue: 2)
    static let isExclusive = LineTraits(rawValue: 4)
    static let uses = LineTraits(rawValue: 8)
    /// Others can't stand beside it, or with its value.
    static let excludes = LineTraits(rawValue: 16)
    /// Others go with it, or before it.
    static let drops = LineTraits(rawValue: 32)
    static let brings = LineTraits(rawValue: 64)
    static let wipes = LineTraits(rawValue: 128)
    static let lifts = LineTraits(rawValue: 256)
    static let all = LineTraits(rawValue: 511)

    init(rawValue: Int) { self.rawValue = rawValue }

    /// What a rule says.
    init(_ rule: LineRule) {
        self = []
        if rule.isTwoState || rule.standard != nil { insert(.settles) }
        if rule.isSet || rule.undo == .opposite { insert(.resolves) }
        if rule.isExclusive || rule.held != nil { insert(.isExclusive) }
        if !rule.uses.isEmpty { insert(.uses) }
        if !rule.excludes.isEmpty || rule.isTakenByValue { insert(.excludes) }
        if !rule.drops.isEmpty || !rule.carries.isEmpty { insert(.drops) }
        if !rule.brings.isEmpty { insert(.brings) }
        if !rule.wipes.isEmpty { insert(.wipes) }
        if !rule.lifts.isEmpty || rule.holdsBlock { insert(.lifts) }
    }
}

extension LineGrammar {
    /// What the rules that a line may be of say of it.
    func traits(of name: String, _ value: String, in id: ObjectID) -> LineTraits {
        (rules[id.section]?.traits(ofName: name, value) ?? []).union(rules["*"]?.traits(ofName: name, value) ?? [])
    }

    /// What the rules that a line of the top may be of say of it.
    func traits(ofTop id: ObjectID, _ value: String) -> LineTraits {
        rules[""]?.traits(ofName: id.description, value) ?? []
    }
}
