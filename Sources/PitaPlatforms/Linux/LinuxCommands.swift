/// The `tc` and `ip` command lines that make and remove objects.
///
/// Guarded lines are for the way back: they do their work from any state between the old and the new one, and nothing where
/// there is nothing to do.
enum LinuxCommands {
    /// The lines that bring the object into being or to these properties. `old`: as it is, when it stays in place.
    static func put(_ object: ConfigObject, old: [String: String]?, guarded: Bool) -> [String] {
        let properties = object.properties
        let device = properties["dev"] ?? ""
        switch object.id.section {
        case LinuxSection.qdisc:
            let line =
                "tc qdisc replace dev \(device) \(place(properties)) handle \(properties["handle"] ?? "") "
                + "\(properties["kind"] ?? "")" + options(properties)
            guard guarded, properties["parent"] == "root" else { return [line] }
            // An HTB root that stands refuses even the same line.
            return ["tc qdisc show dev \(device) | grep -q '^qdisc htb \(properties["handle"] ?? "") root ' || \(line)"]
        case LinuxSection.shapingClass: return [shapingClass(properties)]
        case LinuxSection.filter:
            let line = filter(properties)
            return [guarded ? "tc filter show dev \(device) | grep -q '\(filterPattern(properties))' || \(line)" : line]
        case LinuxSection.link: return link(properties, old: old, guarded: guarded)
        case LinuxSection.address: return ["ip address replace \(properties["address"] ?? "") dev \(device)"]
        default: return ["ip route replace \(route(properties))"]
        }
    }

    /// The line that removes the object.
    static func remove(_ object: ConfigObject, guarded: Bool) -> String {
        let properties = object.properties
        let device = properties["dev"] ?? ""
        func line(_ command: String, ifFound pattern: String, in listing: String) -> String {
            guarded ? "if \(listing) | grep -q '\(pattern)'; then \(command); fi" : command
        }
        switch object.id.section {
        case LinuxSection.qdisc:
            return line(
                "tc qdisc del dev \(device) \(place(properties))",
                ifFound: "^qdisc [a-z_]* [1-9a-f][0-9a-f]*: \(place(properties)) ", in: "tc qdisc show dev \(device)")
        case LinuxSection.shapingClass:
            let classid = properties["classid"] ?? ""
            return line(
                "tc class del dev \(device) classid \(classid)", ifFound: "^class htb \(classid) ",
                in: "tc class show dev \(device)")
        case LinuxSection.filter: return removeFilter(properties, guarded: guarded)
        case LinuxSection.link:
            return line("ip link del dev \(device)", ifFound: ": \(device)[@:]", in: "ip -o link show")
        case LinuxSection.address:
            let address = properties["address"] ?? ""
            return line(
                "ip address del \(address) dev \(device)", ifFound: " \(address) ",
                in: "ip -o address show dev \(device)")
        default:
            let family = (properties["to"] ?? "").contains(":") ? "ip -6" : "ip"
            return line(
                "\(family) route del \(route(properties))", ifFound: properties["via"].map { "via \($0) " } ?? ".",
                in: "\(family) route show exact \(properties["to"] ?? "") dev \(device)")
        }
    }

    /// The line that takes an address away unless another of its subnet is the first there.
    static func displace(_ object: ConfigObject, unlessFirst first: ConfigObject) -> String {
        let device = object.properties["dev"] ?? ""
        return "ip -o -4 address show dev \(device) primary | grep -q ' \(first.properties["address"] ?? "") ' || "
            + "ip address del \(object.properties["address"] ?? "") dev \(device) || true"
    }

    private static func place(_ properties: [String: String]) -> String {
        properties["parent"] == "root" ? "root" : "parent \(properties["parent"] ?? "")"
    }

    private static func options(_ properties: [String: String]) -> String {
        var text = ""
        for name in properties.keys.sorted() where !["dev", "parent", "handle", "kind"].contains(name) {
            let value = properties[name] ?? ""
            text += name == "ecn" ? (value == "no" ? " noecn" : " ecn") : " \(name) \(value)"
        }
        return text
    }

