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
    ///
    /// - Parameter chain: the chain of an item, within which it may stand before another; `nil` for one that stays.
    static func placing(
        _ wanted: [ObjectID], arriving: Set<ObjectID>, chain: (ObjectID) -> String?,
        mayStandBefore: (ObjectID, ObjectID) -> Bool
    ) -> [Move] {
        var moves: [Move] = []
        var waiting: [String: [ObjectID]] = [:]
        for id in wanted {
            guard let chain = chain(id) else { continue }
            if arriving.contains(id) {
                waiting[chain, default: []].append(id)
                continue
            }
            guard let new = waiting.removeValue(forKey: chain) else { continue }
            moves += new.filter { mayStandBefore($0, id) }.map { Move(id: $0, before: id) }
            let rest = new.filter { !mayStandBefore($0, id) }
            if !rest.isEmpty { waiting[chain] = rest }
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

extension LinkedOrder<ObjectID> {
    /// Puts an item where a move says.
    mutating func apply(_ move: RouterOSOrder.Move) { put(move.id, before: move.before) }
}
