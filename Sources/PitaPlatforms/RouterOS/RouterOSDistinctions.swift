/// Tells items apart of which one has all that names another, and more: a route of the main table beside the same route of
/// another table. A command that finds the one by its key alone would find both.
struct RouterOSDistinctions {
    /// What a command asks for beside the key, by item.
    private(set) var pairs: [ObjectID: [RouterOSStatement.Property]] = [:]
    /// Items that no command can tell from others.
    private(set) var indistinct: Set<ObjectID> = []

    /// - Parameters:
    ///   - ids: the items that commands name.
    ///   - present: all items, those that come included.
    init(of ids: [ObjectID], among present: [ObjectID]) {
        let sections = Set(ids.map(\.section)).filter { RouterOSMenu.named($0)?.optionalKey.isEmpty == false }
        guard !sections.isEmpty else { return }
        let candidates = Dictionary(grouping: present.filter { sections.contains($0.section) }, by: Self.group)
        for id in ids {
            guard sections.contains(id.section), let menu = RouterOSMenu.named(id.section) else { continue }
            let own = RouterOSKey(id.key)
            guard own.item == nil, menu.isNatural(own.pairs.map(\.name)) else { continue }
            let extras = (candidates[Self.group(id)] ?? []).filter { $0 != id }.compactMap { other -> Set<String>? in
                let pairs = RouterOSKey(other.key).pairs
                guard pairs.count > own.pairs.count, own.pairs.allSatisfy(pairs.contains) else { return nil }
                return Set(pairs.filter { !own.pairs.contains($0) }.map(\.name))
            }
            guard !extras.isEmpty else { continue }
            let known = extras.reduce(into: Set<String>()) { $0.formUnion($1) }
                .filter { menu.keyStandard($0) != nil && menu.optionalKey.contains($0) }.sorted()
            pairs[id] = known.compactMap { name in menu.keyStandard(name).map { .init(name: name, value: $0) } }
            if extras.contains(where: { $0.isDisjoint(with: known) }) { indistinct.insert(id) }
        }
    }

    /// Items of one menu that agree in the first part of what names them.
    private static func group(_ id: ObjectID) -> ObjectID {
        let first = RouterOSKey(id.key).pairs.first
        return ObjectID(section: id.section, key: first.map { "\($0.name)=\($0.value)" } ?? "")
    }
}
