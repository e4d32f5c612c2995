import TestSupport

/// Random routers as the lines of an engineer: shaping, VLAN interfaces, addresses and routes, each one that a kernel takes.
struct RouterGenerator {
    typealias Line = (key: String, line: String, removal: String)
    var random: SeededGenerator

    mutating func lines() -> [Line] {
        var result = network()
        for device in ["lan0", "wan0"] where !random.oneIn(6) { result += shaping(device) }
        return result
    }

    private mutating func network() -> [Line] {
        var result: [Line] = []
        var subnets: [(String, Int)] = [("lan0", 1), ("wan0", 2)]
        for vlan in [20, 30] where random.oneIn(2) {
            let (name, below) = ("lan0.\(vlan)", random.pick(["lan0", "wan0"]))
            result.append(
                (
                    "link \(name)",
                    "ip link add link \(below) name \(name) type vlan id \(random.pick([vlan, 40 + vlan]))\nip link set dev \(name) up",
                    "ip link del dev \(name)"
                ))
            subnets.append((name, vlan))
        }
        for (device, number) in subnets {
            var hasAddress = false
            for host in 1...3 where random.oneIn(2) {
                let address = "10.\(number).0.\(host)/24 dev \(device)"
                result.append(("address \(address)", "ip address add \(address)", "ip address del \(address)"))
                hasAddress = true
            }
            for target in 1...3 where hasAddress && random.oneIn(3) {
                let metric = target == 3 ? " metric 50" : ""
                let to = "10.\(100 + number).\(target).0/24"
                result.append(
                    (
                        "route \(to)",
                        "ip route add \(to) via 10.\(number).0.\(random.pick([9, 10])) dev \(device)\(metric)",
                        "ip route del \(to) dev \(device)\(metric)"
                    ))
            }
        }
        return result
    }

    private mutating func shaping(_ device: String) -> [Line] {
        var result: [Line] = [
            (
                "\(device) root",
                "qdisc replace dev \(device) root handle \(random.oneIn(8) ? "2" : "1"): htb default \(random.oneIn(5) ? "99" : "10")",
                "qdisc del dev \(device) root"
            )
        ]
        let major = result[0].line.contains("handle 2:") ? "2:" : "1:"
        var handles = ["a1:", "a2:", "a3:", "a4:", "a5:"].shuffled(using: &random)
        var inner: Set<String> = []
        var known: [String] = []
        for minor in ["1", "2", "10", "1a", "20"] where minor == "1" || !random.oneIn(3) {
            let parent = known.isEmpty || random.oneIn(5) ? major : random.pick(known)
            inner.insert(parent)
            known.append(major + minor)
            let rate = random.pick(["8mbit", "1234567bit", "2500kbit", "999999bit", "100kbps", "12345678bit"])
            var line =
                "class replace dev \(device) parent \(parent) classid \(major)\(minor) htb rate \(rate) ceil 100mbit"
            if random.oneIn(3) { line += " prio \(random.pick([0, 1, 7]))" }
            if random.oneIn(4) { line += " burst \(random.pick(["15k", "240k"]))" }
            if random.oneIn(4) { line += " quantum \(random.pick([1514, 60000]))" }
            result.append(
                ("\(device) class \(major)\(minor)", line, "class del dev \(device) classid \(major)\(minor)"))
        }
        let priorities = (1...3).map { ($0, random.pick(["ip u32", "ip u32", "all u32", "ip fw"])) }
        for id in known where !inner.contains(id) {
            if random.oneIn(2), let handle = handles.popLast() {
                let kind = random.pick(["pfifo limit 50", "pfifo limit 100", "bfifo limit 64000"])
                result.append(
                    (
                        "\(device) leaf \(id)", "qdisc replace dev \(device) parent \(id) handle \(handle) \(kind)",
                        "qdisc del dev \(device) parent \(id)"
                    ))
            }
        }
        for (priority, words) in priorities {
            let parts = words.split(separator: " ")
            for node in ["1", "a", "10"] where random.oneIn(3) {
                let handle = parts[1] == "u32" ? "800::\(node)" : "0x\(node)"
                let place =
                    "dev \(device) parent \(major) protocol \(parts[0]) prio \(priority) handle \(handle) \(parts[1])"
                let match = random.pick([
                    "match ip dst 10.1.2.0/24", "match ip dst 10.1.0.0/17 match ip protocol 6 0xff",
                    "match ip dport 80 0xffff match ip sport 1024 0xfc00",
                ])
                result.append(
                    (
                        "\(device) filter \(major) \(words) \(priority) \(node)",
                        "filter replace \(place) \(parts[1] == "u32" ? match : "") flowid \(random.pick(known))",
                        "filter del \(place)"
                    ))
            }
        }
        return result
    }

    /// The options of a class that may be left out.
    static func options(of line: String) -> [(name: String, value: String)] {
        let words = line.split(separator: " ").map(String.init)
        return words.indices.dropLast().filter { ["prio", "burst", "quantum"].contains(words[$0]) }.map {
            (words[$0], words[$0 + 1])
        }
    }

    /// The text that leads from one config to the other; what goes with its interface or root need not be named.
    static func text(from old: [Line], to new: [Line]) -> String {
        let wanted = Set(new.map(\.key))
        return (new.map(\.line) + old.filter { !wanted.contains($0.key) }.map(\.removal)).joined(separator: "\n") + "\n"
    }
}
