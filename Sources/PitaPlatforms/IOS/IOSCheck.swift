import PitaDiagnostics

/// What a device of the IOS kind can't be told, or what Pita leaves to people.
struct IOSCheck {
    let dialect: IOSDialect
    let facts: DeviceFacts

    /// First words of lines that would do something else than configure.
    private static let orders: Set<Substring> = [
        "do", "do-exec", "end", "configure", "tclsh", "abort", "commit",
    ]
    /// Sections whose text stands in several lines that are not kept.
    private static let texts = [
        "banner", "crypto pki certificate chain", "crypto ca certificate chain", "macro name", "certificate",
    ]

    /// Throws where a text holds orders rather than config.
    static func refuseOrders(_ tree: ConfigTree) throws(Diagnostics) {
        var found = Diagnostics()
        for object in tree.objects {
            func refuse(_ message: String, hint: String? = nil) {
                found.append(Diagnostic(message, at: object.mark, hint: hint))
            }
            let kinds = object.id.isInner ? LinePath(object.id).steps.map(\.kind) : [object.id.section]
            for first in kinds + object.properties.keys {
                let word = first.drop { $0 == " " }.prefix { $0 != " " }
                guard orders.contains(word) else { continue }
                refuse("`\(word)` is no line of a config", hint: "write the lines that a config would have")
            }
            let line = "\(object.id.section) \(object.id.key)"
            if texts.contains(where: { line.hasPrefix($0) }), !object.isAbsent {
                refuse("a text of several lines is not managed", hint: "set it on the device by hand")
            }
            if object.id.section == "interface", object.id.key.hasPrefix("range ") {
                refuse("`interface range` names several interfaces", hint: "name each")
            }
        }
        guard found.items.isEmpty else { throw found }
    }

    /// What can be known without the device's config.
    func check(_ intended: ConfigTree) -> Diagnostics {
        var found = Diagnostics()
        let limit = dialect.console.lineLimit
        for object in intended.objects where !object.isAbsent {
            if object.id.section == "vlan", let name = object.properties["name"], name.utf8.count > 32 {
                found.append(Diagnostic("a VLAN's name has at most 32 characters; `\(name)` has more", at: object.mark))
            }
            if object.properties.keys.contains(where: { $0.hasPrefix("shape ") }), isSwitchWithoutShaping {
                found.append(
                    Diagnostic(
                        "\(facts.model) has no `shape`", at: object.mark,
                        hint: "use `police` on input, or `srr-queue bandwidth limit` on the port"))
            }
            for (name, value) in object.properties where name.utf8.count + value.utf8.count + 8 > limit {
                guard !name.hasPrefix("switchport trunk allowed vlan") else { continue }
                found.append(
                    Diagnostic(
                        "a line of this object is longer than the \(limit) characters that the device takes",
                        at: object.mark))
            }
        }
        return found
    }

    private var isSwitchWithoutShaping: Bool {
        facts.other["family"] == "ios"
            && ["2950", "2960", "3550", "3560", "3750"].contains { facts.model.contains($0) }
    }

    /// Throws for a change that can't be made, or not by this way.
    func refuse(
        _ change: LineConfig.Change, _ needs: IOSNeeds, running: ConfigTree, intended: ConfigTree
    ) throws(Diagnostics) {
        var found = Diagnostics()
        let named = Self.named(running)
        for difference in change.differences {
            guard !found.isFull else { break }
            guard let reason = reason(difference, running) ?? collision(difference, named) else {
                continue
            }
            found.append(
                Diagnostic("\(difference.id): \(reason.text)", at: change.marks[difference.id], hint: reason.hint))
        }
        for (id, other) in change.turnedEntries(of: "route-map") where !found.isFull {
            found.append(
                Diagnostic(
                    "route-map \(id.key) and route-map \(other.key) are one entry", at: change.marks[id],
                    hint: "use another sequence number; an entry can't be turned"))
        }
        let routers = change.target.objects(in: "router bgp").map(\.id)
        if let new = routers.first(where: { running[$0] == nil }),
            let old = routers.first(where: { running[$0] != nil })
        {
            found.append(
                Diagnostic(
                    "the device runs `\(old)`, and has one BGP", at: change.marks[new],
                    hint: "write the lines under `\(old)`, or take that back in a change of its own"))
        }
        found.items += needs.errors()
        found.items += IOSLimits(dialect: dialect, change: change, running: running).all(intended).items
        guard found.items.isEmpty else { throw found }
    }

