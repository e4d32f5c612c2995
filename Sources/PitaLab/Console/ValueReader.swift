/// Values that most command lines write alike.
struct ValueReader: Sendable {
    /// Kinds of interfaces in full, as the device writes them.
    var interfaceKinds: [String]

    /// Reads all kinds but the rest of a line, which the table takes as it was typed.
    func read(_ kind: ValueKind, _ words: ArraySlice<TypedWord>) -> (text: String, used: Int)? {
        guard let word = words.first?.text else { return nil }
        switch kind {
        case .word: return (word, 1)
        case .line: return nil
        case .number(let range):
            guard word.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(word), range.contains(number) else {
                return nil
            }
            return (String(number), 1)
        case .address: return IPv4.parse(word).map { (IPv4.text($0), 1) }
        case .mask: return Self.maskLength(word).map { (IPv4.text(IPv4.mask($0)), 1) }
        case .wildcard: return IPv4.parse(word).map { (IPv4.text($0), 1) }
        case .prefix: return IPv4.parsePrefix(word).map { ("\(IPv4.text($0.address))/\($0.length)", 1) }
        case .vlans: return VLANText.parse(word).map { (VLANText.text($0), 1) }
        case .interface: return interface(word, words.dropFirst().first?.text)
        }
    }

    /// The length of a netmask; nil when its ones are not together.
    static func maskLength(_ text: some StringProtocol) -> Int? {
        IPv4.parse(text).flatMap { mask in (0...32).first { IPv4.mask($0) == mask } }
    }

    /// `Gi0/1` or `gigabit 0/1` in full.
    private func interface(_ first: String, _ second: String?) -> (text: String, used: Int)? {
        let typed = first.lowercased()
        let whole = interfaceKinds.filter { typed.hasPrefix($0.lowercased()) }.max { $0.count < $1.count }
        let letters = whole.map { String(typed.prefix($0.count)) } ?? String(typed.prefix { !$0.isNumber })
        guard !letters.isEmpty else { return nil }
        let kinds = whole.map { [$0] } ?? interfaceKinds.filter { $0.lowercased().hasPrefix(letters) }
        guard kinds.count == 1 else { return nil }
        let rest = String(first.dropFirst(letters.count))
        if !rest.isEmpty { return Self.isNumber(rest) ? (kinds[0] + rest, 1) : nil }
        guard let second, Self.isNumber(second) else { return nil }
        return (kinds[0] + second, 2)
    }

    /// `1`, `0/0/1`, `0/0/1.100`.
    private static func isNumber(_ text: String) -> Bool {
        let halves = text.split(separator: ".", omittingEmptySubsequences: false)
        guard halves.count <= 2, text.utf8.count <= 24 else { return false }
        let parts = halves[0].split(separator: "/", omittingEmptySubsequences: false) + halves.dropFirst()
        return parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }
    }
}

/// VLAN lists such as `10,20-25`.
enum VLANText {
    static func parse(_ text: String) -> Set<Int>? {
        var all: Set<Int> = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false)
            guard (1...2).contains(ends.count),
                part.allSatisfy({ ($0.isASCII && $0.isNumber) || $0 == "-" }),
                let first = Int(ends[0]), let last = Int(ends[ends.count - 1]), first <= last,
                (1...4094).contains(first), last <= 4094
            else { return nil }
            all.formUnion(first...last)
        }
        return all
    }

    /// Three and more in a row become a range; two stay two.
    static func text(_ vlans: Set<Int>) -> String {
        runs(vlans).map { run in
            switch run.count {
            case 1: "\(run.lowerBound)"
            case 2: "\(run.lowerBound),\(run.upperBound)"
            default: "\(run.lowerBound)-\(run.upperBound)"
            }
        }.joined(separator: ",")
    }

    static func runs(_ vlans: Set<Int>) -> [ClosedRange<Int>] {
        vlans.sorted().reduce(into: []) { runs, vlan in
            if let last = runs.last, last.upperBound == vlan - 1 {
                runs[runs.count - 1] = last.lowerBound...vlan
            } else {
                runs.append(vlan...vlan)
            }
        }
    }
}
