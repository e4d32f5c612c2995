import Synchronization

/// What was found out of the objects of a change, which is asked again and again: whether a line of the top is a block takes a
/// look through the rules.
final class LineMemory: Sendable {
    private let blocks = Mutex<[ObjectID: Bool]>([:])

    /// Whether an object is a block, worked out once.
    func isBlock(_ id: ObjectID, _ found: () -> Bool) -> Bool {
        if let known = blocks.withLock({ $0[id] }) { return known }
        let isBlock = found()
        blocks.withLock { $0[id] = isBlock }
        return isBlock
    }
}

extension LineGrammar {
    /// The grammar with a memory of its own, for one change.
    var remembering: LineGrammar {
        var grammar = self
        grammar.memory = LineMemory()
        return grammar
    }
}
