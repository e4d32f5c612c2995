/// What a device drops with the lines of a change that are taken back: such a line is not taken back again, and is said again
/// where it stays.
struct LineDrops {
    let grammar: LineGrammar
    let from: ConfigTree
    let to: ConfigTree

    /// The names of the properties that go with others, by block: those of the block, and of blocks within it.
    func names(in ids: [ObjectID]) -> [ObjectID: Set<String>] {
        var found: [ObjectID: Set<String>] = [:]
        for id in ids where to[id] != nil && from[id] != nil && grammar.isBlock(id) {
            let words = droppedWords(in: id, &found)
            guard !words.isEmpty else { continue }
            let (section, key) = ("\(id.section)\(LinePath.separator)", "\(id.key)\(LinePath.separator)")
            for object in from.objects where object.id.section.hasPrefix(section) && object.id.key.hasPrefix(key) {
                // A line of that name itself is about another thing: a neighbour of the same address in a VRF.
                let names = object.properties.keys.filter { name in
                    words.contains {
                        object.properties[$0.by] == nil && LineConsequences.begins(name, with: $0.words)
                    }
                }
                if !names.isEmpty { found[object.id, default: []].formUnion(names) }
            }
        }
        return found
    }

    /// The beginnings of lines that go, of the lines that are taken back in their order; what goes with an earlier one is
    /// not taken back itself.
    private func droppedWords(
        in id: ObjectID, _ found: inout [ObjectID: Set<String>]
    ) -> [(by: String, words: String)] {
        let (old, new) = (from[id]?.properties ?? [:], to[id]?.properties ?? [:])
        let consequences = LineConsequences(grammar: grammar)
        var all: [(by: String, words: String)] = []
        for name in gone(from: old, to: new, in: id) where found[id]?.contains(name) != true {
            let words = consequences.drops(name, old[name] ?? LineTree.on, in: id, left: to[id])
            guard !words.isEmpty else { continue }
            all += words.map { (by: name, words: $0) }
            let lost = old.keys.filter { other in
                other != name && words.contains { LineConsequences.begins(other, with: $0) }
            }
            found[id, default: []].formUnion(lost)
        }
        return all
    }

    /// The lines that are taken back, in the order in which they are.
    private func gone(from old: [String: String], to new: [String: String], in id: ObjectID) -> [String] {
        old.compactMap { name, value -> (place: Int, name: String)? in
            guard new[name] != value else { return nil }
            let rule = grammar.rule(of: name, value: value, in: id)
            if let new = new[name], rule?.rule.replaces(value, by: new) != true { return nil }
            return (rule?.place ?? Int.max, name)
        }.sorted { ($0.place, $0.name.utf8.count, $0.name) > ($1.place, $1.name.utf8.count, $1.name) }.map(\.name)
    }
}
