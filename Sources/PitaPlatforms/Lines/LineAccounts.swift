import PitaDiagnostics

/// What becomes of each line of an intended config on a device of lines.
struct LineAccounts {
    let grammar: LineGrammar
    let running: ConfigTree
    let target: ConfigTree

    private let words: LineWording
    private var neighbours: LineNeighbours
    private var there: LineIndex
    /// The lines that are accounted for.
    private var lines: [IntendedLine] = []
    private var lastSaid: [Place: SourceMark]?

    init(grammar: LineGrammar, running: ConfigTree, target: ConfigTree) {
        (self.grammar, self.running, self.target) = (grammar, running, target)
        words = LineWording(grammar: grammar)
        there = LineIndex(running)
        neighbours = LineNeighbours(grammar: grammar, tree: running)
    }

    /// The accounts of the lines, in their order.
    mutating func all(of lines: [IntendedLine]) -> [LineAccount] {
        self.lines = lines
        // A line that stands for several blocks has one account: what most of it comes to.
        var (accounts, known) = ([LineAccount](), [IntendedLine: Int]())
        for line in lines {
            guard let claim = line.claim else { continue }
            var plain = line
            plain.claim = nil
            let outcome = outcome(line, claim)
            if let place = known[plain] {
                if Self.weight(outcome) > Self.weight(accounts[place].outcome) {
                    accounts[place] = LineAccount(accounts[place].line, outcome)
                }
                continue
            }
            known[plain] = accounts.count
            accounts.append(LineAccount(line, outcome))
        }
        return accounts
    }

    /// Of several parts of one line that which says the most.
    private static func weight(_ outcome: LineAccount.Outcome) -> Int {
        switch outcome {
        case .nothingToRemove: 0
        case .alreadySo: 1
        case .overridden: 2
        case .sent: 3
        case .leftOut: 4
        case .withoutEffect: 5
        }
    }

    private struct Place: Hashable {
        let id: ObjectID
        let property: String?
    }

    /// What a claim is about: of a line of the top the whole of it.
    private func place(_ claim: LineClaim) -> Place {
        Place(id: claim.id, property: grammar.isBlock(claim.id) ? claim.property : nil)
    }

    /// Where what a claim is about is said last. Most of what is said comes to be so, and nobody asks.
    private mutating func last(_ claim: LineClaim) -> SourceMark? {
        if lastSaid == nil {
            var last: [Place: SourceMark] = [:]
            for line in lines {
                guard let claim = line.claim, claim.meaning != .part else { continue }
                last[place(claim)] = line.mark
            }
            lastSaid = last
        }
        return lastSaid?[place(claim)]
    }

    private mutating func outcome(_ line: IntendedLine, _ claim: LineClaim) -> LineAccount.Outcome {
        if claim.holdsSecret {
            return .withoutEffect(reason: "it holds a secret, which Pita neither compares nor sends")
        }
        switch claim.meaning {
        case .part:
            guard let name = claim.property else { return .sent }
            return running[claim.id]?.properties[name] == target[claim.id]?.properties[name] ? .alreadySo : .sent
        case .has(let value):
            // Of a line of the top that may have a value, and is said without, it matters that it is there at all.
            let isBare =
                value == nil && claim.property != nil && !grammar.isBlock(claim.id)
                && grammar.rules[""]?.isSaidByValue(claim.id.description) != true
            return presence(claim, isBare ? "" : value, line)
        case .flag(let isOn, let isOnByDefault):
            let wanted: String? = isOn == isOnByDefault ? nil : isOn ? LineTree.on : LineTree.off
            return presence(claim, wanted, line)
        case .gone: return removal(line, claim, nil)
        case .goneIf(let value): return removal(line, claim, value)
        }
    }

    private func value(_ claim: LineClaim, in tree: ConfigTree) -> String? {
        guard let object = tree[claim.id] else { return nil }
        guard let property = claim.property else {
            // A line of the top is taken back with its value.
            return grammar.isBlock(claim.id) ? LineTree.on : object.properties[LineTree.value] ?? LineTree.on
        }
        return object.properties[property]
    }

