import PitaDiagnostics

/// Makes the objects of a config from its statements, and its statements from the objects.
struct JunosTree {
    /// A path that is there, and its value where it has one.
    struct Leaf: Hashable {
        let path: [String]
        var value: String?

        var words: [String] { path + [value].compactMap { $0 } }
    }

    /// The value of a property that has none.
    static let on = "yes"
    /// Properties that say something of a statement, not of the device: that it sleeps, goes, or stands elsewhere.
    static let sleeping = "inactive:"
    static let deleting = "delete:"
    static let placing = "insert:"
    /// The property of an unknown object whose second word has the value.
    private static let value = "(value)"

    private(set) var tree = ConfigTree()
    private let isRunning: Bool

    /// The config of statements.
    ///
    /// - Parameter isRunning: whether a device runs them, so that only what is there is said.
    static func tree(_ statements: [JunosStatement], isRunning: Bool) -> ConfigTree {
        var tree = JunosTree(isRunning: isRunning)
        for statement in statements { tree.take(statement) }
        return isRunning ? settled(tree.tree) : tree.tree
    }

    private init(isRunning: Bool) { self.isRunning = isRunning }

    private mutating func take(_ statement: JunosStatement) {
        let path = JunosSecrets.masked(statement.path)
        switch statement.verb {
        case .set: set(path, statement.mark)
        case .deactivate: mark(Self.sleeping, path, Self.on, statement.mark)
        case .activate where !isRunning: mark(Self.sleeping, path, "", statement.mark)
        case .delete where !isRunning: delete(path, statement.mark)
        case .insert where !isRunning:
            guard let place = statement.place else { return }
            let id = JunosKinds.object(of: path).id
            touch(id, statement.mark)
            tree[id]?.properties[Self.placing] = "\(place.word) \(JunosWords.written(place.name))"
        default: return
        }
    }

    private mutating func touch(_ id: ObjectID, _ mark: SourceMark) {
        guard var object = tree[id] else {
            tree[id] = ConfigObject(id: id, properties: [:], mark: isRunning ? nil : mark)
            return
        }
        object.isAbsent = false
        tree[id] = object
    }

    private mutating func set(_ path: [String], _ mark: SourceMark) {
        let (id, rest) = JunosKinds.object(of: path)
        if let object = tree[id], Self.isOnlyTagged(object) {
            // Its place among others is where it is first said what it is.
            tree[id] = nil
            tree[id] = object
        }
        touch(id, mark)
        guard let last = rest.last else { return }
        if JunosKinds.hasValue(path), rest.count > 1 || path.count == 3 {
            let name = rest.count == 1 ? Self.value : JunosWords.text(rest.dropLast())
            let value = JunosKinds.settled(last, of: path[path.count - 2])
            tree[id]?.properties[name] = value.isEmpty ? "\"\"" : value
        } else {
            tree[id]?.properties[JunosWords.text(rest)] = Self.on
        }
    }

    private mutating func mark(_ tag: String, _ path: [String], _ value: String, _ mark: SourceMark) {
        let (id, rest) = JunosKinds.object(of: path)
        if !isRunning || tree[id] == nil { touch(id, mark) }
        tree[id]?.properties[([tag] + [JunosWords.text(rest)].filter { !$0.isEmpty }).joined(separator: " ")] = value
    }

    private mutating func delete(_ path: [String], _ mark: SourceMark) {
        for object in tree.objects {
            let own = JunosKinds.path(of: object.id)
            if own.starts(with: path) {
                tree[object.id] = nil
            } else if path.starts(with: own) {
                tree[object.id]?.properties = object.properties.filter { name, value in
                    !(Self.leaf(own, name, value)?.words.starts(with: path) ?? false)
                }
            }
        }
        let (id, rest) = JunosKinds.object(of: path)
        self.mark(Self.deleting, path, Self.on, mark)
        if rest.isEmpty { tree[id]?.isAbsent = true }
    }

