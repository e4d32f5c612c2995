import PitaDiagnostics

/// What lines of a device of the IOS kind need that is not there, or is otherwise: what they name, the kind of their port.
struct IOSNeeds {
    let dialect: IOSDialect
    let change: LineConfig.Change
    /// What new lines name that is not there.
    private let missing: [Missing]
    private let overlaps: [LineOverlaps.Finding]
    private let running: ConfigTree
    private let mentions: LineMentions

    private var target: ConfigTree { change.target }

    init(dialect: IOSDialect, running: ConfigTree, change: LineConfig.Change) {
        (self.dialect, self.change, self.running) = (dialect, change, running)
        missing = Self.missing(change, dialect)
        mentions = LineMentions(change, grammar: dialect.grammar)
        overlaps = LineOverlaps(
            running: running, target: change.target, bindings: ["vrf forwarding", "ip vrf forwarding", "vrf"]
        ).all(change.differences)
    }

    /// What the device would refuse.
    func errors() -> [Diagnostic] {
        // With their types: the compiler takes ten seconds to find them.
        var found = change.differences.flatMap { difference -> [Diagnostic] in
            let reasons: [[Reason]] = [
                bundle(difference), distinguisher(difference), groups(difference), login(difference),
            ]
            return reasons.joined().map { reason in
                Diagnostic("\(difference.id): \(reason.text)", at: change.marks[difference.id], hint: reason.hint)
            }
        }
        found += routing
        found += mentions.errors
        found += IOSInUse(dialect: dialect).errors(change, running: running)
        return found
            + overlaps.filter(isRefused).map {
                Diagnostic(
                    "\($0.text): the device refuses it", at: change.marks[$0.id],
                    hint: "take the other one back in the same text, or say another address")
            }
            + missing.filter(\.isRefused).map {
                Diagnostic(
                    "\($0.user): `\($0.line)` names \($0.name), which does not exist", at: change.marks[$0.user],
                    hint: "the device refuses the line: make what it names in the same text")
            }
    }

    /// What the device takes, and does otherwise than it seems.
    func warnings() -> [Diagnostic] {
        missing.filter { !$0.isRefused }.map {
            Diagnostic(
                "\($0.user): `\($0.line)` names \($0.name), which does not exist: it may let everything through, or nothing",
                at: change.marks[$0.user], severity: .warning)
        }
            + overlaps.filter { !isRefused($0) }.map {
                Diagnostic(
                    $0.isDown
                        ? "\($0.text): the device does not bring both up"
                        : "\($0.text) (whether the device refuses it is not known)", at: change.marks[$0.id],
                    severity: .warning)
            } + leftVLANs + mentions.warnings
    }

    /// IOS refuses an address beside an interface that is up, and to bring one up beside it.
    private func isRefused(_ overlap: LineOverlaps.Finding) -> Bool { dialect == .ios && !overlap.isDown }

    private typealias Reason = (text: String, hint: String?)

    // MARK: names

    private struct Missing {
        let user: ObjectID
        let line: String
        let name: String
        let isRefused: Bool
    }

    /// Kinds that a device insists on when a line names one. EOS takes names of policies that come later.
    private static func insisted(_ dialect: IOSDialect) -> [String] {
        ["vrf definition ", "ip vrf ", "vrf instance "] + (dialect == .eos ? [] : ["policy-map ", "class-map "])
    }
    private static let guarding = [
        "ip access-list", "ipv6 access-list", "route-map ", "ip prefix-list ", "ipv6 prefix-list ",
    ]

    private static func missing(_ change: LineConfig.Change, _ dialect: IOSDialect) -> [Missing] {
        let insisted = insisted(dialect)
        let found = LineReferences(grammar: dialect.grammar).missing(change.differences, in: change.target)
        guard !found.isEmpty else { return [] }
        let numbered = Set(change.target.objects(in: "access-list").compactMap { $0.id.key.words.first })
        return found.compactMap { user, line, names in
            guard let first = names.first else { return nil }
            // A numbered list stands line by line at the top; what a device calls its own is always there.
            let number = first.words.last ?? ""
            guard !numbered.contains(number), number != "class-default" else { return nil }
            if names.contains(where: { name in insisted.contains { name.hasPrefix($0) } }) {
                return Missing(user: user, line: line, name: "`\(first)`", isRefused: true)
            }
            guard names.contains(where: { name in guarding.contains { name.hasPrefix($0) } }) else { return nil }
            return Missing(user: user, line: line, name: "`\(first)`", isRefused: false)
        }
    }

    // MARK: ports

