import PitaDiagnostics

/// Makes objects with natural keys of commands.
struct RouterOSTreeBuilder {
    /// Where the name of the item before which a new one is to stand is kept.
    static let placeBefore = "place-before"

    /// Whether the text is what a device has: then equal items are told apart by number, and secrets are left out.
    let isRunning: Bool
    private var tree = ConfigTree()
    private var counts: [ObjectID: Int] = [:]
    private var added: Set<ObjectID> = []
    private var errors = Diagnostics()

    init(isRunning: Bool) { self.isRunning = isRunning }

    /// The tree of all commands, later ones upon earlier ones.
    mutating func build(_ statements: [RouterOSStatement]) throws(Diagnostics) -> ConfigTree {
        for statement in statements where !errors.isFull { take(statement) }
        try errors.throwIfErrors()
        return tree
    }

    private mutating func take(_ statement: RouterOSStatement) {
        let menu = RouterOSMenu.named(statement.menu)
        var properties = normalised(statement.properties, menu)
        switch statement.verb {
        case .add:
            if case .find(let pairs)? = statement.placeBefore {
                properties[Self.placeBefore] = key(of: pairs, menu).text
            }
            insert(statement, properties, menu)
        case .set:
            guard let id = selected(statement, menu) else { return }
            merge(id, properties, statement.mark)
        case .remove:
            guard let id = selected(statement, menu) else { return }
            added.remove(id)
            tree[id] = ConfigObject(id: id, properties: [:], isAbsent: true, mark: statement.mark)
        case .enable, .disable:
            guard let id = selected(statement, menu) else { return }
            merge(id, ["disabled": statement.verb == .enable ? "no" : "yes"], statement.mark)
        }
    }

    private func normalised(_ properties: [RouterOSStatement.Property], _ menu: RouterOSMenu?) -> [String: String] {
        var result: [String: String] = [:]
        for property in properties {
            if RouterOSMenu.secretProperties.contains(property.name) {
                if !isRunning { result[property.name] = Secret.mask }
            } else if !isRunning || !property.name.hasPrefix("!") {
                result[property.name] = normalised(property, menu)
            }
        }
        return result
    }

    private func normalised(_ property: RouterOSStatement.Property, _ menu: RouterOSMenu?) -> String {
        let kind = menu?.kind(of: property.name) ?? (property.name == "disabled" ? .boolean : .text)
        return kind.normalised(property.value)
    }

    private mutating func insert(
        _ statement: RouterOSStatement, _ properties: [String: String], _ menu: RouterOSMenu?
    ) {
        var key = Self.key(of: properties, menu)
        var id = ObjectID(statement.menu, key)
        if added.contains(id) {
            if !isRunning, menu?.isUnique == true, !key.pairs.isEmpty, key.pairs.count == menu?.key.count {
                errors.append(Diagnostic("\(id) is added twice", at: statement.mark))
                return
            }
            let count = (counts[id] ?? 1) + 1
            counts[id] = count
            key.ordinal = count
            id = ObjectID(statement.menu, key)
        }
        added.insert(id)
        tree[id] = ConfigObject(id: id, properties: properties, mark: statement.mark)
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
            guard let value = properties[name] ?? menu?.defaults[name] ?? nil, name != "comment" || !value.isEmpty
            else {
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

    private func key(of pairs: [RouterOSStatement.Property], _ menu: RouterOSMenu?) -> RouterOSKey {
        let pairs = pairs.map { RouterOSStatement.Property(name: $0.name, value: normalised($0, menu)) }
        let order = menu?.key ?? []
        return RouterOSKey(
            pairs.sorted { left, right in
                let places = (order.firstIndex(of: left.name) ?? .max, order.firstIndex(of: right.name) ?? .max)
                return places.0 == places.1 ? left.name < right.name : places.0 < places.1
            })
    }

    private mutating func selected(_ statement: RouterOSStatement, _ menu: RouterOSMenu?) -> ObjectID? {
        switch statement.selector {
        case .find(let pairs)?: return ObjectID(statement.menu, key(of: pairs, menu))
        case .word(let word)?:
            if word.hasPrefix("*") || word.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) {
                return ObjectID(statement.menu, RouterOSKey(item: word))
            }
            let isNatural = menu?.key.count == 1 && menu?.key.first != "default-name"
            let name = isNatural ? menu?.key.first ?? "name" : "name"
            return ObjectID(statement.menu, RouterOSKey([.init(name: name, value: word)]))
        case nil:
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
}
