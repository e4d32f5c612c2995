import PitaNetwork

/// Values as a device says them again.
enum VRPValue {
    // MARK: VLANs

    /// `10 20 to 25`; `nil` for anything else.
    static func vlans(_ text: String) -> VLANSet? {
        var parts: [String] = []
        var words = text.split(separator: " ")[...]
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
        !["Vlanif", "LoopBack", "Eth-Trunk", "Tunnel", "Bridge-if"].contains { name.hasPrefix($0) }
            && !name.contains(".")
    }

    // MARK: rates

    /// The number after each of the words that rates are written with.
    static func numbers(_ text: String) -> [String: UInt64] {
        let words = text.split(separator: " ")
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
        var words = text.split(separator: " ").map(String.init)
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
        var words = text.split(separator: " ").map(String.init)
        if let place = words.firstIndex(of: word), place + 1 < words.count { words.removeSubrange(place...place + 1) }
        return words.joined(separator: " ")
    }
}
