import TestSupport

extension MiniVRPRouter.Config {
    /// What `display current-configuration` says.
    var listing: String {
        "#\nsysname R-DINAS-01\n#\nvlan batch 10 20 30 40 50\n#\n" + lines(beside: nil).joined(separator: "\n")
            + "\n#\nreturn\n"
    }

    /// The lines of the config; beside another one, with what takes back all that it has and this one lacks.
    func lines(beside old: MiniVRPRouter.Config?) -> [String] {
        lists(old) + policies(old) + vpns.sorted().map { "ip vpn-instance \($0)" }
            + (old?.vpns.subtracting(vpns) ?? []).sorted().map { "undo ip vpn-instance \($0)" } + interfaces(old)
            + routing(old)
    }

    private func lists(_ old: MiniVRPRouter.Config?) -> [String] {
        var lines: [String] = []
        for (list, rules) in self.rules.sorted(by: { $0.key < $1.key }) {
            lines.append("acl number \(list)")
            for (number, parts) in rules.sorted(by: { $0.key < $1.key }) {
                let match = ["source", "destination"].compactMap { name in parts[name].map { "\(name) \($0)" } }
                lines.append(" " + (["rule \(number)", parts["action"] ?? ""] + match).joined(separator: " "))
                if let text = parts["description"] {
                    lines.append(" rule \(number) description \(text)")
                } else if old?.rules[list]?[number]?["description"] != nil {
                    lines.append(" undo rule \(number) description")
                }
            }
            lines += (old?.rules[list] ?? [:]).keys.filter { rules[$0] == nil }.sorted().map { " undo rule \($0)" }
        }
        lines += (old?.rules.keys.filter { rules[$0] == nil } ?? []).sorted().map { "undo acl \($0)" }
        for (name, entries) in prefixes.sorted(by: { $0.key < $1.key }) {
            lines += entries.sorted { $0.key < $1.key }.map { "ip ip-prefix \(name) index \($0.key) \($0.value)" }
        }
        for (name, entries) in (old?.prefixes ?? [:]).sorted(by: { $0.key < $1.key }) {
            if prefixes[name] == nil {
                lines.append("undo ip ip-prefix \(name)")
            } else {
                lines += entries.keys.filter { prefixes[name]?[$0] == nil }.sorted().map {
                    "undo ip ip-prefix \(name) index \($0)"
                }
            }
        }
        return lines
    }

    private func policies(_ old: MiniVRPRouter.Config?) -> [String] {
        var lines: [String] = []
        for (key, node) in nodes.sorted(by: { $0.key < $1.key }) {
            let words = key.split(separator: " ")
            lines.append("route-policy \(words[0]) \(node.action) node \(words[1])")
            lines += node.lines.sorted { $0.key < $1.key }.map { " \($0.key) \($0.value)" }
            lines += (old?.nodes[key]?.lines ?? [:]).keys.filter { node.lines[$0] == nil }.sorted().map {
                " undo \($0)"
            }
        }
        return lines
            + (old?.nodes.keys.filter { nodes[$0] == nil } ?? []).sorted().map { key in
                "undo route-policy " + key.replacing(" ", with: " node ")
            }
    }