    private static func shapingClass(_ properties: [String: String]) -> String {
        let classid = properties["classid"] ?? ""
        let parent = properties["parent"] ?? "root"
        var line =
            "tc class replace dev \(properties["dev"] ?? "") "
            + "parent \(parent == "root" ? ClassStatement.major(classid) : parent) classid \(classid) htb"
        for name in ["rate", "ceil"] { line += " \(name) \(properties[name] ?? "")bit" }
        for name in ["prio", "burst", "cburst", "quantum"] {
            if let value = properties[name] { line += " \(name) \(value)" }
        }
        return line
    }

    private static func filter(_ properties: [String: String]) -> String {
        var line =
            "tc filter add " + filterPlace(properties)
            + " handle \(properties["handle"] ?? "") \(properties["kind"] ?? "")"
        for match in (properties["match"] ?? "").split(separator: ", ") {
            let parts = match.split(whereSeparator: { $0 == "/" || $0 == " " })
            if parts.count == 4 { line += " match u32 0x\(parts[0]) 0x\(parts[1]) at \(parts[3])" }
        }
        for key in FilterStatement.flowerKeys {
            if let value = properties[key] { line += " \(key) \(value)" }
        }
        return line + (properties["kind"] == "u32" ? " flowid " : " classid ") + (properties["flowid"] ?? "")
    }

    private static func filterPlace(_ properties: [String: String]) -> String {
        "dev \(properties["dev"] ?? "") parent \(properties["parent"] ?? "") protocol \(properties["protocol"] ?? "") "
            + "prio \(properties["prio"] ?? "")"
    }

    /// A basic regular expression for the head line of the filter in `tc filter show`.
    private static func filterPattern(_ properties: [String: String]) -> String {
        "\(filterHead(properties)).* \(handlePattern(properties)) "
    }

    private static func filterHead(_ properties: [String: String]) -> String {
        "^filter parent \(properties["parent"] ?? "") protocol \(properties["protocol"] ?? "") pref \(properties["prio"] ?? "") "
            + "\(properties["kind"] ?? "") "
    }

    private static func handlePattern(_ properties: [String: String]) -> String {
        let handle = properties["handle"] ?? ""
        return properties["kind"] == "u32" ? "fh [0-9a-f]*\(handle)" : "handle \(handle)"
    }

    /// A u32 rule is deleted by its table and node, and only the device knows the table: it is looked up by priority.
    private static func removeFilter(_ properties: [String: String], guarded: Bool) -> String {
        let device = properties["dev"] ?? ""
        let kind = properties["kind"] ?? ""
        let handle = properties["handle"] ?? ""
        if kind == "u32" {
            let lookup =
                "h=$(tc filter show dev \(device) | sed -n 's/\(filterHead(properties)).* fh \\([0-9a-f]*\(handle)\\) .*/\\1/p')"
            let deletion = "tc filter del \(filterPlace(properties)) handle \"$h\" u32"
            return guarded ? "\(lookup); [ -z \"$h\" ] || \(deletion)" : "\(lookup) && \(deletion)"
        }
        let deletion = "tc filter del \(filterPlace(properties)) handle \(handle) \(kind)"
        guard guarded else { return deletion }
        return "if tc filter show dev \(device) | grep -q '\(filterPattern(properties))'; then \(deletion); fi"
    }

    private static func link(_ properties: [String: String], old: [String: String]?, guarded: Bool) -> [String] {
        let name = properties["dev"] ?? ""
        var lines: [String] = []
        if old == nil {
            let make =
                "ip link add link \(properties["link"] ?? "") name \(name) type vlan id \(properties["id"] ?? "")"
            lines.append(guarded ? "ip -o link show | grep -q ': \(name)[@:]' || \(make)" : make)
        }
        if old?["state"] != properties["state"] {
            lines.append("ip link set dev \(name) \(properties["state"] == "up" ? "up" : "down")")
        }
        return lines
    }

    private static func route(_ properties: [String: String]) -> String {
        var text = properties["to"] ?? ""
        for name in ["via", "dev", "metric"] {
            if let value = properties[name] { text += " \(name) \(value)" }
        }
        return text
    }
}
