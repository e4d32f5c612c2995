/// What a commit finds wrong with a candidate.
struct JunosCheck {
    let configuration: JunosConfiguration

    /// The place, the statement and the reason, as lines.
    var problems: [String] {
        interfaces + filters + policers + shaping
    }

    private func problem(_ path: [String], _ statement: String, _ reason: String) -> [String] {
        ["[edit \(path.joined(separator: " "))]", "  '\(statement)'", "    \(reason)"]
    }

    private func names(_ path: [String], _ prefix: String = "") -> [String] {
        (configuration.block(path) ?? []).map(\.key).filter { $0.hasPrefix(prefix) }
    }

    private func value(_ path: [String]) -> String? {
        configuration.entry(path)?.text.split(separator: " ").last.map(String.init)
    }

    private var interfaces: [String] {
        names(["interfaces"]).flatMap { port in
            names(["interfaces", port], "unit ").flatMap { unit -> [String] in
                let path = ["interfaces", port, unit]
                return tag(path, port) + switching(path) + addresses(path)
            }
        }
    }

    private func tag(_ path: [String], _ port: String) -> [String] {
        guard configuration.entry(path + ["vlan-id"]) != nil,
            configuration.entry(["interfaces", port, "vlan-tagging"]) == nil
        else { return [] }
        return problem(path, "vlan-id", "VLAN-ID can only be specified on tagged ethernet interfaces")
    }

    private func switching(_ path: [String]) -> [String] {
        let place = path + ["family ethernet-switching"]
        guard configuration.entry(place) != nil else { return [] }
        var found: [String] = []
        if configuration.entry(path + ["family inet"]) != nil {
            found += problem(path, "family", "family 'ethernet-switching' and family 'inet' are mutually exclusive")
        }
        let known = Set(names(["vlans"]))
        for member in names(place + ["vlan"], "members ").map({ $0.dropFirst("members ".count) }) {
            let isNumber = member.allSatisfy { $0.isNumber || $0 == "-" }
            if member != "all", !isNumber, !known.contains(String(member)) {
                found += problem(place + ["vlan"], "members", "vlan \(member) is not defined")
            }
        }
        return found + filters(path, "family ethernet-switching")
    }

    private func addresses(_ path: [String]) -> [String] { filters(path, "family inet") }

    /// A filter that is applied has to be there.
    private func filters(_ path: [String], _ family: String) -> [String] {
        let place = path + [family, "filter"]
        return ["input", "output"].flatMap { direction -> [String] in
            guard let name = value(place + [direction]),
                configuration.entry(["firewall", family, "filter " + name]) == nil
            else { return [] }
            return problem(place.dropLast(), "filter", "Referenced filter '\(name)' is not defined")
        }
    }

    private var filters: [String] {
        let top = ["firewall", "family inet"]
        return names(top, "filter ").flatMap { filter in
            names(top + [filter], "term ").flatMap { term -> [String] in
                let place = top + [filter, term, "then"]
                guard let name = value(place + ["policer"]),
                    configuration.entry(["firewall", "policer " + name]) == nil
                else { return [] }
                return problem(place, "policer", "Referenced policer '\(name)' is not defined")
            }
        }
    }

    private var policers: [String] {
        names(["firewall"], "policer ").flatMap { policer -> [String] in
            let place = ["firewall", policer]
            if configuration.entry(place + ["if-exceeding", "bandwidth-limit"]) == nil {
                return problem(place, "if-exceeding", "Missing mandatory statement: 'bandwidth-limit'")
            }
            if configuration.entry(place + ["if-exceeding", "burst-size-limit"]) == nil {
                return problem(place, "if-exceeding", "Missing mandatory statement: 'burst-size-limit'")
            }
            return []
        }
    }

    private var shaping: [String] {
        names(["class-of-service", "interfaces"]).flatMap { port -> [String] in
            let hasUnits = !names(["class-of-service", "interfaces", port], "unit ").isEmpty
            guard hasUnits, configuration.entry(["interfaces", port, "per-unit-scheduler"]) == nil else { return [] }
            return problem(
                ["class-of-service", "interfaces"], port,
                "per-unit-scheduler must be configured on the interface to shape its units")
        }
    }
}
