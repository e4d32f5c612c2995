import PitaDiagnostics

/// What a device drops with lines that are taken back, and what has to go before new ones are said.
struct LineLosses {
    /// One line that goes with another.
    struct Loss: Equatable {
        let id: ObjectID
        /// The property; `nil` for the whole object.
        let property: String?
        /// The line that is lost, for people.
        let line: String
        /// The line with which it goes.
        let cause: String
        var way = Way.dropped

        /// How it is lost.
        enum Way {
            /// The device removes it by itself.
            case dropped
            /// It can't stand beside a new line, and is removed by a line of its own.
            case excluded
            /// It names what is removed, and is removed by a line of its own.
            case taken
        }
    }

    /// Two lines of the intended config of which the device can't have both.
    struct Conflict: Equatable {
        let id: ObjectID
        let line: String
        let cause: String
        /// Whether the device may take the line yet, where another one of the text makes what it is said of.
        let isPossible: Bool
    }

    private let grammar: LineGrammar
    private let running: ConfigTree
    private let target: ConfigTree
    /// Whether the intended config names the property, or the object.
    private let isNamed: (ObjectID, String?) -> Bool
    private var before: LineIndex
    private var wanted: LineIndex
    private var after: ConfigTree
    /// Lines of the top that are lost, which ``after`` still has.
    private var gone: Set<ObjectID> = []
    private(set) var losses: [Loss] = []
    private(set) var conflicts: [Conflict] = []

    private let words: LineWording
    private let consequences: LineConsequences

    /// Works out what is lost on the way from `running` to `target`; what the intended config names itself stays.
    init(
        grammar: LineGrammar, running: ConfigTree, target: ConfigTree, isNamed: @escaping (ObjectID, String?) -> Bool
    ) {
        (self.grammar, self.running, self.target, self.isNamed) = (grammar, running, target, isNamed)
        words = LineWording(grammar: grammar)
        consequences = LineConsequences(grammar: grammar)
        (before, wanted, after) = (LineIndex(running), LineIndex(target), target)
        for object in target.objects where running[object.id]?.properties != object.properties {
            exclude(object)
            if running[object.id] == nil { supplant(object) }
        }
        for object in running.objects where target[object.id]?.properties != object.properties {
            guard target[object.id] != nil || !grammar.isBlock(object.id) else { continue }
            drop(object)
            loseTop(object)
        }
        loseUsers()
    }

    /// The target without what is lost.
    var tree: ConfigTree {
        var tree = after
        tree.remove(gone)
        return tree
    }

    private mutating func lose(_ id: ObjectID, _ name: String, cause: String, way: Loss.Way = .dropped) {
        guard !gone.contains(id), let old = after[id]?.properties[name] else { return }
        let line = words.set(name, old, of: id) ?? name
        losses.append(Loss(id: id, property: name, line: line, cause: cause, way: way))
        after[id]?.properties[name] = nil
    }

    // MARK: within a block

    /// Lines that can't stand beside one that is new.
    private mutating func exclude(_ object: ConfigObject) {
        guard grammar.isBlock(object.id) else { return }
        let old = running[object.id]?.properties ?? [:]
        let new = object.properties.filter { name, value in
            old[name] != value && grammar.traits(of: name, value, in: object.id).contains(.excludes)
        }
        for (name, value) in new.sorted(by: { $0.key < $1.key }) {
            guard let rule = grammar.rule(of: name, value: value, in: object.id)?.rule else { continue }
            // A device keeps one of two that are equal.
            let equal = rule.isTakenByValue ? before.names(in: object.id, ofValue: value).filter { $0 != name } : []
            guard !equal.isEmpty || !rule.excludes.isEmpty else { continue }
            let cause = words.set(name, value, by: rule) ?? name
            for other in equal where !isNamed(object.id, other) {
                loseSaid(other, from: object.id, cause: cause, except: name)
            }
            guard !rule.excludes.isEmpty else { continue }
            let captures = rule.captures(name, value)
            for words in rule.excludes.map({ LineForm.filled($0, captures) }) {
                loseSaid(words, from: object.id, cause: cause, except: name, isOnly: true)
            }
        }
    }

