import PitaDiagnostics
import PitaNetwork

/// Probes of a device with a POSIX shell: `ping` of iputils (BusyBox's words are the same but for `packets received`),
/// and `ip -j route`.
enum ShellProbe {
    /// The command that asks.
    static func command(_ probe: Probe) -> ReadCommand {
        let setting = "export LC_ALL=C PATH=\"$PATH:/usr/sbin:/sbin\""
        switch probe {
        case .ping(let address, let count, let source):
            let from = source.map { " -I \($0)" } ?? ""
            return ReadCommand(
                "ping", "\(setting); ping -n -c \(Probe.clamped(count)) -W 1\(from) \(address)", mayFail: true)
        case .route(let prefix):
            let family = prefix.network.family == .ipv4 ? "-4" : "-6"
            let parts = [
                setting, MarkedSections.echo("route"),
                "ip \(family) -j route show table main exact \(prefix) || exit 1",
                "echo", MarkedSections.echo("end"),
            ]
            return ReadCommand("route", parts.joined(separator: "; "), mayFail: true)
        }
    }

    /// What the answer says.
    static func finding(_ probe: Probe, in reply: CommandReply) -> ProbeFinding {
        switch probe {
        case .ping(let address, let count, _): ping(probe, address, Probe.clamped(count), reply)
        case .route(let prefix): route(probe, prefix, reply)
        }
    }

    private static func ping(_ probe: Probe, _ address: Address, _ count: Int, _ reply: CommandReply) -> ProbeFinding {
        // 1 is `ping`'s word for too few answers; with anything above it nothing was measured.
        if reply.exitStatus != 1, let refusal = ShellRejection.text(in: reply) { return .unreadable(probe, refusal) }
        let lines = reply.output.split(separator: "\n")
        guard let title = lines.lastIndex(where: { $0.hasPrefix("---") && $0.contains("ping statistics") }),
            lines.index(after: title) < lines.endIndex,
            let (sent, received) = statistics(lines[lines.index(after: title)])
        else { return .unreadable(probe, "the answer has no statistics") }
        let finding = ProbeFinding.ping(address, sent: sent, received: received, of: count)
        return finding.isPassed && reply.exitStatus != 0
            ? .unreadable(probe, "the answer and its exit status say different things") : finding
    }

    /// `3 packets transmitted, 2 received, +1 errors, 33% packet loss, time 2003ms`.
    private static func statistics(_ line: Substring) -> (sent: Int, received: Int)? {
        let parts = line.split(separator: ",").map { String($0).trimmed }
        guard parts.contains(where: { $0.hasSuffix("% packet loss") }), parts.count >= 3,
            let sent = number(parts[0], ["packets transmitted"]),
            let received = number(parts[1], ["received", "packets received"])
        else { return nil }
        return (sent, received)
    }

    private static func number(_ part: String, _ words: [String]) -> Int? {
        let pieces = part.split(separator: " ", maxSplits: 1)
        guard pieces.count == 2, words.contains(String(pieces[1])), pieces[0].utf8.count <= 6 else { return nil }
        return pieces[0].utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(pieces[0]) : nil
    }

    private static func route(_ probe: Probe, _ prefix: Prefix, _ reply: CommandReply) -> ProbeFinding {
        if let refusal = ShellRejection.text(in: reply) { return .unreadable(probe, refusal) }
        let routes: [JSONText]
        do {
            let text = try MarkedSections(reply.output, what: "route").lines(of: "route").joined(separator: "\n")
                .trimmed
            guard case .array(let elements) = text.isEmpty ? .array([]) : try JSONText(text, what: "route") else {
                return .unreadable(probe, "the answer is no list of routes")
            }
            routes = elements
        } catch {
            return .unreadable(probe, error.items.first?.message ?? "the answer can't be read")
        }
        guard !routes.isEmpty else { return .failed("no route to \(prefix)") }
        var refusals: [String] = []
        for route in routes {
            let isIPv6 = prefix.network.family == .ipv6
            let target = route["dst"]?.scalar.flatMap { AddressingStatement.destination($0, isIPv6: isIPv6) }
            guard target == prefix.description else { return .unreadable(probe, "the answer is of another route") }
            switch hops(of: route) {
            case .success(let hops): return .route(prefix, by: hops)
            case .failure(let reason): refusals.append(reason.words)
            }
        }
        return .failed("the route to \(prefix) \(refusals[0])")
    }

    /// Why a route leads nowhere.
    private struct Unusable: Error { let words: String }

    /// Where a route leads: its live next hops.
    private static func hops(of route: JSONText) -> Result<[String], Unusable> {
        if let type = route["type"]?.scalar, type != "unicast" {
            return .failure(Unusable(words: "is of type `\(TerminalText.sanitised(String(type.prefix(20))))`"))
        }
        let hops = route["nexthops"]?.elements ?? [route]
        let live = hops.filter { hop in
            !(hop["flags"]?.elements ?? []).contains { ["dead", "linkdown"].contains($0.scalar) }
        }
        let names = live.compactMap { hop in
            let gateway = hop["gateway"]?.scalar ?? hop["via"]?["host"]?.scalar
            let device = hop["dev"]?.scalar
            return gateway.map { $0 + (device.map { " on \($0)" } ?? "") } ?? device
        }
        return names.isEmpty ? .failure(Unusable(words: "is there, but its link is down")) : .success(names)
    }
}
