/// SplitMix64: the same seed gives the same office.
struct RouterOSSeed: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = (seed ^ 0x5DEE_CE66) &* 0xD134_2543_DE82_EF95 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
    mutating func pick<Value>(_ values: [Value]) -> Value { values[Int.random(in: 0..<values.count, using: &self)] }
}

/// Makes configs of a small office, and others that differ from them in part.
struct RouterOSOfficeGenerator {
    typealias Item = [String: String]

    var seed: RouterOSSeed
    /// The menus in an order in which an item comes after what it refers to.
    static let menus = [
        "/interface ethernet", "/interface bridge", "/interface vlan", "/interface bridge port",
        "/interface bridge vlan", "/ip address", "/ip firewall mangle", "/queue type", "/queue tree", "/queue simple",
        "/snmp",
    ]
    static let keys: [String: [String]] = [
        "/interface ethernet": ["default-name"], "/interface bridge port": ["interface"],
        "/interface bridge vlan": ["bridge", "vlan-ids"], "/ip address": ["address", "interface"],
        "/ip firewall mangle": ["chain", "comment"], "/snmp": [],
    ]
    static let hostile = [
        "plain", "two words", "", "say \"hi\"; /system reboot", "a\nb", "\r\n/system reset-configuration", "$(x) $y",
        "[find]", "] }; :error \"x\"; {", "back\\slash\\", "\\", "ends with \"", "what?", "tab\there", "Dinas Pénd",
        "⟦push⟧ ⟦seconds⟧", "=a=b", "{", "}", "''", "#5", "\u{7F}\u{1}", "日本", "a,b", "!x", "*2", "~", "<dyn>",
    ]

    init(_ seed: UInt64) { self.seed = RouterOSSeed(seed) }

    static func key(_ menu: String) -> [String] { keys[menu] ?? ["name"] }

    /// A config; where `base` is given, one that shares most of it.
    mutating func office(like base: [String: [Item]]? = nil) -> [String: [Item]] {
        var result: [String: [Item]] = [:]
        for menu in Self.menus {
            let old = base?[menu] ?? []
            var items: [Item] = []
            for index in 0..<count(menu) {
                guard var item = item(menu, index, result, items) else { continue }
                let key = Self.key(menu)
                if let same = old.first(where: { other in key.allSatisfy { other[$0] == item[$0] } }) {
                    if seed.chance(55) { item = same }
                    item = repaired(item, menu, result, items)
                }
                items.append(item)
            }
            result[menu] = items
        }
        return result
    }

    private func count(_ menu: String) -> Int {
        switch menu {
        case "/snmp": 1
        case "/interface bridge": 3
        case "/queue type": 4
        default: 8
        }
    }

    private mutating func rate() -> String {
        seed.pick(["1M", "2M", "5M", "10M", "20M", "512k", "1G", "64k", "1500k"])
    }
    private mutating func text() -> String { seed.pick(Self.hostile) + seed.pick(["", " x", "\"", "?"]) }

    private func names(_ items: [Item]?) -> [String] { (items ?? []).compactMap { $0["name"] } }

    private mutating func item(_ menu: String, _ index: Int, _ made: [String: [Item]], _ here: [Item]) -> Item? {
        if menu != "/snmp", !(menu == "/interface bridge" && index < 2), !seed.chance(70) { return nil }
        var item: Item = seed.chance(30) && menu != "/snmp" ? ["comment": text()] : [:]
        if item["comment"] == "" { item["comment"] = nil }
        let bridges = names(made["/interface bridge"])
        let links = (1...3).map { "ether\($0)" } + bridges
        switch menu {
        case "/interface ethernet":
            item["default-name"] = "ether\(index + 1)"
            item["mtu"] = seed.chance(50) ? "1400" : nil
            if item.count == 1 { return nil }
        case "/interface bridge":
            item["name"] = "br\(index)"
            item["vlan-filtering"] = seed.chance(50) ? "yes" : nil
        case "/interface vlan":
            item["name"] = "vlan \(index)"
            item["vlan-id"] = "\(100 + index + (seed.chance(20) ? 500 : 0))"
            item["interface"] = seed.pick(links)
            item["mtu"] = seed.chance(20) ? "1400" : nil
        case "/interface bridge port":
            item["interface"] = "ether\(index + 4)"
            item["bridge"] = seed.pick(bridges)
            item["pvid"] = seed.chance(50) ? "\(100 + index)" : nil
        case "/interface bridge vlan":
            item["bridge"] = seed.pick(["br0", "br1"])
            item["vlan-ids"] = "\(100 + index)"
            item["tagged"] = seed.chance(80) ? seed.pick(["br0", "br0,ether1", "ether1,ether2"]) : nil
        case "/ip address":
            item["address"] = "10.\(index).0.1/24"
            item["interface"] = seed.pick(links + names(made["/interface vlan"]))
        default: return queueItem(menu, index, item, made, here)
        }
        return item
    }