    /// Whether all that is said of an object is that something of it goes, sleeps or stands elsewhere.
    static func isOnlyTagged(_ object: ConfigObject) -> Bool {
        !object.properties.isEmpty
            && object.properties.keys.allSatisfy { name in
                [sleeping, deleting, placing].contains { name.hasPrefix($0) }
            }
    }

    // MARK: back to statements

    /// The leaf of a property; `nil` for what says something of a statement only.
    static func leaf(_ path: [String], _ name: String, _ value: String) -> Leaf? {
        if name == Self.value, path.count == 2 { return Leaf(path: path, value: value == "\"\"" ? "" : value) }
        guard !name.hasPrefix(sleeping), !name.hasPrefix(deleting), name != placing else { return nil }
        let words = path + JunosWords.words(name)
        let hasValue = JunosKinds.hasValue(words + [value])
        return hasValue ? Leaf(path: words, value: value == "\"\"" ? "" : value) : Leaf(path: words)
    }

    /// The leaves of a config in its order. An object in which nothing stands is one itself.
    static func leaves(of tree: ConfigTree) -> [Leaf] {
        var found: [Leaf] = []
        var empty: Set<Leaf> = []
        for object in tree.objects where !object.isAbsent {
            let path = JunosKinds.path(of: object.id)
            let own = object.properties.compactMap { leaf(path, $0.key, $0.value) }
                .sorted { $0.path.lexicographicallyPrecedes($1.path) }
            if own.isEmpty { empty.insert(Leaf(path: path)) }
            found += own.isEmpty ? [Leaf(path: path)] : own
        }
        guard !empty.isEmpty else { return found }
        let inner = prefixes(of: found.filter { !empty.contains($0) }, proper: true)
            .union(prefixes(of: Array(empty), proper: true))
        return found.filter { !empty.contains($0) || !inner.contains($0.path) }
    }

    /// The beginnings of all leaves, with or without the leaves themselves.
    static func prefixes(of leaves: [Leaf], proper: Bool) -> Set<[String]> {
        var found: Set<[String]> = []
        for leaf in leaves {
            let words = leaf.words
            for length in stride(from: words.count - (proper ? 1 : 0), to: 0, by: -1)
            where !found.insert(Array(words[..<length])).inserted { break }
        }
        return found
    }

    /// The paths that sleep.
    static func sleepers(of tree: ConfigTree) -> [[String]] {
        tree.objects.filter { !$0.isAbsent }.flatMap { object in
            object.properties.filter { $0.key.hasPrefix(sleeping) && $0.value == on }.keys.sorted().map {
                JunosKinds.path(of: object.id) + JunosWords.words(String($0.dropFirst(sleeping.count)))
            }
        }
    }

    /// Blocks that say nothing by being there.
    private static let silent = [
        ["class-of-service", "interfaces"], ["routing-options", "static"], ["firewall", "family"],
        ["firewall", "policer"],
    ]

    /// The config without what goes without saying: a block that more is said of, a tag on nothing.
    static func settled(_ tree: ConfigTree) -> ConfigTree {
        let leaves = leaves(of: tree)
        let inner = prefixes(of: leaves, proper: true)
        let all = inner.union(leaves.map(\.words))
        let sleepers = Set(sleepers(of: tree).filter(all.contains))
        return ConfigTree(
            tree.objects.compactMap { object in
                var object = object
                let path = JunosKinds.path(of: object.id)
                object.properties = object.properties.filter { name, value in
                    if name.hasPrefix(sleeping) {
                        return sleepers.contains(path + JunosWords.words(String(name.dropFirst(sleeping.count))))
                    }
                    guard let leaf = leaf(path, name, value) else { return false }
                    return leaf.value != nil || !inner.contains(leaf.path)
                }
                let isSaid = path.count > 1 && !silent.contains(path) && !inner.contains(path)
                return object.properties.isEmpty && !isSaid ? nil : object
            })
    }
}
