/// States of addresses and protocols that a commit refuses.
struct JunosRoutingConflicts {
    private let config: JunosAwake
    /// The routing instances of units; none of the main one.
    private let instances: [String: String]
    private var found: [JunosConflict] = []

    /// Those of a config.
    static func conflicts(in config: JunosAwake) -> [JunosConflict] {
        var conflicts = JunosRoutingConflicts(config)
        conflicts.addresses()
        conflicts.neighbors(config.top, nil)
        for instance in config.top.places("routing-instances *") { conflicts.neighbors(instance, config.top) }
        conflicts.spanningTree()
        return conflicts.found
    }

    private init(_ config: JunosAwake) {
        self.config = config
        instances = config.top.places("routing-instances * interface *").reduce(into: [:]) { instances, place in
            guard let name = place.words.last else { return }
            instances[JunosInterfaceName.isPhysical(name) ? name + ".0" : name] = place.words[1]
        }
    }

    // MARK: addresses

    /// Ports of management have tables of their own, and both halves of a device the same address.
    private static let management = ["fxp", "em", "me", "vme", "mgmt", "re0"]

    /// "Cannot have the same local address on different units of an interface". On different ports what the device does is
    /// not known.
    private mutating func addresses() {
        let top = config.top
        var first: [String: (place: JunosPlace, port: String, unit: String)] = [:]
        for place in config.top.places("interfaces * unit * family inet address *")
            + config.top.places("interfaces * unit * family inet6 address *")
        {
            let (port, unit) = (place.words[1], place.words[3])
            let address = place.words[place.words.count - 1].split(separator: "/").first.map(String.init) ?? ""
            guard !Self.management.contains(where: port.hasPrefix), !address.hasPrefix("fe80") else { continue }
            let instance = instances["\(port).\(unit)"] ?? ""
            let key = "\(instance) \(address)"
            guard let other = first[key] else {
                first[key] = (place, port, unit)
                continue
            }
            guard (other.port, other.unit) != (port, unit) else { continue }
            found.append(
                JunosConflict(
                    rule: other.port == port ? "address of a port" : "address", place: "\(key) \(port) \(unit)",
                    message: "`\(other.place.text)` and `\(place.text)` are the same address"
                        + (instance.isEmpty ? "" : " in routing instance `\(instance)`"),
                    hint: "write `delete` of the one that is to go",
                    statements: [other.place.words, place.words],
                    missing: Self.apart(["\(other.port).\(other.unit)", "\(port).\(unit)"], in: top),
                    isCertain: other.port == port, isByAbsence: true))
        }
    }

    /// Where units would be in another routing instance.
    private static func apart(_ units: [String], in top: JunosPlace) -> [[String]] {
        top.places("routing-instances *").flatMap { instance in
            units.map { instance.words + ["interface", $0] }
        }
    }

    // MARK: BGP

    /// Who is asked for a word, the nearest first.
    private func value(_ word: String, of places: [JunosPlace]) -> String? {
        places.lazy.compactMap { $0.value(word) }.first
    }

    /// "Peer AS number must be configured for an external peer", and that its number is the same as the own one, or another.
    private mutating func neighbors(_ instance: JunosPlace, _ main: JunosPlace?) {
        guard let bgp = instance.below("protocols")?.below("bgp") else { return }
        let own = [instance, main].compactMap { $0?.below("routing-options")?.value("autonomous-system") }.first
        for group in bgp.places("group *") {
            for neighbor in group.places("neighbor *") {
                let levels = [neighbor, group, bgp]
                let type = value("type", of: levels)
                guard let peer = value("peer-as", of: levels) else {
                    if type != "internal" { nameless(neighbor, levels, type) }
                    continue
                }
                let isOwn = levels.contains { $0.has("local-as") }
                guard let own, !isOwn, UInt64(own) != nil, UInt64(peer) != nil else { continue }
                if type == "external", peer == own { other(neighbor, levels, "another AS than the own", own) }
                if type == "internal", peer != own { other(neighbor, levels, "the own AS", own) }
            }
        }
    }

    private mutating func nameless(_ neighbor: JunosPlace, _ levels: [JunosPlace], _ type: String?) {
        let kind = type ?? "external"
        guard kind == "external", !levels.contains(where: { $0.has("peer-as-list") }) else { return }
        found.append(
            JunosConflict(
                rule: "peer-as", place: neighbor.text, message: "`\(neighbor.text)` has no `peer-as`",
                hint: "write `set \(neighbor.text) peer-as NUMBER`, or `set \(levels[1].text) type internal`",
                statements: [neighbor.words, levels[1].words + ["type", kind]],
                missing: levels.map { $0.words + ["peer-as"] } + levels.map { $0.words + ["type"] },
                isCertain: type != nil, isByAbsence: true))
    }

    private mutating func other(_ neighbor: JunosPlace, _ levels: [JunosPlace], _ words: String, _ own: String) {
        let top = config.top.words
        found.append(
            JunosConflict(
                rule: "peer-as \(words)", place: neighbor.text,
                message: "`\(neighbor.text)` needs \(words), which is \(own)",
                hint: "write another `peer-as`, or another `type` of `\(levels[1].text)`",
                statements: [neighbor.words]
                    + levels.flatMap { level in ["peer-as", "type"].map { level.words + [$0] } }
                    + [top, Array(neighbor.words.prefix(2))].map { $0 + ["routing-options", "autonomous-system"] }))
    }

    // MARK: spanning tree

    /// "XSTP : Interface X is not enabled for Ethernet Switching".
    private mutating func spanningTree() {
        // One port may be named for each VLAN.
        var routed: [String: Bool] = [:]
        for pattern in ["rstp", "stp", "mstp", "vstp", "vstp vlan *"] {
            for place in config.top.places("protocols \(pattern) interface *") where !place.has("disable") {
                guard let name = place.words.last else { continue }
                let parts = JunosInterfaceName.parts(name)
                let port = parts?.port ?? name
                guard JunosInterfaceName.isPhysical(port), let there = interface(port), !there.has("encapsulation")
                else { continue }
                let isRouted = routed[port] ?? Self.isRouted(there)
                routed[port] = isRouted
                guard isRouted else { continue }
                found.append(
                    JunosConflict(
                        rule: "spanning tree", place: place.text,
                        message: "`\(place.text)` needs `family ethernet-switching` on `\(port)`",
                        hint: "leave the interface out of the spanning tree: it routes",
                        statements: [place.words] + there.places("unit * family").map(\.words),
                        missing: there.places("unit * family").map { $0.words + ["ethernet-switching"] },
                        isCertain: pattern != "mstp", isByAbsence: true))
            }
        }
    }

    /// Whether the units of a port have families, and none of them switches.
    private static func isRouted(_ port: JunosPlace) -> Bool {
        let families = port.places("unit * family").flatMap { $0.node.children.map(\.text) }
        return !families.isEmpty && !families.contains("ethernet-switching") && !families.contains("bridge")
    }

    private func interface(_ name: String) -> JunosPlace? { config.top.below("interfaces")?.below(name) }
}
