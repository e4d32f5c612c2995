/// What `show` says of policy maps.
extension IOSConsole {
    var policyLines: [String] {
        var lines: [String] = []
        for map in state.running.entries where map.key.hasPrefix("policy-map ") {
            lines.append("  Policy Map \(map.key.dropFirst("policy-map ".count))")
            for item in map.children ?? [] where item.key.hasPrefix("class ") {
                lines.append("    Class \(item.key.dropFirst("class ".count))")
                for action in item.children ?? [] { lines += described(action) }
            }
            lines.append("")
        }
        return lines
    }

    private func described(_ entry: ConfigurationEntry) -> [String] {
        let words = entry.text.split(separator: " ")
        switch entry.key {
        case "shape average":
            return ["      Average Rate Traffic Shaping", "      cir \(words[2]) (bps)"]
        case "police":
            return ["     police cir \(words[2]) bc \(words[4])"]
                + (entry.children ?? []).map { "       \($0.text)" }
        default: return ["      " + entry.text]
        }
    }

    /// The attached policies, all or of one interface.
    func showPolicies(_ command: ParsedCommand) {
        let name = command.values.first
        if let name, state.running.entry(["interface " + name]) == nil { return refuseTyped() }
        let wanted =
            command.words.last.flatMap { ["input", "output"].contains($0) ? [$0] : nil } ?? ["input", "output"]
        for interface in name.map({ [$0] }) ?? interfaceNames {
            let attached = wanted.compactMap { direction in policy(interface, direction).map { (direction, $0) } }
            guard !attached.isEmpty else { continue }
            say(" \(interface) ")
            for (direction, policy) in attached { say([""] + attachedLines(interface, direction, policy)) }
        }
    }

    private func attachedLines(_ interface: String, _ direction: String, _ policy: String) -> [String] {
        let classes = (state.running.block(["policy-map " + policy]) ?? []).filter { $0.key.hasPrefix("class ") }
        // A policy map without a class for the rest has one all the same.
        let rest = ConfigurationEntry(key: "class class-default", text: "", rank: 0, children: [])
        let all = classes.contains { $0.key == rest.key } ? classes : classes + [rest]
        return ["  Service-policy \(direction): \(policy)", ""]
            + all.flatMap { classLines($0, interface, direction) }
    }

    /// All traffic of the interface since the policy was attached runs through the last class.
    private func classLines(_ item: ConfigurationEntry, _ interface: String, _ direction: String) -> [String] {
        let name = String(item.key.dropFirst("class ".count))
        let isLast = name == "class-default"
        let load = device.loads[interface].map { direction == "input" ? $0.received : $0.sent } ?? 0
        let seconds = surroundings.monotonic() - (state.attached["\(interface) \(direction)"] ?? 0)
        let rate = isLast && isUp(interface) ? load : 0
        let bytes = UInt64(max(0, rate * seconds / 8))
        let map = state.running.entry(["class-map " + name])
        let kind = map?.text.split(separator: " ")[1] ?? "match-any"
        let matches = (map?.children ?? []).filter { $0.key.hasPrefix("match") }
            .map { "      Match: " + $0.text.dropFirst("match ".count) }
        return [
            "    Class-map: \(name) (\(kind))  ",
            "      \(bytes / 900) packets" + (isCatalyst ? "" : ", \(bytes) bytes"),
            "      5 minute offered rate \(bits(rate)) bps, drop rate 0000 bps",
        ] + (matches.isEmpty ? ["      Match: any "] : matches)
            + (item.children ?? []).flatMap { actionLines($0, bytes, rate) } + [""]
    }

    /// Catalyst switches count octets where they shape or police only, each in words of its own.
    private var isCatalyst: Bool { model.isXE && model.has(.switching) }

    private func bits(_ rate: Double) -> String { rate == 0 ? "0000" : String(Int(rate)) }

    private func actionLines(_ entry: ConfigurationEntry, _ bytes: UInt64, _ rate: Double) -> [String] {
        let words = entry.text.split(separator: " ").map(String.init)
        switch entry.key {
        case "shape average":
            let cir = Int(words[2]) ?? 0
            let queue =
                isCatalyst
                ? ["      (total drops) 0", "      (bytes output) \(bytes)"]
                : [
                    "      queue limit 64 packets", "      (queue depth/total drops/no-buffer drops) 0/0/0",
                    "      (pkts output/bytes output) \(bytes / 900)/\(bytes)",
                ]
            return ["      Queueing"] + queue + [
                "      shape (average) cir \(cir), bc \(words.count > 3 ? words[3] : String(cir / 250)), "
                    + "be \(words.count > 4 ? words[4] : String(cir / 250))",
                "      target shape rate \(cir)",
            ]
        case "police":
            func action(_ name: String) -> String {
                (entry.children ?? []).first { $0.key == name + "-action" }?.text.split(separator: " ").last
                    .map(String.init) ?? "drop"
            }
            func passed(_ packets: UInt64, _ bytes: UInt64) -> String {
                (isCatalyst ? "" : "\(packets) packets, ") + "\(bytes) bytes; actions:"
            }
            return [
                "      police:", "          cir \(words[2]) bps, bc \(words[4]) bytes",
                "        conformed " + passed(bytes / 900, bytes), "          \(action("conform")) ",
                "        exceeded " + passed(0, 0), "          \(action("exceed")) ",
                "        conformed \(bits(rate)) bps, exceeded 0000 bps",
            ]
        default: return ["      " + entry.text]
        }
    }
}
