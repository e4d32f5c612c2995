import PitaDiagnostics

/// A line of `tc qdisc show`: `qdisc htb 1: dev lan0 root refcnt 3 r2q 10 default 0x10 direct_packets_stat 0 direct_qlen 1000`.
enum QdiscLine {
    /// The qdisc; `nil` for those that the kernel hangs up by itself (handle `0:`) and for ingress hooks.
    static func object(_ line: Substring) throws(Diagnostics) -> ConfigObject? {
        let words = line.split(separator: " ")
        guard words.count >= 5, words[0] == "qdisc", words[2].hasSuffix(":"), words[3] == "dev" else {
            throw Diagnostics("`tc qdisc show` said `\(TerminalText.sanitised(String(line.prefix(120))))`")
        }
        let kind = String(words[1])
        let device = String(words[4])
        guard words[2] != "0:", words.count > 5, let handle = TrafficText.handle(String(words[2])) else { return nil }
        var rest = words[6...]
        let parent: String
        if words[5] == "root" {
            parent = "root"
        } else if words[5] == "parent", let below = words.dropFirst(6).first,
            let known = TrafficText.handle(String(below)),
            known != "ffff:fff1"
        {
            parent = known
            rest = words[7...]
        } else {
            return nil
        }
        var properties = ["dev": device, "parent": parent, "handle": handle, "kind": kind]
        if QdiscStatement.kinds.contains(kind) {
            properties.merge(QdiscOptions.shown(kind: kind, rest)) { $1 }
        } else {
            // Not ours to change, but it must be seen that the place is taken.
            properties["options"] = rest.joined(separator: " ")
        }
        return LinuxRules.settled(
            ConfigObject(id: LinuxSection.qdiscID(device, parent: parent), properties: properties))
    }
}

/// A line of `tc -d class show dev X`: `class htb 1:10 parent 1:1 leaf 10: prio 0 quantum 62500 rate 5Mbit ceil 20Mbit ...`.
enum ClassLine {
    /// The class; `nil` for the classes of other qdiscs than the root.
    static func object(_ line: Substring, device: String, root: ConfigObject) throws(Diagnostics) -> ConfigObject? {
        let words = line.split(separator: " ").map(String.init)
        guard words.count >= 4, words[0] == "class", let classid = TrafficText.handle(words[2]) else {
            throw Diagnostics("`tc class show` said `\(TerminalText.sanitised(String(line.prefix(120))))`")
        }
        guard words[1] == "htb", ClassStatement.major(classid) == root.properties["handle"] else { return nil }
        var properties = ["dev": device, "classid": classid]
        var index = 3
        while index < words.count {
            let value = index + 1 < words.count ? words[index + 1] : ""
            switch words[index] {
            case "root": properties["parent"] = "root"
            case "parent": properties["parent"] = TrafficText.handle(value)
            case "prio", "quantum": properties[words[index]] = value
            case "rate", "ceil": properties[words[index]] = TrafficText.rate(value).map(String.init)
            // With -d the size is followed by the cell size: `15Kb/1`.
            case "burst", "cburst": properties[words[index]] = TrafficText.burst(String(value.prefix { $0 != "/" }))
            default: break
            }
            index += words[index] == "root" ? 1 : 2
        }
        guard properties["parent"] != nil, let rate = properties["rate"], properties["ceil"] != nil else {
            throw Diagnostics("`tc class show` said `\(TerminalText.sanitised(String(line.prefix(120))))`")
        }
        if isDerived(properties["quantum"], rate: rate, r2q: root.properties["r2q"]) { properties["quantum"] = nil }
        let object = ConfigObject(id: LinuxSection.classID(device, classid), properties: properties)
        return LinuxRules.settled(object)
    }

    /// Whether the quantum is the one that the kernel takes by itself: octets a second by r2q, 1000...200000 (`sch_htb.c`).
    ///
    /// The rate was rounded for printing, so the quotient may be off by as much.
    static func isDerived(_ quantum: String?, rate: String, r2q: String?) -> Bool {
        guard let quantum = quantum.flatMap(Int.init), let rate = Int(rate) else { return true }
        let divisor = max(1, Int(r2q ?? "10") ?? 10)
        let derived = min(max(rate / 8 / divisor, 1000), 200_000)
        return abs(quantum - derived) <= derived / 900 + 1
    }
}

/// The lines of `tc filter show dev X`: for each rule a head, and indented lines with its selectors.
enum FilterLines {
    /// Lines that say nothing of what the rule does.
    private static let noise: Set = ["eth_type", "in_hw", "not_in_hw", "skip_hw", "skip_sw"]

    /// The filters; chains and hash tables, which the listing shows too, are no rules.
    static func objects(_ lines: [Substring], device: String) throws(Diagnostics) -> [ConfigObject] {
        var objects: [ConfigObject] = []
        var properties: [String: String]?
        var matches: [U32Match] = []
        func close() {
            guard var known = properties else { return }
            if !matches.isEmpty { known["match"] = matches.map(\.text).joined(separator: ", ") }
            let id = LinuxSection.filterID(
                device, parent: known["parent"] ?? "", protocol: known["protocol"] ?? "", prio: known["prio"] ?? "",
                handle: known["handle"] ?? "")
            objects.append(ConfigObject(id: id, properties: known))
        }
        for line in lines {
            let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
            if line.hasPrefix("filter ") {
                close()
                (properties, matches) = (try head(words, device: device), [])
            } else if words.first == "match", words.count >= 4, words[2] == "at" {
                if let match = U32Match.shown(words[1], offset: words[3]) { matches.append(match) }
            } else if words.count == 2, properties?["kind"] == "flower",
                FilterStatement.flowerKeys.contains(String(words[0]))
            {
                properties?[String(words[0])] = FilterStatement.flowerValue(String(words[0]), String(words[1]))
            } else if let word = words.first, !noise.contains(String(word)) {
                // An action or a key that Pita does not manage: the rule must be left alone.
                properties?["options", default: ""] += words.joined(separator: " ") + " "
            }
        }
        close()
        return objects
    }

    /// The properties in a head line; `nil` when it heads no rule that leads to a class.
    private static func head(_ words: [Substring], device: String) throws(Diagnostics) -> [String: String]? {
        var fields: [String: String] = [:]
        var index = 1
        while index < words.count {
            let name = words[index].first == "*" ? String(words[index].dropFirst()) : String(words[index])
            let value = index + 1 < words.count ? String(words[index + 1]) : ""
            if FilterStatement.kinds.contains(name) { fields["kind"] = fields["kind"] ?? name }
            switch name {
            case "parent", "flowid", "classid": fields[name == "classid" ? "flowid" : name] = TrafficText.handle(value)
            case "protocol": fields["protocol"] = FilterStatement.protocols[value.lowercased()] ?? value
            case "pref": fields["prio"] = value
            case "fh", "handle": fields["handle"] = FilterStatement.canonicalHandle(value, kind: fields["kind"] ?? "")
            default:
                index += 1
                continue
            }
            index += 2
        }
        guard fields["protocol"] != nil, fields["prio"] != nil else {
            throw Diagnostics("`tc filter show` said `\(TerminalText.sanitised(words.joined(separator: " ")))`")
        }
        guard fields["kind"] != nil, fields["handle"] != nil, fields["flowid"] != nil, fields["parent"] != nil else {
            return nil
        }
        fields["dev"] = device
        return fields
    }
}
