import ArgumentParser
import Foundation

struct UpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "up", abstract: "Start a lab and leave it running.")

    @OptionGroup var place: DirectoryOption
    @Option(help: "A JSON file with the devices (the form of office.json); the bundled office without it.") var office:
        String?
    @Option(help: "So many more RouterOS devices at 127.21.x.y.") var devices = 0
    @Option(help: "Decides what faults send as noise.") var seed: UInt64 = 1
    @Option(help: "Only these devices, separated by commas; `none` for only the extra ones.") var only: String?
    @Option(help: "DEVICE:FAULT, for example rtr-inti:stall-after=3; may be given again.") var fault: [String] = []
    @Flag(inversion: .prefixedNo, help: "Send traffic through linux and openvswitch devices.") var traffic = true

    func validate() throws {
        guard (0...5000).contains(devices) else { throw ValidationError("--devices takes 0 to 5000") }
    }

    func run() throws {
        var chosen = ExampleOffice.bundled
        if let office {
            guard let data = FileManager.default.contents(atPath: office) else {
                throw LabError("cannot read \(office)")
            }
            do { chosen = try JSONDecoder().decode(Office.self, from: data) } catch {
                throw LabError("\(office) is no office: \(error)")
            }
        }
        var names: Set<String>?
        if let only {
            let wanted = only == "none" ? [] : only.split(separator: ",").map(String.init)
            for name in wanted where !chosen.devices.contains(where: { $0.name == name }) {
                throw LabError("no device \(name) in this office")
            }
            names = Set(wanted)
        }
        let faults = try fault.map { text in
            let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw LabError("\(text) is not DEVICE:FAULT") }
            _ = try FaultSet.parse(parts[1])
            return (device: parts[0], fault: parts[1])
        }
        let start = LabStart(
            directory: place.lab,
            options: .init(
                office: chosen, extras: devices, seed: seed, only: names, faults: faults, hasTraffic: traffic))
        let isFirst = !LabStop(directory: place.lab).isRunning
        do { try start.run() } catch {
            // Half a lab is none.
            if isFirst { LabStop(directory: place.lab).run(purge: false) }
            throw error
        }
        Program.say("ready: . \(place.lab.path("environment"))")
    }
}
