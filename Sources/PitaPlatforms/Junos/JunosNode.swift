/// Who may change a node.
final class JunosOwner {}

/// A statement of a config and what stands below it.
///
/// Configs share what they have in common: a node is changed by its owner alone, and another config makes a copy first.
final class JunosNode {
    let step: JunosStep
    private let owner: JunosOwner
    /// Those below in order, and some that have gone.
    private var list: [JunosNode] = []
    /// The places of those that have gone; the list is cleared of them when they are many.
    private var gone: Set<Int> = []
    /// The places of those below by their texts, where they are many: most statements have one or two, which are found as soon
    /// by looking.
    private var places: [String: Int]?

    /// The most that are looked through.
    private static let few = 8

    init(_ step: JunosStep, of owner: JunosOwner) { (self.step, self.owner) = (step, owner) }

    /// The top of a config.
    static func top(of owner: JunosOwner) -> JunosNode {
        JunosNode(JunosStep(text: "", role: .word, rule: nil), of: owner)
    }

    var text: String { step.text }
    /// How many stand below.
    var count: Int { list.count - gone.count }
    var isEmpty: Bool { count == 0 }

    /// What stands below, in order.
    var children: [JunosNode] { gone.isEmpty ? list : list.indices.filter { !gone.contains($0) }.map { list[$0] } }

    func child(_ text: String) -> JunosNode? { place(of: text).map { list[$0] } }

    private func place(of text: String) -> Int? {
        if let places { return places[text] }
        for place in list.indices where list[place].step.text == text && !gone.contains(place) { return place }
        return nil
    }

    // MARK: changing; the node must be the changer's

    /// Whether the owner may change it.
    func isOwned(by owner: JunosOwner) -> Bool { self.owner === owner }

    /// The node as one that `owner` may change: itself, or a copy, whose nodes below are the same.
    func owned(by owner: JunosOwner) -> JunosNode {
        guard self.owner !== owner else { return self }
        let copy = JunosNode(step, of: owner)
        (copy.list, copy.gone, copy.places) = (list, gone, places)
        return copy
    }

    /// A node below that the owner may change; where it is another's, a copy takes its place.
    func ownChild(_ text: String) -> JunosNode? {
        guard let place = place(of: text) else { return nil }
        let child = list[place]
        guard child.owner !== owner else { return child }
        let copy = child.owned(by: owner)
        list[place] = copy
        return copy
    }

    /// Puts a node last, and hands it on.
    @discardableResult
    func add(_ step: JunosStep) -> JunosNode {
        let node = JunosNode(step, of: owner)
        list.append(node)
        if places != nil { places?[step.text] = list.count - 1 } else if count > Self.few { index() }
        return node
    }

    /// Takes a node out.
    func remove(_ node: JunosNode) {
        guard let place = place(of: node.text), list[place] === node else { return }
        places?[node.text] = nil
        gone.insert(place)
        if gone.count > count + Self.few { settle(children) }
    }

    /// Puts those below in another order.
    func arrange(_ order: [String]) {
        let named = Set(order)
        settle(order.compactMap(child) + children.filter { !named.contains($0.text) })
    }

    private func settle(_ nodes: [JunosNode]) {
        (list, gone) = (nodes, [])
        if places != nil { index() }
    }

    private func index() {
        var places: [String: Int] = [:]
        for place in list.indices where !gone.contains(place) { places[list[place].text] = place }
        self.places = places
    }

    /// Whether the same stands below, in any order.
    func isSame(as other: JunosNode) -> Bool {
        self === other
            || count == other.count
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
