import PitaDiagnostics

/// What a change of one object is on a device of lines: where to go, and what to say there.
struct LineStep: Equatable, Sendable {
    /// The lines that lead to the block; empty for the top.
    var path: [String]
    /// The lines that are said there.
    var lines: [String]
    var object: ObjectID
    var mark: SourceMark?

    /// All lines, from the top, each indented as it stands in a config.
    var text: String {
        let indent = String(repeating: " ", count: path.count)
        return (path + lines.map { indent + $0 }).map { $0 + "\n" }.joined()
    }
}

/// The steps from one config to another: what gives something up that another takes comes first, then what is made or
/// changed from the ground up, then what goes, from the roof down.
struct LineChange {
    let grammar: LineGrammar
    private var from: ConfigTree
    private let to: ConfigTree
    private var difference: TreeDifference
    private var marks: [ObjectID: SourceMark] = [:]
    /// Lines that can't be said, since they hold a secret that is not known.
    private(set) var unsayable: [String] = []
    /// Whether it leads back from any part of the way that it is the reverse of.
    var isReverse = false
    private var steps: [LineStep] = []
    /// The properties and objects that were given up early.
    private var released: Set<String> = []
    /// Whether the lines are for people: masked secrets stay in them.
    private let isForPeople: Bool

    /// A change between whole configs.
    init(
        grammar: LineGrammar, from: ConfigTree, to: ConfigTree, marks: [ObjectID: SourceMark] = [:],
        isForPeople: Bool = false
    ) {
        (self.grammar, self.from, self.to, self.marks) = (grammar, from, to, marks)
        self.isForPeople = isForPeople
        difference = TreeDifference(from: from, to: to)
    }

    /// The steps, in order.
    mutating func run() -> [LineStep] {
        steps = []
        var displaced = makeRoom()
        let removed = roots(difference.ids.filter { to[$0] == nil })
        release(removed)
        for (id, rank) in ranked(difference.ids.filter { to[$0] != nil }) {
            // Not before what they name is there.
            while let last = displaced.last, rank >= self.rank(last) {
                remove(last)
                displaced.removeLast()
            }
            change(id)
        }
        for (id, _) in ranked(removed).reversed() where !released.contains(id.description) { remove(id) }
        return steps
    }

    /// What stands before something new is made again after it.
    private mutating func makeRoom() -> [ObjectID] {
        let displaced = LineOrder(grammar: grammar).displaced(from: from, to: to, thoroughly: isReverse)
        guard !displaced.isEmpty else { return [] }
        let gone = Set(displaced)
        from = ConfigTree(from.objects.filter { gone.isDisjoint(with: [$0.id] + LinePath($0.id).ancestors) })
        difference = TreeDifference(from: from, to: to)
        return displaced
    }

    /// Without what stands in something else that goes too.
    private func roots(_ ids: [ObjectID]) -> [ObjectID] {
        let all = Set(ids)
        return ids.filter { id in !LinePath(id).ancestors.contains { $0 != id && all.contains($0) } }
    }

    private func ranked(_ ids: [ObjectID]) -> [(ObjectID, Int)] {
        ids.map { ($0, rank($0)) }.enumerated().sorted { left, right in
            (left.element.1, LinePath(left.element.0).steps.count, left.offset)
                < (right.element.1, LinePath(right.element.0).steps.count, right.offset)
        }.map(\.element)
    }

    /// A block within another comes with it.
    private func rank(_ id: ObjectID) -> Int {
        grammar.rank(of: LinePath(id).ancestors.first ?? id)
    }

    // MARK: what is given up first

    /// Values that only one object can hold are given up before another takes them.
    private mutating func release(_ removed: [ObjectID]) {
        var taken: [(claim: Claim, id: ObjectID)] = []
        for id in difference.ids {
            for (name, value) in to[id]?.properties ?? [:] where from[id]?.properties[name] != value {
                if let claim = claim(name, value, of: id) { taken.append((claim, id)) }
            }
        }
        guard !taken.isEmpty else { return }
        for id in difference.ids {
            for (name, value) in (from[id]?.properties ?? [:]).sorted(by: { $0.key < $1.key }) {
                guard to[id]?.properties[name] != value, let claim = claim(name, value, of: id),
                    taken.contains(where: { $0.id != id && $0.claim.collides(with: claim) })
                else { continue }
                if removed.contains(id) {
                    if released.insert(id.description).inserted { remove(id) }
                } else if to[id] != nil {
                    released.insert("\(id) \(name)")
                    say([negated(name, value, of: id)].compactMap(\.self), at: id)
                }
            }
        }
    }

    /// What only one object can hold.
    private struct Claim {
        let leaf: LineGrammar.Leaf
        let value: String

        func collides(with other: Claim) -> Bool { leaf.words == other.leaf.words && leaf.collides(value, other.value) }
    }

