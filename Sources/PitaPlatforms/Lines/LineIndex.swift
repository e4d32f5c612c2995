/// The lines and objects of a config, found by how they begin, by their values and by what they stand in.
///
/// Each part is made when it is first asked for, so that many questions cost no more than one look at the whole config. It
/// tells of the config that it was made of, whatever becomes of that.
struct LineIndex {
    private let tree: ConfigTree
    private var names: [ObjectID: [String]] = [:]
    private var values: [ObjectID: [String: [String]]] = [:]
    private var inner: [ObjectID: [ObjectID]]?
    private var objects: [(text: String, id: ObjectID)]?

    init(_ tree: ConfigTree) { self.tree = tree }

    /// All objects, in the config's order.
    var ids: [ObjectID] { tree.objects.map(\.id) }

    /// The names of the lines of a block that begin with whole words, sorted; no words begin them all.
    mutating func names(in id: ObjectID, beginningWith words: String = "") -> [String] {
        if names[id] == nil { names[id] = tree[id]?.properties.keys.sorted() ?? [] }
        guard let all = names[id], !words.isEmpty else { return names[id] ?? [] }
        let start = all.firstPlace { !($0 < words) }
        return all[start...].prefix { $0.hasPrefix(words) }.filter { LineConsequences.begins($0, with: words) }
    }

    /// The names of the lines of a block that have a value, sorted.
    mutating func names(in id: ObjectID, ofValue value: String) -> [String] {
        if values[id] == nil {
            let properties = tree[id]?.properties ?? [:]
            values[id] = Dictionary(grouping: names(in: id)) { properties[$0] ?? "" }
        }
        return values[id]?[value] ?? []
    }

    /// The blocks that stand in a block, however deep, in the config's order.
    mutating func blocks(in id: ObjectID) -> [ObjectID] {
        if let inner { return inner[id] ?? [] }
        var found: [ObjectID: [ObjectID]] = [:]
        for object in tree.objects where object.id.section.utf8.contains(UInt8(ascii: ">")) {
            for outer in LinePath(object.id).ancestors where outer != object.id {
                found[outer, default: []].append(object.id)
            }
        }
        inner = found
        return found[id] ?? []
    }

    /// The objects that a name with ``LineTree/all`` stands for.
    mutating func objects(namedBy all: ObjectID) -> [ObjectID] {
        var beginning = "\(all.section) \(all.key.dropLast(LineTree.all.count))"
        while beginning.last == " " { beginning.removeLast() }
        return objects(beginningWith: beginning).filter { LineConsequences.isNamed($0, by: all) }
    }

    /// The objects whose section and key begin with whole words: of the top those whose lines do.
    mutating func objects(beginningWith words: String) -> [ObjectID] {
        if objects == nil { objects = tree.objects.map { ("\($0.id)", $0.id) }.sorted { $0.text < $1.text } }
        guard let all = objects else { return [] }
        let start = all.firstPlace { !($0.text < words) }
        return all[start...].prefix { $0.text.hasPrefix(words) }
            .filter { LineConsequences.begins($0.text, with: words) }.map(\.id)
    }
}

extension Array {
    /// The first place from which on all elements, which are sorted, are so; the end where none is.
    fileprivate func firstPlace(_ isSo: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isSo(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
