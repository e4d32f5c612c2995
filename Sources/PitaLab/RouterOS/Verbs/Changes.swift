/// Adding, setting, removing and moving items.
struct Changes {
    let router: Router
    let menu: Menu

    private var version: Version { router.version }

    /// Adds an item and gives its id.
    func add(_ given: [String: String], before: Int?) throws(ScriptError) -> Int {
        if menu.path == "system scheduler", router.state.hardware.deviceMode == "home" {
            throw .run("failure: not allowed by device-mode")
        }
        var values = try stored(given)
        let missing = menu.properties.filter {
            $0.isRequired && $0.exists(in: version) && (values[$0.name] ?? "").isEmpty && !isOptional($0)
        }
        if !missing.isEmpty {
            throw .run("missing value(s) of argument(s) " + missing.map(\.name).joined(separator: " "))
        }
        complete(&values)
        try refuseDuplicate(values, except: nil)
        var item = Item(id: router.newID(menu.space), values: values)
        if menu.path == "system scheduler" { Scheduling(router: router).plan(&item) }
        let place = before.flatMap { id in router.items(menu.path).firstIndex { $0.id == id } }
        router.update(menu.path) { items in items.insert(item, at: place ?? items.count) }
        return item.id
    }

    /// Version 6 allowed a queue without a target.
    private func isOptional(_ property: Property) -> Bool {
        menu.path == "queue simple" && property.name == "target" && version.major < 7
    }

    private func stored(_ given: [String: String]) throws(ScriptError) -> [String: String] {
        var values: [String: String] = [:]
        for (name, text) in given.sorted(by: { $0.key < $1.key }) {
            guard let property = menu.property(name, in: version) else { continue }
            values[name] = try Normaliser(router: router, property: property).stored(text)
        }
        return values
    }

    /// What the device fills in by itself.
    private func complete(_ values: inout [String: String]) {
        switch menu.path {
        case "queue simple" where (values["name"] ?? "").isEmpty:
            let names = Set(router.items(menu.path).compactMap { $0.values["name"] })
            var number = 1
            while names.contains("queue\(number)") { number += 1 }
            values["name"] = "queue\(number)"
        case "ip address":
            if values["network"] == nil, let address = values["address"], let parsed = IPv4.parsePrefix(address) {
                values["network"] = IPv4.text(parsed.address & IPv4.mask(parsed.length))
            }
        case "system scheduler":
            let now = DeviceCalendar.stamp(router.surroundings.wall(), version: version)
            if values["start-date"] == nil { values["start-date"] = now.date }
            if values["start-time"] == nil { values["start-time"] = now.time }
            if values["policy"] == nil { values["policy"] = SystemMenus.fullPolicy }
        case "system script":
            if values["policy"] == nil { values["policy"] = SystemMenus.fullPolicy }
        case "ip dhcp-client", "ip dhcp-server":
            if values["disabled"] == nil, menu.path == "ip dhcp-client", version.major < 7 {
                values["disabled"] = "yes"
            }
        default: break
        }
    }

    private func refuseDuplicate(_ values: [String: String], except id: Int?) throws(ScriptError) {
        if menu.path == "interface bridge vlan" { return try refuseOverlap(values, except: id) }
        guard !menu.key.isEmpty, !menu.duplicate.isEmpty else { return }
        let key = menu.key.map { values[$0] ?? "" }
        let others = menu.key == ["name"] ? router.menus(sharing: menu.space) : [menu]
        for other in others {
            for item in router.items(other.path) where item.id != id && menu.key.map({ item.values[$0] ?? "" }) == key {
                throw .run(menu.duplicate)
            }
        }
    }

    private func refuseOverlap(_ values: [String: String], except id: Int?) throws(ScriptError) {
        let mine = Self.vlans(values["vlan-ids"] ?? "")
        for item in router.items(menu.path)
        where item.id != id && !item.isDynamic && item.values["bridge"] == values["bridge"]
            && !mine.isDisjoint(with: Self.vlans(item.values["vlan-ids"] ?? ""))
        {
            throw .run(menu.duplicate)
        }
    }

    static func vlans(_ text: String) -> Set<Int> {
        var all: Set<Int> = []
        for part in text.split(separator: ",") {
            let ends = part.split(separator: "-").compactMap { Int($0) }
            if let low = ends.first, let high = ends.last, low <= high, high <= 4094 { all.formUnion(low...high) }
        }
        return all
    }

    /// Sets properties of items, all or none.
    func set(_ ids: [Int], _ given: [String: String], unsetting unset: [String] = []) throws(ScriptError) {
        let values = try stored(given)
        for id in ids {
            guard var item = router.items(menu.path).first(where: { $0.id == id }) else { throw .run("no such item") }
            if item.isDynamic { throw .run("failure: can not change dynamic item") }
            for name in unset { item.values[name] = nil }
            for (name, value) in values {
                let before = item.values[name]
                item.values[name] = value
                if name == "disabled" { switched(&item, from: before) }
            }
            if values["address"] != nil, values["network"] == nil, menu.path == "ip address" {
                item.values["network"] = nil
                complete(&item.values)
            }
            if values["name"] != nil || !menu.key.allSatisfy({ values[$0] == nil }) {
                try refuseDuplicate(item.values, except: id)
            }
            if menu.path == "system scheduler",
                !Set(values.keys).isDisjoint(with: ["interval", "start-time", "start-date", "disabled"])
            {
                Scheduling(router: router).plan(&item)
            }
            router.update(menu.path) { items in
                for index in items.indices where items[index].id == id { items[index] = item }
            }
        }
    }

    private func switched(_ item: inout Item, from before: String?) {
        let now = router.surroundings.monotonic()
        if item.isDisabled, before != "yes" {
            item.offSince = now
        } else if !item.isDisabled, let since = item.offSince {
            item.offTotal += now - since
            item.offSince = nil
        }
    }

    func remove(_ ids: [Int]) throws(ScriptError) {
        for id in ids {
            guard let item = router.items(menu.path).first(where: { $0.id == id }) else { throw .run("no such item") }
            if item.isBuiltIn { throw .run("failure: can not remove builtin") }
            if item.isDynamic { throw .run("failure: can not remove dynamic item") }
            router.update(menu.path) { items in items.removeAll { $0.id == id } }
        }
    }

    /// Moves items before another; to the end without one.
    func move(_ ids: [Int], before: Int?) throws(ScriptError) {
        let moving = router.items(menu.path).filter { ids.contains($0.id) }
        guard moving.count == ids.count else { throw .run("no such item") }
        let ordered = ids.compactMap { id in moving.first { $0.id == id } }
        if let before, ids.contains(before) { return }
        router.update(menu.path) { items in
            items.removeAll { ids.contains($0.id) }
            let place = before.flatMap { id in items.firstIndex { $0.id == id } } ?? items.count
            items.insert(contentsOf: ordered, at: place)
        }
    }

    /// Sets properties of the one record.
    func setSingle(_ given: [String: String]) throws(ScriptError) {
        let values = try stored(given)
        for (name, value) in values { router.state.configuration.singles[menu.path, default: [:]][name] = value }
    }
}
