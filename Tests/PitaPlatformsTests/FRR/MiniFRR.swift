import PitaPlatforms

/// FRRouting on paper: what `vtysh` takes, refuses and shows, written from what FRRouting 8.4.4 does and apart from the
/// platform. Only what the generator of configs says is known; anything else is an unknown command.
struct MiniFRR {
    struct Interface: Equatable {
        var lines: [String: String] = [:]
        /// What the config lists, what the kernel has (in order), and what zebra takes for being there.
        var addresses: Set<String> = []
        var kernel: [String] = []
        var seen: Set<String> = []
    }

    struct Entry: Equatable {
        var isPermit: Bool
        var lines: Set<String> = []
        var values: [String: String] = [:]
    }

    struct BGP: Equatable {
        var neighbors: [String: [String: String]] = [:]
        var networks: Set<String> = []
    }

    var interfaces: [String: Interface] = [:]
    /// Destination to next hop to the words behind.
    var routes: [String: [String: String]] = [:]
    /// `ip prefix-list A` to sequence number to the rest.
    var lists: [String: [Int: String]] = [:]
    var maps: [String: [Int: Entry]] = [:]
    var bgp: [String: BGP] = [:]
    var forwards = true

    /// The interfaces that the kernel has.
    static let real = ["eth0", "eth1", "eth2"]

    // MARK: a command of the shell

    /// Runs one command line; its status.
    mutating func run(_ text: String) -> Int {
        guard let tokens = MiniTokens.tokens(text) else { return 2 }
        var parts: [(mark: String, words: [String])] = [("", [])]
        for token in tokens {
            switch token {
            case .mark(let mark): parts.append((mark, []))
            case .word(let word):
                let text = word.parts.map { part in
                    if case .text(let text, _) = part { text } else { "\0" }
                }.joined()
                parts[parts.count - 1].words.append(text)
            }
        }
        if parts.first?.words == ["sleep", "1"] {
            learn()
            parts.removeFirst()
        }
        guard let said = Self.lines(parts.first?.words ?? []) else { return 127 }
        if enter(said) == nil { return 0 }
        guard parts.count == 3, parts[1].mark == "||", parts[1].words == ["vtysh", "-c", "show running-config"],
            parts[2].mark == "|", parts[2].words.count == 5, parts[2].words[3] == "awk"
        else { return 1 }
        // `BLOCK=...`, the block within it `INNER=...`, and `LINE=...`.
        let values = zip(parts[2].words, ["BLOCK=", "INNER=", "LINE="]).map { String($0.dropFirst($1.utf8.count)) }
        return stands(values[2], in: values[0]) ? 1 : 0
    }

    private func stands(_ line: String, in block: String) -> Bool {
        var isInside = block.isEmpty
        for shown in config.split(separator: "\n") {
            if !shown.hasPrefix(" "), !block.isEmpty { isInside = shown == block }
            if isInside, shown == line || shown.hasPrefix(line + " ") { return true }
        }
        return false
    }

    private static func lines(_ words: [String]) -> [String]? {
        guard words.first == "vtysh", words.count.isMultiple(of: 2) == false else { return nil }
        var lines: [String] = []
        for index in stride(from: 1, to: words.count, by: 2) {
            guard words[index] == "-c" else { return nil }
            lines.append(words[index + 1])
        }
        return lines
    }

    /// Time passes: zebra is told what the kernel has done.
    mutating func learn() {
        interfaces = interfaces.mapValues { interface in
            var interface = interface
            interface.seen = Set(interface.kernel)
            return interface
        }
    }

    // MARK: vtysh

    private enum Mode {
        case top, config, interface(String), map(String, Int), router(String), family(String)
    }

    /// Enters lines until one is refused; its words.
    private mutating func enter(_ lines: [String]) -> String? {
        var mode = Mode.top
        for line in lines {
            let words = line.split(separator: " ").map(String.init)
            if case .top = mode {
                guard line == "configure terminal" else { return "% Unknown command" }
                mode = .config
            } else if let words = enter(words, &mode) {
                return words
            }
        }
        return nil
    }

    private mutating func enter(_ words: [String], _ mode: inout Mode) -> String? {
        let isNo = words.first == "no"
        let rest = Array(isNo ? words.dropFirst() : words[...])
        switch mode {
        case .top: return "% Unknown command"
        case .interface(let name): return interface(name, rest, isNo)
        case .map(let name, let number): return map(name, number, rest, isNo)
        case .router(let name): return router(name, rest, isNo, &mode)
        case .family(let name):
            guard rest.count == 2, rest[0] == "network" else { return "% Unknown command" }
            if isNo { return bgp[name]?.networks.remove(rest[1]) == nil ? "% Can't find static route specified" : nil }
            bgp[name]?.networks.insert(rest[1])
            return nil
        case .config: return config(rest, isNo, &mode)
        }
    }

