/// The order in which FRRouting takes what it would refuse, or drop without a word, beside what stands there.
struct FRROrder {
    private let from: ConfigTree
    private let to: ConfigTree

    /// The order of a change between whole configs.
    init(from: ConfigTree, to: ConfigTree) { (self.from, self.to) = (from, to) }

    /// The steps, with what has to go first before them.
    func ordered(_ steps: [LineStep]) -> [LineStep] {
        let released = steps.compactMap(release)
        let gone = Set(released.map(\.object)).filter { to[$0] == nil }
        return released + steps.filter { !gone.contains($0.object) }
    }

    /// The step that gives up what an object holds, where another takes it in the same change.
    private func release(_ step: LineStep) -> LineStep? {
        guard step.path.isEmpty, let object = from[step.object], isDropped(object) || isInTheWay(object) else {
            return nil
        }
        let value = object.properties[LineTree.value] ?? LineTree.on
        let rule = FRRGrammar.grammar.rule(of: object.id, value: value)
        let words = LineWording(grammar: FRRGrammar.grammar)
        guard let line = words.negated(LinePath(object.id).steps[0].line, value, by: rule) else { return nil }
        return LineStep(path: [], lines: [line], object: object.id, mark: step.mark)
    }

    /// Whether another entry of the list is to say what this one says now: FRRouting takes no entry twice.
    private func isDropped(_ object: ConfigObject) -> Bool {
        guard let entry = Entry(object) else { return false }
        return to.objects(in: object.id.section).contains { other in
            other.id != object.id && Entry(other).map { $0.list == entry.list && $0.rule == entry.rule } ?? false
        }
    }

    /// Whether a route goes that drops packets where others are to lead somewhere, or the other way round.
    private func isInTheWay(_ object: ConfigObject) -> Bool {
        guard let route = FRRRoute(object), to[object.id] == nil else { return false }
        return to.objects(in: object.id.section).contains { other in
            FRRRoute(other).map { $0.destination == route.destination && $0.isDiscard != route.isDiscard } ?? false
        }
    }

    /// An entry of a list.
    private struct Entry: Hashable {
        let list: String
        let rule: String

        init?(_ object: ConfigObject) {
            let words = object.id.key.split(separator: " ")
            guard FRRNumbers.isList(object.id.section), words.count == 3, words[1] == "seq",
                let rule = object.properties[LineTree.value]
            else { return nil }
            (list, self.rule) = ("\(object.id.section) \(words[0])", rule)
        }
    }

    /// Entries of a list that say what an earlier one says.
    static func repeated(in tree: ConfigTree) -> [(ObjectID, ObjectID)] {
        var known: [Entry: ObjectID] = [:]
        var found: [(ObjectID, ObjectID)] = []
        for object in tree.objects {
            guard let entry = Entry(object) else { continue }
            if let other = known[entry] { found.append((object.id, other)) } else { known[entry] = object.id }
        }
        return found
    }
}
