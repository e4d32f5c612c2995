import PitaDiagnostics

/// What becomes of each line of an intended config, and what is to be said of it.
struct JunosAccounts {
    private let intent: JunosIntent
    private let running: JunosTrie
    private let reordered: Set<String>
    private let lines: [IntendedLine]
    private var statements: [JunosLine] = []
    /// The last line that says each statement, asked for where one does not come to be; and the last that deletes it.
    private lazy var setters = Self.setters(statements)
    private var deleters: [String: Int] = [:]
    /// The lines that delete numbers out of sets, by the set.
    private var ranges: [String: [(range: ClosedRange<Int>, line: Int)]] = [:]
    /// The last line that deactivates or activates each statement.
    private var sleepers: [String: Int] = [:]
    /// What the lines so far have set, where others delete.
    private var made = JunosTrie()
    private var likeness: JunosLikeness
    private(set) var accounts: [LineAccount] = []
    private(set) var warnings: [Diagnostic] = []

    /// Accounts for the lines of `intended`.
    ///
    /// - Parameters:
    ///   - said: what they say.
    ///   - reordered: the paths in which the order changes.
    init(
        lines: [IntendedLine], said: JunosSaid, intent: JunosIntent, running: JunosTrie, reordered: [String]
    ) throws(Diagnostics) {
        (self.lines, self.intent, self.running) = (lines, intent, running)
        self.reordered = Set(reordered)
        likeness = JunosLikeness(running: running, target: intent.target, wanted: intent.wanted)
        statements = said.statements
        guard !statements.isEmpty else { return }
        for (index, statement) in statements.enumerated() {
            for path in statement.paths {
                switch statement.verb {
                case .set, .insert, .protect: break
                case .delete:
                    deleters[path.text] = index
                    if let range = Self.range(path) { ranges[path.parentText, default: []].append((range, index)) }
                case .activate, .deactivate: sleepers[path.statement.text] = index
                }
            }
        }
        for index in statements.indices { accounts.append(LineAccount(lines[index], try outcome(index))) }
    }

    private static func setters(_ statements: [JunosLine]) -> [String: Int] {
        var setters: [String: Int] = [:]
        for (index, statement) in statements.enumerated() where statement.verb == .set {
            for path in statement.paths { setters[slot(path)] = index }
        }
        return setters
    }

    /// What two statements have in common of which one takes the other's place.
    private static func slot(_ path: JunosPath) -> String {
        guard let last = path.steps.last, let rule = path.rule else { return path.text }
        let above = path.steps.dropLast().map(\.text).joined(separator: " ")
        if rule.kind == .choice {
            let block = last.role == .value ? path.steps.dropLast(2).map(\.text).joined(separator: " ") : above
            return "\(block)\n\(rule.line)"
        }
        return JunosMasking.isOneValue(last) ? above : path.text
    }

    private mutating func outcome(_ index: Int) throws(Diagnostics) -> LineAccount.Outcome {
        let statement = statements[index]
        let paths = statement.paths
        switch statement.verb {
        case .set: return try set(paths, index)
        case .delete: return delete(paths, index)
        case .activate, .deactivate: return sleep(paths, statement.verb, index)
        case .insert: return place(paths, statement, index)
        case .protect: return .withoutEffect(reason: "Pita protects nothing")
        }
    }

    // MARK: set

    private mutating func set(_ paths: [JunosPath], _ index: Int) throws(Diagnostics) -> LineAccount.Outcome {
        var outcome = LineAccount.Outcome.alreadySo
        for path in paths {
            if !deleters.isEmpty { made.set(path) }
            let isThere = likeness.has(path, in: running)
            guard likeness.has(path, in: intent.target) else {
                outcome =
                    later(path, than: index).map { [lines] in .overridden(by: lines[$0].mark) }
                    ?? .withoutEffect(reason: "another line takes its place")
                continue
            }
            let isMoved = path.rule?.kind.isOrdered == true && reordered.contains(path.parentText)
            if isThere, !isMoved { continue }
            outcome = .sent
            if let sleeper = inactive(path) {
                warn("stays inactive with `\(sleeper)`: write `activate \(sleeper)` too", index)
            }
            guard !isThere, !path.isKnown else { continue }
            if let other = likeness.rival(of: path) {
                throw Diagnostics(
                    "`\(lines[index].text)` is unknown to Pita, and resembles `set \(other)`, which runs",
                    at: lines[index].mark,
                    hint: "if it takes the other's place, write `delete \(other)`; if it stands beside it, write both")
            }
            warn("is unknown to Pita: rollback by its plain negation", index)
        }
        return outcome
    }

    private mutating func warn(_ words: String, _ index: Int) {
        warnings.append(Diagnostic("`\(lines[index].text)` \(words)", at: lines[index].mark, severity: .warning))
    }

