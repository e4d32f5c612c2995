extension MiniVRP {
    /// What `display current-configuration` says, with all that a device adds by itself.
    var listing: String {
        var blocks = ["!Software Version V200R019C00SPC500", "sysname SW-DINAS-01"]
        let ids = running.vlans.keys.sorted()
        if !ids.isEmpty { blocks.append("vlan batch " + Self.ranges(Set(ids))) }
        for id in ids {
            let lines = (running.vlans[id] ?? [:]).sorted { $0.key > $1.key }.map { " \($0.key) \($0.value)\n" }
            if !lines.isEmpty { blocks.append("vlan \(id)\n" + lines.joined()) }
        }
        for (index, item) in running.classifiers.sorted(by: { $0.key < $1.key }).enumerated() {
            let conditions = (running.conditions[item.key] ?? []).sorted().map { " \($0)\n" }.joined()
            blocks.append(
                "traffic classifier \(item.key) operator \(item.value) precedence \(index * 5 + 5)\n" + conditions)
        }
        for (name, rate) in running.behaviors.sorted(by: { $0.key < $1.key }) {
            let car = rate.map {
                " car cir \($0) pir \($0) cbs \($0 * 188) pbs \($0 * 313) mode color-blind green pass yellow pass red discard\n"
            }
            blocks.append("traffic behavior \(name)\n permit\n" + (car ?? ""))
        }
        for (name, pairs) in running.policies.sorted(by: { $0.key < $1.key }) {
            let lines = pairs.sorted { $0.key < $1.key }.map { " classifier \($0.key) behavior \($0.value)\n" }
            blocks.append("traffic policy \(name) match-order config\n" + lines.joined())
        }
        blocks.append(
            "aaa\n local-user admin password irreversible-cipher $1a$rahasia$\n local-user admin privilege level 15\n #"
        )
        for (name, port) in running.ports.sorted(by: { $0.key < $1.key }) {
            blocks.append("interface \(name)\n" + Self.lines(port).map { " \($0)\n" }.joined())
        }
        for (key, rest) in running.routes.sorted(by: { $0.key < $1.key }) {
            blocks.append("ip route-static \(key)" + (rest.isEmpty ? "" : " \(rest)"))
        }
        blocks += running.servers.sorted().map { "ntp-service unicast-server \($0)" }
        return "[V200R019C00SPC500]\n" + blocks.map { $0 + ($0.hasSuffix("\n") ? "" : "\n") + "#\n" }.joined()
            + "return\n"
    }

    private static func lines(_ port: Port) -> [String] {
        var lines: [String] = []
        if let text = port.description { lines.append("description \(text)") }
        if let address = port.address { lines.append("ip address \(address)") }
        if port.isDown { lines.append("shutdown") }
        if let type = port.linkType { lines.append("port link-type \(type)") }
        if port.vlan != 1 { lines.append("port default vlan \(port.vlan)") }
        if port.pvid != 1 { lines.append("port trunk pvid vlan \(port.pvid)") }
        if !port.allowed.contains(1) { lines.append("undo port trunk allow-pass vlan 1") }
        if !port.allowed.subtracting([1]).isEmpty {
            lines.append("port trunk allow-pass vlan " + ranges(port.allowed.subtracting([1])))
        }
        if let rate = port.shaping { lines.append("qos lr outbound cir \(rate) cbs \(rate * 125)") }
        return lines + port.policies.sorted { $0.key < $1.key }.map { "traffic-policy \($0.value) \($0.key)" }
    }

    /// `10 20 to 25`.
    static func ranges(_ ids: Set<Int>) -> String {
        var parts: [(Int, Int)] = []
        for id in ids.sorted() {
            if let last = parts.last, last.1 + 1 == id { parts[parts.count - 1].1 = id } else { parts.append((id, id)) }
        }
        return parts.map { $0.0 == $0.1 ? "\($0.0)" : "\($0.0) to \($0.1)" }.joined(separator: " ")
    }
}
