/// The order of items in menus that the device walks from the top.
enum RouterOSOrder {
    /// A move: what goes where.
    struct Move: Equatable {
        let id: ObjectID
        /// Before which item; `nil` is the end.
        let before: ObjectID?
    }

    /// The fewest moves after which the `wanted` items stand in their order within `current`.
    ///
    /// Of what stands there already as much as can be stays, so that it keeps its place among the others, too.
    static func moves(_ wanted: [ObjectID], in current: [ObjectID], arriving: Set<ObjectID>) -> [Move] {
        let places = Dictionary(current.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let known = wanted.filter { places[$0] != nil }
        let old = known.indices.filter { !arriving.contains(known[$0]) }
        var staying = Set(longestRise(old.map { places[known[$0]] ?? 0 }).map { old[$0] })
        let last = staying.max() ?? -1
        let new = known.indices.filter { $0 > last && arriving.contains(known[$0]) }
        staying.formUnion(longestRise(new.map { places[known[$0]] ?? 0 }).map { new[$0] })
        var result: [Move] = []
        for index in known.indices.reversed() where !staying.contains(index) {
            result.append(Move(id: known[index], before: index + 1 < known.count ? known[index + 1] : nil))
        }
        return result
    }

    /// Moves that put each new item before the next of `wanted` that stands there already, as a text orders them; what no
    /// such item follows stays at the end, where it comes.
    static func placing(
        _ wanted: [ObjectID], arriving: Set<ObjectID>, mayStandBefore: (ObjectID, ObjectID) -> Bool
    ) -> [Move] {
        var moves: [Move] = []
        var waiting: [ObjectID] = []
        for id in wanted {
            if arriving.contains(id) {
                waiting.append(id)
                continue
            }
            var rest: [ObjectID] = []
            for new in waiting {
                if mayStandBefore(new, id) { moves.append(Move(id: new, before: id)) } else { rest.append(new) }
            }
            waiting = rest
        }
        return moves
    }

    /// The indexes of a longest strictly rising subsequence.
    static func longestRise(_ values: [Int]) -> Set<Int> {
        var tails: [Int] = []
        var previous = [Int?](repeating: nil, count: values.count)
        for index in values.indices {
            var (low, high) = (0, tails.count)
            while low < high {
                let middle = (low + high) / 2
                if values[tails[middle]] < values[index] { low = middle + 1 } else { high = middle }
            }
            if low > 0 { previous[index] = tails[low - 1] }
            if low == tails.count { tails.append(index) } else { tails[low] = index }
        }
        var result: Set<Int> = []
        var next = tails.last
        while let index = next {
            result.insert(index)
            next = previous[index]
        }
        return result
    }
}

/// Items in an order in which each can be moved at the cost of one step.
struct RouterOSLinkedOrder {
    private var ids: [ObjectID]
    private var places: [ObjectID: Int] = [:]
    /// The neighbours of each item; the last place stands for both ends.
    private var next: [Int]
    private var previous: [Int]

    init(_ ids: [ObjectID]) {
        self.ids = ids
        next = Array(1...ids.count + 1)
        previous = Array(-1..<ids.count)
        next[ids.count] = 0
        previous[0] = ids.count
        for (place, id) in ids.enumerated() where places[id] == nil { places[id] = place }
    }

    /// Puts an item before another, or at the end.
    mutating func apply(_ move: RouterOSOrder.Move) {
        guard let place = places[move.id] else { return }
        let target = move.before.flatMap { places[$0] } ?? ids.count
        guard target != place else { return }
        next[previous[place]] = next[place]
        previous[next[place]] = previous[place]
        (previous[place], next[place]) = (previous[target], target)
        next[previous[target]] = place
        previous[target] = place
    }

    /// The items as they stand.
    var items: [ObjectID] {
        var result: [ObjectID] = []
        var place = next[ids.count]
        while place != ids.count {
            result.append(ids[place])
            place = next[place]
        }
        return result
    }
}
