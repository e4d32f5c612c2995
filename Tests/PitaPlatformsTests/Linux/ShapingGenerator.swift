import TestSupport

/// Random shaping of two interfaces as the lines of an engineer, always one that a kernel takes.
struct ShapingGenerator {
    var random: SeededGenerator

    /// A config as statement lines by the object that they are about, so that two configs can be compared by name.
    mutating func lines(devices: [String] = ["lan0", "wan0"]) -> [(key: String, line: String, removal: String)] {
        var result: [(String, String, String)] = []
        for device in devices where !random.oneIn(6) {
            let standard = random.pick(["10", "0x1a", "99"])
            let r2q = random.oneIn(4) ? " r2q 20" : ""
            result.append(
                (
                    "\(device) root", "qdisc replace dev \(device) root handle 1: htb default \(standard)\(r2q)",
                    "qdisc del dev \(device) root"
                ))
            var parents = ["1:1"]
            result.append(shapingClass(device, "1:", "1:1", leaf: false))
            for minor in ["2", "3"] where random.oneIn(2) {
                result.append(shapingClass(device, "1:1", "1:\(minor)", leaf: false))
                parents.append("1:\(minor)")
            }
            for minor in ["10", "1a", "20", "2f", "100"] where random.oneIn(2) {
                result.append(shapingClass(device, random.pick(parents), "1:\(minor)", leaf: true))
                if random.oneIn(2) { result.append(leaf(device, "1:\(minor)", minor)) }
                for node in ["1", "a", "10"] where random.oneIn(3) {
                    result.append(filter(device, "1:\(minor)", node, minor))
                }
            }
        }
        return result
    }

    private mutating func shapingClass(_ device: String, _ parent: String, _ id: String, leaf: Bool) -> (
        String, String, String
    ) {
        let rates = [
            "8mbit", "5mbit", "1234567bit", "2500kbit", "1.5mbit", "999999bit", "100kbps", "1mibit", "12345678bit",
        ]
        var line =
            "class replace dev \(device) parent \(parent) classid \(id) htb rate \(random.pick(rates)) ceil 100mbit"
        if leaf, random.oneIn(3) { line += " prio \(random.pick([0, 1, 7]))" }
        if random.oneIn(4) { line += " burst \(random.pick(["15k", "32kb", "240k", "256k"]))" }
        if leaf, random.oneIn(4) { line += " quantum \(random.pick([1514, 3028, 60000]))" }
        return ("\(device) class \(id)", line, "class del dev \(device) classid \(id)")
    }

    private mutating func leaf(_ device: String, _ parent: String, _ handle: String) -> (String, String, String) {
        let kind = random.pick(["pfifo limit 50", "pfifo limit 100", "bfifo limit 64000"])
        return (
            "\(device) leaf \(parent)", "qdisc replace dev \(device) parent \(parent) handle \(handle): \(kind)",
            "qdisc del dev \(device) parent \(parent)"
        )
    }

    private mutating func filter(_ device: String, _ flow: String, _ node: String, _ minor: String) -> (
        String, String, String
    ) {
        let priority = ["10": 1, "1a": 2, "20": 3, "2f": 4][minor] ?? 5
        let match = random.pick([
            "match ip dst 10.1.2.0/24", "match ip src 10.9.0.1", "match ip dst 10.1.0.0/17 match ip protocol 6 0xff",
            "match ip dport 80 0xffff match ip sport 1024 0xfc00", "match u32 0x00000001 0x000000ff at 4",
        ])
        let place = "dev \(device) parent 1: protocol ip prio \(priority) handle 800::\(node) u32"
        return (
            "\(device) filter \(priority) \(node)", "filter replace \(place) \(match) flowid \(flow)",
            "filter del \(place)"
        )
    }

    /// The text that leads from one config to the other: what is wanted, and the removal of what is not.
    static func text(
        from old: [(key: String, line: String, removal: String)], to new: [(key: String, line: String, removal: String)]
    ) -> String {
        let wanted = Set(new.map(\.key))
        let gone = old.filter { !wanted.contains($0.key) }
        // With a root everything on its device goes: the rest need not be named.
        let roots = Set(gone.filter { $0.key.hasSuffix(" root") }.map { String($0.key.prefix { $0 != " " }) })
        let removals = gone.filter { $0.key.hasSuffix(" root") || !roots.contains(String($0.key.prefix { $0 != " " })) }
        return (new.map(\.line) + removals.map(\.removal)).joined(separator: "\n") + "\n"
    }
}
