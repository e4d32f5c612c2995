import PitaDiagnostics

/// Works out what becomes of which item: the intended config laid upon the running one, as the mode wants it.
///
/// The objects of the intended config are taken in their order, as the device would run them: a selector means what is
/// there when its turn comes.
struct RouterOSGoals {
    let running: ConfigTree
    let intended: ConfigTree
    let mode: ChangeMode
    let defaults: RouterOSDefaults
    /// The ids of every item that the intended config wants to be there, as the running config names them, in order.
    var wanted: [ObjectID] = []
    /// Before which item another is to stand; `nil` is the end.
    var placements: [(id: ObjectID, before: ObjectID?)] = []
    /// The items that an object of the intended config means, by its id.
    var meant: [ObjectID: [ObjectID]] = [:]
    /// What the intended config says cannot be said so.
    var errors = Diagnostics()
    var items: RouterOSItems
    var isWanted: Set<ObjectID> = []
    /// Where the text removes an item.
    var removals: [ObjectID: SourceMark] = [:]
    /// The items that take the place of one whose key was set.
    var replacements: Set<ObjectID> = []

    /// - Parameter running: reduced to what is no default.
    init(running: ConfigTree, intended: ConfigTree, mode: ChangeMode, defaults: RouterOSDefaults) {
        (self.running, self.intended, self.mode, self.defaults) = (running, intended, mode, defaults)
        items = RouterOSItems(running, version: defaults.version)
    }

    /// The items that change, in the order of the intended config.
    var transitions: [RouterOSTransition] { items.transitions }

    /// What becomes of an item; `nil` for one that nothing is said of.
    func outcome(of id: ObjectID) -> RouterOSTransition? { items.outcome(of: id) }

    /// Works everything out; throws what can't be.
    mutating func workOut() throws(Diagnostics) {
        for object in intended.objects where !errors.isFull { plan(object) }
        if case .replace(let scope) = mode {
            for object in running.objects where scope.contains(object) && !items.isTouched(object.id) {
                removeUnnamed(object)
            }
        }
        items.settle()
        for transition in items.transitions { refuseCommunity(transition) }
        if mode != .exact { refuseDangling() }
        for transition in items.transitions where mode == .merge {
            for error in RouterOSMatchers.errors(of: transition) { errors.append(error) }
        }
        if mode == .merge {
            refuseOverlaps()
            refuseSeconds()
            refuseSecondVLANs()
        }
        try errors.throwIfErrors()
    }

    /// The name of a community without users' security is its secret; a plan would write it into commands and records.
    private mutating func refuseCommunity(_ transition: RouterOSTransition) {
        guard transition.id.section == "/snmp community" else { return }
        let named = RouterOSKey(transition.id.key).pairs.contains { $0.name == "name" }
        let tellsName = [transition.old, transition.new].contains { object in
            guard let object, object.properties["security"] ?? "none" == "none" else { return false }
            return named || object.properties["name"] != nil
        }
        guard tellsName else { return }
        errors.append(
            Diagnostic(
                "/snmp community: a secret can't be part of a plan, and the name of a community is one",
                at: transition.new?.mark, excerpt: Excerpt(line: "name=\(Secret.mask)"),
                hint: "set it on the device, or use SNMPv3 (`security=private`)"))
    }

    private mutating func removeUnnamed(_ object: ConfigObject) {
        let menu = RouterOSMenu.named(object.id.section)
        // What is there by itself can't go.
        guard RouterOSPrinter.isAddition(object, RouterOSKey(object.id.key), menu) else { return }
        items.remove(object.id)
    }

    // MARK: which items

    /// The items that an object means. None: it names one that is not there.
    private mutating func targets(_ object: ConfigObject, _ key: RouterOSKey, _ menu: RouterOSMenu?) -> [ObjectID]? {
        // Where a part of the key may be missing, a selector without it means every item that has the rest.
        let isSelector = object.isAbsent || !adds(object, key, menu)
        let isOpen = isSelector && menu?.optionalKey.isEmpty == false && key.item == nil
        if items[object.id] != nil, !isOpen { return [object.id] }
        // What is added is what it names, and nothing that happens to agree with it.
        if !isSelector { return nil }
        if case .any(let parts)? = key.condition {
            let names = parts.compactMap(\.equalities)
            if names.count == parts.count {
                return names.flatMap { pairs in
                    let id = ObjectID(object.id.section, RouterOSKey(pairs))
                    return targets(ConfigObject(id: id, properties: [:]), RouterOSKey(pairs), menu)
                        ?? [hidden(id, RouterOSKey(pairs), menu) ?? id]
                }
            }
        }
        if key.item != nil || key.pairs.isEmpty && key.condition == nil { return nil }
        guard isOpen || key.condition != nil || !RouterOSMenu.isNatural(key.pairs.map(\.name), menu) else { return nil }
        let found = items.matching(key, in: object.id.section, menu)
        if found.isEmpty { return hidden(object.id, key, menu).map { [$0] } }
        return found
    }

