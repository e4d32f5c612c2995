import PitaDiagnostics
import PitaNetwork

/// What FRRouting makes of a change beyond its lines.
enum FRRRules {
    /// Both configs with the blocks in place that are there as long as something stands in them: such a block is neither made
    /// nor removed, only its lines are.
    static func standing(
        running: ConfigTree, intended: ConfigTree, mode: ChangeMode
    ) throws(Diagnostics) -> (running: ConfigTree, intended: ConfigTree) {
        if case .replace(let scope) = mode, scope.section == FRRGrammar.kernel {
            throw Diagnostics("`\(FRRGrammar.kernel)` is what the kernel has, and is not changed by FRRouting")
        }
        var (before, wanted) = (running, intended)
        var nowhere: Set<ObjectID> = []
        for object in intended.objects where FRRGrammar.isImplicit(object.id.section) {
            if object.isAbsent {
                guard mode == .exact else {
                    throw Diagnostics(
                        "\(object.id) can't be removed", at: object.mark,
                        hint: "take its lines back one by one: `no description`")
                }
                wanted[object.id] = ConfigObject(id: object.id, properties: [:], mark: object.mark)
            }
            let around = LinePath(object.id).ancestors
            if before[object.id] == nil, around.allSatisfy({ $0 == object.id || before[$0] != nil }) {
                before[object.id] = ConfigObject(id: object.id, properties: [:])
            } else if object.isAbsent, before[object.id] == nil {
                nowhere.insert(object.id)
            }
        }
        wanted.remove(nowhere)
        if case .replace(let scope) = mode {
            for object in running.objects where FRRGrammar.isImplicit(object.id.section) {
                guard scope.contains(object), intended[object.id] == nil else { continue }
                wanted[object.id] = ConfigObject(id: object.id, properties: [:])
            }
        }
        return (before, wanted)
    }

    /// The objects as the device shows them: a block in which nothing stands is none.
    static func shown(_ tree: ConfigTree) -> ConfigTree {
        ConfigTree(
            tree.objects.map { object in
                guard object.properties.isEmpty, FRRGrammar.isImplicit(object.id.section) else { return object }
                return ConfigObject(id: object.id, properties: [:], isAbsent: true)
            })
    }

    /// A difference as the device shows it.
    static func shown(_ difference: ObjectDifference) -> ObjectDifference {
        guard FRRGrammar.isImplicit(difference.id.section) else { return difference }
        func part(_ properties: [String: String]?) -> [String: String]? {
            properties.flatMap { $0.isEmpty ? nil : $0 }
        }
        return ObjectDifference(id: difference.id, before: part(difference.before), after: part(difference.after))
    }

    /// Throws for what Pita does not manage, and for what the device would not take.
    static func verify(_ change: LineConfig.Change) throws(Diagnostics) {
        var found = Diagnostics()
        for difference in change.differences {
            guard let reason = leftAlone(difference) else { continue }
            found.append(
                Diagnostic(
                    "Pita leaves `\(difference.id)` alone: \(reason)", at: change.marks[difference.id],
                    hint: "leave the line out, and set it on the device by hand"))
        }
        for message in routes(change) { found.append(message) }
        for message in instances(change) { found.append(message) }
        if let message = areas(change) { found.append(message) }
        for (id, other) in FRROrder.repeated(in: change.target) {
            found.append(
                Diagnostic(
                    "\(id) says what \(other) says, and FRRouting drops the second of the two", at: change.marks[id],
                    hint: "leave one of them out"))
        }
        for (id, other) in change.turnedEntries(of: "route-map") {
            found.append(
                Diagnostic(
                    "route-map \(id.key) and route-map \(other.key) are one entry", at: change.marks[id],
                    hint: "use another sequence number; an entry can't be turned"))
        }
        try found.throwIfErrors()
    }

