import PitaDiagnostics

/// What of a Linux config depends on what, what is default, and what can't be.
enum LinuxRules {
    /// The object without the properties that have their default value.
    static func settled(_ object: ConfigObject) -> ConfigObject {
        var object = object
        switch object.id.section {
        case LinuxSection.shapingClass:
            if object.properties["prio"] == "0" { object.properties["prio"] = nil }
        case LinuxSection.qdisc:
            let defaults = QdiscOptions.defaults[object.properties["kind"] ?? ""] ?? [:]
            if object.properties.contains(where: { defaults[$0.key] == $0.value }) {
                object.properties = object.properties.filter { defaults[$0.key] != $0.value }
            }
        default: break
        }
        if object.properties.contains(where: \.value.isEmpty) {
            object.properties = object.properties.filter { !$0.value.isEmpty }
        }
        return object
    }

    /// The objects without which this one can't be, nearest first. Not each is in the tree: an interface of hardware never is.
    static func needs(_ object: ConfigObject) -> [ObjectID] {
        let device = object.properties["dev"] ?? ""
        switch object.id.section {
        case LinuxSection.shapingClass:
            let parent = object.properties["parent"] ?? "root"
            return [
                parent == "root" ? LinuxSection.qdiscID(device, parent: "root") : LinuxSection.classID(device, parent)
            ]
        case LinuxSection.qdisc:
            let parent = object.properties["parent"] ?? "root"
            return [parent == "root" ? LinuxSection.linkID(device) : LinuxSection.classID(device, parent)]
        case LinuxSection.filter:
            return [
                LinuxSection.classID(device, object.properties["flowid"] ?? ""),
                LinuxSection.qdiscID(device, parent: "root"),
            ]
        case LinuxSection.link: return [LinuxSection.linkID(object.properties["link"] ?? "")]
        default: return [LinuxSection.linkID(device)]
        }
    }

    /// Whether the kernel takes the change of properties without removing the object.
    static func isInPlace(_ id: ObjectID, from old: [String: String], to new: [String: String]) -> Bool {
        func same(_ names: String...) -> Bool { names.allSatisfy { old[$0] == new[$0] } }
        switch id.section {
        case LinuxSection.shapingClass: return same("parent")
        case LinuxSection.qdisc:
            // A root HTB refuses every change; a leaf keeps what a replace does not name.
            return old["parent"] != "root" && same("kind", "handle") && old.keys.allSatisfy { new[$0] != nil }
        case LinuxSection.filter: return false
        case LinuxSection.link: return same("link", "id")
        default: return true
        }
    }

    /// The order in which objects are made; removed in the opposite one.
    static func rank(_ object: ConfigObject, in tree: ConfigTree) -> Int {
        switch object.id.section {
        case LinuxSection.link: return depth(object, in: tree)
        case LinuxSection.address: return 20
        // The gateway of one may be what another leads to.
        case LinuxSection.route: return object.properties["via"] == nil ? 21 : 22
        case LinuxSection.qdisc: return object.properties["parent"] == "root" ? 30 : 60
        case LinuxSection.shapingClass: return 40 + depth(object, in: tree)
        default: return 70
        }
    }

    /// How many objects of the same kind stand above it; HTB knows eight levels (`TC_HTB_MAXDEPTH`), and a ring ends there.
    static func depth(_ object: ConfigObject, in tree: ConfigTree) -> Int {
        var level = 0
        var current = object
        while level < deepest, let id = needs(current).first, id.section == object.id.section, let above = tree[id] {
            current = above
            level += 1
        }
        return level
    }

    /// The deepest nesting of classes.
    static let deepest = 8

    /// Removes from `state` what goes with an object that goes: everything on an interface or below a root qdisc, and the leaf
    /// qdisc of a class. Anything else that is left hanging is an error.
    static func cascade(_ state: inout IntendedState, running: ConfigTree) throws(Diagnostics) {
        var found = Diagnostics()
        var gone: Set<ObjectID> = []
        var children = Dictionary(
            state.tree.objects(in: LinuxSection.shapingClass).compactMap { needs($0).first.map { ($0, 1) } },
            uniquingKeysWith: +)
        let tree = state.tree
        func isThere(_ id: ObjectID) -> Bool { !gone.contains(id) && tree[id] != nil }
        func take(_ object: ConfigObject) {
            gone.insert(object.id)
            if object.id.section == LinuxSection.shapingClass, let holder = needs(object).first {
                children[holder, default: 1] -= 1
            }
        }
        var isSettled = false
        while !isSettled {
            isSettled = true
            for object in tree.objects where state.marks[object.id] == nil && !gone.contains(object.id) {
                let needed = needs(object)
                if object.id.section == LinuxSection.qdisc, let holder = needed.first,
                    holder.section == LinuxSection.shapingClass, children[holder, default: 0] > 0
                {
                    take(object)
                    isSettled = false
                    continue
                }
                guard let missing = needed.first(where: { !isThere($0) && running[$0] != nil }) else { continue }
                let root = LinuxSection.qdiscID(object.properties["dev"] ?? "", parent: "root")
                let goesAlong =
                    missing.section == LinuxSection.link || missing.section == LinuxSection.qdisc
                    || object.id.section == LinuxSection.qdisc || !isThere(root)
                if !goesAlong {
                    found.append(
                        Diagnostic(
                            "\(missing) can't be removed while \(object.id) needs it", at: state.marks[missing] ?? nil,
                            hint: "name the removal of \(object.id) too"))
                }
                take(object)
                isSettled = false
            }
        }
        state.tree.remove(gone)
        try found.throwIfErrors()
    }

