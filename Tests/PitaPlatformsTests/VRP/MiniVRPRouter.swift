/// A router with VRP as its manuals describe it, as far as access lists, prefix lists, VPNs, addresses, hybrid ports, BGP,
/// route policies and VRRP go: what a line drops, what has to go before, and which words `undo` takes. It knows nothing of
/// the product's tables.
struct MiniVRPRouter: Equatable {
    struct Port: Equatable {
        var vpn: String?
        var address: String?
        var others: Set<String> = []
        /// Addresses of each group, and what else is set of it.
        var groups: [Int: (addresses: Set<String>, settings: [String: String])] = [:]

        static func == (left: Port, right: Port) -> Bool {
            left.vpn == right.vpn && left.address == right.address && left.others == right.others
                && left.groups.mapValues { "\($0.addresses.sorted()) \($0.settings.sorted { $0.key < $1.key })" }
                    == right.groups.mapValues { "\($0.addresses.sorted()) \($0.settings.sorted { $0.key < $1.key })" }
        }
    }

    struct Node: Equatable {
        var action: String
        var lines: [String: String] = [:]
    }

    struct Config: Equatable {
        var rules: [Int: [Int: [String: String]]] = [:]
        var prefixes: [String: [Int: String]] = [:]
        var vpns: Set<String> = []
        var ports: [String: Port] = [:]
        var tagged: Set<Int> = []
        var untagged: Set<Int> = [1]
        /// Lines of each neighbour: of the public network, and of each VPN.
        var peers: [String: [String: [String: String]]] = [:]
        /// Lines of the public neighbours in the family of IPv4.
        var unicast: [String: Set<String>] = [:]
        var nodes: [String: Node] = [:]
    }

    struct Refusal: Error { let words: String }

    var config = Config()
    private var path: [String] = []

    init(_ config: Config = Config()) { self.config = config }

    static func == (left: MiniVRPRouter, right: MiniVRPRouter) -> Bool { left.config == right.config }

    /// Runs the lines of a command up to one that is refused.
    mutating func run(_ input: String) -> String? {
        path = []
        for line in input.split(separator: "\n").map(String.init) {
            do { try take(line) } catch { return "\(path) \(line): \((error as? Refusal)?.words ?? "")" }
        }
        return nil
    }

    private mutating func take(_ line: String) throws {
        if line == "quit" {
            path = path.dropLast()
            return
        }
        var words = line.split(separator: " ").map(String.init)
        let isUndo = words.first == "undo"
        if isUndo { words.removeFirst() }
        switch path.first?.split(separator: " ").first ?? "" {
        case "": try top(words, isUndo)
        case "acl": try rule(words, isUndo)
        case "interface": try port(words, isUndo)
        case "bgp": try bgp(words, isUndo)
        case "route-policy": try node(words, isUndo)
        case "ip": try vpn(words, isUndo)
        default: throw Refusal(words: "no such view")
        }
    }

    private func known(_ condition: Bool, _ words: String = "Unrecognized command") throws {
        guard condition else { throw Refusal(words: words) }
    }

    private mutating func top(_ words: [String], _ isUndo: Bool) throws {
        switch words.first {
        case "acl":
            try known(words.count == 3 && words[1] == "number")
            let number = Int(words[2]) ?? 0
            if isUndo {
                try known(config.rules.removeValue(forKey: number) != nil, "no such list")
            } else {
                config.rules[number, default: [:]].merge([:]) { $1 }
                path = [words.joined(separator: " ")]
            }
        case "ip" where words[1] == "ip-prefix": try prefix(words, isUndo)
        case "ip" where words[1] == "vpn-instance":
            try known(words.count == 3)
            if isUndo {
                try known(config.vpns.remove(words[2]) != nil, "no such instance")
                for name in config.ports.keys where config.ports[name]?.vpn == words[2] { config.ports[name] = Port() }
                config.peers[words[2]] = nil
            } else {
                config.vpns.insert(words[2])
                path = [words.joined(separator: " ")]
            }
        case "interface":
            try known(words.count == 2 && !isUndo)
            path = [words.joined(separator: " ")]
            if words[1].hasPrefix("Vlanif") {
                config.ports[words[1], default: Port()].vpn = config.ports[words[1]]?.vpn
            }
        case "bgp":
            try known(words == ["bgp", "65000"] && !isUndo)
            path = ["bgp 65000"]
        case "route-policy":
            if isUndo {
                try known(words.count == 4 && words[2] == "node")
                try known(config.nodes.removeValue(forKey: "\(words[1]) \(words[3])") != nil, "no such node")
            } else {
                try known(words.count == 5 && words[3] == "node" && ["permit", "deny"].contains(words[2]))
                let key = "\(words[1]) \(words[4])"
                config.nodes[key, default: Node(action: words[2])].action = words[2]
                path = ["route-policy \(key)"]
            }
        default: throw Refusal(words: "Unrecognized command")
        }
    }

