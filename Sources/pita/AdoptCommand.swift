import ArgumentParser
import Foundation
import PitaEvidence
import PitaOperations

/// `pita adopt`: an inventory from devices that run today.
struct AdoptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adopt", abstract: "Read devices that run today, and write inventory files from them.",
        discussion: """
            Without --write the files are shown as a diff. Nothing that is in the inventory is changed: it is compared. \
            Read the core and the distribution devices together with the router of a segment: each says a part of it.
            """)
    @OptionGroup var common: CommonOptions
    @Argument(help: "Devices of the inventory.") var devices: [String] = []
    @Option(help: "The address of a device that is not in the inventory yet.") var address: String?
    @Option(help: "Its platform.") var platform: String?
    @Option(help: "What it will be called; else what it calls itself.") var name: String?
    @Option(help: "What it is for: core, distribution, router or switch.") var role = "router"
    @Flag(help: "Pin its host key without asking; for a network that you trust.") var yes = false
    @Flag(help: "Write the files.") var write = false

    func validate() throws {
        guard !devices.isEmpty || address != nil else {
            throw ValidationError("say what to read: a device of the inventory, or --address with --platform")
        }
        guard (address == nil) == (platform == nil), address != nil || name == nil else {
            throw ValidationError("--address, --platform and --name belong together")
        }
    }

    func run() async throws {
        try await perform {
            let console = common.console
            var new: NewDevice?
            if let address, let platform {
                new = try NewDevice(address: address, platform: platform, name: name, role: role)
            }
            let operation = AdoptOperation(workplace: try common.workplace(), events: console.events)
            let adoption = try await operation.adopt(devices, new: new) { row in
                yes || HostKeyCommand.asks(row)
            }
            let files = try operation.fates(of: adoption)
            if write { try operation.write(files) }
            let view = AdoptionView(adoption: adoption, files: files, isWritten: write, console: console)
            console.result(view.json, text: view.lines)
        }
    }
}
