import TestSupport

/// Random configs of a router, as lines that an engineer writes.
struct FRRGenerator {
    var random: SeededGenerator

    private mutating func some(_ lines: [String]) -> [String] { lines.filter { _ in random.oneIn(2) } }

    /// The lines of a config, block by block.
    mutating func blocks() -> [String: [String]] {
        var blocks: [String: [String]] = [:]
        for name in ["eth1", "eth2"] {
            var lines = some(["description \(random.pick(["WAN", "LAN Dinas \"A\"", "$x; `y` 'z' \\ ? ! #"]))"])
            lines += some(["bandwidth \(random.pick([10, 1000]))", "no link-detect"])
            if random.oneIn(6) { lines.append("shutdown") }
            let net = name == "eth1" ? 1 : 2
            lines += some((1...4).map { "ip address 10.\(net).\($0 % 2).\($0)/24" })
            if !lines.isEmpty { blocks["interface \(name)"] = lines }
        }
        for destination in ["10.50.0.0/16", "10.51.0.0/16", "0.0.0.0/0"] where !random.oneIn(3) {
            if random.oneIn(3) {
                let drop = random.pick(["blackhole", "reject", "Null0"])
                blocks["ip route \(destination) \(drop)\(random.pick(["", " tag 5", " 9"]))"] = []
                continue
            }
            // Routes of one destination and distance have one tag.
            let tags = ["", " 150", " 77"].map { random.pick(["", " tag 7", " tag 8"]) + $0 }
            for hop in some(["10.1.0.9", "10.1.0.9 eth1", "10.2.0.9", "eth2", "10.1.0.9 onlink"]) {
                let options = random.pick(tags)
                blocks["ip route \(destination) \(hop)\(options)"] = []
            }
        }
        // No entry of a list may say what another says.
        let rules = ["permit 10.0.0.0/8 le 24", "permit any", "deny any", "deny 10.9.0.0/16"].shuffled(using: &random)
        for (number, rule) in zip([5, 10, 15], rules) where random.oneIn(2) {
            blocks["ip prefix-list A seq \(number) \(rule)"] = []
        }
        for (number, action) in zip([5, 10], ["permit", "deny"].shuffled(using: &random)) where random.oneIn(2) {
            blocks["access-list L seq \(number) \(action) 10.4.0.0/16"] = []
        }
        // An entry can't be turned, so its action follows from its number.
        for (number, action) in [(10, "permit"), (20, "deny")] where random.oneIn(2) {
            blocks["route-map RM \(action) \(number)"] = some([
                "match ip address prefix-list \(random.pick(["A", "B"]))", "set metric \(random.pick([10, 20]))",
            ])
        }
        if random.oneIn(2) {
            var lines: [String] = []
            for neighbor in some(["10.1.0.9", "10.2.0.9"]) {
                lines.append("neighbor \(neighbor) remote-as \(random.pick([65002, 65003]))")
                lines += some(["neighbor \(neighbor) description \(random.pick(["ISP A", "ISP B"]))"])
            }
            let networks = some(["  network 10.1.0.0/24", "  network 10.2.0.0/24"])
            if !networks.isEmpty { lines += ["address-family ipv4 unicast"] + networks + ["exit-address-family"] }
            blocks["router bgp 65001"] = lines
        }
        if random.oneIn(3) { blocks["no ip forwarding"] = [] }
        return blocks
    }

    /// A whole config as text.
    mutating func text() -> String {
        blocks().sorted { $0.key < $1.key }.map { head, lines in
            "\(head)\n" + lines.map { " \($0)\n" }.joined()
        }.joined(separator: "!\n")
    }
}
