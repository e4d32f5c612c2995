/// `print` in its forms for lists.
struct Table {
    let router: Router
    let menu: Menu

    private var isNew: Bool { router.version.major >= 7 }

    func emit(_ items: [Item], _ words: Set<String>) {
        if words.contains("terse") {
            for (index, item) in items.enumerated() { router.emit(terse(index, item)) }
        } else if words.contains("stats"), menu.path == "queue simple" {
            stats(items)
        } else if words.contains("detail") {
            router.emit("Flags: X - disabled, I - invalid, D - dynamic")
            for (index, item) in items.enumerated() { detail(index, item) }
        } else {
            table(items)
        }
    }

    func flags(_ item: Item) -> String {
        if menu.path == "ip route" { return routeFlags(item) }
        var flags = item.isDisabled ? "X" : ""
        if item.isDynamic { flags += "D" }
        if menu.space == "interface", router.isRunning(item) { flags += "R" }
        if item.isBuiltIn, menu.space != "interface" { flags += "*" }
        return flags
    }

    private func routeFlags(_ item: Item) -> String {
        let active = Routing(router: router).isActive(item) ? "A" : ""
        if item.isDisabled { return isNew ? "Xs" : "X S" }
        if isNew { return item.isDynamic ? "D\(active)c" : "\(active)s" }
        return item.isDynamic ? "\(active)DC" : "\(active)S"
    }

    private func pairs(_ item: Item) -> [(String, String)] {
        var pairs: [(String, String)] = []
        for property in menu.properties where property.exists(in: router.version) && !property.isSecret {
            if ["disabled", "dynamic", "invalid", "running", "active", "comment"].contains(property.name) { continue }
            if let shown = router.shown(property, of: item), !shown.isEmpty { pairs.append((property.name, shown)) }
        }
        return pairs
    }

    /// Values are not quoted, whatever they hold.
    private func terse(_ index: Int, _ item: Item) -> String {
        var words = pairs(item)
        if let comment = item.values["comment"], !comment.isEmpty { words.insert(("comment", comment), at: 0) }
        let flags = flags(item)
        let number = String(repeating: " ", count: max(0, 2 - String(index).count)) + String(index)
        return "\(number) \(padded(flags, 3)) " + words.map { "\($0.0)=\($0.1)" }.joined(separator: " ")
    }

    private func detail(_ index: Int, _ item: Item) {
        let head = " \(index) \(padded(flags(item), 2)) "
        let texts: Set<String> = ["name", "on-event", "source", "default-name", "owner"]
        let words = pairs(item).map { texts.contains($0.0) ? "\($0.0)=\"\($0.1)\"" : "\($0.0)=\($0.1)" }
        if let comment = item.values["comment"], !comment.isEmpty {
            router.emit(head + ";;; " + comment)
            router.emit("     " + words.joined(separator: " "))
        } else {
            router.emit(head + words.joined(separator: " "))
        }
        router.emit("")
    }

    private func table(_ items: [Item]) {
        let columns = columns.filter { menu.property($0, in: router.version) != nil }
        let titles = columns.map { $0.uppercased() }
        let rows = items.map { item in
            columns.map { name in
                menu.property(name, in: router.version).flatMap { router.shown($0, of: item) } ?? ""
            }
        }
        let widths = titles.indices.map { column in
            max(titles[column].utf8.count, rows.map { $0[column].unicodeScalars.count }.max() ?? 0)
        }
        router.emit(isNew ? "Flags: X - DISABLED, D - DYNAMIC" : "Flags: X - disabled, I - invalid, D - dynamic ")
        if isNew { router.emit("Columns: " + titles.joined(separator: ", ")) }
        router.emit(" #   " + zip(titles, widths).map { padded($0, $1) }.joined(separator: "  "))
        for (index, item) in items.enumerated() {
            let cells = zip(rows[index], widths).map { padded($0, $1) }.joined(separator: "  ")
            let head = "\(padded(String(index), 2, left: true)) \(padded(flags(item), 2))"
            guard let comment = item.values["comment"], !comment.isEmpty else {
                router.emit(head + cells)
                continue
            }
            // Version 6 puts the number before the comment, version 7 the comment above the numbered line.
            router.emit(isNew ? ";;; " + comment : head + ";;; " + comment)
            router.emit(isNew ? head + cells : "     " + cells)
        }
    }

    private var columns: [String] {
        switch menu.path {
        case "ip address": ["address", "network", "interface"]
        case "queue simple": ["name", "target", "max-limit"]
        case "queue tree": ["name", "parent", "packet-mark", "max-limit"]
        case "interface vlan": ["name", "mtu", "vlan-id", "interface"]
        case "interface bridge vlan": ["bridge", "vlan-ids", "tagged", "untagged"]
        case "interface bridge port": ["interface", "bridge", "pvid"]
        case "interface": ["name", "type", "mtu"]
        case "system scheduler": ["name", "start-date", "start-time", "interval"]
        default: Array(menu.properties.filter(\.isRequired).map(\.name).prefix(4))
        }
    }

    private func stats(_ items: [Item]) {
        router.emit("Flags: X - DISABLED, D - DYNAMIC")
        router.emit("Columns: NAME, BYTES, PACKETS")
        for (index, item) in items.enumerated() {
            let bytes = Counters(router: router).queue(item, "bytes").split(separator: "/").map { grouped(String($0)) }
            router.emit(
                "\(padded(String(index), 2, left: true)) \(item.values["name"] ?? "")  \(bytes.joined(separator: "/"))  0/0"
            )
        }
    }

    private func grouped(_ digits: String) -> String {
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += " " }
            text.append(digit)
        }
        return text
    }

    private func padded(_ text: String, _ width: Int, left: Bool = false) -> String {
        let fill = String(repeating: " ", count: max(0, width - text.unicodeScalars.count))
        return left ? fill + text : text + fill
    }
}