    private func interfaces(_ old: MiniVRPRouter.Config?) -> [String] {
        var lines: [String] = []
        for (name, port) in ports.sorted(by: { $0.key < $1.key }) {
            let before = old?.ports[name] ?? MiniVRPRouter.Port()
            lines.append("interface \(name)")
            if let vpn = port.vpn { lines.append(" ip binding vpn-instance \(vpn)") }
            if port.vpn == nil, let vpn = before.vpn { lines.append(" undo ip binding vpn-instance \(vpn)") }
            if let address = port.address { lines.append(" ip address \(address)") }
            if port.address == nil, let address = before.address { lines.append(" undo ip address \(address)") }
            lines += port.others.sorted().map { " ip address \($0) sub" }
            lines += before.others.subtracting(port.others).sorted().map { " undo ip address \($0) sub" }
            for (id, group) in port.groups.sorted(by: { $0.key < $1.key }) {
                lines += group.addresses.sorted().map { " vrrp vrid \(id) virtual-ip \($0)" }
                lines += group.settings.sorted { $0.key < $1.key }.map { " vrrp vrid \(id) \($0.key) \($0.value)" }
                let old = before.groups[id]
                lines += (old?.addresses ?? []).subtracting(group.addresses).sorted().map {
                    " undo vrrp vrid \(id) virtual-ip \($0)"
                }
                lines += (old?.settings.keys.filter { group.settings[$0] == nil } ?? []).sorted().map {
                    " undo vrrp vrid \(id) \($0)"
                }
            }
            lines += before.groups.keys.filter { port.groups[$0] == nil }.sorted().map { " undo vrrp vrid \($0)" }
        }
        lines.append("interface GigabitEthernet0/0/1\n port link-type hybrid")
        func list(_ ids: Set<Int>) -> String { ids.sorted().map(String.init).joined(separator: " ") }
        let (tags, plain) = (tagged, untagged.subtracting([1]))
        if !untagged.contains(1) { lines.append(" undo port hybrid vlan 1") }
        if old?.untagged.contains(1) == false, untagged.contains(1) { lines.append(" port hybrid untagged vlan 1") }
        let (oldTags, oldPlain) = (old?.tagged ?? [], (old?.untagged ?? []).subtracting([1]))
        if !oldTags.subtracting(tags).isEmpty {
            lines.append(" undo port hybrid tagged vlan \(list(oldTags.subtracting(tags)))")
        }
        if !oldPlain.subtracting(plain).isEmpty {
            lines.append(" undo port hybrid vlan \(list(oldPlain.subtracting(plain)))")
        }
        if !tags.isEmpty { lines.append(" port hybrid tagged vlan \(list(tags))") }
        if !plain.isEmpty { lines.append(" port hybrid untagged vlan \(list(plain))") }
        return lines
    }

    private func routing(_ old: MiniVRPRouter.Config?) -> [String] {
        var lines = ["bgp 65000"] + neighbours("", old, indent: 1)
        lines += [" #", " ipv4-family unicast"]
        for (peer, settings) in unicast.sorted(by: { $0.key < $1.key }) {
            lines += settings.sorted().map { "  peer \(peer) \($0)" }
        }
        for (peer, settings) in (old?.unicast ?? [:]).sorted(by: { $0.key < $1.key }) where peers[""]?[peer] != nil {
            let left = Set((unicast[peer] ?? []).map(Self.name))
            lines += settings.filter { !left.contains(Self.name($0)) }.sorted().map { "  undo peer \(peer) \($0)" }
        }
        for vpn in vpns.sorted() where peers[vpn] != nil {
            lines += [" #", " ipv4-family vpn-instance \(vpn)"] + neighbours(vpn, old, indent: 2)
        }
        for vpn in (old?.peers.keys.sorted() ?? []) where !vpn.isEmpty && peers[vpn] == nil {
            // A family in which nothing is said would stay, empty.
            lines.append(" undo ipv4-family vpn-instance \(vpn)")
        }
        return lines
    }

    /// `route-policy import` of `route-policy RP import`: one each way.
    private static func name(_ line: String) -> String {
        let words = line.split(separator: " ")
        return words.count == 3 ? "\(words[0]) \(words[2])" : line
    }

    private func neighbours(_ space: String, _ old: MiniVRPRouter.Config?, indent: Int) -> [String] {
        var lines: [String] = []
        for (peer, settings) in (peers[space] ?? [:]).sorted(by: { $0.key < $1.key }) {
            for name in ["as-number", "description", "ebgp-max-hop"] {
                if let value = settings[name] {
                    lines.append("peer \(peer) \(name) \(value)")
                } else if old?.peers[space]?[peer]?[name] != nil {
                    lines.append("undo peer \(peer) \(name)")
                }
            }
        }
        lines += (old?.peers[space] ?? [:]).keys.filter { peers[space]?[$0] == nil }.sorted().map { "undo peer \($0)" }
        return lines.map { String(repeating: " ", count: indent) + $0 }
    }
}

/// Random configs of such a router.
struct MiniVRPRouterGenerator {
    var random: SeededGenerator

