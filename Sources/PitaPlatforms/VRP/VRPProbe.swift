import PitaNetwork

/// Probes on VRP: `ping` and the routing table.
enum VRPProbe {
    /// The command that asks.
    static func command(_ probe: Probe) -> ReadCommand {
        switch probe {
        case .ping(let address, let count, let source):
            let family = address.family == .ipv4 ? "" : "ipv6 "
            let from = source.map { "-a \($0) " } ?? ""
            return ReadCommand("ping", "ping \(family)-c \(Probe.clamped(count)) \(from)\(address)", mayFail: true)
        case .route(let prefix):
            let family = prefix.network.family == .ipv4 ? "ip" : "ipv6"
            return ReadCommand(
                "route", "display \(family) routing-table \(prefix.network) \(prefix.length)", mayFail: true)
        }
    }

    /// What the answer says.
    static func finding(_ probe: Probe, in reply: CommandReply) -> ProbeFinding {
        if let words = VRPConsole.rejection(in: reply) { return .unreadable(probe, words) }
        let lines = reply.output.split(whereSeparator: \.isNewline)
        switch probe {
        case .ping(let address, let count, _): return ping(probe, address, Probe.clamped(count), lines)
        case .route(let prefix): return route(prefix, lines)
        }
    }

    /// `3 packet(s) transmitted` and `3 packet(s) received`, each on a line of its own below the title.
    private static func ping(_ probe: Probe, _ address: Address, _ count: Int, _ lines: [Substring]) -> ProbeFinding {
        guard let title = lines.lastIndex(where: { $0.contains("ping statistics ---") }) else {
            return .unreadable(probe, "the answer has no statistics")
        }
        func number(_ words: String) -> Int? {
            let line = lines[title...].lazy.map { String($0).trimmed }.first { $0.hasSuffix(words) }
            return line.flatMap { Int($0.dropLast(words.count).prefix(6)) }
        }
        guard let sent = number(" packet(s) transmitted"), let received = number(" packet(s) received"), sent >= 0,
            received >= 0, lines[title...].contains(where: { $0.contains("packet loss") })
        else { return .unreadable(probe, "the statistics are cut off") }
        return .ping(address, sent: sent, received: received, of: count)
    }

    private static func route(_ prefix: Prefix, _ lines: [Substring]) -> ProbeFinding {
        let hops = prefix.network.family == .ipv4 ? tableHops(prefix, lines) : listHops(prefix, lines)
        return hops.isEmpty ? .failed("no route to \(prefix)") : .route(prefix, by: hops)
    }

    /// `10.11.0.0/24  Static  60  0  RD  10.9.0.2  Vlanif10`; a second way of the same route begins with blanks. `D` says
    /// that it is used.
    private static func tableHops(_ prefix: Prefix, _ lines: [Substring]) -> [String] {
        var isOurs = false
        var hops: [String] = []
        for line in lines {
            var words = line.words
            if let first = words.first, first.contains("/"), let target = Prefix(String(first)) {
                isOurs = target == prefix
                words.removeFirst()
            }
            guard isOurs, words.count >= 6, words[3].contains("D"), Address(String(words[4])) != nil else { continue }
            hops.append("\(words[4]) on \(words[5])")
        }
        return hops
    }

    /// `Destination : 2001:DB8:: PrefixLength : 64`, and `NextHop : FE80::1` below it.
    private static func listHops(_ prefix: Prefix, _ lines: [Substring]) -> [String] {
        var isOurs = false
        var hops: [String] = []
        for line in lines {
            let words = line.words.filter { $0 != ":" }.map(String.init)
            guard words.count >= 2 else { continue }
            if words[0] == "Destination", words.count >= 4, words[2] == "PrefixLength" {
                isOurs = Address(words[1]) == prefix.network && Int(words[3]) == prefix.length
            } else if isOurs, words[0] == "NextHop" {
                hops.append(words[1])
            }
        }
        return hops
    }
}
