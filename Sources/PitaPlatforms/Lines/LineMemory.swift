import Synchronization

/// What was found out of the lines of a change, which is asked again and again: whether a line of the top is a block, and which
/// rule a line is of, take a look through the rules.
final class LineMemory: Sendable {
    /// A rule, and its place in its table.
    typealias Found = (place: Int, rule: LineRule)

    private struct Line: Hashable {
        let section: String
        let name: String
        let value: String
    }

    private struct TopLine: Hashable {
        let id: ObjectID
        let value: String
    }

    private let blocks = Mutex<[ObjectID: Bool]>([:])
    private let ranks = Mutex<[ObjectID: Int]>([:])
    private let lines = Mutex<[Line: Found?]>([:])
    private let topLines = Mutex<[TopLine: LineRule?]>([:])

    /// Whether an object is a block, worked out once.
    func isBlock(_ id: ObjectID, _ found: () -> Bool) -> Bool {
        if let known = blocks.withLock({ $0[id] }) { return known }
        let isBlock = found()
        blocks.withLock { $0[id] = isBlock }
        return isBlock
    }

    /// Where a line of the top comes in a change, worked out once.
    func rank(of id: ObjectID, _ found: () -> Int) -> Int {
        if let known = ranks.withLock({ $0[id] }) { return known }
        let rank = found()
        ranks.withLock { $0[id] = rank }
        return rank
    }

    /// The rule of a line of a block, worked out once.
    func rule(of name: String, _ value: String, in section: String, _ found: () -> Found?) -> Found? {
        let line = Line(section: section, name: name, value: value)
        if let known = lines.withLock({ $0[line] }) { return known }
        let rule = found()
        lines.withLock { $0[line] = .some(rule) }
        return rule
    }

    /// The rule of a line of the top, worked out once.
    func rule(of id: ObjectID, _ value: String, _ found: () -> LineRule?) -> LineRule? {
        let line = TopLine(id: id, value: value)
        if let known = topLines.withLock({ $0[line] }) { return known }
        let rule = found()
        topLines.withLock { $0[line] = .some(rule) }
        return rule
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
