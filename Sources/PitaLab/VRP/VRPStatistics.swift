/// What went through policies and queues.
extension VRPConsole {
    /// The octets and packets of a traffic policy, if its behavior counts: in a table on VRP8, in parts on VRP5.
    func showStatistics(_ command: ParsedCommand) {
        let direction = command.words.last ?? "inbound"
        let name = command.values[0]
        guard state.running.entry(["interface " + name]) != nil else { return refuseLast() }
        guard let policy = now(name, "traffic-policy " + direction)?.split(separator: " ")[1] else {
            return say("Info: The Policy is not applied in this view.")
        }
        let behaviors = (state.running.block(["traffic policy " + policy]) ?? []).compactMap {
            $0.text.split(separator: " ").last
        }
        let isCounted = behaviors.contains { behavior in
            (state.running.block(["traffic behavior " + behavior]) ?? []).contains { $0.key.hasPrefix("statistic") }
        }
        guard isCounted else { return say("Info: Statistic has not been enabled.") }
        let load = device.loads[name].map { direction == "inbound" ? $0.received : $0.sent } ?? 0
        let since = state.attached["\(name) traffic-policy \(direction)"] ?? surroundings.monotonic()
        let bytes = UInt64(max(0, load * (surroundings.monotonic() - since) / 8))
        say(
            model.hasCandidate
                ? table(String(policy), direction, bytes, load) : parts(name, String(policy), direction, bytes, load))
    }

    private func table(_ policy: String, _ direction: String, _ bytes: UInt64, _ load: Double) -> [String] {
        func row(_ item: String, _ bytes: UInt64, _ load: Double) -> String {
            padded(item, 22) + padded(String(bytes / 900), 22) + padded(String(bytes), 14)
                + padded(String(Int(load / 7200)), 14) + String(Int(load))
        }
        return [
            "Traffic policy: \(policy), \(direction)", String(repeating: "-", count: 80), " Slot: \(model.slot)",
            " Item                  Packets                Bytes           pps           bps",
            " " + String(repeating: "-", count: 79), row(" Matched", bytes, load), row("  Passed", bytes, load),
            row("  Dropped", 0, 0), row("   Filter", 0, 0), row("   CAR", 0, 0),
        ]
    }

    private func parts(
        _ name: String, _ policy: String, _ direction: String, _ bytes: UInt64, _ load: Double
    ) -> [String] {
        let rule = String(repeating: "-", count: 69)
        func part(_ item: String, _ bytes: UInt64, _ load: Double) -> [String] {
            let figures = [
                ("Packets", bytes / 900), ("Bytes", bytes), ("Rate(pps)", UInt64(load / 7200)),
                ("Rate(bps)", UInt64(load)),
            ]
            return figures.enumerated().map { place, figure in
                padded(place == 0 ? " " + item : "", 18) + "|      " + padded(figure.0 + ":", 20) + String(figure.1)
            } + [rule]
        }
        return [
            " Interface: \(name)", " Traffic policy \(direction): \(policy)", " Rule number: 1",
            " Current status: success", " Statistics interval: 300", rule, " Board : 0", rule,
        ] + part("Matched", bytes, load) + part("  Passed", bytes, load) + part("  Dropped", 0, 0)
    }

    /// The eight queues of a port; all its traffic goes through the first.
    func showQueues(_ command: ParsedCommand) {
        let name = command.values[0]
        guard device.ports.contains(name) else { return refuseLast() }
        let bytes = state.meter.bytes(name, isUp(name) ? device.loads[name] : nil, now: surroundings.monotonic()).sent
        let rate = name.hasPrefix("10GE") || name.hasPrefix("XG") ? 10_000_000 : 1_000_000
        let rule = String(repeating: "-", count: model.hasCandidate ? 94 : 60)
        guard model.hasCandidate else {
            return say(
                (0..<8).flatMap { queue in
                    let passed = queue == 0 ? bytes : 0
                    return [
                        rule, "  Queue ID          : \(queue)", "  CIR(kbps)         : 0",
                        "  PIR(kbps)         : \(rate)",
                        "  Passed Packets    : \(passed / 900)", "  Passed Rate(pps)  : 0",
                        "  Passed Bytes      : \(passed)", "  Passed Rate(bps)  : 0", "  Dropped Packets   : 0",
                        "  Dropped Rate(pps) : 0", "  Dropped Bytes     : 0", "  Dropped Rate(bps) : 0",
                    ]
                } + [rule])
        }
        say(
            [
                " Queue   CIR/PIR              Passed     Pass Rate             Dropped     Drop Rate  Drop Time",
                "        (% or kbps)   (Packets/Bytes)    (pps/bps)      (Packets/Bytes)    (pps/bps)", " " + rule,
            ]
                + (0..<8).flatMap { queue in
                    let passed = queue == 0 ? bytes : 0
                    return [
                        "     \(queue)         0  \(padded(String(passed / 900), 20))  0  0  0  -",
                        "        \(rate)  \(padded(String(passed), 20))  0  0  0", " " + rule,
                    ]
                })
    }
}
