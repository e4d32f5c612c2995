import PitaDiagnostics

/// What the platforms of lines have in common: reading a config, and the change between two.
struct LineConfig {
    let grammar: LineGrammar

    /// The config of a text in the device's language.
    ///
    /// - Parameter isRunning: whether a device runs it. Else it is what is intended, where `no X` says that X must not be.
    func tree(_ text: String, file: String, isRunning: Bool) throws(Diagnostics) -> ConfigTree {
        guard isRunning else { return try intended(text, file: file) { _, _ in } }
        let lines = try LineReader(grammar: grammar, file: file).read(text).lines
        var tree = LineTree(grammar: grammar, isRunning: true)
        try tree.add(grammar.prepared(lines))
        return plain(tree.tree)
    }

    /// What is intended, once its lines have been looked at: as they are written, and as the device would say them.
    func intended(
        _ text: String, file: String,
        check: (_ written: [ConfigLine], _ prepared: [ConfigLine]) throws(Diagnostics) -> Void
    ) throws(Diagnostics) -> ConfigTree {
        try RuntimeSlot.refuse(in: text, file: file)
        let lines = try LineReader(grammar: grammar, file: file).read(text).lines
        let prepared = (grammar.preparedIntent ?? grammar.prepared)(lines)
        try check(lines, prepared)
        try refuseForeign(lines)
        var tree = LineTree(grammar: grammar, isRunning: false)
        try tree.add(prepared)
        return tree.tree
    }

    /// A line that is taken back by the word of other makers says nothing to this device.
    private func refuseForeign(_ lines: [ConfigLine]) throws(Diagnostics) {
        let (own, foreign) = (grammar.negation, grammar.negation == "no" ? "undo" : "no")
        for line in lines {
            if line.text.words.first == foreign[...] {
                throw Diagnostics(
                    "this device does not know `\(foreign)`", at: line.mark,
                    hint: "write `\(own) \(line.text.words.dropFirst().joined(separator: " "))`")
            }
            try refuseForeign(line.children)
        }
    }

    /// The config that a device runs; throws unless its last line was seen.
    func running(_ text: String) throws(Diagnostics) -> ConfigTree {
        let result = try LineReader(grammar: grammar, file: "running-config").read(text)
        guard result.isComplete else {
            throw Diagnostics("the config is not complete: it does not end with `\(grammar.terminator)`")
        }
        var tree = LineTree(grammar: grammar, isRunning: true)
        try tree.add(grammar.prepared(result.lines))
        return plain(tree.tree)
    }

    /// A running config without what goes without saying.
    private func plain(_ tree: ConfigTree) -> ConfigTree {
        guard tree.objects.contains(where: { settles($0) }) else { return said(tree) }
        return said(tree.holding(tree.objects.map(settled)))
    }

    /// A change as lines.
    struct Change {
        let steps: [LineStep]
        let reverse: [LineStep]
        let before: ConfigTree
        let after: ConfigTree
        let differences: [ObjectDifference]
        let irreversible: [String]
        /// What the approver should know: lines that go with others, lines that no rule knows.
        let warnings: [Diagnostic]
        /// What became of each line of the intended config.
        let accounts: [LineAccount]
        /// Objects that name something that is removed, and what: `route-map A`.
        let dangling: [(user: ObjectID, name: String)]
        /// The whole config as it will be.
        let target: ConfigTree
        let marks: [ObjectID: SourceMark]
    }

    /// The change from what runs to what is intended.
    func change(
        from running: ConfigTree, to intended: ConfigTree, mode: ChangeMode
    ) throws(Diagnostics) -> Change {
        try LineConfig(grammar: grammar.remembering).remembered(from: running, to: intended, mode: mode)
    }

