import PitaDiagnostics

/// Orders the objects of a change by what names what.
struct LineReferences {
    let grammar: LineGrammar

    /// The objects with each after those of the change that it names; else as they are given.
    func ordered(_ ids: [(ObjectID, Int)], in tree: ConfigTree) -> [(ObjectID, Int)] {
        guard ids.count > 1 else { return ids }
        var makers: [String: [Int]] = [:]
        for (place, entry) in ids.enumerated() {
            for name in Self.made(by: entry.0) { makers[name, default: []].append(place) }
        }
        var visit = Visit(names: names(of: ids.map(\.0), in: tree), makers: makers)
        for place in ids.indices { visit.go(to: place) }
        return visit.order.map { ids[$0] }
    }

    /// The words by which others name an object: `route-policy RP`, of a block within another `aaa > domain D`.
    static func made(by id: ObjectID) -> [String] {
        guard let step = LinePath(id).steps.last else { return [] }
        let words = step.name.words
        let first = words.first.map(String.init) ?? ""
        // `class-map match-all X` is named by its last word.
        guard let last = words.last, last != first[...] else { return ["\(id.section) \(first)"] }
        return ["\(id.section) \(first)", "\(id.section) \(last)"]
    }

    /// A walk to each object after those that it names, depth first; a circle is cut where it closes.
    private struct Visit {
        private let names: [[String]]
        private let makers: [String: [Int]]
        private var isSeen: [Bool]
        /// The names whose makers have all been seen.
        private var done: Set<String> = []
        private(set) var order: [Int] = []

        init(names: [[String]], makers: [String: [Int]]) {
            (self.names, self.makers) = (names, makers)
            isSeen = Array(repeating: false, count: names.count)
        }

        mutating func go(to place: Int) {
            guard !isSeen[place] else { return }
            isSeen[place] = true
            for name in names[place] where !done.contains(name) {
                for other in makers[name] ?? [] where other != place { go(to: other) }
                done.insert(name)
            }
            order.append(place)
        }
    }

    /// What each object names, and the blocks within it.
    private func names(of ids: [ObjectID], in tree: ConfigTree) -> [[String]] {
        let roots = Set(ids)
        var inner: [ObjectID: [String]] = [:]
        for object in tree.objects where object.id.section.contains(LinePath.separator) {
            guard let root = LinePath(object.id).ancestors.first, roots.contains(root) else { continue }
            inner[root, default: []] += names(of: object.id, in: tree)
        }
        return ids.map { names(of: $0, in: tree) + (inner[$0] ?? []) }
    }

    /// The objects of `target` that name something that is there no more, and what they name: `route-map A`.
    func dangling(from running: ConfigTree, to target: ConfigTree) -> [(user: ObjectID, name: String)] {
        let gone = Set(running.objects.filter { target[$0.id] == nil }.flatMap { Self.made(by: $0.id) })
        guard !gone.isEmpty else { return [] }
        let left = gone.subtracting(target.objects.flatMap { Self.made(by: $0.id) })
        guard !left.isEmpty else { return [] }
        return target.objects.flatMap { object in
            Set(names(of: object.id, in: target)).intersection(left).sorted().map { (object.id, $0) }
        }
    }

    /// What new lines name that is not there: each with the names of which one would do.
    func missing(
        _ differences: [ObjectDifference], in target: ConfigTree
    ) -> [(user: ObjectID, line: String, names: [String])] {
        let named = differences.flatMap { difference -> [(user: ObjectID, line: String, names: [String])] in
            guard let after = difference.after else { return [] }
            let id = difference.id
            guard grammar.isBlock(id) else {
                let value = after[LineTree.value] ?? LineTree.on
                let line = LinePath(id).steps[0].line
                return grammar.rule(of: id, value: value).map { Self.alternatives($0, line, value) }?
                    .map { (id, $0.line, $0.names) } ?? []
            }
            let last = LinePath(id).steps.last
            let own = difference.before == nil ? grammar.block(of: id)?.uses(last?.name ?? "") ?? [] : []
            let new = after.filter { name, value in
                difference.before?[name] != value && grammar.traits(of: name, value, in: id).contains(.uses)
            }
            return own.map { (id, last?.line ?? "", [$0]) }
                + new.sorted { $0.key < $1.key }.flatMap { name, value in
                    grammar.rule(of: name, value: value, in: id).map { Self.alternatives($0.rule, name, value) }?
                        .map { (id, $0.line, $0.names) } ?? []
                }
        }
        guard !named.isEmpty else { return [] }
        let made = Set(target.objects.flatMap { Self.made(by: $0.id) })
        return named.filter { made.isDisjoint(with: $0.names) }
    }

