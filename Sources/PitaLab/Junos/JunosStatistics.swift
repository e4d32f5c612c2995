/// What went through queues and filters.
extension JunosConsole {
    /// The queues of a port; all its traffic goes through the first.
    func showQueues(_ port: String) {
        guard device.ports.contains(port) else { return say("error: device \(port) not found") }
        let bytes = octets(port).sent
        say(["Physical interface: \(port), Enabled, Physical link is Up", "Egress queues: 12 supported, 2 in use"])
        for (queue, name) in [(0, "best-effort"), (3, "network-control")] {
            let count = queue == 0 ? bytes : 0
            func rows(_ bytes: UInt64) -> [String] {
                [("Packets              :", bytes / 900, "pps"), ("Bytes                :", bytes, "bps")].map {
                    "    \($0.0) \(padded(String($0.1), 22)) 0 \($0.2)"
                }
            }
            say(
                ["Queue: \(queue), Forwarding classes: \(name)", "  Queued:"] + rows(count) + ["  Transmitted:"]
                    + rows(count) + [
                        "    Tail-dropped packets : Not Available",
                        "    Total-dropped packets:                     0   0 pps",
                        "    Total-dropped bytes  :                     0   0 bps",
                    ])
        }
    }

    /// The counters of a filter where terms have some, and its policers, which count what they drop.
    func showFilter(_ name: String) {
        let families = ["family inet", "family ethernet-switching"]
        let found = families.compactMap { state.running.block(["firewall", $0, "filter " + name]) }
        guard let terms = found.first else { return say("error: filter \(name) not found") }
        let head = "Name                                                Bytes              Packets"
        func names(_ word: String) -> [String] {
            terms.compactMap { term in
                let action = (term.children ?? []).first { $0.key == "then" }?.children?.first { $0.key == word }
                return action.map { $0.text.split(separator: " ").last.map(String.init) ?? "" }
            }
        }
        let bytes = device.ports.reduce(UInt64(0)) { sum, port in
            units(port).reduce(sum) { sum, unit in
                let filters = families.flatMap { state.running.block(["interfaces", port, unit, $0, "filter"]) ?? [] }
                return filters.filter { $0.text.hasSuffix(" " + name) }.reduce(sum) {
                    $0 + ($1.key == "input" ? octets(port).received : octets(port).sent)
                }
            }
        }
        func rows(_ title: String, _ names: [String], _ bytes: UInt64) -> [String] {
            names.isEmpty
                ? [] : [title, head] + names.map { padded($0, 46) + padded(String(bytes), 22) + String(bytes / 900) }
        }
        say(
            ["", "Filter: " + name] + rows("Counters:", names("count"), bytes) + rows("Policers:", names("policer"), 0))
    }

    private func octets(_ port: String) -> (received: UInt64, sent: UInt64) {
        state.meter.bytes(port, device.loads[port], now: surroundings.monotonic())
    }
}