    /// Whether an object is one that is added. A `set` of `[find dst-address=0.0.0.0/0]` names nothing of its own, and what it
    /// finds by goes without saying.
    private func adds(_ object: ConfigObject, _ key: RouterOSKey, _ menu: RouterOSMenu?) -> Bool {
        guard RouterOSPrinter.isAddition(object, key, menu) else { return false }
        return menu?.optionalKey.isEmpty != false || key.pairs.contains { object.properties[$0.name] != nil }
    }

    /// The id of an item that the device has without its standing in a compact export.
    private func hidden(_ id: ObjectID, _ key: RouterOSKey, _ menu: RouterOSMenu?) -> ObjectID? {
        // An interface that still has its default name is not in an export.
        if menu?.key == ["default-name"], key.pairs.count == 1, let pair = key.pairs.first, pair.name == "name" {
            return ObjectID(id.section, RouterOSKey([.init(name: "default-name", value: pair.value)]))
        }
        return nil
    }

    /// Whether the item is on the device without standing in a compact export.
    private func isImplied(_ id: ObjectID, _ key: RouterOSKey, _ menu: RouterOSMenu?) -> Bool {
        if id.key.isEmpty || menu?.isFixed == true { return true }
        guard key.pairs.count == 1, let pair = key.pairs.first else { return false }
        return pair == .init(name: "default", value: "yes")
            || (pair.name == "name" && menu?.builtIn.contains(pair.value) == true)
    }

    // MARK: what becomes of them

    private mutating func plan(_ object: ConfigObject) {
        let menu = RouterOSMenu.named(object.id.section)
        let key = RouterOSKey(object.id.key)
        if let reason = unreadable(key, menu) {
            errors.append(Diagnostic("\(object.id): \(reason.0)", at: object.mark, hint: reason.1))
            return
        }
        if object.properties.values.contains(Secret.mask) {
            let id = object.id
            errors.append(
                Diagnostic("\(id): a secret can't be part of a plan", at: object.mark, hint: "set it on the device"))
            return
        }
        let found = targets(object, key, menu)
        meant[object.id] = found ?? []
        if object.isAbsent {
            for id in found ?? [object.id] {
                planAbsent(object, id, isImplied: isImplied(id, RouterOSKey(id.key), menu))
            }
            return
        }
        guard let found else {
            meant[object.id] = [object.id]
            return plan(object, object.id, key, menu)
        }
        for id in found { plan(object, id, id == object.id ? key : RouterOSKey(id.key), menu) }
    }

    /// Why the config does not tell which items are meant, and what to write.
    private func unreadable(_ key: RouterOSKey, _ menu: RouterOSMenu?) -> (String, String)? {
        guard let condition = key.condition, menu?.isFixed == true else { return nil }
        if case .any(let parts) = condition, parts.allSatisfy({ $0.equalities != nil }) { return nil }
        return (
            "items that are as they were made are not in an export, and might be meant",
            "name each: `[find \(menu?.key.first ?? "name")=\"x\"]`"
        )
    }

    private mutating func plan(_ object: ConfigObject, _ id: ObjectID, _ key: RouterOSKey, _ menu: RouterOSMenu?) {
        let isAddition = adds(object, RouterOSKey(object.id.key), menu)
        var old = items[id]
        if old == nil, isImplied(id, key, menu) { old = ConfigObject(id: id, properties: [:]) }
        if old == nil, !isAddition, mode != .exact || key.item != nil || key.condition != nil {
            errors.append(
                Diagnostic(
                    "\(id) is not on the device", at: object.mark, hint: "write `add` for an item that may be missing"))
            return
        }
        check(object, id, key, menu, isNew: old == nil)
        if let old, let menu, replaced(object, id, old, menu) { return }
        if isWanted.insert(id).inserted { wanted.append(id) }
        place(object, id, menu)
        items.set(goal(object, id, old, key), named: object.properties, isNew: items[id] == nil && old == nil)
    }

    mutating func place(_ object: ConfigObject, _ id: ObjectID, _ menu: RouterOSMenu?) {
        guard let text = object.properties[RouterOSTreeBuilder.placeBefore] else { return }
        guard menu?.isMovable != false else {
            errors.append(
                Diagnostic(
                    "\(id): the items of \(id.section) have no order", at: object.mark, hint: "leave the place out"))
            return
        }
        guard !text.isEmpty else { return placements.append((id, nil)) }
        let key = RouterOSKey(text)
        let target = ObjectID(section: id.section, key: text)
        let found = items[target] != nil ? [target] : items.matching(key, in: id.section, menu)
        guard found.count == 1, let before = found.first, before != id else {
            let what =
                found.isEmpty ? "finds no item" : found.count > 1 ? "finds \(found.count) items" : "is the item itself"
            errors.append(
                Diagnostic(
                    "\(id): the place `[find \(text)]` \(what)", at: object.mark,
                    hint: found.count > 1 ? "name its chain, too" : "name an item that is there"))
            return
        }
        placements.append((id, before))
    }

