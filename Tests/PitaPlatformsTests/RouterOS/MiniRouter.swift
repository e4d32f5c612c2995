/// A router in memory that runs RouterOS commands, written for these tests alone: it shares no reader, table or printer
/// with what it tests.
struct MiniRouter {
    typealias Item = [String: String]

    struct Refusal: Error { let words: String }

    var menus: [String: [(id: Int, item: Item)]] = [:]
    private var nextID = 1
    /// What commands printed, refusals included.
    private(set) var output = ""
    /// How many single commands (`add`, `set`, `remove`, `move`) were run.
    private(set) var commandCount = 0

    private static let singles: Set<String> = ["/snmp", "/ip dns"]
    private static let unique: [String: [String]] = [
        "/queue simple": ["name"], "/queue tree": ["name"], "/queue type": ["name"], "/interface vlan": ["name"],
        "/interface bridge": ["name"], "/interface bridge port": ["interface"],
        "/interface bridge vlan": ["bridge", "vlan-ids"], "/ip address": ["address"], "/system scheduler": ["name"],
    ]
    private static let standards: [String: Item] = [
        "/queue simple": [
            "max-limit": "0/0", "limit-at": "0/0", "priority": "8/8", "parent": "none", "packet-marks": "",
            "queue": "default-small/default-small",
        ],
        "/queue tree": [
            "max-limit": "0", "limit-at": "0", "priority": "8", "packet-mark": "", "queue": "default-small",
        ],
        "/queue type": ["pcq-rate": "0", "pcq-classifier": ""],
        "/interface vlan": ["mtu": "1500", "use-service-tag": "no"],
        "/interface bridge": ["vlan-filtering": "no", "pvid": "1", "frame-types": "admit-all"],
        "/interface bridge port": ["pvid": "1", "frame-types": "admit-all"],
        "/interface bridge vlan": ["tagged": "", "untagged": ""],
        "/ip firewall mangle": ["passthrough": "yes"],
        "/snmp": ["enabled": "no", "contact": ""], "/interface ethernet": ["mtu": "1500"],
    ]

    /// The properties that the menus' verb `unset` offers.
    private static let unsettable: [String: Set<String>] = [
        "/queue simple": ["dst", "target", "time"],
        "/ip firewall mangle": ["src-address", "dst-address", "protocol", "dst-port", "in-interface"],
    ]

    /// Puts an item there without a command.
    mutating func put(_ menu: String, _ item: Item) {
        menus[menu, default: []].append((nextID, item))
        nextID += 1
    }

    /// The items without their ids, and without menus that are empty.
    var state: [String: [Item]] {
        var result = menus.mapValues { $0.map(\.item) }.filter { !$0.value.isEmpty }
        for (menu, items) in result where menu != "/queue simple" && menu != "/ip firewall mangle" {
            // The order means nothing there.
            result[menu] = items.filter { !$0.isEmpty && Array($0.keys) != ["default-name"] }.sorted {
                Self.line($0) < Self.line($1)
            }
        }
        return result.filter { !$0.value.isEmpty }
    }

    private static func line(_ item: Item) -> String {
        item.sorted { $0.key < $1.key }.map { "\($0.key)=\(literal($0.value))" }.joined(separator: " ")
    }

    /// The items in terse form, as a device would export them.
    var export: String {
        var lines = ["# 2026-01-02 03:04:05 by RouterOS 7.16.1", "# software id = "]
        for menu in menus.keys.sorted() where menu != "/system scheduler" {
            for (_, item) in menus[menu] ?? [] where !item.isEmpty {
                var item = item
                if let name = item.removeValue(forKey: "default-name") {
                    if item.isEmpty { continue }
                    lines.append("\(menu) set [ find default-name=\(name) ] \(Self.line(item))")
                } else {
                    lines.append("\(menu) \(Self.singles.contains(menu) ? "set" : "add") \(Self.line(item))")
                }
            }
        }
        return lines.joined(separator: "\r\n") + "\r\npita-end-of-export\r\n"
    }

