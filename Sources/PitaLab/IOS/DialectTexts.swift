import Foundation

/// What EOS and RGOS say of themselves, and how their configurations begin.
struct DialectTexts {
    let console: IOSConsole

    private var model: IOSModel { console.model }
    private var device: LabDevice { console.device }
    private var seconds: Double { console.surroundings.monotonic() - console.state.meter.started }

    /// `show version`.
    var version: [String] { model.dialect == .eos ? eos : rgos }

    /// The system's description in SNMP.
    var description: String {
        model.dialect == .eos
            ? "Arista Networks EOS version \(device.version) running on an Arista Networks \(device.board)"
            : ruijie
    }

    /// Lines before the configuration; nil where it begins as that of IOS.
    func head(_ body: [String]) -> [String]? {
        switch model.dialect {
        case .eos:
            [
                "! Command: show running-config",
                "! device: \(console.hostname) (\(device.board), EOS-\(device.version))", "!",
                "! boot system flash:/EOS-\(device.version).swi", "!",
            ]
        case .rgos:
            [
                "Building configuration...",
                "Current configuration: \(body.reduce(0) { $0 + $1.utf8.count + 1 }) bytes", "",
            ]
        default: nil
        }
    }

    /// The first lines of the configuration; nil where they are those of IOS.
    var first: [String]? {
        switch model.dialect {
        case .eos: []
        case .rgos: ["version \(software)"]
        default: nil
        }
    }

    private var eos: [String] {
        let build = "\(device.version)-30640719.\(device.version.filter { $0 != "." })"
        return [
            "Arista \(device.board)", "Hardware version: 11.01", "Serial number: \(device.serial)",
            "Hardware MAC address: 5400.0016.0003", "System MAC address: 5400.0016.0003", "",
            "Software image version: \(device.version)", "Architecture: x86_64", "Internal build version: \(build)",
            "Internal build ID: 0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9", "Image format version: 3.0",
            "Image optimization: Strata-4GB", "", "Uptime: \(IOSClock.uptime(seconds))", "Total memory: 3952960 kB",
            "Free memory: 2054376 kB", "",
        ]
    }

    private var ruijie: String { "\(model.family) (\(device.board)) By Ruijie Networks" }

    private var software: String { "\(device.board.prefix { $0 != "-" })_RGOS \(device.version)" }

    private var rgos: [String] {
        let minutes = Int(max(0, seconds) / 60)
        return [
            "System description      : \(ruijie)",
            "System start time       : "
                + ConsoleClock.long(console.surroundings.wall().addingTimeInterval(-seconds)),
            "System uptime           : \(minutes / 1440):\(minutes / 60 % 24):\(minutes % 60):0",
            "System hardware version : 1.01", "System software version : \(software)",
            "System patch number     : NA", "System serial number    : \(device.serial)",
            "System boot version     : 1.3.8",
        ]
    }
}

/// Settings of the terminal.
extension IOSConsole {
    func setLength(_ command: ParsedCommand) {
        screenLength = Int(command.values[0]) ?? 24
        if !manner.lengthAnswer.isEmpty { say(manner.lengthAnswer) }
    }

    func setWidth(_ command: ParsedCommand) {
        screenWidth = Int(command.values[0]) ?? 80
        if !manner.widthAnswer.isEmpty { say(manner.widthAnswer.replacing("N", with: command.values[0])) }
    }
}
