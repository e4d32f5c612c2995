import Foundation

/// Verbs that are no settings: files, facts about the device, import, backup, restart.
struct SystemCommands {
    let verbs: Verbs

    var router: Router { verbs.router }

    func run() throws(ScriptError) -> Value {
        switch (verbs.path, verbs.verb) {
        case (_, "export"): return try export()
        case ("", "import"): return try Importer(verbs: verbs).run()
        case ("", "put"):
            router.emit(try verbs.arguments.value(0).string)
            return .nothing
        case ("", "ping"): return try Ping(verbs: verbs).run()
        case ("", "delay"): return try verbs.interpreter.global("delay", verbs.rest, in: "")
        case ("", _): return .nothing
        case ("file", _): return try FileCommands(verbs: verbs).run()
        case ("log", "print"), ("log", "find"): return printLog()
        case ("log", _):
            router.note("script,\(verbs.verb)", try verbs.arguments.value(0).string)
            return .nothing
        case ("system", _):
            router.surroundings.restart()
            throw ScriptError(kind: .gone, text: "")
        case ("system backup", _): return try Backup(verbs: verbs).run()
        case ("system script", "run"): return try runScript()
        case ("user ssh-keys", "import"): return try importKey()
        case (_, "print"), (_, "get"): return try facts()
        default: return .nothing
        }
    }

    private func export() throws(ScriptError) -> Value {
        let words = Set(verbs.rest.compactMap(\.word))
        var form = Exporter.Form(verbose: words.contains("verbose"), terse: words.contains("terse"), menu: verbs.path)
        if words.contains("hide-sensitive") { form.showsSecrets = false }
        if words.contains("show-sensitive") { form.showsSecrets = true }
        var exporter = Exporter(router: router, form: form)
        if let query = verbs.command?.query {
            exporter.filter = { menu, item throws(ScriptError) in
                try Query(router: verbs.router, menu: menu, interpreter: verbs.interpreter).matches(item, query)
            }
        }
        let lines = try exporter.lines()
        guard let file = verbs.arguments.raw("file") else {
            for line in lines { router.emit(line) }
            return .nothing
        }
        var name = try verbs.interpreter.text(file, in: verbs.path)
        if !name.hasSuffix(".rsc") { name += ".rsc" }
        try router.surroundings.files.write(name, ByteText.bytes(lines.map { $0 + "\r\n" }.joined()))
        return .nothing
    }

    private func printLog() -> Value {
        for line in router.state.log {
            let stamp = DeviceCalendar.stamp(Date(timeIntervalSince1970: line.seconds), version: router.version)
            router.emit("\(stamp.time) \(line.topics) \(line.message)")
        }
        return .nothing
    }

    private func runScript() throws(ScriptError) -> Value {
        guard let menu = router.tree["system script"], let expression = verbs.rest.first?.value else {
            throw .run("missing value(s) of argument(s) number")
        }
        for id in try verbs.ids(expression, menu) {
            let source = router.items(menu.path).first { $0.id == id }?.values["source"] ?? ""
            let script = try Parser.parse(source, version: router.version)
            try CommandCheck(tree: router.tree).check(script, in: "")
            _ = try verbs.interpreter.block(script, in: "")
        }
        return .nothing
    }

    private func importKey() throws(ScriptError) -> Value {
        let file = try verbs.interpreter.text(verbs.arguments.raw("public-key-file"), in: "")
        guard router.surroundings.files.read(file) != nil else {
            throw .run("failure: unable to load key file (no such file)")
        }
        router.surroundings.files.remove(file)
        return .nothing
    }

    /// Facts in the order the device prints them.
    private func facts() throws(ScriptError) -> Value {
        let pairs = DeviceFactsText(router: router).pairs(verbs.path)
        let words = Set(verbs.rest.compactMap(\.word))
        if verbs.verb == "get" {
            let all = pairs.map { Value.Field(name: $0.0, value: .word($0.1)) }
            guard let name = verbs.rest.first?.word else { return .record(all) }
            guard let field = all.first(where: { $0.name == name }) else {
                throw .run("input does not match any value of value-name")
            }
            return field.value
        }
        if words.contains("as-value") {
            return .record(pairs.sorted { $0.0 < $1.0 }.map { .init(name: $0.0, value: .text($0.1)) })
        }
        if words.contains("terse"), verbs.path != "system package" { throw .run("bad parameter terse") }
        if verbs.path == "system package" {
            router.emit(router.version.major < 7 ? "Flags: X - disabled " : "Columns: NAME, VERSION")
            router.emit(" #   NAME      VERSION")
            router.emit(" 0   routeros  \(router.state.hardware.version)")
            return .nothing
        }
        Self.emit(pairs, router)
        return .nothing
    }

    /// `key: value` lines with the keys aligned to the right.
    static func emit(_ pairs: [(String, String)], _ router: Router) {
        let width = (pairs.map(\.0.utf8.count).max() ?? 0) + 2
        for (name, value) in pairs {
            router.emit(String(repeating: " ", count: width - name.utf8.count) + name + ": " + value)
        }
        router.emit("")
    }
}
