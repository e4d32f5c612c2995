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
    @Option(
        name: .customLong("new"),
        help: ArgumentHelp(
            "A device that is not in the inventory yet; may be given again.",
            valueName: "address,platform[,name[,role]]"))
    var others: [String] = []
    @Option(help: "The address of a device that is not in the inventory yet.") var address: String?
    @Option(help: "Its platform.") var platform: String?
    @Option(help: "What it will be called; else what it calls itself.") var name: String?
    @Option(help: "What it is for: core, distribution, router or switch.") var role = "router"
    @Flag(help: "Pin its host key without asking; for a network that you trust.") var yes = false
    @Flag(help: "Write the files.") var write = false

    func validate() throws {
        guard !devices.isEmpty || !others.isEmpty || address != nil else {
            throw ValidationError(
                "say what to read: a device of the inventory, or --new ADDRESS,PLATFORM for one that is not in it")
        }
        guard (address == nil) == (platform == nil), address != nil || name == nil else {
            throw ValidationError("--address, --platform and --name belong together")
        }
    }

    func run() async throws {
        try await perform {
            let console = common.console
            var new = try others.map { try NewDevice($0, role: role) }
            if let address, let platform {
                new.append(try NewDevice(address: address, platform: platform, name: name, role: role))
            }
            let operation = AdoptOperation(workplace: try common.workplace(), events: console.events)
            let outcome = try await operation.adopt(devices, new: new) { row in
                yes || HostKeyCommand.asks(row)
            }
            let files = try operation.fates(of: outcome.adoption)
            if write { try operation.write(files) }
            let view = AdoptionView(outcome: outcome, files: files, isWritten: write, console: console)
            console.result(view.json, text: view.lines)
            if let failure = outcome.failure { throw failure }
        }
    }
}
