import TestSupport

/// Random configs of a switch, and the lines with which an engineer asks for them.
struct MiniVRPGenerator {
    var random: SeededGenerator

    /// A config that a device can hold.
    mutating func config() -> MiniVRP.Config {
        var config = MiniVRP(isTwoStage: false).running
        for id in [10, 20, 21, 22, 30, 44] where !random.oneIn(3) {
            config.vlans[id] =
                random.oneIn(2) ? [:] : ["description": random.pick(["Dinas A", "Dinas  B #1", "permit"])]
            if random.oneIn(4) { config.vlans[id]?["name"] = "v\(id)" }
        }
        policies(&config)
        var pool = ["10.0.1.1", "10.0.2.1", "10.0.3.1"].shuffled(using: &random)
        for id in config.vlans.keys.sorted() where random.oneIn(2) {
            var port = MiniVRP.Port()
            if !random.oneIn(3), let address = pool.popLast() { port.address = "\(address) 255.255.255.0" }
            if random.oneIn(3) { port.description = "Gerbang \(id)" }
            config.ports["Vlanif\(id)"] = port
        }
        for number in 1...4 { config.ports["GigabitEthernet0/0/\(number)"] = port(config) }
        for target in ["0.0.0.0 0.0.0.0 10.0.1.254", "10.20.0.0 255.255.0.0 10.0.1.253"] where random.oneIn(2) {
            config.routes[target] = random.pick(["", "preference 100", "description ke pusat"])
        }
        config.servers = Set(["10.0.0.1", "10.0.0.2"].filter { _ in random.oneIn(2) })
        return config
    }

    private mutating func policies(_ config: inout MiniVRP.Config) {
        for name in ["C-A", "C-B"] where random.oneIn(2) {
            config.classifiers[name] = random.pick(["or", "and"])
            config.conditions[name] = Set(["if-match any", "if-match acl 3001"].filter { _ in random.oneIn(2) })
        }
        for name in ["B-1", "B-2"] where !random.oneIn(3) {
            config.behaviors[name] = random.oneIn(4) ? .some(nil) : .some(random.pick([5000, 10000, 20000]))
        }
        for name in ["P-1", "P-2"] where !random.oneIn(3) {
            config.policies[name] = [:]
            for classifier in config.classifiers.keys.sorted() where !random.oneIn(3) {
                if let behavior = config.behaviors.keys.sorted().randomElement(using: &random) {
                    config.policies[name]?[classifier] = behavior
                }
            }
        }
    }

    private mutating func port(_ config: MiniVRP.Config) -> MiniVRP.Port {
        var port = MiniVRP.Port()
        let ids = config.vlans.keys.sorted()
        port.linkType = random.pick([nil, "access", "trunk"])
        if port.linkType == "access" { port.vlan = random.pick([1] + ids) }
        if port.linkType == "trunk" {
            port.pvid = random.pick([1, 1, 10])
            port.allowed = Set((ids + [1, 100, 101, 102]).filter { _ in random.oneIn(2) })
            if random.oneIn(8) { port.allowed = Set(stride(from: 2, to: 60, by: 2)) }
        }
        if random.oneIn(2) { port.description = random.pick(["Dinas A", "cipher room", "a > b", "undo"]) }
        if port.description == "a > b" { port.description = "a>b" }
        port.isDown = random.oneIn(4)
        port.shaping = random.pick([nil, 10000, 20000])
        for way in ["inbound", "outbound"] where random.oneIn(2) {
            port.policies[way] = config.policies.keys.sorted().randomElement(using: &random)
        }
        return port
    }