    /// A rule that is said again is edited: the parts that it does not name stay.
    private mutating func rule(_ words: [String], _ isUndo: Bool) throws {
        try known(words.count >= 2 && words[0] == "rule")
        let list = Int(path[0].split(separator: " ")[2]) ?? 0
        let number = Int(words[1]) ?? -1
        if isUndo {
            try known(config.rules[list]?[number] != nil, "no such rule")
            if words.count == 2 { config.rules[list]?[number] = nil }
            for word in words.dropFirst(2) { config.rules[list]?[number]?[word] = nil }
            return
        }
        if words[2] == "description" {
            try known(config.rules[list]?[number] != nil, "no such rule")
            config.rules[list]?[number]?["description"] = words[3...].joined(separator: " ")
            return
        }
        try known(words.count >= 4 && ["permit", "deny"].contains(words[2]))
        var parts = config.rules[list]?[number] ?? [:]
        parts["action"] = words[2...3].joined(separator: " ")
        var index = 4
        while index + 2 < words.count {
            try known(["source", "destination"].contains(words[index]))
            parts[words[index]] = "\(words[index + 1]) \(words[index + 2])"
            index += 3
        }
        config.rules[list]?[number] = parts
    }

    private mutating func prefix(_ words: [String], _ isUndo: Bool) throws {
        try known(words.count >= 5 && words[3] == "index")
        let index = Int(words[4]) ?? 0
        if isUndo {
            try known(words.count == 5 && config.prefixes[words[2]]?[index] != nil, "no such entry")
            config.prefixes[words[2]]?[index] = nil
            if config.prefixes[words[2]]?.isEmpty == true { config.prefixes[words[2]] = nil }
        } else {
            try known(config.prefixes[words[2]]?[index] == nil, "the entry exists")
            let entry = words[5...].joined(separator: " ")
            try known(config.prefixes[words[2]]?.values.contains(entry) != true, "an equal entry exists")
            config.prefixes[words[2], default: [:]][index] = words[5...].joined(separator: " ")
        }
    }

    private mutating func vpn(_ words: [String], _ isUndo: Bool) throws { throw Refusal(words: "Unrecognized command") }

    private mutating func node(_ words: [String], _ isUndo: Bool) throws {
        let key = String(path[0].dropFirst("route-policy ".count))
        let count = words[0] == "if-match" || words[1] == "community" ? 2 : 2
        try known(words.count >= (isUndo ? count : count + 1))
        let name = words.prefix(2).joined(separator: " ")
        if isUndo {
            try known(words.count == 2 && config.nodes[key]?.lines[name] != nil, "no such line")
            config.nodes[key]?.lines[name] = nil
        } else {
            config.nodes[key]?.lines[name] = words[2...].joined(separator: " ")
        }
    }

    // MARK: interfaces

    private mutating func port(_ words: [String], _ isUndo: Bool) throws {
        let name = String(path[0].dropFirst("interface ".count))
        guard name.hasPrefix("Vlanif") else { return try hybrid(words, isUndo) }
        var port = config.ports[name] ?? Port()
        defer { config.ports[name] = port }
        switch words.prefix(2).joined(separator: " ") {
        case "ip binding":
            try known(
                words.count == 4 && words[2] == "vpn-instance" && config.vpns.contains(words[3]), "no such instance")
            try known(isUndo ? port.vpn == words[3] : [nil, words[3]].contains(port.vpn), "another one is bound")
            // What is of the third layer goes: addresses, and the groups that stand on them.
            if isUndo || port.vpn == nil { (port.address, port.others, port.groups) = (nil, [], [:]) }
            port.vpn = isUndo ? nil : words[3]
        case "ip address":
            try known(words.count == 4 || words.count == 5 && words[4] == "sub")
            let text = "\(words[2]) \(words[3])"
            if words.count == 5 {
                try known(isUndo ? port.others.contains(text) : port.address != nil, "no first address")
                if isUndo { port.others.remove(text) } else { port.others.insert(text) }
            } else if isUndo {
                try known(port.address == text && port.others.isEmpty, "other addresses stand, or it is not there")
                port.address = nil
            } else {
                try known([nil, text].contains(port.address), "another address is set")
                port.address = text
            }
        case "vrrp vrid": try group(&port, words, isUndo)
        default: throw Refusal(words: "Unrecognized command")
        }
    }