    private func remembered(
        from running: ConfigTree, to intended: ConfigTree, mode: ChangeMode
    ) throws(Diagnostics) -> Change {
        let hasAbsent = running.objects.contains { $0.isAbsent }
        let running = plain(hasAbsent ? running.holding(running.objects.filter { !$0.isAbsent }) : running)
        let resolved = resolved(grammar.officeReplaced(intended, running: running), running: running)
        var state = IntendedState(running: running, intended: resolved, mode: mode, settled: settled)
        state.tree = retold(state.tree, by: resolved)
        let order = LineOrder(grammar: grammar)
        state.tree = order.arranged(said(state.tree), by: intended)
        try cascade(&state, running: running)
        try refuseKeepers(state)
        let consequences = LineConsequences(grammar: grammar)
        let isNamed = { (id: ObjectID, property: String?) in
            property.map { resolved[id]?.properties[$0] != nil } ?? (resolved[id] != nil)
        }
        let brought = consequences.brought(to: state.tree, running: running, isNamed: isNamed)
        let losses = LineLosses(grammar: grammar, running: running, target: brought, isNamed: isNamed)
        try Self.refuse(losses.conflicts, marks: state.marks)
        let target = losses.tree
        var accounting = LineAccounts(grammar: grammar, running: running, target: target)
        let accounts = accounting.all(of: intended.lines)
        var unknowns = LineUnknowns(grammar: grammar, running: running)
        let unknown = unknowns.findings(accounts)
        try unknown.throwIfErrors()
        let difference = TreeDifference(from: running, to: target)
        let differences = difference.differences(from: running, to: target)
        let doubles = LineDoubles(grammar: grammar, running: running, target: target)
        let conflicts =
            doubles.errors(marks: state.marks)
            + LineConflicts(grammar: grammar, running: running, target: target).errors(differences, marks: state.marks)
        guard conflicts.isEmpty else { throw Diagnostics(conflicts) }
        var forward = LineChange(grammar: grammar, from: running, to: target, marks: state.marks)
        let steps = forward.run()
        if let (line, id) = forward.lasting.first {
            throw Diagnostics("`\(line)` can't be taken back: the device has no line for it", at: state.marks[id])
        }
        if let line = forward.unsayable.first {
            throw Diagnostics(
                "`\(line)` holds a secret, and its text is not known",
                at: forward.unsayableMark ?? difference.ids.compactMap { state.marks[$0] }.min(),
                hint: "set it on the device by hand; Pita leaves lines with secrets as they are")
        }
        var back = LineChange(grammar: grammar, from: target, to: running)
        back.isReverse = true
        let reverse = back.run()
        let touched = order.touched(difference, from: running, to: target)
        return Change(
            steps: steps, reverse: reverse, before: touched.before, after: touched.after,
            differences: differences,
            irreversible: doubles.irreversible
                + back.unsayable.map { "`\($0)` can't be brought back: its secret can't be read" }
                + back.lasting.map { "`\($0.line)` can't be taken back: the device has no line for it" },
            warnings: Self.warnings(losses, marks: state.marks) + unknown.items, accounts: accounts,
            dangling: LineReferences(grammar: grammar).dangling(from: running, to: target), target: target,
            marks: state.marks)
    }

    /// Throws where the text says two lines of which the device has one.
    private static func refuse(
        _ conflicts: [LineLosses.Conflict], marks: [ObjectID: SourceMark]
    ) throws(Diagnostics) {
        let items = conflicts.filter { !$0.isPossible }.map { conflict in
            Diagnostic(
                "`\(conflict.line)` of \(conflict.id) can't stand beside `\(conflict.cause)`, which the text says too",
                at: marks[conflict.id], hint: "leave one of them out")
        }
        guard items.isEmpty else { throw Diagnostics(items) }
    }

    private static func warnings(_ losses: LineLosses, marks: [ObjectID: SourceMark]) -> [Diagnostic] {
        losses.conflicts.map { conflict in
            Diagnostic(
                "`\(conflict.line)` of \(conflict.id) is said of what `\(conflict.cause)` takes away",
                at: marks[conflict.id],
                severity: .warning)
        }
            + losses.losses.map { loss in
                let line = loss.line == "\(loss.id)" ? "`\(loss.line)`" : "`\(loss.line)` of \(loss.id)"
                let words =
                    switch loss.way {
                    case .dropped: "the device drops \(line) with `\(loss.cause)`"
                    case .excluded: "\(line) is removed: it can't stand beside `\(loss.cause)`"
                    case .taken: "\(line) is removed along with `\(loss.cause)`"
                    }
                return Diagnostic(words, at: marks[loss.id], severity: .warning)
            }
    }

