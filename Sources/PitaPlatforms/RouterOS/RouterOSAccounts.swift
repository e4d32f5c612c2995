import PitaDiagnostics

/// What becomes of each line of an intended config: worked out property by property from the running config and from what
/// the items will be.
struct RouterOSAccounts {
    private let goals: RouterOSGoals
    /// The items that are moved.
    private let moved: Set<ObjectID>
    /// Where a property of an item is said last.
    private let lastSaid: [ObjectID: [String: SourceMark]]

    init(_ goals: RouterOSGoals, moved: Set<ObjectID>) {
        (self.goals, self.moved) = (goals, moved)
        var last: [ObjectID: [String: SourceMark]] = [:]
        // Only what is said more than once is asked for.
        var counts: [ObjectID: Int] = [:]
        for line in goals.intended.lines {
            for id in line.object.flatMap({ goals.meant[$0] }) ?? [] { counts[id, default: 0] += 1 }
        }
        for line in goals.intended.lines {
            for id in line.object.flatMap({ goals.meant[$0] }) ?? [] where counts[id] ?? 0 > 1 {
                for name in line.values.keys { last[id, default: [:]][Self.plain(name)] = line.mark }
            }
        }
        lastSaid = last
    }

    private static func plain(_ name: String) -> String { name.hasPrefix("!") ? String(name.dropFirst()) : name }

    /// The accounts, in the order of the lines.
    mutating func all() -> [LineAccount] {
        var accounts: [LineAccount] = []
        accounts.reserveCapacity(goals.intended.lines.count)
        for line in goals.intended.lines {
            if let outcome = outcome(of: line) { accounts.append(LineAccount(line, outcome)) }
        }
        return accounts
    }

    private mutating func outcome(of line: IntendedLine) -> LineAccount.Outcome? {
        guard let object = line.object, let ids = goals.meant[object] else { return nil }
        if line.values[RouterOSTreeBuilder.removal] != nil { return removal(of: object, ids, line) }
        guard !line.values.isEmpty else { return .withoutEffect(reason: "it says nothing of the item") }
        var outcome: LineAccount.Outcome = .alreadySo
        for id in ids {
            switch self.outcome(of: id, line) {
            case .sent: return .sent
            case .overridden(let mark): outcome = .overridden(by: mark)
            default: break
            }
        }
        return outcome
    }

    private func outcome(of id: ObjectID, _ line: IntendedLine) -> LineAccount.Outcome {
        guard let item = goals.outcome(of: id) else { return .alreadySo }
        guard let new = item.new else { return later(RouterOSTreeBuilder.removal, id, than: line) ?? .alreadySo }
        if item.old == nil || (moved.contains(id) && line.values[RouterOSTreeBuilder.placeBefore] != nil) {
            return .sent
        }
        // What nothing else speaks of is as the line says; it was so before, or it is sent.
        if lastSaid[id] == nil { return item.old?.properties == new.properties ? .alreadySo : .sent }
        var outcome: LineAccount.Outcome = .alreadySo
        for (written, value) in line.values where written != RouterOSTreeBuilder.placeBefore {
            let name = Self.plain(written)
            let wanted = written == name ? goals.defaults.reduced(name, value, of: new) : nil
            if new.properties[name] != wanted {
                outcome = later(name, id, than: line) ?? outcome
            } else if item.old?.properties[name] != wanted {
                return .sent
            }
        }
        return outcome
    }

    private func later(_ name: String, _ id: ObjectID, than line: IntendedLine) -> LineAccount.Outcome? {
        guard let mark = lastSaid[id]?[name], mark != line.mark else { return nil }
        return .overridden(by: mark)
    }

    // MARK: what is taken away

    private mutating func removal(of object: ObjectID, _ ids: [ObjectID], _ line: IntendedLine) -> LineAccount.Outcome {
        guard !ids.isEmpty else { return .nothingToRemove(similar: similar(to: object)) }
        let outcomes = ids.compactMap { goals.outcome(of: $0) }
        if outcomes.contains(where: { $0.old != nil && ($0.new == nil || $0.new?.properties.isEmpty == true) }) {
            return .sent
        }
        for item in outcomes where item.new != nil {
            let later = lastSaid[item.id]?.values.filter { $0.line > line.mark.line }
            if let mark = later?.min(by: { $0.line < $1.line }) { return .overridden(by: mark) }
        }
        return .alreadySo
    }

    /// Properties that many items share, by which none is meant.
    private static let shared: Set<String> = [
        "chain", "list", "action", "disabled", "dynamic", "interface", "bridge", "server", "type", "kind", "protocol",
        "default", "parent", "routing-table",
    ]

    /// Of a property that was asked for, the items by its value in small letters.
    private var byValue: [ObjectID: [String: [ObjectID]]] = [:]

    /// Items of the device that agree with a selector in what tells items apart, or only differ in their letters' case.
    private mutating func similar(to object: ObjectID) -> [String] {
        let key = RouterOSKey(object.key)
        var found: [String] = []
        for pair in key.pairs where !Self.shared.contains(pair.name) && !pair.value.isEmpty {
            let place = ObjectID(section: object.section, key: pair.name)
            if byValue[place] == nil {
                let items = goals.running.objects(in: object.section)
                byValue[place] = Dictionary(grouping: items) { $0.properties[pair.name]?.lowercased() ?? "" }
                    .mapValues { $0.prefix(8).map(\.id) }
            }
            for id in byValue[place]?[pair.value.lowercased()] ?? [] where found.count < 3 {
                // Of a selector of one word what is the same would have been found.
                let isSame = goals.running[id]?.properties[pair.name] == pair.value
                if !isSame || key.pairs.count > 1 { found.append("\(id)") }
            }
        }
        return found
    }

    // MARK: order

    /// Items that the text names in another order than the device has them in, where that means something.
    func orderWarnings() -> [Diagnostic] {
        guard goals.mode == .merge else { return [] }
        let wanted = Dictionary(grouping: goals.wanted, by: \.section)
        let placed = Set(goals.placements.map(\.id))
        return wanted.keys.sorted().compactMap { section in
            guard RouterOSMenu.named(section)?.isOrdered == true, let named = wanted[section], named.count > 1 else {
                return nil
            }
            var places: [ObjectID: Int] = [:]
            for (place, object) in goals.running.objects(in: section).enumerated() { places[object.id] = place }
            var last: [String: (place: Int, id: ObjectID)] = [:]
            for id in named where !placed.contains(id) && !moved.contains(id) {
                guard let place = places[id], let item = goals.running[id] else { continue }
                let chain = item.properties["chain"] ?? ""
                if let before = last[chain], before.place > place {
                    return Diagnostic(
                        "\(before.id) is named before \(id), and stands behind it on the device, where it stays",
                        at: goals.outcome(of: id)?.new?.mark ?? goals.intended[id]?.mark,
                        hint: "`move [find ...] [find ...]` moves it, or `mode: replace` orders them all",
                        severity: .warning)
                }
                last[chain] = (place, id)
            }
            return nil
        }
    }
}
