/// Configuration lines: understood in their mode or one above it, and kept.
extension IOSConsole {
    /// Takes one line of configuration.
    func configure(_ line: String) {
        let words = TypedWord.split(line)
        guard let first = words.first, !first.text.hasPrefix("!") else { return }
        typedLine = line
        typedMode = mode
        isDefault = first.text.lowercased() == "default"
        if isDefault, defaultInterface(words) { return }
        let isNegated = isDefault || first.text.lowercased() == "no"
        var place = mode
        var failures: [CommandTable.Outcome] = []
        while true {
            let outcome = tables.configuration(place.kind).parse(
                line, from: isNegated ? 1 : 0, isNegated: isNegated, reader: reader.read)
            if case .found(let command) = outcome {
                mode = place
                return perform(command, isNegated)
            }
            failures.append(outcome)
            guard place.kind.parent != nil else { break }
            place = place.parent
        }
        refuse(worst(failures), line)
    }

    /// The failure that says most: of several columns the farthest.
    private func worst(_ failures: [CommandTable.Outcome]) -> CommandTable.Outcome {
        if failures.contains(.incomplete) { return .incomplete }
        if failures.contains(.ambiguous) { return .ambiguous }
        let columns = failures.map { outcome in
            if case .invalid(let column, _) = outcome { return column }
            return 0
        }
        return failures.first { if case .invalid(columns.max() ?? 0, _) = $0 { true } else { false } }
            ?? .invalid(column: columns.max() ?? 0)
    }

    /// Refuses the line at one of its words, from the end.
    func refuseTyped(fromEnd count: Int = 1, plus letters: Int = 0) {
        let words = TypedWord.split(typedLine)
        guard words.count >= count else { return }
        refuse(.invalid(column: words[words.count - count].column + letters), typedLine)
    }

    private func perform(_ command: ParsedCommand, _ isNegated: Bool) {
        guard let row = tables.row(mode.kind, command.row) else { return }
        switch row.effect {
        case .run(let body): body(self, command, isNegated)
        case .set: keepLine(command, row, isNegated)
        case .block(let kind): block(command, row, isNegated, kind)
        case .values: keepValues(command, isNegated)
        case .numbered: keepNumbered(command, row, isNegated)
        case .sequenced: keepSequenced(command, row, isNegated)
        case .all: takeAll(command, isNegated)
        case .states(let usual): keepState(command, isNegated, usual)
        case .shown(let usual):
            var whole = command
            if isNegated { whole.words = command.key.split(separator: " ").map(String.init) + [usual] }
            keepLine(whole, row, false)
        case .completed(let word, let count):
            var whole = command
            if whole.words.count < count { whole.words.append(word) }
            keepLine(whole, row, isNegated)
        case .toggle:
            let entry = ConfigurationEntry(key: command.text, text: "no " + command.text, rank: command.row)
            let path = mode.path
            change { isNegated && !isDefault ? $0.set(path, entry) : $0.remove(path, entry.key) }
        }
    }

    /// Keeps a line under its key, or takes it away.
    func keep(_ command: ParsedCommand, _ isNegated: Bool) {
        let hidden = tables.row(mode.kind, command.row)?.hidden ?? []
        let path = mode.path
        let entry = ConfigurationEntry(key: command.key, text: command.text, rank: command.row)
        change { configuration in
            if isNegated || hidden.contains(command.text) {
                configuration.remove(path, command.key)
            } else {
                configuration.set(path, entry)
            }
        }
    }

    /// Changes what runs, unless a fault speaks against it; gives whether it did.
    @discardableResult
    func change(_ body: (inout IOSConfiguration) -> Void) -> Bool {
        if !isInstalling {
            switch surroundings.beforeChange() {
            case .apply: break
            case .pretend: return false
            case .refuse:
                say("Command rejected: not enough hardware resources")
                return false
            }
        }
        body(&state.running)
        // What a session holds does not run yet.
        if isStaging { return true }
        settle()
        state.changed = .init(seconds: surroundings.wall().timeIntervalSince1970, user: surroundings.user)
        return true
    }

