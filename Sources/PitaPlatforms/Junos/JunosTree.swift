import PitaDiagnostics

/// The objects of a config, and how they are statements.
///
/// An object is an entry of a list that people name (a unit, a VLAN, a term), and else the first two words. Where order
/// means something, the names that lead to it belong to the section. A property is the rest of a statement; its value is
/// that of a word with one value, the values in order of a word with several in order, and else ``on``.
enum JunosTree {
    /// The value of a property that has none.
    static let on = "yes"
    /// Properties that say something of a statement, not of the device.
    static let sleeping = "inactive:"
    static let protecting = "protect:"
    static let deleting = "delete:"
    static let placing = "insert:"
    /// The name of the value of an object that is a word with a value itself: `system host-name`.
    static let value = "(value)"
    /// The property of an object of which nothing is said but that it is there, beside tags.
    static let there = "(there)"

    // MARK: objects of statements

    /// The objects of a config, with what of it sleeps and is protected.
    ///
    /// - Parameter other: those of a config that may have nodes in common with it.
    static func tree(_ trie: JunosTrie, like other: JunosObjects) -> ConfigTree {
        var objects = JunosObjects(like: other)
        objects.take(trie)
        return tagged(objects, trie)
    }

    /// The objects, with what of them sleeps and is protected.
    static func tagged(_ objects: JunosObjects, _ trie: JunosTrie) -> ConfigTree {
        var objects = objects
        for (tag, paths) in [(sleeping, trie.sleeping), (protecting, trie.protected)] {
            for text in paths.keys.sorted() {
                if let path = JunosSchema.junos.paths(JunosWords.words(text)).last { objects.tag(tag, path) }
            }
        }
        return objects.tree
    }

    // MARK: statements of objects

    /// The statements of the objects that are there.
    ///
    /// - Parameter isIntended: whether a tag is a wish, which says of nothing that it is there.
    static func trie(of tree: ConfigTree, isIntended: Bool = false) -> JunosTrie {
        var trie = JunosTrie()
        var names = JunosNames()
        for object in tree.objects where !object.isAbsent {
            let path = names.path(of: object.id)
            if object.properties.keys.allSatisfy(isTag), !isIntended || object.properties.isEmpty {
                trie.set(JunosPath(steps: JunosSchema.junos.paths(path).last?.steps ?? []))
            }
            for (name, value) in object.properties.sorted(by: { $0.key < $1.key }) where !value.isEmpty && !isTag(name)
            {
                for statement in statements(path, name, value) { trie.set(statement) }
            }
            guard !isIntended else { continue }
            for name in object.properties.keys.filter(isTag) {
                guard let words = tagged(name, sleeping) ?? tagged(name, protecting),
                    let statement = JunosSchema.junos.paths(path + words).last
                else { continue }
                if name.hasPrefix(sleeping) { trie.sleep(statement, true) } else { trie.protect(statement) }
            }
        }
        trie.wakeWhatIsGone()
        return trie
    }

    /// Whether a property says something of a statement, not of the device.
    static func isTag(_ name: String) -> Bool {
        guard name.utf8.contains(UInt8(ascii: ":")) else { return false }
        return [sleeping, protecting, deleting, placing].contains { name.hasPrefix($0) }
    }

    /// The words behind a tag; `nil` where the property has another.
    static func tagged(_ name: String, _ tag: String) -> [String]? {
        name.hasPrefix(tag) ? JunosWords.words(String(name.dropFirst(tag.count))) : nil
    }

    /// The statements that a property of an object says.
    static func statements(_ path: [String], _ name: String, _ value: String) -> [JunosPath] {
        let schema = JunosSchema.junos
        let words = name == Self.value || name == there ? path : path + JunosWords.words(name)
        guard let statement = schema.paths(words).last, let last = statement.steps.last else { return [] }
        guard let id = last.rule else { return [statement] }
        let rule = schema.rules[id]
        func with(_ text: String, _ rule: Int) -> JunosPath {
            var statement = statement
            statement.steps.append(JunosStep(text: text, role: .value, rule: rule))
            return statement
        }
        if last.role == .word, rule.kind == .ordered || rule.kind == .steps {
            return JunosWords.words(value).map { with(rule.kind == .steps ? $0 : JunosWords.written($0), id) }
        }
        if last.role == .word, rule.kind.isSingle, rule.kind != .phrase {
            return [with(JunosWords.written(raw(value)), id)]
        }
        guard value != on else { return [statement] }
        if last.role == .word, rule.kind == .phrase || rule.kind == .choice { return [with(value, id)] }
        guard rule.kind.isContainer, let holder = schema.wildcard(in: rule.body), schema.rules[holder].kind.isSingle
        else { return [statement] }
        return [with(JunosWords.written(raw(value)), holder)]
    }

