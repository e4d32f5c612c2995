/// Lines: understood in their view or in the system view, and kept.
extension VRPConsole {
    func execute(_ line: String) {
        let words = TypedWord.split(line)
        guard let first = words.first, first.text != "#" else { return }
        typedLine = line
        let isUndone = first.text.lowercased() == "undo"
        let bar = "display".hasPrefix(first.text.lowercased()) ? line.firstIndex(of: "|") : nil
        let command = bar.map { String(line[..<$0]) } ?? line
        let outcome = tables.exec(view.kind).parse(command, reader: reader.read)
        if case .found(let parsed) = outcome {
            tables.execRows[parsed.row].run(self, parsed)
            if let bar { filter(String(line[line.index(after: bar)...])) }
            return
        }
        var failures = [outcome]
        for kind in places {
            let result = tables.configuration(kind, isUndone: isUndone).parse(line, reader: reader.read)
            if case .found(let parsed) = result {
                while view.kind != kind, let above = view.kind.parent {
                    view =
                        above == .system ? .system : VRPView(kind: above, path: view.path.dropLast(), title: view.title)
                }
                return perform(parsed, isUndone)
            }
            failures.append(result)
        }
        refuse(worst(failures))
    }

    /// A view's commands and those of the views above it are understood, but for the user view's.
    private var places: [VRPView.Kind] {
        Array(sequence(first: view.kind) { $0.parent }.prefix { $0 != .user })
    }

    private func worst(_ failures: [CommandTable.Outcome]) -> CommandTable.Outcome {
        if failures.contains(.ambiguous) { return .ambiguous }
        if failures.contains(.incomplete) { return .incomplete }
        func column(_ outcome: CommandTable.Outcome) -> Int {
            if case .invalid(let column, _) = outcome { return column }
            return -1
        }
        return failures.max { column($0) < column($1) } ?? .incomplete
    }

    private func filter(_ text: String) {
        let lines = events.flatMap { event -> [String] in
            if case .line(let line) = event { return line.components(separatedBy: "\n") }
            return []
        }
        guard let filter = LineFilter(text) else {
            events = []
            return refuse(.incomplete)
        }
        events = filter.apply(lines).map { .line($0) }
    }

    private func perform(_ command: ParsedCommand, _ isUndone: Bool) {
        guard let row = tables.row(view.kind, command.row) else { return }
        var command = command
        if isUndone {
            command.words.removeFirst()
            command.keyLength -= 1
        }
        switch row.effect {
        case .run(let body): body(self, command, isUndone)
        case .toggle: toggle(command, isUndone)
        case .set: keepLine(command, row, isUndone)
        case .block(let kind, let title): block(command, row, isUndone, kind, title)
        case .values: keepValues(command, row, isUndone)
        case .none: takeAway(command, row, isUndone)
        }
    }

    /// Keeps a line under its key, or takes it away.
    func keep(_ command: ParsedCommand, _ isUndone: Bool) {
        let hidden = tables.row(view.kind, command.row)?.hidden ?? []
        let path = view.path
        let entry = ConfigurationEntry(key: command.key, text: command.text, rank: command.row)
        change { configuration in
            if isUndone || hidden.contains(entry.text) {
                configuration.remove(path, entry.key)
            } else {
                configuration.set(path, entry)
            }
        }
    }

    /// Refuses at the last of the typed words.
    func refuseLast(_ reason: CommandTable.Reason = .wrongValue) {
        refuse(.invalid(column: TypedWord.split(typedLine).last?.column ?? 0, reason))
    }

    /// Changes what runs, or notes the change for the commit.
    func change(_ edit: @escaping (inout VRPConfiguration) -> Void) {
        guard isImmediate else { return edits.append(edit) }
        guard permission() == .apply else { return }
        edit(&state.running)
        state.changed = surroundings.wall().timeIntervalSince1970
        settle()
    }

    /// What becomes of a change; says why it is refused.
    func permission() -> ChangePermission {
        if isInstalling { return .apply }
        if surroundings.isLocked {
            say("Error: The configuration is locked by other user. [Session ID = 407]")
            return .refuse
        }
        let permission = surroundings.beforeChange()
        if permission == .refuse {
            say("Error: Failed to apply the configuration because of insufficient hardware resources.")
        }
        return permission
    }

    /// What follows from what runs: counters, indexes, the start of policies.
    func settle() {
        let now = surroundings.monotonic()
        var attached: [String: Double] = [:]
        for name in interfaceNames(state.running) {
            if state.indexes[name] == nil { state.indexes[name] = (state.indexes.values.max() ?? 4) + 1 }
            state.meter.note(name, isOn: !isShut(name), now: now)
            for line in state.running.block(["interface " + name]) ?? [] where line.key.hasPrefix("traffic-policy ") {
                let key = name + " " + line.key
                attached[key] = state.attached[key] ?? now
            }
        }
        state.attached = attached
    }

    func open(_ entry: ConfigurationEntry, _ kind: VRPView.Kind, _ title: String) {
        if configuration.entry([entry.key]) == nil { change { $0.set([], entry) } }
        view = VRPView(kind: kind, path: [entry.key], title: title)
    }

    // MARK: - Views

    func enterSystem(isImmediate: Bool) {
        self.isImmediate = isImmediate || !model.hasCandidate
        say("Enter system view, return user view with \(model.hasCandidate ? "return command" : "Ctrl+Z").")
        view = .system
    }

    /// Leaves for a view above; to the user view only without open changes.
    func leave(_ kind: VRPView.Kind) {
        if kind != .user, kind != .system {
            return view = VRPView(kind: kind, path: view.path.dropLast(), title: view.title)
        }
        guard kind == .user, !edits.isEmpty, configuration != state.running else {
            if kind == .user { edits = [] }
            view = VRPView(kind: kind)
            return
        }
        let text = "Warning: Uncommitted configurations found, commit them before exiting? [Y(yes)/N(no)/C(cancel)]:"
        ask(text, letters: "YNC") { console, letter in
            if letter == "C" { return }
            if letter == "Y", !console.commit() { return }
            console.edits = []
            console.view = .user
        }
    }

    func quit() {
        guard let parent = view.kind.parent else {
            say("Info: Configuration console exit, please retry to log on")
            return events.append(.close)
        }
        leave(parent)
    }
}
