/// `show version` and `show inventory`.
struct IOSVersionText {
    let console: IOSConsole

    private var model: IOSModel { console.model }
    private var version: String { console.device.version }
    private var serial: String { console.device.serial }

    /// `17.9.4a` of `17.09.04a`.
    private var shortVersion: String {
        version.split(separator: ".").map { part in
            let digits = part.prefix { $0.isNumber }
            return String(Int(digits) ?? 0) + part.dropFirst(digits.count)
        }.joined(separator: ".")
    }

    private var uptime: String {
        IOSClock.uptime(console.surroundings.monotonic() - console.state.meter.started)
    }

    /// The first line of the system's description, too.
    var imageLine: String {
        model.isXE
            ? "Cisco IOS Software [\(model.train)], \(model.family) (\(model.image)), Version \(shortVersion), "
                + "RELEASE SOFTWARE (fc3)"
            : "Cisco IOS Software, \(model.family) (\(model.image)), Version \(version), RELEASE SOFTWARE (fc3)"
    }

    static let support = "Technical Support: http://www.cisco.com/techsupport"
    var copyright: String { "Copyright (c) 1986-\(model.isXE ? 2023 : 2017) by Cisco Systems, Inc." }
    var compiled: String {
        model.isXE ? "Compiled Fri 20-Oct-23 10:33 by mcpre" : "Compiled Fri 18-Aug-17 09:22 by prod"
    }

    var lines: [String] { model.isXE ? xe : classic }

    private var started: String {
        let date = console.surroundings.wall().addingTimeInterval(
            console.state.meter.started - console.surroundings.monotonic())
        return IOSClock.long(date)
    }

    private var xe: [String] {
        let name = console.hostname
        let head = [
            "Cisco IOS XE Software, Version \(version)", imageLine, Self.support, copyright, compiled, "", "",
            "Cisco IOS-XE software, Copyright (c) 2005-2023 by cisco Systems, Inc.",
            "All rights reserved.  Certain components of Cisco IOS-XE software are",
            "licensed under the GNU General Public License (\"GPL\") Version 2.0.", "", "",
            "ROM: IOS-XE ROMMON", "BOOTLDR: System Bootstrap, Version 17.9.1r [FC13], RELEASE SOFTWARE (P) ", "",
            "\(name) uptime is \(uptime)", "Uptime for this control processor is \(uptime)",
            "System returned to ROM by Reload Command at \(started)", "System restarted at \(started)",
            "System image file is \"\(model.file)\"", "Last reload reason: Reload Command", "", "",
            "cisco \(console.device.board) (\(model.processor)) processor with \(model.memory) bytes of memory.",
            "Processor board ID \(serial)",
        ]
        return head + ports + [
            "2048K bytes of non-volatile configuration memory.", "\(model.flash) bytes of Flash at \(model.disk).", "",
        ] + (model.has(.switching) ? identity : []) + ["Configuration register is 0x102", ""]
    }

    private var ports: [String] {
        let kinds = ["FastEthernet": "FastEthernet", "GigabitEthernet": "Gigabit Ethernet"]
        return kinds.sorted { $0.key < $1.key }.compactMap { kind, words in
            let count = console.device.ports.count { $0.hasPrefix(kind) }
            return count == 0 ? nil : "\(count) \(words) interface\(count == 1 ? "" : "s")"
        }
    }

    private var identity: [String] {
        [
            "Motherboard Serial Number          : \(serial)",
            "Model Number                       : \(console.device.board)",
            "System Serial Number               : \(serial)", "",
        ]
    }

    private var classic: [String] {
        let head = [
            imageLine, Self.support, copyright, compiled, "", "ROM: Bootstrap program is C2960 boot loader",
            "BOOTLDR: C2960 Boot Loader (C2960-HBOOT-M) Version 12.2(44)SE5, RELEASE SOFTWARE (fc1)", "",
            "\(console.hostname) uptime is \(uptime)", "System returned to ROM by power-on",
            "System restarted at \(started)", "System image file is \"\(model.file)\"", "", "",
            "cisco \(console.device.board) (\(model.processor)) processor (revision B0) with \(model.memory) bytes of memory.",
            "Processor board ID \(serial)", "Last reset from power-on", "1 Virtual Ethernet interface",
        ]
        return head + ports + [
            "The password-recovery mechanism is enabled.", "",
            "64K bytes of flash-simulated non-volatile configuration memory.",
            "Model number                    : \(console.device.board)", "System serial number            : \(serial)",
            "", "", "Configuration register is 0xF", "",
        ]
    }

    var inventory: [String] {
        let board = console.device.board
        func part(_ name: String, _ description: String, _ id: String, _ serial: String) -> [String] {
            let padding = String(repeating: " ", count: max(0, 18 - id.count))
            return [
                "NAME: \"\(name)\", DESCR: \"\(description)\"", "PID: \(id)\(padding), VID: V01  , SN: \(serial)", "",
            ]
        }
        let chassis = model.has(.routing) ? "Chassis" : "Switch 1"
        var lines = part(chassis, model.has(.routing) ? "Cisco \(board) Chassis" : board, board, serial)
        if let supply = model.powerSupply {
            lines += part(
                "\(chassis) - Power Supply A", "\(chassis) - Power Supply A", supply, "QCS" + serial.suffix(8))
        }
        return lines + [""]
    }
}