    /// OSPF runs by the networks of its process or by lines of interfaces: the device refuses the one where the other is.
    private static func areas(_ change: LineConfig.Change) -> Diagnostic? {
        func line(_ object: ConfigObject?, _ words: String) -> String? {
            object?.properties.keys.filter { $0.hasPrefix(words) && $0.words.contains("area") }.min()
        }
        let router = ObjectID(section: "router ospf", key: "")
        guard let network = line(change.target[router], "network ") else { return nil }
        let ports = change.target.objects(in: FRRGrammar.interface).filter { !$0.id.key.contains(" vrf ") }
        guard let port = ports.first(where: { line($0, "ip ospf ") != nil }), let area = line(port, "ip ospf ") else {
            return nil
        }
        guard let id = change.differences.first(where: { $0.id == router || $0.id == port.id })?.id else { return nil }
        return Diagnostic(
            "`\(network)` of router ospf can't stand beside `\(area)` of \(port.id): the device refuses the later one",
            at: change.marks[id], hint: "say which interfaces take part in one way only, and take the other back")
    }

    /// Why Pita leaves a line of the top alone; `nil` where it does not.
    private static func leftAlone(_ difference: ObjectDifference) -> String? {
        if difference.id.section == FRRGrammar.kernel { return "it is what the kernel has" }
        guard LinePath(difference.id).steps.count == 1, !FRRGrammar.grammar.isBlock(difference.id) else { return nil }
        let value = (difference.after ?? difference.before)?[LineTree.value] ?? LineTree.on
        let rule = FRRGrammar.grammar.rule(of: difference.id, value: value)
        return FRRTable.leftAlone.first { $0.rule.form == rule?.form }?.reason
    }

    /// What FRRouting would not take of the static routes, or take for all of one prefix and distance.
    private static func routes(_ change: LineConfig.Change) -> [Diagnostic] {
        var found: [Diagnostic] = []
        let routes = FRRRoute.all(of: change.target)
        let kept = Dictionary(grouping: routes) { "\($0.vrf) \($0.route.destination)" }
        for (_, routes) in kept.sorted(by: { $0.key < $1.key }) where routes.count > 1 {
            guard routes.contains(where: { $0.route.isDiscard }), let first = routes.first else { continue }
            found.append(
                Diagnostic(
                    "\(first.route.destination) can't both be dropped and lead somewhere",
                    at: routes.compactMap { change.marks[$0.place] }.min(), hint: "take one of the routes back"))
        }
        let shared = Dictionary(grouping: routes) {
            "\($0.vrf) \($0.route.destination) \($0.route.distance ?? "1") \($0.route.keys)"
        }
        for (_, routes) in shared.sorted(by: { $0.key < $1.key }) where Set(routes.map(\.route.tag)).count > 1 {
            found.append(
                Diagnostic(
                    "routes to \(routes[0].route.destination) of one distance have one tag in FRRouting",
                    at: routes.compactMap { change.marks[$0.place] }.min(),
                    hint: "give them all the same tag, or none"))
        }
        return found
    }

    /// What FRRouting would not take of BGP's instances.
    private static func instances(_ change: LineConfig.Change) -> [Diagnostic] {
        var (found, known): ([Diagnostic], [String: ObjectID]) = ([], [:])
        for object in change.target.objects(in: FRRGrammar.bgp) {
            let vrf = object.id.key.words.dropFirst().joined(separator: " ")
            if let other = known[vrf] {
                found.append(
                    Diagnostic(
                        "BGP runs as AS \(other.key) already: another AS is refused", at: change.marks[object.id],
                        hint: "take `router bgp \(other.key)` back, or write its number"))
            }
            known[vrf] = object.id
        }
        // There and back, the one would be said while the other runs.
        for difference in change.differences where difference.id.section == FRRGrammar.bgp && difference.after == nil {
            let vrf = difference.id.key.words.dropFirst().joined(separator: " ")
            guard let other = known[vrf] else { continue }
            found.append(
                Diagnostic(
                    "the device has one BGP, and runs \(difference.id): another AS is refused while it does",
                    at: change.marks[other],
                    hint: "`no \(difference.id)` needs a change of its own before \(other)"))
        }
        for difference in change.differences where difference.id.section == FRRGrammar.bgp {
            guard let new = difference.after else { continue }
            for conflict in FRRNeighbors.conflicts(
                from: difference.before, to: change.target[difference.id]?.properties ?? new)
            {
                found.append(Diagnostic(conflict.message, at: change.marks[difference.id], hint: conflict.hint))
            }
        }
        return found + change.differences.flatMap { sets($0, change) + paths($0, change) }
    }