    /// The later line that says otherwise.
    private mutating func later(_ path: JunosPath, than index: Int) -> Int? {
        if let other = setters[Self.slot(path)], other > index { return other }
        if let range = Self.range(path), let lines = ranges[path.parentText] {
            for other in lines where other.line > index && other.range.overlaps(range) { return other.line }
        }
        return deletion(of: path, after: index)
    }

    /// The later line that deletes a statement, or what it stands in.
    private func deletion(of path: JunosPath, after index: Int) -> Int? {
        guard !deleters.isEmpty else { return nil }
        let prefixes = (1...max(1, path.steps.count)).map { path.steps.prefix($0).map(\.text).joined(separator: " ") }
        return prefixes.lazy.compactMap { [deleters] in deleters[$0] }.first { $0 > index }
    }

    /// The numbers that a path names in a set of numbers.
    private static func range(_ path: JunosPath) -> ClosedRange<Int>? {
        guard let last = path.steps.last, last.role == .value, path.rule?.kind == .numbers else { return nil }
        return JunosNumbers.range(last.text)
    }

    /// The inactive statement of the running config that a path stands in and that stays so.
    private func inactive(_ path: JunosPath) -> String? {
        guard !running.sleeping.isEmpty else { return nil }
        let prefixes = (1...max(1, path.steps.count)).map { path.steps.prefix($0).map(\.text).joined(separator: " ") }
        return prefixes.first { running.sleeping[$0] != nil && intent.target.sleeping[$0] != nil }
    }

    // MARK: delete

    private mutating func delete(_ paths: [JunosPath], _ index: Int) -> LineAccount.Outcome {
        var similar: [String] = []
        var isSent = false
        var isFound = false
        for path in paths {
            guard likeness.hasAny(of: path, in: running) else {
                // What an earlier line of the text has set is what it means, and nothing that runs.
                if !hasMade(path) { similar += likeness.similar(to: path) }
                continue
            }
            isFound = true
            if !likeness.isSame(path) { isSent = true }
            if let other = likeness.carrier(of: path) { warn("leaves `\(other)`, which carries the same", index) }
        }
        if isSent { return .sent }
        return isFound ? .alreadySo : .nothingToRemove(similar: similar)
    }

    /// Whether an earlier line has set what a deletion names. A value that an earlier line has set took the place of the one
    /// that runs, which would then be gone too: that is not what is planned.
    private func hasMade(_ path: JunosPath) -> Bool {
        guard let last = path.steps.last, !JunosMasking.isOneValue(last), path.rule?.kind != .choice else {
            return false
        }
        if !made.nodes(at: path).isEmpty { return true }
        guard let range = Self.range(path), let node = made.parent(of: path) else { return false }
        return node.children.contains { JunosNumbers.range($0.text)?.overlaps(range) == true }
    }

    // MARK: sleep and order

    private func sleep(_ paths: [JunosPath], _ verb: JunosStatement.Verb, _ index: Int) -> LineAccount.Outcome {
        var outcome = LineAccount.Outcome.alreadySo
        for path in paths.map(\.statement) {
            if let other = sleepers[path.text], other > index, statements[other].verb != verb {
                return .overridden(by: lines[other].mark)
            }
            guard !intent.target.nodes(at: path).isEmpty else {
                return deletion(of: path, after: index).map { .overridden(by: lines[$0].mark) }
                    ?? .withoutEffect(reason: "there is no `\(path.text)`")
            }
            if (running.sleeping[path.text] != nil) != (verb == .deactivate) { outcome = .sent }
        }
        return outcome
    }

    private func place(_ paths: [JunosPath], _ statement: JunosLine, _ index: Int) -> LineAccount.Outcome {
        guard let path = paths.first, let last = path.steps.last, let place = statement.place else { return .alreadySo }
        let other = JunosWords.written(place.name)
        guard let node = intent.target.parent(of: path), node.isOrdered else {
            return .withoutEffect(
                reason: "the order of `\(path.parentText)` means nothing to the device, or is unknown to Pita")
        }
        if node.child(last.text) == nil, let line = deletion(of: path, after: index) {
            return .overridden(by: lines[line].mark)
        }
        for name in [last.text, other] where node.child(name) == nil {
            return .withoutEffect(reason: "there is no `\(path.parentText) \(name)`")
        }
        guard last.text != other else { return .withoutEffect(reason: "nothing stands before or after itself") }
        let order = node.children.map(\.text)
        guard let own = order.firstIndex(of: last.text), let there = order.firstIndex(of: other),
            (own < there) == (place.word == "before")
        else { return .withoutEffect(reason: "another line puts it elsewhere") }
        return reordered.contains(path.parentText) || running.nodes(at: path).isEmpty ? .sent : .alreadySo
    }
}

extension JunosPath {
    /// The text without the last step.
    var parentText: String { steps.dropLast().map(\.text).joined(separator: " ") }
}