    mutating func config() -> MiniVRPRouter.Config {
        var config = MiniVRPRouter.Config()
        config.vpns = Set(["A", "B"].filter { _ in !random.oneIn(3) })
        for list in [3000, 3001] where !random.oneIn(3) {
            config.rules[list] = [:]
            for number in [5, 10, 15] where random.oneIn(2) { config.rules[list]?[number] = rule() }
        }
        for name in ["PL-A", "PL-B"] where !random.oneIn(3) {
            let indexes = [10, 20, 30].filter { _ in random.oneIn(2) }
            // No two of a list are equal.
            let entries = ["permit 10.0.0.0 8", "permit 10.0.0.0 8 greater-equal 16 less-equal 24", "deny 0.0.0.0 0"]
            for (index, entry) in zip(indexes, entries.shuffled(using: &random)) {
                config.prefixes[name, default: [:]][index] = entry
            }
        }
        for key in ["RP 10", "RP 20"] where !random.oneIn(3) {
            var node = MiniVRPRouter.Node(action: random.pick(["permit", "deny"]))
            if random.oneIn(2) { node.lines["if-match tag"] = random.pick(["5", "6"]) }
            if random.oneIn(2) { node.lines["apply cost"] = random.pick(["10", "20"]) }
            if random.oneIn(2) { node.lines["apply local-preference"] = random.pick(["100", "200"]) }
            config.nodes[key] = node
        }
        for id in [10, 20] { config.ports["Vlanif\(id)"] = port(id, config.vpns.sorted()) }
        for id in [30, 40, 50] {
            switch Int.random(in: 0...3, using: &random) {
            case 0: config.tagged.insert(id)
            case 1: config.untagged.insert(id)
            default: break
            }
        }
        if random.oneIn(4) { config.untagged.remove(1) }
        neighbours(&config)
        return config
    }

    private mutating func rule() -> [String: String] {
        var parts = ["action": random.pick(["permit ip", "deny ip", "permit tcp"])]
        if random.oneIn(2) { parts["source"] = random.pick(["10.0.0.0 0.0.0.255", "10.1.0.1 0"]) }
        if random.oneIn(2) { parts["destination"] = "10.2.0.0 0.0.255.255" }
        if random.oneIn(3) { parts["description"] = random.pick(["Dinas A", "undo rule 5"]) }
        return parts
    }

    private mutating func port(_ id: Int, _ vpns: [String]) -> MiniVRPRouter.Port {
        var port = MiniVRPRouter.Port()
        port.vpn = random.oneIn(2) ? vpns.randomElement(using: &random) : nil
        if !random.oneIn(4) {
            port.address = random.pick(["10.\(id).0.1", "10.\(id).0.2"]) + " 255.255.255.0"
            port.others = Set(
                ["10.\(id).1.1", "10.\(id).2.1"].filter { _ in random.oneIn(3) }.map { "\($0) 255.255.255.0" })
        }
        if random.oneIn(2) {
            let addresses = Set(["10.\(id).0.254", "10.\(id).0.253"].filter { _ in !random.oneIn(3) })
            if !addresses.isEmpty {
                port.groups[1] = (addresses, random.oneIn(2) ? ["priority": random.pick(["110", "120"])] : [:])
            }
        }
        return port
    }

    private mutating func neighbours(_ config: inout MiniVRPRouter.Config) {
        for space in [""] + config.vpns.sorted() {
            for peer in ["10.9.0.1", "10.9.0.2"] where !random.oneIn(3) {
                var settings = ["as-number": random.pick(["65001", "65002"])]
                if random.oneIn(2) { settings["description"] = random.pick(["Hulu", "Hilir satu"]) }
                if random.oneIn(3) { settings["ebgp-max-hop"] = random.pick(["2", "5"]) }
                config.peers[space, default: [:]][peer] = settings
                guard space.isEmpty else { continue }
                var lines: Set<String> = random.oneIn(4) ? [] : ["enable"]
                if random.oneIn(2) { lines.insert("route-policy \(random.pick(["RP-A", "RP-B"])) import") }
                if random.oneIn(3) { lines.insert("route-policy RP-C export") }
                if !lines.isEmpty { config.unicast[peer] = lines }
            }
        }
    }
}
