/// A state of a config that a commit refuses, or of which it is not known what the device does.
struct JunosConflict {
    /// By which rule it is one, in a word. Where the running config has one by the same rule, the device takes it.
    let rule: String
    /// Where it is, so that it is known again when its details change.
    let place: String
    /// What is wrong.
    let message: String
    /// What to write.
    let hint: String
    /// The statements that make it. These and ``missing`` are made for what is reported alone.
    let statements: () -> [[String]]
    /// The statements that would end it and are not there.
    let missing: () -> [[String]]
    /// Whether a commit is known to fail.
    let isCertain: Bool
    /// Whether it is one only if nothing else stands in the config: groups may bring what is missing.
    let isByAbsence: Bool

    init(
        rule: String, place: String, message: String, hint: String,
        statements: @escaping @autoclosure () -> [[String]],
        missing: @escaping @autoclosure () -> [[String]] = [], isCertain: Bool = true, isByAbsence: Bool = false
    ) {
        (self.rule, self.place, self.message, self.hint) = (rule, place, message, hint)
        (self.statements, self.missing) = (statements, missing)
        (self.isCertain, self.isByAbsence) = (isCertain, isByAbsence)
    }
}

/// Two statements that can't both be in one block.
struct JunosExclusion: Sendable {
    /// The words that lead to the block; `*` is any name.
    let block: String
    let one: String
    let other: String
    /// Whether a commit is known to fail.
    let isCertain: Bool
    /// Why.
    let reason: String

    private init(_ block: String, _ one: String, _ other: String, _ reason: String, isCertain: Bool) {
        (self.block, self.one, self.other, self.reason, self.isCertain) = (block, one, other, reason, isCertain)
    }

    /// A commit fails where both are there.
    private static func never(_ block: String, _ one: String, _ other: String, _ reason: String) -> Self {
        Self(block, one, other, reason, isCertain: true)
    }

    /// What the device does with both is not known.
    private static func doubtful(_ block: String, _ one: String, _ other: String, _ reason: String) -> Self {
        Self(block, one, other, reason, isCertain: false)
    }

    private static let unit = "interfaces * unit *"
    private static let bundled = "a member of an aggregated interface has no unit of its own"
    private static let oneWay = "the port is tagged in one way"
    private static let oneRoute = "a static route has one kind of next hop, and the device may drop the other"

    /// All of them. Those that are certain are words of refusals in public reports: "Family ethernet-switching and rest of
    /// the families are mutually exclusive", "logical unit is not allowed on aggregated links", "Member link cannot be a
    /// part of multiple aggregation group", "interface-mode access is allowed only for untagged interfaces", "Incompatible
    /// with interface assigned with address", "'explicit-priority' cannot be configured if 'structured-data' is configured".
    static let all: [JunosExclusion] =
        ["inet", "inet6", "mpls", "iso", "ccc", "vpls", "bridge", "tcc"].map {
            never(
                "\(unit) family", "ethernet-switching", $0,
                "a unit with `family ethernet-switching` has no other family")
        }
        + ["ether-options", "gigether-options", "fastether-options"].map {
            never("interfaces *", "\($0) 802.3ad *", "unit *", bundled)
        }
        + ["vlan-tagging", "flexible-vlan-tagging", "stacked-vlan-tagging"].map {
            never(
                "interfaces *", $0, "unit * family ethernet-switching interface-mode access",
                "an access port is untagged")
        }
        + ["discard", "reject", "receive", "next-table"].flatMap { word in
            ["routing-options", "routing-options rib *", "routing-instances * routing-options"].map {
                doubtful("\($0) static route *", "next-hop", word, oneRoute)
            }
        }
        + [
            never(
                "interfaces *", "ether-options 802.3ad *", "gigether-options 802.3ad *",
                "a port is a member of an aggregated interface once"),
            never("\(unit) family inet", "dhcp", "address *", "an interface that asks for its address has no other"),
            doubtful(
                "\(unit) family inet", "dhcp-client", "address *", "an interface that asks for its address has no other"
            ),
            doubtful(
                "\(unit) family inet", "unnumbered-address", "address *", "an unnumbered interface has no address"),
            doubtful(
                "\(unit) family inet filter", "input", "input-list", "either one filter or a list of them is asked"),
            doubtful(
                "\(unit) family inet filter", "output", "output-list", "either one filter or a list of them is asked"),
            doubtful(unit, "vlan-id", "vlan-tags", "a unit has one tag or two"),
            doubtful("interfaces *", "vlan-tagging", "flexible-vlan-tagging", oneWay),
            doubtful("interfaces *", "vlan-tagging", "stacked-vlan-tagging", oneWay),
            doubtful("interfaces *", "flexible-vlan-tagging", "stacked-vlan-tagging", oneWay),
            doubtful(
                "firewall policer * if-exceeding", "bandwidth-limit", "bandwidth-percent",
                "a policer has a rate or a share of one"),
            never(
                "system syslog file *", "explicit-priority", "structured-data",
                "structured data say the priority by themselves"),
        ]

