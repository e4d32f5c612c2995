/// Items in an order in which each can be moved at the cost of one step.
struct LinkedOrder<ID: Hashable> {
    private var ids: [ID]
    private var places: [ID: Int] = [:]
    /// The neighbours of each item; the last place stands for both ends.
    private var next: [Int]
    private var previous: [Int]
    /// A number for each place that rises in the order of the items, with gaps; the end has the highest.
    private var labels: [Int]

    private static var gap: Int { 1 << 30 }

    init(_ ids: [ID]) {
        labels = (1...ids.count + 1).map { $0 * Self.gap }
        self.ids = ids
        next = Array(1...ids.count + 1)
        previous = Array(-1..<ids.count)
        next[ids.count] = 0
        previous[0] = ids.count
        for (place, id) in ids.enumerated() where places[id] == nil { places[id] = place }
    }

    /// Whether an item is in it.
    func contains(_ id: ID) -> Bool { places[id] != nil }

    /// Puts an item before another, or at the end.
    mutating func put(_ id: ID, before other: ID?) { put(id, at: other.flatMap { places[$0] } ?? ids.count) }

    /// Puts an item after another.
    mutating func put(_ id: ID, after other: ID) {
        guard let place = places[other] else { return }
        put(id, at: next[place] == places[id] ? next[next[place]] : next[place])
    }

    private mutating func put(_ id: ID, at target: Int) {
        guard let place = places[id] else { return }
        guard target != place else { return }
        next[previous[place]] = next[place]
        previous[next[place]] = previous[place]
        (previous[place], next[place]) = (previous[target], target)
        next[previous[target]] = place
        previous[target] = place
        label(place)
    }

    private mutating func label(_ place: Int) {
        let before = previous[place] == ids.count ? 0 : labels[previous[place]]
        let after = labels[next[place]]
        labels[place] = before + (after - before) / 2
        guard labels[place] == before || labels[place] == after else { return }
        // No gap is left: all are numbered anew.
        var (other, label) = (next[ids.count], 0)
        while other != ids.count {
            label += Self.gap
            labels[other] = label
            other = next[other]
        }
        labels[ids.count] = label + Self.gap
    }

    /// Whether an item stands before another, or last where there is no other; `nil` where it is not there.
    func stands(_ id: ID, before other: ID?) -> Bool? {
        guard let place = places[id] else { return nil }
        guard let other else { return next[place] == ids.count }
        return places[other].map { labels[place] < labels[$0] } ?? false
    }

    /// The items as they stand.
    var items: [ID] {
        var result: [ID] = []
        var place = next[ids.count]
        while place != ids.count {
            result.append(ids[place])
            place = next[place]
        }
        return result
    }
}
