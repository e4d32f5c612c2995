/// VLANs and switched ports.
extension VRPConsole {
    /// `10 20 to 25` as a set; nil for anything else.
    static func list(_ text: String) -> Set<Int>? {
        let words = text.split(separator: " ").map(String.init)
        var all: Set<Int> = []
        var index = 0
        while index < words.count {
            guard let first = Int(words[index]), (1...4094).contains(first) else { return nil }
            var last = first
            if index + 1 < words.count, words[index + 1] == "to" {
                guard index + 2 < words.count, let end = Int(words[index + 2]), (first...4094).contains(end) else {
                    return nil
                }
                last = end
                index += 2
            }
            all.formUnion(first...last)
            index += 1
        }
        return all.isEmpty ? nil : all
    }

    /// Words of a list, a range each; two and more in a row become one.
    static func words(_ vlans: Set<Int>) -> [String] {
        VLANText.runs(vlans).map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound) to \($0.upperBound)" }
    }

    /// Reads a list and refuses what is none or too long.
    private func given(_ text: String) -> Set<Int>? {
        let column = TypedWord.split(typedLine).last?.column ?? 0
        guard let vlans = Self.list(text) else {
            refuse(.invalid(column: column, .wrongValue))
            return nil
        }
        let items = text.replacing(" to ", with: "-").split(separator: " ").count
        if let limit = model.listLimit, items > limit {
            refuse(.invalid(column: column, .tooMany))
            return nil
        }
        return vlans
    }

    func vlanBatch(_ command: ParsedCommand, _ isUndone: Bool) {
        guard let vlans = given(command.values[0]) else { return }
        if isUndone { return remove(vlans) }
        change { configuration in
            for vlan in vlans where configuration.vlans[vlan] == nil { configuration.vlans[vlan] = "" }
        }
    }

    private func remove(_ vlans: Set<Int>) {
        if vlans.contains(1) { return say("Error: The default VLAN cannot be deleted.") }
        if let used = vlans.sorted().first(where: { configuration.entry(["interface Vlanif\($0)"]) != nil }) {
            return say("Error: The VLAN has a VLANIF interface. Please delete it first. (VLAN \(used))")
        }
        let asks = surroundings.asks
        guard asks.known || asks.unknown, !isInstalling else { return drop(vlans) }
        let text =
            asks.unknown
            ? "Warning: The services of gudang-7 will be stopped."
            : "Warning: The configurations of the VLAN will be deleted."
        ask(text + " Continue? [Y/N]:") { console, letter in
            if letter == "Y" { console.drop(vlans) }
        }
    }

    private func drop(_ vlans: Set<Int>) {
        change { configuration in for vlan in vlans { configuration.vlans[vlan] = nil } }
    }

    func vlan(_ command: ParsedCommand, _ isUndone: Bool) {
        let vlan = Int(command.values[0]) ?? 1
        if isUndone { return remove([vlan]) }
        if configuration.vlans[vlan] == nil { change { $0.vlans[vlan] = "" } }
        view = VRPView(kind: .vlan, title: "vlan\(vlan)", vlan: vlan)
    }

    func vlanDescription(_ command: ParsedCommand, _ isUndone: Bool) {
        let vlan = view.vlan
        let text = isUndone ? "" : command.values[0]
        change { $0.vlans[vlan] = text }
    }

    // MARK: - Ports

    private func linkType(_ interface: String) -> String? {
        line(interface, "port link-type")?.split(separator: " ").last.map(String.init)
    }

    private func needsPort() -> Bool {
        guard isPhysical(view.interface), !view.interface.hasPrefix("MEth") else {
            refuse(.invalid(column: TypedWord.split(typedLine)[0].column, .unknown))
            return false
        }
        return true
    }

    /// Version 5 changes the type only of a port whose VLANs are the default.
    func linkType(_ command: ParsedCommand, _ isUndone: Bool) {
        guard needsPort() else { return }
        let path = view.path
        let isNew = isUndone || command.text != line(view.interface, "port link-type")
        let lines = configuration.block(path) ?? []
        let isBusy = lines.contains { $0.key.hasPrefix("port ") && $0.key != "port link-type" }
        if isNew, isBusy {
            guard model.hasCandidate else { return say("Error: Please renew the default configurations.") }
            change { $0.update(path) { $0.removeAll { $0.key.hasPrefix("port ") } } }
        }
        keep(command, isUndone)
    }

    func defaultVLAN(_ command: ParsedCommand, _ isUndone: Bool) {
        guard needsPort() else { return }
        let kind = linkType(view.interface)
        guard isUndone || kind == "access" || (kind == nil && model.hasCandidate) else {
            return say("Error: The operation failed because the link type of the port is not access.")
        }
        if !isUndone, let vlan = Int(command.values[0]), configuration.vlans[vlan] == nil {
            return say("Error: The VLAN does not exist.")
        }
        keep(command, isUndone)
    }

    private func needsTrunk() -> Bool {
        guard needsPort() else { return false }
        guard linkType(view.interface) == "trunk" else {
            say("Error: The operation failed because the link type of the port is not trunk.")
            return false
        }
        return true
    }

    func trunkLine(_ command: ParsedCommand, _ isUndone: Bool) {
        if needsTrunk() { keep(command, isUndone) }
    }

    /// What passes; VLAN 1 does until it is taken away.
    func allowed(_ interface: String, in configuration: VRPConfiguration) -> Set<Int> {
        let text = line(interface, "port trunk allow-pass vlan", in: configuration)
        return text.flatMap(VLANText.parse) ?? [1]
    }

    /// Adds to the list, never replaces it.
    func allowPass(_ command: ParsedCommand, _ isUndone: Bool) {
        guard needsTrunk() else { return }
        let vlans: Set<Int>
        if command.values[0].lowercased() == "all" {
            vlans = Set(1...4094)
        } else {
            guard let list = given(command.values[0]) else { return }
            vlans = list
        }
        let path = view.path
        let name = view.interface
        let rank = command.row
        change { [self] configuration in
            let known = allowed(name, in: configuration)
            let wanted = isUndone ? known.subtracting(vlans) : known.union(vlans)
            let key = "port trunk allow-pass vlan"
            if wanted == [1] {
                configuration.remove(path, key)
            } else {
                configuration.set(path, .init(key: key, text: VLANText.text(wanted), rank: rank))
            }
        }
    }
}
