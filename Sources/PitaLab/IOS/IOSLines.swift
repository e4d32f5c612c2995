/// What a line does to others: which take its place, go with it, or must stand before it.
extension IOSConsole {
    /// Keeps a line as its row says, or takes it away with what hangs on it.
    func keepLine(_ command: ParsedCommand, _ row: IOSRow, _ isNegated: Bool) {
        guard isNegated || isReady(command, row) else { return }
        let (path, key) = (mode.path, row.key(of: command))
        let old = state.running.entry(path + [key])?.text
        if isNegated ? old == nil && row.drops.isEmpty : old == command.text { return }
        let gone = ConfigurationEntry.beginnings(isNegated ? row.drops + row.wipes : row.wipes, command)
        let entry = ConfigurationEntry(key: key, text: command.text, rank: command.row)
        let isHidden = ConfigurationEntry.beginnings(row.hidden, command).contains(command.text)
        change { configuration in
            configuration.update(path) { ConfigurationEntry.drop(gone, from: &$0) }
            isNegated || isHidden ? configuration.remove(path, key) : configuration.set(path, entry)
        }
    }

    /// Opens a block below the one that is edited, or takes it away.
    func block(_ command: ParsedCommand, _ row: IOSRow, _ isNegated: Bool, _ kind: IOSMode.Kind) {
        let (path, key) = (mode.path, row.key(of: command))
        if isNegated {
            let gone = ConfigurationEntry.beginnings(row.drops, command)
            return _ = change { configuration in
                configuration.remove(path, key)
                configuration.update(path) { ConfigurationEntry.drop(gone, from: &$0) }
            }
        }
        guard isReady(command, row) else { return }
        if let old = state.running.entry(path + [key]), old.text != command.text {
            // Said otherwise, as `permit` for `deny`: it keeps its lines.
            change { $0.set(path, ConfigurationEntry(key: key, text: command.text, rank: command.row)) }
        }
        open(path, ConfigurationEntry(key: key, text: command.text, rank: command.row, children: []), kind)
    }

    /// Adds values to a line, or takes them out; without any the line goes.
    func keepValues(_ command: ParsedCommand, _ isNegated: Bool) {
        let (path, key) = (mode.path, command.key)
        let known = state.running.entry(path + [key])?.text.dropFirst(key.count).split(separator: " ").map(String.init)
        let given = Array(command.words.dropFirst(command.keyLength))
        let text = isNegated && given.isEmpty ? "" : Self.joined(known ?? [], given, isNegated)
        let entry = ConfigurationEntry(key: key, text: key + " " + text, rank: command.row)
        change { text.isEmpty ? $0.remove(path, key) : $0.set(path, entry) }
    }

    /// Numbers as a list with ranges, names in the order in which they were said.
    private static func joined(_ known: [String], _ given: [String], _ isNegated: Bool) -> String {
        if given.count == 1, let numbers = VLANText.parse(given[0]) {
            let old = known.first.flatMap(VLANText.parse) ?? []
            return VLANText.text(isNegated ? old.subtracting(numbers) : old.union(numbers))
        }
        let all = isNegated ? known.filter { !given.contains($0) } : known + given.filter { !known.contains($0) }
        return all.joined(separator: " ")
    }

    /// An entry goes by the whole of its line, and none takes the place of another.
    func keepNumbered(_ command: ParsedCommand, _ row: IOSRow, _ isNegated: Bool) {
        let (path, key) = (mode.path, row.key(of: command))
        let old = state.running.entry(path + [key])
        if isNegated {
            guard old?.text == command.text else { return say("%Can't find specified prefix-list") }
            change { $0.remove(path, key) }
        } else if old?.text == command.text {
            return
        } else if old != nil {
            say("%Insertion failed - seq # exists: \(command.text)")
        } else if state.running.block(path)?.contains(where: { Self.isEqual($0.text, command.text) }) == true {
            say("%Insertion failed - prefix-list entry exists: \(command.text)")
        } else {
            let order = key.split(separator: " ").last.flatMap { Int($0) } ?? 0
            change {
                $0.set(path, ConfigurationEntry(key: key, text: command.text, rank: command.row, order: order))
            }
        }
    }

    /// Whether two entries of one prefix list say the same under two numbers.
    private static func isEqual(_ entry: String, _ other: String) -> Bool {
        let (words, others) = (entry.split(separator: " "), other.split(separator: " "))
        guard words.count > 5, others.count > 5, words[3] == "seq" else { return false }
        return words[..<4] == others[..<4] && words[5...] == others[5...]
    }