    /// Loses the lines that begin with words, of a block and of those within it, each by a line of its own.
    ///
    /// - Parameter isOnly: whether lines that are switched off stay.
    private mutating func loseSaid(
        _ words: String, from id: ObjectID, cause: String, except: String, isOnly: Bool = false
    ) {
        for other in [id] + wanted.blocks(in: id) {
            // One within it that has a line of this name itself is about another thing: a neighbour of a VRF.
            guard other == id || after[other]?.properties[except] == nil else { continue }
            for name in wanted.names(in: other, beginningWith: words) {
                guard other != id || name != except else { continue }
                // What is off stands beside what is on for the others: `no passive-interface X`.
                guard !isOnly || after[other]?.properties[name] != LineTree.off else { continue }
                guard isNamed(other, name) else {
                    lose(other, name, cause: cause, way: .excluded)
                    continue
                }
                note(other, name, cause, isPossible: false)
            }
        }
    }

    /// A line that the text says, and the device would not have beside another of the text.
    private mutating func note(_ id: ObjectID, _ name: String, _ cause: String, isPossible: Bool) {
        guard let value = after[id]?.properties[name], !value.isEmpty, let line = words.set(name, value, of: id) else {
            return
        }
        conflicts.append(Conflict(id: id, line: line, cause: cause, isPossible: isPossible))
    }

    /// What goes with lines of a block that are taken back.
    private mutating func drop(_ object: ConfigObject) {
        let new = target[object.id]?.properties ?? [:]
        let lost = object.properties.filter { name, value in
            new[name] == nil && grammar.traits(of: name, value, in: object.id).contains(.drops)
        }
        for (name, value) in lost.sorted(by: { $0.key < $1.key }) {
            guard let rule = grammar.rule(of: name, value: value, in: object.id)?.rule else { continue }
            for words in rule.carries where target[object.id] != nil {
                let cause = self.words.negated(name, value, by: rule) ?? name
                loseSaid(words, from: object.id, cause: cause, except: name)
            }
            for words in consequences.drops(name, value, in: object.id, left: &wanted) {
                let cause = "\(grammar.negation) \(name)"
                // Said of what goes: lines of a neighbour that is taken back. Lines of the whole block may say anew what went.
                let isOfIt =
                    LineConsequences.begins(name, with: words) && words.words.count >= rule.form.head.count
                for (id, property) in consequences.dropped(words, with: name, value, in: object.id, of: after, &wanted)
                {
                    let isExcept = !isOfIt && after[id]?.properties[property] == LineTree.off
                    if !isNamed(id, property) || isExcept {
                        lose(id, property, cause: cause)
                    } else if isOfIt {
                        note(id, property, cause, isPossible: true)
                    }
                }
            }
        }
    }

    // MARK: from the top

    /// A line of the top may take the place of lines of blocks: `aaa new-model` that of `login local`.
    private mutating func supplant(_ object: ConfigObject) {
        for (id, name) in consequences.supplanted(by: object, in: target) {
            let cause = LinePath(object.id).steps[0].line
            guard isNamed(id, name) else {
                lose(id, name, cause: cause)
                continue
            }
            note(id, name, cause, isPossible: false)
        }
    }

    /// A line of the top may drop others of the top: `aaa new-model`.
    private mutating func loseTop(_ object: ConfigObject) {
        guard target[object.id] == nil, !grammar.isBlock(object.id) else { return }
        let value = object.properties[LineTree.value] ?? LineTree.on
        guard let rule = grammar.rule(of: object.id, value: value), !rule.drops.isEmpty else { return }
        let name = LinePath(object.id).steps[0].line
        let captures = rule.captures(name, value)
        let cause = "\(grammar.negation) \(name)"
        for words in rule.drops.map({ LineForm.filled($0, captures) }) {
            let parts = LinePath.parts(of: words)
            if parts.count == 2 {
                loseInner(parts[1], of: parts[0], cause: cause)
                continue
            }
            for id in before.objects(beginningWith: words) where id != object.id && LinePath(id).steps.count == 1 {
                loseObject(id, cause: cause)
            }
        }
    }

