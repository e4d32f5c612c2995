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
        for object in intended.objects where FRRGrammar.implicit.contains(object.id.section) {
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
                wanted[object.id] = nil
            }
        }
        if case .replace(let scope) = mode {
            for object in running.objects where FRRGrammar.implicit.contains(object.id.section) {
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
                guard object.properties.isEmpty, FRRGrammar.implicit.contains(object.id.section) else { return object }
                return ConfigObject(id: object.id, properties: [:], isAbsent: true)
            })
    }

    /// A difference as the device shows it.
    static func shown(_ difference: ObjectDifference) -> ObjectDifference {
        guard FRRGrammar.implicit.contains(difference.id.section) else { return difference }
        func part(_ properties: [String: String]?) -> [String: String]? {
            properties.flatMap { $0.isEmpty ? nil : $0 }
        }
        return ObjectDifference(id: difference.id, before: part(difference.before), after: part(difference.after))
    }

    /// Throws for what Pita does not manage, and for what the device would not take.
    static func verify(_ change: LineConfig.Change) throws(Diagnostics) {
        var found = Diagnostics()
        for difference in change.differences where !FRRGrammar.managed.contains(difference.id.section) {
            found.append(
                Diagnostic(
                    "Pita does not manage `\(difference.id)` on FRRouting", at: change.marks[difference.id],
                    hint: "leave the line out, and set it on the device by hand"))
        }
        let routes = change.target.objects.compactMap { object in FRRRoute(object).map { (object.id, $0) } }
        let kept = Dictionary(grouping: routes, by: \.1.destination)
        for (destination, routes) in kept.sorted(by: { $0.key < $1.key }) where routes.count > 1 {
            guard routes.contains(where: { $0.1.isDiscard }) else { continue }
            found.append(
                Diagnostic(
                    "\(destination) can't both be dropped and lead somewhere",
                    at: routes.compactMap { change.marks[$0.0] }.min(), hint: "take one of the routes back"))
        }
        let shared = Dictionary(grouping: routes) { "\($0.1.destination) \($0.1.distance ?? "1")" }
        for (_, routes) in shared.sorted(by: { $0.key < $1.key }) where Set(routes.map(\.1.tag)).count > 1 {
            found.append(
                Diagnostic(
                    "routes to \(routes[0].1.destination) of one distance have one tag in FRRouting",
                    at: routes.compactMap { change.marks[$0.0] }.min(), hint: "give them all the same tag, or none"))
        }
        for (id, other) in FRROrder.repeated(in: change.target) {
            found.append(
                Diagnostic(
                    "\(id) says what \(other) says, and FRRouting drops the second of the two", at: change.marks[id],
                    hint: "leave one of them out"))
        }
        for (id, other) in turned(change) {
            found.append(
                Diagnostic(
                    "route-map \(id.key) and route-map \(other.key) are one entry", at: change.marks[id],
                    hint: "use another sequence number; an entry can't be turned"))
        }
        try found.throwIfErrors()
    }

    /// Entries of a route map that have one number and two actions.
    private static func turned(_ change: LineConfig.Change) -> [(ObjectID, ObjectID)] {
        let entries = (change.target.objects + change.before.objects.filter { !$0.isAbsent }).map(\.id)
        var known: [String: ObjectID] = [:]
        var found: [(ObjectID, ObjectID)] = []
        for id in entries where id.section == "route-map" {
            let words = id.key.split(separator: " ")
            guard words.count == 3 else { continue }
            let place = "\(words[0]) \(words[2])"
            if let other = known[place], other != id { found.append((other, id)) }
            known[place] = id
        }
        return found
    }

    /// The addresses that the kernel takes off an interface with another one of their subnet (`devinet.c`, without
    /// `promote_secondaries`), as lines to say again.
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
            return lines.isEmpty || !isShared ? nil : (object.id, lines.sorted())
        }
    }
}
