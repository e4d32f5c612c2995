import PitaDiagnostics

/// Makes a change of goals: the commands, what undoes them, and what is to be seen before and after.
struct RouterOSPlanner {
    private let goals: RouterOSGoals
    private let version: RouterOSVersion
    private var writer: RouterOSCommandWriter
    /// Items that no command can tell from others.
    private var indistinct: Set<ObjectID> = []
    private var marks: [ObjectID: SourceMark] = [:]
    private var errors = Diagnostics()
    private var refused: Set<ObjectID> = []

    /// What moves or comes to stand somewhere.
    private let menus: [String]
    /// The ids of the running config in those menus, in order.
    private let running: [String: [ObjectID]]
    /// Whether the running config has items that are the same.
    private let hasTwins: Bool

    init(_ goals: RouterOSGoals) {
        self.goals = goals
        version = goals.defaults.version
        writer = RouterOSCommandWriter(version: version)
        menus = Self.orderedMenus(goals)
        running = Dictionary(grouping: goals.running.objects.map(\.id), by: \.section)
        hasTwins = goals.running.objects.contains { $0.id.key.hasSuffix("#2") }
    }

    /// The change, without warnings.
    mutating func change() throws(Diagnostics) -> DeviceChange {
        let transitions = goals.transitions
        for transition in transitions { marks[transition.id] = transition.new?.mark }
        let sequence = RouterOSSequence(version: version)
        let unordered = sequence.steps(transitions)
        let moves = movesOfAll(unordered)
        let steps = withMoves(unordered, moves)
        let backward = sequence.steps(transitions.reversed().map(\.reversed)) + returns(transitions, moves)
        let named = (steps + backward).flatMap { step in [step.id] + (destination(step).map { [$0] } ?? []) }
        let distinctions = RouterOSDistinctions(
            of: named, among: goals.running.objects.map(\.id) + additions(unordered))
        (writer.distinctions, indistinct) = (distinctions.pairs, distinctions.indistinct)
        for step in steps + backward { checkAddress(step) }
        try errors.throwIfErrors()
        let moved = moves.map(\.id).filter { id in goals.running[id] != nil }
        let (before, after) = touched(transitions, moved, moves, arriving: additions(unordered))
        var accounts = RouterOSAccounts(goals, moved: Set(moves.map(\.id)))
        return DeviceChange(
            commands: steps.flatMap { step in
                writer.commands(step).map { DeviceCommand($0, object: step.id, mark: marks[step.id]) }
            },
            reverse: backward.flatMap { step in
                writer.commands(step).map { DeviceCommand(writer.undo($0, of: step), object: step.id) }
            },
            before: before, after: after, differences: differences(transitions, moves),
            warnings: accounts.orderWarnings(), accounts: accounts.all())
    }

    /// What can't be named on the device can't be changed there.
    private mutating func checkAddress(_ step: RouterOSStep) {
        for id in [step.id] + (destination(step).map { [$0] } ?? []) {
            let key = RouterOSKey(id.key)
            if key.item != nil {
                refuse(id, "an item is known by its number only", "name it by a property")
            } else if key.ordinal > 1 || (hasTwins && !id.key.isEmpty && hasTwin(id, key)) {
                refuse(id, "several items are the same", "give each a comment of its own on the device first")
            } else if indistinct.contains(id) {
                refuse(id, "another item has all that names it, and more", "take that one away, or change it, first")
            } else if key.pairs.contains(where: { $0.value.utf8.contains(0) }) {
                refuse(id, "a name with a NUL can't be sent", nil)
            }
        }
        let values: [String] =
            switch step {
            case .add(_, let properties): Array(properties.values)
            case .set(_, let changes): changes.values.compactMap { $0 }
            case .remove, .move: []
            }
        if values.contains(where: { $0.utf8.contains(0) }) { refuse(step.id, "a NUL can't be sent", nil) }
    }

    private func hasTwin(_ id: ObjectID, _ key: RouterOSKey) -> Bool {
        var second = key
        second.ordinal = 2
        return goals.running[ObjectID(id.section, second)] != nil
    }