    private typealias Reason = (text: String, hint: String?)

    private func reason(_ difference: ObjectDifference, _ running: ConfigTree) -> Reason? {
        let id = difference.id
        let line = "\(id.section) \(id.key)"
        switch id.section {
        case "hostname": return ("the device is recognised by its prompt", "change its name by hand")
        case "vlan" where facts.other["vtp"] == "client":
            return ("a VTP client takes its VLANs from its server", "change it on the server")
        case "interface" where difference.before == nil: return missing(id, running)
        default:
            return Self.texts.contains { line.hasPrefix($0) }
                ? ("a text of several lines is not managed", "change it on the device by hand") : nil
        }
    }

    /// A port that the device does not have.
    private func missing(_ id: ObjectID, _ running: ConfigTree) -> Reason? {
        let name = IOSInterfaceName.parent(id.key) ?? id.key
        guard running.hasObjects(in: "interface"), name == id.key ? !IOSInterfaceName.isMade(name) : true,
            running[ObjectID(section: "interface", key: name)] == nil, !IOSInterfaceName.isMade(name)
        else { return nil }
        return (
            "the device has no interface `\(name)`",
            Suggestion.hint(for: name, among: running.objects(in: "interface").map(\.id.key))
        )
    }

    /// What has a name of which there may be one only, by the section and the last word of the name.
    private static func named(_ running: ConfigTree) -> [ObjectID: [ObjectID]] {
        let sections = ["class-map", "ip access-list standard", "ip access-list extended"]
        let ids = (sections + heads.keys).flatMap { running.objects(in: $0).map(\.id) }
        return Dictionary(grouping: ids) {
            head($0) ?? ObjectID(section: $0.section, key: $0.key.words.last.map(String.init) ?? "")
        }
    }

    /// By how many words of its name a device knows a block; what follows says more of it: `router ospf 1 vrf A`.
    private static let heads = [
        "router ospf": 1, "ipv6 router ospf": 1, "router ospfv3": 1, "key chain": 1, "crypto map": 2,
        "crypto keyring": 1,
        "crypto dynamic-map": 2,
    ]

    /// A block by the words by which the device knows it; `nil` for one of another kind.
    private static func head(_ id: ObjectID) -> ObjectID? {
        heads[id.section].map { ObjectID(section: id.section, key: id.key.words.prefix($0).joined(separator: " ")) }
    }

    /// One name with two types: the device would take the second for the first.
    private func collision(_ difference: ObjectDifference, _ named: [ObjectID: [ObjectID]]) -> Reason? {
        let id = difference.id
        guard difference.before == nil, let name = id.key.words.last else { return nil }
        if let head = Self.head(id) {
            // `no router ospf 1` on the way back would take the other one away.
            return named[head]?.first { $0 != id }.map {
                ("the device has `\($0)`", "write its whole name to change it, or give the new one another")
            }
        }
        let sections: [String]
        switch id.section {
        case "class-map": sections = ["class-map"]
        case "ip access-list extended": sections = ["ip access-list standard"]
        case "ip access-list standard": sections = ["ip access-list extended"]
        default: return nil
        }
        for section in sections {
            for other in named[ObjectID(section: section, key: String(name))] ?? [] where other != id {
                return ("the device has `\(other)`", "give the new one another name")
            }
        }
        return nil
    }
}