    private mutating func presence(
        _ claim: LineClaim, _ wanted: String?, _ line: IntendedLine
    ) -> LineAccount.Outcome {
        let (before, after) = (value(claim, in: running), value(claim, in: target))
        // A line of the top without a value asks for no more than that it is there without one; a block's line for no more
        // than that it is there.
        let isBare = wanted?.isEmpty == true && !grammar.isBlock(claim.id)
        let isSo =
            isBare
            ? (after ?? "").isEmpty && target[claim.id] != nil
            : claim.property == nil && wanted == nil
                ? after != nil : after == wanted || isStandard(claim, wanted, after)
        guard isSo else {
            if let last = last(claim), last != line.mark { return .overridden(by: last) }
            return .withoutEffect(reason: "the device would drop it, or another line of the text takes it back")
        }
        if claim.property == nil || grammar.isBlock(claim.id) { return before == after ? .alreadySo : .sent }
        return before == after && (running[claim.id] == nil) == (target[claim.id] == nil) ? .alreadySo : .sent
    }

    /// Whether the value goes without saying, so that it is there when nothing is said.
    private func isStandard(_ claim: LineClaim, _ wanted: String?, _ after: String?) -> Bool {
        guard after == nil, let wanted, let property = claim.property else { return false }
        let rule =
            grammar.isBlock(claim.id)
            ? grammar.rule(of: property, value: wanted, in: claim.id)?.rule : grammar.rule(of: claim.id, value: wanted)
        return rule?.standard == wanted || rule?.undo == .opposite
    }

    private mutating func removal(
        _ line: IntendedLine, _ claim: LineClaim, _ expected: String?
    ) -> LineAccount.Outcome {
        if let property = claim.property, property.hasSuffix(LineTree.all) {
            let beginning = String(property.dropLast(LineTree.all.count))
            let old = there.names(in: claim.id, takenBackBy: beginning, grammar)
            return old.isEmpty ? .nothingToRemove(similar: []) : .sent
        }
        if claim.property == nil, claim.id.key.hasSuffix(LineTree.all) {
            return there.objects(takenBackBy: claim.id, grammar).isEmpty ? .nothingToRemove(similar: []) : .sent
        }
        if let property = claim.property, property.hasPrefix(LineTree.byValue) {
            let value = property.dropFirst(LineTree.byValue.count)
            return there.names(in: claim.id, ofValue: String(value)).isEmpty
                ? .nothingToRemove(similar: similar(to: line, claim)) : .sent
        }
        let (before, after) = (value(claim, in: running), value(claim, in: target))
        guard after == nil else {
            if let last = last(claim), last != line.mark { return .overridden(by: last) }
            return .withoutEffect(reason: "the device would say it again")
        }
        guard let before else {
            return .nothingToRemove(similar: claim.isKnown ? longer(than: line, claim) : similar(to: line, claim))
        }
        // Of a line of the top the claim is about the object, and its value stands in it.
        let isTop = claim.property == nil && !grammar.isBlock(claim.id)
        let kept = (isTop ? running[claim.id]?.properties[LineTree.value] : nil) ?? before
        if let expected, expected != kept, let said = said(claim, kept), isExact(claim, kept, expected) {
            return .nothingToRemove(similar: [said])
        }
        return .sent
    }

    /// Whether the device takes the line back only when its value is said.
    private func isExact(_ claim: LineClaim, _ value: String, _ expected: String) -> Bool {
        guard let property = claim.property else {
            let line = LinePath(claim.id).steps.last?.line ?? ""
            let rule = grammar.rule(of: claim.id, value: value)
            return words.negated(line, value, by: rule) != words.negated(line, expected, by: rule)
        }
        return words.negated(property, value, of: claim.id) != words.negated(property, expected, of: claim.id)
    }

