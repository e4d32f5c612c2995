import PitaNetwork

/// A static route as `ip route` and `ipv6 route` take it: destination, next hop, and what may stand behind them.
///
/// Two routes to one destination stand beside each other when their next hops differ, in gateway, interface or `onlink`. Its
/// distance and tag are values of one: a new one replaces them.
struct FRRRoute {
    /// The destination as it is written.
    let destination: String
    /// The gateway's address, an interface's name, or one of ``discards``.
    let hop: String
    /// The interface behind a gateway.
    private(set) var interface: String?
    private(set) var isOnLink = false
    /// 1...255; `nil` for 1, which goes without saying.
    private(set) var distance: String?
    /// 1...4294967295.
    private(set) var tag: String?
    /// Words that are none of these: another table, a label, another VRF.
    private(set) var others: [String] = []

    /// What stands in a next hop's place where packets are dropped.
    static let discards: Set<String> = ["Null0", "blackhole", "reject"]

    /// Reads what follows `ip route`.
    init(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        destination = words.first ?? ""
        hop = words.count > 1 ? words[1] : ""
        var rest = words.dropFirst(2)
        while let word = rest.popFirst() {
            if word == "onlink" {
                isOnLink = true
            } else if word == "tag", let number = rest.first {
                tag = number
                rest.removeFirst()
            } else if word.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
                distance = word == "1" ? nil : word
            } else if interface == nil, others.isEmpty, Address(hop) != nil, !Self.options.contains(word) {
                interface = word
            } else {
                others.append(word)
            }
        }
    }

    private static let options: Set<String> = ["label", "table", "nexthop-vrf", "vrf", "color", "segments"]

    /// Whether packets to the destination are dropped.
    var isDiscard: Bool { Self.discards.contains(hop) }

    /// The key and the value of a route.
    var parts: (key: String, value: String) {
        let options = (tag.map { ["tag", $0] } ?? []) + (distance.map { [$0] } ?? [])
        // Ways of dropping replace each other.
        if isDiscard { return (destination, ([hop] + options + others).joined(separator: " ")) }
        let key = [destination, hop] + (interface.map { [$0] } ?? []) + (isOnLink ? ["onlink"] : []) + others
        return (key.filter { !$0.isEmpty }.joined(separator: " "), options.joined(separator: " "))
    }

    /// The route of an object of the sections `ip route` and `ipv6 route`.
    init?(_ object: ConfigObject) {
        guard object.id.section == "ip route" || object.id.section == "ipv6 route", !object.isAbsent else { return nil }
        self.init("\(object.id.key) \(object.properties[LineTree.value] ?? "")")
    }
}
