import PitaDiagnostics
import PitaNetwork

/// What a config must be for VRP to take it, beyond its grammar.
struct VRPRules {
    let running: ConfigTree

    /// The words that only a port of one link type takes.
    static let byLinkType = [
        "port default vlan": "access", "port trunk pvid vlan": "trunk", "port trunk allow-pass vlan": "trunk",
        "port hybrid pvid vlan": "hybrid", "port hybrid tagged vlan": "hybrid", "port hybrid untagged vlan": "hybrid",
    ]
    static let linkType = "port link-type"

    /// The intended config with what it brings about by itself: a port of another type keeps nothing of the old one.
    func completed(_ intended: ConfigTree) throws(Diagnostics) -> ConfigTree {
        var objects: [ConfigObject] = []
        for object in intended.objects {
            switch object.id.section {
            case "vlan" where object.id.key == "1" && object.properties.isEmpty && !object.isAbsent: continue
            case "interface" where !object.isAbsent: objects.append(try port(object))
            case "traffic classifier" where !object.isAbsent && running[object.id] == nil:
                guard object.properties["operator"] != nil else {
                    throw Diagnostics(
                        "\(object.id) does not say how its conditions are combined, and devices differ in that",
                        at: object.mark, hint: "write `operator or` or `operator and` behind its name")
                }
                objects.append(object)
            default: objects.append(object)
            }
        }
        var tree = ConfigTree(objects)
        tree.lines = intended.lines
        return tree
    }

    private func port(_ object: ConfigObject) throws(Diagnostics) -> ConfigObject {
        var object = object
        let old = running[object.id]?.properties ?? [:]
        let type = object.properties[Self.linkType] ?? old[Self.linkType]
        for (words, needed) in Self.byLinkType.sorted(by: { $0.key < $1.key }) {
            let isNamed = object.properties[words].map { !$0.isEmpty } ?? false
            if isNamed, let type, !type.isEmpty, type != needed {
                throw Diagnostics(
                    "\(object.id): `\(words)` is for a port of `\(Self.linkType) \(needed)`, and this one is `\(type)`",
                    at: object.mark)
            }
            if type != old[Self.linkType], !isNamed, old[words] != nil, type != needed { object.properties[words] = "" }
        }
        return object
    }

    /// Throws what the device would refuse of the config as it will be.
    func verify(_ target: ConfigTree, touched: Set<ObjectID>, marks: [ObjectID: SourceMark]) throws(Diagnostics) {
        if let id = touched.first(where: { $0.section == "sysname" }) {
            throw Diagnostics(
                "the device's name is not changed: Pita knows its prompts and its place in the inventory by it",
                at: marks[id], hint: "change `sysname` by hand and then the inventory")
        }
        try verifyPorts(target, touched: touched, marks: marks)
        try verifyTexts(target, touched: touched, marks: marks)
        try verifyNames(target, touched: touched, marks: marks)
        try verifyGroups(target, touched: touched, marks: marks)
        for object in target.objects {
            for (id, words) in Self.needs(object)
            where target[id] == nil && (touched.contains(id) || touched.contains(object.id)) {
                // What runs may lean on what is not in its config; what changes may not.
                guard running[object.id]?.properties != object.properties || running[id] != nil else { continue }
                throw Diagnostics(
                    running[id] == nil
                        ? "\(object.id): `\(words)` names \(id), which does not exist"
                        : "\(id) can't be removed: `\(words)` of \(object.id) still names it",
                    at: marks[object.id] ?? marks[id])
            }
        }
    }

    /// Throws where a member of an Eth-Trunk would have lines of its own, or the group another mode with members in it.
    private func verifyPorts(
        _ target: ConfigTree, touched: Set<ObjectID>, marks: [ObjectID: SourceMark]
    ) throws(Diagnostics) {
        for id in touched where id.section == "interface" {
            guard let object = target[id] else { continue }
            let before = running[id]?.properties ?? [:]
            if object.properties["eth-trunk"] != before["eth-trunk"], let number = object.properties["eth-trunk"],
                let own = ([Self.linkType] + Self.byLinkType.keys.sorted()).first(where: {
                    object.properties[$0] != nil
                })
            {
                throw Diagnostics(
                    "\(id) can't be a member of Eth-Trunk\(number): its `\(own)` has to be taken back before",
                    at: marks[id], hint: "write `undo \(own)` in the same block")
            }
            guard id.key.hasPrefix("Eth-Trunk"), object.properties["mode"] != before["mode"], running[id] != nil else {
                continue
            }
            let number = String(id.key.dropFirst("Eth-Trunk".count))
            guard
                let member = target.objects(in: "interface").first(where: {
                    $0.properties["eth-trunk"] == number && running[$0.id]?.properties["eth-trunk"] == number
                })
            else { continue }
            throw Diagnostics(
                "\(id): the device takes no other `mode` while \(member.id.key) is a member", at: marks[id],
                hint: "take its members out in one change, and change the mode in the next")
        }
    }

