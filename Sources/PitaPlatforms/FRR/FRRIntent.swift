import PitaDiagnostics

/// What an intended config asks of a device that runs another one: the entries and neighbours that its lines stand for.
struct FRRIntent {
    private let running: ConfigTree
    private var intended: ConfigTree

    init(_ intended: ConfigTree, running: ConfigTree) { (self.intended, self.running) = (intended, running) }

    /// The intended config, each line naming what it is about on this device.
    func resolved(mode: ChangeMode) throws(Diagnostics) -> ConfigTree {
        var copy = self
        copy.move(try FRRNumbers.places(intended, running: running).mapValues { [$0] })
        copy.move(copy.groups())
        copy.intended = FRRNeighbors(running: running).settled(copy.intended, mode: mode)
        return copy.intended
    }

    /// What `no route-map A`, `no ip prefix-list A` and `no router bgp` take back: all that begins so.
    private func groups() -> [ObjectID: [ObjectID]] {
        func isGrouped(_ section: String) -> Bool {
            section == "route-map" || section == FRRGrammar.bgp || FRRNumbers.isList(section)
        }
        /// The section, and of route maps and lists the first word of the name.
        func place(_ id: ObjectID) -> ObjectID {
            let name = id.section == FRRGrammar.bgp ? "" : id.key.prefix { $0 != " " }
            return ObjectID(section: id.section, key: String(name))
        }
        let there = Dictionary(grouping: running.objects.map(\.id).filter { isGrouped($0.section) }, by: place)
        var groups: [ObjectID: [ObjectID]] = [:]
        for object in intended.objects where object.isAbsent && running[object.id] == nil {
            let section = object.id.section
            guard isGrouped(section) else { continue }
            let words = object.id.key.words
            let all = (there[place(object.id)] ?? []).filter { id in
                let known = id.key.words
                // `no router bgp vrf V` lacks the number that stands before.
                return section == FRRGrammar.bgp ? Array(known.dropFirst()) == words : known.starts(with: words)
            }
            if !all.isEmpty { groups[object.id] = all }
        }
        return groups
    }

    /// Puts other objects in the place of some, and so in what the lines say.
    private mutating func move(_ places: [ObjectID: [ObjectID]]) {
        guard !places.isEmpty else { return }
        var objects: [ConfigObject] = []
        for object in intended.objects {
            guard let ids = places[object.id] else {
                objects.append(object)
                continue
            }
            for id in ids {
                let rule = object.id.key.split(separator: " ", maxSplits: 1).last.map(String.init) ?? ""
                objects.append(
                    ConfigObject(
                        id: id, properties: object.isAbsent ? [:] : [LineTree.value: rule],
                        isAbsent: object.isAbsent, mark: object.mark))
            }
        }
        var tree = ConfigTree(objects)
        tree.lines = intended.lines.flatMap { line -> [IntendedLine] in
            guard let claim = line.claim, let ids = places[claim.id] else { return [line] }
            return ids.map { id in
                var line = line
                let isGone = tree[id]?.isAbsent ?? true
                let value = tree[id]?.properties[LineTree.value]
                line.claim = LineClaim(
                    id: id, property: isGone ? nil : LineTree.value, meaning: isGone ? .gone : .has(value),
                    isKnown: true, holdsSecret: claim.holdsSecret)
                return line
            }
        }
        intended = tree
    }
}
