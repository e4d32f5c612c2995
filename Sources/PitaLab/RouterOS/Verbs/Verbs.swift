/// Runs one verb of one menu.
struct Verbs {
    let interpreter: Interpreter
    let path: String
    let verb: String
    let command: ScriptCommand?
    let rest: [ScriptArgument]

    var router: Router { interpreter.router }
    var arguments: Arguments { Arguments(rest: rest, interpreter: interpreter, context: path) }

    private static let changing: Set<String> = [
        "add", "set", "remove", "move", "enable", "disable", "comment", "unset",
    ]

    func run() throws(ScriptError) -> Value {
        do {
            if Self.changing.contains(verb), path != "file" { return try change() }
            if let menu = router.tree[path] ?? interfaceMenu { return try read(menu) }
            return try SystemCommands(verbs: self).run()
        } catch {
            throw suffixed(error)
        }
    }

    /// Newer versions say in which command and line it failed.
    private func suffixed(_ error: ScriptError) -> ScriptError {
        guard error.kind == .run, router.version >= Version(7, 10), !error.text.contains("; line "), verb != "import"
        else { return error }
        let place = path.isEmpty ? "/" + verb : "/" + path.replacing(" ", with: "/") + "/" + verb
        return .run("\(error.text) (\(place); line \(command?.position.line ?? 1))")
    }

    /// `/interface` itself: all interfaces, whatever their kind.
    private var interfaceMenu: Menu? {
        guard path == "interface" else { return nil }
        var menu = Menu(
            "interface", .fixed,
            [
                Property("name", .text), Property("default-name", .text).readOnly, Property("type", .text).readOnly,
                Property("mtu", .free, "1500"), Property("comment", .text), Property("disabled", .flag, "no"),
                Property("running", .flag).readOnly, Property("mac-address", .free),
            ])
        menu.space = "interface"
        return menu
    }

    private func change() throws(ScriptError) -> Value {
        let saved = router.state.configuration
        let isReal = try router.surroundings.beforeChange(path)
        let value = try applied()
        if !isReal { router.state.configuration = saved }
        try router.surroundings.afterChange()
        return value
    }

    private func applied() throws(ScriptError) -> Value {
        guard let menu = router.tree[path] ?? interfaceMenu else { throw .run("no such command") }
        let changes = Changes(router: router, menu: menu)
        switch verb {
        case "add":
            let before = try raw("place-before").flatMap { expression throws(ScriptError) in
                try ids(expression, menu).first
            }
            return .identifier(try changes.add(try given(menu), before: before))
        case "set" where menu.shape == .single:
            try changes.setSingle(try given(menu))
        case "unset":
            let name = try interpreter.text(raw("value-name"), in: path)
            let words = rest.compactMap(\.word).filter(menu.unsettable.contains) + (name.isEmpty ? [] : [name])
            guard words.allSatisfy(menu.unsettable.contains) else {
                throw .run("input does not match any value of value-name")
            }
            try changes.set(try numbers(menu), [:], unsetting: words)
        case "set":
            try onEach(try numbers(menu), menu) { menu, ids throws(ScriptError) in
                let unset = rest.compactMap(\.word).filter { $0.hasPrefix("!") }.map { String($0.dropFirst()) }
                try Changes(router: router, menu: menu).set(ids, try given(menu), unsetting: unset)
            }
        case "comment":
            let text = try interpreter.text(raw("comment") ?? rest.filter { $0.name == nil }.last?.value, in: path)
            try onEach(try numbers(menu), menu) { menu, ids throws(ScriptError) in
                try Changes(router: router, menu: menu).set(ids, ["comment": text])
            }
        case "enable", "disable":
            try onEach(try numbers(menu), menu) { menu, ids throws(ScriptError) in
                try Changes(router: router, menu: menu).set(ids, ["disabled": verb == "disable" ? "yes" : "no"])
            }
        case "remove": try changes.remove(try numbers(menu))
        default:
            let positional = rest.filter { $0.name == nil }
            let target = raw("destination") ?? (positional.count > 1 ? positional[1].value : nil)
            let before = try target.flatMap { expression throws(ScriptError) in try ids(expression, menu).first }
            try changes.move(try numbers(menu), before: before)
        }
        return .nothing
    }

    /// Items of `/interface` belong to the menus of their kinds.
    private func onEach(
        _ ids: [Int], _ menu: Menu, _ body: (Menu, [Int]) throws(ScriptError) -> Void
    ) throws(ScriptError) {
        guard path == "interface" else { return try body(menu, ids) }
        for id in ids {
            guard let owner = router.interfaces().first(where: { $0.item.id == id }) else { throw .run("no such item") }
            try body(owner.menu, [id])
        }
    }

    private func raw(_ name: String) -> Expression? { arguments.raw(name) }

    private func given(_ menu: Menu) throws(ScriptError) -> [String: String] {
        var given: [String: String] = [:]
        for argument in rest {
            guard let name = argument.name, menu.property(name, in: router.version) != nil else { continue }
            given[name] = try interpreter.text(argument.value, in: path)
        }
        for word in rest.compactMap(\.word) {
            if case .mark? = menu.property(word, in: router.version)?.kind { given[word] = "yes" }
        }
        return given
    }

    /// The items a verb is for: `numbers=`, or the first value without a name.
    func numbers(_ menu: Menu) throws(ScriptError) -> [Int] {
        let selecting = rest.first { argument in
            guard argument.name == nil else { return false }
            guard let word = argument.word else { return true }
            if case .mark? = menu.property(word, in: router.version)?.kind { return false }
            return !word.hasPrefix("!")
        }
        guard let expression = raw("numbers") ?? selecting?.value else {
            throw .run("missing value(s) of argument(s) numbers")
        }
        return try ids(expression, menu)
    }

    /// The ids that a value names: ids, item numbers that a print showed, names.
    func ids(_ expression: Expression, _ menu: Menu) throws(ScriptError) -> [Int] {
        if case .literal(let raw) = expression {
            var found: [Int] = []
            for part in raw.split(separator: ",") { found.append(try id(String(part), menu)) }
            return found
        }
        switch try interpreter.evaluate(expression, in: path) {
        case .array(let values):
            var found: [Int] = []
            for value in values { found.append(try id(value.string, menu)) }
            return found
        case .nothing: return []
        case let value: return value.string.isEmpty ? [] : [try id(value.string, menu)]
        }
    }

    private func id(_ text: String, _ menu: Menu) throws(ScriptError) -> Int {
        let items = router.listed(menu.path)
        if text.hasPrefix("*"), let id = Int(text.dropFirst(), radix: 16) {
            guard items.contains(where: { $0.id == id }) else { throw .run("no such item") }
            return id
        }
        if let item = items.first(where: { $0.values["name"] == text || $0.values["default-name"] == text }) {
            return item.id
        }
        if menu.path == "queue interface",
            let item = items.first(where: { router.name($0.values["interface"] ?? "", in: "interface") == text })
        {
            return item.id
        }
        // Numbers are those of the last print in this session.
        if let number = Int(text), menu.shape == .fixed || router.numbered.contains(path),
            items.indices.contains(number)
        {
            return items[number].id
        }
        throw .run("no such item")
    }

    private func read(_ menu: Menu) throws(ScriptError) -> Value {
        let query = Query(router: router, menu: menu, interpreter: interpreter)
        switch verb {
        case "find": return .array(try query.items(command?.query).map { .identifier($0.id) })
        case "get": return try Reader(verbs: self, menu: menu).get()
        case "print": return try Reader(verbs: self, menu: menu).print(query)
        default: return try SystemCommands(verbs: self).run()
        }
    }
}
