import PitaDiagnostics

/// The lines of `set` and `delete` from one config to another: what goes, what comes, what sleeps, and what stands elsewhere.
struct JunosChange {
    let from: ConfigTree
    let to: ConfigTree
    /// The sections whose objects stand in another order, or among others.
    let reordered: [String]
    /// Lines that can't be said, since they hold a secret that is not known.
    private(set) var unsayable: [String] = []
    private(set) var lines: [String] = []

    /// A change between whole configs.
    init(from: ConfigTree, to: ConfigTree) {
        (self.from, self.to) = (from, to)
        let sections = Set((from.objects + to.objects).map(\.id.section).filter(JunosKinds.isOrdered))
        reordered = sections.filter { from.objects(in: $0).map(\.id) != to.objects(in: $0).map(\.id) }.sorted()
        run()
    }

    private mutating func run() {
        let (old, new) = (JunosTree.leaves(of: from), JunosTree.leaves(of: to))
        let before = Dictionary(old.map { ($0.path, $0) }) { first, _ in first }
        let after = Dictionary(new.map { ($0.path, $0) }) { first, _ in first }
        let left = JunosTree.prefixes(of: new, proper: false)
        var deleted: [[String]] = []
        var seen: Set<[String]> = []
        for leaf in old where after[leaf.path] == nil {
            guard let path = Self.gone(leaf, left: left), seen.insert(path).inserted else { continue }
            deleted.append(path)
        }
        // What goes as a whole takes its parts with it.
        deleted = deleted.filter { path in !(1..<path.count).contains { seen.contains(Array(path[..<$0])) } }
        say("delete", deleted)
        say("set", new.filter { before[$0.path] != $0 }.map(\.words))
        let (slept, sleeps) = (JunosTree.sleepers(of: from), JunosTree.sleepers(of: to))
        let (sleptSet, sleepsSet) = (Set(slept), Set(sleeps))
        say("activate", slept.filter { !sleepsSet.contains($0) && left.contains($0) })
        say("deactivate", sleeps.filter { !sleptSet.contains($0) })
        for section in reordered { insert(section) }
    }

    /// The outermost part of a leaf's path below which nothing is left.
    private static func gone(_ leaf: JunosTree.Leaf, left: Set<[String]>) -> [String]? {
        let own = JunosKinds.path(of: JunosKinds.object(of: leaf.path).id).count
        let lengths =
            JunosKinds.lengths(in: leaf.path).filter { $0 < own } + Array(min(own, leaf.path.count)...leaf.path.count)
        return lengths.map { Array(leaf.path[..<$0]) }.first { !left.contains($0) }
    }

    private mutating func say(_ verb: String, _ paths: [[String]]) {
        for path in paths {
            let line = "\(verb) \(JunosWords.text(path))"
            if path.contains(Secret.mask) { unsayable.append(line) } else { lines.append(line) }
        }
    }

    /// New ones stand last; each is then put before the one that it is to stand before.
    private mutating func insert(_ section: String) {
        let wanted = to.objects(in: section).map(\.id)
        let kept = from.objects(in: section).map(\.id).filter { to[$0] != nil }
        var order = kept + wanted.filter { from[$0] == nil }
        let path = JunosWords.text(JunosWords.words(section).dropLast())
        for (index, id) in wanted.enumerated() where order[index] != id {
            lines.append("insert \(path) term \(id.key) before term \(order[index].key)")
            order.removeAll { $0 == id }
            order.insert(id, at: index)
        }
    }
}
