import PitaNetwork

/// The items of a device while the objects of an intended config are laid upon them, one after the other.
struct RouterOSItems {
    private let running: ConfigTree
    private let version: RouterOSVersion
    /// What changes: as it was, as it is now, and what names of it were said.
    private var changed: [ObjectID: RouterOSTransition] = [:]
    private var order: [ObjectID] = []
    /// The ids of the running config by section, and what was added to each section since.
    private let bySection: [String: [ObjectID]]
    private var touched: [String: [ObjectID]] = [:]
    /// Of a property of a section that was asked for, the items by a value that they have or had.
    private var indexes: [String: [String: [String: [ObjectID]]]] = [:]
    /// The items that are not as they were, once all has been said.
    private var settled: [RouterOSTransition]?

    init(_ running: ConfigTree, version: RouterOSVersion) {
        (self.running, self.version) = (running, version)
        bySection = Dictionary(grouping: running.objects.map(\.id), by: \.section)
    }

    /// An item as it is now; `nil` when it is not there.
    subscript(id: ObjectID) -> ConfigObject? {
        if let change = changed[id] { return change.new }
        return running[id]
    }

    /// Whether anything was said of an item.
    func isTouched(_ id: ObjectID) -> Bool { changed[id] != nil }

    /// What becomes of an item of which something was said.
    func outcome(of id: ObjectID) -> RouterOSTransition? { changed[id] }

    /// The items that are not as they were, in the order in which they were first spoken of.
    var transitions: [RouterOSTransition] {
        settled
            ?? order.compactMap { id in
                guard let change = changed[id], change.old?.properties != change.new?.properties else { return nil }
                return change
            }
    }

    /// Works out ``transitions`` once for all who ask, until more is said.
    mutating func settle() { settled = transitions }

    /// Makes an item what it is to be.
    ///
    /// - Parameter isNew: whether the device has nothing of it, not even with all its defaults.
    mutating func set(_ object: ConfigObject, named: [String: String], isNew: Bool) {
        settled = nil
        let id = object.id
        let change = changed[id] ?? start(id, isNew: isNew)
        let said = change.named.isEmpty ? named : change.named.merging(named) { $1 }
        changed[id] = RouterOSTransition(id: id, old: change.old, new: object, named: said)
        guard let properties = indexes[id.section].map({ Array($0.keys) }) else { return }
        let menu = RouterOSMenu.named(id.section)
        for property in properties {
            let held = value(property, of: object, menu)
            indexes[id.section]?[property]?[held, default: []].append(id)
        }
    }

    /// Takes an item away.
    mutating func remove(_ id: ObjectID) {
        settled = nil
        let change = changed[id] ?? start(id, isNew: false)
        changed[id] = RouterOSTransition(id: id, old: change.old, new: nil)
    }

    private mutating func start(_ id: ObjectID, isNew: Bool) -> RouterOSTransition {
        order.append(id)
        touched[id.section, default: []].append(id)
        let old = running[id] ?? (isNew ? nil : ConfigObject(id: id, properties: [:]))
        return RouterOSTransition(id: id, old: old, new: old)
    }

    // MARK: selecting

    /// The items that a key selects, in order: those of the running config, then those that are new.
    mutating func matching(_ key: RouterOSKey, in section: String, _ menu: RouterOSMenu?) -> [ObjectID] {
        let condition = key.condition ?? .all(key.pairs.map { .compare(name: $0.name, .equal, value: $0.value) })
        var seen: Set<ObjectID> = []
        return candidates(key, in: section, menu).filter { holds(condition, for: $0, menu) && seen.insert($0).inserted }
    }

    /// The items among which those are that a key means: the fewest that have one of its values, all of the section where
    /// it names none.
    private mutating func candidates(_ key: RouterOSKey, in section: String, _ menu: RouterOSMenu?) -> [ObjectID] {
        guard !key.pairs.isEmpty else { return all(in: section) }
        for pair in key.pairs where indexes[section]?[pair.name] == nil {
            let index = Dictionary(grouping: all(in: section)) { id in
                self[id].map { value(pair.name, of: $0, menu) } ?? ""
            }
            indexes[section, default: [:]][pair.name] = index
        }
        return key.pairs.map { indexes[section]?[$0.name]?[$0.value] ?? [] }.min { $0.count < $1.count } ?? []
    }

    private func all(in section: String) -> [ObjectID] {
        (bySection[section] ?? []) + (touched[section] ?? []).filter { running[$0] == nil }
    }

    private func holds(_ condition: RouterOSCondition, for id: ObjectID, _ menu: RouterOSMenu?) -> Bool {
        guard let object = self[id] else { return false }
        return condition.holds { value($0, of: object, menu) }
    }

    /// What an item has for a property, as a selector sees it.
    private func value(_ name: String, of object: ConfigObject, _ menu: RouterOSMenu?) -> String {
        if let value = object.properties[name] {
            return value.isEmpty && RouterOSMenu.flags.contains(name) ? "yes" : value
        }
        let key = RouterOSKey(object.id.key)
        if let pair = key.pairs.first(where: { $0.name == name }) { return pair.value }
        if name == "name", let pair = key.pairs.first(where: { $0.name == "default-name" }) { return pair.value }
        if let standard = menu?.standard(name, version) { return standard }
        // Nothing of an export is dynamic or set by default unless its key says so.
        return ["disabled", "dynamic", "default"].contains(name) || RouterOSMenu.flags.contains(name) ? "no" : ""
    }

    // MARK: VLANs

    /// Rows that are new and have a VLAN of their bridge that another row has, with that row.
    func overlaps() -> [(row: ObjectID, other: ObjectID)] {
        let section = "/interface bridge vlan"
        guard touched[section] != nil else { return [] }
        var holders: [String: [Int: ObjectID]] = [:]
        var found: [(row: ObjectID, other: ObjectID)] = []
        let new = (touched[section] ?? []).filter { running[$0] == nil }
        for id in (bySection[section] ?? []) + new {
            guard let row = self[id], let bridge = row.properties["bridge"],
                let vlans = row.properties["vlan-ids"].flatMap(VLANSet.init)
            else { continue }
            let isNew = running[id] == nil
            for vlan in vlans.ids {
                if isNew, let other = holders[bridge]?[vlan.number] {
                    found.append((id, other))
                    break
                }
                holders[bridge, default: [:]][vlan.number] = id
            }
        }
        return found
    }
}
