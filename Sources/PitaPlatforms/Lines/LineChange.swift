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
/// changed, each after what it names, then what goes, each before what it names.
struct LineChange {
    let grammar: LineGrammar
    private var from: ConfigTree
    /// The config that it begins with, with what the device drops by itself.
    private let whole: ConfigTree
    private let to: ConfigTree
    private var wanted: LineIndex
    /// The config that it begins with.
    private var there: LineIndex
    private var difference: TreeDifference
    private var marks: [ObjectID: SourceMark] = [:]
    /// Lines that can't be said, since they hold a secret that is not known.
    private(set) var unsayable: [String] = []
    /// Lines that the device has no way to take back, and their objects.
    private(set) var lasting: [(line: String, id: ObjectID)] = []
    /// Where the first of them is written.
    private(set) var unsayableMark: SourceMark?
    /// Whether it leads back from any part of the way that it is the reverse of.
    var isReverse = false { didSet { words.isReverse = isReverse } }
    private var steps: [LineStep] = []
    /// The properties and objects that were given up early.
    private var released: Set<String> = []
    /// Whether the lines are for people: masked secrets stay in them.
    private let isForPeople: Bool
    private var words: LineWording
    private let consequences: LineConsequences

    /// A change between whole configs.
    init(
        grammar: LineGrammar, from: ConfigTree, to: ConfigTree, marks: [ObjectID: SourceMark] = [:],
        isForPeople: Bool = false
    ) {
        (self.grammar, self.to, self.marks) = (grammar, to, marks)
        words = LineWording(grammar: grammar)
        consequences = LineConsequences(grammar: grammar)
        (whole, wanted, there) = (from, LineIndex(to), LineIndex(from))
        self.from = consequences.left(of: from, to: to)
        self.isForPeople = isForPeople
        difference = TreeDifference(from: self.from, to: to)
    }

    /// The steps, in order.
    mutating func run() -> [LineStep] {
        steps = []
        var displaced = makeRoom()
        let removed = roots(difference.ids.filter { to[$0] == nil })
        release(removed)
        makeWay(removed)
        let references = LineReferences(grammar: grammar)
        for (id, rank) in references.ordered(ranked(difference.ids.filter { to[$0] != nil }), in: to) {
            // Not before what they name is there.
            while let last = displaced.last, rank >= self.rank(last) {
                remove(last)
                displaced.removeLast()
            }
            change(id)
        }
        for (id, _) in references.ordered(ranked(removed), in: from).reversed()
        where !released.contains(id.description) {
            remove(id)
        }
        return steps
    }

    /// What stands before something new is made again after it.
    private mutating func makeRoom() -> [ObjectID] {
        let order = LineOrder(grammar: grammar)
        let remade = order.remade(difference.ids, from: from, to: to)
        let displaced = order.displaced(from: from, to: to, thoroughly: isReverse) + remade
        guard !displaced.isEmpty else { return [] }
        let gone = Set(displaced).union(order.takenAlong(with: remade, of: &there))
        from = ConfigTree(
            from.objects.filter { object in
                !gone.contains(object.id)
                    && (!object.id.isInner || gone.isDisjoint(with: LinePath(object.id).ancestors))
            })
        difference = TreeDifference(from: from, to: to)
        return displaced
    }

    /// Without what stands in something else that goes too.
    private func roots(_ ids: [ObjectID]) -> [ObjectID] {
        let all = Set(ids)
        return ids.filter { id in !id.isInner || !LinePath(id).ancestors.contains { all.contains($0) } }
    }

    private func ranked(_ ids: [ObjectID]) -> [(ObjectID, Int)] {
        ids.map { ($0, rank($0), $0.isInner ? LinePath($0).steps.count : 1) }.enumerated().sorted { left, right in
            (left.element.1, left.element.2, left.offset) < (right.element.1, right.element.2, right.offset)
        }.map { ($0.element.0, $0.element.1) }
    }

    /// A block within another comes with it.
    private func rank(_ id: ObjectID) -> Int {
        grammar.rank(of: id.isInner ? LinePath(id).ancestors.first ?? id : id)
    }

    // MARK: what is given up first

