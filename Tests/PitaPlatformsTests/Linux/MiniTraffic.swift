/// The traffic control of one interface as the kernel keeps it (`sch_htb.c`, `cls_api.c`, `cls_u32.c`), as far as Pita uses it.
struct MiniTraffic: Equatable {
    struct Shaping: Equatable {
        var parent: String?
        var rate: UInt64
        var ceil: UInt64
        var prio: Int
        var quantum: UInt64
        var burst: String
        var cburst: String
    }
    struct Leaf: Equatable {
        var handle: String
        var kind: String
        var limit: String
    }
    struct Rule: Equatable {
        var handle: String
        var flow: String
        var selectors: [String]
        var boundTo: String?
    }
    struct Priority: Equatable {
        var protocolName: String
        var kind: String
        var table: Int
        var rules: [Rule] = []
    }

    var root: (handle: String, standard: String, r2q: UInt64)?
    var classes: [String: Shaping] = [:]
    var leaves: [String: Leaf] = [:]
    var priorities: [Int: Priority] = [:]
    private var tables = 0

    static func == (left: MiniTraffic, right: MiniTraffic) -> Bool {
        func rules(_ traffic: MiniTraffic) -> [Int: Priority] {
            traffic.priorities.mapValues { priority in
                var priority = priority
                priority.table = 0
                priority.rules.sort { $0.handle < $1.handle }
                return priority
            }
        }
        // What a class with children remembers of its time as a leaf is not seen.
        func seen(_ traffic: MiniTraffic) -> [String: Shaping] {
            traffic.classes.reduce(into: [:]) { result, entry in
                var shaping = entry.value
                if traffic.isInner(entry.key) { (shaping.prio, shaping.quantum) = (0, 0) }
                result[entry.key] = shaping
            }
        }
        return left.root?.handle == right.root?.handle && left.root?.standard == right.root?.standard
            && left.root?.r2q == right.root?.r2q && seen(left) == seen(right) && left.leaves == right.leaves
            && rules(left) == rules(right)
    }

    func isInner(_ id: String) -> Bool { classes.values.contains { $0.parent == id } }

    /// Runs the words after `tc`, the interface's own taken out; `nil` when it is done, else what the kernel says.
    mutating func run(_ object: String, _ action: String, _ words: [String]) -> String? {
        var options: [String: String] = [:]
        var index = 0
        var kind = ""
        while index < words.count, kind.isEmpty {
            if words[index] == "root" {
                options["root"] = "yes"
                index += 1
            } else if ["parent", "handle", "classid", "protocol", "prio"].contains(words[index]) {
                options[words[index]] = words[index + 1]
                index += 2
            } else {
                kind = words[index]
                index += 1
            }
        }
        let rest = Array(words[index...])
        switch object {
        case "qdisc": return action == "del" ? removeQdisc(options) : putQdisc(action, options, kind, rest)
        case "class": return action == "del" ? removeClass(options["classid"] ?? "") : putClass(options, rest)
        default: return action == "del" ? removeRule(options, kind) : addRule(options, kind, rest)
        }
    }

    private func value(_ name: String, _ words: [String]) -> String? {
        words.firstIndex(of: name).flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
    }

    private mutating func putQdisc(_ action: String, _ options: [String: String], _ kind: String, _ rest: [String])
        -> String?
    {
        let handle = options["handle"] ?? ""
        if options["root"] != nil {
            if root?.handle == handle { return "Change operation not supported by specified qdisc." }
            self = MiniTraffic()
            let standard = String(
                UInt64(value("default", rest)?.replacing("0x", with: "") ?? "0", radix: 16) ?? 0, radix: 16)
            root = (handle, "0x" + standard, UInt64(value("r2q", rest) ?? "10") ?? 10)
            return nil
        }
        let parent = options["parent"] ?? ""
        guard classes[parent] != nil else { return "Specified class not found." }
        if isInner(parent) { return "Invalid argument" }
        if leaves.contains(where: { $0.key != parent && $0.value.handle == handle }) || root?.handle == handle {
            return "Cannot move an existing qdisc to a different parent."
        }
        if let known = leaves[parent], known.handle == handle, known.kind != kind {
            return "Invalid qdisc name: must match existing qdisc."
        }
        leaves[parent] = Leaf(handle: handle, kind: kind, limit: value("limit", rest) ?? "")
        return nil
    }

