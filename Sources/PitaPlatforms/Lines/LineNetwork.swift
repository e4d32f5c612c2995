import PitaNetwork

/// Networks in lines. A device keeps of `10.1.2.3/24` or `10.1.2.3 0.0.0.255` the network, or refuses it: it is said and
/// compared as `10.1.2.0` with what stands behind it.
struct LineNetwork: Sendable {
    /// The words before a network, `*` for any word; empty where the lines are entries of an access list, in which every
    /// address with a wildcard behind it is one.
    private let words: [Substring]

    /// Lines by their beginnings, as `ip route`, by section.
    static func table(_ sections: [String: [String]]) -> [String: [LineNetwork]] {
        sections.mapValues { $0.map { LineNetwork(words: $0.words) } }
    }

    /// The words of a line with its networks cleared; `nil` where nothing is to be cleared.
    static func cleared(_ words: [Substring], by lines: [LineNetwork]) -> [Substring]? {
        var result = words
        for line in lines { line.clear(&result) }
        return result == words ? nil : result
    }

    private func clear(_ line: inout [Substring]) {
        guard words.isEmpty else {
            guard words.count < line.count, zip(words, line).allSatisfy({ $0 == "*" || $0 == $1 }) else { return }
            if let network = Self.network(in: line, at: words.count) { line[words.count] = network }
            return
        }
        guard !line.prefix(3).contains(where: { $0 == "remark" || $0 == "description" }) else { return }
        var place = 0
        while place < line.count {
            if line[place] == "host" {
                place += 2
            } else if let network = Self.entry(in: line, at: place) {
                line[place] = network
                place += line[place].contains("/") ? 1 : 2
            } else {
                place += 1
            }
        }
    }

    /// The network of an entry: with a length, or with a wildcard.
    private static func entry(in words: [Substring], at place: Int) -> Substring? {
        if words[place].utf8.contains(UInt8(ascii: "/")) { return prefix(words[place]) }
        guard place + 1 < words.count, let address = ipv4(words[place]), let wildcard = ipv4(words[place + 1]) else {
            return nil
        }
        return Substring(Address(family: .ipv4, bits: address.bits & ~wildcard.bits).description)
    }

    /// The network at a place: with a length, a mask, a wildcard, or a mask behind the word `mask`.
    private static func network(in words: [Substring], at place: Int) -> Substring? {
        if words[place].utf8.contains(UInt8(ascii: "/")) { return prefix(words[place]) }
        guard place + 1 < words.count, let address = ipv4(words[place]) else { return nil }
        let behind = words[place + 1] == "mask" ? place + 2 : place + 1
        guard behind < words.count else { return nil }
        if let length = Int(words[behind]) { return prefix("\(address)/\(length)")?.split(separator: "/").first }
        guard let mask = ipv4(words[behind]), mask.bits != 0 else { return nil }
        // A mask begins with ones, a wildcard with zeros.
        let kept = mask.bits >> 31 == 1 ? mask.bits : ~mask.bits
        return Substring(Address(family: .ipv4, bits: address.bits & kept).description)
    }

    /// `10.1.2.0/24` of `10.1.2.3/24`; the text itself where nothing is to be cleared, `nil` where it is none.
    private static func prefix(_ text: Substring) -> Substring? {
        guard let whole = InterfaceAddress(String(text)) else { return nil }
        return whole.address == whole.prefix.network ? text : Substring(whole.prefix.description)
    }

    private static func ipv4(_ word: Substring) -> Address? {
        guard word.utf8.first.map({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) == true else { return nil }
        return Address(String(word)).flatMap { $0.family == .ipv4 ? $0 : nil }
    }
}