    private func claim(_ name: String, _ value: String, of id: ObjectID) -> Claim? {
        let leaf = grammar.rule(of: name, in: id).leaf
        guard leaf.isExclusive else { return nil }
        guard case .list = leaf.kind else { return Claim(leaf: leaf, value: value) }
        return Claim(leaf: leaf, value: name.split(separator: " ").dropFirst(leaf.words.count).joined(separator: " "))
    }

    // MARK: objects

    private mutating func change(_ id: ObjectID) {
        let path = LinePath(id)
        guard grammar.isBlock(id) else { return changeLine(id, path) }
        let new = to[id]?.properties ?? [:]
        let old = left(of: from[id]?.properties ?? [:], by: new, in: id)
        var lines: [(place: Int, name: String, line: String)] = []
        var gone: [(place: Int, name: String, line: String)] = []
        for name in Set(old.keys).union(new.keys) where old[name] != new[name] {
            let rule = grammar.rule(of: name, in: id)
            let isReleased = released.contains("\(id) \(name)")
            if case .vlans(let style) = rule.leaf.kind {
                let words = rule.leaf.words.joined(separator: " ")
                let said = LineVLANValue(style).lines(
                    words, from: old[name], to: new[name], negation: grammar.negation)
                // Their order is their own: sorting by the line would put `add` before the list that it adds to.
                // What a port is to lose altogether goes before the port becomes something else.
                let isLost = rule.leaf.isLost(new[name])
                for (index, line) in said.enumerated() {
                    let number = isLost ? 2000 - index : 1000 + index
                    let entry = (rule.place, "\(name) \(number)", line)
                    if isLost { gone.append(entry) } else { lines.append(entry) }
                }
                continue
            }
            if case .tail = rule.leaf.kind { continue }
            if let value = old[name], new[name] == nil || rule.leaf.isReplaced, !isReleased,
                let line = negated(name, value, of: id)
            {
                gone.append((rule.place, name, line))
            }
            if let value = new[name], let line = set(name, value, of: id) { lines.append((rule.place, name, line)) }
        }
        let order = {
            (left: (place: Int, name: String, line: String), right: (place: Int, name: String, line: String)) in
            (left.place, left.name.count, left.name) < (right.place, right.name.count, right.name)
        }
        say(gone.sorted(by: order).reversed().map(\.line) + lines.sorted(by: order).map(\.line), at: id)
    }

    /// The properties without those that the device drops by itself when another one of them changes.
    private func left(of old: [String: String], by new: [String: String], in id: ObjectID) -> [String: String] {
        let changed = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
        let wiped = changed.flatMap { grammar.rule(of: $0, in: id).leaf.wipes }
        // `no ip address` gives up the secondary ones too.
        let givenUp = changed.filter { released.contains("\(id) \($0)") }
        guard !wiped.isEmpty || !givenUp.isEmpty else { return old }
        return old.filter { name, _ in
            !wiped.contains { name == $0 || name.hasPrefix($0 + " ") } && !givenUp.contains { name.hasPrefix($0 + " ") }
        }
    }

    /// A line of the top.
    private mutating func changeLine(_ id: ObjectID, _ path: LinePath) {
        let rule = grammar.rule(of: id)
        if from[id]?.properties[LineTree.value] != nil, rule.isReplaced {
            sayTop([grammar.negation + " " + path.steps[0].line], for: id)
        }
        let value = to[id]?.properties[LineTree.value]
        if value == LineTree.off, case .flag = rule.kind {
            sayTop([grammar.negation + " " + path.steps[0].line], for: id)
        } else if case .flag = rule.kind {
            sayTop([path.steps[0].line], for: id)
        } else {
            sayTop([[path.steps[0].line, value ?? ""].filter { !$0.isEmpty }.joined(separator: " ")], for: id)
        }
    }

    private mutating func remove(_ id: ObjectID) {
        let path = LinePath(id)
        guard let last = path.steps.last else { return }
        if path.steps.count > 1 {
            append(LineStep(path: heads(of: path.parent), lines: ["\(grammar.negation) \(last.line)"], object: id))
            return
        }
        if grammar.isBlock(id) { return sayTop(["\(grammar.negation) \(last.line)"], for: id) }
        let rule = grammar.rule(of: id)
        let value = from[id]?.properties[LineTree.value]
        switch (rule.kind, rule.negation) {
        case (_, .other(let line)): sayTop([line], for: id)
        case (.flag(let isOnByDefault), _):
            sayTop([(isOnByDefault ? "" : grammar.negation + " ") + last.line], for: id)
        case (_, .line):
            sayTop(
                ["\(grammar.negation) " + [last.line, value ?? ""].filter { !$0.isEmpty }.joined(separator: " ")],
                for: id)
        case (_, .words): sayTop(["\(grammar.negation) \(last.line)"], for: id)
        }
    }