    /// The conflicts of a config.
    static func conflicts(in config: JunosAwake) -> [JunosConflict] {
        // Blocks that several rows share are looked up once.
        let rows = Dictionary(grouping: all, by: \.block)
        return rows.sorted { $0.key < $1.key }.flatMap { block, rows in
            config.top.places(block).flatMap { place in
                rows.compactMap { row -> JunosConflict? in
                    guard let one = place.places(row.one).first, let other = place.places(row.other).first
                    else { return nil }
                    return JunosConflict(
                        rule: "\(row.one) \(row.other)", place: place.text,
                        message: "`\(one.text)` conflicts with `\(other.text)`: \(row.reason)",
                        hint: "write `delete` of the one that is to go", statements: [one.words, other.words],
                        isCertain: row.isCertain)
                }
            }
        }
    }
}

/// What only one of several holders may have.
struct JunosSole: Sendable {
    /// The holders: the words that lead to them, the last is any name.
    let holders: String
    /// The words from a holder to what it has.
    let word: String
    /// What people call the holder.
    let noun: String
    /// What people call what it has.
    let thing: String
    let isCertain: Bool
    /// Values that many may have.
    var free: Set<String> = []

    /// All of them. That a VLAN's number stands once: "Duplicate vlan-id exists for vlan", of new switches; a config of an old
    /// one has been seen with two. The others are knowledge of the trade.
    static let all = [
        JunosSole(
            holders: "routing-instances *", word: "interface *", noun: "routing instance", thing: "interface",
            isCertain: true),
        JunosSole(
            holders: "security zones security-zone *", word: "interfaces *", noun: "security zone", thing: "interface",
            isCertain: true, free: ["all"]),
        JunosSole(
            holders: "vlans *", word: "vlan-id *", noun: "VLAN", thing: "VLAN number", isCertain: true,
            free: ["none", "all"]),
        JunosSole(
            holders: "vlans *", word: "l3-interface *", noun: "VLAN", thing: "layer 3 interface", isCertain: false),
    ]

    /// The conflicts of a config.
    static func conflicts(in config: JunosAwake) -> [JunosConflict] { all.flatMap { $0.conflicts(in: config) } }

    private func conflicts(in config: JunosAwake) -> [JunosConflict] {
        var first: [String: JunosPlace] = [:]
        var found: [JunosConflict] = []
        lazy var isOld = Self.isOld(config)
        for holder in config.top.places(holders) where !isApart(holder) {
            for place in holder.places(word) {
                guard let value = place.words.last, !free.contains(value) else { continue }
                let name = thing == "interface" && JunosInterfaceName.isPhysical(value) ? value + ".0" : value
                guard let other = first.updateValue(place, forKey: name) else { continue }
                found.append(conflict(other, place, name, isCertain: isCertain && (noun != "VLAN" || !isOld)))
            }
        }
        return found
    }

    /// An instance that routes and forwards nothing by itself may share its interfaces.
    private func isApart(_ holder: JunosPlace) -> Bool { holder.value("instance-type") == "no-forwarding" }

    private func conflict(
        _ one: JunosPlace, _ other: JunosPlace, _ name: String, isCertain: Bool
    ) -> JunosConflict {
        JunosConflict(
            rule: "\(holders) \(word)", place: name,
            message: "\(thing) `\(name)` can be in one \(noun) only: `\(one.text)` and `\(other.text)`",
            hint: "write `delete` of the one that is to go", statements: [one.words, other.words],
            isCertain: isCertain)
    }

    /// Whether it is a switch older than ELS, by its words.
    private static func isOld(_ config: JunosAwake) -> Bool {
        config.has(["ethernet-switching-options"]) || config.has(["interfaces", "vlan"])
            || config.top.places("interfaces * unit * family ethernet-switching").contains { $0.has("port-mode") }
    }
}