    private mutating func config(_ words: [String], _ isNo: Bool, _ mode: inout Mode) -> String? {
        switch words.first {
        case "interface" where words.count == 2:
            if isNo { return Self.real.contains(words[1]) ? "only inactive interfaces can be deleted" : nil }
            if interfaces[words[1]] == nil { interfaces[words[1]] = Interface() }
            mode = .interface(words[1])
        case "ip" where words == ["ip", "forwarding"]: forwards = !isNo
        case "ip" where words.count >= 4 && words[1] == "route": return route(words, isNo)
        case "ip" where words.count >= (isNo ? 5 : 7) && words[1] == "prefix-list":
            return list("ip prefix-list \(words[2])", Array(words.dropFirst(3)), isNo)
        case "access-list" where words.count >= 6:
            return list("access-list \(words[1])", Array(words.dropFirst(2)), isNo)
        case "route-map" where words.count == 4:
            guard let number = Int(words[3]), ["permit", "deny"].contains(words[2]) else { return "% Unknown command" }
            if isNo {
                maps[words[1]]?[number] = nil
                return nil
            }
            maps[words[1], default: [:]][number, default: Entry(isPermit: true)].isPermit = words[2] == "permit"
            mode = .map(words[1], number)
        case "router" where words.count == 3 && words[1] == "bgp":
            if isNo { return bgp.removeValue(forKey: words[2]) == nil ? "% Can't find BGP instance" : nil }
            guard bgp.isEmpty || bgp[words[2]] != nil else { return "BGP is already running" }
            if bgp[words[2]] == nil { bgp[words[2]] = BGP() }
            mode = .router(words[2])
        default: return "% Unknown command"
        }
        return nil
    }

    private mutating func route(_ words: [String], _ isNo: Bool) -> String? {
        let destination = words[2]
        let isDropped = ["Null0", "blackhole", "reject"].contains(words[3])
        var hop = isDropped ? "drop" : words[3]
        var (tag, distance) = ("", "")
        var rest = words.dropFirst(4)
        while let word = rest.popFirst() {
            if word == "tag" {
                tag = " tag \(rest.popFirst() ?? "")"
            } else if word == "onlink" {
                hop += " onlink"
            } else if Int(word) != nil {
                distance = word == "1" ? "" : " \(word)"
            } else {
                hop += " \(word)"
            }
        }
        let shown = (isDropped ? words[3] : "") + tag + distance
        let known = routes[destination] ?? [:]
        if isNo {
            // Another tag or distance is another route, and to remove what is not there is no error.
            let isSame = known[hop].map { isDropped || $0 == shown } ?? false
            if isSame { routes[destination]?[hop] = nil }
            if routes[destination]?.isEmpty == true { routes[destination] = nil }
            return nil
        }
        guard known.keys.allSatisfy({ ($0 == "drop") == isDropped }) else { return "% Configuration failed." }
        routes[destination, default: [:]][hop] = shown
        return nil
    }

    private mutating func list(_ name: String, _ words: [String], _ isNo: Bool) -> String? {
        guard words[0] == "seq", let number = Int(words[1]) else { return "% Unknown command" }
        let rest = words.dropFirst(2).joined(separator: " ")
        if isNo {
            // The number alone decides.
            lists[name]?[number] = nil
            if lists[name]?.isEmpty == true { lists[name] = nil }
        } else if lists[name]?.contains(where: { $0.key != number && $0.value == rest }) != true {
            // An entry that says what another says is dropped without a word.
            lists[name, default: [:]][number] = rest
        }
        return nil
    }

    private mutating func interface(_ name: String, _ words: [String], _ isNo: Bool) -> String? {
        switch words.first {
        case "description", "bandwidth":
            guard isNo || words.count > 1 else { return "% Command incomplete" }
            interfaces[name]?.lines[words[0]] = isNo ? nil : words.dropFirst().joined(separator: " ")
        case "shutdown" where words.count == 1:
            interfaces[name]?.lines["shutdown"] = isNo ? nil : ""
            // What was said while it was shut is set now.
            if isNo { for address in (interfaces[name]?.addresses ?? []).sorted() { install(address, on: name) } }
        case "link-detect" where words.count == 1: interfaces[name]?.lines["no link-detect"] = isNo ? "" : nil
        case "ip" where words.count == 3 && words[1] == "address": return address(name, words[2], isNo)
        default: return "% Unknown command"
        }
        return nil
    }

    private mutating func address(_ name: String, _ address: String, _ isNo: Bool) -> String? {
        guard var interface = interfaces[name] else { return "% Unknown command" }
        guard isNo else {
            interfaces[name]?.addresses.insert(address)
            install(address, on: name)
            return nil
        }
        guard interface.addresses.remove(address) != nil else { return "% Can't find address" }
        let subnet = Self.subnet(address)
        let isFirst = interface.kernel.first { Self.subnet($0) == subnet } == address
        interface.kernel.removeAll { isFirst ? Self.subnet($0) == subnet : $0 == address }
        // Of what zebra did not set it says that it failed, without a word, and takes it back all the same.
        let isKnown = interface.seen.remove(address) != nil
        interfaces[name] = interface
        return isKnown ? nil : ""
    }

