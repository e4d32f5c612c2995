import PitaNetwork

/// What of a change takes away the way by which a device is reached.
struct VRPCutOff {
    private let running: ConfigTree
    private let after: ConfigTree
    private let change: DeviceChange
    private let reach: Reach
    private let uplinks: Set<String>

    init(_ change: DeviceChange, running: ConfigTree, reach: Reach) {
        (self.change, self.running, self.reach) = (change, running, reach)
        after = change.applied(to: running)
        uplinks = Set(reach.uplinks.map(VRPValue.interface))
    }

    /// All that cuts.
    func all() -> [CutOff] {
        let routes = RouteCutOff(routes: { [reach] tree in Self.routes(tree, reach.address.family) })
        return change.differences.flatMap(cutOffs) + routes.found(from: running, to: after)
    }

    private func cutOffs(_ difference: ObjectDifference) -> [CutOff] {
        guard let before = difference.before else { return [] }
        switch difference.id.section {
        case "interface": return interface(difference.id, before, difference.after)
        case "vlan" where difference.after == nil: return vlan(difference.id)
        case "aaa": return user(difference.id, before, difference.after ?? [:])
        case let section where section.hasPrefix("user-interface"):
            return difference.id.key.hasPrefix("vty") ? terminal(difference.id, before, difference.after ?? [:]) : []
        case let section where section.hasPrefix("stelnet ") || section.hasPrefix("ssh "):
            return difference.after == nil ? [CutOff(difference.id, "takes away what the SSH server needs")] : []
        default: return []
        }
    }

    // MARK: interfaces

    private func interface(_ id: ObjectID, _ before: [String: String], _ after: [String: String]?) -> [CutOff] {
        var found: [CutOff] = []
        let isHolder = Self.holds(reach.address, before)
        if isHolder, !Self.holds(reach.address, after ?? [:]) {
            found.append(CutOff(id, "takes the management address \(reach.address) off the device"))
        }
        let isUplink = uplinks.contains(id.key)
        guard isHolder || isUplink else { return found }
        guard let after else { return found }
        if after["shutdown"] != before["shutdown"], after["shutdown"] == LineTree.on {
            found.append(CutOff(id, isUplink ? "shuts the uplink down" : "shuts the management interface down"))
        }
        if isUplink { found += uplink(id, before, after) }
        return found
    }

    private func uplink(_ id: ObjectID, _ before: [String: String], _ after: [String: String]) -> [CutOff] {
        var found: [CutOff] = []
        let management = managementVLANs
        let lost = Self.carried(before).subtracting(Self.carried(after))
        if let vlan = lost.intersection(management).min() {
            found.append(CutOff(id, "takes the management VLAN \(vlan) off the uplink"))
        } else if management.isEmpty, let vlan = lost.min() {
            found.append(CutOff(id, "takes VLAN \(vlan) off the uplink", isCertain: false))
        }
        for words in [
            VRPRules.linkType, "port default vlan", "port trunk pvid vlan", "port hybrid pvid vlan", "eth-trunk",
        ]
        where before[words] != after[words] && found.isEmpty {
            found.append(CutOff(id, "changes `\(words)` of the uplink", isCertain: false))
        }
        if before["ip address"] != after["ip address"], !Self.holds(reach.address, before) {
            found.append(CutOff(id, "changes the address of the uplink", isCertain: false))
        }
        for way in ["inbound", "outbound"] where after["traffic-policy \(way)"] != nil {
            guard before["traffic-policy \(way)"] != after["traffic-policy \(way)"] else { continue }
            found.append(CutOff(id, "puts a traffic policy on the uplink", isCertain: false))
        }
        return found
    }

    private func vlan(_ id: ObjectID) -> [CutOff] {
        guard let number = Int(id.key), managementVLANs.contains(number) else { return [] }
        return [CutOff(id, "removes the management VLAN \(number)")]
    }

