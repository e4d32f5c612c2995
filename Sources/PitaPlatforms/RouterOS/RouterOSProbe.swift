import PitaNetwork

/// Probes of a RouterOS device: `/ping` and its line of statistics, and the active routes of the main table.
enum RouterOSProbe {
    private static let route = "pita-route "
    private static let endMark = "pita-end-of-routes"

    /// The command that asks.
    static func command(_ probe: Probe, _ version: RouterOSVersion?) -> ReadCommand {
        switch probe {
        case .ping(let address, let count, let source):
            let from = source.map { " src-address=\($0)" } ?? ""
            return ReadCommand("ping", "/ping address=\(address) count=\(Probe.clamped(count))\(from)", mayFail: true)
        case .route(let prefix): return ReadCommand("route", routes(to: prefix, version), mayFail: true)
        }
    }

    /// The prefix stands in quotes: without them it is of a type that equals nothing in a query.
    private static func routes(to prefix: Prefix, _ version: RouterOSVersion?) -> String {
        let menu = prefix.network.family == .ipv4 ? "/ip route" : "/ipv6 route"
        let isOld = (version?.major ?? 7) < 7
        let table = isOld ? "" : " routing-table=\"main\""
        let line = ":put (\"\(route)\" . [:tostr [\(menu) get $r gateway]])"
        // Version 6 marks the routes of other tables, and those of IPv6 know no tables.
        let body =
            isOld && menu == "/ip route" ? ":if ([:len [\(menu) get $r routing-mark]] = 0) do={ \(line) }" : line
        return ":foreach r in=[\(menu) find where dst-address=\"\(prefix)\" active=yes\(table)] do={ \(body) }; "
            + ":put \"\(endMark)\""
    }

    /// What the answer says.
    static func finding(_ probe: Probe, in reply: CommandReply) -> ProbeFinding {
        if let words = RouterOSRejection.find(in: reply) { return .unreadable(probe, words) }
        let lines = reply.output.utf8.split { $0 == 0x0A || $0 == 0x0D }.map { String(Substring($0)).trimmed }
        switch probe {
        case .ping(let address, let count, _):
            guard let (sent, received) = lines.reversed().lazy.compactMap(statistics).first else {
                return .unreadable(probe, "the answer has no statistics")
            }
            return .ping(address, sent: sent, received: received, of: Probe.clamped(count))
        case .route(let prefix):
            guard lines.contains(endMark) else { return .unreadable(probe, "the answer is not complete") }
            let hops = lines.filter { $0.hasPrefix(route) || $0 == route.trimmed }.map {
                String($0.dropFirst(route.count))
            }
            guard !hops.isEmpty else { return .failed("no route to \(prefix)") }
            // A black hole has no gateway.
            let named = hops.filter { !$0.isEmpty }
            return named.isEmpty ? .failed("the route to \(prefix) leads nowhere") : .route(prefix, by: named)
        }
    }

    /// `sent=3 received=3 packet-loss=0% min-rtt=1ms avg-rtt=1ms max-rtt=1ms`.
    private static func statistics(_ line: String) -> (sent: Int, received: Int)? {
        let words = line.split(separator: " ")
        guard words.count >= 3, words[2].hasPrefix("packet-loss="), words[2].hasSuffix("%"),
            let sent = number(words[0], of: "sent="),
            let received = number(words[1], of: "received=")
        else { return nil }
        return (sent, received)
    }

    private static func number(_ word: Substring, of name: String) -> Int? {
        guard word.hasPrefix(name) else { return nil }
        let digits = word.dropFirst(name.count)
        guard (1...6).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(digits)
    }
}
