import PitaDiagnostics

/// Names that change, names that more than one item has, and names of what goes.
extension RouterOSGoals {
    /// The device refuses a second interface for a VLAN of another interface.
    mutating func refuseSecondVLANs() {
        let section = "/interface vlan"
        let changed = items.transitions.filter { $0.id.section == section && $0.new != nil }
        guard !changed.isEmpty else { return }
        let new = changed.filter { running[$0.id] == nil }.compactMap(\.new)
        let all = running.objects(in: section).compactMap { items[$0.id] } + new
        let byVLAN = Dictionary(grouping: all) { [$0.properties["interface"], $0.properties["vlan-id"]] }
        for object in changed.compactMap(\.new) {
            let place = [object.properties["interface"], object.properties["vlan-id"]]
            guard !place.contains(nil), let other = byVLAN[place]?.first(where: { $0.id != object.id }) else {
                continue
            }
            errors.append(
                Diagnostic(
                    "\(object.id) and \(other.id) are both VLAN \(place[1] ?? "") of \(place[0] ?? "")",
                    at: object.mark,
                    hint: "remove the one that is not wanted, in the same text"))
        }
    }

    /// What goes while another names it leaves an internal id there, which neither a text nor the rollback can say again.
    mutating func refuseDangling() {
        let leaving = items.transitions.filter { $0.new == nil && RouterOSReferences.canBeNamed($0.id.section) }
        guard !leaving.isEmpty else { return }
        let names = Set(leaving.compactMap { $0.old.flatMap(RouterOSReferences.name) })
        let arriving = items.transitions.filter { running[$0.id] == nil }.compactMap(\.new)
        var staying: [String: [ConfigObject]] = [:]
        for user in running.objects.compactMap({ items[$0.id] }) + arriving {
            for word in RouterOSReferences.words(of: user) where names.contains(word) {
                staying[word, default: []].append(user)
            }
        }
        for transition in leaving {
            guard let old = transition.old, let name = RouterOSReferences.name(of: old) else { continue }
            let users = (staying[name] ?? []).compactMap { user in
                RouterOSReferences.property(of: user, naming: name, in: old.id.section).map { "\(user.id) (`\($0)`)" }
            }
            guard !users.isEmpty else { continue }
            let more = users.count > 4 ? " and \(users.count - 4) more" : ""
            errors.append(
                Diagnostic(
                    "\(old.id) is removed, and named by " + users.prefix(4).joined(separator: ", ") + more,
                    at: removals[old.id], hint: "remove those, or let them name another item, in the same text"))
        }
    }

    /// Makes an item anew whose key a `set` changes, where the menu allows it; `false` where the key stays as it is.
    mutating func replaced(
        _ object: ConfigObject, _ id: ObjectID, _ old: ConfigObject, _ menu: RouterOSMenu
    ) -> Bool {
        let oldKey = RouterOSKey(id.key)
        guard mode == .merge, oldKey.ordinal == 1, !menu.isFixed, menu.isNatural(oldKey.pairs.map(\.name)),
            RouterOSPrinter.isAddition(old, oldKey, menu)
        else { return false }
        let goal = goal(object, id, old, oldKey)
        guard goal.properties != old.properties else { return false }
        let newID = ObjectID(id.section, RouterOSTreeBuilder.key(of: goal.properties, menu))
        guard newID != id else { return false }
        guard menu.isReplaceable, items[newID] == nil else {
            errors.append(
                menu.isReplaceable
                    ? Diagnostic(
                        "\(id) can't become \(newID), which is on the device", at: object.mark,
                        hint: "remove the one that is not wanted")
                    : Diagnostic(
                        "\(id) can't become \(newID): that names another item", at: object.mark,
                        hint: "remove the one and add the other"))
            return true
        }
        items.remove(id)
        items.set(
            ConfigObject(id: newID, properties: goal.properties, mark: object.mark),
            named: goal.properties, isNew: true)
        replacements.insert(newID)
        meant[object.id] = (meant[object.id] ?? []).map { $0 == id ? newID : $0 }
        if isWanted.insert(newID).inserted { wanted.append(newID) }
        place(object, newID, menu)
        guard menu.isOrdered, object.properties[RouterOSTreeBuilder.placeBefore] == nil else { return true }
        let following = running.objects(in: id.section).map(\.id).drop { $0 != id }.dropFirst()
        if let next = following.first(where: { items[$0] != nil }) { placements.append((newID, next)) }
        return true
    }

    /// Refuses an `add` that may make a second item beside one that the text does not name, or mean that one with another
    /// value.
    mutating func refuseSeconds() {
        var present: [String: [[String?]: [ConfigObject]]] = [:]
        let new = items.transitions.filter { $0.old == nil && !replacements.contains($0.id) }
        for transition in new {
            guard let menu = RouterOSMenu.named(transition.id.section), !menu.sameName.isEmpty,
                let added = transition.new
            else { continue }
            func name(_ object: ConfigObject) -> [String?] { menu.sameName.map { object.properties[$0] } }
            let section = transition.id.section
            let named = present[section] ?? Dictionary(grouping: running.objects(in: section), by: name)
            present[section] = named
            guard let other = named[name(added)]?.first(where: { !items.isTouched($0.id) }) else { continue }
            let selector = menu.sameName.compactMap { property in
                other.properties[property].map { "\(property)=\(RouterOSText.token($0))" }
            }.joined(separator: " ")
            errors.append(
                Diagnostic(
                    "\(transition.id): the device has \(other.id) already; whether the new one is to stand beside it or in "
                        + "its place is not clear", at: added.mark,
                    hint: "in its place: `set [find \(selector)] ...`; beside it: add the present one in the text, too")
            )
        }
    }
}