    private mutating func install(_ address: String, on name: String) {
        guard var interface = interfaces[name], interface.lines["shutdown"] == nil,
            interface.seen.insert(address).inserted
        else { return }
        interface.kernel.append(address)
        interfaces[name] = interface
    }

    /// All generated addresses have 24 bits of network.
    private static func subnet(_ address: String) -> String {
        address.split(separator: ".").prefix(3).joined(separator: ".")
    }

    private mutating func map(_ name: String, _ number: Int, _ words: [String], _ isNo: Bool) -> String? {
        if words.first == "set", words.count == (isNo ? 3 : 3) || (isNo && words.count == 2) {
            maps[name]?[number]?.values[words[1]] = isNo ? nil : words[2]
        } else if words.starts(with: ["match", "ip", "address", "prefix-list"]) {
            maps[name]?[number]?.values["match"] = isNo ? nil : words.last ?? ""
        } else {
            return "% Unknown command"
        }
        return nil
    }

    private mutating func router(_ name: String, _ words: [String], _ isNo: Bool, _ mode: inout Mode) -> String? {
        if words == ["address-family", "ipv4", "unicast"], !isNo {
            mode = .family(name)
            return nil
        }
        guard words.count >= 3, words[0] == "neighbor" else { return "% Unknown command" }
        if words[2] == "remote-as" {
            if isNo {
                bgp[name]?.neighbors[words[1]] = nil
            } else {
                bgp[name]?.neighbors[words[1], default: [:]]["remote-as"] = words[3]
            }
            return nil
        }
        guard bgp[name]?.neighbors[words[1]] != nil else { return "% Specify remote-as or peer-group commands first" }
        bgp[name]?.neighbors[words[1]]?[words[2]] = isNo ? nil : words.dropFirst(3).joined(separator: " ")
        return nil
    }
}

extension MiniFRR {
    /// What `show running-config` says.
    var config: String {
        var text =
            "Building configuration...\n\nCurrent configuration:\n!\nfrr version 8.4.4\nfrr defaults traditional\n"
        text += "hostname mini\n" + (forwards ? "" : "no ip forwarding\n") + "service integrated-vtysh-config\n!\n"
        for (destination, hops) in routes.sorted(by: { $0.key < $1.key }) {
            for (hop, rest) in hops.sorted(by: { $0.key < $1.key }) {
                // `onlink` is shown behind the tag.
                let isOnLink = hop.hasSuffix(" onlink")
                let way = hop == "drop" ? "" : isOnLink ? String(hop.dropLast(7)) : hop
                text += "ip route \(destination) \(way)\(rest)\(isOnLink ? " onlink" : "")\n"
            }
        }
        for (name, interface) in interfaces.sorted(by: { $0.key < $1.key }) {
            let lines =
                interface.lines.sorted(by: { $0.key < $1.key }).map {
                    $0.value.isEmpty ? $0.key : "\($0.key) \($0.value)"
                }
                + interface.addresses.sorted().map { "ip address \($0)" }
            if !lines.isEmpty { text += "!\ninterface \(name)\n" + lines.map { " \($0)\n" }.joined() + "exit\n" }
        }
        for (number, instance) in bgp {
            text += "!\nrouter bgp \(number)\n"
            for (neighbor, lines) in instance.neighbors.sorted(by: { $0.key < $1.key }) {
                for (word, rest) in lines.sorted(by: { $0.key > $1.key }) {
                    text += " neighbor \(neighbor) \(word) \(rest)\n"
                }
            }
            if !instance.networks.isEmpty {
                text += " !\n address-family ipv4 unicast\n"
                text += instance.networks.sorted().map { "  network \($0)\n" }.joined() + " exit-address-family\n"
            }
            text += "exit\n"
        }
        for (name, entries) in lists.sorted(by: { $0.key < $1.key }) {
            text += entries.sorted(by: { $0.key < $1.key }).map { "\(name) seq \($0.key) \($0.value)\n" }.joined()
        }
        for (name, entries) in maps.sorted(by: { $0.key < $1.key }) {
            for (number, entry) in entries.sorted(by: { $0.key < $1.key }) {
                text += "!\nroute-map \(name) \(entry.isPermit ? "permit" : "deny") \(number)\n"
                for (word, value) in entry.values.sorted(by: { $0.key < $1.key }) {
                    text += word == "match" ? " match ip address prefix-list \(value)\n" : " set \(word) \(value)\n"
                }
                text += "exit\n"
            }
        }
        return text + "!\nend\n"
    }

    /// What the platform's read command prints.
    var listing: String {
        let kernel = Self.real.map { name in
            let addresses = (interfaces[name]?.kernel ?? []).map { address in
                let parts = address.split(separator: "/")
                return #"{"family":"inet","local":"\#(parts[0])","prefixlen":\#(parts[1]),"scope":"global"}"#
            }
            return #"{"ifname":"\#(name)","addr_info":[\#(addresses.joined(separator: ","))]}"#
        }
        return "@@pita config\n\(config)@@pita kernel\n[\(kernel.joined(separator: ","))]\n@@pita end\n"
    }
}
