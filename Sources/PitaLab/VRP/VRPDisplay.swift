/// What `display` says, and what SNMP serves.
extension VRPConsole {
    func padded(_ text: some StringProtocol, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private var names: [String] { interfaceNames(state.running) }

    func now(_ interface: String, _ key: String) -> String? { line(interface, key, in: state.running) }

    func isUp(_ name: String) -> Bool {
        !isShut(name) && (!isPhysical(name) || device.loads[name] != nil || now(name, "description") != nil)
    }

    private var family: String { String(device.board.prefix { $0 != "-" }) }

    var versionLines: [String] {
        let uptime = ConsoleClock.uptime(surroundings.monotonic() - state.meter.started)
        return [
            "Huawei Versatile Routing Platform Software",
            "VRP (R) software, Version \(model.release) (\(family) \(device.version))",
            "Copyright (C) 2012-2020 Huawei Technologies Co., Ltd.", "HUAWEI \(device.board) uptime is \(uptime)", "",
            "\(device.board) \(model.slot)(Master)  : uptime is \(uptime)", "SDRAM Memory Size   : 2048 M bytes",
            "FLASH Memory Size   : 512 M bytes",
        ]
    }

    var manufactureLines: [String] {
        [
            "Slot  Sub  Serial-number          Manu-date", "- - - - - - - - - - - - - - - - - - - - - -",
            "\(padded(String(model.slot), 6))-    \(padded(device.serial, 23))2023-04-11",
        ]
    }

    // MARK: - Ports

    private func pvid(_ name: String) -> Int {
        let keys = ["port default vlan", "port trunk pvid vlan"]
        return keys.compactMap { now(name, $0) }.first?.split(separator: " ").last.flatMap { Int($0) } ?? 1
    }

    private func kind(_ name: String) -> String {
        now(name, "port link-type")?.split(separator: " ").last.map(String.init) ?? "access"
    }

    private var switched: [String] { names.filter { isPhysical($0) && !$0.hasPrefix("MEth") } }

    var vlanLines: [String] {
        let vlans = state.running.vlans.sorted { $0.key < $1.key }
        let members = vlans.map { vlan, _ in
            let ports = switched.filter { name in
                kind(name) == "trunk" ? allowed(name, in: state.running).contains(vlan) : pvid(name) == vlan
            }
            return padded(String(vlan), 5) + "common  "
                + ports.map { (kind($0) == "trunk" ? "TG:" : "UT:") + $0 + (isUp($0) ? "(U)" : "(D)") }
                .joined(separator: " ")
        }
        let states = vlans.map { vlan, text in
            padded(String(vlan), 5) + "enable  default        enable  disable    "
                + (text.isEmpty ? "VLAN " + String(String(vlan + 10_000).dropFirst()) : text)
        }
        let rule = String(repeating: "-", count: 80)
        return ["The total number of VLANs is : \(vlans.count)", rule, "VID  Type    Ports", rule] + members + [
            "", "VID  Status  Property      MAC-LRN Statistics Description", rule,
        ] + states
    }

    var portLines: [String] {
        let rows = switched.map { name in
            let list =
                kind(name) == "trunk" ? VRPConsole.words(allowed(name, in: state.running)).joined(separator: " ") : "-"
            return padded(name, 28) + padded(kind(name), 13) + padded(String(pvid(name)), 6) + list
        }
        return [
            "Port                        Link Type    PVID  Trunk VLAN List", String(repeating: "-", count: 79),
        ] + rows
    }

    var briefLines: [String] {
        let rows = names.map { name in
            padded(name, 28) + padded(isShut(name) ? "*down" : isUp(name) ? "up" : "down", 6)
                + padded(isUp(name) ? "up" : "down", 12) + "0%     0%          0          0"
        }
        return [
            "PHY: Physical", "*down: administratively down", "^down: standby",
            "InUti/OutUti: input utility/output utility",
            "Interface                   PHY   Protocol  InUti OutUti   inErrors  outErrors",
        ] + rows
    }

    var descriptionLines: [String] {
        ["Interface                     PHY     Protocol Description"]
            + names.map { name in
                let text = now(name, "description").map { String($0.dropFirst("description ".count)) } ?? ""
                return padded(name, 30) + padded(isShut(name) ? "*down" : isUp(name) ? "up" : "down", 8)
                    + padded(isUp(name) ? "up" : "down", 9) + text
            }
    }

    var addressLines: [String] {
        let rows = names.filter { !isPhysical($0) || $0.hasPrefix("MEth") }.map { name in
            let network = VRPConsole.network(now(name, "ip address"))
            let text = network.map { "\(IPv4.text($0.address))/\($0.length)" } ?? "unassigned"
            return padded(name, 34) + padded(text, 21) + padded(isShut(name) ? "*down" : "up", 11) + "up"
        }
        return ["Interface                         IP Address/Mask      Physical   Protocol"] + rows
    }

    // MARK: - Routes

    func showRoutes(_ command: ParsedCommand) {
        let ways =
            command.values.first.flatMap { IPv4.parse($0) }.map { [way(to: $0)].compactMap { $0 } } ?? allWays
        if command.values.first != nil, ways.isEmpty { return }
        let rows = ways.map { way in
            let hop = way.isDirect ? "0.0.0.0" : way.via
            return padded("\(IPv4.text(way.network))/\(way.length)", 20)
                + (way.isDirect ? "Direct  0    0           D   " : "Static  60   0          RD   ")
                + padded(hop, 16) + (way.isDirect ? way.via : "")
        }
        say([
            "Route Flags: R - relay, D - download to fib", String(repeating: "-", count: 78), "Routing Table : Public",
            "Summary Count : \(rows.count)",
            "Destination/Mask    Proto   Pre  Cost      Flags NextHop         Interface", "",
        ])
        say(rows)
    }

    private var allWays: [(network: UInt32, length: Int, via: String, isDirect: Bool)] {
        let near = networks(state.running).map { ($0.address & IPv4.mask($0.length), $0.length, $0.interface, true) }
        let far = staticRoutes.map { ($0.network, $0.length, $0.via, false) }
        return near + far
    }

    func ping(_ address: String, _ count: Int) {
        let answers = surroundings.hostsAnswer && IPv4.parse(address).flatMap { way(to: $0) } != nil
        let count = min(count, 1000)
        say("  PING \(address): 56  data bytes, press CTRL_C to break")
        for number in 1...count {
            say(
                answers
                    ? "    Reply from \(address): bytes=56 Sequence=\(number) ttl=64 time=1 ms" : "    Request time out"
            )
        }
        say(["", "  --- \(address) ping statistics ---", "    \(count) packet(s) transmitted"])
        say([
            "    \(answers ? count : 0) packet(s) received", "    \(answers ? "0.00" : "100.00")% packet loss",
        ])
        if answers { say("    round-trip min/avg/max = 1/1/1 ms") }
        say()
    }

    // MARK: - SNMP

    var system: ManagedSystem {
        func line(_ key: String) -> String {
            state.running.entry(["snmp-agent sys-info " + key]).map { String($0.text.dropFirst(20 + key.count + 1)) }
                ?? ""
        }
        return ManagedSystem(
            description: "Huawei \(device.board) Huawei Versatile Routing Platform Software  VRP (R) software,Version "
                + "\(model.release) (\(family) \(device.version)) Copyright (C) 2012-2020 Huawei Technologies Co., Ltd",
            objectID: model.objectID, contact: line("contact"), name: hostname, location: line("location"),
            services: 78, uptime: { [state, surroundings] in surroundings.monotonic() - state.meter.started })
    }

    var interfaces: [ManagedInterface] {
        names.map { name in
            let digits = GroundTruth.digest(device.serial + name).prefix(6)
            return ManagedInterface(
                index: state.indexes[name] ?? 0, description: name, name: name,
                alias: now(name, "description").map { String($0.dropFirst("description ".count)) } ?? "",
                kind: name.hasPrefix("Vlanif") ? 53 : name.hasPrefix("LoopBack") ? 24 : 6,
                megabits: name.hasPrefix("10GE") || name.hasPrefix("XG") ? 10_000 : 1000, hardware: "025054" + digits,
                isOn: !isShut(name), isUp: isUp(name),
                bytes: { [state, surroundings, load = device.loads[name]] in
                    state.meter.bytes(name, load, now: surroundings.monotonic())
                })
        }
    }
}
