import PitaDiagnostics

/// What a device does to other lines when one changes.
struct LineConsequences {
    let grammar: LineGrammar

    /// One line that goes with another.
    struct Loss: Equatable {
        let id: ObjectID
        /// The property; `nil` for the whole object.
        let property: String?
        /// The line that is lost, for people.
        let line: String
        /// The line with which it goes.
        let cause: String
    }

    /// Beginnings of lines of the block that the device drops when the property changes, and that are said again.
    func wipes(_ name: String, _ value: String, in id: ObjectID) -> [String] {
        grammar.rule(of: name, value: value, in: id)?.rule.wipes ?? []
    }

    /// Beginnings of lines that are gone when the property is taken back.
    ///
    /// - Parameter left: the block without the property, where the rule asks for it.
    func drops(_ name: String, _ value: String, in id: ObjectID, left: ConfigObject?) -> [String] {
        guard let rule = grammar.rule(of: name, value: value, in: id)?.rule, !rule.drops.isEmpty else { return [] }
        let captures = rule.captures(name, value)
        if let last = rule.dropsWithLast.map({ LineForm.filled($0, captures) }),
            left?.properties.keys.contains(where: { $0 != name && Self.begins($0, with: last) }) == true
        {
            return []
        }
        return rule.drops.map { LineForm.filled($0, captures) }
    }

    /// Whether a name begins with whole words.
    static func begins(_ name: String, with words: String) -> Bool {
        name.hasPrefix(words) && (name.utf8.count == words.utf8.count || name.dropFirst(words.count).first == " ")
    }

    /// The target without what the device drops with lines that are taken back; what the intended config names itself stays.
    ///
    /// - Parameter isNamed: whether the intended config names the property, or the object.
    func applied(
        to target: ConfigTree, running: ConfigTree, isNamed: (ObjectID, String?) -> Bool
    ) -> (tree: ConfigTree, losses: [Loss]) {
        var (tree, losses) = (target, [Loss]())
        for object in running.objects where target[object.id]?.properties != object.properties {
            let gone = object.properties.filter { target[object.id]?.properties[$0.key] == nil }
            guard target[object.id] != nil || !grammar.isBlock(object.id) else { continue }
            for (name, value) in gone.sorted(by: { $0.key < $1.key }) {
                let cause = "\(grammar.negation) \(name)"
                for words in drops(name, value, in: object.id, left: target[object.id]) {
                    for (id, property) in dropped(words, with: name, in: object.id, of: tree)
                    where !isNamed(id, property) {
                        let old = tree[id]?.properties[property] ?? LineTree.on
                        let line = LineWording(grammar: grammar).set(property, old, of: id)
                        losses.append(Loss(id: id, property: property, line: line ?? property, cause: cause))
                        tree[id]?.properties[property] = nil
                    }
                }
            }
            loseTop(object, target, running, &tree, &losses, isNamed)
        }
        loseUsers(target: target, running: running, &tree, &losses, isNamed)
        return (tree, losses)
    }

    /// The lines that begin with words, in a block and in those within it. One within it that has a line of this name
    /// itself is about another thing: a neighbour of the same address in a VRF.
    private func dropped(
        _ words: String, with name: String, in id: ObjectID, of tree: ConfigTree
    ) -> [(id: ObjectID, property: String)] {
        let inner = "\(id.section)\(LinePath.separator)"
        let path = "\(id.key)\(LinePath.separator)"
        return tree.objects.filter { other in
            other.id == id
                || other.id.section.hasPrefix(inner) && other.id.key.hasPrefix(path) && other.properties[name] == nil
        }.flatMap { other in
            other.properties.keys.sorted().filter {
                Self.begins($0, with: words) && (other.id != id || $0 != name)
            }.map { (other.id, $0) }
        }
    }

    /// What is left of a config when values have been given up that others take the place of (``LineRule/isReplaced``): what
    /// the device drops with them is said again.
    func left(of running: ConfigTree, to target: ConfigTree) -> ConfigTree {
        var tree = running
        for object in running.objects {
            guard let new = target[object.id]?.properties, new != object.properties else { continue }
            for (name, value) in object.properties where new[name] != nil && new[name] != value {
                guard grammar.rule(of: name, value: value, in: object.id)?.rule.isReplaced == true else { continue }
                for words in drops(name, value, in: object.id, left: nil) {
                    for (id, property) in dropped(words, with: name, in: object.id, of: tree) {
                        tree[id]?.properties[property] = nil
                    }
                }
            }
        }
        return tree
    }

    /// A line of the top may drop others of the top: `aaa new-model`.
    private func loseTop(
        _ object: ConfigObject, _ target: ConfigTree, _ running: ConfigTree, _ tree: inout ConfigTree,
        _ losses: inout [Loss], _ isNamed: (ObjectID, String?) -> Bool
    ) {
        guard target[object.id] == nil, !grammar.isBlock(object.id) else { return }
        let value = object.properties[LineTree.value] ?? LineTree.on
        guard let rule = grammar.rule(of: object.id, value: value), !rule.drops.isEmpty else { return }
        let name = LinePath(object.id).steps[0].line
        let captures = rule.captures(name, value)
        for words in rule.drops.map({ LineForm.filled($0, captures) }) {
            let parts = LinePath.parts(of: words)
            if parts.count == 2 {
                loseInner(parts[1], of: parts[0], cause: "\(grammar.negation) \(name)", &tree, &losses, isNamed)
                continue
            }
            for other in running.objects where other.id != object.id && tree[other.id] != nil {
                guard LinePath(other.id).steps.count == 1, Self.begins(LinePath(other.id).steps[0].line, with: words),
                    !isNamed(other.id, nil)
                else { continue }
                losses.append(
                    Loss(
                        id: other.id, property: nil, line: LinePath(other.id).steps[0].line,
                        cause: "\(grammar.negation) \(name)"))
                tree[other.id] = nil
            }
        }
    }

