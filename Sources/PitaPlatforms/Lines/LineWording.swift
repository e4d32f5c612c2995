import PitaDiagnostics

/// How values are said to the device: the line that sets one, and the line that takes it back.
struct LineWording {
    let grammar: LineGrammar
    /// Whether it leads back: to what the device had, which of two states that was may not be known.
    var isReverse = false

    /// The line that sets a property of a block.
    func set(_ name: String, _ value: String, of id: ObjectID) -> String? {
        set(name, value, by: grammar.rule(of: name, value: value, in: id)?.rule)
    }

    /// The line that sets a value by a rule; by none the name is the whole line.
    func set(_ name: String, _ value: String, by rule: LineRule?) -> String? {
        if value == LineTree.off, rule?.isTwoState == true || rule?.hasOff(grammar.negation) == true {
            return "\(grammar.negation) \(name)"
        }
        guard let rule else { return name }
        return rule.line(name, value)
            ?? [name, value == LineTree.on ? "" : value].filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    /// The line that takes a property of a block back.
    func negated(_ name: String, _ value: String, of id: ObjectID) -> String? {
        guard let rule = grammar.rule(of: name, value: value, in: id)?.rule else {
            return grammar.officeNegation(of: name, in: id.section)
        }
        return negated(name, value, by: rule)
    }

    /// The line that takes a value back by a rule; by none the negation of the whole line.
    func negated(_ name: String, _ value: String, by rule: LineRule?) -> String? {
        guard let rule else { return grammar.officeNegation(of: name, in: "") }
        if case .flag(let isOnByDefault) = rule.kind { return isOnByDefault ? name : "\(grammar.negation) \(name)" }
        switch rule.undo {
        case .line(let text): return LineForm.filled(text, rule.captures(name, value))
        case .standard: return rule.standard.flatMap { rule.line(name, $0) }
        // Where nothing was shown, that is what goes without saying, whichever of the two it is.
        case .opposite where isReverse && grammar.reset != nil: return grammar.reset.map { "\($0) \(name)" }
        case .opposite: return value == LineTree.off ? name : "\(grammar.negation) \(name)"
        case .never: return nil
        case .whole, .each: return "\(grammar.negation) \(rule.line(name, value) ?? name)"
        case .automatic:
            if rule.form.hasEnding || rule.isTakenWhole, let line = rule.line(name, value) {
                return "\(grammar.negation) \(line)"
            }
            return "\(grammar.negation) \(name)"
        }
    }

    /// The lines from one set to another; `nil` where the rule is of no set.
    func parts(_ name: String, from old: String?, to new: String?, _ rule: LineRule?) -> [String]? {
        switch rule?.kind {
        case .vlans(let style): return LineVLANValue(style).lines(name, from: old, to: new, negation: grammar.negation)
        case .words:
            let before = (old ?? "").words.map(String.init)
            let after = (new ?? "").words.map(String.init)
            let gone = before.filter { !after.contains($0) }
            let come = after.filter { !before.contains($0) }
            // What is to be there comes first: between the two lines the set is never empty.
            return (come.isEmpty ? [] : [rule?.line(name, come.joined(separator: " ")) ?? name])
                + (rule?.undo == .each ? gone : [gone.joined(separator: " ")].filter { !$0.isEmpty })
                .map { "\(grammar.negation) " + (rule?.line(name, $0) ?? name) }
        default: return nil
        }
    }

    /// What only one object can hold.
    func claim(_ name: String, _ value: String, of id: ObjectID) -> LineHoldings.Claim? {
        let isBlock = name != LineTree.top
        guard !isBlock || grammar.traits(of: name, value, in: id).contains(.isExclusive),
            let rule = isBlock
                ? grammar.rule(of: name, value: value, in: id)?.rule : grammar.rule(of: id, value: value),
            rule.isExclusive || rule.held != nil
        else { return nil }
        let head = rule.form.head.joined(separator: " ")
        let line = line(name, value, of: id)
        let words = line.words.dropFirst(rule.form.head.count)
        if let held = rule.held {
            return held(id, Array(words)).map { LineHoldings.Claim(form: head, value: $0, line: line, isSole: true) }
        }
        let text = words.joined(separator: " ")
        return LineHoldings.Claim(form: head, value: text, line: line, network: rule.network?(text))
    }

    /// Whether lines of an object may hold what only one can.
    func mayHold(_ id: ObjectID) -> Bool {
        grammar.rules[id.section]?.hasHeld == true || grammar.rules[""]?.hasHeld == true && !grammar.isBlock(id)
    }

    /// The lines of an object as names and values: those of a block, or the one that a line of the top is.
    func lines(of object: ConfigObject) -> [(name: String, value: String)] {
        guard !grammar.isBlock(object.id) else {
            return object.properties.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        }
        return [(LineTree.top, object.properties[LineTree.value] ?? LineTree.on)]
    }

    /// One of ``lines(of:)`` as it is said.
    func line(_ name: String, _ value: String, of id: ObjectID) -> String {
        guard name == LineTree.top else { return set(name, value, of: id) ?? name }
        let line = LinePath(id).steps[0].line
        return set(line, value, by: grammar.rule(of: id, value: value)) ?? line
    }
}

extension LineRule {
    /// Whether the line is on or off.
    var isTwoState: Bool { if case .flag = kind { true } else { false } }

    /// Whether lines of it are said or negated, and nothing else.
    var isState: Bool { isTwoState || undo == .opposite }

    /// Whether the negated line is a state of its own, beside a value and what goes without saying.
    func hasOff(_ negation: String) -> Bool {
        guard case .value = kind else { return false }
        guard case .line(let text) = undo else { return undo == .opposite }
        return !text.hasPrefix("\(negation) ")
    }
}

extension LineGrammar {
    /// The words after a block's name in its own line.
    func tail(of object: ConfigObject?) -> [String] {
        guard let object, rules[object.id.section]?.hasTail == true, isBlock(object.id) else { return [] }
        return object.properties.sorted { $0.key < $1.key }.compactMap { name, value in
            guard case .tail = rule(of: name, value: value, in: object.id)?.rule.kind else { return nil }
            return "\(name) \(value)"
        }
    }

    /// Whether an object is a block rather than a line of the top. What is not known is one when it has properties.
    func isBlock(_ id: ObjectID) -> Bool {
        guard !id.isInner else { return true }
        func found() -> Bool { isKnownBlock(id) || rules[""]?.knows(id.description) != true }
        return memory?.isBlock(id, found) ?? found()
    }

    /// Whether the lines of a block stand behind its name.
    func isInline(_ id: ObjectID) -> Bool {
        !id.isInner && index.blocks(ofSection: id.section).contains { $0.block.inline != nil }
    }

    /// Whether a rule says that lines of its kind open a block.
    func isKnownBlock(_ id: ObjectID) -> Bool {
        index.blocks(ofSection: id.section).contains { box in
            guard let most = box.block.nameWords else { return true }
            return (id.isInner ? LinePath(id).steps.last?.name ?? "" : id.key).words.count <= most
        }
    }
}