    /// Values that only one object can hold are given up before another takes them.
    private mutating func release(_ removed: [ObjectID]) {
        let claims = difference.ids.flatMap { id -> [(claim: LineHoldings.Claim, id: ObjectID)] in
            changed(id, in: to, but: from).compactMap { name, value in
                words.claim(name, value, of: id).map { ($0, id) }
            }
        }
        let taken = LineHoldings(claims)
        guard !taken.isEmpty else { return }
        let routes = LineMentions.routes(removed.compactMap { from[$0] }, words)
        let removed = Set(removed)
        for id in difference.ids {
            let held = changed(id, in: whole, but: to)
            for (name, value) in held {
                guard let claim = words.claim(name, value, of: id), taken.isHeld(claim, byOtherThan: id) else {
                    continue
                }
                if removed.contains(id) {
                    // Routes before their interface, which some devices remove with it.
                    for gone in (routes[id] ?? []) + [id] where released.insert(gone.description).inserted {
                        remove(gone)
                    }
                } else if to[id] != nil, name == LineTree.top {
                    if released.insert("\(id) \(name)").inserted { giveUpLine(id, value) }
                } else if to[id] != nil {
                    let held = Dictionary(held.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
                    for name in holders(of: name, among: held, in: id) where released.insert("\(id) \(name)").inserted {
                        say([words.negated(name, held[name] ?? "", of: id)].compactMap(\.self), at: id)
                    }
                }
            }
        }
    }

    /// Takes a line of the top back that gets another value: an entry of a prefix list that another number is to have.
    private mutating func giveUpLine(_ id: ObjectID, _ value: String) {
        let rule = grammar.rule(of: id, value: value)
        sayTop([words.negated(LinePath(id).steps[0].line, value, by: rule)].compactMap(\.self), for: id)
    }

    /// Lines of the top that would not let others of blocks be said go before them: `aaa new-model` before `login local`.
    private mutating func makeWay(_ removed: [ObjectID]) {
        for id in removed where !released.contains(id.description) {
            guard let object = whole[id] else { continue }
            let comes = consequences.supplanted(by: object, in: to).contains { user, name in
                from[user]?.properties[name] == nil
            }
            if comes, released.insert(id.description).inserted { remove(id) }
        }
    }

    /// The lines of an object that one config has, and another has not or otherwise.
    private func changed(
        _ id: ObjectID, in tree: ConfigTree, but other: ConfigTree
    ) -> [(name: String, value: String)] {
        guard var object = tree[id], words.mayHold(id) else { return [] }
        let old = other[id]
        guard old?.properties != object.properties || old == nil else { return [] }
        if grammar.isBlock(id) { object.properties = object.properties.filter { old?.properties[$0.key] != $0.value } }
        return words.lines(of: object)
    }

    /// The lines to take back so that a value is given up: itself, or those with which the device drops it.
    private mutating func holders(of name: String, among held: [String: String], in id: ObjectID) -> [String] {
        if from[id]?.properties[name] != nil { return [name] }
        return held.keys.sorted().filter { other in
            other != name && from[id]?.properties[other] != nil
                && consequences.drops(other, held[other] ?? LineTree.on, in: id, left: &wanted).contains {
                    LineConsequences.begins(name, with: $0)
                }
        }
    }

    // MARK: objects

    private mutating func change(_ id: ObjectID) {
        guard grammar.isBlock(id) else { return changeLine(id) }
        let new = to[id]?.properties ?? [:]
        let old = left(of: emptied(id) ?? from[id]?.properties ?? [:], by: new, in: id)
        let lifted = lifted(old, by: new, in: id)
        var set: [Saying] = []
        var gone: [Saying] = []
        var (opened, closed) = ([String](), [String]())
        for name in Swift.Set(old.keys).union(new.keys) where old[name] != new[name] || lifted.contains(name) {
            let rule = grammar.rule(of: name, value: new[name] ?? old[name] ?? LineTree.on, in: id)
            if case .tail = rule?.rule.kind { continue }
            let place = rule.map { self.place(of: $0.rule, $0.place, in: id) } ?? Int.max - 1
            if let parts = words.parts(name, from: old[name], to: new[name], rule?.rule) {
                // Their order is their own: sorting by the line would put `add` before the list that it adds to.
                // What a port is to lose altogether goes before the port becomes something else.
                let isLost =
                    rule?.rule.isLost(new[name]) == true || new[name] == nil && isExcluded(name, old, new, in: id)
                for (index, line) in parts.enumerated() {
                    // Where several sets are taken from by the same words, all is taken before any is added.
                    let order = rule?.rule.isTaking(line) == true ? "" : name
                    let saying = Saying(
                        place: place, name: "\(order) \(isLost ? 2000 - index : 1000 + index)", line: line)
                    if isLost { gone.append(saying) } else { set.append(saying) }
                }
                continue
            }
            if let rule = rule?.rule, rule.isGate {
                if let value = new[name] { closed += [words.set(name, value, by: rule)].compactMap(\.self) }
                if let value = old[name], new[name] == nil {
                    opened += [words.negated(name, value, by: rule)].compactMap(\.self)
                }
                continue
            }
            let goes =
                old[name].map { value in
                    rule?.rule.replaces(value, by: new[name])
                        ?? (new[name] == nil && !isOfficeReplaced(name, by: new.keys.filter { old[$0] == nil }, in: id))
                } ?? false
            if let value = old[name], goes || lifted.contains(name), !isReleased(name, of: id) {
                let line =
                    new[name] == nil && rule != nil
                    ? words.negated(name, value, by: rule?.rule) : words.negated(name, value, of: id)
                if let line {
                    gone.append(Saying(place: place, name: name, line: line, kept: rule?.rule.kept(name, value)))
                } else {
                    lasting.append((words.set(name, value, of: id) ?? name, id))
                }
            }
            if let value = new[name], let line = words.set(name, value, by: rule?.rule) {
                set.append(Saying(place: place, name: name, line: line))
            }
        }
        let isNeverEmpty = grammar.block(of: id)?.isNeverEmpty == true && !set.isEmpty
        let late = gone.filter { last in
            last.kept.map { words in set.contains { LineConsequences.begins($0.line, with: words) } } ?? isNeverEmpty
        }
        gone.removeAll { late.contains($0) }
        let said = [gone.sorted(by: <).reversed(), set.sorted(by: <), late.sorted(by: <)].flatMap { $0.map(\.line) }
        say(closed + said + opened, at: id)
    }

    /// Whether a line can't stand beside one that is new in its block.
    private func isExcluded(_ line: String, _ old: [String: String], _ new: [String: String], in id: ObjectID) -> Bool {
        new.contains { name, value in
            guard old[name] != value, grammar.traits(of: name, value, in: id).contains(.excludes),
                let rule = grammar.rule(of: name, value: value, in: id)?.rule
            else { return false }
            let captures = rule.captures(name, value)
            return rule.excludes.contains { LineConsequences.begins(line, with: LineForm.filled($0, captures)) }
        }
    }

    /// Whether a line of a block was given up early.
    private func isReleased(_ name: String, of id: ObjectID) -> Bool {
        !released.isEmpty && released.contains("\(id) \(name)")
    }

    /// Whether a line of the old config goes by itself with one of the new ones, by the office's word.
    private func isOfficeReplaced(_ line: String, by new: [String], in id: ObjectID) -> Bool {
        grammar.isOfficeReplaced(line, by: new, in: id.section)
    }

    /// The place of a rule's lines: sets that are taken from by the same words share one.
    private func place(of rule: LineRule, _ place: Int, in id: ObjectID) -> Int {
        // What makes the block run comes behind all, also behind what no rule knows.
        if rule.holdsBlock { return Int.max }
        guard case .vlans(let style) = rule.kind, let words = style.takenBy else { return place }
        return grammar.rules[id.section]?.rules.firstIndex { other in
            if case .vlans(let style) = other.kind { style.takenBy == words } else { false }
        } ?? place
    }

    /// Lines that stay, and have to be away while another one changes.
    private func lifted(_ old: [String: String], by new: [String: String], in id: ObjectID) -> Set<String> {
        var changed: [String] = []
        var holders = Set<String>()
        for (name, value) in old where grammar.traits(of: name, value, in: id).contains(.lifts) {
            if value != new[name] { changed.append(name) }
            if grammar.rule(of: name, value: value, in: id)?.rule.holdsBlock == true { holders.insert(name) }
        }
        let isHeld = !holders.isEmpty && Set(old.keys).union(new.keys).contains { old[$0] != new[$0] }
        let lifts = changed.flatMap { name in
            (grammar.rule(of: name, value: old[name] ?? LineTree.on, in: id)?.rule.lifts ?? []).map { (name, $0) }
        }
        guard !lifts.isEmpty else { return isHeld ? holders : [] }
        return (isHeld ? holders : []).union(
            old.keys.filter { name in
                old[name] == new[name]
                    && lifts.contains { $0.0 != name && LineConsequences.begins(name, with: $0.1) }
            })
    }

    /// Takes all lines out of a block that has to be empty when the words behind its name change.
    private mutating func emptied(_ id: ObjectID) -> [String: String]? {
        guard let old = from[id], let new = to[id], grammar.block(of: id)?.isEmptied == true,
            grammar.tail(of: old) != grammar.tail(of: new)
        else { return nil }
        var tails: [String: String] = [:]
        var lines: [String] = []
        for (name, value) in old.properties.sorted(by: { $0.key < $1.key }) {
            if case .tail = grammar.rule(of: name, value: value, in: id)?.rule.kind {
                tails[name] = value
            } else if let line = words.negated(name, value, of: id) {
                lines.append(line)
            }
        }
        if !lines.isEmpty { append(LineStep(path: heads(of: LinePath(id), in: from), lines: lines, object: id)) }
        return tails
    }

    /// A line to say in a block, and where it comes among the others.
    private struct Saying: Comparable {
        let place: Int
        let name: String
        let line: String
        /// The beginning of lines of which one has to be there always: a new one comes before this one goes.
        var kept: String?

        static func < (left: Saying, right: Saying) -> Bool {
            if left.place != right.place { return left.place < right.place }
            let (count, other) = (left.name.utf8.count, right.name.utf8.count)
            if count != other { return count < other }
            return left.name == right.name ? left.line < right.line : left.name < right.name
        }
    }

    /// The properties without those that the device drops by itself when another one of them changes, or goes.
    private func left(
        of old: [String: String], by new: [String: String], in id: ObjectID
    ) -> [String: String] {
        let changed = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
        let wiped = changed.flatMap { name in
            consequences.wipes(name, old[name] ?? new[name] ?? LineTree.on, in: id).map { (by: name, words: $0) }
        }
        // `no ip address` gives up the secondary ones too, and others what the device drops with them.
        let givenUp = changed.filter { isReleased($0, of: id) }.flatMap { name in
            ([name] + (grammar.rule(of: name, value: old[name] ?? LineTree.on, in: id)?.rule.drops ?? []))
                .map { (by: name, words: $0) }
        }
        let lost = wiped + givenUp
        guard !lost.isEmpty else { return old }
        return old.filter { name, _ in
            !lost.contains { $0.by != name && LineConsequences.begins(name, with: $0.words) }
        }
    }

    /// A line of the top.
    private mutating func changeLine(_ id: ObjectID) {
        let (old, new) = (from[id]?.properties[LineTree.value], to[id]?.properties[LineTree.value])
        let name = LinePath(id).steps[0].line
        let rule = grammar.rule(of: id, value: new ?? old ?? LineTree.on)
        if let parts = words.parts(name, from: old, to: new, rule) { return sayTop(parts, for: id) }
        if let old, rule?.replaces(old, by: new ?? "") == true, !isReleased(LineTree.top, of: id) {
            sayTop([words.negated(name, old, by: rule)].compactMap(\.self), for: id)
        }
        sayTop([words.set(name, new ?? LineTree.on, by: rule)].compactMap(\.self), for: id)
    }

    private mutating func remove(_ id: ObjectID) {
        let path = LinePath(id)
        guard let last = path.steps.last else { return }
        // The device has it also where it does not show it: `line con 0`.
        if grammar.block(of: id)?.keeper(last.name) != nil {
            for inner in there.blocks(in: id) where LinePath(inner).parent.id == id { remove(inner) }
            return takeLines(of: id) { _ in true }
        }
        takeKept(of: id)
        if path.steps.count > 1 {
            append(LineStep(path: heads(of: path.parent), lines: ["\(grammar.negation) \(last.line)"], object: id))
            return
        }
        if grammar.isKnownBlock(id) { return sayTop(["\(grammar.negation) \(last.line)"], for: id) }
        if grammar.isBlock(id) {
            if grammar.office[""] != nil {
                let new = to.objects(in: id.section).filter { from[$0.id] == nil }.map { LinePath($0.id).steps[0].line }
                guard !grammar.isOfficeReplaced(last.line, by: new, in: "") else { return }
            }
            return sayTop([grammar.officeNegation(of: last.line, in: "")], for: id)
        }
        let value = from[id]?.properties[LineTree.value] ?? LineTree.on
        let rule = grammar.rule(of: id, value: value)
        if rule?.undo == .each, let parts = words.parts(last.line, from: value, to: nil, rule) {
            return sayTop(parts, for: id)
        }
        guard let line = words.negated(last.line, value, by: rule) else {
            lasting.append((words.set(last.line, value, by: rule) ?? last.line, id))
            return
        }
        sayTop([line], for: id)
    }

    /// Takes back what the device would keep of a block that goes, and of those within it.
    private mutating func takeKept(of id: ObjectID) {
        let inner = grammar.blocks[id.section] == nil ? [] : there.blocks(in: id)
        for block in [id] + inner {
            guard let keeps = grammar.block(of: block)?.keeps, !keeps.isEmpty else { continue }
            takeLines(of: block) { name in keeps.contains { LineConsequences.begins(name, with: $0) } }
        }
    }

    /// Takes back lines of a block, each by a line of its own.
    private mutating func takeLines(of block: ObjectID, where isTaken: (String) -> Bool) {
        guard let old = from[block] else { return }
        var lines: [String] = []
        for (name, value) in old.properties.sorted(by: { $0.key < $1.key }) where isTaken(name) {
            if let line = words.negated(name, value, of: block) {
                lines.append(line)
            } else {
                lasting.append((words.set(name, value, of: block) ?? name, block))
            }
        }
        guard !lines.isEmpty else { return }
        append(LineStep(path: heads(of: LinePath(block), in: from), lines: lines, object: block))
    }

    // MARK: steps

    private mutating func say(_ lines: [String], at id: ObjectID) {
        // A block that is new is made even where nothing is said in it.
        guard !lines.isEmpty || isHeadNew(id) else { return }
        if grammar.isInline(id) { return sayInline(lines, at: id) }
        let path = heads(of: LinePath(id))
        // One that no rule knows may be a mere line, which leads nowhere.
        let isLine = lines.isEmpty && path.count == 1 && !grammar.isKnownBlock(id)
        append(LineStep(path: isLine ? [] : path, lines: isLine ? path : lines, object: id))
    }

    /// Lines that stand behind the block's name. Of one whose secret is not known none is said: a user without a password.
    private mutating func sayInline(_ lines: [String], at id: ObjectID) {
        let head = LinePath(id).lines.last ?? ""
        let beginning = "\(grammar.negation) "
        let whole = lines.map {
            $0.hasPrefix(beginning) ? "\(beginning)\(head) \($0.dropFirst(beginning.count))" : "\(head) \($0)"
        }
        let secrets = whole.filter { $0.contains(Secret.mask) }
        guard isForPeople || from[id] != nil || secrets.isEmpty else { return unsayable += secrets }
        sayTop(whole.isEmpty ? [head] : whole, for: id)
    }

    /// The lines that lead to a block, with the words after their names.
    private func heads(of path: LinePath, in tree: ConfigTree? = nil) -> [String] {
        zip(path.ancestors + [path.id], zip(path.steps, path.lines)).map { id, step in
            let tail = grammar.tail(of: (tree ?? to)[id] ?? from[id])
            guard let opened = grammar.block(of: id)?.opened else { return ([step.1] + tail).joined(separator: " ") }
            return step.1.prefix { $0 == " " } + opened(step.0.name, tail)
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
            let line = step.path.first { $0.contains(Secret.mask) }
            let secrets = step.lines.filter { $0.contains(Secret.mask) }
            if unsayable.isEmpty, line != nil || !secrets.isEmpty { unsayableMark = marks[step.object] }
            if let line { return unsayable.append(line) }
            if !secrets.isEmpty {
                unsayable += secrets
                step.lines.removeAll { $0.contains(Secret.mask) }
            }
        }
        step.mark = marks[step.object]
        if !step.lines.isEmpty || isHeadNew(step.object) { steps.append(step) }
    }
}
