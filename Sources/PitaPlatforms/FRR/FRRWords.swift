import PitaNetwork

/// What may stand for the words that the forms of ``FRRTable`` name, and how FRRouting writes it.
enum FRRWords {
    /// A kind of word: `nil` from `spelled` for one that can't stand there.
    struct Kind: Sendable {
        /// What may stand there, for people.
        let says: String
        /// The word as the device writes it.
        let spelled: @Sendable (String) -> String?
    }

    /// The kinds, by the names that forms use. Under other names any word may stand.
    static let kinds: [String: Kind] = {
        var kinds: [String: Kind] = [
            "ADDRESS": Kind(says: "10.1.0.1") { address($0, .ipv4) },
            "ADDRESS6": Kind(says: "2001:db8::1") { address($0, .ipv6) },
            "GATEWAY": Kind(says: "10.1.0.1 or 2001:db8::1") { address($0, .ipv4) ?? address($0, .ipv6) },
            "PEER": Kind(says: "an address or a name") { address($0, .ipv4) ?? address($0, .ipv6) ?? $0 },
            "NET": Kind(says: "10.1.0.1/24") { interface($0, .ipv4) },
            "NET6": Kind(says: "2001:db8::1/64") { interface($0, .ipv6) },
            "PREFIX": Kind(says: "10.1.0.0/16") { prefix($0, .ipv4) },
            "PREFIX6": Kind(says: "2001:db8::/32") { prefix($0, .ipv6) },
            "NETWORK": Kind(says: "a network or a name") { prefix($0, .ipv4) ?? prefix($0, .ipv6) ?? $0 },
            "MATCH": Kind(says: "10.1.0.0/16 or any") { $0 == "any" ? $0 : prefix($0, .ipv4) ?? address($0, .ipv4) },
            "MATCH6": Kind(says: "2001:db8::/32 or any") { $0 == "any" ? $0 : prefix($0, .ipv6) },
            "AREA": Kind(says: "0 or 0.0.0.0") { number($0, 0...4_294_967_295) ?? address($0, .ipv4) },
            "AS": Kind(says: "65001, internal or external") {
                ["internal", "external", "any"].contains($0) ? $0 : number($0, 1...4_294_967_295)
            },
            "IF": Kind(says: "the name of an interface") { InterfaceName.isValid($0) ? $0 : nil },
            "COMMUNITIES": Kind(says: "communities") { $0 },
        ]
        for (name, range) in numbers {
            kinds[name] = Kind(says: "\(range.lowerBound)...\(range.upperBound)") { number($0, range) }
        }
        return kinds
    }()

    /// Numbers that every line takes in the same range; where lines differ it is the widest, and the device tells the rest.
    private static let numbers: [String: ClosedRange<Int>] = [
        "NUMBER": 0...4_294_967_295, "SEQ": 1...4_294_967_295, "TAG": 1...4_294_967_295, "SECONDS": 0...4_294_967_295,
        "MILLISECONDS": 0...4_294_967_295, "DISTANCE": 1...255, "COST": 1...65_535, "MBITS": 1...100_000,
        "LENGTH": 0...128, "MIN": 0...128, "MAX": 0...128, "KEY": 0...2_147_483_647, "HOPS": 1...255,
        "KEEPALIVE": 0...65_535, "HOLD": 0...65_535, "VNI": 1...16_777_215, "INSTANCE": 1...65_535,
        "MINUTES": 0...35_791,
    ]

    /// The kind of a word by the name that a form gives it.
    static func kind(_ slot: String) -> Kind? { kinds[slot] }

    private static func number(_ text: String, _ range: ClosedRange<Int>) -> String? {
        TrafficText.decimal(text, in: range) == text ? text : nil
    }

    private static func address(_ text: String, _ family: Address.Family) -> String? {
        guard let address = Address(text), address.family == family else { return nil }
        return address.description
    }

    private static func interface(_ text: String, _ family: Address.Family) -> String? {
        guard let address = InterfaceAddress(text), address.address.family == family else { return nil }
        return address.description
    }

    /// A network, its host bits cleared.
    static func prefix(_ text: String, _ family: Address.Family) -> String? {
        guard text.contains("/"), let address = InterfaceAddress(text), address.address.family == family else {
            return nil
        }
        return address.prefix.description
    }
}
