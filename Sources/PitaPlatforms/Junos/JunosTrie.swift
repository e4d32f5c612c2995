/// A config as a tree of statements, changed as the device changes its candidate.
struct JunosTrie {
    private(set) var top: JunosNode
    /// Of a copy another: what both have in common is shared until one of them changes it.
    private let owner: JunosOwner
    /// The paths that are inactive, by their texts.
    private(set) var sleeping: [String: [String]] = [:]
    /// The paths that are protected, by their texts.
    private(set) var protected: [String: [String]] = [:]

    init() {
        owner = JunosOwner()
        top = .top(of: owner)
    }

    private init(sharing other: JunosTrie) {
        (top, owner, sleeping, protected) = (other.top, JunosOwner(), other.sleeping, other.protected)
    }

    /// The same, to be changed. What it is a copy of is changed no more.
    func copy() -> JunosTrie { JunosTrie(sharing: self) }

    /// Whether nothing of a copy was changed.
    func isUnchanged(from other: JunosTrie) -> Bool {
        top === other.top && sleeping == other.sleeping && protected == other.protected
    }

    // MARK: looking

    /// The nodes that a path names: one, or all lines that begin with its words where it ends in a line.
    func nodes(at path: JunosPath) -> [JunosNode] { Self.nodes(at: path.steps[...], below: top) }

    private static func nodes(at steps: ArraySlice<JunosStep>, below start: JunosNode) -> [JunosNode] {
        var node = start
        for (index, step) in zip(steps.indices, steps) {
            if let next = node.child(step.text) {
                node = next
            } else if step.role == .line, index == steps.indices.last {
                return node.children.filter { $0.step.role == .line && $0.text.hasPrefix(step.text + " ") }
            } else {
                return []
            }
        }
        return [node]
    }

    /// The deepest node on a path, and how many of its steps lead there.
    func deepest(on path: JunosPath) -> (node: JunosNode, depth: Int) {
        var node = top
        for (depth, step) in path.steps.enumerated() {
            guard let next = node.child(step.text) else { return (node, depth) }
            node = next
        }
        return (node, path.steps.count)
    }

    /// The node that a path's last step stands below.
    func parent(of path: JunosPath) -> JunosNode? {
        Self.nodes(at: path.steps.dropLast(), below: top).first
    }

    /// A node that may be changed; `nil` where none is.
    mutating func mutable(at steps: ArraySlice<JunosStep>) -> JunosNode? {
        top = top.owned(by: owner)
        var node = top
        for (index, step) in zip(steps.indices, steps) {
            if let next = node.ownChild(step.text) {
                node = next
                continue
            }
            let line = node.children.first { $0.step.role == .line && $0.text.hasPrefix(step.text + " ") }
            guard step.role == .line, index == steps.indices.last, let line, let next = node.ownChild(line.text) else {
                return nil
            }
            node = next
        }
        return node
    }

    /// All statements, in order.
    var leaves: [JunosPath] {
        var found: [JunosPath] = []
        var steps: [JunosStep] = []
        func walk(_ node: JunosNode) {
            if node.isEmpty, !steps.isEmpty { found.append(JunosPath(steps: steps)) }
            for child in node.children {
                steps.append(child.step)
                walk(child)
                steps.removeLast()
            }
        }
        walk(top)
        return found
    }

    // MARK: setting

    /// Sets a statement: a new value takes the place of the old, a new word that of those which it excludes.
    mutating func set(_ path: JunosPath) {
        var (node, depth, isOwn) = (top, 0, top.isOwned(by: owner))
        while depth < path.steps.count, let next = node.child(path.steps[depth].text) {
            (node, depth, isOwn) = (next, depth + 1, isOwn && next.isOwned(by: owner))
        }
        guard depth < path.steps.count else { return }
        if !isOwn {
            guard let own = mutable(at: path.steps[..<depth]) else { return }
            node = own
        }
        for step in path.steps[depth...] {
            makeRoom(for: step, in: node)
            node = node.add(step)
        }
    }

    private func makeRoom(for step: JunosStep, in node: JunosNode) {
        guard let id = step.rule else { return }
        let rule = JunosSchema.junos.rules[id]
        if step.role == .value, rule.kind.isSingle || rule.kind == .choice {
            for other in node.children where other.step.role == .value && other.step.rule == id { node.remove(other) }
        }
        if Self.amounts.contains(node.step.text), Self.isAmount(step) {
            for other in node.children where Self.isAmount(other.step) { node.remove(other) }
        }
        guard step.role == .word, rule.kind == .choice else { return }
        for other in node.children where other.step.role == .word {
            if let kind = other.rule, kind.kind == .choice, kind.line == rule.line { node.remove(other) }
        }
    }