    private mutating func refuse(_ id: ObjectID, _ reason: String, _ hint: String?) {
        guard refused.insert(id).inserted, !errors.isFull else { return }
        errors.append(Diagnostic("\(id): \(reason)", at: marks[id], hint: hint))
    }

    private func destination(_ step: RouterOSStep) -> ObjectID? {
        if case .move(_, let before) = step { before } else { nil }
    }

    // MARK: Order

    /// The menus in which something is to stand somewhere.
    private static func orderedMenus(_ goals: RouterOSGoals) -> [String] {
        var seen: Set<String> = []
        let placed = Set(goals.placements.map(\.id.section))
        return (goals.wanted + goals.transitions.map(\.id)).map(\.section).filter { section in
            guard !seen.contains(section) else { return false }
            seen.insert(section)
            return RouterOSMenu.named(section)?.isOrdered == true || placed.contains(section)
        }
    }

    private func movesOfAll(_ steps: [RouterOSStep]) -> [RouterOSOrder.Move] {
        let arriving = Dictionary(grouping: additions(steps), by: \.section)
        let leaving = Set(steps.compactMap { if case .remove(let id) = $0 { id } else { nil } })
        let wanted = Dictionary(grouping: goals.wanted, by: \.section)
        let placements = Dictionary(grouping: goals.placements, by: \.id.section)
        return menus.flatMap { menu in
            let new = arriving[menu] ?? []
            let current = (running[menu] ?? []).filter { !leaving.contains($0) } + new
            return moves(
                in: current, arriving: Set(new), wanted: (wanted[menu] ?? []).filter { !leaving.contains($0) },
                placements[menu] ?? [])
        }
    }

    private func moves(
        in current: [ObjectID], arriving: Set<ObjectID>, wanted: [ObjectID],
        _ placements: [(id: ObjectID, before: ObjectID?)]
    ) -> [RouterOSOrder.Move] {
        let fixed = wantedOrder(wanted)
        var moves = RouterOSOrder.moves(fixed, in: current, arriving: arriving)
        if goals.mode == .merge {
            let placed = Set(placements.map(\.id))
            let following = wanted.filter { !placed.contains($0) }
            moves = RouterOSOrder.placing(
                following, arriving: arriving, chain: chain, mayStandBefore: mayStandBefore)
        }
        guard !placements.isEmpty else { return moves }
        var order = LinkedOrder(current)
        for move in moves { order.apply(move) }
        for (id, before) in placements where order.stands(id, before: before) == false {
            let move = RouterOSOrder.Move(id: id, before: before)
            moves.append(move)
            order.apply(move)
        }
        return moves
    }

    private func item(_ id: ObjectID) -> ConfigObject? { goals.outcome(of: id)?.new ?? goals.running[id] }

    /// The chain that an item stands in; empty where it stands in none.
    private func chain(_ id: ObjectID) -> String? { item(id).map { $0.properties["chain"] ?? "" } }

    /// Whether a new item belongs before one of its chain that is there because the text names it first: not before its own
    /// parent.
    private func mayStandBefore(_ new: ObjectID, _ other: ObjectID) -> Bool {
        let parent = item(new)?.properties["parent"]
        return parent == nil || parent != item(other)?.properties["name"]
    }

    /// What comes to the end of its menu, in the order in which it comes.
    private func additions(_ steps: [RouterOSStep]) -> [ObjectID] {
        steps.compactMap { if case .add(let id, _) = $0 { id } else { nil } }
    }

    /// The items whose order the mode fixes.
    private func wantedOrder(_ wanted: [ObjectID]) -> [ObjectID] {
        switch goals.mode {
        case .merge: return []
        case .exact: return wanted
        case .replace(let scope):
            return wanted.filter { id in (goals.outcome(of: id)?.new ?? goals.running[id]).map(scope.contains) == true }
        }
    }

    private func withMoves(_ steps: [RouterOSStep], _ moves: [RouterOSOrder.Move]) -> [RouterOSStep] {
        let firstLeaving =
            steps.lastIndex { step in
                if case .remove = step { false } else { true }
            }.map { $0 + 1 } ?? 0
        var result = steps
        result.insert(contentsOf: moves.map { .move($0.id, before: $0.before) }, at: firstLeaving)
        return result
    }

