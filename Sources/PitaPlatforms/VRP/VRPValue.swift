import PitaNetwork

/// Values as a device says them again.
enum VRPValue {
    // MARK: VLANs

    /// `10 20 to 25`; `nil` for anything else.
    static func vlans(_ text: String) -> VLANSet? {
        var parts: [String] = []
        var words = text.words[...]
        while let word = words.popFirst() {
            if word == "to" {
                guard let last = parts.popLast(), let end = words.popFirst() else { return nil }
                parts.append("\(last)-\(end)")
            } else {
                parts.append(String(word))
            }
        }
        guard !parts.isEmpty, parts.allSatisfy({ $0.utf8.count <= 9 }) else { return nil }
        return VLANSet(parts.joined(separator: ","))
    }

    /// At most so many ranges stand in a line.
    private static let rangesInLine = 10

    /// `10 20 to 25`, in lines that a device takes.
    static func written(_ set: VLANSet) -> [String] {
        let parts = set.ranges.map { range in
            range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
        }
        return stride(from: 0, to: parts.count, by: rangesInLine).map { start in
            parts[start..<min(start + rangesInLine, parts.count)].joined(separator: " ")
        }
    }

    // MARK: interfaces

    /// Names as devices write them, by how people shorten them.
    private static let kinds: [(short: String, long: String)] = [
        ("ge", "GigabitEthernet"), ("gi", "GigabitEthernet"), ("gigabitethernet", "GigabitEthernet"),
        ("xge", "XGigabitEthernet"), ("xgigabitethernet", "XGigabitEthernet"), ("eth", "Ethernet"),
        ("ethernet", "Ethernet"), ("eth-trunk", "Eth-Trunk"), ("vlanif", "Vlanif"), ("loopback", "LoopBack"),
        ("meth", "MEth"), ("null", "NULL"), ("10ge", "10GE"), ("25ge", "25GE"), ("40ge", "40GE"), ("100ge", "100GE"),
    ]

    /// `GE0/0/1` and `GigabitEthernet 0/0/1` as `GigabitEthernet0/0/1`.
    static func interface(_ name: String) -> String {
        let name = name.filter { $0 != " " }
        // `10GE1/0/1` begins with a digit that belongs to its kind.
        let speed = name.prefix { ("0"..."9").contains($0) }
        let kind = speed + name.dropFirst(speed.count).prefix { !("0"..."9").contains($0) }
        guard let long = kinds.first(where: { $0.short == kind.lowercased() })?.long else { return name }
        return long + name.dropFirst(kind.count)
    }

    /// Whether an interface is there by its hardware, and can't be removed.
    static func isPhysical(_ name: String) -> Bool {
        ![
            "Vlanif", "LoopBack", "Eth-Trunk", "Tunnel", "Bridge-if", "Vbdif", "Nve", "Virtual-Template", "Dialer",
            "Virtual-Ethernet",
        ].contains { name.hasPrefix($0) }
            && !name.contains(".")
    }

    // MARK: rates

    /// The number after each of the words that rates are written with.
    static func numbers(_ text: String) -> [String: UInt64] {
        let words = text.words
        let pairs = zip(words, words.dropFirst()).compactMap { word, value in
            UInt64(value).map { (String(word), $0) }
        }
        return Dictionary(pairs) { first, _ in first }
    }

    /// Bursts that devices work out of a rate in kbit/s, in octets for each: a tenth of a second's worth in bits and more.
    private static let bursts: (committed: [UInt64], peak: [UInt64]) = ([125, 188], [125, 188, 313])

    /// `cir 10000` of `cir 10000 pir 10000 cbs 1880000 pbs 3130000 mode color-blind green pass yellow pass red discard`:
    /// what a device adds by itself is left out.
    static func car(_ text: String) -> String {
        let numbers = numbers(text)
        let (cir, pir) = (numbers["cir"] ?? 0, numbers["pir"] ?? numbers["cir"] ?? 0)
        var words = text.words.map(String.init)
        func drop(_ gone: [String]) {
            guard let start = words.indices.first(where: { words[$0...].starts(with: gone) }) else { return }
            words.removeSubrange(start..<start + gone.count)
        }
        if pir == cir, let number = numbers["pir"] { drop(["pir", "\(number)"]) }
        if let number = numbers["cbs"], isBurst(number, of: cir, bursts.committed) { drop(["cbs", "\(number)"]) }
        if let number = numbers["pbs"], isBurst(number, of: pir, bursts.peak) { drop(["pbs", "\(number)"]) }
        for rest in [["mode", "color-blind"], ["green", "pass"], ["yellow", "pass"], ["red", "discard"]] { drop(rest) }
        return words.joined(separator: " ")
    }

