import PitaNetwork

/// What of a change takes away the way by which a device of the IOS kind is reached.
struct IOSCutOff {
    private let change: DeviceChange
    private let running: ConfigTree
    private let after: ConfigTree
    private let reach: Reach
    private let uplinks: Set<String>
    private let dialect: IOSDialect
    /// The users that are left.
    private let users: Set<Substring>

    init(_ change: DeviceChange, running: ConfigTree, reach: Reach, dialect: IOSDialect) {
        (self.change, self.running, self.reach) = (change, running, reach)
        self.dialect = dialect
        after = change.applied(to: running)
        uplinks = Set(reach.uplinks.map(IOSInterfaceName.expanded))
        users = Set(after.objects(in: "username").compactMap { $0.id.key.words.first })
    }

    /// All that cuts.
    func all() -> [CutOff] {
        let carriers = carriers
        let guards = guards(carriers)
        return addresses
            + change.differences.compactMap { difference in
                switch difference.id.section {
                case "interface": interface(difference, carriers)
                case "vlan": vlan(difference)
                case "line": line(difference)
                case "username": user(difference)
                case "ip access-list extended", "ip access-list standard": accessList(difference, guards)
                case "aaa new-model": newModel(difference)
                case let section where section.hasPrefix("aaa "):
                    CutOff(difference.id, "changes who may log in", isCertain: false)
                default: nil
                }
            } + routes
    }

    /// The addresses that an interface's lines give it.
    private static func addresses(_ properties: [String: String]) -> [Address] {
        properties.compactMap { name, value in
            if name == "ip address" || name == "ipv6 address" { return LineAddress.read(value)?.address }
            for beginning in ["ip address ", "ipv6 address "] where name.hasPrefix(beginning) {
                return LineAddress.read(name.dropFirst(beginning.count))?.address
            }
            return nil
        }
    }

    private func holders(_ tree: ConfigTree) -> [ConfigObject] {
        tree.objects(in: "interface").filter {
            Self.addresses($0.properties).contains(reach.address) && $0.properties["shutdown"] == nil
        }
    }

    private var addresses: [CutOff] {
        let left = Set(holders(after).map(\.id))
        return holders(running).filter { !left.contains($0.id) }.map {
            CutOff($0.id, "takes the management address \(reach.address) off the device")
        }
    }

    /// The interfaces that the management address stands on, and those that it goes over.
    private var carriers: Set<String> {
        Set(holders(running).flatMap { [$0.id.key, IOSInterfaceName.parent($0.id.key)].compactMap(\.self) })
    }

    /// The VLAN of the management address on a switch.
    private var managementVLAN: VLANID? {
        holders(running).lazy.compactMap { holder -> VLANID? in
            guard IOSInterfaceName.kind(holder.id.key) == "Vlan" else { return nil }
            return Int(holder.id.key.dropFirst(4)).flatMap(VLANID.init)
        }.first
    }

    // MARK: interfaces

    private func interface(_ difference: ObjectDifference, _ carriers: Set<String>) -> CutOff? {
        let name = difference.id.key
        guard carriers.contains(name) || uplinks.contains(name), let before = difference.before else { return nil }
        let what = uplinks.contains(name) ? "the uplink" : "an interface that the management address goes over"
        guard let new = difference.after else { return CutOff(difference.id, "takes away \(what)") }
        if before["shutdown"] == nil, new["shutdown"] != nil { return CutOff(difference.id, "shuts \(what) down") }
        for words in [
            "encapsulation", "encapsulation dot1Q", "encapsulation dot1q vlan", "vrf forwarding", "ip vrf forwarding",
            "vrf", "switchport",
            "switchport mode", "channel-group",
        ]
        where before[words] != new[words] {
            return CutOff(difference.id, "changes `\(words)` of \(what)")
        }
        if let lost = lostVLAN(before, new) {
            return CutOff(difference.id, lost.reason + what, isCertain: lost.isCertain)
        }
        for words in ["switchport trunk native vlan", "speed", "duplex", "mtu", "ip mtu"]
        where before[words] != new[words] {
            return CutOff(difference.id, "changes `\(words)` of \(what)", isCertain: false)
        }
        let guards = Set(before.keys).symmetricDifference(new.keys).filter { $0.hasPrefix("ip access-group ") }
        return guards.min().map { CutOff(difference.id, "changes `\($0)` of \(what)", isCertain: false) }
    }

    private func lostVLAN(_ before: [String: String], _ new: [String: String]) -> (reason: String, isCertain: Bool)? {
        let access = "switchport access vlan"
        // EOS and RGOS say no mode of a port of access.
        let mode = before["switchport mode"] ?? (dialect == .ios ? nil : "access")
        if mode == "access", before[access] != new[access] {
            return ("changes `\(access)` of ", true)
        }
        let allowed = "switchport trunk allowed vlan"
        guard before[allowed] != new[allowed], let list = new[allowed] else { return nil }
        let left = VLANSet(list) ?? VLANSet([])
        let had = before[allowed].map { VLANSet($0) ?? VLANSet([]) }
        if let vlan = managementVLAN, had?.contains(vlan) ?? true, !left.contains(vlan) {
            return ("takes VLAN \(vlan), which holds the management address, off ", true)
        }
        guard managementVLAN == nil else { return nil }
        guard let had else { return ("limits the VLANs of ", false) }
        return had.ids.first { !left.contains($0) }.map { ("takes VLAN \($0) off ", false) }
    }

