import Foundation

/// When scheduler entries run. An interval counts from the entry's creation, so a wrong clock does not matter.
struct Scheduling {
    let router: Router

    /// Fixes when an entry runs next.
    func plan(_ item: inout Item) {
        let now = router.surroundings.monotonic()
        item.due = nil
        if item.isDisabled { return }
        let interval = seconds(item)
        if interval > 0 {
            if item.values["start-time"] != "startup" { item.due = now + interval }
        } else if let start = start(item) {
            let wait = start.timeIntervalSince(router.surroundings.wall())
            if wait > 0 { item.due = now + wait }
        }
    }

    private func seconds(_ item: Item) -> Double {
        Double(Interval.parse(item.values["interval"] ?? "0s") ?? 0) / 1000
    }

    private func start(_ item: Item) -> Date? {
        DeviceCalendar.moment(date: item.values["start-date"] ?? "", time: item.values["start-time"] ?? "")
    }

    /// The earliest due time of all entries.
    var next: Double? { router.items("system scheduler").compactMap(\.due).min() }

    /// Entries that are due, already planned anew.
    func takeDue() -> [Item] {
        let now = router.surroundings.monotonic()
        var taken: [Item] = []
        router.update("system scheduler") { items in
            for index in items.indices {
                guard let due = items[index].due, due <= now else { continue }
                items[index].runs += 1
                let interval = seconds(items[index])
                items[index].due = interval > 0 ? max(due + interval, now) : nil
                taken.append(items[index])
            }
        }
        return taken
    }

    /// After a start of the device: intervals count anew, and `startup` entries are returned to be run.
    func started() -> [Item] {
        var startup: [Item] = []
        router.update("system scheduler") { items in
            for index in items.indices {
                plan(&items[index])
                if items[index].values["start-time"] == "startup", seconds(items[index]) == 0, !items[index].isDisabled
                {
                    startup.append(items[index])
                }
            }
        }
        return startup
    }
}
