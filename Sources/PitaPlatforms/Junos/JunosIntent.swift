import PitaDiagnostics

/// Lays an intended config over the running one, as a device takes the lines of a template into its candidate.
struct JunosIntent {
    /// The config that comes of it.
    private(set) var target: JunosTrie
    /// What the intended config sets, in its order.
    let wanted: JunosTrie
    let alignment: JunosAlignment
    private let running: JunosTrie
    private let mode: ChangeMode
    private var names = JunosNames()
    /// The numbers of sets of numbers that were asked for, with the node that holds them: one that is freed might lend its
    /// identity to another.
    private var numbers: [ObjectIdentifier: (node: JunosNode, set: JunosNumberSet)] = [:]
    /// The orders that statements of `insert` ask for.
    private var orders: [ObjectIdentifier: (node: JunosNode, order: LinkedOrder<String>)] = [:]
    /// Where sets of numbers were touched, and which of their members were deleted by name.
    private var sets: [String: (path: JunosPath, gone: Set<String>)] = [:]

    /// Lays `intended` over `running`, whose statements are `trie`.
    init(running: ConfigTree, trie: JunosTrie, intended: ConfigTree, mode: ChangeMode) {
        self.running = trie
        self.mode = mode
        target = trie.copy()
        alignment = JunosAlignment(intended: intended, running: running, top: trie.top)
        let leaves: [JunosPath]
        (wanted, leaves) = Self.wanted(JunosReading.wanted(intended), alignment)
        // What stands deeper goes first, so that nothing is left of what held it.
        let losing = intended.objects.filter { loses($0, running[$0.id]) }
            .map { (object: $0, depth: names.path(of: $0.id).count) }
        for (object, _) in losing.sorted(by: { $0.depth > $1.depth }) { lose(object, running[object.id]) }
        if case .replace(let scope) = mode {
            for object in running.objects where scope.contains(object) && intended[object.id] == nil {
                clear(names.path(of: object.id), isGoing: true)
            }
        }
        for path in leaves { set(path) }
        if mode != .exact { for (path, gone) in sets.values { settle(path, without: gone) } }
        for object in intended.objects where !object.isAbsent { sleep(object) }
        arrange(wanted.top, below: [])
        for object in intended.objects where !object.isAbsent { place(object) }
        for (node, order) in orders.values { node.arrange(order.items) }
        target.wakeWhatIsGone()
    }

    /// What is said in the words of the running config, and its statements: mostly as it is.
    private static func wanted(_ said: JunosTrie, _ alignment: JunosAlignment) -> (JunosTrie, [JunosPath]) {
        let leaves = said.leaves
        let aligned = leaves.map(alignment.aligned)
        guard zip(leaves, aligned).contains(where: { $0.steps != $1.steps }) else { return (said, leaves) }
        var wanted = JunosTrie()
        for path in aligned { wanted.set(path) }
        return (wanted, wanted.leaves)
    }

    private func path(_ words: [String]) -> JunosPath {
        alignment.aligned(JunosSchema.junos.paths(words).last ?? JunosPath())
    }

    // MARK: what goes

    /// Whether anything of what an object has goes.
    private func loses(_ object: ConfigObject, _ present: ConfigObject?) -> Bool {
        object.isAbsent || !keepsUnnamed(object, present)
            || object.properties.keys.contains { $0.hasPrefix(JunosTree.deleting) }
    }

    private mutating func lose(_ object: ConfigObject, _ present: ConfigObject?) {
        let own = names.path(of: object.id)
        let tags = object.properties.keys.filter { $0.hasPrefix(JunosTree.deleting) }.sorted()
        for tag in tags {
            let path = path(own + (JunosTree.tagged(tag, JunosTree.deleting) ?? []))
            note(path, isGone: true)
            target.delete(path)
        }
        if object.isAbsent {
            if tags.isEmpty { clear(own, isGoing: true) }
        } else if !keepsUnnamed(object, present) {
            clear(own, isGoing: false)
        }
    }

    private func keepsUnnamed(_ object: ConfigObject, _ present: ConfigObject?) -> Bool {
        switch mode {
        case .merge: true
        case .exact: false
        case .replace(let scope): !scope.contains(object) && present.map(scope.contains) != true
        }
    }

    /// Remembers a set of numbers that a path leads into.
    private mutating func note(_ path: JunosPath, isGone: Bool = false) {
        guard let last = path.steps.last, last.role == .value, path.rule?.kind == .numbers else { return }
        let set = JunosPath(steps: path.steps.dropLast())
        if isGone {
            sets[set.text, default: (set, [])].gone.insert(last.text)
        } else if sets[set.text] == nil {
            sets[set.text] = (set, [])
        }
    }

    /// Says a set of numbers in the members that run, as far as they are wholly in it, and others for the rest.
    private mutating func settle(_ path: JunosPath, without gone: Set<String>) {
        guard let there = target.nodes(at: path).first, let before = running.nodes(at: path).first else { return }
        let asked = there.children.filter { JunosNumbers.range($0.text) != nil }
        let whole = JunosNumberSet(asked.map(\.text))
        let kept = before.children.map(\.text).filter { text in
            JunosNumbers.range(text).map { !gone.contains(text) && whole.missing(of: $0).isEmpty } ?? false
        }
        var covered = JunosNumberSet(kept)
        var members = kept
        for range in asked.compactMap({ JunosNumbers.range($0.text) }) {
            for part in covered.missing(of: range) {
                members.append(JunosNumbers.text(part))
                covered.insert(part)
            }
        }
        guard asked.map(\.text) != members, let node = target.mutable(at: path.steps[...]) else { return }
        for child in asked { node.remove(child) }
        for text in members where node.child(text) == nil {
            node.add(JunosStep(text: text, role: .value, rule: node.step.rule))
        }
    }

