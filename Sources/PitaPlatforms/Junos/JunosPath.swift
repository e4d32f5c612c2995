/// One step from the top of a config to a statement.
struct JunosStep: Hashable {
    /// What a step is.
    enum Role: Hashable {
        /// A word of the language.
        case word
        /// The name of an entry.
        case name
        /// The value of a word, or one of its values.
        case value
        /// The rest of a line of which no single words are known.
        case line
    }

    /// As the device writes it, in quotes where it needs them.
    var text: String
    let role: Role
    /// The place of the rule among all, or that of none: a config has very many steps, and few are the rules.
    private let place: UInt16

    /// The rule that it is by; `nil` for what is unknown to Pita.
    var rule: Int? { place == .max ? nil : Int(place) }

    init(text: String, role: Role, rule: Int?) {
        (self.text, self.role) = (text, role)
        place = rule.flatMap(UInt16.init(exactly:)) ?? .max
    }
}

/// A statement as steps through the schema.
struct JunosPath {
    var steps: [JunosStep] = []
    /// Whether the schema knows it to its end.
    var isKnown = true
    /// How many of the steps lead to the block in which its own words stand.
    var block = 0

    /// The words as one text: what stands behind `set`.
    var text: String { steps.map(\.text).joined(separator: " ") }

    /// The path without its one value, which a statement is named without.
    var statement: JunosPath {
        guard let last = steps.last, JunosMasking.isOneValue(last), steps.count > 1 else { return self }
        var path = self
        path.steps.removeLast()
        return path
    }

    /// The rule of its last step.
    var rule: JunosSchema.Rule? { steps.last?.rule.map { JunosSchema.junos.rules[$0] } }
}

extension JunosSchema {
    /// The statements that a line of words says. Several where it says more of one block: `archive size 100k files 3`.
    func paths(_ words: some Sequence<String>) -> [JunosPath] {
        var walk = JunosWalk(schema: self, words: Array(words))
        walk.run()
        return walk.found
    }
}

/// Follows the words of one line through the schema.
private struct JunosWalk {
    let schema: JunosSchema
    let words: [String]
    var found: [JunosPath] = []
    private var place = 0
    /// The block that the next word stands in, and its steps.
    private var body = JunosSchema.top
    private var base: [JunosStep] = []

    init(schema: JunosSchema, words: [String]) { (self.schema, self.words) = (schema, words) }

    private var rest: ArraySlice<String> { words[place...] }

    mutating func run() {
        repeat { step() } while place < words.count
    }

    private mutating func step() {
        guard let word = rest.first else { return finish() }
        if let id = schema.child(word, in: body) {
            place += 1
            take(JunosStep(text: word, role: .word, rule: id), schema.rules[id])
        } else if let id = schema.wildcard(in: body) {
            takeUnnamed(id, schema.rules[id])
        } else {
            unknown()
        }
    }

    /// A statement that ends where the block's own words begin.
    private mutating func finish(_ more: [JunosStep] = [], isKnown: Bool = true) {
        found.append(JunosPath(steps: base + more, isKnown: isKnown, block: base.count))
    }

    private mutating func unknown(_ more: [JunosStep] = []) {
        finish(more + [JunosStep(text: JunosWords.text(rest), role: .line, rule: nil)], isKnown: false)
        place = words.count
    }

    private mutating func take(_ step: JunosStep, _ rule: JunosSchema.Rule) {
        switch rule.kind {
        case .block, .has: enter([step], rule)
        case .list, .half, .objects, .sequence:
            guard let name = rest.first else { return finish([step]) }
            place += 1
            enter([step, self.step(name, .name, step.rule, rule)], rule)
        case .flag: leaf([step])
        case .choice: rule.hasPhrase ? phrase(step, rule, .value) : leaf([step])
        case .value, .rate, .secret, .set, .numbers, .ordered:
            guard let value = rest.first else { return finish([step]) }
            place += 1
            leaf([step, self.step(value, .value, step.rule, rule)])
        case .phrase, .steps: phrase(step, rule, .value)
        case .lines: phrase(step, rule, .line)
        }
    }

    private mutating func takeUnnamed(_ id: Int, _ rule: JunosSchema.Rule) {
        let word = rest.first ?? ""
        switch rule.kind {
        case _ where rule.kind.hasEntries:
            place += 1
            enter([step(word, .name, id, rule)], rule)
        case .lines:
            finish([JunosStep(text: JunosWords.text(rest), role: .line, rule: id)])
            place = words.count
        default:
            place += 1
            leaf([step(word, .value, id, rule)])
        }
    }

    private func step(_ word: String, _ role: JunosStep.Role, _ id: Int?, _ rule: JunosSchema.Rule) -> JunosStep {
        let settled =
            switch rule.kind {
            case .rate: JunosNumbers.settled(word)
            case .ordered where JunosExpression.isExpression(word): JunosExpression.settled(word)
            default: rule.type?.settled(word) ?? word
            }
        return JunosStep(text: JunosWords.written(settled), role: role, rule: id)
    }

    private mutating func enter(_ steps: [JunosStep], _ rule: JunosSchema.Rule) {
        base += steps
        body = rule.body
        if place == words.count { finish() }
    }

    private mutating func phrase(_ step: JunosStep, _ rule: JunosSchema.Rule, _ role: JunosStep.Role) {
        guard !rest.isEmpty else { return finish([step]) }
        finish([step, JunosStep(text: JunosWords.text(rest), role: role, rule: step.rule)])
        place = words.count
    }

    /// A statement that is whole; another of the same block may follow it in the line.
    private mutating func leaf(_ steps: [JunosStep]) {
        guard let next = rest.first, schema.child(next, in: body) == nil else { return finish(steps) }
        unknown(steps)
    }
}