    static func literal(_ text: String) -> String {
        var result = "\""
        for octet in text.utf8 {
            switch octet {
            case 0x22, 0x5C, 0x24, 0x3F: result += "\\" + String(UnicodeScalar(octet))
            case 0x20..<0x7F: result += String(UnicodeScalar(octet))
            default:
                let digits = String(octet, radix: 16, uppercase: true)
                result += "\\" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return result + "\""
    }

    // MARK: Commands

    /// Runs a text on a channel of its own; a refusal ends it and is printed.
    mutating func exec(_ text: String) {
        do throws(Refusal) {
            var reader = MiniReader(text)
            try run(try reader.script(until: nil))
        } catch {
            output += error.words + "\n"
        }
    }

    mutating func run(_ script: [MiniReader.Command]) throws(Refusal) {
        for command in script {
            switch command {
            case .put(let text): output += text + "\n"
            case .error(let text): throw Refusal(words: text)
            case .branch(let tests, let yes, let no):
                var isTrue = true
                for test in tests where try !holds(test) { isTrue = false }
                try run(isTrue ? yes : no)
            case .attempt(let body, let otherwise):
                do throws(Refusal) { try run(body) } catch { try run(otherwise) }
            case .read(let value):
                var reader = MiniReader(try self.value(value))
                _ = try reader.script(until: nil)
            case .plain(let menu, let verb, let selectors, let values, let unset):
                commandCount += 1
                var texts: Item = [:]
                for (name, value) in values { texts[name] = try self.value(value) }
                try plain(menu, verb, selectors, texts, unset)
            }
        }
    }

    /// Stands in a condition that names an item outside of a `find`; such an item has to be there.
    static let byName = "(name)"

    private func holds(_ test: MiniReader.Test) throws(Refusal) -> Bool {
        switch test {
        case .count(let menu, let condition, ">", let count): find(menu, condition).count > count
        case .count(let menu, let condition, _, let count): find(menu, condition).count == count
        case .length(let menu, let condition, let property, let length):
            try get(menu, condition, property).utf8.count == length
        case .value(let menu, let condition, let property, let value): try get(menu, condition, property) == value
        }
    }

    private func value(_ value: MiniReader.Value) throws(Refusal) -> String {
        switch value {
        case .text(let text): text
        case .property(let menu, let condition, let property): try get(menu, condition, property)
        }
    }

    private func get(_ menu: String, _ condition: Item, _ property: String) throws(Refusal) -> String {
        let ids = find(menu, condition)
        guard ids.count == 1, let item = menus[menu]?.first(where: { $0.id == ids[0] })?.item else {
            throw Refusal(words: "no such item")
        }
        return item[property] ?? (property == "disabled" ? "false" : "")
    }

    private func find(_ menu: String, _ condition: Item) -> [Int] {
        (menus[menu] ?? []).filter { _, item in
            condition.allSatisfy { name, value in
                func has(_ name: some StringProtocol) -> String {
                    item[String(name)] ?? Self.standards[menu]?[String(name)] ?? ""
                }
                switch name.last {
                case _ where name == Self.byName: return true
                case "~": return has(name.dropLast()).hasPrefix(value.dropFirst())
                case "!": return has(name.dropLast()) != value
                default: return has(name) == value
                }
            }
        }.map(\.id)
    }

    private mutating func plain(
        _ menu: String, _ verb: String, _ selectors: [Item], _ values: Item, _ unset: [String]
    ) throws(Refusal) {
        switch verb {
        case "add":
            var item: Item = [:]
            try assign(&item, menu, values, unset)
            try checkUnique(menu, item, except: nil)
            menus[menu, default: []].append((nextID, item))
            nextID += 1
        case "set":
            if Self.singles.contains(menu), menus[menu, default: []].isEmpty { put(menu, [:]) }
            let ids =
                Self.singles.contains(menu) ? menus[menu, default: []].map(\.id) : find(menu, selectors.first ?? [:])
            for id in ids {
                guard let place = menus[menu]?.firstIndex(where: { $0.id == id }) else { continue }
                var item = menus[menu]?[place].item ?? [:]
                try assign(&item, menu, values, unset)
                try checkUnique(menu, item, except: id)
                menus[menu]?[place].item = item
            }
        case "remove":
            let ids = find(menu, selectors.first ?? [:])
            if ids.isEmpty, selectors.first?[Self.byName] != nil { throw Refusal(words: "no such item") }
            try checkUnused(menu, ids)
            menus[menu]?.removeAll { ids.contains($0.id) }
        case "move":
            guard let id = find(menu, selectors.first ?? [:]).first,
                let place = menus[menu]?.firstIndex(where: { $0.id == id }), let entry = menus[menu]?.remove(at: place)
            else { return }
            let before = selectors.count > 1 ? find(menu, selectors[1]).first : nil
            let target = before.flatMap { before in menus[menu]?.firstIndex { $0.id == before } }
            let end = menus[menu]?.count ?? 0
            menus[menu]?.insert(entry, at: target ?? end)
        default: throw Refusal(words: "bad command name \(verb) (line 1 column 1)")
        }
    }

    private func assign(_ item: inout Item, _ menu: String, _ values: Item, _ unset: [String]) throws(Refusal) {
        for name in unset {
            guard Self.unsettable[menu]?.contains(name) == true else {
                throw Refusal(words: "expected end of command (line 1 column 1)")
            }
            item[name] = nil
        }
        for (name, value) in values {
            item[name] = value == Self.standards[menu]?[name] || (name == "comment" && value.isEmpty) ? nil : value
            if name == "disabled", value == "no" { item[name] = nil }
        }
        try checkReferences(item, menu)
    }

    private func names(_ menu: String) -> [String] { (menus[menu] ?? []).compactMap { $0.item["name"] } }

    private func checkReferences(_ item: Item, _ menu: String) throws(Refusal) {
        var known: [String]?
        var property = "interface"
        switch menu {
        case "/queue simple": (known, property) = (names(menu), "parent")
        case "/queue tree": (known, property) = (names(menu) + ["global"], "parent")
        case "/interface vlan", "/ip address":
            known = (1...8).map { "ether\($0)" } + names("/interface vlan") + names("/interface bridge")
        case "/interface bridge port", "/interface bridge vlan":
            (known, property) = (names("/interface bridge"), "bridge")
        default: break
        }
        if let known, let value = item[property], !known.contains(value) {
            throw Refusal(words: "input does not match any value of \(property)")
        }
        if menu == "/queue tree", let type = item["queue"], !names("/queue type").contains(type) {
            throw Refusal(words: "input does not match any value of queue")
        }
    }

    private func checkUnique(_ menu: String, _ item: Item, except id: Int?) throws(Refusal) {
        guard let key = Self.unique[menu] else { return }
        if (menus[menu] ?? []).contains(where: { other in
            other.id != id && key.allSatisfy { other.item[$0] == item[$0] }
        }) {
            throw Refusal(words: "failure: item with this name already exists")
        }
    }

    /// A queue with children and a type in use stay.
    private func checkUnused(_ menu: String, _ ids: [Int]) throws(Refusal) {
        let leaving = (menus[menu] ?? []).filter { ids.contains($0.id) }.compactMap { $0.item["name"] }
        for name in leaving {
            let isUsed =
                switch menu {
                case "/queue simple", "/queue tree":
                    (menus[menu] ?? []).contains { $0.item["parent"] == name && !ids.contains($0.id) }
                case "/queue type": (menus["/queue tree"] ?? []).contains { $0.item["queue"] == name }
                case "/interface bridge":
                    (menus["/interface bridge port"] ?? []).contains { $0.item["bridge"] == name }
                default: false
                }
            if isUsed { throw Refusal(words: "failure: in use") }
        }
    }
}