    /// Statements of a scheduler that have one amount: a number, a part of a hundred, what is left, or a time.
    private static let amounts: Set = ["transmit-rate", "buffer-size", "shaping-rate"]

    private static func isAmount(_ step: JunosStep) -> Bool {
        step.role == .value || step.role == .word && ["percent", "remainder", "temporal"].contains(step.text)
    }

    // MARK: deleting

    /// Deletes what a path names. Blocks that mean nothing by themselves go with the last of what they hold.
    ///
    /// - Returns: whether anything was there.
    @discardableResult
    mutating func delete(_ path: JunosPath) -> Bool {
        if let isDone = deleteNumbers(path) { return isDone }
        let found = nodes(at: path)
        guard !found.isEmpty else { return false }
        guard !path.steps.isEmpty else {
            top = .top(of: owner)
            return true
        }
        guard let parent = mutable(at: path.steps.dropLast()) else { return false }
        for node in found { parent.remove(node) }
        clear(path.steps.dropLast())
        let texts = path.steps.map(\.text)
        if !sleeping.isEmpty { sleeping = sleeping.filter { !$0.value.starts(with: texts) } }
        return true
    }

    /// Takes numbers out of a set. A range is one value to the device: one of its numbers goes with the whole, and the
    /// others are said again. `nil` where the path leads to no numbers.
    private mutating func deleteNumbers(_ path: JunosPath) -> Bool? {
        guard let last = path.steps.last, last.role == .value, path.rule?.kind == .numbers,
            let range = JunosNumbers.range(last.text), let node = parent(of: path)
        else { return nil }
        let found = node.children.compactMap { child in
            JunosNumbers.range(child.text).flatMap { $0.overlaps(range) ? (child, $0) : nil }
        }
        if !found.isEmpty, let node = mutable(at: path.steps.dropLast()) {
            for (child, _) in found { node.remove(child) }
            for rest in found.flatMap({ JunosNumbers.rest(of: $0.1, without: range) })
            where node.child(JunosNumbers.text(rest)) == nil {
                node.add(JunosStep(text: JunosNumbers.text(rest), role: .value, rule: last.rule))
            }
        }
        clear(path.steps.dropLast())
        return !found.isEmpty
    }

    /// Takes away the blocks on the way to a place that hold nothing any more.
    ///
    /// - Parameter evenEntries: also those that mean something by themselves.
    mutating func clear(_ steps: ArraySlice<JunosStep>, evenEntries: Bool = false) {
        var steps = steps
        while !steps.isEmpty, let node = Self.nodes(at: steps, below: top).first, node.isEmpty,
            evenEntries || !node.staysEmpty,
            let above = mutable(at: steps.dropLast())
        {
            above.remove(node)
            steps = steps.dropLast()
        }
    }

    /// Takes out a statement by its texts, or all lines that begin with the last of them.
    mutating func remove(_ texts: [String]) {
        guard let last = texts.last else { return }
        top = top.owned(by: owner)
        var node = top
        for text in texts.dropLast() {
            guard let next = node.ownChild(text) else { return }
            node = next
        }
        if let child = node.child(last) { return node.remove(child) }
        for child in node.children where child.step.role == .line && child.text.hasPrefix(last + " ") {
            node.remove(child)
        }
    }

    // MARK: sleeping

    /// Deactivates or activates a path.
    mutating func sleep(_ path: JunosPath, _ isAsleep: Bool) {
        let path = path.statement
        sleeping[path.text] = isAsleep ? path.steps.map(\.text) : nil
    }

    /// Notes that a path is protected.
    mutating func protect(_ path: JunosPath) { protected[path.text] = path.steps.map(\.text) }

    /// Forgets what sleeps and is not there any more.
    mutating func wakeWhatIsGone() {
        sleeping = sleeping.filter { isThere($0.value) }
        protected = protected.filter { isThere($0.value) }
    }

    private func isThere(_ texts: [String]) -> Bool {
        var node = top
        for (index, text) in texts.enumerated() {
            guard let next = node.child(text) else {
                return index == texts.count - 1
                    && node.children.contains { $0.step.role == .line && $0.text.hasPrefix(text + " ") }
            }
            node = next
        }
        return true
    }
}
