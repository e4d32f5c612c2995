/// Which places of a config only one thing can have: the priorities of filters, the handles of qdiscs.
struct LinuxPlaces {
    /// The protocols and kinds of the filters of each priority, with the first filter of each.
    private var filters: [[String?]: [(kind: [String?], id: ObjectID)]] = [:]
    /// The parents of the qdiscs of each handle, with the qdiscs.
    private var qdiscs: [[String?]: [(parent: String?, id: ObjectID)]] = [:]
    private let inner: Set<ObjectID>

    init(_ tree: ConfigTree) {
        for object in tree.objects(in: LinuxSection.filter) {
            let (priority, kind) = (Self.priority(object), Self.kind(object))
            guard filters[priority]?.contains(where: { $0.kind == kind }) != true else { continue }
            filters[priority, default: []].append((kind, object.id))
        }
        for object in tree.objects(in: LinuxSection.qdisc) {
            qdiscs[Self.handle(object), default: []].append((object.properties["parent"], object.id))
        }
        inner = LinuxRules.inner(in: tree)
    }

    private static func priority(_ filter: ConfigObject) -> [String?] {
        ["dev", "parent", "prio"].map { filter.properties[$0] }
    }

    private static func kind(_ filter: ConfigObject) -> [String?] {
        ["protocol", "kind"].map { filter.properties[$0] }
    }

    private static func handle(_ qdisc: ConfigObject) -> [String?] { ["dev", "handle"].map { qdisc.properties[$0] } }

    /// Whether a new object finds its place taken by this one: a filter's priority by one of another protocol or kind, a qdisc's
    /// handle by one below another class, or a class that is to get children by a qdisc, which goes then without a word.
    func isInTheWay(_ object: ConfigObject) -> Bool {
        switch object.id.section {
        case LinuxSection.filter: return sharing(object) != nil
        case LinuxSection.qdisc where object.properties["parent"] != "root":
            let others = qdiscs[Self.handle(object)] ?? []
            return others.contains { $0.parent != object.properties["parent"] } || isOnInner(object)
        default: return false
        }
    }

    /// A filter of another protocol or kind that has a filter's priority.
    func sharing(_ filter: ConfigObject) -> ObjectID? {
        filters[Self.priority(filter)]?.first { $0.kind != Self.kind(filter) }?.id
    }

    /// Another qdisc that has the handle of a qdisc.
    func other(withHandleOf qdisc: ConfigObject) -> ObjectID? {
        qdiscs[Self.handle(qdisc)]?.first { $0.id != qdisc.id }?.id
    }

    /// Whether it is a qdisc of a class that has children.
    func isOnInner(_ qdisc: ConfigObject) -> Bool {
        guard let needed = LinuxRules.needs(qdisc).first, needed.section == LinuxSection.shapingClass else {
            return false
        }
        return inner.contains(needed)
    }
}