    private func said(_ claim: LineClaim, _ value: String) -> String? {
        guard let property = claim.property else {
            return words.set(
                LinePath(claim.id).steps.last?.line ?? "", value, by: grammar.rule(of: claim.id, value: value))
        }
        return words.set(property, value, of: claim.id)
    }

    /// Running lines of the same block that begin with all that the line says: `no X` of `X Y` is not nothing.
    private mutating func longer(than line: IntendedLine, _ claim: LineClaim) -> [String] {
        similar(to: line, claim).filter { other in
            var words = line.text.words
            if words.first.map({ $0 == grammar.negation }) == true { words.removeFirst() }
            return other.words.count > words.count && other.words.starts(with: words)
        }
    }

    /// Running lines of the same block that the line may have meant.
    private mutating func similar(to line: IntendedLine, _ claim: LineClaim) -> [String] {
        var words = line.text.words
        if words.first.map({ $0 == grammar.negation }) == true { words.removeFirst() }
        return neighbours.lines(like: words, in: claim.property == nil ? nil : claim.id)
    }
}

/// The lines of a config that begin as another one does.
struct LineNeighbours {
    let grammar: LineGrammar
    let tree: ConfigTree
    /// The lines of each block that was asked for, by their first word.
    private var known: [ObjectID?: [Substring: [String]]] = [:]

    init(grammar: LineGrammar, tree: ConfigTree) { (self.grammar, self.tree) = (grammar, tree) }

    /// The lines of a block, or of the top, that agree with a line in their first two words; in the first where either has
    /// no more than two.
    mutating func lines(like words: [Substring], in id: ObjectID?) -> [String] {
        guard let first = words.first else { return [] }
        if known[id] == nil { known[id] = Dictionary(grouping: all(in: id)) { $0.prefix { $0 != " " } } }
        return (known[id]?[first] ?? []).filter { line in
            let line = line.split(separator: " ", maxSplits: 3)
            return line.count <= 2 || words.count <= 2 || line[1] == words[1]
        }
    }

    private func all(in id: ObjectID?) -> [String] {
        let words = LineWording(grammar: grammar)
        guard let id else {
            return tree.objects.compactMap { object in
                let path = LinePath(object.id)
                guard path.steps.count == 1 else { return nil }
                guard let value = object.properties[LineTree.value], !grammar.isBlock(object.id) else {
                    return path.steps[0].line
                }
                return words.set(path.steps[0].line, value, by: grammar.rule(of: object.id, value: value))
            }
        }
        return (tree[id]?.properties ?? [:]).sorted { $0.key < $1.key }
            .compactMap { words.set($0.key, $0.value, of: id) }
    }
}

/// Lines that no rule knows: refused where they may be meant to replace a line that runs, else reported.
struct LineUnknowns {
    private let grammar: LineGrammar
    private var neighbours: LineNeighbours

    init(grammar: LineGrammar, running: ConfigTree) {
        self.grammar = grammar
        neighbours = LineNeighbours(grammar: grammar, tree: running)
    }

    /// What is to be known of the unknown ones among lines that are sent.
    mutating func findings(_ accounts: [LineAccount]) -> Diagnostics {
        var found = Diagnostics()
        for account in accounts where account.outcome == .sent {
            guard let claim = account.line.claim, !claim.isKnown, claim.meaning != .gone else { continue }
            let line = account.line
            let block = claim.property == nil ? nil : claim.id
            let similar = neighbours.lines(like: line.text.words, in: block)
            guard !similar.isEmpty else {
                found.append(
                    Diagnostic(
                        "`\(line.text)` is unknown to Pita: rollback by its plain negation", at: line.mark,
                        severity: .warning))
                continue
            }
            let shown = similar.prefix(3).map { "`\($0)`" }.joined(separator: ", ")
            found.append(
                Diagnostic(
                    "`\(line.text)` is unknown to Pita: it may replace \(shown), which runs, or stand beside it",
                    at: line.mark,
                    hint:
                        "say which it does in the office's rules (Templates/PLATFORM/rules.yaml): kind `single` or `list`"
                ))
        }
        return found
    }
}
