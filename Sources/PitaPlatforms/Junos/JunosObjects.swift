import PitaDiagnostics

/// Gathers the objects of statements.
struct JunosObjects {
    private(set) var tree = ConfigTree()
    /// Where they are written.
    private let marks: [ObjectID: SourceMark]
    /// The object that was last said something of, since its statements stand together.
    private var last: (steps: ArraySlice<JunosStep>, id: ObjectID)?

    /// A node that is an object, and the places of the objects that were made of it and of what stands below it. The node is
    /// kept: one that is freed might lend its identity to another.
    private struct Made {
        let node: JunosNode
        let places: Range<Int>
    }
    /// What was made of which node; `nil` where nobody will ask.
    private var made: [ObjectIdentifier: Made]?
    /// The first place of which something was said since the node began that is being taken.
    private var earliest = Int.max
    /// A config that may have nodes in common: what was made of these is the same for both.
    private let others: [ConfigObject]
    private let known: [ObjectIdentifier: Made]

    /// None yet.
    ///
    /// - Parameter marks: where they are written.
    init(marks: [ObjectID: SourceMark] = [:]) {
        (self.marks, others, known) = (marks, [], [:])
    }

    /// None yet, of a config that may have nodes in common with another.
    init(like other: JunosObjects) { (marks, others, known) = ([:], other.tree.objects, other.made ?? [:]) }

    /// The objects of a config, and what was made of which of its nodes.
    static func remembering(_ trie: JunosTrie) -> JunosObjects {
        var objects = JunosObjects()
        objects.made = [:]
        objects.take(trie)
        return objects
    }

    /// The objects of all statements.
    mutating func take(_ trie: JunosTrie) {
        var steps: [JunosStep] = []
        for child in trie.top.children { take(child, &steps) }
    }

    /// - Parameter steps: those above the node.
    private mutating func take(_ node: JunosNode, _ steps: inout [JunosStep]) {
        guard node.isObject else { return takeAll(node, &steps) }
        if let same = known[ObjectIdentifier(node)] { return tree.add(others[same.places]) }
        guard made != nil else { return takeAll(node, &steps) }
        let (start, before) = (tree.objects.count, earliest)
        earliest = .max
        takeAll(node, &steps)
        // Where it says something of an object that was there before, that is no part of the node alone.
        if earliest >= start { made?[ObjectIdentifier(node)] = Made(node: node, places: start..<tree.objects.count) }
        earliest = min(earliest, before)
    }

    private mutating func takeAll(_ node: JunosNode, _ steps: inout [JunosStep]) {
        steps.append(node.step)
        defer { steps.removeLast() }
        if node.isObject, node.rule?.kind == .sequence { touch(JunosNames.id(steps[...])) }
        if node.step.role == .word, let kind = node.rule?.kind, kind == .ordered || kind == .steps, !node.isEmpty {
            let members = node.children.map { kind == .steps ? JunosWords.written($0.text) : $0.text }
            let boundary = JunosNames.boundary(steps)
            let name = steps[boundary...].map(\.text).joined(separator: " ")
            return set(steps[..<boundary], name.isEmpty ? JunosTree.value : name, members.joined(separator: " "))
        }
        guard node.isEmpty else {
            for child in node.children { take(child, &steps) }
            return
        }
        let leaf = JunosNames.split(steps)
        let boundary = JunosNames.boundary(leaf)
        guard boundary < leaf.count else { return touch(JunosNames.id(leaf[...])) }
        let (name, value) = JunosTree.property(leaf[boundary...])
        set(leaf[..<boundary], name, value)
    }

    private mutating func touch(_ id: ObjectID) {
        if let place = tree.place(of: id) {
            earliest = min(earliest, place)
        } else {
            tree[id] = ConfigObject(id: id, properties: [:], mark: marks[id])
        }
    }

    private mutating func set(_ object: ArraySlice<JunosStep>, _ name: String, _ value: String) {
        let id = if let last, last.steps == object { last.id } else { JunosNames.id(object) }
        last = (object, id)
        touch(id)
        tree[id]?.properties[name] = value
    }

    /// Says something of a statement.
    mutating func tag(_ tag: String, _ path: JunosPath, _ value: String = JunosTree.on) {
        let steps = JunosNames.split(path.steps)
        let boundary = JunosNames.boundary(steps)
        let rest = steps[boundary...].map(\.text).joined(separator: " ")
        let id = JunosNames.id(steps[..<boundary])
        let isNew = tree[id] == nil
        if tree[id]?.properties.isEmpty == true { tree[id]?.properties[JunosTree.there] = JunosTree.on }
        set(steps[..<boundary], rest.isEmpty ? tag : "\(tag) \(rest)", value)
        // What is deleted as a whole, and not said again, is not there.
        if tag == JunosTree.deleting, rest.isEmpty, isNew { tree[id]?.isAbsent = true }
    }
}