    /// What follows from the configuration: counters, indexes, the start of policies.
    func settle() {
        let now = surroundings.monotonic()
        var attached: [String: Double] = [:]
        for name in interfaceNames {
            _ = index(of: name)
            state.meter.note(name, isOn: !isShut(name), now: now)
            for direction in ["input", "output"] where policy(name, direction) != nil {
                attached["\(name) \(direction)"] = state.attached["\(name) \(direction)"] ?? now
            }
        }
        state.attached = attached
    }

    /// Opens a block that is there or is made by being named.
    func enterBlock(_ command: ParsedCommand, _ isNegated: Bool, _ kind: IOSMode.Kind) {
        if isNegated {
            if kind == .line, command.values.first.flatMap({ Int($0) }).map({ $0 < 5 }) == true {
                return say("% Can't delete last 5 VTY lines")
            }
            return _ = change { $0.remove([], command.key) }
        }
        open([], ConfigurationEntry(key: command.key, text: command.text, rank: command.row, children: []), kind)
    }

    /// Enters a block of the current one, and makes it when it is not there.
    func open(_ path: [String], _ entry: ConfigurationEntry, _ kind: IOSMode.Kind) {
        if state.running.entry(path + [entry.key]) == nil { change { $0.set(path, entry) } }
        mode = IOSMode(kind: kind, path: path + [entry.key])
    }

    func doExec(_ command: ParsedCommand, _ isNegated: Bool) {
        mode = .privileged
        execute(command.values.first ?? "")
        mode = typedMode
    }

    // MARK: - Lines of their own kind

    func nameServers(_ command: ParsedCommand, _ isNegated: Bool) {
        let key = "ip name-server"
        let known = state.running.entry([key])?.text.split(separator: " ").dropFirst(2).map(String.init) ?? []
        let wanted =
            isNegated
            ? known.filter { !command.values.contains($0) }
            : known + command.values.filter { !known.contains($0) }
        let entry = ConfigurationEntry(key: key, text: ([key] + wanted).joined(separator: " "), rank: command.row)
        change { wanted.isEmpty ? $0.remove([], key) : $0.set([], entry) }
    }

    func userName(_ command: ParsedCommand, _ isNegated: Bool) {
        let key = "username " + (command.values.first ?? "")
        if isNegated {
            guard state.running.entry([key]) != nil else { return }
            if isInstalling { return state.running.remove([], key) }
            let warning = "This operation will remove all username related configurations with same name."
            return confirm(warning + "Do you want to continue?") { console in
                console.change { $0.remove([], key) }
            }
        }
        var words = command.words
        let plain = words.removeLast()
        let kind = Int(words.last ?? "") == nil || words.dropLast().last == "privilege" ? nil : words.popLast()
        let isSecret = words.last == "secret"
        if isSecret, kind == nil || kind == "0" {
            words += [model.isXE ? "9" : "5", (model.isXE ? "$9$" : "$1$") + GroundTruth.digest(plain)]
        } else {
            words += [kind ?? "0", plain]
        }
        let entry = ConfigurationEntry(key: key, text: words.joined(separator: " "), rank: command.row)
        change { $0.set([], entry) }
    }

    func banner(_ command: ParsedCommand, _ isNegated: Bool) {
        let key = command.key
        if isNegated {
            change { $0.remove([], key) }
            return
        }
        var text = command.values.first ?? ""
        let delimiter = text.hasPrefix("^C") ? "^C" : String(text.prefix(1))
        text.removeFirst(delimiter.count)
        banner = Banner(kind: key, delimiter: delimiter)
        if text.isEmpty {
            say("Enter TEXT message.  End with the character '\(delimiter.prefix(1))'.")
        } else {
            addToBanner(text)
        }
    }

    /// Takes lines up to the delimiter; what stands behind it is lost.
    func addToBanner(_ line: String) {
        guard var open = banner else { return }
        if let end = line.range(of: open.delimiter) {
            let rest = String(line[..<end.lowerBound])
            if !rest.isEmpty { open.lines.append(rest) }
            banner = nil
            let rank = tables.rank(.configuration, "banner")
            let entry = ConfigurationEntry(
                key: open.kind, text: open.kind + " ^C", rank: rank,
                children: open.lines.map { ConfigurationEntry(key: $0, text: $0, rank: 0) })
            change { configuration in
                configuration.remove([], open.kind)
                configuration.set([], entry)
            }
        } else {
            open.lines.append(line)
            banner = open
        }
    }
}
