import PitaDiagnostics

/// Makes of an intended config one that names each object that it touches, given what runs.
struct JunosIntent {
    let running: ConfigTree
    let intended: ConfigTree

    /// The config with what it deletes named, and without its tags.
    func completed() -> ConfigTree {
        var result = ConfigTree()
        for object in intended.objects {
            var object = object
            let tags = object.properties.keys.filter { $0.hasPrefix(JunosTree.deleting) }
            let path = JunosKinds.path(of: object.id)
            for tag in tags {
                let target = path + JunosWords.words(String(tag.dropFirst(JunosTree.deleting.count)))
                lose(target, of: &object, into: &result)
            }
            object.properties = object.properties.filter {
                !$0.key.hasPrefix(JunosTree.deleting) && $0.key != JunosTree.placing
            }
            if object.isAbsent { object.properties = [:] }
            // What only loses something, and is not there, is not made by that.
            let onlyLoses = !tags.isEmpty && !object.isAbsent && object.properties.values.allSatisfy(\.isEmpty)
            if onlyLoses, running[object.id] == nil { continue }
            result[object.id] = object
        }
        return result
    }

    private func lose(_ target: [String], of object: inout ConfigObject, into result: inout ConfigTree) {
        for other in running.objects {
            let path = JunosKinds.path(of: other.id)
            if other.id == object.id {
                for (name, value) in other.properties where object.properties[name] == nil {
                    let words =
                        name.hasPrefix(JunosTree.sleeping)
                        ? path + JunosWords.words(String(name.dropFirst(JunosTree.sleeping.count)))
                        : JunosTree.leaf(path, name, value)?.words ?? []
                    if words.starts(with: target) { object.properties[name] = "" }
                }
            } else if path.starts(with: target), intended[other.id]?.isAbsent ?? true {
                result[other.id] = ConfigObject(id: other.id, properties: [:], isAbsent: true, mark: object.mark)
            }
        }
    }

    // MARK: order

    /// The config with its ordered objects in the order in which the intended one names them, and where it inserts them.
    func arranged(_ tree: ConfigTree) -> ConfigTree {
        let sections = Set(intended.objects.map(\.id.section).filter(JunosKinds.isOrdered))
        guard !sections.isEmpty else { return tree }
        var orders: [String: [ObjectID]] = [:]
        for section in sections {
            let present = Set(tree.objects(in: section).map(\.id))
            let named = intended.objects(in: section).filter { !JunosTree.isOnlyTagged($0) && present.contains($0.id) }
                .map(\.id)
            let kept = running.objects(in: section).map(\.id).filter(present.contains)
            var order = Self.order(kept, named: named)
            order += tree.objects(in: section).map(\.id).filter { !order.contains($0) }
            for object in intended.objects(in: section) { Self.place(object, in: &order) }
            orders[section] = order
        }
        return ConfigTree(
            tree.objects.map { object in
                guard let next = orders[object.id.section]?.first else { return object }
                orders[object.id.section]?.removeFirst()
                return tree[next] ?? object
            })
    }

    /// Those that are there, with those that are named in the order of their names: each stands behind the one before it.
    private static func order(_ kept: [ObjectID], named: [ObjectID]) -> [ObjectID] {
        var order = kept
        for (index, id) in named.enumerated() {
            let place = order.firstIndex(of: id)
            guard index > 0 else {
                guard place == nil else { continue }
                let next = named.dropFirst().lazy.compactMap { order.firstIndex(of: $0) }.first
                order.insert(id, at: next ?? order.count)
                continue
            }
            guard let before = order.firstIndex(of: named[index - 1]) else { continue }
            if let place, place > before { continue }
            if let place { order.remove(at: place) }
            order.insert(id, at: (order.firstIndex(of: named[index - 1]) ?? before) + 1)
        }
        return order
    }

    private static func place(_ object: ConfigObject, in order: inout [ObjectID]) {
        let words = object.properties[JunosTree.placing].map(JunosWords.words) ?? []
        guard words.count == 2, let from = order.firstIndex(of: object.id) else { return }
        let other = ObjectID(section: object.id.section, key: JunosWords.written(words[1]))
        guard other != object.id, order.contains(other) else { return }
        order.remove(at: from)
        let place = order.firstIndex(of: other) ?? order.count
        order.insert(object.id, at: words[0] == "before" ? place : place + 1)
    }
}
