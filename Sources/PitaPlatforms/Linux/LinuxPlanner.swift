/// Puts the steps from one config to another into an order that the kernel takes.
///
/// First goes what must be made anew, with all that hangs on it; then objects are made and changed, parents first; last goes
/// what is not wanted any more, children first. No class is without its parent and no filter without its class at any moment.
struct LinuxPlanner {
    private let from: ConfigTree
    private let to: ConfigTree
    private let guarded: Bool
    private var early: Set<ObjectID> = []
    private var late: Set<ObjectID> = []
    private var puts: [ConfigObject] = []

    /// The steps from `from` to `to`; guarded ones also lead there from every state in between.
    init(from: ConfigTree, to: ConfigTree, guarded: Bool) {
        (self.from, self.to, self.guarded) = (from, to, guarded)
        early = Self.remade(from, to, guarded: guarded)
        for object in from.objects where to[object.id] == nil && !early.contains(object.id) { late.insert(object.id) }
        puts = to.objects.filter { early.contains($0.id) || from[$0.id]?.properties != $0.properties }
    }

    /// The devices whose root qdisc or interface is made anew: in between nothing is shaped there.
    var interruptedDevices: [String] {
        Set(
            early.filter { $0.section == LinuxSection.qdisc || $0.section == LinuxSection.link }
                .compactMap { id in (from[id] ?? to[id]).flatMap { root(of: $0) } }
        ).sorted()
    }

    private func root(of object: ConfigObject) -> String? {
        object.id.section == LinuxSection.link || object.properties["parent"] == "root" ? object.properties["dev"] : nil
    }

    /// The commands in order.
    var commands: [DeviceCommand] {
        var commands = removals(early)
        let order = puts.enumerated().sorted {
            (LinuxRules.rank($0.element, in: to), $0.offset) < (LinuxRules.rank($1.element, in: to), $1.offset)
        }
        commands += order.flatMap { put($0.element) }
        commands += removals(late)
        // The kernel takes priority and quantum of a class only while it has no children, so those that lose theirs are set again.
        return commands + order.filter { becomesLeaf($0.element) }.flatMap { put($0.element) }
    }

    private func put(_ object: ConfigObject) -> [DeviceCommand] {
        let old = early.contains(object.id) ? nil : from[object.id]?.properties
        return LinuxCommands.put(object, old: old, guarded: guarded).map {
            DeviceCommand($0, object: object.id, mark: object.mark)
        }
    }

    private func becomesLeaf(_ object: ConfigObject) -> Bool {
        func hasChildren(_ tree: ConfigTree) -> Bool {
            tree.objects(in: LinuxSection.shapingClass).contains { LinuxRules.needs($0).first == object.id }
        }
        return object.id.section == LinuxSection.shapingClass && !early.contains(object.id) && hasChildren(from)
            && !hasChildren(to)
    }

    /// Removes a set of objects, children first; what goes by itself with a root qdisc or an interface is left out.
    private func removals(_ ids: Set<ObjectID>) -> [DeviceCommand] {
        let objects = ids.compactMap { from[$0] ?? to[$0] }.filter { object in
            !LinuxRules.needs(object).contains { goesAlong(with: $0, ids, level: 0) }
        }
        let ranked = objects.map { (object: $0, rank: LinuxRules.rank($0, in: from[$0.id] == nil ? to : from)) }
        return ranked.sorted { ($1.rank, $1.object.id) < ($0.rank, $0.object.id) }.map { object, _ in
            DeviceCommand(LinuxCommands.remove(object, guarded: guarded), object: object.id)
        }
    }

    private func goesAlong(with id: ObjectID, _ ids: Set<ObjectID>, level: Int) -> Bool {
        guard let object = from[id] ?? to[id], level <= LinuxRules.deepest + 2 else { return false }
        if ids.contains(id), root(of: object) != nil { return true }
        return LinuxRules.needs(object).contains { goesAlong(with: $0, ids, level: level + 1) }
    }

    /// The objects whose change the kernel does not take in place, and what hangs on them.
    ///
    /// On the way back a device may hold the old or the new of them, so that both sides' dependants count.
    private static func remade(_ from: ConfigTree, _ to: ConfigTree, guarded: Bool) -> Set<ObjectID> {
        var remade: Set<ObjectID> = []
        for object in from.objects {
            guard let new = to[object.id], new.properties != object.properties else { continue }
            if !LinuxRules.isInPlace(object.id, from: object.properties, to: new.properties) {
                remade.insert(object.id)
            }
        }
        guard !remade.isEmpty else { return [] }
        let candidates = from.objects + (guarded ? to.objects : [])
        var isSettled = false
        while !isSettled {
            isSettled = true
            for object in candidates
            where !remade.contains(object.id) && LinuxRules.needs(object).contains(where: remade.contains) {
                remade.insert(object.id)
                isSettled = false
            }
        }
        return remade
    }
}
