import PitaDiagnostics

/// The whole config that a change aims at, and which lines ask for it.
struct IntendedState {
    /// The running config with the intended one laid over it.
    var tree: ConfigTree
    /// Where each named object was named.
    var marks: [ObjectID: SourceMark] = [:]
    /// The objects that the intended config asks to remove, by name or because the scope owns them.
    var removals: [ObjectID] = []

    /// Lays `intended` over `running` as `mode` says.
    ///
    /// A named property with an empty value returns to its default. `settled` drops what is default from an object, so that
    /// equal means equal.
    init(
        running: ConfigTree, intended: ConfigTree, mode: ChangeMode, settled: (ConfigObject) -> ConfigObject
    ) {
        tree = running
        tree.remove(Set(intended.objects.lazy.filter(\.isAbsent).map(\.id)))
        for object in intended.objects {
            marks[object.id] = object.mark
            if object.isAbsent {
                if running[object.id] != nil { removals.append(object.id) }
                continue
            }
            let properties = Self.properties(of: object, present: running[object.id], mode: mode)
            tree[object.id] = settled(ConfigObject(id: object.id, properties: properties, mark: object.mark))
        }
        guard case .replace(let scope) = mode else { return }
        for object in running.objects where scope.contains(object) && intended[object.id] == nil {
            removals.append(object.id)
        }
        tree.remove(Set(removals))
    }

    /// The properties that an object is to have. Where they are those that it has, they are the same value in memory, so that
    /// comparing the two takes no time.
    private static func properties(
        of object: ConfigObject, present: ConfigObject?, mode: ChangeMode
    ) -> [String: String] {
        let old = present?.properties ?? [:]
        let keeps = keepsUnnamed(object, present: present, mode: mode)
        if keeps, object.properties.allSatisfy({ !$1.isEmpty && old[$0] == $1 }), !old.values.contains("") {
            return old
        }
        var properties = keeps ? old : [:]
        properties.merge(object.properties) { $1 }
        properties = properties.filter { !$0.value.isEmpty }
        return properties == old ? old : properties
    }

    private static func keepsUnnamed(_ object: ConfigObject, present: ConfigObject?, mode: ChangeMode) -> Bool {
        switch mode {
        case .merge: true
        case .exact: false
        case .replace(let scope): !scope.contains(object) && present.map(scope.contains) != true
        }
    }
}

/// What differs between two configs, in a form that plans and people use.
struct TreeDifference {
    /// The objects that differ, in the order of the first config, new ones after it.
    let ids: [ObjectID]

    /// The differing objects of two trees.
    init(from: ConfigTree, to: ConfigTree) {
        let changed = from.objects.filter { to[$0.id]?.properties != $0.properties }.map(\.id)
        ids = changed + to.objects.filter { from[$0.id] == nil }.map(\.id)
    }

    /// The differing objects as `tree` has them; those that it lacks are marked absent.
    func touched(in tree: ConfigTree) -> ConfigTree {
        ConfigTree(
            ids.map { id in
                tree[id].map { ConfigObject(id: id, properties: $0.properties) }
                    ?? ConfigObject(id: id, properties: [:], isAbsent: true)
            })
    }

    /// The differences for people.
    func differences(from: ConfigTree, to: ConfigTree) -> [ObjectDifference] {
        ids.map { ObjectDifference(id: $0, before: from[$0]?.properties, after: to[$0]?.properties) }
    }
}
