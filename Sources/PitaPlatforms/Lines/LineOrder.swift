/// Blocks whose order among each other means something, as the classes of a policy: the first that matches counts.
///
/// A device appends what is new; what has to stand after it is taken away and made again.
struct LineOrder {
    let grammar: LineGrammar

    /// The rule of blocks of an ordered kind; `nil` for others.
    private func block(_ id: ObjectID) -> LineGrammar.Block? { block(of: id.section) }

    private func block(of section: String) -> LineGrammar.Block? {
        grammar.index.blocks(ofSection: section).first { $0.block.isOrdered }?.block
    }

    /// Whether order means something in the section, and the device shows it.
    func isOrdered(_ section: String) -> Bool { block(of: section) != nil }

    /// Whether what goes and comes again has to bring back what stood after it: also lines that are asked one after another.
    private func isSequence(_ section: String) -> Bool { grammar.sequences.contains(section) || isOrdered(section) }

    /// The places of ordered blocks, by the key of the block that they stand in and their section.
    private func groups(_ tree: ConfigTree, where isOrdered: (String) -> Bool) -> [ObjectID: [Int]] {
        var rules: [String: Bool] = [:]
        var groups: [ObjectID: [Int]] = [:]
        var last: (section: String, isMember: Bool)?
        for (place, object) in tree.objects.enumerated() {
            let section = object.id.section
            // Most objects are of the same section as the one before.
            let isMember = last?.section == section ? last?.isMember == true : rules[section] ?? isOrdered(section)
            if last?.section != section { (rules[section], last) = (isMember, (section, isMember)) }
            guard isMember else { continue }
            groups[ObjectID(section: section, key: LinePath.parent(of: object.id).key), default: []].append(place)
        }
        return groups
    }

    /// The tree with the blocks that `wanted` names in its order among each other; what stands last is last.
    func arranged(_ tree: ConfigTree, by wanted: ConfigTree) -> ConfigTree {
        let groups = groups(tree, where: isOrdered)
        guard !groups.isEmpty else { return tree }
        var objects = tree.objects
        let ranks = Dictionary(
            wanted.objects.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        for places in groups.values {
            var siblings = places.map { objects[$0] }
            let named = siblings.indices.filter { ranks[siblings[$0].id] != nil }
            let sorted = named.map { siblings[$0] }.sorted { (ranks[$0.id] ?? 0) < (ranks[$1.id] ?? 0) }
            for (place, object) in zip(named, sorted) { siblings[place] = object }
            if let place = siblings.firstIndex(where: isLast) { siblings.append(siblings.remove(at: place)) }
            for (place, object) in zip(places, siblings) { objects[place] = object }
        }
        return ConfigTree(objects)
    }

    private func isLast(_ object: ConfigObject) -> Bool {
        guard let last = block(object.id)?.last else { return false }
        return LinePath(object.id).steps.last?.name == last
    }

    /// The blocks that have to be made again, so that each stands where it should.
    ///
    /// - Parameter thoroughly: also where only a part of the way from `to` to `from` was gone: all that may stand otherwise.
    func displaced(from: ConfigTree, to: ConfigTree, thoroughly: Bool = false) -> [ObjectID] {
        let there = groups(from, where: isSequence)
        return groups(to, where: isSequence).sorted { $0.value[0] < $1.value[0] }.flatMap {
            group, places -> [ObjectID] in
            let new = places.map { to.objects[$0] }.filter { !isLast($0) }.map(\.id)
            let old = (there[group] ?? []).map { from.objects[$0] }
            guard thoroughly, let first = new.first, from[parent(first)] != nil else {
                let names = Set(new)
                let kept = old.map(\.id).filter(names.contains)
                return Array(kept.dropFirst(zip(kept, new).prefix { $0 == $1 }.count))
            }
            let before = old.filter { !isLast($0) }.map(\.id)
            return before == new ? [] : Array(new.dropFirst(zip(before, new).prefix { $0 == $1 }.count))
        }
    }

    /// The objects that differ, and where order means something those that they stand among, in their order: as they are in
    /// `from`, and as they are in `to`.
    func touched(
        _ difference: TreeDifference, from: ConfigTree, to: ConfigTree
    ) -> (before: ConfigTree, after: ConfigTree) {
        var (before, after) = (difference.touched(in: from), difference.touched(in: to))
        var parents = Set(
            difference.ids.filter { (from[$0] == nil) != (to[$0] == nil) && block($0) != nil }.map(parent))
        parents.formUnion(displaced(from: from, to: to).map(parent))
        guard !parents.isEmpty else { return (arranged(before, by: from), arranged(after, by: to)) }
        for side in [from, to] {
            for place in groups(side, where: isOrdered).values.joined().sorted() {
                let id = side.objects[place].id
                guard parents.contains(parent(id)) else { continue }
                if before[id] == nil { before[id] = from[id].map { ConfigObject(id: id, properties: $0.properties) } }
                if after[id] == nil { after[id] = to[id].map { ConfigObject(id: id, properties: $0.properties) } }
            }
        }
        return (arranged(before, by: from), arranged(after, by: to))
    }

    /// The blocks of the top that the device takes no change of, and whose change is wanted: they go first and come again.
    /// Those that others need are last.
    func remade(_ ids: [ObjectID], from: ConfigTree, to: ConfigTree) -> [ObjectID] {
        let roots = Set(ids.map { $0.isInner ? LinePath($0).ancestors.first ?? $0 : $0 })
        let found = roots.filter { root in
            switch grammar.block(of: root)?.remade ?? .never {
            case .never: false
            case .withTail: grammar.tail(of: from[root]) != grammar.tail(of: to[root])
            case .always: true
            }
        }.filter { from[$0] != nil && to[$0] != nil }
        return found.sorted { (-grammar.rank(of: $0), $0) < (-grammar.rank(of: $1), $1) }
    }

    /// The lines of the top that a device takes along with blocks that are made again.
    func takenAlong(with blocks: [ObjectID], of there: inout LineIndex) -> Set<ObjectID> {
        var found = Set<ObjectID>()
        for id in blocks {
            for taken in grammar.block(of: id)?.takes ?? [] where taken.section.isEmpty {
                guard let word = taken.word(id.key) else { continue }
                for line in taken.lines {
                    found.formUnion(there.objects(beginningWith: LineGrammar.Taken.filled(line, word)))
                }
            }
        }
        return found
    }

    private func parent(_ id: ObjectID) -> ObjectID { LinePath.parent(of: id) }
}