    /// The VLANs whose interfaces hold the management address.
    private var managementVLANs: Set<Int> {
        Set(
            running.objects(in: "interface").filter { Self.holds(reach.address, $0.properties) }
                .compactMap { VRPRules.vlan(of: $0.id.key).flatMap { Int($0) } })
    }

    /// Whether an interface holds the address, as its own or beside it.
    private static func holds(_ address: Address, _ properties: [String: String]) -> Bool {
        let text = address.description
        if properties["ip address"]?.words.first.map(String.init) == text { return true }
        return properties.keys.contains { name in
            let words = name.words
            return words.count > 2 && (words[0] == "ip" || words[0] == "ipv6") && words[1] == "address"
                && words[2].split(separator: "/").first.map { Address(String($0)) == address } ?? false
        }
    }

    private static func carried(_ properties: [String: String]) -> Set<Int> {
        func numbers(_ text: String?) -> Set<Int> { Set((VLANSet(text ?? "")?.ids ?? []).map(\.number)) }
        switch properties[VRPRules.linkType] {
        case "trunk": return numbers(properties["port trunk allow-pass vlan"] ?? "1")
        case "access": return numbers(properties["port default vlan"] ?? "1")
        default:
            return numbers(properties["port hybrid tagged vlan"]).union(
                numbers(properties["port hybrid untagged vlan"] ?? "1"))
        }
    }

    // MARK: log-ins and routes

    /// Terminals that SSH may not come by any more.
    private func terminal(_ id: ObjectID, _ before: [String: String], _ after: [String: String]) -> [CutOff] {
        let protocols = "protocol inbound"
        if before[protocols] != after[protocols], let word = after[protocols], !["ssh", "all"].contains(word) {
            return [CutOff(id, "takes SSH off the log-ins")]
        }
        return [CutOff(id, "changes the lines that log-ins come by", isCertain: false)]
    }

    /// The user that Pita comes as, or each where that is not known.
    private func user(_ id: ObjectID, _ before: [String: String], _ after: [String: String]) -> [CutOff] {
        func users(_ properties: [String: String]) -> [String: [String: String]] {
            Dictionary(grouping: properties.filter { $0.key.hasPrefix("local-user ") }) {
                $0.key.words.dropFirst().first.map(String.init) ?? ""
            }.mapValues { Dictionary($0.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 }) }
        }
        let (had, left) = (users(before), users(after))
        return had.sorted { $0.key < $1.key }.compactMap { user, lines in
            guard reach.user == nil || reach.user == user, left[user] != lines else { return nil }
            guard let new = left[user] else {
                return CutOff(id, "takes the user \(user) away", isCertain: reach.user == user)
            }
            let service = "local-user \(user) service-type"
            let hasLost = lines[service]?.words.contains("ssh") == true && new[service]?.words.contains("ssh") != true
            guard hasLost else { return CutOff(id, "changes the user \(user)", isCertain: false) }
            return CutOff(id, "takes SSH off the user \(user)", isCertain: reach.user == user)
        }
    }

    private static func routes(
        _ tree: ConfigTree, _ family: Address.Family
    ) -> [RouteCutOff.Route] {
        guard family == .ipv4 else { return [] }
        return tree.objects(in: "ip route-static").compactMap { object in
            let words = object.id.key.words.map(String.init)
            guard (3...4).contains(words.count), object.isInForce else { return nil }
            let hop = words[2...].joined(separator: " ")
            let options = object.properties[LineTree.value]?.words ?? []
            let preference = options.firstIndex(of: "preference").flatMap {
                $0 + 1 < options.count ? options[$0 + 1] : nil
            }
            return RouteCutOff.Route(
                id: object.id, isDefault: words[0] == "0.0.0.0" && words[1] == "0.0.0.0",
                target: "\(words[0]) \(words[1])", hop: hop, distance: preference.map(String.init) ?? "60")
        }
    }
}
