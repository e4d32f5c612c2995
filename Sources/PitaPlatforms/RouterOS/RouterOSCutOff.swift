import PitaNetwork

/// What of a change takes away the way by which a RouterOS device is reached: the address, what it stands on, the way
/// through its bridge, the route, the firewall, the SSH service, the user.
struct RouterOSCutOff {
    let running: ConfigTree
    let after: ConfigTree
    let change: DeviceChange
    let reach: Reach

    init(_ change: DeviceChange, running: ConfigTree, reach: Reach) {
        (self.change, self.running, self.reach) = (change, running, reach)
        after = change.applied(to: running)
    }

    /// The menu of addresses, of the management address's family.
    private var addressMenu: String { reach.address.family == .ipv6 ? "/ipv6 address" : "/ip address" }
    static let sshService = ObjectID(section: "/ip service", key: "name=ssh")
    /// The menus below `/interface` whose items are interfaces.
    private static let interfaceMenus = [
        "/interface ethernet", "/interface vlan", "/interface bridge", "/interface bonding",
    ]
    /// The properties of an interface that decide what reaches it, and whether a change of them surely cuts.
    private static let carrying: [String: [(property: String, isCertain: Bool)]] = [
        "/interface vlan": [("interface", true), ("vlan-id", true), ("use-service-tag", true)],
        "/interface bonding": [("slaves", false), ("mode", false)], "/interface bridge": [("ether-type", false)],
    ]

    /// All that cuts.
    func all() -> [CutOff] {
        let firewall = RouterOSFirewallCutOff.chains.flatMap { table, chain in
            RouterOSFirewallCutOff(self, table: table, chain: chain).all()
        }
        return addresses + interfaces + RouterOSBridgeCutOff(self).all() + routes + firewall + service + users
    }

    var holders: [ConfigObject] { running.holders(of: reach.address, in: addressMenu) }

    private var addresses: [CutOff] {
        let left = after.holders(of: reach.address, in: addressMenu).map(\.id)
        return holders.filter { !left.contains($0.id) }.map {
            CutOff($0.id, "takes the management address \(reach.address) off the device")
        }
    }

    // MARK: interfaces

    /// The name of an interface's item.
    static func name(_ object: ConfigObject) -> String? {
        object.properties["name"] ?? RouterOSKey(object.id.key).pairs.first?.value
    }

    /// The interfaces with a name.
    func interface(_ name: String) -> ConfigObject? {
        Self.interfaceMenus.lazy.flatMap { running.objects(in: $0) }.first { Self.name($0) == name }
    }

    /// The interfaces of the address, and those that they stand on.
    var carriers: Set<String> {
        var found: Set<String> = []
        var open = holders.compactMap { $0.properties["interface"] }
        while let name = open.popLast() {
            guard found.insert(name).inserted, let properties = interface(name)?.properties else { continue }
            if let below = properties["interface"] { open.append(below) }
            open += (properties["slaves"] ?? "").split(separator: ",").map(String.init)
        }
        return found
    }

    /// Whether the items of a menu that is not listed can be interfaces: they have names, and are no list of others.
    private static func mayHoldInterfaces(_ section: String) -> Bool {
        guard section.hasPrefix("/interface "), section != "/interface list" else { return false }
        guard let menu = RouterOSMenu.named(section) else { return true }
        return menu.isFixed || menu.key == ["name"]
    }

    private var interfaces: [CutOff] {
        let carriers = carriers
        return change.differences.flatMap { difference -> [CutOff] in
            let isInterface =
                Self.interfaceMenus.contains(difference.id.section)
                || Self.mayHoldInterfaces(difference.id.section)
            guard isInterface, let before = difference.before, before["disabled"] != "yes",
                let name = Self.name(ConfigObject(id: difference.id, properties: before)), carriers.contains(name)
            else { return [] }
            guard let after = difference.after, after["disabled"] != "yes" else {
                let isFixed = RouterOSMenu.named(difference.id.section)?.isFixed == true
                // That an interface which is there by itself is not named any more means that it is as it was made.
                if isFixed, difference.after == nil { return [] }
                return [
                    CutOff(
                        difference.id, "takes away the interface that holds the management address \(reach.address)")
                ]
            }
            return (Self.carrying[difference.id.section] ?? []).filter { before[$0.property] != after[$0.property] }.map
            {
                CutOff(
                    difference.id,
                    "changes `\($0.property)` of the interface under the management address \(reach.address)",
                    isCertain: $0.isCertain)
            }
        }
    }

