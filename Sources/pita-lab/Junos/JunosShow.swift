import Foundation

/// What `show` says, and what SNMP serves.
extension JunosConsole {
    private func padded(_ text: some StringProtocol, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    // MARK: - Configurations

    /// A part of a configuration: the block behind the words, or the statement alone.
    private func part(_ text: String?, of configuration: JunosConfiguration) throws -> [ConfigurationEntry] {
        guard let words = JunosWord.split(text ?? "") else {
            throw JunosSchema.Refusal(column: typedLine.count, text: "syntax error.")
        }
        let place = (mode == .operational ? [] : level.map { JunosWord(text: $0, column: 0) }) + words
        let path = try JunosSchema.root.resolve(place[...], end: typedLine.count, isWhole: false).first ?? []
        let keys = path.map(\.key)
        let isSet = pipes.contains { $0.hasPrefix("display set") }
        guard let last = keys.last else { return configuration.entries }
        guard let found = configuration.block(keys.dropLast())?.filter({ $0.key == last }), !found.isEmpty else {
            return []
        }
        if !isSet, let children = found[0].children { return children }
        return wrapped(found, path.dropLast().map(\.text), isSet)
    }

    /// Lines to set begin at the top.
    private func wrapped(_ entries: [ConfigurationEntry], _ path: [String], _ isSet: Bool) -> [ConfigurationEntry] {
        guard isSet else { return entries }
        return path.reversed().reduce(entries) { inner, text in
            [ConfigurationEntry(key: text, text: text, rank: 0, children: inner)]
        }
    }

    private func show(_ text: String?, of configuration: JunosConfiguration, hasHeader: Bool) {
        do {
            let entries = try part(text, of: configuration)
            if let pipe = pipes.first(where: { $0.hasPrefix("compare") }) {
                return compare(pipe, configuration)
            }
            if pipes.contains(where: { $0.hasPrefix("display set") }) {
                let version = text == nil && hasHeader ? ["set version \(device.version)"] : []
                return say(version + JunosRenderer.setLines(entries))
            }
            if hasHeader, let last = state.commits.first {
                let at = ConsoleClock.long(.init(timeIntervalSince1970: last.at))
                say("## Last commit: \(at) UTC by \(last.user)")
                if text == nil { say("version \(device.version);") }
            }
            say(JunosRenderer.blocks(entries))
        } catch let refusal as JunosSchema.Refusal {
            refuse(typedLine.count - (text?.count ?? 0) + refusal.column, refusal.text)
        } catch {
            refuse(typedLine.count, "syntax error.")
        }
    }

    /// The difference between an earlier commit and what is shown.
    private func compare(_ pipe: String, _ configuration: JunosConfiguration) {
        let words = pipe.split(separator: " ")
        let number = words.count > 2 ? Int(words[2]) ?? 0 : 0
        guard number < state.commits.count else { return say("error: rollback configuration \(number) not found") }
        say(JunosRenderer.compare(state.commits[number].configuration.entries, configuration.entries))
    }

    func showConfiguration(_ command: ParsedCommand) {
        show(command.values.first, of: state.running, hasHeader: true)
    }

    func showCandidate(_ command: ParsedCommand) { show(command.values.first, of: candidate, hasHeader: false) }

    func applyPipes() {
        for pipe in pipes where !pipe.hasPrefix("display set") && !pipe.hasPrefix("compare") && pipe != "no-more" {
            let lines = events.flatMap { event -> [String] in
                if case .line(let line) = event { return line.components(separatedBy: "\n") }
                return []
            }
            let words = pipe.split(separator: " ", maxSplits: 1).map(String.init)
            let kinds = ["match": "include", "except": "exclude", "find": "begin"]
            guard words.count == 2, let kind = kinds[words[0]], let filter = LineFilter(kind + " " + words[1]) else {
                events = []
                return refuse(typedLine.count, "syntax error, expecting <command>.")
            }
            events = filter.apply(lines).map { .line($0) }
        }
    }

    func runOperational(_ command: ParsedCommand) {
        let kept = mode
        mode = .operational
        execute(command.values.first ?? "")
        if mode == .operational { mode = kept }
    }

    // MARK: - The device

    var versionLines: [String] {
        [
            "Hostname: \(hostname)", "Model: \(device.board.lowercased())", "Junos: \(device.version)",
            "JUNOS Software Release [\(device.version)]",
        ]
    }

    var hardwareLines: [String] {
        [
            "Hardware inventory:", "Item             Version  Part number  Serial number     Description",
            "Chassis                                \(padded(device.serial, 18))\(device.board)",
            "Routing Engine 0 REV 08   650-077890   \(padded(device.serial, 18))RE-\(device.board)",
            "FPC 0                     BUILTIN      BUILTIN           FPC", "Power Supply 0  ",
        ]
    }

    var uptimeLines: [String] {
        let started = surroundings.wall().addingTimeInterval(state.meter.started - surroundings.monotonic())
        return [
            "Current time: \(ConsoleClock.long(surroundings.wall())) UTC",
            "System booted: \(ConsoleClock.long(started)) UTC",
        ]
    }

    private func isOff(_ port: String) -> Bool { state.running.entry(["interfaces", port, "disable"]) != nil }

    private func isUp(_ port: String) -> Bool {
        !isOff(port) && (device.loads[port] != nil || state.running.entry(["interfaces", port]) != nil)
    }

    private func units(_ port: String) -> [String] {
        (state.running.block(["interfaces", port]) ?? []).map(\.key).filter { $0.hasPrefix("unit ") }
    }

    private func description(_ path: [String]) -> String {
        guard let text = state.running.entry(["interfaces"] + path + ["description"])?.text else { return "" }
        return JunosWord.split(text)?.last?.text ?? ""
    }

    var terseLines: [String] {
        ["Interface               Admin Link Proto    Local                 Remote"]
            + device.ports.flatMap { port -> [String] in
                let link = isUp(port) ? "up" : "down"
                let head = padded(port, 24) + padded(isOff(port) ? "down" : "up", 6) + link
                return [head]
                    + units(port).map { unit in
                        let number = unit.dropFirst("unit ".count)
                        let family = (state.running.block(["interfaces", port, unit, "family inet"]) ?? []).first {
                            $0.key.hasPrefix("address ")
                        }
                        let address = family.map { "inet     " + $0.key.dropFirst("address ".count) } ?? "eth-switch"
                        return padded("\(port).\(number)", 24) + padded("up", 6) + padded(link, 5) + address
                    }
            }
    }

    var descriptionLines: [String] {
        let rows = device.ports.compactMap { port -> String? in
            let text = description([port])
            guard !text.isEmpty else { return nil }
            return padded(port, 16) + padded(isOff(port) ? "down" : "up", 6) + padded(isUp(port) ? "up" : "down", 5)
                + text
        }
        return rows.isEmpty ? [] : ["Interface       Admin Link Description"] + rows
    }

    var vlanLines: [String] {
        let rows = (state.running.block(["vlans"]) ?? []).map { vlan in
            let tag = state.running.entry(["vlans", vlan.key, "vlan-id"])?.text.split(separator: " ").last ?? ""
            return padded("default-switch", 24) + padded(vlan.key, 22) + tag
        }
        return ["", "Routing instance        VLAN name             Tag          Interfaces"] + rows
    }

    // MARK: - Reachability

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

    // MARK: - SNMP

    var system: ManagedSystem {
        func line(_ key: String) -> String {
            state.running.entry(["snmp", key]).flatMap { JunosWord.split($0.text)?.last?.text } ?? ""
        }
        return ManagedSystem(
            description: "Juniper Networks, Inc. \(device.board.lowercased()) internet router, kernel JUNOS "
                + "\(device.version), Build date: 2024-05-10 20:45:39 UTC Copyright (c) 1996-2024 Juniper Networks, Inc.",
            objectID: device.board == "SRX300" ? ".1.3.6.1.4.1.2636.1.1.1.2.133" : ".1.3.6.1.4.1.2636.1.1.1.4.132",
            contact: line("contact"), name: hostname, location: line("location"), services: 4,
            uptime: { [state, surroundings] in surroundings.monotonic() - state.meter.started })
    }

    var interfaces: [ManagedInterface] {
        device.ports.map { port in
            ManagedInterface(
                index: state.indexes[port] ?? 0, description: port, name: port, alias: description([port]), kind: 6,
                megabits: port.hasPrefix("xe-") ? 10_000 : 1000,
                hardware: "025054" + GroundTruth.digest(device.serial + port).prefix(6), isOn: !isOff(port),
                isUp: isUp(port),
                bytes: { [state, surroundings, load = device.loads[port]] in
                    state.meter.bytes(port, load, now: surroundings.monotonic())
                })
        }
    }
}
