import PitaNetwork

/// What of a change takes away the way by which a device is reached.
struct JunosCutOff {
    private let running: ConfigTree
    private let after: ConfigTree
    private let change: DeviceChange
    private let reach: Reach
    /// The interfaces of units that hold the management address.
    private let carriers: Set<String>
    /// The VLANs whose interfaces hold the management address, by name and by number.
    private let managementVLANs: Set<String>
    /// The filters on the interface of the management address, an uplink or the loopback.
    private let filters: Set<String>

    init(_ change: DeviceChange, running: ConfigTree, reach: Reach) {
        (self.change, self.running, self.reach) = (change, running, reach)
        after = change.applied(to: running)
        let units = running.objects(in: "interfaces unit")
        let holders = units.filter { Self.holds(reach.address, $0.properties) }
        carriers = Set(holders.map { Self.interface($0.id) })
        let held = Set(holders.map { Self.unit($0.id) })
        let vlans = running.objects(in: "vlans").filter { held.contains($0.properties["l3-interface"] ?? "-") }
        managementVLANs = Set(vlans.flatMap { [$0.id.key, $0.properties["vlan-id"] ?? $0.id.key] })
        let near = units.filter { unit in
            let interface = Self.interface(unit.id)
            return reach.uplinks.contains(interface) || reach.uplinks.contains(Self.unit(unit.id))
                || interface.hasPrefix("lo")
        }
        filters = Set(
            (holders + near).flatMap { $0.properties }.filter { $0.key.hasSuffix("filter input") }.map(\.value))
    }

    /// All that cuts.
    func all() -> [CutOff] {
        let routes = RouteCutOff(routes: { [reach] tree in Self.routes(tree, reach.address.family) })
        return change.differences.flatMap(cutOffs) + routes.found(from: running, to: after)
    }

    private func cutOffs(_ difference: ObjectDifference) -> [CutOff] {
        let (id, before, after) = (difference.id, difference.before ?? [:], difference.after ?? [:])
        switch id.section {
        case "interfaces unit", "interfaces": return interface(id, before, after)
        case "vlans": return vlan(id, before, after)
        case "system" where id.key == "services":
            let lost = before.keys.contains { $0.hasPrefix("ssh") } && !after.keys.contains { $0.hasPrefix("ssh") }
            return lost ? [CutOff(id, "takes away the SSH server")] : []
        case "system login user" where id.key == reach.user && before != after:
            return [CutOff(id, "changes the user \(id.key)", isCertain: difference.after == nil)]
        case let section where section.hasPrefix("firewall ") && isOnTheWay(section):
            return [CutOff(id, "changes a filter that stands on the way in", isCertain: false)]
        default: return []
        }
    }

    // MARK: interfaces

    private func interface(_ id: ObjectID, _ before: [String: String], _ after: [String: String]) -> [CutOff] {
        var found: [CutOff] = []
        let isHolder = Self.holds(reach.address, before)
        let isUplink = uplinks.contains(Self.unit(id)) || uplinks.contains(Self.interface(id))
        if isHolder, !Self.holds(reach.address, after) {
            found.append(CutOff(id, "takes the management address \(reach.address) off the device"))
        }
        guard isUplink || isHolder || (id.section == "interfaces" && carriers.contains(Self.interface(id))) else {
            return found
        }
        let what = isUplink ? "the uplink" : "the management interface"
        for (word, deed) in [("disable", "shuts"), (JunosTree.sleeping, "deactivates")]
        where before[word] == nil && after[word] != nil { found.append(CutOff(id, "\(deed) \(what)")) }
        let asleep = Set(after.keys.filter { $0.hasPrefix(JunosTree.sleeping + " ") }).subtracting(before.keys)
        if let tag = asleep.min() {
            found.append(
                CutOff(id, "deactivates `\(tag.dropFirst(JunosTree.sleeping.count + 1))` of \(what)", isCertain: false))
        }
        for (name, value) in after where name.hasSuffix("filter input") || name.hasSuffix("filter output") {
            guard before[name] != value else { continue }
            found.append(CutOff(id, "puts the filter \(value) on \(what)", isCertain: false))
        }
        return found + (isUplink ? members(id, before, after) : [])
    }

    private func members(_ id: ObjectID, _ before: [String: String], _ after: [String: String]) -> [CutOff] {
        let lost = Set(before.keys.compactMap { JunosRules.member(JunosWords.words($0)) })
            .subtracting(after.keys.compactMap { JunosRules.member(JunosWords.words($0)) })
        if let vlan = lost.intersection(managementVLANs).min() {
            return [CutOff(id, "takes the management VLAN \(vlan) off the uplink")]
        }
        if let vlan = lost.min() { return [CutOff(id, "takes VLAN \(vlan) off the uplink", isCertain: false)] }
        guard JunosRules.mode(before) != JunosRules.mode(after) else { return [] }
        return [CutOff(id, "changes the mode of the uplink", isCertain: false)]
    }

    private func vlan(_ id: ObjectID, _ before: [String: String], _ after: [String: String]) -> [CutOff] {
        guard managementVLANs.contains(id.key), before != after else { return [] }
        for word in ["l3-interface", "vlan-id"] where before[word] != after[word] {
            return [CutOff(id, "changes `\(word)` of the management VLAN")]
        }
        return []
    }

    private var uplinks: Set<String> { reach.uplinks }

    /// `ge-0/0/24.0`.
    private static func unit(_ id: ObjectID) -> String {
        let names = JunosWords.words(id.key)
        return names.count == 2 ? "\(names[0]).\(names[1])" : interface(id)
    }

    /// `ge-0/0/24`.
    private static func interface(_ id: ObjectID) -> String {
        JunosWords.words(id.key).first ?? ""
    }

    private static func holds(_ address: Address, _ properties: [String: String]) -> Bool {
        properties.keys.contains { name in
            let words = name.split(separator: " ")
            guard words.count >= 4, words[0] == "family", words[2] == "address" else { return false }
            return InterfaceAddress(String(words[3]))?.address == address
        }
    }

    /// Whether a filter's terms stand on the interface of the management address, an uplink or the loopback.
    private func isOnTheWay(_ section: String) -> Bool {
        let words = JunosWords.words(section)
        guard section.hasSuffix(" term"), let name = words.dropLast().last else { return false }
        return filters.contains(name)
    }

    private static func routes(
        _ tree: ConfigTree, _ family: Address.Family
    ) -> [RouteCutOff.Route] {
        tree.objects(in: "routing-options static route").compactMap { object in
            guard let prefix = Prefix(object.id.key), prefix.network.family == family,
                object.properties[JunosTree.sleeping] == nil
            else { return nil }
            let hops = object.properties.keys.filter { $0.hasPrefix("next-hop ") }.sorted().joined(separator: " ")
            return RouteCutOff.Route(
                id: object.id, isDefault: prefix.length == 0, target: object.id.key, hop: hops, distance: "")
        }
    }
}