    // MARK: routes

    private var routes: [CutOff] {
        let isIPv6 = reach.address.family == .ipv6
        let everywhere = isIPv6 ? "::/0" : "0.0.0.0/0"
        return RouteCutOff { tree in
            tree.objects(in: isIPv6 ? "/ipv6 route" : "/ip route").compactMap { route in
                let properties = route.properties
                guard route.isInForce, (properties["routing-table"] ?? "main") == "main",
                    (properties["routing-mark"] ?? "").isEmpty
                else { return nil }
                let target = properties["dst-address"] ?? everywhere
                return RouteCutOff.Route(
                    id: route.id, isDefault: target == everywhere, target: target, hop: properties["gateway"] ?? "",
                    distance: properties["distance"] ?? "1")
            }
        }.found(from: running, to: after)
    }

    // MARK: the SSH service and the user

    private var service: [CutOff] {
        guard let difference = change.differences.first(where: { $0.id == Self.sshService })
        else { return [] }
        let (before, after) = (difference.before ?? [:], difference.after ?? [:])
        if after["disabled"] == "yes", before["disabled"] != "yes" {
            return [CutOff(difference.id, "switches the SSH service off")]
        }
        if (before["port"] ?? "22") != (after["port"] ?? "22") {
            return [CutOff(difference.id, "moves the SSH service to port \(after["port"] ?? "22")")]
        }
        guard isNarrower(after["address"], than: before["address"]) else { return [] }
        return [CutOff(difference.id, "takes away addresses from which the SSH service may be used")]
    }

    /// Whether a list of networks leaves out a part of another; an empty one means everywhere.
    private func isNarrower(_ new: String?, than old: String?) -> Bool {
        func networks(_ text: String?) -> [Prefix]? {
            let parts = (text ?? "").split(separator: ",")
            return parts.isEmpty ? nil : parts.compactMap { Prefix(String($0)) }
        }
        guard let left = networks(new) else { return false }
        guard let before = networks(old) else { return true }
        return before.contains { part in !left.contains { $0.length <= part.length && $0.contains(part.network) } }
    }

    /// What a user of Pita's needs of his group.
    private static let neededPolicies: Set<String> = ["ssh", "read", "write", "policy"]

    private var users: [CutOff] {
        // The options of the console stand behind the name.
        let name = reach.user.map { String($0.prefix { $0 != "+" }) }
        let mine = running.objects(in: "/user").filter { name == nil || Self.name($0) == name }
        let groups = Set(mine.compactMap { $0.properties["group"] })
        return change.differences.compactMap { difference in
            guard let before = difference.before else { return nil }
            switch difference.id.section {
            case "/user" where mine.contains { $0.id == difference.id }:
                guard let after = difference.after, after["disabled"] != "yes", before["group"] == after["group"],
                    !isNarrower(after["address"], than: before["address"])
                else {
                    return CutOff(difference.id, "changes the user that Pita \(name == nil ? "may log" : "logs") in as")
                }
                return nil
            case "/user group" where name == nil || groups.contains(before["name"] ?? ""):
                func policies(_ properties: [String: String]?) -> Set<String> {
                    Set((properties?["policy"] ?? "").split(separator: ",").map(String.init))
                }
                let lost = policies(before).subtracting(policies(difference.after)).intersection(Self.neededPolicies)
                return lost.isEmpty
                    ? nil
                    : CutOff(difference.id, "takes rights that Pita needs: \(lost.sorted().joined(separator: ", "))")
            default: return nil
            }
        }
    }
}
