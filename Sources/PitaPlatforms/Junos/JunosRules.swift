import PitaDiagnostics
import PitaNetwork

/// What a config must be for a commit to be taken, beyond its grammar.
enum JunosRules {
    /// Throws what a commit would refuse of the config as it will be.
    static func verify(
        _ target: ConfigTree, running: ConfigTree, touched: Set<ObjectID>, marks: [ObjectID: SourceMark]
    ) throws(Diagnostics) {
        let name = ObjectID(section: "system", key: "host-name")
        if touched.contains(name) {
            throw Diagnostics(
                "the device's name is not changed: Pita knows its prompts and its place in the inventory by it",
                at: marks[name], hint: "change `host-name` by hand and then the inventory")
        }
        // What a group brings stands in the config of the group.
        guard !target.objects.contains(where: { $0.id.section == "groups" || $0.id.section.hasPrefix("groups ") })
        else {
            return
        }
        let (target, running) = (Names(target), Names(running))
        for object in target.tree.objects {
            for (id, words) in needs(object) where touched.contains(object.id) || touched.contains(id) {
                guard !target.holds(id),
                    running.tree[object.id]?.properties != object.properties || running.holds(id)
                else { continue }
                throw Diagnostics(
                    running.holds(id)
                        ? "\(id) can't be deleted: `\(words)` of \(object.id) still names it"
                        : "\(object.id): `\(words)` names \(id), which does not exist",
                    at: marks[object.id] ?? marks[id])
            }
        }
    }

    /// Throws where a line can't be said, or touches what is protected.
    static func refuse(
        _ change: JunosChange, protected: [String: [String]], intended: ConfigTree, mark: SourceMark?
    ) throws(Diagnostics) {
        if let line = change.unsayable.first {
            let own = intended.lines.first { $0.text.contains(Secret.mask) }?.mark
            throw Diagnostics(
                "`\(line)` holds a secret, which Pita does not send", at: own ?? mark,
                hint: "do it on the device by hand; Pita leaves lines with secrets as they are")
        }
        guard !protected.isEmpty else { return }
        let names = protected.keys.sorted()
        for line in change.lines {
            let path = line.drop { $0 != " " }.dropFirst() + " "
            guard
                let hit = names.first(where: {
                    path.hasPrefix($0 + " ") || ($0 + " ").hasPrefix(path)
                })
            else { continue }
            throw Diagnostics(
                "`\(line)` touches `\(hit)`, which is protected", at: mark,
                hint: "`unprotect \(hit)` by hand, if it may be")
        }
    }

    /// A config, and the sections in it: a filter is there by its terms too.
    private struct Names {
        let tree: ConfigTree
        private let sections: Set<String>

        init(_ tree: ConfigTree) {
            self.tree = tree
            sections = Set(tree.objects.map(\.id.section))
        }

        func holds(_ id: ObjectID) -> Bool { tree[id] != nil || sections.contains("\(id.section) \(id.key) term") }
    }

    /// What an object names that must be there, with the words by which it does.
    private static func needs(_ object: ConfigObject) -> [(id: ObjectID, words: String)] {
        object.properties.sorted { $0.key < $1.key }.compactMap { name, value in
            let words = JunosWords.words(name)
            if object.id.section == "interfaces unit", words.count == 4, words[0] == "family", words[2] == "filter" {
                return (
                    ObjectID(section: "firewall family \(words[1]) filter", key: JunosWords.written(value)),
                    "\(name) \(value)"
                )
            }
            if object.id.section == "interfaces unit", let vlan = member(words), isName(vlan) {
                return (ObjectID(section: "vlans", key: JunosWords.written(vlan)), name)
            }
            if object.id.section.hasSuffix(" term"), name == "then policer" {
                return (ObjectID(section: "firewall policer", key: JunosWords.written(value)), "\(name) \(value)")
            }
            return nil
        }
    }

    /// The VLAN of `family ethernet-switching vlan members X`.
    static func member(_ words: [String]) -> String? {
        words.count == 5 && words[1] == "ethernet-switching" && words[3] == "members" ? words[4] : nil
    }

    /// Whether a member is a VLAN's name rather than a number, a range or all.
    static func isName(_ member: String) -> Bool {
        member != "all" && !member.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
    }

    /// The modes of a port, by the word of new switches and of old ones.
    static let modes = ["interface-mode", "port-mode"]

    /// The mode of a unit, `access` or `trunk`.
    static func mode(_ properties: [String: String]) -> String? {
        modes.lazy.compactMap { properties["family ethernet-switching \($0)"] }.first
    }

    /// The errors in the values of an intended config.
    static func check(_ intended: ConfigTree) -> Diagnostics {
        var found = Diagnostics()
        for object in intended.objects where !object.isAbsent {
            if "\(object.id) \(object.properties)".contains(Secret.mask) {
                found.append(
                    Diagnostic(
                        "\(object.id) holds a secret, which is compared, and never sent", at: object.mark,
                        severity: .warning))
            }
            for (name, value) in object.properties.sorted(by: { $0.key < $1.key }) where !value.isEmpty && !found.isFull
            {
                guard let words = problem(name, value) else { continue }
                found.append(Diagnostic("\(object.id): \(words)", at: object.mark))
            }
        }
        return found
    }

    private static func problem(_ name: String, _ value: String) -> String? {
        let word = JunosWords.words(name).last ?? ""
        switch word {
        case "vlan-id", "native-vlan-id":
            return ["none", "all"].contains(value) || Int(value).flatMap(VLANID.init) != nil
                ? nil : "`\(value)` is no VLAN (1 to 4094)"
        case "interface-mode", "port-mode":
            return ["access", "trunk", "tagged-access"].contains(value) ? nil : "`\(value)` is no mode of a port"
        case "bandwidth-limit", "burst-size-limit":
            return JunosNumbers.rate(value).map { $0 > 0 } == true
                ? nil : "`\(word) \(value)` is no number with `k`, `m` or `g`"
        default:
            guard name.hasPrefix("family inet address ") else { return nil }
            let address = JunosWords.words(name)[3]
            return InterfaceAddress(address) == nil ? "`\(address)` is no address with a length" : nil
        }
    }
}