    private mutating func removeQdisc(_ options: [String: String]) -> String? {
        if options["root"] != nil {
            guard root != nil else { return "Cannot delete qdisc with handle of zero." }
            self = MiniTraffic()
            return nil
        }
        return leaves.removeValue(forKey: options["parent"] ?? "") == nil ? "Invalid handle" : nil
    }

    private mutating func putClass(_ options: [String: String], _ rest: [String]) -> String? {
        guard let root, let id = options["classid"], let parent = options["parent"] else { return "No such device" }
        func octets(_ name: String) -> UInt64 { (UInt64(value(name, rest)?.dropLast(3) ?? "0") ?? 0) / 8 }
        let rate = octets("rate")
        guard rate > 0 else { return "\"rate\" is required." }
        let derived = min(max(rate / root.r2q, 1000), 200_000)
        let known = classes[id]
        var shaping = Shaping(
            parent: parent, rate: rate, ceil: octets("ceil"), prio: Int(value("prio", rest) ?? "0") ?? 0,
            quantum: value("quantum", rest).flatMap(UInt64.init) ?? derived,
            burst: value("burst", rest).map { $0.uppercased() + "b" } ?? "1600b",
            cburst: value("cburst", rest).map { $0.uppercased() + "b" } ?? "1600b")
        if let known {
            shaping.parent = known.parent
            if isInner(id) { (shaping.prio, shaping.quantum) = (known.prio, known.quantum) }
        } else {
            // A parent that is not there is no error: the class hangs at the root.
            if parent == root.handle || classes[parent] == nil { shaping.parent = nil }
            var depth = 1
            var above = shaping.parent
            while let next = above.flatMap({ classes[$0] }) { (depth, above) = (depth + 1, next.parent) }
            guard depth <= 8 else { return "tree is too deep" }
            if let parent = shaping.parent { leaves[parent] = nil }
        }
        classes[id] = shaping
        return nil
    }

    private mutating func removeClass(_ id: String) -> String? {
        guard classes[id] != nil else { return "No such file or directory" }
        let isBound = priorities.values.contains { $0.rules.contains { $0.boundTo == id } }
        guard !isInner(id), !isBound else { return "HTB class in use." }
        classes[id] = nil
        leaves[id] = nil
        return nil
    }

    private mutating func addRule(_ options: [String: String], _ kind: String, _ rest: [String]) -> String? {
        guard options["parent"] == root?.handle, let prio = options["prio"].flatMap(Int.init) else {
            return "Invalid argument"
        }
        let name = options["protocol"] ?? ""
        var entry = priorities[prio] ?? Priority(protocolName: name, kind: kind, table: 0)
        guard entry.protocolName == name else { return "Protocol mismatch for filter with specified priority." }
        guard entry.kind == kind else { return "Specified filter kind does not match existing one." }
        if priorities[prio] == nil {
            if !priorities.values.contains(where: { $0.kind == "u32" }) { tables = 0 }
            entry.table = 0x800 + tables
            if kind == "u32" { tables += 1 }
        }
        let handle = options["handle"]?.replacing("::", with: "") ?? ""
        guard !entry.rules.contains(where: { $0.handle == handle }) else { return "No space left on device" }
        let flow = value("flowid", rest) ?? value("classid", rest) ?? ""
        var rule = Rule(handle: handle, flow: flow, selectors: [], boundTo: classes[flow] == nil ? nil : flow)
        for (index, word) in rest.enumerated() where word == "match" {
            let hexadecimal = rest[(index + 2)...(index + 3)].map { text in
                let digits = String(UInt64(text.dropFirst(2), radix: 16) ?? 0, radix: 16)
                return String(repeating: "0", count: 8 - digits.count) + digits
            }
            rule.selectors.append("match \(hexadecimal[0])/\(hexadecimal[1]) at \(rest[index + 5])")
        }
        entry.rules.append(rule)
        priorities[prio] = entry
        return nil
    }

