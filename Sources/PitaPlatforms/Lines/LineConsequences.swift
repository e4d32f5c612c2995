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
        /// Whether it is taken back by a line of its own, rather than by the device.
        var isSaid = false
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

    /// Whether an object is one of those that a name with ``LineTree/all`` stands for.
    static func isNamed(_ id: ObjectID, by all: ObjectID) -> Bool {
        let beginning = all.key.dropLast(LineTree.all.count)
        if id.section == all.section { return begins(id.key, with: String(beginning)) }
        // The rules of longer lines have longer sections: `logging host` of `logging`.
        guard !id.section.contains(LinePath.separator) else { return false }
        return begins("\(id.section) \(id.key)", with: "\(all.section) \(beginning)".trimmingBlanks())
    }

    /// Whether a name begins with whole words.
    static func begins(_ name: String, with words: String) -> Bool {
        name.hasPrefix(words) && (name.utf8.count == words.utf8.count || name.dropFirst(words.count).first == " ")
    }

    /// The target with the lines that the device adds with new ones; what the intended config names itself is as it says.
    func brought(
        to target: ConfigTree, running: ConfigTree, isNamed: (ObjectID, String?) -> Bool
    ) -> ConfigTree {
        var tree = target
        for object in target.objects where grammar.isBlock(object.id) {
            let old = running[object.id]?.properties ?? [:]
            guard old != object.properties else { continue }
            for (name, value) in object.properties where old[name] != value {
                guard let rule = grammar.rule(of: name, value: value, in: object.id)?.rule, !rule.brings.isEmpty
                else { continue }
                let captures = rule.captures(name, value)
                for line in rule.brings.map({ LineForm.filled($0, captures) }) {
                    guard let found = grammar.rule(of: line.words, in: object.id.section) else {
                        continue
                    }
                    let brought = found.match.name.joined(separator: " ")
                    guard !isNamed(object.id, brought), tree[object.id]?.properties[brought] == nil else { continue }
                    let value = found.match.value.joined(separator: " ")
                    tree[object.id]?.properties[brought] = value.isEmpty ? LineTree.on : value
                }
            }
        }
        return tree
    }

    /// The target without what the device drops with lines that are taken back; what the intended config names itself stays.
    ///
    /// - Parameter isNamed: whether the intended config names the property, or the object.
    func applied(
        to target: ConfigTree, running: ConfigTree, isNamed: (ObjectID, String?) -> Bool
    ) -> (tree: ConfigTree, losses: [Loss]) {
        var (tree, losses) = (target, [Loss]())
        for object in target.objects where running[object.id]?.properties != object.properties {
            exclude(object, running: running, &tree, &losses, isNamed)
        }
        for object in running.objects where target[object.id]?.properties != object.properties {
            let gone = object.properties.filter { target[object.id]?.properties[$0.key] == nil }
            guard target[object.id] != nil || !grammar.isBlock(object.id) else { continue }
            for (name, value) in gone.sorted(by: { $0.key < $1.key }) {
                guard let rule = grammar.rule(of: name, value: value, in: object.id)?.rule else { continue }
                for words in rule.carries where target[object.id] != nil {
                    let cause = LineWording(grammar: grammar).negated(name, value, by: rule) ?? name
                    lose(words, from: object.id, cause: cause, except: name, isSaid: true, &tree, &losses, isNamed)
                }
                for words in drops(name, value, in: object.id, left: target[object.id]) {
                    let cause = "\(grammar.negation) \(name)"
                    for (id, property) in dropped(words, with: name, value, in: object.id, of: tree)
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

    /// Lines that can't stand beside one that is new.
    private func exclude(
        _ object: ConfigObject, running: ConfigTree, _ tree: inout ConfigTree, _ losses: inout [Loss],
        _ isNamed: (ObjectID, String?) -> Bool
    ) {
        guard grammar.isBlock(object.id) else { return }
        let old = running[object.id]?.properties ?? [:]
        for (name, value) in object.properties.sorted(by: { $0.key < $1.key }) where old[name] != value {
            guard let rule = grammar.rule(of: name, value: value, in: object.id)?.rule else { continue }
            let cause = LineWording(grammar: grammar).set(name, value, by: rule) ?? name
            if rule.isTakenByValue {
                // A device keeps one of two that are equal.
                for other in old.keys.sorted() where other != name && old[other] == value {
                    lose(other, from: object.id, cause: cause, except: name, isSaid: true, &tree, &losses, isNamed)
                }
            }
            guard !rule.excludes.isEmpty else { continue }
            let captures = rule.captures(name, value)
            for words in rule.excludes.map({ LineForm.filled($0, captures) }) {
                lose(words, from: object.id, cause: cause, except: name, isSaid: true, &tree, &losses, isNamed)
            }
        }
    }

    private func lose(
        _ words: String, from id: ObjectID, cause: String, except: String, isSaid: Bool = false,
        _ tree: inout ConfigTree,
        _ losses: inout [Loss], _ isNamed: (ObjectID, String?) -> Bool
    ) {
        let inner = "\(id.section)\(LinePath.separator)"
        let path = "\(id.key)\(LinePath.separator)"
        for other in tree.objects {
            // One within it that has a line of this name itself is about another thing: a neighbour of a VRF.
            let isInner = other.id.section.hasPrefix(inner) && other.id.key.hasPrefix(path)
            guard other.id == id || isInner && other.properties[except] == nil else { continue }
            for name in other.properties.keys.sorted() where Self.begins(name, with: words) {
                guard other.id != id || name != except, !isNamed(other.id, name) else { continue }
                let line = LineWording(grammar: grammar).set(name, other.properties[name] ?? LineTree.on, of: other.id)
                losses.append(
                    Loss(id: other.id, property: name, line: line ?? name, cause: cause, isSaid: isSaid))
                tree[other.id]?.properties[name] = nil
            }
        }
    }

    /// The lines that begin with words, in a block and in those within it. One within it that has a line of this name
    /// itself is about another thing: a neighbour of the same address in a VRF.
    private func dropped(
        _ words: String, with name: String, _ value: String, in id: ObjectID, of tree: ConfigTree
    ) -> [(id: ObjectID, property: String)] {
        let rule = grammar.rule(of: name, value: value, in: id)?.rule
        let alike = rule?.dropsWithLast.map { LineForm.filled($0, rule?.captures(name, value) ?? [:]) }
        let inner = "\(id.section)\(LinePath.separator)"
        let path = "\(id.key)\(LinePath.separator)"
        return tree.objects.filter { other in
            other.id == id
                || other.id.section.hasPrefix(inner) && other.id.key.hasPrefix(path) && other.properties[name] == nil
        }.flatMap { other in
            other.properties.keys.sorted().filter {
                Self.begins($0, with: words) && (other.id != id || $0 != name)
                    && alike.map(Self.isOther($0)) != false
            }.map { (other.id, $0) }
        }
    }

    /// Whether a line does not begin with words.
    private static func isOther(_ name: String) -> (String) -> Bool { { words in !begins(name, with: words) } }

    /// What is left of a config once the lines have been taken back that `target` lacks, or that another value takes the
    /// place of (``LineRule/isReplaced``): what the device drops with them is not taken back, and said again where it stays.
    func left(of running: ConfigTree, to target: ConfigTree) -> ConfigTree {
        var tree = running
        for object in running.objects where target[object.id]?.properties != object.properties {
            guard grammar.isBlock(object.id) else {
                if target[object.id] == nil { leaveTop(object, &tree) }
                continue
            }
            guard let new = target[object.id]?.properties else { continue }
            for name in taken(of: object, by: new) {
                // What went with an earlier one takes nothing along: two lines may each drop the other.
                guard let value = tree[object.id]?.properties[name] else { continue }
                for words in drops(name, value, in: object.id, left: target[object.id]) {
                    for (id, property) in dropped(words, with: name, value, in: object.id, of: tree) {
                        tree[id]?.properties[property] = nil
                    }
                }
            }
        }
        return tree
    }

    /// The lines of a block that are taken back and drop others, in the order in which they are.
    private func taken(of object: ConfigObject, by new: [String: String]) -> [String] {
        object.properties.compactMap { name, value -> (place: Int, name: String)? in
            guard new[name] != value, let (place, rule) = grammar.rule(of: name, value: value, in: object.id),
                !rule.drops.isEmpty, rule.replaces(value, by: new[name])
            else { return nil }
            return (place, name)
        }.sorted { ($0.place, $0.name.utf8.count, $0.name) > ($1.place, $1.name.utf8.count, $1.name) }.map(\.name)
    }

    private func leaveTop(_ object: ConfigObject, _ tree: inout ConfigTree) {
        let name = LinePath(object.id).steps[0].line
        let value = object.properties[LineTree.value] ?? LineTree.on
        guard let rule = grammar.rule(of: object.id, value: value), !rule.drops.isEmpty else { return }
        for words in rule.drops.map({ LineForm.filled($0, rule.captures(name, value)) }) {
            let parts = LinePath.parts(of: words)
            if parts.count == 2 {
                for other in tree.objects(in: parts[0]) {
                    tree[other.id]?.properties = other.properties.filter { !Self.begins($0.key, with: parts[1]) }
                }
            } else {
                tree.remove(
                    Set(
                        tree.objects.map(\.id).filter {
                            $0 != object.id && LinePath($0).steps.count == 1
                                && Self.begins(LinePath($0).steps[0].line, with: words)
                        }))
            }
        }
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
            guard let block = grammar.index.blocks(of: object.id.section, in: "").first?.block else { continue }
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
        let names = names(of: ids.map(\.0), in: tree)
        for place in ids.indices { visit(place, names, makers, &order, &state) }
        return order.map { ids[$0] }
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

    /// Depth first; a circle is cut where it closes.
    private func visit(
        _ place: Int, _ names: [[String]], _ makers: [String: [Int]], _ order: inout [Int], _ state: inout [UInt8]
    ) {
        guard state[place] == 0 else { return }
        state[place] = 1
        for name in names[place] {
            for other in makers[name] ?? [] where other != place && state[other] == 0 {
                visit(other, names, makers, &order, &state)
            }
        }
        state[place] = 2
        order.append(place)
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
            let words = use.words
            // `interface Eth-Trunk+NUMBER`: the words before the sign belong to the name.
            let parts = (words.last ?? "").split(separator: "+")
            guard let slot = parts.last, let named = captures[String(slot)] else { return [] }
            let kind = words.dropLast().joined(separator: " ") + " " + parts.dropLast().joined()
            return named.words.map { kind + $0 }
        }
    }
}

extension String {
    /// Without the blanks at its end.
    fileprivate func trimmingBlanks() -> String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
