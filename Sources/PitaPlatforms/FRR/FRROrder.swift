/// The order in which FRRouting takes what it would refuse, or drop without a word, beside what stands there.
struct FRROrder {
    private let from: ConfigTree
    private let to: ConfigTree
    /// Which objects are to say each entry of a list.
    private let entries: [Entry: [ObjectID]]
    /// Whether each destination is to be discarded, or led somewhere, by the section and the destination.
    private let routes: [ObjectID: Set<Bool>]

    /// The order of a change between whole configs.
    init(from: ConfigTree, to: ConfigTree) {
        (self.from, self.to) = (from, to)
        entries = Dictionary(grouping: to.objects.compactMap { object in Entry(object).map { ($0, object.id) } }) {
            $0.0
        }
        .mapValues { $0.map(\.1) }
        var routes: [ObjectID: Set<Bool>] = [:]
        for object in to.objects {
            guard let route = FRRRoute(object) else { continue }
            routes[ObjectID(section: object.id.section, key: route.destination), default: []].insert(route.isDiscard)
        }
        self.routes = routes
    }

    /// The steps, with what has to go first before them.
    func ordered(_ steps: [LineStep]) -> [LineStep] {
        let released = steps.compactMap(release)
        let gone = Set(released.map(\.object)).filter { to[$0] == nil }
        let kept = steps.filter { !gone.contains($0.object) }.flatMap { [$0] + opened(by: $0) }
        return released + Self.freed(Self.settled(Self.numbered(kept)))
    }

    /// The steps with `no bgp deterministic-med` behind those that give up what needs it.
    private static func settled(_ steps: [LineStep]) -> [LineStep] {
        let line = "no \(FRRNeighbors.med)"
        var last: [LineStep] = []
        var kept = steps
        for place in kept.indices where kept[place].lines.contains(line) {
            kept[place].lines.removeAll { $0 == line }
            var step = kept[place]
            step.lines = [line]
            last.append(step)
        }
        return kept.filter { !$0.lines.isEmpty || !last.map(\.object).contains($0.object) } + last
    }

    /// The steps with networks of OSPF taken back before an interface says its area: both can't be there.
    private static func freed(_ steps: [LineStep]) -> [LineStep] {
        let place = steps.firstIndex { step in
            step.object.section == FRRGrammar.interface
                && step.lines.contains { $0.hasPrefix("ip ospf ") && $0.words.contains("area") }
        }
        guard let place else { return steps }
        var (early, kept) = ([LineStep](), steps)
        for other in kept.indices[place...] where kept[other].object.section == "router ospf" {
            var step = kept[other]
            step.lines = step.lines.filter { $0.hasPrefix("no network ") }
            guard !step.lines.isEmpty else { continue }
            early.append(step)
            kept[other].lines.removeAll { $0.hasPrefix("no network ") }
        }
        let rest = kept[place...].filter { step in !step.lines.isEmpty || !early.contains { $0.object == step.object } }
        return kept[..<place] + early + rest
    }

    /// The steps with those of VNIs before `no advertise-all-vni`: without it their lines are dropped with no refusal.
    private static func numbered(_ steps: [LineStep]) -> [LineStep] {
        guard let place = steps.firstIndex(where: { $0.lines.contains("no advertise-all-vni") }) else { return steps }
        let (before, rest) = (steps[..<place], steps[place...])
        return before + rest.filter { $0.object.section == FRRGrammar.vni }
            + rest.filter { $0.object.section != FRRGrammar.vni }
    }

    /// Opens the neighbours that a step makes in an instance that shuts new ones, where they are not to be shut.
    private func opened(by step: LineStep) -> [LineStep] {
        guard step.object.section == FRRGrammar.bgp, let new = to[step.object]?.properties,
            FRRNeighbors.shutsNew(from[step.object]?.properties ?? [:]), FRRNeighbors.shutsNew(new)
        else { return [] }
        let made = step.lines.map(\.words).filter { words in
            words.count > 3 && words[0] == "neighbor" && ["remote-as", "peer-group", "interface"].contains(words[2])
        }.map { "neighbor \($0[1]) shutdown" }
        let lines = Set(made).filter { new[$0] == nil }.sorted().map { "no \($0)" }
        return lines.isEmpty ? [] : [LineStep(path: step.path, lines: lines, object: step.object, mark: step.mark)]
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
        return entries[entry]?.contains { $0 != object.id } ?? false
    }

    /// Whether a route goes that drops packets where others are to lead somewhere, or the other way round.
    private func isInTheWay(_ object: ConfigObject) -> Bool {
        guard let route = FRRRoute(object), to[object.id] == nil else { return false }
        let place = ObjectID(section: object.id.section, key: route.destination)
        return routes[place]?.contains(!route.isDiscard) ?? false
    }

    /// An entry of a list.
    private struct Entry: Hashable {
        let list: String
        let rule: String

        init?(_ object: ConfigObject) {
            let words = object.id.key.words
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
