/// Access lists and routes.
extension IOSConsole {
    func accessList(_ command: ParsedCommand, _ isNegated: Bool, _ kind: IOSMode.Kind) {
        let other = kind == .standardList ? "extended" : "standard"
        let name = command.values[0]
        if isNegated {
            change { $0.remove([], command.key) }
            return
        }
        if state.running.entry(["ip access-list \(other) \(name)"]) != nil {
            return say("% A named \(other) IP access list with this name already exists")
        }
        open([], ConfigurationEntry(key: command.key, text: command.text, rank: command.row, children: []), kind)
    }

    /// An entry gets a number behind the last where it brings none.
    func listLine(_ command: ParsedCommand, _ isNegated: Bool) {
        let path = mode.path
        let lines = state.running.block(path) ?? []
        var words = command.words
        let number = Int(words[0])
        if number != nil { words.removeFirst() }
        if words.isEmpty {
            guard isNegated, let number else { return refuse(.incomplete, typedLine) }
            guard lines.contains(where: { $0.order == number }) else { return say("% Invalid sequence number") }
            change { $0.update(path) { $0.removeAll { $0.order == number } } }
            return
        }
        let text = Self.listText(words, isStandard: mode.kind == .standardList)
        if isNegated {
            guard lines.contains(where: { $0.text == text }) else { return say("% Entry does not exist") }
            change { $0.update(path) { $0.removeAll { $0.text == text } } }
            return
        }
        // One that is equal under another number is passed over in silence.
        if lines.contains(where: { $0.text == text }), words[0] != "remark" || number == nil { return }
        if let number, lines.contains(where: { $0.order == number }) { return say("% Duplicate sequence number") }
        let order = number ?? (lines.map(\.order).max() ?? 0) / 10 * 10 + 10
        change { $0.set(path, ConfigurationEntry(key: String(order), text: text, rank: 0, order: order)) }
    }

    /// Hosts in the device's form, and a standard list's words in columns.
    private static func listText(_ words: [String], isStandard: Bool) -> String {
        if words[0] == "remark" { return words.joined(separator: " ") }
        var parts: [String] = []
        var index = 0
        while index < words.count {
            let word = words[index]
            let next = index + 1 < words.count ? words[index + 1] : ""
            index += 1
            if IPv4.parse(word) != nil, let wildcard = IPv4.parse(next), parts.last != "host" {
                index += 1
                if wildcard == 0 {
                    parts += isStandard ? [word] : ["host", word]
                } else if wildcard == ~0 {
                    parts.append("any")
                } else {
                    parts += [IPv4.text((IPv4.parse(word) ?? 0) & ~wildcard), next]
                }
            } else if isStandard, word == "host" {
                continue
            } else {
                parts.append(word)
            }
        }
        if isStandard, parts[0] == "deny" { parts[0] = "deny  " }
        return parts.joined(separator: " ")
    }

    // MARK: - Routes

    /// The networks that interfaces are in.
    func networks() -> [(interface: String, address: UInt32, length: Int)] {
        interfaceNames.flatMap { name in
            block(name).filter { $0.key.hasPrefix("ip address") }.compactMap { entry in
                Self.network(Array(entry.text.split(separator: " ").dropFirst(2))).map {
                    (name, $0.address, $0.length)
                }
            }
        }
    }

    struct Route {
        var network: UInt32
        var length: Int
        /// The next hop or the interface.
        var via: String
        var distance: Int
    }

    var staticRoutes: [Route] {
        state.running.entries.filter { $0.key.hasPrefix("ip route ") }.compactMap { entry in
            let words = entry.text.split(separator: " ")
            guard let (network, length) = Self.network(Array(words.dropFirst(2))) else { return nil }
            let rest = words.dropFirst(words[2].contains("/") ? 3 : 4)
            let distance = rest.dropFirst().prefix { $0 != "name" }.compactMap { Int($0) }.first
            return Route(network: network, length: length, via: String(rest.first ?? ""), distance: distance ?? 1)
        }
    }

    func route(_ command: ParsedCommand, _ isNegated: Bool) {
        let (network, mask) = (IPv4.parse(command.values[0]) ?? 0, IPv4.parse(command.values[1]) ?? 0)
        if network & ~mask != 0 { return say("%Inconsistent address and mask") }
        let key = command.words.prefix(5).joined(separator: " ")
        if isNegated {
            let isMeant: (ConfigurationEntry) -> Bool = { entry in
                entry.key == key || (command.words.count == 4 && entry.key.hasPrefix(key + " "))
            }
            guard state.running.entries.contains(where: isMeant) else { return say("%No matching route to delete") }
            change { $0.update([]) { $0.removeAll(where: isMeant) } }
            return
        }
        let entry = ConfigurationEntry(key: key, text: command.text, rank: command.row)
        change { $0.set([], entry) }
    }

    /// The most specific way to an address; nil when there is none.
    func way(to address: UInt32) -> (text: String, length: Int, isConnected: Bool, network: UInt32, distance: Int)? {
        let connected = networks().filter {
            !isShut($0.interface) && ($0.address ^ address) & IPv4.mask($0.length) == 0
        }
        let known = staticRoutes.filter { ($0.network ^ address) & IPv4.mask($0.length) == 0 }
        let near = connected.max { $0.length < $1.length }
        let far = known.max { ($0.length, -$0.distance) < ($1.length, -$1.distance) }
        if let near, near.length >= far?.length ?? -1 {
            return (near.interface, near.length, true, near.address & IPv4.mask(near.length), 0)
        }
        if let far { return (far.via, far.length, false, far.network, far.distance) }
        let gateway = state.running.entry(["ip default-gateway"])?.text.split(separator: " ").last
        return gateway.map { (String($0), 0, false, 0, 1) }
    }
}
