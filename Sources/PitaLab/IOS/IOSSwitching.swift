/// VLANs and switch ports.
extension IOSConsole {
    /// VLANs that every switch has.
    static let builtIn: [Int: String] = [
        1: "default", 1002: "fddi-default", 1003: "token-ring-default", 1004: "fddinet-default", 1005: "trnet-default",
    ]

    var isTransparent: Bool { state.running.entry(["vtp mode"])?.text == "vtp mode transparent" }

    func name(ofVLAN vlan: Int) -> String {
        if let name = Self.builtIn[vlan] { return name }
        if let name = state.running.vlans[vlan], !name.isEmpty { return name }
        let digits = String(vlan)
        return "VLAN" + String(repeating: "0", count: 4 - digits.count) + digits
    }

    func vlans(_ command: ParsedCommand, _ isNegated: Bool) {
        let vlans = (VLANText.parse(command.values[0]) ?? []).sorted()
        if let fixed = vlans.first(where: { Self.builtIn[$0] != nil && (isNegated || $0 != 1) }) {
            return say(
                isNegated
                    ? "Default VLAN \(fixed) may not be deleted."
                    : "Default VLAN \(fixed) may not have its name changed.")
        }
        if isNegated {
            change { configuration in for vlan in vlans { configuration.vlans[vlan] = nil } }
            return
        }
        let new = vlans.filter { state.running.vlans[$0] == nil }
        if !new.isEmpty { change { configuration in for vlan in new { configuration.vlans[vlan] = "" } } }
        mode = IOSMode(kind: .vlan, vlans: vlans)
    }

    func vlanName(_ command: ParsedCommand, _ isNegated: Bool) {
        guard mode.vlans.count == 1, let vlan = mode.vlans.first else {
            return say("% VLAN names can not be set for a list of VLANs")
        }
        if vlan == 1 { return say("Default VLAN 1 may not have its name changed.") }
        let name = command.values.first ?? ""
        guard name.utf8.count <= 32 else { return refuseTyped() }
        let twin = state.running.vlans.first { !isNegated && $0.key != vlan && $0.value == name }
        if let twin { return say("VLAN #\(vlan) and #\(twin.key) have an identical name: \(name)") }
        change { $0.vlans[vlan] = isNegated ? "" : name }
    }

    // MARK: - Ports

    /// Refuses switchport lines where frames are routed.
    private func needsPort() -> Bool {
        guard isPhysical(mode.interface), !isManagement(mode.interface) else {
            refuseTyped(fromEnd: TypedWord.split(typedLine).count)
            return false
        }
        guard isSwitched(mode.interface) else {
            say("Command rejected: \(Self.short(mode.interface)) not a switching port.")
            return false
        }
        return true
    }

    func switchportLine(_ command: ParsedCommand, _ isNegated: Bool) {
        guard needsPort() else { return }
        if command.key == "switchport nonegotiate", !isNegated, !isTrunk(mode.interface),
            line(mode.interface, "switchport mode") != "switchport mode access"
        {
            return say(
                "Command rejected: Conflict between 'nonegotiate' and 'dynamic' status on this interface: "
                    + Self.short(mode.interface))
        }
        keep(command, isNegated)
    }

    /// `no switchport` makes a routed port of it, and `switchport` a switched one again.
    func switchport(_ command: ParsedCommand, _ isNegated: Bool) {
        guard isPhysical(mode.interface) else { return refuseTyped() }
        let entry = ConfigurationEntry(key: "switchport", text: "no switchport", rank: command.row)
        let path = mode.path
        // What it is already stays as it is.
        guard !isNegated || line(mode.interface, "switchport") == nil else { return }
        change { configuration in
            configuration.update(path) { lines in
                lines.removeAll { $0.key.hasPrefix(isNegated ? "switchport" : "ip address") || $0.key == "switchport" }
            }
            if isNegated { configuration.set(path, entry) }
        }
    }

    func isTrunk(_ interface: String) -> Bool { line(interface, "switchport mode") == "switchport mode trunk" }

    func accessVLAN(_ interface: String) -> Int {
        line(interface, "switchport access vlan")?.split(separator: " ").last.flatMap { Int($0) } ?? 1
    }

    func nativeVLAN(_ interface: String) -> Int {
        line(interface, "switchport trunk native vlan")?.split(separator: " ").last.flatMap { Int($0) } ?? 1
    }

    /// Nil means all.
    func allowedVLANs(_ interface: String) -> Set<Int>? {
        guard let text = line(interface, "switchport trunk allowed vlan")?.split(separator: " ").last else {
            return nil
        }
        return text == "none" ? [] : VLANText.parse(String(text))
    }

    func accessVLAN(_ command: ParsedCommand, _ isNegated: Bool) {
        guard needsPort() else { return }
        let vlan = isNegated ? 1 : Int(command.values[0]) ?? 1
        let path = mode.path
        let isNew = model.dialect == .ios && Self.builtIn[vlan] == nil && state.running.vlans[vlan] == nil
        if isNew { warn(["% Access VLAN does not exist. Creating vlan \(vlan)"]) }
        let entry = ConfigurationEntry(key: command.key, text: command.text, rank: command.row)
        change { configuration in
            if isNew { configuration.vlans[vlan] = "" }
            if vlan == 1 { configuration.remove(path, command.key) } else { configuration.set(path, entry) }
        }
    }

    func switchportMode(_ command: ParsedCommand, _ isNegated: Bool) {
        guard needsPort() else { return }
        let encapsulation = line(mode.interface, "switchport trunk encapsulation")
        if !isNegated, command.words.last == "trunk", model.has(.isl), encapsulation == nil {
            return say(
                "Command rejected: An interface whose trunk encapsulation is \"Auto\" can not be configured to "
                    + "\"trunk\" mode.")
        }
        keep(command, isNegated)
    }

    /// A list replaces the list; `add` and `remove` change it.
    func allowedVLANs(_ command: ParsedCommand, _ isNegated: Bool) {
        guard needsPort() else { return }
        let key = "switchport trunk allowed vlan"
        let path = mode.path
        let all = Set(1...4094)
        let known = allowedVLANs(mode.interface) ?? all
        let given = VLANText.parse(command.values.first ?? "") ?? []
        let word = command.words.count > 4 ? command.words[4] : "all"
        let wanted: Set<Int> =
            switch isNegated ? "all" : word {
            case "add": known.union(given)
            case "remove": known.subtracting(given)
            case "except": all.subtracting(given)
            case "all": all
            case "none": []
            // Of RGOS.
            case "only": given
            default: given
            }
        let text = key + " " + (wanted.isEmpty ? "none" : VLANText.text(wanted))
        let entry = ConfigurationEntry(key: key, text: text, rank: command.row)
        change { wanted == all ? $0.remove(path, key) : $0.set(path, entry) }
    }

    func portfast(_ command: ParsedCommand, _ isNegated: Bool) {
        guard
            change({ configuration in
                let entry = ConfigurationEntry(key: command.key, text: command.text, rank: command.row)
                isNegated ? configuration.remove(mode.path, command.key) : configuration.set(mode.path, entry)
            }), !isNegated
        else { return }
        warn([
            "%Warning: portfast should only be enabled on ports connected to a single",
            " host. Connecting hubs, concentrators, switches, bridges, etc... to this",
            " interface  when portfast is enabled, can cause temporary bridging loops.", " Use with CAUTION", "",
            "%Portfast has been configured on \(mode.interface) but will only",
            " have effect when the interface is in a non-trunking mode.",
        ])
    }
}
