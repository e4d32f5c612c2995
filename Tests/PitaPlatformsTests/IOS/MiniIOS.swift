/// A device of the IOS kind in small: it takes lines in modes, refuses what the real one refuses, and shows its config.
///
/// Written from the vendor's manuals; it shares no code with the platform.
struct MiniIOS {
    /// A block of the config: its first line and those under it.
    struct Block {
        var lines: [String] = []
        var inner: [(name: String, block: Block)] = []

        subscript(name: String) -> Block? {
            get { inner.first { $0.name == name }?.block }
            set {
                let place = inner.firstIndex { $0.name == name }
                if let place, let newValue {
                    inner[place].block = newValue
                } else if let place {
                    inner.remove(at: place)
                } else if let newValue {
                    inner.append((name, newValue))
                }
            }
        }
    }

    let hostname: String
    let ports: [String]
    var top = Block()
    private var mode: [String] = []

    init(hostname: String = "sw-uji", ports: [String] = (0...3).map { "GigabitEthernet0/\($0)" }) {
        (self.hostname, self.ports) = (hostname, ports)
        for port in ports { top["interface \(port)"] = Block() }
    }

    static let invalid = "% Invalid input detected at '^' marker."

    /// Takes the lines of a session in configuration mode, up to the first that is refused.
    mutating func configure(_ text: String) -> (output: String, line: Substring, isRefused: Bool) {
        mode = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let words = line.split(separator: " ").joined(separator: " ")
            if words.isEmpty { continue }
            if words.first == "!" { continue }
            guard line.utf8.count <= 254 else { return ("% Line too long", line, true) }
            if let refusal = take(words) { return (refusal, line, true) }
        }
        return ("", "", false)
    }

    // MARK: modes

    private enum Kind { case top, interface, vlan, classMap, policy, policyClass, list, router, family, line, vrf }

    private var kind: Kind {
        guard let last = mode.last else { return .top }
        let first = last.split(separator: " ")[0]
        switch first {
        case "interface": return .interface
        case "vlan": return .vlan
        case "class-map": return .classMap
        case "policy-map": return .policy
        case "class": return .policyClass
        case "ip": return .list
        case "router": return .router
        case "address-family": return .family
        case "line": return .line
        default: return .vrf
        }
    }

    /// The beginnings of lines that each mode knows; a number of words that replace each other by the beginning is in `singles`.
    private static let known: [Kind: [String]] = [
        .top: [
            "ntp server", "ip route", "snmp-server location", "ip name-server", "ip http server", "logging host",
            "ip default-gateway", "username",
        ],
        .interface: [
            "description", "ip address", "encapsulation dot1Q", "switchport mode", "switchport access vlan",
            "switchport trunk allowed vlan", "switchport trunk native vlan", "service-policy input",
            "service-policy output", "shutdown", "bandwidth", "vrf forwarding", "ip helper-address", "ip access-group",
            "spanning-tree portfast", "switchport", "ip redirects", "rate-limit input", "rate-limit output",
        ],
        .vlan: ["name"], .classMap: ["match", "description"], .policy: ["description"],
        .policyClass: ["shape average", "police", "bandwidth", "priority", "service-policy", "set"],
        .router: ["network", "neighbor", "redistribute", "bgp router-id"], .family: ["neighbor", "network"],
        .line: ["transport input", "exec-timeout", "access-class", "logging synchronous"], .vrf: ["rd", "description"],
    ]
    private static let singles = [
        "description", "encapsulation dot1Q", "switchport mode", "switchport access vlan",
        "switchport trunk native vlan",
        "bandwidth", "name", "shape average", "transport input", "exec-timeout", "snmp-server location", "rd",
        "ip default-gateway", "bgp router-id", "rate-limit input", "rate-limit output",
    ]
    private static let onByDefault = ["ip http server", "switchport", "ip redirects"]

    private mutating func take(_ words: String) -> String? {
        let isNegated = words.hasPrefix("no ")
        let text = isNegated ? String(words.dropFirst(3)) : words
        if let refusal = enter(text, isNegated) { return refusal.isEmpty ? nil : refusal }
        if kind == .list { if let answer = entry(text, isNegated) { return answer.isEmpty ? nil : answer } }
        let fits: (Kind) -> Bool = { kind in
            (Self.known[kind] ?? []).contains { text == $0 || text.hasPrefix($0 + " ") }
        }
        if !fits(kind) {
            guard fits(.top) else { return Self.invalid }
            mode = []
        }
        return change(text, isNegated)
    }

    private var block: Block {
        get { mode.reduce(top) { $0[$1] ?? Block() } }
        set { top = Self.put(newValue, into: top, at: mode[...]) }
    }

    private static func put(_ block: Block, into outer: Block, at path: ArraySlice<String>) -> Block {
        guard let first = path.first else { return block }
        var outer = outer
        outer[first] = put(block, into: outer[first] ?? Block(), at: path.dropFirst())
        return outer
    }

    /// Lines that begin a block or take one away; `nil` for others, empty when it was done.
    private mutating func enter(_ text: String, _ isNegated: Bool) -> String? {
        let words = text.split(separator: " ").map(String.init)
        if kind == .policy || kind == .policyClass, words[0] == "class", words.count == 2 {
            let policy = Array(mode.prefix(1))
            let exists =
                words[1] == "class-default"
                || top.inner.contains { $0.name.hasPrefix("class-map ") && $0.name.hasSuffix(" \(words[1])") }
            guard exists else { return "% class map \(words[1]) not configured" }
            mode = policy
            return open(text, isNegated)
        }
        if kind == .router || kind == .family || kind == .vrf, words[0] == "address-family" {
            mode = Array(mode.prefix(1))
            return open(text, isNegated)
        }
        switch words[0] {
        case "interface" where words.count == 2: return interface(words[1], isNegated)
        case "vlan" where words.count == 2: return vlan(words[1], isNegated)
        case "class-map" where words.count == 3 && ["match-any", "match-all"].contains(words[1]):
            if isNegated, isUsed(class: words[2]) { return "% Class-map \(words[2]) is being used" }
        case "policy-map" where words.count == 2:
            if isNegated, isUsed(policy: words[1]) { return "% Policy-map \(words[1]) is being used" }
        case "ip" where words.count == 5 && words[1] == "access-list" && words[2] == "resequence":
            guard !isNegated, resequence(words[3]) else { return Self.invalid }
            return ""
        case "ip" where words.count == 4 && words[1] == "access-list" && ["extended", "standard"].contains(words[2]):
            break
        case "router" where words.count == 3, "line" where words.count >= 3: break
        case "vrf" where words.count == 3 && words[1] == "definition": break
        default: return nil
        }
        mode = []
        return open(text, isNegated)
    }

    private mutating func open(_ name: String, _ isNegated: Bool) -> String {
        var outer = block
        if isNegated {
            outer[name] = nil
            block = outer
        } else {
            if outer[name] == nil { outer[name] = Block() }
            block = outer
            mode.append(name)
        }
        return ""
    }

    // MARK: blocks of the top

    private mutating func interface(_ name: String, _ isNegated: Bool) -> String {
        let isMade = ["Vlan", "Loopback", "Port-channel"].contains { name.hasPrefix($0) }
        let parent = String(name.prefix { $0 != "." })
        mode = []
        if isNegated {
            guard isMade || parent != name else { return "% Removal of physical interfaces is not permitted" }
        } else {
            guard isMade || ports.contains(parent) else { return Self.invalid }
        }
        return open("interface \(name)", isNegated)
    }

    private mutating func vlan(_ list: String, _ isNegated: Bool) -> String {
        mode = []
        var ids: [Int] = []
        for part in list.split(separator: ",") {
            let ends = part.split(separator: "-").compactMap { Int($0) }
            guard let first = ends.first, let last = ends.last, first <= last, last <= 4094 else { return Self.invalid }
            ids += first...last
        }
        for id in ids {
            if id == 1 { return "Default VLAN 1 may not be deleted." }
            mode = []
            _ = open("vlan \(id)", isNegated)
        }
        return ""
    }

    private func isUsed(policy: String) -> Bool {
        top.inner.contains { _, block in
            block.lines.contains { $0.hasPrefix("service-policy ") && $0.hasSuffix(" \(policy)") }
                || block.inner.contains { $0.block.lines.contains("service-policy \(policy)") }
        }
    }

    private func isUsed(class name: String) -> Bool {
        top.inner.contains { $0.name.hasPrefix("policy-map ") && $0.block["class \(name)"] != nil }
    }

    // MARK: lines

    private mutating func change(_ text: String, _ isNegated: Bool) -> String? {
        if text == "ip address" || text.hasPrefix("ip address ") { return address(text, isNegated) }
        if text.hasPrefix("switchport trunk allowed vlan") { return allowed(text, isNegated) }
        if text.hasPrefix("service-policy ") { return servicePolicy(text, isNegated) }
        if text.hasPrefix("police") { return police(text, isNegated) }
        var current = block
        if let flag = Self.onByDefault.first(where: { $0 == text }) {
            current.lines.removeAll { $0 == "no \(flag)" }
            if isNegated { current.lines.append("no \(flag)") }
            block = current
            return nil
        }
        if text.hasPrefix("vrf forwarding") {
            let isSame = !isNegated && current.lines.contains(text)
            guard !isNegated || current.lines.contains(where: { $0.hasPrefix("vrf forwarding") }) else { return nil }
            if !isSame { current.lines.removeAll { $0.hasPrefix("ip address") || $0.hasPrefix("vrf forwarding") } }
            if !isNegated, top["vrf definition \(text.split(separator: " ")[2])"] == nil {
                return "% VRF does not exist"
            }
            if !isNegated, !isSame { current.lines.append(text) }
            block = current
            return nil
        }
        let words = text.split(separator: " ").map(String.init)
        if text.hasPrefix("ip access-group "), let way = words.last {
            current.lines.removeAll { $0.hasPrefix("ip access-group ") && $0.hasSuffix(" \(way)") }
            if !isNegated { current.lines.append(text) }
            block = current
            return nil
        }
        if isNegated, words.count == 2, words[0] == "neighbor" {
            current.lines.removeAll { $0.hasPrefix(text + " ") }
            block = current
            return nil
        }
        var single = Self.singles.first { text == $0 || text.hasPrefix($0 + " ") }
        if text.hasPrefix("ip route "), words.count >= 5 { single = words.prefix(5).joined(separator: " ") }
        if text.hasPrefix("neighbor "), words.count >= 3, ["remote-as", "description"].contains(words[2]) {
            single = words.prefix(3).joined(separator: " ")
        }
        if text.hasPrefix("neighbor "), words.count >= 3, words[2] != "remote-as", !isNegated || kind == .router,
            kind == .router, !current.lines.contains(where: { $0.hasPrefix("neighbor \(words[1]) remote-as") })
        {
            return isNegated ? nil : "% Specify remote-as or peer-group commands first"
        }
        if let single {
            if isNegated, text.hasPrefix("neighbor "), words[2] == "remote-as" {
                current.lines.removeAll { $0.hasPrefix("neighbor \(words[1]) ") }
            }
            current.lines.removeAll { $0 == single || $0.hasPrefix(single + " ") }
            if !isNegated { current.lines.append(text) }
        } else if isNegated {
            current.lines.removeAll { $0 == text }
        } else if !current.lines.contains(text) {
            current.lines.append(text)
        }
        block = current
        return nil
    }

    private mutating func address(_ text: String, _ isNegated: Bool) -> String? {
        var current = block
        let words = text.split(separator: " ").map(String.init)
        let isSecondary = words.last == "secondary"
        let secondaries = current.lines.filter { $0.hasPrefix("ip address") && $0.hasSuffix("secondary") }
        if isNegated {
            if words.count == 2 {
                current.lines.removeAll { $0.hasPrefix("ip address") }
            } else {
                if !isSecondary, !secondaries.isEmpty { return "Must delete secondary before deleting primary" }
                current.lines.removeAll { $0 == text }
            }
            block = current
            return nil
        }
        guard words.count == (isSecondary ? 5 : 4) else { return "% Incomplete command." }
        let name = mode[0]
        if name.contains("."), !current.lines.contains(where: { $0.hasPrefix("encapsulation") }) {
            return "% Configuring IP routing on a LAN subinterface is only allowed if it has an encapsulation"
        }
        let vrf = current.lines.first { $0.hasPrefix("vrf forwarding") }
        for (other, block) in top.inner
        where other != name && block.lines.first(where: { $0.hasPrefix("vrf forwarding") }) == vrf {
            for line in block.lines where line.hasPrefix("ip address ") && overlaps(line, text) {
                return "% \(words[2]) overlaps with \(other.dropFirst(10))"
            }
        }
        if isSecondary {
            guard current.lines.contains(where: { $0.hasPrefix("ip address") && !$0.hasSuffix("secondary") }) else {
                return "% No primary address"
            }
            if !current.lines.contains(text) { current.lines.append(text) }
        } else {
            if secondaries.contains(text + " secondary") { return "% The address is a secondary one" }
            current.lines.removeAll { $0.hasPrefix("ip address") && !$0.hasSuffix("secondary") }
            current.lines.append(text)
        }
        block = current
        return nil
    }

    private func overlaps(_ left: String, _ right: String) -> Bool {
        func numbers(_ text: String) -> (UInt32, UInt32) {
            let words = text.split(separator: " ")
            func number(_ text: Substring) -> UInt32 {
                text.split(separator: ".").compactMap { UInt32($0) }.reduce(0) { $0 << 8 | $1 }
            }
            return (number(words[2]), number(words[3]))
        }
        let (a, b) = (numbers(left), numbers(right))
        let mask = a.1 & b.1
        return a.0 & mask == b.0 & mask
    }

    private mutating func servicePolicy(_ text: String, _ isNegated: Bool) -> String? {
        var current = block
        let words = text.split(separator: " ").map(String.init)
        let isOnPort = kind == .interface
        let beginning = isOnPort ? words.prefix(2).joined(separator: " ") : "service-policy"
        let attached = current.lines.first { $0.hasPrefix(beginning + " ") }
        if isNegated {
            current.lines.removeAll { $0.hasPrefix(beginning + " ") }
        } else {
            guard let policy = words.last, words.count == (isOnPort ? 3 : 2), top["policy-map \(policy)"] != nil else {
                return "% policy map not configured"
            }
            if let attached, attached != text { return "Policy map is already attached" }
            if attached == nil { current.lines.append(text) }
        }
        block = current
        return nil
    }

    private mutating func police(_ text: String, _ isNegated: Bool) -> String? {
        var current = block
        current.inner.removeAll { $0.name.hasPrefix("police") }
        if !isNegated {
            var words = text.split(separator: " ").map(String.init).dropFirst()
            if words.first == "cir" { words.removeFirst() }
            guard let rate = words.popFirst().flatMap({ Int($0) }) else { return Self.invalid }
            var burst = max(1500, rate / 32)
            if words.first == "bc" { words.removeFirst() }
            if let given = words.first.flatMap({ Int($0) }) {
                burst = given
                words.removeFirst()
            }
            var actions = ["conform-action": "transmit", "exceed-action": "drop"]
            while let name = words.popFirst() {
                guard name.hasSuffix("-action"), let action = words.popFirst() else { return Self.invalid }
                actions[name] = action
            }
            var inner = Block()
            inner.lines = actions.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            current["police cir \(rate) bc \(burst)"] = inner
        }
        block = current
        return nil
    }

    private mutating func allowed(_ text: String, _ isNegated: Bool) -> String? {
        let beginning = "switchport trunk allowed vlan"
        var current = block
        let words = text.dropFirst(beginning.count).split(separator: " ").map(String.init)
        let every = Set(1...4094)
        var set = current.lines.first { $0.hasPrefix(beginning) }.map { Self.ids($0.split(separator: " ")[4]) } ?? every
        if isNegated {
            set = every
        } else if words == ["none"] {
            set = []
        } else if words.count == 1 {
            set = Self.ids(words[0][...])
        } else if words.count == 2, words[0] == "add" {
            set.formUnion(Self.ids(words[1][...]))
        } else if words.count == 2, words[0] == "remove" {
            set.subtract(Self.ids(words[1][...]))
        } else {
            return Self.invalid
        }
        current.lines.removeAll { $0.hasPrefix(beginning) }
        if set != every { current.lines.append("\(beginning) \(set.isEmpty ? "none" : Self.list(set))") }
        block = current
        return nil
    }

    private static func ids(_ text: Substring) -> Set<Int> {
        Set(
            text.split(separator: ",").flatMap { part -> [Int] in
                let ends = part.split(separator: "-").compactMap { Int($0) }
                return ends.isEmpty ? [] : Array(ends[0]...ends[ends.count - 1])
            })
    }

    private static func list(_ set: Set<Int>) -> String {
        var parts: [ClosedRange<Int>] = []
        for id in set.sorted() {
            if let last = parts.last, last.upperBound + 1 == id {
                parts[parts.count - 1] = last.lowerBound...id
            } else {
                parts.append(id...id)
            }
        }
        return parts.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }.joined(
            separator: ",")
    }

    /// An entry of an access list; `nil` when the line is none.
    private mutating func entry(_ text: String, _ isNegated: Bool) -> String? {
        var current = block
        let words = text.split(separator: " ").map(String.init)
        guard let number = Int(words[0]) else { return nil }
        let old = current.lines.first { $0.hasPrefix("\(number) ") }
        if isNegated {
            current.lines.removeAll { $0 == old }
        } else {
            guard words.count > 2, ["permit", "deny"].contains(words[1]) else { return Self.invalid }
            if let old, old != text { return "% Duplicate sequence number" }
            let rest = words.dropFirst().joined(separator: " ")
            // An entry that is there under another number is left as it is.
            let isThere = current.lines.contains { $0.split(separator: " ").dropFirst().joined(separator: " ") == rest }
            if !isThere { current.lines.append(text) }
            current.lines.sort { (Int($0.split(separator: " ")[0]) ?? 0) < (Int($1.split(separator: " ")[0]) ?? 0) }
        }
        block = current
        return ""
    }

    private mutating func resequence(_ name: String) -> Bool {
        guard
            let place = top.inner.firstIndex(where: {
                $0.name.hasPrefix("ip access-list ") && $0.name.hasSuffix(" \(name)")
            })
        else { return false }
        top.inner[place].block.lines = top.inner[place].block.lines.enumerated().map { index, line in
            "\((index + 1) * 10) " + line.split(separator: " ").dropFirst().joined(separator: " ")
        }
        return true
    }

    // MARK: showing

    private static let order = [
        "vrf", "ip http", "vlan", "class-map", "policy-map", "interface", "router", "ip route", "ip access-list",
    ]

    /// The config as `show running-config` has it: in an order of its own, whatever came first.
    var config: String {
        func place(_ name: String) -> Int { Self.order.firstIndex { name.hasPrefix($0) } ?? Self.order.count }
        var text =
            "Building configuration...\n\nCurrent configuration : 1 bytes\n!\nversion 16.9\n!\nhostname \(hostname)\n!\n"
        for line in top.lines.sorted() { text += line + "\n" }
        let blocks = top.inner.sorted {
            (place($0.name), $0.name.count, $0.name) < (place($1.name), $1.name.count, $1.name)
        }
        for (name, block) in blocks { text += "!\n" + Self.shown(name, block, 0) }
        return text + "!\nend\n"
    }

    private static func shown(_ name: String, _ block: Block, _ depth: Int) -> String {
        let indent = String(repeating: " ", count: depth)
        var text = indent + name + "\n"
        let isList = name.hasPrefix("ip access-list")
        for line in isList ? block.lines : block.lines.sorted() {
            let beginning = "switchport trunk allowed vlan "
            guard line.hasPrefix(beginning), line.count > 120 else {
                text += indent + " " + line + "\n"
                continue
            }
            // Long lists stand in several lines.
            let parts = line.dropFirst(beginning.count).split(separator: ",").map(String.init)
            for start in stride(from: 0, to: parts.count, by: 12) {
                let list = parts[start..<min(start + 12, parts.count)].joined(separator: ",")
                text += "\(indent) \(beginning)\(start == 0 ? "" : "add ")\(list)\n"
            }
        }
        let inner =
            block.inner.filter { $0.name != "class class-default" }
            + block.inner.filter { $0.name == "class class-default" }
        let sorted = name.hasPrefix("policy-map") ? inner : inner.sorted { $0.name < $1.name }
        for (name, block) in sorted { text += shown(name, block, depth + 1) }
        return text
    }
}
