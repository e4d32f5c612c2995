/// The operations of IP SLA: each entry has one, and what stands beside it is a setting of it.
enum IOSProbes {
    /// The words of the operations that open a mode of their own.
    static let operations = [
        "icmp-echo", "udp-jitter", "udp-echo", "tcp-connect", "icmp-jitter", "path-echo", "http", "dns",
    ]
    private static let sections = ["ip sla", "ip sla monitor"]

    /// The lines of an entry with those behind the operation under it: older releases show them beside it.
    @Sendable static func nested(_ lines: [ConfigLine]) -> [ConfigLine] {
        let place = lines.firstIndex { line in line.text.words.first.map { operations.contains(String($0)) } ?? false }
        guard let place, place + 1 < lines.count else { return lines }
        var result = Array(lines[...place])
        result[place].children += lines[(place + 1)...]
        return result
    }

    /// The intended config with another operation in the place of the one that runs, whose settings it keeps where it is of
    /// the same kind; and with settings of an entry as those of the operation that runs.
    static func aligned(_ running: ConfigTree, _ intended: ConfigTree) -> ConfigTree {
        let there = found(in: running)
        guard !there.isEmpty else { return intended }
        let wanted = found(in: intended)
        var result = intended
        for section in sections {
            for entry in intended.objects(in: section) where !entry.isAbsent {
                guard let old = there[entry.id] else { continue }
                if let new = wanted[entry.id] {
                    if new.id != old.id { replace(old, by: new, in: &result) }
                } else if !entry.properties.isEmpty {
                    hand(entry, to: old, in: &result)
                }
            }
        }
        return result
    }

    /// The operation of each entry.
    private static func found(in tree: ConfigTree) -> [ObjectID: ConfigObject] {
        var found: [ObjectID: ConfigObject] = [:]
        for section in sections {
            for object in operations.flatMap({ tree.objects(in: section + LinePath.separator + $0) })
            where !object.isAbsent {
                found[LinePath(object.id).parent.id] = object
            }
        }
        return found
    }

    private static func replace(_ old: ConfigObject, by new: ConfigObject, in tree: inout ConfigTree) {
        guard tree[old.id] == nil else { return }
        tree[old.id] = ConfigObject(id: old.id, properties: [:], isAbsent: true, mark: new.mark)
        guard old.id.section == new.id.section else { return }
        tree[new.id]?.properties.merge(old.properties) { said, _ in said }
    }

    private static func hand(_ entry: ConfigObject, to old: ConfigObject, in tree: inout ConfigTree) {
        var properties = tree[old.id]?.properties ?? [:]
        properties.merge(entry.properties) { $1 }
        tree[old.id] = ConfigObject(id: old.id, properties: properties, mark: entry.mark)
        tree[entry.id]?.properties = [:]
        tree.lines = tree.lines.map { line in
            guard let claim = line.claim, claim.id == entry.id, claim.property != nil else { return line }
            var line = line
            line.claim = LineClaim(
                id: old.id, property: claim.property, meaning: claim.meaning, isKnown: claim.isKnown,
                holdsSecret: claim.holdsSecret)
            return line
        }
    }
}
