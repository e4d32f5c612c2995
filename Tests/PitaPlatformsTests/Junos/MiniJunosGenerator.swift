import TestSupport

/// Random configs of a device, and the lines with which an engineer asks for them.
struct MiniJunosGenerator {
    var random: SeededGenerator

    /// A config that a device can hold.
    mutating func config() -> MiniJunos.Config {
        var config = MiniJunos.Config()
        func set(_ line: String, _ last: String? = nil) {
            config.set(line.split(separator: " ").map(String.init) + [last].compactMap { $0 })
        }
        let vlans = ["disdik", "dinkes", "v30"].filter { _ in !random.oneIn(4) }
        for (index, name) in vlans.enumerated() {
            set("vlans \(name) vlan-id \(10 + index * 10)")
            if random.oneIn(2) { set("vlans \(name) description", random.pick(["Dinas A", "x; y", "a b"])) }
        }
        let policers = ["P-10M", "P-20M"].filter { _ in random.oneIn(2) }
        for name in policers {
            set("firewall policer \(name) if-exceeding bandwidth-limit \(random.pick(["10m", "2500k", "20000000"]))")
            set("firewall policer \(name) if-exceeding burst-size-limit \(random.pick(["625k", "100k"]))")
            set("firewall policer \(name) then discard")
        }
        let filters = ["F-A", "F-B"].filter { _ in random.oneIn(2) }
        for name in filters {
            for term in ["t1", "t2", "t3", "semua"].shuffled(using: &random).prefix(
                Int.random(in: 1...4, using: &random))
            {
                let path = "firewall family inet filter \(name) term \(term)"
                if random.oneIn(2) {
                    set("\(path) from source-address 10.\(Int.random(in: 1...3, using: &random)).0.0/16")
                }
                if let policer = policers.randomElement(using: &random), random.oneIn(2) {
                    set("\(path) then policer \(policer)")
                }
                set("\(path) then \(random.pick(["accept", "discard"]))")
            }
        }
        for number in 0..<4 where !random.oneIn(4) { interface("ge-0/0/\(number)", vlans, filters, set) }
        for route in ["0.0.0.0/0", "10.20.0.0/16"] where random.oneIn(2) {
            set("routing-options static route \(route) next-hop 10.0.0.\(Int.random(in: 1...2, using: &random))")
            if random.oneIn(3) { set("routing-options static route \(route) preference \(random.pick([10, 20]))") }
        }
        for server in ["10.0.0.1", "10.0.0.2"] where random.oneIn(2) { set("system ntp server \(server)") }
        if random.oneIn(2) { set("protocols lldp interface", random.pick(["all", "ge-0/0/1"])) }
        for policy in ["A", "B", "C", "D"].shuffled(using: &random) where random.oneIn(2) {
            set("protocols bgp group G import \(policy)")
        }
        for server in ["10.0.0.7", "10.0.0.8", "10.0.0.9"].shuffled(using: &random) where random.oneIn(2) {
            set("system name-server \(server)")
        }
        for leaf in config.leaves.dropFirst() where random.oneIn(9) {
            // What others name is there: a commit fails where it sleeps.
            let isNamed = leaf[0] == "vlans" || leaf[0] == "firewall" && leaf.contains("policer")
            // So does one where a port sleeps in part: its mode, or its VLANs.
            let isPort = leaf[0] == "interfaces" && leaf.contains("ethernet-switching")
            let shortest = leaf[0] == "firewall" ? 6 : 0
            let lengths = (2...leaf.count).filter {
                !isNamed && $0 > shortest && MiniJunos.Config.isEntry(Array(leaf[..<$0]))
            }
            if lengths.isEmpty, isNamed || isPort || leaf[0] == "firewall" { continue }
            try? config.sleep(Array(leaf[..<(lengths.randomElement(using: &random) ?? leaf.count)]), true)
        }
        return config
    }

    private mutating func interface(
        _ name: String, _ vlans: [String], _ filters: [String], _ set: (String, String?) -> Void
    ) {
        if random.oneIn(2) { set("interfaces \(name) description", random.pick(["Dinas A", "satu", "\\d"])) }
        if random.oneIn(5) { set("interfaces \(name) disable", nil) }
        let path = "interfaces \(name) unit 0"
        if random.oneIn(2) {
            set("\(path) family inet", nil)
            for _ in 0..<Int.random(in: 0...2, using: &random) {
                set("\(path) family inet address 10.0.\(Int.random(in: 1...3, using: &random)).1/24", nil)
            }
            if let filter = filters.randomElement(using: &random) {
                set("\(path) family inet filter input \(filter)", nil)
            }
        } else {
            let isTrunk = random.oneIn(2)
            set("\(path) family ethernet-switching interface-mode \(isTrunk ? "trunk" : "access")", nil)
            let ranges = random.oneIn(2) ? ["100-103", "105"] : ["101", "102-104", "106"]
            // A commit takes one VLAN on an access port, and none without any on a trunk.
            let several = (vlans + ranges).filter { _ in random.oneIn(2) }
            for member in isTrunk ? several.isEmpty ? ["105"] : several : [random.pick(vlans + ["106"])] {
                set("\(path) family ethernet-switching vlan members \(member)", nil)
            }
        }
        if random.oneIn(3) {
            set("class-of-service interfaces \(name) unit 0 shaping-rate \(random.pick(["10m", "20m"]))", nil)
        }
    }

    /// The lines that ask for `config` on a device that has `old`.
    mutating func text(_ config: MiniJunos.Config, from old: MiniJunos.Config) -> String {
        var lines: [(verb: String, path: [String])] = []
        for leaf in old.leaves where !config.has(leaf) {
            let entry = (2...leaf.count).map { Array(leaf[..<$0]) }.first {
                MiniJunos.Config.isEntry($0) && !config.has($0)
            }
            let name = MiniJunos.Config.name(leaf)
            guard entry != nil || name == nil || !config.leaves.contains(where: { MiniJunos.Config.name($0) == name })
            else { continue }
            lines.append(("delete", entry ?? name ?? leaf))
        }
        lines += config.leaves.map { ("set", $0) }
        lines += old.asleep.subtracting(config.asleep).filter { config.has($0) }.sorted { $0.count < $1.count }.map {
            ("activate", $0)
        }
        lines += config.asleep.sorted { $0.count < $1.count }.map { ("deactivate", $0) }
        return lines.map { line in
            line.verb + " "
                + line.path.map { $0.contains { " ;\\".contains($0) } ? "\"\($0)\"" : $0 }.joined(separator: " ")
        }.joined(separator: "\n")
    }
}