    /// `cir 10000` of `cir 10000 cbs 1250000`.
    static func shaping(_ text: String) -> String { car(text) }

    private static func isBurst(_ octets: UInt64, of rate: UInt64, _ factors: [UInt64]) -> Bool {
        rate > 0 && octets.isMultiple(of: rate) && factors.contains(octets / rate)
    }

    /// A value without a word and what follows it: what a device numbers by itself.
    static func without(_ word: String, _ text: String) -> String {
        var words = text.words.map(String.init)
        if let place = words.firstIndex(of: word), place + 1 < words.count { words.removeSubrange(place...place + 1) }
        return words.joined(separator: " ")
    }

    // MARK: names of blocks

    /// A name, and what is said of it behind one of the words.
    static func parted(_ text: String, _ words: String...) -> (name: String, tail: String) {
        let parts = text.words
        guard let place = parts.firstIndex(where: { words.contains(String($0)) }), place >= 1, place + 1 <= parts.count
        else { return (text, "") }
        let rest = parts[place...].joined(separator: " ")
        // A word that says all by itself is its own value.
        return (parts[..<place].joined(separator: " "), place + 1 == parts.count ? "\(rest) yes" : rest)
    }

    /// `1` and what follows it in `ospf 1 router-id 10.0.0.1`.
    static func partedProcess(_ text: String) -> (name: String, tail: String) {
        parted(text, "router-id", "vpn-instance")
    }

    /// `number 3000` of `3000`.
    static func acl(_ name: String) -> String { Int(name) == nil ? name : "number \(name)" }

    /// `name X` or `number N`, and of which kind or number the list is, and how it sorts its rules; `config` goes without saying.
    static func partedACL(_ text: String) -> (name: String, tail: String) {
        var words = text.words.map(String.init)
        if words.suffix(2) == ["match-order", "config"] { words.removeLast(2) }
        guard let place = words.firstIndex(of: "name") else {
            guard let order = words.firstIndex(of: "match-order") else { return (words.joined(separator: " "), "") }
            return (words[..<order].joined(separator: " "), "kind \(words[order...].joined(separator: " "))")
        }
        guard place + 2 < words.count else { return (words.joined(separator: " "), "") }
        let kind = words[(place + 2)...].filter { $0 != "number" }.joined(separator: " ")
        return (words[...(place + 1)].joined(separator: " "), "kind \(kind)")
    }

    /// The line that opens a list.
    static func aclLine(_ name: String, _ tail: [String]) -> String {
        (["acl", name] + tail.map { String($0.dropFirst("kind ".count)) }).joined(separator: " ")
    }

    /// `V`, and what kind of switch instance it is: `static`, `auto`, `bd-mode`.
    static func partedSI(_ text: String) -> (name: String, tail: String) {
        let words = text.words
        guard words.count > 1 else { return (text, "") }
        return (String(words[0]), "kind \(words.dropFirst().joined(separator: " "))")
    }

    /// The line that opens a switch instance.
    static func siLine(_ name: String, _ tail: [String]) -> String {
        (["vsi", name] + tail.map { String($0.dropFirst("kind ".count)) }).joined(separator: " ")
    }

    /// `RP node 10` of `RP permit node 10`: without its action the device takes a node back.
    static func partedPolicy(_ text: String) -> (name: String, tail: String) {
        let words = text.words.map(String.init)
        guard words.count == 4, words[2] == "node" else { return (text, "") }
        return ("\(words[0]) node \(words[3])", "action \(words[1])")
    }

