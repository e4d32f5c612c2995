/// Writes a router's configuration as its `/export` does.
struct Exporter {
    /// What was asked for.
    struct Form {
        var verbose = false
        var terse = false
        /// Nil: as the version does by itself.
        var showsSecrets: Bool?
        var menu = ""
    }

    let router: Router
    let form: Form
    /// Keeps an item only when this says so (`where`).
    var filter: ((Menu, Item) throws(ScriptError) -> Bool)?

    private var showsSecrets: Bool { form.showsSecrets ?? (router.version.major < 7) }

    /// Header and body, line by line, without line ends.
    func lines() throws(ScriptError) -> [String] { header() + (try body()) }

    func header() -> [String] {
        let hardware = router.state.hardware
        let now = DeviceCalendar.stamp(router.surroundings.wall(), version: router.version)
        var lines = [
            "# \(now.date) \(now.time) by RouterOS \(hardware.version)", "# software id = \(hardware.softwareID)", "#",
        ]
        if hardware.board != "CHR" {
            lines += ["# model = \(hardware.board)", "# serial number = \(hardware.serial)"]
        }
        return lines
    }

    func body() throws(ScriptError) -> [String] {
        var lines: [String] = []
        var seen: Set<String> = []
        for path in MenuTree.exportOrder {
            guard let menu = router.tree[path], isWanted(path) else { continue }
            let block = try menu.shape == .single ? single(menu) : table(menu, again: !seen.insert(path).inserted)
            if block.isEmpty { continue }
            if !form.terse { lines.append("/" + path) }
            lines += block
        }
        return lines
    }

    private func isWanted(_ path: String) -> Bool {
        form.menu.isEmpty || path == form.menu || path.hasPrefix(form.menu + " ")
    }

    private func single(_ menu: Menu) -> [String] {
        let values = router.state.configuration.singles[menu.path] ?? [:]
        let parameters = parameters(menu, Item(id: 0, values: values))
        return parameters.isEmpty ? [] : line(menu, "set", parameters)
    }

    private func table(_ menu: Menu, again: Bool) throws(ScriptError) -> [String] {
        var lines: [String] = []
        for item in ordered(menu) where !item.isDynamic && isLate(menu, item) == again {
            if let filter, try !filter(menu, item) { continue }
            let parameters = parameters(menu, item)
            if menu.shape == .fixed || item.isBuiltIn {
                if parameters.isEmpty { continue }
                lines += line(menu, "set " + selector(menu, item), parameters)
            } else {
                if let note = note(menu, item) { lines.append("# " + note) }
                lines += line(menu, "add", parameters)
            }
        }
        return lines
    }

    /// Simple queues that use types of one's own come after these types.
    private func isLate(_ menu: Menu, _ item: Item) -> Bool {
        guard menu.path == "queue simple" else { return false }
        if isCustomType(item) { return true }
        var parent = item.values["parent"]
        var depth = 0
        while let reference = parent, let above = router.item(reference, in: "queue simple"), depth < 32 {
            if isCustomType(above) { return true }
            parent = above.values["parent"]
            depth += 1
        }
        return false
    }

    private func isCustomType(_ item: Item) -> Bool {
        let types = (item.values["queue"] ?? "").split(separator: "/") + [Substring(item.values["total-queue"] ?? "")]
        return types.contains { type in router.item(String(type), in: "queue type").map { !$0.isBuiltIn } ?? false }
    }

    /// Items that refer to others of their menu come behind these.
    private func ordered(_ menu: Menu) -> [Item] {
        let references: [String: String] = [
            "queue simple": "parent", "queue tree": "parent", "interface vlan": "interface", "ip pool": "next-pool",
        ]
        guard let property = references[menu.path] else { return router.items(menu.path) }
        var left = router.items(menu.path)
        var done: [Item] = []
        while !left.isEmpty {
            let waiting = Set(left.map(\.reference))
            guard let next = left.firstIndex(where: { !waiting.contains($0.values[property] ?? "") }) else {
                return done + left
            }
            done.append(left.remove(at: next))
        }
        return done
    }

    private func selector(_ menu: Menu, _ item: Item) -> String {
        switch menu.path {
        case "interface ethernet": "[ find default-name=\(item.values["default-name"] ?? "") ]"
        case "snmp community": "[ find default=yes ]"
        case "queue interface": router.name(item.values["interface"] ?? "", in: "interface")
        default: item.values["name"] ?? item.reference
        }
    }

    /// A note of the moment, as the device puts it between its commands.
    private func note(_ menu: Menu, _ item: Item) -> String? {
        guard ["ip address", "ip dhcp-server"].contains(menu.path), let reference = item.values["interface"] else {
            return nil
        }
        guard let interface = router.item(reference, in: "interface") else { return nil }
        return router.isRunning(interface)
            ? nil : menu.path == "ip address" ? "Interface not active" : "Interface not running"
    }

    private func parameters(_ menu: Menu, _ item: Item) -> [(name: String, value: String)] {
        var parameters: [(name: String, value: String)] = []
        for property in menu.properties.sorted(by: { $0.name < $1.name })
        where !property.isReadOnly && property.exists(in: router.version) {
            if property.isSecret, !showsSecrets { continue }
            guard let shown = router.shown(property, of: item) else { continue }
            let standard = standard(menu, property, item)
            if item.isBuiltIn, property.name == "name", shown == item.values["default-name"] ?? shown { continue }
            if item.isBuiltIn, menu.path == "queue type", property.name == "kind" { continue }
            if shown == standard, !form.verbose, !property.isAlwaysExported { continue }
            if shown.isEmpty, standard == nil, !form.verbose { continue }
            if case .mark = property.kind {
                parameters.append((property.name, ""))
            } else {
                parameters.append((property.name, shown))
            }
        }
        return parameters
    }

    private func standard(_ menu: Menu, _ property: Property, _ item: Item) -> String? {
        if item.isBuiltIn, menu.path == "ip service", property.name == "disabled" {
            return ServiceMenus.services.first { $0.name == item.values["name"] }?.off == true ? "yes" : "no"
        }
        return property.standard(in: router.version)
    }

    private func line(_ menu: Menu, _ verb: String, _ parameters: [(name: String, value: String)]) -> [String] {
        guard form.terse else { return LineWrapper.lines(verb, parameters) }
        let marks = Set(menu.properties.filter { if case .mark = $0.kind { true } else { false } }.map(\.name))
        let words = parameters.map { marks.contains($0.name) ? $0.name : $0.name + "=" + Quoting.written($0.value) }
        return [(["/" + menu.path, verb] + words).joined(separator: " ")]
    }
}