    /// What is on every device can't go; that it is not named in an export means that it is as it was made.
    private mutating func planAbsent(_ object: ConfigObject, _ id: ObjectID, isImplied: Bool) {
        if isImplied, mode != .exact {
            errors.append(Diagnostic("\(id) can't be removed", at: object.mark))
        } else if items[id] != nil {
            if isImplied {
                items.set(ConfigObject(id: id, properties: [:]), named: [:], isNew: false)
            } else {
                items.remove(id)
                removals[id] = object.mark
            }
        }
    }

    private mutating func check(
        _ object: ConfigObject, _ id: ObjectID, _ key: RouterOSKey, _ menu: RouterOSMenu?, isNew: Bool
    ) {
        for pair in key.pairs where menu?.key.contains(pair.name) == true {
            guard let value = object.properties[pair.name], value != pair.value, menu?.isReplaceable != true
            else { continue }
            errors.append(
                Diagnostic(
                    "\(id): `\(pair.name)` can't become `\(value)`: it names the item", at: object.mark,
                    hint: "remove the one and add the other"))
        }
        for name in object.properties.keys where name.hasPrefix("!") && mode == .merge {
            let property = String(name.dropFirst())
            guard let menu, menu.hasDefaults, menu.retraction(of: property, defaults.version) == .unknown else {
                continue
            }
            errors.append(
                Diagnostic(
                    "\(id): the device has no `!\(property)` in this menu, and its default is not known",
                    at: object.mark,
                    hint: "write the value that it is to have"))
        }
        refuseEmpty(object, id, menu)
        guard isNew, mode != .exact else { return }
        for property in menu?.required ?? [] where object.properties[property] == nil {
            errors.append(Diagnostic("\(id): a new item needs `\(property)`", at: object.mark))
        }
        if RouterOSTreeBuilder.isUnnamed(RouterOSKey(object.id.key), object.properties, menu) {
            errors.append(RouterOSTreeBuilder.unnamed(object.id, menu, at: object.mark))
        }
    }

    /// A matcher without a value is another thing than no matcher: by version the rule then matches nothing, or everything.
    private mutating func refuseEmpty(_ object: ConfigObject, _ id: ObjectID, _ menu: RouterOSMenu?) {
        guard let menu, menu.isOrdered, mode == .merge else { return }
        for (name, value) in object.properties
        where value.isEmpty && !name.hasPrefix("!") && menu.retraction(of: name, defaults.version) == .unset
            && !RouterOSMenu.flags.contains(name)
        {
            errors.append(
                Diagnostic(
                    "\(id): `\(name)` without a value matches nothing, or everything, by version", at: object.mark,
                    hint: "write `!\(name)` to take the matcher away"))
        }
    }

    /// The device refuses a second row for a VLAN of a bridge.
    private mutating func refuseOverlaps() {
        for (row, other) in items.overlaps() {
            errors.append(
                Diagnostic(
                    "\(row) has VLANs that \(other) has already", at: items[row]?.mark,
                    hint: "remove that row, or set it: `[find \(other.key)]`"))
        }
    }

    func goal(_ object: ConfigObject, _ id: ObjectID, _ old: ConfigObject?, _ key: RouterOSKey) -> ConfigObject {
        var properties = old?.properties ?? [:]
        let exact = isExact(object, old)
        // Where nothing is new they are the same value in memory, so that comparing the two takes no time.
        if !exact, let old, object.properties.allSatisfy({ old.properties[$0] == $1 && !$0.hasPrefix("!") }) {
            return ConfigObject(id: id, properties: old.properties, mark: object.mark)
        }
        if exact {
            properties = properties.filter { name, _ in key.pairs.contains { $0.name == name } }
        }
        for (name, value) in object.properties {
            if name.hasPrefix("!") {
                properties[String(name.dropFirst())] = nil
            } else {
                properties[name] = value
            }
        }
        return defaults.reduced(ConfigObject(id: id, properties: properties, mark: object.mark))
    }

    private func isExact(_ object: ConfigObject, _ old: ConfigObject?) -> Bool {
        switch mode {
        case .merge: false
        case .exact: true
        case .replace(let scope): scope.contains(object) || old.map(scope.contains) == true
        }
    }
}