    /// Throws where a text of several lines would have to be sent, and where a second BGP would begin.
    private func verifyTexts(
        _ target: ConfigTree, touched: Set<ObjectID>, marks: [ObjectID: SourceMark]
    ) throws(Diagnostics) {
        for id in touched {
            for object in [running[id], target[id]] {
                guard object?.properties[LineTree.value]?.contains("\n") == true else { continue }
                throw Diagnostics(
                    "\(id) is a text of several lines, which is not managed", at: marks[id],
                    hint: "set it on the device by hand; Pita leaves it as it is")
            }
        }
        let systems = target.objects(in: "bgp")
        guard let first = systems.first(where: { touched.contains($0.id) }) else { return }
        let others = systems.filter { $0.id != first.id } + running.objects(in: "bgp").filter { $0.id != first.id }
        if let other = others.first {
            throw Diagnostics(
                "the device has one BGP, and runs \(other.id): `undo bgp` needs a change of its own before \(first.id)",
                at: marks[first.id])
        }
    }

    /// Throws where something goes that other lines still name.
    private func verifyNames(
        _ target: ConfigTree, touched: Set<ObjectID>, marks: [ObjectID: SourceMark]
    ) throws(Diagnostics) {
        let gone = touched.filter { target[$0] == nil }
        guard !gone.isEmpty else { return }
        let references = LineReferences(grammar: VRPGrammar.grammar)
        let left = Set(target.objects.flatMap { LineReferences.made(by: $0.id) })
        var names: [String: ObjectID] = [:]
        for id in gone {
            for name in LineReferences.made(by: id) where !left.contains(name) { names[name] = id }
        }
        guard !names.isEmpty else { return }
        for object in target.objects {
            guard let name = references.names(of: object.id, in: target).first(where: { names[$0] != nil }),
                let id = names[name], !LinePath(object.id).ancestors.contains(id)
            else { continue }
            throw Diagnostics(
                "\(id) can't be removed: \(object.id) still names it", at: marks[id] ?? marks[object.id])
        }
    }

    /// Throws where a group of neighbours goes that has members, and where a VPN would get another distinguisher, with which its
    /// part of BGP goes.
    private func verifyGroups(
        _ target: ConfigTree, touched: Set<ObjectID>, marks: [ObjectID: SourceMark]
    ) throws(Diagnostics) {
        let distinguisher = "route-distinguisher"
        for id in touched {
            guard let old = running[id]?.properties, let new = target[id]?.properties else { continue }
            if let before = old[distinguisher], let after = new[distinguisher], before != after {
                throw Diagnostics(
                    "\(id): `\(distinguisher) \(before)` can't be changed to `\(distinguisher) \(after)`: the VPN's BGP "
                        + "configuration is removed with it", at: marks[id],
                    hint: "remove the VPN instance in one change, and make it in the next")
            }
            for name in old.keys where new[name] == nil && id.section == "bgp" && name.hasPrefix("group ") {
                let group = String(name.dropFirst("group ".count))
                for object in target.objects where LinePath(object.id).ancestors.contains(id) || object.id == id {
                    let member = object.properties.filter { $0.key.hasSuffix(" group") && $0.value == group }.keys.min()
                    guard let member else { continue }
                    throw Diagnostics(
                        "group \(group) can't be removed: `\(member) \(group)` of \(object.id) still names it",
                        at: marks[id], hint: "take its members out in the same text")
                }
            }
        }
    }