    /// The object without what goes without saying.
    private func settled(_ object: ConfigObject) -> ConfigObject {
        guard settles(object) else { return object }
        var object = object
        object.properties = object.properties.filter { !isSettled($0.key, $0.value, of: object.id) }
        return object
    }

    /// Whether an object says something that goes without saying.
    private func settles(_ object: ConfigObject) -> Bool {
        object.properties.contains { isSettled($0.key, $0.value, of: object.id) }
    }

    /// Whether a line of a block, or the value of a line of the top, goes without saying.
    private func isSettled(_ name: String, _ value: String, of id: ObjectID) -> Bool {
        guard !value.isEmpty else { return true }
        // What the rules of such lines may say decides most: whether it is a block takes a look through them.
        guard
            grammar.traits(of: name, value, in: id).contains(.settles)
                || !id.isInner && grammar.traits(ofTop: id, value).contains(.settles)
        else { return false }
        let rule =
            grammar.isBlock(id)
            ? grammar.rule(of: name, value: value, in: id)?.rule : grammar.rule(of: id, value: value)
        guard case .flag(let isOnByDefault) = rule?.kind else { return rule?.standard == value }
        return value == (isOnByDefault ? LineTree.on : LineTree.off)
    }

    /// The config without the lines of the top that say what goes without saying.
    private func said(_ tree: ConfigTree) -> ConfigTree {
        func isUnsaid(_ object: ConfigObject) -> Bool {
            object.properties.isEmpty && !object.id.isInner
                && grammar.rules[""]?.isSaidByValue(object.id.description) == true && !grammar.isBlock(object.id)
        }
        guard tree.objects.contains(where: isUnsaid) else { return tree }
        return tree.holding(tree.objects.filter { !isUnsaid($0) })
    }

    /// The config with other words behind the names of blocks that have one thing there, where the text says another: what
    /// is tracked.
    private func retold(_ tree: ConfigTree, by intended: ConfigTree) -> ConfigTree {
        var tree = tree
        for object in intended.objects where grammar.block(of: object.id)?.remade == .withTail {
            func isTail(_ name: String, _ value: String) -> Bool {
                if case .tail = grammar.rule(of: name, value: value, in: object.id)?.rule.kind { true } else { false }
            }
            guard object.properties.contains(where: { isTail($0.key, $0.value) }), let whole = tree[object.id] else {
                continue
            }
            tree[object.id]?.properties = whole.properties.filter { name, value in
                object.properties[name] != nil || !isTail(name, value)
            }
        }
        return tree
    }

    /// The intended config with its sets whole, and each object and line named that one stands for.
    private func resolved(_ intended: ConfigTree, running: ConfigTree) -> ConfigTree {
        var there = LineIndex(running)
        let overridden = overridden(intended)
        return ConfigTree(
            intended.objects.flatMap { object -> [ConfigObject] in
                guard !object.isAbsent else { return named(object, intended, &there) }
                guard !overridden.contains(object.id) else {
                    return [ConfigObject(id: object.id, properties: [:], isAbsent: true, mark: object.mark)]
                }
                guard !object.properties.isEmpty else { return [object] }
                var object = object
                let old = running[object.id]?.properties ?? [:]
                guard grammar.isBlock(object.id) else {
                    if let value = object.properties[LineTree.value] {
                        let rule = grammar.rule(of: object.id, value: value)
                        object.properties[LineTree.value] = whole(value, old[LineTree.value], rule)
                        object.isAbsent =
                            rule?.isSet == true && object.properties[LineTree.value]?.isEmpty == true
                    }
                    return [object]
                }
                for (name, value) in object.properties {
                    if name.hasSuffix(LineTree.all) {
                        object.properties[name] = nil
                        let beginning = String(name.dropLast(LineTree.all.count))
                        for other in there.names(in: object.id, takenBackBy: beginning, grammar)
                        where object.properties[other] == nil {
                            object.properties[other] = ""
                        }
                    } else if name.hasPrefix(LineTree.byValue) {
                        object.properties[name] = nil
                        let value = name.dropFirst(LineTree.byValue.count)
                        let other = there.names(in: object.id, ofValue: String(value)).first
                        if let other, object.properties[other] == nil { object.properties[other] = "" }
                    } else if !value.isEmpty, grammar.traits(of: name, value, in: object.id).contains(.resolves) {
                        let rule = grammar.rule(of: name, value: value, in: object.id)?.rule
                        object.properties[name] = whole(value, old[name], rule)
                    }
                }
                return [object]
            })
    }

