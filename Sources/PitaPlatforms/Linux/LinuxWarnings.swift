import PitaDiagnostics

/// What the approver of a change of shaping should know.
enum LinuxWarnings {
    /// The warnings of a change.
    static func warnings(
        _ ids: [ObjectID], from running: ConfigTree, state: IntendedState, interrupted: [String]
    ) -> [Diagnostic] {
        var found: [Diagnostic] = []
        func warn(_ message: String, _ id: ObjectID?) {
            found.append(Diagnostic(message, at: id.flatMap { state.marks[$0] }, severity: .warning))
        }
        let classes = state.tree.objects(in: LinuxSection.shapingClass)
        let promised = Dictionary(
            classes.compactMap { child -> (ObjectID, UInt64)? in
                guard let parent = LinuxRules.needs(child).first else { return nil }
                return (parent, child.properties["rate"].flatMap(UInt64.init) ?? 0)
            }, uniquingKeysWith: +)
        for device in interrupted {
            warn(
                "\(device): its queues are taken down and built anew; for a moment traffic is not shaped, and counters begin at 0",
                nil)
        }
        for id in ids {
            switch id.section {
            case LinuxSection.qdisc where state.tree[id] == nil && running[id]?.properties["parent"] == "root":
                warn("\(id) goes with everything below it: traffic is no longer shaped", id)
            case LinuxSection.qdisc: defaultClass(state.tree[id], in: state.tree).map { warn($0, id) }
            case LinuxSection.shapingClass: oversold(state.tree[id], in: state.tree, promised).map { warn($0, id) }
            case LinuxSection.address where state.tree[id] == nil, LinuxSection.link where state.tree[id] == nil:
                warn("\(id) is removed: the device can't be reached by it any more", id)
            case LinuxSection.route where state.tree[id] == nil && state.marks[id] == nil:
                warn("\(id) is removed with its interface", id)
            default: break
            }
        }
        return found
    }

    private static func defaultClass(_ qdisc: ConfigObject?, in tree: ConfigTree) -> String? {
        guard let qdisc, qdisc.properties["kind"] == "htb", let device = qdisc.properties["dev"],
            let minor = qdisc.properties["default"]?.dropFirst(2), let handle = qdisc.properties["handle"],
            tree[LinuxSection.classID(device, handle + minor)] == nil
        else { return nil }
        return
            "\(device): the default class \(handle)\(minor) does not exist; traffic that no filter takes is not shaped"
    }

    /// The rates of a class's children may not exceed its own, or none of them is kept.
    private static func oversold(
        _ object: ConfigObject?, in tree: ConfigTree, _ promised: [ObjectID: UInt64]
    ) -> String? {
        guard let object, let parent = LinuxRules.needs(object).first.flatMap({ tree[$0] }),
            let rate = parent.properties["rate"].flatMap(UInt64.init)
        else { return nil }
        let sum = promised[parent.id] ?? 0
        return sum > rate ? "the classes below \(parent.id) are promised \(sum) bit/s of its \(rate)" : nil
    }
}
