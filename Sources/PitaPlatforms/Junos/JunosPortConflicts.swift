/// States of ports and of their units that a commit refuses.
struct JunosPortConflicts {
    private let config: JunosAwake
    private let ports: [JunosPlace]
    /// The numbers of VLANs by their names.
    private let numbers: [String: String]
    /// The units that VLANs name as theirs (`vlans V interface ge-0/0/1.0`).
    private let named: Set<String>
    private let hasRegistration: Bool
    private var found: [JunosConflict] = []

    private static let tags = ["vlan-tagging", "flexible-vlan-tagging", "stacked-vlan-tagging"]
    private static let media: Set<String> = ["ge", "xe", "et", "fe", "mge", "ae", "reth"]
    private static let bundles = ["gigether-options", "ether-options", "fastether-options"]

    /// Those of a config.
    static func conflicts(in config: JunosAwake) -> [JunosConflict] {
        var conflicts = JunosPortConflicts(config)
        for port in conflicts.ports {
            let units = port.places("unit *")
            conflicts.tags(port, units)
            conflicts.twins(port, units)
            for unit in units { conflicts.switching(unit, port) }
        }
        conflicts.links()
        return conflicts.found
    }

    private init(_ config: JunosAwake) {
        self.config = config
        ports = config.top.places("interfaces *")
        numbers = config.top.places("vlans *").reduce(into: [:]) { numbers, vlan in
            if let name = vlan.words.last, let id = vlan.value("vlan-id") { numbers[name] = id }
        }
        named = Set(
            (config.top.places("vlans * interface *") + config.top.places("bridge-domains * interface *")).compactMap {
                $0.words.last
            })
        hasRegistration = config.has(["protocols", "mvrp"])
    }

    // MARK: tags

    /// Whether a name is that of a port of Ethernet.
    private static func isEthernet(_ name: String) -> Bool {
        JunosInterfaceName.isPhysical(name) && media.contains(String(name.prefix { $0.isLetter }))
    }

    /// "VLAN-ID can only be specified on tagged ethernet interfaces", and "VLAN-ID must be specified on tagged ethernet
    /// interfaces".
    private mutating func tags(_ port: JunosPlace, _ units: [JunosPlace]) {
        guard let name = port.words.last, !port.has("encapsulation") else { return }
        let tag = Self.tags.first(where: port.has)
        for unit in units {
            if tag == nil, unit.has("vlan-id"), Self.isEthernet(name) || name == "irb" || name == "vlan" {
                untagged(unit, port)
            }
            if let tag, Self.isEthernet(name), Self.isUntagged(unit) { unnumbered(unit, port, tag) }
        }
    }

    private mutating func untagged(_ unit: JunosPlace, _ port: JunosPlace) {
        let isVirtual = port.words.last.map { !Self.isEthernet($0) } ?? false
        found.append(
            JunosConflict(
                rule: "vlan-id", place: unit.text,
                message: "`\(unit.text) vlan-id` needs a tagged interface"
                    + (isVirtual ? ", and `\(port.text)` is none" : ""),
                hint: isVirtual
                    ? "leave it out: `vlans` say the number"
                    : "write `set \(port.text) vlan-tagging` too, or leave `vlan-id` out",
                statements: [unit.words + ["vlan-id"]],
                missing: isVirtual ? [] : Self.tags.map { port.words + [$0] } + [port.words + ["encapsulation"]],
                // Encapsulations that tag by themselves are said of the port, and may be of the unit.
                isCertain: !unit.has("encapsulation"), isByAbsence: !isVirtual))
    }

    /// Whether nothing says which tags a routed unit has.
    private static func isUntagged(_ unit: JunosPlace) -> Bool {
        let families = unit.below("family")
        guard families?.has("inet") == true || families?.has("inet6") == true else { return false }
        return !unit.node.children.contains { child in
            ["vlan", "inner-vlan", "native-inner", "input-vlan", "output-vlan", "demux", "encapsulation", "peer-"]
                .contains { child.text.hasPrefix($0) }
        }
    }

    private mutating func unnumbered(_ unit: JunosPlace, _ port: JunosPlace, _ tag: String) {
        found.append(
            JunosConflict(
                rule: "tagged", place: unit.text,
                message: "`\(unit.text)` needs a `vlan-id`, since `\(port.text)` has `\(tag)`",
                hint: "write `set \(unit.text) vlan-id NUMBER`, or leave `\(tag)` out",
                statements: [unit.words, port.words + [tag]], missing: [unit.words + ["vlan-id"]],
                isCertain: !port.has("native-vlan-id"), isByAbsence: true))
    }

