/// A configuration as IOS prints it.
struct IOSRenderer {
    let console: IOSConsole

    /// Columns behind which a list of VLANs goes on in a line of its own.
    private static let listWidth = 72

    /// The whole answer to `show running-config`.
    func running() -> [String] {
        let state = console.state
        if let head = DialectTexts(console: console).head(body(state.running)) {
            return head + body(state.running) + ["end"]
        }
        let lines = header(state.changed) + body(state.running) + ["end"]
        return ["Building configuration...", "", "Current configuration : \(size(lines)) bytes"] + lines + [""]
    }

    func startup(_ configuration: IOSConfiguration) -> [String] {
        if let head = DialectTexts(console: console).head(body(configuration)) {
            return head + body(configuration) + ["end"]
        }
        let lines = header(console.state.savedChange) + body(configuration) + ["end"]
        return ["Using \(size(lines)) out of 2097152 bytes"] + lines + [""]
    }

    private func header(_ changed: IOSState.Edit?) -> [String] {
        let last =
            changed.map { "! Last configuration change at \(stamp($0))" }
            ?? "! No configuration change since last restart"
        return ["!", last] + (console.state.saved.map { ["! NVRAM config last updated at \(stamp($0))"] } ?? []) + ["!"]
    }

    func file(_ configuration: IOSConfiguration) -> [String] { ["!"] + body(configuration) + ["end"] }

    /// One interface alone.
    func interface(_ name: String) -> [String]? {
        guard let entry = console.state.running.entry(["interface " + name]) else { return nil }
        let lines = ["!"] + block(entry, depth: 0) + ["end"]
        return ["Building configuration...", "", "Current configuration : \(size(lines)) bytes"] + lines + [""]
    }

    func size(_ lines: [String]) -> Int { lines.reduce(0) { $0 + $1.utf8.count + 1 } }

    private func stamp(_ edit: IOSState.Edit) -> String {
        "\(IOSClock.long(.init(timeIntervalSince1970: edit.seconds))) by \(edit.user)"
    }

    /// Without header and `end`.
    func body(_ configuration: IOSConfiguration) -> [String] {
        var lines = DialectTexts(console: console).first ?? ["version " + release]
        let vlanRank = console.tables.rank(.configuration, "vlan ")
        let before = configuration.entries.filter { $0.rank < vlanRank }
        let after = configuration.entries.filter { $0.rank > vlanRank }
        lines += separated(before)
        if console.isTransparent || console.model.dialect != .ios { lines += vlans(configuration) }
        return lines + separated(after) + ["!"]
    }

    /// `17.9` of `17.09.04a`, `15.0` of `15.0(2)SE11`.
    private var release: String {
        let parts = console.device.version.split { !$0.isNumber }
        return parts.prefix(2).compactMap { Int($0) }.map(String.init).joined(separator: ".")
    }

    /// Exclamation marks stand around blocks and between subjects.
    private func separated(_ entries: [ConfigurationEntry]) -> [String] {
        var lines: [String] = []
        var last: Int?
        for entry in entries {
            if entry.children != nil || entry.rank != last { lines.append("!") }
            last = entry.rank
            lines += block(entry, depth: 0)
        }
        return lines
    }

    private func block(_ entry: ConfigurationEntry, depth: Int) -> [String] {
        if entry.key.hasPrefix("banner ") { return [entry.text] + (entry.children ?? []).map(\.text) + ["^C"] }
        var children = entry.children ?? []
        var lines = [String(repeating: " ", count: depth * console.manner.indent) + shown(entry)]
        if entry.key.hasPrefix("ip access-list"), console.model.has(.sequences) {
            return lines + children.map { $0.text.hasPrefix("remark") ? " " + $0.text : " \($0.order) \($0.text)" }
        }
        if entry.key.hasPrefix("interface "), console.model.dialect == .ios, needsAddressLine(entry) {
            let rank = console.tables.rank(.interface, "ip address")
            let place = children.firstIndex { $0.rank > rank } ?? children.count
            children.insert(ConfigurationEntry(key: "", text: "no ip address", rank: rank), at: place)
        }
        for child in children {
            // EOS parts blocks within blocks as well.
            if console.model.dialect == .eos, child.children != nil {
                lines.append(String(repeating: " ", count: (depth + 1) * console.manner.indent) + "!")
            }
            if child.key == "switchport trunk allowed vlan" {
                lines += allowed(child.text)
            } else {
                lines += block(child, depth: depth + 1)
            }
        }
        if entry.key.hasPrefix("address-family "), console.model.dialect != .eos {
            lines.append(String(repeating: " ", count: depth * console.manner.indent) + "exit-address-family")
        }
        return lines
    }

    private func shown(_ entry: ConfigurationEntry) -> String {
        let word = "interface "
        return entry.key.hasPrefix(word) ? word + console.written(String(entry.key.dropFirst(word.count))) : entry.text
    }

    private func needsAddressLine(_ entry: ConfigurationEntry) -> Bool {
        let name = String(entry.key.dropFirst("interface ".count))
        let children = entry.children ?? []
        if console.model.has(.switching), console.isPhysical(name), name != "GigabitEthernet0/0",
            !children.contains(where: { $0.key == "switchport" })
        {
            return false
        }
        return !children.contains { $0.key == "ip address" }
    }

    /// A long list goes on in lines with `add`.
    private func allowed(_ text: String) -> [String] {
        let indent = String(repeating: " ", count: console.manner.indent)
        // RGOS says `only` before the list.
        let only = console.model.dialect == .rgos ? "only " : ""
        let key = indent + "switchport trunk allowed vlan "
        var lines: [String] = []
        var line = key + only
        for part in text.dropFirst("switchport trunk allowed vlan ".count).split(separator: ",") {
            if line.count + part.count > Self.listWidth {
                lines.append(String(line.dropLast()))
                line = key + "add "
            }
            line += part + ","
        }
        return lines + [String(line.dropLast())]
    }

    /// VLANs without a name share a line, those with one have a block.
    private func vlans(_ configuration: IOSConfiguration) -> [String] {
        let isRuijie = console.model.dialect == .rgos
        let known = configuration.vlans.filter { $0.key != 1 || isRuijie }.mapValues { $0 == "default" ? "" : $0 }
        let bare = VLANText.text(Set(known.filter { $0.value.isEmpty }.keys))
        let indent = String(repeating: " ", count: console.manner.indent)
        let named = known.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
        let collapsed =
            bare.isEmpty
            ? [] : ["!", (isRuijie && bare.contains { ",-".contains($0) } ? "vlan range " : "vlan ") + bare]
        return collapsed + named.flatMap { ["!", "vlan \($0.key)", indent + "name \($0.value)"] }
    }
}
