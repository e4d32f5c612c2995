/// What a device does to other lines when one changes.
struct LineConsequences {
    let grammar: LineGrammar

    /// Beginnings of lines of the block that the device drops when the property changes, and that are said again.
    func wipes(_ name: String, _ value: String, in id: ObjectID) -> [String] {
        guard grammar.traits(of: name, value, in: id).contains(.wipes) else { return [] }
        return grammar.rule(of: name, value: value, in: id)?.rule.wipes ?? []
    }

    /// The lines of blocks whose place a line of the top takes when it is said.
    func supplanted(by object: ConfigObject, in tree: ConfigTree) -> [(id: ObjectID, property: String)] {
        guard !object.id.isInner, !grammar.isBlock(object.id),
            let rule = grammar.rule(of: object.id, value: object.properties[LineTree.value] ?? LineTree.on),
            !rule.supplants.isEmpty
        else { return [] }
        return rule.supplants.map(LinePath.parts).filter { $0.count == 2 }.flatMap { parts in
            tree.objects(in: parts[0]).filter { $0.properties[parts[1]] != nil }.map { ($0.id, parts[1]) }
        }
    }

    /// Beginnings of lines that are gone when the property is taken back.
    ///
    /// - Parameter left: of the config without the property, where the rule asks for what is left in the block.
    func drops(_ name: String, _ value: String, in id: ObjectID, left: inout LineIndex) -> [String] {
        guard let rule = grammar.rule(of: name, value: value, in: id)?.rule, !rule.drops.isEmpty else { return [] }
        let captures = rule.captures(name, value)
        if let last = rule.dropsWithLast.map({ LineForm.filled($0, captures) }),
            left.names(in: id, beginningWith: last).contains(where: { $0 != name })
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
            for (name, value) in object.properties
            where old[name] != value && grammar.traits(of: name, value, in: object.id).contains(.brings) {
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

    /// What is left of a config once the lines have been taken back that `target` lacks, or that another value takes the
    /// place of (``LineRule/isReplaced``): what the device drops with them is not taken back, and said again where it stays.
    func left(of running: ConfigTree, to target: ConfigTree) -> ConfigTree {
        var (tree, there, left) = (running, LineIndex(running), LineIndex(target))
        for object in running.objects where target[object.id]?.properties != object.properties {
            guard grammar.isBlock(object.id) else {
                if target[object.id] == nil { leaveTop(object, &tree, &there) }
                continue
            }
            guard let new = target[object.id]?.properties else { continue }
            for name in taken(of: object, by: new) {
                // What went with an earlier one takes nothing along: two lines may each drop the other.
                guard let value = tree[object.id]?.properties[name] else { continue }
                for words in drops(name, value, in: object.id, left: &left) {
                    for (id, property) in dropped(words, with: name, value, in: object.id, of: tree, &there) {
                        tree[id]?.properties[property] = nil
                    }
                }
            }
        }
        for object in target.objects where running[object.id] == nil {
            for (id, name) in supplanted(by: object, in: tree) { tree[id]?.properties[name] = nil }
        }
        return tree
    }

    /// The lines of a block that are taken back and drop others, in the order in which they are.
    private func taken(of object: ConfigObject, by new: [String: String]) -> [String] {
        object.properties.compactMap { name, value -> (place: Int, name: String)? in
            guard new[name] != value, grammar.traits(of: name, value, in: object.id).contains(.drops),
                let (place, rule) = grammar.rule(of: name, value: value, in: object.id),
                !rule.drops.isEmpty, rule.replaces(value, by: new[name])
            else { return nil }
            return (place, name)
        }.sorted { ($0.place, $0.name.utf8.count, $0.name) > ($1.place, $1.name.utf8.count, $1.name) }.map(\.name)
    }

    private func leaveTop(_ object: ConfigObject, _ tree: inout ConfigTree, _ there: inout LineIndex) {
        let name = LinePath(object.id).steps[0].line
        let value = object.properties[LineTree.value] ?? LineTree.on
        guard let rule = grammar.rule(of: object.id, value: value), !rule.drops.isEmpty else { return }
        for words in rule.drops.map({ LineForm.filled($0, rule.captures(name, value)) }) {
            let parts = LinePath.parts(of: words)
            if parts.count == 2 {
                for id in tree.objects(in: parts[0]).map(\.id) {
                    for name in there.names(in: id, beginningWith: parts[1]) { tree[id]?.properties[name] = nil }
                }
            } else {
                let others = there.objects(beginningWith: words)
                tree.remove(Set(others.filter { $0 != object.id && LinePath($0).steps.count == 1 }))
            }
        }
    }

    /// The lines that begin with words, in a block and in those within it. One within it that has a line of this name
    /// itself is about another thing: a neighbour of the same address in a VRF.
    ///
    /// - Parameter there: of the config that `tree` is, or was before lines were taken from it.
    func dropped(
        _ words: String, with name: String, _ value: String, in id: ObjectID, of tree: ConfigTree,
        _ there: inout LineIndex
    ) -> [(id: ObjectID, property: String)] {
        let found = grammar.rule(of: name, value: value, in: id)
        let rule = found?.rule
        let alike = rule?.dropsWithLast.map { LineForm.filled($0, rule?.captures(name, value) ?? [:]) }
        return ([id] + there.blocks(in: id)).flatMap { other -> [(id: ObjectID, property: String)] in
            guard let object = tree[other], other == id || object.properties[name] == nil else { return [] }
            return there.names(in: other, beginningWith: words).filter {
                object.properties[$0] != nil && (other != id || $0 != name)
                    && alike.map(Self.isOther($0)) != false
                    && (other != id || !makes($0, of: object, words, before: found?.place ?? 0))
            }.map { (other, $0) }
        }
    }

    /// Whether a line makes what another one is only said of, and takes it along itself: a group of neighbours, of whose AS the
    /// other one is.
    private func makes(_ name: String, of object: ConfigObject, _ words: String, before place: Int) -> Bool {
        guard let value = object.properties[name], grammar.traits(of: name, value, in: object.id).contains(.drops),
            let other = grammar.rule(of: name, value: value, in: object.id), other.place < place,
            other.rule.isTwoState
        else { return false }
        let captures = other.rule.captures(name, value)
        return other.rule.drops.contains { LineForm.filled($0, captures) == words }
    }

    /// Whether a line does not begin with words.
    private static func isOther(_ name: String) -> (String) -> Bool { { words in !begins(name, with: words) } }
}

extension String {
    /// Without the blanks at its end.
    func trimmingBlanks() -> String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