    /// An instance that is to give up the order by MED, on which the paths depend that a neighbour is told.
    private static func paths(_ difference: ObjectDifference, _ change: LineConfig.Change) -> [Diagnostic] {
        let (med, perAS) = (FRRNeighbors.med, FRRNeighbors.perAS)
        guard difference.id.section == FRRGrammar.bgp, difference.before?[med] != nil, let new = difference.after,
            new[med] == nil
        else { return [] }
        let user = change.target.objects.first { object in
            object.id.isInner && LinePath(object.id).ancestors.first == difference.id
                && object.properties.keys.contains { $0.hasSuffix(" \(perAS)") }
        }
        return user.map { user in
            Diagnostic(
                "`no \(med)` is refused while neighbours have `\(perAS)` (\(user.id))",
                at: change.marks[difference.id], hint: "take `\(perAS)` back too")
        }.map { [$0] } ?? []
    }

    /// Aggregates that would lose their `as-set`, since the instance takes none.
    private static func sets(_ difference: ObjectDifference, _ change: LineConfig.Change) -> [Diagnostic] {
        guard difference.id.section.hasPrefix("\(FRRGrammar.bgp) > "), let new = difference.after,
            let instance = LinePath(difference.id).ancestors.first.flatMap({ change.target[$0] }),
            instance.properties["bgp reject-as-sets"] == LineTree.on
        else { return [] }
        return new.sorted { $0.key < $1.key }.filter { name, value in
            name.hasPrefix("aggregate-address ") && value.words.contains("as-set")
                && difference.before?[name] != value
        }.map { name, value in
            Diagnostic(
                "`\(name) \(value)`: with `bgp reject-as-sets` FRRouting drops the word `as-set` without a refusal",
                at: change.marks[difference.id], hint: "take one of the two out")
        }
    }

    /// The addresses that the kernel takes off an interface with another one of their subnet (`devinet.c`, without
    /// `promote_secondaries`), and the prefixes that zebra may forget to advertise with the last address in them, as lines
    /// to say again.
    ///
    /// - Parameter isCertain: whether what `to` lacks goes for certain; on a way back any address that differs may have gone.
    static func lost(
        from: ConfigTree, to: ConfigTree, isCertain: Bool
    ) -> [(interface: ObjectID, lines: [String])] {
        to.objects(in: FRRGrammar.interface).compactMap { object in
            let (kept, old) = (Set(object.properties.keys), Set(from[object.id]?.properties.keys.map { $0 } ?? []))
            let gone = isCertain ? old.subtracting(kept) : old.symmetricDifference(kept)
            let subnets = Set(gone.filter { $0.hasPrefix("ip address ") }.map { FRRReader.address(in: $0)?.prefix })
            let lines = kept.filter { line in
                line.hasPrefix("ip address ") && subnets.contains(FRRReader.address(in: line)?.prefix)
            }
            // An address that stands alone in its subnet is set by its own line.
            let isShared =
                kept.union(old).filter {
                    $0.hasPrefix("ip address ") && subnets.contains(FRRReader.address(in: $0)?.prefix)
                }.count > 1
            let again = (isShared ? lines.sorted() : []) + advertised(by: object, without: gone)
            return again.isEmpty ? nil : (object.id, again)
        }
    }

    /// The lines of prefixes of router advertisements in which addresses lie that go.
    private static func advertised(by interface: ConfigObject, without gone: Set<String>) -> [String] {
        let prefixes = gone.filter { $0.hasPrefix("ipv6 address ") }.map { FRRReader.address(in: $0)?.prefix }
        return interface.properties.compactMap { name, value in
            guard name.hasPrefix("ipv6 nd prefix "), let word = name.words.last, let prefix = Prefix(String(word)),
                prefixes.contains(prefix)
            else { return nil }
            return value == LineTree.on ? name : "\(name) \(value)"
        }.sorted()
    }
}