    // MARK: lines

    private func set(_ name: String, _ value: String, of id: ObjectID) -> String? {
        let leaf = grammar.rule(of: name, in: id).leaf
        if case .single = leaf.kind, let ending = leaf.ending {
            return (leaf.words + [value, ending]).joined(separator: " ")
        }
        return switch leaf.kind {
        case .flag: value == LineTree.off ? "\(grammar.negation) \(name)" : name
        case .list: name
        case .keyed where value == LineTree.on: name
        case .single, .keyed, .vlans, .tail: [name, value].filter { !$0.isEmpty }.joined(separator: " ")
        }
    }

    private func negated(_ name: String, _ value: String, of id: ObjectID) -> String? {
        let leaf = grammar.rule(of: name, in: id).leaf
        switch (leaf.kind, leaf.negation) {
        case (_, .other(let line)): return line
        case (.flag(let isOnByDefault), _): return isOnByDefault ? name : "\(grammar.negation) \(name)"
        case (.keyed, .line) where value == LineTree.on: return "\(grammar.negation) \(name)"
        case (.single, .line), (.keyed, .line): return "\(grammar.negation) \(name) \(value)"
        default: return "\(grammar.negation) \(name)"
        }
    }

    private mutating func say(_ lines: [String], at id: ObjectID) {
        // A block that is new is made even where nothing is said in it.
        guard !lines.isEmpty || isHeadNew(id) else { return }
        let path = heads(of: LinePath(id))
        // One that no rule knows may be a mere line, which leads nowhere.
        let isLine = lines.isEmpty && path.count == 1 && !grammar.isKnownBlock(id)
        append(LineStep(path: isLine ? [] : path, lines: isLine ? path : lines, object: id))
    }

    /// The lines that lead to a block, with the words after their names.
    private func heads(of path: LinePath) -> [String] {
        zip(path.ancestors + [path.id], path.lines).map { id, line in
            ([line] + grammar.tail(of: to[id] ?? from[id])).joined(separator: " ")
        }
    }

    /// Whether entering the block says something by itself.
    private func isHeadNew(_ id: ObjectID) -> Bool {
        guard let old = from[id] else { return true }
        guard let new = to[id] else { return false }
        return grammar.tail(of: old) != grammar.tail(of: new)
    }

    private mutating func sayTop(_ lines: [String], for id: ObjectID) {
        append(LineStep(path: [], lines: lines, object: id))
    }

    private mutating func append(_ step: LineStep) {
        var step = step
        if !isForPeople {
            if let line = step.path.first(where: { $0.contains(Secret.mask) }) { return unsayable.append(line) }
            unsayable += step.lines.filter { $0.contains(Secret.mask) }
            step.lines.removeAll { $0.contains(Secret.mask) }
        }
        step.mark = marks[step.object]
        if !step.lines.isEmpty || isHeadNew(step.object) { steps.append(step) }
    }
}

extension LineGrammar.Leaf {
    /// Whether a port whose VLANs are to be these keeps none of its own.
    fileprivate func isLost(_ value: String?) -> Bool {
        guard case .vlans(let style) = kind else { return false }
        return style.adds && value == nil
    }
}

extension LineGrammar {
    /// The rule of a property, and its place among those of its block.
    func rule(of property: String, in id: ObjectID) -> (place: Int, leaf: Leaf) {
        leaf(property.split(separator: " "), in: id.section)
            ?? (Int.max, Leaf("", .list, negation: .line))
    }

    /// The words after a block's name in its own line.
    fileprivate func tail(of object: ConfigObject?) -> [String] {
        guard let object, isBlock(object.id) else { return [] }
        return object.properties.sorted { $0.key < $1.key }.compactMap { name, value in
            guard case .tail = rule(of: name, in: object.id).leaf.kind else { return nil }
            return "\(name) \(value)"
        }
    }

    /// The rule of a line of the top.
    func rule(of id: ObjectID) -> Leaf {
        leaf(id.section.split(separator: " ") + id.key.split(separator: " "), in: "")?.leaf
            ?? Leaf("", .list, negation: .line)
    }

    /// Whether an object is a block rather than a line of the top. What is not known is one when it has properties.
    func isBlock(_ id: ObjectID) -> Bool {
        let path = LinePath(id)
        guard let last = path.steps.last, path.steps.count == 1, !isKnownBlock(id) else { return true }
        return leaf(last.line.split(separator: " "), in: "") == nil
    }

    /// Whether a rule says that lines of its kind open a block.
    fileprivate func isKnownBlock(_ id: ObjectID) -> Bool {
        let path = LinePath(id)
        guard let last = path.steps.last else { return false }
        return blocks[path.parent.id.section]?.contains { $0.kind == last.kind } ?? false
    }
}
