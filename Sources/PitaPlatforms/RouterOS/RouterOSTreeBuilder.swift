import PitaDiagnostics

/// Makes objects with natural keys of commands.
struct RouterOSTreeBuilder {
    /// Where what selects the item before which another is to stand is kept; empty for the end.
    static let placeBefore = "place-before"

    /// What a line says that takes items away, among the values of an ``IntendedLine``.
    static let removal = "remove"

    /// Whether the text is what a device has: then equal items are told apart by number, and secrets are left out.
    let isRunning: Bool
    /// Whether a device printed the text, though it is intended: items that nothing names may stand in it.
    let isExport: Bool
    private var tree = ConfigTree()
    private var counts: [ObjectID: Int] = [:]
    private var added: Set<ObjectID> = []
    private var lines: [IntendedLine] = []
    /// Which of the lines takes an item away.
    private var removals: [ObjectID: Int] = [:]
    private var errors = Diagnostics()

    init(isRunning: Bool, isExport: Bool = false) { (self.isRunning, self.isExport) = (isRunning, isExport) }

    /// The tree of all commands, later ones upon earlier ones.
    ///
    /// - Parameter text: the line that a command is written in, for what an intended config is accounted by.
    mutating func build(
        _ statements: [RouterOSStatement], text: (RouterOSStatement) -> String = { _ in "" }
    ) throws(Diagnostics) -> ConfigTree {
        for statement in statements where !errors.isFull {
            let menu = RouterOSMenu.named(statement.menu)
            let properties = normalised(statement.properties, menu)
            guard let (id, values) = take(statement, properties, menu), !isRunning else { continue }
            if values[Self.removal] != nil { removals[id] = lines.count }
            lines.append(
                IntendedLine(mark: statement.mark, text: text(statement), object: id, values: values))
        }
        try errors.throwIfErrors()
        tree.lines = lines
        return tree
    }

    /// Lays a command upon the tree; gives the object that it is about, and what it says of it.
    private mutating func take(
        _ statement: RouterOSStatement, _ given: [String: String], _ menu: RouterOSMenu?
    ) -> (ObjectID, [String: String])? {
        var properties = given
        if let selector = statement.placeBefore {
            properties[Self.placeBefore] = key(of: selector, menu)?.text ?? ""
        } else if statement.verb == .move {
            properties[Self.placeBefore] = ""
        }
        if statement.verb == .add {
            return insert(statement, properties, menu).map { ($0, properties) }
        }
        guard let id = selected(statement, menu) else { return nil }
        switch statement.verb {
        case .remove:
            remove(id, statement.mark)
            properties = [Self.removal: ""]
        case .enable, .disable:
            properties = ["disabled": statement.verb == .enable ? "no" : "yes"]
            merge(id, properties, statement.mark)
        default: merge(id, properties, statement.mark)
        }
        return (id, properties)
    }

    private func normalised(_ properties: [RouterOSStatement.Property], _ menu: RouterOSMenu?) -> [String: String] {
        var result = [String: String](minimumCapacity: properties.count)
        for property in properties {
            if RouterOSMenu.isSecret(property.name) {
                if !isRunning { result[property.name] = Secret.mask }
            } else if !isRunning || !property.name.hasPrefix("!") {
                result[property.name] = Self.normalised(property, menu)
            }
        }
        return result
    }

    private static func normalised(_ property: RouterOSStatement.Property, _ menu: RouterOSMenu?) -> String {
        let kind = menu?.kind(of: property.name) ?? RouterOSValue.kind(of: property.name, in: "")
        return kind.normalised(property.value)
    }

    private mutating func insert(
        _ statement: RouterOSStatement, _ properties: [String: String], _ menu: RouterOSMenu?
    ) -> ObjectID? {
        var key = Self.key(of: properties, menu)
        var id = ObjectID(statement.menu, key)
        if !isRunning, !isExport, Self.isUnnamed(key, properties, menu) {
            errors.append(Self.unnamed(id, menu, at: statement.mark))
            return nil
        }
        if added.contains(id) {
            if !isRunning, menu?.isUnique == true, !key.pairs.isEmpty, key.pairs.count == menu?.key.count {
                errors.append(Diagnostic("\(id) is added twice", at: statement.mark))
                return nil
            }
            let count = (counts[id] ?? 1) + 1
            counts[id] = count
            key.ordinal = count
            id = ObjectID(statement.menu, key)
        }
        added.insert(id)
        if !isRunning, let removed = tree[id], removed.isAbsent { keep(removed, before: key) }
        tree[id] = ConfigObject(id: id, properties: properties, mark: statement.mark)
        return id
    }

    /// Keeps the removal of an item that is added anew: what the device has of it beside what the `add` says goes.
    private mutating func keep(_ removed: ConfigObject, before key: RouterOSKey) {
        guard key.ordinal == 1, !key.pairs.isEmpty else { return }
        let condition = RouterOSCondition.all(key.pairs.map { .compare(name: $0.name, .equal, value: $0.value) })
        let id = ObjectID(removed.id.section, RouterOSKey(condition))
        tree[removed.id] = nil
        tree[id] = ConfigObject(id: id, properties: [:], isAbsent: true, mark: removed.mark)
        guard let place = removals[removed.id] else { return }
        let line = lines[place]
        lines[place] = IntendedLine(mark: line.mark, text: line.text, object: id, values: line.values)
    }

