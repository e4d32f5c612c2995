import PitaDiagnostics
import PitaNetwork

/// `filter replace dev lan0 parent 1: protocol ip prio 10 handle 800::10 u32 match ip dst 10.1.2.0/24 flowid 1:10`.
enum FilterStatement {
    /// The classifiers that Pita manages.
    static let kinds = ["u32", "fw", "flower"]
    /// The flower keys that Pita manages (tc-flower(8)).
    static let flowerKeys = ["dst_ip", "src_ip", "ip_proto", "dst_port", "src_port", "vlan_id", "dst_mac", "src_mac"]
    /// The protocols by the names that `tc` prints.
    static let protocols = ["ip": "ip", "ipv6": "ipv6", "all": "all", "arp": "arp", "802.1q": "802.1Q"]

    /// The object of the words after `filter`.
    static func object(_ cursor: inout WordCursor) throws(Diagnostic) -> ConfigObject {
        let action = try TrafficAction.read(&cursor)
        var properties: [String: String] = [:]
        var handle: ShellWord?
        var kind: ShellWord?
        while kind == nil, let word = cursor.next() {
            switch word.text {
            case "dev": properties["dev"] = try cursor.interface()
            case "parent": properties["parent"] = try cursor.value("qdisc (`1:`)", rootHandle)
            case "protocol":
                properties["protocol"] = try cursor.value("protocol") { protocols[$0.lowercased()] }
            case "prio", "pref", "priority":
                properties["prio"] = try cursor.value("priority") { TrafficText.decimal($0, in: 1...65535) }
            case "handle": handle = try cursor.next("handle")
            default: kind = word
            }
        }
        guard let device = properties["dev"], let parent = properties["parent"], let name = properties["protocol"],
            let prio = properties["prio"], let handle, let kind
        else {
            throw Diagnostic(
                "the filter needs `dev`, `parent`, `protocol`, `prio`, `handle` and its kind", at: cursor.mark,
                hint: "without a handle of its own it could not be found again")
        }
        guard kinds.contains(kind.text) else {
            throw Diagnostic(
                "Pita does not manage filters of kind `\(kind.text)`", at: kind.mark,
                hint: Suggestion.hint(for: kind.text, among: kinds))
        }
        guard let number = canonicalHandle(handle.text, kind: kind.text) else {
            throw Diagnostic(
                "`\(handle.text)` is no handle of a `\(kind.text)` filter", at: handle.mark,
                hint: kind.text == "u32" ? "`800::1` to `800::fff`, in hexadecimal" : "a number from 1")
        }
        let id = LinuxSection.filterID(device, parent: parent, protocol: name, prio: prio, handle: number)
        if action == .remove {
            // What `tc` would also read after the kind says nothing about which filter goes.
            return ConfigObject(id: id, properties: [:], isAbsent: true, mark: cursor.mark)
        }
        properties.merge(["handle": number, "kind": kind.text]) { $1 }
        try readSelectors(kind: kind.text, into: &properties, &cursor)
        return ConfigObject(id: id, properties: properties, mark: cursor.mark)
    }

    private static func readSelectors(
        kind: String, into properties: inout [String: String], _ cursor: inout WordCursor
    ) throws(Diagnostic) {
        var matches: [U32Match] = []
        while let word = cursor.next() {
            switch (word.text, kind) {
            case ("flowid", _), ("classid", _): properties["flowid"] = try cursor.value("class", TrafficText.handle)
            case ("match", "u32"): matches += try readMatch(&cursor)
            case (let key, "flower") where flowerKeys.contains(key):
                properties[key] = try cursor.value("value of `\(key)`") { flowerValue(key, $0) }
            default:
                throw Diagnostic(
                    "`\(word.text)` is no part of a `\(kind)` filter that Pita manages", at: word.mark,
                    hint: Suggestion.hint(for: word.text, among: ["match", "flowid"] + flowerKeys))
            }
        }
        guard properties["flowid"] != nil else { throw Diagnostic("the filter names no `flowid`", at: cursor.mark) }
        guard kind == "u32" else { return }
        guard !matches.isEmpty, let packed = U32Match.packed(matches) else {
            throw Diagnostic(
                matches.isEmpty ? "the u32 filter matches nothing" : "two matches contradict each other",
                at: cursor.mark)
        }
        properties["match"] = packed
    }

    private static func readMatch(_ cursor: inout WordCursor) throws(Diagnostic) -> [U32Match] {
        let family = try cursor.next("`ip`, `ip6` or `u32`")
        if family.text == "u32" {
            let value = try cursor.next("value")
            let mask = try cursor.next("mask")
            guard try cursor.next("`at`").text == "at", let offset = cursor.next(),
                let match = U32Match.word(value: value.text, mask: mask.text, offset: offset.text)
            else { throw Diagnostic("this is no `match u32 VALUE MASK at OFFSET`", at: family.mark) }
            return [match]
        }
        let field = try cursor.next("field")
        let value = try cursor.next("value")
        let needsMask = field.text != "src" && field.text != "dst"
        let mask = needsMask ? try cursor.next("mask").text : nil
        guard let matches = U32Match.matches(family: family.text, field: field.text, value: value.text, mask: mask)
        else {
            throw Diagnostic(
                "`match \(family.text) \(field.text) \(value.text)` can't be read", at: family.mark,
                hint: "`ip src|dst|protocol|tos|sport|dport`, `ip6 src|dst`, `u32 VALUE MASK at OFFSET`")
        }
        return matches
    }

    /// A handle as the tree names it: of u32 only the node (`::10`), since the kernel numbers the tables itself in the order
    /// in which priorities appear; of the others the number in hexadecimal (`0xa`).
    static func canonicalHandle(_ text: String, kind: String) -> String? {
        if kind == "u32" {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 3, parts[1].isEmpty || parts[1] == "0",
                parts[0].isEmpty || TrafficText.hexadecimal(parts[0]) != nil,
                let node = TrafficText.hexadecimal(parts[2]), (1...0xFFF).contains(node)
            else { return nil }
            return "::" + String(node, radix: 16)
        }
        let isHexadecimal = text.lowercased().hasPrefix("0x")
        let digits = isHexadecimal ? text.dropFirst(2) : text[...]
        guard (1...10).contains(digits.utf8.count), digits.allSatisfy(\.isHexDigit),
            let number = UInt32(digits, radix: isHexadecimal ? 16 : 10), number > 0
        else { return nil }
        return "0x" + String(number, radix: 16)
    }

    /// A flower key's value as `tc` prints it; `nil` when it is none.
    static func flowerValue(_ key: String, _ text: String) -> String? {
        switch key {
        case "dst_ip", "src_ip":
            guard
                let prefix = InterfaceAddress(text.contains("/") ? text : text + (text.contains(":") ? "/128" : "/32"))?
                    .prefix
            else { return nil }
            return prefix.length == prefix.network.family.width ? prefix.network.description : prefix.description
        case "ip_proto": return ["tcp", "udp", "icmp", "icmpv6", "sctp"].contains(text) ? text : nil
        case "dst_port", "src_port": return TrafficText.decimal(text, in: 1...65535)
        case "vlan_id": return TrafficText.decimal(text, in: 1...4094)
        default:
            let parts = text.lowercased().split(separator: ":", omittingEmptySubsequences: false)
            return parts.count == 6 && parts.allSatisfy({ $0.utf8.count == 2 && $0.allSatisfy(\.isHexDigit) })
                ? text.lowercased() : nil
        }
    }

    private static func rootHandle(_ text: String) -> String? {
        TrafficText.handle(text).flatMap { $0.hasSuffix(":") ? $0 : nil }
    }
}