    private func group(_ port: inout Port, _ words: [String], _ isUndo: Bool) throws {
        let id = Int(words[2]) ?? 0
        let isAddress = words[3] == "virtual-ip"
        try known(isAddress ? words.count == 5 : words.count == (isUndo ? 4 : 5))
        if isUndo {
            guard isAddress else {
                try known(port.groups[id]?.settings.removeValue(forKey: words[3]) != nil, "not set")
                return
            }
            try known(port.groups[id]?.addresses.remove(words[4]) != nil, "no such address")
            if port.groups[id]?.addresses.isEmpty == true { port.groups[id] = nil }
        } else if isAddress {
            port.groups[id, default: ([], [:])].addresses.insert(words[4])
        } else {
            try known(port.groups[id] != nil, "no such group")
            port.groups[id]?.settings[words[3]] = words[4]
        }
    }

    /// `undo port hybrid vlan` takes a VLAN off, however the port carries it.
    private mutating func hybrid(_ words: [String], _ isUndo: Bool) throws {
        if words == ["port", "link-type", "hybrid"] { return }
        try known(words.count >= 4 && words[0] == "port" && words[1] == "hybrid")
        let isBoth = words[2] == "vlan"
        let ids = Set(words[(isBoth ? 3 : 4)...].compactMap(Int.init))
        try known(!words.contains("to") && isBoth == isUndo && (isBoth || words[3] == "vlan"))
        config.tagged.subtract(ids)
        config.untagged.subtract(ids)
        if words[2] == "tagged" { config.tagged.formUnion(ids) }
        if words[2] == "untagged" { config.untagged.formUnion(ids) }
    }

    // MARK: BGP

    private mutating func bgp(_ words: [String], _ isUndo: Bool) throws {
        if words[0] == "ipv4-family" {
            try known(words == ["ipv4-family", "unicast"] || words.count == 3 && config.vpns.contains(words[2]))
            if isUndo, words.count == 3 {
                config.peers[words[2]] = nil
                return
            }
            path = [path[0], words.joined(separator: " ")]
            return
        }
        try known(words.count >= 2 && words[0] == "peer")
        let isUnicast = path.last == "ipv4-family unicast"
        let space = path.count == 1 || isUnicast ? "" : String(path[1].split(separator: " ")[2])
        let peer = words[1]
        if isUndo, words.count == 2, !isUnicast {
            try known(config.peers[space]?[peer] != nil, "no such peer")
            config.peers[space]?[peer] = nil
            if space.isEmpty { config.unicast[peer] = nil }
            if config.peers[space]?.isEmpty == true { config.peers[space] = nil }
            return
        }
        if !isUndo, words.count == 4, words[2] == "as-number" {
            let old = config.peers[space]?[peer]?["as-number"]
            try known([nil, words[3]].contains(old), "the peer has another AS")
            config.peers[space, default: [:]][peer, default: [:]]["as-number"] = words[3]
            return
        }
        try known(config.peers[space]?[peer] != nil, "no such peer")
        if isUnicast || words[2] == "route-policy" || words[2] == "enable" {
            let line = words[2...].joined(separator: " ")
            if isUndo {
                try known(config.unicast[peer]?.remove(line) != nil, "no such line")
            } else {
                if words[2] == "route-policy" {
                    config.unicast[peer] = config.unicast[peer]?.filter {
                        !$0.hasPrefix("route-policy") || !$0.hasSuffix(words[4])
                    }
                }
                config.unicast[peer, default: []].insert(line)
            }
            if config.unicast[peer]?.isEmpty == true { config.unicast[peer] = nil }
            return
        }
        try known(["description", "ebgp-max-hop"].contains(words[2]) && isUndo == (words.count == 3))
        config.peers[space]?[peer]?[words[2]] = isUndo ? nil : words[3...].joined(separator: " ")
    }
}