    /// Whether nothing names an item that is added: it could not be found again, whatever else the device has.
    static func isUnnamed(_ key: RouterOSKey, _ properties: [String: String], _ menu: RouterOSMenu?) -> Bool {
        menu?.isFixed != true && !RouterOSMenu.isNatural(key.pairs.map(\.name), menu)
            && (menu != nil || properties["name"] == nil)
    }

    /// The refusal of such an item.
    static func unnamed(_ id: ObjectID, _ menu: RouterOSMenu?, at mark: SourceMark?) -> Diagnostic {
        let names = menu?.key.filter { menu?.optionalKey.contains($0) == false }
        return Diagnostic(
            "\(id): nothing names the item, so it could not be found again", at: mark,
            hint: "give it a \(names?.map { "`\($0)`" }.joined(separator: " and a ") ?? "`name`")")
    }

    private mutating func remove(_ id: ObjectID, _ mark: SourceMark) {
        // What is said last counts for what was added before it, too.
        if tree[id]?.isAbsent == false { tree[id] = nil }
        added.remove(id)
        tree[id] = ConfigObject(id: id, properties: [:], isAbsent: true, mark: mark)
    }

    private mutating func merge(_ id: ObjectID, _ properties: [String: String], _ mark: SourceMark) {
        var object = tree[id] ?? ConfigObject(id: id, properties: [:], mark: mark)
        if object.isAbsent {
            errors.append(Diagnostic("\(id) is set after it was removed", at: mark))
            return
        }
        for (name, value) in properties {
            let opposite = name.hasPrefix("!") ? String(name.dropFirst()) : "!" + name
            object.properties[opposite] = nil
            object.properties[name] = value
        }
        tree[id] = object
    }

    /// What names the item that an `add` makes: the menu's key, else everything it has.
    static func key(of properties: [String: String], _ menu: RouterOSMenu?) -> RouterOSKey {
        let names = menu?.key ?? (properties["name"] == nil ? [] : ["name"])
        var pairs: [RouterOSStatement.Property] = []
        for name in names {
            let standard = menu?.keyStandard(name)
            if menu?.optionalKey.contains(name) == true {
                if let value = properties[name], value != standard { pairs.append(.init(name: name, value: value)) }
                continue
            }
            guard let value = properties[name] ?? standard, name != "comment" || !value.isEmpty else {
                pairs = []
                break
            }
            pairs.append(.init(name: name, value: value))
        }
        if pairs.isEmpty {
            pairs = properties.filter { !$0.key.hasPrefix("!") && $0.key != placeBefore && $0.value != Secret.mask }
                .map { .init(name: $0.key, value: $0.value) }.sorted { $0.name < $1.name }
        }
        return RouterOSKey(pairs)
    }

    private func key(of selector: RouterOSStatement.Selector, _ menu: RouterOSMenu?) -> RouterOSKey? {
        switch selector {
        case .find(let condition): Self.key(of: condition, menu)
        case .words(let words): Self.key(of: words, menu)
        }
    }

    private static func key(of condition: RouterOSCondition, _ menu: RouterOSMenu?) -> RouterOSKey {
        let condition = condition.normalised { normalised($0, menu) }
        guard let pairs = condition.equalities else { return RouterOSKey(condition) }
        let order = menu?.key ?? []
        return RouterOSKey(
            pairs.sorted { left, right in
                let places = (order.firstIndex(of: left.name) ?? .max, order.firstIndex(of: right.name) ?? .max)
                return places.0 == places.1 ? left.name < right.name : places.0 < places.1
            })
    }

    private static func key(of words: [String], _ menu: RouterOSMenu?) -> RouterOSKey? {
        let isNatural = menu?.key.count == 1 && menu?.key.first != "default-name"
        let name = isNatural ? menu?.key.first ?? "name" : "name"
        guard let first = words.first else { return nil }
        if words.count > 1 {
            guard !words.contains(where: RouterOSKey.isItem) else { return nil }
            return RouterOSKey(.any(words.map { .compare(name: name, .equal, value: $0) }))
        }
        return RouterOSKey.isItem(first) ? RouterOSKey(item: first) : RouterOSKey([.init(name: name, value: first)])
    }

    private mutating func selected(_ statement: RouterOSStatement, _ menu: RouterOSMenu?) -> ObjectID? {
        if let selector = statement.selector {
            guard let key = key(of: selector, menu) else {
                errors.append(
                    Diagnostic(
                        "several items by number", at: statement.mark,
                        hint: "name them: `[find name=\"x\" or name=\"y\"]`"))
                return nil
            }
            return ObjectID(statement.menu, key)
        }
        if let menu, !menu.isSingle, !isRunning {
            errors.append(
                Diagnostic(
                    "`set` of which item of \(menu.path)?", at: statement.mark,
                    hint: "add `[find \(menu.key.first ?? "name")=\"x\"]`"))
            return nil
        }
        return ObjectID(section: statement.menu, key: "")
    }
}