    /// A bundle and its ports are all switched or all routed.
    private func bundle(_ difference: ObjectDifference) -> [Reason] {
        guard difference.id.section == "interface", let port = difference.after,
            let number = port["channel-group"]?.words.first
        else { return [] }
        let old = difference.before ?? [:]
        guard old["channel-group"] != port["channel-group"] || old["switchport"] != port["switchport"],
            let bundle = target[ObjectID(section: "interface", key: IOSInterfaceName.expanded("Port-channel\(number)"))]
        else { return [] }
        let isRouted = (port["switchport"] == LineTree.off, bundle.properties["switchport"] == LineTree.off)
        guard isRouted.0 != isRouted.1 else { return [] }
        return [
            (
                "the port is \(isRouted.0 ? "routed" : "switched") and \(bundle.id.key) is not: the device refuses it there",
                "write `\(isRouted.0 ? "switchport" : "no switchport")` on the port in the same text"
            )
        ]
    }

    /// Groups above 255 need the second version.
    private func groups(_ difference: ObjectDifference) -> [Reason] {
        guard let port = difference.after, let before = difference.before, before["standby version"] == "2",
            port["standby version"] != "2"
        else { return [] }
        let high = port.keys.compactMap { name -> Int? in
            let words = name.words
            return words.first == "standby" && words.count > 1 ? Int(words[1]) : nil
        }.filter { $0 > 255 }.min()
        return high.map {
            [("`standby \($0)` needs `standby version 2`: version 1 has groups up to 255", "take the group back first")]
        } ?? []
    }

    /// Beside `aaa new-model` IOS takes `login local` no more.
    private func login(_ difference: ObjectDifference) -> [Reason] {
        guard dialect == .ios, difference.id.section == "line", let new = difference.after?["login"],
            new != LineTree.off, difference.before?["login"] != new,
            target[ObjectID(section: "aaa new-model", key: "")] != nil
        else { return [] }
        let line = new == LineTree.on ? "login" : "login \(new)"
        return [
            (
                "the device refuses `\(line)` beside `aaa new-model`",
                "name a list with `login authentication`, made by `aaa authentication login`"
            )
        ]
    }

    /// A VRF's `rd` once set stays: older releases refuse another one, and newer ones want it taken back, with what BGP has of it.
    private func distinguisher(_ difference: ObjectDifference) -> [Reason] {
        guard dialect != .eos, ["vrf definition", "ip vrf"].contains(difference.id.section),
            let old = difference.before?["rd"], let new = difference.after?["rd"], old != new
        else { return [] }
        return [
            (
                "`rd \(old)` can't be changed to `rd \(new)` in place",
                "take the VRF back in a change of its own, and make it anew"
            )
        ]
    }

    /// Without routing the device forgets its routing protocols.
    private var routing: [Diagnostic] {
        [
            ("ip routing", ["router bgp", "router ospf", "router eigrp", "router rip", "router isis"]),
            (
                "ipv6 unicast-routing",
                ["ipv6 router ospf", "ipv6 router rip", "ipv6 router eigrp", "ipv6 router isis", "router ospfv3"]
            ),
        ].compactMap { words, kinds in
            let line = ObjectID(section: words, key: "")
            guard let difference = change.differences.first(where: { $0.id == line }),
                target[line]?.properties[LineTree.value] != difference.before?[LineTree.value],
                target[line]?.properties[LineTree.value] != LineTree.on,
                let router = kinds.lazy.flatMap({ target.objects(in: $0) }).first
            else { return nil }
            return Diagnostic(
                "`no \(words)` would take `\(router.id)` along", at: change.marks[line],
                hint: "remove the routing protocols in a change of their own first")
        }
    }

    /// VLANs that go while ports are in them: such a port carries nothing.
    private var leftVLANs: [Diagnostic] {
        let gone = Set(
            change.differences.filter { $0.id.section == "vlan" && $0.after == nil }.map(\.id.key))
        guard !gone.isEmpty else { return [] }
        var users: [String: [String]] = [:]
        for port in target.objects(in: "interface") {
            for name in ["switchport access vlan", "switchport voice vlan"] {
                guard let vlan = port.properties[name], gone.contains(vlan) else { continue }
                users[vlan, default: []].append(port.id.key)
            }
            if port.id.key.hasPrefix("Vlan"), gone.contains(String(port.id.key.dropFirst(4))) {
                users[String(port.id.key.dropFirst(4)), default: []].append(port.id.key)
            }
        }
        return users.sorted { $0.key < $1.key }.map { vlan, ports in
            let more = ports.count > 3 ? " and \(ports.count - 3) more" : ""
            return Diagnostic(
                "VLAN \(vlan) goes, and these still stand in it and carry nothing then: \(ports.prefix(3).joined(separator: ", "))\(more)",
                at: change.marks[ObjectID(section: "vlan", key: vlan)], severity: .warning)
        }
    }
}