    private mutating func queueItem(
        _ menu: String, _ index: Int, _ start: Item, _ made: [String: [Item]], _ here: [Item]
    ) -> Item? {
        var item = start
        switch menu {
        case "/ip firewall mangle":
            item["chain"] = seed.pick(["forward", "prerouting"])
            item["comment"] = "m\(index) " + Self.hostile[index]
            item["action"] = "mark-packet"
            item["new-packet-mark"] = seed.pick(["a", "b"])
            item["passthrough"] = seed.chance(50) ? "no" : nil
        case "/queue type":
            item["name"] = "type\(index)"
            item["comment"] = nil
            item["kind"] = "pcq"
            item["pcq-rate"] = seed.chance(60) ? rate() : nil
            item["pcq-classifier"] = seed.pick(["dst-address", "src-address", "dst-address,src-address"])
        case "/queue tree":
            item["name"] = "tree\(index)"
            item["parent"] = seed.pick(["global"] + names(here))
            item["queue"] = names(made["/queue type"]).randomElement(using: &seed)
            item["max-limit"] = seed.chance(70) ? rate() : nil
            item["packet-mark"] = seed.chance(50) ? "a" : nil
        case "/queue simple":
            item["name"] = index % 3 == 0 ? "pita \(Self.hostile[index])\(index)" : "pita-\(index)"
            item["comment"] = "pita:" + text()
            item["target"] = "10.\(index).0.0/24"
            item["max-limit"] = seed.chance(90) ? rate() + "/" + rate() : nil
            item["limit-at"] = seed.chance(30) ? "64k/64k" : nil
            item["parent"] = seed.chance(40) ? names(here).randomElement(using: &seed) : nil
            item["packet-marks"] = seed.chance(20) ? "a,b" : nil
            item["dst"] = seed.chance(20) ? "1.1.1.1/32" : nil
        default:
            item["enabled"] = seed.chance(50) ? "yes" : nil
            item["contact"] = seed.chance(50) ? text() : nil
            item = item.filter { !$0.value.isEmpty }
        }
        return item
    }

    /// An item taken over from another config, without references to what is not here.
    private func repaired(_ item: Item, _ menu: String, _ made: [String: [Item]], _ here: [Item]) -> Item {
        var item = item
        let links = (1...8).map { "ether\($0)" } + names(made["/interface bridge"]) + names(made["/interface vlan"])
        if menu != "/interface bridge port", let name = item["interface"], !links.contains(name) {
            item["interface"] = "ether1"
        }
        if let name = item["bridge"], !names(made["/interface bridge"]).contains(name) { item["bridge"] = "br0" }
        if let name = item["parent"], !names(here).contains(name) {
            item["parent"] = menu == "/queue tree" ? "global" : nil
        }
        if let name = item["queue"], !names(made["/queue type"]).contains(name) { item["queue"] = nil }
        return item
    }

    // MARK: Templates

    /// The text that asks for `target` where `base` is.
    mutating func template(from base: [String: [Item]], to target: [String: [Item]], complete: Bool) -> String {
        var lines: [String] = []
        for menu in Self.menus {
            let key = Self.key(menu)
            lines.append(menu)
            for item in target[menu] ?? [] {
                let old = (base[menu] ?? []).first { other in key.allSatisfy { other[$0] == item[$0] } }
                lines.append(line(menu, item, old, key, complete: complete))
            }
            for item in base[menu] ?? [] where menu != "/snmp" {
                guard !(target[menu] ?? []).contains(where: { other in key.allSatisfy { other[$0] == item[$0] } })
                else { continue }
                if menu == "/interface ethernet" {
                    let names = item.keys.filter { $0 != "default-name" }.map { "!" + $0 }.sorted()
                    lines.append("set \(selector(item, key)) \(names.joined(separator: " "))")
                } else {
                    lines.append("remove \(selector(item, key))")
                }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func selector(_ item: Item, _ key: [String]) -> String {
        key.isEmpty ? "" : "[find " + words(item.filter { key.contains($0.key) }).joined(separator: " ") + "]"
    }

    private func words(_ item: Item) -> [String] {
        item.sorted { $0.key < $1.key }.map { "\($0.key)=\(MiniRouter.literal($0.value))" }
    }

    private mutating func line(_ menu: String, _ item: Item, _ old: Item?, _ key: [String], complete: Bool) -> String {
        let isOld = old != nil
        let isFixed = menu == "/snmp" || menu == "/interface ethernet"
        var named = item
        if isOld, !complete { named = item.filter { old?[$0.key] != $0.value || key.contains($0.key) } }
        let gone = complete ? [] : (old ?? [:]).keys.filter { item[$0] == nil }.sorted().map { "!" + $0 }
        if isFixed || (isOld && !complete && seed.chance(50)) {
            let rest = named.filter { !key.contains($0.key) }
            return (["set", selector(item, key)] + words(rest) + gone).joined(separator: " ")
        }
        return (["add"] + words(named) + gone).joined(separator: " ")
    }
}