    /// The lines that ask for `config` on a device that has `old`; what is left to the platform is not said.
    mutating func text(_ config: MiniVRP.Config, from old: MiniVRP.Config) -> String {
        var lines: [String] = []
        let ids = config.vlans.keys.sorted()
        if !ids.isEmpty { lines.append("vlan batch " + MiniVRP.ranges(Set(ids))) }
        let gone = Set(old.vlans.keys).subtracting(ids)
        if !gone.isEmpty { lines.append("undo vlan batch " + MiniVRP.ranges(gone)) }
        for id in ids {
            lines.append("vlan \(id)")
            for name in ["name", "description"] { lines.append(" " + said(name, config.vlans[id]?[name])) }
        }
        lines += old.classifiers.keys.filter { config.classifiers[$0] == nil }.sorted().map {
            "undo traffic classifier \($0)"
        }
        for (name, combination) in config.classifiers.sorted(by: { $0.key < $1.key }) {
            lines.append("traffic classifier \(name) operator \(combination)")
            lines += (config.conditions[name] ?? []).sorted().map { " " + $0 }
            lines += (old.conditions[name] ?? []).subtracting(config.conditions[name] ?? []).sorted().map {
                " undo " + $0
            }
        }
        lines += old.behaviors.keys.filter { !config.behaviors.keys.contains($0) }.sorted().map {
            "undo traffic behavior \($0)"
        }
        for (name, rate) in config.behaviors.sorted(by: { $0.key < $1.key }) {
            lines += ["traffic behavior \(name)", " " + said("car", rate.map { "cir \($0)" })]
        }
        lines += old.policies.keys.filter { config.policies[$0] == nil }.sorted().map { "undo traffic policy \($0)" }
        for (name, pairs) in config.policies.sorted(by: { $0.key < $1.key }) {
            lines.append("traffic policy \(name)")
            lines += pairs.sorted { $0.key < $1.key }.map { " classifier \($0.key) behavior \($0.value)" }
            lines += (old.policies[name] ?? [:]).keys.filter { pairs[$0] == nil }.sorted().map {
                " undo classifier \($0)"
            }
        }
        lines += old.ports.keys.filter { config.ports[$0] == nil }.sorted().map { "undo interface \($0)" }
        for (name, port) in config.ports.sorted(by: { $0.key < $1.key }) {
            lines.append(
                "interface " + name.replacing("GigabitEthernet", with: random.pick(["GE", "GigabitEthernet "])))
            lines += self.lines(port, from: old.ports[name] ?? MiniVRP.Port(), name).map { " " + $0 } + ["#"]
        }
        for (key, rest) in config.routes.sorted(by: { $0.key < $1.key }) {
            lines.append("ip route-static \(key) \(rest)".replacing(" 255.255.0.0 ", with: " 16 "))
        }
        lines += old.routes.keys.filter { config.routes[$0] == nil }.sorted().map { "undo ip route-static \($0)" }
        lines += config.servers.sorted().map { "ntp-service unicast-server \($0)" }
        lines += old.servers.subtracting(config.servers).sorted().map { "undo ntp-service unicast-server \($0)" }
        return lines.joined(separator: "\n")
    }

    private func said(_ words: String, _ value: String?) -> String { value.map { "\(words) \($0)" } ?? "undo \(words)" }

    private func lines(_ port: MiniVRP.Port, from old: MiniVRP.Port, _ name: String) -> [String] {
        var lines = [said("description", port.description), port.isDown ? "shutdown" : "undo shutdown"]
        guard name.hasPrefix("Gig") else {
            return lines + [said("ip address", port.address?.replacing(" 255.255.255.0", with: " 24"))]
        }
        lines.append(said("qos lr outbound", port.shaping.map { "cir \($0)" }))
        for way in ["inbound", "outbound"] {
            lines.append(port.policies[way].map { "traffic-policy \($0) \(way)" } ?? "undo traffic-policy \(way)")
        }
        lines.append(said("port link-type", port.linkType))
        if port.linkType == "access" {
            lines.append(said("port default vlan", port.vlan == 1 ? nil : "\(port.vlan)"))
        } else if port.linkType == "trunk" {
            lines.append(said("port trunk pvid vlan", port.pvid == 1 ? nil : "\(port.pvid)"))
            let before = old.linkType == "trunk" ? old.allowed : [1]
            let (come, gone) = (port.allowed.subtracting(before), before.subtracting(port.allowed))
            if !come.isEmpty { lines.append("port trunk allow-pass vlan " + MiniVRP.ranges(come)) }
            if !gone.isEmpty { lines.append("undo port trunk allow-pass vlan " + MiniVRP.ranges(gone)) }
        }
        return lines
    }
}
