import PitaNetwork

/// Probes of a device of the IOS kind: `ping` and its success rate, and the entry of a route.
enum IOSProbe {
    /// The command that asks.
    static func command(_ probe: Probe, _ dialect: IOSDialect) -> ReadCommand {
        switch probe {
        case .ping(let address, let count, let source):
            let from = source.map { " source \($0)" } ?? ""
            let times = dialect == .rgos ? "ntimes" : "repeat"
            return ReadCommand("ping", "ping \(address) \(times) \(Probe.clamped(count))\(from)", mayFail: true)
        case .route(let prefix) where dialect == .eos && prefix.network.family == .ipv4:
            return ReadCommand("route", "show ip route \(prefix)", mayFail: true)
        case .route(let prefix) where prefix.network.family == .ipv4:
            return ReadCommand("route", "show ip route \(prefix.network) \(prefix.netmask)", mayFail: true)
        case .route(let prefix): return ReadCommand("route", "show ipv6 route \(prefix)", mayFail: true)
        }
    }

    /// What the answer says.
    static func finding(_ probe: Probe, in reply: CommandReply, _ dialect: IOSDialect) -> ProbeFinding {
        if dialect == .eos { return eos(probe, in: reply) }
        let lines = reply.output.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }
        switch probe {
        case .ping(let address, let count, _):
            // `Success rate is 100 percent (3/3), round-trip min/avg/max = 1/2/4 ms`
            guard let line = lines.last(where: { $0.hasPrefix("Success rate is ") }),
                let (received, sent) = fraction(line)
            else { return .unreadable(probe, words(lines) ?? "the answer has no success rate") }
            return .ping(address, sent: sent, received: received, of: Probe.clamped(count))
        case .route(let prefix):
            guard lines.contains(where: { isEntry($0, of: prefix) }) else {
                let isNone = lines.contains {
                    $0.lowercased().contains("not in table") || $0.contains("Route not found")
                }
                return isNone
                    ? .failed("no route to \(prefix)") : .unreadable(probe, words(lines) ?? "no entry is shown")
            }
            let hops = lines.compactMap(hop)
            return hops.isEmpty ? .failed("the route to \(prefix) leads nowhere") : .route(prefix, by: hops)
        }
    }

    /// EOS pings as Linux does, and shows a route as a line of its table.
    private static func eos(_ probe: Probe, in reply: CommandReply) -> ProbeFinding {
        guard case .route(let prefix) = probe else { return ShellProbe.finding(probe, in: reply) }
        let said = reply.output.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }
        if let words = words(said) { return .unreadable(probe, words) }
        let lines = said.map { $0.split { " ,".contains($0) } }
        guard lines.contains(where: { $0.first == "VRF:" || $0.first == "Codes:" }) else {
            return .unreadable(probe, "the answer has no table of routes")
        }
        // ` S        10.11.0.0/24 [1/0] via 10.0.0.1, Ethernet1`, with a line for each further hop.
        guard let place = lines.firstIndex(where: { $0.dropFirst().contains { Prefix(String($0)) == prefix } }) else {
            return .failed("no route to \(prefix)")
        }
        let others = lines[(place + 1)...].prefix { $0.first == "via" || $0.first?.hasPrefix("[") == true }
        let hops = ([lines[place]] + others).compactMap { words -> String? in
            if let via = words.firstIndex(of: "via"), via + 1 < words.count {
                return via + 2 < words.count ? "\(words[via + 1]) (\(words[via + 2]))" : String(words[via + 1])
            }
            return words.contains("directly") ? words.last.map(String.init) : nil
        }
        return hops.isEmpty ? .failed("the route to \(prefix) leads nowhere") : .route(prefix, by: hops)
    }

    private static func words(_ lines: [Substring]) -> String? { lines.first { $0.hasPrefix("%") }.map(String.init) }

    private static func fraction(_ line: Substring) -> (Int, Int)? {
        guard let open = line.firstIndex(of: "("), let close = line[open...].firstIndex(of: ")") else { return nil }
        let parts = line[line.index(after: open)..<close].split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ (1...6).contains($0.utf8.count) }), let received = Int(parts[0]),
            let sent = Int(parts[1]), received >= 0, sent >= 0
        else { return nil }
        return (received, sent)
    }

    /// `Routing entry for 10.11.0.0/24`, with more after a comma for a default route.
    private static func isEntry(_ line: Substring, of prefix: Prefix) -> Bool {
        let beginning = "Routing entry for "
        guard line.hasPrefix(beginning) else { return false }
        return Prefix(String(line.dropFirst(beginning.count).prefix { $0 != "," && $0 != " " })) == prefix
    }

    /// `* 10.0.0.1, from 10.0.0.9, 00:01:02 ago, via GigabitEthernet0/1`, `* directly connected, via Vlan20`.
    private static func hop(_ line: Substring) -> String? {
        let line = line.drop { $0 == "*" || $0 == " " }
        let first = line.prefix { $0 != "," }
        let via = line.firstRange(of: "via ").map { String(line[$0.upperBound...].prefix { $0 != "," && $0 != " " }) }
        if first == "directly connected" { return via }
        return Address(String(first)).map { address in via.map { "\(address) (\($0))" } ?? "\(address)" }
    }
}