    /// Takes all that is said of an object itself, and not of those below it.
    private mutating func clear(_ words: [String], isGoing: Bool) {
        let path = path(words)
        let texts = path.steps.map(\.text)
        for (text, words) in target.sleeping where words.starts(with: texts) {
            let other = JunosSchema.junos.paths(JunosWords.words(text)).last ?? JunosPath()
            if JunosNames.boundary(other.steps) == path.steps.count { target.sleep(other, false) }
        }
        guard !path.steps.isEmpty, let node = target.mutable(at: path.steps[...]) else { return }
        strip(node)
        // Nobody asked for what leads there: it is as if it had not been said.
        if isGoing { target.clear(path.steps[...], evenEntries: true) }
    }

    private func strip(_ node: JunosNode) {
        for child in node.children where !child.isObject {
            guard let own = node.ownChild(child.text) else { continue }
            strip(own)
            if own.isEmpty { node.remove(own) }
        }
    }

    // MARK: what comes

    private mutating func set(_ path: JunosPath) {
        guard let last = path.steps.last, last.role == .value, path.rule?.kind == .numbers,
            let range = JunosNumbers.range(last.text), let node = target.mutable(at: path.steps.dropLast())
        else { return target.set(path) }
        note(path)
        var known =
            numbers.removeValue(forKey: ObjectIdentifier(node))?.set ?? JunosNumberSet(node.children.map(\.text))
        let missing = known.missing(of: range)
        known.insert(range)
        numbers[ObjectIdentifier(node)] = (node, known)
        for part in missing where node.child(JunosNumbers.text(part)) == nil {
            node.add(JunosStep(text: JunosNumbers.text(part), role: .value, rule: last.rule))
        }
    }

    private mutating func sleep(_ object: ConfigObject) {
        guard object.properties.keys.contains(where: { $0.hasPrefix(JunosTree.sleeping) }) else { return }
        let own = names.path(of: object.id)
        for (name, value) in object.properties.sorted(by: { $0.key < $1.key }) {
            guard let words = JunosTree.tagged(name, JunosTree.sleeping) else { continue }
            target.sleep(path(own + words), value == JunosTree.on)
        }
    }

    // MARK: order

    private mutating func arrange(_ node: JunosNode, below path: [JunosStep]) {
        if node.isOrdered, let there = target.nodes(at: JunosPath(steps: path)).first {
            let before = running.nodes(at: JunosPath(steps: path)).first
            let all = there.children.map(\.text)
            let kept = all.filter { before?.child($0) != nil }
            let named = node.children.map(\.text).filter { there.child($0) != nil }
            let order = JunosOrder.ordered(kept, named: named)
            // The rest stands behind those that are named, as it did.
            let isSo = all.starts(with: order)
            if !isSo { target.mutable(at: path[...])?.arrange(order) }
        }
        for child in node.children where !child.isEmpty { arrange(child, below: path + [child.step]) }
    }

    private mutating func place(_ object: ConfigObject) {
        guard object.properties.keys.contains(where: { $0.hasPrefix(JunosTree.placing) }) else { return }
        let own = names.path(of: object.id)
        for (name, value) in object.properties {
            guard let words = JunosTree.tagged(name, JunosTree.placing) else { continue }
            let place = JunosWords.words(value)
            let path = path(own + words)
            guard place.count == 2, let last = path.steps.last, target.parent(of: path)?.isOrdered == true,
                let node = target.mutable(at: path.steps.dropLast())
            else { continue }
            var order =
                orders.removeValue(forKey: ObjectIdentifier(node))?.order ?? LinkedOrder(node.children.map(\.text))
            let other = JunosWords.written(place[1])
            if other != last.text, order.contains(other) {
                if place[0] == "before" {
                    order.put(last.text, before: other)
                } else {
                    order.put(last.text, after: other)
                }
            }
            orders[ObjectIdentifier(node)] = (node, order)
        }
    }
}

/// Orders that a template asks for.
enum JunosOrder {
    /// Those that are there, with those that are named: each of them stands behind the one named before it, and a new first
    /// one before the next that is there.
    static func ordered(_ kept: [String], named: [String]) -> [String] {
        let places = Dictionary(kept.enumerated().map { ($1, $0) }) { first, _ in first }
        var tails: [Int: [String]] = [:]
        var moved: Set<String> = []
        var anchor = -1
        for (index, name) in named.enumerated() {
            if let place = places[name], place > anchor {
                anchor = place
            } else if index == 0 {
                anchor = (named.dropFirst().lazy.compactMap { places[$0] }.first ?? kept.count) - 1
                tails[anchor, default: []].append(name)
            } else {
                tails[anchor, default: []].append(name)
                moved.insert(name)
            }
        }
        var order = tails[-1] ?? []
        for (index, name) in kept.enumerated() {
            if !moved.contains(name) { order.append(name) }
            order += tails[index] ?? []
        }
        return order
    }

    /// The moves, each before another, that make one order of the other.
    static func moves(from: [String], to: [String]) -> [(name: String, before: String)] {
        var moves: [(String, String)] = []
        var moved: Set<String> = []
        // What is not in place yet stands in its old order, without what was moved.
        var rest = from[...]
        for name in to {
            while let first = rest.first, moved.contains(first) { rest.removeFirst() }
            guard let first = rest.first else { break }
            if first == name {
                rest.removeFirst()
            } else {
                moves.append((name, first))
                moved.insert(name)
            }
        }
        return moves
    }
}
