import PitaDiagnostics

/// Works out what becomes of which item: the intended config laid upon the running one, as the mode wants it.
struct RouterOSGoals {
    let running: ConfigTree
    let intended: ConfigTree
    let mode: ChangeMode
    let defaults: RouterOSDefaults
    /// The items that change, in the order of the intended config.
    private(set) var transitions: [RouterOSTransition] = []
    /// The ids of every item that the intended config wants to be there, as the running config names them, in order.
    private(set) var wanted: [ObjectID] = []
    /// Before which item another is to stand.
    private(set) var placements: [(id: ObjectID, before: ObjectID)] = []
    private var bySection: [String: [ConfigObject]] = [:]
    private var errors = Diagnostics()

    /// - Parameter running: reduced to what is no default.
    init(running: ConfigTree, intended: ConfigTree, mode: ChangeMode, defaults: RouterOSDefaults) {
        (self.running, self.intended, self.mode, self.defaults) = (running, intended, mode, defaults)
        bySection = Dictionary(grouping: running.objects, by: \.id.section)
    }

    /// Works everything out; throws what can't be.
    mutating func workOut() throws(Diagnostics) {
        var named: Set<ObjectID> = []
        for object in intended.objects {
            guard let id = resolved(object) else { continue }
            guard named.insert(id).inserted else {
                errors.append(Diagnostic("\(id) is named twice, in two ways", at: object.mark))
                continue
            }
            if !object.isAbsent { wanted.append(id) }
            plan(object, id)
        }
        if case .replace(let scope) = mode {
            for object in running.objects where scope.contains(object) && !named.contains(object.id) {
                removeUnnamed(object)
            }
        }
        for transition in transitions { refuseCommunity(transition) }
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
        transitions.append(RouterOSTransition(id: object.id, old: object, new: nil))
    }

    /// The running config's id for what the intended config names, perhaps by another property than the natural key.
    private mutating func resolved(_ object: ConfigObject) -> ObjectID? {
        if let found = running[object.id], !found.isAbsent { return object.id }
        let menu = RouterOSMenu.named(object.id.section)
        let key = RouterOSKey(object.id.key)
        guard key.item == nil, !key.pairs.isEmpty, !isNatural(key, menu) else { return object.id }
        let matches = (bySection[object.id.section] ?? []).filter { isMatch($0, key) }
        if matches.count > 1 {
            errors.append(
                Diagnostic(
                    "\(object.id) means \(matches.count) items", at: object.mark, hint: "name one by its natural key"))
            return nil
        }
        if let match = matches.first { return match.id }
        if object.id.section == "/interface ethernet", key.pairs.first?.name == "name", let pair = key.pairs.first {
            // An interface that still has its default name is not in an export.
            return ObjectID(object.id.section, RouterOSKey([.init(name: "default-name", value: pair.value)]))
        }
        return object.id
    }

    private func isNatural(_ key: RouterOSKey, _ menu: RouterOSMenu?) -> Bool {
        key.pairs.map(\.name) == (menu?.key ?? ["name"])
    }

    private func isMatch(_ object: ConfigObject, _ key: RouterOSKey) -> Bool {
        key.pairs.allSatisfy { pair in
            let value = object.properties[pair.name] ?? (pair.name == "disabled" ? "no" : nil)
            if let value { return value == pair.value }
            return RouterOSKey(object.id.key).pairs.contains(pair)
                || (pair.name == "name" && object.id.key == "default-name=\(RouterOSText.token(pair.value))")
        }
    }

    /// Whether the item is on the device without standing in a compact export.
    private func isImplied(_ id: ObjectID, _ key: RouterOSKey, _ menu: RouterOSMenu?) -> Bool {
        if id.key.isEmpty || menu?.isFixed == true { return true }
        guard key.pairs.count == 1, let pair = key.pairs.first else { return false }
        return pair == .init(name: "default", value: "yes")
            || (pair.name == "name" && menu?.builtIn.contains(pair.value) == true)
    }

    private mutating func plan(_ object: ConfigObject, _ id: ObjectID) {
        let menu = RouterOSMenu.named(id.section)
        let key = RouterOSKey(id.key)
        var old = running[id].flatMap { $0.isAbsent ? nil : $0 }
        if object.isAbsent {
            planAbsent(object, id, old, isImplied: isImplied(id, key, menu))
            return
        }
        if object.properties.values.contains(Secret.mask) {
            errors.append(
                Diagnostic("\(id): a secret can't be part of a plan", at: object.mark, hint: "set it on the device"))
            return
        }
        if let before = object.properties[RouterOSTreeBuilder.placeBefore] {
            placements.append((id, ObjectID(section: id.section, key: before)))
        }
        let addition = RouterOSPrinter.isAddition(object, key, menu)
        if old == nil, isImplied(id, key, menu) { old = ConfigObject(id: id, properties: [:]) }
        if old == nil, !addition, mode != .exact || key.item != nil {
            errors.append(
                Diagnostic(
                    "\(id) is not on the device", at: object.mark, hint: "write `add` for an item that may be missing"))
            return
        }
        check(object, id, key, menu, isNew: old == nil)
        let new = goal(object, id, old, key)
        guard old?.properties != new.properties else { return }
        transitions.append(RouterOSTransition(id: id, old: old, new: new, named: object.properties))
    }

    /// What is on every device can't go; that it is not named in an export means that it is as it was made.
    private mutating func planAbsent(_ object: ConfigObject, _ id: ObjectID, _ old: ConfigObject?, isImplied: Bool) {
        if isImplied, mode != .exact {
            errors.append(Diagnostic("\(id) can't be removed", at: object.mark))
        } else if let old {
            let new = isImplied ? ConfigObject(id: id, properties: [:]) : nil
            transitions.append(RouterOSTransition(id: id, old: old, new: new))
        }
    }

    private mutating func check(
        _ object: ConfigObject, _ id: ObjectID, _ key: RouterOSKey, _ menu: RouterOSMenu?, isNew: Bool
    ) {
        for pair in key.pairs where menu?.key.contains(pair.name) == true {
            guard let value = object.properties[pair.name], value != pair.value else { continue }
            errors.append(
                Diagnostic(
                    "\(id): `\(pair.name)` can't become `\(value)`: it names the item", at: object.mark,
                    hint: "remove the one and add the other"))
        }
        guard isNew, mode != .exact else { return }
        if !isNatural(key, menu), menu != nil || object.properties["name"] == nil {
            errors.append(
                Diagnostic(
                    "\(id): nothing names the item, so it could not be found again", at: object.mark,
                    hint: "give it a \(menu?.key.map { "`\($0)`" }.joined(separator: " and a ") ?? "`name`")"))
        }
        for property in menu?.required ?? [] where object.properties[property] == nil {
            errors.append(Diagnostic("\(id): a new item needs `\(property)`", at: object.mark))
        }
    }

    private func goal(_ object: ConfigObject, _ id: ObjectID, _ old: ConfigObject?, _ key: RouterOSKey) -> ConfigObject
    {
        var properties = old?.properties ?? [:]
        if isExact(object, old) {
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
