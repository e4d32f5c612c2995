/// A menu of the command line that holds settings.
struct Menu: Sendable {
    /// How its items come to be.
    enum Shape: Sendable {
        /// Items are added and removed.
        case list
        /// The same, and their order matters (`move`, `place-before`).
        case ordered
        /// Items are there by themselves and are only set.
        case fixed
        /// One record.
        case single
    }

    /// The words of its path, separated by single spaces, without a slash: `queue simple`.
    var path: String
    var shape: Shape
    var properties: [Property]
    /// Words of the refusal when another item has the same key.
    var duplicate = "failure: item with this name already exists"
    /// The properties that together may stand only once.
    var key: [String] = ["name"]
    /// Menus whose names share one space with this one's.
    var space: String
    /// How an export names an item that was there by itself: property in `[ find X=... ]`, or nil for the bare name.
    var selector: String?
    var since = Version(0, 0)
    var canDisable = true
    /// The properties that the verb `unset` takes back; a menu without any has no such verb.
    var unsettable: Set<String> = []

    init(_ path: String, _ shape: Shape, _ properties: [Property]) {
        self.path = path
        self.shape = shape
        self.properties = properties
        space = path
    }

    func property(_ name: String, in version: Version) -> Property? {
        properties.first { $0.name == name && $0.exists(in: version) }
    }

    /// `/queue/simple`, as failures name it.
    var slashed: String { "/" + path.replacing(" ", with: "/") }

    /// The verbs that the menu knows.
    func verbs(in version: Version) -> Set<String> {
        var verbs: Set<String> = ["print", "export", "get", "set"]
        switch shape {
        case .single: return verbs
        case .fixed: verbs.formUnion(["find"])
        case .list: verbs.formUnion(["find", "add", "remove"])
        case .ordered: verbs.formUnion(["find", "add", "remove", "move"])
        }
        if canDisable { verbs.formUnion(["enable", "disable"]) }
        verbs.insert("comment")
        if !unsettable.isEmpty { verbs.insert("unset") }
        return verbs
    }

    func keyed(_ key: [String], _ words: String) -> Menu {
        var copy = self
        copy.key = key
        copy.duplicate = words
        return copy
    }

    func sharing(_ space: String, _ words: String) -> Menu {
        var copy = self
        copy.space = space
        copy.duplicate = words
        return copy
    }

    func selected(by selector: String?) -> Menu {
        var copy = self
        copy.selector = selector
        return copy
    }

    func unsetting(_ names: String) -> Menu {
        var copy = self
        copy.unsettable = Set(names.split(separator: " ").map(String.init))
        return copy
    }

    func notDisabled() -> Menu {
        var copy = self
        copy.canDisable = false
        return copy
    }
}