    private func vlan(_ difference: ObjectDifference) -> CutOff? {
        guard difference.after == nil, difference.id.key == managementVLAN?.description else { return nil }
        return CutOff(difference.id, "takes away the VLAN that holds the management address")
    }

    // MARK: log-ins

    private func line(_ difference: ObjectDifference) -> CutOff? {
        guard difference.id.key.hasPrefix("vty"), let before = difference.before else { return nil }
        guard let new = difference.after else { return CutOff(difference.id, "takes log-ins away", isCertain: false) }
        let input = "transport input"
        if before[input] != new[input], let words = new[input]?.words,
            !words.contains("ssh"), !words.contains("all")
        {
            return CutOff(difference.id, "takes SSH off the log-ins")
        }
        let changed = Set(before.keys).union(new.keys).filter { before[$0] != new[$0] }
        let hinders = changed.filter { $0.hasPrefix("access-class") || $0.hasPrefix("login") || $0.hasPrefix(input) }
        return hinders.min().map { CutOff(difference.id, "changes `\($0)` of the log-ins", isCertain: false) }
    }

    /// Without AAA lines ask for their own password, which is not enough for SSH, unless they say `login local`. With it they
    /// ask by the list that they name, or by the one called `default`, and without any for the device's own users.
    private func newModel(_ difference: ObjectDifference) -> CutOff {
        let lines = after.objects(in: "line").filter { $0.id.key.hasPrefix("vty") }.map(\.properties)
        if difference.after == nil {
            let isLeft = dialect != .ios || lines.contains { ["local", "tacacs"].contains($0["login"]) }
            return CutOff(
                difference.id,
                isLeft
                    ? "changes who may log in"
                    : "leaves log-ins that ask for no user: no `line vty` says `login local`",
                isCertain: !isLeft)
        }
        let lists = Dictionary(
            after.objects(in: "aaa authentication login").map { ($0.id.key, $0.properties[LineTree.value] ?? "") },
            uniquingKeysWith: { $1 })
        let asked = Set(lines.isEmpty ? ["default"] : lines.map { $0["login authentication"] ?? "default" })
        let isLeft =
            !users.isEmpty
            || asked.contains { name in
                lists[name]?.words.contains { !["local", "local-case"].contains($0) } == true
            }
        return CutOff(
            difference.id, isLeft ? "changes who may log in" : "asks for users of the device, and it has none",
            isCertain: !isLeft)
    }

    private func user(_ difference: ObjectDifference) -> CutOff? {
        guard difference.before != nil, difference.after == nil,
            let name = difference.id.key.words.first.map(String.init)
        else { return nil }
        guard !users.contains(name[...]), reach.user == nil || reach.user == name else { return nil }
        return CutOff(difference.id, "takes the user \(name) away", isCertain: reach.user == name)
    }

    /// The words of lines that guard the way to the device.
    private func guards(_ carriers: Set<String>) -> Set<Substring> {
        let onTheWay = after.objects.filter { object in
            object.id.section == "line" || carriers.contains(object.id.key) || uplinks.contains(object.id.key)
        }
        let lines = onTheWay.flatMap { $0.properties.keys }
        return Set(
            lines.filter { $0.hasPrefix("access-class") || $0.hasPrefix("ip access-group") }
                .flatMap { $0.words })
    }

    /// A list that guards the way to the device.
    private func accessList(_ difference: ObjectDifference, _ guards: Set<Substring>) -> CutOff? {
        guards.contains(difference.id.key[...])
            ? CutOff(difference.id, "changes a list that guards the way to the device", isCertain: false) : nil
    }

    // MARK: routes

    private var routes: [CutOff] {
        RouteCutOff { tree in tree.objects.compactMap(Self.route) }.found(from: running, to: after)
    }

    private static func route(_ object: ConfigObject) -> RouteCutOff.Route? {
        let words = object.id.key.words.map(String.init)
        let value = object.properties[LineTree.value]
        let distance = value?.words.first.flatMap { Int($0) }?.description ?? "1"
        switch object.id.section {
        case "ip route" where words.count >= 3:
            return RouteCutOff.Route(
                id: object.id, isDefault: words[0] == "0.0.0.0" && words[1] == "0.0.0.0",
                target: "\(words[0]) \(words[1])",
                hop: ([words[2]] + [value].compactMap(\.self)).joined(separator: " "), distance: distance)
        case "ip route" where words.count == 2 && words[0].contains("/"):
            return RouteCutOff.Route(
                id: object.id, isDefault: words[0] == "0.0.0.0/0", target: words[0], hop: words[1], distance: distance)
        case "ip default-gateway":
            return RouteCutOff.Route(
                id: object.id, isDefault: true, target: "default", hop: value ?? "", distance: distance)
        default: return nil
        }
    }
}