    /// A property can't be empty: that would mean that it goes.
    private static func raw(_ value: String) -> String { value == "\"\"" ? "" : value }

    /// The property of a leaf: its name within the object, and its value.
    static func property(_ steps: ArraySlice<JunosStep>) -> (name: String, value: String) {
        guard let last = steps.last, JunosMasking.isOneValue(last), let id = last.rule else {
            return (steps.map(\.text).joined(separator: " "), on)
        }
        let name = steps.dropLast().map(\.text).joined(separator: " ")
        let kind = JunosSchema.junos.rules[id].kind
        let isPhrase = kind == .phrase || kind == .choice || last.text == "\"\""
        return (name.isEmpty ? value : name, isPhrase ? last.text : JunosWords.words(last.text).first ?? "")
    }
}

/// The places of objects.
struct JunosNames {
    private var orders: [String: Bool] = [:]
    private static var schema: JunosSchema { .junos }

    /// How many steps lead to the object that a path belongs to.
    static func boundary(_ steps: [JunosStep]) -> Int {
        for index in steps.indices.reversed() where steps[index].role == .name {
            if let rule = steps[index].rule, schema.rules[rule].kind.makesObjects { return index + 1 }
        }
        // Values in order are one property of their word.
        if let first = steps.first?.rule, schema.rules[first].kind == .ordered { return 1 }
        return min(2, steps.count)
    }

    /// The path with single words where the first two are not known.
    static func split(_ steps: [JunosStep]) -> [JunosStep] {
        guard let index = steps.prefix(2).firstIndex(where: { $0.role == .line }) else { return steps }
        return steps[..<index]
            + JunosWords.words(steps[index].text).map {
                JunosStep(text: JunosWords.written($0), role: .line, rule: nil)
            }
    }

    /// The object that the steps lead to.
    static func id(_ steps: ArraySlice<JunosStep>) -> ObjectID {
        func text(_ steps: some Sequence<JunosStep>) -> String { steps.map(\.text).joined(separator: " ") }
        guard let last = steps.last, last.role == .name, let rule = last.rule, schema.rules[rule].kind.makesObjects
        else {
            return ObjectID(section: steps.first?.text ?? "", key: text(steps.dropFirst()))
        }
        if schema.rules[rule].kind == .sequence { return ObjectID(section: text(steps.dropLast()), key: last.text) }
        return ObjectID(
            section: text(steps.filter { $0.role != .name }), key: text(steps.filter { $0.role == .name }))
    }

    /// The words that lead to an object.
    mutating func path(of id: ObjectID) -> [String] {
        if isOrdered(id.section) { return JunosWords.words(id.section) + JunosWords.words(id.key) }
        var words = JunosWords.words(id.section)[...]
        var names = JunosWords.words(id.key)[...]
        var path: [String] = []
        var body = JunosSchema.top
        while true {
            let known = words.first.flatMap { Self.schema.child($0, in: body) }
            guard let found = known ?? Self.schema.wildcard(in: body) else { return path + words + names }
            let rule = Self.schema.rules[found]
            if known != nil, let word = words.popFirst() { path.append(word) }
            if rule.kind.hasEntries {
                guard let name = names.popFirst() else { return path + words }
                path.append(name)
            } else if known == nil {
                return path + words + names
            }
            body = rule.body
        }
    }

    private mutating func isOrdered(_ section: String) -> Bool {
        if let known = orders[section] { return known }
        let isOrdered = Self.isOrdered(section)
        orders[section] = isOrdered
        return isOrdered
    }

    /// Whether the order of a section's objects means something.
    static func isOrdered(_ section: String) -> Bool {
        guard let path = schema.paths(JunosWords.words(section)).first, path.isKnown, path.text == section,
            let last = path.steps.last, let id = last.rule
        else { return false }
        let rule = schema.rules[id]
        if last.role == .word, rule.kind.hasEntries { return rule.kind == .sequence }
        guard rule.kind.isContainer, let entry = schema.wildcard(in: rule.body) else { return false }
        return schema.rules[entry].kind == .sequence
    }
}