    /// What is off is shown as such; what goes without saying is not shown, unless nothing does.
    func keepState(_ command: ParsedCommand, _ isNegated: Bool, _ usual: String?) {
        let (path, key) = (mode.path, command.key)
        if key == "login", !isNegated, model.dialect == .ios, state.running.entry(["aaa new-model"]) != nil {
            return say("% AAA is enabled. Command not supported. Use an aaa authentication methodlist")
        }
        let value = command.words.dropFirst(command.keyLength).joined(separator: " ")
        let isShown = !isDefault && (isNegated || (value != usual && (!value.isEmpty || usual == nil)))
        let text = !isShown ? "" : isNegated ? "no " + key : [key, value].filter { !$0.isEmpty }.joined(separator: " ")
        let entry = ConfigurationEntry(key: key, text: text, rank: command.row)
        change { text.isEmpty ? $0.remove(path, key) : $0.set(path, entry) }
    }

    /// With AAA the lines ask no more as `login local` said, and without it they do not begin to again.
    func newModel(_ command: ParsedCommand, _ isNegated: Bool) {
        guard let row = tables.row(mode.kind, command.row) else { return }
        keepLine(command, row, isNegated)
        guard !isNegated else { return }
        change { configuration in
            for line in configuration.entries.map(\.key) where line.hasPrefix("line ") {
                configuration.remove([line], "login")
            }
        }
    }

    /// Takes all lines that begin so.
    func takeAll(_ command: ParsedCommand, _ isNegated: Bool) {
        guard isNegated else { return refuse(.incomplete, typedLine) }
        let path = mode.path
        change { $0.update(path) { ConfigurationEntry.drop([command.text], from: &$0) } }
    }

    /// A routing instance goes with the addresses of the interfaces that are in it.
    func routingInstance(_ command: ParsedCommand, _ isNegated: Bool) {
        let name = command.values[0]
        guard isNegated else {
            return open(
                [], ConfigurationEntry(key: command.key, text: command.text, rank: command.row, children: []), .vrf)
        }
        let bindings = ["vrf forwarding", "ip vrf forwarding", "vrf"]
        let users = interfaceNames.filter { user in
            bindings.contains { line(user, $0)?.hasSuffix(" " + name) == true }
        }
        change { configuration in
            configuration.remove([], command.key)
            for user in users {
                configuration.update(["interface " + user]) { lines in
                    ConfigurationEntry.drop(bindings + ["ip address"], from: &lines)
                }
            }
        }
        // What EOS says of it was not verified.
        guard model.dialect == .ios, !users.isEmpty else { return }
        say("% IPv4 addresses from all interfaces in VRF \(name) have been removed")
    }

    /// An interface that enters a routing instance, or leaves it, loses its addresses.
    func bind(_ command: ParsedCommand, _ isNegated: Bool) {
        guard let row = tables.row(mode.kind, command.row) else { return }
        let name = command.values.first ?? ""
        let isThere = ["vrf definition ", "ip vrf ", "vrf instance "].contains {
            state.running.entry([$0 + name]) != nil
        }
        guard isNegated || isThere else { return say("% VRF \(name) not configured.") }
        let hadAddress = line(mode.interface, "ip address") != nil
        let old = line(mode.interface, command.key)
        keepLine(command, row, isNegated)
        guard model.dialect == .ios, hadAddress, old != line(mode.interface, command.key) else { return }
        let what = isNegated ? "disabling" : "enabling"
        say("% Interface \(mode.interface) IPv4 disabled and address(es) removed due to \(what) VRF \(name)")
    }

    private func isReady(_ command: ParsedCommand, _ row: IOSRow) -> Bool {
        let bars = row.barredBy.map { ConfigurationEntry.beginnings([$0], command)[0] }
        if let bars, state.running.block(mode.path)?.contains(where: { $0.begins(with: bars) }) == true {
            say("% OSPF: Area is configured as \(bars.split(separator: " ").last ?? "") area already")
            return false
        }
        guard let line = row.needsLine.map({ ConfigurationEntry.beginnings([$0], command)[0] }) else { return true }
        let blocks = [mode.path, Array(mode.path.dropLast())].compactMap { state.running.block($0) }
        if blocks.contains(where: { $0.contains { $0.begins(with: line) } }) { return true }
        if line.hasPrefix("neighbor") {
            say("% Specify remote-as or peer-group commands first")
        } else {
            refuse(.invalid(column: 0), typedLine)
        }
        return false
    }
}

extension IOSRow {
    /// What a line of the row sets.
    func key(of command: ParsedCommand) -> String {
        guard let keyWords, keyWords.allSatisfy({ $0 < command.words.count }) else { return command.key }
        return keyWords.map { command.words[$0] }.joined(separator: " ")
    }
}