    /// The line that opens a node.
    static func policyLine(_ name: String, _ tail: [String]) -> String {
        let words = name.words.map(String.init)
        guard words.count == 3, let action = tail.first?.dropFirst("action ".count) else {
            return "route-policy \(name)"
        }
        return "route-policy \(words[0]) \(action) node \(words[2])"
    }

    /// The lines `vty 0` to `vty 4` of `vty 0 4`.
    static func terminals(_ text: String) -> [String]? {
        let words = text.words.map(String.init)
        guard words.count == 3, let first = Int(words[1]), let last = Int(words[2]), (0...last).contains(first),
            last < 64
        else { return words.count == 2 ? [text] : nil }
        return (first...last).map { "\(words[0]) \($0)" }
    }

    // MARK: values that a device rewrites

    /// `WIB add 07:00:00` of `WIB add 7`.
    static func offset(_ text: String) -> String {
        var words = text.words.map(String.init)
        guard let last = words.last else { return text }
        let parts = last.split(separator: ":").map { $0.count == 1 ? "0\($0)" : String($0) }
        words[words.count - 1] = (parts + Array(repeating: "00", count: max(0, 3 - parts.count))).joined(separator: ":")
        return words.joined(separator: " ")
    }

    /// Words whose order means nothing.
    static func sorted(_ text: String) -> String { text.words.sorted().joined(separator: " ") }

    /// A list of VLANs, which a line gives whole.
    static func list(_ text: String) -> String { vlans(text).map { written($0).joined(separator: " ") } ?? text }

    /// `0.0.0.1` of `1`; `1 area 0.0.0.1` of `1 area 1`.
    static func area(_ text: String) -> String {
        var words = text.words.map(String.init)
        guard let number = words.last.flatMap({ UInt32($0) }), words.count == 1 || words.contains("area") else {
            return text
        }
        words[words.count - 1] = [24, 16, 8, 0].map { "\((number >> $0) & 255)" }.joined(separator: ".")
        return words.joined(separator: " ")
    }

    private static let routeWords: Set<Substring> = [
        "preference", "tag", "track", "description", "permanent", "no-advertise", "bfd", "cost", "inherit-cost", "dhcp",
        "inter-protocol-ecmp", "relay-depend", "ldp-sync", "recursive-lookup", "public",
    ]

    /// The network and next hop of a static route, and its options.
    static func route(_ text: String) -> (key: String, value: String) {
        let words = text.words
        let place = words.firstIndex(where: routeWords.contains) ?? words.count
        // A next hop in the public network is part of the key.
        let end = place < words.count && words[place] == "public" ? place + 1 : place
        return (words[..<end].joined(separator: " "), words[end...].joined(separator: " "))
    }

    /// The options without the preference that goes without saying.
    static func routeOptions(_ text: String) -> String {
        let words = text.words
        guard words.count >= 2, words[0] == "preference", words[1] == "60" else { return text }
        return words.dropFirst(2).joined(separator: " ")
    }

    private static let ports: [Substring: Substring] = [
        "ftp-data": "20", "ftp": "21", "ssh": "22", "telnet": "23", "smtp": "25", "domain": "53", "dns": "53",
        "bootps": "67",
        "bootpc": "68", "tftp": "69", "www": "80", "pop3": "110", "ntp": "123", "snmp": "161", "snmptrap": "162",
        "bgp": "179",
    ]

    /// The match of an access list, with ports as numbers, `0` for a single host, and without `any`.
    static func rule(_ text: String) -> String {
        var words = text.words
        var index = 0
        while index < words.count {
            if words[index] == "source" || words[index] == "destination", index + 1 < words.count {
                let isAny = words[index + 1] == "any"
                let isAll =
                    index + 2 < words.count && words[index + 1] == "0.0.0.0" && words[index + 2] == "255.255.255.255"
                if isAny || isAll {
                    words.removeSubrange(index...(index + (isAny ? 1 : 2)))
                    continue
                }
                if index + 2 < words.count, words[index + 2] == "0.0.0.0" { words[index + 2] = "0" }
            }
            if index > 0,
                ["eq", "gt", "lt", "range"].contains(words[index - 1]) || index > 1 && words[index - 2] == "range",
                let number = ports[words[index]]
            {
                words[index] = number
            }
            index += 1
        }
        return words.joined(separator: " ")
    }
}
