import PitaDiagnostics

/// What BGP's neighbours have in common: the groups that they are in, the families that they take part in.
struct FRRNeighbors {
    /// The config beside which lines are said; empty where they are the whole.
    let running: ConfigTree

    /// A running config as the device would say it: whether a neighbour takes part is said where it is not the instance's default.
    static func settled(_ tree: ConfigTree) -> ConfigTree { FRRNeighbors(running: ConfigTree()).activated(tree) }

    /// An intended config with the lines that come and go with its own, and without what goes without saying.
    func settled(_ intended: ConfigTree, mode: ChangeMode) -> ConfigTree {
        var tree = activated(intended)
        for object in tree.objects where !object.isAbsent {
            if object.id.section.hasPrefix("\(FRRGrammar.bgp) > ") {
                let old = running[object.id]?.properties ?? [:]
                for (name, value) in unchanged(object.properties, old) { tree[object.id]?.properties[name] = value }
                bring(with: object, old, to: &tree)
            }
            guard object.id.section == FRRGrammar.bgp, let old = running[object.id]?.properties else { continue }
            for name in leaving(object.properties, old) + Self.restarting(object.properties, old) {
                tree[object.id]?.properties[name] = ""
            }
            // A config that names all that is to be there says itself who is shut.
            guard mode == .merge else { continue }
            for name in shut(object.properties, old) { tree[object.id]?.properties[name] = LineTree.on }
        }
        return tree
    }

    /// What comes to instances with lines of a family: the order by MED of paths of one AS, and the VRF that is imported.
    private func bring(with object: ConfigObject, _ old: [String: String], to tree: inout ConfigTree) {
        guard let outer = LinePath(object.id).ancestors.first else { return }
        for (name, value) in object.properties where value == LineTree.on && old[name] == nil {
            if name.hasSuffix(" \(Self.perAS)"), running[outer]?.properties[Self.med] == nil,
                tree[outer]?.properties[Self.med] == nil
            {
                tree[outer]?.properties[Self.med] = LineTree.on
            }
            guard name.hasPrefix("import vrf "), let vrf = name.words.last, vrf != "default",
                let number = outer.key.words.first
            else { continue }
            let known = (running.objects(in: FRRGrammar.bgp) + tree.objects(in: FRRGrammar.bgp)).map(\.id.key)
            guard !known.contains(where: { $0.hasSuffix(" vrf \(vrf)") }) else { continue }
            let id = ObjectID(section: FRRGrammar.bgp, key: "\(number) vrf \(vrf)")
            tree[id] = ConfigObject(id: id, properties: [:])
        }
    }

    /// A line of a family that turns ``med`` on, which can't be off beside it.
    static let perAS = "addpath-tx-bestpath-per-AS"
    static let med = "bgp deterministic-med"

    /// The attributes that are told a neighbour as they came: to a client of a route server its next hops, beside others.
    private func unchanged(_ new: [String: String], _ old: [String: String]) -> [String: String] {
        var found: [String: String] = [:]
        for (name, value) in new where name.hasSuffix(" route-server-client") {
            let attribute = name.words.prefix(2).joined(separator: " ") + " attribute-unchanged"
            let isClient = value == LineTree.on
            guard new[attribute] == nil, isClient != (old[name] != nil) else { continue }
            let said = (old[attribute] ?? "").words
            found[attribute] = ["as-path", "next-hop", "med"].filter {
                $0 == "next-hop" ? isClient : said.contains($0[...])
            }.joined(separator: " ")
        }
        return found
    }

    /// Whether the instance restarts gracefully, or never does: the one of the two that goes with the other.
    private static func restarting(_ new: [String: String], _ old: [String: String]) -> [String] {
        let names = ["bgp graceful-restart", "bgp graceful-restart-disable"]
        return zip(names, names.reversed()).filter { gone, said in
            new[said] == LineTree.on && old[gone] != nil && new[gone] == nil
        }.map(\.0)
    }

    /// The lines that shut the neighbours that come to an instance in which new ones are shut.
    private func shut(_ new: [String: String], _ old: [String: String]) -> [String] {
        guard Self.shutsNew(old), new[Self.shutsNew] != "" else { return [] }
        let there = Self.groups(old)
        return Self.groups(new).keys.filter { there[$0] == nil && new["neighbor \($0) peer-group"] != LineTree.on }
            .map { "neighbor \($0) shutdown" }.filter { new[$0] == nil }
    }

    /// Whether an instance shuts the neighbours that come to it.
    static func shutsNew(_ instance: [String: String]) -> Bool { instance[shutsNew] == LineTree.on }

    private static let shutsNew = "bgp default shutdown"

    /// The neighbours of an instance, each with its group.
    static func groups(_ properties: [String: String]) -> [String: String?] {
        var known: [String: String?] = [:]
        for (name, value) in properties.sorted(by: { $0.key < $1.key }) where !value.isEmpty {
            let words = name.words.map(String.init)
            guard words.count == 3, words[0] == "neighbor" else { continue }
            let said = value.words.map(String.init)
            switch words[2] {
            case "remote-as": known[words[1]] = known[words[1]] ?? .some(nil)
            case "peer-group": known[words[1]] = .some(value == LineTree.on ? nil : value)
            case "interface" where said.count > 1 || value == LineTree.on || value == "v6only":
                let place = said.firstIndex(of: "peer-group").map { $0 + 1 } ?? said.count
                known[words[1]] = .some(place < said.count ? said[place] : nil)
            default: continue
            }
        }
        return known
    }

    // MARK: groups

