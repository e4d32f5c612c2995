import PitaDiagnostics

/// The lines of `set` and `delete` from one config to another: what goes, what comes, what sleeps, and what stands elsewhere.
struct JunosChange {
    private let from: JunosTrie
    private let to: JunosTrie
    private var gone: [String] = []
    private var come: [String] = []
    private var moves: [String] = []
    /// The paths whose values or entries come to stand in another order.
    private(set) var reordered: [String] = []
    /// Entries that lose all that was said in them, and stay.
    private(set) var emptied: [String] = []
    /// Lines that can't be said, since they hold a secret.
    private(set) var unsayable: [String] = []
    private(set) var lines: [String] = []
    /// The texts of the steps to what is compared: most of it is the same, and its path is never said.
    private var above: [String] = []

    /// A change between whole configs.
    init(from: JunosTrie, to: JunosTrie) {
        (self.from, self.to) = (from, to)
        compare(from.top, to.top)
        let woken = from.sleeping.keys.filter { to.sleeping[$0] == nil && isThere($0, in: to) }.sorted()
        let slept = to.sleeping.keys.filter { from.sleeping[$0] == nil }.sorted()
        for (verb, paths) in [
            ("delete", gone), ("set", come), ("activate", woken), ("deactivate", slept), ("insert", moves),
        ] {
            for path in paths {
                let line = "\(verb) \(path)"
                if line.contains(Secret.mask) { unsayable.append(line) } else { lines.append(line) }
            }
        }
    }

    private func isThere(_ text: String, in trie: JunosTrie) -> Bool {
        JunosSchema.junos.paths(JunosWords.words(text)).last.map { !trie.nodes(at: $0).isEmpty } ?? false
    }

    private static func below(_ path: String, _ text: String) -> String { path.isEmpty ? text : "\(path) \(text)" }

    private mutating func compare(_ old: JunosNode, _ new: JunosNode) {
        guard old !== new else { return }
        var path: String { above.joined(separator: " ") }
        if new.step.role == .word, new.rule?.kind == .steps { return compareSteps(old, new, path) }
        for child in old.children {
            if let other = new.child(child.text) {
                above.append(child.text)
                compare(child, other)
                above.removeLast()
            } else if !isReplaced(child, in: new) {
                lose(child, path)
            }
        }
        for child in new.children where old.child(child.text) == nil { gain(child, path) }
        if new.isEmpty, !old.isEmpty, !above.isEmpty {
            // Whether the device keeps it or not, it is there when it has been said.
            come.append(path)
            if new.step.role == .name { emptied.append(path) }
        }
        if new.isOrdered { order(old, new, path) }
    }

    /// Steps are said again from the first that differs on: they have no names by which one could be moved.
    private mutating func compareSteps(_ old: JunosNode, _ new: JunosNode, _ path: String) {
        let (before, after) = (old.children.map(\.text), new.children.map(\.text))
        let same = zip(before, after).prefix { $0 == $1 }.count
        let lost = before.dropFirst(same)
        gone += (same == 0 && !lost.isEmpty ? [path] : lost.map { Self.below(path, $0) })
        come += after.dropFirst(same).map { Self.below(path, $0) }
        if Set(lost).isDisjoint(with: after.dropFirst(same)) == false { reordered.append(path) }
    }

    /// Whether a value goes by the setting of another.
    private func isReplaced(_ child: JunosNode, in new: JunosNode) -> Bool {
        guard JunosMasking.isOneValue(child.step), let rule = child.step.rule else { return false }
        return new.children.contains { $0.step.role == .value && $0.step.rule == rule }
    }

    /// In Juniper's models a branch like others, in its manuals never without the family's name: so it is deleted with it.
    private static let family = "family"

    /// Deletes the outermost that a device deletes: no whole room of the config, and no list without a name.
    private mutating func lose(_ node: JunosNode, _ path: String) {
        let own = Self.below(path, node.text)
        let kind = node.rule?.kind
        let isNoName =
            node.step.role == .word
            ? kind?.hasEntries == true || node.text == Self.family : node.step.role == .name && kind == .half
        if !node.isEmpty, isNoName || path.isEmpty {
            for child in node.children { lose(child, own) }
        } else {
            gone.append(own)
        }
    }

    private mutating func gain(_ node: JunosNode, _ path: String) {
        let own = Self.below(path, node.text)
        guard !node.isEmpty else { return come.append(own) }
        for child in node.children { gain(child, own) }
    }

    /// New ones stand last; each is then put before the one that it is to stand before.
    private mutating func order(_ old: JunosNode, _ new: JunosNode, _ path: String) {
        let wanted = new.children.map(\.text)
        guard old.children.map(\.text) != wanted else { return }
        let made = old.children.map(\.text).filter { new.child($0) != nil } + wanted.filter { old.child($0) == nil }
        let moves = JunosOrder.moves(from: made, to: wanted)
        reordered.append(path)
        let isList = new.step.role == .word && new.rule?.kind == .sequence
        let word = isList ? new.text + " " : ""
        self.moves += moves.map { "\(path) \($0.name) before \(word)\($0.before)" }
    }
}
