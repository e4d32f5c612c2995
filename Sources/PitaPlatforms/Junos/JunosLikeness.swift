import PitaDiagnostics

/// Finds what a line may have meant, and what says the same in other words.
struct JunosLikeness {
    let running: JunosTrie
    let target: JunosTrie
    let wanted: JunosTrie
    private var numbers: [ObjectIdentifier: JunosNumberSet] = [:]
    /// The unknown lines of blocks, by their first words.
    private var unknown: [ObjectIdentifier: [String: [String]]] = [:]
    private var searches = 0

    /// Beyond so many lines that take back nothing, nobody reads what each resembles.
    private static let mostSearches = 500
    private static let mostLooked = 5_000

    init(running: JunosTrie, target: JunosTrie, wanted: JunosTrie) {
        (self.running, self.target, self.wanted) = (running, target, wanted)
    }

    // MARK: sets of numbers

    private mutating func numbers(of node: JunosNode) -> JunosNumberSet {
        if let known = numbers[ObjectIdentifier(node)] { return known }
        let made = JunosNumberSet(node.children.map(\.text))
        numbers[ObjectIdentifier(node)] = made
        return made
    }

    /// The numbers that a path names, and where they stand.
    private func range(_ path: JunosPath, in trie: JunosTrie) -> (range: ClosedRange<Int>, node: JunosNode)? {
        guard let last = path.steps.last, last.role == .value, path.rule?.kind == .numbers,
            let range = JunosNumbers.range(last.text), let node = trie.parent(of: path)
        else { return nil }
        return (range, node)
    }

    /// Whether a statement is there, numbers also as parts of ranges.
    mutating func has(_ path: JunosPath, in trie: JunosTrie) -> Bool {
        if !trie.nodes(at: path).isEmpty { return true }
        guard let (range, node) = range(path, in: trie) else { return false }
        return numbers(of: node).missing(of: range).isEmpty
    }

    /// Whether anything is there that a deletion of the path takes away.
    mutating func hasAny(of path: JunosPath, in trie: JunosTrie) -> Bool {
        if !trie.nodes(at: path).isEmpty { return true }
        guard let (range, node) = range(path, in: trie) else { return false }
        let set = numbers(of: node)
        return range.contains { set.contains($0) }
    }

    /// Whether what runs at a path is the same afterwards.
    mutating func isSame(_ path: JunosPath) -> Bool {
        if let (range, node) = range(path, in: running) {
            guard let (_, after) = self.range(path, in: target) else { return false }
            let (old, new) = (numbers(of: node), numbers(of: after))
            return range.allSatisfy { old.contains($0) == new.contains($0) }
        }
        let (old, new) = (running.nodes(at: path), target.nodes(at: path))
        return old.count == new.count && zip(old, new).allSatisfy { $0.isSame(as: $1) }
    }

    // MARK: what resembles

    /// The running statements that a deletion may have meant which finds nothing.
    mutating func similar(to path: JunosPath) -> [String] {
        searches += 1
        guard searches <= Self.mostSearches else { return [] }
        let (node, depth) = running.deepest(on: path)
        guard depth < path.steps.count else { return [] }
        let step = path.steps[depth]
        let above = path.steps.prefix(depth).map(\.text).joined(separator: " ")
        let found = node.children.prefix(Self.mostLooked).filter { isAlike($0, step) }.map { above + " " + $0.text }
        return found + ranges(path)
    }

    private func isAlike(_ other: JunosNode, _ step: JunosStep) -> Bool {
        if let left = other.step.rule, let right = step.rule {
            let (their, own) = (JunosSchema.junos.rules[left], JunosSchema.junos.rules[right])
            // Another value of the same word, or another word that takes its place.
            if step.role == .value, own.kind.isSingle || own.kind == .choice { return left == right }
            if step.role == .word, own.kind == .choice { return their.kind == .choice && their.line == own.line }
            if step.role == .value, own.kind == .numbers {
                return other.text == "all" || vlan(step.text).map { vlan(other.text) == $0 } == true
            }
        }
        if step.role == .line { return other.step.role == .line && Self.agree(other.text, step.text) }
        // The same address with another length.
        guard step.role == .name, other.step.role == .name, step.text.contains(where: { $0 == "/" || $0 == "." }) else {
            return false
        }
        return step.text.prefix { $0 != "/" } == other.text.prefix { $0 != "/" }
    }

    /// Whether lines begin with the same two words, or where either has only two, with the same one.
    static func agree(_ left: String, _ right: String) -> Bool {
        let (one, two) = (left.split(separator: " ", maxSplits: 2), right.split(separator: " ", maxSplits: 2))
        let count = min(one.count, two.count) <= 2 ? 1 : 2
        return one.prefix(count) == two.prefix(count)
    }

    /// The range of interfaces that a member may stand in.
    private func ranges(_ path: JunosPath) -> [String] {
        guard path.steps.count >= 4, path.steps[1].text == "interface-range", path.steps[3].text == "member" else {
            return []
        }
        let range = JunosPath(steps: Array(path.steps.prefix(3)))
        let members = running.nodes(at: range).first?.children.filter { $0.text == "member-range" } ?? []
        return members.flatMap(\.children).map { "\(range.text) member-range \($0.text)" }
    }

    /// The number of a VLAN by its name or number.
    private func vlan(_ member: String) -> Int? {
        if let range = JunosNumbers.range(member) { return range.count == 1 ? range.lowerBound : nil }
        let number = target.top.child("vlans")?.child(member)?.child("vlan-id")?.children.first?.text
        return number.flatMap { Int($0) }
    }

    /// What still carries a VLAN that is taken off a port by another name of it.
    func carrier(of path: JunosPath) -> String? {
        guard let last = path.steps.last, last.role == .value, path.rule?.kind == .numbers,
            let number = vlan(last.text),
            let node = target.parent(of: path)
        else { return nil }
        let other = node.children.prefix(Self.mostLooked).first { child in
            child.text == "all" || JunosNumbers.range(child.text)?.contains(number) ?? (vlan(child.text) == number)
        }
        return other.map { "\(path.parentText) \($0.text)" }
    }

    // MARK: what is unknown

    /// The running line that an unknown line resembles, and that the template neither deletes nor says again.
    mutating func rival(of path: JunosPath) -> String? {
        guard let last = path.steps.last, last.role == .line, let node = running.parent(of: path) else { return nil }
        let lines = unknownLines(of: node)
        let words = last.text.split(separator: " ", maxSplits: 2)
        let near = lines[String(words.first ?? "")] ?? []
        let found = near.prefix(Self.mostLooked).first { text in
            var other = path
            other.steps[other.steps.count - 1].text = text
            return Self.agree(text, last.text) && !target.nodes(at: other).isEmpty && wanted.nodes(at: other).isEmpty
        }
        return found.map { "\(path.parentText) \($0)".trimmed }
    }

    private mutating func unknownLines(of node: JunosNode) -> [String: [String]] {
        if let known = unknown[ObjectIdentifier(node)] { return known }
        let lines = node.children.filter { $0.step.role == .line }.map(\.text)
        let made = Dictionary(grouping: lines) { String($0.prefix { $0 != " " }) }
        unknown[ObjectIdentifier(node)] = made
        return made
    }
}
