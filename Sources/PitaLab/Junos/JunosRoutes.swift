/// Routes, and what answers behind them.
extension JunosConsole {
    /// Networks of ports and static routes.
    private var routes: [(network: UInt32, length: Int, text: String)] {
        let near = device.ports.flatMap { port in
            units(port).flatMap { unit in
                (state.running.block(["interfaces", port, unit, "family inet"]) ?? []).compactMap { entry in
                    IPv4.parsePrefix(entry.key.dropFirst("address ".count)).map {
                        ($0.address & IPv4.mask($0.length), $0.length, "[Direct/0] > via \(port).\(unit.dropFirst(5))")
                    }
                }
            }
        }
        let far = (state.running.block(["routing-options", "static"]) ?? []).compactMap { route in
            IPv4.parsePrefix(route.key.dropFirst("route ".count)).map {
                (
                    $0.address, $0.length,
                    "[Static/5] > to \(route.children?.first?.key.split(separator: " ").last ?? "")"
                )
            }
        }
        return near + far
    }

    func showRoute(_ text: String?) {
        let wanted = text.flatMap { IPv4.parse($0) ?? IPv4.parsePrefix($0)?.address }
        let found = wanted.map { address in
            routes.filter { ($0.network ^ address) & IPv4.mask($0.length) == 0 }.max { $0.length < $1.length }.map {
                [$0]
            } ?? []
        }
        let shown = found ?? routes
        guard !shown.isEmpty else { return }
        say([
            "",
            "inet.0: \(routes.count) destinations, \(routes.count) routes (\(routes.count) active, 0 holddown, 0 hidden)",
            "",
        ])
        say(shown.map { padded("\(IPv4.text($0.network))/\($0.length)", 19) + "*" + $0.text })
    }

    func ping(_ command: ParsedCommand) {
        let address = command.values[0]
        let count = min(command.values.count > 1 ? Int(command.values[1]) ?? 5 : 5, 1000)
        let isKnown = IPv4.parse(address).map { wanted in
            routes.contains { ($0.network ^ wanted) & IPv4.mask($0.length) == 0 }
        }
        let answers = surroundings.hostsAnswer && isKnown == true
        say("PING \(address) (\(address)): 56 data bytes")
        if answers { say((0..<count).map { "64 bytes from \(address): icmp_seq=\($0) ttl=64 time=1.012 ms" }) }
        say([
            "", "--- \(address) ping statistics ---",
            "\(count) packets transmitted, \(answers ? count : 0) packets received, \(answers ? 0 : 100)% packet loss",
        ])
    }
}
