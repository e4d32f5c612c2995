/// `get` and `print` of a menu.
struct Reader {
    let verbs: Verbs
    let menu: Menu

    private var router: Router { verbs.router }

    private var properties: [Property] {
        menu.properties.filter { $0.exists(in: router.version) && !$0.isSecret }.sorted { $0.name < $1.name }
    }

    func get() throws(ScriptError) -> Value {
        let positional = verbs.rest.filter { $0.name == nil }
        var item = Item(id: 0, values: router.state.configuration.singles[menu.path] ?? [:])
        if menu.path == "system clock" { item.values = clock(item.values) }
        var names = positional
        if menu.shape != .single {
            guard let expression = verbs.arguments.raw("number") ?? positional.first?.value else {
                throw .run("missing value(s) of argument(s) number")
            }
            let ids = try verbs.ids(expression, menu)
            guard ids.count == 1, let found = router.listed(menu.path).first(where: { $0.id == ids[0] }) else {
                throw .run("no such item")
            }
            item = found
            if verbs.arguments.raw("number") == nil { names = Array(positional.dropFirst()) }
        }
        let wanted = try verbs.arguments.raw("value-name").map { expression throws(ScriptError) in
            try verbs.interpreter.text(expression, in: verbs.path)
        }
        guard let name = wanted ?? names.first?.word else { return .record(fields(item)) }
        guard let field = fields(item).first(where: { $0.name == name }) else {
            if menu.property(name, in: router.version) != nil { return .nothing }
            throw .run("input does not match any value of value-name")
        }
        return field.value
    }

    private func clock(_ values: [String: String]) -> [String: String] {
        let now = DeviceCalendar.stamp(router.surroundings.wall(), version: router.version)
        return values.merging(["date": now.date, "time": now.time]) { $1 }
    }

    /// `.id`, then everything that has a value, by name.
    func fields(_ item: Item) -> [Value.Field] {
        var fields: [Value.Field] = []
        if menu.shape != .single { fields.append(.init(name: ".id", value: .identifier(item.id))) }
        for property in properties {
            switch property.name {
            case "dynamic": fields.append(.init(name: "dynamic", value: .bool(item.isDynamic)))
            case "running": fields.append(.init(name: "running", value: .bool(router.isRunning(item))))
            case "active":
                fields.append(.init(name: "active", value: .bool(Routing(router: router).isActive(item))))
            case "invalid": fields.append(.init(name: "invalid", value: .bool(false)))
            case "run-count": fields.append(.init(name: "run-count", value: .text(String(item.runs))))
            case "type" where menu.path == "interface": fields.append(.init(name: "type", value: .text(type(item))))
            case "rate", "bytes", "packets", "dropped":
                fields.append(
                    .init(name: property.name, value: .text(Counters(router: router).queue(item, property.name))))
            default:
                guard let shown = router.shown(property, of: item) else { continue }
                fields.append(.init(name: property.name, value: Display.value(shown, property.kind)))
            }
        }
        return fields
    }

    private func type(_ item: Item) -> String {
        let owner = router.interfaces().first { $0.item.id == item.id }?.menu.path ?? "interface ethernet"
        return ["interface ethernet": "ether", "interface vlan": "vlan", "interface bridge": "bridge"][owner] ?? "bond"
    }

    func print(_ query: Query) throws(ScriptError) -> Value {
        let words = Set(verbs.rest.compactMap(\.word))
        if menu.shape == .single { return try printSingle(words) }
        var items = try query.items(verbs.command?.query)
        if let from = verbs.arguments.raw("from") {
            let ids = try verbs.ids(from, menu)
            items = items.filter { ids.contains($0.id) }
        }
        if words.contains("count-only") {
            if verbs.command?.position != nil { router.emit(String(items.count)) }
            return .number(Int64(items.count))
        }
        if words.contains("as-value") { return try asValue(items) }
        router.numbered.insert(menu.path)
        let table = Table(router: router, menu: menu)
        table.emit(items, words)
        return .nothing
    }

    private func asValue(_ items: [Item]) throws(ScriptError) -> Value {
        var only: [String]?
        if let list = verbs.arguments.raw("proplist") {
            only = try verbs.interpreter.text(list, in: verbs.path).split(separator: ",").map(String.init)
        }
        return .array(
            items.map { item in
                .record(fields(item).filter { field in field.name == ".id" || only?.contains(field.name) ?? true })
            })
    }

    private func printSingle(_ words: Set<String>) throws(ScriptError) -> Value {
        var values = router.state.configuration.singles[menu.path] ?? [:]
        if menu.path == "system clock" { values = clock(values) }
        let item = Item(id: 0, values: values)
        if words.contains("as-value") { return .record(fields(item)) }
        if words.contains("terse") { throw .run("bad parameter terse") }
        let pairs = properties.compactMap { property in router.shown(property, of: item).map { (property.name, $0) } }
        SystemCommands.emit(pairs, router)
        return .nothing
    }
}
