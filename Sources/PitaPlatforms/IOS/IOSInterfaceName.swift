import PitaNetwork

/// Names of interfaces: written short by people, in full by the device.
enum IOSInterfaceName {
    /// In the order in which a short form is tried.
    private static let kinds = [
        "GigabitEthernet", "FastEthernet", "TenGigabitEthernet", "TwoGigabitEthernet", "TwentyFiveGigE",
        "FiveGigabitEthernet", "FortyGigabitEthernet", "HundredGigE", "Ethernet", "Vlan", "Loopback", "Port-channel",
        "Tunnel", "Serial", "BDI", "Dialer", "Null", "Cellular", "Management", "Multilink", "Virtual-Template", "nve",
        "AggregatePort", "AppGigabitEthernet", "Async",
    ]
    private static let made: Set<String> = [
        "Vlan", "Loopback", "Port-channel", "Tunnel", "BDI", "Dialer", "Multilink", "Virtual-Template", "nve",
        "AggregatePort",
    ]

    /// `Gi0/1`, `gigabitethernet 0/1`, `"GigabitEthernet 0/1"` and `GigabitEthernet0/1` are `GigabitEthernet0/1`; what is not
    /// known stays. In quotes a template writes a name with a blank, as RGOS shows it.
    static func expanded(_ name: String) -> String {
        if name.first == "\"", name.last == "\"", name.dropFirst().first?.isLetter == true {
            // One pair of quotes: what begins with a letter has no other around it.
            let inner = String(name.dropFirst().dropLast())
            let full = expanded(inner)
            return full == inner && inner.contains(" ") ? name : full
        }
        let letters = name.prefix { $0.isLetter || $0 == "-" }
        let rest = name.dropFirst(letters.count).drop { $0 == " " }
        guard letters.count >= 2, rest.first.map({ "0"..."9" ~= $0 }) == true else { return name }
        let short = letters.lowercased()
        guard let kind = kinds.first(where: { $0.lowercased().hasPrefix(short) }) else { return name }
        return kind + rest
    }

    /// `Vlan` of `Vlan10`.
    static func kind(_ name: String) -> String { String(name.prefix { $0.isLetter || $0 == "-" }) }

    /// The interface that a sub-interface stands on; `nil` for others.
    static func parent(_ name: String) -> String? {
        name.firstIndex(of: ".").map { String(name[..<$0]) }
    }

    /// Whether the config makes the interface, rather than the hardware.
    static func isMade(_ name: String) -> Bool { made.contains(kind(name)) || name.contains(".") }

    /// Why an interface can't be removed.
    static func keeper(_ name: String) -> String? {
        if name == "Vlan1" { return "the interface of VLAN 1 stays; shut it down instead" }
        return isMade(name) ? nil : "a physical interface stays; take its lines back instead"
    }

    /// The same on EOS, where VLAN 1 has an interface only where the config makes it.
    static func keeperOfEOS(_ name: String) -> String? { name == "Vlan1" ? nil : keeper(name) }

    /// Bits per second that a port of the kind carries; `nil` where the name does not say.
    static func speed(_ name: String) -> UInt64? {
        switch kind(name) {
        case "FastEthernet": 100_000_000
        case "GigabitEthernet": 1_000_000_000
        case "TwoGigabitEthernet": 2_500_000_000
        case "FiveGigabitEthernet": 5_000_000_000
        case "TenGigabitEthernet": 10_000_000_000
        case "TwentyFiveGigE": 25_000_000_000
        case "FortyGigabitEthernet": 40_000_000_000
        case "HundredGigE": 100_000_000_000
        default: nil
        }
    }

    /// The network that an address stands in: those of two interfaces can't overlap.
    static func network(_ address: String) -> Prefix? { LineAddress.read(address)?.prefix }
}
