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
    /// The classes that have children, before and after.
    private let inner: (before: Set<ObjectID>, after: Set<ObjectID>)

    /// The steps from `from` to `to`; guarded ones also lead there from every state in between.
    init(from: ConfigTree, to: ConfigTree, guarded: Bool) {
        (self.from, self.to, self.guarded) = (from, to, guarded)
        inner = (LinuxRules.inner(in: from), LinuxRules.inner(in: to))
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
        let isRoot = object.id.section == LinuxSection.qdisc && object.properties["parent"] == "root"
        return object.id.section == LinuxSection.link || isRoot ? object.properties["dev"] : nil
    }

    /// The commands in order.
    var commands: [DeviceCommand] {
        var commands: [DeviceCommand] = []
        // A class that changes its parent may hang below the old or the new one, so children go first by both orders.
        if guarded, hasMovedClasses { commands += removals(early, by: to, mayFail: true) }
        commands += removals(early)
        commands += displacements
        let order = puts.enumerated().map { (object: $1, rank: LinuxRules.rank($1, in: to), place: $0) }
            .sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }.map(\.object)
        commands += order.filter { !hangsOnInner($0) }.flatMap(put)
        commands += removals(late)
        // The kernel takes priority and quantum of a class only while it has no children, so those that lose theirs are set again,
        // and only then do they take a qdisc.
        commands += order.filter { becomesLeaf($0) || hangsOnInner($0) }.flatMap(put)
        return commands + LinuxAddressing.besides(from: from, to: to, removed: guarded ? nil : late).flatMap(put)
    }

    /// What has to go so that the first address of a subnet becomes the first again; it is set again with what may be lost.
    private var displacements: [DeviceCommand] {
        guard guarded else { return [] }
        return LinuxAddressing.displacing(from: from, to: to).flatMap { first, standing in
            standing.reversed().map {
                DeviceCommand(LinuxCommands.displace($0, unlessFirst: first), object: $0.id, mark: $0.mark)
            }
        }
    }

    private var hasMovedClasses: Bool {
        early.contains { id in
            guard id.section == LinuxSection.shapingClass, let old = from[id], let new = to[id] else { return false }
            return old.properties["parent"] != new.properties["parent"]
        }
    }

    /// Whether it is the qdisc of a class that has children until the late removals.
    private func hangsOnInner(_ object: ConfigObject) -> Bool {
        guard object.id.section == LinuxSection.qdisc, let needed = LinuxRules.needs(object).first else { return false }
        return inner.before.contains(needed)
    }

    private func put(_ object: ConfigObject) -> [DeviceCommand] {
        let old = early.contains(object.id) ? nil : from[object.id]?.properties
        return LinuxCommands.put(object, old: old, guarded: guarded).map {
            DeviceCommand($0, object: object.id, mark: object.mark)
        }
    }

    private func becomesLeaf(_ object: ConfigObject) -> Bool {
        object.id.section == LinuxSection.shapingClass && !early.contains(object.id)
            && inner.before.contains(object.id) && !inner.after.contains(object.id)
    }

    /// Removes a set of objects, children first; what goes by itself with a root qdisc or an interface is left out.
    private func removals(_ ids: Set<ObjectID>, by order: ConfigTree? = nil, mayFail: Bool = false) -> [DeviceCommand] {
        let objects = ids.compactMap { from[$0] ?? to[$0] }.filter { object in
            !LinuxRules.needs(object).contains { goesAlong(with: $0, ids, level: 0) }
        }
        let places = Dictionary(from.objects.enumerated().map { ($1.id, $0) }) { first, _ in first }
        // Of one subnet's addresses the first takes the others with it, so the last goes first.
        let first = order ?? from
        let ranked = objects.map { object in
            (
                object: object, rank: rank(object.id, in: first),
                place: places[object.id] ?? Int.max
            )
        }
        return ranked.sorted { ($1.rank, $1.place, $1.object.id) < ($0.rank, $0.place, $0.object.id) }.map {
            object, _, _ in
            DeviceCommand(
                LinuxCommands.remove(object, guarded: guarded) + (mayFail ? " || true" : ""), object: object.id)
        }
    }

    private func rank(_ id: ObjectID, in tree: ConfigTree) -> Int {
        let other = tree[id] == nil ? (from[id] == nil ? to : from) : tree
        return other[id].map { LinuxRules.rank($0, in: other) } ?? 0
    }

    /// What is made anew or may be lost on the way though it does not differ: a change is not proven without it.
    var besides: [ObjectID] {
        let remade = (from.objects + to.objects).map(\.id).filter(early.contains)
        return (remade + LinuxAddressing.besides(from: from, to: to, removed: nil).map(\.id)).filter {
            from[$0] != nil && from[$0]?.properties == to[$0]?.properties
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
        let places = LinuxPlaces(to)
        for object in from.objects where places.isInTheWay(object) { remade.insert(object.id) }
        guard !remade.isEmpty else { return [] }
        var users: [ObjectID: [ObjectID]] = [:]
        for object in from.objects + (guarded ? to.objects : []) {
            for need in LinuxRules.needs(object) { users[need, default: []].append(object.id) }
        }
        var open = Array(remade)
        while let id = open.popLast() {
            for user in users[id] ?? [] where remade.insert(user).inserted { open.append(user) }
        }
        return remade
    }
}
