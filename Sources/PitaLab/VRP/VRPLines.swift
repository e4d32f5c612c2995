/// What a line does to others: which go with it, and which must stand before it.
extension VRPConsole {
    /// Keeps a line as its row says, or takes it away with what hangs on it.
    func keepLine(_ command: ParsedCommand, _ row: VRPRow, _ isUndone: Bool) {
        // Of what runs nothing is taken back either, but that it runs.
        let isStop = isUndone && row.barredBy != "start now"
        guard isStop || isReady(command, row) else { return }
        let (path, key) = (view.path, row.key(of: command, isUndone))
        let entry = ConfigurationEntry(key: key, text: command.text, rank: command.row)
        let isHidden = row.hidden.contains(command.text)
        let gone = isUndone ? ConfigurationEntry.beginnings(row.drops, command) : []
        change { configuration in
            configuration.update(path) { ConfigurationEntry.drop(gone, from: &$0) }
            isUndone || isHidden ? configuration.remove(path, key) : configuration.set(path, entry)
        }
    }

    /// Keeps a line in the place of another.
    func keepOne(_ command: ParsedCommand, _ isUndone: Bool, beside other: String) {
        let path = view.path
        let entry = ConfigurationEntry(key: command.text, text: command.text, rank: command.row)
        change { configuration in
            configuration.remove(path, isUndone ? entry.key : other)
            if !isUndone { configuration.set(path, entry) }
        }
    }

    /// Keeps the `undo` of a line that is on by itself.
    func toggle(_ command: ParsedCommand, _ isUndone: Bool) {
        let path = view.path
        let entry = ConfigurationEntry(key: command.text, text: "undo " + command.text, rank: command.row)
        change { isUndone ? $0.set(path, entry) : $0.remove(path, entry.key) }
    }

    /// Servers of both families at once.
    func shellServer(_ command: ParsedCommand, _ isUndone: Bool) {
        let rank = VRPTables.rank(.system, "stelnet {")
        change { configuration in
            for family in ["ipv4", "ipv6"] {
                let line = "stelnet \(family) server enable"
                let entry = ConfigurationEntry(key: line, text: line, rank: rank)
                isUndone ? configuration.remove([], line) : configuration.set([], entry)
            }
        }
    }

    /// Opens a view below the one that is edited, or takes its block away.
    func block(_ command: ParsedCommand, _ row: VRPRow, _ isUndone: Bool, _ kind: VRPView.Kind, _ title: String) {
        let (path, key) = (view.path, row.key(of: command, isUndone))
        if isUndone {
            let isRunning = configuration.block(path + [key])?.contains { $0.key == "start" } == true
            guard kind != .probe || !isRunning else { return say(Self.runs) }
            let gone = ConfigurationEntry.beginnings(row.drops + [key], command)
            return change { $0.update(path) { ConfigurationEntry.drop(gone, from: &$0) } }
        }
        guard isReady(command, row) else { return }
        let old = configuration.entry(path + [key])
        if old?.text != command.text {
            // Said otherwise, as `permit` for `deny`: it keeps its lines.
            let entry = ConfigurationEntry(
                key: key, text: command.text, rank: command.row, children: old == nil ? [] : nil)
            change { $0.set(path, entry) }
        }
        view = VRPView(kind: kind, path: path + [key], title: title + (command.values.last ?? ""))
    }

    /// Adds values to a line, or takes one out.
    func keepValues(_ command: ParsedCommand, _ row: VRPRow, _ isUndone: Bool) {
        let (path, key) = (view.path, String(row.form.prefix { $0 != "~" }.dropLast()))
        let known = configuration.entry(path + [key])?.text.dropFirst(key.count).split(separator: " ").map(String.init)
        let given = command.values
        let all = (known ?? []).filter { !given.contains($0) } + (isUndone ? [] : given)
        let entry = ConfigurationEntry(key: key, text: ([key] + all).joined(separator: " "), rank: command.row)
        change { all.isEmpty ? $0.remove(path, key) : $0.set(path, entry) }
    }

    /// `undo peer X`, which takes all lines of it.
    func takeAway(_ command: ParsedCommand, _ row: VRPRow, _ isUndone: Bool) {
        let (path, gone) = (view.path, ConfigurationEntry.beginnings(row.drops, command))
        change { $0.update(path) { ConfigurationEntry.drop(gone, from: &$0) } }
    }

    private func isReady(_ command: ParsedCommand, _ row: VRPRow) -> Bool {
        let bars = row.barredBy.map { ConfigurationEntry.beginnings([$0], command)[0] }
        if let bars, configuration.block(view.path)?.contains(where: { $0.begins(with: bars) }) == true {
            say(
                bars == "start now"
                    ? Self.runs
                    : "Error: The area has been configured as \(bars == "nssa" ? "an NSSA" : "a stub") area.")
            return false
        }
        guard let line = row.needsLine.map({ ConfigurationEntry.beginnings([$0], command)[0] }) else { return true }
        let now = configuration
        let blocks = [view.path, Array(view.path.dropLast())].compactMap { now.block($0) }
        if blocks.contains(where: { $0.contains { $0.begins(with: line) } }) { return true }
        say(line == "test-type" ? "Error: The test type is not configured." : "Error: The peer does not exist.")
        return false
    }

    private static let runs = "Error: The test instance is running."
}

extension VRPRow {
    /// What a line of the row sets, or its `undo` takes back.
    func key(of command: ParsedCommand, _ isUndone: Bool) -> String {
        guard let keyWords else { return command.key }
        let places = isUndone ? keyWords.undo : keyWords.set
        return places.filter { $0 < command.words.count }.map { command.words[$0] }.joined(separator: " ")
    }
}