    /// The classes, and the root qdiscs, below which classes stand.
    static func inner(in tree: ConfigTree) -> Set<ObjectID> {
        Set(tree.objects(in: LinuxSection.shapingClass).compactMap { needs($0).first })
    }

    /// Drops from the named classes what the kernel would not show: the priority and quantum of a class with children, and a
    /// quantum that is the one it takes by itself.
    static func settleClasses(_ state: inout IntendedState) {
        let classes = state.tree.objects(in: LinuxSection.shapingClass)
        let inner = inner(in: state.tree)
        for object in classes where state.marks[object.id] != nil {
            var object = object
            let root = state.tree[LinuxSection.qdiscID(object.properties["dev"] ?? "", parent: "root")]
            let rate = object.properties["rate"] ?? ""
            let isInner = inner.contains(object.id)
            let (priority, quantum) = (object.properties["prio"], object.properties["quantum"])
            if isInner, priority != nil { object.properties["prio"] = nil }
            if quantum != nil, isInner || ClassLine.isDerived(quantum, rate: rate, r2q: root?.properties["r2q"]) {
                object.properties["quantum"] = nil
            }
            if object.properties["prio"] != priority || object.properties["quantum"] != quantum {
                state.tree[object.id] = object
            }
        }
    }

    /// What is wrong with the objects that differ: parents that are not there, values that a new object needs.
    static func verify(_ ids: [ObjectID], from running: ConfigTree, state: IntendedState) throws(Diagnostics) {
        var found = Diagnostics()
        let places = LinuxPlaces(state.tree)
        for id in ids {
            if running[id]?.properties["options"] != nil {
                found.append(
                    Diagnostic(
                        "\(id) on the device has parts that Pita could not restore, so it is left alone",
                        at: state.marks[id], hint: running[id]?.properties["options"]?.trimmed))
            }
            guard let object = state.tree[id] else { continue }
            if let problem = problem(of: object, in: state.tree, places) {
                found.append(Diagnostic("\(id): \(problem)", at: state.marks[id]))
            }
        }
        try found.throwIfErrors()
    }

    private static func problem(
        of object: ConfigObject, in tree: ConfigTree, _ places: LinuxPlaces
    ) -> String? {
        let device = object.properties["dev"] ?? ""
        let root = tree[LinuxSection.qdiscID(device, parent: "root")]
        switch object.id.section {
        case LinuxSection.shapingClass:
            guard let classid = object.properties["classid"], object.properties["parent"] != nil else {
                return "a new class needs a `parent`"
            }
            guard root?.properties["kind"] == "htb", root?.properties["handle"] == ClassStatement.major(classid) else {
                return "\(device) has no root qdisc htb \(ClassStatement.major(classid))"
            }
            if let parent = needs(object).first, tree[parent] == nil {
                return "its parent does not exist; the kernel would hang it at the root without a word"
            }
            return depth(object, in: tree) >= deepest ? "its parents are more than \(deepest) levels, or a ring" : nil
        case LinuxSection.qdisc:
            guard object.properties["parent"] != "root" else { return nil }
            if places.isOnInner(object) { return "its class has children and takes no qdisc of its own" }
            if let other = places.other(withHandleOf: object) { return "its handle is that of \(other)" }
            return needs(object).allSatisfy({ tree[$0] != nil }) ? nil : "its class does not exist"
        case LinuxSection.filter:
            guard root?.properties["handle"] == object.properties["parent"] else {
                return "\(device) has no root qdisc \(object.properties["parent"] ?? "")"
            }
            if let other = places.sharing(object) {
                return "a priority is of one protocol and kind; that of \(other) differs"
            }
            return tree[needs(object)[0]] == nil ? "its class \(object.properties["flowid"] ?? "") does not exist" : nil
        case LinuxSection.link:
            return object.properties["id"] == nil || object.properties["link"] == nil
                ? "it is no VLAN interface that exists or is made here" : nil
        default: return nil
        }
    }
}