    /// The lines of members of a group that goes, and of those whose AS goes with that of their group.
    private func leaving(_ new: [String: String], _ old: [String: String]) -> [String] {
        func isGone(_ group: String) -> Bool {
            new["neighbor \(group)\(LineTree.all)"] != nil || new["neighbor \(group) peer-group"] == ""
        }
        var names: [String] = []
        for (member, group) in Self.groups(old) {
            guard let group else { continue }
            let losesAS = new["neighbor \(group) remote-as"] == "" && old["neighbor \(member) remote-as"] == nil
            if isGone(group) || losesAS {
                names += ["neighbor \(member) peer-group", "neighbor \(member) interface"].filter { old[$0] != nil }
            }
        }
        names += old.filter { $0.key.hasPrefix("bgp listen range ") && isGone($0.value) }.map(\.key)
        return names.filter { new[$0] == nil }
    }

    // MARK: families

    /// Whether neighbours of an instance take part in a family of which nothing is said: `address-family ipv4 unicast`.
    static func isActive(in family: String, _ instance: [String: String]) -> Bool {
        let words = family.words.dropFirst().joined(separator: "-")
        let said = instance["bgp default \(words)"]
        return words == "ipv4-unicast" ? said != LineTree.off : said == LineTree.on
    }

    /// The config without `activate`, or its negation, where it is what the instance's neighbours do anyway.
    private func activated(_ tree: ConfigTree) -> ConfigTree {
        var (tree, hidden) = (tree, [ObjectID: [String: Bool]]())
        for object in tree.objects where object.id.section.hasPrefix("\(FRRGrammar.bgp) > address-family ") {
            let path = LinePath(object.id)
            guard path.steps.count == 2, let outer = path.ancestors.first else { continue }
            let instance = (running[outer]?.properties ?? [:]).merging(tree[outer]?.properties ?? [:]) { $1 }
            let isActive = Self.isActive(in: path.steps[1].kind, instance)
            let groups = Self.groups(instance)
            for (name, value) in object.properties {
                let words = name.words.map(String.init)
                guard words.count == 3, words[2] == "activate", value == (isActive ? LineTree.on : LineTree.off) else {
                    continue
                }
                // A member does what its group does.
                let group = groups[words[1]] ?? nil
                guard group.map({ object.properties["neighbor \($0) activate"] == nil }) ?? true else { continue }
                hidden[object.id, default: [:]][name] = isActive
            }
        }
        let unset: String? = tree.lines.isEmpty ? nil : ""
        for (id, names) in hidden {
            for name in names.keys { tree[id]?.properties[name] = unset }
        }
        for (place, line) in tree.lines.enumerated() {
            guard let claim = line.claim, let name = claim.property, let isActive = hidden[claim.id]?[name] else {
                continue
            }
            tree.lines[place].claim = LineClaim(
                id: claim.id, property: name, meaning: .flag(isActive, isOnByDefault: isActive), isKnown: true,
                holdsSecret: false)
        }
        return tree
    }

    // MARK: what the device refuses

    /// What an instance would refuse, or do otherwise than the lines say: messages and what to do.
    static func conflicts(
        from old: [String: String]?, to new: [String: String]
    ) -> [(message: String, hint: String)] {
        var found: [(message: String, hint: String)] = []
        let groups = groups(new)
        for (member, group) in groups.sorted(by: { $0.key < $1.key }) {
            guard let group, let number = new["neighbor \(group) remote-as"], new["neighbor \(member) remote-as"] != nil
            else { continue }
            found.append(
                (
                    "neighbor \(member) has an AS of its own, and its group \(group) has \(number): FRRouting drops the neighbour's",
                    "take one of the two back: `no neighbor \(member) remote-as ...`"
                ))
        }
        for (member, group) in groups.sorted(by: { $0.key < $1.key }) {
            if let group, new["neighbor \(group) peer-group"] == nil {
                found.append(
                    ("neighbor \(member): there is no group \(group)", "say `neighbor \(group) peer-group` too"))
            }
        }
        for (name, group) in new.sorted(by: { $0.key < $1.key }) where name.hasPrefix("bgp listen range ") {
            // The range stays where the group loses its AS later.
            guard old?[name] != group, new["neighbor \(group) remote-as"] == nil else { continue }
            found.append(
                (
                    "`\(name) \(group)`: the group \(group) has no AS, and FRRouting refuses the range",
                    "say `neighbor \(group) remote-as AS` too"
                ))
        }
        if let old, !Self.groups(old).isEmpty {
            for name in Set(old.keys).union(new.keys).sorted()
            where old[name] != new[name] && families.contains(name) {
                found.append(
                    (
                        "`\(name)` can't be changed once there are neighbours: what is said of each means something else then",
                        "leave the line out, and say of each neighbour whether it is to `activate`"
                    ))
            }
        }
        for name in new.keys.sorted() where name.hasPrefix("neighbor ") {
            let peer = name.words.prefix(2).joined(separator: " ")
            let makers = ["remote-as", "peer-group", "interface"].map { "\(peer) \($0)" }
            if !makers.contains(where: { new[$0] != nil }) {
                found.append(("`\(name)`: there is no such neighbour", "say `\(peer) remote-as AS` too"))
                break
            }
        }
        return found
    }

    private static let families: Set<String> = Set(
        ["ipv4", "ipv6"].flatMap { family in
            ["unicast", "multicast", "vpn", "labeled-unicast", "flowspec"].map { "bgp default \(family)-\($0)" }
        } + ["bgp default l2vpn-evpn"])
}
