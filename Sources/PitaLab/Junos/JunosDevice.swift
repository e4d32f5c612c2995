import Foundation

/// What `show` says of the device, and what SNMP serves.
extension JunosConsole {
    func padded(_ text: some StringProtocol, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

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

    func units(_ port: String) -> [String] {
        (state.running.block(["interfaces", port]) ?? []).map(\.key).filter { $0.hasPrefix("unit ") }
    }

    func description(_ path: [String]) -> String {
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
