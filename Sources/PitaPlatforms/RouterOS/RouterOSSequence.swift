/// Puts what happens to items into an order in which every reference finds what it refers to.
///
/// What is new comes from the ground up, what goes leaves from the top down and last, so that nothing is without its
/// queue or its VLAN in between; only what would be refused beside a newcomer leaves before it.
struct RouterOSSequence {
    let version: RouterOSVersion

    /// The steps, without moves.
    func steps(_ transitions: [RouterOSTransition]) -> [RouterOSStep] {
        let arriving = sorted(transitions.filter { $0.new != nil }) { $0.new }
        let leaving = Array(sorted(transitions.filter { $0.new == nil }) { $0.old }.reversed())
        let taken = claims(arriving)
        let masters = RouterOSMasters(arriving)
        let firstIDs = withUsers(leaving.filter { conflicts($0, taken) || masters.isInTheWay($0) }, among: leaving)
        let first = leaving.filter { firstIDs.contains($0.id) }
        var result = first.map { RouterOSStep.remove($0.id) }
        var filtering: [RouterOSStep] = []
        let (giving, others) = masters.apart(arriving)
        for transition in giving { result += changes(transition, &filtering) }
        let byMenu = Dictionary(grouping: others, by: \.id.section)
        // Within a menu what is new comes before what changes: a change may refer to it.
        for menu in orderedMenus(others) {
            let here = byMenu[menu] ?? []
            for transition in here where transition.old == nil { result.append(addition(transition, &filtering)) }
            for transition in here where transition.old != nil { result += changes(transition, &filtering) }
            if menu == "/interface bridge vlan" {
                result += filtering
                filtering = []
            }
        }
        return result + filtering + leaving.filter { !firstIDs.contains($0.id) }.map { .remove($0.id) }
    }

    /// What has to leave first, and what leaves and names it: without its interface an address could not be found any more.
    private func withUsers(
        _ first: [RouterOSTransition], among leaving: [RouterOSTransition]
    ) -> Set<ObjectID> {
        var ids = Set(first.map(\.id))
        var open = first.filter { RouterOSReferences.canBeNamed($0.id.section) }
        guard !open.isEmpty else { return ids }
        var users: [String: [RouterOSTransition]] = [:]
        for user in leaving {
            for word in user.old.map(RouterOSReferences.words) ?? [] { users[word, default: []].append(user) }
        }
        while let used = open.popLast() {
            guard let old = used.old, RouterOSReferences.canBeNamed(used.id.section),
                let name = RouterOSReferences.name(of: old)
            else { continue }
            for user in users[name] ?? [] where !ids.contains(user.id) {
                guard let object = user.old,
                    RouterOSReferences.property(of: object, naming: name, in: used.id.section) != nil
                else { continue }
                ids.insert(user.id)
                open.append(user)
            }
        }
        return ids
    }

    private func orderedMenus(_ transitions: [RouterOSTransition]) -> [String] {
        var seen: Set<String> = []
        return transitions.map(\.id.section).filter { seen.insert($0).inserted }
    }

    /// By the rank of the menu, then as given, but parents before their children.
    private func sorted(
        _ transitions: [RouterOSTransition], _ side: (RouterOSTransition) -> ConfigObject?
    ) -> [RouterOSTransition] {
        let byMenu = Dictionary(grouping: transitions, by: \.id.section)
        let menus = byMenu.keys.sorted { (rank($0), $0) < (rank($1), $1) }
        return menus.flatMap { menu in
            let items = byMenu[menu] ?? []
            guard let property = RouterOSMenu.named(menu)?.parents.first else { return items }
            return parentsFirst(items, property, side)
        }
    }

    private func rank(_ menu: String) -> Int { RouterOSMenu.named(menu)?.rank ?? RouterOSMenuTraits.rank(of: menu) }

    private func parentsFirst(
        _ items: [RouterOSTransition], _ property: String, _ side: (RouterOSTransition) -> ConfigObject?
    ) -> [RouterOSTransition] {
        let places = Dictionary(items.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        var done: Set<Int> = []
        var result: [RouterOSTransition] = []
        for start in items.indices {
            var chain: [Int] = []
            var next: Int? = start
            // A circle of parents ends where it meets itself.
            while let place = next, done.insert(place).inserted {
                chain.append(place)
                next = side(items[place])?.properties[property].flatMap { name in
                    places[ObjectID(items[place].id.section, RouterOSKey([.init(name: "name", value: name)]))]
                }
            }
            result += chain.reversed().map { items[$0] }
        }
        return result
    }

    /// What new items have of the properties that may stand only once.
    private func claims(_ arriving: [RouterOSTransition]) -> Set<ObjectID> {
        Set(arriving.compactMap { $0.old == nil ? $0.new.flatMap(claim) : nil })
    }

    private func claim(_ object: ConfigObject) -> ObjectID? {
        guard let menu = RouterOSMenu.named(object.id.section), !menu.conflict.isEmpty else { return nil }
        let values = menu.conflict.map { object.properties[$0] ?? "" }
        return ObjectID(section: object.id.section, key: values.joined(separator: "\n"))
    }

    private func conflicts(_ leaving: RouterOSTransition, _ taken: Set<ObjectID>) -> Bool {
        leaving.old.flatMap(claim).map(taken.contains) ?? false
    }

    /// A bridge filters only once its VLAN table stands, lest it cut the way to itself.
    private func addition(_ transition: RouterOSTransition, _ filtering: inout [RouterOSStep]) -> RouterOSStep {
        var properties = transition.new?.properties ?? [:]
        for (name, value) in transition.named { properties[name] = value }
        for name in Array(properties.keys) where name.hasPrefix("!") || name == RouterOSTreeBuilder.placeBefore {
            properties[name] = nil
        }
        for pair in RouterOSKey(transition.id.key).pairs where properties[pair.name] == nil {
            properties[pair.name] = pair.value
        }
        if transition.id.section == "/interface bridge", properties["vlan-filtering"] == "yes" {
            properties["vlan-filtering"] = nil
            filtering.append(.set(transition.id, ["vlan-filtering": "yes"]))
        }
        return .add(transition.id, properties)
    }

    private func changes(_ transition: RouterOSTransition, _ filtering: inout [RouterOSStep]) -> [RouterOSStep] {
        var changes: [String: String?] = [:]
        let (old, new) = (transition.old?.properties ?? [:], transition.new?.properties ?? [:])
        for (name, value) in new where old[name] != value { changes[name] = .some(value) }
        for name in old.keys where new[name] == nil { changes[name] = .some(nil) }
        if transition.id.section == "/interface bridge", changes["vlan-filtering"] == .some("yes") {
            changes["vlan-filtering"] = nil
            filtering.append(.set(transition.id, ["vlan-filtering": "yes"]))
        }
        return changes.isEmpty ? [] : [.set(transition.id, changes)]
    }
}