    /// What an object names that must be there, with the words by which it does.
    static func needs(_ object: ConfigObject) -> [(id: ObjectID, words: String)] {
        var found: [(ObjectID, String)] = []
        for (name, value) in object.properties.sorted(by: { $0.key < $1.key }) {
            switch (object.id.section, name) {
            case ("interface", "port default vlan") where value != "1":
                found.append((ObjectID(section: "vlan", key: value), "\(name) \(value)"))
            case ("interface", "eth-trunk"):
                found.append((ObjectID(section: "interface", key: "Eth-Trunk\(value)"), "\(name) \(value)"))
            case ("interface", "ip binding vpn-instance"):
                found.append((ObjectID(section: "ip vpn-instance", key: value), "\(name) \(value)"))
            case (_, "traffic-policy inbound"), (_, "traffic-policy outbound"):
                found.append((ObjectID(section: "traffic policy", key: value), name))
            case ("traffic policy", _) where name.hasPrefix("classifier "):
                found.append((ObjectID(section: "traffic classifier", key: String(name.dropFirst(11))), name))
                guard value.hasPrefix("behavior ") else { continue }
                found.append(
                    (ObjectID(section: "traffic behavior", key: String(value.dropFirst(9))), "\(name) \(value)"))
            default: continue
            }
        }
        if object.id.section == "interface", let number = vlan(of: object.id.key), number != "1" {
            found.append((ObjectID(section: "vlan", key: number), "interface \(object.id.key)"))
        }
        return found
    }

    /// The VLAN of `Vlanif20`.
    static func vlan(of interface: String) -> String? {
        interface.hasPrefix("Vlanif") ? String(interface.dropFirst("Vlanif".count)) : nil
    }

    // MARK: the values of a text

    private static let linkTypes = [
        "access", "trunk", "hybrid", "dot1q-tunnel", "auto", "desirable", "negotiation-auto", "negotiation-desirable",
    ]

    /// The errors in the values of an intended config.
    static func check(_ intended: ConfigTree) -> Diagnostics {
        var found = Diagnostics()
        for object in intended.objects where !object.isAbsent {
            if "\(object.id) \(object.properties)".contains(Secret.mask) {
                found.append(
                    Diagnostic(
                        "\(object.id) holds a secret, which is neither compared nor changed", at: object.mark,
                        severity: .warning))
            }
            if ["port-group", "interface"].contains(object.id.section),
                ["group-member ", "range "].contains(where: object.id.key.hasPrefix)
            {
                found.append(
                    Diagnostic(
                        "`\(object.id.section) \(object.id.key)` names several interfaces", at: object.mark,
                        hint: "name each"))
            }
            if let words = unnumbered(object) {
                found.append(
                    Diagnostic(
                        "\(words), and the device would give it a number of its own", at: object.mark,
                        hint: "write the number: `rule 10 permit ...`, `ip ip-prefix LIST index 10 permit ...`"))
            }
            for (name, value) in object.properties.sorted(by: { $0.key < $1.key }) where !value.isEmpty {
                guard !found.isFull else { return found }
                if let words = problem(name, value) {
                    found.append(Diagnostic("\(object.id): \(words)", at: object.mark))
                }
            }
        }
        return found
    }

    /// An entry of a list without its number.
    private static func unnumbered(_ object: ConfigObject) -> String? {
        if object.id.section == "acl",
            let name = object.properties.keys.first(where: { $0.hasPrefix("rule permit") || $0.hasPrefix("rule deny") })
        {
            return "\(object.id): `\(name)` has no number"
        }
        let words = object.id.key.words
        guard object.id.section == "ip", words.count > 2, ["ip-prefix", "ipv6-prefix"].contains(words[0]),
            ["permit", "deny"].contains(words[2])
        else { return nil }
        return "`\(object.id)` has no index"
    }

    private static func problem(_ name: String, _ value: String) -> String? {
        switch name {
        case linkType where !linkTypes.contains(value):
            "`\(value)` is no link type; known are \(linkTypes.joined(separator: ", "))"
        case "port default vlan", "port trunk pvid vlan", "port hybrid pvid vlan":
            Int(value).flatMap(VLANID.init) == nil ? "`\(value)` is no VLAN (1 to 4094)" : nil
        case "car", "qos lr", "qos lr outbound", "qos lr inbound":
            (VRPValue.numbers(value)["cir"] ?? 0) < 8 ? "`\(name) \(value)` has no `cir` of at least 8 kbit/s" : nil
        case "traffic-policy inbound", "traffic-policy outbound":
            value.contains(" ") ? "`\(value)` is no name of a policy: it has a blank" : nil
        case "ip address" where value != "dhcp-alloc":
            InterfaceAddress(value.replacing(" ", with: "/")) == nil && !isDotted(value)
                ? "`\(value)` is no address and mask" : nil
        default: nil
        }
    }

    private static func isDotted(_ value: String) -> Bool {
        let words = value.words.map { Address(String($0)) }
        return words.count == 2 && words.allSatisfy { $0?.family == .ipv4 }
    }
}
