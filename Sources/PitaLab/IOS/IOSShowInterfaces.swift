/// What `show` says of interfaces, addresses, routes and lists; what SNMP serves of them.
extension IOSConsole {
    private func traffic(_ name: String) -> (received: UInt64, sent: UInt64) {
        state.meter.bytes(name, device.loads[name], now: surroundings.monotonic())
    }

    /// `up`, `down` or `administratively down`.
    private func status(_ name: String) -> String {
        isShut(name) ? "administratively down" : isUp(name) ? "up" : "down"
    }

    func showInterfaces(_ command: ParsedCommand) {
        if let name = command.values.first, state.running.entry(["interface " + name]) == nil { return refuseTyped() }
        for name in command.values.first.map({ [$0] }) ?? interfaceNames {
            let load = device.loads[name] ?? .init(received: 0, sent: 0)
            let isOn = isUp(name)
            let bytes = traffic(name)
            say("\(name) is \(status(name)), line protocol is \(isOn ? "up (connected)" : "down")")
            say("  Hardware is \(isPhysical(name) ? "Gigabit Ethernet" : "Ethernet SVI"), address is \(hardware(name))")
            if let text = line(name, "description") { say("  Description: " + text.dropFirst("description ".count)) }
            if let text = line(name, "ip address") {
                let network = Self.network(Array(text.split(separator: " ").dropFirst(2)))
                say("  Internet address is " + (network.map { "\(IPv4.text($0.address))/\($0.length)" } ?? ""))
            }
            let bandwidth = line(name, "bandwidth")?.split(separator: " ").last.map(String.init) ?? "1000000"
            say([
                "  MTU 1500 bytes, BW \(bandwidth) Kbit/sec, DLY 10 usec,",
                "  5 minute input rate \(isOn ? Int(load.received) : 0) bits/sec, 0 packets/sec",
                "  5 minute output rate \(isOn ? Int(load.sent) : 0) bits/sec, 0 packets/sec",
                "     \(bytes.received / 900) packets input, \(bytes.received) bytes, 0 no buffer",
                "     \(bytes.sent / 900) packets output, \(bytes.sent) bytes, 0 underruns",
            ])
        }
    }

    /// `0050.5400.0001`.
    private func hardware(_ name: String) -> String {
        let digits = GroundTruth.digest(device.serial + String(name.split(separator: ".")[0]))
        return "0050.54" + digits.prefix(2) + "." + digits.dropFirst(2).prefix(4)
    }

    var descriptionLines: [String] {
        ["Interface                      Status         Protocol Description"]
            + interfaceNames.map { name in
                let text = line(name, "description").map { String($0.dropFirst("description ".count)) } ?? ""
                let state = isShut(name) ? "admin down" : isUp(name) ? "up" : "down"
                return padded(Self.short(name), 30) + " " + padded(state, 14) + " "
                    + padded(isUp(name) ? "up" : "down", 8) + " " + text
            }
    }

    var briefLines: [String] {
        ["Interface              IP-Address      OK? Method Status                Protocol"]
            + interfaceNames.map { name in
                let address = line(name, "ip address")?.split(separator: " ")[2]
                return padded(name, 22) + " " + padded(address ?? "unassigned", 15) + " YES "
                    + padded(address == nil ? "unset" : "NVRAM", 6) + " " + padded(status(name), 21) + " "
                    + (isUp(name) ? "up" : "down")
            }
    }

    // MARK: - Routes and lists

    func showRoute(_ command: ParsedCommand) {
        guard let text = command.values.first, let address = IPv4.parse(text) else { return say(routeLines) }
        guard let way = way(to: address), command.values.count == 1 || isThere(command, way.length) else {
            return say(command.values.count == 1 ? "% Network not in table" : "% Subnet not in table")
        }
        say("Routing entry for \(IPv4.text(way.network))/\(way.length)")
        say(
            way.isConnected
                ? "  Known via \"connected\", distance 0, metric 0 (connected, via interface)"
                : "  Known via \"static\", distance \(way.distance), metric 0")
        let hop = way.isConnected ? "directly connected, via \(way.text)" : way.text
        say(["  Routing Descriptor Blocks:", "  * \(hop)", "      Route metric is 0, traffic share count is 1"])
    }

    private func isThere(_ command: ParsedCommand, _ length: Int) -> Bool {
        ValueReader.maskLength(command.values[1]) == length
    }

    private var routeLines: [String] {
        let fallback = staticRoutes.first { $0.length == 0 }
        let connected = networks().filter { !isShut($0.interface) }.flatMap { network in
            [
                "C        \(IPv4.text(network.address & IPv4.mask(network.length)))/\(network.length) is directly connected, "
                    + network.interface,
                "L        \(IPv4.text(network.address))/32 is directly connected, \(network.interface)",
            ]
        }
        let statics = staticRoutes.map { route in
            (route.length == 0 ? "S*    " : "S        ")
                + "\(IPv4.text(route.network))/\(route.length) [\(route.distance)/0] via \(route.via)"
        }
        return [
            "Codes: L - local, C - connected, S - static, R - RIP, M - mobile, B - BGP", "",
            fallback.map { "Gateway of last resort is \($0.via) to network 0.0.0.0" }
                ?? "Gateway of last resort is not set", "",
        ] + statics + connected
    }

    var listLines: [String] {
        state.running.entries.filter { $0.key.hasPrefix("ip access-list ") }.flatMap { list in
            let words = list.key.split(separator: " ")
            let title = "\(words[2].prefix(1).uppercased())\(words[2].dropFirst()) IP access list \(words[3])"
            return [title]
                + (list.children ?? []).filter { !$0.text.hasPrefix("remark") }.map { "    \($0.order) \($0.text)" }
        }
    }

    // MARK: - SNMP

    var system: ManagedSystem {
        let text = IOSVersionText(console: self)
        func line(_ key: String) -> String {
            state.running.entry([key]).map { String($0.text.dropFirst(key.count + 1)) } ?? ""
        }
        return ManagedSystem(
            description: model.dialect == .ios
                ? [text.imageLine, IOSVersionText.support, text.copyright, text.compiled].joined(separator: " ")
                : DialectTexts(console: self).description,
            objectID: model.objectID, contact: line("snmp-server contact"), name: hostname,
            location: line("snmp-server location"), services: model.has(.switching) ? 6 : 78,
            uptime: { [state, surroundings] in surroundings.monotonic() - state.meter.started })
    }

    var interfaces: [ManagedInterface] {
        interfaceNames.map { name in
            let kind = name.hasPrefix("Vlan") ? 53 : name.hasPrefix("Loopback") ? 24 : name.contains(".") ? 135 : 6
            return ManagedInterface(
                index: index(of: name), description: written(name),
                name: model.dialect == .ios ? Self.short(name) : written(name),
                alias: line(name, "description").map { String($0.dropFirst("description ".count)) } ?? "",
                kind: kind, megabits: name.hasPrefix("FastEthernet") ? 100 : 1000,
                hardware: hardware(name).replacing(".", with: ""), isOn: !isShut(name), isUp: isUp(name),
                bytes: { [state, surroundings, load = device.loads[name]] in
                    state.meter.bytes(name, load, now: surroundings.monotonic())
                })
        }
    }
}
