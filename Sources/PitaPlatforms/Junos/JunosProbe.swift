import PitaNetwork

/// Probes on Junos: `ping` and the routing table.
enum JunosProbe {
    /// The command that asks.
    static func command(_ probe: Probe) -> ReadCommand {
        switch probe {
        case .ping(let address, let count, let source):
            let from = source.map { " source \($0)" } ?? ""
            return ReadCommand("ping", "ping \(address) count \(Probe.clamped(count)) wait 1\(from)", mayFail: true)
        case .route(let prefix):
            return ReadCommand("route", "show route \(prefix) exact active-path terse", mayFail: true)
        }
    }

    /// What the answer says.
    static func finding(_ probe: Probe, in reply: CommandReply) -> ProbeFinding {
        if let words = JunosConsole.rejection(in: reply) { return .unreadable(probe, words) }
        let lines = reply.output.split(whereSeparator: \.isNewline)
        switch probe {
        case .ping(let address, let count, _): return ping(probe, address, Probe.clamped(count), lines)
        case .route(let prefix): return route(prefix, lines)
        }
    }

    /// `3 packets transmitted, 3 packets received, 0% packet loss` below the title.
    private static func ping(_ probe: Probe, _ address: Address, _ count: Int, _ lines: [Substring]) -> ProbeFinding {
        guard let title = lines.lastIndex(where: { $0.hasPrefix("---") && $0.contains("ping statistics") }),
            title + 1 < lines.endIndex
        else { return .unreadable(probe, "the answer has no statistics") }
        let parts = lines[title + 1].split(separator: ",").map { String($0).trimmed }
        func number(_ index: Int, _ words: String) -> Int? {
            guard index < parts.count, parts[index].hasSuffix(words) else { return nil }
            return Int(parts[index].dropLast(words.count).prefix(6))
        }
        guard let sent = number(0, " packets transmitted"), let received = number(1, " packets received"), sent >= 0,
            received >= 0, parts.contains(where: { $0.hasSuffix("% packet loss") })
        else { return .unreadable(probe, "the statistics are cut off") }
        return .ping(address, sent: sent, received: received, of: count)
    }

    /// `* 10.11.0.0/24  S  5   >10.9.0.2`: what is used begins with a star, and its ways with `>`.
    private static func route(_ prefix: Prefix, _ lines: [Substring]) -> ProbeFinding {
        var isOurs = false
        var hops: [String] = []
        for line in lines {
            let words = line.split(separator: " ")
            if let target = words.first(where: { $0.contains("/") }).flatMap({ Prefix(String($0)) }) {
                isOurs = target == prefix && words.first == "*"
            }
            guard isOurs else { continue }
            hops += words.filter { $0.hasPrefix(">") && $0.count > 1 }.map { String($0.dropFirst()) }
        }
        return hops.isEmpty ? .failed("no route to \(prefix)") : .route(prefix, by: hops)
    }
}