    /// A line of the top may drop lines of blocks: `undo dhcp enable` those of interfaces.
    private func loseInner(
        _ words: String, of section: String, cause: String, _ tree: inout ConfigTree, _ losses: inout [Loss],
        _ isNamed: (ObjectID, String?) -> Bool
    ) {
        for object in tree.objects(in: section) {
            for name in object.properties.keys.sorted()
            where Self.begins(name, with: words) && !isNamed(object.id, name) {
                let line = LineWording(grammar: grammar).set(name, object.properties[name] ?? "", of: object.id)
                losses.append(Loss(id: object.id, property: name, line: line ?? name, cause: cause))
                tree[object.id]?.properties[name] = nil
            }
        }
    }

    /// A block that goes takes lines of those that name it along: a VRF the addresses of its interfaces.
    private func loseUsers(
        target: ConfigTree, running: ConfigTree, _ tree: inout ConfigTree, _ losses: inout [Loss],
        _ isNamed: (ObjectID, String?) -> Bool
    ) {
        for object in running.objects where target[object.id] == nil {
            guard let block = grammar.blocks[""]?.first(where: { $0.kind == object.id.section }) else { continue }
            for taken in block.takes {
                for user in tree.objects(in: taken.section) where user.properties[taken.named] == object.id.key {
                    for name in user.properties.keys.sorted()
                    where taken.lines.contains(where: { Self.begins(name, with: $0) }) && !isNamed(user.id, name) {
                        let line = LineWording(grammar: grammar).set(name, user.properties[name] ?? "", of: user.id)
                        losses.append(
                            Loss(
                                id: user.id, property: name, line: line ?? name,
                                cause: "\(grammar.negation) \(LinePath(object.id).steps[0].line)"))
                        tree[user.id]?.properties[name] = nil
                    }
                }
            }
        }
    }
}

extension LineGrammar {
    /// The intended config with each object of the top named that a line takes back by its beginning.
    func ungrouped(_ intended: ConfigTree, running: ConfigTree) -> ConfigTree {
        guard intended.objects.contains(where: { isGroup($0.id) }) else { return intended }
        var tree = ConfigTree(intended.objects.filter { !isGroup($0.id) })
        for group in intended.objects where isGroup(group.id) {
            for id in members(of: group.id, in: running) where tree[id] == nil {
                tree[id] = ConfigObject(id: id, properties: [:], isAbsent: true, mark: group.mark)
            }
        }
        tree.lines = intended.lines
        return tree
    }

    /// Whether the object stands for all whose line begins so.
    func isGroup(_ id: ObjectID) -> Bool { id.key.hasSuffix(LineTree.all) && LinePath(id).steps.count == 1 }

    /// The objects of the top that such an object stands for.
    func members(of group: ObjectID, in tree: ConfigTree) -> [ObjectID] {
        let beginning = String("\(group.section) \(group.key)".dropLast(LineTree.all.count))
        return tree.objects.map(\.id).filter { id in
            let path = LinePath(id)
            return path.steps.count == 1 && LineConsequences.begins(path.steps[0].line, with: beginning)
        }
    }
}

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
        var (order, state) = ([Int](), [UInt8](repeating: 0, count: ids.count))
        for place in ids.indices { visit(place, ids, makers, tree, &order, &state) }
        return order.map { ids[$0] }
    }

    /// The words by which others name an object: `route-policy RP`, of a block within another `aaa > domain D`.
    static func made(by id: ObjectID) -> [String] {
        guard let step = LinePath(id).steps.last else { return [] }
        let words = step.name.split(separator: " ")
        let first = words.first.map(String.init) ?? ""
        // `class-map match-all X` is named by its last word.
        guard let last = words.last, last != first[...] else { return ["\(id.section) \(first)"] }
        return ["\(id.section) \(first)", "\(id.section) \(last)"]
    }

    /// Depth first; a circle is cut where it closes.
    private func visit(
        _ place: Int, _ ids: [(ObjectID, Int)], _ makers: [String: [Int]], _ tree: ConfigTree, _ order: inout [Int],
        _ state: inout [UInt8]
    ) {
        guard state[place] == 0 else { return }
        state[place] = 1
        for name in names(of: ids[place].0, in: tree) {
            for other in makers[name] ?? [] where other != place && state[other] == 0 {
                visit(other, ids, makers, tree, &order, &state)
            }
        }
        state[place] = 2
        order.append(place)
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
            found.append("\(path.steps[0].kind) \(path.steps[0].name.split(separator: " ").first ?? "")")
        }
        for (name, value) in object.properties.sorted(by: { $0.key < $1.key }) {
            guard let rule = grammar.rule(of: name, value: value, in: id)?.rule, !rule.uses.isEmpty else { continue }
            found += Self.names(rule, name, value)
        }
        return found
    }

    private static func names(_ rule: LineRule, _ name: String, _ value: String) -> [String] {
        let captures = rule.captures(name, value)
        return rule.uses.flatMap { use -> [String] in
            let words = use.split(separator: " ")
            // `interface Eth-Trunk+NUMBER`: the words before the sign belong to the name.
            let parts = (words.last ?? "").split(separator: "+")
            guard let slot = parts.last, let named = captures[String(slot)] else { return [] }
            let kind = words.dropLast().joined(separator: " ") + " " + parts.dropLast().joined()
            return named.split(separator: " ").map { kind + $0 }
        }
    }
}
