/// When to look at which operation again; the earliest first. Stale entries are told by their generation.
struct DeadlineHeap {
    struct Entry {
        var at: UInt64
        var operation: UInt64
        var generation: UInt64
    }

    private var entries: [Entry] = []

    var earliest: Entry? { entries.first }
    var count: Int { entries.count }

    mutating func insert(_ entry: Entry) {
        entries.append(entry)
        var index = entries.count - 1
        while index > 0, entries[index].at < entries[(index - 1) / 2].at {
            entries.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    mutating func removeEarliest() {
        guard let last = entries.popLast(), !entries.isEmpty else { return }
        entries[0] = last
        var index = 0
        while true {
            var least = index
            for child in [2 * index + 1, 2 * index + 2]
            where child < entries.count && entries[child].at < entries[least].at { least = child }
            if least == index { return }
            entries.swapAt(index, least)
            index = least
        }
    }

    /// Drops stale entries: answered requests leave theirs behind.
    mutating func keep(where isLive: (Entry) -> Bool) {
        let live = entries.filter(isLive).sorted { $0.at < $1.at }
        entries = live
    }
}