    /// The objects that the text says, and then takes back by a line that stands for several.
    private func overridden(_ intended: ConfigTree) -> Set<ObjectID> {
        let groups = intended.objects.filter { $0.isAbsent && $0.id.key.hasSuffix(LineTree.all) }
        guard !groups.isEmpty else { return [] }
        var said: [ObjectID: SourceMark] = [:]
        for line in intended.lines {
            guard let claim = line.claim, claim.meaning != .gone else { continue }
            said[claim.id] = line.mark
        }
        var index = LineIndex(intended)
        var overridden = Set<ObjectID>()
        for group in groups {
            for id in index.objects(takenBackBy: group.id, grammar) where intended[id]?.isAbsent == false {
                if let mark = said[id], let last = group.mark, mark < last { overridden.insert(id) }
            }
        }
        return overridden
    }

    /// A set as it is to be.
    private func whole(_ value: String, _ old: String?, _ rule: LineRule?) -> String {
        switch rule?.kind {
        case .vlans(let style): LineVLANValue(style).resolved(value, running: old)
        case .words: rule?.settled(LineWords.resolved(value, running: old)) ?? value
        // The opposite of what is shown goes without saying.
        case .value where rule?.undo == .opposite && old != nil && old != value: ""
        default: value
        }
    }

    /// The running objects for which an absent one stands: all whose names begin with the words before its `*`.
    private func named(
        _ object: ConfigObject, _ intended: ConfigTree, _ there: inout LineIndex
    ) -> [ConfigObject] {
        guard object.id.key.hasSuffix(LineTree.all) else { return [object] }
        return there.objects(takenBackBy: object.id, grammar).filter { intended[$0] == nil }
            .map { ConfigObject(id: $0, properties: [:], isAbsent: true, mark: object.mark) }
    }

    /// What stands in a block goes with it; what is made in one needs it.
    private func cascade(_ state: inout IntendedState, running: ConfigTree) throws(Diagnostics) {
        var gone = Set<ObjectID>()
        defer { state.tree.remove(gone) }
        for object in state.tree.objects where object.id.isInner {
            for ancestor in LinePath(object.id).ancestors where ancestor != object.id && state.tree[ancestor] == nil {
                if state.marks[object.id] == nil {
                    gone.insert(object.id)
                } else if running[ancestor] != nil {
                    throw Diagnostics(
                        "\(object.id) stands in \(ancestor), which is removed", at: state.marks[object.id])
                } else {
                    state.tree[ancestor] = ConfigObject(id: ancestor, properties: [:])
                }
            }
        }
    }

    private func refuseKeepers(_ state: IntendedState) throws(Diagnostics) {
        for id in state.removals {
            guard let last = LinePath(id).steps.last,
                let block = grammar.block(of: id),
                let reason = block.keeper(last.name)
            else { continue }
            throw Diagnostics("\(id): \(reason)", at: state.marks[id])
        }
    }
}

extension LineConfig {
    /// The config as text, in the order of its objects; secrets stay masked, and texts that are not kept are empty.
    func text(of tree: ConfigTree) -> String {
        let objects = tree.objects.filter { !$0.isAbsent }
        // Each object's lines come from a change that makes it out of nothing.
        let bodies = objects.map { object in
            var change = LineChange(
                grammar: grammar, from: ConfigTree(), to: ConfigTree([object]), isForPeople: true)
            return change.run().map { step in
                step.text.split(separator: "\n").map { line in
                    let ending = grammar.opaque(line)?.isKept == true ? nil : grammar.ending(of: line)
                    return "\(line)\n" + (ending.map { "\($0)\n" } ?? "")
                }.joined()
            }.joined()
        }
        return bodies.joined(separator: "\(grammar.comment)\n") + "\(grammar.comment)\n\(grammar.terminator)\n"
    }
}