    private mutating func removeRule(_ options: [String: String], _ kind: String) -> String? {
        guard let prio = options["prio"].flatMap(Int.init), var entry = priorities[prio],
            entry.protocolName == options["protocol"], entry.kind == kind
        else { return "Filter with specified priority/protocol not found." }
        let prefix = kind == "u32" ? String(entry.table, radix: 16) + "::" : ""
        guard let place = entry.rules.firstIndex(where: { prefix + $0.handle == options["handle"] }) else {
            return "Specified filter handle not found."
        }
        entry.rules.remove(at: place)
        priorities[prio] = entry.rules.isEmpty ? nil : entry
        return nil
    }
}

extension MiniTraffic {
    /// `tc qdisc show`, with or without the name of the interface.
    func qdiscs(_ device: String, named: Bool) -> [String] {
        let name = named ? "dev \(device) " : ""
        guard let root else { return ["qdisc noqueue 0: \(name)root refcnt 2 "] }
        let first =
            "qdisc htb \(root.handle) \(name)root refcnt 3 r2q \(root.r2q) default \(root.standard) direct_packets_stat 0 direct_qlen 1000"
        return [first]
            + leaves.map { parent, leaf in
                "qdisc \(leaf.kind) \(leaf.handle) \(name)parent \(parent) limit \(leaf.limit)\(leaf.kind == "pfifo" ? "p" : "b")"
            }
    }

    /// `tc -d class show`.
    var classLines: [String] {
        classes.map { id, shaping in
            let inner = isInner(id)
            let leaf = leaves[id].map { "leaf \($0.handle) " } ?? ""
            return "class htb \(id) \(shaping.parent.map { "parent \($0)" } ?? "root") \(leaf)"
                + (inner ? "" : "prio \(shaping.prio) quantum \(shaping.quantum) ")
                + "rate \(Self.rate(shaping.rate)) ceil \(Self.rate(shaping.ceil)) linklayer ethernet "
                + "burst \(shaping.burst)/1 mpu 0b cburst \(shaping.cburst)/1 mpu 0b level \(inner ? 7 : 0) "
        }
    }

    private static func rate(_ octets: UInt64) -> String {
        var bits = octets * 8
        var units = ["bit", "Kbit", "Mbit", "Gbit", "Tbit"]
        while units.count > 1, bits >= 1_000_000 || (bits >= 1000 && bits % 1000 == 0) {
            bits /= 1000
            units.removeFirst()
        }
        return "\(bits)\(units[0])"
    }

    /// `tc filter show`.
    var filterLines: [String] {
        var lines: [String] = []
        for (prio, entry) in priorities.sorted(by: { $0.key < $1.key }) {
            let head =
                "filter parent \(root?.handle ?? "") protocol \(entry.protocolName) pref \(prio) \(entry.kind) chain 0 "
            lines.append(head)
            let table = String(entry.table, radix: 16)
            if entry.kind == "u32" { lines.append(head + "fh \(table): ht divisor 1 ") }
            for rule in entry.rules {
                if entry.kind == "u32" {
                    let order = UInt64(rule.handle, radix: 16) ?? 0
                    lines.append(
                        head
                            + "fh \(table)::\(rule.handle) order \(order) key ht \(table) bkt 0 *flowid \(rule.flow) not_in_hw "
                    )
                    lines += rule.selectors.map { "  " + $0 }
                } else {
                    lines.append(head + "handle \(rule.handle) classid \(rule.flow) ")
                }
            }
        }
        return lines
    }
}