    /// Puts what left or moved back before the item that it stood before, from the last to the first.
    private func returns(_ transitions: [RouterOSTransition], _ moves: [RouterOSOrder.Move]) -> [RouterOSStep] {
        let displaced = Set(transitions.filter { $0.new == nil }.map(\.id) + moves.map(\.id))
        return menus.flatMap { menu -> [RouterOSStep] in
            let order = running[menu] ?? []
            return order.indices.reversed().filter { displaced.contains(order[$0]) }.map { index in
                .move(order[index], before: index + 1 < order.count ? order[index + 1] : nil)
            }
        }
    }

    // MARK: What is seen

    /// The touched items as they are and as they will be.
    ///
    /// What stands after an item that leaves is among them, so that the item's place is known, too, and so is what
    /// another is placed before; where items move, the whole menu is.
    private func touched(
        _ transitions: [RouterOSTransition], _ moved: [ObjectID], _ moves: [RouterOSOrder.Move], arriving: [ObjectID]
    ) -> (ConfigTree, ConfigTree) {
        let changed = Dictionary(transitions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var ids = Set(changed.keys).union(moves.compactMap(\.before))
        let leaving = Set(transitions.filter { $0.new == nil }.map(\.id))
        let rearranged = Set(moved.map(\.section))
        for menu in menus {
            let order = running[menu] ?? []
            if rearranged.contains(menu) { ids.formUnion(order) }
            for index in order.indices.dropLast() where leaving.contains(order[index]) { ids.insert(order[index + 1]) }
        }
        var before = ConfigTree()
        var after = ConfigTree()
        for object in goals.running.objects where ids.contains(object.id) {
            before[object.id] = object
            after[object.id] = changed[object.id].map { listed($0.new, $0.id) } ?? object
        }
        let places = Dictionary(arriving.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let new = transitions.filter { goals.running[$0.id] == nil }
        for transition in new.sorted(by: { (places[$0.id] ?? .max) < (places[$1.id] ?? .max) }) {
            before[transition.id] = listed(nil, transition.id)
            after[transition.id] = listed(transition.new, transition.id)
        }
        return (before, reordered(after, moves))
    }

    /// The object as an export shows it: one without a property of its own is not in it.
    private func listed(_ object: ConfigObject?, _ id: ObjectID) -> ConfigObject {
        if let object, !object.properties.isEmpty { return object }
        return ConfigObject(id: id, properties: [:], isAbsent: true)
    }

    /// The tree with the items of ordered menus in the order in which the device will list them.
    private func reordered(_ tree: ConfigTree, _ moves: [RouterOSOrder.Move]) -> ConfigTree {
        guard !moves.isEmpty else { return tree }
        var orders: [String: [ObjectID]] = [:]
        for menu in Set(moves.map(\.id.section)) {
            var order = LinkedOrder(tree.objects(in: menu).map(\.id))
            for move in moves where move.id.section == menu { order.apply(move) }
            orders[menu] = order.items.reversed()
        }
        return ConfigTree(
            tree.objects.compactMap { object in
                guard let id = orders[object.id.section]?.popLast() else { return object }
                return tree[id]
            })
    }

    private func differences(
        _ transitions: [RouterOSTransition], _ moves: [RouterOSOrder.Move]
    ) -> [ObjectDifference] {
        var places: [ObjectID: String] = [:]
        for move in moves { places[move.id] = move.before?.key ?? "(end)" }
        var result = transitions.map { transition in
            var after = transition.new?.properties
            after?[RouterOSTreeBuilder.placeBefore] = places.removeValue(forKey: transition.id)
            return ObjectDifference(id: transition.id, before: transition.old?.properties, after: after)
        }
        for move in moves {
            guard let place = places.removeValue(forKey: move.id), let object = goals.running[move.id] else { continue }
            result.append(
                ObjectDifference(
                    id: move.id, before: object.properties,
                    after: object.properties.merging([RouterOSTreeBuilder.placeBefore: place]) { $1 }))
        }
        return result
    }
}
