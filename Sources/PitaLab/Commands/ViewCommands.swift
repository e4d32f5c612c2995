import ArgumentParser
import Foundation

struct DownCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "down", abstract: "End a lab and everything it started.")

    @OptionGroup var place: DirectoryOption
    @Flag(help: "Remove the directory too.") var purge = false

    func run() { LabStop(directory: place.lab).run(purge: purge) }
}

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "status", abstract: "Say which devices answer.")

    @OptionGroup var place: DirectoryOption
    @Flag(help: "As JSON.") var json = false

    struct Row: Encodable {
        var name: String
        var kind: String
        var version: String
        var address: String
        var state: String
        var faults: [String]
    }

    func run() throws {
        let office = try place.lab.loadOffice()
        let isRunning = LabStop(directory: place.lab).isRunning
        let probe = Readiness(directory: place.lab, devices: [], secrets: try LabSecrets.load(place.lab))
        let rows = try office.devices.map { device in
            Row(
                name: device.name, kind: device.kind.rawValue, version: device.version, address: device.address,
                state: isRunning && (try? probe.answersSSH(device)) == true ? "up" : "down",
                faults: try FaultCommands.list(place.lab, device.name))
        }
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            print(String(decoding: try encoder.encode(rows), as: UTF8.self))
        } else {
            for row in rows {
                print(([row.name, row.kind, row.version, row.address, row.state] + row.faults).joined(separator: "  "))
            }
        }
        if !isRunning || rows.contains(where: { $0.state == "down" }) { throw ExitCode(1) }
    }
}

struct TruthCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "truth", abstract: "Print a device's real configuration, read without SSH.")

    @OptionGroup var place: DirectoryOption
    @Argument var device: String
    @Flag(help: "Only a digest, to compare.") var digest = false

    func run() throws {
        let device = try place.lab.loadDevice(device)
        let text: String
        if device.kind == .routeros {
            let store = try RouterStore(place.lab, device)
            text = try store.locked { RouterStore.truth(store.router(try store.load())) }
        } else if device.kind.hasConsole {
            text = try ConsoleBoot(directory: place.lab, device: device).truth()
        } else {
            text = try PeerDevice(directory: place.lab, device: device).truth()
        }
        Wire.write(digest ? Array((GroundTruth.digest(text) + "\n").utf8) : ByteText.bytes(text))
    }
}

struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "log", abstract: "Print what really happened.")

    @OptionGroup var place: DirectoryOption
    @Argument(help: "One device; all without it.") var device: String?

    func run() throws {
        let office = try place.lab.loadOffice()
        let names = office.devices.map(\.name).filter { device == nil || $0 == device }
        var lines: [(Double, Substring)] = []
        for name in names {
            for line in (StateFile.text(place.lab.truth(name)) ?? "").split(separator: "\n") {
                let time = try? JSONDecoder().decode(GroundTruth.Line.self, from: Data(line.utf8)).monotonic
                lines.append((time ?? 0, line))
            }
        }
        for (_, line) in lines.sorted(by: { $0.0 < $1.0 }) { print(line) }
    }
}

struct FaultCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fault", abstract: "Set faults on a device, `clear` them, or `list` them.")

    @OptionGroup var place: DirectoryOption
    @Argument(help: "A device, or `all`.") var device: String
    @Argument(help: "Faults such as stall or drop-after=2; or clear, or list.") var words: [String]

    func run() throws {
        switch words {
        case ["clear"]: try FaultCommands.clear(place.lab, device)
        case ["list"]: for line in try FaultCommands.list(place.lab, device) { print(line) }
        default: try FaultCommands.set(place.lab, device, words)
        }
    }
}

struct RelayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "relay", abstract: "Relay a TCP or UDP port of the loopback and spoil what passes.")

    @Option(help: "127.x.y.z:PORT to listen on.") var listen: String
    @Option(help: "127.x.y.z:PORT to connect to.") var to: String
    @Flag(help: "Datagrams instead of connections.") var udp = false
    @Option(help: "Milliseconds before each piece, either way.") var delay = 0
    @Option(help: "Bytes a second from the server.") var drip: Int?
    @Option(help: "Stop passing answers after so many bytes.") var stallAfter: Int?
    @Option(help: "Close after so many bytes.") var cutAfter: Int?
    @Option(help: "Reset after so many bytes.") var resetAfter: Int?
    @Option(help: "Change every byte behind so many.") var corruptAfter: Int?
    @Flag(help: "Send noise first.") var garbage = false
    @Flag(help: "Answer no connection at all, as where packets are dropped on the way.") var blackhole = false

    func run() throws {
        if blackhole {
            let (host, port) = try Sockets.parse(listen)
            try Sockets.swallow(host, port)
        }
        let relay = Relay(
            listen: try Sockets.parse(listen), target: try Sockets.parse(to),
            spoiling: .init(
                delay: delay, drip: drip, stallAfter: stallAfter, cutAfter: cutAfter, resetAfter: resetAfter,
                corruptAfter: corruptAfter, isGarbage: garbage))
        if udp { try relay.runUDP() } else { try relay.runTCP() }
    }
}