    /// One number in two units: frames of it can be of one of them only.
    private mutating func twins(_ port: JunosPlace, _ units: [JunosPlace]) {
        var first: [String: JunosPlace] = [:]
        for unit in units {
            guard let id = unit.value("vlan-id"), let other = first.updateValue(unit, forKey: id) else { continue }
            found.append(
                JunosConflict(
                    rule: "vlan-id twice", place: "\(port.text) \(id)",
                    message: "`\(other.text)` and `\(unit.text)` have the same `vlan-id \(id)`",
                    hint: "give each unit of a port a number of its own",
                    statements: [other.words + ["vlan-id", id], unit.words + ["vlan-id", id]], isCertain: false))
        }
    }

    // MARK: switching

    private mutating func switching(_ unit: JunosPlace, _ port: JunosPlace) {
        for family in ["ethernet-switching", "bridge"] {
            guard let place = unit.below("family")?.below(family) else { continue }
            let mode = place.value("interface-mode") ?? place.value("port-mode")
            if mode == nil || mode == "access", family == "ethernet-switching" { access(place, mode) }
            if place.value("interface-mode") == "trunk" { trunk(place, family, unit, port) }
        }
    }

    /// An access port has one VLAN: a second makes the commit fail (ansible-collections/junipernetworks.junos#452).
    private mutating func access(_ place: JunosPlace, _ mode: String?) {
        let members = place.places("vlan members *")
        let vlans = Set(members.compactMap { $0.words.last }.map { numbers[$0] ?? $0 })
        let ranges = vlans.compactMap(JunosNumbers.range)
        let isAll = vlans.contains("all")
        guard vlans.count > 1 || isAll || ranges.contains(where: { $0.count > 1 }) else { return }
        let word = place.has("port-mode") ? "port-mode" : "interface-mode"
        let names = members.compactMap { $0.words.last }.prefix(4).joined(separator: ", ")
        found.append(
            JunosConflict(
                rule: "access", place: place.text,
                message: "`\(place.text)` is an access port, and has more VLANs than one: "
                    + names + (members.count > 4 ? ", ..." : ""),
                hint:
                    "write `delete \(place.text) vlan members NAME` of the others, or `set \(place.text) \(word) trunk`",
                statements: members.map(\.words) + [place.words + [word, "access"]],
                missing: [place.words + [word]], isCertain: !isAll || vlans.count > 1, isByAbsence: mode == nil))
    }

    /// "For trunk interface, please ensure either vlan members is configured or inner-vlan-id-list is configured"; of a
    /// bridge "'interface-mode trunk' must be defined with either 'vlan-id-list', ...". Ports of old switches say `port-mode`,
    /// and may be without.
    private mutating func trunk(_ place: JunosPlace, _ family: String, _ unit: JunosPlace, _ port: JunosPlace) {
        let name = "\(port.words.last ?? "").\(unit.words.last ?? "")"
        let lists = ["vlan-id-list", "inner-vlan-id-list", "isid-list"]
        let hasList = place.node.children.contains { child in lists.contains { child.text.hasPrefix($0) } }
        guard place.places("vlan members *").isEmpty, !hasList, !hasRegistration, !named.contains(name) else { return }
        let own = family == "bridge" ? "vlan-id-list NUMBERS" : "vlan members NAME"
        found.append(
            JunosConflict(
                rule: "trunk", place: place.text, message: "`\(place.text)` is a trunk without a VLAN",
                hint: "write `set \(place.text) \(own)`, or `delete \(place.text)`",
                statements: [place.words + ["interface-mode", "trunk"]],
                missing: [place.words + ["vlan"], place.words + ["vlan-id-list"]], isByAbsence: true))
    }

    // MARK: links

    /// "Number of member links configured, i.e [1], for interface [ae0]is lesser than the required minimum [2]." Without any
    /// member it is not known.
    private mutating func links() {
        let ports = ports
        var members: [String: Int] = [:]
        for port in ports {
            for word in Self.bundles {
                if let bundle = port.below(word)?.value("802.3ad") { members[bundle, default: 0] += 1 }
            }
        }
        for port in ports {
            guard let name = port.words.last, let count = members[name],
                let options = port.below("aggregated-ether-options"),
                let least = options.value("minimum-links").flatMap({ Int($0) }), count < least
            else { continue }
            found.append(
                JunosConflict(
                    rule: "minimum-links", place: port.text,
                    message: "`\(options.text) minimum-links \(least)`, and `\(name)` has \(count) of them",
                    hint: "write `set PORT ether-options 802.3ad \(name)` of more ports, or a lower number",
                    statements: [options.words + ["minimum-links", String(least)]],
                    missing: Self.lost(name, ports), isByAbsence: true))
        }
    }

    /// The places at which a port would be a member.
    private static func lost(_ bundle: String, _ ports: [JunosPlace]) -> [[String]] {
        ports.flatMap { port in bundles.map { port.words + [$0, "802.3ad", bundle] } }
    }
}