    /// A line of the top may drop lines of blocks: `undo dhcp enable` those of interfaces.
    private mutating func loseInner(_ words: String, of section: String, cause: String) {
        for id in target.objects(in: section).map(\.id) {
            for name in wanted.names(in: id, beginningWith: words) where !isNamed(id, name) {
                lose(id, name, cause: cause)
            }
        }
    }

    /// A block that goes takes along what names it: a VRF the addresses of its interfaces, its routes, its part of BGP.
    private mutating func loseUsers() {
        var ids = running.objects.map(\.id).filter { target[$0] == nil }
        var known: Set<ObjectID> = []
        while !ids.isEmpty {
            known.formUnion(ids)
            loseUsers(of: Dictionary(grouping: ids, by: \.section))
            // What went with them may take others along.
            ids = gone.subtracting(known).sorted()
        }
    }

    private mutating func loseUsers(of removed: [String: [ObjectID]]) {
        for block in grammar.blocks[""] ?? [] where !block.takes.isEmpty {
            guard let keys = removed[block.kind]?.map(\.key) else { continue }
            for taken in block.takes {
                // Of two blocks of one name the first is meant.
                let names = Dictionary(
                    keys.compactMap { key in taken.word(key).map { ($0, "\(block.kind) \(key)".trimmingBlanks()) } },
                    uniquingKeysWith: { first, _ in first })
                if !names.isEmpty { lose(taken, with: names) }
            }
        }
    }

    /// - Parameter names: the words by which the blocks that go are named, with what they are.
    private mutating func lose(_ taken: LineGrammar.Taken, with names: [String: String]) {
        guard !taken.section.isEmpty else {
            for (name, block) in names.sorted(by: { $0.key < $1.key }) {
                for line in taken.lines {
                    let ids = before.objects(beginningWith: LineGrammar.Taken.filled(line, name))
                    for id in ids { loseObject(id, cause: "\(grammar.negation) \(block)", way: .taken) }
                }
            }
            return
        }
        for user in target.objects(in: taken.section) {
            let path = LinePath(user.id)
            if let last = path.steps.last, let name = taken.name(ending: last.name, of: names), let block = names[name]
            {
                loseObject(user.id, cause: "\(grammar.negation) \(block)", way: .taken)
            } else if let named = taken.named {
                guard let name = after[user.id]?.properties[named], let block = names[name] else { continue }
                let cause = "\(grammar.negation) \(block)"
                if taken.isWhole {
                    loseObject(user.id, cause: cause, way: .taken)
                } else {
                    loseNamed(taken.lines, from: user.id, cause: cause)
                }
            } else if !taken.lines.isEmpty {
                for property in wanted.names(in: user.id) {
                    let line = words.line(property, user.properties[property] ?? LineTree.on, of: user.id)
                    guard let name = taken.name(in: line.words, of: names), let block = names[name] else { continue }
                    loseOf(user.id, property, cause: "\(grammar.negation) \(block)")
                }
            }
        }
    }

    private mutating func loseNamed(_ lines: [String], from id: ObjectID, cause: String) {
        for name in wanted.names(in: id)
        where lines.contains(where: { LineConsequences.begins(name, with: $0) }) && !isNamed(id, name) {
            lose(id, name, cause: cause, way: .taken)
        }
    }

    /// A line that names what goes: where the text says it, it is said of nothing.
    private mutating func loseOf(_ id: ObjectID, _ name: String, cause: String) {
        guard isNamed(id, name) else { return lose(id, name, cause: cause, way: .taken) }
        note(id, name, cause, isPossible: true)
    }

    /// An object that goes with another, and all that stands in it.
    private mutating func loseObject(_ id: ObjectID, cause: String, way: Loss.Way = .dropped) {
        guard after[id] != nil, !gone.contains(id), let line = LinePath(id).steps.last?.line else { return }
        guard !isNamed(id, nil) else {
            conflicts.append(Conflict(id: id, line: line, cause: cause, isPossible: true))
            return
        }
        losses.append(Loss(id: id, property: nil, line: line, cause: cause, way: way))
        gone.insert(id)
        gone.formUnion(before.blocks(in: id))
    }
}
