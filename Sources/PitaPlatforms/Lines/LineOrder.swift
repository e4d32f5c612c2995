/// Blocks whose order among each other means something, as the classes of a policy: the first that matches counts.
///
/// A device appends what is new; what has to stand after it is taken away and made again.
struct LineOrder {
    let grammar: LineGrammar

    /// The rule of blocks of an ordered kind; `nil` for others.
    private func block(_ id: ObjectID) -> LineGrammar.Block? { block(of: id.section) }

    private func block(of section: String) -> LineGrammar.Block? {
        let end = section.utf8.count > 255 ? nil : section.ranges(of: LinePath.separator).last
        let outer = end.map { String(section[..<$0.lowerBound]) } ?? ""
        let kind = String(section[(end?.upperBound ?? section.startIndex)...])
        return grammar.index.blocks(of: kind, in: outer).first { $0.block.isOrdered }?.block
    }

    /// Whether order means something in the section.
    func isOrdered(_ section: String) -> Bool { block(of: section) != nil }

    /// The places of ordered blocks, by the block that they stand in and their section.
    private func groups(_ tree: ConfigTree) -> [[Int]] {
        var rules: [String: Bool] = [:]
        let ordered = tree.objects.indices.filter { place in
            let section = tree.objects[place].id.section
            if let known = rules[section] { return known }
            rules[section] = isOrdered(section)
            return rules[section] ?? false
        }
        let groups = Dictionary(grouping: ordered) { place in
            let id = tree.objects[place].id
            return ObjectID(section: id.section, key: LinePath(id).parent.id.key)
        }
        return groups.values.sorted { $0[0] < $1[0] }
    }

    /// The tree with the blocks that `wanted` names in its order among each other; what stands last is last.
    func arranged(_ tree: ConfigTree, by wanted: ConfigTree) -> ConfigTree {
        var objects = tree.objects
        let ranks = Dictionary(
            wanted.objects.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        for places in groups(tree) {
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
        groups(to).flatMap { places -> [ObjectID] in
            let new = places.map { to.objects[$0] }.filter { !isLast($0) }.map(\.id)
            let names = Set(new)
            guard thoroughly, let first = new.first, from[parent(first)] != nil else {
                let kept = from.objects.map(\.id).filter(names.contains)
                return Array(kept.dropFirst(zip(kept, new).prefix { $0 == $1 }.count))
            }
            let around = parent(first)
            let old = from.objects.filter {
                $0.id.section == first.section && parent($0.id) == around && !isLast($0)
            }.map(\.id)
            return old == new ? [] : Array(new.dropFirst(zip(old, new).prefix { $0 == $1 }.count))
        }
    }

    /// The objects that differ, and where order means something those that they stand among, in their order.
    func touched(_ difference: TreeDifference, in tree: ConfigTree, from: ConfigTree, to: ConfigTree) -> ConfigTree {
        var touched = difference.touched(in: tree)
        var parents = Set(
            difference.ids.filter { (from[$0] == nil) != (to[$0] == nil) && block($0) != nil }.map(parent))
        parents.formUnion(displaced(from: from, to: to).map(parent))
        for side in [from, to] {
            for object in side.objects where block(object.id) != nil && parents.contains(parent(object.id)) {
                guard touched[object.id] == nil else { continue }
                touched[object.id] = tree[object.id].map { ConfigObject(id: $0.id, properties: $0.properties) }
            }
        }
        return arranged(touched, by: tree)
    }

    private func parent(_ id: ObjectID) -> ObjectID { LinePath(id).parent.id }
}