    /// What a line names by one word, in each of the kinds that may be meant.
    private static func alternatives(_ rule: LineRule, _ name: String, _ value: String) -> [(
        line: String, names: [String]
    )] {
        let uses = rule.uses.filter { use in
            use.words.last.map { !$0.contains("+") && rule.form.isOneWord(String($0)) } ?? false
        }
        guard !uses.isEmpty, let said = rule.assembled(name, value) else { return [] }
        return Dictionary(grouping: uses) { $0.words.last.map(String.init) ?? "" }.sorted { $0.key < $1.key }
            .compactMap { slot, uses in
                guard let named = said.captures[slot], named.words.count == 1 else { return nil }
                return (said.line, uses.map { $0.words.dropLast().joined(separator: " ") + " " + named })
            }
    }

    /// What an object and the blocks within it name: `policy-map CHILD`.
    func names(of id: ObjectID, in tree: ConfigTree) -> [String] {
        guard let object = tree[id] else { return [] }
        guard grammar.isBlock(id) else {
            let value = object.properties[LineTree.value] ?? LineTree.on
            guard let rule = grammar.rule(of: id, value: value), !rule.uses.isEmpty else { return [] }
            return Self.names(rule, LinePath(id).steps[0].line, value)
        }
        var found: [String] = []
        let path = LinePath(id)
        if path.steps.count > 1 {
            // Not before the block that it stands in.
            found.append("\(path.steps[0].kind) \(path.steps[0].name.words.first ?? "")")
            found += grammar.block(of: id)?.uses(path.steps.last?.name ?? "") ?? []
        }
        let using = object.properties.filter { grammar.traits(of: $0.key, $0.value, in: id).contains(.uses) }
        for (name, value) in using.sorted(by: { $0.key < $1.key }) {
            guard let rule = grammar.rule(of: name, value: value, in: id)?.rule, !rule.uses.isEmpty else { continue }
            found += Self.names(rule, name, value)
        }
        return found
    }

    private static func names(_ rule: LineRule, _ name: String, _ value: String) -> [String] {
        let captures = rule.captures(name, value)
        return rule.users.flatMap { user in captures[user.slot].map { $0.words.map { user.kind + $0 } } ?? [] }
    }
}

extension LineRule {
    /// What lines of it name: the words before a name, and how the form calls the words that are one.
    struct User: Sendable {
        let kind: String
        let slot: String

        /// Of `route-map MAP`, or `interface Eth-Trunk+NUMBER`: the words before the sign belong to the name.
        init?(_ use: String) {
            let words = use.words
            let parts = (words.last ?? "").split(separator: "+")
            guard let slot = parts.last else { return nil }
            self.slot = String(slot)
            kind = words.dropLast().joined(separator: " ") + " " + parts.dropLast().joined()
        }
    }
}

extension LineConfig.Change {
    /// A warning for each that still names what is removed.
    ///
    /// - Parameter effect: what a device does with a line that names what is not there; `nil` where no warning is due.
    func danglingWarnings(_ effect: (_ name: String) -> String?) -> [Diagnostic] {
        dangling.compactMap { user, name in
            effect(name).map {
                Diagnostic(
                    "\(user) still names `\(name)`, which is removed: \($0)", at: marks[user], severity: .warning)
            }
        }
    }
}
