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
    /// What makes it another route beside these: `table 100`, `nexthop-vrf V`.
    private(set) var keys: [String] = []
    /// What it has besides: `label 16`, `color 5`.
    private(set) var values: [String] = []
    /// Words that are none of these.
    private(set) var others: [String] = []

    /// What stands in a next hop's place where packets are dropped.
    static let discards: Set<String> = ["Null0", "blackhole", "reject"]

    /// Reads what follows `ip route`.
    init(_ text: String) {
        let words = text.words.map(String.init)
        // `ipv6 route P from SOURCE HOP` asks for the sender too.
        let hasSource = words.count > 2 && words[1] == "from"
        destination = words.prefix(hasSource ? 3 : 1).joined(separator: " ")
        let start = hasSource ? 3 : 1
        hop = words.count > start ? words[start] : ""
        var rest = words.dropFirst(start + 1)
        while let word = rest.popFirst() {
            if word == "onlink" {
                isOnLink = true
            } else if word == "tag", let number = rest.popFirst() {
                tag = number
            } else if word.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
                distance = word == "1" ? nil : word
            } else if Self.keys.contains(word), let value = rest.popFirst() {
                keys.append("\(word) \(value)")
            } else if Self.values.contains(word), let value = rest.popFirst() {
                values.append("\(word) \(value)")
            } else if interface == nil, Address(hop) != nil {
                interface = word
            } else {
                others.append(word)
            }
        }
    }

    private static let keys: Set<String> = ["table", "nexthop-vrf"]
    private static let values: Set<String> = ["label", "color"]

    /// Whether packets to the destination are dropped.
    var isDiscard: Bool { Self.discards.contains(hop) }

    /// The key and the value of a route.
    var parts: (key: String, value: String) {
        let value = ((tag.map { ["tag", $0] } ?? []) + (distance.map { [$0] } ?? []) + values).joined(separator: " ")
        // Ways of dropping replace each other.
        if isDiscard, keys.isEmpty, others.isEmpty { return (destination, value.isEmpty ? hop : "\(hop) \(value)") }
        let key =
            [destination, hop] + (interface.map { [$0] } ?? []) + (isOnLink ? ["onlink"] : []) + keys.sorted() + others
        return (key.filter { !$0.isEmpty }.joined(separator: " "), value)
    }

    /// Whether words are those of a static route.
    static func begins(_ words: [Substring]) -> Bool {
        words.count > 2 && (words[0] == "ip" || words[0] == "ipv6") && words[1] == "route"
    }

    /// The line of a route, its network as the device writes it: a mask as its length, host bits cleared.
    static func spelled(_ words: [Substring]) -> String {
        var words = words.map(String.init)
        if words.count > 4, !words[2].contains("/"), let mask = LineAddress.read("\(words[2]) \(words[3])") {
            words.replaceSubrange(2...3, with: [mask.prefix.description])
        }
        let family: Address.Family = words[0] == "ip" ? .ipv4 : .ipv6
        words[2] = FRRWords.prefix(words[2], family) ?? words[2]
        for place in words.indices.dropFirst(3) {
            words[place] = Address(words[place])?.description ?? FRRWords.prefix(words[place], family) ?? words[place]
        }
        return words.joined(separator: " ")
    }

    /// All static routes of a config: those of the top, and those of each VRF.
    static func all(of tree: ConfigTree) -> [(place: ObjectID, vrf: String, route: FRRRoute)] {
        tree.objects.flatMap { object -> [(place: ObjectID, vrf: String, route: FRRRoute)] in
            if object.isAbsent { return [] }
            if let route = FRRRoute(object) {
                return [(object.id, String(object.id.section.prefix { $0 != " " }), route)]
            }
            guard object.id.section == "vrf" else { return [] }
            return object.properties.sorted { $0.key < $1.key }.compactMap { name, value in
                let words = name.split(separator: " ", maxSplits: 2)
                guard begins(words), !value.isEmpty else { return nil }
                let route = FRRRoute("\(words[2]) \(value == LineTree.on ? "" : value)")
                return (object.id, "\(words[0]) \(object.id.key)", route)
            }
        }
    }

    /// The route of an object of the sections `ip route` and `ipv6 route`.
    init?(_ object: ConfigObject) {
        guard object.id.section == "ip route" || object.id.section == "ipv6 route", !object.isAbsent else { return nil }
        self.init("\(object.id.key) \(object.properties[LineTree.value] ?? "")")
    }
}
