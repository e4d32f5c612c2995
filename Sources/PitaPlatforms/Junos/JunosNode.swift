/// A statement of a config and what stands below it.
final class JunosNode {
    let step: JunosStep
    /// Those below in order, and some that have gone (``isGone``).
    private var list: [JunosNode] = []
    /// Those below by their texts, where they are many: most statements have one or two, which are found as soon by looking.
    private var places: [String: JunosNode]?
    /// How many stand below.
    private(set) var count = 0
    private var isGone = false

    /// The most that are looked through.
    private static let few = 8

    init(_ step: JunosStep) { self.step = step }

    /// The top of a config.
    static func top() -> JunosNode { JunosNode(JunosStep(text: "", role: .word, rule: nil)) }

    var text: String { step.text }
    var isEmpty: Bool { count == 0 }

    /// What stands below, in order.
    var children: [JunosNode] { list.count == count ? list : list.filter { !$0.isGone } }

    func child(_ text: String) -> JunosNode? {
        if let places { return places[text] }
        for node in list where !node.isGone && node.step.text == text { return node }
        return nil
    }

    /// Puts a node last.
    func add(_ node: JunosNode) {
        list.append(node)
        count += 1
        if places != nil {
            places?[node.text] = node
        } else if count > Self.few {
            places = Dictionary(children.map { ($0.text, $0) }) { $1 }
        }
    }

    /// Takes a node out; the list is cleared of those that have gone when they are many.
    func remove(_ node: JunosNode) {
        guard child(node.text) === node else { return }
        places?[node.text] = nil
        node.isGone = true
        count -= 1
        if list.count > 2 * count + Self.few { list.removeAll(where: \.isGone) }
    }

    func removeAll() {
        for node in list { node.isGone = true }
        (list, places, count) = ([], nil, 0)
    }

    /// Puts those below in another order.
    func arrange(_ order: [String]) {
        let named = Set(order)
        list = order.compactMap(child) + children.filter { !named.contains($0.text) }
    }

    /// The same from here down.
    func copy() -> JunosNode {
        let node = JunosNode(step)
        for child in children { node.add(child.copy()) }
        return node
    }

    /// Whether the same stands below, in any order.
    func isSame(as other: JunosNode) -> Bool {
        count == other.count
            && children.allSatisfy { child in other.child(child.text).map { $0.isSame(as: child) } ?? false }
    }
}

extension JunosNode {
    /// The rule of the word or entry.
    var rule: JunosSchema.Rule? { step.rule.map { JunosSchema.junos.rules[$0] } }

    /// Whether it is an object of its own to people.
    var isObject: Bool { step.role == .name && rule?.kind.makesObjects == true }

    /// Whether the order of what stands below it means something.
    var isOrdered: Bool {
        guard let rule else { return false }
        if step.role == .word, rule.kind.isOrdered { return true }
        // Entries without a word of their own stand in the block itself.
        guard rule.kind.isContainer, let id = JunosSchema.junos.wildcard(in: rule.body) else { return false }
        return (step.role == .name || !rule.kind.hasEntries) && JunosSchema.junos.rules[id].kind.isOrdered
    }

    /// Whether it stays when nothing stands below it any more.
    var staysEmpty: Bool {
        switch step.role {
        case .name: rule?.kind != .half
        case .word: rule?.kind == .has
        case .value, .line: true
        }
    }
}
